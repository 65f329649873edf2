//! What must be done before a stage.

use serde::{Deserialize, Serialize};

/// Something that must be done before a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadinessItem {
    /// What.
    pub item: String,
    /// Before which stage.
    pub stage: usize,
    /// Whether it is done.
    pub done: bool,
    /// Who sees to it.
    #[serde(default)]
    pub owner: String,
    /// Anything else.
    #[serde(default)]
    pub note: String,
}
