//! What supports an estimate, and how strongly.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::Estimate;
use crate::language::tr;

/// What supports an estimate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// How strong.
    pub kind: BasisKind,
    /// Title of the source.
    #[serde(default)]
    pub source: String,
    /// Where it can be read.
    #[serde(default)]
    pub url: String,
    /// When it was read, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: String,
    /// The estimate that it was given for, once that may be another one than the scenario's; `None`: the scenario's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_for: Option<Estimate>,
}

/// How strong a basis is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
pub enum BasisKind {
    /// From the use case itself.
    Measured,
    /// From others.
    Benchmark,
    /// From somebody's experience.
    Judgement,
}

impl BasisKind {
    /// Every kind, the strongest first.
    pub const ALL: [Self; Self::VARIANTS.len()] = *Self::VARIANTS.first_chunk().expect("it is as long");

    /// In a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Measured => tr!("measured"),
            Self::Benchmark => tr!("benchmark"),
            Self::Judgement => tr!("judgement"),
        }
    }
}
