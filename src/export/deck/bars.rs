//! Rows of bars as a native chart of bars: from a common origin, or one going on where another ends.
//!
//! What stands in columns beside the rows is a native table as high as the rows. Bars that float stand on bars that are not
//! seen, and what is written at their ends on bars that are not seen either: a stack has no labels outside of it.

mod floating;
mod from_origin;

use super::area::{Area, line_height, lines, width};
use super::axes::{ACROSS, ALONG, CategoryAxis, Crossing, ValueAxis, below};
use super::chart_part::{ChartPart, Plot};
use super::item::Item;
use super::labels::{Label, Says};
use super::number_format;
use super::sheet::Sheet;
use super::style::{Ink, LABEL, MUTED, SMALL, TEXT, line, no_fill, no_line, shape, solid};
use super::table::{TableCell, table};
use super::xml::Element;
use crate::charts::{BarChart, ChartKey, ChartKind, ColorRole, Dash, Row, RowEnd, Unit};

/// So many rows are shown; the others are counted in a note.
const MOST_ROWS: usize = 12;
/// The highest a row is.
const MOST_HEIGHT: f64 = 58.0;
/// How much of the width columns beside the bars may take.
const MOST_COLUMNS: f64 = 0.45;
/// Below the rows: ticks, and what is measured.
const BOTTOM: f64 = 48.0;
/// Room for headings.
const HEAD: f64 = 26.0;
/// How much wider digits are that stand out.
const BOLD: f64 = 1.15;
/// The most that a label may take of the bars' width.
const MOST_LABEL: f64 = 0.6;

/// A native chart has no bar whose whole is as wide as the axis: what is written at its end stands with the name.
fn without_share(row: &Row) -> Row {
    let mut row = row.clone();
    if row.share.is_some() {
        let said = row.ends.drain(..).map(|end| format!("{} {}", end.value, end.figure));
        row.name = format!("{}: {}", row.name, said.collect::<String>().trim_end());
    }
    row
}

/// Rows of bars with what stands beside and below them.
pub fn bars(key: ChartKey, unit: &Unit, chart: &BarChart, area: Area) -> Vec<Item> {
    let rows: Vec<Row> = chart.rows.iter().take(MOST_ROWS).map(without_share).collect();
    let rows = rows.as_slice();
    let said = chart.omitted.get(rows.len()).into_iter().chain(&chart.notes).filter(|note| !note.is_empty());
    let notes: Vec<String> = said.cloned().collect();
    let note_lines: usize = notes.iter().map(|note| lines(note, SMALL, area.width).min(2)).sum();
    let [upper, lower] = area.above(if notes.is_empty() { 0.0 } else { note_lines as f64 * line_height(SMALL) + 10.0 });
    let natural = HEAD + BOTTOM + MOST_HEIGHT * rows.len() as f64;
    let upper = Area { height: upper.height.min(natural), ..upper };

    let columns = Columns::of(chart, rows, upper.width);
    let [left, right] = upper.beside(columns.width());
    let names = rows.iter().map(|row| width(&row.name, LABEL)).fold(0.0, f64::max).min(0.36 * left.width) + 18.0;
    let bars = Bars {
        rows,
        label: &chart.axis.label,
        unit: unit.clone(),
        base: base(key),
        room: left.width - names - 12.0,
        range: chart.axis.range,
    };
    let layout = left.shares(names, HEAD, 12.0, BOTTOM);
    let (groups, axis, origin, sheet) = match bars.origin() {
        Some(origin) => from_origin::from_origin(&bars, origin),
        None => floating::floating(&bars),
    };
    let category = CategoryAxis {
        position: "l",
        crossing: origin.map_or(Crossing::Begins, Crossing::At),
        has_line: true,
        title: None,
        skip: 1,
    };
    let axes = vec![category.element(), axis.element([ALONG, ACROSS], "b", below(layout, left))];
    // Lines lie behind the chart, whose bars and labels hide them.
    let mut items = through(&bars, chart, &axis, origin, left, layout);
    items.push(Item::Chart {
        area: left,
        chart: Box::new(ChartPart::new(Plot { layout, groups: vec![groups], axes, has_legend: false }, sheet)),
    });
    if !columns.places.is_empty() {
        let height = layout[3] * left.height / rows.len() as f64;
        items.push(columns.table(chart, rows, right, height));
    }
    if !notes.is_empty() {
        items.push(Item::note(Area { top: upper.top + upper.height, height: lower.height, ..lower }, &notes));
    }
    items
}

