//! Session logs of further coding agents: OpenCode, Gemini CLI, Copilot CLI, Qwen Code, Cline and Roo
//! Code, and Pi.
//!
//! All of them write a message again as it grows, by its identity; the line with the most output counts. Some count what was
//! cached into the input and some beside it. A cost of 0 is that of a subscription, which says nothing of prices.

use std::borrow::Cow;

use serde_json::Value;

use super::named_counts::NamedCounts;
use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::{Field, Fields};
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Interval, Name, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// OpenCode: a file or a line a message, and what `opencode export` prints.
pub const OPENCODE: Format = Format {
    key: "opencode",
    name: tr_noop!("OpenCode sessions"),
    fingerprints: &[&["sessionID", "role", "tokens"], &["sessionID", "role", "time"]],
    wrappers: &["info", "messages"],
    nested: &["tokens", "time", "model", "error"],
    cached_input: CachedInput::ExcludedUnlessRefuted,
    units: "times are UTC; amounts are US dollars, as OpenCode reckons them from list prices",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_opencode),
};

/// Gemini CLI: a document with the messages of a session, or a line each.
pub const GEMINI_CLI: Format = Format {
    key: "gemini_cli",
    name: tr_noop!("Gemini CLI sessions"),
    fingerprints: &[&["id", "timestamp", "type", "tokens"], &["sessionId", "projectHash", "startTime"]],
    wrappers: &["messages"],
    nested: &["tokens"],
    cached_input: CachedInput::Included,
    units: "times are UTC; there is no cost",
    is_ordered: true,
    row_limits: &[],
    reader: || {
        let mut chat = GeminiChat::default();
        Box::new(move |fields: Fields<'_>, entries: &mut Entries| read_gemini_cli(fields, entries, &mut chat))
    },
};

/// Copilot CLI: the events of a session, the last of which says what its models came to.
pub const COPILOT_CLI: Format = Format {
    key: "copilot_cli",
    name: tr_noop!("Copilot CLI session events"),
    fingerprints: &[&["modelMetrics"]],
    wrappers: &["data"],
    nested: &["modelMetrics"],
    cached_input: CachedInput::IncludedUnlessRefuted,
    units: "times are UTC; there is no cost",
    is_ordered: true,
    row_limits: &[],
    reader: || {
        let mut session = None;
        Box::new(move |fields: Fields<'_>, entries: &mut Entries| read_copilot(fields, entries, &mut session))
    },
};

/// Qwen Code: a line a message.
pub const QWEN_CODE: Format = Format {
    key: "qwen_code",
    name: tr_noop!("Qwen Code sessions"),
    fingerprints: &[&["sessionId", "uuid", "timestamp", "usageMetadata"]],
    wrappers: &[],
    nested: &["usageMetadata"],
    cached_input: CachedInput::IncludedUnlessRefuted,
    units: "times are UTC; there is no cost",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_qwen_code),
};

/// Cline and Roo Code: the messages of a task as their window shows them.
pub const CLINE: Format = Format {
    key: "cline",
    name: tr_noop!("Cline and Roo Code tasks (ui_messages.json)"),
    fingerprints: &[&["ts", "type", "say"]],
    wrappers: &[],
    nested: &["text"],
    cached_input: CachedInput::ExcludedUnlessRefuted,
    units: "times are UTC; amounts are US dollars, as the assistant reckons them from list prices",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_cline),
};

