//! What is written at points of a series: live where it is a number or the name of the series.

use super::axes::number;
use super::number_format::written_as;
use super::style::{GROUND, Ink, LABEL, no_fill, no_line, one_line, rich, shape, solid};
use super::xml::Element;

/// What a label says.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// The number of its point, in a format.
    Value(String),
    /// The name of its series.
    Series,
    /// A text of its own.
    Text(String),
}

impl Says {
    /// The number of a point as it is written, live where there is a format for it.
    pub fn figure(text: &str, number: f64) -> Self {
        written_as(text, number).map_or_else(|| Self::Text(text.to_owned()), Self::Value)
    }
}

/// A label at a point.
#[derive(Clone, Debug)]
pub struct Label {
    /// Which point, by its row.
    pub place: usize,
    /// What it says.
    pub says: Says,
    /// Where: `r`, `t`, `outEnd`, `ctr`.
    pub position: &'static str,
    /// In which colour.
    pub ink: Ink,
    /// Whether it stands out.
    pub is_bold: bool,
    /// How far it was moved, as shares of the frame.
    pub moved: Option<[f64; 2]>,
    /// Whether it hides what is behind it.
    pub is_opaque: bool,
}

impl Label {
    fn element(&self) -> Element {
        let label = Element::new("c:dLbl").child(Element::val("c:idx", self.place));
        let manual = self.moved.map(|[x, y]| {
            let offset = Element::new("c:manualLayout")
                .child(Element::val("c:x", format!("{x:.5}")))
                .child(Element::val("c:y", format!("{y:.5}")));
            Element::new("c:layout").child(offset)
        });
        let (text, format) = match &self.says {
            Says::Text(text) => (Some(rich(text, LABEL, self.ink, self.is_bold)), None),
            Says::Value(format) => (None, Some(number("c:numFmt", format))),
            Says::Series => (None, None),
        };
        let is_series = self.says == Says::Series;
        label
            .children(manual)
            .children(text)
            .children(format)
            .child(shape(Some(if self.is_opaque { solid(GROUND) } else { no_fill() }), no_line()))
            .child(one_line(LABEL, self.ink, self.is_bold))
            .child(Element::val("c:dLblPos", self.position))
            .children(shown(!is_series, is_series))
    }
}

/// The labels of a series: these, and no others. Nothing where there are none.
pub fn labels(labels: &[Label]) -> Option<Element> {
    if labels.is_empty() {
        return None;
    }
    let element = Element::new("c:dLbls").children(labels.iter().map(Label::element));
    Some(element.children(shown(false, false)))
}

fn shown(value: bool, series: bool) -> [Element; 6] {
    [
        ("c:showLegendKey", false),
        ("c:showVal", value),
        ("c:showCatName", false),
        ("c:showSerName", series),
        ("c:showPercent", false),
        ("c:showBubbleSize", false),
    ]
    .map(|(name, is_shown)| Element::val(name, u8::from(is_shown)))
}
