//! Usage that lies in a ClickHouse: one statement for each store adds it up there, and what comes back is the digest of it,
//! a row a day and model, however many calls there were.
//!
//! The statement decides as reading a file does: one version of each record (`FINAL` would count an observation twice whose
//! day or type changed), buckets that do not overlap, of records that hold each other the innermost with usage. It counts
//! into the same buckets as [`Sketch`](super::Sketch), with integers only, and scrambles users as a file's reader does. So
//! its result, saved as CSV, is one more format (`formats/clickhouse.rs`). Columns with prompts and answers are not named in it.
//!
//! Here are only texts: whoever has a connection binds the parameters and runs the statement.

mod expression;
mod helicone;
mod langfuse;
mod opentelemetry;
mod statement;

pub use statement::{Query, Window};

use expression::Records;

/// Whose tables they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::EnumIter, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Store {
    /// Langfuse: `observations`, `traces`, `scores`.
    Langfuse,
    /// Helicone: `request_response_rmt`.
    Helicone,
    /// What OpenTelemetry's collector writes, and what is built on it: `otel_traces`.
    Otel,
}

impl Store {
    /// What names it in commands.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// The key of the format that an export of it has.
    pub fn format(self) -> &'static str {
        match self {
            Self::Langfuse => "langfuse",
            Self::Helicone => "helicone_table",
            Self::Otel => "opentelemetry",
        }
    }

    /// The tables that are read.
    pub fn tables(self) -> &'static [&'static str] {
        match self {
            Self::Langfuse => &["observations", "traces", "scores"],
            Self::Helicone => &["request_response_rmt"],
            Self::Otel => &["otel_traces"],
        }
    }

    fn records(self) -> Records {
        match self {
            Self::Langfuse => langfuse::records(),
            Self::Helicone => helicone::records(),
            Self::Otel => opentelemetry::records(),
        }
    }
}
