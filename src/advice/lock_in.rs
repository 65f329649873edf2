//! What becomes hard to change when a stage begins, and therefore wants deciding before.

use crate::scenario::{Reversibility, Scenario, StrategyTag};

/// What wants deciding before a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct DecideBefore {
    /// The stage, by place.
    pub stage: usize,
    /// What is hardest to take back first, then in the order of the scenario.
    pub choices: Vec<LockIn>,
}

/// A choice that is hard to take back once its stage has begun.
#[derive(Clone, Debug, PartialEq)]
pub struct LockIn {
    /// What is chosen.
    pub choice: LockInChoice,
    /// What people call it.
    pub name: String,
    /// How hard it is to take back: never easy.
    pub reversibility: Reversibility,
    /// What its set-up costs once, in the scenario's currency.
    pub setup_cost: f64,
}

/// What can lock a plan in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockInChoice {
    /// A component, by id.
    Component(String),
    /// A strategy: money spent on its set-up does not come back.
    Strategy(StrategyTag),
}

/// What begins with the stage after the one in focus and is hard to take back; with the last stage itself where none
/// follows.
pub fn decide_before(scenario: &Scenario, focus: usize) -> DecideBefore {
    let stage = (focus + 1).min(scenario.stages.len().saturating_sub(1));
    let components = scenario.components.iter().filter(|component| component.enabled && component.from_stage == stage);
    let components = components.map(|component| LockIn {
        choice: LockInChoice::Component(component.id.clone()),
        name: component.name.clone(),
        reversibility: component.reversibility,
        setup_cost: component.setup_cost.base(),
    });
    let strategies = scenario.strategies.iter().filter(|strategy| strategy.enabled && strategy.from_stage == stage);
    let strategies = strategies.map(|strategy| {
        let setup_cost = strategy.setup_cost.base();
        LockIn {
            choice: LockInChoice::Strategy(strategy.kind.tag()),
            name: strategy.kind.tag().name().to_owned(),
            reversibility: if 0.0 < setup_cost { Reversibility::Costly } else { Reversibility::Reversible },
            setup_cost,
        }
    });
    let mut choices: Vec<LockIn> =
        components.chain(strategies).filter(|choice| choice.reversibility != Reversibility::Reversible).collect();
    choices.sort_by_key(|choice| choice.reversibility != Reversibility::OneWay);
    DecideBefore { stage, choices }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::PRESETS;
    use crate::scenario::Estimate;

    #[test]
    fn what_is_hard_to_take_back_is_named_before_its_stage() {
        let mut scenario = PRESETS[0].scenario();
        for component in &mut scenario.components {
            component.reversibility = Reversibility::Reversible;
        }
        for strategy in &mut scenario.strategies {
            strategy.from_stage = 0;
        }
        for (place, reversibility, from_stage, enabled) in [
            (0, Reversibility::Costly, 2, true),
            (1, Reversibility::OneWay, 2, true),
            (2, Reversibility::OneWay, 1, true),
            (3, Reversibility::OneWay, 2, false),
        ] {
            let component = &mut scenario.components[place];
            (component.reversibility, component.from_stage, component.enabled) = (reversibility, from_stage, enabled);
        }
        let names = |scenario: &Scenario, focus| {
            let decide = decide_before(scenario, focus);
            (decide.stage, decide.choices.into_iter().map(|choice| choice.name).collect::<Vec<_>>())
        };
        let component = |place: usize| scenario.components[place].name.clone();
        assert_eq!(names(&scenario, 0), (1, vec![component(2)]));
        assert_eq!(names(&scenario, 1), (2, vec![component(1), component(0)]), "the hardest first");
        assert_eq!(names(&scenario, 2), names(&scenario, 1), "nothing follows the last stage");

        let strategy = &mut scenario.strategies[0];
        (strategy.enabled, strategy.from_stage, strategy.setup_cost) = (true, 1, Estimate::Exact(0.0));
        assert_eq!(decide_before(&scenario, 0).choices.len(), 1, "a switch costs nothing to take back");
        scenario.strategies[0].setup_cost = Estimate::Exact(500.0);
        let choices = decide_before(&scenario, 0).choices;
        assert_eq!(choices[1].choice, LockInChoice::Strategy(scenario.strategies[0].kind.tag()));
        assert_eq!(choices[1].setup_cost, 500.0);
    }
}
