//! A point on the way from prototype to production.

use serde::{Deserialize, Serialize};

use super::{Estimate, neutral};

/// A stage: its volume, when it starts, and how a request grows by then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Unique among the stages.
    pub name: String,
    /// The month in which it starts, from 0.
    pub month: u32,
    /// Requests a month. Base values grow from stage to stage.
    pub requests: Estimate,
    /// Factor on retrieved and conversation tokens.
    pub context: Estimate,
    /// Factor on model calls per request.
    pub calls: Estimate,
    /// Load at peak over the average load.
    pub peak: Estimate,
    /// Extra calls per call.
    pub retry_rate: Estimate,
    /// Share of calls repeated on the fallback model.
    pub fallback_share: Estimate,
    /// People who have it.
    #[serde(default = "neutral::zero", skip_serializing_if = "neutral::is_zero")]
    pub users: Estimate,
}
