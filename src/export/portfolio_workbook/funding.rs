//! Mean cumulated cash by month: a column a use case, and what is funded as a sum of them.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::{calendar_month, height_of_headings, moment, words_formula};
use super::content::{BUDGET, PortfolioContent};
use super::use_cases::UseCaseSheet;
use crate::export::workbook::sheets::{Kind, cell, column_name, formula, sheet};
use crate::portfolio::peak_funding;

/// The sheet as formulas name it.
const SHEET: &str = "'Funding by month'";

/// The row of the first month; above it stand headings, and whether each column counts.
const FIRST: u32 = 6;
const PEAK: u32 = 3;
const COUNTS: u32 = FIRST - 2;

/// How wide the column of a use case is.
const WIDTH: u16 = 22;

const SUM: u16 = 2;
const BUDGET_LINE: u16 = 3;
const WITHIN: u16 = 4;
/// The column of the first use case.
const FIRST_COLUMN: u16 = 5;

/// So many months are drawn at least, and so many beyond the last in which money is tied up: from there on the scale would be
/// that of what is earned.
const LEAST_SHOWN: usize = 12;
const BEYOND: usize = 4;

/// Where the summary finds what is here.
pub struct FundingSheet {
    /// The most that is tied up.
    pub peak: String,
    /// The months, by number or by the calendar.
    pub months: String,
    /// What is funded, month by month.
    pub sums: String,
    /// What is drawn: months, what is funded, and the budget, below 0.
    pub drawn: [String; 3],
    /// The month in which most is tied up, where anything is.
    pub deepest: Option<u32>,
}

/// A column: its heading, where it says whether it counts, whether it does, and its cash.
struct CashColumn<'a> {
    heading: String,
    counts: &'a str,
    is_counted: bool,
    cash: &'a [f64],
}

impl CashColumn<'_> {
    /// After its horizon a use case neither earns nor costs.
    fn after(&self, month: usize) -> f64 {
        self.cash.get(month).or(self.cash.last()).copied().unwrap_or(0.0)
    }
}

