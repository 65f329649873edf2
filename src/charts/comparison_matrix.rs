//! A column a plan, a row a measure, and which plan does best at what, as data: before anybody decides on pixels. Or a
//! column a stage, a row what could come later; or a row a decision, and what is said of it.

use crate::economics::Verdict;
use crate::prose::ResultId;

/// What is drawn of plans, of stages, or of decisions.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonMatrix {
    /// A plan each, the plan now first, then what could be bought instead of it; a stage each; or what is said of decisions.
    pub columns: Vec<PlanColumn>,
    /// A measure each.
    pub rows: Vec<Measure>,
    /// What is different in each plan, a line each.
    pub notes: Vec<String>,
}

impl ComparisonMatrix {
    /// Whether all of it is said in words: then no column is what the others are measured by.
    pub fn is_words(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.is_words)
    }
}

/// The head of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanColumn {
    /// By which it is recalled; none for the plan now and for what could be bought.
    pub number: Option<u8>,
    /// What people call it.
    pub name: String,
    /// In smaller letters: its day.
    pub detail: String,
}

/// One measure of all plans.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What is measured, with its unit.
    pub name: String,
    /// A plan each.
    pub cells: Vec<Cell>,
    /// What explains the cell of the plan now.
    pub explains: Option<ResultId>,
}

/// One measure of one plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The figure.
    pub text: String,
    /// The number that it says, if it does.
    pub number: Option<f64>,
    /// How it differs from the plan now: `18 % less`.
    pub difference: String,
    /// Whether no other plan does better, and one does worse.
    pub is_best: bool,
    /// From where to where on a track that it shares with its row, or with all rows, 0 to 1; none for what is no amount.
    pub bar: Option<[f64; 2]>,
    /// Whether the figure is a loss.
    pub is_loss: bool,
    /// Whether it is good news without being the best of its row.
    pub is_gain: bool,
    /// Whether it is said in words, which may take two lines.
    pub is_words: bool,
    /// What the figure is, if it is a verdict.
    pub verdict: Option<Verdict>,
}

impl Cell {
    /// Of a plan that has no such figure.
    pub(super) fn none() -> Self {
        Self {
            text: "–".to_owned(),
            number: None,
            difference: String::new(),
            is_best: false,
            bar: None,
            is_loss: false,
            is_gain: false,
            is_words: false,
            verdict: None,
        }
    }
}
