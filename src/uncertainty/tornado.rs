//! Which estimate swings the month most, one at a time (model, section 10).

use super::Distribution;
use crate::economics::{Assumptions, Input, Lanes, Plan, Scratch};

/// What one estimate does to net at the target, all others at their base values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// Which estimate.
    pub input: Input,
    /// Its own P10 and P90.
    pub range: [f64; 2],
    /// Net a month at the target with it at its P10, then at its P90.
    pub net: [f64; 2],
}

impl Swing {
    /// How far net swings.
    pub fn width(&self) -> f64 {
        (self.net[1] - self.net[0]).abs()
    }
}

/// Every uncertain estimate that moves net at the held target, the widest first, equals in the order of the file.
pub fn tornado(plan: &Plan, distributions: &[Distribution]) -> Vec<Swing> {
    let mut net = NetAtTarget::new(plan);
    let uncertain = plan.all_inputs().zip(distributions);
    let uncertain = uncertain.filter(|(_, distribution)| distribution.p10 < distribution.p90);
    let mut swings: Vec<Swing> = uncertain
        .map(|(input, distribution)| {
            let range = [distribution.p10, distribution.p90];
            let [low, high] = range;
            let found = net.with(input, std::array::from_fn(|lane| if lane == 0 { low } else { high }));
            Swing { input, range, net: [found[0], found[1]] }
        })
        .filter(|swing| 0.0 < swing.width())
        .collect();
    swings.sort_by(|a, b| b.width().total_cmp(&a.width()));
    swings
}

/// How many values of an estimate are tried together.
pub(super) const LANES: usize = 8;

/// Planned net at the target, held, with one estimate moved from its base value.
pub(super) struct NetAtTarget<'p> {
    assumptions: Assumptions<'p, Lanes<LANES>>,
    scratch: Scratch<Lanes<LANES>>,
    base: f64,
}

impl<'p> NetAtTarget<'p> {
    pub fn new(plan: &'p Plan) -> Self {
        let assumptions = Assumptions::base(plan).in_lanes();
        let scratch = Scratch::new();
        let mut net = Self { assumptions, scratch, base: 0.0 };
        net.base = net.now()[0];
        net
    }

    /// Net with every estimate at its base value.
    pub fn base(&self) -> f64 {
        self.base
    }

    /// Net with one estimate at each of some values.
    pub fn with(&mut self, input: Input, values: [f64; LANES]) -> [f64; LANES] {
        let base = self.assumptions.value(input);
        self.assumptions.set(input, Lanes(values));
        let net = self.now();
        self.assumptions.set(input, base);
        net
    }

    fn now(&mut self) -> [f64; LANES] {
        let plan = self.assumptions.plan;
        let set = plan.planned_mix().active_at(plan, plan.target);
        self.scratch.evaluate(&self.assumptions, &self.assumptions.at_stage(plan.target), set).net.0
    }
}
