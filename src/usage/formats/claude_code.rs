//! Claude Code: the logs of its sessions, a line a message, and the results that it prints when it runs without a terminal.
//!
//! While a message streams, its line is written again and again, once for each block of it, and its counts grow: of the
//! lines with one message and one request that with the most output counts. A resumed session copies the lines of the one
//! before; a sub-agent has a file of its own. Nothing says what it cost: who has a subscription pays for no token.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::named_counts::NamedCounts;
use crate::language::tr_noop;
use crate::usage::cached_input::CachedInput;
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Interval, Name, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// Sessions and results.
pub const CLAUDE_CODE: Format = Format {
    key: "claude_code",
    name: tr_noop!("Claude Code session logs and results"),
    fingerprints: &[
        &["sessionId", "message", "uuid", "timestamp"],
        &["sessionId", "parentUuid", "timestamp"],
        &["message.usage", "timestamp"],
        &["message.usage", "session_id", "type"],
        &["type", "subtype", "session_id", "tools"],
        &["total_cost_usd", "usage", "session_id"],
        &["total_cost_usd", "modelUsage"],
    ],
    wrappers: &[],
    nested: &["message", "usage", "modelUsage"],
    cached_input: CachedInput::Excluded,
    units: "times are UTC, a result has none; amounts are US dollars, as Claude Code reckons them from its list prices",
    is_ordered: true,
    row_limits: &[],
    reader: || {
        let mut log = Log::default();
        Box::new(move |fields: Fields<'_>, entries: &mut Entries| read(fields, entries, &mut log))
    },
};

/// What is remembered of the lines before.
#[derive(Debug, Default)]
struct Log {
    /// Sessions whose messages were read.
    sessions: HashSet<u64>,
    /// The last message with a request, and the key of both.
    last: Option<(String, u64)>,
}

/// Of so many sessions is remembered that their messages were read.
const MOST_SESSIONS: usize = 100_000;

fn read(fields: Fields<'_>, entries: &mut Entries, log: &mut Log) -> Result<(), Skip> {
    let kind = fields.get("type").text();
    let session = fields.first(&["sessionId", "session_id"]).text();
    let request = session.as_deref().map(|session| hashed(&["session", session]));
    match kind.as_deref() {
        Some("result") => return read_result(fields, request, entries, &log.sessions),
        None if fields.has("modelUsage") => return read_result(fields, request, entries, &log.sessions),
        Some("assistant") | None => {}
        Some(_) => return Err(Skip::OtherKind),
    }
    let message = fields.get("message").map().ok_or(Skip::OtherKind)?;
    let message = Fields::of_map(&message);
    let usage = message.get("usage").map();
    let usage = usage.as_deref().ok_or(Skip::OtherKind)?;
    let at = entries.instant_in(fields.get("timestamp"))?.ok_or(Skip::NoTime)?;
    let model = message.get("model").text();
    let is_error = fields.get("isApiErrorMessage").flag() == Some(true);
    // What Claude Code itself says in the model's place.
    let is_made_up = model.as_deref() == Some("<synthetic>");
    if is_made_up && !is_error {
        return Err(Skip::OtherKind);
    }
    let id = message.get("id").text().unwrap_or_default();
    let call = fields.first(&["requestId", "request_id"]).text().unwrap_or_default();
    let own = fields.get("uuid").text().unwrap_or_default();
    let key = match (&*id, &*call, &*own) {
        ("", "", "") => None,
        ("", "", own) => Some(hashed(&["line", own])),
        (id, call, _) => Some(hashed(&["message", id, call])),
    };
    let before = log.last.as_ref().filter(|(last, _)| call.is_empty() && !id.is_empty() && *last == *id);
    let key = before.map(|(_, key)| *key).or(key);
    if let Some(key) = key.filter(|_| !id.is_empty() && !call.is_empty()) {
        log.last = Some((id.clone().into_owned(), key));
    }
    let has_room = log.sessions.len() < MOST_SESSIONS;
    log.sessions.extend(request.filter(|_| has_room));
    let tier = Fields::of_map(usage).get("service_tier").text();
    let record = UsageRecord {
        interval: Some(Interval::at(at)),
        provider: Some(entries.name("anthropic")),
        model: if is_made_up { None } else { model.map(|model| entries.name(&model)) },
        calls: Some(1),
        tokens: NamedCounts::of_map(usage)?.stated().disjoint(CLAUDE_CODE.cached_input),
        meters: searches(usage, entries)?,
        batch: tier.as_deref().map(|tier| tier == "batch"),
        tier: tier.map(|tier| entries.name(&tier)),
        cost: fields.first(&["costUSD", "cost_usd"]).number()?.filter(|cost| 0.0 < *cost).and_then(Cost::dollars),
        failed: Some(u64::from(is_error)),
        key,
        request,
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

fn searches(usage: &Map<String, Value>, entries: &mut Entries) -> Result<Vec<(Name, u64)>, Skip> {
    let Some(tools) = usage.get("server_tool_use").and_then(Value::as_object) else { return Ok(Vec::new()) };
    let mut meters = Vec::new();
    for (name, meter) in [("web_search_requests", "web searches"), ("web_fetch_requests", "web fetches")] {
        if let Some(count) = Fields::of_map(tools).get(name).count()?.filter(|count| 0.0 < *count) {
            meters.push((entries.name(meter), count as u64));
        }
    }
    Ok(meters)
}

/// What a session without a terminal came to, for each of its models. Of several results of a session the last holds all.
/// Where its messages were read, only what it cost is new.
fn read_result(
    fields: Fields<'_>,
    request: Option<u64>,
    entries: &mut Entries,
    sessions: &HashSet<u64>,
) -> Result<(), Skip> {
    let at = entries.instant_in(fields.get("timestamp"))?;
    let interval = Some(at.map_or(Interval::since_start(0), Interval::at));
    let provider = Some(entries.name("anthropic"));
    let result = UsageRecord { interval, provider, request, ..UsageRecord::default() };
    let total = fields.first(&["total_cost_usd", "cost_usd"]).number()?.and_then(Cost::dollars);
    let key = |model: &str| request.map(|request| hashed(&["result", &request.to_string(), model]));
    if request.is_some_and(|request| sessions.contains(&request)) {
        let version = total.map_or(0, |total| total.nanos);
        entries.usage(UsageRecord { calls: Some(0), cost: total, key: key(""), version, ..result });
        return Ok(());
    }
    let models = fields.get("modelUsage").map().filter(|models| !models.is_empty());
    let Some(models) = models else {
        let usage = fields.get("usage").map().ok_or(Skip::OtherKind)?;
        let tokens = NamedCounts::of_map(&usage)?.stated().disjoint(CLAUDE_CODE.cached_input);
        let meters = searches(&usage, entries)?;
        entries.usage(UsageRecord { tokens, cost: total, key: key(""), meters, ..result });
        return Ok(());
    };
    for (model, usage) in models.iter() {
        let usage = usage.as_object().ok_or(Skip::MissingField)?;
        let tokens = NamedCounts::of_map(usage)?.stated().disjoint(CLAUDE_CODE.cached_input);
        let cost = Fields::of_map(usage).first(&["costUSD", "cost_usd"]).number()?.and_then(Cost::dollars);
        let (key, model) = (key(model), Some(entries.name(model)));
        entries.usage(UsageRecord { model, tokens, cost, key, ..result.clone() });
    }
    Ok(())
}
