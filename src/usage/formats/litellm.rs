//! LiteLLM: spend logs, a row a call, and daily spend, a row a day, model and whoever spent it.
//!
//! `prompt_tokens` holds what was cached; how much that was is in `metadata.usage_object`. `cache_hit` is the gateway's own
//! cache and no prompt cache: such a row answers a request without a call of a model. A failure is a row of its own.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::bucket::{DAY, whole};
use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, GATEWAY_ANSWERS, Interval, UsageRecord, hashed};
use crate::usage::skip::Skip;
use crate::usage::tokens::{self, Tokens};

/// A row a call.
pub const LITELLM: Format = Format {
    key: "litellm",
    name: tr_noop!("LiteLLM spend logs"),
    fingerprints: &[&["request_id", "startTime", "spend", "prompt_tokens", "completion_tokens"]],
    wrappers: &["data", "logs"],
    nested: &["metadata"],
    cached_input: CachedInput::IncludedUnlessRefuted,
    units: "times without an offset are UTC; amounts are US dollars",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_log),
};

/// A row a day and team. The tables of users, teams, organizations, customers, agents and tags divide the same spending, so
/// each is a format of its own, and two of them are never added up.
pub const LITELLM_DAILY_TEAM: Format = daily(
    "litellm_daily_team",
    tr_noop!("LiteLLM daily spend of teams"),
    &[&["date", "api_requests", "spend", "prompt_tokens", "team_id"]],
);

/// A row a day and organization.
pub const LITELLM_DAILY_ORGANIZATION: Format = daily(
    "litellm_daily_organization",
    tr_noop!("LiteLLM daily spend of organizations"),
    &[&["date", "api_requests", "spend", "prompt_tokens", "organization_id"]],
);

/// A row a day and customer.
pub const LITELLM_DAILY_END_USER: Format = daily(
    "litellm_daily_end_user",
    tr_noop!("LiteLLM daily spend of customers"),
    &[&["date", "api_requests", "spend", "prompt_tokens", "end_user_id"]],
);

/// A row a day and agent.
pub const LITELLM_DAILY_AGENT: Format = daily(
    "litellm_daily_agent",
    tr_noop!("LiteLLM daily spend of agents"),
    &[&["date", "api_requests", "spend", "prompt_tokens", "agent_id"]],
);

/// A row a day and tag. A call with three tags is in three rows: none of them can be added up.
pub const LITELLM_DAILY_TAG: Format = daily(
    "litellm_daily_tag",
    tr_noop!("LiteLLM daily spend of tags"),
    &[&["date", "api_requests", "spend", "prompt_tokens", "tag"]],
);

/// A row a day and user, or the answer of `/user/daily/activity`.
pub const LITELLM_DAILY_USER: Format = daily(
    "litellm_daily_user",
    tr_noop!("LiteLLM daily spend of users"),
    &[&["date", "api_requests", "spend", "prompt_tokens"], &["date", "metrics", "breakdown"]],
);

