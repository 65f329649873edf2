//! Where the plan starts and stops to pay (model, section 7, break-evens).

use super::demand::Demand;
use super::evaluation::evaluate;
use super::strategy_set::StrategyEffects;
use super::{Assumptions, Engine, Lanes, Point, Scratch, StrategySet};

const STEPS: usize = 4000;
const LANES: usize = 8;

/// Every volume at which planned net changes sign with a stage held, between a tenth of the first stage's requests and
/// ten times the last's, in increasing order. A jump across zero counts, at the jump.
pub fn break_even_volumes(assumptions: &Assumptions<'_, f64>, stage: usize, set: StrategySet) -> Vec<f64> {
    let plan = assumptions.plan;
    let effects = StrategyEffects::of(assumptions, set);
    let mut demand = Demand::new(assumptions);
    demand.fill(assumptions, &assumptions.held(stage, 1.0).growth, effects.routing);
    let pays =
        |volume: f64| 0.0 <= evaluate(assumptions, &assumptions.held(stage, volume), &effects, &demand, &mut ()).net;
    // The scan takes several volumes at a time; each lane gives what it would give alone.
    let lanes: Assumptions<'_, Lanes<LANES>> = assumptions.in_lanes();
    let mut scratch = Scratch::new(&lanes);
    let mut pay = |volumes: [f64; LANES]| {
        scratch.evaluate(&lanes, &lanes.held(stage, Lanes(volumes)), set).net.0.map(|net| 0.0 <= net)
    };

    let lowest = plan.stages[0].requests / 10.0;
    let highest = plan.stages[plan.stages.len() - 1].requests * 10.0;
    let step = libm::log(highest / lowest) / STEPS as f64;
    let mut crossings = Vec::new();
    let (mut below, mut below_pays) = (lowest, pays(lowest));
    for start in (1..=STEPS).step_by(LANES) {
        let volumes = std::array::from_fn(|lane| match start + lane {
            index if index < STEPS => lowest * libm::exp(step * index as f64),
            _ => highest,
        });
        for (above, above_pays) in volumes.into_iter().zip(pay(volumes)) {
            if above_pays != below_pays {
                crossings.push(bisect(below, above, |volume| pays(volume) == below_pays));
            }
            (below, below_pays) = (above, above_pays);
        }
    }
    crossings
}

/// The place between `low`, for which `holds` is true, and `high`, for which it is not, where it changes.
fn bisect(mut low: f64, mut high: f64, holds: impl Fn(f64) -> bool) -> f64 {
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || high <= middle {
            return high;
        }
        if holds(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
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
