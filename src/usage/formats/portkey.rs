//! Portkey: exported logs, a line a request, with the fields that whoever exported them chose. Amounts are cents.
//!
//! What was cached at the provider is in no field; `cache_status` is the gateway's own cache, which answers without a call.

use std::borrow::Cow;

use super::named_counts::NamedCounts;
use crate::language::tr_noop;
use crate::usage::cached_input::CachedInput;
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Currency, GATEWAY_ANSWERS, Interval, UsageRecord, hashed};
use crate::usage::skip::Skip;
use crate::usage::tokens::Tokens;

/// Logs.
pub const PORTKEY: Format = Format {
    key: "portkey",
    name: tr_noop!("Portkey logs"),
    fingerprints: &[&["ai_model", "req_units", "res_units"], &["ai_model", "request_tokens", "response_tokens"]],
    wrappers: &["data"],
    nested: &["metadata"],
    cached_input: CachedInput::IncludedUnlessRefuted,
    units: "times without an offset are UTC; amounts are cents",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if fields.is_wrapping() {
        return Err(Skip::OtherKind);
    }
    let at = entries.instant_in(fields.first(&["created_at", "createdAt", "time_of_generation"]))?;
    let at = at.ok_or(Skip::NoTime)?;
    let milliseconds = fields.first(&["response_time", "responseTime"]).number()?.unwrap_or(0.0).max(0.0);
    let cache = fields.first(&["cache_status", "cacheStatus"]).text();
    let is_from_cache =
        cache.is_some_and(|cache| matches!(&*cache.to_uppercase(), "HIT" | "SEMANTIC HIT" | "SEMANTIC_HIT"));
    let currency = fields.first(&["cost_currency", "currency"]).text().and_then(|code| Currency::parse(&code));
    let cost = fields.get("cost").number()?.filter(|cost| *cost != -1.0);
    let status = fields.first(&["response_status_code", "status_code"]).number()?;
    let success = fields.first(&["is_success", "isSuccess"]).flag();
    let metadata = fields.get("metadata").map();
    let metadata = metadata.as_deref().map(Fields::of_map);
    let user = metadata.and_then(|metadata| metadata.first(&["_user", "user", "user_id"]).text().map(Cow::into_owned));
    let tokens = if is_from_cache { Tokens::default() } else { tokens(fields)? };
    // Nothing for tokens is the price of a model that has none.
    let cost = cost.filter(|cost| *cost != 0.0 || tokens.sum() == 0);
    let mut meters = Vec::new();
    if is_from_cache {
        meters.push((entries.name(GATEWAY_ANSWERS), 1));
    }
    if let Some(retries) = fields.get("retry_success_count").number()?.filter(|retries| 0.0 < *retries) {
        meters.push((entries.name("retries"), retries as u64));
    }
    let record = UsageRecord {
        interval: Some(Interval::dated(at, at.saturating_add((milliseconds * 1e3) as i64))),
        provider: entries.name_in(fields.first(&["ai_org", "ai_provider", "provider"])),
        model: entries.name_in(fields.first(&["ai_model", "model"])),
        calls: Some(u64::from(!is_from_cache)),
        tokens,
        meters,
        cost: cost.and_then(|cents| Cost::new(cents / 100.0, currency.unwrap_or(Currency::USD))),
        failed: success.map(|success| u64::from(!success)).or(status.map(|status| u64::from(400.0 <= status))),
        key: fields.get("id").text().map(|id| hashed(&["log", &id])),
        request: fields.first(&["trace_id", "traceId"]).text().map(|trace| hashed(&["trace", &trace])),
        user: user.map(|user| hashed(&["user", &user])),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

fn tokens(fields: Fields<'_>) -> Result<Tokens, Skip> {
    let mut counts = NamedCounts::default();
    let names: [(&str, &[&str]); 3] = [
        ("input", &["req_units", "request_tokens", "prompt_tokens", "input_tokens"]),
        ("output", &["res_units", "response_tokens", "completion_tokens", "output_tokens"]),
        ("total", &["total_units", "total_tokens"]),
    ];
    for (name, columns) in names {
        counts.take(name, fields.first(columns))?;
    }
    // Fields that a version may have beside these.
    for name in ["cache_read_input_tokens", "cache_creation_input_tokens", "cached_tokens", "reasoning_tokens"] {
        counts.take(name, fields.get(name))?;
    }
    let counts = counts.stated();
    if counts.input.is_none() && counts.output.is_none() && fields.get("cost").is_missing() {
        return Err(Skip::MissingField);
    }
    Ok(counts.disjoint(PORTKEY.cached_input))
}
