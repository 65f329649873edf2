//! The table `otel_traces` that OpenTelemetry's collector writes into ClickHouse, as OpenLIT and ClickStack keep it.
//!
//! Attributes are texts. The table keeps no versions, but a span that was sent again is there twice. The names of tokens are
//! those of the conventions for generative AI and of those before and beside them; a file's reader knows more spellings, since
//! it takes these names apart into words. All other names are the reader's own; costs that are maps are not known here.

use super::expression::{Records, disjoint, filled, quoted, said};
use crate::usage::cached_input::CachedInput;
use crate::usage::formats::opentelemetry::{CALLS, EMBEDDINGS, KINDS, MODEL, OUTER_CALLS, PROVIDER, STEPS, TIER, USER};
use crate::usage::formats::span_attributes::{COSTS, HALF_COSTS};

const INPUT: [&str; 7] = [
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "llm.usage.prompt_tokens",
    "llm.token_count.prompt",
    "ai.usage.promptTokens",
    "ai.usage.inputTokens",
    "ai.usage.tokens",
];

const UNCACHED_INPUT: [&str; 1] = ["ai.usage.inputTokenDetails.noCacheTokens"];

const CACHE_READ: [&str; 10] = [
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.cached_input_tokens",
    "gen_ai.usage.input_tokens.cached",
    "gen_ai.usage.details.cache_read_tokens",
    "gen_ai.usage.details.cache_read_input_tokens",
    "gen_ai.usage.prompt_tokens_details.cached_tokens",
    "llm.usage.cache_read_input_tokens",
    "llm.token_count.prompt_details.cache_read",
    "ai.usage.cachedInputTokens",
];

const CACHE_WRITE: [&str; 6] = [
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.details.cache_write_tokens",
    "gen_ai.usage.details.cache_creation_input_tokens",
    "llm.usage.cache_creation_input_tokens",
    "llm.token_count.prompt_details.cache_write",
];

const OTHER_INPUT: [&str; 3] =
    ["gen_ai.usage.audio.input_tokens", "gen_ai.usage.image.input_tokens", "llm.token_count.prompt_details.audio"];

const OUTPUT: [&str; 6] = [
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.usage.completion_tokens",
    "llm.token_count.completion",
    "ai.usage.completionTokens",
    "ai.usage.outputTokens",
];

const REASONING: [&str; 7] = [
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.details.reasoning_tokens",
    "gen_ai.usage.completion_tokens_details.reasoning_tokens",
    "llm.usage.reasoning_tokens",
    "llm.token_count.completion_details.reasoning",
    "ai.usage.reasoningTokens",
];

const OTHER_OUTPUT: [&str; 2] = ["gen_ai.usage.audio.output_tokens", "llm.token_count.completion_details.audio"];

const TOTAL: [&str; 4] =
    ["gen_ai.usage.total_tokens", "llm.usage.total_tokens", "llm.token_count.total", "ai.usage.totalTokens"];

pub fn records() -> Records {
    let parts = [
        ("model", first_said(&MODEL)),
        ("provider", first_said(&PROVIDER)),
        ("tier", first_said(&TIER)),
        ("user", first_said(&USER)),
        ("kinds", list(&KINDS)),
        ("calls", list(&CALLS)),
        ("steps", list(&STEPS)),
        ("outer_calls", list(&OUTER_CALLS)),
        ("embeddings", list(&EMBEDDINGS)),
        ("uncached", largest(&UNCACHED_INPUT)),
        ("input", largest(&INPUT)),
        ("read", largest(&CACHE_READ)),
        ("write", largest(&CACHE_WRITE)),
        ("other_input", largest(&OTHER_INPUT)),
        ("output", largest(&OUTPUT)),
        ("reasoning", largest(&REASONING)),
        ("other_output", largest(&OTHER_OUTPUT)),
        ("total", largest(&TOTAL)),
        ("costs", list(&COSTS)),
        (
            "half_costs",
            format!("[{}]", HALF_COSTS.map(|[one, two]| format!("({}, {})", quoted(one), quoted(two))).join(", ")),
        ),
    ];
    let stated = filled(include_str!("opentelemetry.sql"), &parts);
    let tokens = disjoint(&stated, CachedInput::IncludedUnlessRefuted);
    Records { rows: filled(include_str!("opentelemetry_rows.sql"), &[("disjoint", tokens)]), beside: String::new() }
}

fn list(names: &[&str]) -> String {
    format!("[{}]", names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", "))
}

/// The first of several attributes that says something.
fn first_said(names: &[&str]) -> String {
    let text = said("SpanAttributes[name]");
    format!("arrayFirst(text -> text != '', arrayMap(name -> {text}, {}))", list(names))
}

/// The largest of several counts; NULL where there is none. −1 stands for unknown.
fn largest(names: &[&str]) -> String {
    let counts = format!(
        "arrayFilter(count -> count >= 0 AND count <= 1e15, arrayMap(name -> ifNull(toFloat64OrNull(SpanAttributes[name]), -1), {}))",
        list(names)
    );
    let name = format!("found_{}", names[0].replace(['.'], "_"));
    format!("if(empty({counts} AS {name}), NULL, toUInt64(floor(arrayMax({name}) + 0.5)))")
}
