//! The frontier agrees with trying every subset.

use super::*;
use crate::portfolio::FundingDecision;
use crate::portfolio::portfolios::{Luck, Portfolio, every_subset};

/// Columns of futures around the means of a portfolio: some use cases are nearly certain, others may fail altogether.
struct Columns {
    npv: Vec<Vec<f64>>,
    saved: Vec<Vec<Vec<f64>>>,
}

impl Columns {
    fn of(luck: &mut Luck, portfolio: &mut Portfolio, count: usize) -> Self {
        let mut column = |mean: f64| -> Vec<f64> {
            let spread = mean.abs() * luck.between(1, 30) / 10.0;
            // A sum of three is nearly normal.
            let mut draw = || (0..3).map(|_| luck.between(-100, 100)).sum::<f64>() / 100.0;
            (0..count).map(|_| (mean + spread * draw()).round()).collect()
        };
        let mean = |column: &[f64]| column.iter().sum::<f64>() / column.len() as f64;
        let npv: Vec<Vec<f64>> = portfolio.candidates.iter().map(|candidate| column(candidate.npv)).collect();
        for (candidate, column) in portfolio.candidates.iter_mut().zip(&npv) {
            candidate.npv = mean(column);
        }
        let mut saved = Vec::new();
        for setup in &mut portfolio.rules.shared {
            let columns: Vec<Vec<f64>> = setup.members.iter().map(|member| column(member.npv)).collect();
            for (member, column) in setup.members.iter_mut().zip(&columns) {
                member.npv = mean(column);
            }
            saved.push(columns);
        }
        Self { npv, saved }
    }

    fn frontier(&self, portfolio: &Portfolio) -> Result<Vec<FrontierPoint>, FundingError> {
        let npv: Vec<&[f64]> = self.npv.iter().map(Vec::as_slice).collect();
        let saved: Vec<Vec<&[f64]>> =
            self.saved.iter().map(|columns| columns.iter().map(Vec::as_slice).collect()).collect();
        let futures = NpvColumns { npv: &npv, saved: &saved };
        frontier(&portfolio.candidates, &portfolio.rules, portfolio.budget, &futures)
    }

    /// The frontier by comparing every subset with every other one.
    fn exhaustive(&self, portfolio: &Portfolio) -> Vec<(f64, f64)> {
        let points = every_subset(portfolio).into_iter().map(|chosen| {
            let mut total = vec![0.0; self.npv[0].len()];
            let mut add = |column: &Vec<f64>| total.iter_mut().zip(column).for_each(|(sum, value)| *sum += value);
            chosen.iter().for_each(|&place| add(&self.npv[place]));
            for (setup, columns) in portfolio.rules.shared.iter().zip(&self.saved) {
                setup.saving(&chosen).for_each(|place| add(&columns[place]));
            }
            let mean = total.iter().sum::<f64>() / total.len() as f64;
            total.sort_by(f64::total_cmp);
            let place = 0.1 * (total.len() - 1) as f64;
            let (low, high) = (total[place.floor() as usize], total[place.ceil() as usize]);
            (mean, low + (high - low) * place.fract())
        });
        let points: Vec<(f64, f64)> = points.collect();
        let is_beaten = |(mean, p10): (f64, f64)| {
            points.iter().any(|&(other, safe)| mean + 1e-9 < other && p10 <= safe || mean - 1e-9 <= other && p10 < safe)
        };
        let mut best: Vec<(f64, f64)> = points.iter().copied().filter(|point| !is_beaten(*point)).collect();
        best.sort_by(|one, other| one.0.total_cmp(&other.0));
        best.dedup_by(|one, other| (one.0 - other.0).abs() < 1e-9);
        best
    }
}

#[test]
fn the_frontier_agrees_with_trying_every_subset() {
    let (mut points, mut most) = (0, 0);
    for seed in 0..100 {
        let luck = &mut Luck(seed);
        let mut portfolio = Portfolio::any(luck, 9);
        let columns = Columns::of(luck, &mut portfolio, 41);
        let Ok(found) = columns.frontier(&portfolio) else { continue };
        let expected = columns.exhaustive(&portfolio);
        let is_near = |(point, expected): (&FrontierPoint, &(f64, f64))| {
            (point.mean - expected.0).abs() < 1e-9 && (point.p10 - expected.1).abs() < 1e-9
        };
        assert_eq!(found.len(), expected.len(), "portfolio {seed}: {found:?} {expected:?}");
        assert!(found.iter().zip(&expected).all(is_near), "portfolio {seed}: {found:?} {expected:?}");
        (points, most) = (points + found.len(), most.max(found.len()));
    }
    assert!(150 < points && 5 < most, "{points} points, {most} at most");
}

#[test]
fn the_frontier_of_more_is_nearly_that_of_every_subset() {
    let (mut found_points, mut points) = (0, 0);
    for seed in 0..12 {
        let luck = &mut Luck(seed);
        let mut portfolio = Portfolio::typical(luck, 13);
        let columns = Columns::of(luck, &mut portfolio, 101);
        let found = columns.frontier(&portfolio).expect("nothing must be funded");
        for pair in found.windows(2) {
            assert!(pair[0].mean < pair[1].mean && pair[1].p10 < pair[0].p10, "portfolio {seed}: {found:?}");
        }
        let expected = columns.exhaustive(&portfolio);
        let is_near = |one: f64, other: f64| (one - other).abs() <= 1e-9 * other.abs();
        let is_found =
            |(mean, p10): &(f64, f64)| found.iter().any(|point| is_near(point.mean, *mean) && is_near(point.p10, *p10));
        assert!(expected.last().is_some_and(is_found), "portfolio {seed}: {found:?} {expected:?}");
        found_points += expected.iter().filter(|point| is_found(point)).count();
        points += expected.len();
    }
    assert!(9 * points <= 10 * found_points, "{found_points} of {points} points");
}

#[test]
fn what_is_shared_counts_in_the_percentile() {
    let candidate = |npv| Candidate { npv, ..Candidate::default() };
    let (calm, wild, opposite) = ([10.0; 4], [-40.0, -20.0, 60.0, 60.0], [60.0, 40.0, -40.0, -40.0]);
    let candidates = [candidate(10.0), candidate(15.0), candidate(5.0)];
    let futures = NpvColumns { npv: &[&calm, &wild, &opposite], saved: &[] };
    let points = frontier(&candidates, &Rules::default(), None, &futures).expect("nothing must be funded");
    // Each of the two alone may fail, both together cannot.
    let all = FrontierPoint { chosen: vec![0, 1, 2], mean: 30.0, p10: 30.0 };
    assert_eq!(points, [all]);
}

#[test]
fn what_cannot_be_funded_has_no_frontier() {
    let candidates = [Candidate { npv: 1.0, cash: vec![-2.0], decision: FundingDecision::Must }];
    let futures = NpvColumns { npv: &[&[1.0]], saved: &[] };
    let found = frontier(&candidates, &Rules::default(), Some(1.0), &futures);
    assert_eq!(found, Err(FundingError::OverBudget { least: 2.0, bound: 2.0, budget: 1.0 }));
}
