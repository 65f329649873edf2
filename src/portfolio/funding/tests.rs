//! The search agrees with trying every subset.

use super::*;
use crate::portfolio::candidate::{FundingDecision, SharedMember, SharedSetup};
use crate::portfolio::portfolios::{Luck, Portfolio, every_subset};

/// The best subset by trying all of them, as the rules word it.
fn exhaustive(portfolio: &Portfolio) -> Option<(f64, Vec<usize>)> {
    let Portfolio { candidates, rules, .. } = portfolio;
    let mut best: Option<(f64, Vec<usize>)> = None;
    for chosen in every_subset(portfolio) {
        let value = npv(candidates, rules, &chosen);
        let is_better = |(best, other): &(f64, Vec<usize>)| {
            *best < value || *best == value && (chosen.len(), &chosen) < (other.len(), other)
        };
        if best.as_ref().is_none_or(is_better) {
            best = Some((value, chosen));
        }
    }
    best
}

/// The least peak funding of all subsets that the rules allow.
fn least_peak(portfolio: &Portfolio) -> Option<f64> {
    let free = Portfolio { budget: None, ..portfolio.clone() };
    let peaks = every_subset(&free).into_iter().map(|set| peak_funding(&free.candidates, &free.rules, &set));
    peaks.min_by(f64::total_cmp)
}

#[test]
fn the_search_agrees_with_trying_every_subset() {
    let mut refused = 0;
    for seed in 0..200 {
        let portfolio = Portfolio::any(&mut Luck(seed), 14);
        let Portfolio { candidates, rules, budget } = &portfolio;
        match fund(candidates, rules, *budget) {
            Ok(funded) => {
                let (value, chosen) = exhaustive(&portfolio).expect("the search has found one");
                assert_eq!((funded.npv, &funded.chosen), (value, &chosen), "portfolio {seed}: {portfolio:?}");
                assert_eq!(funded.peak_funding, peak_funding(candidates, rules, &chosen));
                assert!(funded.is_exact(), "portfolio {seed}");
            }
            Err(FundingError::OverBudget { least, bound, budget }) => {
                assert_eq!(exhaustive(&portfolio), None, "portfolio {seed}: {portfolio:?}");
                assert_eq!(Some(least), least_peak(&portfolio), "portfolio {seed}: {portfolio:?}");
                assert!(budget < least && bound == least);
                refused += 1;
            }
            Err(error) => {
                assert!(matches!(error, FundingError::MustNeedsExcluded { .. }), "portfolio {seed}: {error}");
                assert_eq!(least_peak(&portfolio), None, "portfolio {seed}: {portfolio:?}");
                refused += 1;
            }
        }
    }
    assert!((10..100).contains(&refused), "{refused} of 200 portfolios have no subset that is allowed");
}

#[test]
fn a_larger_budget_is_worth_no_less() {
    for seed in 0..60 {
        let Portfolio { candidates, rules, .. } = Portfolio::any(&mut Luck(seed), 18);
        let mut before = f64::NEG_INFINITY;
        let budgets = (0..12).map(|step| Some(f64::from(step) * 150.0)).chain([None]);
        for funded in budgets.filter_map(|budget| fund(&candidates, &rules, budget).ok()) {
            assert!(before <= funded.npv, "portfolio {seed}: {before} with less, {} with more", funded.npv);
            before = funded.npv;
        }
    }
}

#[test]
fn what_is_decided_and_needed_is_kept_and_the_bound_holds() {
    let mut unfinished = 0;
    for seed in 0..60 {
        let portfolio = Portfolio::any(&mut Luck(seed), 40);
        let Portfolio { candidates, rules, budget } = &portfolio;
        // Too little to come to an end.
        let Ok(funded) = fund_within(candidates, rules, *budget, [2000; 2]) else { continue };
        for (place, candidate) in candidates.iter().enumerate() {
            let is_funded = funded.chosen.contains(&place);
            assert!(
                candidate.decision != FundingDecision::Excluded || !is_funded,
                "portfolio {seed}: {place} is excluded"
            );
            assert!(
                candidate.decision != FundingDecision::Must || is_funded,
                "portfolio {seed}: {place} must be funded"
            );
        }
        assert!(every_need_is_met(rules, &funded.chosen), "portfolio {seed}");
        assert!(budget.is_none_or(|budget| funded.peak_funding <= budget), "portfolio {seed}");
        assert_eq!(funded.npv, npv(candidates, rules, &funded.chosen), "portfolio {seed}");
        let better = fund(candidates, rules, *budget).expect("it was found with less");
        assert!(funded.npv <= better.npv && better.npv <= funded.bound, "portfolio {seed}: {funded:?} {better:?}");
        unfinished += usize::from(!funded.is_exact());
    }
    assert!(5 < unfinished, "only {unfinished} searches were cut short");
}

fn every_need_is_met(rules: &Rules, chosen: &[usize]) -> bool {
    rules.needs.iter().all(|(one, other)| !chosen.contains(one) || chosen.contains(other))
}

#[test]
fn the_bound_of_a_large_portfolio_is_near() {
    let mut gaps = Vec::new();
    for seed in 0..12 {
        let Portfolio { candidates, rules, budget } =
            Portfolio::typical(&mut Luck(seed), 30 + 10 * (seed as usize % 4));
        let funded = fund_within(&candidates, &rules, budget, [2_000_000; 2]).expect("nothing must be funded");
        assert!(0.0 < funded.npv && funded.npv <= funded.bound);
        gaps.push((funded.bound - funded.npv) / funded.npv);
    }
    assert!(gaps.iter().all(|gap| *gap < 0.1), "{gaps:?}");
}

fn candidate(npv: f64, cash: &[f64]) -> Candidate {
    Candidate { npv, cash: cash.to_vec(), decision: FundingDecision::Open }
}

