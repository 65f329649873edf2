//! ccusage: what it prints as JSON of the session logs of coding agents, day by day, with what each model came to. It knows
//! no calls; its `totals` add the days up.

use serde_json::Value;

use super::bucket::DAY;
use super::named_counts::NamedCounts;
use crate::language::tr_noop;
use crate::usage::cached_input::CachedInput;
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Interval, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// The report of days.
pub const CCUSAGE: Format = Format {
    key: "ccusage",
    name: tr_noop!("ccusage's report of days (--json)"),
    fingerprints: &[
        &["date", "inputTokens", "outputTokens", "cacheCreationTokens", "cacheReadTokens", "totalCost"],
        &["date", "inputTokens", "outputTokens", "modelBreakdowns"],
    ],
    wrappers: &["daily", "data"],
    nested: &["modelBreakdowns"],
    cached_input: CachedInput::Excluded,
    units: "days are those of whoever ran it; amounts are US dollars, reckoned from list prices",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if !fields.has("date") {
        return Err(Skip::OtherKind);
    }
    let from = entries.instant_in(fields.get("date"))?.ok_or(Skip::NoTime)?;
    let interval = Some(Interval::dated(from, from.saturating_add(DAY)));
    let models = fields.get("modelBreakdowns").list();
    let models: Vec<_> = models.iter().flat_map(|list| list.iter()).filter_map(Value::as_object).collect();
    let key = |model: &str| {
        let project = fields.first(&["project", "instance"]).text().unwrap_or_default();
        Some(hashed(&["day", &from.to_string(), &project, model]))
    };
    for model in &models {
        let said = Fields::of_map(model);
        let name = said.first(&["modelName", "model"]).text().unwrap_or_default();
        let record = UsageRecord {
            interval,
            model: Some(entries.name(&name)),
            tokens: NamedCounts::of_map(model)?.stated().disjoint(CCUSAGE.cached_input),
            cost: said.first(&["cost", "totalCost"]).number()?.and_then(Cost::dollars),
            key: key(&name),
            ..UsageRecord::default()
        };
        entries.usage(record);
    }
    if !models.is_empty() {
        return Ok(());
    }
    let mut counts = NamedCounts::default();
    for name in ["inputTokens", "outputTokens", "cacheCreationTokens", "cacheReadTokens"] {
        counts.take(name, fields.get(name))?;
    }
    let record = UsageRecord {
        interval,
        tokens: counts.stated().disjoint(CCUSAGE.cached_input),
        cost: fields.first(&["totalCost", "costUSD"]).number()?.and_then(Cost::dollars),
        key: key(""),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}
