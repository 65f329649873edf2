//! Where each piece of a report goes: laid out, measured and handed to the page with room for it.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontId, Galley, Painter, Pos2, Rect, Vec2, pos2, vec2};

use super::super::pdf::Bookmark;
use super::super::theme::{Tokens, bold_font, regular_font, semibold_font};
use crate::charts::AnyChart;
use crate::export::{Block, Grid, Headline, Report};

pub const MARGIN: f32 = 50.0;
const TOP: f32 = 50.0;
/// Room for the foot of the page.
const FOOT: f32 = 62.0;
const TITLE: f32 = 25.0;
const HEADING: f32 = 15.0;
const SUBHEADING: f32 = 11.0;
const FIGURE: f32 = 17.0;
const TEXT: f32 = 9.5;
const CELL: f32 = 8.5;
const CHART_HEIGHT: f32 = 226.0;
/// Of a chart of rows: each, and its axis and notes.
const CHART_ROW: f32 = 17.0;
const CHART_REST: f32 = 72.0;
const CELL_GAP: f32 = 12.0;
const ROW_GAP: f32 = 3.0;

/// Something on a page.
pub enum Piece<'a> {
    /// Text from its corner at the left on.
    Text(Pos2, Arc<Galley>),
    /// A rule across.
    Rule(f32, f32, f32),
    /// Behind what follows.
    Fill(Rect),
    /// A chart, without its finding.
    Chart(Rect, &'a AnyChart),
}

/// Pages as they fill.
#[derive(Default)]
pub struct Flow<'a> {
    /// What lies on each.
    pub pages: Vec<Vec<Piece<'a>>>,
    /// Where parts begin.
    pub bookmarks: Vec<Bookmark>,
    /// How far down the last page is full.
    y: f32,
    /// How far down it may be filled.
    bottom: f32,
}

impl<'a> Flow<'a> {
    /// Lays out a report on pages of a size.
    pub fn of(report: &'a Report, size: Vec2, painter: &Painter) -> Self {
        let mut flow = Self { pages: vec![Vec::new()], bookmarks: Vec::new(), y: TOP, bottom: size.y - FOOT };
        let setter = Setter { painter, tokens: Tokens::of(painter.ctx()), width: size.x - 2.0 * MARGIN };
        let about =
            report.date.as_deref().map_or("Breakeven report".to_owned(), |date| format!("Breakeven report, {date}"));
        flow.text(setter.set(&about, regular_font(TEXT), setter.tokens.muted, setter.width, Align::LEFT), MARGIN, 4.0);
        flow.text(
            setter.set(&report.title, bold_font(TITLE), setter.tokens.text, setter.width, Align::LEFT),
            MARGIN,
            12.0,
        );
        for (place, block) in report.blocks.iter().enumerate() {
            let next = report.blocks.get(place + 1).map_or(0.0, |next| setter.least_height(next));
            flow.block(block, next, &setter);
        }
        flow
    }

    fn block(&mut self, block: &'a Block, next: f32, setter: &Setter<'_>) {
        let Tokens { text, muted, .. } = setter.tokens;
        match block {
            Block::Heading(title) => {
                self.gap(18.0);
                let galley = setter.set(title, bold_font(HEADING), *text, setter.width, Align::LEFT);
                self.make_room(galley.size().y + 8.0 + next);
                self.bookmarks.push(Bookmark { title: title.clone(), page: self.pages.len() - 1, top: self.y });
                self.text(galley, MARGIN, 8.0);
            }
            Block::Subheading(title) => {
                self.gap(10.0);
                let galley = setter.set(title, semibold_font(SUBHEADING), *text, setter.width, Align::LEFT);
                self.make_room(galley.size().y + 5.0 + next);
                self.text(galley, MARGIN, 5.0);
            }
            Block::Paragraph(words) => self.paragraph(setter, words, MARGIN, 7.0),
            Block::Points(points) => {
                for point in points {
                    self.make_room(setter.words(point, setter.width - 12.0).size().y);
                    let dot = setter.set("•", regular_font(TEXT), *muted, 12.0, Align::LEFT);
                    self.place(Piece::Text(pos2(MARGIN, self.y), dot));
                    self.paragraph(setter, point, MARGIN + 12.0, 4.0);
                }
                self.gap(6.0);
            }
            Block::Figures(headlines) => {
                for pair in headlines.chunks(2) {
                    self.headlines(setter, pair);
                }
                self.gap(4.0);
            }
            Block::Chart(chart) => {
                self.gap(6.0);
                self.make_room(setter.least_height(block));
                self.text(
                    setter.set(chart.title(), semibold_font(SUBHEADING), *text, setter.width, Align::LEFT),
                    MARGIN,
                    2.0,
                );
                self.text(
                    setter.set(chart_subtitle(chart), regular_font(CELL), *muted, setter.width, Align::LEFT),
                    MARGIN,
                    6.0,
                );
                let rect = Rect::from_min_size(pos2(MARGIN, self.y), vec2(setter.width, chart_height(chart)));
                self.place(Piece::Chart(rect, chart));
                self.y += rect.height() + 8.0;
            }
            Block::Table(grid) => self.table(setter, grid),
        }
    }

