//! A bound for what is undecided: the Lagrangian relaxation of budgets and needs.
//!
//! A price is put on money after each month, and one on each need. At any prices of at least 0, the use cases that are
//! worth more than they cost at these prices, together with what the budget is worth, are worth no less than any allowed
//! subset (Fisher, "The Lagrangian Relaxation Method for Solving Integer Programming Problems", Management Science 27,
//! 1981). Who pays for a shared set-up is not relaxed: the best payer of each group is found exactly, except that a
//! candidate that is in several groups may be funded in one and not in another. Prices are improved by steps along the
//! subgradient, as long as Polyak's rule says (Held, Wolfe and Crowder, "Validation of Subgradient Optimization",
//! Mathematical Programming 6, 1974).

use super::problem::{Choice, Group, Member, Problem};

/// A bound at some prices, and what it was found with.
#[derive(Debug)]
pub(super) struct Relaxation<'a> {
    problem: &'a Problem,
    /// By month, then by need.
    pub prices: Vec<f64>,
    /// Value at these prices, by column.
    pub reduced: Vec<f64>,
    /// The candidates and savings that the bound takes.
    pub taken: Vec<bool>,
    /// What is left after each month, and of each need: not allowed below 0.
    room: Vec<f64>,
    best: Vec<f64>,
    /// How far prices of months and of needs move, beside each other.
    paces: [f64; 2],
}

impl<'a> Relaxation<'a> {
    /// With all prices 0.
    pub fn new(problem: &'a Problem) -> Self {
        let (columns, rows) = (problem.values.len(), problem.months + problem.needs.len());
        let value: f64 = problem.values.iter().map(|value| value.abs()).sum();
        let deficits = (0..columns).map(|column| {
            let cash = problem.cash(column).iter().copied();
            cash.fold(0.0, |lowest: f64, cash| lowest.min(cash)).abs()
        });
        let deficit: f64 = deficits.sum();
        let value = if problem.is_least_peak { deficit } else { value };
        // A price of money is value by cash, that of a need is value.
        let month = if 0.0 < deficit { value / deficit } else { 1.0 };
        let paces = [month * month, (value / columns.max(1) as f64).powi(2)];
        Self {
            problem,
            prices: vec![0.0; rows],
            reduced: vec![0.0; columns],
            taken: vec![false; columns],
            room: vec![0.0; rows],
            best: vec![0.0; rows],
            paces,
        }
    }

    /// A bound at the present prices, rounded up by what its sums may be off.
    pub fn bound(&mut self, choices: &[Choice]) -> f64 {
        let Self { problem, prices, reduced, taken, .. } = self;
        let months = problem.months;
        let (money, needs) = prices.split_at(months);
        reduced.copy_from_slice(&problem.values);
        for (month, price) in money.iter().enumerate().filter(|(_, price)| **price != 0.0) {
            for (column, reduced) in reduced.iter_mut().enumerate() {
                *reduced += price * problem.cash(column)[month];
            }
        }
        for (&(one, other), price) in problem.needs.iter().zip(needs) {
            reduced[one] -= price;
            reduced[other] += price;
        }
        let paid: f64 = money.iter().sum();
        let mut bound = paid * problem.budget;
        taken.fill(false);
        for (place, &choice) in choices.iter().enumerate().filter(|(place, _)| problem.groups_of[*place] == 0) {
            if choice == Choice::In || choice == Choice::Open && 0.0 < reduced[place] {
                taken[place] = true;
                bound += reduced[place];
            }
        }
        for group in &problem.groups {
            let (worth, payer) = group_bound(group, choices, reduced);
            bound += worth;
            for place in payer.into_iter().flat_map(|payer| payer..group.members.len()) {
                let member = &group.members[place];
                if Some(place) == payer || joins(member, choices, reduced) {
                    taken[member.candidate] |= member.is_owned;
                    taken[member.saving] = Some(place) != payer;
                }
            }
        }
        let magnitude = 1.0 + paid + 2.0 * needs.iter().sum::<f64>();
        bound + f64::EPSILON * (reduced.len() + prices.len() + 16) as f64 * magnitude
    }

