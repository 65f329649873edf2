//! What a plan costs, brings and risks, as it is compared with others.

use crate::economics::{Plan, Results, Verdict};
use crate::scenario::{Scenario, Snapshot};
use crate::uncertainty::Uncertainty;

/// The figures of one plan that others are compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanSummary {
    /// Of all amounts.
    pub currency: String,
    /// The stage that the figures speak of.
    pub stage: String,
    /// Of that stage.
    pub verdict: Verdict,
    /// A month.
    pub cost: f64,
    /// None without outcomes.
    pub cost_per_outcome: Option<f64>,
    /// None without outcomes.
    pub value_per_outcome: Option<f64>,
    /// A month.
    pub net: f64,
    /// The share of futures in which a month pays.
    pub pays: f64,
    /// Over the horizon.
    pub npv: f64,
    /// How long the horizon is.
    pub months: u32,
    /// None where it does not within the horizon.
    pub payback_month: Option<u32>,
    /// Months until then, cash flowing evenly within a month.
    pub payback_months: Option<f64>,
    /// The deepest cumulative cash.
    pub cash_at_risk: f64,
    /// Of cost, from the first stage on.
    pub multiple: Option<f64>,
}

impl PlanSummary {
    /// Those of a plan.
    pub fn of(scenario: &Scenario, plan: &Plan, results: &Results, uncertainty: &Uncertainty) -> Self {
        let planned = &results.stages[plan.target].planned;
        Self {
            currency: scenario.currency.clone(),
            stage: scenario.stages[plan.target].name.clone(),
            verdict: results.verdict,
            cost: planned.cost,
            cost_per_outcome: planned.cost_per_outcome(),
            value_per_outcome: planned.value_per_outcome(),
            net: planned.net,
            pays: uncertainty.outlook.pays.share,
            npv: results.months.npv,
            months: plan.horizon_months,
            payback_month: results.months.payback_month,
            payback_months: results.months.payback_months,
            cash_at_risk: results.months.cash_at_risk,
            multiple: results.multiple.map(|multiple| multiple.total),
        }
    }
}

/// A plan that was kept, to be compared with.
#[derive(Clone, Debug)]
pub struct SnapshotResults<'a> {
    /// By which it is recalled.
    pub number: u8,
    /// What people call it.
    pub name: &'a str,
    /// The day it was kept.
    pub date: &'a str,
    /// What it assumes.
    pub scenario: &'a Scenario,
    /// What follows; none where it has problems.
    pub figures: Option<PlanSummary>,
}

impl<'a> SnapshotResults<'a> {
    /// The snapshots of a scenario, computed by somebody.
    pub fn all(scenario: &'a Scenario, mut compute: impl FnMut(&'a Snapshot) -> Option<PlanSummary>) -> Vec<Self> {
        let kept = |snapshot: &'a Snapshot| Self {
            number: snapshot.number,
            name: &snapshot.name,
            date: &snapshot.date,
            scenario: &snapshot.scenario,
            figures: compute(snapshot),
        };
        scenario.snapshots.iter().map(kept).collect()
    }

    /// The same with figures that are known, in the order of the snapshots.
    pub fn known(scenario: &'a Scenario, figures: &[Option<PlanSummary>]) -> Vec<Self> {
        let mut figures = figures.iter();
        Self::all(scenario, |_| figures.next().cloned().flatten())
    }
}
