//! What one request that reaches a model asks of each model, before savings on tokens (model, section 5).

use super::strategy_set::Routing;
use super::{Assumptions, Number, RequestGrowth};

/// Calls and tokens per request that reaches a model, by model.
#[derive(Clone, Debug)]
pub(super) struct Demand<N> {
    pub models: Vec<ModelDemand<N>>,
    /// Calls that a router looks at, per such request.
    pub routable_calls: N,
}

/// Calls of one model, and their tokens, per request that reaches a model.
#[derive(Clone, Copy, Debug)]
pub(super) struct ModelDemand<N> {
    pub calls: N,
    pub prefix: N,
    pub retrieved: N,
    pub conversation: N,
    pub output: N,
    pub reasoning: N,
}

impl<N: Number> ModelDemand<N> {
    fn none() -> Self {
        let zero = N::zero();
        Self { calls: zero, prefix: zero, retrieved: zero, conversation: zero, output: zero, reasoning: zero }
    }

    fn add(&mut self, calls: N, per_call: &Self) {
        self.calls = self.calls + calls;
        self.prefix = self.prefix + calls * per_call.prefix;
        self.retrieved = self.retrieved + calls * per_call.retrieved;
        self.conversation = self.conversation + calls * per_call.conversation;
        self.output = self.output + calls * per_call.output;
        self.reasoning = self.reasoning + calls * per_call.reasoning;
    }
}

impl<N: Number> Demand<N> {
    /// Room for every model of a plan.
    pub fn new(assumptions: &Assumptions<'_, N>) -> Self {
        Self { models: vec![ModelDemand::none(); assumptions.plan.models.len()], routable_calls: N::zero() }
    }

    /// Fills it for all steps.
    pub fn fill(&mut self, assumptions: &Assumptions<'_, N>, growth: &RequestGrowth<N>, routing: Option<Routing<N>>) {
        self.clear();
        for step in 0..assumptions.plan.steps.len() {
            self.add_step(assumptions, growth, routing, step);
        }
    }

    /// Fills it for one step alone, to split a bill.
    pub fn fill_step(
        &mut self,
        assumptions: &Assumptions<'_, N>,
        growth: &RequestGrowth<N>,
        routing: Option<Routing<N>>,
        step: usize,
    ) {
        self.clear();
        self.add_step(assumptions, growth, routing, step);
    }

    fn clear(&mut self) {
        self.models.fill(ModelDemand::none());
        self.routable_calls = N::zero();
    }

    fn add_step(
        &mut self,
        assumptions: &Assumptions<'_, N>,
        growth: &RequestGrowth<N>,
        routing: Option<Routing<N>>,
        step: usize,
    ) {
        let plan = assumptions.plan;
        let step = &plan.steps[step];
        let value = |input| assumptions.value(input);
        let per_call = ModelDemand {
            calls: N::one(),
            prefix: value(step.prefix),
            retrieved: value(step.retrieved) * growth.context,
            conversation: value(step.conversation) * growth.context,
            output: value(step.output),
            reasoning: value(step.reasoning),
        };
        let calls = value(step.calls) * growth.calls * (N::one() + growth.retry_rate);
        match routing.filter(|routing| step.routable && step.model != routing.to) {
            Some(Routing { share, escalation, to, .. }) => {
                self.routable_calls = self.routable_calls + calls;
                self.models[to].add(calls * share, &per_call);
                self.models[step.model].add(calls * (share.rest() + share * escalation), &per_call);
            }
            None => self.models[step.model].add(calls, &per_call),
        }
        if let Some(fallback) = plan.fallback {
            self.models[fallback].add(calls * growth.fallback_share, &per_call);
        }
    }
}
