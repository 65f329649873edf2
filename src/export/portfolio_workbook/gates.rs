//! What stands before the stages of what was funded as it was computed.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::{calendar_month, moment};
use super::content::PortfolioContent;
use crate::export::workbook::sheets::{Kind, sheet};
use crate::portfolio::GateKind;

/// The row of the first entry.
const FIRST: u32 = 4;

/// Headings and how wide they are.
const COLUMNS: [(&str, u16); 8] = [
    ("Month", 8),
    ("Begins", 12),
    ("Use case", 36),
    ("Stage", 18),
    ("Kind", 10),
    ("What", 74),
    ("Owner", 26),
    ("Met", 8),
];

/// The sheet, where anything stands before a stage.
pub fn sheet_of(content: &PortfolioContent<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let PortfolioContent { evaluation, look, .. } = content;
    let entries = evaluation.gates();
    if entries.is_empty() {
        return Ok(None);
    }
    let mut gates = sheet("Gates")?;
    gates.write_with_format(0, 0, "Before each stage", &look.title)?;
    let note = "Of the use cases that are funded as computed: what must be ready, what is decided, and when to stop.";
    gates.write_with_format(1, 0, note, &look.note)?;
    for (column, (heading, width)) in (0..).zip(COLUMNS) {
        let format = if column < 2 { &look.heading } else { &look.heading_of_words };
        gates.write_with_format(FIRST - 1, column, heading, format)?;
        gates.set_column_width(column, width)?;
    }
    for (row, entry) in (FIRST..).zip(&entries) {
        let use_case = &evaluation.use_cases[entry.use_case];
        gates.write_with_format(row, 0, f64::from(entry.month), &look.number(Kind::Month))?;
        if let Some(day) = evaluation.portfolio.first_day(entry.month) {
            gates.write_datetime_with_format(row, 1, &moment(day)?, &calendar_month())?;
        }
        let met = match (entry.kind, entry.is_met) {
            (GateKind::Decision, _) => "",
            (_, true) => "yes",
            (_, false) => "no",
        };
        let words = [
            evaluation.name(entry.use_case),
            &use_case.scenario.stages[entry.stage].name,
            entry.kind.name(),
            &entry.what,
            &entry.owner,
            met,
        ];
        for (column, words) in (2..).zip(words) {
            let format = if column == 5 { &look.wrapped } else { &look.after };
            gates.write_with_format(row, column, words, format)?;
        }
    }
    gates.set_freeze_panes(FIRST, 0)?;
    gates.autofilter(FIRST - 1, 0, FIRST + entries.len() as u32 - 1, COLUMNS.len() as u16 - 1)?;
    Ok(Some(gates))
}
