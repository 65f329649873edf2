//! What goal seek is asked, and what it found.

use crate::scenario::{EstimatePath, Scenario};
use crate::uncertainty::GoalSeekAnswer;

/// What is asked, and what was found.
#[derive(Clone, Debug)]
pub struct GoalSeek {
    /// The estimate, by path; `None` until one is chosen: the nearest to its break-even then.
    pub path: Option<EstimatePath>,
    /// The least chance that a month pays.
    pub chance: f64,
    pub found: Option<GoalSeekResult>,
}

/// An answer, and the question it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct GoalSeekResult {
    pub path: EstimatePath,
    pub chance: f64,
    pub scenario: Scenario,
    pub answer: Option<GoalSeekAnswer>,
}

impl Default for GoalSeek {
    fn default() -> Self {
        Self { path: None, chance: 0.8, found: None }
    }
}
