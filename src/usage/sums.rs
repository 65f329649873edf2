//! What records come to: of one day and model, of a model, of all.

use std::collections::BTreeMap;

use super::packed::Packed;
use super::record::Currency;
use super::tokens::Tokens;

/// Sums of records. What none of them said is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sums {
    /// How many records.
    pub records: u64,
    /// Calls.
    pub calls: Option<u64>,
    /// Requests whose first call is in here.
    pub requests: Option<u64>,
    /// Calls that failed.
    pub failed: Option<u64>,
    /// Input that was neither read from nor written to a cache.
    pub uncached_input: Option<u64>,
    /// Input read from a cache.
    pub cache_read: Option<u64>,
    /// Input written to a cache for minutes.
    pub cache_write_5m: Option<u64>,
    /// Input written to a cache for an hour.
    pub cache_write_1h: Option<u64>,
    /// Output, reasoning among it.
    pub output: Option<u64>,
    /// Reasoning.
    pub reasoning: Option<u64>,
    /// Tokens of records that are known to have gone by a batch interface.
    pub batch_tokens: Option<u64>,
    /// Tokens of records without a cost.
    pub unpriced_tokens: u64,
    /// Billionths of a unit of each currency.
    pub costs: BTreeMap<Currency, i64>,
    /// What else was counted.
    pub meters: BTreeMap<String, u64>,
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
        for ((_, own), (_, theirs)) in self.counts_mut().into_iter().zip(other.clone().counts_mut()) {
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

    /// What may be unknown, each with what names it in a file.
    pub(super) fn counts_mut(&mut self) -> [(&'static str, &mut Option<u64>); 10] {
        [
            ("calls", &mut self.calls),
            ("requests", &mut self.requests),
            ("failed", &mut self.failed),
            ("uncached_input", &mut self.uncached_input),
            ("cache_read", &mut self.cache_read),
            ("cache_write_5m", &mut self.cache_write_5m),
            ("cache_write_1h", &mut self.cache_write_1h),
            ("output", &mut self.output),
            ("reasoning", &mut self.reasoning),
            ("batch", &mut self.batch_tokens),
        ]
    }

    /// All input.
    pub fn input(&self) -> Option<u64> {
        super::tokens::sum([self.uncached_input, self.cache_read, self.cache_write_5m, self.cache_write_1h])
    }

    /// All input and output, as far as it is known.
    pub fn tokens(&self) -> u64 {
        self.input().unwrap_or(0).saturating_add(self.output.unwrap_or(0))
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
