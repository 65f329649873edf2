//! Phoenix: the table `span_costs` of its database, a row a call. Its spans are read as OpenTelemetry, since they are.

use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Interval, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// Rows of `span_costs`.
pub const PHOENIX_COSTS: Format = Format {
    key: "phoenix_costs",
    name: tr_noop!("Phoenix's table span_costs"),
    fingerprints: &[&["span_rowid", "trace_rowid", "span_start_time", "prompt_tokens", "completion_tokens"]],
    wrappers: &["data"],
    nested: &[],
    cached_input: CachedInput::Included,
    units: "times without an offset are UTC; amounts are US dollars, as Phoenix reckons them from its list of prices",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let at = entries.instant_in(fields.get("span_start_time"))?.ok_or(Skip::NoTime)?;
    let counts = StatedCounts {
        input: fields.get("prompt_tokens").count()?,
        output: fields.get("completion_tokens").count()?,
        total: fields.get("total_tokens").count()?,
        ..StatedCounts::default()
    };
    let record = UsageRecord {
        interval: Some(Interval::at(at)),
        model: entries.name_in(fields.first(&["model_name", "model"])),
        calls: Some(1),
        tokens: counts.disjoint(PHOENIX_COSTS.cached_input),
        cost: fields.get("total_cost").number()?.filter(|cost| *cost != 0.0).and_then(Cost::dollars),
        key: fields.get("span_rowid").text().map(|id| hashed(&["span", &id])),
        request: fields.get("trace_rowid").text().map(|id| hashed(&["trace", &id])),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}
