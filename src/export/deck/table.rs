//! Native tables: plans or stages side by side, and what stands in columns beside bars.

use super::area::{Area, line_height, lines, units, width};
use super::item::Item;
use super::style::{Ink, LABEL, MUTED, SMALL, TEXT, line, no_fill, no_line, properties, solid};
use super::xml::Element;
use crate::charts::{Cell, ColorRole, ComparisonMatrix, Dash, Measure, PlanColumn};
use crate::export::palette::LIGHT;
use crate::language::{Language, tr};
use crate::scenario::letters::shortened;

/// How much of the width names may take beside figures, and beside words.
const MOST_NAMES: [f64; 2] = [0.26, 0.46];
/// So many columns are shown, and so many letters of their heads.
const MOST_COLUMNS: usize = 9;
const LONGEST_HEAD: usize = 40;
/// The widest column with figures, or with words, in pixels.
const MOST_COLUMN: [f64; 2] = [250.0, 420.0];
/// The highest row.
const MOST_ROW: f64 = 46.0;
/// Left and right of a text.
const MARGIN: f64 = 8.0;

/// What stands in a cell of a table.
#[derive(Clone, Debug)]
pub struct TableCell {
    /// A paragraph each, in which colour, and whether it stands out.
    pub said: Vec<(String, Ink, bool)>,
    /// Whether it ends where the cell ends.
    pub is_right: bool,
    /// What it stands on.
    pub ground: Option<Ink>,
}

impl TableCell {
    /// One paragraph.
    pub fn new(text: &str, ink: Ink, is_bold: bool) -> Self {
        Self { said: vec![(text.to_owned(), ink, is_bold)], is_right: false, ground: None }
    }

    fn element(&self, size: u32) -> Element {
        let paragraphs = self.said.iter().map(|(text, ink, is_bold)| {
            let align = if self.is_right { "r" } else { "l" };
            let look = |name| properties(name, size, *ink, *is_bold).with("lang", Language::current().tag());
            let run = Element::new("a:r").child(look("a:rPr")).child(Element::new("a:t").saying(text.clone()));
            let run = Some(run).filter(|_| !text.is_empty());
            Element::new("a:p")
                .child(Element::new("a:pPr").with("algn", align))
                .children(run)
                .child(look("a:endParaRPr"))
        });
        let text = Element::new("a:txBody")
            .child(Element::new("a:bodyPr"))
            .child(Element::new("a:lstStyle"))
            .children(paragraphs);
        let edge = |name: &'static str, line: Element| Element { name, ..line };
        let below = line(Ink::Rgb(LIGHT.grid), 0.75, Dash::Solid);
        let look = Element::new("a:tcPr")
            .with("marL", units(MARGIN))
            .with("marR", units(MARGIN))
            .with("marT", 0)
            .with("marB", 0)
            .with("anchor", "ctr")
            .child(edge("a:lnL", no_line()))
            .child(edge("a:lnR", no_line()))
            .child(edge("a:lnT", no_line()))
            .child(edge("a:lnB", below))
            .child(self.ground.map_or_else(no_fill, solid));
        Element::new("a:tc").child(text).child(look)
    }
}

/// A table with columns and rows of such widths and heights, in pixels; the first row is its head.
pub fn table(widths: &[f64], rows: &[(f64, Vec<TableCell>)]) -> Element {
    let grid = widths.iter().map(|width| Element::new("a:gridCol").with("w", units(*width)));
    let rows = rows.iter().map(|(height, cells)| {
        // Two lines must not make a row higher than it is.
        let most = cells.iter().map(|cell| cell.said.len()).max().unwrap_or(1) as f64;
        let size = if *height < most * line_height(LABEL) { SMALL } else { LABEL };
        Element::new("a:tr").with("h", units(*height)).children(cells.iter().map(|cell| cell.element(size)))
    });
    Element::new("a:tbl")
        .child(Element::new("a:tblPr").with("firstRow", 1))
        .child(Element::new("a:tblGrid").children(grid))
        .children(rows)
}

