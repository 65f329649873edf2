//! Colours, fills, lines and texts of charts, as the parts of a chart say them.
//!
//! What has a place in the theme is told by that place, so that a deck can be coloured anew in one step.

use super::xml::Element;
use crate::charts::{ColorRole, Dash};
use crate::export::palette::LIGHT;
use crate::language::Language;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ink {
    /// By its place in the theme.
    Theme(&'static str),
    /// `0xRRGGBB`.
    Rgb(u32),
}

/// What matters.
pub const TEXT: Ink = Ink::Theme("tx1");
/// What explains it.
pub const MUTED: Ink = Ink::Theme("tx2");
/// What it stands on.
pub const GROUND: Ink = Ink::Theme("bg1");
/// Lines of a grid.
pub const GRID: Ink = Ink::Rgb(LIGHT.grid);

/// Hundredths of a point: of ticks and labels, and of what matters less.
pub const LABEL: u32 = 1150;
pub const SMALL: u32 = 1050;

/// Units of length in a point.
const A_POINT: f64 = 12_700.0;

impl Ink {
    /// Of what a role means.
    pub fn of(role: ColorRole) -> Self {
        match role {
            ColorRole::Cost => Self::Theme("accent1"),
            ColorRole::Value => Self::Theme("accent2"),
            ColorRole::Loss | ColorRole::Forecast => Self::Theme("accent3"),
            ColorRole::Floor => Self::Theme("accent4"),
            ColorRole::Alternative => Self::Theme("accent5"),
            ColorRole::Today => Self::Theme("accent6"),
            ColorRole::Actual | ColorRole::Net => TEXT,
            ColorRole::Baseline | ColorRole::Category(_) => Self::Rgb(LIGHT.role(role)),
        }
    }

    fn element(self, opacity: f64) -> Element {
        let color = match self {
            Self::Theme(place) => Element::val("a:schemeClr", place),
            Self::Rgb(color) => Element::val("a:srgbClr", format!("{color:06X}")),
        };
        if opacity < 1.0 { color.child(Element::val("a:alpha", (100_000.0 * opacity) as u32)) } else { color }
    }
}

/// A fill of one colour.
pub fn solid(ink: Ink) -> Element {
    faint(ink, 1.0)
}

/// One through which so much shows less than 1.
pub fn faint(ink: Ink, opacity: f64) -> Element {
    Element::new("a:solidFill").child(ink.element(opacity))
}

/// Nothing.
pub fn no_fill() -> Element {
    Element::new("a:noFill")
}

/// A line, in points.
pub fn line(ink: Ink, points: f64, dash: Dash) -> Element {
    faint_line(ink, 1.0, points, dash)
}

/// One through which so much shows less than 1.
pub fn faint_line(ink: Ink, opacity: f64, points: f64, dash: Dash) -> Element {
    let dash = match dash {
        Dash::Solid => None,
        Dash::Dashed => Some(Element::val("a:prstDash", "dash")),
        Dash::Dotted => Some(Element::val("a:prstDash", "sysDot")),
    };
    let width = (A_POINT * points) as u32;
    Element::new("a:ln").with("w", width).child(faint(ink, opacity)).children(dash).child(Element::new("a:round"))
}

/// No line.
pub fn no_line() -> Element {
    Element::new("a:ln").child(no_fill())
}

/// The look of a shape of a chart.
pub fn shape(fill: Option<Element>, line: Element) -> Element {
    Element::new("c:spPr").children(fill).child(line)
}

/// A dot at a point.
pub fn circle(ink: Ink) -> Element {
    Element::new("c:marker")
        .child(Element::val("c:symbol", "circle"))
        .child(Element::val("c:size", 10))
        .child(shape(Some(solid(ink)), line(GROUND, 1.0, Dash::Solid)))
}

/// Nothing at points.
pub fn no_marker() -> Element {
    Element::new("c:marker").child(Element::val("c:symbol", "none"))
}

/// The look of texts of a chart.
pub fn texts(size: u32, ink: Ink, is_bold: bool) -> Element {
    texts_in(Element::new("a:bodyPr"), size, ink, is_bold)
}

/// The look of texts that stay on one line.
pub fn one_line(size: u32, ink: Ink, is_bold: bool) -> Element {
    texts_in(Element::new("a:bodyPr").with("wrap", "none"), size, ink, is_bold)
}

fn texts_in(body: Element, size: u32, ink: Ink, is_bold: bool) -> Element {
    Element::new("c:txPr").child(body).child(Element::new("a:lstStyle")).child(
        Element::new("a:p")
            .child(Element::new("a:pPr").child(properties("a:defRPr", size, ink, is_bold)))
            .child(Element::new("a:endParaRPr").with("lang", Language::current().tag())),
    )
}

/// A text of a chart that says something of its own.
pub fn rich(text: &str, size: u32, ink: Ink, is_bold: bool) -> Element {
    // On one line, as it was measured, and not along the axis.
    let upright = Element::new("a:bodyPr").with("rot", 0).with("vert", "horz").with("wrap", "none");
    let run = Element::new("a:r")
        .child(properties("a:rPr", size, ink, is_bold).with("lang", Language::current().tag()))
        .child(Element::new("a:t").saying(text));
    let paragraph =
        Element::new("a:p").child(Element::new("a:pPr").child(properties("a:defRPr", size, ink, is_bold))).child(run);
    Element::new("c:tx").child(Element::new("c:rich").child(upright).child(Element::new("a:lstStyle")).child(paragraph))
}

/// The look of a run of text.
pub fn properties(name: &'static str, size: u32, ink: Ink, is_bold: bool) -> Element {
    let bold = u8::from(is_bold);
    Element::new(name)
        .with("sz", size)
        .with("b", bold)
        .child(solid(ink))
        .child(Element::new("a:latin").with("typeface", "+mn-lt"))
}
