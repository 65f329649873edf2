//! Langfuse: a downloaded trace, exported observations, traces and scores (CSV, JSON, JSON lines), and the parts that it
//! writes to blob storage with their manifest. Fields are in camel case or in snake case, whichever way they came out.
//!
//! Usage is a map of buckets. Current versions write buckets that do not overlap, older ones and instrumentations write
//! details of `input` and `output` into the same map; their sum beside `total` tells which.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Interval, Score, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// Observations, traces and scores.
pub const LANGFUSE: Format = Format {
    key: "langfuse",
    name: tr_noop!("Langfuse observations, traces and scores"),
    fingerprints: &[
        &["traceId", "startTime", "type", "parentObservationId"],
        &["trace_id", "start_time", "type", "parent_observation_id"],
        &["traceId", "startTime", "usageDetails"],
        &["trace_id", "start_time", "usage_details"],
        &["timestamp", "bookmarked", "public", "sessionId"],
        &["timestamp", "bookmarked", "public", "session_id"],
        &["traceId", "observationId", "dataType", "value"],
        &["trace_id", "observation_id", "data_type", "value"],
        &["key", "table", "format", "rowCount"],
    ],
    wrappers: &["trace", "traces", "observations", "scores", "data", "files"],
    nested: &["usageDetails", "usage_details", "costDetails", "cost_details", "usage"],
    cached_input: CachedInput::ExcludedUnlessRefuted,
    units: "times without an offset are UTC; amounts are US dollars",
    is_ordered: false,
    // Those of its exports, now and before 2025.
    row_limits: &[50_000, 1_000_000, 1_500_000],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if fields.has("rowCount") && fields.has("table") {
        entries.expect_rows(fields.get("rowCount").count()?.unwrap_or(0.0) as u64);
        return Ok(());
    }
    if fields.has("dataType") || fields.has("data_type") {
        return read_score(fields, entries);
    }
    let Some(trace) = fields.first(&["traceId", "trace_id"]).text() else { return read_trace(fields, entries) };
    if !fields.has("startTime") && !fields.has("start_time") {
        return Err(Skip::OtherKind);
    }
    read_observation(fields, &trace, entries)
}

/// A trace says for whom it was; everything else is in its observations.
fn read_trace(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if !fields.has("timestamp") {
        return Err(Skip::OtherKind);
    }
    if let Some(user) = fields.first(&["userId", "user_id"]).text() {
        entries.user(hashed(&["user", &user]));
    }
    Ok(())
}

fn read_score(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let kind = fields.first(&["dataType", "data_type"]).text().unwrap_or_default();
    if !matches!(&*kind, "NUMERIC" | "BOOLEAN" | "") {
        return Err(Skip::OtherKind);
    }
    let name = fields.get("name").text().ok_or(Skip::MissingField)?;
    let value = fields.get("value").number()?.ok_or(Skip::MissingField)?;
    let key = fields.get("id").text().map(|id| hashed(&["score", &id]));
    let name = entries.name(&name);
    entries.score(Score { name, value, key });
    Ok(())
}

fn read_observation(fields: Fields<'_>, trace: &str, entries: &mut Entries) -> Result<(), Skip> {
    let from = entries.instant_in(fields.first(&["startTime", "start_time"]))?.ok_or(Skip::NoTime)?;
    let to = entries.instant_in(fields.first(&["endTime", "end_time"]))?.unwrap_or(from);
    let kind = fields.get("type").text().unwrap_or(Cow::Borrowed("GENERATION"));
    let id = fields.first(&["id", "span_id", "spanId"]).text();
    let of_trace = |id: Cow<'_, str>| hashed(&["observation", trace, &id]);
    let parent =
        fields.first(&["parentObservationId", "parent_observation_id", "parent_span_id", "parentSpanId"]).text();
    let level = fields.get("level").text();
    let usage = fields.first(&["usageDetails", "usage_details", "usage"]).map();
    let tokens = counts(fields, usage.as_deref())?.disjoint(LANGFUSE.cached_input);
    let cost = cost(fields)?;
    let is_call = matches!(&*kind, "GENERATION" | "EMBEDDING");
    // Frameworks write observations of a call's begin and end; those that say nothing are no calls, unless they failed.
    let is_silent = tokens.sum() == 0 && cost.is_none() && level.as_deref() != Some("ERROR");
    entries.silent_calls += u64::from(is_call && is_silent);
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        model: entries.name_in(fields.first(&["model", "providedModelName", "provided_model_name"])),
        calls: Some(1),
        is_step: !is_call || is_silent,
        tokens,
        cost,
        failed: level.map(|level| u64::from(level == "ERROR")),
        key: id.clone().map(of_trace),
        parent: parent.map(of_trace),
        request: Some(hashed(&["trace", trace])),
        user: fields.first(&["userId", "user_id"]).text().map(|user| hashed(&["user", &user])),
        version: entries.instant_in(fields.first(&["event_ts", "updatedAt", "updated_at"]))?.unwrap_or(0),
        is_deleted: fields.first(&["isDeleted", "is_deleted"]).flag().unwrap_or(false),
        ..UsageRecord::default()
    };
    entries.usage(record);
    read_score_columns(fields, id.as_deref().unwrap_or_default(), trace, entries);
    Ok(())
}

