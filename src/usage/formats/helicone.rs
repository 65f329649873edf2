//! Helicone: requests as its interface answers them and its tools export them, and rows of its table in ClickHouse.
//!
//! What was read from and written to caches, reasoning and audio stand beside the counts of prompt and completion, never in
//! them; an export without these columns does not say what was cached. `cost` and `costUSD` are the same money. The table
//! counts money in billionths and keeps a row twice whose model or user was filled in later.

use std::borrow::Cow;

use super::quoted_map;
use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::{Field, Fields};
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, GATEWAY_ANSWERS, Interval, Score, UsageRecord, hashed};
use crate::usage::skip::Skip;
use crate::usage::tokens::Tokens;

/// Requests with their cost in dollars.
pub const HELICONE: Format = Format {
    key: "helicone",
    name: tr_noop!("Helicone requests"),
    fingerprints: &[
        &["request_created_at", "response_status", "prompt_tokens", "completion_tokens"],
        &["response_id", "response_created_at", "request_created_at", "prompt_tokens", "completion_tokens"],
        &["request_created_at", "request_id", "prompt_tokens", "completion_tokens", "costUSD"],
        &["request_created_at", "request_model", "prompt_tokens", "completion_tokens"],
        &["requestCreatedAt", "responseStatus", "promptTokens", "completionTokens"],
    ],
    wrappers: &["data", "requests"],
    nested: &["scores", "request_properties", "properties"],
    cached_input: CachedInput::Excluded,
    units: "times without an offset are UTC; amounts are US dollars, as Helicone reckons them from list prices",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(|fields: Fields<'_>, entries: &mut Entries| read(fields, entries, 1.0)),
};

/// Rows of `request_response_rmt`, with their cost in billionths of a dollar.
pub const HELICONE_TABLE: Format = Format {
    key: "helicone_table",
    name: tr_noop!("Helicone's table request_response_rmt"),
    fingerprints: &[
        &["request_created_at", "request_id", "status", "prompt_tokens", "completion_tokens"],
        &["request_created_at", "request_id", "organization_id", "prompt_tokens", "completion_tokens"],
    ],
    units: "times without an offset are UTC; amounts are billionths of a US dollar, as Helicone reckons them from list prices",
    reader: || Box::new(|fields: Fields<'_>, entries: &mut Entries| read(fields, entries, 1e-9)),
    ..HELICONE
};

fn read(fields: Fields<'_>, entries: &mut Entries, unit: f64) -> Result<(), Skip> {
    if fields.is_wrapping() {
        return Err(Skip::OtherKind);
    }
    let from = entries.instant_in(fields.first(&["request_created_at", "requestCreatedAt"]))?;
    let from = from.ok_or(if fields.is_blank() { Skip::Blank } else { Skip::NoTime })?;
    let to = entries.instant_in(fields.first(&["response_created_at", "responseCreatedAt"]))?;
    let milliseconds = fields.first(&["latency", "delay_ms", "delayMs"]).number()?.unwrap_or(0.0);
    let to = to.unwrap_or_else(|| from.saturating_add((milliseconds.max(0.0) * 1e3) as i64));
    let id = fields.first(&["request_id", "requestId", "response_id", "responseId"]).text();
    let hit = fields.first(&["cache_reference_id", "cacheReferenceId"]).text();
    // Helicone's own cache answered: no model was called.
    let is_from_cache = hit.is_some_and(|id| id.bytes().any(|byte| byte.is_ascii_hexdigit() && byte != b'0'));
    let status = fields.first(&["response_status", "responseStatus", "status"]);
    // Below 0 stand for a response that was broken off or never came.
    let status = status.number().ok().flatten();
    let cost = fields.first(&["costUSD", "cost_usd", "cost"]).number()?;
    let tokens = if is_from_cache { Tokens::default() } else { counts(fields)?.disjoint(HELICONE.cached_input) };
    let session = session(fields);
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: fields.get("provider").text().map(|provider| entries.name(&provider.to_lowercase())),
        model: entries.name_in(fields.first(&MODEL)),
        calls: Some(u64::from(!is_from_cache)),
        tokens,
        meters: if is_from_cache { vec![(entries.name(GATEWAY_ANSWERS), 1)] } else { Vec::new() },
        cost: if is_from_cache { Cost::dollars(0.0) } else { priced(cost, unit, &tokens) },
        failed: status.map(|status| u64::from(!(0.0..400.0).contains(&status))),
        key: id.as_deref().map(|id| hashed(&["request", id])),
        request: session.map(|session| hashed(&["session", &session])),
        user: fields.first(&USER).text().map(|user| hashed(&["user", &user])),
        version: entries.instant_in(fields.first(&["updated_at", "updatedAt"]))?.unwrap_or(0),
        ..UsageRecord::default()
    };
    entries.usage(record);
    read_scores(fields, id.as_deref(), entries);
    Ok(())
}

const MODEL: [&str; 8] = [
    "response_model",
    "responseModel",
    "model",
    "model_override",
    "modelOverride",
    "request_model",
    "requestModel",
    "model_name",
];

const USER: [&str; 5] = ["request_user_id", "requestUserId", "user_id", "userId", "helicone_user"];

/// The price; 0 for tokens is that of a model that has none in Helicone's list.
fn priced(cost: Option<f64>, unit: f64, tokens: &Tokens) -> Option<Cost> {
    let cost = cost?;
    // Billionths have no decimals: whoever asked the table for dollars got them.
    let unit = if cost.fract() == 0.0 { unit } else { 1.0 };
    Cost::dollars(cost * unit).filter(|cost| cost.nanos != 0 || tokens.sum() == 0)
}

fn counts(fields: Fields<'_>) -> Result<StatedCounts, Skip> {
    let count = |names: &[&str]| fields.first(names).count();
    let sum = |counts: [Option<f64>; 3]| counts.into_iter().flatten().reduce(|sum, count| sum + count.max(0.0));
    let has_output = ["completion_tokens", "completionTokens"].iter().any(|name| fields.has(name));
    let has_input = ["prompt_tokens", "promptTokens"].iter().any(|name| fields.has(name));
    if !has_input || !has_output {
        return Err(Skip::MissingField);
    }
    let reasoning = count(&["reasoning_tokens", "reasoningTokens"])?;
    let output = count(&["completion_tokens", "completionTokens"])?;
    let input = count(&["prompt_tokens", "promptTokens"])?;
    let audio_input = count(&["prompt_audio_tokens", "promptAudioTokens"])?;
    let audio_output = count(&["completion_audio_tokens", "completionAudioTokens"])?;
    Ok(StatedCounts {
        input: input.and(sum([input, audio_input, None])),
        cache_read: count(&["prompt_cache_read_tokens", "promptCacheReadTokens"])?,
        cache_write_5m: count(&["prompt_cache_write_tokens", "promptCacheWriteTokens"])?,
        output: output.and(sum([output, reasoning, audio_output])),
        reasoning,
        ..StatedCounts::default()
    })
}

/// The session that a request names in its properties.
fn session(fields: Fields<'_>) -> Option<String> {
    let properties = ["request_properties", "requestProperties", "properties"].map(|name| fields.get(name));
    properties.into_iter().find_map(|properties| {
        let properties = properties.map().or_else(|| quoted_map::parse(&properties.text()?).map(Cow::Owned))?;
        let names = ["Helicone-Session-Id", "helicone-session-id", "Helicone-Session-ID"];
        Fields::of_map(&properties).first(&names).text().map(Cow::into_owned)
    })
}

fn read_scores(fields: Fields<'_>, id: Option<&str>, entries: &mut Entries) {
    let Some(scores) = fields.get("scores").map() else { return };
    for (name, score) in scores.iter() {
        let value = score.get("value").unwrap_or(score);
        let value = Field::Json(value).number().ok().flatten().or_else(|| value.as_bool().map(f64::from));
        if let Some(value) = value {
            let key = id.map(|id| hashed(&["score", id, name]));
            let name = entries.name(name);
            entries.score(Score { name, value, key });
        }
    }
}
