//! Values under the pointer: a list beside it, each with a sample of what it belongs to.
//!
//! The list lies on nothing that it reads: it stands in the plot where no line runs, else beside the whole chart.

use std::sync::Arc;

use egui::epaint::Shadow;
use egui::{Color32, Galley, Id, LayerId, Order, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, pos2, vec2};

use super::chart_look::ChartLook;
use super::labels::{Alternative, Obstacles};
use super::text;
use super::theme::{Tokens, regular_font, semibold_font};
use crate::charts::Dash;

/// How wide notes are, in letters.
const NOTES: f32 = 36.0;
/// How many lines one of them may take.
const MOST_LINES: usize = 4;
/// So much of the plot's width and height a list in it may take: a greater one would hide the chart.
const MOST_OF_PLOT: Vec2 = vec2(0.7, 0.8);
/// And so much of its area.
const MOST_AREA: f32 = 0.36;
/// What it minds to stand beside the chart, over what is there, rather than free of all lines in the plot.
const BESIDE: f32 = 20.0;
/// What it minds to lie on lines.
const ON_LINES: f32 = 60.0;

/// A list that is put together.
pub struct Readout<'a> {
    painter: &'a Painter,
    look: &'a ChartLook,
    tokens: &'static Tokens,
}

/// A sample of what a value belongs to.
pub enum Swatch {
    /// A line of a chart.
    Line(Color32, Dash),
    /// A filled area.
    Filled(Color32),
}

/// What a list keeps clear of, and where it may stand.
pub struct Reading {
    /// Where values are read.
    pub pointer: Pos2,
    /// The whole chart.
    pub area: Rect,
    /// The inside of its plot.
    pub plot: Rect,
    /// What is read, and what has to stay legible meanwhile.
    pub kept_clear: Vec<Rect>,
    /// Lines that it lies on only where there is no other room.
    pub lines: Vec<Vec<Pos2>>,
}

impl Reading {
    /// A place for a list of this size on the screen.
    fn place(&self, size: Vec2, screen: Rect, distance: f32) -> Rect {
        let mut obstacles = Obstacles::new(screen);
        for area in &self.kept_clear {
            obstacles.add_area(*area);
        }
        for line in &self.lines {
            obstacles.add_line(line, 1.0);
        }
        let most = MOST_OF_PLOT * self.plot.size();
        let is_small = size.x <= most.x && size.y <= most.y && size.x * size.y <= MOST_AREA * self.plot.area();
        let inside = if is_small { self.inside(size, distance) } else { Vec::new() };
        let beside = self.beside(size, distance).into_iter().filter(|place| screen.contains_rect(*place)).collect();
        let anywhere = self.inside(size, distance).into_iter().chain(self.beside(size, distance)).collect();
        let ways = [(inside, 0.0), (beside, BESIDE), (anywhere, ON_LINES)];
        let ways = ways.map(|(candidates, reluctance)| Alternative { candidates, reluctance });
        let placed = obstacles.arrange(&[ways.into()]).pop().flatten();
        placed.map_or(Rect::from_min_size(self.area.min, size), |(_, place)| place.rect)
    }

    /// In the plot: beside the pointer at its height and further away, the nearest first, then in the corners.
    fn inside(&self, size: Vec2, distance: f32) -> Vec<Rect> {
        let plot = self.plot.shrink(0.3 * distance);
        let (lowest, step) = (plot.bottom() - size.y, 0.2 * size.y.max(1.0));
        let rows = ((lowest - plot.top()) / step).floor().max(0.0) as usize;
        let mut tops: Vec<f32> = (0..=rows).map(|row| plot.top() + row as f32 * step).collect();
        let level = self.pointer.y - size.y / 2.0;
        tops.sort_by(|first, second| (first - level).abs().total_cmp(&(second - level).abs()));
        let columns = [self.pointer.x + distance, self.pointer.x - distance - size.x];
        let near = std::iter::once(level).chain(tops).flat_map(|top| columns.map(|left| pos2(left, top)));
        let (left, right) = (plot.left(), plot.right() - size.x);
        let corners = [plot.top(), lowest].into_iter().flat_map(|top| [left, right].map(|left| pos2(left, top)));
        let places = near.chain(corners).map(|corner| Rect::from_min_size(corner, size));
        places.filter(|place| self.plot.contains_rect(*place)).collect()
    }

