//! What demand costs: models by the token or by the replica, lines by their tariffs (model, section 6).

use super::demand::{Demand, ModelDemand};
use super::plan::{PlanLine, PlanTariff};
use super::strategy_set::StrategyEffects;
use super::{Assumptions, Number, Plan, Point, Quantity};
use crate::scenario::{Driver, Pricing};

/// Hours in a month.
pub const HOURS_PER_MONTH: f64 = 730.0;
/// Seconds in a month.
pub(super) const SECONDS_PER_MONTH: f64 = HOURS_PER_MONTH * 3600.0;
const PER_MILLION: f64 = 1e-6;

/// Where the parts of a bill are written down, for those who want them.
pub(super) trait Ledger<N> {
    /// What a model costs this month, in the scenario's currency.
    fn model(&mut self, _model: usize, _cost: N) {}
    /// What a line of an active component costs this month.
    fn line(&mut self, _component: usize, _driver: Driver, _cost: N) {}
}

/// For those who do not.
impl<N> Ledger<N> for () {}

/// Tokens of one model this month, after savings.
#[derive(Clone, Copy)]
struct ModelTokens<N> {
    prefix: N,
    /// Retrieved and conversation.
    context: N,
    /// Answer and reasoning.
    output: N,
}

impl<N: Number> ModelTokens<N> {
    fn new(model: usize, demand: &ModelDemand<N>, inferred: N, effects: &StrategyEffects<N>) -> Self {
        let kept = effects.compression.rest();
        let prefix = demand.prefix * kept;
        let context = demand.retrieved * effects.trimming.rest() + demand.conversation * kept;
        let output = demand.output * effects.output.rest() + demand.reasoning * effects.reasoning.rest();
        Self {
            prefix: (inferred * prefix).named(Quantity::PrefixTokens(model)),
            context: (inferred * context).named(Quantity::ContextTokens(model)),
            output: (inferred * output).named(Quantity::OutputTokens(model)),
        }
    }

    fn total(&self) -> N {
        self.prefix + self.context + self.output
    }
}

/// The load factor that provisioned capacity is bought for: what cannot wait comes at peak.
pub(super) fn peak_factor<N: Number>(point: &Point<N>, effects: &StrategyEffects<N>) -> N {
    effects.batch + effects.batch.rest() * point.growth.peak
}

/// The models' bill and the tokens behind it, for `inferred` requests.
pub(super) fn models<N: Number>(
    assumptions: &Assumptions<'_, N>,
    point: &Point<N>,
    effects: &StrategyEffects<N>,
    demand: &Demand<N>,
    inferred: N,
    ledger: &mut impl Ledger<N>,
) -> (N, N) {
    let usd_rate = assumptions.value(assumptions.plan.usd_rate);
    let (mut bill, mut all_tokens) = (N::zero(), N::zero());
    for (index, (pricing, demand)) in assumptions.plan.models.iter().zip(&demand.models).enumerate() {
        let tokens = ModelTokens::new(index, demand, inferred, effects);
        let cost = match *pricing {
            Pricing::Tokens { batch_discount, .. } => {
                let discount = (effects.batch * N::constant(batch_discount)).rest();
                weight(index, pricing, &tokens, effects) * N::constant(PER_MILLION) * discount * point.token_prices
            }
            Pricing::Provisioned { .. } => N::zero(),
            Pricing::SelfHosted { gpu_hour, gpus_per_replica, target_utilization, min_replicas, .. } => {
                let busy = weight(index, pricing, &tokens, effects).named(Quantity::BusySeconds(index));
                let peak_load = busy * N::constant(1.0 / SECONDS_PER_MONTH) * peak_factor(point, effects);
                let needed = (peak_load / N::constant(target_utilization)).whole_units();
                let replicas = needed.max(N::constant(f64::from(min_replicas)));
                let replicas =
                    (inferred * demand.calls).if_positive(replicas, N::zero()).named(Quantity::Replicas(index));
                let price = N::constant(gpus_per_replica * gpu_hour * HOURS_PER_MONTH);
                replicas * price.named(Quantity::ReplicaPrice(index))
            }
        };
        let cost = (cost * usd_rate).named(Quantity::ModelBill(index));
        ledger.model(index, cost);
        bill = bill + cost;
        all_tokens = all_tokens + tokens.total();
    }
    (bill, all_tokens)
}