/// Pi, and what is built on it: a line a message.
pub const PI: Format = Format {
    key: "pi",
    name: tr_noop!("Pi sessions"),
    fingerprints: &[
        &["id", "parentId", "timestamp", "message.usage"],
        &["id", "parentId", "timestamp", "message.role"],
    ],
    wrappers: &[],
    nested: &["message"],
    cached_input: CachedInput::ExcludedUnlessRefuted,
    units: "times are UTC; amounts are US dollars, as Pi reckons them from list prices",
    is_ordered: true,
    row_limits: &[],
    reader: || {
        let mut session = None;
        Box::new(move |fields: Fields<'_>, entries: &mut Entries| read_pi(fields, entries, &mut session))
    },
};

fn priced(field: Field<'_>) -> Result<Option<Cost>, Skip> {
    Ok(field.number()?.filter(|cost| 0.0 < *cost).and_then(Cost::dollars))
}

fn read_opencode(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if fields.get("role").text().as_deref() != Some("assistant") {
        return Err(Skip::OtherKind);
    }
    let tokens = fields.get("tokens").map().ok_or(Skip::MissingField)?;
    let tokens = Fields::of_map(&tokens);
    let cache = tokens.get("cache").map().map(Cow::into_owned).unwrap_or_default();
    let cache = Fields::of_map(&cache);
    let time = fields.get("time").map().ok_or(Skip::NoTime)?;
    let time = Fields::of_map(&time);
    let from = entries.instant_in(time.get("created"))?.ok_or(Skip::NoTime)?;
    let to = entries.instant_in(time.get("completed"))?.unwrap_or(from);
    let counts = StatedCounts {
        input: tokens.get("input").count()?,
        cache_read: cache.get("read").count()?,
        cache_write_5m: cache.get("write").count()?,
        output: tokens.get("output").count()?,
        reasoning: tokens.get("reasoning").count()?,
        total: tokens.get("total").count()?,
        ..StatedCounts::default()
    };
    let model = fields.get("model").map().map(Cow::into_owned).unwrap_or_default();
    let model = Fields::of_map(&model);
    let name = Some(fields.get("modelID")).filter(|field| !field.is_missing()).unwrap_or(model.get("modelID"));
    let provider =
        Some(fields.get("providerID")).filter(|field| !field.is_missing()).unwrap_or(model.get("providerID"));
    let session = fields.get("sessionID").text();
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: entries.name_in(provider),
        model: entries.name_in(name),
        calls: Some(1),
        tokens: counts.disjoint(OPENCODE.cached_input),
        cost: priced(fields.get("cost"))?,
        failed: Some(u64::from(!fields.get("error").is_missing())),
        key: fields.get("id").text().map(|id| hashed(&["message", &id])),
        request: session.map(|session| hashed(&["session", &session])),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

/// A session of Gemini CLI as far as it was read.
#[derive(Debug, Default)]
struct GeminiChat {
    session: Option<u64>,
    /// The last message: a line that updates it says no more than its identity.
    last: Option<(String, i64, Option<Name>)>,
}

fn read_gemini_cli(fields: Fields<'_>, entries: &mut Entries, chat: &mut GeminiChat) -> Result<(), Skip> {
    let session = [fields.inherited("sessionId"), fields.inherited("session_id")].into_iter().find_map(|id| id.text());
    chat.session = session.map(|session| hashed(&["session", &session])).or(chat.session);
    let kind = fields.get("type").text();
    if !matches!(kind.as_deref(), Some("gemini" | "assistant" | "model" | "message_update") | None) {
        return Err(Skip::OtherKind);
    }
    let tokens = fields.get("tokens").map().ok_or(Skip::OtherKind)?;
    let tokens = Fields::of_map(&tokens);
    let id = fields.get("id").text().map(Cow::into_owned);
    let before = chat.last.take().filter(|(last, ..)| Some(last) == id.as_ref());
    let at = entries.instant_in(fields.get("timestamp"))?.or(before.as_ref().map(|(_, at, _)| *at));
    let at = at.ok_or(Skip::NoTime)?;
    let model = entries.name_in(fields.get("model")).or(before.and_then(|(_, _, model)| model));
    chat.last = id.clone().map(|id| (id, at, model));
    let count = |name: &str| tokens.get(name).count();
    // What a tool answered is input beside the prompt, and thoughts are output beside the answer.
    let sum = |counts: [Option<f64>; 2]| counts.into_iter().flatten().reduce(|sum, count| sum + count.max(0.0));
    let counts = StatedCounts {
        input: sum([count("input")?, count("tool")?]),
        cache_read: count("cached")?,
        output: sum([count("output")?, count("thoughts")?]),
        reasoning: count("thoughts")?,
        ..StatedCounts::default()
    };
    let session = chat.session.unwrap_or(0).to_string();
    let record = UsageRecord {
        interval: Some(Interval::at(at)),
        provider: Some(entries.name("google")),
        model,
        calls: Some(1),
        tokens: counts.disjoint(GEMINI_CLI.cached_input),
        key: id.map(|id| hashed(&["message", &session, &id])),
        request: chat.session,
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

/// What a session of Copilot CLI came to when it was left, for each of its models. It goes on counting when the session does.
fn read_copilot(fields: Fields<'_>, entries: &mut Entries, session: &mut Option<u64>) -> Result<(), Skip> {
    let at = entries.instant_in(fields.inherited("timestamp"))?;
    let named = fields.get("sessionId").text().map(|id| hashed(&["session", &id]));
    *session = named.or(*session).or(at.map(|at| hashed(&["session", &at.to_string()])));
    let models = fields.get("modelMetrics").map().ok_or(Skip::OtherKind)?;
    let at = at.ok_or(Skip::NoTime)?;
    for (model, metrics) in models.iter() {
        let part = |name: &str| metrics.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
        let (usage, requests) = (part("usage"), part("requests"));
        let calls = Fields::of_map(&requests).get("count").count()?;
        let record = UsageRecord {
            interval: Some(Interval::at(at)),
            model: Some(entries.name(model)),
            calls: calls.filter(|calls| 0.0 <= *calls).map(|calls| calls as u64),
            tokens: NamedCounts::of_map(&usage)?.stated().disjoint(COPILOT_CLI.cached_input),
            key: session.map(|session| hashed(&["model", &session.to_string(), model])),
            request: *session,
            version: at,
            ..UsageRecord::default()
        };
        entries.usage(record);
    }
    Ok(())
}

fn read_qwen_code(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let usage = fields.get("usageMetadata").map().ok_or(Skip::OtherKind)?;
    let at = entries.instant_in(fields.get("timestamp"))?.ok_or(Skip::NoTime)?;
    let record = UsageRecord {
        interval: Some(Interval::at(at)),
        model: entries.name_in(fields.get("model")),
        calls: Some(1),
        tokens: NamedCounts::of_map(&usage)?.stated().disjoint(QWEN_CODE.cached_input),
        key: fields.get("uuid").text().map(|id| hashed(&["message", &id])),
        request: fields.get("sessionId").text().map(|session| hashed(&["session", &session])),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

fn read_cline(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if !matches!(fields.get("say").text().as_deref(), Some("api_req_started" | "deleted_api_reqs")) {
        return Err(Skip::OtherKind);
    }
    let said = fields.get("text").map().ok_or(Skip::OtherKind)?;
    let said = Fields::of_map(&said);
    if said.get("tokensIn").is_missing() && said.get("tokensOut").is_missing() {
        // It was broken off before it used anything.
        return Err(Skip::OtherKind);
    }
    let at = entries.instant_in(fields.get("ts"))?.ok_or(Skip::NoTime)?;
    let counts = StatedCounts {
        input: said.get("tokensIn").count()?,
        cache_read: said.get("cacheReads").count()?,
        cache_write_5m: said.get("cacheWrites").count()?,
        output: said.get("tokensOut").count()?,
        ..StatedCounts::default()
    };
    let record = UsageRecord {
        interval: Some(Interval::at(at)),
        model: entries.name_in(said.first(&["model", "modelId"])),
        // Requests that were deleted from a task are one sum.
        calls: (fields.get("say").text().as_deref() == Some("api_req_started")).then_some(1),
        tokens: counts.disjoint(CLINE.cached_input),
        cost: priced(said.first(&["cost", "totalCost"]))?,
        failed: Some(u64::from(!said.get("streamingFailedMessage").is_missing())),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

fn read_pi(fields: Fields<'_>, entries: &mut Entries, session: &mut Option<u64>) -> Result<(), Skip> {
    if fields.get("type").text().as_deref() == Some("session") {
        *session = fields.get("id").text().map(|id| hashed(&["session", &id]));
        return Err(Skip::OtherKind);
    }
    let message = fields.get("message").map().ok_or(Skip::OtherKind)?;
    let message = Fields::of_map(&message);
    let usage = message.get("usage").map().ok_or(Skip::OtherKind)?;
    let usage = Fields::of_map(&usage);
    let at = entries.instant_in(fields.get("timestamp"))?;
    let at = at.or(entries.instant_in(message.get("timestamp"))?).ok_or(Skip::NoTime)?;
    let cost = usage.get("cost").map().map(Cow::into_owned).unwrap_or_default();
    let counts = StatedCounts {
        input: usage.get("input").count()?,
        cache_read: usage.get("cacheRead").count()?,
        cache_write_5m: usage.get("cacheWrite").count()?,
        output: usage.get("output").count()?,
        reasoning: usage.get("reasoning").count()?,
        total: usage.get("totalTokens").count()?,
        ..StatedCounts::default()
    };
    let id = fields.get("id").text();
    let at_text = at.to_string();
    let record = UsageRecord {
        interval: Some(Interval::at(at)),
        provider: entries.name_in(message.get("provider")),
        model: entries.name_in(message.first(&["responseModel", "model"])),
        calls: Some(1),
        tokens: counts.disjoint(PI.cached_input),
        cost: priced(Fields::of_map(&cost).get("total"))?,
        failed: Some(u64::from(message.get("stopReason").text().as_deref() == Some("error"))),
        // A forked session copies the lines before it, with their times.
        key: id.map(|id| hashed(&["message", &id, &at_text])),
        request: *session,
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}
