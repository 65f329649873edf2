//! The models' bill of a stage as planned, with what eight in ten futures stay within.

use super::actual_month::UsageContext;
use crate::economics::{Assumptions, ModelMonth, Plan};
use crate::uncertainty::Draws;

/// Money a month for models.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlannedBill {
    /// At base values.
    pub base: f64,
    /// One future in ten is below.
    pub p10: f64,
    /// One future in ten is above.
    pub p90: f64,
}

impl PlannedBill {
    /// Few enough that a drag does not stutter: an end of the band is about 1 % off.
    const FUTURES: usize = 400;

    /// Of what usage is of, where it is known at base values.
    pub(super) fn at(plan: &Plan, context: &UsageContext, base: f64) -> Self {
        let columns = Draws::new(Self::FUTURES, 1).of(plan);
        let of_future = |future: usize| {
            let values = plan.inputs.iter().zip(&columns);
            let values =
                values.map(|(field, column)| column.values.get(future).copied().unwrap_or(field.estimate.base()));
            ModelMonth::of(&Assumptions::new(plan, values.collect()), context.stage, context.step).all_models().cost
        };
        let mut costs: Vec<f64> = (0..Self::FUTURES).map(of_future).collect();
        costs.sort_by(f64::total_cmp);
        Self { base, p10: costs[Self::FUTURES / 10], p90: costs[Self::FUTURES * 9 / 10] }
    }
}
