//! A month's bill card by card: steps, components and what the strategies cost.

use super::bill::{self, Ledger};
use super::demand::Demand;
use super::evaluation::{evaluate, optimization};
use super::strategy_set::StrategyEffects;
use super::{Assumptions, Evaluation, Number, Plan, Point, Quantity, StrategySet};
use crate::scenario::Driver;

/// What each card costs in a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown<N = f64> {
    /// The month as a whole.
    pub total: Evaluation<N>,
    /// Each step's part of the models' bill; a self-hosted bill is split by busy seconds.
    pub steps: Vec<N>,
    /// Each component; 0 where it is not active.
    pub components: Vec<N>,
    /// What the strategies themselves cost.
    pub strategies: N,
}

struct StrategyCosts<N> {
    models: Vec<N>,
    components: Vec<N>,
}

impl<N: Number> Ledger<N> for StrategyCosts<N> {
    fn model(&mut self, model: usize, cost: N) {
        self.models[model] = self.models[model] + cost;
    }

    fn line(&mut self, component: usize, _driver: Driver, cost: N) {
        self.components[component] = self.components[component] + cost;
    }
}

impl<N: Number> Breakdown<N> {
    /// The bill of a month at a point with these strategies active.
    pub fn at(assumptions: &Assumptions<'_, N>, point: &Point<N>, set: StrategySet) -> Self {
        let plan = assumptions.plan;
        let effects = StrategyEffects::of(assumptions, set);
        let mut demand = Demand::new(assumptions);
        demand.fill(assumptions, &point.growth, effects.routing);
        let mut cards = StrategyCosts {
            models: vec![N::zero(); plan.models.len()],
            components: vec![N::zero(); plan.components.len()],
        };
        let total = evaluate(assumptions, point, &effects, &demand, &mut cards);
        let strategies = optimization(total.volume, total.inferred, &effects, &demand);

        let whole = Parts::of(plan, &effects, &demand);
        let steps = (0..plan.steps.len()).map(|step| {
            demand.fill_step(assumptions, &point.growth, effects.routing, step);
            let part = Parts::of(plan, &effects, &demand);
            let costs = cards.models.iter().enumerate();
            costs.fold(N::zero(), |sum, (model, &cost)| sum + part.share_of(&whole, model) * cost)
        });
        Self { total, steps: steps.collect(), components: cards.components, strategies }
    }
}

/// What a step takes of each model, to split its bill by.
struct Parts<N> {
    weights: Vec<N>,
    calls: Vec<N>,
}

impl<N: Number> Parts<N> {
    fn of(plan: &Plan, effects: &StrategyEffects<N>, demand: &Demand<N>) -> Self {
        Self {
            weights: bill::weights(plan, effects, demand),
            calls: demand.models.iter().map(|model| model.calls).collect(),
        }
    }

    /// By tokens or busy seconds; by calls where these take none, as of a replica that waits for empty ones.
    fn share_of(&self, whole: &Self, model: usize) -> N {
        let share =
            |parts: &[N], whole: &[N], otherwise: N| whole[model].if_positive(parts[model] / whole[model], otherwise);
        let by_calls = share(&self.calls, &whole.calls, N::zero());
        share(&self.weights, &whole.weights, by_calls).named(Quantity::ShareOfBill(model))
    }
}
