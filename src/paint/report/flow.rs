//! Where each piece of a report goes: laid out, measured and handed to the page with room for it.

use std::sync::Arc;

use egui::{Align, Galley, Painter, Pos2, Rect, Vec2, pos2, vec2};

use super::addresses::addresses;
use super::typesetter::{
    CELL, MARGIN, ROW_GAP, SUBHEADING, TEXT, Typesetter, chart_height, least_chart_height, row_height,
};
use crate::charts::Chart;
use crate::day::local_day;
use crate::export::{Grid, Report, ReportBlock, ReportHeadline};
use crate::language::tr;
use crate::paint::pdf::{Bookmark, Link, Target};
use crate::paint::tagged::Role;
use crate::paint::theme::{Tokens, bold_font, regular_font, semibold_font};

const TOP: f32 = 50.0;
/// Room for the foot of the page.
const FOOT: f32 = 62.0;
const TITLE: f32 = 25.0;
const HEADING: f32 = 15.0;
const FIGURE: f32 = 17.0;
/// How much of its height a chart may grow by where a page has room left.
const GROWTH: f32 = 0.28;
/// Above a row that stands over others.
const GROUP_GAP: f32 = 5.0;
const CONTENTS_ROW: f32 = 19.0;

/// Something on a page.
pub enum Fragment<'a> {
    /// Text from its corner at the left on.
    Text(Pos2, Arc<Galley>),
    /// A rule across.
    Rule(f32, f32, f32),
    /// Behind what follows.
    Fill(Rect),
    /// A chart, without its finding.
    Chart(Rect, &'a Chart),
}

impl Fragment<'_> {
    fn top(&self) -> f32 {
        match self {
            Self::Text(at, _) => at.y,
            Self::Rule(_, _, y) => *y,
            Self::Fill(area) | Self::Chart(area, _) => area.top(),
        }
    }

    fn move_down(&mut self, by: f32) {
        match self {
            Self::Text(at, _) => at.y += by,
            Self::Rule(_, _, y) => *y += by,
            Self::Fill(area) | Self::Chart(area, _) => *area = area.translate(vec2(0.0, by)),
        }
    }
}

/// Something on a page, and what it is.
pub struct Piece<'a> {
    /// For those who have it read to them.
    pub role: Role,
    /// For those who see it.
    pub fragment: Fragment<'a>,
}

/// Pages as they fill.
#[derive(Default)]
pub struct Flow<'a> {
    /// What lies on each.
    pub pages: Vec<Vec<Piece<'a>>>,
    /// Where parts begin.
    pub bookmarks: Vec<Bookmark>,
    /// What leads elsewhere.
    pub links: Vec<Link>,
    /// Where they stand in the list of contents, if there is one: its page, before which piece, and how far down.
    contents: Option<(usize, usize, f32)>,
    /// How far down the last page is full.
    y: f32,
    /// How far down it may be filled.
    bottom: f32,
    /// How high charts are beside what they are usually.
    chart_scale: f32,
    /// How many tables and rows there were so far.
    tables: usize,
    rows: usize,
    /// How many pages so far are less than half full.
    mostly_empty: usize,
}

/// How high charts may be so that no page is mostly empty, the usual first.
const CHART_SCALES: [f32; 6] = [1.0, 0.94, 1.06, 0.88, 1.14, 1.24];

impl<'a> Flow<'a> {
    /// Lays out a report on pages of a size: where some would be mostly empty, with charts a little lower or higher.
    pub fn of(report: &'a Report, size: Vec2, painter: &Painter) -> Self {
        let mut best = Self { mostly_empty: usize::MAX, ..Self::default() };
        for chart_scale in CHART_SCALES {
            let flow = Self::scaled(report, size, painter, chart_scale);
            if flow.mostly_empty < best.mostly_empty {
                best = flow;
            }
            if best.mostly_empty == 0 {
                break;
            }
        }
        best
    }

