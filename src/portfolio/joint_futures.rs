//! Several use cases in the same futures: what they are worth together, and what they tie up.

use super::use_case::{SetupSaving, UseCase, mean};
use crate::uncertainty::{Chance, Quantiles};

/// What some use cases promise together.
#[derive(Clone, Debug, PartialEq)]
pub struct JointFutures {
    /// Net present value of each future.
    pub npv: Vec<f64>,
    /// Its mean.
    pub mean_npv: f64,
    /// Its quantiles.
    pub npv_quantiles: Quantiles,
    /// Chance that all of it together pays: that NPV is above 0.
    pub pays: Chance,
    /// Cumulative cash of each month of the longest horizon: the sum of paths, future by future.
    pub cash: Vec<JointMonth>,
    /// The most that is tied up at any time, in each future.
    peak: Vec<f64>,
    /// Its quantiles.
    pub peak_funding: Quantiles,
    /// Chance that this exceeds the budget; `None` without one.
    pub exceeds_budget: Option<Chance>,
}

/// Cumulative cash of one month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JointMonth {
    /// From 0.
    pub month: u32,
    /// Mean over the futures.
    pub mean: f64,
    /// One future in ten is below.
    pub p10: f64,
    /// Half of them are.
    pub p50: f64,
    /// Nine in ten.
    pub p90: f64,
}

impl JointFutures {
    /// Adds use cases up, future by future. Of those that share a set-up the first pays it. There is at least one.
    pub fn of(use_cases: &[&UseCase], budget: Option<f64>) -> Self {
        let count = use_cases[0].npv.len();
        let mut npv = vec![0.0; count];
        let mut paths: Vec<&[f32]> = Vec::new();
        for use_case in use_cases {
            add(&mut npv, use_case.npv.iter().copied());
            paths.push(&use_case.cumulative);
            for saving in use_case.savings.iter().filter(|saving| is_paid_by_another(use_cases, saving)) {
                add(&mut npv, saving.npv.iter().copied());
                paths.push(&saving.cumulative);
            }
        }
        let months = paths.iter().map(|path| path.len() / count).max().unwrap_or(0);
        let mut peak = vec![0.0_f64; count];
        let mut sum = vec![0.0; count];
        let cash = (0..months).map(|month| {
            sum.fill(0.0);
            for path in &paths {
                // After its horizon a use case neither earns nor costs.
                let last = month.min(path.len() / count - 1);
                add(&mut sum, path[last * count..][..count].iter().map(|cash| f64::from(*cash)));
            }
            for (peak, sum) in peak.iter_mut().zip(&sum) {
                *peak = peak.max(-sum);
            }
            let Quantiles { p10, p50, p90, .. } = Quantiles::of(&sum);
            JointMonth { month: month as u32, mean: mean(&sum), p10, p50, p90 }
        });
        let cash = cash.collect();
        Self {
            mean_npv: mean(&npv),
            npv_quantiles: Quantiles::of(&npv),
            pays: Chance::of(npv.iter().filter(|npv| 0.0 < **npv).count(), count),
            npv,
            cash,
            peak_funding: Quantiles::of(&peak),
            peak,
            exceeds_budget: None,
        }
        .within(budget)
    }

    /// The same beside another budget.
    #[must_use]
    pub fn within(self, budget: Option<f64>) -> Self {
        let exceeds =
            |budget: f64| Chance::of(self.peak.iter().filter(|peak| budget < **peak).count(), self.peak.len());
        Self { exceeds_budget: budget.map(exceeds), ..self }
    }

    /// The most that is tied up where all futures come out as their mean.
    pub fn mean_peak_funding(&self) -> f64 {
        self.cash.iter().map(|month| -month.mean).fold(0.0, f64::max)
    }
}

/// Whether one before it in the list of those that share a set-up is there.
fn is_paid_by_another(use_cases: &[&UseCase], saving: &SetupSaving) -> bool {
    let mut savings = use_cases.iter().flat_map(|use_case| &use_case.savings);
    savings.any(|other| other.setup == saving.setup && other.place < saving.place)
}

fn add(sums: &mut [f64], values: impl Iterator<Item = f64>) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}
