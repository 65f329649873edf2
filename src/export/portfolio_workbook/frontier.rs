//! Choices that are worth less on average and more in bad futures, as they were computed.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::height_of_headings;
use super::content::PortfolioContent;
use crate::export::workbook::sheets::{Kind, sheet};
use crate::prose::{capitalised, funding_change_in_words};

/// The row of the first choice.
const FIRST: u32 = 4;

/// How wide the column of a use case is.
const WIDTH: u16 = 16;

/// The column of the first use case.
const FIRST_COLUMN: u16 = 4;

/// The sheet, where anything can be funded.
pub fn sheet_of(content: &PortfolioContent<'_>) -> Result<Option<Worksheet>, XlsxError> {
    let PortfolioContent { evaluation, order, look, .. } = content;
    let Ok(points) = evaluation.frontier() else { return Ok(None) };
    let mut frontier = sheet("Frontier")?;
    frontier.write_with_format(0, 0, "What more safety costs", &look.title)?;
    let note = "Choices within the budget of which none has both a greater mean and a greater P10. Values as computed: 1 where a use case \
                is funded.";
    frontier.write_with_format(1, 0, note, &look.note)?;
    frontier.write_with_format(FIRST - 1, 0, "What is funded", &look.heading_of_words.clone().set_indent(0))?;
    let wrapped = look.heading.clone().set_text_wrap();
    for (column, heading) in (1..).zip(["Use cases", "Mean NPV", "NPV, P10"]) {
        frontier.write_with_format(FIRST - 1, column, heading, &look.heading)?;
    }
    for (column, place) in (FIRST_COLUMN..).zip(order) {
        frontier.write_with_format(FIRST - 1, column, evaluation.name(*place), &wrapped)?;
        frontier.set_column_width(column, WIDTH)?;
    }
    let names = order.iter().map(|place| evaluation.name(*place));
    frontier.set_row_height(FIRST - 1, height_of_headings(names, WIDTH.into()))?;
    for (row, point) in (FIRST..).zip(points.iter().rev()) {
        let words = capitalised(&funding_change_in_words(evaluation, &point.chosen));
        frontier.write_with_format(row, 0, words, &look.text)?;
        frontier.write_with_format(row, 1, point.chosen.len() as f64, &look.number(Kind::Month))?;
        frontier.write_with_format(row, 2, point.mean, &look.number(Kind::Money))?;
        frontier.write_with_format(row, 3, point.p10, &look.number(Kind::Money))?;
        for (column, place) in (FIRST_COLUMN..).zip(order) {
            let is_in = f64::from(u8::from(point.chosen.contains(place)));
            frontier.write_with_format(row, column, is_in, &look.number(Kind::Month))?;
        }
    }
    for (column, width) in [(0, 70), (1, 11), (2, 22), (3, 22)] {
        frontier.set_column_width(column, width)?;
    }
    frontier.set_freeze_panes(FIRST, 1)?;
    frontier.set_print_scale(50);
    frontier.set_repeat_columns(0, FIRST_COLUMN - 1)?;
    Ok(Some(frontier))
}
