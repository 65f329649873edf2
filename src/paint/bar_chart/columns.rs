//! How the width is shared out: names left, figures before and behind, the bars in what is between.

use std::sync::Arc;

use egui::{Align2, Galley, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use crate::charts::{BarChart, Row, RowEnd};
use crate::paint::chart_look::ChartLook;
use crate::paint::text;
use crate::paint::theme::{Tokens, regular_font, semibold_font};

/// Bars shorter than this many letters say nothing: then figures make way.
const LEAST_BARS: f32 = 11.5;

/// Where everything stands, from left to right.
pub struct Columns {
    /// Laid out.
    pub names: Vec<Arc<Galley>>,
    /// Which figures are shown and where they end.
    before: Vec<(usize, f32)>,
    after: Vec<(usize, f32)>,
    /// All the room for bars with what is written at their ends.
    room: (f32, f32),
    /// What the axis spans.
    span: (f32, f32),
    range: (f64, f64),
    /// Where lines run through all rows.
    lines: Vec<f32>,
    /// What is written over lines through all rows.
    labels: Vec<(Rect, Arc<Galley>)>,
    label_rows: f32,
    /// Whether what follows from a value is written at the ends of the bars, besides the value.
    pub with_figures: bool,
}

impl Columns {
    pub fn new(painter: &Painter, chart: &BarChart, look: &ChartLook, area: Rect) -> Self {
        let unit = look.text_size;
        let tokens = Tokens::of(painter.ctx());
        let gap = 1.15 * unit;
        let width = |content: &str| text::line(painter, content, semibold_font(unit), tokens.text).size().x;
        let widest = |heading: &String, cell: &dyn Fn(&Row) -> Option<String>| {
            let cells = chart.rows.iter().filter_map(cell).map(|cell| width(&cell));
            cells.fold(width(heading), f32::max) + gap
        };
        let column = |at: usize, heading| widest(heading, &|row: &Row| row.before.get(at).cloned());
        let mut before: Vec<(usize, f32)> =
            chart.before.iter().enumerate().map(|(at, heading)| (at, column(at, heading))).collect();
        let column = |at: usize, heading| widest(heading, &|row: &Row| row.after.get(at).cloned());
        let mut after: Vec<(usize, f32)> =
            chart.after.iter().enumerate().map(|(at, heading)| (at, column(at, heading))).collect();

        let end_widths_of = |with_figures: bool| -> Vec<[f32; 2]> {
            chart.rows.iter().map(|row| end_widths(painter, row, look, with_figures)).collect()
        };
        let widest_of = |ends: &[[f32; 2]]| ends.iter().flatten().copied().fold(0.0, f32::max);
        let mut ends = end_widths_of(true);
        // What the bar says as well makes way before bar and names do.
        let with_figures = 18.0 * unit + LEAST_BARS * unit + 2.0 * widest_of(&ends) <= area.width();
        if !with_figures {
            ends = end_widths_of(false);
        }
        let widest_end = widest_of(&ends);
        let natural = chart.rows.iter().map(|row| width(&row.name)).fold(0.0, f32::max);
        let sum = |columns: &[(usize, f32)]| columns.iter().map(|(_, width)| width).sum::<f32>();
        let least = LEAST_BARS * unit + 2.0 * widest_end;
        let wide_enough = |before: &[(usize, f32)], after: &[(usize, f32)]| {
            let names = natural.min((0.3 * area.width()).max(9.0 * unit));
            least + names + gap + sum(before) + sum(after) <= area.width()
        };
        while !(wide_enough(&before, &after) || before.is_empty() && after.is_empty()) {
            // What the tick on the bar says as well goes last.
            if before.len() < 2 && after.pop().is_some() {
                continue;
            }
            before.remove(0);
        }
        let left_over = area.width() - least - gap - sum(&before) - sum(&after);
        let most = (0.42 * area.width()).max(9.0 * unit);
        // Beneath the names stands what is measured along the axis.
        let axis = text::line(painter, &chart.axis.label, regular_font(unit), tokens.muted).size().x;
        let least_names = if before.is_empty() { axis + 1.1 * unit } else { 0.0 };
        let names_width = natural.min(left_over.clamp(0.3 * area.width(), most)).max(least_names).ceil() + 1.0;
        let name = |row: &Row| text::wrapped(painter, &row.name, regular_font(unit), tokens.text, names_width, 3);
        let names: Vec<Arc<Galley>> = chart.rows.iter().map(name).collect();

        let mut right = area.left() + names_width;
        for (_, width) in &mut before {
            right += *width;
            *width = right;
        }
        let room_left = right + gap;
        let mut right = area.right();
        for (_, width) in after.iter_mut().rev() {
            (right, *width) = (right - *width, right);
        }
        let room = (room_left, (right - if after.is_empty() { 0.0 } else { 0.3 * gap }).max(room_left + 1.0));
        let range = chart.axis.range;
        let mut columns = Self {
            names,
            before,
            after,
            room,
            span: room,
            range,
            lines: Vec::new(),
            labels: Vec::new(),
            label_rows: 1.0,
            with_figures,
        };
        columns.span = columns.spanned(painter, chart, look, &ends, widest_end);
        columns.lines = chart.axis.lines.iter().map(|line| columns.x(line.at)).collect();
        columns.place_labels(painter, chart, look);
        columns
    }

    /// What is left of the room once everything at the ends of bars and under the axis has its place.
    fn spanned(
        &self,
        painter: &Painter,
        chart: &BarChart,
        look: &ChartLook,
        ends: &[[f32; 2]],
        widest_end: f32,
    ) -> (f32, f32) {
        let (left, right) = self.room;
        let share = |at: f64| ((at - self.range.0) / (self.range.1 - self.range.0)) as f32;
        // At least as wide as this, so that what stands at a short bar has the rest of the axis beside it.
        let surely = (right - left - 2.0 * widest_end).max(0.0);
        let (mut before, mut behind) = (0.0_f32, 0.0_f32);
        for (row, [left, right]) in chart.rows.iter().zip(ends) {
            let (Some(first), Some(last)) = (row.ends.first(), row.ends.last()) else { continue };
            before = before.max(left - share(first.at) * surely);
            let reaches = if row.share.is_some() { 1.0 } else { share(last.at) };
            behind = behind.max(right - (1.0 - reaches) * surely);
        }
        for (at, label) in &chart.axis.ticks {
            let half = text::line(painter, label, regular_font(look.text_size), egui::Color32::GRAY).size().x / 2.0;
            before = before.max(half - share(*at) * surely);
            behind = behind.max(half - (1.0 - share(*at)) * surely);
        }
        (left + before, (right - behind).max(left + before + 1.0))
    }

    /// Above the rows: what the lines through them mean, beside each other or, without room, one over the other.
    fn place_labels(&mut self, painter: &Painter, chart: &BarChart, look: &ChartLook) {
        let (unit, tokens) = (look.text_size, Tokens::of(painter.ctx()));
        let gap = 0.9 * unit;
        let (left, right) = self.room;
        let laid_out = chart.axis.lines.iter().map(|line| {
            let galley = text::line(painter, &line.label, semibold_font(unit), tokens.text);
            (self.x(line.at), galley)
        });
        let mut labels: Vec<(f32, Arc<Galley>)> = laid_out.collect();
        let clamped = |x: f32, width: f32| x.min(right - width).max(left);
        let mut xs: Vec<f32> =
            labels.iter().map(|(x, galley)| clamped(x - galley.size().x / 2.0, galley.size().x)).collect();
        if let [(first_x, first), (second_x, second)] = labels.as_slice() {
            let (first_width, second_width) = (first.size().x, second.size().x);
            if xs[1] < xs[0] + first_width + gap {
                let both = first_width + gap + second_width;
                let middle = (first_x + second_x) / 2.0 - first_width - gap / 2.0;
                let start = clamped(middle, both);
                xs = vec![start, start + first_width + gap];
                self.label_rows = if right - left < both { 2.0 } else { 1.0 };
            }
        }
        let row = look.row_height();
        self.labels = labels
            .drain(..)
            .zip(xs)
            .enumerate()
            .map(|(index, ((_, galley), x))| {
                let y = if self.label_rows == 2.0 { index as f32 * row } else { 0.0 };
                let x = if self.label_rows == 2.0 { clamped(x, galley.size().x) } else { x };
                (Rect::from_min_size(pos2(x, y), galley.size()), galley)
            })
            .collect();
    }

    pub fn header_rows(&self) -> f32 {
        self.label_rows
    }

    /// Where a position on the axis lies, also beyond its ends.
    pub fn x(&self, at: f64) -> f32 {
        let share = (at - self.range.0) / (self.range.1 - self.range.0);
        self.span.0 + share as f32 * (self.span.1 - self.span.0)
    }

    /// What the axis spans.
    pub fn span(&self) -> (f32, f32) {
        self.span
    }

    /// Where lines run through all rows.
    pub fn lines(&self) -> &[f32] {
        &self.lines
    }

    /// All the room for bars with what is written at their ends.
    pub fn room(&self) -> (f32, f32) {
        self.room
    }

    /// The figures of a row that are shown, and where each ends.
    pub fn cells<'r>(&self, row: &'r Row) -> impl Iterator<Item = (f32, &'r str)> {
        let before = self.before.iter().filter_map(|(at, right)| Some((*right, row.before.get(*at)?.as_str())));
        let after = self.after.iter().filter_map(|(at, right)| Some((*right, row.after.get(*at)?.as_str())));
        before.chain(after)
    }

    /// Headings, and what the lines mean.
    pub fn paint_header(&self, painter: &Painter, chart: &BarChart, look: &ChartLook, rows: Rect) {
        let (unit, tokens) = (look.text_size, Tokens::of(painter.ctx()));
        let baseline = rows.top() - 0.5 * unit;
        let headings = self.before.iter().map(|(at, right)| (&chart.before[*at], *right));
        let headings = headings.chain(self.after.iter().map(|(at, right)| (&chart.after[*at], *right)));
        for (heading, right) in headings {
            painter.text(pos2(right, baseline), Align2::RIGHT_BOTTOM, heading, regular_font(unit), tokens.muted);
        }
        for (place, label) in &self.labels {
            // The last line stands on the same line as the headings.
            let rise = (self.label_rows - 1.0) * look.row_height() - place.top();
            let corner = pos2(place.left(), baseline - rise - place.height());
            painter.galley(corner, label.clone(), tokens.text);
        }
        let rule = Stroke::new(1.0, tokens.border);
        painter.hline(rows.left()..=self.after.last().map_or(self.room.1, |(_, right)| *right), rows.top(), rule);
    }

    /// Figures along the axis, and what they are, beneath the rows.
    pub fn paint_axis(&self, painter: &Painter, chart: &BarChart, look: &ChartLook, top: f32) {
        if chart.rows.is_empty() {
            return;
        }
        let (unit, tokens) = (look.text_size, Tokens::of(painter.ctx()));
        let y = top + 0.3 * unit;
        let mut taken: Vec<Rect> = Vec::new();
        // Where there is too little room, the ends of the axis matter most.
        let [first, inner @ .., last] = chart.axis.ticks.as_slice() else { return };
        for (at, label) in [first, last].into_iter().chain(inner) {
            let galley = text::line(painter, label, regular_font(unit), tokens.muted);
            let place = Align2::CENTER_TOP.anchor_size(pos2(self.x(*at), y), galley.size());
            if taken.iter().all(|other| !other.intersects(place.expand2(vec2(0.6 * unit, 0.0)))) {
                painter.galley(place.min, galley, tokens.muted);
                taken.push(place);
            }
        }
        let label = text::line(painter, &chart.axis.label, regular_font(unit), tokens.muted);
        let first = chart.axis.ticks.first().map_or(self.span.0, |(at, _)| self.x(*at)) - 2.2 * unit;
        let left = first.min(self.room.0 - unit) - label.size().x;
        painter.galley(pos2(left.max(0.0), y), label, tokens.muted);
    }

    /// Thin lines at the figures of the axis.
    pub fn paint_grid(&self, painter: &Painter, chart: &BarChart, rows: Rect) {
        let stroke = Stroke::new(1.0, Tokens::of(painter.ctx()).track);
        for (at, _) in &chart.axis.ticks {
            painter.vline(self.x(*at), rows.y_range(), stroke);
        }
    }

    /// The lines through all rows.
    pub fn paint_lines(&self, painter: &Painter, chart: &BarChart, look: &ChartLook, rows: Rect) {
        let tokens = Tokens::of(painter.ctx());
        let weight = (look.text_size / 11.5).sqrt();
        for line in &chart.axis.lines {
            let ends = [Pos2::new(self.x(line.at), rows.top()), Pos2::new(self.x(line.at), rows.bottom())];
            if line.is_solid {
                painter.line_segment(ends, Stroke::new(weight, tokens.muted));
            } else {
                painter.extend(Shape::dashed_line(&ends, Stroke::new(1.3 * weight, tokens.text), 4.0, 3.0));
            }
        }
    }
}

/// How much room what is written at both ends of a row's bars needs.
fn end_widths(painter: &Painter, row: &Row, look: &ChartLook, with_figures: bool) -> [f32; 2] {
    let width = |end| {
        let texts = end_text(painter, end, look, with_figures);
        texts.iter().map(|text| text.size().x).sum::<f32>() + 1.6 * look.text_size
    };
    [row.ends.first().map_or(0.0, width), row.ends.last().map_or(0.0, width)]
}

/// What is written at an end: next to the bar the value, further out what follows from it.
pub fn end_text(painter: &Painter, end: &RowEnd, look: &ChartLook, with_figure: bool) -> Vec<Arc<Galley>> {
    let tokens = Tokens::of(painter.ctx());
    let value = text::line(painter, &end.value, semibold_font(look.text_size), tokens.text);
    let figure = || text::line(painter, &end.figure, regular_font(look.text_size), tokens.muted);
    let with_figure = with_figure && !end.figure.is_empty();
    std::iter::once(value).chain(with_figure.then(figure)).collect()
}