    /// Beside the whole chart.
    fn beside(&self, size: Vec2, distance: f32) -> [Rect; 4] {
        let Self { area, pointer, .. } = self;
        let (level, middle) = (pointer.y - size.y / 2.0, pointer.x - size.x / 2.0);
        let gap = 0.3 * distance;
        let corners = [
            pos2(area.right() + gap, level),
            pos2(area.left() - gap - size.x, level),
            pos2(middle, area.bottom() + gap),
            pos2(middle, area.top() - gap - size.y),
        ];
        corners.map(|corner| Rect::from_min_size(corner, size))
    }
}

/// One value.
pub struct ReadoutRow {
    swatch: Option<Swatch>,
    name: Arc<Galley>,
    value: Arc<Galley>,
    /// What else there is to say of it.
    aside: Option<Arc<Galley>>,
}

impl<'a> Readout<'a> {
    /// An empty one.
    pub fn new(painter: &'a Painter, look: &'a ChartLook) -> Self {
        Self { painter, look, tokens: Tokens::of(painter.ctx()) }
    }

    /// A row for it.
    pub fn row(&self, swatch: Option<Swatch>, name: &str, value: String, aside: Option<String>) -> ReadoutRow {
        let muted =
            |content: &str| text::line(self.painter, content, regular_font(self.look.text_size), self.tokens.muted);
        let value = text::line(self.painter, value, semibold_font(self.look.text_size), self.tokens.text);
        ReadoutRow { swatch, name: muted(name), value, aside: aside.map(|aside| muted(&aside)) }
    }

    /// Paints rows and the notes below them where they keep clear of what is read. Returns where that is.
    pub fn paint(&self, rows: &[ReadoutRow], notes: &[String], reading: &Reading) -> Rect {
        let Self { painter, look, tokens } = self;
        let unit = look.text_size;
        let mut painter = (*painter).clone();
        painter.set_layer_id(LayerId::new(Order::Tooltip, Id::unique("readout")));
        painter.set_clip_rect(painter.ctx().content_rect());
        let screen = painter.clip_rect().shrink(0.3 * unit);
        let painter = &painter;
        let note =
            |note: &String| text::wrapped(painter, note, regular_font(unit), tokens.text, NOTES * unit, MOST_LINES);
        let notes: Vec<Arc<Galley>> = notes.iter().map(note).collect();
        let notes_width = notes.iter().map(|note| note.size().x).fold(0.0, f32::max);
        let notes_height: f32 = notes.iter().map(|note| note.size().y + 0.4 * unit).sum();
        let padding = vec2(0.9 * unit, 0.7 * unit);
        let (swatch, between, height) = (1.4 * unit, 1.5 * unit, look.row_height());
        let names = rows.iter().map(|row| row.name.size().x).fold(0.0, f32::max);
        let values = rows.iter().map(|row| row.value.size().x).fold(0.0, f32::max);
        let asides = rows.iter().flat_map(|row| &row.aside).map(|aside| aside.size().x).fold(0.0, f32::max);
        let beyond = if 0.0 < asides { 0.4 * unit + asides } else { 0.0 };
        let size = |beyond: f32| {
            let rows_width = swatch + names + between + values + beyond;
            vec2(rows_width.max(notes_width), height * rows.len() as f32 + notes_height) + 2.0 * padding
        };
        let place = |beyond: f32| reading.place(size(beyond), screen, 1.2 * unit);
        // What is said beside the values makes way for what the list would cover outside the chart.
        let whole = place(beyond);
        let brief = (0.0 < beyond && !reading.area.contains_rect(whole)).then(|| place(0.0));
        let brief = brief.filter(|brief| reading.area.contains_rect(*brief));
        let (rect, beyond) = brief.map_or((whole, beyond), |brief| (brief, 0.0));
        let rows_width = swatch + names + between + values + beyond;

        let shadow = Shadow { offset: [0, 3], blur: 12, spread: 0, color: Color32::from_black_alpha(36) };
        painter.add(shadow.as_shape(rect, 8));
        painter.rect(rect, 8.0, tokens.surface, Stroke::new(1.0, tokens.edge), StrokeKind::Inside);
        for (index, row) in rows.iter().enumerate() {
            let left = rect.left() + padding.x;
            let top = rect.top() + padding.y + height * index as f32;
            if let Some(swatch) = &row.swatch {
                painter.extend(sample(pos2(left, top + height / 2.0 - 1.0), unit, swatch));
            }
            painter.galley(pos2(left + swatch, top), row.name.clone(), tokens.muted);
            let right = left + rows_width - beyond;
            painter.galley(pos2(right - row.value.size().x, top), row.value.clone(), tokens.text);
            if let Some(aside) = row.aside.as_ref().filter(|_| 0.0 < beyond) {
                painter.galley(pos2(right + 0.4 * unit, top), aside.clone(), tokens.muted);
            }
        }
        let mut top = rect.top() + padding.y + height * rows.len() as f32;
        for note in notes {
            top += 0.4 * unit;
            painter.galley(pos2(rect.left() + padding.x, top), note.clone(), tokens.text);
            top += note.size().y;
        }
        rect
    }
}

