//! Sets the text of a report, and measures what is made of it.

use std::sync::Arc;

use egui::text::{ByteIndex, LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Galley, Painter};

use super::addresses::addresses_in;
use crate::charts::{Chart, ChartBody};
use crate::export::{Grid, ReportBlock};
use crate::paint::theme::{Tokens, regular_font, semibold_font};

pub const MARGIN: f32 = 50.0;
pub const SUBHEADING: f32 = 11.0;
pub const TEXT: f32 = 9.5;
pub const CELL: f32 = 8.5;
const LEAD: f32 = 12.5;
pub const ROW_GAP: f32 = 3.0;
const CELL_GAP: f32 = 12.0;
/// The most lines of a heading of a table: it is repeated on every page, and most of a page is for what stands under it.
const HEAD_LINES: usize = 5;
const CHART_HEIGHT: f32 = 226.0;
/// Of a map, whose sides are much the same.
const MAP_HEIGHT: f32 = 420.0;
/// With its titles it fits on a page of any size; rows for which that leaves no room are in the table.
const MOST_CHART_HEIGHT: f32 = 560.0;
/// Of a chart of rows: each, and its axis and notes.
const CHART_ROW: f32 = 17.0;
const CHART_REST: f32 = 72.0;
/// Of plans side by side: each measure, and heads and notes.
const MATRIX_ROW: f32 = 28.0;
const MATRIX_REST: f32 = 62.0;

/// Sets text, and measures what is made of it.
pub struct Typesetter<'a> {
    /// By which text is laid out.
    pub painter: &'a Painter,
    /// Its colours.
    pub tokens: &'static Tokens,
    /// Between the margins.
    pub width: f32,
}

