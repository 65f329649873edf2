//! Writes a picture as SVG, shape by shape, in which text stays text.
//!
//! - `attributes`: numbers, colours and strokes as they stand in the markup
//! - `rectangle`: rectangles, rounded and blurred
//! - `outline`: ellipses, lines, curves and bands
//! - `mesh`: triangles, put together again to the areas they came from
//! - `text`: galleys, a run at a time
//!
//! Absent: textures (a picture of a picture is skipped), paint callbacks, and strokes beside the path of a general
//! polygon (they are drawn on it).

mod attributes;
mod mesh;
mod outline;
mod rectangle;
mod text;

use std::collections::HashSet;
use std::fmt::Write as _;

use egui::emath::TSTransform;
use egui::epaint::ClippedShape;
use egui::{Rect, Shape};

use super::{FontFaces, Picture};
pub(super) use attributes::Escaped;
use attributes::SvgNumber;

impl Picture {
    /// The picture as an SVG document of its size in points.
    ///
    /// Text is written under the family names of `faces` and stays selectable; a viewer without those fonts shows
    /// another one, fitted to the same width. The same picture always gives the same document. Documents may be
    /// placed on one page together: equal ids in them mean equal things.
    pub fn to_svg(&self, faces: &FontFaces) -> String {
        self.to_svg_of_width(faces, self.size().x)
    }

    /// As [`to_svg`](Self::to_svg), shown `width` wide and as high as that makes it.
    pub fn to_svg_of_width(&self, faces: &FontFaces, width: f32) -> String {
        let mut document = Document {
            faces,
            pixels_per_point: self.pixels_per_point(),
            body: String::new(),
            definitions: String::new(),
            defined: HashSet::new(),
        };
        let mut group = SvgGroup::default();
        for clipped in self.shapes() {
            let Some(next) = SvgGroup::around(clipped, self.rect(), &group) else { continue };
            if next != group {
                group.close(&mut document);
                next.open(&mut document);
                group = next;
            }
            document.shape(&clipped.shape);
        }
        group.close(&mut document);
        document.finish(self, width)
    }
}

/// An SVG document while it is being written.
///
/// Writing to a `String` cannot fail, so the results of `write!` are dropped throughout.
struct Document<'a> {
    faces: &'a FontFaces,
    pixels_per_point: f32,
    body: String,
    definitions: String,
    defined: HashSet<String>,
}

impl Document<'_> {
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Noop | Shape::Callback(_) => {}
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape)),
            Shape::Circle(circle) => outline::circle(self, circle),
            Shape::Ellipse(ellipse) => outline::ellipse(self, ellipse),
            Shape::LineSegment { points, stroke } => outline::segment(self, *points, *stroke),
            Shape::Path(path) => outline::path(self, path),
            Shape::Band(band) => outline::band(self, band),
            Shape::Rect(rect) => rectangle::rect(self, rect),
            Shape::QuadraticBezier(curve) => {
                outline::curve(self, 'Q', &curve.points, curve.closed, curve.fill, &curve.stroke);
            }
            Shape::CubicBezier(curve) => {
                outline::curve(self, 'C', &curve.points, curve.closed, curve.fill, &curve.stroke);
            }
            Shape::Mesh(mesh) => mesh::mesh(self, mesh),
            Shape::Text(text) => text::text(self, text),
        }
    }

    /// Note something that shapes refer to by `id`, once.
    ///
    /// An id spells out what it stands for, so that two documents on one page cannot contradict each other.
    fn define(&mut self, id: &str, definition: impl FnOnce(&mut String)) {
        if self.defined.insert(id.to_owned()) {
            definition(&mut self.definitions);
        }
    }

    fn finish(self, picture: &Picture, shown_width: f32) -> String {
        let (width, height) = (SvgNumber(picture.size().x), SvgNumber(picture.size().y));
        let shown_height = SvgNumber(shown_width * picture.size().y / picture.size().x);
        let shown_width = SvgNumber(shown_width);
        let mut svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{shown_width}" height="{shown_height}" viewBox="0 0 {width} {height}""#
        );
        if let Some(face) = self.faces.default_face() {
            let _ = write!(svg, r#" font-family="{}, sans-serif""#, Escaped(face.svg_family));
        }
        svg.push_str(" text-rendering=\"geometricPrecision\">\n");
        if !self.definitions.is_empty() {
            let _ = write!(svg, "<defs>\n{}</defs>\n", self.definitions);
        }
        svg.push_str(&self.body);
        svg.push_str("</svg>\n");
        svg
    }
}

/// What neighbouring shapes have in common: where they are cut off, and how they are moved.
#[derive(Clone, Copy, PartialEq)]
struct SvgGroup {
    clip: Option<Rect>,
    transform: TSTransform,
}

impl Default for SvgGroup {
    fn default() -> Self {
        Self { clip: None, transform: TSTransform::IDENTITY }
    }
}

impl SvgGroup {
    /// The group for `clipped` after `previous`, or `None` if nothing of it is inside `picture`.
    ///
    /// Most shapes lie well within their clip rectangle and need none; they join whatever group does not change them.
    fn around(clipped: &ClippedShape, picture: Rect, previous: &Self) -> Option<Self> {
        let transform = clipped.transform_after_tessellation;
        let bounds = transform * clipped.shape.visual_bounding_rect();
        let clip = clipped.clip_rect.intersect(picture);
        if !clip.is_positive() || !clip.intersects(bounds.expand(1.0)) {
            return None;
        }
        let is_cut = !unbounded_at(clip, picture).contains_rect(bounds.expand(0.5));
        let fits_previous = previous.clip == Some(clip) && previous.transform == transform;
        Some(Self { clip: (is_cut || fits_previous).then_some(clip), transform })
    }

    fn open(&self, document: &mut Document<'_>) {
        if let Some(clip) = self.clip {
            let (x, y) = (SvgNumber(clip.left()), SvgNumber(clip.top()));
            let (width, height) = (SvgNumber(clip.width()), SvgNumber(clip.height()));
            let id = format!("clip-{x}-{y}-{width}-{height}");
            document.define(&id, |definitions| {
                let _ = writeln!(
                    definitions,
                    r#"<clipPath id="{id}"><rect x="{x}" y="{y}" width="{width}" height="{height}"/></clipPath>"#
                );
            });
            let _ = writeln!(document.body, r#"<g clip-path="url(#{id})">"#);
        }
        if self.transform != TSTransform::IDENTITY {
            let TSTransform { translation, scaling } = self.transform;
            let (x, y) = (SvgNumber(translation.x), SvgNumber(translation.y));
            let _ = writeln!(document.body, r#"<g transform="translate({x} {y}) scale({scaling})">"#);
        }
    }

    fn close(&self, document: &mut Document<'_>) {
        if self.transform != TSTransform::IDENTITY {
            document.body.push_str("</g>\n");
        }
        if self.clip.is_some() {
            document.body.push_str("</g>\n");
        }
    }
}

/// `clip`, without an end where the picture ends too.
fn unbounded_at(clip: Rect, picture: Rect) -> Rect {
    let mut rect = clip;
    if clip.left() <= picture.left() {
        rect.min.x = f32::NEG_INFINITY;
    }
    if clip.top() <= picture.top() {
        rect.min.y = f32::NEG_INFINITY;
    }
    if clip.right() >= picture.right() {
        rect.max.x = f32::INFINITY;
    }
    if clip.bottom() >= picture.bottom() {
        rect.max.y = f32::INFINITY;
    }
    rect
}
