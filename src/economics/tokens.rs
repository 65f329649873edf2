//! The tokens of some calls after savings, and what they cost by the token (model, sections 5 and 6).

use super::demand::CallDemand;
use super::plan_model::TokenPrices;
use super::quantity::StepQuantity;
use super::strategy_effects::StrategyEffects;
use super::{Number, Parameter, Point, Quantity};
use crate::scenario::USUAL_MINUTES;

const PER_MILLION: f64 = 1e-6;

/// Tokens of some calls to one model this month, after savings.
#[derive(Clone, Copy)]
pub(super) struct CallTokens<N> {
    pub prefix: N,
    /// History that is sent again, and the part of it that is sent for the first time; `None` where each call stands alone.
    pub history: Option<[N; 2]>,
    /// What is new, retrieved or from the user.
    pub context: N,
    /// The part of it that later turns resend.
    carried: Option<N>,
    /// Answer and reasoning.
    pub output: N,
    /// Share of prefixes that is read from the cache; 0 without one.
    pub read: N,
    /// Share that is read or written.
    pub cached: N,
}

/// The name of a figure of some calls: of a model's, or of one step's where these are sold in their own way.
pub(super) fn name<N>(part: &CallDemand<N>, of_model: fn(usize) -> Quantity, of_step: StepQuantity) -> Quantity {
    match part.step {
        Some(step) => Quantity::OfStep(of_step, step, part.model),
        None => of_model(part.model),
    }
}

impl<N: Number> CallTokens<N> {
    pub fn new(part: &CallDemand<N>, inferred: N, effects: &StrategyEffects<N>) -> Self {
        let kept = effects.compression.rest();
        let of_step = |quantity| name(part, |_| Quantity::Inferred, quantity);
        let conversation = part.conversation * kept;
        let answers = part.output * effects.output.rest();
        let history = part.history.map(|history| {
            let all = history.resent * (conversation + answers);
            let first = history.first_answers * effects.output.rest();
            let first = if history.is_more_than_first { first } else { all.min(first) };
            [
                (inferred * all).named(of_step(StepQuantity::HistoryTokens)),
                (inferred * first).named(of_step(StepQuantity::FirstAnswerTokens)),
            ]
        });
        let prefix = part.prefix * kept;
        let context = part.retrieved * effects.trimming.rest() + conversation;
        let output = answers + part.reasoning * effects.reasoning.rest();
        let (read, cached) = match (&effects.prefix, &part.shares) {
            (None, _) => (N::zero(), N::zero()),
            (Some(_), Some(shares)) => (
                shares.read.named(of_step(StepQuantity::ReadShare)),
                shares.cached.named(of_step(StepQuantity::CachedShare)),
            ),
            (Some(prefix), None) => (prefix.hit.unwrap_or(N::zero()), N::one()),
        };
        Self {
            prefix: (inferred * prefix).named(name(part, Quantity::PrefixTokens, StepQuantity::PrefixTokens)),
            history,
            context: (inferred * context).named(name(part, Quantity::ContextTokens, StepQuantity::ContextTokens)),
            carried: part.history.map(|history| inferred * conversation * history.carried),
            output: (inferred * output).named(name(part, Quantity::OutputTokens, StepQuantity::OutputTokens)),
            read,
            cached,
        }
    }

    /// All of them.
    pub fn total(&self) -> N {
        let read = self.history.map_or(self.prefix, |[history, _]| self.prefix + history);
        read + self.context + self.output
    }

    /// Those that a model reads anew, rather than from its cache.
    pub fn read_anew(&self) -> N {
        let prefix = self.prefix * self.read.rest();
        let prefix = self.history.map_or(prefix, |[history, _]| prefix + history * self.cached.rest());
        prefix + self.context
    }

