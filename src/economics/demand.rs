//! What one request that reaches a model asks of each model, before savings on tokens (model, section 5).

use super::call_shares::{CallShares, KnownShares, resent};
use super::plan::{PlanStage, PlanStep};
use super::strategy_effects::{Routing, StrategyEffects};
use super::{Assumptions, Input, Number, Parameter, Plan, RequestGrowth, StrategySet};

/// Calls and tokens per request that reaches a model, by model.
#[derive(Clone, Debug)]
pub(super) struct Demand<N> {
    /// In the order of models, those of a model in the order of steps.
    pub parts: Vec<CallDemand<N>>,
    /// Calls that a router looks at, per such request.
    pub routable_calls: N,
    known: KnownShares<N>,
}

/// Calls to one model, and their tokens, per request that reaches a model: those of one step, or of all steps whose calls
/// are sold alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct CallDemand<N> {
    pub model: usize,
    /// `None` where the calls of several steps may be among them.
    pub step: Option<usize>,
    pub calls: N,
    pub prefix: N,
    pub retrieved: N,
    pub conversation: N,
    pub output: N,
    pub reasoning: N,
    /// Dollars for what is metered.
    pub meters: N,
    /// `None` where each call stands alone.
    pub history: Option<History<N>>,
    /// How they are sold; `None` where every call is sold alike.
    pub shares: Option<CallShares<N>>,
}

/// What the calls of a loop resend.
#[derive(Clone, Copy, Debug)]
pub(super) struct History<N> {
    /// How often what is new in a turn is sent again, on average over calls.
    pub resent: N,
    /// Share of a turn that later turns resend.
    pub carried: N,
    /// Answers that are sent for the first time, tokens per request, before savings on them.
    pub first_answers: N,
    /// Whether all that is resent is surely more than these.
    pub is_more_than_first: bool,
}

impl<N: Number> CallDemand<N> {
    fn none(model: usize) -> Self {
        let zero = N::zero();
        Self {
            model,
            step: None,
            calls: zero,
            prefix: zero,
            retrieved: zero,
            conversation: zero,
            output: zero,
            reasoning: zero,
            meters: zero,
            history: None,
            shares: None,
        }
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

/// How many models the calls of a step can reach: its own, the router's, the fallback.
pub(super) const PARTS: usize = 3;

/// The models that the calls of a step reach, each with the share of calls that it gets; where the fallback is one of the
/// others, it adds to that.
pub(super) fn parts<N: Number>(
    plan: &Plan,
    step: &PlanStep,
    growth: &RequestGrowth<N>,
    routing: Option<Routing<N>>,
) -> [Option<(usize, N)>; PARTS] {
    let mut parts = match routing.filter(|routing| step.routable && step.model != routing.to) {
        Some(Routing { share, escalation, to, .. }) => {
            [Some((step.model, share.rest() + share * escalation)), Some((to, share)), None]
        }
        None => [Some((step.model, N::one())), None, None],
    };
    if let Some(fallback) = plan.fallback {
        match parts.iter_mut().flatten().find(|(model, _)| *model == fallback) {
            Some((_, share)) => *share = *share + growth.fallback_share,
            None => parts[PARTS - 1] = Some((fallback, growth.fallback_share)),
        }
    }
    parts
}

impl Plan {
    /// Whether the demand of requests depends on an input: on one of a step, of how a stage grows, or of a strategy that
    /// shapes demand.
    pub fn shapes_demand(&self, input: Input) -> bool {
        let of_step = |step: &PlanStep| {
            let PlanStep { calls, prefix, retrieved, conversation, output, reasoning, .. } = *step;
            let PlanStep { turns, carried, turns_cv, length_sigma, .. } = *step;
            let meters = step.meters.iter().flatten().any(|(units, _)| *units == input);
            meters
                || [calls, prefix, retrieved, conversation, output, reasoning].contains(&input)
                || [turns, carried, turns_cv, length_sigma].contains(&input)
        };
        let of_stage =
            |stage: &PlanStage| [stage.context, stage.calls, stage.retry_rate, stage.fallback_share].contains(&input);
        let of_strategy =
            |place: usize| self.strategies[place].kind.into_numbers().into_iter().any(|(_, number)| number == input);
        self.steps.iter().any(of_step) || self.stages.iter().any(of_stage) || self.shaping.places().any(of_strategy)
    }
}

/// The shares of the stages between which a month lies.
enum Neighbours<'s, N> {
    None,
    One(&'s [CallShares<N>]),
    Two(&'s [CallShares<N>], &'s [CallShares<N>], N),
}

impl<N: Number> Neighbours<'_, N> {
    fn at(&self, place: usize) -> Option<CallShares<N>> {
        match self {
            Self::None => None,
            Self::One(shares) => Some(shares[place]),
            Self::Two(before, after, weight) => Some(before[place].towards(&after[place], *weight)),
        }
    }
}

impl<N: Number> Demand<N> {
    /// Room for any plan.
    pub fn new() -> Self {
        Self { parts: Vec::new(), routable_calls: N::zero(), known: KnownShares::default() }
    }

