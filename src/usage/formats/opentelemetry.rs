//! OpenTelemetry: spans of calls of models, with the names of the conventions for generative AI and of those before and
//! beside them (OpenLIT, Traceloop, OpenInference, the AI SDK, Genkit, MLflow), wherever they were exported to: OTLP as JSON
//! in documents and lines, spans alone, Jaeger, Zipkin, Phoenix, and the tables of ClickHouse.
//!
//! A framework's span and the provider's span inside it are one call, and `invoke_agent` holds the sum of the calls inside
//! it. So every span is a record, also one of a database: it says whose child another is.

use std::borrow::Cow;

use super::span_attributes::{Attributes, BELOW};
use super::span_ids::{Ids, has_parents};
use super::span_times::{END, START, duration, instant};
use crate::language::tr_noop;
use crate::usage::cached_input::CachedInput;
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Interval, Score, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// Spans, and the events of calls that coding agents log.
pub const OPENTELEMETRY: Format = Format {
    key: "opentelemetry",
    name: tr_noop!("OpenTelemetry traces of models (OTLP JSON, spans, Phoenix, Jaeger, ClickHouse)"),
    fingerprints: &[
        &["traceId", "spanId", "startTimeUnixNano"],
        &["trace_id", "span_id", "start_time_unix_nano"],
        &["TraceId", "SpanId", "SpanAttributes"],
        &["TraceId", "SpanId", "ParentSpanId"],
        &["Timestamp", "TraceId", "SpanAttributes"],
        &["trace_id", "span_id", "span_attributes"],
        &["context.trace_id", "context.span_id", "start_time"],
        &["context.trace_id", "start_time", "span_kind"],
        &["spanContext.traceId", "attributes", "startTime"],
        &["_spanContext.traceId", "attributes", "startTime"],
        &["traceId", "spanId", "attributes"],
        &["trace_id", "span_id", "attributes"],
        &["trace_id", "span_id", "attributes_number"],
        &["traceID", "spanID", "tags"],
        &["traceId", "id", "timestamp", "tags"],
        &["spanId", "startTime", "labels"],
        &["timestamp", "operation_Id", "customDimensions"],
        &["span_id", "trace_rowid", "attributes"],
        &["span_id", "parent_id", "llm_token_count_prompt"],
        &["gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens"],
        &["gen_ai.usage.prompt_tokens", "gen_ai.usage.completion_tokens"],
        &["llm.token_count.prompt", "llm.token_count.completion"],
        &["attributes.llm.token_count.prompt", "attributes.llm.token_count.completion"],
        &["SpanAttributes['gen_ai.usage.input_tokens']"],
        &["timeUnixNano", "attributes", "body"],
        &["observedTimeUnixNano", "attributes", "body"],
    ],
    wrappers: &[
        "resourceSpans",
        "resource_spans",
        "scopeSpans",
        "scope_spans",
        "instrumentationLibrarySpans",
        "instrumentation_library_spans",
        "spans",
        "batches",
        "trace",
        "data",
        "resourceLogs",
        "resource_logs",
        "scopeLogs",
        "scope_logs",
        "logRecords",
        "log_records",
    ],
    nested: &NESTED,
    cached_input: CachedInput::IncludedUnlessRefuted,
    units: "times without an offset are UTC; amounts are US dollars, as the instrumentation reckoned them; a trace may be a \
            sample of all calls",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

/// What stands beside the attributes and is looked into.
const BESIDE: [&str; 18] = [
    "body",
    "context",
    "events",
    "parentSpanContext",
    "references",
    "spanContext",
    "_spanContext",
    "status",
    "traceId",
    "trace_id",
    "spanId",
    "span_id",
    "parentSpanId",
    "parent_span_id",
    "startTimeUnixNano",
    "start_time_unix_nano",
    "endTimeUnixNano",
    "end_time_unix_nano",
];

const NESTED: [&str; BELOW.len() + BESIDE.len()] = {
    let mut names = [""; BELOW.len() + BESIDE.len()];
    let (below, beside) = names.split_at_mut(BELOW.len());
    below.copy_from_slice(&BELOW);
    beside.copy_from_slice(&BESIDE);
    names
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let ids = Ids::of(fields);
    let is_metric = fields.has("resourceMetrics") || fields.has("resource_metrics");
    if is_metric || fields.is_wrapping() && ids.span.is_none() {
        return Err(Skip::OtherKind);
    }
    let attributes = Attributes::of(fields);
    let is_log = fields.has("body") || fields.has("Body") || fields.has("observedTimeUnixNano");
    if is_log {
        return read_log(fields, &attributes, &ids, entries);
    }
    let (start, end) = (instant(fields, &START, entries)?, instant(fields, &END, entries)?);
    let from = start.or(end).ok_or(if fields.is_blank() { Skip::Blank } else { Skip::NoTime })?;
    let to = match end {
        Some(end) => end,
        None => from.saturating_add(duration(fields)?),
    };
    let kind = Kind::of(fields, &attributes);
    if kind != Kind::Call && (ids.span.is_none() || kind == Kind::Step && !has_parents(fields)) {
        // Nobody knows whether it holds the sum of others.
        return Err(Skip::OtherKind);
    }
    let (mut counts, rule) = attributes.counts()?;
    if is_embedding(&attributes) {
        counts.input = counts.input.or(counts.total);
    }
    let tokens = counts.disjoint(rule);
    let is_failed = is_failed(fields, &attributes);
    let cost = attributes.cost()?;
    // A total alone says that there was a call, and not what of it was input.
    let has_said = 0 < tokens.sum() || cost.is_some() || counts.total.is_some_and(|total| 0.0 < total);
    let is_silent = !has_said && !is_failed;
    entries.silent_calls += u64::from(kind == Kind::Call && is_silent);
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: provider(&attributes).map(|provider| entries.name(&provider.to_lowercase())),
        model: entries.name_in(attributes.first(&MODEL)),
        // How many calls a step holds that says their sum is not known.
        calls: (kind != Kind::Step).then_some(1),
        is_step: kind == Kind::Step || is_silent || !has_said && kind == Kind::Unknown,
        tokens,
        tier: entries.name_in(attributes.first(&TIER)),
        cost,
        failed: (kind != Kind::Step).then_some(u64::from(is_failed)),
        key: ids.key(),
        parent: ids.parent(),
        request: ids.request(),
        user: attributes.first(&USER).text().map(|user| hashed(&["user", &user])),
        ..UsageRecord::default()
    };
    entries.usage(record);
    for (place, event) in fields.get("events").list().iter().flat_map(|list| list.iter()).enumerate() {
        if let Some(event) = event.as_object() {
            read_score(&Attributes::of(Fields::of_map(event)), &ids, place, entries)?;
        }
    }
    read_score(&attributes, &ids, usize::MAX, entries)
}

