//! What was decided about the use case, by whom and when.

use serde::{Deserialize, Serialize};

/// An entry of the decision log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    pub decision: String,
    /// Who answers for it.
    #[serde(default)]
    pub owner: String,
    /// The day, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: String,
    /// Why, or anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
