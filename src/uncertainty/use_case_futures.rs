//! The futures of one of several plans: what a portfolio adds up, and what it tells the plans apart by.

use super::months::{MonthlySurfaces, SurfaceValues};
use super::outlook::per_outcome;
use super::surface::CurvePoint;
use super::{Cash, Outlook, Quantiles, Simulation, ValueOfInformation};
use crate::economics::{Plan, Results};

/// One plan in every future that its portfolio has.
#[derive(Clone, Debug, PartialEq)]
pub struct UseCaseFutures {
    /// A month at the target.
    pub outlook: Outlook,
    /// Value per outcome of that month.
    pub value_per_outcome: Quantiles,
    /// Over the horizon.
    pub cash: Cash,
    /// Cumulative cash: all futures of the first month, then of the next, and so on. As 4-byte numbers, for a portfolio holds
    /// tens of millions of them; sums are made with 8.
    pub cumulative: Vec<f32>,
    /// What knowing before deciding is worth.
    pub pilot: ValueOfInformation,
}

impl Simulation {
    /// What a portfolio asks of a plan: no bands and nothing of single estimates but what knowing them is worth.
    pub fn use_case(&mut self, plan: &Plan, results: &Results) -> UseCaseFutures {
        let (inputs, months, count) = self.drawn(plan);
        let mut cumulative = Vec::with_capacity(count * months.horizon.len());
        let cash =
            Cash::with_paths(plan, &months, count, |month| cumulative.extend(month.iter().map(|cash| *cash as f32)));
        UseCaseFutures {
            outlook: Outlook::new(plan, &results.stages[plan.target].planned, &months, count),
            value_per_outcome: value_per_outcome(plan, &months, count),
            pilot: ValueOfInformation::new(plan, &inputs, &months, &cash),
            cash,
            cumulative,
        }
    }
}

/// At the target, its set-up held and its requests drawn.
fn value_per_outcome(plan: &Plan, months: &MonthlySurfaces, count: usize) -> Quantiles {
    let requests = SurfaceValues::of(&months.requests[plan.target]);
    let users = requests.scaled(1.0 / plan.stages[plan.target].requests);
    let place = CurvePoint::of_month(requests.quantity(), 0.0).with_users(users.quantity());
    let planned = &months.planned[plan.target];
    let [mut value, mut outcomes] = [&planned.value, &planned.outcomes].map(|surface| {
        let mut figures = SurfaceValues::default();
        figures.fill(surface, &place);
        figures
    });
    let both = value.column(count).iter().zip(outcomes.column(count));
    Quantiles::of(&both.map(|(value, outcomes)| per_outcome(*value, *outcomes)).collect::<Vec<f64>>())
}
