//! OpenRouter: its activity, a row a generation or a row a day and model.
//!
//! Prompt holds what was cached, and completion holds reasoning. `cost_total` is net: `cost_cache` has been taken off or
//! put on already. What was paid to others with a key of one's own is on their bill, and is not added here.

use super::bucket::{DAY, whole};
use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Interval, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// A row a generation.
pub const OPENROUTER: Format = Format {
    key: "openrouter",
    name: tr_noop!("OpenRouter activity, a row a generation"),
    fingerprints: &[&[
        "generation_id",
        "created_at",
        "cost_total",
        "tokens_prompt",
        "tokens_completion",
        "model_permaslug",
    ]],
    wrappers: &["data"],
    nested: &[],
    cached_input: CachedInput::Included,
    units: "times without an offset are UTC; amounts are US dollars, net of what caching saved",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_generation),
};

/// A row a day and model.
pub const OPENROUTER_DAILY: Format = Format {
    key: "openrouter_daily",
    name: tr_noop!("OpenRouter activity, a row a day and model"),
    fingerprints: &[&["Date", "Slug", "Usage", "Requests", "Prompt Tokens", "Completion Tokens"]],
    wrappers: &[],
    nested: &[],
    cached_input: CachedInput::Included,
    units: "days are UTC; amounts are US dollars; what was cached is not said",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_day),
};

fn read_generation(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let from = entries.instant_in(fields.get("created_at"))?.ok_or(Skip::NoTime)?;
    let milliseconds = fields.get("generation_time_ms").number()?.unwrap_or(0.0).max(0.0);
    let counts = StatedCounts {
        input: fields.get("tokens_prompt").count()?,
        cache_read: fields.get("tokens_cached").count()?,
        output: fields.get("tokens_completion").count()?,
        reasoning: fields.get("tokens_reasoning").count()?,
        ..StatedCounts::default()
    };
    let reason = fields.get("finish_reason_normalized").text();
    let record = UsageRecord {
        interval: Some(Interval::dated(from, from.saturating_add((milliseconds * 1e3) as i64))),
        provider: entries.name_in(fields.get("provider_name")),
        model: entries.name_in(fields.get("model_permaslug")),
        calls: Some(1),
        tokens: counts.disjoint(OPENROUTER.cached_input),
        tier: entries.name_in(fields.get("variant")),
        cost: fields.get("cost_total").number()?.and_then(Cost::dollars),
        failed: fields.has("finish_reason_normalized").then(|| u64::from(reason.as_deref() == Some("error"))),
        key: fields.get("generation_id").text().map(|id| hashed(&["generation", &id])),
        user: fields.get("user").text().map(|user| hashed(&["user", &user])),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

fn read_day(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let from = entries.instant_in(fields.get("Date"))?.ok_or(Skip::NoTime)?;
    let counts = StatedCounts {
        input: fields.get("Prompt Tokens").count()?,
        output: fields.get("Completion Tokens").count()?,
        reasoning: fields.get("Reasoning Tokens").count()?,
        ..StatedCounts::default()
    };
    let record = UsageRecord {
        interval: Some(Interval::dated(from, from.saturating_add(DAY))),
        provider: entries.name_in(fields.get("Provider")),
        model: entries.name_in(fields.get("Slug")),
        is_bucket: true,
        calls: whole(fields.get("Requests").count()?),
        tokens: counts.disjoint(OPENROUTER_DAILY.cached_input),
        cost: fields.get("Usage").number()?.and_then(Cost::dollars),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}
