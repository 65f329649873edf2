//! A month's bill card by card: steps, components and what the strategies cost.

use super::bill::{self, Ledger};
use super::demand::Demand;
use super::evaluation::{evaluate, optimization};
use super::strategy_effects::StrategyEffects;
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
    /// What a commitment costs that nothing is called for.
    pub unused_commitment: N,
}

struct StrategyCosts<N> {
    models: Vec<N>,
    components: Vec<N>,
    unused_commitment: N,
}

impl<N: Number> Ledger<N> for StrategyCosts<N> {
    const WANTS_MODELS: bool = true;

    fn model(&mut self, model: usize, cost: N) {
        self.models[model] = self.models[model] + cost;
    }

    fn unused_commitment(&mut self, cost: N) {
        self.unused_commitment = cost;
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
        let mut demand = Demand::new();
        demand.fill(assumptions, &point.growth, &effects, set);
        let mut cards = StrategyCosts {
            models: vec![N::zero(); plan.models.len()],
            components: vec![N::zero(); plan.components.len()],
            unused_commitment: N::zero(),
        };
        let total = evaluate(assumptions, point, &effects, &demand, &mut cards);
        let strategies = optimization(total.volume, total.inferred, &effects, &demand);

        let whole = Parts::of(plan, point, &effects, &demand);
        let steps = (0..plan.steps.len()).map(|step| {
            demand.fill_steps(assumptions, &point.growth, &effects, set, step..step + 1);
            let part = Parts::of(plan, point, &effects, &demand);
            let costs = cards.models.iter().enumerate();
            costs.fold(N::zero(), |sum, (model, &cost)| sum + part.share_of(&whole, model) * cost)
        });
        Self {
            total,
            steps: steps.collect(),
            components: cards.components,
            strategies,
            unused_commitment: cards.unused_commitment,
        }
    }
}

/// What a step takes of each model, to split its bill by.
struct Parts<N> {
    weights: Vec<N>,
    calls: Vec<N>,
}

impl<N: Number> Parts<N> {
    fn of(plan: &Plan, point: &Point<N>, effects: &StrategyEffects<N>, demand: &Demand<N>) -> Self {
        let mut calls = vec![N::zero(); plan.models.len()];
        for part in &demand.parts {
            calls[part.model] = calls[part.model] + part.calls;
        }
        Self { weights: bill::weights(plan, point, effects, demand), calls }
    }

    /// By tokens or busy seconds; by calls where these take none, as of a replica that waits for empty ones.
    fn share_of(&self, whole: &Self, model: usize) -> N {
        let share =
            |parts: &[N], whole: &[N], otherwise: N| whole[model].if_positive(parts[model] / whole[model], otherwise);
        let by_calls = share(&self.calls, &whole.calls, N::zero());
        share(&self.weights, &whole.weights, by_calls).named(Quantity::ShareOfBill(model))
    }
}
