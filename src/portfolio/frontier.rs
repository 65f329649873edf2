//! What more safety costs: the subsets of which no other one has both a greater mean and a greater tenth percentile.
//!
//! After the efficient frontier of Markowitz ("Portfolio Selection", Journal of Finance 7, 1952), with the tenth
//! percentile of the joint net present value in the place of the variance. Up to 12 undecided use cases, every subset is
//! looked at. Beyond, the search begins with those that maximise the mean less a penalty on the variance, for a range of
//! penalties: variances add up where use cases are independent. From each point it goes on to the subsets that differ by
//! one use case or by one for another (Pareto local search; Paquete, Chiarandini and Stützle, "Pareto Local Optimum Sets
//! in the Biobjective Traveling Salesman Problem", 2004). The percentile is always that of the joint futures, so what use
//! cases share is in it.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::candidate::{Candidate, Rules, npv};
use super::funding::{MOST_WORK, fund, fund_within};
use super::funding_error::FundingError;
use super::problem::{Choice, Goal, Problem};
use crate::uncertainty::QuantileFinder;

#[cfg(test)]
mod tests;

/// Up to so many undecided use cases every subset is looked at.
const EXHAUSTIVE: usize = 12;

/// Beyond, so many columns are added up at most: about twice those of every subset of twelve.
const MOST_COLUMNS: usize = EXHAUSTIVE << EXHAUSTIVE;

/// How many penalties are tried beyond.
const PENALTIES: usize = 16;

/// A subset on the frontier.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontierPoint {
    /// The places of its use cases among the candidates, in increasing order.
    pub chosen: Vec<usize>,
    /// Mean net present value.
    pub mean: f64,
    /// The net present value that it stays below in one future of ten.
    pub p10: f64,
}

/// Joint futures: columns of equal length, each the same futures in the same order, which is no particular one.
#[derive(Clone, Copy, Debug)]
pub struct NpvColumns<'a> {
    /// By candidate: its net present value.
    pub npv: &'a [&'a [f64]],
    /// By shared set-up and its members: the net present value that is saved when another one pays.
    pub saved: &'a [Vec<&'a [f64]>],
}

/// The frontier among the subsets that [`fund`] chooses from, by increasing mean. Its last point is worth what is funded.
/// Of equal subsets it has the one with the fewest use cases, and of these the one with the first places.
///
/// # Errors
///
/// Those of [`fund`].
///
/// # Panics
///
/// Where there are fewer columns of futures than candidates or members.
pub fn frontier(
    candidates: &[Candidate],
    rules: &Rules,
    budget: Option<f64>,
    futures: &NpvColumns,
) -> Result<Vec<FrontierPoint>, FundingError> {
    let best = fund(candidates, rules, budget)?;
    frontier_from(&best.chosen, candidates, rules, budget, futures)
}

/// The same where it is known what to fund.
pub(super) fn frontier_from(
    best: &[usize],
    candidates: &[Candidate],
    rules: &Rules,
    budget: Option<f64>,
    futures: &NpvColumns,
) -> Result<Vec<FrontierPoint>, FundingError> {
    let problem = Problem::new(candidates, rules, Goal::GreatestValue { budget })?;
    let mut search = Search {
        problem: &problem,
        rules,
        futures,
        finder: QuantileFinder::default(),
        seen: BTreeSet::new(),
        columns: 0,
        points: Vec::new(),
        total: Vec::new(),
        path: Vec::new(),
    };
    search.look_at(&set_of(best, candidates.len()));
    if problem.open() <= EXHAUSTIVE {
        search.look_at_all();
    } else {
        for chosen in by_penalty(candidates, rules, budget, futures) {
            search.look_at(&set_of(&chosen, candidates.len()));
        }
        search.look_around();
    }
    let mean = |chosen: &[usize]| npv(candidates, rules, chosen);
    let points = search.points.into_iter().rev();
    Ok(points.map(|Point { p10, chosen, .. }| FrontierPoint { mean: mean(&chosen), p10, chosen }).collect())
}

fn set_of(chosen: &[usize], count: usize) -> Vec<bool> {
    let mut set = vec![false; count];
    chosen.iter().for_each(|&place| set[place] = true);
    set
}

/// A point with its mean in exact numbers, so that equal means are equal.
struct Point {
    value: f64,
    p10: f64,
    chosen: Vec<usize>,
}

struct Search<'a> {
    problem: &'a Problem,
    rules: &'a Rules,
    futures: &'a NpvColumns<'a>,
    finder: QuantileFinder,
    seen: BTreeSet<Vec<usize>>,
    /// How many were added up, and one for each look.
    columns: usize,
    /// By decreasing mean, and so by increasing percentile.
    points: Vec<Point>,
    /// Room for a column, and for a sum of cash.
    total: Vec<f64>,
    path: Vec<f64>,
}