impl Typesetter<'_> {
    /// Text of a width.
    pub fn set(&self, text: &str, font: FontId, color: Color32, width: f32, align: Align) -> Arc<Galley> {
        self.painter.layout_job(self.job(text, font, color, width, align))
    }

    fn job(&self, text: &str, font: FontId, color: Color32, width: f32, align: Align) -> LayoutJob {
        let mut job = LayoutJob::default();
        let mut append = |text: &str, color: Color32| {
            if text.is_empty() {
                return;
            }
            let format = TextFormat { line_height: Some(1.32 * font.size), ..TextFormat::simple(font.clone(), color) };
            job.append(text, 0.0, format);
        };
        let mut done = 0;
        for address in addresses_in(text) {
            append(&text[done..address.start], color);
            append(&text[address.clone()], self.tokens.focus);
            done = address.end;
        }
        append(&text[done..], color);
        (job.wrap.max_width, job.halign) = (width.max(1.0), align);
        job
    }

    /// Running text.
    pub fn words(&self, text: &str, width: f32) -> Arc<Galley> {
        self.set(text, regular_font(TEXT), self.tokens.text, width, Align::LEFT)
    }

    /// What matters most.
    pub fn lead(&self, text: &str) -> Arc<Galley> {
        self.set(text, semibold_font(LEAD), self.tokens.text, self.width, Align::LEFT)
    }

    /// What of a text fits into a height, at least a line, and what does not.
    pub fn split(&self, galley: &Galley, height: f32) -> [Arc<Galley>; 2] {
        let lines = galley.rows.iter().take_while(|row| row.max_y() <= height).count().max(1);
        let rows = galley.rows.iter().take(lines);
        let letters: usize = rows.map(|row| row.glyphs.len() + usize::from(row.ends_with_newline)).sum();
        // Whatever a line is made of, something of it is done.
        let letters = letters.max(1);
        let text = galley.text();
        let end = text.char_indices().nth(letters).map_or(text.len(), |(end, _)| end);
        [0..end, end..text.len()].map(|kept| {
            let mut job = (*galley.job).clone();
            job.text = text[kept.clone()].to_owned();
            for section in &mut job.sections {
                let within = |at: ByteIndex| ByteIndex(at.0.clamp(kept.start, kept.end) - kept.start);
                section.byte_range = within(section.byte_range.start)..within(section.byte_range.end);
            }
            job.sections.retain(|section| !section.byte_range.is_empty());
            self.painter.layout_job(job)
        })
    }

    /// The headings of a table, cut where they would take a page by themselves.
    pub fn head(&self, grid: &Grid) -> Vec<Arc<Galley>> {
        let headings = grid.columns.iter().map(|column| &*column.heading);
        self.cells(grid, headings, &semibold_font(CELL), self.tokens.muted, HEAD_LINES)
    }

    /// A row of a table, or what stands over rows.
    pub fn row(&self, grid: &Grid, cells: &[String]) -> Vec<Arc<Galley>> {
        if let [over] = cells {
            return vec![self.set(over, semibold_font(CELL), self.tokens.text, self.width, Align::LEFT)];
        }
        self.cells(grid, cells.iter().map(String::as_str), &regular_font(CELL), self.tokens.text, usize::MAX)
    }

    fn cells<'t>(
        &self,
        grid: &Grid,
        cells: impl Iterator<Item = &'t str>,
        font: &FontId,
        color: Color32,
        lines: usize,
    ) -> Vec<Arc<Galley>> {
        let set = |(text, ((_, width), column)): (&str, ((f32, f32), &crate::export::ReportColumn))| {
            let align = if column.is_figure { Align::RIGHT } else { Align::LEFT };
            let mut job = self.job(text, font.clone(), color, width, align);
            job.wrap.max_rows = lines;
            self.painter.layout_job(job)
        };
        cells.zip(self.spans(grid).zip(&grid.columns)).map(set).collect()
    }

    /// What must fit on the page below the first of some blocks.
    pub fn needed_after(&self, blocks: &[ReportBlock]) -> f32 {
        match blocks {
            [block, next, ..] if belong_together(block, next) => {
                self.least_height(next) + self.needed_after(&blocks[1..])
            }
            _ => 0.0,
        }
    }

    /// What must fit of a block where it begins.
    pub fn least_height(&self, block: &ReportBlock) -> f32 {
        match block {
            ReportBlock::Heading(_) | ReportBlock::Figures(_) => 40.0,
            ReportBlock::Subheading(_) => 30.0,
            ReportBlock::Paragraph(words) => self.words(words, self.width).size().y,
            ReportBlock::Lead(words) => self.lead(words).size().y,
            ReportBlock::Points(points) => {
                points.first().map_or(0.0, |point| self.words(point, self.width - 12.0).size().y)
            }
            ReportBlock::Chart(chart) => {
                let title =
                    self.set(chart.title(), semibold_font(SUBHEADING), self.tokens.text, self.width, Align::LEFT);
                title.size().y + 1.32 * CELL * 2.0 + least_chart_height(chart) + 14.0
            }
            ReportBlock::Contents => 0.0,
            ReportBlock::Table(grid) => {
                let rows = grid.rows.iter().take(2).map(|row| row_height(&self.row(grid, row)));
                row_height(&self.head(grid)) + rows.sum::<f32>()
            }
        }
    }

    /// Left edge and width of each column's text.
    pub fn spans<'g>(&self, grid: &'g Grid) -> impl Iterator<Item = (f32, f32)> + use<'g> {
        let shares: f32 = grid.columns.iter().map(|column| column.share).sum();
        let unit = (self.width + CELL_GAP) / shares;
        grid.columns.iter().scan(MARGIN, move |left, column| {
            let span = (*left, column.share * unit - CELL_GAP);
            *left += column.share * unit;
            Some(span)
        })
    }
}

/// How high a row of a table is.
pub fn row_height(cells: &[Arc<Galley>]) -> f32 {
    cells.iter().map(|cell| cell.size().y).fold(0.0, f32::max) + 2.0 * ROW_GAP
}

/// How high a chart is where there is room, and never higher than a page has it.
pub fn chart_height(chart: &Chart) -> f32 {
    match &chart.body {
        ChartBody::Bars(bars) => (bars.rows.len() as f32 * CHART_ROW + CHART_REST).min(MOST_CHART_HEIGHT),
        ChartBody::Bubbles(_) => MAP_HEIGHT,
        ChartBody::Matrix(matrix) => {
            (matrix.rows.len() as f32 * MATRIX_ROW + MATRIX_REST).clamp(CHART_HEIGHT / 2.0, MOST_CHART_HEIGHT)
        }
        _ => CHART_HEIGHT,
    }
}

/// How low a chart may become where it fits on a page only then.
pub fn least_chart_height(chart: &Chart) -> f32 {
    let share = match chart.body {
        ChartBody::Bars(_) => 0.84,
        // Its rows have two lines each, whatever room there is.
        ChartBody::Matrix(_) => 1.0,
        _ => 0.75,
    };
    share * chart_height(chart)
}

/// Whether a block stays with the one after it.
fn belong_together(block: &ReportBlock, next: &ReportBlock) -> bool {
    match block {
        ReportBlock::Heading(_) | ReportBlock::Subheading(_) => true,
        ReportBlock::Chart(_) => matches!(next, ReportBlock::Paragraph(_)),
        _ => false,
    }
}
