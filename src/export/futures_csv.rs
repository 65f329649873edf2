//! Every future of every use case, for those who compute further with it.

use super::csv::{csv, number};
use crate::portfolio::{EvaluatedPortfolio, UseCase};

/// A row for each future of each use case: its net present value and its cumulative cash after each month, in the currency
/// of the portfolio. Futures of the same number belong together.
pub fn futures_csv(evaluation: &EvaluatedPortfolio) -> Vec<u8> {
    let count = evaluation.options.count;
    let months = evaluation.use_cases.iter().map(|use_case| use_case.cumulative.len() / count).max().unwrap_or(0);
    let headings = ["use case", "future", "npv"].map(str::to_owned).into_iter();
    let headings: Vec<String> = headings.chain((0..months).map(|month| format!("month {month}"))).collect();
    let of_future = |use_case: &UseCase, future: usize| -> Vec<String> {
        let path = use_case.cumulative.iter().skip(future).step_by(count).map(|cash| number(f64::from(*cash)));
        [use_case.file.clone(), future.to_string(), number(use_case.npv[future])].into_iter().chain(path).collect()
    };
    let futures = evaluation.use_cases.iter().flat_map(|use_case| (0..count).map(move |future| (&**use_case, future)));
    let rows = futures.map(|(use_case, future)| of_future(use_case, future));
    csv(std::iter::once(headings).chain(rows))
}
