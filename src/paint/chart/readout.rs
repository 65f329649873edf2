//! Values under the pointer: a list beside it, each with a sample of what it belongs to.

use std::sync::Arc;

use egui::{
    Color32, Galley, Id, LayerId, Order, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, epaint::Shadow, pos2,
    vec2,
};

use super::{ChartLook, text};
use crate::charts::Dash;
use crate::paint::theme::{Tokens, regular_font, semibold_font};

/// How wide notes are, in letters.
const NOTES: f32 = 36.0;
/// How many lines one of them may take.
const MOST_LINES: usize = 4;

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

/// One value.
pub struct Row {
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
    pub fn row(&self, swatch: Option<Swatch>, name: &str, value: String, aside: Option<String>) -> Row {
        let muted =
            |content: &str| text::line(self.painter, content, regular_font(self.look.text_size), self.tokens.muted);
        let value = text::line(self.painter, value, semibold_font(self.look.text_size), self.tokens.text);
        Row { swatch, name: muted(name), value, aside: aside.map(|aside| muted(&aside)) }
    }

    /// Paints rows and the notes below them beside the pointer: inside an area, or with notes wherever there is room.
    pub fn paint(&self, rows: &[Row], notes: &[String], pointer: Pos2, area: Rect) {
        let Self { painter, look, tokens } = self;
        let unit = look.text_size;
        let (mut painter, mut area) = ((*painter).clone(), area);
        if !notes.is_empty() {
            painter.set_layer_id(LayerId::new(Order::Tooltip, Id::unique("readout")));
            painter.set_clip_rect(painter.ctx().content_rect());
            area = painter.clip_rect().shrink(unit);
        }
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
        let rows_width = swatch + names + between + values + beyond;
        let size = vec2(rows_width.max(notes_width), height * rows.len() as f32 + notes_height) + 2.0 * padding;
        let rect = Rect::from_min_size(beside(pointer, size, area, 1.2 * unit), size);

        let shadow = Shadow { offset: [0, 3], blur: 12, spread: 0, color: Color32::from_black_alpha(36) };
        painter.add(shadow.as_shape(rect, 8));
        painter.rect(rect, 8.0, tokens.surface, Stroke::new(1.0, tokens.border), StrokeKind::Inside);
        for (index, row) in rows.iter().enumerate() {
            let left = rect.left() + padding.x;
            let top = rect.top() + padding.y + height * index as f32;
            if let Some(swatch) = &row.swatch {
                painter.extend(sample(pos2(left, top + height / 2.0 - 1.0), unit, swatch));
            }
            painter.galley(pos2(left + swatch, top), row.name.clone(), tokens.muted);
            let right = left + rows_width - beyond;
            painter.galley(pos2(right - row.value.size().x, top), row.value.clone(), tokens.text);
            if let Some(aside) = &row.aside {
                painter.galley(pos2(right + 0.4 * unit, top), aside.clone(), tokens.muted);
            }
        }
        let mut top = rect.top() + padding.y + height * rows.len() as f32;
        for note in notes {
            top += 0.4 * unit;
            painter.galley(pos2(rect.left() + padding.x, top), note.clone(), tokens.text);
            top += note.size().y;
        }
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

/// Right or left of the pointer, wherever there is room.
fn beside(pointer: Pos2, size: Vec2, area: Rect, distance: f32) -> Pos2 {
    let right = pointer.x + distance;
    let left = if right + size.x <= area.right() { right } else { pointer.x - distance - size.x };
    let top = pointer.y - size.y / 2.0;
    pos2(left.max(area.left()), top.min(area.bottom() - size.y).max(area.top()))
}
