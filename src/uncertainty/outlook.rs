//! The target stage in every future: ranges, chances, and how much the single number deserves (model, section 10).

use super::Quantiles;
use super::months::{MonthlySurfaces, SurfaceValues};
use super::surface::CurvePoint;
use crate::economics::{Evaluation, Plan};

/// A share of futures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// 0 to 1.
    pub share: f64,
    /// How far it may be off because the futures were drawn: one standard error, at most.
    pub error: f64,
}

impl Chance {
    /// How many of some futures.
    pub fn of(hits: usize, count: usize) -> Self {
        let share = hits as f64 / count as f64;
        Self { share, error: libm::sqrt(share * (1.0 - share) / count as f64) }
    }
}

/// A month at the target, its set-up held and its requests drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Total cost.
    pub cost: Quantiles,
    /// What a budget at 80 % confidence adds to the base cost.
    pub contingency: f64,
    /// Cost per outcome; infinite in futures without outcomes.
    pub cost_per_outcome: Quantiles,
    /// Value − cost.
    pub net: Quantiles,
    /// What the plan costs less than without its strategies, future by future.
    pub saving: Quantiles,
    /// Chance that a month makes money.
    pub pays: Chance,
    /// Chance that it clears the hurdle.
    pub clears_hurdle: Chance,
    /// Chance that the plan with its strategies nets more than without, in the same future.
    pub beats_baseline: Chance,
    /// Chance of exceeding the budget; `None` without one.
    pub exceeds_budget: Option<Chance>,
    /// Chance of costing at most the base cost.
    pub confidence_in_cost: Chance,
    /// Chance of a cost per outcome of at most the base value; `None` where that has none.
    pub confidence_in_cost_per_outcome: Option<Chance>,
    /// Chance of a net of at least the base net.
    pub confidence_in_net: Chance,
}

impl Outlook {
    /// Computes it for a plan and the month at its target at base values.
    pub(super) fn new(plan: &Plan, base: &Evaluation<f64>, months: &MonthlySurfaces, count: usize) -> Self {
        let requests = SurfaceValues::of(&months.requests[plan.target]);
        let users = requests.scaled(1.0 / plan.stages[plan.target].requests);
        let place = CurvePoint::of_month(requests.quantity(), 0.0).with_users(users.quantity());
        let column = |surface| {
            let mut figures = SurfaceValues::default();
            figures.fill(surface, &place);
            figures.column(count);
            figures
        };
        let (planned, baseline) = (&months.planned[plan.target], &months.baseline[plan.target]);
        let [mut cost, mut value, mut outcomes] = [&planned.cost, &planned.value, &planned.outcomes].map(column);
        let [mut other_cost, mut other_value] = [&baseline.cost, &baseline.value].map(column);
        let (cost, value, outcomes) = (cost.column(count), value.column(count), outcomes.column(count));
        let (other_cost, other_value) = (other_cost.column(count), other_value.column(count));

        let futures =
            || cost.iter().zip(value).zip(outcomes).map(|((&cost, &value), &outcomes)| (cost, value, outcomes));
        let chance = |holds: &dyn Fn(f64, f64, f64) -> bool| {
            Chance::of(futures().filter(|&(cost, value, outcomes)| holds(cost, value, outcomes)).count(), count)
        };
        let net: Vec<f64> = cost.iter().zip(value).map(|(cost, value)| value - cost).collect();
        let others = other_cost.iter().zip(other_value).map(|(cost, value)| value - cost);
        let beats_baseline = net.iter().zip(others).filter(|(net, other)| *other < **net).count();
        let costs_per_outcome: Vec<f64> = futures().map(|(cost, _, outcomes)| per_outcome(cost, outcomes)).collect();
        let saving: Vec<f64> = other_cost.iter().zip(cost).map(|(other, cost)| other - cost).collect();

        let costs = Quantiles::of(cost);
        // Equal within 1e-9 counts as equal.
        let above = |value: f64| value + 1e-9 * value.abs();
        Self {
            pays: chance(&|cost, value, _| 0.0 < value - cost),
            clears_hurdle: chance(&|cost, value, _| plan.hurdle * cost <= value),
            beats_baseline: Chance::of(beats_baseline, count),
            exceeds_budget: plan.budget.map(|budget| chance(&|cost, _, _| budget < cost)),
            confidence_in_cost: chance(&|cost, _, _| cost <= above(base.cost)),
            confidence_in_cost_per_outcome: base
                .cost_per_outcome()
                .map(|base| chance(&|cost, _, outcomes| per_outcome(cost, outcomes) <= above(base))),
            confidence_in_net: chance(&|cost, value, _| base.net - 1e-9 * base.net.abs() <= value - cost),
            contingency: costs.p80 - base.cost,
            cost: costs,
            cost_per_outcome: Quantiles::of(&costs_per_outcome),
            net: Quantiles::of(&net),
            saving: Quantiles::of(&saving),
        }
    }
}

/// Money an outcome; infinite without outcomes.
#[inline(always)]
pub(super) fn per_outcome(money: f64, outcomes: f64) -> f64 {
    if 0.0 < outcomes { money / outcomes } else { f64::INFINITY }
}
