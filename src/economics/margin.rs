//! What a further request is worth, and from which volume a plan pays that does not yet (model, section 7, verdict).

use super::held_net::{HeldNet, LANES, changes, highest};
use super::{Assumptions, Bounds, Engine, Floor, FloorSearch, Lanes, StrategySet};

/// Growth at the target's set-up, up to ten times the last stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Margin {
    /// What a further request is worth on average, with the strategies that make the floor at the target: money. Below 0,
    /// growth loses money.
    pub per_request: f64,
    /// The lowest volume at which the strategies that make the floor there or at the end pay; `None` where they pay at the
    /// target already, or nowhere.
    pub pays_from: Option<f64>,
}

impl Margin {
    /// Of a plan whose floor at its target is known.
    pub fn of(
        base: &Assumptions<'_, f64>,
        favourable: &Assumptions<'_, f64>,
        search: &mut FloorSearch<'_>,
        target: &Floor,
    ) -> Self {
        let plan = base.plan;
        let range = [plan.stages[plan.target].requests, highest(plan)];
        let assumptions = |floor: &Floor| if floor.bounds == Bounds::Favourable { favourable } else { base };
        let own = assumptions(target);
        let at_end = Engine::new(own).evaluate(&own.held(plan.target, range[1]), target.set).net;
        let per_request = (at_end - target.evaluation.net) / (range[1] - range[0]);
        if 0.0 <= target.evaluation.net {
            return Self { per_request, pays_from: None };
        }
        let lanes = [base, favourable].map(|assumptions| -> Assumptions<'_, Lanes<LANES>> { assumptions.in_lanes() });
        let lanes_of = |floor: &Floor| &lanes[usize::from(floor.bounds == Bounds::Favourable)];
        let net = |floor: &Floor| HeldNet::new(assumptions(floor), lanes_of(floor), plan.target, floor.set);
        let end = search.at(&base.held(plan.target, range[1]));
        let is_same = |floor: &Floor| -> (Bounds, StrategySet) { (floor.bounds, floor.set) };
        let mut floors = vec![*target];
        floors.extend((is_same(&end) != is_same(target)).then_some(end));
        let pays_from = floors.iter().filter_map(|floor| {
            let net = net(floor);
            let several = |volumes| net.several(volumes).map(|net| 0.0 <= net);
            changes(range, |volume| 0.0 <= net.at(volume), several).first().copied()
        });
        Self { per_request, pays_from: pays_from.reduce(f64::min) }
    }
}
