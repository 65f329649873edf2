//! What a pilot is worth, at most: the expected value of perfect information (model, section 10).

use std::sync::Arc;

use super::draws::{BINS, bins, shuffled};
use super::months::MonthlySurfaces;
use super::{Cash, DrawColumn};
use crate::economics::{Input, Plan};

/// What knowing before deciding would add to the payoff of building, at most.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueOfInformation {
    /// Knowing everything.
    pub all: f64,
    /// Knowing one estimate, the most valuable first; nothing that is worth 0.
    pub inputs: Vec<EstimateWorth>,
    /// Expected payoff of building: the mean NPV.
    pub expected: f64,
    /// The same for a team that stops two months after a kill criterion is breached; `None` without criteria.
    pub expected_with_kill_criteria: Option<f64>,
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
        let npv = &cash.npv;
        let expected = mean(npv);
        let without = expected.max(0.0);
        let all = mean_of(npv.iter().map(|npv| npv.max(0.0)), npv.len()) - without;
        let nothing = bins(&shuffled(npv.len(), NOTHING));
        let noise = mean_of_best(npv, &nothing) - without;
        let mut worths: Vec<EstimateWorth> = plan
            .all_inputs()
            .filter(|&input| !plan.is_preference(input) && months.has_part_in_cash[input.index()])
            .filter_map(|input| {
                let bins = &inputs[input.index()].bins;
                if bins.is_empty() {
                    return None;
                }
                let worth = (mean_of_best(npv, bins) - without - noise).max(0.0).min(all.max(0.0));
                (0.0 < worth).then_some(EstimateWorth { input, worth })
            })
            .collect();
        worths.sort_by(|a, b| b.worth.total_cmp(&a.worth));
        Self {
            all,
            inputs: worths,
            expected,
            expected_with_kill_criteria: cash.npv_with_kill_criteria.as_deref().map(mean),
        }
    }
}

/// Shuffles a column that says nothing.
const NOTHING: u64 = 0x6272_6561_6b65_7665;

/// The mean payoff of a team that builds in the bins whose mean is above 0.
fn mean_of_best(npv: &[f64], bins: &[u8]) -> f64 {
    let mut sums = [0.0; 256];
    for (npv, &bin) in npv.iter().zip(bins) {
        sums[usize::from(bin)] += npv;
    }
    mean_of(sums[..BINS].iter().map(|sum| sum.max(0.0)), npv.len())
}

fn mean(values: &[f64]) -> f64 {
    mean_of(values.iter().copied(), values.len())
}

fn mean_of(values: impl Iterator<Item = f64>, count: usize) -> f64 {
    values.sum::<f64>() / count as f64
}