/// An event of a log says what a call used where a coding agent wrote it, or a library that keeps usage out of its spans. If
/// it belongs to a span that says the same, it is what is inside it, and counts in its place.
fn read_log(fields: Fields<'_>, attributes: &Attributes, ids: &Ids, entries: &mut Entries) -> Result<(), Skip> {
    let event = attributes.first(&["event.name"]).text();
    let body = fields.first(&["body", "Body"]);
    let said = body.map().and_then(|map| Some(map.get("stringValue")?.as_str()?.to_owned()));
    let event = event.map(Cow::into_owned).or(said).or_else(|| body.text().map(Cow::into_owned)).unwrap_or_default();
    let is_error = event.ends_with("api_error");
    let (counts, rule) = attributes.counts()?;
    // Claude Code counts what was cached beside the input.
    let rule = if event.ends_with("api_request") { CachedInput::Excluded } else { rule };
    let tokens = counts.disjoint(rule);
    if tokens.sum() == 0 && !is_error {
        return read_score(attributes, ids, usize::MAX, entries);
    }
    let at = instant(
        fields,
        &["timeUnixNano", "time_unix_nano", "Timestamp", "timestamp", "observedTimeUnixNano"],
        entries,
    )?;
    let at = at.ok_or(Skip::NoTime)?;
    let session = attributes.first(&["session.id", "conversation.id", "gen_ai.conversation.id"]).text();
    let sequence = attributes.first(&["event.sequence", "prompt_id", "request_id"]).text().unwrap_or_default();
    let session_key = session.as_deref().unwrap_or_default();
    let at_text = at.to_string();
    let counted = format!("{counts:?}");
    let record = UsageRecord {
        interval: Some(Interval::at(at)),
        provider: provider(attributes).map(|provider| entries.name(&provider.to_lowercase())),
        model: entries.name_in(attributes.first(&MODEL)),
        calls: Some(1),
        tokens,
        cost: attributes.cost()?,
        failed: Some(u64::from(is_error)),
        key: Some(hashed(&["event", session_key, &sequence, &at_text, &counted])),
        parent: ids.key(),
        request: ids.request().or_else(|| session.as_deref().map(|session| hashed(&["session", session]))),
        user: attributes.first(&USER).text().map(|user| hashed(&["user", &user])),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

fn read_score(attributes: &Attributes, ids: &Ids, place: usize, entries: &mut Entries) -> Result<(), Skip> {
    let Some(name) = attributes.first(&["gen_ai.evaluation.name"]).text() else { return Ok(()) };
    let Some(value) = attributes.first(&["gen_ai.evaluation.score.value"]).number()? else { return Ok(()) };
    let parts = [ids.trace.as_deref(), ids.span.as_deref()].map(Option::unwrap_or_default);
    let key = ids.span.is_some().then(|| hashed(&["score", parts[0], parts[1], &name, &place.to_string()]));
    let name = entries.name(&name);
    entries.score(Score { name, value, key });
    Ok(())
}

fn is_embedding(attributes: &Attributes) -> bool {
    EMBEDDINGS
        .iter()
        .any(|name| attributes.first(&[name]).text().is_some_and(|kind| kind.to_lowercase().starts_with("embed")))
}

/// Which model.
pub(in crate::usage) const MODEL: [&str; 12] = [
    "gen_ai.response.model",
    "gen_ai.request.model",
    "llm.response.model",
    "llm.model_name",
    "llm.request.model",
    "ai.response.model",
    "ai.model.id",
    "embedding.model_name",
    "langfuse.observation.model.name",
    "genkit:name",
    "model",
    "model_name",
];

/// In which service tier.
pub(in crate::usage) const TIER: [&str; 4] = [
    "gen_ai.openai.response.service_tier",
    "openai.response.service_tier",
    "gen_ai.response.service_tier",
    "gen_ai.usage.service_tier",
];

/// For whom.
pub(in crate::usage) const USER: [&str; 8] = [
    "user.id",
    "enduser.id",
    "gen_ai.user.id",
    "user.account_uuid",
    "langfuse.user.id",
    "ai.telemetry.metadata.userId",
    "traceloop.association.properties.user_id",
    "gen_ai.request.user",
];

/// Who ran it.
pub(in crate::usage) const PROVIDER: [&str; 6] =
    ["gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system", "ai.model.provider", "llm.vendor"];

fn provider<'a>(attributes: &'a Attributes) -> Option<Cow<'a, str>> {
    attributes.first(&PROVIDER).text()
}

