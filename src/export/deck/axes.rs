//! The axes of a chart, and where in its frame the plot lies.

use super::area::Area;
use super::number_format;
use super::style::{GRID, LABEL, MUTED, line, no_line, rich, shape, texts};
use super::xml::Element;
use crate::charts::{Dash, Unit};

/// What the axes of a chart know each other by: along its categories or horizontally, and along its values.
pub const ACROSS: u32 = 111_111_101;
pub const ALONG: u32 = 111_111_102;

/// Where an axis crosses the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Crossing {
    /// At its zero, or where it begins.
    Begins,
    /// Where it ends.
    Ends,
    /// At a value.
    At(f64),
}

/// An axis of numbers.
#[derive(Clone, Debug)]
pub struct ValueAxis {
    /// The least and the greatest value drawn.
    pub range: (f64, f64),
    /// From tick to tick; none where it is logarithmic.
    pub step: Option<f64>,
    /// How ticks are written.
    pub format: String,
    /// What is measured along it, written beside it.
    pub title: Option<String>,
    /// Where it crosses the other.
    pub crossing: Crossing,
    /// Whether the values of the other lie between its ticks.
    pub is_between: bool,
}

impl ValueAxis {
    /// A linear axis over a range, in round steps, widened to whole ones.
    pub fn linear(unit: &Unit, (low, high): (f64, f64), label: &str) -> Self {
        let step = step(high - low);
        let range = ((low / step + 1e-9).floor() * step, (high / step - 1e-9).ceil() * step);
        let largest = range.0.abs().max(range.1.abs());
        Self {
            range,
            step: Some(step),
            format: number_format::of_axis(unit, largest, Some(step)),
            title: Some(label.to_owned()),
            crossing: Crossing::Begins,
            is_between: false,
        }
    }

    /// A logarithmic axis over a range. It begins at a power of ten, from which ticks are counted.
    pub fn logarithmic(unit: &Unit, (low, high): (f64, f64), label: &str) -> Self {
        let first = libm::floor(libm::log10(low) + 1e-9);
        // Programs count ticks from 1, unless that lies beyond the end: then the end has to be one.
        let high = if high < 1.0 { libm::pow(10.0, libm::ceil(libm::log10(high) - 1e-9)) } else { high };
        Self {
            range: (libm::pow(10.0, first), high),
            step: None,
            format: number_format::of_axis(unit, high, None),
            title: Some(label.to_owned()),
            crossing: Crossing::Begins,
            is_between: false,
        }
    }

    /// How much of the axis lies below a value.
    pub fn share(&self, value: f64) -> f64 {
        let (low, high) = self.range;
        match self.step {
            Some(_) => (value - low) / (high - low),
            None => libm::log(value / low) / libm::log(high / low),
        }
    }

    /// As the vertical axis, or the horizontal one: `l` or `b`. What is measured is written at a place of the frame.
    pub fn element(&self, [own, other]: [u32; 2], position: &str, title_at: [f64; 2]) -> Element {
        let base = self.step.is_none().then(|| Element::val("c:logBase", 10));
        let scaling = Element::new("c:scaling")
            .children(base)
            .child(Element::val("c:orientation", "minMax"))
            .child(Element::val("c:max", self.range.1))
            .child(Element::val("c:min", self.range.0));
        let grid = Element::new("c:majorGridlines").child(shape(None, line(GRID, 0.75, Dash::Solid)));
        let title = self.title.as_deref().filter(|title| !title.is_empty());
        let between = if self.is_between { "between" } else { "midCat" };
        Element::new("c:valAx")
            .child(Element::val("c:axId", own))
            .child(scaling)
            .child(Element::val("c:delete", 0))
            .child(Element::val("c:axPos", position))
            .child(grid)
            .children(title.map(|title| axis_title(title, title_at)))
            .child(number("c:numFmt", &self.format))
            .child(Element::val("c:majorTickMark", "none"))
            .child(Element::val("c:minorTickMark", "none"))
            // The last row is lowest, and the axis crosses there.
            .child(Element::val("c:tickLblPos", if self.crossing == Crossing::Ends { "nextTo" } else { "low" }))
            .child(shape(None, no_line()))
            .child(texts(LABEL, MUTED, false))
            .child(Element::val("c:crossAx", other))
            .child(crossing(self.crossing))
            .child(Element::val("c:crossBetween", between))
            .children(self.step.map(|step| Element::val("c:majorUnit", step)))
    }
}

