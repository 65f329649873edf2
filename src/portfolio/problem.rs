//! A question of funding in numbers that add up exactly, whatever the order.
//!
//! Values and cash are whole multiples of a trillionth of their total. Sums of so few digits are not rounded, so which
//! subset is better, and whether it is within the budget, depends neither on the order of the sums nor on how the search
//! came to it. Left out: months that cannot bind, and use cases that cannot be funded.

use super::candidate::{Candidate, FundingDecision, Rules, after};
use super::funding_error::FundingError;

/// What is sought.
#[derive(Clone, Copy, Debug)]
pub(super) enum Goal {
    /// The greatest value whose peak funding is within the budget, if there is one.
    GreatestValue { budget: Option<f64> },
    /// The lowest peak funding. A subset's value is then its peak funding, below 0.
    LeastPeak,
}

/// Whether a candidate is funded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    Open,
    In,
    Out,
}

impl Choice {
    /// The opposite of a choice that is made.
    pub fn other(self) -> Self {
        if self == Self::In { Self::Out } else { Self::In }
    }
}

/// A shared set-up: those that have it, in the order in which they pay.
#[derive(Debug)]
pub(super) struct Group {
    pub members: Vec<Member>,
}

/// One that has a shared set-up.
#[derive(Debug)]
pub(super) struct Member {
    pub candidate: usize,
    /// The column of what it saves when another one pays.
    pub saving: usize,
    /// Whether this is the first group that it is in, which accounts for the candidate itself.
    pub is_owned: bool,
}

/// The question. Columns are the candidates first, and then what members of groups save.
#[derive(Debug)]
pub(super) struct Problem {
    /// By column, in `value_unit`.
    pub values: Vec<f64>,
    /// By column, months within: what is there after a month, in `cash_unit`.
    cash: Vec<f64>,
    /// How many months may bind.
    pub months: usize,
    /// What may be out of pocket after any month, in `cash_unit`.
    pub budget: f64,
    pub is_least_peak: bool,
    pub groups: Vec<Group>,
    /// By candidate: how many groups it is in. The first accounts for it.
    pub groups_of: Vec<usize>,
    /// The first only with the second, between open candidates.
    pub needs: Vec<(usize, usize)>,
    /// What holds before the search.
    pub choices: Vec<Choice>,
    /// By candidate: what it needs, and what needs it.
    needed: [Vec<Vec<usize>>; 2],
    value_unit: f64,
    cash_unit: f64,
}

/// Parts of a unit: 2^40, about a trillion.
const GRAIN: f64 = 1.0 / (1_u64 << 40) as f64;

impl Problem {
    /// Of candidates whose numbers can be computed with.
    pub fn new(candidates: &[Candidate], rules: &Rules, goal: Goal) -> Result<Self, FundingError> {
        let count = candidates.len();
        let mut problem = Self {
            values: Vec::new(),
            cash: Vec::new(),
            months: 0,
            budget: 0.0,
            is_least_peak: matches!(goal, Goal::LeastPeak),
            groups: Vec::new(),
            groups_of: vec![0; count],
            needs: Vec::new(),
            choices: vec![Choice::Open; count],
            needed: [vec![Vec::new(); count], vec![Vec::new(); count]],
            value_unit: 1.0,
            cash_unit: 1.0,
        };
        for &(one, other) in &rules.needs {
            problem.add_need(one, other);
        }
        problem.decide(candidates)?;
        let choices = problem.choices.clone();
        let is_out = |place: usize| choices[place] == Choice::Out;
        problem.needs = rules.needs.clone();
        let is_open = |place: usize| choices[place] == Choice::Open;
        problem.needs.retain(|&(one, other)| one != other && is_open(one) && is_open(other));
        problem.needs.sort_unstable();
        problem.needs.dedup();

        // Those that are out stay as columns of nothing, so that places are the candidates'.
        let out = (0.0, [].as_slice());
        let mut columns: Vec<(f64, &[f64])> = candidates
            .iter()
            .enumerate()
            .map(|(place, candidate)| if is_out(place) { out } else { (candidate.npv, &*candidate.cash) })
            .collect();
        for setup in &rules.shared {
            let mut members = Vec::new();
            for place in setup.funded(|candidate| !is_out(candidate)) {
                let member = &setup.members[place];
                let groups = &mut problem.groups_of[member.candidate];
                members.push(Member { candidate: member.candidate, saving: columns.len(), is_owned: *groups == 0 });
                *groups += 1;
                columns.push((member.npv, &member.cash));
            }
            problem.groups.push(Group { members });
        }

        if !problem.is_least_peak {
            problem.value_unit = unit(columns.iter().map(|(value, _)| value.abs()).sum());
            let of = |value: f64| whole(value / problem.value_unit);
            problem.values = columns.iter().map(|(value, _)| of(*value)).collect();
        } else {
            problem.values = vec![0.0; columns.len()];
        }
        let months = match goal {
            Goal::GreatestValue { budget: None } => Vec::new(),
            Goal::GreatestValue { budget: Some(budget) } => binding(&columns, budget),
            Goal::LeastPeak => binding(&columns, 0.0),
        };
        let total = |month: &usize| columns.iter().map(|(_, path)| after(path, *month).abs()).sum();
        problem.cash_unit = unit(months.iter().map(total).fold(0.0, f64::max));
        problem.months = months.len();
        for (_, path) in &columns {
            problem.cash.extend(months.iter().map(|&month| whole(after(path, month) / problem.cash_unit)));
        }
        if let Goal::GreatestValue { budget: Some(budget) } = goal
            && 0 < problem.months
        {
            // What numbers are off must not refuse a budget that is met exactly.
            problem.budget = whole(budget / problem.cash_unit) + problem.rounding();
        }
        Ok(problem)
    }