/// What says whether a span is a call.
pub(in crate::usage) const KINDS: [&str; 7] = [
    "openinference.span.kind",
    "traceloop.span.kind",
    "gen_ai.operation.name",
    "llm.request.type",
    "langfuse.observation.type",
    "mlflow.spanType",
    "genkit:metadata:subtype",
];

/// What it says of a call.
pub(in crate::usage) const CALLS: [&str; 14] = [
    "llm",
    "embedding",
    "embeddings",
    "chat",
    "completion",
    "text_completion",
    "generate_content",
    "generation",
    "chat_model",
    "model",
    "rerank",
    "reranker",
    "responses",
    "image_generation",
];

/// What it says of a step between calls.
pub(in crate::usage) const STEPS: [&str; 18] = [
    "agent",
    "chain",
    "tool",
    "retriever",
    "retrieval",
    "guardrail",
    "evaluator",
    "workflow",
    "task",
    "span",
    "flow",
    "parser",
    "invoke_agent",
    "create_agent",
    "execute_tool",
    "invoke_workflow",
    "plan",
    "prompt",
];

/// The AI SDK's spans around all calls of a function.
pub(in crate::usage) const OUTER_CALLS: [&str; 6] =
    ["ai.generateText", "ai.streamText", "ai.generateObject", "ai.streamObject", "ai.embed", "ai.embedMany"];

