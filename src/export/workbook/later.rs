//! What waiting costs, decision by stage: values as of the export, for when something starts is structure.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::content::WorkbookContent;
use super::sheets::{CellFormats, Kind, grey_when_changed, sheet};
use crate::export::later::{NEVER, later_rows};

/// Rows above the first decision.
const HEAD: u32 = 4;

/// The sheet, where there is something to say.
pub fn later_sheet(content: &WorkbookContent<'_>, look: &CellFormats) -> Result<Option<Worksheet>, XlsxError> {
    let WorkbookContent { scenario, plan, results, .. } = *content;
    let rows = later_rows(scenario, plan, results);
    if rows.is_empty() {
        return Ok(None);
    }
    let mut later = sheet("Changing later")?;
    later.write_with_format(0, 0, "What it costs to change later", &look.title)?;
    let note = "What net present value loses where something starts only at a later stage and its rework is paid then; \
                below 0, waiting gains. As exported: grey once a yellow cell is another one.";
    later.write_with_format(1, 0, note, &look.note)?;
    later.write_with_format(HEAD - 1, 0, "decision", &look.heading_of_words.clone().set_indent(0))?;
    for (column, stage) in (1..).zip(&scenario.stages[1..]) {
        later.write_with_format(HEAD - 1, column, format!("only at {}", stage.name), &look.heading)?;
        later.set_column_width(column, 22)?;
    }
    for (row, decision) in (HEAD..).zip(&rows) {
        later.write_with_format(row, 0, decision.name, &look.text)?;
        for (column, delay) in (1..).zip(&decision.cells) {
            match delay.map(|delay| delay.late) {
                Some(Some(late)) => later.write_with_format(row, column, late, &look.number(Kind::Money))?,
                Some(None) => later.write_with_format(row, column, NEVER, &look.note_after)?,
                None => &mut later,
            };
        }
    }
    let last = HEAD + rows.len() as u32 - 1;
    grey_when_changed(&mut later, [HEAD, last], [1, scenario.stages.len() as u16], look)?;
    later.set_column_width(0, 44)?;
    later.set_freeze_panes(HEAD, 1)?;
    Ok(Some(later))
}
