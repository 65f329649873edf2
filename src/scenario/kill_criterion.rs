//! When to stop: a limit at a stage, and what is done when it is crossed.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::neutral;
use crate::language::tr;

/// A limit at a stage, and what is done when it is crossed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KillCriterion {
    /// What is watched.
    pub metric: Metric,
    /// At which stage.
    pub stage: usize,
    /// Breached above for costs, below for ratio and net.
    pub limit: f64,
    /// What is done then.
    pub action: String,
    /// Whether its action is to stop.
    #[serde(default, skip_serializing_if = "neutral::is_false")]
    pub stop: bool,
}

/// What a kill criterion watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
pub enum Metric {
    /// Breached above.
    MonthlyCost,
    /// Breached above, and where there are no outcomes.
    CostPerOutcome,
    /// Breached above.
    CostPerRequest,
    /// Value over cost; breached below.
    Ratio,
    /// Breached below.
    Net,
}

impl Metric {
    /// All of them, in the order in which menus show them.
    pub const ALL: [Self; Self::VARIANTS.len()] = *Self::VARIANTS.first_chunk().expect("it is as long");

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::MonthlyCost => tr!("Cost a month"),
            Self::CostPerOutcome => tr!("Cost per outcome"),
            Self::CostPerRequest => tr!("Cost per request"),
            Self::Ratio => tr!("Value : cost"),
            Self::Net => tr!("Net a month"),
        }
    }
}
