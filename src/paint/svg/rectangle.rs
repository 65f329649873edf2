//! Rectangles: with corners of any roundness, strokes beside the edge, shadows.

use std::fmt::Write as _;

use egui::emath::GuiRounding as _;
use egui::epaint::{CornerRadiusF32, RectShape, RoundedRect};
use egui::{Color32, Rect, Stroke, StrokeKind, TextureId, pos2};

use super::Document;
use super::attributes::{Fill, RotateAttribute, StrokeAttributes, SvgNumber, is_visible};

/// Rectangles without end are cut here; egui does the same.
const FAR: f32 = 1e7;

/// Standard deviation of a Gaussian as soft as a ramp of width 1, which is how egui blurs: the square root of 1/12.
const RAMP_DEVIATION: f32 = 0.2887;

pub(super) fn rect(document: &mut Document<'_>, shape: &RectShape) {
    let is_image = shape.fill_texture_id() != TextureId::default();
    let mut fill = if is_image { Color32::TRANSPARENT } else { shape.fill };
    let mut stroke = if is_visible(shape.stroke) { shape.stroke } else { Stroke::NONE };
    let mut rect = Rect::from_min_max(shape.rect.min.max(pos2(-FAR, -FAR)), shape.rect.max.min(pos2(FAR, FAR)));
    if rect.is_negative() || (fill.a() == 0 && stroke == Stroke::NONE) {
        return;
    }

    let outer = rect.expand(stroke.width * outside_share(shape.stroke_kind));
    if stroke != Stroke::NONE && outer.size().min_elem() <= 2.0 * stroke.width {
        // The stroke covers the inside.
        (rect, fill, stroke) = (outer, stroke.color, Stroke::NONE);
    }
    if shape.round_to_pixels.unwrap_or(true) {
        rect = aligned(rect, stroke, shape.stroke_kind, document.pixels_per_point);
    }

    // SVG draws strokes on the outline, so the outline has to run along the middle of the stroke.
    let growth = stroke.width * (outside_share(shape.stroke_kind) - 0.5);
    let radius = grown(shape.corner_radius.into(), growth);
    let (rect, radius) = RoundedRect::new(rect.expand(growth), radius).into_parts();

    let blur = blur(document, rect, shape.blur_width);
    outline(&mut document.body, rect, radius);
    let turn = RotateAttribute(shape.angle, rect.center());
    let _ = writeln!(document.body, "{}{}{blur}{turn}/>", Fill(fill), StrokeAttributes(stroke));
}

/// How much of the stroke lies outside of the edge.
fn outside_share(kind: StrokeKind) -> f32 {
    match kind {
        StrokeKind::Inside => 0.0,
        StrokeKind::Middle => 0.5,
        StrokeKind::Outside => 1.0,
    }
}

/// The edge on the pixel grid, as egui puts it there, except that nothing thin disappears.
fn aligned(rect: Rect, stroke: Stroke, kind: StrokeKind, pixels_per_point: f32) -> Rect {
    let aligned = if stroke != Stroke::NONE && kind == StrokeKind::Middle {
        let mut aligned = rect;
        let Rect { min, max } = &mut aligned;
        for edge in [&mut min.x, &mut min.y, &mut max.x, &mut max.y] {
            stroke.round_center_to_pixel(pixels_per_point, edge);
        }
        aligned
    } else {
        rect.round_to_pixels(pixels_per_point)
    };
    if aligned.is_positive() { aligned } else { rect }
}

/// Round corners keep their centre when the edge moves outwards; square ones stay square.
fn grown(radius: CornerRadiusF32, growth: f32) -> CornerRadiusF32 {
    let corner = |radius: f32| if radius == 0.0 { 0.0 } else { (radius + growth).max(0.0) };
    CornerRadiusF32 { nw: corner(radius.nw), ne: corner(radius.ne), sw: corner(radius.sw), se: corner(radius.se) }
}

/// The start of the element, up to where its colours go.
fn outline(body: &mut String, rect: Rect, radius: CornerRadiusF32) {
    let (x, y) = (SvgNumber(rect.left()), SvgNumber(rect.top()));
    if radius.is_same() {
        let (width, height) = (SvgNumber(rect.width()), SvgNumber(rect.height()));
        let _ = write!(body, r#"<rect x="{x}" y="{y}" width="{width}" height="{height}""#);
        if radius.nw > 0.0 {
            let _ = write!(body, r#" rx="{}""#, SvgNumber(radius.nw));
        }
        return;
    }
    let CornerRadiusF32 { nw, ne, sw, se } = radius;
    let _ = write!(body, r#"<path d="M{} {y}"#, SvgNumber(rect.left() + nw));
    for (straight, at, radius, corner_x, corner_y) in [
        ('H', rect.right() - ne, ne, rect.right(), rect.top() + ne),
        ('V', rect.bottom() - se, se, rect.right() - se, rect.bottom()),
        ('H', rect.left() + sw, sw, rect.left(), rect.bottom() - sw),
        ('V', rect.top() + nw, nw, rect.left() + nw, rect.top()),
    ] {
        let _ = write!(body, "{straight}{}", SvgNumber(at));
        if radius > 0.0 {
            let (radius, corner_x, corner_y) = (SvgNumber(radius), SvgNumber(corner_x), SvgNumber(corner_y));
            let _ = write!(body, "A{radius} {radius} 0 0 1 {corner_x} {corner_y}");
        }
    }
    body.push_str("Z\"");
}

/// The attribute that softens the edge over `width`, half of it inside: a shadow.
fn blur(document: &mut Document<'_>, rect: Rect, width: f32) -> String {
    if width <= 0.0 {
        return String::new();
    }
    let (deviation, area) = (SvgNumber(RAMP_DEVIATION * width), rect.expand(width));
    let (x, y) = (SvgNumber(area.left()), SvgNumber(area.top()));
    let (across, down) = (SvgNumber(area.width()), SvgNumber(area.height()));
    let id = format!("blur-{deviation}-{x}-{y}-{across}-{down}");
    document.define(&id, |definitions| {
        let _ = writeln!(
            definitions,
            r#"<filter id="{id}" filterUnits="userSpaceOnUse" x="{x}" y="{y}" width="{across}" height="{down}" color-interpolation-filters="sRGB"><feGaussianBlur stdDeviation="{deviation}"/></filter>"#
        );
    });
    format!(r#" filter="url(#{id})""#)
}
