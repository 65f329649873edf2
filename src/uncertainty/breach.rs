//! How likely a month at its stage crosses each kill criterion (model, sections 3 and 10).

use super::Chance;
use super::months::{MonthlySurfaces, SurfaceValues};
use super::surface::CurvePoint;
use crate::economics::Plan;
use crate::scenario::KillCriterion;

/// The chance of each of a plan's criteria, in their order.
pub(super) fn breaches(plan: &Plan, months: &MonthlySurfaces, count: usize) -> Vec<Chance> {
    let chance = |criterion: &KillCriterion| {
        let breached = breached(plan, months, criterion, count);
        Chance::of(breached.into_iter().filter(|is_breached| *is_breached).count(), count)
    };
    plan.kill_criteria.iter().map(chance).collect()
}

/// Whether each future crosses a criterion: its stage held, its requests drawn.
pub(super) fn breached(plan: &Plan, months: &MonthlySurfaces, criterion: &KillCriterion, count: usize) -> Vec<bool> {
    let mut requests = SurfaceValues::of(&months.requests[criterion.stage]);
    let surfaces = &months.planned[criterion.stage];
    let users = requests.scaled(1.0 / plan.stages[criterion.stage].requests);
    let column = |surface| {
        let place = CurvePoint::of_month(requests.quantity(), 0.0).with_users(users.quantity());
        let mut figures = SurfaceValues::default();
        figures.fill(surface, &place);
        figures
    };
    let [mut cost, mut value, mut outcomes] = [&surfaces.cost, &surfaces.value, &surfaces.outcomes].map(column);
    let columns = [&mut cost, &mut value, &mut outcomes, &mut requests].map(|figures| figures.column(count));
    let is_breached =
        |future: usize| criterion.is_breached_by(criterion.metric.of(columns.map(|column| column[future])));
    (0..count).map(is_breached).collect()
}
