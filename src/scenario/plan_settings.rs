//! Horizon, target and money of a plan.

use serde::{Deserialize, Serialize};

use super::{Estimate, neutral};

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
    /// Which share of an outcome's value has become money by a month of the plan: `(month, share)`, linear between and
    /// constant outside; empty means all of it from the start. Months do not go back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adoption: Vec<(u32, f64)>,
    /// Yearly change of what an outcome is worth.
    #[serde(default = "neutral::zero", skip_serializing_if = "neutral::is_zero")]
    pub value_trend: Estimate,
    /// Monthly growth of the bill for tokens while nobody watches it.
    #[serde(default = "neutral::zero", skip_serializing_if = "neutral::is_zero")]
    pub drift: Estimate,
    /// Share off what is bought by the token.
    #[serde(default = "neutral::zero", skip_serializing_if = "neutral::is_zero")]
    pub discount: Estimate,
    /// The least that is paid for what is bought by the token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Commitment>,
}

/// A promise to a provider.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// The first stage that has it.
    pub from_stage: usize,
    /// US dollars, at least, a month.
    pub amount: Estimate,
}

impl PlanSettings {
    /// The longest horizon, in months.
    pub const LONGEST_HORIZON: u32 = 600;
}
