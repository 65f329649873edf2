//! What must be true: for each estimate, where the plan starts or stops to pay (model, section 10).

use super::Distribution;
use super::tornado::{LANES, NetAtTarget};
use crate::economics::{Input, Plan};
use crate::scenario::Domain;

/// How far one estimate is from where a month at the target breaks even, all others at their base values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Requirement {
    /// Which estimate.
    pub input: Input,
    /// Its base value.
    pub base: f64,
    /// The value nearest to it at which net changes sign; a jump counts at the jump. `None` where no value in its
    /// domain does it.
    pub break_even: Option<f64>,
    /// Whether it pays above the break-even rather than below.
    pub pays_above: bool,
    /// The chance that it is on the side that pays; `None` for a known number or without a break-even.
    pub chance: Option<f64>,
}

impl Requirement {
    /// Break-even over base: 1.2 needs 20 % more. `None` without a break-even or with a base of 0.
    pub fn factor(&self) -> Option<f64> {
        self.break_even.filter(|_| self.base != 0.0).map(|value| value / self.base)
    }

    /// How far it is, whichever way: a factor of 1 or more. `None` where no such factor exists.
    pub fn distance(&self) -> Option<f64> {
        let factor = self.factor().filter(|factor| 0.0 < *factor)?;
        Some(factor.max(1.0 / factor))
    }
}

/// Every estimate that moves net at the target, the nearest to its break-even first; those without one last.
pub fn what_must_be_true(plan: &Plan, distributions: &[Distribution]) -> Vec<Requirement> {
    let mut net = NetAtTarget::new(plan);
    let factors = factors();
    let mut requirements: Vec<Requirement> = plan
        .all_inputs()
        .zip(distributions)
        .filter_map(|(input, distribution)| requirement(plan, &mut net, input, distribution, &factors))
        .collect();
    let far = |requirement: &Requirement| match (requirement.break_even, requirement.distance()) {
        (None, _) => (2, 0.0),
        (Some(_), None) => (1, 0.0),
        (Some(_), Some(distance)) => (0, distance),
    };
    requirements.sort_by(|a, b| {
        let ((class, distance), (other_class, other_distance)) = (far(a), far(b));
        class.cmp(&other_class).then(distance.total_cmp(&other_distance))
    });
    requirements
}

/// `None` for an estimate that does not move net.
fn requirement(
    plan: &Plan,
    net: &mut NetAtTarget<'_>,
    input: Input,
    distribution: &Distribution,
    factors: &[f64],
) -> Option<Requirement> {
    let pays_at_base = 0.0 <= net.base();
    let field = &plan.inputs[input.index()];
    let base = field.estimate.base();
    let at_base = net.base();
    let (below, above) = ladders(base, field.domain, factors);
    let probes = [&below, &above].map(|ladder| {
        let at = |place: usize| ladder.get(place).copied().unwrap_or(base);
        [at(0), at(8), at(ladder.len() / 2), at(ladder.len().wrapping_sub(1))]
    });
    let probes = std::array::from_fn(|lane| probes[lane % 2][lane / 2]);
    if net.with(input, probes).iter().all(|&found| found == at_base) {
        return None;
    }
    let down = nearest(net, input, base, &below, pays_at_base);
    let within = down.map_or(f64::INFINITY, |down| base - down);
    let reached = above.partition_point(|&value| value - base <= within);
    let up = nearest(net, input, base, &above[..(reached + 1).min(above.len())], pays_at_base);
    let break_even = match (down, up) {
        (Some(down), Some(up)) => Some(if base - down <= up - base { down } else { up }),
        (down, up) => down.or(up),
    };
    let pays_above = break_even.is_some_and(|value| (base < value) != pays_at_base);
    let chance = break_even.and_then(|value| distribution.cdf(value)).map(|p| if pays_above { 1.0 - p } else { p });
    Some(Requirement { input, base, break_even, pays_above, chance })
}

/// The first place on the way along a ladder where net changes sign, on its far side.
fn nearest(net: &mut NetAtTarget<'_>, input: Input, base: f64, ladder: &[f64], pays_at_base: bool) -> Option<f64> {
    let mut before = base;
    for rungs in ladder.chunks(LANES) {
        let values = std::array::from_fn(|lane| rungs[lane.min(rungs.len() - 1)]);
        if let Some(first) = net.pays_with(input, values).iter().position(|&pays| pays != pays_at_base) {
            let before = if first == 0 { before } else { values[first - 1] };
            return Some(narrow(net, input, before, values[first], pays_at_base));
        }
        before = values[LANES - 1];
    }
    None
}

/// Between `from`, where net has the sign it has at base, and `to`, where it has not: the place where it changes.
fn narrow(net: &mut NetAtTarget<'_>, input: Input, mut from: f64, mut to: f64, pays_at_base: bool) -> f64 {
    loop {
        let part = (to - from) / (LANES + 1) as f64;
        let values: [f64; LANES] = std::array::from_fn(|lane| from + part * (lane + 1) as f64);
        let inside = |value: f64| value != from && value != to;
        if !values.iter().any(|&value| inside(value)) {
            return to;
        }
        let first = net.pays_with(input, values).iter().position(|&pays| pays != pays_at_base);
        let (next_from, next_to) = match first {
            Some(0) => (from, values[0]),
            Some(lane) => (values[lane - 1], values[lane]),
            None => (values[LANES - 1], to),
        };
        if (next_from, next_to) == (from, to) {
            return to;
        }
        (from, to) = (next_from, next_to);
    }
}

/// How far away values are tried: steps of a fifth, finer at first, wider beyond a factor of a thousand.
fn factors() -> Vec<f64> {
    (1..=8)
        .map(|step| 1.0 + f64::from(step) / 64.0)
        .chain((1..=37).map(|step| libm::pow(1.2, f64::from(step))))
        .chain((1..=12).map(|step| 1000.0 * libm::pow(10.0, f64::from(step))))
        .collect()
}

/// The values to try below and above a base, going away from it to the ends of the domain.
fn ladders(base: f64, domain: Domain, factors: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let (least, greatest) = (domain.least(), domain.greatest());
    let lowest = match domain {
        Domain::Positive => Domain::SMALLEST,
        Domain::AboveMinusOne => least + 1e-9,
        _ => least,
    };
    if domain == Domain::Share || domain == Domain::AboveMinusOne || base <= 0.0 {
        let end = if domain == Domain::Share { greatest } else { 1.0 };
        let even = |end: f64| (1..=48).map(move |step| base + (end - base) * f64::from(step) / 48.0);
        let below = if lowest < base { even(lowest).collect() } else { Vec::new() };
        let mut above: Vec<f64> = if base < end { even(end).collect() } else { Vec::new() };
        if end < greatest {
            above.extend((1..=30).map(|step| base.max(end) * libm::pow(10.0, f64::from(step) / 2.0)));
            above.retain(|&value| value <= greatest);
        }
        return (below, above);
    }
    let mut below: Vec<f64> = factors.iter().map(|factor| base / factor).filter(|&value| lowest < value).collect();
    below.extend((lowest < base).then_some(lowest));
    let mut above: Vec<f64> = factors.iter().map(|factor| base * factor).filter(|&value| value < greatest).collect();
    above.extend((base < greatest).then_some(greatest));
    (below, above)
}