impl FundingSheet {
    /// Writes the sheet.
    pub fn write(content: &PortfolioContent<'_>, of_use_cases: &UseCaseSheet) -> Result<(Self, Worksheet), XlsxError> {
        let PortfolioContent { evaluation, look, chosen, .. } = content;
        let columns = columns(content, of_use_cases);
        let months = columns.iter().map(|column| column.cash.len()).max().unwrap_or(0);
        let last = FIRST + months.max(1) as u32 - 1;
        let last_column = FIRST_COLUMN + columns.len().max(1) as u16 - 1;
        let mut sheet = sheet("Funding by month")?;
        sheet.write_with_format(0, 0, "Funding by month", &look.title)?;
        let note = "Cumulated cash after each month, in the mean of the futures. What is funded is the sum of the columns that count.";
        sheet.write_with_format(1, 0, note, &look.note)?;
        sheet.write_with_format(PEAK, 0, "Peak funding", &look.text)?;
        let sums = column(SUM, last);
        let peak = peak_funding(evaluation.candidates(), evaluation.rules(), chosen);
        formula(&mut sheet, (PEAK, SUM), &format!("MAX(0, 0 - MIN({sums}))"), peak, &look.total(Kind::Money))?;
        let headings = ["Month", "Begins", "What is funded", "Budget", "Within the budget"];
        for (column, heading) in (0..).zip(headings) {
            sheet.write_with_format(FIRST - 1, column, heading, &look.heading)?;
        }
        sheet.write_with_format(COUNTS, 0, "Counts", &look.text)?;
        for (place, of) in (FIRST_COLUMN..).zip(&columns) {
            formula(
                &mut sheet,
                (COUNTS, place),
                of.counts,
                f64::from(u8::from(of.is_counted)),
                &look.number(Kind::Month),
            )?;
            sheet.write_with_format(FIRST - 1, place, &of.heading, &look.heading.clone().set_text_wrap())?;
            sheet.set_column_width(place, WIDTH)?;
        }
        let headings = columns.iter().map(|column| column.heading.as_str());
        sheet.set_row_height(FIRST - 1, height_of_headings(headings, WIDTH.into()))?;
        let row_of = |row: u32| format!("${}{row}:${}{row}", column_name(FIRST_COLUMN), column_name(last_column));
        let counts = format!("${}${1}:${2}${1}", column_name(FIRST_COLUMN), COUNTS + 1, column_name(last_column));
        let budget = evaluation.portfolio.budget;
        let mut deepest = (0.0, None);
        let mut until_back = LEAST_SHOWN;
        for (row, month) in (FIRST..).zip(0..months) {
            sheet.write_with_format(row, 0, month as f64, &look.number(Kind::Month))?;
            if let Some(day) = evaluation.portfolio.first_day(month as u32) {
                sheet.write_datetime_with_format(row, 1, &moment(day)?, &calendar_month())?;
            }
            let sum: f64 = columns.iter().filter(|column| column.is_counted).map(|column| column.after(month)).sum();
            if sum < 0.0 {
                until_back = until_back.max(month + BEYOND);
            }
            if sum < deepest.0 {
                deepest = (sum, Some(month as u32));
            }
            let text = format!("SUMPRODUCT({counts}, {})", row_of(row + 1));
            formula(&mut sheet, (row, SUM), &text, sum, &look.number(Kind::Money))?;
            let line = format!("IF(ISNUMBER({BUDGET}), 0 - {BUDGET}, \"\")");
            let money = look.number(Kind::Money);
            formula(&mut sheet, (row, BUDGET_LINE), &line, budget.map_or(f64::NAN, |budget| -budget), &money)?;
            let [sum_cell, line_cell] = [SUM, BUDGET_LINE].map(|column| format!("{}{}", column_name(column), row + 1));
            let text = format!("IF(ISNUMBER({line_cell}), IF({line_cell} <= {sum_cell}, \"yes\", \"no\"), \"\")");
            let within = budget.map_or("", |budget| if -budget <= sum { "yes" } else { "no" });
            words_formula(&mut sheet, (row, WITHIN), &text, within, &look.after)?;
            for (place, of) in (FIRST_COLUMN..).zip(&columns) {
                sheet.write_with_format(row, place, of.after(month), &look.number(Kind::Money))?;
            }
        }
        for (column, width) in [(0, 14), (1, 12), (SUM, 22), (BUDGET_LINE, 22), (WITHIN, 18)] {
            sheet.set_column_width(column, width)?;
        }
        sheet.set_freeze_panes(FIRST, FIRST_COLUMN)?;
        // As many pages side by side as it takes, each with its months.
        sheet.set_print_scale(50);
        sheet.set_repeat_columns(0, WITHIN)?;
        let named = |of: u16| format!("{SHEET}!{}", column(of, last));
        let shown = FIRST + until_back.min(months).max(1) as u32 - 1;
        let drawn = |of: u16| format!("{SHEET}!{}", column(of, shown));
        let has_days = evaluation.portfolio.first_day(0).is_some();
        let found = Self {
            peak: cell(SHEET, PEAK, SUM),
            months: named(u16::from(has_days)),
            sums: named(SUM),
            drawn: [u16::from(has_days), SUM, BUDGET_LINE].map(drawn),
            deepest: deepest.1,
        };
        Ok((found, sheet))
    }
}

/// The months of a column of this sheet.
fn column(column: u16, last: u32) -> String {
    let name = column_name(column);
    format!("${name}${}:${name}${}", FIRST + 1, last + 1)
}

/// The use cases in their order, and what some save by sharing.
fn columns<'a>(content: &'a PortfolioContent<'_>, of_use_cases: &'a UseCaseSheet) -> Vec<CashColumn<'a>> {
    let PortfolioContent { evaluation, order, chosen, .. } = content;
    let use_cases = order.iter().zip(&of_use_cases.funded).map(|(place, counts)| CashColumn {
        heading: evaluation.name(*place).to_owned(),
        counts,
        is_counted: chosen.contains(place),
        cash: &evaluation.candidates()[*place].cash,
    });
    let shared = &evaluation.rules().shared;
    let saved = of_use_cases.saves.iter().map(|(setup, place, counts)| {
        let member = &shared[*setup].members[*place];
        let what = &evaluation.portfolio.shared_setup[*setup].0;
        CashColumn {
            heading: format!("{what} saved by {}", evaluation.name(member.candidate)),
            counts,
            is_counted: shared[*setup].saving(chosen).any(|saving| saving == *place),
            cash: &member.cash,
        }
    });
    use_cases.chain(saved).collect()
}