    /// Fills it for all steps, as the active strategies shape it. Shares that it has worked out are used again for the same
    /// strategies, so the assumptions must be the same every time.
    pub fn fill(
        &mut self,
        assumptions: &Assumptions<'_, N>,
        growth: &RequestGrowth<N>,
        effects: &StrategyEffects<N>,
        set: StrategySet,
    ) {
        let steps = 0..assumptions.plan.steps.len();
        self.fill_steps(assumptions, growth, effects, set, steps);
    }

    /// The same, for assumptions that change from time to time.
    pub fn fill_anew(
        &mut self,
        assumptions: &Assumptions<'_, N>,
        growth: &RequestGrowth<N>,
        effects: &StrategyEffects<N>,
    ) {
        if assumptions.plan.has_shares {
            self.known = KnownShares::default();
        }
        self.fill(assumptions, growth, effects, StrategySet::NONE);
    }

    /// Fills it for some steps alone, to split a bill.
    pub fn fill_steps(
        &mut self,
        assumptions: &Assumptions<'_, N>,
        growth: &RequestGrowth<N>,
        effects: &StrategyEffects<N>,
        set: StrategySet,
        steps: std::ops::Range<usize>,
    ) {
        let plan = assumptions.plan;
        self.parts.clear();
        self.routable_calls = N::zero();
        let neighbours = if plan.has_shares {
            let shaping = set.among(plan.shaping);
            self.known.work_out(assumptions, growth.before, effects, shaping);
            self.known.work_out(assumptions, growth.after, effects, shaping);
            let [before, after] = [growth.before, growth.after].map(|stage| self.known.at(stage, shaping));
            match growth.before == growth.after {
                true => Neighbours::One(before),
                false => Neighbours::Two(before, after, growth.weight),
            }
        } else {
            Neighbours::None
        };
        for place in steps {
            add_step(
                assumptions,
                growth,
                effects.routing,
                place,
                &neighbours,
                &mut self.parts,
                &mut self.routable_calls,
            );
        }
        if !self.parts.is_sorted_by_key(|part| part.model) {
            self.parts.sort_by_key(|part| part.model);
        }
    }
}

fn add_step<N: Number>(
    assumptions: &Assumptions<'_, N>,
    growth: &RequestGrowth<N>,
    routing: Option<Routing<N>>,
    place: usize,
    neighbours: &Neighbours<'_, N>,
    demand: &mut Vec<CallDemand<N>>,
    routable_calls: &mut N,
) {
    let plan = assumptions.plan;
    let step = &plan.steps[place];
    let value = |input| assumptions.value(input);
    let per_call = CallDemand {
        calls: N::one(),
        prefix: value(step.prefix),
        retrieved: value(step.retrieved) * growth.context,
        conversation: value(step.conversation) * growth.context,
        output: value(step.output),
        reasoning: value(step.reasoning),
        ..CallDemand::none(0)
    };
    let tries = N::one() + growth.retry_rate;
    let calls_of_loop = value(step.turns) * growth.calls;
    let calls = value(step.calls) * calls_of_loop * tries;
    if routing.is_some_and(|routing| step.routable && step.model != routing.to) {
        *routable_calls = *routable_calls + calls;
    }
    let has_history = !plan.is_neutral(step.carried);
    for (part, reached) in parts(plan, step, growth, routing).into_iter().enumerate() {
        let Some((model, share)) = reached else { continue };
        let calls = calls * share;
        let meters = || {
            let units = step.meters[model].iter().enumerate();
            units.fold(N::zero(), |sum, (meter, &(units, price))| {
                let price = assumptions.parameter(price, Parameter::MeterPrice(place, model, meter));
                sum + calls * value(units) * price
            })
        };
        if !has_history && !plan.sold_by_shares[model] {
            let place = demand.iter().position(|part| part.model == model && part.step.is_none());
            let place = place.unwrap_or_else(|| {
                demand.push(CallDemand::none(model));
                demand.len() - 1
            });
            demand[place].add(calls, &per_call);
            demand[place].meters = demand[place].meters + meters();
            continue;
        }
        let mut own = CallDemand { step: Some(place), ..CallDemand::none(model) };
        own.add(calls, &per_call);
        own.meters = meters();
        own.shares = neighbours.at(place * PARTS + part);
        own.history = has_history.then(|| {
            let carried = value(step.carried);
            let loops = value(step.calls) * tries * share;
            let later = (calls_of_loop - N::one()).max(N::zero());
            History {
                resent: resent(assumptions, step, calls_of_loop),
                carried,
                first_answers: loops * carried * per_call.output * later,
                // From two turns on: (k − 1)/2 ≥ (k − 1)/k.
                is_more_than_first: calls_of_loop.surely_reaches(2.0),
            }
        });
        demand.push(own);
    }
}
