//! What would be better than the plan: buying instead, or nothing.

use super::{Finding, RuleContext};
use crate::economics::{Choice, Verdict};
use crate::language::tr;
use crate::scenario::{Alternative, path};

/// An alternative is worth more over the horizon.
pub(super) fn alternative_is_better(context: &RuleContext<'_>) -> Vec<Finding> {
    let Choice::Alternative(place) = Choice::among_counted(context.scenario, context.results) else {
        return Vec::new();
    };
    let alternative = &context.scenario.alternatives[place];
    let sentence = tr!(
        "{name} is worth more than the plan over {months}: NPV {npv}, the plan’s {planned}; say why it is built all \
         the same, or buy",
        name = alternative.name,
        months = months(context),
        npv = context.money.full(context.results.alternatives[place].npv),
        planned = context.money.full(context.results.months.npv)
    );
    vec![Finding::problem(path::alternative(&alternative.name), sentence)]
}

/// What could be bought is charged by the person, and nobody is counted.
pub(super) fn seats_without_people(context: &RuleContext<'_>) -> Vec<Finding> {
    let alternatives = context.scenario.alternatives.iter().enumerate();
    let lacking = alternatives.filter(|(place, _)| context.scenario.lacks_people(*place));
    let finding = |(_, alternative): (usize, &Alternative)| {
        let sentence = tr!(
            "{name} is charged by the person who has it, and {stage} counts nobody: type how many people have it \
             there into the stages, before it is compared",
            name = alternative.name,
            stage = context.target().name
        );
        Finding::problem(path::alternative(&alternative.name), sentence)
    };
    lacking.map(finding).collect()
}

/// Neither the plan nor any alternative is worth more than to do nothing.
pub(super) fn nothing_is_better(context: &RuleContext<'_>) -> Vec<Finding> {
    let has_alternatives = !context.scenario.alternatives.is_empty();
    // That nothing saves a plan is its verdict already.
    let is_said = context.results.verdict == Verdict::Broken && !has_alternatives;
    if Choice::among_counted(context.scenario, context.results) != Choice::Nothing || is_said {
        return Vec::new();
    }
    let others = if has_alternatives { tr!(", and no alternative is worth more than nothing") } else { "" };
    let sentence = tr!(
        "Over {months} the plan loses {loses} in today’s money{others}: as it stands, to do nothing is better",
        months = months(context),
        loses = context.money.full(-context.results.months.npv),
        others
    );
    vec![Finding::problem("plan", sentence)]
}

fn months(context: &RuleContext<'_>) -> String {
    match context.plan.horizon_months {
        1 => tr!("1 month").to_owned(),
        months => tr!("{months} months", months),
    }
}
