//! Helicone's table `request_response_rmt`.
//!
//! Money is counted in billionths of a dollar. The table is sorted by model and user: of a request whose model was filled in
//! later `FINAL` keeps both. What was cached stands beside the input. Answers from the gateway's own cache are no calls.

use super::expression::{Records, disjoint, filled, said, tallied};
use crate::usage::cached_input::CachedInput;

/// What is taken from the newest version of a request.
const COLUMNS: [&str; 17] = [
    "request_created_at",
    "response_created_at",
    "latency",
    "status",
    "prompt_tokens",
    "prompt_audio_tokens",
    "prompt_cache_read_tokens",
    "prompt_cache_write_tokens",
    "completion_tokens",
    "completion_audio_tokens",
    "model",
    "provider",
    "user_id",
    "properties",
    "scores",
    "cost",
    "cache_reference_id",
];

pub fn records() -> Records {
    let newest = filled(
        include_str!("helicone_newest.sql"),
        &[
            ("columns", COLUMNS.join(", ")),
            (
                "names",
                (1..)
                    .zip(COLUMNS)
                    .map(|(place, name)| format!("newest.{place} AS {name}"))
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
        ],
    );
    let stated = [("user", said("toString(user_id)")), ("newest", newest.clone())];
    let tokens = disjoint(&filled(include_str!("helicone.sql"), &stated), CachedInput::Excluded);
    let rows = filled(include_str!("helicone_rows.sql"), &[("disjoint", tokens)]);
    let beside = [("newest", newest), ("bins", tallied("bin", "1"))];
    Records { rows, beside: filled(include_str!("helicone_beside.sql"), &beside) }
}
