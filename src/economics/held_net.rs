//! Net at a stage's set-up, held, at one volume or at many; and where something changes with volume.

use super::demand::Demand;
use super::evaluation::evaluate;
use super::strategy_effects::StrategyEffects;
use super::{Assumptions, Lanes, Plan, StrategySet};

const STEPS: usize = 4000;
/// How many volumes are tried together.
pub(super) const LANES: usize = 8;

/// Net at a held stage with a set of strategies.
pub(super) struct HeldNet<'a> {
    assumptions: &'a Assumptions<'a, f64>,
    lanes: &'a Assumptions<'a, Lanes<LANES>>,
    stage: usize,
    effects: StrategyEffects<f64>,
    demand: Demand<f64>,
    lane_effects: StrategyEffects<Lanes<LANES>>,
    lane_demand: Demand<Lanes<LANES>>,
}

impl<'a> HeldNet<'a> {
    /// `lanes` are the same assumptions in every lane.
    pub fn new(
        assumptions: &'a Assumptions<'a, f64>,
        lanes: &'a Assumptions<'a, Lanes<LANES>>,
        stage: usize,
        set: StrategySet,
    ) -> Self {
        let (effects, lane_effects) = (StrategyEffects::of(assumptions, set), StrategyEffects::of(lanes, set));
        // What a request asks for is the same at every volume.
        let (mut demand, mut lane_demand) = (Demand::new(), Demand::new());
        demand.fill(assumptions, &assumptions.growth_of(stage), &effects, set);
        lane_demand.fill(lanes, &lanes.growth_of(stage), &lane_effects, set);
        Self { assumptions, lanes, stage, effects, demand, lane_effects, lane_demand }
    }

    /// At one volume.
    pub fn at(&self, volume: f64) -> f64 {
        let point = self.assumptions.held(self.stage, volume);
        evaluate(self.assumptions, &point, &self.effects, &self.demand, &mut ()).net
    }

    /// At several; each lane gives what it would give alone.
    pub fn several(&self, volumes: [f64; LANES]) -> [f64; LANES] {
        let point = self.lanes.held(self.stage, Lanes(volumes));
        evaluate(self.lanes, &point, &self.lane_effects, &self.lane_demand, &mut ()).net.0
    }
}

/// The volumes of break-evens: from a tenth of the first stage's requests to ten times the last's.
pub(super) fn break_even_range(plan: &Plan) -> [f64; 2] {
    [plan.stages[0].requests / 10.0, highest(plan)]
}

/// Ten times the requests of the last stage: how far volumes are looked at.
pub(super) fn highest(plan: &Plan) -> f64 {
    plan.stages[plan.stages.len() - 1].requests * 10.0
}

/// Every volume of a range at which something starts or ceases to hold, in increasing order: 4,000 steps equal in the
/// logarithm, then bisection. A jump counts at the jump.
pub(super) fn changes(
    [lowest, highest]: [f64; 2],
    one: impl Fn(f64) -> bool,
    several: impl Fn([f64; LANES]) -> [bool; LANES],
) -> Vec<f64> {
    let step = libm::log(highest / lowest) / STEPS as f64;
    let mut changes = Vec::new();
    let (mut below, mut held_below) = (lowest, one(lowest));
    for start in (1..=STEPS).step_by(LANES) {
        let volumes = std::array::from_fn(|lane| match start + lane {
            index if index < STEPS => lowest * libm::exp(step * index as f64),
            _ => highest,
        });
        for (above, holds_above) in volumes.into_iter().zip(several(volumes)) {
            if holds_above != held_below {
                changes.push(bisect(below, above, |volume| one(volume) == held_below));
            }
            (below, held_below) = (above, holds_above);
        }
    }
    changes
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
