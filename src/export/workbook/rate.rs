//! The rate of return found step by step, as the program finds it: halving between two rates, for IRR alone may find none.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::controls::Controls;
use super::months::COUNTED_CASH;
use super::sheets::{Kind, cell, formula, sheet};
use super::written_rows::{WrittenRows, month_range};
use crate::economics::Quantity;

/// Its name.
pub const RATE: &str = "Return";
const HEAD: u32 = 5;
/// Until nothing is left between the two.
const STEPS: u32 = 60;
/// The row of the months that numbers them from 0.
const NUMBER_ROW: u32 = 5;
const LOW: u16 = 1;
const HIGH: u16 = 2;
const MIDDLE: u16 = 3;
const WORTH: u16 = 4;

/// Where it is written.
pub struct WrittenRate {
    /// The logarithm of what a year multiplies money by.
    pub logarithm: String,
    /// What the cash is worth at the least and at the greatest rate that is looked at.
    pub worth: [String; 2],
}

/// The sheet.
pub fn rate(controls: &Controls<'_>, months: &WrittenRows) -> Result<(Worksheet, WrittenRate), XlsxError> {
    let look = controls.look;
    let mut sheet = sheet(RATE)?;
    sheet.write_with_format(0, 0, "The internal rate of return, found by halving", &look.title)?;
    let note = "Rates are logarithms of what a year multiplies money by. Cash is worth something above the rate's low end and \
                nothing above its high end: the half that has the change goes on.";
    sheet.write_with_format(1, 0, note, &look.note)?;
    let note = "The two cells below are what the cash is worth at −99 % and at 100,000 % a year.";
    sheet.write_with_format(2, 0, note, &look.note)?;
    for (column, heading) in (0..).zip(["step", "low", "high", "middle", "worth at the middle"]) {
        sheet.write_with_format(HEAD - 1, column, heading, &look.heading)?;
    }
    let (cash, numbers) = (months.row_called(COUNTED_CASH), month_range("Months", NUMBER_ROW, months.columns()));
    let worth_at = |at: &str| format!("SUMPRODUCT({cash}, EXP(0 - {at} / 12 * {numbers}))");
    let flow: Vec<f64> =
        (0..months.columns()).map(|month| months.value(Quantity::Cash, month).unwrap_or(0.0)).collect();
    let worth = |at: f64| -> f64 {
        flow.iter().zip(0..).map(|(cash, month)| cash * libm::exp(-at / 12.0 * f64::from(month))).sum()
    };
    let (number, money) = (look.number(Kind::Plain), look.number(Kind::Money));
    let (mut low, mut high) = (libm::log(0.01), libm::log(1001.0));
    let own = |row: u32, column: u16| cell("", row, column)[1..].to_owned();
    let ends = [(LOW, low), (HIGH, high)];
    for (column, end) in ends {
        formula(&mut sheet, (HEAD - 2, column), &worth_at(&own(HEAD, column)), worth(end), &money)?;
    }
    for row in HEAD..HEAD + STEPS {
        let middle = low + (high - low) / 2.0;
        sheet.write_with_format(row, 0, row - HEAD + 1, &number)?;
        let [low_text, high_text] = match row {
            HEAD => ["LN(1 / 100)".to_owned(), "LN(1 + 10^3)".to_owned()],
            _ => {
                let [is_below, middle] = [WORTH, MIDDLE].map(|column| own(row - 1, column));
                let [low, high] = [LOW, HIGH].map(|column| own(row - 1, column));
                [format!("IF({is_below} > 0, {middle}, {low})"), format!("IF({is_below} > 0, {high}, {middle})")]
            }
        };
        formula(&mut sheet, (row, LOW), &low_text, low, &number)?;
        formula(&mut sheet, (row, HIGH), &high_text, high, &number)?;
        let text = format!("({} + {}) / 2", own(row, LOW), own(row, HIGH));
        formula(&mut sheet, (row, MIDDLE), &text, middle, &number)?;
        formula(&mut sheet, (row, WORTH), &worth_at(&own(row, MIDDLE)), worth(middle), &money)?;
        if 0.0 < worth(middle) { low = middle } else { high = middle }
    }
    for (column, width) in [(0, 12), (1, 24), (2, 24), (3, 24), (4, 28)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(HEAD, 1)?;
    sheet.set_repeat_rows(HEAD - 1, HEAD - 1)?;
    let written = WrittenRate {
        logarithm: cell(RATE, HEAD + STEPS - 1, MIDDLE),
        worth: [LOW, HIGH].map(|column| cell(RATE, HEAD - 2, column)),
    };
    Ok((sheet, written))
}
