//! The names of the lines, at their ends in the right margin, in the order in which they end.

use std::sync::Arc;

use egui::{Color32, Galley, Painter, Pos2, Rect, Stroke, pos2, vec2};

use crate::charts::LineChart;
use crate::paint::chart_look::ChartLook;
use crate::paint::text;
use crate::paint::theme::{Tokens, semibold_font};

/// The names, laid out.
pub struct Names {
    names: Vec<Name>,
    gap: f32,
}

struct Name {
    series: usize,
    galley: Arc<Galley>,
    color: Color32,
}

impl Names {
    /// Lays the names out, broken where they would take more than `width`; a line that lies above `top` as a whole, and is
    /// not seen, has an arrow behind its name.
    pub fn new(painter: &Painter, chart: &LineChart, look: &ChartLook, width: f32, top: f64) -> Self {
        let tokens = Tokens::of(painter.ctx());
        let name = |(series, line): (usize, &crate::charts::Series)| {
            let color = tokens.role(line.role);
            let is_above = line.points.iter().all(|point| top < point[1]);
            let name = format!("{}{}", line.name, if is_above { " ↑" } else { "" });
            let galley = text::wrapped(painter, &name, semibold_font(look.text_size), color, width, 3);
            Name { series, galley, color }
        };
        let visible = chart.series.iter().enumerate().filter(|(_, series)| !series.points.is_empty());
        Self { names: visible.map(name).collect(), gap: look.text_size }
    }

    /// How wide the margin must be.
    pub fn margin(&self) -> f32 {
        let widest = self.names.iter().map(|name| name.galley.size().x).fold(0.0, f32::max);
        if self.names.is_empty() { self.gap } else { widest + self.gap }
    }

    /// Paints the names beside the ends of their lines; `end_of` says at what height a series leaves the plot.
    ///
    /// Returns the areas they take, and the series that end inside the plot and have no name yet.
    pub fn paint(
        self,
        painter: &Painter,
        frame: Rect,
        end_of: impl Fn(usize) -> Option<f32>,
    ) -> (Vec<Rect>, Vec<usize>) {
        let mut unnamed = Vec::new();
        let mut ends: Vec<(f32, Name)> = Vec::new();
        for name in self.names {
            match end_of(name.series) {
                Some(end) => ends.push((end.clamp(frame.top(), frame.bottom()), name)),
                None => unnamed.push(name.series),
            }
        }
        ends.sort_by(|first, second| first.0.total_cmp(&second.0));
        let height = |name: &Name| name.galley.size().y + 0.12 * self.gap;
        // Where there is no room for all, the lines that lie lowest go without.
        while 1 < ends.len() && frame.height() < ends.iter().map(|(_, name)| height(name)).sum() {
            let lowest = (0..ends.len()).min_by_key(|place| ends[*place].1.series).unwrap_or_default();
            ends.remove(lowest);
        }
        let wanted: Vec<(f32, f32)> = ends.iter().map(|(end, name)| (*end, height(name))).collect();
        let centers = stacked(&wanted, frame.top(), frame.bottom());

        let mut areas = Vec::new();
        for ((end, name), center) in ends.into_iter().zip(centers) {
            let size = name.galley.size();
            let area = Rect::from_min_size(pos2(frame.right() + self.gap, center - size.y / 2.0), size);
            if 0.45 * size.y < (center - end).abs() {
                leader(painter, pos2(frame.right(), end), area.left_center() - vec2(2.0, 0.0), name.color);
            }
            painter.galley(area.min, name.galley, name.color);
            areas.push(area);
        }
        (areas, unnamed)
    }
}

/// A thin line from the end of a series to its name that had to move.
fn leader(painter: &Painter, end: Pos2, name: Pos2, color: Color32) {
    painter.line_segment([end + vec2(2.0, 0.0), name], Stroke::new(1.0, color.gamma_multiply(0.6)));
}

/// Centres for labels of given `(wanted centre, height)` in order, moved apart as little as possible, within limits.
pub fn stacked(wanted: &[(f32, f32)], top: f32, bottom: f32) -> Vec<f32> {
    // Labels that would overlap are joined into a block, which takes the mean of what its labels want.
    struct Block {
        first: usize,
        top: f32,
        height: f32,
    }
    let mean_top = |first: usize, last: usize| {
        let mut above = 0.0;
        let mut sum = 0.0;
        for (center, height) in &wanted[first..=last] {
            sum += center - height / 2.0 - above;
            above += height;
        }
        (sum / (last - first + 1) as f32).min(bottom - above).max(top)
    };
    let mut blocks: Vec<Block> = Vec::new();
    for (index, (_, height)) in wanted.iter().enumerate() {
        let mut block = Block { first: index, top: mean_top(index, index), height: *height };
        while let Some(above) = blocks.pop_if(|above| block.top < above.top + above.height) {
            let height = above.height + block.height;
            block = Block { first: above.first, top: mean_top(above.first, index), height };
        }
        blocks.push(block);
    }
    let mut centers = Vec::with_capacity(wanted.len());
    for (index, block) in blocks.iter().enumerate() {
        let last = blocks.get(index + 1).map_or(wanted.len(), |next| next.first);
        let mut y = block.top;
        for (_, height) in &wanted[block.first..last] {
            centers.push(y + height / 2.0);
            y += height;
        }
    }
    centers
}

#[cfg(test)]
mod tests {
    use super::stacked;

    #[test]
    fn names_move_apart_and_stay_in_order() {
        let cases: [(&[f32], &[f32]); 4] = [
            (&[20.0, 60.0], &[20.0, 60.0]),
            (&[50.0, 50.0], &[45.0, 55.0]),
            (&[2.0, 3.0, 60.0], &[5.0, 15.0, 60.0]),
            (&[50.0, 98.0, 99.0, 99.0], &[50.0, 75.0, 85.0, 95.0]),
        ];
        for (wanted, expected) in cases {
            let labels: Vec<_> = wanted.iter().map(|center| (*center, 10.0)).collect();
            assert_eq!(stacked(&labels, 0.0, 100.0), expected, "{wanted:?}");
        }
    }
}
