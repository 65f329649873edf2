//! The search for the best subset: depth first, leaving a branch as soon as its bound says that nothing better is in it.
//!
//! Branch and bound after Land and Doig ("An Automatic Method of Solving Discrete Programming Problems", Econometrica 28,
//! 1960), with the bounds of a relaxation. Each node improves its parent's prices by a few steps, decides what the bound
//! leaves no choice about (fixing by reduced costs), sees whether every month can still be paid for, and branches on a
//! candidate that most others need or share with, of these on the one that comes nearest to being worth its price. Work is
//! counted, not time, so the search ends alike everywhere.

use std::cmp::Reverse;
use std::rc::Rc;

use super::problem::{Choice, Problem};
use super::relaxation::Relaxation;

/// Steps towards the best prices at the start, and in each node.
const STEPS: [usize; 2] = [300, 6];

/// Each of so many first nodes looks for a good subset nearby, and then one in so many.
const STRIDE: usize = 32;

/// What a search has found.
#[derive(Clone, Debug)]
pub(super) struct Solution {
    /// The best subset; `None` where none is allowed, or none was found.
    pub chosen: Option<Vec<usize>>,
    /// No subset is worth more than this amount; `None` where the search came to its end, so that none is worth more
    /// than the one that was found.
    pub bound: Option<f64>,
}

/// The best subset that so much work finds: for each node its columns by its months.
pub(super) fn solve(problem: &Problem, most_work: usize) -> Solution {
    let mut search = Search {
        problem,
        relaxation: Relaxation::new(problem),
        choices: problem.choices.clone(),
        trail: Vec::new(),
        best: None,
        path: Vec::new(),
        node_work: problem.values.len() * (problem.months + 4) + problem.needs.len(),
        work: 0,
    };
    let bound = search.run(most_work).map(|bound| problem.amount(bound + problem.rounding()));
    Solution { chosen: search.best.map(|best| best.chosen), bound }
}

struct Search<'a> {
    problem: &'a Problem,
    relaxation: Relaxation<'a>,
    choices: Vec<Choice>,
    /// What was decided, in this order.
    trail: Vec<usize>,
    best: Option<Best>,
    /// Room for a sum of cash.
    path: Vec<f64>,
    node_work: usize,
    /// Done so far.
    work: usize,
}

struct Best {
    value: f64,
    chosen: Vec<usize>,
}

/// A node that waits.
struct Branch {
    /// How much of the trail its parent has decided.
    decided: usize,
    choice: Option<(usize, Choice)>,
    bound: f64,
    prices: Rc<[f64]>,
}