/// A sample of something, from a point to the right.
fn sample(left: Pos2, unit: f32, swatch: &Swatch) -> Vec<Shape> {
    let ends = [left, left + vec2(unit, 0.0)];
    match *swatch {
        Swatch::Line(color, dash) => {
            let stroke = Stroke::new(2.0, color);
            match dash {
                Dash::Solid => vec![Shape::line_segment(ends, stroke)],
                Dash::Dashed => Shape::dashed_line(&ends, stroke, 4.0, 3.0),
                Dash::Dotted => Shape::dotted_line(&ends, color, 4.0, 1.0),
            }
        }
        Swatch::Filled(color) => {
            let square = Rect::from_center_size(left + vec2(0.5 * unit, 0.0), Vec2::splat(0.7 * unit));
            vec![Shape::rect_filled(square, 2.0, color)]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Rect = Rect { min: Pos2::ZERO, max: pos2(1280.0, 720.0) };

    /// A rising line over a plot of this size in the middle of a small window, read at a share of its width.
    fn reading(size: Vec2, at: f32) -> Reading {
        let plot = Rect::from_center_size(SCREEN.center(), size);
        let point = plot.left_bottom().lerp(plot.right_top(), at);
        Reading {
            pointer: pos2(point.x, plot.center().y),
            area: plot.expand(30.0),
            plot,
            kept_clear: vec![Rect::from_center_size(point, Vec2::splat(12.0))],
            lines: vec![vec![plot.left_bottom(), plot.right_top()]],
        }
    }

    #[test]
    fn a_list_never_lies_on_what_it_reads() {
        for (plot, list) in [((560.0, 300.0), (180.0, 90.0)), ((560.0, 130.0), (330.0, 240.0))] {
            for at in [0.02, 0.3, 0.5, 0.7, 0.98] {
                let reading = reading(plot.into(), at);
                let place = reading.place(list.into(), SCREEN, 14.0);
                assert!(SCREEN.contains_rect(place), "{place}");
                assert!(reading.kept_clear.iter().all(|area| !area.intersects(place)), "{plot:?} at {at}: {place}");
                let line = &reading.lines[0];
                let on_line = (0..=100).map(|step| line[0].lerp(line[1], step as f32 / 100.0));
                assert!(!on_line.into_iter().any(|point| place.contains(point)), "{plot:?} at {at}: {place}");
            }
        }
    }

    #[test]
    fn a_list_that_would_hide_the_plot_stands_beside_the_chart() {
        let reading = reading(vec2(560.0, 130.0), 0.5);
        let place = reading.place(vec2(330.0, 240.0), SCREEN, 14.0);
        assert!(!place.intersects(reading.area), "{place} {}", reading.area);
    }
}