    fn scaled(report: &'a Report, size: Vec2, painter: &Painter, chart_scale: f32) -> Self {
        let mut flow = Self {
            pages: vec![Vec::new()],
            bookmarks: Vec::new(),
            links: Vec::new(),
            contents: None,
            y: TOP,
            bottom: size.y - FOOT,
            chart_scale,
            tables: 0,
            rows: 0,
            mostly_empty: 0,
        };
        let typesetter = Typesetter { painter, tokens: Tokens::of(painter.ctx()), width: size.x - 2.0 * MARGIN };
        let day = report.date.as_deref().map(local_day);
        let about = [Some(tr!("Breakeven report")), report.author.as_deref(), day.as_deref()];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        flow.text(
            typesetter.set(&about, regular_font(TEXT), typesetter.tokens.muted, typesetter.width, Align::LEFT),
            Role::Paragraph,
            MARGIN,
            4.0,
        );
        flow.text(
            typesetter.set(&report.title, bold_font(TITLE), typesetter.tokens.text, typesetter.width, Align::LEFT),
            Role::Heading(1),
            MARGIN,
            12.0,
        );
        for (place, block) in report.blocks.iter().enumerate() {
            flow.block(block, typesetter.needed_after(&report.blocks[place..]), &typesetter);
            if *block == ReportBlock::Contents {
                flow.make_room_for_contents(report);
            }
        }
        flow.count_if_mostly_empty();
        flow.list_contents(&typesetter);
        flow.link_addresses();
        flow
    }

    /// Leaves as much room as the headings of a report need, in two columns.
    fn make_room_for_contents(&mut self, report: &Report) {
        let headings = report.blocks.iter().filter(|block| matches!(block, ReportBlock::Heading(_))).count();
        self.gap(10.0);
        let height = headings.div_ceil(2) as f32 * CONTENTS_ROW;
        self.make_room(height);
        let page = self.pages.len() - 1;
        self.contents = Some((page, self.pages[page].len(), self.y));
        self.y += height;
    }

    /// Lists the parts where room was left for it, now that their pages are known.
    fn list_contents(&mut self, typesetter: &Typesetter<'_>) {
        let Some((page, before, top)) = self.contents else { return };
        let Tokens { text, muted, .. } = typesetter.tokens;
        let gap = 24.0;
        let width = (typesetter.width - gap) / 2.0;
        let a_column = self.bookmarks.len().div_ceil(2);
        let mut listed = Vec::new();
        for (place, mark) in self.bookmarks.iter().enumerate() {
            let left = MARGIN + (place / a_column) as f32 * (width + gap);
            let y = top + (place % a_column) as f32 * CONTENTS_ROW;
            let title = typesetter.set(&mark.title, regular_font(TEXT), *text, width, Align::LEFT);
            let number = typesetter.set(&(mark.page + 1).to_string(), regular_font(TEXT), *muted, width, Align::RIGHT);
            let row = Rect::from_min_size(pos2(left, y), vec2(width, CONTENTS_ROW));
            let fragments = [
                (Role::Paragraph, Fragment::Text(pos2(left, y + ROW_GAP), title)),
                (Role::Paragraph, Fragment::Text(pos2(left + width, y + ROW_GAP), number)),
                (Role::Decoration, Fragment::Rule(left, left + width, row.bottom())),
            ];
            listed.extend(fragments.map(|(role, fragment)| Piece { role, fragment }));
            self.links.push(Link { page, area: row, to: Target::Place(mark.page, mark.top) });
        }
        self.pages[page].splice(before..before, listed);
    }

    /// Where addresses stand in what was placed.
    fn link_addresses(&mut self) {
        for (page, pieces) in self.pages.iter().enumerate() {
            let texts = pieces.iter().filter_map(|piece| match &piece.fragment {
                Fragment::Text(at, galley) => Some((*at, galley)),
                _ => None,
            });
            self.links.extend(texts.flat_map(|(at, galley)| addresses(at, galley)).map(|(area, address)| Link {
                page,
                area,
                to: Target::Address(address),
            }));
        }
    }

