//! Amazon Bedrock: the log of model invocations, as it stands in S3 (lines of JSON, packed with gzip) and as CloudWatch gives
//! it back, where each record is a text in an event.
//!
//! What was read from and written to caches stands beside the count of input, in the input's record or at the top. The body
//! of a streamed answer holds further counts of the same tokens, which only fill in what the record lacks. A call that failed
//! says an error and no tokens.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::named_counts::NamedCounts;
use crate::language::tr_noop;
use crate::usage::cached_input::CachedInput;
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Interval, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// Model invocations.
pub const BEDROCK: Format = Format {
    key: "bedrock",
    name: tr_noop!("Amazon Bedrock model invocation logs"),
    fingerprints: &[
        &["schemaType", "modelId", "input"],
        &["timestamp", "modelId", "requestId", "operation"],
        &["modelId", "input.inputTokenCount", "output.outputTokenCount"],
        &["timestamp", "message.modelId"],
        &["@timestamp", "@message"],
    ],
    wrappers: &["events"],
    nested: &["input", "output", "message", "requestMetadata"],
    cached_input: CachedInput::ExcludedUnlessRefuted,
    units: "times are UTC; there is no cost",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if fields.has("modelId") {
        return read_record(fields, fields, entries);
    }
    let event = fields.first(&["message", "@message"]).map().ok_or(Skip::OtherKind)?;
    let record = Fields::of_map(&event);
    if record.has("modelId") { read_record(record, fields, entries) } else { Err(Skip::OtherKind) }
}

/// Reads a record, which may stand in an event.
fn read_record(fields: Fields<'_>, event: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let at = entries.instant_in(fields.first(&["timestamp", "@timestamp"]))?;
    let at = match at {
        Some(at) => at,
        None => entries.instant_in(event.first(&["timestamp", "@timestamp"]))?.ok_or(Skip::NoTime)?,
    };
    let is_failed = !fields.first(&["errorCode", "error"]).is_missing();
    let mut counts = NamedCounts::default();
    let half = |name: &str| fields.get(name).map().map(Cow::into_owned).unwrap_or_default();
    let (input, output) = (half("input"), half("output"));
    for place in [fields, Fields::of_map(&input), Fields::of_map(&output)] {
        for name in COUNTS {
            counts.take(name, place.get(name))?;
        }
    }
    for name in fields.names().filter(|name| name.contains("TokenCount") && name.contains('.')) {
        counts.take(name, fields.get(name))?;
    }
    let counts = counts.or(body_counts(output.get("outputBodyJson"))?);
    let tokens = counts.stated().disjoint(BEDROCK.cached_input);
    let is_silent = tokens.sum() == 0 && !is_failed;
    entries.silent_calls += u64::from(is_silent);
    let record = UsageRecord {
        interval: Some(Interval::at(at)),
        provider: Some(entries.name("bedrock")),
        model: entries.name_in(fields.get("modelId")),
        calls: Some(1),
        is_step: is_silent,
        tokens,
        tier: entries.name_in(fields.get("serviceTier")),
        failed: Some(u64::from(is_failed)),
        key: fields.get("requestId").text().map(|id| hashed(&["request", &id])),
        request: session(fields).map(|session| hashed(&["session", &session])),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

/// What the caller says it belongs to.
fn session(fields: Fields<'_>) -> Option<String> {
    const NAMES: [&str; 7] =
        ["session", "session_id", "sessionId", "trace_id", "traceId", "conversation_id", "conversationId"];
    let metadata = fields.get("requestMetadata").map()?;
    Fields::of_map(&metadata).first(&NAMES).text().map(Cow::into_owned)
}

const COUNTS: [&str; 5] = [
    "inputTokenCount",
    "outputTokenCount",
    "cacheReadInputTokenCount",
    "cacheWriteInputTokenCount",
    "cacheCreationInputTokenCount",
];

/// The counts in the body of an answer, or in the pieces in which it streamed: only what was cached, reasoning and the total,
/// and of names that several pieces have the largest.
fn body_counts(body: Option<&Value>) -> Result<NamedCounts, Skip> {
    let mut counts = NamedCounts::default();
    let pieces: &[Value] = match body {
        Some(Value::Array(pieces)) => pieces,
        Some(body) => std::slice::from_ref(body),
        None => &[],
    };
    let usages = pieces.iter().flat_map(|piece| {
        let inner = |name: &str| piece.get(name).and_then(|inner| inner.get("usage"));
        [piece.get("usage"), inner("message"), inner("metadata")]
    });
    for usage in usages.flatten().filter_map(Value::as_object) {
        let is_asked = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.contains("cache") || name.contains("total") || name.ends_with("details")
        };
        let some: Map<String, Value> = usage
            .iter()
            .filter(|(name, _)| is_asked(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        counts.take_all_of(&some)?;
    }
    Ok(counts)
}