/// An axis of names.
#[derive(Clone, Debug)]
pub struct CategoryAxis {
    /// Left of the plot with the first on top, or below it: `l` or `b`.
    pub position: &'static str,
    /// Where it crosses the axis of values, and bars begin.
    pub crossing: Crossing,
    /// Whether its line is seen.
    pub has_line: bool,
    /// What is counted along it, and where that is written, as shares of the frame.
    pub title: Option<(String, [f64; 2])>,
    /// Every so many names are written.
    pub skip: usize,
}

impl CategoryAxis {
    /// The axis.
    pub fn element(&self) -> Element {
        let orientation = if self.position == "l" { "maxMin" } else { "minMax" };
        let outline = if self.has_line { line(MUTED, 1.0, Dash::Solid) } else { no_line() };
        let skip = (1 < self.skip).then(|| Element::val("c:tickLblSkip", self.skip));
        let ink = if self.position == "l" || self.title.is_none() { super::style::TEXT } else { MUTED };
        Element::new("c:catAx")
            .child(Element::val("c:axId", ACROSS))
            .child(Element::new("c:scaling").child(Element::val("c:orientation", orientation)))
            .child(Element::val("c:delete", 0))
            .child(Element::val("c:axPos", self.position))
            .children(self.title.as_ref().map(|(title, at)| axis_title(title, *at)))
            .child(number("c:numFmt", "General"))
            .child(Element::val("c:majorTickMark", "none"))
            .child(Element::val("c:minorTickMark", "none"))
            .child(Element::val("c:tickLblPos", "low"))
            .child(shape(None, outline))
            .child(texts(LABEL, ink, false))
            .child(Element::val("c:crossAx", ALONG))
            .child(crossing(self.crossing))
            .child(Element::val("c:auto", 0))
            .child(Element::val("c:lblAlgn", "ctr"))
            .child(Element::val("c:lblOffset", 100))
            .children(skip)
            .child(Element::val("c:noMultiLvlLbl", 1))
    }
}

fn crossing(crossing: Crossing) -> Element {
    match crossing {
        Crossing::Begins => Element::val("c:crosses", "autoZero"),
        Crossing::Ends => Element::val("c:crosses", "max"),
        Crossing::At(value) => Element::val("c:crossesAt", value),
    }
}

/// A number format that is not that of the cells.
pub fn number(name: &'static str, format: &str) -> Element {
    Element::new(name).with("formatCode", format).with("sourceLinked", 0)
}

/// What is measured along an axis, at a place of the frame.
fn axis_title(title: &str, [x, y]: [f64; 2]) -> Element {
    let manual = Element::new("c:manualLayout")
        .child(Element::val("c:xMode", "edge"))
        .child(Element::val("c:yMode", "edge"))
        .child(Element::val("c:x", format!("{x:.5}")))
        .child(Element::val("c:y", format!("{y:.5}")));
    Element::new("c:title")
        .child(rich(title, LABEL, MUTED, false))
        .child(Element::new("c:layout").child(manual))
        .child(Element::val("c:overlay", 0))
}

/// Over the plot, where what is measured upwards is read without turning the head.
pub const TOP_LEFT: [f64; 2] = [0.002, 0.0];

/// Below the ticks of a plot, where it begins.
pub fn below([left, ..]: [f64; 4], frame: Area) -> [f64; 2] {
    [left, 1.0 - 22.0 / frame.height]
}

/// A round step of which about six make a span.
pub fn step(span: f64) -> f64 {
    let rough = if span.is_finite() && 0.0 < span { span / 6.0 } else { 1.0 };
    let unit = libm::pow(10.0, libm::floor(libm::log10(rough)));
    [1.0, 2.0, 5.0].into_iter().map(|digit| digit * unit).find(|step| rough <= *step).unwrap_or(10.0 * unit)
}

/// Where the plot lies, as shares of the frame: left, top, width, height.
pub fn plot_layout([x, y, w, h]: [f64; 4]) -> Element {
    let manual = Element::new("c:manualLayout")
        .child(Element::val("c:layoutTarget", "inner"))
        .child(Element::val("c:xMode", "edge"))
        .child(Element::val("c:yMode", "edge"))
        .children(
            [("c:x", x), ("c:y", y), ("c:w", w), ("c:h", h)]
                .map(|(name, share)| Element::val(name, format!("{share:.5}"))),
        );
    Element::new("c:layout").child(manual)
}
