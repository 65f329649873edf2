//! What the use case is for: the outcome that someone values.

use serde::{Deserialize, Serialize};

use super::Estimate;

/// The outcome and what it is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// What is counted, in the singular: "accepted draft reply".
    pub name: String,
    /// Money per accepted outcome.
    pub value: Estimate,
    /// Accepted outcomes per request.
    pub success_rate: Estimate,
    /// The share of the value that becomes money.
    pub realization: Estimate,
    /// Harmful answers per request.
    pub error_rate: Estimate,
    /// Money per harmful answer.
    pub error_cost: Estimate,
    /// What one outcome costs today without AI: shown, not computed with.
    #[serde(default)]
    pub today: Option<Estimate>,
}