/// To which base the positions along the bars of a chart are logarithms, if they are any.
fn base(key: ChartKey) -> Option<f64> {
    match key.of_plan()? {
        ChartKind::Multiple => Some(10.0),
        ChartKind::WhatMustBeTrue => Some(std::f64::consts::E),
        _ => None,
    }
}

/// The rows that are shown, and how positions become numbers.
pub(super) struct Bars<'a> {
    pub rows: &'a [Row],
    pub label: &'a str,
    pub unit: Unit,
    pub base: Option<f64>,
    /// How wide the bars may be with what is written at their ends, in pixels.
    pub room: f64,
    /// The least and the greatest position.
    pub range: (f64, f64),
}

impl Bars<'_> {
    /// The number at a position.
    pub fn number(&self, position: f64) -> f64 {
        self.base.map_or(position, |base| libm::pow(base, position))
    }

    /// Where all bars begin, if that is one number.
    fn origin(&self) -> Option<f64> {
        let mut starts = self.rows.iter().flat_map(|row| &row.bars).map(|bar| bar.from);
        let first = starts.next()?;
        let is_single = self.rows.iter().all(|row| row.bars.len() == 1 || row.bars.iter().all(|bar| !bar.is_outline));
        (is_single && starts.all(|start| start == first)).then(|| self.number(first))
    }

    /// How numbers of this kind stand in cells.
    pub fn cells(&self) -> String {
        if self.base.is_some() { "0.00##".to_owned() } else { number_format::of_cells(&self.unit) }
    }

    /// The axis on which bars and what is written left and right of them find room: `[position, width]` each.
    pub fn axis(&self, before: &[[f64; 2]], behind: &[[f64; 2]]) -> ValueAxis {
        let (mut low, mut high) = self.range;
        let share = |wide: f64| (wide / self.room).min(MOST_LABEL);
        for _ in 0..2 {
            low = before.iter().fold(low, |low, [at, wide]| low.min(high - (high - at) / (1.0 - share(*wide))));
            high = behind.iter().fold(high, |high, [at, wide]| high.max(low + (at - low) / (1.0 - share(*wide))));
        }
        let mut axis = match self.base {
            None => ValueAxis::linear(&self.unit, (low, high), self.label),
            Some(_) => {
                let mut axis = ValueAxis::logarithmic(&Unit::Count, (self.number(low), self.number(high)), self.label);
                axis.format = if low < 0.0 { "0.0##\"×\"" } else { "#,##0\"×\"" }.to_owned();
                axis
            }
        };
        // Rows are counted from the top, and the axis stands below them.
        axis.crossing = Crossing::Ends;
        axis.is_between = true;
        axis
    }

    /// A series of bars, so many rows of which have a colour of their own.
    pub fn series(&self, sheet: &Sheet, place: usize, column: usize, fills: &[Option<(ColorRole, bool)>]) -> Element {
        let look = |fill: Option<(ColorRole, bool)>| match fill {
            None => shape(Some(no_fill()), no_line()),
            Some((role, false)) => shape(Some(solid(Ink::of(role))), no_line()),
            Some((role, true)) => shape(Some(no_fill()), line(Ink::of(role), 1.25, Dash::Dashed)),
        };
        let usual = fills.iter().flatten().next().copied();
        let own = fills.iter().enumerate().filter(|(_, fill)| fill.is_some() && **fill != usual);
        let points = own.map(|(row, fill)| {
            Element::new("c:dPt")
                .child(Element::val("c:idx", row))
                .child(Element::val("c:invertIfNegative", 0))
                .child(Element::val("c:bubble3D", 0))
                .child(look(*fill))
        });
        sheet.series(place, column).child(look(usual)).child(Element::val("c:invertIfNegative", 0)).children(points)
    }
}

/// What is written at an end of a bar of so much: the number among it stays live.
pub(super) fn written(end: &RowEnd, number: f64, is_left: bool) -> String {
    if end.figure.is_empty() {
        return end.value.clone();
    }
    // Next to the bar the value, further out what follows from it.
    let is_number = number_format::written_as(&end.value, number).is_some();
    match is_left && !is_number {
        true => format!("{}  {}", end.figure, end.value),
        false => format!("{}  {}", end.value, end.figure),
    }
}

