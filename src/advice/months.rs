//! What the horizon never sees: stages and cards that never run.

use super::{Finding, RuleContext};
use crate::language::tr;
use crate::scenario::{Component, Stage, path};

/// The verdict speaks of a stage that the months never reach (model, section 7).
pub(super) fn horizon_before_target(context: &RuleContext<'_>) -> Vec<Finding> {
    let (target, horizon) = (context.target(), context.plan.horizon_months);
    let finding = || {
        let sentence = tr!(
            "The horizon of {horizon} months ends before {stage} starts in month {month}: payback and NPV do not \
             reach it",
            stage = target.name,
            month = target.month,
            horizon
        );
        Finding::problem("plan.horizon_months", sentence)
    };
    (horizon <= target.month).then(finding).into_iter().collect()
}

/// Of stages that share a month only the last runs (model, section 9).
pub(super) fn stages_that_never_run(context: &RuleContext<'_>) -> Vec<Finding> {
    let pairs = context.scenario.stages.windows(2).filter(|pair| pair[0].month == pair[1].month);
    let finding = |pair: &[Stage]| {
        let sentence = tr!(
            "{first} and {second} share month {month}: the cards that only {first} has never run",
            first = pair[0].name,
            second = pair[1].name,
            month = pair[0].month
        );
        Finding::note(path::stage(&pair[0].name), sentence)
    };
    pairs.map(finding).collect()
}

/// A card that ends before it starts.
pub(super) fn cards_that_never_run(context: &RuleContext<'_>) -> Vec<Finding> {
    let backwards = |component: &&Component| {
        component.enabled && component.until_stage.is_some_and(|until| until < component.from_stage)
    };
    let finding = |card: &Component| {
        let sentence = tr!("{} ends before it starts, so it never costs anything", card.name);
        Finding::problem(path::component(&card.id), sentence)
    };
    context.scenario.components.iter().filter(backwards).map(finding).collect()
}