    /// What they cost in dollars, before discounts on the whole bill; what is metered comes on top.
    pub fn cost(
        &self,
        prices: &TokenPrices,
        part: &CallDemand<N>,
        point: &Point<N>,
        effects: &StrategyEffects<N>,
    ) -> N {
        let prices = CallPrices::new(prices, part, effects);
        let mut cost = self.prefix * self.prefix_price(&prices, part, effects)
            + self.context * prices.input
            + self.output * prices.output;
        if let (Some([history, first]), Some(carried)) = (self.history, self.carried) {
            cost = cost + history * self.cached.rest() * prices.input;
            if effects.prefix.is_some() {
                let kept = (history - first) * prices.cache_read + first * prices.cache_write;
                let written = carried * (prices.cache_write - prices.input);
                cost = cost + self.cached * (kept + written);
            }
        }
        let known = |value, parameter| point.volume.parameter(value, Quantity::Parameter(parameter));
        cost * known(PER_MILLION, Parameter::PerMillion)
            * (effects.batch * known(prices.batch_discount, Parameter::BatchDiscount(part.model))).rest()
            * known(prices.multiplier, Parameter::PriceFactor(part.model))
            * point.token_prices
    }

    fn prefix_price(&self, prices: &CallPrices<N>, part: &CallDemand<N>, effects: &StrategyEffects<N>) -> N {
        if effects.prefix.is_none() {
            return prices.input;
        }
        let written = part.shares.map_or_else(|| self.read.rest(), |shares| shares.written);
        let cached = self.read * prices.cache_read + written * prices.cache_write;
        let price = cached + self.cached.rest() * prices.input;
        price.named(name(part, Quantity::PrefixPrice, StepQuantity::PrefixPrice))
    }
}

/// Dollars per million tokens, as far as calls are long.
struct CallPrices<N> {
    input: N,
    output: N,
    cache_read: N,
    cache_write: N,
    batch_discount: f64,
    multiplier: f64,
}

impl<N: Number> CallPrices<N> {
    fn new(prices: &TokenPrices, part: &CallDemand<N>, effects: &StrategyEffects<N>) -> Self {
        let long = prices.long.as_ref().zip(part.shares.as_ref());
        let of_step = |quantity| name(part, |_| Quantity::Inferred, quantity);
        let price = |price: f64, quantity: fn(usize) -> Quantity| part.calls.known(price, quantity(part.model));
        let mixed =
            |short: N, long_price: Option<N>, share: N| share.rest() * short + share * long_price.unwrap_or(short);
        let long_tokens =
            long.map(|(long, shares)| (long, shares.long_tokens.named(of_step(StepQuantity::LongTokens))));
        let short_input = price(prices.input, Quantity::InputPrice);
        let input = match &long_tokens {
            Some((long, share)) => {
                let long_price = long.input.map(|long| price(long, Quantity::LongInputPrice));
                mixed(short_input, long_price, *share).named(of_step(StepQuantity::InputPrice))
            }
            None => short_input,
        };
        let short_output = price(prices.output, Quantity::OutputPrice);
        let output = match long {
            Some((long, shares)) => {
                let share = shares.long_calls.named(of_step(StepQuantity::LongCalls));
                let long_price = long.output.map(|long| price(long, Quantity::LongOutputPrice));
                mixed(short_output, long_price, share).named(of_step(StepQuantity::OutputPrice))
            }
            None => short_output,
        };
        // A cache without a price of its own is charged as what is read.
        let cached = |short: Option<N>, long_price: Option<N>, of: StepQuantity| match (short, &long_tokens) {
            (None, _) => input,
            (Some(short), Some((_, share))) => mixed(short, long_price, *share).named(of_step(of)),
            (Some(short), None) => short,
        };
        let is_kept_long = effects.prefix.as_ref().is_some_and(|prefix| USUAL_MINUTES < prefix.kept);
        let write = prices.cache_write_long.filter(|_| is_kept_long).or(prices.cache_write);
        let long = prices.long;
        let [long_read, long_write] = [
            long.and_then(|long| long.cache_read).map(|long| price(long, Quantity::LongCacheReadPrice)),
            long.and_then(|long| long.cache_write).map(|long| price(long, Quantity::LongCacheWritePrice)),
        ];
        let read = prices.cache_read.map(|short| price(short, Quantity::CacheReadPrice));
        let write = write.map(|short| price(short, Quantity::CacheWritePrice));
        Self {
            cache_read: cached(read, long_read, StepQuantity::CacheReadPrice),
            cache_write: cached(write, long_write, StepQuantity::CacheWritePrice),
            input,
            output,
            batch_discount: prices.batch_discount,
            multiplier: prices.multiplier,
        }
    }
}