fn funded(candidates: &[Candidate], rules: &Rules, budget: f64) -> (Vec<usize>, f64, f64) {
    let funded = fund(candidates, rules, Some(budget)).expect("something is allowed");
    (funded.chosen, funded.npv, funded.peak_funding)
}

#[test]
fn one_that_earns_early_pays_for_one_that_earns_late() {
    let late = candidate(500.0, &[0.0, -100.0, 400.0]);
    let early = candidate(-1.0, &[80.0, 60.0, 0.0]);
    let candidates = [late, early];
    assert_eq!(funded(&candidates, &Rules::default(), 100.0), (vec![0], 500.0, 100.0));
    assert_eq!(funded(&candidates, &Rules::default(), 99.0), (vec![0, 1], 499.0, 40.0));
    assert_eq!(funded(&candidates, &Rules::default(), 39.0), (vec![], 0.0, 0.0));
}

#[test]
fn a_path_stays_where_it_ends() {
    let candidates = [candidate(10.0, &[-50.0]), candidate(10.0, &[-10.0, -20.0, -60.0, 20.0]), candidate(1.0, &[])];
    assert_eq!(funded(&candidates, &Rules::default(), 110.0), (vec![0, 1, 2], 21.0, 110.0));
    assert_eq!(funded(&candidates, &Rules::default(), 109.0), (vec![0, 2], 11.0, 50.0));
}

#[test]
fn a_shared_set_up_is_paid_once_by_the_first_that_is_funded() {
    let candidates = [candidate(-5.0, &[-30.0]), candidate(-10.0, &[-30.0]), candidate(-10.0, &[-30.0])];
    let member = |candidate| SharedMember { candidate, npv: 25.0, cash: vec![25.0] };
    let setup = |members: &[usize]| SharedSetup { members: members.iter().map(|&place| member(place)).collect() };
    let shared = |members: &[usize]| Rules { needs: Vec::new(), shared: vec![setup(members)] };
    assert_eq!(funded(&candidates, &shared(&[2, 1, 0]), 40.0), (vec![0, 1, 2], 25.0, 40.0));
    assert_eq!(funded(&candidates, &shared(&[2, 1, 1, 0]), 40.0), (vec![0, 1, 2], 25.0, 40.0));
    assert_eq!(funded(&candidates, &shared(&[2, 1, 0]), 39.0), (vec![0, 1], 10.0, 35.0));
    assert_eq!(funded(&candidates, &shared(&[2, 1, 0]), 34.0), (vec![], 0.0, 0.0));
    let saving: Vec<usize> = setup(&[2, 1, 1, 0]).saving(&[0, 1]).collect();
    assert_eq!(saving, [3]);
}

#[test]
fn of_equal_subsets_the_smaller_and_then_the_earlier_is_funded() {
    let of = |values: &[f64]| values.iter().map(|value| candidate(*value, &[-value.abs()])).collect::<Vec<_>>();
    assert_eq!(funded(&of(&[10.0, 20.0, 30.0, 0.0]), &Rules::default(), 30.0).0, [2]);
    assert_eq!(funded(&of(&[10.0, 20.0, 15.0, 15.0]), &Rules::default(), 30.0).0, [0, 1]);
    assert_eq!(funded(&of(&[0.1, 0.2, 0.3]), &Rules::default(), 0.3).0, [2]);
    assert_eq!(funded(&of(&[10.0; 40]), &Rules::default(), 105.0).0, (0..10).collect::<Vec<_>>());
}

#[test]
fn what_cannot_be_is_said() {
    let mut candidates = vec![candidate(10.0, &[-10.0]), candidate(10.0, &[-10.0]), candidate(-1.0, &[4.0])];
    let needs = |needs: &[(usize, usize)]| Rules { needs: needs.to_vec(), shared: Vec::new() };
    candidates[0].decision = FundingDecision::Must;
    candidates[1].decision = FundingDecision::Excluded;
    let said = |candidates: &[Candidate], rules: &Rules, budget| fund(candidates, rules, budget).map(|_| ());
    assert_eq!(
        said(&candidates, &needs(&[(0, 2), (2, 1)]), None),
        Err(FundingError::MustNeedsExcluded { must: 0, excluded: 1 })
    );
    let over = FundingError::OverBudget { least: 6.0, bound: 6.0, budget: 5.0 };
    assert_eq!(over.to_string(), "what must be funded needs 6 at its peak, more than the budget of 5");
    assert_eq!(said(&candidates, &needs(&[]), Some(5.0)), Err(over));
    assert_eq!(said(&candidates, &needs(&[]), Some(6.0)), Ok(()));
    assert_eq!(said(&candidates, &needs(&[(0, 3)]), None), Err(FundingError::Unknown { candidate: 3 }));
    assert_eq!(said(&candidates, &needs(&[]), Some(f64::NAN)), Err(FundingError::Budget));
    candidates[2].cash.push(f64::NAN);
    assert_eq!(said(&candidates, &needs(&[]), None), Err(FundingError::Amount { candidate: 2 }));
    assert_eq!(said(&[], &needs(&[]), Some(-1.0)), Ok(()));
}

#[test]
fn a_circle_of_needs_is_all_or_none() {
    let candidates = [candidate(10.0, &[-10.0]), candidate(-3.0, &[-10.0]), candidate(-3.0, &[-10.0])];
    let circle = Rules { needs: vec![(0, 1), (1, 2), (2, 0)], shared: Vec::new() };
    assert_eq!(funded(&candidates, &circle, 30.0), (vec![0, 1, 2], 4.0, 30.0));
    assert_eq!(funded(&candidates, &circle, 29.0), (vec![], 0.0, 0.0));
}
