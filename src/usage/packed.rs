//! A record in half the memory, to be moved between threads and to wait: what is not known is a number of its own instead
//! of a mark beside the number.

use super::cached_input::Decided;
use super::name::Name;
use super::record::{Cost, Currency, Interval, UsageRecord};
use super::tokens::Tokens;

/// A [`UsageRecord`] with a time, without what was wrong with its counts, which has been noted.
#[derive(Debug, Clone, PartialEq)]
pub struct Packed {
    /// When.
    pub interval: Interval,
    /// Who ran the model.
    pub provider: Option<Name>,
    /// Which model.
    pub model: Option<Name>,
    /// What was paid for where it was no model.
    pub service: Option<Name>,
    /// The service tier.
    pub tier: Option<Name>,
    calls: u64,
    failed: u64,
    uncached_input: u64,
    cache_read: u64,
    cache_write_5m: u64,
    cache_write_1h: u64,
    output: u64,
    reasoning: u64,
    /// How it was decided what the input holds.
    pub decided: Decided,
    /// Whether it adds up calls of a time.
    pub is_bucket: bool,
    /// Whether it is a step between others.
    pub is_step: bool,
    /// Whether this version says that the record is gone.
    pub is_deleted: bool,
    /// Whether it went by a batch interface.
    pub batch: Option<bool>,
    currency: Option<Currency>,
    nanos: i64,
    key: u64,
    parent: u64,
    request: u64,
    user: u64,
    /// The higher is kept.
    pub version: i64,
    /// What else was counted; few records have any.
    pub meters: Option<Box<Vec<(Name, u64)>>>,
}

/// Stands for what is not known. A key that happens to be it is taken for the one below.
const UNKNOWN: u64 = u64::MAX;

#[inline]
fn pack(number: Option<u64>) -> u64 {
    number.map_or(UNKNOWN, |number| number.min(UNKNOWN - 1))
}

#[inline]
fn unpack(number: u64) -> Option<u64> {
    (number != UNKNOWN).then_some(number)
}

impl Packed {
    /// Packs a record; `None` where it says no time.
    pub fn new(record: UsageRecord) -> Option<Self> {
        let tokens = &record.tokens;
        Some(Self {
            interval: record.interval?,
            provider: record.provider,
            model: record.model,
            service: record.service,
            tier: record.tier,
            calls: pack(record.calls),
            failed: pack(record.failed),
            uncached_input: pack(tokens.uncached_input),
            cache_read: pack(tokens.cache_read),
            cache_write_5m: pack(tokens.cache_write_5m),
            cache_write_1h: pack(tokens.cache_write_1h),
            output: pack(tokens.output),
            reasoning: pack(tokens.reasoning),
            decided: tokens.decided,
            is_bucket: record.is_bucket,
            is_step: record.is_step,
            is_deleted: record.is_deleted,
            batch: record.batch,
            currency: record.cost.map(|cost| cost.currency),
            nanos: record.cost.map_or(0, |cost| cost.nanos),
            key: pack(record.key),
            parent: pack(record.parent),
            request: pack(record.request),
            user: pack(record.user),
            version: record.version,
            meters: if record.meters.is_empty() { None } else { Some(Box::new(record.meters)) },
        })
    }

    /// How many calls.
    #[inline]
    pub fn calls(&self) -> Option<u64> {
        unpack(self.calls)
    }

    /// How many of them failed.
    #[inline]
    pub fn failed(&self) -> Option<u64> {
        unpack(self.failed)
    }

    /// Output.
    #[inline]
    pub fn output(&self) -> Option<u64> {
        unpack(self.output)
    }

    /// The tokens.
    #[inline]
    pub fn tokens(&self) -> Tokens {
        Tokens {
            uncached_input: unpack(self.uncached_input),
            cache_read: unpack(self.cache_read),
            cache_write_5m: unpack(self.cache_write_5m),
            cache_write_1h: unpack(self.cache_write_1h),
            output: unpack(self.output),
            reasoning: unpack(self.reasoning),
            decided: self.decided,
            ..Tokens::default()
        }
    }

    /// What it cost.
    #[inline]
    pub fn cost(&self) -> Option<Cost> {
        self.currency.map(|currency| Cost { nanos: self.nanos, currency })
    }

    /// What tells it from every other record.
    #[inline]
    pub fn key(&self) -> Option<u64> {
        unpack(self.key)
    }

    /// The key of what it is part of.
    #[inline]
    pub fn parent(&self) -> Option<u64> {
        unpack(self.parent)
    }

    /// Which request it served.
    #[inline]
    pub fn request(&self) -> Option<u64> {
        unpack(self.request)
    }

    /// For whom.
    #[inline]
    pub fn user(&self) -> Option<u64> {
        unpack(self.user)
    }

    /// Whether it says what was used: tokens above 0.
    #[inline]
    pub fn has_usage(&self) -> bool {
        let counts = [self.uncached_input, self.cache_read, self.cache_write_5m, self.cache_write_1h, self.output];
        counts.into_iter().any(|count| count != UNKNOWN && count != 0)
    }

    /// Whether it says what it cost, and that it was not nothing.
    #[inline]
    pub fn has_cost(&self) -> bool {
        self.currency.is_some() && self.nanos != 0
    }

    /// The same without what it cost.
    pub fn drop_cost(&mut self) {
        (self.currency, self.nanos) = (None, 0);
    }

    /// Only what it cost: no call, and nothing used.
    pub fn keep_cost_only(&mut self) {
        self.calls = 0;
        self.failed = UNKNOWN;
        self.decided = Decided::Nothing;
        let counts = [&mut self.uncached_input, &mut self.cache_read, &mut self.cache_write_5m];
        counts.into_iter().for_each(|count| *count = UNKNOWN);
        [&mut self.cache_write_1h, &mut self.output, &mut self.reasoning]
            .into_iter()
            .for_each(|count| *count = UNKNOWN);
    }
}
