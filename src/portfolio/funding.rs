//! What to fund: of several use cases the subset with the greatest net present value within a budget for peak funding.
//!
//! Choosing investments under a limit on what can be spent in each period is *capital rationing* (Lorie and Savage, "Three
//! Problems in Rationing Capital", Journal of Business 28, 1955): a 0-1 multidimensional knapsack problem with a row for
//! each month (Kellerer, Pferschy and Pisinger, *Knapsack Problems*, 2004, chapter 9). Here a row may also be relieved,
//! because a use case that earns early lends to the others; use cases may need each other, and may share a set-up.

use super::branch_and_bound::{Solution, solve};
use super::candidate::{Candidate, Rules, npv, peak_funding};
use super::funding_error::FundingError;
use super::problem::{Goal, Problem};

#[cfg(test)]
mod tests;

/// Up to so many undecided use cases the search has the time to come to its end.
const EXACT: usize = 25;

/// The most work of a search, as columns by months of its nodes: where it is to come to its end, and where there are more.
/// About a second, and a quarter of one.
pub(super) const MOST_WORK: [usize; 2] = [100_000_000, 25_000_000];

/// The largest amount that is computed with. Sums of any number of them are still numbers.
const LARGEST: f64 = 1e100;

/// The use cases to fund.
#[derive(Clone, Debug, PartialEq)]
pub struct Funded {
    /// Their places among the candidates, in increasing order.
    pub chosen: Vec<usize>,
    /// Their mean net present value, with what they save by sharing.
    pub npv: f64,
    /// The most that is out of pocket at once: the lowest point of the sum of their cash, as a positive amount.
    pub peak_funding: f64,
    /// No subset within the budget is worth more. The value itself where the search came to its end.
    pub bound: f64,
}

impl Funded {
    /// Whether nothing within the budget is worth more, as far as numbers are exact.
    pub fn is_exact(&self) -> bool {
        self.bound - self.npv <= 1e-9 * self.npv.abs()
    }
}

/// The subset with the greatest net present value whose peak funding is within the budget, if there is one.
///
/// It holds all that must be funded, nothing that is excluded, and whatever these need. Of equal subsets it is the one with
/// the fewest use cases, and of these the one with the first places; subsets are equal when they differ by less than a
/// trillionth of what all use cases are worth. With up to 25 undecided use cases the search comes to its end, unless
/// they were made to defeat it; beyond, `bound` says how much better another subset could be.
///
/// # Errors
///
/// Where no subset is allowed, or where the numbers are none.
pub fn fund(candidates: &[Candidate], rules: &Rules, budget: Option<f64>) -> Result<Funded, FundingError> {
    fund_within(candidates, rules, budget, MOST_WORK)
}

/// [`fund`] with limits on how much is computed.
pub(super) fn fund_within(
    candidates: &[Candidate],
    rules: &Rules,
    budget: Option<f64>,
    most_work: [usize; 2],
) -> Result<Funded, FundingError> {
    check(candidates, rules, budget)?;
    let budget = budget.filter(|budget| *budget < f64::INFINITY).map(|budget| budget.max(0.0));
    let problem = Problem::new(candidates, rules, Goal::GreatestValue { budget })?.order_equals();
    let work = |problem: &Problem| if problem.open() <= EXACT { most_work[0] } else { most_work[1] };
    let Solution { mut chosen, bound } = solve(&problem, work(&problem));
    if let (None, Some(budget)) = (&chosen, budget) {
        let problem = Problem::new(candidates, rules, Goal::LeastPeak)?.order_equals();
        let least = solve(&problem, work(&problem));
        let set = least.chosen.unwrap_or_default();
        let peak = peak_funding(candidates, rules, &set);
        if budget < peak {
            return Err(FundingError::OverBudget {
                least: peak,
                bound: least.bound.map_or(peak, |value| (-value).clamp(0.0, peak)),
                budget,
            });
        }
        chosen = Some(set);
    }
    let chosen = chosen.unwrap_or_default();
    let npv = npv(candidates, rules, &chosen);
    let peak = peak_funding(candidates, rules, &chosen);
    // A peak may exceed the budget by what sums of numbers are off.
    let peak_funding = budget.map_or(peak, |budget| peak.min(budget));
    Ok(Funded { npv, peak_funding, bound: bound.map_or(npv, |bound| bound.max(npv)), chosen })
}

/// Whether everything can be computed with.
fn check(candidates: &[Candidate], rules: &Rules, budget: Option<f64>) -> Result<(), FundingError> {
    if budget.is_some_and(f64::is_nan) {
        return Err(FundingError::Budget);
    }
    let members = || rules.shared.iter().flat_map(|setup| &setup.members);
    let needed = rules.needs.iter().flat_map(|&(one, other)| [one, other]);
    if let Some(candidate) =
        needed.chain(members().map(|member| member.candidate)).find(|&candidate| candidates.len() <= candidate)
    {
        return Err(FundingError::Unknown { candidate });
    }
    let own = candidates.iter().enumerate().map(|(place, candidate)| (place, candidate.npv, &candidate.cash));
    let saved = members().map(|member| (member.candidate, member.npv, &member.cash));
    // Not a number is not below anything.
    let is_amount = |value: &f64| value.abs() < LARGEST;
    match own.chain(saved).find(|(_, npv, cash)| !is_amount(npv) || !cash.iter().all(is_amount)) {
        Some((candidate, ..)) => Err(FundingError::Amount { candidate }),
        None => Ok(()),
    }
}
