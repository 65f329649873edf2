//! A workbook that finance can take apart: every estimate is a cell, and every figure up to the months' cash is a live
//! formula, written from what the engine recorded while it computed. Change an input, and the sheet follows.
//!
//! - `sheets`: cells, formats and names, by the row
//! - `inputs`: estimates and prices, each with what supports it
//! - `months`: stages and months as columns, with the parts of each month as rows
//! - `summary`: what it comes to, with charts; `returns`: what its cash comes to
//! - `alternatives`: buying instead, beside the plan; `later`: what waiting costs; `actuals`: what was used
//!
//! What a sheet cannot recompute is said beside it and stands as a value: ranges and chances over futures, the floor,
//! and the structure (which card is active at which stage, which strategy is on, when stages start).

mod actuals;
mod alternatives;
mod content;
mod inputs;
mod later;
mod months;
mod returns;
mod rows;
pub(super) mod sheets;
mod summary;

use std::collections::HashMap;

use jiff::civil::date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::day::parse_day;
use crate::economics::Tape;
use crate::scenario::EstimatePath;
use actuals::actuals_sheet;
use alternatives::Alternatives;
pub use content::WorkbookContent;
use inputs::Inputs;
use later::later_sheet;
use months::MonthColumns;
use sheets::CellFormats;
use summary::{SUMMARY, summary};

/// A scenario with its results as an Excel workbook. The same content gives the same bytes.
///
/// # Errors
/// If a sheet cannot hold it: more than 16,384 columns or a million rows.
pub fn workbook(content: &WorkbookContent<'_>) -> Result<Vec<u8>, XlsxError> {
    workbook_of(content, |_, value| value)
}

/// The same with other numbers in the cells of the inputs, while the figures still say what they were: a spreadsheet
/// that recalculates must come to other figures.
///
/// # Errors
/// As [`workbook`].
pub fn workbook_of(
    content: &WorkbookContent<'_>,
    shown: impl Fn(&EstimatePath, f64) -> f64,
) -> Result<Vec<u8>, XlsxError> {
    let WorkbookContent { scenario, plan, .. } = *content;
    let look = CellFormats::new(&scenario.currency);
    let tape = Tape::default();
    let recorded = plan.recorded(&tape);
    let stages = MonthColumns::of_stages(scenario, &recorded);
    let months = MonthColumns::of_months(scenario, &recorded);
    let mut inputs = Inputs::new(scenario, plan, &look);
    stages.prices(&tape).chain(months.prices(&tape)).for_each(|(part, value)| inputs.add_price(part, value));

    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(content)?);
    let [mut first, mut stage_sheet, mut month_sheet] =
        [sheets::sheet(SUMMARY)?, sheets::sheet("Stages")?, sheets::sheet("Months")?];
    let input_sheet = inputs.sheet(&shown)?;
    let stage_rows = stages.write(&mut stage_sheet, scenario, &tape, &inputs, &look)?;
    let month_rows = months.write(&mut month_sheet, scenario, &tape, &inputs, &look)?;
    let headlines = summary(&mut first, content, &stage_rows, &month_rows, &look)?;
    let named: HashMap<&str, &str> = headlines.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect();
    let alternatives = Alternatives {
        content,
        recorded: &recorded,
        tape: &tape,
        inputs: &inputs,
        stages: &stage_rows,
        months: &month_rows,
        headlines: &named,
        look: &look,
    };
    let bought = alternatives.sheet()?;
    let later = later_sheet(content, &look)?;
    let actuals = actuals_sheet(content, &look)?;
    let price_sheet = inputs.price_sheet()?;
    for (name, cell) in inputs.names().into_iter().chain(stage_rows.names(scenario)).chain(headlines) {
        workbook.define_name(name, &format!("={cell}"))?;
    }
    let sheets = [first, input_sheet, price_sheet, stage_sheet, month_sheet];
    for sheet in sheets.into_iter().chain(bought).chain(later).chain(actuals) {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

fn properties(content: &WorkbookContent<'_>) -> Result<DocProperties, XlsxError> {
    let day = content.date.and_then(parse_day).unwrap_or(date(2000, 1, 1));
    let created =
        ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())?;
    Ok(DocProperties::new()
        .set_title(&content.scenario.name)
        .set_comment("Made by Breakeven; formulas are live")
        .set_creation_datetime(&created))
}
