//! A chart with its scales: where every bubble lies and how large it is, and what is painted of it apart from names.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

use super::symbol::Symbol;
use crate::charts::{Bubble, BubbleChart};
use crate::paint::chart_look::ChartLook;
use crate::paint::scale::Scale;
use crate::paint::theme::Tokens;

/// The radius of the largest bubble, as a share of the shorter side of the plot.
const MOST_RADIUS: f32 = 0.075;
/// How much of the plot all bubbles may take.
const MOST_COVERED: f32 = 0.08;
/// The radius of the smallest bubble whose shape can still be told, in letters.
const LEAST_RADIUS: f32 = 0.42;
/// How far around a bubble a ring is.
const RING: f32 = 4.0;
/// How much shows of the side of the diagonal.
const SIDE_ALPHA: f32 = 0.06;
/// How much shows of crosses, where there are few of them and where there are many.
const CROSS_ALPHA: (f32, f32) = (0.6, 0.3);
/// And on their bubbles.
const INNER_ALPHA: f32 = 0.65;
/// So many crosses are many.
const MANY: f32 = 40.0;

/// A chart with its scales, ready to be painted.
pub struct BubbleDrawing<'a> {
    /// What is drawn.
    pub chart: &'a BubbleChart,
    /// How.
    pub look: &'a ChartLook,
    /// In which colours.
    pub tokens: &'static Tokens,
    /// The inside of the plot.
    pub frame: Rect,
    /// Horizontal.
    pub x: Scale,
    /// Vertical.
    pub y: Scale,
    /// The shape of each bubble.
    pub symbols: Vec<Symbol>,
}

impl<'a> BubbleDrawing<'a> {
    /// Of a chart whose plot has a frame.
    pub fn new(chart: &'a BubbleChart, look: &'a ChartLook, tokens: &'static Tokens, frame: Rect) -> Self {
        let unit = look.text_size;
        let areas: f32 = chart.bubbles.iter().map(|bubble| bubble.area as f32).sum();
        let most = (MOST_COVERED * frame.area() / (std::f32::consts::PI * areas.max(0.01))).sqrt();
        let most = most.min(MOST_RADIUS * frame.size().min_elem());
        let radius = |bubble: &Bubble| (most * (bubble.area as f32).sqrt()).max(LEAST_RADIUS * unit);
        // Room for the largest in the outermost place.
        let margin = (1.2 * most).max(unit).min(0.2 * frame.size().min_elem());
        let x = (frame.left() + margin, frame.right() - margin);
        let y = (frame.bottom() - margin, frame.top() + margin);
        let x = Scale::new(true, chart.x.range, x, (frame.left(), frame.right()));
        let y = Scale::new(true, chart.y.range, y, (frame.bottom(), frame.top()));
        let symbol = |bubble: &Bubble| {
            let [across, up] = bubble.at;
            let (across, up) = (x.position(across), y.position(up));
            let center = pos2(across.unwrap_or(frame.left()), up.unwrap_or(frame.bottom()));
            Symbol::new(bubble.verdict, center, radius(bubble))
        };
        let symbols = chart.bubbles.iter().map(symbol).collect();
        Self { chart, look, tokens, frame, x, y, symbols }
    }

    /// Where both amounts are equal, from edge to edge.
    pub fn diagonal(&self) -> Option<[Pos2; 2]> {
        let (low, high) = (self.x.ends.0.max(self.y.ends.0), self.x.ends.1.min(self.y.ends.1));
        let at = |coordinate: f64| pos2(on(&self.x, coordinate), on(&self.y, coordinate));
        (low < high).then(|| [at(low), at(high)])
    }

    /// The arms of a bubble's cross as far as they are inside the frame.
    pub fn arms(&self, bubble: usize) -> Vec<[Pos2; 2]> {
        let center = self.symbols[bubble].center;
        let [across, up] = self.chart.bubbles[bubble].reach;
        let across = across.map(|ends| ends.map(|end| pos2(self.end(&self.x, end), center.y)));
        let up = up.map(|ends| ends.map(|end| pos2(center.x, self.end(&self.y, end))));
        across.into_iter().chain(up).collect()
    }

    /// Where a cross ends, at the latest at the edge.
    fn end(&self, scale: &Scale, value: f64) -> f32 {
        on(scale, scale.coordinate_within_reach(value).clamp(scale.ends.0, scale.ends.1))
    }

    /// Both sides of the diagonal, and the diagonal.
    pub fn paint_sides(&self, painter: &Painter) {
        let Some(diagonal) = self.diagonal() else { return };
        for (side, is_above) in self.chart.sides.iter().zip([true, false]) {
            let tint = self.tokens.role(side.role).gamma_multiply(SIDE_ALPHA);
            painter.add(Shape::convex_polygon(half(self.frame, diagonal, is_above), tint, Stroke::NONE));
        }
        painter.line_segment(diagonal, Stroke::new(1.2 * self.look.weight(), self.tokens.muted));
    }

