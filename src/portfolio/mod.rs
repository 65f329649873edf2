//! Which of several use cases to fund: their sums, the best of all subsets, and what more safety costs.
//!
//! `candidate` is what is asked about, and `funding` answers it: the subset of the greatest value within a budget.
//! `problem` is the question in numbers that add up exactly, `relaxation` a bound for what is undecided,
//! `branch_and_bound` the search. `frontier` sets the mean of a subset against its tenth percentile. Absent on purpose:
//! clock, threads, random numbers, text for people but for errors.

mod branch_and_bound;
mod candidate;
mod frontier;
mod funding;
mod funding_error;
#[cfg(test)]
mod portfolios;
mod problem;
mod relaxation;

pub use candidate::{Candidate, Decision, Rules, SharedMember, SharedSetup, npv, peak_funding};
pub use frontier::{FrontierPoint, Futures, frontier};
pub use funding::{Funded, fund};
pub use funding_error::FundingError;