    fn add_need(&mut self, one: usize, other: usize) {
        self.needed[0][one].push(other);
        self.needed[1][other].push(one);
    }

    /// Takes in what people have decided, and what follows from it.
    fn decide(&mut self, candidates: &[Candidate]) -> Result<(), FundingError> {
        let mut trail = Vec::new();
        for decision in [FundingDecision::Excluded, FundingDecision::Must] {
            for place in (0..candidates.len()).filter(|&place| candidates[place].decision == decision) {
                let choice = if decision == FundingDecision::Must { Choice::In } else { Choice::Out };
                if !fix(&mut self.choices, &self.needed, place, choice, &mut trail) {
                    let excluded = self.excluded_below(place, candidates);
                    return Err(FundingError::MustNeedsExcluded { must: place, excluded });
                }
            }
        }
        Ok(())
    }

    /// The first excluded one that a candidate needs.
    fn excluded_below(&self, place: usize, candidates: &[Candidate]) -> usize {
        let (mut reached, mut next) = (vec![place], 0);
        while let Some(&one) = reached.get(next) {
            next += 1;
            for &other in &self.needed[0][one] {
                if !reached.contains(&other) {
                    reached.push(other);
                }
            }
        }
        reached.retain(|&place| candidates[place].decision == FundingDecision::Excluded);
        reached.into_iter().min().unwrap_or(place)
    }

    /// Of open candidates that are the same to the search, lets a later one be funded only with the earlier one: other
    /// subsets are equal to these, and come later.
    pub fn order_equals(mut self) -> Self {
        let is_plain = |place: usize| {
            self.choices[place] == Choice::Open
                && self.groups_of[place] == 0
                && self.needed.iter().all(|needed| needed[place].is_empty())
        };
        let plain: Vec<usize> = (0..self.choices.len()).filter(|&place| is_plain(place)).collect();
        for (index, &one) in plain.iter().enumerate() {
            let is_same = |other: usize| self.values[other] == self.values[one] && self.cash(other) == self.cash(one);
            if let Some(&other) = plain[index + 1..].iter().find(|&&other| is_same(other)) {
                self.add_need(other, one);
            }
        }
        self
    }

    /// How many candidates need another one directly.
    pub fn needing(&self, place: usize) -> usize {
        self.needed[1][place].len()
    }

    /// How many candidates are undecided before the search.
    pub fn open(&self) -> usize {
        self.choices.iter().filter(|choice| **choice == Choice::Open).count()
    }

    /// What is there after each month because of a column.
    pub fn cash(&self, column: usize) -> &[f64] {
        &self.cash[column * self.months..][..self.months]
    }

    /// A value as an amount.
    pub fn amount(&self, value: f64) -> f64 {
        value * if self.is_least_peak { self.cash_unit } else { self.value_unit }
    }

