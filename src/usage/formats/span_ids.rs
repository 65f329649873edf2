//! Which span of which trace, and inside which, in every form in which exporters write identities.

use serde_json::Value;

use crate::usage::fields::{Field, Fields};
use crate::usage::record::hashed;

const TRACE: [&str; 8] =
    ["traceId", "trace_id", "TraceId", "traceID", "context.trace_id", "trace.trace_id", "trace_rowid", "operation_Id"];

const PARENT: [&str; 8] = [
    "parentSpanId",
    "parent_span_id",
    "ParentSpanId",
    "parentSpanID",
    "parentId",
    "parent_id",
    "trace.parent_id",
    "operation_ParentId",
];

/// Which span of which trace, and inside which.
#[derive(Debug, Default)]
pub struct Ids {
    /// The trace.
    pub trace: Option<String>,
    /// The span.
    pub span: Option<String>,
    parent: Option<String>,
}

impl Ids {
    /// Those of a span or an event.
    pub fn of(fields: Fields<'_>) -> Self {
        let names = ["context", "spanContext", "_spanContext"];
        let context = fields.first(&names).map();
        let context = context.as_deref().map(Fields::of_map);
        let inner = |names: &[&str]| context.and_then(|context| id(context.first(names)));
        let own = |names: &[&str]| id(fields.first(names));
        let trace = own(&TRACE).or_else(|| id(fields.inherited("traceId")));
        let span = own(&["spanId", "span_id", "SpanId", "spanID", "context.span_id", "trace.span_id"]);
        let around = own(&PARENT);
        let parent_context = fields.first(&["parentSpanContext", "parent_span_context"]).map();
        let parent_context = parent_context.as_deref().map(Fields::of_map);
        let names = ["spanId", "span_id"];
        let around = around.or_else(|| parent_context.and_then(|context| id(context.first(&names))));
        Self {
            trace: trace.or_else(|| inner(&["traceId", "trace_id"])),
            // Zipkin and the SDK for JavaScript call it no more than an id.
            span: span.or_else(|| inner(&["spanId", "span_id"])).or_else(|| {
                let is_span = ["tags", "attributes", "customDimensions"].iter().any(|name| fields.has(name));
                if is_span { own(&["id"]) } else { None }
            }),
            parent: around.or_else(|| {
                let references = fields.get("references").list()?;
                let child_of =
                    |reference: &&Value| reference.get("refType").and_then(Value::as_str) != Some("FOLLOWS_FROM");
                let reference = references.iter().find(child_of)?;
                id(Field::Json(reference.get("spanID")?))
            }),
        }
    }

    fn in_trace(&self, id: Option<&str>) -> Option<u64> {
        Some(hashed(&["span", self.trace.as_deref().unwrap_or_default(), id?]))
    }

    /// What tells it from every other span.
    pub fn key(&self) -> Option<u64> {
        self.in_trace(self.span.as_deref())
    }

    /// The key of the span that it is inside.
    pub fn parent(&self) -> Option<u64> {
        self.in_trace(self.parent.as_deref())
    }

    /// The trace, as a request.
    pub fn request(&self) -> Option<u64> {
        self.trace.as_deref().map(|trace| hashed(&["trace", trace]))
    }
}

/// An identifier: as hexadecimal digits in either case, with or without `0x`, as Base64, or as a list of bytes. One of
/// nothing but zeros is none.
fn id(field: Field<'_>) -> Option<String> {
    if let Some(map) = field.map() {
        let bytes =
            map.get("data")?.as_array()?.iter().map(|byte| byte.as_u64().and_then(|byte| u8::try_from(byte).ok()));
        let bytes: Option<Vec<u8>> = bytes.collect();
        return unless_zero(bytes?.iter().map(|byte| format!("{byte:02x}")).collect());
    }
    let text = field.text()?;
    let text = text.strip_prefix("0x").unwrap_or(&text);
    let is_hexadecimal = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hexadecimal {
        return unless_zero(text.to_ascii_lowercase());
    }
    if text.ends_with('=') && text.bytes().all(|byte| matches!(byte, b'A' | b'=')) {
        return None;
    }
    Some(text.to_owned())
}

fn unless_zero(id: String) -> Option<String> {
    id.bytes().any(|byte| byte != b'0').then_some(id)
}

/// Whether the table that a row is of says which span is inside which; spans that are not rows leave it out where there is
/// none.
pub fn has_parents(fields: Fields<'_>) -> bool {
    let is_row = ["TraceId", "context.trace_id", "trace.trace_id"].iter().any(|name| fields.has(name));
    !is_row || PARENT.iter().any(|name| fields.has(name))
}
