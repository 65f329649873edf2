//! Langfuse's tables `observations`, `traces` and `scores`, of self-hosted version 3.
//!
//! `observations` is a ReplacingMergeTree sorted by type and day: of an observation whose type or day changed `FINAL` keeps
//! both. A trace says for whom it was; an observation does not.

use super::expression::{Records, disjoint, filled, first_of, said, tallied, user_hash};
use super::statement::users;
use crate::usage::formats::langfuse::{
    CACHE_READ, CACHE_WRITE, CACHE_WRITE_1H, CACHE_WRITE_5M, INPUT, LANGFUSE, OTHER_INPUT, OTHER_OUTPUT, OUTPUT,
    REASONING, TOTAL,
};

pub fn records() -> Records {
    let count = |keys: &[&str]| first_of("usage", keys);
    let parts = [
        ("input", count(&INPUT)),
        ("read", count(&CACHE_READ)),
        ("write", count(&CACHE_WRITE)),
        ("write_5m", count(&CACHE_WRITE_5M)),
        ("write_1h", count(&CACHE_WRITE_1H)),
        ("other_input", count(&OTHER_INPUT)),
        ("output", count(&OUTPUT)),
        ("reasoning", count(&REASONING)),
        ("other_output", count(&OTHER_OUTPUT)),
        ("total", count(&TOTAL)),
    ];
    let stated = filled(include_str!("langfuse.sql"), &parts);
    let tokens = disjoint(&stated, LANGFUSE.cached_input);
    let rows = filled(include_str!("langfuse_rows.sql"), &[("disjoint", tokens)]);
    let beside = [
        ("key", LANGFUSE.key.to_owned()),
        // A bare column would be taken from an older version where it is NULL in the newest.
        ("user", said("ifNull(argMax(tuple(user_id), event_ts).1, '')")),
        ("user_hash", user_hash("user")),
        ("users", users()),
        ("bins", tallied("bin", "1")),
    ];
    Records { rows, beside: filled(include_str!("langfuse_beside.sql"), &beside) }
}