    /// By how much a sum of amounts may exceed the sum of their whole multiples, in units.
    pub fn rounding(&self) -> f64 {
        self.values.len() as f64 * GRAIN
    }

    /// Rounds a bound down to what a value can be.
    pub fn attainable(&self, bound: f64) -> f64 {
        libm::floor(bound / GRAIN) * GRAIN
    }

    /// Funds a candidate or not, with what follows from it. Each one that is decided is put on the trail.
    ///
    /// Returns whether this goes together with what is decided already.
    pub fn fix(&self, choices: &mut [Choice], place: usize, choice: Choice, trail: &mut Vec<usize>) -> bool {
        fix(choices, &self.needed, place, choice, trail)
    }

    /// Takes a candidate into a subset with all that it needs, or out of it with all that need it.
    pub fn follow(&self, set: &mut [bool], place: usize, is_funded: bool) {
        let mut next = vec![place];
        while let Some(one) = next.pop() {
            if one == place || set[one] != is_funded {
                set[one] = is_funded;
                let follows = &self.needed[usize::from(!is_funded)][one];
                next.extend(follows.iter().copied().filter(|&other| set[other] != is_funded));
            }
        }
    }

    /// Whether everything that the funded ones need is funded.
    pub fn meets_needs(&self, set: &[bool]) -> bool {
        let mut needs = self.needed[0].iter().enumerate();
        needs.all(|(place, needed)| !set[place] || needed.iter().all(|&other| set[other]))
    }

    /// What a subset is worth, and the lowest that its cash comes to beyond the budget: within it if at least 0.
    pub fn total(&self, set: &[bool], path: &mut Vec<f64>) -> (f64, f64) {
        path.clear();
        path.resize(self.months, self.budget);
        let mut value = 0.0;
        let mut add = |column: usize| {
            value += self.values[column];
            path.iter_mut().zip(self.cash(column)).for_each(|(sum, cash)| *sum += cash);
        };
        (0..set.len()).filter(|&place| set[place]).for_each(&mut add);
        for group in &self.groups {
            let funded = group.members.iter().filter(|member| set[member.candidate]);
            funded.skip(1).map(|member| member.saving).for_each(&mut add);
        }
        let room = path.iter().copied().fold(f64::INFINITY, f64::min);
        if self.is_least_peak { (room.min(0.0), 0.0) } else { (value, room) }
    }
}

fn fix(
    choices: &mut [Choice],
    needed: &[Vec<Vec<usize>>; 2],
    place: usize,
    choice: Choice,
    trail: &mut Vec<usize>,
) -> bool {
    if choices[place] != Choice::Open {
        return choices[place] == choice;
    }
    let mut next = trail.len();
    choices[place] = choice;
    trail.push(place);
    // What a funded one needs is funded; what needs one that is not is not.
    let follows = &needed[usize::from(choice == Choice::Out)];
    while let Some(&one) = trail.get(next) {
        next += 1;
        for &other in &follows[one] {
            if choices[other] == Choice::Open {
                choices[other] = choice;
                trail.push(other);
            } else if choices[other] != choice {
                return false;
            }
        }
    }
    true
}

/// A power of two above a total, so that dividing by it is exact.
fn unit(total: f64) -> f64 {
    libm::ldexp(1.0, libm::frexp(total).1)
}

fn whole(parts: f64) -> f64 {
    libm::round(parts / GRAIN) * GRAIN
}

/// The months after which some subset may be out of pocket by more than the budget, without those after which every
/// subset has at least as much as after another one.
fn binding(columns: &[(f64, &[f64])], budget: f64) -> Vec<usize> {
    let months = columns.iter().map(|(_, path)| path.len()).max().unwrap_or(0);
    let lowest = |month: usize| columns.iter().map(|(_, path)| after(path, month).min(0.0)).sum::<f64>();
    let is_above = |one: usize, other: usize| columns.iter().all(|(_, path)| after(path, other) <= after(path, one));
    let mut binding: Vec<usize> = Vec::new();
    for month in (0..months).filter(|&month| budget < -lowest(month)) {
        if !binding.iter().any(|&other| is_above(month, other)) {
            binding.retain(|&other| !is_above(other, month));
            binding.push(month);
        }
    }
    binding
}
