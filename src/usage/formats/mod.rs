//! The formats that are read: one file each, one line in [`FORMATS`] each.
//!
//! A new one states how it is recognised, which rule its count of input follows, and the zone and unit of its times and
//! amounts, and turns named fields into records. What holds for every format is elsewhere: which records count
//! (`leaves`), what an input holds (`cached_input`), how files are opened and taken apart.

mod agent_sessions;
mod anthropic;
mod anthropic_analytics;
mod aws;
mod azure;
mod bedrock;
mod bucket;
mod ccusage;
mod claude_code;
mod clickhouse;
mod codex;
mod deepseek;
mod focus;
mod gcp;
mod generic;
mod helicone;
pub(super) mod langfuse;
mod langsmith;
mod litellm;
mod meter;
mod named_counts;
mod openai;
mod openrouter;
pub(super) mod opentelemetry;
mod phoenix;
mod plain;
mod portkey;
mod quoted_map;
pub(super) mod span_attributes;
mod span_ids;
mod span_times;
mod vercel;

use super::fields::Fields;
use super::format::Format;

pub use generic::{ByColumns, GENERIC};

/// All of them. Of several that fit a file the one with the most names in its fingerprint is taken, of equals the first.
pub const FORMATS: [&Format; 46] = [
    &agent_sessions::CLINE,
    &agent_sessions::COPILOT_CLI,
    &agent_sessions::GEMINI_CLI,
    &agent_sessions::OPENCODE,
    &agent_sessions::PI,
    &agent_sessions::QWEN_CODE,
    &anthropic::ANTHROPIC_CONSOLE,
    &anthropic::ANTHROPIC_CONSOLE_COST,
    &anthropic::ANTHROPIC_COST,
    &anthropic::ANTHROPIC_USAGE,
    &anthropic_analytics::ANTHROPIC_ANALYTICS,
    &aws::AWS_COST_EXPLORER,
    &aws::AWS_COST_TABLE,
    &aws::AWS_CUR,
    &azure::AZURE_COSTS,
    &bedrock::BEDROCK,
    &ccusage::CCUSAGE,
    &claude_code::CLAUDE_CODE,
    &clickhouse::CLICKHOUSE,
    &codex::CODEX,
    &deepseek::DEEPSEEK,
    &focus::FOCUS,
    &gcp::GCP_BILLING,
    &helicone::HELICONE,
    &helicone::HELICONE_TABLE,
    &langfuse::LANGFUSE,
    &langsmith::LANGSMITH,
    &litellm::LITELLM,
    &litellm::LITELLM_DAILY_AGENT,
    &litellm::LITELLM_DAILY_END_USER,
    &litellm::LITELLM_DAILY_ORGANIZATION,
    &litellm::LITELLM_DAILY_TAG,
    &litellm::LITELLM_DAILY_TEAM,
    &litellm::LITELLM_DAILY_USER,
    &openai::OPENAI_COSTS,
    &openai::OPENAI_COSTS_EXPORT,
    &openai::OPENAI_USAGE,
    &openai::OPENAI_USAGE_EXPORT,
    &openrouter::OPENROUTER,
    &openrouter::OPENROUTER_DAILY,
    &opentelemetry::OPENTELEMETRY,
    &phoenix::PHOENIX_COSTS,
    &plain::AZURE_TRACE,
    &plain::MOONCAKE_TRACE,
    &portkey::PORTKEY,
    &vercel::VERCEL_GATEWAY,
];

/// The format of a file without use that fits these fields.
pub fn recognised_empty(fields: &Fields<'_>) -> Option<&'static Format> {
    FORMATS.into_iter().find(|format| format.matched_empty(fields))
}

/// The format that fits these fields.
pub fn recognised(fields: &Fields<'_>) -> Option<&'static Format> {
    let matched = |format: &'static Format| format.matched(fields).map(|names| (names, format));
    // `max_by_key` takes the last of equals.
    FORMATS.into_iter().rev().filter_map(matched).max_by_key(|(names, _)| *names).map(|(_, format)| format)
}