    fn block(&mut self, block: &'a ReportBlock, next: f32, typesetter: &Typesetter<'_>) {
        let Tokens { text, muted, .. } = typesetter.tokens;
        match block {
            ReportBlock::Heading(title) => {
                self.gap(18.0);
                let galley = typesetter.set(title, bold_font(HEADING), *text, typesetter.width, Align::LEFT);
                self.make_room(galley.size().y + 8.0 + next);
                self.bookmarks.push(Bookmark { title: title.clone(), page: self.pages.len() - 1, top: self.y });
                self.text(galley, Role::Heading(2), MARGIN, 8.0);
            }
            ReportBlock::Subheading(title) => {
                self.gap(10.0);
                let galley = typesetter.set(title, semibold_font(SUBHEADING), *text, typesetter.width, Align::LEFT);
                self.make_room(galley.size().y + 5.0 + next);
                self.text(galley, Role::Heading(3), MARGIN, 5.0);
            }
            ReportBlock::Lead(words) => {
                let galley = typesetter.lead(words);
                self.make_room(galley.size().y + next);
                self.text(galley, Role::Paragraph, MARGIN, 8.0);
            }
            ReportBlock::Paragraph(words) => self.paragraph(typesetter, words, &Role::Paragraph, MARGIN, 7.0),
            ReportBlock::Points(points) => {
                for point in points {
                    self.make_room(typesetter.words(point, typesetter.width - 12.0).size().y);
                    let dot = typesetter.set("•", regular_font(TEXT), *muted, 12.0, Align::LEFT);
                    self.place(Role::Decoration, Fragment::Text(pos2(MARGIN, self.y), dot));
                    self.paragraph(typesetter, point, &Role::Point, MARGIN + 12.0, 4.0);
                }
                self.gap(6.0);
            }
            ReportBlock::Figures(headlines) => {
                let across = if headlines.len().is_multiple_of(3) { 3 } else { 2 };
                for row in headlines.chunks(across) {
                    self.headlines(typesetter, row, across);
                }
                self.gap(4.0);
            }
            ReportBlock::Chart(chart) => {
                self.gap(6.0);
                self.make_room(typesetter.least_height(block) + next);
                self.text(
                    typesetter.set(chart.title(), semibold_font(SUBHEADING), *text, typesetter.width, Align::LEFT),
                    Role::Heading(3),
                    MARGIN,
                    2.0,
                );
                self.text(
                    typesetter.set(&chart.head.subtitle, regular_font(CELL), *muted, typesetter.width, Align::LEFT),
                    Role::Paragraph,
                    MARGIN,
                    6.0,
                );
                let room = self.bottom - self.y - next - 8.0;
                let height = (self.chart_scale * chart_height(chart)).min(room.max(least_chart_height(chart)));
                let rect = Rect::from_min_size(pos2(MARGIN, self.y), vec2(typesetter.width, height));
                self.place(Role::Figure(chart.summary().to_owned()), Fragment::Chart(rect, chart));
                self.y += rect.height() + 8.0;
            }
            ReportBlock::Table(grid) => self.table(typesetter, grid),
            ReportBlock::Contents => {}
        }
    }

    fn paragraph(&mut self, typesetter: &Typesetter<'_>, words: &str, role: &Role, left: f32, below: f32) {
        let mut galley = typesetter.words(words, typesetter.width + MARGIN - left);
        while self.bottom - TOP < galley.size().y {
            self.make_room(galley.rows.first().map_or(0.0, |line| line.size.y));
            let [begun, rest] = typesetter.split(&galley, self.bottom - self.y);
            self.text(begun, role.clone(), left, 0.0);
            self.new_page();
            galley = rest;
        }
        self.make_room(galley.size().y);
        self.text(galley, role.clone(), left, below);
    }

    fn headlines(&mut self, typesetter: &Typesetter<'_>, row: &[ReportHeadline], across: usize) {
        let (gap, inside) = (10.0, 10.0);
        let width = (typesetter.width + gap) / across as f32 - gap;
        let Tokens { text, muted, .. } = typesetter.tokens;
        let set = |headline: &ReportHeadline| {
            [
                typesetter.set(&headline.label, regular_font(CELL), *muted, width - 2.0 * inside, Align::LEFT),
                typesetter.set(&headline.figure, bold_font(FIGURE), *text, width - 2.0 * inside, Align::LEFT),
                typesetter.set(&headline.detail, regular_font(CELL), *muted, width - 2.0 * inside, Align::LEFT),
            ]
        };
        let cards: Vec<[Arc<Galley>; 3]> = row.iter().map(set).collect();
        let height = |card: &[Arc<Galley>; 3]| card.iter().map(|galley| galley.size().y + 2.0).sum::<f32>() + 12.0;
        let tallest = cards.iter().map(height).fold(0.0, f32::max);
        self.make_room(tallest);
        for (place, card) in cards.into_iter().enumerate() {
            let left = MARGIN + place as f32 * (width + gap);
            self.place(Role::Decoration, Fragment::Fill(Rect::from_min_size(pos2(left, self.y), vec2(width, tallest))));
            let mut y = self.y + 7.0;
            for galley in card {
                let height = galley.size().y + 2.0;
                self.place(Role::Paragraph, Fragment::Text(pos2(left + inside, y), galley));
                y += height;
            }
        }
        self.y += tallest + 8.0;
    }

