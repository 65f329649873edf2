//! What records come to: of one day and model, of a model, of all.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::packed::Packed;
use super::record::Currency;
use super::tokens::Tokens;

/// Sums of records. What none of them said is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Sums {
    /// How many records.
    pub records: u64,
    /// Calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calls: Option<u64>,
    /// Requests whose first call is in here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requests: Option<u64>,
    /// Calls that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failed: Option<u64>,
    /// Input that was neither read from nor written to a cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncached_input: Option<u64>,
    /// Input read from a cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_read: Option<u64>,
    /// Input written to a cache for minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_write_5m: Option<u64>,
    /// Input written to a cache for an hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_write_1h: Option<u64>,
    /// Output, reasoning among it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<u64>,
    /// Reasoning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasoning: Option<u64>,
    /// Tokens of records that are known to have gone by a batch interface.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub batch_tokens: Option<u64>,
    /// Tokens of records without a cost.
    #[serde(skip_serializing_if = "is_zero")]
    pub unpriced_tokens: u64,
    /// Billionths of a unit of each currency.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub costs: BTreeMap<Currency, i64>,
    /// What else was counted.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub meters: BTreeMap<String, u64>,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl Sums {
    /// Adds a record, whose tokens these are.
    pub(super) fn add(&mut self, record: &Packed, tokens: &Tokens) {
        let used = tokens.sum();
        self.records = self.records.saturating_add(1);
        add(&mut self.calls, record.calls());
        add(&mut self.failed, record.failed());
        add(&mut self.uncached_input, tokens.uncached_input);
        add(&mut self.cache_read, tokens.cache_read);
        add(&mut self.cache_write_5m, tokens.cache_write_5m);
        add(&mut self.cache_write_1h, tokens.cache_write_1h);
        add(&mut self.output, tokens.output);
        add(&mut self.reasoning, tokens.reasoning);
        add(&mut self.batch_tokens, record.batch.map(|is_batch| if is_batch { used } else { 0 }));
        match record.cost() {
            Some(cost) => {
                let own = self.costs.entry(cost.currency).or_default();
                *own = own.saturating_add(cost.nanos);
            }
            None => self.unpriced_tokens = self.unpriced_tokens.saturating_add(used),
        }
        for (name, count) in record.meters.iter().flat_map(|meters| meters.iter()) {
            let own = self.meters.entry(name.to_string()).or_default();
            *own = own.saturating_add(*count);
        }
    }

    /// Adds other sums.
    pub fn merge(&mut self, other: &Self) {
        self.records = self.records.saturating_add(other.records);
        self.unpriced_tokens = self.unpriced_tokens.saturating_add(other.unpriced_tokens);
        for (own, theirs) in self.optional_mut().into_iter().zip(other.clone().optional_mut()) {
            add(own, *theirs);
        }
        for (currency, nanos) in &other.costs {
            let own = self.costs.entry(*currency).or_default();
            *own = own.saturating_add(*nanos);
        }
        for (meter, count) in &other.meters {
            let own = self.meters.entry(meter.clone()).or_default();
            *own = own.saturating_add(*count);
        }
    }

    fn optional_mut(&mut self) -> [&mut Option<u64>; 10] {
        [
            &mut self.calls,
            &mut self.requests,
            &mut self.failed,
            &mut self.uncached_input,
            &mut self.cache_read,
            &mut self.cache_write_5m,
            &mut self.cache_write_1h,
            &mut self.output,
            &mut self.reasoning,
            &mut self.batch_tokens,
        ]
    }

    /// All input.
    pub fn input(&self) -> Option<u64> {
        super::tokens::sum([self.uncached_input, self.cache_read, self.cache_write_5m, self.cache_write_1h])
    }

    /// What was written to caches.
    pub fn cache_write(&self) -> Option<u64> {
        super::tokens::sum([self.cache_write_5m, self.cache_write_1h])
    }

    /// The cost, where it is in one currency.
    pub fn cost(&self) -> Option<(f64, Currency)> {
        let mut costs = self.costs.iter();
        let (currency, nanos) = costs.next()?;
        costs.next().is_none().then(|| (*nanos as f64 / 1e9, *currency))
    }
}

/// Adds what is known to what is known.
pub fn add(own: &mut Option<u64>, theirs: Option<u64>) {
    *own = super::tokens::sum([*own, theirs]);
}
