//! Which estimate swings the month most, one at a time (model, section 10).

use super::Distribution;
use crate::economics::{Assumptions, Input, Lanes, MonthByLine, Moves, Plan, Scratch, StrategySet};

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
    set: StrategySet,
    /// With the demand of base values.
    at_base: Scratch<Lanes<LANES>>,
    moved: Scratch<Lanes<LANES>>,
    /// Whether each input shapes demand.
    shapes_demand: Vec<bool>,
    /// For what stands on cards, which may be many.
    by_line: MonthByLine<'p, LANES>,
}

impl<'p> NetAtTarget<'p> {
    pub fn new(plan: &'p Plan) -> Self {
        let base = Assumptions::base(plan);
        let set = plan.planned_mix().active_at(plan, plan.target);
        let by_line = MonthByLine::new(&base, &base.at_stage(plan.target), set);
        let assumptions = base.in_lanes();
        let (mut at_base, moved) = (Scratch::new(), Scratch::new());
        at_base.evaluate(&assumptions, &assumptions.at_stage(plan.target), set);
        let shapes_demand = plan.all_inputs().map(|input| plan.shapes_demand(input)).collect();
        Self { assumptions, set, at_base, moved, shapes_demand, by_line }
    }

    /// Net with every estimate at its base value.
    pub fn base(&self) -> f64 {
        self.by_line.net()
    }

    /// Net with one estimate at each of some values.
    pub fn with(&mut self, input: Input, values: [f64; LANES]) -> [f64; LANES] {
        match self.by_line.moves(input) {
            Moves::Nothing => [self.base(); LANES],
            Moves::Line(line) => self.by_line.net_with(line, input, values),
            Moves::Anything => self.with_anything(input, values),
        }
    }

    /// Whether net is not below 0 with one estimate at each of some values.
    pub fn pays_with(&mut self, input: Input, values: [f64; LANES]) -> [bool; LANES] {
        match self.by_line.moves(input) {
            Moves::Line(line) => self.by_line.pays_with(line, input, values),
            _ => self.with(input, values).map(|net| 0.0 <= net),
        }
    }

    fn with_anything(&mut self, input: Input, values: [f64; LANES]) -> [f64; LANES] {
        let base = self.assumptions.value(input);
        let plan = self.assumptions.plan;
        self.assumptions.set(input, Lanes(values));
        let point = self.assumptions.at_stage(plan.target);
        let month = if self.shapes_demand[input.index()] {
            self.moved.evaluate(&self.assumptions, &point, self.set)
        } else {
            self.at_base.evaluate_again(&self.assumptions, &point, self.set)
        };
        self.assumptions.set(input, base);
        month.net.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::PRESETS;
    use crate::uncertainty::what_must_be_true;

    #[test]
    fn a_moved_line_nets_what_the_whole_month_does() {
        for preset in PRESETS {
            let plan = Plan::new(&preset.scenario()).unwrap();
            let distributions: Vec<Distribution> =
                plan.inputs.iter().map(|field| Distribution::new(&field.estimate, field.domain)).collect();
            let mut net = NetAtTarget::new(&plan);
            let mut check = |input: Input, values: [f64; LANES]| {
                let whole = net.with_anything(input, values);
                let name = || format!("{}, {}: {values:?}", preset.key, plan.inputs[input.index()].path);
                assert_eq!(net.with(input, values).map(f64::to_bits), whole.map(f64::to_bits), "{}", name());
                assert_eq!(net.pays_with(input, values), whole.map(|net| 0.0 <= net), "{}", name());
            };
            for input in plan.all_inputs() {
                let base = plan.inputs[input.index()].estimate.base();
                check(input, [0.0, 0.1, 0.9, 1.0, 1.1, 10.0, 1e6, 1e300].map(|factor| factor * base));
            }
            for requirement in what_must_be_true(&plan, &distributions) {
                if let Some(value) = requirement.break_even {
                    let near = [value.next_down().next_down(), value.next_down(), value, value.next_up()];
                    check(requirement.input, std::array::from_fn(|lane| near[lane % 4]));
                }
            }
        }
    }
}
