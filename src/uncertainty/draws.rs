//! Every estimate as a column of futures: a Latin hypercube whose rows are shuffled by the estimate's path.
//!
//! A future is a row. Each column visits the middle of every one of `count` equally likely slices once, in an order that
//! only the seed and the path decide: adding or moving a card leaves every other column as it was, and a moved slider
//! keeps each future's luck and changes what it is worth. In a portfolio an estimate's luck is also its use case's own,
//! but for what use cases share.

use std::collections::HashMap;
use std::sync::Arc;

use super::interval::Bounds;
use super::{Distribution, normal};
use crate::economics::{Input, Plan};
use crate::scenario::{Domain, Estimate, EstimatePath, triangle};

/// The columns of a plan, kept from one recompute to the next so that only a changed estimate is drawn again.
#[derive(Clone, Debug)]
pub struct Draws {
    seed: u64,
    /// What decides the order of estimates that several plans have the same luck with.
    shared: HashMap<EstimatePath, u64>,
    /// The middle of each slice.
    chances: Vec<f64>,
    /// Their standard normal quantiles.
    scores: Vec<f64>,
    columns: HashMap<EstimatePath, Arc<DrawColumn>>,
    /// The order of correlated estimates, for the correlations that they were made for.
    correlated: (u64, HashMap<EstimatePath, Arc<[u32]>>),
}

/// One estimate in every future.
#[derive(Clone, Debug)]
pub struct DrawColumn {
    estimate: Estimate,
    domain: Domain,
    /// What it was drawn from.
    pub distribution: Distribution,
    /// Which slice each future has; `None` for a known number.
    pub ranks: Option<Arc<[u32]>>,
    /// Which of forty equally filled bins each future is in; empty for a known number.
    pub bins: Arc<[u8]>,
    /// Its value in each future; empty for a known number.
    pub values: Arc<[f64]>,
    /// The least and the greatest of them.
    pub(super) bounds: Bounds,
    /// Tells columns with different values apart.
    pub key: u64,
    /// The correlations that decided its order; `None` where nothing but its path did.
    correlations: Option<u64>,
}

impl Draws {
    /// Room for `count` futures (at least 1).
    pub fn new(count: usize, seed: u64) -> Self {
        let count = count.max(1);
        let chances: Vec<f64> = (0..count).map(|slice| (slice as f64 + 0.5) / count as f64).collect();
        let lower = chances.iter().take(count.div_ceil(2)).map(|&chance| normal::quantile(chance));
        let mut scores: Vec<f64> = lower.collect();
        scores.extend_from_within(..count / 2);
        scores[count.div_ceil(2)..].reverse();
        scores[count.div_ceil(2)..].iter_mut().for_each(|score| *score = -*score);
        let shared = HashMap::new();
        Self { seed, shared, chances, scores, columns: HashMap::new(), correlated: (0, HashMap::new()) }
    }

    /// The same for one of several plans by its key. Each has luck of its own, but for estimates that are shared by a name.
    pub fn of_use_case(count: usize, seed: u64, key: &str, shared: &[(EstimatePath, String)]) -> Self {
        let shared = shared.iter().map(|(path, name)| (path.clone(), text_key(seed, name.bytes()))).collect();
        Self { shared, ..Self::new(count, text_key(seed, key.bytes())) }
    }

    /// How many futures.
    pub fn count(&self) -> usize {
        self.chances.len()
    }

    /// What shuffles them.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// A column for every input of a plan, in their order.
    pub fn of(&mut self, plan: &Plan) -> Vec<Arc<DrawColumn>> {
        self.correlate(plan);
        let mut kept = HashMap::with_capacity(plan.inputs.len());
        let columns = plan.inputs.iter().map(|field| {
            let ranks = if field.estimate.is_uncertain() { self.correlated.1.get(&field.path) } else { None };
            let before = self.columns.get(&field.path).filter(|column| {
                column.estimate == field.estimate
                    && column.domain == field.domain
                    && column.correlations == ranks.map(|_| self.correlated.0)
            });
            let column = match before {
                Some(column) => Arc::clone(column),
                None => Arc::new(self.draw(&field.path, &field.estimate, field.domain, ranks)),
            };
            kept.insert(field.path.clone(), Arc::clone(&column));
            column
        });
        let columns = columns.collect();
        self.columns = kept;
        columns
    }

    /// What decides the order of an estimate.
    fn key_of(&self, path: &EstimatePath) -> u64 {
        self.shared.get(path).copied().unwrap_or_else(|| path_key(self.seed, path))
    }

