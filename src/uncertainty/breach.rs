//! How likely a month at its stage crosses each kill criterion (model, sections 3 and 10).

use super::Chance;
use super::months::{MonthlySurfaces, SurfaceValues};
use super::surface::{CurvePoint, SurfaceValue};
use crate::economics::Plan;

/// The chance of each of a plan's criteria, in their order: its stage held, its requests drawn.
pub(super) fn breaches(plan: &Plan, months: &MonthlySurfaces, count: usize) -> Vec<Chance> {
    let chance = |criterion: &crate::scenario::KillCriterion| {
        let mut requests = SurfaceValues::of(&months.requests[criterion.stage]);
        let surfaces = &months.planned[criterion.stage];
        let column = |surface| {
            let place = CurvePoint { volume: requests.quantity(), weight: 0.0, token_prices: SurfaceValue::Known(1.0) };
            let mut figures = SurfaceValues::default();
            figures.fill(surface, &place);
            figures
        };
        let [mut cost, mut value, mut outcomes] = [&surfaces.cost, &surfaces.value, &surfaces.outcomes].map(column);
        let columns = [&mut cost, &mut value, &mut outcomes, &mut requests].map(|figures| figures.column(count));
        let is_breached =
            |future: &usize| criterion.is_breached_by(criterion.metric.of(columns.map(|column| column[*future])));
        Chance::of((0..count).filter(is_breached).count(), count)
    };
    plan.kill_criteria.iter().map(chance).collect()
}
