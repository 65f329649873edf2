//! A workbook that finance can take apart: every estimate is a cell, and every figure up to the months' cash is a live
//! formula, written from what the engine recorded while it computed. Change an input, and the sheet follows.
//!
//! - `cover`: what is asked for; `checks`: whether it adds up and is as exported
//! - `controls`: case, target, horizon, what is on; `inputs`: estimates and prices; `parameters`: names of other numbers
//! - `months`: stages and months as columns, with the parts of each month as `rows`, `recorded` by the engine; `timeline`: where a month stands;
//!   `written_rows`: where they are; `years`: fiscal years
//! - `summary`: what it comes to, with `charts`, which
//!   `chart_cache` fills in; `returns`: what its cash comes to; `rate`: how its rate of
//!   return is found
//! - `alternatives`: buying instead, beside the plan; `later`: what waiting costs; `actuals`: what was used
//! - `sheets`: cells, formats and names
//!
//! What a sheet cannot recompute is said beside it and stands as a value, grey once an input is another one: ranges and
//! chances over futures, the floor, and the structure (when stages start, from which stage on a card or strategy is there).

mod actuals;
mod alternatives;
mod chart_cache;
mod charts;
mod checks;
mod content;
mod controls;
mod cover;
mod inputs;
mod later;
mod months;
mod parameters;
mod rate;
mod recorded;
mod returns;
mod rows;
pub(super) mod sheets;
mod summary;
mod timeline;
mod written_rows;
mod years;

use std::collections::HashMap;

use jiff::civil::date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::day::parse_day;
use crate::economics::{Assumptions, Switch, Tape};
use actuals::actuals_sheet;
use alternatives::Alternatives;
use checks::Checks;
pub use content::{Case, WorkbookContent, WorkbookEdits};
use controls::Controls;
use cover::cover;
use inputs::Inputs;
use later::later_sheet;
use months::MonthColumns;
use rate::rate;
use recorded::PrefixSwitch;
use sheets::CellFormats;
use summary::{SUMMARY, summary};
use years::years;

/// A scenario with its results as an Excel workbook. The same content gives the same bytes.
///
/// # Errors
/// If a sheet cannot hold it: more than 16,384 columns or a million rows.
pub fn workbook(content: &WorkbookContent<'_>) -> Result<Vec<u8>, XlsxError> {
    workbook_of(content, &WorkbookEdits::default())
}

/// The same with other numbers in yellow cells, while the figures still say what they were: a spreadsheet that recalculates
/// must come to other figures.
///
/// # Errors
/// As [`workbook`].
pub fn workbook_of(content: &WorkbookContent<'_>, edits: &WorkbookEdits) -> Result<Vec<u8>, XlsxError> {
    let WorkbookContent { scenario, plan, .. } = *content;
    let look = CellFormats::new(&scenario.currency);
    let controls = Controls { content, edits, look: &look };
    let tape = Tape::with_parameters();
    let all_on = plan.with_all_on();
    let recorded = Assumptions::switched(&all_on, plan).recorded(&tape);
    let prefix = plan.prefix_caching().map(|place| PrefixSwitch { place, is_on: plan.is_on(Switch::Strategy(place)) });
    let stages = MonthColumns::of_stages(scenario, &recorded, prefix);
    let months = MonthColumns::of_months(scenario, &recorded, prefix);
    let inputs = Inputs::new(&controls, stages.prices(&tape).chain(months.prices(&tape)));

    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(content)?);
    let [mut first, mut stage_sheet, mut month_sheet] =
        [sheets::sheet(SUMMARY)?, sheets::sheet("Stages")?, sheets::sheet("Months")?];
    let stage_rows = stages.write(&mut stage_sheet, &tape, &inputs, &controls)?;
    let month_rows = months.write(&mut month_sheet, &tape, &inputs, &controls)?;
    let (year_sheet, year_rows) = years(&controls, &month_rows)?;
    let (rate_sheet, rate) = rate(&controls, &month_rows)?;
    let summary = summary(&mut first, &controls, (&stage_rows, &month_rows), &rate)?;
    let named: HashMap<&str, &str> = summary.names.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect();
    let alternatives = Alternatives {
        content,
        controls: &controls,
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
    let control_sheet = controls.sheet(&stage_rows.first_headings(plan.stages.len()))?;
    let input_sheet = inputs.sheet()?;
    let price_sheet = inputs.price_sheet()?;
    let checks = Checks {
        controls: &controls,
        inputs: &inputs,
        stages: &stage_rows,
        months: &month_rows,
        years: &year_rows,
        exported: &summary.exported,
    };
    let (check_sheet, check_names) = checks.sheet()?;
    let names =
        inputs.names().into_iter().chain(stage_rows.names(scenario)).chain(summary.names.clone()).chain(check_names);
    for (name, cell) in names {
        workbook.define_name(name, &format!("={cell}"))?;
    }
    let sheets =
        [first, check_sheet, control_sheet, input_sheet, price_sheet, stage_sheet, month_sheet, year_sheet, rate_sheet];
    let sheets: Vec<_> = sheets.into_iter().chain(bought).chain(later).chain(actuals).collect();
    let titles: Vec<String> = sheets.iter().map(rust_xlsxwriter::Worksheet::name).collect();
    for sheet in std::iter::once(cover(&controls, &titles)?).chain(sheets) {
        workbook.push_worksheet(sheet);
    }
    chart_cache::filled(workbook.save_to_buffer()?, &summary.charts)
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
