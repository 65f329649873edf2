//! Which of several use cases to fund: their sums, and the best of all subsets.
//!
//! `candidate` is what is asked about, and `funding` answers it: the subset of the greatest value within a budget.
//! `problem` is the question in numbers that add up exactly, `relaxation` a bound for what is undecided,
//! `branch_and_bound` the search. Absent on purpose: clock, threads, random numbers, text for people but for errors.

mod branch_and_bound;
mod candidate;
mod funding;
mod funding_error;
#[cfg(test)]
mod portfolios;
mod problem;
mod relaxation;

pub use candidate::{Candidate, Decision, Rules, SharedMember, SharedSetup, npv, peak_funding};
pub use funding::{Funded, fund};
pub use funding_error::FundingError;
