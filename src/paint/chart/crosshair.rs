//! What lies under the pointer: a vertical line, a dot on each line, and every value in full.

use egui::{Painter, Pos2, Rect, Stroke, pos2};

use super::Drawing;
use super::readout::{Readout, Swatch};
use crate::charts::Figure;
use crate::paint::Tell;

/// So near in points a figure explains itself.
const NEAR: f32 = 12.0;

/// Paints the crosshair for a pointer inside the plot, and tells the figure under it. Returns that figure.
pub fn paint(drawing: &Drawing<'_>, painter: &Painter, pointer: Pos2, area: Rect, tell: Tell<'_>) -> Option<Figure> {
    let Drawing { chart, tokens, frame, look, .. } = drawing;
    let x = chart.x.unit.nearest(drawing.x.value(pointer.x));
    let at = drawing.x.position(x).map_or(pointer.x, |at| frame.x_range().clamp(at));
    painter.line_segment([pos2(at, frame.top()), pos2(at, frame.bottom())], Stroke::new(1.0, tokens.muted));

    let list = Readout::new(painter, look);
    let mut rows = vec![list.row(None, &chart.x.label, chart.x.unit.full(x), None)];
    // The most important line is painted last and read first.
    for (index, series) in chart.series.iter().enumerate().rev() {
        let Some(here) = series.at(x) else { continue };
        let color = tokens.ink(series.ink);
        if let Some(y) = drawing.y.position(here).filter(|y| frame.y_range().contains(*y)) {
            painter.circle(pos2(at, y), 3.0, color, Stroke::new(1.0, tokens.surface));
        }
        let interval = chart.band_at(index, x).map(|band| format!("· 8 in 10: {}", chart.y.unit.interval(band)));
        let swatch = Swatch::Line(color, series.dash);
        rows.push(list.row(Some(swatch), &series.name, chart.y.unit.full(here), interval));
    }
    let away = |(x, figure): &(f64, Figure)| Some(((drawing.x.position(*x)? - at).abs(), *figure));
    let nearest = chart.explains.iter().filter_map(away).min_by(|first, second| first.0.total_cmp(&second.0));
    let figure = nearest.filter(|(away, _)| *away <= NEAR).map(|(_, figure)| figure);
    list.paint(&rows, &figure.map_or_else(Vec::new, tell), pointer, area);
    figure
}