/// A label outside a bar.
pub(super) fn label(place: usize, text: &str, number: f64, position: &'static str) -> Label {
    Label { place, says: Says::figure(text, number), position, ink: TEXT, is_bold: true, moved: None, is_opaque: true }
}

/// A chart of bars that are laid out in a way, from a common number or on top of each other.
pub(super) fn group(grouping: &str, series: Vec<Element>, gap: u32) -> Element {
    Element::new("c:barChart")
        .child(Element::val("c:barDir", "bar"))
        .child(Element::val("c:grouping", grouping))
        .child(Element::val("c:varyColors", 0))
        .children(series)
        .child(Element::val("c:gapWidth", gap))
        .child(Element::val("c:overlap", 100))
        .children([ACROSS, ALONG].map(|axis| Element::val("c:axId", axis)))
}

/// Lines through all rows, and what they mean, over the rows.
fn through(
    bars: &Bars<'_>,
    chart: &BarChart,
    axis: &ValueAxis,
    origin: Option<f64>,
    frame: Area,
    [left, top, wide, high]: [f64; 4],
) -> Vec<Item> {
    let plot = Area::new(
        frame.left + left * frame.width,
        frame.top + top * frame.height,
        wide * frame.width,
        high * frame.height,
    );
    let mut taken = f64::NEG_INFINITY;
    let mut items = Vec::new();
    for line in &chart.axis.lines {
        let number = bars.number(line.at);
        let x = plot.left + axis.share(number) * plot.width;
        if origin != Some(number) {
            items.push(Item::Line { from: [x, plot.top], to: [x, plot.top + plot.height] });
        }
        let room = width(&line.label, LABEL) + 16.0;
        let start = (x - room / 2.0).max(taken).max(frame.left);
        taken = start + room;
        items.push(Item::Text {
            area: Area::new(start, plot.top - HEAD, room, HEAD),
            text: line.label.clone(),
            ink: TEXT,
            is_bold: true,
        });
    }
    items
}

/// The columns beside the bars that there is room for.
struct Columns {
    /// Their places among those before and behind the bars, and their widths.
    places: Vec<(usize, f64)>,
}

impl Columns {
    fn of(chart: &BarChart, rows: &[Row], room: f64) -> Self {
        let headings = chart.before.iter().chain(&chart.after);
        let column = |(place, heading): (usize, &String)| {
            let cells = rows.iter().filter_map(|row| cell(row, chart, place));
            let widest = cells.chain([heading.as_str()]).map(|text| width(text, LABEL)).fold(0.0, f64::max);
            // Digits that stand out are wider than letters.
            (place, BOLD * widest + 20.0)
        };
        let mut places: Vec<(usize, f64)> = headings.enumerate().map(column).collect();
        while MOST_COLUMNS * room < places.iter().map(|(_, width)| width).sum() {
            places.remove(0);
        }
        Self { places }
    }

    fn width(&self) -> f64 {
        self.places.iter().map(|(_, width)| width).sum()
    }

    /// As high as the rows of bars.
    fn table(&self, chart: &BarChart, rows: &[Row], area: Area, height: f64) -> Item {
        let headings: Vec<&String> = chart.before.iter().chain(&chart.after).collect();
        let right = |text: &str, ink, is_bold| TableCell { is_right: true, ..TableCell::new(text, ink, is_bold) };
        let head = self.places.iter().map(|(place, _)| right(headings[*place], MUTED, false)).collect();
        let cells = |row: &Row| {
            let texts = self.places.iter().map(|(place, _)| cell(row, chart, *place).unwrap_or_default());
            (height, texts.map(|text| right(text, TEXT, true)).collect())
        };
        let rows: Vec<(f64, Vec<TableCell>)> = std::iter::once((HEAD, head)).chain(rows.iter().map(cells)).collect();
        let widths: Vec<f64> = self.places.iter().map(|(_, width)| *width).collect();
        let total = rows.iter().map(|(height, _)| height).sum();
        Item::Table { area: Area { height: total, ..area }, table: table(&widths, &rows) }
    }
}

fn cell<'r>(row: &'r Row, chart: &BarChart, place: usize) -> Option<&'r str> {
    let cells = match place.checked_sub(chart.before.len()) {
        None => row.before.get(place),
        Some(place) => row.after.get(place),
    };
    cells.map(String::as_str)
}
