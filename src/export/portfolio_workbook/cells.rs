//! Cells that only a portfolio has: months of the calendar, and formulas whose results are words.

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Formula, Worksheet, XlsxError};

/// A day as cells hold it.
pub fn moment(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

/// How a month of the calendar is written.
pub fn calendar_month() -> Format {
    Format::new().set_num_format("mmm yyyy").set_align(FormatAlign::Right).set_align(FormatAlign::Top)
}

/// How high a row of headings is, in columns of a width, so that none of them is cut.
pub fn height_of_headings<'a>(headings: impl Iterator<Item = &'a str>, width: usize) -> f64 {
    const LINE: f64 = 15.0;
    // Words do not fill their lines.
    let lines = headings.map(|heading| (heading.chars().count() + width / 4).div_ceil(width * 3 / 4)).max();
    LINE * lines.unwrap_or(1).clamp(1, 8) as f64
}

/// Writes a live formula whose result is words.
pub fn words_formula(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    result: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.write_formula_with_format(row, column, Formula::new(format!("={text}")).set_result(result), format)?;
    Ok(())
}
