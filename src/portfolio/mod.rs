//! Several use cases decided about together: read where they are, computed in futures that they share, and which of them to
//! fund.
//!
//! `file` is the text of a portfolio, `reading` finds its scenarios; `use_case` computes each, `never_build` says what rules
//! one out; `joint_futures` adds some of them up, and `gates` lists what stands before their stages. Absent: charts, the clock.

mod check;
mod file;
mod gates;
mod joint_futures;
mod never_build;
mod reading;
mod use_case;

pub use file::{EXTENSION, PORTFOLIO_SCHEMA, Portfolio, is_portfolio};
pub use gates::{GateEntry, GateKind};
pub use joint_futures::{JointFutures, JointMonth};
pub use never_build::NeverBuild;
pub use reading::{LeftOut, MOST_SCENARIOS, PortfolioError, ReadPortfolio};
pub use use_case::{FutureOptions, SetupSaving, UseCase, futures_with_room};
