//! Fiscal years: what the months that count add up to, by the year that stands above each.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::controls::Controls;
use super::months::COUNTS;
use super::sheets::{Kind, cell, column_name, formula, formula_of_words, sheet};
use super::written_rows::{WrittenRows, month_range};
use crate::economics::Quantity;

/// Its name.
pub const YEARS: &str = "Years";
const HEAD: u32 = 4;
/// The row of the months that says which year each is in.
const YEAR_ROW: u32 = 4;
/// What is added up.
const COLUMNS: [(Quantity, &str, Kind); 7] = [
    (Quantity::Requests, "requests", Kind::Count),
    (Quantity::Value, "value", Kind::Money),
    (Quantity::Cost, "running cost: opex", Kind::Money),
    (Quantity::OneOffs, "paid once: capex", Kind::Money),
    (Quantity::Net, "net before what is paid once", Kind::Money),
    (Quantity::Cash, "cash", Kind::Money),
    (Quantity::PresentValue, "cash, discounted", Kind::Money),
];

/// Where they were written.
pub struct WrittenYears {
    /// The cell of all cash.
    pub cash: String,
}

/// The sheet.
pub fn years(controls: &Controls<'_>, months: &WrittenRows) -> Result<(Worksheet, WrittenYears), XlsxError> {
    let look = controls.look;
    let mut sheet = sheet(YEARS)?;
    sheet.write_with_format(0, 0, "Fiscal years", &look.title)?;
    let note = "Sums of the months that count; when they begin stands on the sheet Controls.";
    sheet.write_with_format(1, 0, note, &look.note)?;
    sheet.write_with_format(HEAD - 1, 0, "fiscal year", &look.heading_of_words.clone().set_indent(0))?;
    for (column, (_, name, kind)) in (1..).zip(COLUMNS) {
        sheet.write_with_format(HEAD - 1, column, name, &look.heading)?;
        let unit = if kind == Kind::Count { "requests".to_owned() } else { look.unit(kind) };
        sheet.write_with_format(
            HEAD - 2,
            column,
            unit,
            &look.note.clone().set_align(rust_xlsxwriter::FormatAlign::Right),
        )?;
        sheet.set_column_width(column, 24)?;
    }
    sheet.set_column_width(0, 22)?;
    let count = months.columns();
    let labels = month_range("Months", YEAR_ROW, count);
    let counts = months.row_called(COUNTS);
    // One more than full years: the first may have begun before the plan.
    let rows = count.div_ceil(12) as u32 + 1;
    for year in 0..rows {
        let row = HEAD + year;
        let months_of_year = (year as usize * 12..count.min((year as usize + 1) * 12)).collect::<Vec<_>>();
        let name = if months_of_year.is_empty() { String::new() } else { format!("Year {}", year + 1) };
        let text = match year {
            0 => format!("INDEX({labels}, 1, 1)"),
            _ => {
                let above = format!("A{row}");
                let next = format!("MATCH({above}, {labels}, 0) + COUNTIF({labels}, {above})");
                format!("IFERROR(INDEX({labels}, 1, {next}), \"\")")
            }
        };
        formula_of_words(&mut sheet, (row, 0), &text, &name, &look.text)?;
        for (column, (part, _, kind)) in (1..).zip(COLUMNS) {
            let Some(figures) = months.row_if_any(part) else { continue };
            let value = months_of_year.iter().filter_map(|&month| months.value(part, month)).sum();
            let value = if months_of_year.is_empty() { f64::NAN } else { value };
            let label = format!("$A{}", row + 1);
            let text = format!("IF({label}=\"\", \"\", SUMIFS({figures}, {labels}, {label}, {counts}, 1))");
            formula(&mut sheet, (row, column), &text, value, &look.number(kind))?;
        }
    }
    let last = HEAD + rows;
    sheet.write_with_format(last, 0, "All years", &look.text)?;
    for (column, (part, _, kind)) in (1..).zip(COLUMNS) {
        let name = column_name(column);
        let value = (0..count).filter_map(|month| months.value(part, month)).sum();
        let text = format!("SUM({name}{}:{name}{last})", HEAD + 1);
        formula(&mut sheet, (last, column), &text, value, &look.total(kind))?;
    }
    sheet.set_freeze_panes(HEAD, 1)?;
    let place = COLUMNS.iter().position(|(part, ..)| *part == Quantity::Cash).map_or(1, |place| place as u16 + 1);
    Ok((sheet, WrittenYears { cash: cell(YEARS, last, place) }))
}
