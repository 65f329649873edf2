//! A chart of a deck: what is drawn, and the sheet that it is drawn from.

use super::axes::plot_layout;
use super::sheet::Sheet;
use super::style::{LABEL, MUTED, no_fill, no_line, shape, texts};
use super::xml::Element;

/// The name of drawings, of charts, and of references between parts.
pub const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
pub const CHART: &str = "http://schemas.openxmlformats.org/drawingml/2006/chart";
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A chart and its sheet.
#[derive(Clone, Debug)]
pub struct ChartPart {
    /// As a document.
    pub space: Element,
    /// What it reads.
    pub sheet: Sheet,
}

/// What is drawn of a chart.
#[derive(Clone, Debug, Default)]
pub struct Plot {
    /// Where, as shares of the frame: left, top, width, height.
    pub layout: [f64; 4],
    /// Series by the way in which they are drawn.
    pub groups: Vec<Element>,
    /// Axes.
    pub axes: Vec<Element>,
    /// Whether the names of series stand right of the plot.
    pub has_legend: bool,
}

impl ChartPart {
    /// A chart that is drawn from a sheet.
    pub fn new(plot: Plot, sheet: Sheet) -> Self {
        let area = Element::new("c:plotArea")
            .child(plot_layout(plot.layout))
            .children(plot.groups)
            .children(plot.axes)
            .child(shape(Some(no_fill()), no_line()));
        let legend = plot.has_legend.then(|| {
            Element::new("c:legend")
                .child(Element::val("c:legendPos", "r"))
                .child(Element::val("c:overlay", 0))
                .child(texts(LABEL, super::style::TEXT, false))
        });
        let chart = Element::new("c:chart")
            .child(Element::val("c:autoTitleDeleted", 1))
            .child(area)
            .children(legend)
            .child(Element::val("c:plotVisOnly", 1))
            .child(Element::val("c:dispBlanksAs", "gap"));
        let data = Element::new("c:externalData").with("r:id", "rId1").child(Element::val("c:autoUpdate", 0));
        let space = Element::new("c:chartSpace")
            .with("xmlns:c", CHART)
            .with("xmlns:a", DRAWING)
            .with("xmlns:r", RELATIONS)
            .child(Element::val("c:date1904", 0))
            .child(Element::val("c:roundedCorners", 0))
            .child(chart)
            .child(shape(Some(no_fill()), no_line()))
            .child(texts(LABEL, MUTED, false))
            .child(data);
        Self { space, sheet }
    }
}