    fn table(&mut self, typesetter: &Typesetter<'_>, grid: &Grid) {
        let head = typesetter.head(grid);
        let mut has_head = false;
        self.tables += 1;
        for (place, row) in grid.rows.iter().enumerate() {
            let mut cells = typesetter.row(grid, row);
            // Longer than any page: it begins where it stands, and goes on below the headings of the next.
            while self.bottom - TOP - row_height(&head) < row_height(&cells) {
                if !has_head {
                    self.make_room(row_height(&head) + row_height(&head));
                    self.row(typesetter, grid, &head, Some(has_head));
                }
                let room = self.bottom - self.y - 2.0 * ROW_GAP;
                let (begun, rest): (Vec<_>, Vec<_>) =
                    cells.iter().map(|cell| typesetter.split(cell, room)).map(|[begun, rest]| (begun, rest)).unzip();
                self.row(typesetter, grid, &begun, None);
                self.new_page();
                self.row(typesetter, grid, &head, Some(true));
                (has_head, cells) = (true, rest);
            }
            let mut height = row_height(&cells);
            if row.len() == 1 {
                height += GROUP_GAP;
                // What it stands over begins on the same page.
                height += grid.rows.get(place + 1).map_or(0.0, |next| row_height(&typesetter.row(grid, next)));
            }
            let is_new_page = self.make_room(if has_head { height } else { height + row_height(&head) });
            if is_new_page || !has_head {
                self.row(typesetter, grid, &head, Some(has_head));
                has_head = true;
            }
            if row.len() == 1 {
                self.y += GROUP_GAP;
            }
            self.row(typesetter, grid, &cells, None);
        }
        self.y += 10.0;
    }

    /// A row, or the headings, which may be repeated.
    fn row(&mut self, typesetter: &Typesetter<'_>, grid: &Grid, cells: &[Arc<Galley>], repeats: Option<bool>) {
        let height = row_height(cells);
        let role = match repeats {
            Some(true) => Role::Decoration,
            _ => Role::Cell { table: self.tables, row: self.rows, is_heading: repeats.is_some() },
        };
        self.rows += 1;
        for ((left, width), (cell, column)) in typesetter.spans(grid).zip(cells.iter().zip(&grid.columns)) {
            let x = if column.is_figure { left + width } else { left };
            self.place(role.clone(), Fragment::Text(pos2(x, self.y + ROW_GAP), Arc::clone(cell)));
        }
        self.y += height;
        self.place(Role::Decoration, Fragment::Rule(MARGIN, MARGIN + typesetter.width, self.y));
    }

    fn text(&mut self, galley: Arc<Galley>, role: Role, left: f32, below: f32) {
        let height = galley.size().y;
        self.place(role, Fragment::Text(pos2(left, self.y), galley));
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
            self.new_page();
        }
        is_full
    }

    fn count_if_mostly_empty(&mut self) {
        self.mostly_empty += usize::from(self.y < 0.5 * (TOP + self.bottom));
    }

    fn new_page(&mut self) {
        self.count_if_mostly_empty();
        self.fill_page();
        self.pages.push(Vec::new());
        self.y = TOP;
    }

    /// Gives the room that is left at the end of a page to its charts, and moves down what stands below them.
    fn fill_page(&mut self) {
        let page = self.pages.len() - 1;
        let pieces = &mut self.pages[page];
        let height = |piece: &Piece<'_>| match &piece.fragment {
            Fragment::Chart(area, _) => area.height(),
            _ => 0.0,
        };
        let charts: f32 = pieces.iter().map(height).sum();
        let growth = ((self.bottom - self.y).max(0.0) / charts.max(1.0)).min(GROWTH);
        if let Some((_, _, top)) = self.contents.as_mut().filter(|(of, _, _)| *of == page) {
            // Room was left for the list below charts that grow now.
            let above = pieces.iter().filter(|piece| piece.fragment.top() < *top).map(height).sum::<f32>();
            *top += growth * above;
        }
        let mut moved = 0.0;
        let mut marks = self.bookmarks.iter_mut().filter(|mark| mark.page == page).peekable();
        for Piece { fragment, .. } in pieces {
            while let Some(mark) = marks.next_if(|mark| mark.top <= fragment.top()) {
                mark.top += moved;
            }
            fragment.move_down(moved);
            if let Fragment::Chart(area, _) = fragment {
                let by = growth * area.height();
                area.max.y += by;
                moved += by;
            }
        }
    }

    fn place(&mut self, role: Role, fragment: Fragment<'a>) {
        if let Some(page) = self.pages.last_mut() {
            page.push(Piece { role, fragment });
        }
    }
}