    fn paragraph(&mut self, setter: &Setter<'_>, words: &str, left: f32, below: f32) {
        let galley = setter.words(words, setter.width + MARGIN - left);
        self.make_room(galley.size().y);
        self.text(galley, left, below);
    }

    fn headlines(&mut self, setter: &Setter<'_>, pair: &[Headline]) {
        let (gap, inside) = (10.0, 10.0);
        let width = (setter.width - gap) / 2.0;
        let Tokens { text, muted, .. } = setter.tokens;
        let set = |headline: &Headline| {
            [
                setter.set(&headline.label, regular_font(CELL), *muted, width - 2.0 * inside, Align::LEFT),
                setter.set(&headline.figure, bold_font(FIGURE), *text, width - 2.0 * inside, Align::LEFT),
                setter.set(&headline.detail, regular_font(CELL), *muted, width - 2.0 * inside, Align::LEFT),
            ]
        };
        let cards: Vec<[Arc<Galley>; 3]> = pair.iter().map(set).collect();
        let height = |card: &[Arc<Galley>; 3]| card.iter().map(|galley| galley.size().y + 2.0).sum::<f32>() + 12.0;
        let tallest = cards.iter().map(height).fold(0.0, f32::max);
        self.make_room(tallest);
        for (place, card) in cards.into_iter().enumerate() {
            let left = MARGIN + place as f32 * (width + gap);
            self.place(Piece::Fill(Rect::from_min_size(pos2(left, self.y), vec2(width, tallest))));
            let mut y = self.y + 7.0;
            for galley in card {
                let height = galley.size().y + 2.0;
                self.place(Piece::Text(pos2(left + inside, y), galley));
                y += height;
            }
        }
        self.y += tallest + 8.0;
    }

    fn table(&mut self, setter: &Setter<'_>, grid: &Grid) {
        let head = setter.head(grid);
        let mut has_head = false;
        for row in &grid.rows {
            let cells = setter.row(grid, row);
            let height = row_height(&cells);
            let is_new_page = self.make_room(if has_head { height } else { height + row_height(&head) });
            if is_new_page || !has_head {
                self.row(setter, grid, &head);
                has_head = true;
            }
            self.row(setter, grid, &cells);
        }
        self.y += 10.0;
    }

    fn row(&mut self, setter: &Setter<'_>, grid: &Grid, cells: &[Arc<Galley>]) {
        let height = row_height(cells);
        for ((left, width), (cell, column)) in setter.spans(grid).zip(cells.iter().zip(&grid.columns)) {
            let x = if column.is_figure { left + width } else { left };
            self.place(Piece::Text(pos2(x, self.y + ROW_GAP), Arc::clone(cell)));
        }
        self.y += height;
        self.place(Piece::Rule(MARGIN, MARGIN + setter.width, self.y));
    }

    fn text(&mut self, galley: Arc<Galley>, left: f32, below: f32) {
        let height = galley.size().y;
        self.place(Piece::Text(pos2(left, self.y), galley));
        self.y += height + below;
    }