impl Search<'_> {
    /// Searches until it has done so much. Returns a bound if some nodes are left.
    fn run(&mut self, most_work: usize) -> Option<f64> {
        let prices = self.relaxation.prices.as_slice().into();
        let mut waiting = vec![Branch { decided: 0, choice: None, bound: f64::INFINITY, prices }];
        let mut nodes = 0;
        while let Some(branch) = waiting.pop() {
            if self.is_beaten(branch.bound) {
                continue;
            }
            if 0 < nodes && most_work <= self.work {
                let best = self.best.as_ref().map_or(f64::NEG_INFINITY, |best| best.value);
                return Some(waiting.iter().map(|waiting| waiting.bound).fold(branch.bound.max(best), f64::max));
            }
            nodes += 1;
            self.work += self.node_work;
            for place in self.trail.drain(branch.decided..) {
                self.choices[place] = Choice::Open;
            }
            let is_possible = branch.choice.is_none_or(|(place, choice)| self.decide(place, choice));
            if is_possible {
                self.relaxation.prices.copy_from_slice(&branch.prices);
                self.expand(nodes, &mut waiting);
            }
        }
        None
    }

    fn decide(&mut self, place: usize, choice: Choice) -> bool {
        self.problem.fix(&mut self.choices, place, choice, &mut self.trail)
    }

    /// Whether no subset of at most this value can be the best: an equal one can, if it is smaller.
    fn is_beaten(&self, bound: f64) -> bool {
        self.best.as_ref().is_some_and(|best| self.problem.attainable(bound) < best.value)
    }

    /// Bounds the present node and puts its branches on the pile.
    fn expand(&mut self, node: usize, waiting: &mut Vec<Branch>) {
        let mut steps = if node == 1 { STEPS[0] } else { STEPS[1] };
        let bound = loop {
            let payable = self.payable();
            if payable < 0.0 && !self.problem.is_least_peak || self.problem.is_least_peak && self.is_beaten(payable) {
                return;
            }
            let known = self.best.as_ref().map(|best| best.value);
            let bound = self.relaxation.improve(&self.choices, steps, known);
            if self.is_beaten(bound) {
                return;
            }
            let taken = self.relaxation.taken[..self.choices.len()].to_vec();
            self.offer(&taken);
            if node <= STRIDE || node.is_multiple_of(STRIDE) {
                self.look_nearby(taken);
            }
            match self.fix_by(bound) {
                None => return,
                Some(0) => break bound,
                Some(_) => steps = STEPS[1],
            }
        };
        let open = || (0..self.choices.len()).filter(|&place| self.choices[place] == Choice::Open);
        let reduced = &self.relaxation.reduced;
        // The relaxation knows least about what many share or need.
        let bonds = |place: &usize| Reverse(self.problem.groups_of[*place] + self.problem.needing(*place));
        let nearest = open().min_by(|one, other| {
            bonds(one).cmp(&bonds(other)).then_with(|| reduced[*one].abs().total_cmp(&reduced[*other].abs()))
        });
        let funded: Vec<bool> = self.choices.iter().map(|choice| *choice == Choice::In).collect();
        let count = funded.iter().filter(|is_funded| **is_funded).count();
        // Where nothing better is left, an equal one must be smaller, or as small and earlier.
        let can_only_tie = |best: &Best| self.problem.attainable(bound) <= best.value && best.chosen.len() <= count;
        let is_tied = self.best.as_ref().is_some_and(can_only_tie);
        let Some(place) = nearest.filter(|_| !is_tied) else { return self.offer(&funded) };
        let prices: Rc<[f64]> = self.relaxation.prices.as_slice().into();
        let decided = self.trail.len();
        let likely = if self.relaxation.taken[place] { Choice::In } else { Choice::Out };
        for choice in [likely.other(), likely] {
            let bound = bound - self.relaxation.regret(&mut self.choices, place, choice);
            waiting.push(Branch { decided, choice: Some((place, choice)), bound, prices: Rc::clone(&prices) });
        }
    }

    /// Decides where the other choice would be beaten. Returns for how many; `None` where that is impossible.
    fn fix_by(&mut self, bound: f64) -> Option<usize> {
        let before = self.trail.len();
        for place in 0..self.choices.len() {
            for choice in [Choice::In, Choice::Out] {
                if self.choices[place] != Choice::Open {
                    continue;
                }
                let bound = bound - self.relaxation.regret(&mut self.choices, place, choice);
                if self.is_beaten(bound) && !self.decide(place, choice.other()) {
                    return None;
                }
            }
        }
        Some(self.trail.len() - before)
    }

    /// What is left after the tightest month where everything that is undecided helps as much as it can; below 0 where it
    /// cannot be paid for.
    fn payable(&mut self) -> f64 {
        let Self { problem, choices, path, .. } = self;
        path.clear();
        path.resize(problem.months, problem.budget);
        let mut add = |column: usize, is_certain: bool| {
            let months = path.iter_mut().zip(problem.cash(column));
            months.for_each(|(sum, cash)| *sum += if is_certain { *cash } else { cash.max(0.0) });
        };
        for (place, choice) in choices.iter().enumerate().filter(|(_, choice)| **choice != Choice::Out) {
            add(place, *choice == Choice::In);
        }
        for group in &problem.groups {
            let mut is_paid = Choice::Out;
            for member in &group.members {
                let choice = choices[member.candidate];
                if choice != Choice::Out {
                    if is_paid != Choice::Out {
                        add(member.saving, choice == Choice::In && is_paid == Choice::In);
                    }
                    is_paid = if is_paid == Choice::In { is_paid } else { choice };
                }
            }
        }
        path.iter().copied().fold(f64::INFINITY, f64::min).min(if problem.is_least_peak { 0.0 } else { f64::INFINITY })
    }

    /// Keeps a subset if it is allowed and better than the best so far.
    fn offer(&mut self, set: &[bool]) {
        let (value, room) = self.problem.total(set, &mut self.path);
        let is_worse = |best: &Best| value < best.value;
        if room < 0.0 || self.best.as_ref().is_some_and(is_worse) || !self.problem.meets_needs(set) {
            return;
        }
        let chosen: Vec<usize> = (0..set.len()).filter(|&place| set[place]).collect();
        let is_better = |best: &Best| {
            let order = chosen.len().cmp(&best.chosen.len()).then_with(|| chosen.cmp(&best.chosen));
            best.value < value || order.is_lt()
        };
        if self.best.as_ref().is_none_or(is_better) {
            self.best = Some(Best { value, chosen });
        }
    }

    /// Makes an allowed subset of one that may not be: gives up what is worth least at its price while money is short,
    /// then takes in what adds value.
    fn look_nearby(&mut self, mut set: Vec<bool>) {
        let problem = self.problem;
        let count = set.len();
        let taken: Vec<usize> = (0..count).filter(|&place| set[place]).collect();
        taken.iter().for_each(|&place| problem.follow(&mut set, place, true));
        let worth = self.relaxation.reduced[..count].to_vec();
        let by_worth = |one: &usize, other: &usize| worth[*one].total_cmp(&worth[*other]);
        let mut total = problem.total(&set, &mut self.path);
        while total.1 < 0.0 {
            let tightest = (0..problem.months).min_by(|&one, &other| self.path[one].total_cmp(&self.path[other]));
            let Some(month) = tightest else { return };
            let gives = |place: &usize| {
                set[*place] && self.choices[*place] == Choice::Open && problem.cash(*place)[month] < 0.0
            };
            let Some(place) = (0..count).filter(gives).min_by(by_worth) else { return };
            problem.follow(&mut set, place, false);
            total = problem.total(&set, &mut self.path);
        }
        let mut others: Vec<usize> =
            (0..count).filter(|&place| !set[place] && self.choices[place] == Choice::Open).collect();
        others.sort_by(|one, other| by_worth(other, one));
        // A sum is about an eighth of what a node does.
        self.work += (others.len() + taken.len()) * self.node_work / 8;
        for place in others {
            let mut more = set.clone();
            problem.follow(&mut more, place, true);
            let (value, room) = problem.total(&more, &mut self.path);
            if 0.0 <= room && total.0 < value {
                (set, total) = (more, (value, room));
            }
        }
        self.offer(&set);
    }
}
