//! Buying instead of building: what serves the same requests with cards of its own and no models (model, section 9).

use serde::{Deserialize, Serialize};

use super::{Component, Estimate};

/// Something that could be bought in place of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// Unique among the alternatives.
    pub name: String,
    /// One-off, in the first month of operation.
    pub setup_cost: Estimate,
    /// Accepted outcomes per request; `None`: as the plan's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub success_rate: Option<Estimate>,
    /// What it charges.
    pub components: Vec<Component>,
}