    /// Room above what follows, none at the top of a page.
    fn gap(&mut self, height: f32) {
        if TOP < self.y {
            self.y += height;
        }
    }

    /// Begins a page where `height` does not fit on this one; says whether it did.
    fn make_room(&mut self, height: f32) -> bool {
        let is_full = self.bottom < self.y + height && TOP < self.y;
        if is_full {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
        is_full
    }

    fn place(&mut self, piece: Piece<'a>) {
        if let Some(page) = self.pages.last_mut() {
            page.push(piece);
        }
    }
}

/// Sets text.
struct Setter<'a> {
    painter: &'a Painter,
    tokens: &'static Tokens,
    /// Between the margins.
    width: f32,
}

impl Setter<'_> {
    fn set(&self, text: &str, font: FontId, color: Color32, width: f32, align: Align) -> Arc<Galley> {
        let format = TextFormat { line_height: Some(1.32 * font.size), ..TextFormat::simple(font, color) };
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        (job.wrap.max_width, job.halign) = (width, align);
        self.painter.layout_job(job)
    }

    fn words(&self, text: &str, width: f32) -> Arc<Galley> {
        self.set(text, regular_font(TEXT), self.tokens.text, width, Align::LEFT)
    }

    fn head(&self, grid: &Grid) -> Vec<Arc<Galley>> {
        let headings = grid.columns.iter().map(|column| &*column.heading);
        self.cells(grid, headings, &semibold_font(CELL), self.tokens.muted)
    }

    fn row(&self, grid: &Grid, cells: &[String]) -> Vec<Arc<Galley>> {
        self.cells(grid, cells.iter().map(String::as_str), &regular_font(CELL), self.tokens.text)
    }

    fn cells<'t>(
        &self,
        grid: &Grid,
        cells: impl Iterator<Item = &'t str>,
        font: &FontId,
        color: Color32,
    ) -> Vec<Arc<Galley>> {
        let set = |(text, ((_, width), column)): (&str, ((f32, f32), &crate::export::Column))| {
            let align = if column.is_figure { Align::RIGHT } else { Align::LEFT };
            self.set(text, font.clone(), color, width, align)
        };
        cells.zip(self.spans(grid).zip(&grid.columns)).map(set).collect()
    }

    /// What must fit below a heading for it to stand there.
    fn least_height(&self, block: &Block) -> f32 {
        match block {
            Block::Heading(_) | Block::Figures(_) => 40.0,
            Block::Subheading(_) => 60.0,
            Block::Paragraph(words) => self.words(words, self.width).size().y,
            Block::Points(points) => points.first().map_or(0.0, |point| self.words(point, self.width - 12.0).size().y),
            Block::Chart(chart) => {
                let title =
                    self.set(chart.title(), semibold_font(SUBHEADING), self.tokens.text, self.width, Align::LEFT);
                title.size().y + 1.32 * CELL * 2.0 + chart_height(chart) + 14.0
            }
            Block::Table(grid) => {
                let rows = grid.rows.iter().take(2).map(|row| row_height(&self.row(grid, row)));
                row_height(&self.head(grid)) + rows.sum::<f32>()
            }
        }
    }

    /// Left edge and width of each column's text.
    fn spans<'g>(&self, grid: &'g Grid) -> impl Iterator<Item = (f32, f32)> + use<'g> {
        let shares: f32 = grid.columns.iter().map(|column| column.share).sum();
        let unit = (self.width + CELL_GAP) / shares;
        grid.columns.iter().scan(MARGIN, move |left, column| {
            let span = (*left, column.share * unit - CELL_GAP);
            *left += column.share * unit;
            Some(span)
        })
    }
}

fn row_height(cells: &[Arc<Galley>]) -> f32 {
    cells.iter().map(|cell| cell.size().y).fold(0.0, f32::max) + 2.0 * ROW_GAP
}

fn chart_height(chart: &AnyChart) -> f32 {
    match chart {
        AnyChart::Rows(chart) => chart.rows.len() as f32 * CHART_ROW + CHART_REST,
        _ => CHART_HEIGHT,
    }
}

fn chart_subtitle(chart: &AnyChart) -> &str {
    super::super::Pictured::subtitle(chart)
}
