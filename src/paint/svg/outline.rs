//! Shapes that are an outline: ellipses, lines, curves and bands.

use std::fmt::Write as _;

use egui::emath::Rot2;
use egui::epaint::{BandPoint, BandShape, CircleShape, ColorMode, EllipseShape, PathShape, PathStroke};
use egui::{Color32, Pos2, Rect, Stroke, StrokeKind, Vec2, vec2};

use super::Document;
use super::attributes::{Fill, Points, RotateAttribute, StrokeAttributes, SvgNumber, is_visible, visible_width};

pub(super) fn circle(document: &mut Document<'_>, shape: &CircleShape) {
    // The stroke of a circle lies outside of it.
    let radius = shape.radius + visible_width(shape.stroke) * 0.5;
    if shape.radius <= 0.0 || is_blank(shape.fill, shape.stroke) {
        return;
    }
    let (x, y) = (SvgNumber(shape.center.x), SvgNumber(shape.center.y));
    let (fill, line) = (Fill(shape.fill), StrokeAttributes(shape.stroke));
    let _ = writeln!(document.body, r#"<circle cx="{x}" cy="{y}" r="{}"{fill}{line}/>"#, SvgNumber(radius));
}

pub(super) fn ellipse(document: &mut Document<'_>, shape: &EllipseShape) {
    let radius = shape.radius + Vec2::splat(visible_width(shape.stroke) * 0.5);
    if shape.radius.min_elem() <= 0.0 || is_blank(shape.fill, shape.stroke) {
        return;
    }
    let (x, y) = (SvgNumber(shape.center.x), SvgNumber(shape.center.y));
    let (across, down) = (SvgNumber(radius.x), SvgNumber(radius.y));
    let (fill, line) = (Fill(shape.fill), StrokeAttributes(shape.stroke));
    let turn = RotateAttribute(shape.angle, shape.center);
    let _ = writeln!(document.body, r#"<ellipse cx="{x}" cy="{y}" rx="{across}" ry="{down}"{fill}{line}{turn}/>"#);
}

/// Upright and level lines are aligned to the pixel grid as egui aligns them, or hairlines would blur.
pub(super) fn segment(document: &mut Document<'_>, [mut a, mut b]: [Pos2; 2], stroke: Stroke) {
    if !is_visible(stroke) || !a.is_finite() || !b.is_finite() {
        return;
    }
    if a.x == b.x {
        stroke.round_center_to_pixel(document.pixels_per_point, &mut a.x);
        b.x = a.x;
    } else if a.y == b.y {
        stroke.round_center_to_pixel(document.pixels_per_point, &mut a.y);
        b.y = a.y;
    }
    let (x1, y1, x2, y2) = (SvgNumber(a.x), SvgNumber(a.y), SvgNumber(b.x), SvgNumber(b.y));
    let _ = writeln!(document.body, r#"<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{}/>"#, StrokeAttributes(stroke));
}

pub(super) fn path(document: &mut Document<'_>, shape: &PathShape) {
    let points: Vec<Pos2> = shape.points.iter().copied().filter(|point| point.is_finite()).collect();
    if points.len() < 2 {
        return;
    }
    let fill = if shape.closed { shape.fill } else { Color32::TRANSPARENT };
    match &shape.stroke.color {
        ColorMode::Solid(color) => {
            let stroke = Stroke::new(shape.stroke.width, *color);
            polygon(document, &points, shape.closed, fill, stroke);
        }
        ColorMode::UV(color_at) => {
            polygon(document, &points, shape.closed, fill, Stroke::NONE);
            let bounds = Rect::from_points(&points).expand(1.0);
            let closing = shape.closed.then(|| [points[points.len() - 1], points[0]]);
            for [a, b] in points.array_windows().copied().chain(closing) {
                let stroke = Stroke::new(shape.stroke.width, color_at(bounds, a.lerp(b, 0.5)));
                polygon(document, &[a, b], false, Color32::TRANSPARENT, stroke);
            }
        }
    }
}

fn polygon(document: &mut Document<'_>, points: &[Pos2], closed: bool, fill: Color32, stroke: Stroke) {
    if is_blank(fill, stroke) {
        return;
    }
    let element = if closed { "polygon" } else { "polyline" };
    let join = if is_visible(stroke) { r#" stroke-linejoin="round""# } else { "" };
    let (points, fill, line) = (Points(points), Fill(fill), StrokeAttributes(stroke));
    let _ = writeln!(document.body, r#"<{element} points="{points}"{fill}{line}{join}/>"#);
}

/// A quadratic (`Q`) or cubic (`C`) curve.
pub(super) fn curve(
    document: &mut Document<'_>,
    command: char,
    points: &[Pos2],
    closed: bool,
    fill: Color32,
    stroke: &PathStroke,
) {
    let color = match &stroke.color {
        ColorMode::Solid(color) => *color,
        ColorMode::UV(color_at) => {
            let bounds = Rect::from_points(points);
            color_at(bounds, bounds.center())
        }
    };
    let stroke = Stroke::new(stroke.width, color);
    let fill = if closed { fill } else { Color32::TRANSPARENT };
    let [start, rest @ ..] = points else { return };
    if is_blank(fill, stroke) || points.iter().any(|point| !point.is_finite()) {
        return;
    }
    let (start, rest) = (Points(std::slice::from_ref(start)), rest.iter().map(|point| [*point]));
    let _ = write!(document.body, r#"<path d="M{start} {command}"#);
    for (index, point) in rest.enumerate() {
        let space = if index == 0 { "" } else { " " };
        let _ = write!(document.body, "{space}{}", Points(&point));
    }
    let end = if closed { "Z" } else { "" };
    let _ = writeln!(document.body, r#"{end}"{}{}/>"#, Fill(fill), StrokeAttributes(stroke));
}

/// A band is one polygon for each run of samples that go to the right.
pub(super) fn band(document: &mut Document<'_>, shape: &BandShape) {
    let growth = match shape.stroke_kind {
        StrokeKind::Inside => -0.5 * visible_width(shape.stroke),
        StrokeKind::Middle => 0.0,
        StrokeKind::Outside => 0.5 * visible_width(shape.stroke),
    };
    let rotation = Rot2::from_angle(shape.angle);
    let place = |x: f32, y: f32| (rotation * vec2(x, y)).to_pos2();
    let is_sound = |point: &BandPoint| point.is_finite() && point.y.min <= point.y.max;
    for run in shape.points.chunk_by(|a, b| is_sound(a) && is_sound(b) && a.x < b.x) {
        if run.len() < 2 {
            continue;
        }
        let upper = run.iter().map(|point| place(point.x, point.y.min - growth));
        let lower = run.iter().rev().map(|point| place(point.x, point.y.max + growth));
        let outline: Vec<Pos2> = upper.chain(lower).collect();
        polygon(document, &outline, true, shape.fill, shape.stroke);
    }
}

fn is_blank(fill: Color32, stroke: Stroke) -> bool {
    fill.a() == 0 && !is_visible(stroke)
}
