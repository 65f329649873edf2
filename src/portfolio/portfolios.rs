//! Portfolios to try the search on.

use super::candidate::{Candidate, FundingDecision, Rules, SharedMember, SharedSetup, peak_funding};

/// Numbers that look like chance: the same seed, the same numbers.
pub struct Luck(pub u64);

impl Luck {
    /// A whole number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 ^ self.0 >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed >> 33) % end
    }

    /// Whether a chance of one in so many comes true.
    pub fn one_in(&mut self, count: u64) -> bool {
        self.below(count) == 0
    }

    /// A whole number between two.
    pub fn between(&mut self, low: i32, high: i32) -> f64 {
        f64::from(low) + self.below((high - low + 1) as u64) as f64
    }
}

/// A question of funding.
#[derive(Clone, Debug)]
pub struct Portfolio {
    pub candidates: Vec<Candidate>,
    pub rules: Rules,
    pub budget: Option<f64>,
}

impl Portfolio {
    /// Anything that may be asked about up to so many use cases: sums are whole numbers, so that ties are ties.
    pub fn any(luck: &mut Luck, most: u64) -> Self {
        let count = 1 + luck.below(most);
        // Few different values, so that subsets tie.
        let coarse = [1.0, 10.0, 50.0][luck.below(3) as usize];
        let decided = 4 + luck.below(12);
        let candidates = (0..count).map(|_| {
            let months = luck.below(13);
            let mut sum = 0.0;
            let cash = (0..months).map(|_| {
                sum += luck.between(-10, 10) * 5.0 - if luck.one_in(4) { 40.0 } else { 0.0 };
                sum
            });
            let cash = cash.collect();
            let decision = match luck.below(decided) {
                0 if luck.one_in(2) => FundingDecision::Must,
                0 => FundingDecision::Excluded,
                _ => FundingDecision::Open,
            };
            Candidate { npv: (luck.between(-100, 250) / coarse).round() * coarse, cash, decision }
        });
        let candidates: Vec<Candidate> = candidates.collect();
        let place = |luck: &mut Luck| luck.below(count) as usize;
        let needs = (0..luck.below(1 + count / 2)).map(|_| (place(luck), place(luck))).collect();
        let shared = (0..luck.below(3)).map(|_| {
            let members = (0..1 + luck.below(5)).map(|_| SharedMember {
                candidate: place(luck),
                npv: luck.between(-10, 60),
                cash: (0..luck.below(6)).map(|_| luck.between(-5, 60)).collect(),
            });
            SharedSetup { members: members.collect() }
        });
        let shared = shared.collect();
        let budget = if luck.one_in(6) { None } else { Some(luck.between(0, 10) * luck.between(0, 100)) };
        Self { candidates, rules: Rules { needs, shared }, budget }
    }

    /// What a portfolio of use cases is like: each costs money until it has started, then earns more or less over 60
    /// months; a few need a common one, or share a set-up; the budget pays for a third.
    pub fn typical(luck: &mut Luck, count: usize) -> Self {
        let candidates: Vec<Candidate> = (0..count)
            .map(|_| {
                let begin = luck.below(12) as usize;
                let build = 2 + luck.below(8) as usize;
                let cost = luck.between(2_000, 40_000);
                let earns = cost * luck.between(-10, 60) / 100.0;
                let mut sum = 0.0;
                let cash = (0..60).map(|month| {
                    sum += if month < begin {
                        0.0
                    } else if month < begin + build {
                        -cost
                    } else {
                        earns
                    };
                    sum
                });
                let cash: Vec<f64> = cash.collect();
                Candidate { npv: cash[59] * 0.8, cash, decision: FundingDecision::Open }
            })
            .collect();
        let needs = (0..count / 8).map(|_| (luck.below(count as u64) as usize, luck.below(3) as usize)).collect();
        let members = (0..4).map(|_| SharedMember {
            candidate: luck.below(count as u64) as usize,
            npv: 20_000.0,
            cash: vec![0.0, 10_000.0, 20_000.0],
        });
        let rules = Rules { needs, shared: vec![SharedSetup { members: members.collect() }] };
        let all: Vec<usize> = (0..count).collect();
        let budget = Some(peak_funding(&candidates, &rules, &all) / 3.0);
        Self { candidates, rules, budget }
    }
}

/// All subsets that rules, decisions and budget allow.
pub fn every_subset(portfolio: &Portfolio) -> Vec<Vec<usize>> {
    let Portfolio { candidates, rules, budget } = portfolio;
    let mut subsets = Vec::new();
    for mask in 0..1_usize << candidates.len() {
        let is_chosen = |place: usize| mask >> place & 1 == 1;
        let is_allowed = |(place, candidate): (usize, &Candidate)| match candidate.decision {
            FundingDecision::Open => true,
            FundingDecision::Must => is_chosen(place),
            FundingDecision::Excluded => !is_chosen(place),
        };
        let meets_needs = rules.needs.iter().all(|&(one, other)| !is_chosen(one) || is_chosen(other));
        if meets_needs && candidates.iter().enumerate().all(is_allowed) {
            let chosen: Vec<usize> = (0..candidates.len()).filter(|&place| is_chosen(place)).collect();
            if budget.is_none_or(|budget| peak_funding(candidates, rules, &chosen) <= budget) {
                subsets.push(chosen);
            }
        }
    }
    subsets
}