/// Plans side by side, or stages.
pub fn matrix(chart: &ComparisonMatrix, area: Area) -> Vec<Item> {
    // What would be too narrow to be read is counted in a note.
    let shown = chart.columns.len().min(MOST_COLUMNS);
    let cut = |measure: &Measure| {
        let cells = measure.cells.iter().take(shown).cloned().collect();
        Measure { name: measure.name.clone(), cells, explains: measure.explains }
    };
    let more = chart.columns.len() - shown;
    let omitted = (0 < more).then(|| tr!("And {more} more columns in the table", more));
    let chart = &ComparisonMatrix {
        columns: chart.columns[..shown].to_vec(),
        rows: chart.rows.iter().map(cut).collect(),
        notes: omitted.into_iter().chain(chart.notes.iter().cloned()).collect(),
    };
    let names = chart.rows.iter().map(|row| width(&row.name, LABEL)).fold(0.0, f64::max) + 2.0 * MARGIN;
    let is_words = chart.is_words();
    let names = names.min(MOST_NAMES[usize::from(is_words)] * area.width);
    let column = ((area.width - names) / chart.columns.len().max(1) as f64).min(MOST_COLUMN[usize::from(is_words)]);
    // The plan now, by which others are measured, stands on a ground of its own.
    let ground = |place: usize| (!is_words && place == 0).then_some(Ink::Theme("bg2"));
    let said = |plan: &PlanColumn| {
        let name = shortened(&plan.name, LONGEST_HEAD);
        plan.number.map_or_else(|| name.to_string(), |number| format!("{number}  {name}"))
    };
    let head_lines = chart.columns.iter().map(|plan| lines(&said(plan), LABEL, column - 2.0 * MARGIN)).max();
    let head = (head_lines.unwrap_or(1) as f64 + 1.0) * line_height(LABEL) + 6.0;
    let notes = chart.notes.iter().map(|note| lines(note, SMALL, area.width).min(2)).sum::<usize>() as f64;
    let notes = if chart.notes.is_empty() { 0.0 } else { notes * line_height(SMALL) + 12.0 };
    let row = ((area.height - head - notes) / chart.rows.len().max(1) as f64).min(MOST_ROW);
    let most_lines = if 2.0 * line_height(SMALL) <= row { 2 } else { 1 };

    // Figures are short; a row that grew with its words would lie on what stands below the table.
    let whole = |text: &str, width: f64, is_alone: bool| {
        if !is_words {
            return text.to_owned();
        }
        let most_lines = if is_alone && 2.0 * line_height(LABEL) <= row { 2 } else { 1 };
        fitting(text, 0.9 * (width - 2.0 * MARGIN), most_lines)
    };
    let empty = TableCell::new("", MUTED, false);
    let heads = chart.columns.iter().enumerate().map(|(place, plan)| TableCell {
        said: vec![(said(plan), TEXT, true), (plan.detail.clone(), MUTED, false)],
        is_right: false,
        ground: ground(place),
    });
    let first = (head, std::iter::once(empty).chain(heads).collect());
    let rest = chart.rows.iter().map(|measure| {
        let cells = measure.cells.iter().enumerate().map(|(place, cell)| {
            let text = whole(&cell.text, column, cell.difference.is_empty());
            written(&Cell { text, ..cell.clone() }, ground(place), most_lines)
        });
        let name = TableCell::new(&whole(&measure.name, names, true), TEXT, false);
        (row, std::iter::once(name).chain(cells).collect())
    });
    let rows: Vec<(f64, Vec<TableCell>)> = std::iter::once(first).chain(rest).collect();
    let widths: Vec<f64> = std::iter::once(names).chain(chart.columns.iter().map(|_| column)).collect();
    let height = rows.iter().map(|(height, _)| height).sum();
    let own = Area { width: widths.iter().sum(), height, ..area };
    let mut items = vec![Item::Table { area: own, table: table(&widths, &rows) }];
    if !chart.notes.is_empty() {
        items.push(Item::note(Area { top: area.top + height + 8.0, height: notes, ..area }, &chart.notes));
    }
    items
}

/// As much of a text as stands on so many lines.
fn fitting(text: &str, room: f64, most_lines: usize) -> String {
    let text = text.replace('\n', " ");
    let mut most = text.chars().count();
    while 1 < most && most_lines < lines(&shortened(&text, most), LABEL, room) {
        most -= 1 + most / 32;
    }
    shortened(&text, most).into_owned()
}

fn written(cell: &Cell, ground: Option<Ink>, most_lines: usize) -> TableCell {
    let ink = match cell.verdict {
        Some(verdict) => Ink::Rgb(LIGHT.verdict(verdict)),
        None if cell.is_loss => Ink::of(ColorRole::Loss),
        None if cell.is_gain || cell.is_best => Ink::of(ColorRole::Value),
        None => TEXT,
    };
    let mut said = vec![(cell.text.clone(), ink, !cell.is_words)];
    let below: Vec<&str> = [if cell.is_best { tr!("best") } else { "" }, &cell.difference]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    if !below.is_empty() && 1 < most_lines {
        said.push((below.join(" · "), if cell.is_best { Ink::of(ColorRole::Value) } else { MUTED }, false));
    }
    TableCell { said, is_right: false, ground }
}

/// Text on a slide outside of placeholders and tables.
pub fn paragraph(text: &str, size: u32, ink: Ink, is_bold: bool, align: &str) -> Element {
    let look = |name| properties(name, size, ink, is_bold).with("lang", Language::current().tag());
    let run = Element::new("a:r").child(look("a:rPr")).child(Element::new("a:t").saying(text));
    Element::new("a:p").child(Element::new("a:pPr").with("algn", align)).child(run)
}
