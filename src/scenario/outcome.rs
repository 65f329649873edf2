//! What the use case is for: the outcome that someone values.

use serde::{Deserialize, Serialize};

use super::{Domain, Estimate};

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

impl Outcome {
    pub(super) fn estimates(&self) -> impl Iterator<Item = (&'static str, &Estimate, Domain)> {
        [
            ("value", &self.value, Domain::NonNegative),
            ("success_rate", &self.success_rate, Domain::Share),
            ("realization", &self.realization, Domain::Share),
            ("error_rate", &self.error_rate, Domain::Share),
            ("error_cost", &self.error_cost, Domain::NonNegative),
        ]
        .into_iter()
        .chain(self.today.iter().map(|today| ("today", today, Domain::NonNegative)))
    }
}
