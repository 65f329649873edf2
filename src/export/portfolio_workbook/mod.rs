//! A portfolio as a workbook in which what is funded can be changed: totals are live formulas over a column of 1 and 0.
//!
//! - `use_cases`: a row each, what several share, and which rules hold
//! - `funding`: mean cash of each use case by month, and of all that is funded
//! - `summary`: what it comes to; `frontier`, `gates`: choices and conditions as they were computed
//!
//! What cannot be recomputed without the futures (ranges and chances of all of it together, the frontier) stands as a value
//! and is said to be as computed.

mod frontier;
mod funding;
mod gates;
mod summary;
mod use_cases;

use jiff::civil::{Date, date};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError};

use super::workbook::sheets::{self, CellFormats};
use crate::day::parse_day;
use crate::portfolio::EvaluatedPortfolio;
use funding::FundingSheet;
use summary::SUMMARY;
use use_cases::UseCaseSheet;

/// What the sheets are made of.
pub struct PortfolioContent<'a> {
    /// Everything that is known.
    pub evaluation: &'a EvaluatedPortfolio,
    /// The day, `YYYY-MM-DD`, if it should be said.
    pub date: Option<&'a str>,
    /// The use cases in the order of the rows: the funded first, then by mean NPV.
    pub order: Vec<usize>,
    /// Those that the sheets say are funded, by place.
    pub chosen: Vec<usize>,
    /// How cells look.
    pub look: CellFormats,
}

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

/// A day as cells hold it.
fn moment(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

/// How a month of the calendar is written.
fn calendar_month() -> Format {
    Format::new().set_num_format("mmm yyyy").set_align(FormatAlign::Right).set_align(FormatAlign::Top)
}

/// How high a row of headings is, in columns of a width, so that none of them is cut.
fn height_of_headings<'a>(headings: impl Iterator<Item = &'a str>, width: usize) -> f64 {
    const LINE: f64 = 15.0;
    // Words do not fill their lines.
    let lines = headings.map(|heading| (heading.chars().count() + width / 4).div_ceil(width * 3 / 4)).max();
    LINE * lines.unwrap_or(1).clamp(1, 8) as f64
}

/// Writes a live formula whose result is words.
fn words_formula(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    result: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.write_formula_with_format(row, column, Formula::new(format!("={text}")).set_result(result), format)?;
    Ok(())
}
