//! Horizon, target and money of a plan.

use serde::{Deserialize, Serialize};

use super::Estimate;

/// Horizon, target and money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanSettings {
    /// How many months are planned, 1 to 600.
    pub horizon_months: u32,
    /// The stage that the verdict speaks of.
    pub target_stage: usize,
    /// Growth of requests a month after the last stage.
    pub growth: Estimate,
    /// Yearly change of token prices; −0.3 is 30 % cheaper a year.
    pub price_trend: Estimate,
    /// One-off, in month 0.
    pub build_cost: Estimate,
    /// A year.
    pub discount_rate: Estimate,
    /// The least value : cost ratio to call a plan viable, 1 or more.
    pub hurdle: f64,
    /// Monthly budget at the target stage.
    #[serde(default)]
    pub budget: Option<f64>,
}

impl PlanSettings {
    /// The longest horizon, in months.
    pub const LONGEST_HORIZON: u32 = 600;
}
