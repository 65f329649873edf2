//! What a workbook is made of, and what its yellow cells hold.

use std::collections::HashMap;

use crate::economics::{Plan, Quantity, Results, Switch};
use crate::scenario::{EstimatePath, Scenario};
use crate::uncertainty::Uncertainty;

/// What a workbook is made of.
#[derive(Clone, Copy, Debug)]
pub struct WorkbookContent<'a> {
    /// What was assumed.
    pub scenario: &'a Scenario,
    /// The same, resolved.
    pub plan: &'a Plan,
    /// What follows.
    pub results: &'a Results,
    /// What follows from not knowing, where futures were drawn.
    pub uncertainty: Option<&'a Uncertainty>,
    /// The day, `YYYY-MM-DD`, if it should be said.
    pub date: Option<&'a str>,
}

/// Which value of each estimate is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// The low bound of everything uncertain.
    Low,
    /// What is assumed.
    #[default]
    Likely,
    /// The high bound of everything uncertain.
    High,
}

impl Case {
    /// In the order of the workbook's switch.
    pub const ALL: [Self; 3] = [Self::Low, Self::Likely, Self::High];

    /// As the switch has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Likely => "likely",
            Self::High => "high",
        }
    }
}

/// Yellow cells that hold something else than was exported, as if somebody had typed it; nothing by default.
#[derive(Clone, Debug, Default)]
pub struct WorkbookEdits {
    /// Likely values.
    pub estimates: HashMap<EstimatePath, f64>,
    /// Prices and other terms.
    pub prices: HashMap<Quantity, f64>,
    /// Which value of each estimate is in use.
    pub case: Case,
    /// The stage that the verdict speaks of.
    pub target: Option<usize>,
    /// Months, at most as many as were exported.
    pub horizon: Option<u32>,
    /// The least ratio of value to cost.
    pub hurdle: Option<f64>,
    /// Cards and strategies that are on instead of off, or off instead of on.
    pub switched: Vec<Switch>,
}
