//! What a month asks of each model, in the words of a bill: calls, tokens and money, to be held against what was used.

use std::ops::Range;

use super::bill::Ledger;
use super::demand::Demand;
use super::evaluation::evaluate;
use super::strategy_effects::StrategyEffects;
use super::tokens::CallTokens;
use super::{Assumptions, Evaluation, Plan, Point, StrategySet};

/// A month at base values, with what each model is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelMonth {
    /// The month as a whole.
    pub total: Evaluation<f64>,
    /// In the order of the scenario's models.
    pub models: Vec<ModelUsage>,
    /// How often a call is made on average, 1 or more: once, and again where it failed.
    pub tries: f64,
}

/// What one model is asked for in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ModelUsage {
    /// Calls, those that are made again among them.
    pub calls: f64,
    /// All input tokens, whether a cache holds them or not.
    pub input: f64,
    /// Those of them that are the stable prefix.
    pub prefix: f64,
    /// Output tokens, reasoning among them.
    pub output: f64,
    /// Money, in the scenario's currency.
    pub cost: f64,
}

impl ModelMonth {
    /// A month at a point with these strategies active, and with some steps only.
    fn at(assumptions: &Assumptions<'_, f64>, point: &Point<f64>, set: StrategySet, steps: Range<usize>) -> Self {
        let effects = StrategyEffects::of(assumptions, set);
        let mut demand = Demand::new();
        demand.fill_steps(assumptions, &point.growth, &effects, set, steps);
        let mut models = vec![ModelUsage::default(); assumptions.plan.models.len()];
        let total = evaluate(assumptions, point, &effects, &demand, &mut ByModel(&mut models));
        Self { total, models, tries: 1.0 + point.growth.retry_rate }
    }

    /// A stage at base values and its own requests, with the strategies that the plan has by then; only one of its steps where that is asked
    /// for.
    pub fn planned(plan: &Plan, stage: usize, step: Option<usize>) -> Self {
        Self::of(&Assumptions::base(plan), stage, step)
    }

    /// The same at other values.
    pub fn of(assumptions: &Assumptions<'_, f64>, stage: usize, step: Option<usize>) -> Self {
        let plan = assumptions.plan;
        let steps = step.map_or(0..plan.steps.len(), |step| step..step + 1);
        Self::at(assumptions, &assumptions.at_stage(stage), plan.planned_mix().active_at(plan, stage), steps)
    }

    /// What all models together are asked for.
    pub fn all_models(&self) -> ModelUsage {
        self.models.iter().fold(ModelUsage::default(), |sum, model| ModelUsage {
            calls: sum.calls + model.calls,
            input: sum.input + model.input,
            prefix: sum.prefix + model.prefix,
            output: sum.output + model.output,
            cost: sum.cost + model.cost,
        })
    }
}

struct ByModel<'a>(&'a mut [ModelUsage]);

impl Ledger<f64> for ByModel<'_> {
    const WANTS_MODELS: bool = true;

    fn model(&mut self, model: usize, cost: f64) {
        self.0[model].cost += cost;
    }

    fn calls(&mut self, model: usize, calls: f64, tokens: &CallTokens<f64>) {
        let usage = &mut self.0[model];
        usage.calls += calls;
        usage.input += tokens.total() - tokens.output;
        usage.prefix += tokens.prefix;
        usage.output += tokens.output;
    }
}
