//! Several use cases decided about together: read where they are, computed in futures that they share, and which of them to
//! fund.
//!
//! - `file` is the text of a portfolio, `snapshot` what was decided in it before, `check` what is wrong with it by itself,
//!   `reading` finds its scenarios
//! - `use_case` computes each, `never_build` says what rules one out, `joint_futures` adds some of them up
//! - `candidate` is what mathematics is asked about, and `funding` answers it: the subset of the greatest value within a
//!   budget. `problem` is the question in numbers that add up exactly, `relaxation` a bound for what is undecided,
//!   `branch_and_bound` the search; `frontier` sets the mean of a subset against its tenth percentile
//! - `evaluated_portfolio` is all of it for one portfolio; `gates` lists what stands before the stages of some use cases,
//!   `names` tells use cases of one name apart
//!
//! Absent: charts, the clock, random numbers, text for people but for errors and gates.

mod branch_and_bound;
mod candidate;
mod check;
mod evaluated_portfolio;
mod file;
mod frontier;
mod funding;
mod funding_error;
mod gates;
mod joint_futures;
mod names;
mod never_build;
#[cfg(test)]
mod portfolios;
mod problem;
mod reading;
mod relaxation;
mod snapshot;
mod use_case;

pub use candidate::{Candidate, FundingDecision, Rules, SharedMember, SharedSetup, npv, peak_funding};
pub use evaluated_portfolio::{EvaluatedPortfolio, FundedUseCases};
pub use file::{PORTFOLIO_SCHEMA, Portfolio};
pub use frontier::{FrontierPoint, NpvColumns, frontier};
pub use funding::{Funded, fund};
pub use funding_error::FundingError;
pub use gates::{GateEntry, GateKind};
pub use joint_futures::{JointFutures, JointMonth};
pub use never_build::NeverBuild;
pub use reading::{LeftOut, MOST_SCENARIOS, PortfolioError, ReadPortfolio, listed_path};
pub use snapshot::PortfolioSnapshot;
pub use use_case::{FutureOptions, SetupSaving, UseCase, futures_with_room};
