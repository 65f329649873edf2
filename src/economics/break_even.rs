//! Where the plan starts and stops to pay (model, section 7, break-evens).

use super::held_net::{HeldNet, LANES, break_even_range, changes};
use super::{Assumptions, Engine, Lanes, Point, StrategySet};

/// Every volume at which planned net changes sign with a stage held, between a tenth of the first stage's requests and
/// ten times the last's, in increasing order. A jump across zero counts, at the jump.
pub fn break_even_volumes(assumptions: &Assumptions<'_, f64>, stage: usize, set: StrategySet) -> Vec<f64> {
    let lanes: Assumptions<'_, Lanes<LANES>> = assumptions.in_lanes();
    let net = HeldNet::new(assumptions, &lanes, stage, set);
    let several = |volumes| net.several(volumes).map(|net| 0.0 <= net);
    changes(break_even_range(assumptions.plan), |volume| 0.0 <= net.at(volume), several)
}

/// The stages whose beginning makes a plan on the curve start or stop to pay.
pub fn stages_that_change_sign(assumptions: &Assumptions<'_, f64>, planned: StrategySet) -> Vec<usize> {
    let plan = assumptions.plan;
    let mut engine = Engine::new(assumptions);
    let mut pays = |point: &Point<f64>| {
        let set = planned.active_at(plan, point.stage);
        0.0 <= engine.evaluate(point, set).net
    };
    (1..plan.stages.len())
        .filter(|&stage| {
            let at = assumptions.at_volume(plan.stages[stage].requests);
            pays(&at) != pays(&Point { stage: stage - 1, ..at })
        })
        .collect()
}
