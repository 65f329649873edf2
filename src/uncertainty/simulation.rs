//! Everything that the futures of a plan say, derived again when the plan changes.

use std::hint::black_box;
use std::sync::{Arc, OnceLock};

use super::bands::BandScratch;
use super::column_graph::ColumnCache;
use super::months::MonthlySurfaces;
use super::recompute::{PiecesInFutures, recompute};
use super::{
    Bands, Cash, Chance, Distribution, DrawColumn, Draws, Outlook, Requirement, Swing, ValueOfInformation, tornado,
    what_must_be_true,
};
use crate::economics::{Plan, Results};
use crate::scenario::EstimatePath;

/// Draws futures, and remembers what the next recompute can use again.
///
/// What it remembers never changes a result: a new one gives the same numbers.
#[derive(Clone, Debug)]
pub struct Simulation {
    draws: Draws,
    kept: ColumnCache,
}

/// The most numbers that the columns of all futures may hold.
const MOST_NUMBERS: usize = 125_000_000;
/// The columns that an estimate takes by itself: its values, its ranks and its bins, and what sorts them.
const COLUMNS_PER_ESTIMATE: usize = 2;

/// What follows from not knowing.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertainty {
    /// How many futures.
    pub draws: usize,
    /// What shuffled them.
    pub seed: u64,
    /// A month at the target.
    pub outlook: Outlook,
    /// That a month at its stage crosses each kill criterion, in the plan's order.
    pub breaches: Vec<Chance>,
    /// Over the whole curve.
    pub bands: Bands,
    /// Over the horizon.
    pub cash: Cash,
    /// What knowing before deciding is worth.
    pub pilot: ValueOfInformation,
    /// What each input was drawn from, in the plan's order.
    pub distributions: Vec<Distribution>,
    /// Of each estimate by itself, once somebody has asked: most recomputes of a drag are over before anybody does.
    pub(super) tornado: OnceLock<Vec<Swing>>,
    pub(super) what_must_be_true: OnceLock<Vec<Requirement>>,
}

impl Uncertainty {
    /// Which estimate swings the month most, of the plan that this is of.
    pub fn tornado(&self, plan: &Plan) -> &[Swing] {
        self.tornado.get_or_init(|| tornado(plan, &self.distributions))
    }

    /// Where each estimate makes it break even, of the plan that this is of.
    pub fn what_must_be_true(&self, plan: &Plan) -> &[Requirement] {
        self.what_must_be_true.get_or_init(|| what_must_be_true(plan, &self.distributions))
    }
}

impl Simulation {
    /// How many futures are shown unless somebody asks for another number.
    pub const USUAL: usize = 10_000;

    /// The most futures of a plan that can be held at once: a gigabyte of columns, and never fewer than the usual number.
    pub fn most(plan: &Plan) -> usize {
        // As many columns as one future has.
        let mut one = Self::new(1, 1);
        let inputs = one.draws.of(plan);
        drop(MonthlySurfaces::new(plan, &inputs, 1, &mut one.kept));
        let drawn = inputs.iter().filter(|column| column.ranks.is_some()).count();
        let columns = one.kept.len() + COLUMNS_PER_ESTIMATE * drawn;
        (MOST_NUMBERS / columns.max(1)).max(Self::USUAL)
    }

    /// Room for `count` futures, shuffled by a seed.
    pub fn new(count: usize, seed: u64) -> Self {
        Self { draws: Draws::new(count, seed), kept: ColumnCache::new() }
    }

    /// Room for the futures of one of several plans (see [`Draws::of_use_case`]).
    pub fn of_use_case(count: usize, seed: u64, key: &str, shared: &[(EstimatePath, String)]) -> Self {
        Self { draws: Draws::of_use_case(count, seed, key, shared), kept: ColumnCache::new() }
    }

    /// How many futures.
    pub fn count(&self) -> usize {
        self.draws.count()
    }

    /// The futures themselves.
    pub fn draws(&mut self) -> &mut Draws {
        &mut self.draws
    }

    /// Each part of a recompute that remembers its columns, by name, for benchmarks.
    pub fn parts(&mut self, plan: &Plan, results: &Results, run: &mut dyn FnMut(&str, &mut dyn FnMut())) {
        let (inputs, months, count) = self.drawn(plan);
        let cash = Cash::new(plan, &months, count);
        run("columns, remembered", &mut || {
            black_box(MonthlySurfaces::new(plan, &inputs, count, &mut self.kept));
        });
        run("columns, all", &mut || {
            black_box(MonthlySurfaces::new(plan, &inputs, count, &mut ColumnCache::new()));
        });
        let curve = results.curve.months();
        run("bands as set", &mut || {
            for (stage, (base, surfaces)) in curve.planned.iter().zip(&months.planned).enumerate() {
                black_box(Bands::of_run(plan, stage, base, surfaces, count, &mut BandScratch::default()));
            }
        });
        run("target", &mut || {
            black_box(Outlook::new(plan, &results.stages[plan.target].planned, &months, count));
        });
        run("cash", &mut || {
            black_box(Cash::new(plan, &months, count));
        });
        run("what a pilot is worth", &mut || {
            black_box(ValueOfInformation::new(plan, &inputs, &months, &cash));
        });
    }

    /// A plan's inputs and its months in every future, and how many of these there are.
    pub(super) fn drawn(&mut self, plan: &Plan) -> (Vec<Arc<DrawColumn>>, MonthlySurfaces, usize) {
        let count = self.draws.count();
        let inputs = self.draws.of(plan);
        let months = MonthlySurfaces::new(plan, &inputs, count, &mut self.kept);
        (inputs, months, count)
    }

    /// Computes a plan in every future, beside its results at base values.
    pub fn of(&mut self, plan: &Plan, results: &Results) -> Uncertainty {
        let target = results.stages[plan.target].planned;
        let pieces = PiecesInFutures::new(plan, self, target, results.curve.months());
        pieces.work();
        pieces.together().1
    }

    /// A plan's results at base values, and in every future: the same numbers as one after the other, on more than one
    /// thread where there are more.
    pub fn with_results(&mut self, plan: &Plan) -> (Results, Uncertainty) {
        recompute(self, plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::PRESETS;

    #[test]
    fn two_threads_come_to_what_one_does() {
        for preset in PRESETS {
            let plan = Plan::new(&preset.scenario()).unwrap();
            let (mut one, mut two) = (Simulation::new(200, 1), Simulation::new(200, 1));
            let results = Results::of(&plan);
            let uncertainty = one.of(&plan, &results);
            for _ in 0..2 {
                let (found, futures) = two.with_results(&plan);
                assert_eq!(futures, uncertainty, "{}", preset.key);
                assert_eq!(format!("{found:?}"), format!("{results:?}"), "{}", preset.key);
            }
        }
    }
}
