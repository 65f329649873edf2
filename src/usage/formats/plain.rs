//! Plain traces of requests to a model: a time, input tokens, output tokens. Published so to study how models are served.

use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Interval, UsageRecord};
use crate::usage::skip::Skip;

/// Azure LLM inference traces of 2023 and 2024: `TIMESTAMP,ContextTokens,GeneratedTokens`, with seven decimals of a second.
pub const AZURE_TRACE: Format = Format {
    key: "azure_trace",
    name: tr_noop!("Azure LLM inference trace"),
    fingerprints: &[&["TIMESTAMP", "ContextTokens", "GeneratedTokens"]],
    wrappers: &[],
    nested: &[],
    cached_input: CachedInput::Included,
    units: "times without an offset are UTC; there is no cost",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_azure),
};

/// Mooncake's traces: milliseconds from their start, and hashes of the blocks of 512 tokens that a cache could share.
pub const MOONCAKE_TRACE: Format = Format {
    key: "mooncake_trace",
    name: tr_noop!("Mooncake request trace"),
    fingerprints: &[&["timestamp", "input_length", "output_length", "hash_ids"]],
    wrappers: &[],
    nested: &[],
    cached_input: CachedInput::Included,
    units: "times are milliseconds from the start of the trace, on no day; there is no cost",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_mooncake),
};

fn read_azure(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let instant = entries.instant_in(fields.get("TIMESTAMP"))?.ok_or(Skip::NoTime)?;
    let counts = StatedCounts {
        input: fields.get("ContextTokens").count()?,
        output: fields.get("GeneratedTokens").count()?,
        ..StatedCounts::default()
    };
    entries.usage(call(Interval::at(instant), &counts));
    Ok(())
}

fn read_mooncake(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let milliseconds = fields.get("timestamp").number()?.ok_or(Skip::NoTime)?;
    let counts = StatedCounts {
        input: fields.get("input_length").count()?,
        output: fields.get("output_length").count()?,
        ..StatedCounts::default()
    };
    entries.usage(call(Interval::since_start((milliseconds * 1e3) as i64), &counts));
    Ok(())
}

/// A row is one call of the model; which calls served one request of a person is not said.
fn call(interval: Interval, counts: &StatedCounts) -> UsageRecord {
    let tokens = counts.disjoint(CachedInput::Included);
    UsageRecord { interval: Some(interval), calls: Some(1), tokens, ..UsageRecord::default() }
}
