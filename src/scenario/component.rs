//! A component card: everything on the bill that is not a model. A card is data; a new one needs no code.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::{Estimate, neutral};
use crate::language::tr;

/// Something that costs money while it is active.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Unique among the components; part of its paths.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it stands on the bill.
    pub category: Category,
    /// The first stage that needs it.
    pub from_stage: usize,
    /// The last stage that needs it; `None` for good.
    #[serde(default)]
    pub until_stage: Option<usize>,
    /// Whether it takes part.
    pub enabled: bool,
    /// One-off, when it first becomes active.
    pub setup_cost: Estimate,
    /// How hard the decision is to take back.
    pub reversibility: Reversibility,
    /// What it charges each month.
    pub lines: Vec<Line>,
    /// Factor on the success rate while it is active.
    #[serde(default = "neutral::one", skip_serializing_if = "neutral::is_one")]
    pub success: Estimate,
    /// After how many months its set-up falls due again, 1 or more; `None` for once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<u32>,
    /// What it takes, once, to bring it in later than planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rework: Vec<Line>,
}

impl Component {
    /// Whether it is on the bill at a stage.
    pub fn is_active_at(&self, stage: usize) -> bool {
        self.enabled && self.from_stage <= stage && self.until_stage.is_none_or(|until| stage <= until)
    }
}

/// One line of a bill: driver quantity × factors, priced by a tariff.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Unique within the component.
    pub name: String,
    /// What makes it grow.
    pub driver: Driver,
    /// Named multipliers, in order; names are unique within the line.
    pub factors: Vec<(String, Estimate)>,
    /// What a quantity costs.
    pub tariff: Tariff,
}

/// What makes a line grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
pub enum Driver {
    /// 1 a month.
    Month,
    /// Requests.
    Request,
    /// Requests that reach a model.
    Inference,
    /// Retrieval calls.
    Retrieval,
    /// All tokens of all models, in millions.
    MillionTokens,
    /// Accepted outcomes.
    Outcome,
    /// Requests a second at peak.
    PeakRate,
    /// Model calls.
    Call,
    /// Requests that led to nothing.
    Miss,
    /// People who have it.
    User,
    /// Model calls a second at peak.
    PeakCall,
}

impl Driver {
    /// Every driver, in the order in which menus show them.
    pub const ALL: [Self; Self::VARIANTS.len()] = *Self::VARIANTS.first_chunk().expect("it is as long");

    /// In words, to follow "per".
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => tr!("month"),
            Self::Request => tr!("request"),
            Self::Inference => tr!("request that reaches a model"),
            Self::Retrieval => tr!("retrieval"),
            Self::MillionTokens => tr!("million tokens"),
            Self::Outcome => tr!("outcome"),
            Self::PeakRate => tr!("request a second at peak"),
            Self::Call => tr!("model call"),
            Self::Miss => tr!("failed attempt"),
            Self::User => tr!("person who has it"),
            Self::PeakCall => tr!("model call a second at peak"),
        }
    }

    /// In words, to follow "charged": a fee that is due whatever happens grows with nothing.
    pub fn charged(self) -> &'static str {
        match self {
            Self::Month => tr!("once a month"),
            Self::Request => tr!("per request"),
            Self::Inference => tr!("per request that reaches a model"),
            Self::Retrieval => tr!("per retrieval"),
            Self::MillionTokens => tr!("per million tokens"),
            Self::Outcome => tr!("per outcome"),
            Self::PeakRate => tr!("per request a second at peak"),
            Self::Call => tr!("per model call"),
            Self::Miss => tr!("per failed attempt"),
            Self::User => tr!("per person who has it"),
            Self::PeakCall => tr!("per model call a second at peak"),
        }
    }
}

/// What a quantity costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Tariff {
    /// A price per unit.
    Flat(Estimate),
    /// `(up_to, price)`: each slice at its own price; the last `up_to` is infinite.
    Graduated(Vec<(f64, f64)>),
    /// `(capacity, price)`: whole units of a capacity.
    Step(f64, Estimate),
    /// `(reference, cost, exponent)`: `cost · (x / reference)^exponent`.
    Power(f64, Estimate, f64),
}

impl Tariff {
    /// The estimate inside, at path `….price`; a graduated tariff has none.
    pub fn price(&self) -> Option<&Estimate> {
        match self {
            Self::Flat(price) | Self::Step(_, price) | Self::Power(_, price, _) => Some(price),
            Self::Graduated(_) => None,
        }
    }
}

impl Line {
    /// A line that is charged once a month and costs nothing yet: what nobody has typed must not be on the bill.
    pub fn monthly(name: String) -> Self {
        Self { name, driver: Driver::Month, factors: Vec::new(), tariff: Tariff::Flat(Estimate::Exact(0.0)) }
    }
}

/// Where a cost stands on the bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, VariantArray)]
pub enum Category {
    /// Models, and cards filed with them.
    Inference,
    /// Vector databases, embeddings, re-ranking.
    Retrieval,
    /// Tracing, logs, metrics.
    Observability,
    /// Gateways, queues, fallbacks.
    Reliability,
    /// Privacy, audit, security.
    Compliance,
    /// Labour.
    People,
    /// Evaluation and tests.
    Quality,
    /// Licensed or prepared data.
    Data,
    /// Machines and networks.
    Infrastructure,
    /// Anything else.
    Other,
    /// What the strategies themselves cost; filled by the engine.
    Optimization,
}

impl Category {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Every category, in the order of the bill.
    pub const ALL: [Self; Self::VARIANTS.len()] = *Self::VARIANTS.first_chunk().expect("it is as long");

    /// As written in files, results and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inference => tr!("Inference"),
            Self::Retrieval => tr!("Retrieval"),
            Self::Observability => tr!("Observability"),
            Self::Reliability => tr!("Reliability"),
            Self::Compliance => tr!("Compliance"),
            Self::People => tr!("People"),
            Self::Quality => tr!("Quality"),
            Self::Data => tr!("Data"),
            Self::Infrastructure => tr!("Infrastructure"),
            Self::Other => tr!("Other"),
            Self::Optimization => tr!("Optimization"),
        }
    }
}

/// How hard a decision is to take back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
pub enum Reversibility {
    /// Easy.
    Reversible,
    /// Possible, at a price.
    Costly,
    /// For good.
    OneWay,
}

impl Reversibility {
    /// Every kind, the easiest first.
    pub const ALL: [Self; Self::VARIANTS.len()] = *Self::VARIANTS.first_chunk().expect("it is as long");

    /// As people say it, to follow "to take back".
    pub fn name(self) -> &'static str {
        match self {
            Self::Reversible => tr!("easy"),
            Self::Costly => tr!("costly"),
            Self::OneWay => tr!("one-way"),
        }
    }

    /// What it means for whoever decides.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Reversible => tr!("Easy to take back"),
            Self::Costly => tr!("Costly to take back once it runs"),
            Self::OneWay => tr!("One-way: hardly to be taken back once it runs"),
        }
    }
}