/// What a model's bill is proportional to: dollars per million before discounts, or busy replica-seconds.
fn weight<N: Number>(model: usize, pricing: &Pricing, tokens: &ModelTokens<N>, effects: &StrategyEffects<N>) -> N {
    match *pricing {
        Pricing::Tokens { input, output, cache_read, cache_write, .. } => {
            let input_price = N::constant(input).named(Quantity::InputPrice(model));
            let cached = |price: Option<f64>, part| price.map_or(input_price, |price| N::constant(price).named(part));
            let prefix_price = match effects.prefix_hit {
                Some(hit) => {
                    let price = hit * cached(cache_read, Quantity::CacheReadPrice(model))
                        + hit.rest() * cached(cache_write, Quantity::CacheWritePrice(model));
                    price.named(Quantity::PrefixPrice(model))
                }
                None => input_price,
            };
            tokens.prefix * prefix_price
                + tokens.context * input_price
                + tokens.output * N::constant(output).named(Quantity::OutputPrice(model))
        }
        Pricing::Provisioned { .. } => N::zero(),
        Pricing::SelfHosted { prefill, decode, .. } => {
            let read = effects.prefix_hit.map_or(tokens.prefix, |hit| tokens.prefix * hit.rest()) + tokens.context;
            read / N::constant(prefill) + tokens.output / (N::constant(decode) * effects.throughput_gain)
        }
    }
}

/// What each model's bill is proportional to when only part of the demand is counted, to split it by step.
pub(super) fn weights<N: Number>(plan: &Plan, effects: &StrategyEffects<N>, demand: &Demand<N>) -> Vec<N> {
    let models = plan.models.iter().zip(&demand.models).enumerate();
    let weight = |(model, (pricing, demand)): (usize, (&Pricing, &ModelDemand<N>))| {
        weight(model, pricing, &ModelTokens::new(model, demand, N::one(), effects), effects)
    };
    models.map(weight).collect()
}

/// The quantities that lines are driven by.
pub(super) struct Quantities<N> {
    pub requests: N,
    pub inferred: N,
    pub retrievals: N,
    pub million_tokens: N,
    pub outcomes: N,
    pub peak_rate: N,
}

impl<N: Number> Quantities<N> {
    fn of(&self, driver: Driver) -> N {
        match driver {
            Driver::Month => N::one(),
            Driver::Request => self.requests,
            Driver::Inference => self.inferred,
            Driver::Retrieval => self.retrievals,
            Driver::MillionTokens => self.million_tokens,
            Driver::Outcome => self.outcomes,
            Driver::PeakRate => self.peak_rate,
            Driver::Call | Driver::Miss | Driver::User | Driver::PeakCall => N::zero(),
        }
    }
}

/// What a line costs, its factors multiplied to `factor`; its component's place and its own say which it is.
pub(super) fn line<N: Number>(
    assumptions: &Assumptions<'_, N>,
    line: &PlanLine,
    factor: N,
    quantities: &Quantities<N>,
    [component, place]: [usize; 2],
) -> N {
    let quantity = quantities.of(line.driver) * factor;
    let cost = match &line.tariff {
        PlanTariff::Flat(price) => quantity * assumptions.value(*price),
        PlanTariff::Graduated(tiers) => {
            let (mut cost, mut from) = (N::zero(), 0.0);
            for (tier, &(up_to, price)) in tiers.iter().enumerate() {
                let slice = (quantity.min(N::constant(up_to)) - N::constant(from)).max(N::zero());
                let slice = slice.named(Quantity::UnitsInTier(component, place, tier));
                cost = cost + slice * N::constant(price).named(Quantity::PriceInTier(component, place, tier));
                from = up_to;
            }
            cost
        }
        PlanTariff::Step(capacity, price) => {
            let units = (quantity / N::constant(*capacity)).whole_units();
            quantity.if_positive(units * assumptions.value(*price), N::zero())
        }
        PlanTariff::Power(reference, cost, exponent) => {
            let scale = (quantity / N::constant(*reference)).pow(N::constant(*exponent));
            quantity.if_positive(assumptions.value(*cost) * scale, N::zero())
        }
    };
    cost.named(Quantity::Line(component, place))
}
