//! Which value of an estimate makes a planned month show a measured figure.

use super::actual_month::UsageContext;
use crate::economics::{ModelMonth, Plan};
use crate::scenario::{Estimate, EstimatePath, Scenario};

/// An estimate that figures of a month grow with in a straight line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Solved {
    /// The value that makes the figure what was measured.
    pub value: f64,
    /// How much the figure grows as the estimate grows by 1.
    pub slope: f64,
}

/// Solves for the estimate at a path: `figure` of a month at a stage is to be `measured`. `None` where the figure does not
/// depend on it.
///
/// Every figure that is measured is linear in the estimate that it is measured for, so two trials find it.
pub(super) fn solve(
    scenario: &Scenario,
    context: &UsageContext,
    path: &EstimatePath,
    figure: impl Fn(&ModelMonth) -> Option<f64>,
    measured: f64,
) -> Option<Solved> {
    let mut trial = scenario.clone();
    let base = trial.estimate_mut(path)?.base();
    let mut at = |value: f64| {
        *trial.estimate_mut(path)? = Estimate::Exact(value);
        figure(&ModelMonth::planned(&Plan::new(&trial).ok()?, context.stage, context.step))
    };
    let (low, high) = (base, 2.0 * base + 1.0);
    let (at_low, at_high) = (at(low)?, at(high)?);
    let slope = (at_high - at_low) / (high - low);
    let value = low + (measured - at_low) / slope;
    (slope != 0.0 && value.is_finite()).then_some(Solved { value, slope })
}
