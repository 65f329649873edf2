//! What is written into the plot: figures at dots, the gap, the marks, and names of lines that end early.

use std::sync::Arc;

use egui::{Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, Vec2, vec2};

use super::{Drawing, text};
use crate::charts::{Gap, Ink, Mark};
use crate::paint::labels::{Obstacles, Place, around, beside};
use crate::paint::theme::{bold_font, semibold_font};

/// How much a label minds to lie on the line of a stage or a mark.
const GUIDE: f32 = 0.3;

/// Paints everything inside the plot that carries a label, and returns the areas of the labels.
///
/// `unnamed` are the series whose line ends inside the plot.
pub fn paint(drawing: &Drawing<'_>, painter: &Painter, guides: &[[Pos2; 2]], unnamed: &[usize]) -> Vec<Rect> {
    let Drawing { chart, tokens, frame, look, .. } = drawing;
    let unit = look.text_size;
    let mut labels = Labels { obstacles: Obstacles::new(frame.shrink(1.0)), placed: Vec::new(), painter, drawing };
    for series in 0..chart.series.len() {
        for run in drawing.runs(series) {
            let points: Vec<Pos2> = run.iter().map(|point| drawing.at_coordinates(*point)).collect();
            labels.obstacles.add_line(&points, 1.0);
        }
    }
    for guide in guides {
        labels.obstacles.add_line(guide, GUIDE);
    }
    let radius = 0.34 * unit + 0.6;
    let dots: Vec<_> = chart.dots.iter().filter_map(|dot| Some((drawing.position(dot.at)?, dot))).collect();
    let dots: Vec<_> = dots.into_iter().filter(|(center, _)| frame.contains(*center)).collect();
    for (center, _) in &dots {
        labels.obstacles.add_area(Rect::from_center_size(*center, vec2(2.0, 2.0) * radius));
    }
    let arrow = chart.gap.as_ref().and_then(|gap| arrow(drawing, painter, gap));
    if let Some([top, bottom]) = arrow {
        labels.obstacles.add_line(&[top, bottom], 1.0);
    }

    for (center, dot) in &dots {
        let figure = text::line(painter, &dot.label, bold_font(unit), tokens.text);
        let distances = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0].map(|further| radius + (0.4 + further) * unit);
        labels.put(figure.clone(), &around(*center, figure.size(), distances[0], &distances));
    }
    if let (Some(gap), Some([top, bottom])) = (&chart.gap, arrow) {
        labels.put_best(&gap.label, tokens.ink(Ink::Forecast), |size| {
            let middle = top.lerp(bottom, 0.5);
            let mut places = beside(top.x, middle.y - size.y / 2.0, middle.y + size.y / 2.0, size, 0.6 * unit);
            places.extend(beside(top.x, top.y - size.y, bottom.y + size.y, size, 0.6 * unit));
            places.extend(around(middle, size, unit, &[2.0 * unit, 4.0 * unit]));
            places
        });
    }
    for Mark { x, label } in &chart.marks {
        let Some(x) = drawing.x.position(*x).filter(|x| frame.x_range().contains(*x)) else { continue };
        if !label.is_empty() {
            let (top, bottom) = (frame.top() + 2.0, frame.bottom() - 2.0);
            labels.put_best(label, tokens.text, |size| beside(x, top, bottom, size, 0.6 * unit));
        }
    }
    for &series in unnamed {
        let Some(end) = drawing.runs(series).pop().and_then(|run| run.last().copied()) else { continue };
        let line = &chart.series[series];
        let name = text::line(painter, &line.name, semibold_font(unit), tokens.ink(line.ink));
        let places = around(drawing.at_coordinates(end), name.size(), 3.0, &[4.0, unit, 2.0 * unit]);
        labels.put(name, &places);
    }
    for (center, dot) in dots {
        painter.circle(center, radius, tokens.surface, Stroke::new(0.17 * unit, tokens.ink(dot.ink)));
    }
    labels.placed
}

/// The double arrow between the ends of a gap, a little right of its volume; its ends if there is room for it.
fn arrow(drawing: &Drawing<'_>, painter: &Painter, gap: &Gap) -> Option<[Pos2; 2]> {
    let unit = drawing.look.text_size;
    let top = drawing.position([gap.x, gap.high])? + vec2(1.1 * unit, 0.0);
    let bottom = drawing.position([gap.x, gap.low])? + vec2(1.1 * unit, 0.0);
    if bottom.y - top.y < 0.8 * unit {
        return None;
    }
    let color = drawing.tokens.ink(Ink::Forecast);
    painter.line_segment([top, bottom], Stroke::new(0.13 * unit, color));
    let (half, length) = (0.3 * unit, 0.45 * unit);
    for (tip, down) in [(top, length), (bottom, -length)] {
        let base = tip + vec2(0.0, down);
        let head = vec![tip, base + vec2(half, 0.0), base - vec2(half, 0.0)];
        painter.add(Shape::convex_polygon(head, color, Stroke::NONE));
    }
    Some([top, bottom])
}

/// Labels in the plot while they are placed, the first come first served.
struct Labels<'a> {
    obstacles: Obstacles,
    placed: Vec<Rect>,
    painter: &'a Painter,
    drawing: &'a Drawing<'a>,
}

impl Labels<'_> {
    /// Puts a label on one line if it lies free so, else broken over as many lines as it takes.
    fn put_best(&mut self, label: &str, color: Color32, places: impl Fn(Vec2) -> Vec<Rect>) {
        let unit = self.drawing.look.text_size;
        let mut best: Option<(f32, Arc<Galley>, Vec<Rect>)> = None;
        for width in [0.6 * self.drawing.frame.width(), 20.0 * unit, 15.0 * unit, 12.0 * unit, 9.0 * unit] {
            let galley = text::wrapped(self.painter, label, semibold_font(unit), color, width, 6);
            let places = places(galley.size());
            let Some(place) = self.obstacles.best(&places) else { continue };
            if best.as_ref().is_none_or(|(cost, ..)| place.cost < *cost - 1.0) {
                best = Some((place.cost, galley, places));
            }
            if place.is_free() {
                break;
            }
        }
        if let Some((_, galley, places)) = best {
            self.put(galley, &places);
        }
    }

    fn put(&mut self, galley: Arc<Galley>, candidates: &[Rect]) {
        let Some(Place { rect, .. }) = self.obstacles.place(candidates) else { return };
        self.painter.galley(rect.min, galley, self.drawing.tokens.text);
        self.placed.push(rect);
    }
}
