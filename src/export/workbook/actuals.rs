//! Usage held against the plan: the bill explained, and what was measured. Values as of the export.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::content::WorkbookContent;
use super::sheets::{CellFormats, Kind, grey_when_changed, sheet};
use crate::calibration::{BillDifference, Calibration, Measurement};
use crate::prose::{
    Dimension, cause_in_words, name_of, position_in_words, remark_in_words, seen_in_words, window_in_words,
};
use crate::scenario::Scenario;

/// The sheet, where a scenario keeps usage.
pub fn actuals_sheet(content: &WorkbookContent<'_>, look: &CellFormats) -> Result<Option<Worksheet>, XlsxError> {
    let WorkbookContent { scenario, plan, .. } = *content;
    if scenario.actuals.is_empty() {
        return Ok(None);
    }
    let mut actuals = sheet("Actuals")?;
    actuals.write_with_format(0, 0, "What was used, beside the plan", &look.title)?;
    let note = "As exported: grey once a yellow cell is another one.";
    actuals.write_with_format(1, 0, note, &look.note)?;
    let mut row = 2;
    for (actual, found) in scenario.actuals.iter().zip(Calibration::all(scenario, plan)) {
        let Some(found) = found else { continue };
        let stage = &scenario.stages[found.context.stage].name;
        let title = format!("{}, held against {stage}: {}", actual.name, window_in_words(&found.month));
        actuals.write_with_format(row, 0, title, &look.section)?;
        row += 1;
        if let Some(bill) = &found.bill {
            row = write_bill(&mut actuals, row, bill, look)?;
        }
        row = write_measured(&mut actuals, row, scenario, &found.measurements, look)? + 1;
    }
    grey_when_changed(&mut actuals, [2, row], [1, 8], look)?;
    for (column, width) in [(0, 44), (1, 16), (2, 16), (3, 16), (4, 16), (5, 16), (6, 18), (7, 20), (8, 80)] {
        actuals.set_column_width(column, width)?;
    }
    Ok(Some(actuals))
}

/// The models' bill a month from planned to actual; returns the row below.
fn write_bill(sheet: &mut Worksheet, row: u32, bill: &BillDifference, look: &CellFormats) -> Result<u32, XlsxError> {
    let heading = look.heading_of_words.clone().set_indent(0);
    sheet.write_with_format(row, 0, "models’ bill a month", &heading)?;
    sheet.write_with_format(row, 1, "money", &look.heading)?;
    sheet.write_with_format(row, 2, "times", &look.heading)?;
    let [money, factor] = [Kind::Money, Kind::Factor].map(|kind| look.number(kind));
    sheet.write_with_format(row + 1, 0, "Planned", &look.text)?;
    sheet.write_with_format(row + 1, 1, bill.planned, &money)?;
    let mut at = row + 2;
    for share in &bill.causes {
        sheet.write_with_format(at, 0, cause_in_words(share.cause), &look.after)?;
        sheet.write_with_format(at, 1, share.money, &money)?;
        if let Some(times) = share.factor {
            sheet.write_with_format(at, 2, times, &factor)?;
        }
        at += 1;
    }
    sheet.write_with_format(at, 0, "Actual", &look.text)?;
    // The causes add up to it without a rest.
    sheet.write_formula_with_format(at, 1, format!("=SUM(B{}:B{at})", row + 2).as_str(), &look.total(Kind::Money))?;
    if let Some(ratio) = bill.ratio() {
        sheet.write_with_format(at, 2, ratio, &factor)?;
    }
    Ok(at + 2)
}

/// What was measured, a row each; returns the row below.
fn write_measured(
    sheet: &mut Worksheet,
    row: u32,
    scenario: &Scenario,
    measured: &[Measurement],
    look: &CellFormats,
) -> Result<u32, XlsxError> {
    let heading = look.heading_of_words.clone().set_indent(0);
    sheet.write_with_format(row, 0, "measured", &heading)?;
    for (column, heading) in
        (1..).zip(["planned", "P10", "P90", "measured", "P10", "P90", "beside the plan", "seen and to know"])
    {
        let format = if column < 7 { &look.heading } else { &look.heading_of_words };
        sheet.write_with_format(row, column, heading, format)?;
    }
    for (at, found) in (row + 1..).zip(measured) {
        let name = name_of(scenario, &found.path);
        let format: Format = look.number(match name.quantity() {
            Dimension::Share => Kind::Share,
            Dimension::Money => Kind::Price,
            Dimension::Count => Kind::Count,
            Dimension::Factor => Kind::Factor,
        });
        sheet.write_with_format(at, 0, name.label(), &look.text)?;
        let [planned_low, planned_high] = found.planned_interval;
        let [low, high] = found.interval;
        let values = [found.planned.base(), planned_low, planned_high, found.measured, low, high];
        for (column, value) in (1..).zip(values) {
            sheet.write_with_format(at, column, value, &format)?;
        }
        sheet.write_with_format(at, 7, position_in_words(found.position()), &look.after)?;
        let remarks = found.remarks.iter().map(|remark| remark_in_words(*remark).to_owned());
        let words: Vec<String> = std::iter::once(seen_in_words(found.seen, found.seen_as)).chain(remarks).collect();
        sheet.write_with_format(at, 8, words.join(". "), &look.note_after)?;
    }
    Ok(row + 2 + measured.len() as u32)
}