impl Search<'_> {
    /// Takes in a subset if it is allowed and no point beats it, in the place of those that it beats.
    fn look_at(&mut self, set: &[bool]) {
        let (value, room) = self.problem.total(set, &mut self.path);
        self.columns += 1;
        if room < 0.0 || !self.problem.meets_needs(set) {
            return;
        }
        let chosen: Vec<usize> = (0..set.len()).filter(|&place| set[place]).collect();
        if !self.seen.insert(chosen.clone()) {
            return;
        }
        self.add_up(&chosen);
        // The points before are worth at least as much; the last of them is the safest.
        let place = self.points.partition_point(|point| value <= point.value);
        let safest = self.points[..place].last().map_or(f64::NEG_INFINITY, |point| point.p10);
        let below = self.total.iter().filter(|value| **value < safest).count();
        if self.total.len() / 10 + 2 <= below {
            return;
        }
        let [p10] = if self.total.is_empty() { [0.0] } else { self.finder.quantiles(&self.total, [0.1]) };
        let is_beaten = |point: &Point| {
            let order = point.value.total_cmp(&value).then(point.p10.total_cmp(&p10));
            let size = chosen.len().cmp(&point.chosen.len()).then_with(|| chosen.cmp(&point.chosen));
            p10 <= point.p10 && (order == Ordering::Greater || order == Ordering::Equal && size == Ordering::Greater)
        };
        if !self.points[..place].iter().any(is_beaten) {
            self.points.retain(|point| value < point.value || p10 < point.p10);
            let place = self.points.partition_point(|point| value < point.value);
            self.points.insert(place, Point { value, p10, chosen });
        }
    }

    /// Sums the futures of a subset.
    fn add_up(&mut self, chosen: &[usize]) {
        let Self { futures, columns, total, .. } = self;
        total.clear();
        total.resize(futures.npv.first().map_or(0, |column| column.len()), 0.0);
        let mut add = |column: &[f64]| total.iter_mut().zip(column).for_each(|(sum, value)| *sum += value);
        *columns += chosen.len();
        chosen.iter().for_each(|&place| add(futures.npv[place]));
        for (setup, saved) in self.rules.shared.iter().zip(futures.saved) {
            setup.saving(chosen).for_each(|place| add(saved[place]));
        }
    }

    fn open(&self) -> Vec<usize> {
        let choices = &self.problem.choices;
        (0..choices.len()).filter(|&place| choices[place] == Choice::Open).collect()
    }

    fn look_at_all(&mut self) {
        let open = self.open();
        for mask in 0..1_usize << open.len() {
            let mut set: Vec<bool> = self.problem.choices.iter().map(|choice| *choice == Choice::In).collect();
            open.iter().enumerate().for_each(|(bit, &place)| set[place] = mask >> bit & 1 == 1);
            self.look_at(&set);
        }
    }

    /// Looks at the neighbours of each point, and of those that come to it, the safest first.
    fn look_around(&mut self) {
        let open = self.open();
        let mut done: BTreeSet<Vec<usize>> = BTreeSet::new();
        while let Some(point) = self.points.iter().rev().find(|point| !done.contains(&point.chosen)) {
            let set = set_of(&point.chosen, self.problem.choices.len());
            done.insert(point.chosen.clone());
            let problem = self.problem;
            let changed = |set: &[bool], place: usize| {
                let mut changed = set.to_vec();
                problem.follow(&mut changed, place, !set[place]);
                changed
            };
            let (funded, others): (Vec<usize>, Vec<usize>) = open.iter().partition(|&&place| set[place]);
            let one_changes = open.iter().map(|&place| changed(&set, place));
            let one_for_another = others.iter().flat_map(|&other| {
                let more = changed(&set, other);
                funded.iter().map(move |&one| changed(&more, one))
            });
            for neighbour in one_changes.chain(one_for_another) {
                if MOST_COLUMNS <= self.columns {
                    return;
                }
                self.look_at(&neighbour);
            }
        }
    }
}

/// The subsets that are best at some penalty on what they add to the variance.
fn by_penalty(candidates: &[Candidate], rules: &Rules, budget: Option<f64>, futures: &NpvColumns) -> Vec<Vec<usize>> {
    let variances: Vec<f64> = futures.npv.iter().map(|column| variance(column.iter().copied())).collect();
    // What a saving adds to the variance of the one that saves.
    let saved = rules.shared.iter().zip(futures.saved).map(|(setup, columns)| {
        let members = setup.members.iter().zip(columns);
        let added = members.map(|(member, column)| {
            let own = futures.npv[member.candidate].iter();
            variance(own.zip(*column).map(|(own, saved)| own + saved)) - variances[member.candidate]
        });
        added.collect::<Vec<f64>>()
    });
    let saved: Vec<Vec<f64>> = saved.collect();
    // The penalties at which a use case is worth nothing.
    let worthless = candidates.iter().zip(&variances).map(|(candidate, variance)| candidate.npv / variance);
    let (least, most) = worthless
        .filter(|penalty| 0.0 < *penalty && *penalty < f64::INFINITY)
        .fold((f64::INFINITY, 0.0_f64), |(least, most), penalty| (least.min(penalty), most.max(penalty)));
    if most <= 0.0 {
        return Vec::new();
    }
    let mut subsets = Vec::new();
    for step in 0..PENALTIES {
        let penalty = least / 2.0 * libm::pow(4.0 * most / least, step as f64 / (PENALTIES - 1) as f64);
        let (mut candidates, mut rules) = (candidates.to_vec(), rules.clone());
        for (candidate, variance) in candidates.iter_mut().zip(&variances) {
            candidate.npv -= penalty * variance;
        }
        for (setup, added) in rules.shared.iter_mut().zip(&saved) {
            for (member, added) in setup.members.iter_mut().zip(added) {
                member.npv -= penalty * added;
            }
        }
        // One that finds nothing so fast has nothing to add.
        subsets.extend(
            fund_within(&candidates, &rules, budget, MOST_WORK.map(|work| work / 64)).map(|funded| funded.chosen),
        );
    }
    subsets
}

fn variance(values: impl ExactSizeIterator<Item = f64> + Clone) -> f64 {
    let count = values.len() as f64;
    let mean = values.clone().sum::<f64>() / count;
    values.map(|value| (value - mean) * (value - mean)).sum::<f64>() / count
}