/// An export has a column for each score, with a list of its values.
fn read_score_columns(fields: Fields<'_>, id: &str, trace: &str, entries: &mut Entries) {
    /// Columns that hold lists of something else.
    const OTHERS: [&str; 13] = [
        "comments",
        "input",
        "metadata",
        "output",
        "tags",
        "tool_call_names",
        "tool_calls",
        "tool_definitions",
        "toolCallNames",
        "toolCalls",
        "toolDefinitions",
        "trace_tags",
        "traceTags",
    ];
    for name in fields.names().filter(|name| !OTHERS.contains(name)) {
        let Some(list) = fields.get(name).list() else { continue };
        let values = list.iter().filter_map(|value| value.as_f64().or_else(|| value.as_bool().map(f64::from)));
        for (place, value) in values.enumerate() {
            let key = Some(hashed(&["column", trace, id, name, &place.to_string()]));
            let name = entries.name(name);
            entries.score(Score { name, value, key });
        }
    }
}

/// What counts input written to caches, for a time that is not said, in a map of usage.
pub(in crate::usage) const CACHE_WRITE: [&str; 6] = [
    "input_cache_creation",
    "input_cache_write",
    "cache_creation_input_tokens",
    "input_cache_creation_tokens",
    "input_cache_write_tokens",
    "prompt_details.cache_creation",
];

/// What counts input written for minutes.
pub(in crate::usage) const CACHE_WRITE_5M: [&str; 2] = ["input_cache_creation_5m", "ephemeral_5m_input_tokens"];

/// What counts input written for an hour.
pub(in crate::usage) const CACHE_WRITE_1H: [&str; 2] = ["input_cache_creation_1h", "ephemeral_1h_input_tokens"];

/// What counts output.
pub(in crate::usage) const OUTPUT: [&str; 4] = ["output", "output_tokens", "completion_tokens", "completionTokens"];

/// What counts input.
pub(in crate::usage) const INPUT: [&str; 4] = ["input", "input_tokens", "prompt_tokens", "promptTokens"];

/// What counts input read from caches.
pub(in crate::usage) const CACHE_READ: [&str; 7] = [
    "input_cached_tokens",
    "input_cache_read",
    "cache_read_input_tokens",
    "prompt_details.cache_read",
    "prompt_details.cached_tokens",
    "input_cache_read_tokens",
    "input_cached",
];

/// What counts input of other kinds than text.
pub(in crate::usage) const OTHER_INPUT: [&str; 3] = ["input_audio_tokens", "input_audio", "prompt_details.audio"];

/// What counts reasoning.
pub(in crate::usage) const REASONING: [&str; 3] =
    ["output_reasoning_tokens", "output_reasoning", "completion_details.reasoning"];

/// What counts output of other kinds than text.
pub(in crate::usage) const OTHER_OUTPUT: [&str; 3] =
    ["output_audio_tokens", "output_audio", "completion_details.audio"];

/// What counts input and output.
pub(in crate::usage) const TOTAL: [&str; 3] = ["total", "total_tokens", "totalTokens"];

fn counts(fields: Fields<'_>, usage: Option<&Map<String, Value>>) -> Result<StatedCounts, Skip> {
    let Some(usage) = usage.map(Fields::of_map).filter(|usage| usage.names().next().is_some()) else {
        return plain_counts(fields);
    };
    if usage.get("unit").text().is_some_and(|unit| unit != "TOKENS") {
        return Ok(StatedCounts::default());
    }
    let count = |names: &[&str]| usage.first(names).count();
    let write = count(&CACHE_WRITE)?;
    let write_5m = count(&CACHE_WRITE_5M)?;
    let write_1h = count(&CACHE_WRITE_1H)?;
    let output = count(&OUTPUT)?;
    let is_split = write_5m.is_some() || write_1h.is_some();
    Ok(StatedCounts {
        input: count(&INPUT)?,
        cache_read: count(&CACHE_READ)?,
        // The whole and its parts are the same tokens.
        cache_write_5m: if is_split { write_5m } else { write },
        cache_write_1h: write_1h,
        other_input: count(&OTHER_INPUT)?,
        output: output.or(plain_counts(fields)?.output),
        reasoning: count(&REASONING)?,
        other_output: count(&OTHER_OUTPUT)?,
        total: count(&TOTAL)?,
    })
}

/// The counts beside the map; zeros stand there for a record that says nothing.
fn plain_counts(fields: Fields<'_>) -> Result<StatedCounts, Skip> {
    let counts = StatedCounts {
        input: fields.first(&["inputUsage", "promptTokens", "input_usage"]).count()?,
        output: fields.first(&["outputUsage", "completionTokens", "output_usage"]).count()?,
        total: fields.first(&["totalUsage", "totalTokens", "total_usage"]).count()?,
        ..StatedCounts::default()
    };
    let is_said = [counts.input, counts.output, counts.total].into_iter().flatten().any(|count| 0.0 < count);
    Ok(if is_said { counts } else { StatedCounts::default() })
}

/// What it cost. A total of 0 without details is what Langfuse shows where it has no price.
fn cost(fields: Fields<'_>) -> Result<Option<Cost>, Skip> {
    let details = fields.first(&["costDetails", "cost_details"]).map();
    let details = details.as_deref().filter(|details| !details.is_empty());
    if let Some(details) = details.map(Fields::of_map) {
        if let Some(total) = details.get("total").number()? {
            return Ok(Cost::dollars(total));
        }
        let mut sum = 0.0;
        for name in details.names() {
            sum += details.get(name).number()?.unwrap_or(0.0);
        }
        return Ok(Cost::dollars(sum));
    }
    let total = fields.first(&["totalCost", "total_cost", "calculatedTotalCost"]).number()?;
    Ok(total.filter(|total| *total != 0.0).and_then(Cost::dollars))
}
