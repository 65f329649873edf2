//! The formats that are read: one file each, one line in [`FORMATS`] each.
//!
//! A new one states how it is recognised, which rule its count of input follows, and the zone and unit of its times and
//! amounts, and turns named fields into records. What holds for every format is elsewhere: which records count
//! (`leaves`), what an input holds (`cached_input`), how files are opened and taken apart.

mod clickhouse;
pub(super) mod langfuse;
mod litellm;
mod openrouter;
mod plain;

use super::fields::Fields;
use super::format::Format;

/// All of them. Of several that fit a file the one with the most names in its fingerprint is taken, of equals the first.
pub const FORMATS: [&Format; 13] = [
    &clickhouse::CLICKHOUSE,
    &langfuse::LANGFUSE,
    &litellm::LITELLM,
    &litellm::LITELLM_DAILY_AGENT,
    &litellm::LITELLM_DAILY_END_USER,
    &litellm::LITELLM_DAILY_ORGANIZATION,
    &litellm::LITELLM_DAILY_TAG,
    &litellm::LITELLM_DAILY_TEAM,
    &litellm::LITELLM_DAILY_USER,
    &openrouter::OPENROUTER,
    &openrouter::OPENROUTER_DAILY,
    &plain::AZURE_TRACE,
    &plain::MOONCAKE_TRACE,
];

/// The format that fits these fields.
pub fn recognised(fields: &Fields<'_>) -> Option<&'static Format> {
    let matched = |format: &'static Format| format.matched(fields).map(|names| (names, format));
    // `max_by_key` takes the last of equals.
    FORMATS.into_iter().rev().filter_map(matched).max_by_key(|(names, _)| *names).map(|(_, format)| format)
}
