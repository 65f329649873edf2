//! Why no subset of use cases can be funded. Use cases are numbered from 0; whoever has their names says them.

use crate::language::tr;

/// Why nothing can be funded.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FundingError {
    /// Something refers to a use case that is not there.
    #[error("{}", tr!("there is no use case number {candidate}", candidate))]
    Unknown {
        /// Its place among the candidates.
        candidate: usize,
    },
    /// An amount is infinite, not a number, or larger than any money.
    #[error("an amount of use case number {candidate} cannot be computed with")]
    Amount {
        /// Its place among the candidates.
        candidate: usize,
    },
    /// The budget is not a number.
    #[error("{}", tr!("the budget is not a number"))]
    Budget,
    /// One that must be funded needs, perhaps by way of others, one that must not.
    #[error("use case number {must} must be funded, and needs number {excluded}, which is excluded")]
    MustNeedsExcluded {
        /// The place of the one that must be.
        must: usize,
        /// The place of the one that is excluded.
        excluded: usize,
    },
    /// One that must be funded, or is needed by such a one, is not there.
    #[error("{}", tr!("{file} must be funded or is needed by what must be, and cannot be computed", file))]
    LeftOut {
        /// Its file.
        file: String,
    },
    /// Whatever is funded beside those that must be, all of it needs more than the budget.
    #[error("what must be funded needs {least} at its peak, more than the budget of {budget}")]
    OverBudget {
        /// The least peak funding of all subsets that hold those that must be, or the least that was found.
        least: f64,
        /// No such subset has a lower one. The same as `least` where the search came to its end; where it did not, this may
        /// be within the budget.
        bound: f64,
        /// The budget.
        budget: f64,
    },
}
