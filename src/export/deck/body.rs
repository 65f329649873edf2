//! What stands on a slide below its finding: the chart natively, and what it cannot hold itself.

use super::area::Area;
use super::chart_part::ChartPart;
use super::style::{Ink, MUTED};
use super::xml::Element;
use super::{bars, bubbles, cash, scatter, stacks, table};
use crate::charts::{Chart, ChartBody, ChartKey, ChartKind, Unit};
use crate::format::Money;

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

/// Whether there is anything to draw.
pub fn has_body(chart: &Chart) -> bool {
    match &chart.body {
        ChartBody::Lines(lines) => lines.series.iter().any(|series| !series.points.is_empty()),
        ChartBody::Bars(bars) => !bars.rows.is_empty(),
        ChartBody::Stacks(stacks) => stacks.stacks.iter().any(|stack| 0.0 < stack.total()),
        ChartBody::Matrix(matrix) => !matrix.rows.is_empty() && !chart.has_one_plan(),
        ChartBody::Bubbles(bubbles) => !bubbles.bubbles.is_empty(),
    }
}

/// A chart on an area; its axes are linear if they shall be.
pub fn body(chart: &Chart, currency: &str, is_linear: bool, area: Area) -> Vec<Item> {
    let native = |part| vec![Item::Chart { area, chart: Box::new(part) }];
    match &chart.body {
        ChartBody::Lines(lines) if lines.is_linear => native(cash::cash(lines, area)),
        ChartBody::Lines(lines) => native(scatter::scatter(lines, is_linear, area)),
        ChartBody::Bars(rows) => bars::bars(chart.key(), &unit(chart.key(), currency), rows, area),
        ChartBody::Stacks(layers) => native(stacks::stacks(layers, is_linear, area)),
        ChartBody::Matrix(matrix) => table::matrix(matrix, area),
        ChartBody::Bubbles(map) => bubbles::bubbles(map, area),
    }
}

/// What the bars of a chart are.
fn unit(key: ChartKey, currency: &str) -> Unit {
    match key.of_plan() {
        Some(ChartKind::Multiple | ChartKind::WhatMustBeTrue) => Unit::Count,
        _ => Unit::Money(Money::new(currency)),
    }
}