    fn draw(&self, path: &EstimatePath, estimate: &Estimate, domain: Domain, ranks: Option<&Arc<[u32]>>) -> DrawColumn {
        let distribution = Distribution::new(estimate, domain);
        // Shared luck decides the order; what tells columns apart is the estimate’s own.
        let (order, path_key) = (self.key_of(path), path_key(self.seed, path));
        if !estimate.is_uncertain() {
            let (ranks, bins, values, correlations) = (None, Arc::from([]), Arc::from([]), None);
            let (key, bounds) = (path_key, [estimate.base(); 2]);
            return DrawColumn {
                estimate: *estimate,
                domain,
                distribution,
                ranks,
                bins,
                values,
                bounds,
                key,
                correlations,
            };
        }
        // The order is the same as long as the path is: only its first drawing shuffles.
        let correlations = ranks.map(|_| self.correlated.0);
        let before = self.columns.get(path).filter(|column| column.correlations == correlations);
        let before = before.and_then(|column| Some((column.ranks.clone()?, Arc::clone(&column.bins))));
        let (ranks, bins) = before.unwrap_or_else(|| {
            let ranks = ranks.cloned().unwrap_or_else(|| shuffled(self.count(), order));
            let bins = bins(&ranks);
            (ranks, bins)
        });
        let sorted = distribution.quantiles(&self.chances, &self.scores);
        let bounds = [sorted[0], sorted[sorted.len() - 1]];
        let values = ranks.iter().map(|&rank| sorted[rank as usize]).collect();
        let numbers = match *estimate {
            Estimate::Exact(value) => [value, 0.0, 0.0, 0.0],
            Estimate::Range { p10, p90 } => [p10, p90, 0.0, 1.0],
            Estimate::Pert { low, likely, high } => [low, likely, high, 2.0],
            Estimate::Spread { p50, p90, seen } => [p50, p90, seen, 3.0],
        };
        let own_key = correlations.map_or(path_key, |correlations| mixed(path_key, correlations));
        let key = numbers.iter().fold(own_key, |key, number| mixed(key, number.to_bits()));
        DrawColumn {
            estimate: *estimate,
            domain,
            distribution,
            ranks: Some(ranks),
            bins,
            values,
            bounds,
            key,
            correlations,
        }
    }

    /// Orders the columns of correlated estimates by a Gaussian copula: correlated normal scores decide who gets which
    /// slice, so that each estimate keeps exactly its own distribution.
    fn correlate(&mut self, plan: &Plan) {
        let uncertain = |input: &Input| plan.inputs[input.index()].estimate.is_uncertain();
        let pairs: Vec<(&EstimatePath, &EstimatePath, f64)> = plan
            .correlations
            .iter()
            .filter(|(first, second, _)| uncertain(first) && uncertain(second))
            .map(|&(first, second, rho)| (&plan.inputs[first.index()].path, &plan.inputs[second.index()].path, rho))
            .collect();
        // By path, so that the order of cards does not matter. The first keeps its own order, so it is a shared one.
        let rank = |path: &EstimatePath| !self.shared.contains_key(path);
        let mut members: Vec<&EstimatePath> = pairs.iter().flat_map(|&(first, second, _)| [first, second]).collect();
        members.sort_unstable_by_key(|path| (rank(path), *path));
        members.dedup();
        let place = |path: &EstimatePath| {
            members
                .binary_search_by_key(&(rank(path), path), |path| (rank(path), *path))
                .expect("every member is listed")
        };
        let mut numbered: Vec<(usize, usize, f64)> = pairs
            .iter()
            .map(|&(first, second, rho)| (place(first).max(place(second)), place(first).min(place(second)), rho))
            .collect();
        numbered.sort_unstable_by_key(|&(first, second, _)| (first, second));
        let key = members.iter().fold(self.seed, |key, path| path_key(key, path));
        let key = numbered.iter().fold(key, |key, &(first, second, rho)| {
            mixed(mixed(key, (first * members.len() + second) as u64), rho.to_bits())
        });
        if key == self.correlated.0 {
            return;
        }
        let triangle = triangle(members.len(), &numbered).expect("check found no contradiction");
        let own: Vec<Arc<[u32]>> = members.iter().map(|path| shuffled(self.count(), self.key_of(path))).collect();
        let ranks = members.iter().zip(&triangle).map(|(path, row)| {
            let mut scores: Vec<(f64, u32)> = (0..self.count())
                .map(|future| {
                    let parts =
                        row.iter().zip(&own).map(|(weight, ranks)| weight * self.scores[ranks[future] as usize]);
                    (parts.sum(), future as u32)
                })
                .collect();
            scores.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let mut ranks = vec![0; self.count()];
            for (rank, &(_, future)) in scores.iter().enumerate() {
                ranks[future as usize] = rank as u32;
            }
            ((*path).clone(), Arc::from(ranks))
        });
        self.correlated = (key, ranks.collect());
    }
}

/// Equally filled bins over which conditional means are taken (model, section 10).
pub const BINS: usize = 40;

/// The bin of each rank.
pub(super) fn bins(ranks: &[u32]) -> Arc<[u8]> {
    ranks.iter().map(|&rank| (rank as usize * BINS / ranks.len()) as u8).collect()
}

/// The numbers from 0 to `count` − 1 in an order that only `key` decides (Fisher and Yates).
pub(super) fn shuffled(count: usize, key: u64) -> Arc<[u32]> {
    let mut state = key;
    let mut numbers: Vec<u32> = (0..count as u32).collect();
    for last in (1..count).rev() {
        // The high half of a product is an even choice among last + 1 (Lemire).
        let chosen = (u128::from(next_random(&mut state)) * (last as u128 + 1)) >> 64;
        numbers.swap(last, chosen as usize);
    }
    numbers.into()
}

/// SplitMix64 (Steele, Lea and Flood 2014).
fn next_random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    finished(*state)
}

fn finished(mut bits: u64) -> u64 {
    bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}

/// Two numbers as one that depends on both and their order.
pub(super) fn mixed(first: u64, second: u64) -> u64 {
    finished(first.rotate_left(23).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ finished(second.wrapping_add(1)))
}

/// A path and a seed as a number.
fn path_key(seed: u64, path: &EstimatePath) -> u64 {
    text_key(seed, path.bytes())
}

/// A text and a seed as a number (FNV-1a, finished).
fn text_key(seed: u64, text: impl Iterator<Item = u8>) -> u64 {
    let hash =
        text.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    mixed(seed, hash)
}
