//! Where the plan is evaluated: a volume, the stage in force, and how a request has grown by then (model, section 4).

use super::{Assumptions, Input, Number, PlanStage, Quantity};

/// One month's conditions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point<N> {
    /// Requests in the month.
    pub volume: N,
    /// The stage whose components and strategies are in force.
    pub stage: usize,
    /// How a request has grown.
    pub growth: RequestGrowth<N>,
    /// Factor on every cost under `Tokens` pricing; 1 outside section 9.
    pub token_prices: N,
}

/// How a request has grown since the prototype.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RequestGrowth<N> {
    /// Factor on retrieved and conversation tokens.
    pub context: N,
    /// Factor on calls.
    pub calls: N,
    /// Peak load over average load.
    pub peak: N,
    /// Extra calls per call.
    pub retry_rate: N,
    /// Share of calls repeated on the fallback model.
    pub fallback_share: N,
}

impl<N: Number> Assumptions<'_, N> {
    /// A point of the curve: the stage follows the volume, and so do its factors.
    pub fn at_volume(&self, volume: f64) -> Point<N> {
        Point {
            volume: N::constant(volume),
            stage: self.plan.stage_at(volume),
            growth: self.growth_at(volume),
            token_prices: N::one(),
        }
    }

    /// A stage held at its own set-up and factors, whatever the volume.
    pub fn held(&self, stage: usize, volume: N) -> Point<N> {
        Point { volume, stage, growth: self.growth_of(&self.plan.stages[stage]), token_prices: N::one() }
    }

    /// A stage at its own requests.
    pub fn at_stage(&self, stage: usize) -> Point<N> {
        self.held(stage, self.value(self.plan.stages[stage].drawn_requests).named(Quantity::Requests))
    }

    /// A stage's set-up on the way to the next one: `weight` of the way there, 0 in the stage's own conditions.
    /// The last stage has no way to go.
    pub fn between(&self, stage: usize, volume: N, weight: N) -> Point<N> {
        let stages = &self.plan.stages;
        let growth = match stages.get(stage + 1) {
            Some(next) => self.growth_between(&stages[stage], next, weight),
            None => self.growth_of(&stages[stage]),
        };
        Point { volume, stage, growth, token_prices: N::one() }
    }

    /// A stage's own factors.
    pub(super) fn growth_of(&self, stage: &PlanStage) -> RequestGrowth<N> {
        self.growth_between(stage, stage, N::zero())
    }

    /// Factors at a volume: linear in its logarithm between neighbouring stages, constant outside.
    pub(super) fn growth_at(&self, volume: f64) -> RequestGrowth<N> {
        let stages = &self.plan.stages;
        let Some(before) = stages.iter().rposition(|stage| stage.requests <= volume) else {
            return self.growth_of(&stages[0]);
        };
        let Some(after) = stages.get(before + 1) else { return self.growth_of(&stages[before]) };
        let before = &stages[before];
        // Quotients, not differences: stages may be so near that their logarithms are the same number.
        let weight = libm::log(volume / before.requests) / libm::log(after.requests / before.requests);
        self.growth_between(before, after, N::constant(weight))
    }

    fn growth_between(&self, before: &PlanStage, after: &PlanStage, weight: N) -> RequestGrowth<N> {
        let between = |factor: fn(&PlanStage) -> Input| {
            let (start, end) = (self.value(factor(before)), self.value(factor(after)));
            start + (end - start) * weight
        };
        RequestGrowth {
            context: between(|stage| stage.context),
            calls: between(|stage| stage.calls),
            peak: between(|stage| stage.peak),
            retry_rate: between(|stage| stage.retry_rate),
            fallback_share: between(|stage| stage.fallback_share),
        }
    }
}
