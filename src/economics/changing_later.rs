//! What it costs to bring something in later than planned: decision by stage (model, section 9).

use super::bill::other_lines;
use super::evaluation::{Counts, quantities};
use super::plan::PlanLine;
use super::strategy_effects::StrategyEffects;
use super::{Assumptions, Engine, Months, Plan};

/// What could be brought in later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DelayedPart {
    /// A listed strategy, by place.
    Strategy(usize),
    /// A component, by place.
    Component(usize),
}

/// What it costs to bring one part in only at a later stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Delay {
    /// What is brought in later.
    pub part: DelayedPart,
    /// The stage that first has it then.
    pub stage: usize,
    /// What NPV loses, money over the horizon; below 0, waiting gains. `None` where it would never be active.
    pub late: Option<f64>,
}

impl Delay {
    /// Every enabled strategy, then every enabled component of which rework is known, each at every later stage.
    pub fn all(plan: &Plan, planned_npv: f64) -> Vec<Self> {
        let strategies = plan.strategies.iter().enumerate().filter(|(_, strategy)| strategy.enabled);
        let strategies = strategies.map(|(place, strategy)| (DelayedPart::Strategy(place), strategy.from_stage));
        let components = plan.components.iter().enumerate().filter(|(_, card)| card.enabled && card.can_come_later);
        let components = components.map(|(place, card)| (DelayedPart::Component(place), card.from_stage));
        let mut changed: Option<Plan> = None;
        let mut delays = Vec::new();
        for (part, from_stage) in strategies.chain(components) {
            for stage in from_stage + 1..plan.stages.len() {
                let changed = changed.get_or_insert_with(|| plan.clone());
                let first = part.first_active_month(plan);
                *part.first_stage_mut(changed) = stage;
                let late = part
                    .first_active_month(changed)
                    .map(|month| if first == Some(month) { 0.0 } else { planned_npv - part.npv_of(changed, month) });
                *part.first_stage_mut(changed) = from_stage;
                delays.push(Self { part, stage, late });
            }
        }
        delays
    }
}

impl DelayedPart {
    fn first_stage_mut(self, plan: &mut Plan) -> &mut usize {
        match self {
            Self::Strategy(place) => &mut plan.strategies[place].from_stage,
            Self::Component(place) => &mut plan.components[place].from_stage,
        }
    }

    fn rework(self, plan: &Plan) -> &[PlanLine] {
        match self {
            Self::Strategy(place) => &plan.strategies[place].rework,
            Self::Component(place) => &plan.components[place].rework,
        }
    }

    fn first_active_month(self, plan: &Plan) -> Option<u32> {
        let is_active = |stage: usize| match self {
            Self::Strategy(place) => plan.strategies[place].from_stage <= stage,
            Self::Component(place) => plan.components[place].is_active_at(stage),
        };
        (0..plan.horizon_months).find(|&month| plan.stage_in_month(month).is_some_and(is_active))
    }

    /// NPV of a plan in which it begins in a month, and its rework is paid then.
    fn npv_of(self, plan: &Plan, begins: u32) -> f64 {
        let assumptions = Assumptions::base(plan);
        let npv = Months::of(&assumptions, plan.planned_mix()).npv;
        let rework = self.rework(plan);
        let Some(point) = assumptions.in_month(begins).filter(|_| !rework.is_empty()) else { return npv };
        let set = plan.planned_mix().active_at(plan, point.stage);
        let month = Engine::new(&assumptions).evaluate(&point, set);
        let counts =
            Counts { inferred: month.inferred, tokens: month.tokens, calls: month.calls, outcomes: month.outcomes };
        let effects = StrategyEffects::of(&assumptions, set);
        let paid = other_lines(&assumptions, rework, &quantities(&assumptions, &point, &effects, counts));
        npv - paid * assumptions.discount(begins)
    }
}
