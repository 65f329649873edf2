//! What a recorded formula is made of, by name: estimates, and the parts of a month that people speak of.

use super::{Input, Parameter};
use crate::scenario::Category;

/// A figure on the way to another, known by a name of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// Requests in the month.
    Requests,
    /// Requests that reach a model.
    Inferred,
    /// Wrong answers from the semantic cache.
    WrongAnswers,
    /// Accepted outcomes.
    Outcomes,
    /// What they are worth, less what errors cost.
    Value,
    /// Total cost.
    Cost,
    /// Total cost at a stage, where a formula speaks of several.
    CostAt(usize),
    /// Total cost if every strategy were off.
    CostWithoutStrategies,
    /// What a category costs.
    Category(Category),
    /// What a model costs, by place.
    ModelBill(usize),
    /// The part of a model's bill that a step causes, by the model's place.
    ShareOfBill(usize),
    /// Prefix tokens that a model reads.
    PrefixTokens(usize),
    /// Retrieved and conversation tokens that a model reads.
    ContextTokens(usize),
    /// Tokens that a model writes.
    OutputTokens(usize),
    /// Dollars per million prefix tokens, as cached.
    PrefixPrice(usize),
    /// Dollars per million tokens read.
    InputPrice(usize),
    /// Dollars per million tokens written.
    OutputPrice(usize),
    /// Dollars per million prefix tokens read from a cache.
    CacheReadPrice(usize),
    /// Dollars per million prefix tokens written to a cache.
    CacheWritePrice(usize),
    /// Dollars per million tokens read in long prompts.
    LongInputPrice(usize),
    /// Dollars per million tokens written after long prompts.
    LongOutputPrice(usize),
    /// Dollars per million tokens of long prompts read from a cache.
    LongCacheReadPrice(usize),
    /// Dollars per million tokens of long prompts written to a cache.
    LongCacheWritePrice(usize),
    /// Seconds that a self-hosted model's replicas are busy.
    BusySeconds(usize),
    /// Replicas that a self-hosted model needs.
    Replicas(usize),
    /// What a replica of a self-hosted model costs a month, in dollars.
    ReplicaPrice(usize),
    /// What is paid for what is bought by the token, under a commitment.
    Bought,
    /// Hours of replicas that are paid, by the model's place.
    ReplicaHours(usize),
    /// Tokens that a provisioned model must serve a minute at peak.
    TokensPerMinute(usize),
    /// Units of throughput that a provisioned model needs.
    Units(usize),
    /// What a unit of a provisioned model costs a month, in dollars.
    UnitPrice(usize),
    /// A figure of the calls of a step to a model, by both places, where these are sold in their own way.
    OfStep(StepQuantity, usize, usize),
    /// People who have it.
    Users,
    /// Model calls.
    Calls,
    /// Factor on what outcomes are worth.
    ValueFactor,
    /// What a line of a component costs, by both places.
    Line(usize, usize),
    /// Units of a line of a component that fall into a tier of its tariff, by all places.
    UnitsInTier(usize, usize, usize),
    /// What each of them costs.
    PriceInTier(usize, usize, usize),
    /// Factor on retrieved and conversation tokens.
    ContextGrowth,
    /// Factor on calls.
    CallGrowth,
    /// Peak load over average load.
    PeakLoad,
    /// Extra calls per call.
    RetryRate,
    /// Share of calls repeated on the fallback model.
    FallbackShare,
    /// Factor on the prices of tokens.
    TokenPrices,
    /// Value − cost.
    Net,
    /// What is paid once in a month.
    OneOffs,
    /// Net less what is paid once.
    Cash,
    /// The sum of cash up to a month.
    CumulativeCash(u32),
    /// What one unit of money in a month is worth today.
    Discount,
    /// A month's cash, worth today.
    PresentValue,
    /// A known number, where these are kept.
    Parameter(Parameter),
}

impl Quantity {
    /// Whether it is dollars per million tokens.
    pub fn is_price_of_tokens(self) -> bool {
        matches!(
            self,
            Self::PrefixPrice(_)
                | Self::InputPrice(_)
                | Self::OutputPrice(_)
                | Self::CacheReadPrice(_)
                | Self::CacheWritePrice(_)
                | Self::LongInputPrice(_)
                | Self::LongOutputPrice(_)
                | Self::LongCacheReadPrice(_)
                | Self::LongCacheWritePrice(_)
        )
    }
}

/// A figure of the calls of a step to a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepQuantity {
    /// Prefix tokens.
    PrefixTokens,
    /// Tokens of history that are sent again.
    HistoryTokens,
    /// Tokens of answers that are sent for the first time.
    FirstAnswerTokens,
    /// Retrieved and new conversation tokens.
    ContextTokens,
    /// Tokens written.
    OutputTokens,
    /// Share of prefixes read from the cache.
    ReadShare,
    /// Share of prefixes that are cached.
    CachedShare,
    /// Share of calls with a long prompt.
    LongCalls,
    /// Share of prompt tokens in such calls.
    LongTokens,
    /// Dollars per million prefix tokens, as cached.
    PrefixPrice,
    /// Dollars per million tokens read, as far as prompts are long.
    InputPrice,
    /// Dollars per million tokens written, likewise.
    OutputPrice,
    /// Dollars per million tokens read from a cache, likewise.
    CacheReadPrice,
    /// Dollars per million tokens written to a cache, likewise.
    CacheWritePrice,
}

/// What a formula mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormulaTerm {
    /// An estimate of the plan.
    Input(Input),
    /// A part that has a formula of its own.
    Part(Quantity),
}
