//! Something that stands on a slide below its finding.

use super::area::Area;
use super::chart_part::ChartPart;
use super::style::{Ink, MUTED};
use super::xml::Element;

/// Something on a slide.
#[derive(Clone, Debug)]
pub enum Item {
    /// A native chart.
    Chart { area: Area, chart: Box<ChartPart> },
    /// A native table.
    Table { area: Area, table: Element },
    /// A dashed line.
    Line { from: [f64; 2], to: [f64; 2] },
    /// Words over a chart.
    Text { area: Area, text: String, ink: Ink, is_bold: bool },
    /// What else there is to say, a paragraph each.
    Note { area: Area, said: Vec<String>, ink: Ink },
}

impl Item {
    /// What else there is to say.
    pub fn note(area: Area, said: &[String]) -> Self {
        Self::Note { area, said: said.to_vec(), ink: MUTED }
    }
}
