//! What shapes, fills, crosses and areas mean, on a line above the plot or on a few.

use std::sync::Arc;

use egui::{Galley, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

use super::symbol::{Symbol, cross};
use crate::charts::BubbleChart;
use crate::economics::Verdict;
use crate::paint::chart_look::ChartLook;
use crate::paint::text;
use crate::paint::theme::{Tokens, regular_font};

const VERDICTS: [Verdict; 5] =
    [Verdict::Viable, Verdict::Marginal, Verdict::Fixable, Verdict::TooSmall, Verdict::Broken];

/// What is explained.
enum Sample {
    Verdict(Verdict),
    Fill(bool),
    Cross,
    Area,
}

/// What is explained, laid out.
pub struct Legend {
    unit: f32,
    row_height: f32,
    rows: Vec<Vec<(Sample, Arc<Galley>)>>,
}

impl Legend {
    /// Of what there is on a chart; its first row is shorter than the others.
    pub fn new(painter: &Painter, chart: &BubbleChart, look: &ChartLook, first: f32, width: f32) -> Self {
        let muted = Tokens::of(painter.ctx()).muted;
        let unit = look.text_size;
        let item = |(sample, name): (Sample, &str)| (sample, text::line(painter, name, regular_font(unit), muted));
        let has = |verdict: Verdict| chart.bubbles.iter().any(|bubble| bubble.verdict == verdict);
        let verdicts = VERDICTS.into_iter().filter(|verdict| has(*verdict));
        let mut verdicts: Vec<_> = verdicts.map(|verdict| item((Sample::Verdict(verdict), verdict.name()))).collect();
        let [filled, outlined] = &chart.fills;
        let [reach, area] = &chart.measures;
        let has_areas = chart.bubbles.iter().any(|bubble| 0.0 < bubble.area);
        let has_crosses = chart.bubbles.iter().any(|bubble| bubble.reach.iter().any(Option::is_some));
        let others = [
            (Sample::Fill(true), filled, !chart.bubbles.is_empty()),
            (Sample::Fill(false), outlined, !chart.bubbles.is_empty()),
            (Sample::Area, area, has_areas),
            (Sample::Cross, reach, has_crosses),
        ];
        let others = others.into_iter().filter(|(.., is_there)| *is_there);
        let others: Vec<_> = others.map(|(sample, name, _)| item((sample, name))).collect();
        let width_of = |items: &[(Sample, Arc<Galley>)]| items.iter().map(|item| item_width(item, unit)).sum::<f32>();
        let rows = if width_of(&verdicts) + width_of(&others) <= first {
            verdicts.extend(others);
            vec![verdicts]
        } else {
            let mut rows = broken(verdicts, unit, first, width);
            rows.extend(broken(others, unit, width, width));
            rows
        };
        Self { unit, row_height: look.row_height(), rows }
    }

    /// How high it is.
    pub fn height(&self) -> f32 {
        self.rows.len() as f32 * self.row_height
    }

    /// Paints it, each row as far to the right as it goes.
    pub fn paint(&self, painter: &Painter, area: Rect) {
        let tokens = Tokens::of(painter.ctx());
        for (index, row) in self.rows.iter().enumerate() {
            let top = area.top() + index as f32 * self.row_height;
            let width: f32 = row.iter().map(|item| item_width(item, self.unit)).sum();
            // Without the space that keeps an item from the next.
            let mut left = area.right() - width + BETWEEN * self.unit;
            for item in row {
                let (sample, name) = item;
                let swatch = swatch_width(sample, self.unit);
                let center = pos2(left + swatch / 2.0, top + name.size().y / 2.0);
                painter.add(swatch_shape(sample, center, self.unit, tokens));
                painter.galley(pos2(left + swatch + 0.4 * self.unit, top), name.clone(), tokens.muted);
                left += item_width(item, self.unit);
            }
        }
    }
}

/// On as many rows as it takes, of which the first may be shorter than the others.
fn broken(items: Vec<(Sample, Arc<Galley>)>, unit: f32, first: f32, width: f32) -> Vec<Vec<(Sample, Arc<Galley>)>> {
    let (mut rows, mut room) = (vec![Vec::new()], first);
    for item in items {
        let needed = item_width(&item, unit);
        if room < needed {
            rows.push(Vec::new());
            room = width;
        }
        room -= needed;
        if let Some(row) = rows.last_mut() {
            row.push(item);
        }
    }
    rows
}

/// Between two items, in letters.
const BETWEEN: f32 = 1.2;

fn item_width((sample, name): &(Sample, Arc<Galley>), unit: f32) -> f32 {
    swatch_width(sample, unit) + (0.4 + BETWEEN) * unit + name.size().x
}

fn swatch_width(sample: &Sample, unit: f32) -> f32 {
    match sample {
        Sample::Area => 1.7 * unit,
        _ => unit,
    }
}

fn swatch_shape(sample: &Sample, center: Pos2, unit: f32, tokens: &Tokens) -> Shape {
    let stroke = Stroke::new(0.12 * unit, tokens.muted);
    let radius = 0.36 * unit;
    match *sample {
        Sample::Verdict(verdict) => Symbol::new(verdict, center, radius).shape(tokens.verdict(verdict).2, Stroke::NONE),
        Sample::Fill(true) => Shape::circle_filled(center, radius, tokens.muted),
        Sample::Fill(false) => Shape::circle_stroke(center, radius, stroke),
        Sample::Cross => cross(center, vec2(0.5, 0.5) * unit, stroke),
        Sample::Area => {
            let circle = |x, radius| Shape::circle_stroke(center + vec2(x * unit, 0.0), radius * unit, stroke);
            Shape::Vec(vec![circle(-0.6, 0.22), circle(0.3, 0.5)])
        }
    }
}
