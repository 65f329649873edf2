//! Goal seek: what one estimate would have to be for the plan to be viable, and likely enough to pay.

use std::sync::Arc;

use super::{DrawColumn, Draws};
use crate::economics::{Assumptions, Evaluation, Lanes, Months, Number, Plan, Scratch};
use crate::scenario::{Domain, Estimate, EstimatePath, Scenario};

/// A value that reaches the goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GoalSeekAnswer {
    /// The estimate moved there, with its doubt as the levers would keep it.
    pub estimate: Estimate,
    /// The chance that a month at the target pays then.
    pub chance: f64,
}

/// How many values are tried together.
const LANES: usize = 8;

/// Steps that narrow the answer down: each halves what is left.
const NARROWING: usize = 24;

/// The value of one estimate nearest to today's at which the target is viable at base values and a month there pays with
/// at least a chance, everything else as planned. `None` where no valid value does it, or where there is no such path.
///
/// `draws` are the futures to judge by: the same for every value, so that the answer does not flicker.
pub fn seek(scenario: &Scenario, path: &EstimatePath, chance: f64, draws: &mut Draws) -> Option<GoalSeekAnswer> {
    let fields = scenario.every_field();
    let field = fields.iter().find(|field| field.path == *path)?;
    let (estimate, domain, base) = (*field.estimate, field.domain, field.estimate.base());
    let mut candidate = scenario.clone();
    let mut reaches = |value: f64| -> Option<GoalSeekAnswer> {
        let moved = estimate.moved_to(domain, value);
        *candidate.estimate_mut(path)? = moved;
        let plan = Plan::new(&candidate).ok()?;
        if !is_viable(&plan) {
            return None;
        }
        let found = chance_of_paying(&plan, draws);
        (chance <= found).then_some(GoalSeekAnswer { estimate: moved, chance: found })
    };
    if let Some(answer) = reaches(base) {
        return Some(GoalSeekAnswer { estimate, ..answer });
    }
    let mut best: Option<(f64, GoalSeekAnswer)> = None;
    for ladder in ladders(base, domain) {
        let mut before = base;
        for value in ladder {
            if let Some(answer) = reaches(value) {
                let (distance, answer) = narrow(before, value, answer, &mut reaches, base);
                if best.is_none_or(|(nearest, _)| distance < nearest) {
                    best = Some((distance, answer));
                }
                break;
            }
            before = value;
        }
    }
    best.map(|(_, answer)| answer)
}

/// Between `from`, which does not reach the goal, and `to`, which does. Returns how far from base the answer is.
fn narrow(
    mut from: f64,
    mut to: f64,
    mut answer: GoalSeekAnswer,
    reaches: &mut impl FnMut(f64) -> Option<GoalSeekAnswer>,
    base: f64,
) -> (f64, GoalSeekAnswer) {
    for _ in 0..NARROWING {
        let middle = from + (to - from) / 2.0;
        if (to - from).abs() <= 1e-4 * to.abs() {
            break;
        }
        match reaches(middle) {
            Some(found) => (to, answer) = (middle, found),
            None => from = middle,
        }
    }
    ((to - base).abs(), answer)
}

/// Values to try, up and down, going away from the base.
fn ladders(base: f64, domain: Domain) -> [Vec<f64>; 2] {
    let is_even = matches!(domain, Domain::Share | Domain::AboveMinusOne) || base <= 0.0;
    if is_even {
        let (least, greatest) = (domain.least(), if domain == Domain::Share { 1.0 } else { base.max(1.0) * 2.0 });
        let even = |end: f64| (1..=16).map(move |step| base + (end - base) * f64::from(step) / 16.0).collect();
        return [even(greatest), even(least)];
    }
    let factor = |step: u32| libm::pow(1.25, f64::from(step));
    [(1..=32).map(|step| base * factor(step)).collect(), (1..=32).map(|step| base / factor(step)).collect()]
}

fn is_viable(plan: &Plan) -> bool {
    let base = Assumptions::base(plan);
    let set = plan.planned_mix().active_at(plan, plan.target);
    let month = Scratch::new().evaluate(&base, &base.at_stage(plan.target), set);
    plan.hurdle * month.cost <= month.value && 0.0 <= Months::of(&base, plan.planned_mix()).npv
}

/// The chance that a month at the target pays.
pub fn chance_of_paying(plan: &Plan, draws: &mut Draws) -> f64 {
    let columns = draws.of(plan);
    let count = draws.count();
    let set = plan.planned_mix().active_at(plan, plan.target);
    let base: Vec<Lanes<LANES>> = plan.inputs.iter().map(|field| Lanes::constant(field.estimate.base())).collect();
    let mut scratch = None;
    let mut paying = 0;
    for start in (0..count).step_by(LANES) {
        let values = base.iter().zip(&columns).map(|(base, column)| lanes(*base, column, start));
        let assumptions = Assumptions::new(plan, values.collect());
        let scratch = scratch.get_or_insert_with(Scratch::new);
        let month: Evaluation<Lanes<LANES>> = scratch.evaluate(&assumptions, &assumptions.at_stage(plan.target), set);
        paying += month.net.0[..LANES.min(count - start)].iter().filter(|net| 0.0 < **net).count();
    }
    paying as f64 / count as f64
}

/// A column's values from a future on; past the last one, the last again.
fn lanes(base: Lanes<LANES>, column: &Arc<DrawColumn>, start: usize) -> Lanes<LANES> {
    match column.values.len().checked_sub(1) {
        None => base,
        Some(last) => Lanes(std::array::from_fn(|lane| column.values[(start + lane).min(last)])),
    }
}
