//! The report of a portfolio for people who were not in the room, as blocks to be laid out on pages.
//!
//! - `decision`: which use cases are funded, for how much, when, what that ties up, and how likely it pays
//! - `use_cases`: the map, every use case, and why some are never to be built
//! - `choices`: what more safety costs
//! - `conditions`: what stands before each stage, what was left out, which rules hold, what was decided and noted

mod choices;
mod conditions;
mod decision;
#[cfg(test)]
mod tests;
mod use_cases;

use super::report::Report;
use crate::format;
use crate::language::tr;
use crate::portfolio::EvaluatedPortfolio;

/// Tells all there is to tell about a portfolio.
pub fn portfolio_report(evaluation: &EvaluatedPortfolio, date: Option<String>) -> Report {
    let mut blocks = decision::decision(evaluation);
    blocks.extend(use_cases::use_cases(evaluation));
    blocks.extend(choices::choices(evaluation));
    blocks.extend(conditions::conditions(evaluation));
    let (count, seed) = (format::count(evaluation.options.count as f64), evaluation.options.seed);
    Report {
        title: evaluation.portfolio.name.clone(),
        author: None,
        date,
        footer: tr!("{count} futures that all use cases share, seed {seed}", count, seed),
        blocks,
    }
}