    /// The lowest bound that some steps find, starting at the present prices, which become those of this bound. Stops as
    /// soon as the bound is below what is already known.
    pub fn improve(&mut self, choices: &[Choice], steps: usize, known: Option<f64>) -> f64 {
        let mut lowest = f64::INFINITY;
        let (mut pace, mut failed) = (1.0, 0);
        for step in 0..=steps {
            let bound = self.bound(choices);
            if bound < lowest {
                (lowest, failed) = (bound, 0);
                self.best.copy_from_slice(&self.prices);
            } else {
                failed += 1;
                if failed % 4 == 0 {
                    pace *= 0.5;
                }
            }
            if step == steps || known.is_some_and(|known| self.problem.attainable(lowest) < known) {
                break;
            }
            let length = self.measure_room();
            if length <= 0.0 {
                break;
            }
            let target = known.unwrap_or(lowest - 0.05 * lowest.abs()).min(bound - 1e-9);
            self.step(pace * (bound - target) / length);
        }
        self.prices.copy_from_slice(&self.best);
        let bound = self.bound(choices);
        debug_assert!(bound == lowest, "the same prices give the same bound");
        bound
    }

    /// By how much the last bound is lower where an open candidate is funded, or where it is not.
    pub fn regret(&self, choices: &mut [Choice], place: usize, choice: Choice) -> f64 {
        if self.problem.groups_of[place] == 0 {
            return if self.taken[place] == (choice == Choice::In) { 0.0 } else { self.reduced[place].abs() };
        }
        let has_place = |group: &&Group| group.members.iter().any(|member| member.candidate == place);
        let groups = || self.problem.groups.iter().filter(has_place);
        let worth =
            |choices: &[Choice]| groups().map(|group| group_bound(group, choices, &self.reduced).0).sum::<f64>();
        let free = worth(choices);
        let before = std::mem::replace(&mut choices[place], choice);
        let decided = worth(choices);
        choices[place] = before;
        // What sums are off is no regret.
        (free - decided - 1e-12 * (free.abs() + decided.abs())).max(0.0)
    }

    /// What is left of each row, and the squared length of the step that it asks for.
    fn measure_room(&mut self) -> f64 {
        let (problem, months) = (self.problem, self.problem.months);
        self.room[..months].fill(problem.budget);
        for column in (0..self.taken.len()).filter(|&column| self.taken[column]) {
            self.room[..months].iter_mut().zip(problem.cash(column)).for_each(|(room, cash)| *room += cash);
        }
        for (room, &(one, other)) in self.room[months..].iter_mut().zip(&problem.needs) {
            *room = f64::from(self.taken[other]) - f64::from(self.taken[one]);
        }
        let rows = self.room.iter().zip(&self.prices).enumerate();
        let moving = rows.filter(|(_, (room, price))| **room < 0.0 || 0.0 < **price);
        moving.map(|(row, (room, _))| self.paces[usize::from(months <= row)] * room * room).sum()
    }

    fn step(&mut self, step: f64) {
        let months = self.problem.months;
        for (row, (price, room)) in self.prices.iter_mut().zip(&self.room).enumerate() {
            *price = (*price - step * self.paces[usize::from(months <= row)] * room).max(0.0);
        }
        if self.problem.is_least_peak {
            // What is one more out of pocket costs one.
            let total: f64 = self.prices[..months].iter().sum();
            if 1.0 < total {
                self.prices[..months].iter_mut().for_each(|price| *price /= total);
            }
        }
    }
}

/// What a member is worth where it pays.
fn own(member: &Member, reduced: &[f64]) -> f64 {
    if member.is_owned { reduced[member.candidate] } else { 0.0 }
}

/// Whether a member is taken where another one pays.
fn joins(member: &Member, choices: &[Choice], reduced: &[f64]) -> bool {
    match choices[member.candidate] {
        Choice::In => true,
        Choice::Out => false,
        Choice::Open => 0.0 < own(member, reduced) + reduced[member.saving],
    }
}

/// The most that a group is worth, and who pays then: over all who may, what the payer is worth, and the others with what
/// they save.
fn group_bound(group: &Group, choices: &[Choice], reduced: &[f64]) -> (f64, Option<usize>) {
    // Nobody after the first that is funded for certain can be the payer.
    let certain = group.members.iter().position(|member| choices[member.candidate] == Choice::In);
    let mut best = if certain.is_some() { (f64::NEG_INFINITY, None) } else { (0.0, None) };
    let mut others = 0.0;
    for (place, member) in group.members.iter().enumerate().rev() {
        let own = own(member, reduced);
        let may_pay = choices[member.candidate] != Choice::Out && certain.is_none_or(|certain| place <= certain);
        if may_pay && best.0 < own + others {
            best = (own + others, Some(place));
        }
        if joins(member, choices, reduced) {
            others += own + reduced[member.saving];
        }
    }
    best
}
