//! What a pilot is worth, at most: the expected value of perfect information (model, section 10).

use std::sync::Arc;

use super::draws::{BINS, bins, shuffled};
use super::months::MonthlySurfaces;
use super::{Cash, Chance, DrawColumn};
use crate::economics::{Choice, Input, Plan};

/// What knowing before deciding would add to the payoff of the best action, at most. The actions are the plan, each
/// alternative, and nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueOfInformation {
    /// Knowing everything.
    pub all: f64,
    /// Knowing one estimate, the most valuable first; nothing that is worth 0.
    pub inputs: Vec<EstimateWorth>,
    /// Expected payoff of building: the mean NPV.
    pub expected: f64,
    /// The same for a team that stops where a kill criterion says so; `None` without such criteria.
    pub expected_with_kill_criteria: Option<f64>,
    /// Each action, the plan first, nothing last.
    pub actions: Vec<ActionOutlook>,
}

/// What an action promises over the futures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActionOutlook {
    /// Which.
    pub action: Choice,
    /// Its mean NPV.
    pub mean: f64,
    /// The chance that no other has a greater NPV.
    pub is_best: Chance,
}

/// What knowing one estimate is worth, at most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EstimateWorth {
    /// Which estimate.
    pub input: Input,
    /// Money, over the horizon.
    pub worth: f64,
}

impl ValueOfInformation {
    /// From the NPV of each future and the inputs that were drawn.
    ///
    /// Knowing an estimate before deciding lets a team build only where the mean NPV given what it learnt is above 0.
    /// What the same bins would promise of a column that says nothing is taken off.
    pub(super) fn new(plan: &Plan, inputs: &[Arc<DrawColumn>], months: &MonthlySurfaces, cash: &Cash) -> Self {
        let actions: Vec<&[f64]> = std::iter::once(&cash.npv).chain(&cash.alternatives).map(Vec::as_slice).collect();
        let count = cash.npv.len();
        let means: Vec<f64> = actions.iter().map(|npv| mean(npv)).collect();
        let without = means.iter().copied().fold(0.0, f64::max);
        let best = |future: usize| actions.iter().map(|npv| npv[future]).fold(0.0, f64::max);
        let all = mean_of((0..count).map(best), count) - without;
        let nothing = bins(&shuffled(count, NOTHING));
        let noise = mean_of_best(&actions, &nothing) - without;
        let mut worths: Vec<EstimateWorth> = plan
            .all_inputs()
            .filter(|&input| !plan.is_preference(input) && months.has_part_in_cash[input.index()])
            .filter_map(|input| {
                let bins = &inputs[input.index()].bins;
                if bins.is_empty() {
                    return None;
                }
                let worth = (mean_of_best(&actions, bins) - without - noise).max(0.0).min(all.max(0.0));
                (0.0 < worth).then_some(EstimateWorth { input, worth })
            })
            .collect();
        worths.sort_by(|a, b| b.worth.total_cmp(&a.worth));
        Self {
            all,
            inputs: worths,
            expected: means[0],
            actions: outlooks(&actions, &means),
            expected_with_kill_criteria: cash.npv_with_kill_criteria.as_deref().map(mean),
        }
    }
}

/// Shuffles a column that says nothing.
const NOTHING: u64 = 0x6272_6561_6b65_7665;

/// Each action beside the others.
fn outlooks(actions: &[&[f64]], means: &[f64]) -> Vec<ActionOutlook> {
    let count = actions[0].len();
    let mut wins = vec![0; actions.len() + 1];
    for future in 0..count {
        let npv = actions.iter().map(|npv| npv[future]).chain(std::iter::once(0.0)).enumerate();
        let best = npv.fold((0, f64::NEG_INFINITY), |best, next| if best.1 < next.1 { next } else { best });
        wins[best.0] += 1;
    }
    let choice = |place: usize| match place.checked_sub(1) {
        None => Choice::Plan,
        Some(place) if place + 1 < actions.len() => Choice::Alternative(place),
        Some(_) => Choice::Nothing,
    };
    let outlook = |(place, wins): (usize, usize)| ActionOutlook {
        action: choice(place),
        mean: means.get(place).copied().unwrap_or(0.0),
        is_best: Chance::of(wins, count),
    };
    wins.into_iter().enumerate().map(outlook).collect()
}

/// The mean payoff of a team that takes, in each bin, the action that is best there on average.
fn mean_of_best(actions: &[&[f64]], bins: &[u8]) -> f64 {
    let mut best = [0.0_f64; BINS];
    for npv in actions {
        let mut sums = [0.0; 256];
        for (npv, &bin) in npv.iter().zip(bins) {
            sums[usize::from(bin)] += npv;
        }
        best.iter_mut().zip(sums).for_each(|(best, sum)| *best = best.max(sum));
    }
    mean_of(best.into_iter(), bins.len())
}

fn mean(values: &[f64]) -> f64 {
    mean_of(values.iter().copied(), values.len())
}

fn mean_of(values: impl Iterator<Item = f64>, count: usize) -> f64 {
    values.sum::<f64>() / count as f64
}
