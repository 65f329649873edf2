//! One row: where the estimate may lie, how far it swings or may move, and what is written at the ends.

use egui::{Color32, Painter, Rect, Shape, Stroke, pos2, vec2};

use super::columns::{Columns, end_text};
use crate::charts::{ColorRole, Row};
use crate::paint::chart_look::ChartLook;
use crate::paint::theme::Tokens;

/// One row on its way to the screen.
pub struct Bars<'a> {
    pub row: &'a Row,
    pub look: &'a ChartLook,
    pub tokens: &'a Tokens,
    /// What it is painted on.
    pub ground: Color32,
    pub columns: &'a Columns,
}

impl Bars<'_> {
    /// The band, the bars and the mark.
    pub fn paint_bars(&self, painter: &Painter, place: Rect) {
        let unit = self.look.text_size;
        let middle = place.center().y;
        if let Some((low, high)) = self.row.band {
            self.paint_band(painter, middle, self.columns.x(low), self.columns.x(high));
        }
        let thickness = thickness(self.row, self.look, place);
        for bar in &self.row.bars {
            let (from, to) = (self.columns.x(bar.from), self.columns.x(bar.to));
            let bar_area = Rect::from_two_pos(pos2(from, middle - thickness / 2.0), pos2(to, middle + thickness / 2.0));
            if bar.is_outline {
                self.paint_outline(painter, bar_area.expand2(vec2(0.0, 0.2 * unit)));
            } else {
                painter.rect_filled(bar_area, 1.0, self.tokens.role(bar.role));
            }
        }
        if let Some(share) = self.row.share {
            self.paint_share(painter, middle, share as f32);
        }
        if let Some((low, high)) = self.row.ghost {
            self.paint_ghost(painter, middle + 0.5 * thickness + 0.28 * unit, [low, high]);
        }
        if let (Some(mark), Some(bar)) = (self.row.mark, self.row.bars.first()) {
            let (x, half) = (self.columns.x(mark), 0.62 * unit);
            let stroke = Stroke::new(0.22 * unit, self.tokens.role(bar.role));
            painter.line_segment([pos2(x, middle - half), pos2(x, middle + half)], stroke);
        }
    }

    /// The part of a whole.
    fn paint_share(&self, painter: &Painter, middle: f32, share: f32) {
        let half = 0.22 * self.look.text_size;
        let (left, right) = self.columns.span();
        for (to, color) in [
            (right, self.tokens.role(ColorRole::Baseline).gamma_multiply(0.45)),
            (left + share * (right - left), self.tokens.role(ColorRole::Value)),
        ] {
            painter.rect_filled(Rect::from_x_y_ranges(left..=to, middle - half..=middle + half), 1.0, color);
        }
    }

    /// What could be, but is not.
    fn paint_outline(&self, painter: &Painter, area: Rect) {
        let corners = [area.left_top(), area.right_top(), area.right_bottom(), area.left_bottom(), area.left_top()];
        let stroke = Stroke::new(0.11 * self.look.text_size, self.tokens.text);
        let length = 0.32 * self.look.text_size;
        painter.extend(Shape::dashed_line(&corners, stroke, length, 0.8 * length));
    }

    /// A thin line with upright ends, below the bars.
    fn paint_ghost(&self, painter: &Painter, y: f32, ends: [f64; 2]) {
        let unit = self.look.text_size;
        let [from, to] = ends.map(|end| self.columns.x(end));
        let stroke = Stroke::new(0.12 * unit, self.tokens.muted);
        painter.hline(from..=to, y, stroke);
        for x in [from, to] {
            painter.vline(x, y - 0.18 * unit..=y + 0.18 * unit, stroke);
        }
    }

    /// Where a text of this width stands clear of the lines through all rows, moved away from the bar; none where it
    /// stands clear as it is, or where there is no room.
    fn beside_lines(&self, left: f32, width: f32, is_left: bool, gap: f32) -> Option<f32> {
        let mut at = left;
        let mut lines: Vec<f32> = self.columns.lines().to_vec();
        lines.sort_by(|first, second| if is_left { second.total_cmp(first) } else { first.total_cmp(second) });
        for line in lines {
            if at - 0.4 * gap < line && line < at + width + 0.4 * gap {
                at = if is_left { line - gap - width } else { line + gap };
            }
        }
        let (from, to) = self.columns.room();
        (at != left && from <= at && at + width <= to).then_some(at)
    }

    /// A light stretch, with a point where it goes on beyond the axis.
    fn paint_band(&self, painter: &Painter, middle: f32, low: f32, high: f32) {
        let unit = self.look.text_size;
        let color = self.tokens.muted.gamma_multiply(0.25);
        let (left, right) = self.columns.span();
        let half = 0.5 * unit;
        let from_y = middle - half;
        let (from, to) = (low.max(left), high.min(right));
        if from < to {
            painter.rect_filled(Rect::from_min_max(pos2(from, from_y), pos2(to, middle + half)), 0.0, color);
        }
        for (edge, is_beyond, way) in [(left, low < left - 0.5, -1.0), (right, right + 0.5 < high, 1.0)] {
            if is_beyond {
                let tip = pos2(edge + way * 0.6 * unit, middle);
                let corners = vec![tip, pos2(edge, middle + half), pos2(edge, middle - half)];
                painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
            }
        }
    }

    /// The values at the ends of the bars, and further out what follows from them.
    pub fn paint_ends(&self, painter: &Painter, place: Rect) {
        let gap = 0.5 * self.look.text_size;
        let last = self.row.ends.len().saturating_sub(1);
        for (index, end) in self.row.ends.iter().enumerate() {
            let is_left = index == 0 && last != 0;
            let way = if is_left { -1.0 } else { 1.0 };
            let mut x = if self.row.share.is_some() { self.columns.span().1 } else { self.columns.x(end.at) };
            for galley in end_text(painter, end, self.look, self.columns.with_figures) {
                let size = galley.size();
                x += way * gap;
                let mut left = if is_left { x - size.x } else { x };
                // Beside a line through all rows, if there is room; else that makes way.
                if let Some(free) = self.beside_lines(left, size.x, is_left, gap) {
                    left = free;
                    x = if is_left { left + size.x } else { left };
                }
                let corner = pos2(left, place.center().y - size.y / 2.0);
                // Lines through all rows make way for what is written.
                let behind = Rect::from_min_size(corner, size).expand2(vec2(0.4 * gap, 0.0));
                painter.rect_filled(behind, 0.0, self.ground);
                painter.galley(corner, galley, self.tokens.text);
                x += way * size.x;
            }
        }
    }
}

/// How thick the bars of a row are.
pub fn thickness(row: &Row, look: &ChartLook, place: Rect) -> f32 {
    let unit = look.text_size;
    if row.mark.is_some() { 0.34 * unit } else { (0.45 * place.height()).clamp(1.15 * unit, 1.7 * unit) }
}
