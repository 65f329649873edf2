//! Amounts on top of each other, a stack beside the next, as data: before anybody decides on pixels.

use super::color_role::ColorRole;
use super::unit::Unit;
use crate::prose::ResultId;

/// What is drawn of a chart of stacks.
#[derive(Clone, Debug, PartialEq)]
pub struct StackedBarChart {
    /// How amounts are written.
    pub unit: Unit,
    /// What amounts are, with their unit.
    pub amounts: String,
    /// What shares are shares of.
    pub shares: String,
    /// From bottom to top, the same in every stack.
    pub layers: Vec<Layer>,
    /// From left to right.
    pub stacks: Vec<Stack>,
}

/// What has the same colour in every stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// Written beside the last stack.
    pub name: String,
    /// What it means.
    pub role: ColorRole,
    /// Which of several layers of one colour it is, counted from 0: they are told apart by shade and hatching.
    pub shade: usize,
}

/// One stack.
#[derive(Clone, Debug, PartialEq)]
pub struct Stack {
    /// Written below.
    pub name: String,
    /// In smaller letters below the name, in several lengths, the fullest first.
    pub details: [String; 2],
    /// One a layer, none below 0.
    pub amounts: Vec<f64>,
    /// What explains each of them, and what explains all of them together.
    pub explains: (Vec<ResultId>, ResultId),
    /// What is marked above the first layer: the figure, and what it is a figure of.
    pub beyond_first: Option<[String; 2]>,
    /// The same stack of the plan that this one is compared with.
    pub ghost: Option<Ghost>,
    /// Whether the title speaks of it.
    pub is_target: bool,
}

/// A stack of another plan, in the layers of this chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// One a layer, none below 0.
    pub amounts: Vec<f64>,
    /// All of it, layers that this chart does not have among it.
    pub total: f64,
}

impl Stack {
    /// All layers together.
    pub fn total(&self) -> f64 {
        self.amounts.iter().sum()
    }
}
