//! A portfolio as a workbook in which what is funded can be changed: totals are live formulas over a column of 1 and 0.
//!
//! - `use_cases`: a row each, what several share, and which rules hold
//! - `funding`: mean cash of each use case by month, and of all that is funded
//! - `summary`: what it comes to; `frontier`, `gates`: choices and conditions as they were computed
//! - `content`: what the sheets are made of; `cells`: months, and formulas whose results are words
//!
//! What cannot be recomputed without the futures (ranges and chances of all of it together, the frontier) stands as a value
//! and is said to be as computed.

mod cells;
mod content;
mod frontier;
mod funding;
mod gates;
mod summary;
mod use_cases;

use jiff::civil::date;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::workbook::sheets::{self, CellFormats};
use crate::day::parse_day;
use crate::portfolio::EvaluatedPortfolio;
use cells::moment;
use content::PortfolioContent;
use funding::FundingSheet;
use summary::SUMMARY;
use use_cases::UseCaseSheet;

/// A portfolio as an Excel workbook. The same portfolio gives the same bytes.
///
/// # Errors
/// If a sheet cannot hold it.
pub fn portfolio_workbook(evaluation: &EvaluatedPortfolio, date: Option<&str>) -> Result<Vec<u8>, XlsxError> {
    portfolio_workbook_of(evaluation, date, |place| evaluation.funded().contains(&place))
}

/// The same with other use cases funded than those that the program chose.
///
/// # Errors
/// As [`portfolio_workbook`].
pub fn portfolio_workbook_of(
    evaluation: &EvaluatedPortfolio,
    date: Option<&str>,
    is_funded: impl Fn(usize) -> bool,
) -> Result<Vec<u8>, XlsxError> {
    let content = PortfolioContent {
        evaluation,
        date,
        order: evaluation.ranking(),
        chosen: (0..evaluation.use_cases.len()).filter(|place| is_funded(*place)).collect(),
        look: CellFormats::new(&evaluation.portfolio.currency),
    };
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(&content)?);
    let mut first = sheets::sheet(SUMMARY)?;
    let (of_use_cases, use_cases) = UseCaseSheet::write(&content)?;
    let (of_funding, funding) = FundingSheet::write(&content, &of_use_cases)?;
    for (name, cell) in summary::write(&mut first, &content, &of_use_cases, &of_funding)? {
        workbook.define_name(name, &format!("={cell}"))?;
    }
    let frontier = frontier::sheet_of(&content)?;
    let gates = gates::sheet_of(&content)?;
    for sheet in [first, use_cases, funding].into_iter().chain(frontier).chain(gates) {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

fn properties(content: &PortfolioContent<'_>) -> Result<DocProperties, XlsxError> {
    let day = content.date.and_then(parse_day).unwrap_or(date(2000, 1, 1));
    Ok(DocProperties::new()
        .set_title(&content.evaluation.portfolio.name)
        .set_comment("Made by Breakeven; formulas are live")
        .set_creation_datetime(&moment(day)?))
}
