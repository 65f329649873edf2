//! What lies under the pointer: a vertical line, a dot on each line, and every value in full.

use std::sync::Arc;

use egui::{Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2, epaint::Shadow, pos2, vec2};

use super::{Drawing, text};
use crate::charts::Dash;
use crate::paint::theme::{regular_font, semibold_font};

struct Row {
    swatch: Option<(Color32, Dash)>,
    name: Arc<Galley>,
    value: Arc<Galley>,
    /// What eight in ten futures stay within.
    interval: Option<Arc<Galley>>,
}

/// Paints the crosshair for a pointer inside the plot.
pub fn paint(drawing: &Drawing<'_>, painter: &Painter, pointer: Pos2, area: Rect) {
    let Drawing { chart, tokens, frame, look, .. } = drawing;
    let x = drawing.x.value(pointer.x);
    let guide = Stroke::new(1.0, tokens.muted);
    painter.line_segment([pos2(pointer.x, frame.top()), pos2(pointer.x, frame.bottom())], guide);

    let name = |content: &str| text::line(painter, content, regular_font(look.text_size), tokens.muted);
    let value = |content: String| text::line(painter, content, semibold_font(look.text_size), tokens.text);
    let (label, here) = (name(&chart.x.label), value(chart.x.unit.full(x)));
    let mut rows = vec![Row { swatch: None, name: label, value: here, interval: None }];
    // The most important line is painted last and read first.
    for (index, series) in chart.series.iter().enumerate().rev() {
        let Some(here) = series.at(x) else { continue };
        let color = tokens.ink(series.ink);
        if let Some(y) = drawing.y.position(here).filter(|y| frame.y_range().contains(*y)) {
            painter.circle(pos2(pointer.x, y), 3.0, color, Stroke::new(1.0, tokens.surface));
        }
        let value = value(chart.y.unit.full(here));
        let interval = chart.band_at(index, x).map(|band| name(&format!("· 8 in 10: {}", chart.y.unit.interval(band))));
        rows.push(Row { swatch: Some((color, series.dash)), name: name(&series.name), value, interval });
    }
    list(drawing, painter, &rows, pointer, area);
}

fn list(drawing: &Drawing<'_>, painter: &Painter, rows: &[Row], pointer: Pos2, area: Rect) {
    let Drawing { tokens, look, .. } = drawing;
    let unit = look.text_size;
    let padding = vec2(0.9 * unit, 0.7 * unit);
    let (swatch, between, height) = (1.4 * unit, 1.5 * unit, look.row_height());
    let names = rows.iter().map(|row| row.name.size().x).fold(0.0, f32::max);
    let values = rows.iter().map(|row| row.value.size().x).fold(0.0, f32::max);
    let intervals = rows.iter().flat_map(|row| &row.interval).map(|interval| interval.size().x).fold(0.0, f32::max);
    let beyond = if 0.0 < intervals { 0.4 * unit + intervals } else { 0.0 };
    let size = vec2(swatch + names + between + values + beyond, height * rows.len() as f32) + 2.0 * padding;
    let rect = Rect::from_min_size(beside(pointer, size, area, 1.2 * unit), size);

    let shadow = Shadow { offset: [0, 3], blur: 12, spread: 0, color: Color32::from_black_alpha(36) };
    painter.add(shadow.as_shape(rect, 8));
    painter.rect(rect, 8.0, tokens.surface, Stroke::new(1.0, tokens.border), StrokeKind::Inside);
    for (index, row) in rows.iter().enumerate() {
        let left = rect.left() + padding.x;
        let top = rect.top() + padding.y + height * index as f32;
        if let Some((color, dash)) = row.swatch {
            let y = top + height / 2.0 - 1.0;
            painter.extend(sample([pos2(left, y), pos2(left + unit, y)], color, dash));
        }
        painter.galley(pos2(left + swatch, top), row.name.clone(), tokens.muted);
        let right = rect.right() - padding.x - beyond;
        painter.galley(pos2(right - row.value.size().x, top), row.value.clone(), tokens.text);
        if let Some(interval) = &row.interval {
            painter.galley(pos2(right + 0.4 * unit, top), interval.clone(), tokens.muted);
        }
    }
}

/// A short piece of a line as it is drawn.
fn sample(ends: [Pos2; 2], color: Color32, dash: Dash) -> Vec<Shape> {
    let stroke = Stroke::new(2.0, color);
    match dash {
        Dash::Solid => vec![Shape::line_segment(ends, stroke)],
        Dash::Dashed => Shape::dashed_line(&ends, stroke, 4.0, 3.0),
        Dash::Dotted => Shape::dotted_line(&ends, color, 4.0, 1.0),
    }
}

/// Right or left of the pointer, wherever there is room.
fn beside(pointer: Pos2, size: Vec2, area: Rect, distance: f32) -> Pos2 {
    let right = pointer.x + distance;
    let left = if right + size.x <= area.right() { right } else { pointer.x - distance - size.x };
    let top = pointer.y - size.y / 2.0;
    pos2(left.max(area.left()), top.min(area.bottom() - size.y).max(area.top()))
}
