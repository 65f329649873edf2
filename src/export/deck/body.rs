//! What stands on a slide below its finding: the chart natively, and what it cannot hold itself.

use super::area::Area;
use super::item::Item;
use super::{bars, bubbles, cash, scatter, stacks, table};
use crate::charts::{Chart, ChartBody, ChartKey, ChartKind, Unit};
use crate::format::Money;
use crate::language::{text, tr};
use crate::prose::EIGHT_IN_TEN;

/// How high a note of one line is, in pixels.
const NOTE: f64 = 24.0;

/// Whether there is anything to draw.
pub fn has_body(chart: &Chart) -> bool {
    match &chart.body {
        ChartBody::Lines(lines) => {
            !lines.choices.is_empty() || lines.series.iter().any(|series| !series.points.is_empty())
        }
        ChartBody::Bars(bars) => !bars.rows.is_empty(),
        ChartBody::Stacks(stacks) => stacks.stacks.iter().any(|stack| 0.0 < stack.total()),
        // One plan with nothing beside it compares with nothing.
        ChartBody::Matrix(matrix) if chart.has_one_plan() => 1 < matrix.columns.len(),
        ChartBody::Matrix(matrix) => !matrix.rows.is_empty(),
        ChartBody::Bubbles(bubbles) => !bubbles.bubbles.is_empty(),
    }
}

/// A chart on an area; its axes are linear if they shall be.
pub fn body(chart: &Chart, currency: &str, is_linear: bool, area: Area) -> Vec<Item> {
    let native = |part, area| vec![Item::Chart { area, chart: Box::new(part) }];
    match &chart.body {
        ChartBody::Lines(lines) => {
            let has_bands = lines.areas.iter().any(|area| area.band_of.is_some());
            let [upper, lower] = area.above(if has_bands { NOTE } else { 0.0 });
            let futures = text(EIGHT_IN_TEN);
            let (part, band) = match lines.x.unit {
                Unit::Month => (cash::cash(lines, upper), tr!("Shaded: {futures}", futures)),
                _ => (scatter::scatter(lines, is_linear, upper), tr!("Thin lines: {futures} at each volume", futures)),
            };
            let said = has_bands.then(|| Item::note(lower, &[band]));
            native(part, upper).into_iter().chain(said).collect()
        }
        ChartBody::Bars(rows) => bars::bars(chart.key(), &unit(chart.key(), currency), rows, area),
        ChartBody::Stacks(layers) => native(stacks::stacks(layers, is_linear, area), area),
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
