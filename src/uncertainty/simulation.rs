//! Everything that the futures of a plan say, derived again when the plan changes.

use std::hint::black_box;

use super::breach::breaches;
use super::column_graph::ColumnCache;
use super::months::MonthlySurfaces;
use super::{
    Bands, Cash, Chance, Distribution, Draws, Outlook, Requirement, Swing, ValueOfInformation, tornado,
    what_must_be_true,
};
use crate::economics::{Plan, Results};

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
    /// Which estimate swings the month most.
    pub tornado: Vec<Swing>,
    /// Where each estimate makes it break even.
    pub what_must_be_true: Vec<Requirement>,
    /// What knowing before deciding is worth.
    pub pilot: ValueOfInformation,
    /// What each input was drawn from, in the plan's order.
    pub distributions: Vec<Distribution>,
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
        let count = self.draws.count();
        let inputs = self.draws.of(plan);
        let months = MonthlySurfaces::new(plan, &inputs, count, &mut self.kept);
        let cash = Cash::new(plan, &months, count);
        run("columns, remembered", &mut || {
            black_box(MonthlySurfaces::new(plan, &inputs, count, &mut self.kept));
        });
        run("columns, all", &mut || {
            black_box(MonthlySurfaces::new(plan, &inputs, count, &mut ColumnCache::new()));
        });
        run("curve with bands", &mut || {
            black_box(Bands::new(plan, &results.curve, &months, count));
        });
        run("target", &mut || {
            black_box(Outlook::new(plan, results, &months, count));
        });
        run("cash", &mut || {
            black_box(Cash::new(plan, &months, count));
        });
        run("what a pilot is worth", &mut || {
            black_box(ValueOfInformation::new(plan, &inputs, &months, &cash));
        });
    }

    /// Computes a plan in every future, beside its results at base values.
    pub fn of(&mut self, plan: &Plan, results: &Results) -> Uncertainty {
        let count = self.draws.count();
        let inputs = self.draws.of(plan);
        let months = MonthlySurfaces::new(plan, &inputs, count, &mut self.kept);
        let cash = Cash::new(plan, &months, count);
        let distributions: Vec<Distribution> = inputs.iter().map(|column| column.distribution.clone()).collect();
        Uncertainty {
            draws: count,
            seed: self.draws.seed(),
            outlook: Outlook::new(plan, results, &months, count),
            breaches: breaches(plan, &months, count),
            bands: Bands::new(plan, &results.curve, &months, count),
            tornado: tornado(plan, &distributions),
            what_must_be_true: what_must_be_true(plan, &distributions),
            pilot: ValueOfInformation::new(plan, &inputs, &months, &cash),
            cash,
            distributions,
        }
    }
}
