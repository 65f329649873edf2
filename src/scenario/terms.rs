//! The terms of the plan, and what was agreed about it: horizon, money, kill criteria, readiness, evidence.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

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
            Self::MonthlyCost => "Cost a month",
            Self::CostPerOutcome => "Cost per outcome",
            Self::CostPerRequest => "Cost per request",
            Self::Ratio => "Value : cost",
            Self::Net => "Net a month",
        }
    }
}

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "lowercase")]
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
        self.into()
    }
}