    /// A bubble with its cross.
    pub fn paint_bubble(&self, painter: &Painter, bubble: usize) {
        let Bubble { is_filled, is_chosen, verdict, .. } = self.chart.bubbles[bubble];
        let weight = self.look.weight();
        let color = self.color(bubble);
        let (fill, stroke) = match is_filled {
            true => (color, Stroke::new(weight, self.tokens.surface)),
            false => (self.tokens.verdict(verdict).0, Stroke::new(1.6 * weight, color)),
        };
        self.paint_cross(painter, bubble, color.gamma_multiply(self.cross_alpha()));
        let symbol = &self.symbols[bubble];
        painter.add(symbol.shape(fill, stroke));
        if 1.2 * self.look.text_size < symbol.radius {
            self.paint_inner_cross(painter, bubble);
        }
        if is_chosen {
            self.paint_ring(painter, bubble, self.tokens.text);
        }
    }

    /// What makes a bubble stand out for now. What lies on it stays there.
    pub fn paint_pointed(&self, painter: &Painter, bubble: usize) {
        self.paint_cross(painter, bubble, self.color(bubble));
        self.paint_inner_cross(painter, bubble);
        if !self.chart.bubbles[bubble].is_chosen {
            self.paint_ring(painter, bubble, self.color(bubble));
        }
    }

    /// The cross as far as it lies on its bubble, light on a filled one.
    fn paint_inner_cross(&self, painter: &Painter, bubble: usize) {
        let symbol = &self.symbols[bubble];
        let is_filled = self.chart.bubbles[bubble].is_filled;
        let color = if is_filled { self.tokens.surface } else { self.color(bubble) };
        let stroke = Stroke::new(self.look.weight(), color.gamma_multiply(INNER_ALPHA));
        for arm in self.arms(bubble) {
            let is_upright = arm[0].x == arm[1].x;
            let [before, behind] = symbol.inner(is_upright);
            let center = symbol.center;
            let arm = arm.map(|end| match is_upright {
                true => pos2(end.x, end.y.clamp(center.y + before, center.y + behind)),
                false => pos2(end.x.clamp(center.x + before, center.x + behind), end.y),
            });
            painter.line_segment(arm, stroke);
        }
    }

    /// How much shows of crosses.
    fn cross_alpha(&self) -> f32 {
        let many = (self.chart.bubbles.len() as f32 / MANY).min(1.0);
        CROSS_ALPHA.0 + many * (CROSS_ALPHA.1 - CROSS_ALPHA.0)
    }

    fn paint_cross(&self, painter: &Painter, bubble: usize, color: Color32) {
        let stroke = Stroke::new(1.1 * self.look.weight(), color);
        let cap = 0.25 * self.look.text_size;
        for [from, to] in self.arms(bubble) {
            painter.line_segment([from, to], stroke);
            let across = if from.y == to.y { vec2(0.0, cap) } else { vec2(cap, 0.0) };
            // What goes on beyond the edge does not end there.
            for end in [from, to].into_iter().filter(|end| self.frame.shrink(0.5).contains(*end)) {
                painter.line_segment([end - across, end + across], stroke);
            }
        }
    }

    /// A ring around a bubble.
    pub fn paint_ring(&self, painter: &Painter, bubble: usize, color: Color32) {
        let Symbol { center, radius, .. } = self.symbols[bubble];
        let around = Symbol::new(self.chart.bubbles[bubble].verdict, center, radius + RING);
        painter.add(around.shape(Color32::TRANSPARENT, Stroke::new(1.6 * self.look.weight(), color)));
    }

    /// The colour of a bubble's verdict.
    pub fn color(&self, bubble: usize) -> Color32 {
        self.tokens.verdict(self.chart.bubbles[bubble].verdict).2
    }

    /// What can be pointed at for a bubble.
    pub fn target(&self, bubble: usize) -> Rect {
        let bounds = self.symbols[bubble].bounds();
        let least = 1.4 * self.look.text_size;
        Rect::from_center_size(bounds.center(), bounds.size().max(Vec2::splat(least)))
    }
}

/// Where a coordinate of a scale lies on the screen.
fn on(scale: &Scale, coordinate: f64) -> f32 {
    let share = (coordinate - scale.ends.0) / (scale.ends.1 - scale.ends.0);
    (f64::from(scale.screen.0) + share * f64::from(scale.screen.1 - scale.screen.0)) as f32
}

/// What of a frame lies above a rising line, or below it (after Sutherland and Hodgman).
fn half(frame: Rect, [from, to]: [Pos2; 2], is_above: bool) -> Vec<Pos2> {
    let way = to - from;
    let side = |point: Pos2| {
        let off = point - from;
        let above = off.x * way.y - off.y * way.x;
        if is_above { above } else { -above }
    };
    let corners = [frame.left_top(), frame.right_top(), frame.right_bottom(), frame.left_bottom()];
    let mut points = Vec::with_capacity(6);
    for (corner, next) in corners.into_iter().zip(corners.into_iter().cycle().skip(1)) {
        let (here, there) = (side(corner), side(next));
        if 0.0 <= here {
            points.push(corner);
        }
        if here * there < 0.0 {
            points.push(corner.lerp(next, here / (here - there)));
        }
    }
    points
}
