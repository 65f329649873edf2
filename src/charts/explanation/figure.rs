//! Which figures can be explained, and how the engine comes to each.

use crate::charts::curve::in_sentence;
use crate::charts::figures::{self, Money};
use crate::economics::{
    Assumptions, Breakdown, Engine, Evaluation, Expression, Mix, Number as _, Part, Plan, contributions,
};
use crate::scenario::Scenario;

/// A figure that people see, of the plan as set; the first place is the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Figure {
    /// Cost a month.
    Cost(usize),
    /// Value a month.
    Value(usize),
    /// Value less cost.
    Net(usize),
    /// Value over cost.
    Ratio(usize),
    /// Cost per accepted outcome.
    CostPerOutcome(usize),
    /// Value per accepted outcome.
    ValuePerOutcome(usize),
    /// The share of cost that is not tokens.
    NotTokens(usize),
    /// Cost at this stage over cost at the first.
    Multiple(usize),
    /// What a step costs.
    Step(usize, usize),
    /// What a component costs.
    Component(usize, usize),
    /// What the strategies themselves cost.
    Strategies(usize),
    /// What a strategy saves beside the others.
    Saving(usize, usize),
    /// What all strategies save together.
    Savings(usize),
}

impl Figure {
    fn stage(self) -> usize {
        match self {
            Self::Cost(stage)
            | Self::Value(stage)
            | Self::Net(stage)
            | Self::Ratio(stage)
            | Self::CostPerOutcome(stage)
            | Self::ValuePerOutcome(stage)
            | Self::NotTokens(stage)
            | Self::Multiple(stage)
            | Self::Step(stage, _)
            | Self::Component(stage, _)
            | Self::Strategies(stage)
            | Self::Saving(stage, _)
            | Self::Savings(stage) => stage,
        }
    }

    /// As a heading: `Cost a month at Production`.
    pub fn title(self, scenario: &Scenario) -> String {
        let stage = &scenario.stages[self.stage()].name;
        let outcome = in_sentence(&scenario.outcome.name);
        let what = match self {
            Self::Cost(_) => "Cost a month".to_owned(),
            Self::Value(_) => "Value a month".to_owned(),
            Self::Net(_) => "Net a month".to_owned(),
            Self::Ratio(_) => "Value over cost".to_owned(),
            Self::CostPerOutcome(_) => format!("Cost per {outcome}"),
            Self::ValuePerOutcome(_) => format!("Value per {outcome}"),
            Self::NotTokens(_) => "Share of cost that is not tokens".to_owned(),
            Self::Multiple(_) => return format!("Cost at {stage} over cost at {}", scenario.stages[0].name),
            Self::Step(_, step) => format!("Cost of {} a month", in_sentence(&scenario.workload.steps[step].name)),
            Self::Component(_, component) => {
                format!("Cost of {} a month", in_sentence(&scenario.components[component].name))
            }
            Self::Strategies(_) => "Cost of the strategies a month".to_owned(),
            Self::Saving(_, place) => {
                format!("Saved by {} a month", in_sentence(scenario.strategies[place].kind.tag().name()))
            }
            Self::Savings(_) => "Saved by the strategies a month".to_owned(),
        };
        format!("{what} at {stage}")
    }

    /// A value of it as people read it.
    pub fn written(self, money: &Money, value: f64) -> String {
        match self {
            Self::Ratio(_) | Self::Multiple(_) => figures::factor(value),
            Self::NotTokens(_) => figures::whole_percent(value),
            _ => money.full(value),
        }
    }

    /// What the formula is about anyway, and need not name.
    pub(super) fn owners(self, scenario: &Scenario) -> Vec<String> {
        let stage = scenario.stages[self.stage()].name.clone();
        let card = match self {
            Self::Step(_, step) => Some(scenario.workload.steps[step].name.clone()),
            Self::Component(_, component) => Some(scenario.components[component].name.clone()),
            _ => None,
        };
        std::iter::once(stage).chain(card).collect()
    }

    /// The figure as the engine comes to it; `None` where it has no value.
    pub(super) fn record<'t>(self, recorded: &Assumptions<'_, Expression<'t>>) -> Option<Expression<'t>> {
        let plan = recorded.plan;
        let stage = self.stage();
        plan.stages.get(stage)?;
        let point = recorded.at_stage(stage);
        let mix = plan.planned_mix().active_at(plan, stage);
        let month = |mix: Mix| Engine::new(recorded).evaluate(&point, mix);
        let planned = || month(mix);
        let per = |amount: fn(&Evaluation<Expression<'t>>) -> Expression<'t>| {
            let month = planned();
            (0.0 < month.outcomes.value()).then(|| amount(&month) / month.outcomes)
        };
        let expression = match self {
            Self::Cost(_) => planned().cost,
            Self::Value(_) => planned().value,
            Self::Net(_) => planned().net,
            Self::Ratio(_) => {
                let month = planned();
                if month.cost.value() <= 0.0 || month.value.value() < 0.0 {
                    return None;
                }
                month.value / month.cost
            }
            Self::CostPerOutcome(_) => per(|month| month.cost)?,
            Self::ValuePerOutcome(_) => per(|month| month.value)?,
            Self::NotTokens(_) => {
                let month = planned();
                if month.cost.value() <= 0.0 {
                    return None;
                }
                (month.inference() / month.cost).rest()
            }
            Self::Multiple(_) => {
                let first_mix = plan.planned_mix().active_at(plan, 0);
                let first = Engine::new(recorded).evaluate(&recorded.at_stage(0), first_mix).cost;
                if first.value() <= 0.0 {
                    return None;
                }
                planned().cost.named(Part::CostAt(stage)) / first.named(Part::CostAt(0))
            }
            Self::Step(_, step) => *Breakdown::at(recorded, &point, mix).steps.get(step)?,
            Self::Component(_, component) => *Breakdown::at(recorded, &point, mix).components.get(component)?,
            Self::Strategies(_) => Breakdown::at(recorded, &point, mix).strategies,
            Self::Saving(_, place) if mix.places().all(|active| active != place) => return None,
            Self::Saving(_, place) => contributions(recorded, &point, mix)[place].share,
            Self::Savings(_) => month(Mix::NONE).cost.named(Part::CostWithoutStrategies) - planned().cost,
        };
        expression.value().is_finite().then_some(expression)
    }

    /// How a strategy's saving comes about: a share of what all of them save has no short formula.
    pub(super) fn saving_in_words(plan: &Plan, stage: usize, place: usize, money: &Money) -> String {
        let base = Assumptions::base(plan);
        let point = base.at_stage(stage);
        let mix = plan.planned_mix().active_at(plan, stage);
        let mut engine = Engine::new(&base);
        let mut saving = |before: Mix| {
            money.full(engine.evaluate(&point, before).cost - engine.evaluate(&point, before.with(place)).cost)
        };
        match mix.len() {
            0 | 1 => "cost without it − cost with it".to_owned(),
            count => format!(
                "what it takes off the bill, averaged over every order in which the {count} strategies can be switched \
                 on: {} as the first, {} as the last",
                saving(Mix::NONE),
                saving(mix.without(place))
            ),
        }
    }
}