/// What says that a call is one of an embedding.
pub(in crate::usage) const EMBEDDINGS: [&str; 3] =
    ["gen_ai.operation.name", "openinference.span.kind", "llm.request.type"];

/// What a span stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A call of a model.
    Call,
    /// A step between calls: an agent, a tool, a chain.
    Step,
    /// It does not say; it is a call if it used something.
    Unknown,
}

impl Kind {
    fn of(fields: Fields<'_>, attributes: &Attributes) -> Self {
        let name = attributes.first(&["ai.operationId", "operation.name"]).text();
        let name = name.or_else(|| fields.first(&["name", "Name", "SpanName", "operationName"]).text());
        if name.as_deref().and_then(|name| name.split(' ').next()).is_some_and(is_inner_call) {
            return Self::Call;
        }
        let column = fields.first(&["span_kind", "span_type"]).text();
        let said = KINDS.iter().filter_map(|name| attributes.first(&[name]).text()).chain(column);
        let mut kind = Self::Unknown;
        for said in said {
            let said = said.trim_matches('"').to_ascii_lowercase();
            if CALLS.contains(&said.as_str()) {
                return Self::Call;
            }
            if STEPS.contains(&said.as_str()) {
                kind = Self::Step;
            }
        }
        let is_outer = |name: &str| name.starts_with("invoke_agent") || is_outer_call(name);
        if name.as_deref().is_some_and(is_outer) { Self::Step } else { kind }
    }
}

/// The AI SDK's span around one call of a model.
fn is_inner_call(name: &str) -> bool {
    name.starts_with("ai.") && [".doGenerate", ".doStream", ".doEmbed"].iter().any(|end| name.ends_with(end))
}

fn is_outer_call(name: &str) -> bool {
    OUTER_CALLS.contains(&name.split(' ').next().unwrap_or(name))
}

fn is_failed(fields: Fields<'_>, attributes: &Attributes) -> bool {
    let status = fields.get("status").map();
    let status = status.as_deref().map(Fields::of_map);
    let code = match status {
        Some(status) => status.first(&["code", "status_code", "statusCode"]).text().map(Cow::into_owned),
        None => {
            let names = ["StatusCode", "status_code", "statusCode", "status.code", "status.status_code", "status"];
            fields.first(&names).text().map(Cow::into_owned)
        }
    };
    let code = code.unwrap_or_default().to_ascii_uppercase();
    // OTLP's code of an error is 2.
    let is_error = code.ends_with("ERROR") || code == "2";
    let is_error = is_error || attributes.first(&["otel.status_code"]).text().as_deref() == Some("ERROR");
    let is_marked = attributes.first(&["error"]).flag() == Some(true)
        || ["has_error", "is_exception"].iter().any(|name| fields.get(name).flag() == Some(true))
        || fields.has("customDimensions") && fields.get("success").flag() == Some(false);
    is_error || is_marked || !attributes.first(&["error.type"]).is_missing()
}
