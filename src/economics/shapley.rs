//! Which strategy earns what: shares that add up to the whole saving (model, section 8).

use super::{Assumptions, Engine, Number, Point, StrategySet};

/// What one strategy contributes at the target, money a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution<N = f64> {
    /// Its Shapley share of baseline cost − planned cost.
    pub share: N,
    /// Its Shapley share of planned net − baseline net.
    pub net: N,
    /// What it would save if it were the only one.
    pub alone: N,
}

/// The contribution of each strategy of a mix, in listed order; those not in it contribute nothing.
///
/// Shapley value over the 2^k subsets of the k strategies in the mix, k ≤ 8.
pub fn contributions<N: Number>(
    assumptions: &Assumptions<'_, N>,
    point: &Point<N>,
    set: StrategySet,
) -> Vec<Contribution<N>> {
    let mut engine = Engine::new(assumptions);
    let places: Vec<usize> = set.places().collect();
    let players = places.len();
    // Subsets are numbered by their players, bit i for places[i].
    let subsets: Vec<(N, N)> = (0..1_usize << players)
        .map(|subset| {
            let members = (0..players).filter(|player| subset >> player & 1 == 1);
            let evaluation =
                engine.evaluate(point, members.fold(StrategySet::NONE, |set, player| set.with(places[player])));
            (evaluation.cost, evaluation.net)
        })
        .collect();

    let nothing = Contribution { share: N::zero(), net: N::zero(), alone: N::zero() };
    let mut contributions = vec![nothing; assumptions.plan.strategies.len()];
    for (player, &place) in places.iter().enumerate() {
        let contribution = &mut contributions[place];
        for (subset, joined, weight) in joins(players, player) {
            let weight = N::constant(weight);
            contribution.share = contribution.share + weight * (subsets[subset].0 - subsets[joined].0);
            contribution.net = contribution.net + weight * (subsets[joined].1 - subsets[subset].1);
        }
        contribution.alone = subsets[0].0 - subsets[1 << player].0;
    }
    contributions
}

/// What each player contributes to the value of all of them: `values` holds that of every subset, numbered by its players,
/// bit i for player i. The contributions add up to the last less the first.
///
/// # Panics
/// If there are not as many values as subsets of some players.
pub fn shapley_values(values: &[f64]) -> Vec<f64> {
    assert!(values.len().is_power_of_two(), "one value a subset");
    let players = values.len().ilog2() as usize;
    let of_player = |player| {
        let joins = joins(players, player);
        joins.map(|(subset, joined, weight)| weight * (values[joined] - values[subset])).sum()
    };
    (0..players).map(of_player).collect()
}

/// Every subset without a player, the same with them, and how often they join it.
fn joins(players: usize, player: usize) -> impl Iterator<Item = (usize, usize, f64)> {
    let bit = 1 << player;
    let without = (0..1_usize << players).filter(move |subset| subset & bit == 0);
    without.map(move |subset| (subset, subset | bit, weight(players, subset.count_ones() as usize)))
}

/// s!·(n − s − 1)!/n!: how often a player joins exactly `size` others when `players` arrive in any order.
fn weight(players: usize, size: usize) -> f64 {
    let factorial = |n: usize| (1..=n).map(|factor| factor as f64).product::<f64>();
    factorial(size) * factorial(players - size - 1) / factorial(players)
}
