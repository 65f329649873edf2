//! What a plan's owner should be told although it can be computed: small named rules over a scenario and its plan.

mod kill_criteria;
mod lock_in;

use crate::economics::Plan;
use crate::scenario::Scenario;

pub use kill_criteria::{Standing, kill_criteria};
pub use lock_in::{Choice, DecideBefore, LockIn, decide_before};

/// Something to mind, in a sentence.
pub type Warning = String;

/// Every rule, in the order in which its warnings are read.
const RULES: [fn(&Scenario, &Plan) -> Vec<Warning>; 3] =
    [horizon_before_target, stages_that_never_run, cards_that_never_run];

/// Everything to mind about a plan.
pub fn warnings(scenario: &Scenario, plan: &Plan) -> Vec<Warning> {
    RULES.iter().flat_map(|rule| rule(scenario, plan)).collect()
}

/// The verdict speaks of a stage that the months never reach (model, section 7).
fn horizon_before_target(scenario: &Scenario, plan: &Plan) -> Vec<Warning> {
    let target = &scenario.stages[plan.target];
    let is_late = plan.horizon_months <= target.month;
    let warning = || {
        format!(
            "The horizon of {} months ends before {} starts in month {}: payback and NPV do not reach it",
            plan.horizon_months, target.name, target.month
        )
    };
    is_late.then(warning).into_iter().collect()
}

/// Of stages that share a month only the last runs (model, section 9).
fn stages_that_never_run(scenario: &Scenario, _plan: &Plan) -> Vec<Warning> {
    let pairs = scenario.stages.windows(2).filter(|pair| pair[0].month == pair[1].month);
    let warning = |pair: &[crate::scenario::Stage]| {
        format!(
            "{} and {} share month {}: the cards that only {} has never run",
            pair[0].name, pair[1].name, pair[0].month, pair[0].name
        )
    };
    pairs.map(warning).collect()
}

/// A card that ends before it starts.
fn cards_that_never_run(scenario: &Scenario, _plan: &Plan) -> Vec<Warning> {
    let backwards = |component: &&crate::scenario::Component| {
        component.enabled && component.until_stage.is_some_and(|until| until < component.from_stage)
    };
    let cards = scenario.components.iter().filter(backwards);
    cards.map(|card| format!("{} ends before it starts, so it never costs anything", card.name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::PRESETS;

    #[test]
    fn presets_have_nothing_to_mind_and_broken_terms_do() {
        for preset in PRESETS {
            let scenario = preset.scenario();
            let plan = Plan::new(&scenario).unwrap();
            assert_eq!(warnings(&scenario, &plan), Vec::<Warning>::new(), "{}", preset.key);
        }
        let mut scenario = PRESETS[0].scenario();
        scenario.plan.horizon_months = 3;
        scenario.stages[1].month = 6;
        scenario.components[0].until_stage = Some(0);
        let plan = Plan::new(&scenario).unwrap();
        let found = warnings(&scenario, &plan);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].contains("ends before Production"));
        assert!(found[1].contains("Pilot and Production share month 6"));
    }
}
