//! A month's bill card by card: steps, components and what the strategies cost.

use super::bill::{self, Ledger};
use super::demand::Demand;
use super::evaluation::{evaluate, optimization};
use super::mix::Symbols;
use super::{Assumptions, Evaluation, Mix, Plan, Point};
use crate::scenario::Driver;

/// What each card costs in a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The month as a whole.
    pub total: Evaluation<f64>,
    /// Each step's part of the models' bill; a self-hosted bill is split by busy seconds.
    pub steps: Vec<f64>,
    /// Each component; 0 where it is not active.
    pub components: Vec<f64>,
    /// What the strategies themselves cost.
    pub strategies: f64,
}

#[derive(Default)]
struct Cards {
    models: Vec<f64>,
    components: Vec<f64>,
}

impl Ledger<f64> for Cards {
    fn model(&mut self, model: usize, cost: f64) {
        self.models[model] += cost;
    }

    fn line(&mut self, component: usize, _driver: Driver, cost: f64) {
        self.components[component] += cost;
    }
}

impl Breakdown {
    /// The bill of a month at a point with these strategies active.
    pub fn at(assumptions: &Assumptions<'_, f64>, point: &Point<f64>, mix: Mix) -> Self {
        let plan = assumptions.plan;
        let symbols = Symbols::of(assumptions, mix);
        let mut demand = Demand::new(assumptions);
        demand.fill(assumptions, &point.growth, symbols.routing);
        let mut cards = Cards { models: vec![0.0; plan.models.len()], components: vec![0.0; plan.components.len()] };
        let total = evaluate(assumptions, point, &symbols, &demand, &mut cards);
        let strategies = optimization(total.volume, total.inferred, &symbols, &demand);

        let whole = Parts::of(plan, &symbols, &demand);
        let steps = (0..plan.steps.len()).map(|step| {
            demand.fill_step(assumptions, &point.growth, symbols.routing, step);
            let part = Parts::of(plan, &symbols, &demand);
            cards.models.iter().enumerate().map(|(model, cost)| part.share_of(&whole, model) * cost).sum()
        });
        Self { total, steps: steps.collect(), components: cards.components, strategies }
    }
}

/// What a step takes of each model, to split its bill by.
struct Parts {
    weights: Vec<f64>,
    calls: Vec<f64>,
}

impl Parts {
    fn of(plan: &Plan, symbols: &Symbols<f64>, demand: &Demand<f64>) -> Self {
        Self {
            weights: bill::weights(plan, symbols, demand),
            calls: demand.models.iter().map(|model| model.calls).collect(),
        }
    }

    /// By tokens or busy seconds; by calls where these take none, as of a replica that waits for empty ones.
    fn share_of(&self, whole: &Self, model: usize) -> f64 {
        let share = |parts: &[f64], whole: &[f64]| (0.0 < whole[model]).then(|| parts[model] / whole[model]);
        share(&self.weights, &whole.weights).or_else(|| share(&self.calls, &whole.calls)).unwrap_or(0.0)
    }
}
