//! What charts, reports and words about results are made from.

use super::plan_figures::SnapshotResults;
use crate::calibration::Calibration;
use crate::economics::{Plan, Results};
use crate::scenario::Scenario;
use crate::uncertainty::Uncertainty;

/// What charts are made from.
#[derive(Clone, Copy, Debug)]
pub struct ResultsInput<'a> {
    /// What people assume.
    pub scenario: &'a Scenario,
    /// The same, resolved.
    pub plan: &'a Plan,
    /// What follows.
    pub results: &'a Results,
    /// What follows from not knowing.
    pub uncertainty: &'a Uncertainty,
    /// The plans that were kept.
    pub kept: &'a [SnapshotResults<'a>],
    /// What the usage that is kept beside the plan says of it, in its order.
    pub calibrations: &'a [Option<Calibration>],
}

impl<'a> ResultsInput<'a> {
    /// Of a plan alone: no snapshots beside it and no usage.
    pub fn of(scenario: &'a Scenario, plan: &'a Plan, results: &'a Results, uncertainty: &'a Uncertainty) -> Self {
        Self { scenario, plan, results, uncertainty, kept: &[], calibrations: &[] }
    }
}
