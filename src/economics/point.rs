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
    /// Factor on every price of tokens; 1 outside section 9.
    pub token_prices: N,
    /// Factor on what outcomes are worth; 1 outside section 9.
    pub value_factor: N,
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
    /// People who have it.
    pub users: N,
    /// The stage before.
    pub before: usize,
    /// The stage after; the same where a single stage's factors hold.
    pub after: usize,
    /// How far it is from the one to the other.
    pub weight: N,
}

impl<N: Number> Assumptions<'_, N> {
    /// A point of the curve: the stage follows the volume, and so do its factors.
    pub fn at_volume(&self, volume: f64) -> Point<N> {
        self.point(self.plan.stage_at(volume), N::constant(volume), self.growth_at(volume, N::constant(volume)))
    }

    /// A stage held at its own set-up and factors, whatever the volume.
    pub fn held(&self, stage: usize, volume: N) -> Point<N> {
        self.point(stage, volume, self.growth_at_stage(stage, volume))
    }

    /// A stage at its own requests.
    pub fn at_stage(&self, stage: usize) -> Point<N> {
        self.held(stage, self.value(self.plan.stages[stage].drawn_requests).named(Quantity::Requests))
    }

    /// A stage's set-up on the way to the next one: `weight` of the way there, 0 in the stage's own conditions.
    /// The last stage has no way to go. People come with requests by `users`, a factor.
    pub fn between(&self, stage: usize, volume: N, weight: N, users: N) -> Point<N> {
        let growth = match self.plan.stages.get(stage + 1) {
            Some(_) => self.growth_between(stage, stage + 1, weight),
            None => self.growth_of(stage),
        };
        self.point(stage, volume, RequestGrowth { users: growth.users * users, ..growth })
    }

    fn point(&self, stage: usize, volume: N, growth: RequestGrowth<N>) -> Point<N> {
        Point { volume, stage, growth, token_prices: N::one(), value_factor: N::one() }
    }

    /// Requests where a stage begins, which stay there where requests are drawn.
    pub(super) fn base_requests(&self, stage: usize) -> N {
        let stage = &self.plan.stages[stage];
        self.value(stage.drawn_requests).held_at(stage.requests)
    }

    /// A stage's own factors, its own people.
    pub(super) fn growth_of(&self, stage: usize) -> RequestGrowth<N> {
        self.growth_between(stage, stage, N::zero())
    }

    /// A stage's own factors; people come with requests.
    pub(super) fn growth_at_stage(&self, stage: usize, volume: N) -> RequestGrowth<N> {
        let growth = self.growth_of(stage);
        if self.plan.is_neutral(self.plan.stages[stage].users) {
            return growth;
        }
        RequestGrowth { users: growth.users * volume / self.base_requests(stage), ..growth }
    }

    /// Factors at a volume of the base path: linear in its logarithm between neighbouring stages, those of the first and the
    /// last outside, where people come with `requests`.
    pub(super) fn growth_at(&self, volume: f64, requests: N) -> RequestGrowth<N> {
        let stages = &self.plan.stages;
        let Some(before) = stages.iter().rposition(|stage| stage.requests <= volume) else {
            return self.growth_at_stage(0, requests);
        };
        let Some(after) = stages.get(before + 1) else { return self.growth_at_stage(before, requests) };
        // Quotients, not differences: stages may be so near that their logarithms are the same number.
        let start = stages[before].requests;
        let weight = libm::log(volume / start) / libm::log(after.requests / start);
        self.growth_between(before, before + 1, N::constant(weight))
    }

    pub(super) fn growth_between(&self, before: usize, after: usize, weight: N) -> RequestGrowth<N> {
        let [first, second] = [before, after].map(|stage| &self.plan.stages[stage]);
        let between = |factor: fn(&PlanStage) -> Input| {
            let (start, end) = (self.value(factor(first)), self.value(factor(second)));
            start + (end - start) * weight
        };
        RequestGrowth {
            context: between(|stage| stage.context),
            calls: between(|stage| stage.calls),
            peak: between(|stage| stage.peak),
            retry_rate: between(|stage| stage.retry_rate),
            fallback_share: between(|stage| stage.fallback_share),
            users: between(|stage| stage.users),
            before,
            after,
            weight,
        }
    }
}