const fn daily(key: &'static str, name: &'static str, fingerprints: &'static [&'static [&'static str]]) -> Format {
    Format {
        key,
        name,
        fingerprints,
        wrappers: &["results", "data"],
        nested: &["metrics", "breakdown"],
        cached_input: CachedInput::IncludedUnlessRefuted,
        units: "days are UTC; amounts are US dollars",
        is_ordered: false,
        row_limits: &[],
        reader: || Box::new(read_day),
    }
}

fn read_log(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let from = entries.instant_in(fields.get("startTime"))?.ok_or(Skip::NoTime)?;
    let to = entries.instant_in(fields.get("endTime"))?.unwrap_or(from);
    let metadata = fields.get("metadata").map();
    let empty = Map::new();
    let metadata = Fields::of_map(metadata.as_deref().unwrap_or(&empty));
    let usage = metadata.get("usage_object").map();
    let usage = usage.as_deref().map(Fields::of_map);
    let status = fields.get("status").text().or_else(|| metadata.get("status").text());
    let is_from_cache = fields.get("cache_hit").flag() == Some(true);
    let batch = |name: &str| metadata.get(name).count();
    let in_batch = tokens::sum([
        batch("batch_successful_requests")?.map(|calls| calls as u64),
        batch("batch_failed_requests")?.map(|calls| calls as u64),
    ]);
    let mut meters = Vec::new();
    for (name, meter) in [("attempted_retries", "retries"), ("attempted_fallbacks", "fallbacks")] {
        if let Some(times) = metadata.get(name).count()?.filter(|times| 0.0 < *times) {
            meters.push((entries.name(meter), times as u64));
        }
    }
    if is_from_cache {
        meters.push((entries.name(GATEWAY_ANSWERS), 1));
    }
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: entries.name_in(fields.get("custom_llm_provider")),
        model: entries.name_in(fields.get("model")),
        calls: Some(if is_from_cache { 0 } else { in_batch.unwrap_or(1) }),
        tokens: if is_from_cache { Tokens::default() } else { counts(fields, usage)?.disjoint(LITELLM.cached_input) },
        meters,
        batch: metadata.has("batch_models").then_some(in_batch.is_some()),
        cost: fields.get("spend").number()?.and_then(Cost::dollars),
        failed: match batch("batch_failed_requests")? {
            Some(failed) => Some(failed as u64),
            None => status.map(|status| u64::from(status == "failure")),
        },
        key: fields.get("request_id").text().map(|id| hashed(&["request", &id])),
        request: fields.get("session_id").text().map(|id| hashed(&["session", &id])),
        user: fields.first(&["end_user", "user"]).text().map(|user| hashed(&["user", &user])),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

/// The counts of a call; what was cached is only in what the provider answered.
fn counts(fields: Fields<'_>, usage: Option<Fields<'_>>) -> Result<StatedCounts, Skip> {
    let stated = StatedCounts {
        input: fields.get("prompt_tokens").count()?,
        output: fields.get("completion_tokens").count()?,
        total: fields.get("total_tokens").count()?,
        ..StatedCounts::default()
    };
    let Some(usage) = usage else { return Ok(stated) };
    let details = |name: &str| usage.get(name).map().map(Cow::into_owned).unwrap_or_default();
    let (prompt, completion) = (details("prompt_tokens_details"), details("completion_tokens_details"));
    let (prompt, completion) = (Fields::of_map(&prompt), Fields::of_map(&completion));
    let read = usage.get("cache_read_input_tokens").count()?;
    let cached = prompt.get("cached_tokens").count()?;
    let created = usage.get("cache_creation_input_tokens").count()?;
    let by_age = prompt.get("cache_creation_token_details").map().map(Cow::into_owned).unwrap_or_default();
    let by_age = Fields::of_map(&by_age);
    let write_5m = by_age.get("ephemeral_5m_input_tokens").count()?;
    let write_1h = by_age.get("ephemeral_1h_input_tokens").count()?;
    let is_split = write_5m.is_some() || write_1h.is_some();
    Ok(StatedCounts {
        cache_read: read.or(cached),
        cache_write_5m: if is_split { write_5m } else { created.or(prompt.get("cache_creation_tokens").count()?) },
        cache_write_1h: write_1h,
        reasoning: completion.get("reasoning_tokens").count()?,
        ..stated
    })
}

fn read_day(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let from = entries.instant_in(fields.get("date"))?.ok_or(Skip::NoTime)?;
    if fields.has("tag") && !fields.get("tag").is_missing() {
        return Err(Skip::Overlapping);
    }
    let Some(breakdown) = fields.get("breakdown").map() else {
        let id = fields.get("id").text();
        let key = id.map(|id| hashed(&["day", &id]));
        let (model, provider) = (fields.first(&["model", "model_group"]), fields.get("custom_llm_provider"));
        let (model, provider) = (entries.name_in(model), entries.name_in(provider));
        let record = UsageRecord { model, provider, key, ..day(fields, from)? };
        entries.usage(record);
        return Ok(());
    };
    let models = breakdown.get("models").and_then(Value::as_object);
    for (model, named) in models.into_iter().flatten() {
        if let Some(metrics) = named.get("metrics").and_then(Value::as_object) {
            let record = UsageRecord { model: Some(entries.name(model)), ..day(Fields::of_map(metrics), from)? };
            entries.usage(record);
        }
    }
    if models.is_none_or(Map::is_empty) { Err(Skip::Blank) } else { Ok(()) }
}

/// What the counts of a day come to.
fn day(fields: Fields<'_>, from: i64) -> Result<UsageRecord, Skip> {
    let counts = StatedCounts {
        input: fields.get("prompt_tokens").count()?,
        cache_read: fields.get("cache_read_input_tokens").count()?,
        cache_write_5m: fields.get("cache_creation_input_tokens").count()?,
        output: fields.get("completion_tokens").count()?,
        ..StatedCounts::default()
    };
    Ok(UsageRecord {
        interval: Some(Interval::dated(from, from.saturating_add(DAY))),
        is_bucket: true,
        calls: whole(fields.get("api_requests").count()?),
        tokens: counts.disjoint(CachedInput::IncludedUnlessRefuted),
        cost: fields.get("spend").number()?.and_then(Cost::dollars),
        failed: whole(fields.get("failed_requests").count()?),
        ..UsageRecord::default()
    })
}
