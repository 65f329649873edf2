//! The formats that are read: one file each, one line in [`FORMATS`] each.
//!
//! A new one states how it is recognised, which rule its count of input follows, and the zone and unit of its times and
//! amounts, and turns named fields into records. What holds for every format is elsewhere: which records count
//! (`leaves`), what an input holds (`cached_input`), how files are opened and taken apart.

mod agent_sessions;
mod bedrock;
mod ccusage;
mod claude_code;
mod codex;
mod helicone;
mod langfuse;
mod langsmith;
mod litellm;
mod named_counts;
mod openrouter;
mod opentelemetry;
mod phoenix;
mod plain;
mod portkey;
mod quoted_map;
mod span_attributes;
mod span_ids;
mod span_times;

use super::fields::Fields;
use super::format::Format;

/// All of them. Of several that fit a file the one with the most names in its fingerprint is taken, of equals the first.
pub const FORMATS: [&Format; 28] = [
    &agent_sessions::CLINE,
    &agent_sessions::COPILOT_CLI,
    &agent_sessions::GEMINI_CLI,
    &agent_sessions::OPENCODE,
    &agent_sessions::PI,
    &agent_sessions::QWEN_CODE,
    &bedrock::BEDROCK,
    &ccusage::CCUSAGE,
    &claude_code::CLAUDE_CODE,
    &codex::CODEX,
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
    &openrouter::OPENROUTER,
    &openrouter::OPENROUTER_DAILY,
    &opentelemetry::OPENTELEMETRY,
    &phoenix::PHOENIX_COSTS,
    &plain::AZURE_TRACE,
    &plain::MOONCAKE_TRACE,
    &portkey::PORTKEY,
];

/// The format that fits these fields.
pub fn recognised(fields: &Fields<'_>) -> Option<&'static Format> {
    let matched = |format: &'static Format| format.matched(fields).map(|names| (names, format));
    // `max_by_key` takes the last of equals.
    FORMATS.into_iter().rev().filter_map(matched).max_by_key(|(names, _)| *names).map(|(_, format)| format)
}
