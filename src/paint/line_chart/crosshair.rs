//! What lies under the pointer: a vertical line, a dot on each line, and every value in full.

use egui::{Painter, Pos2, Rect, Stroke, Vec2, pos2};

use super::drawing::LineDrawing;
use crate::language::tr;
use crate::paint::ExplainFn;
use crate::paint::readout::{Reading, Readout, Swatch};
use crate::prose::ResultId;

/// So near in points a figure explains itself.
const NEAR: f32 = 12.0;
/// Around each point that is read, so much stays free.
const FREE: f32 = 10.0;

/// What was read.
pub struct Read {
    /// The figure under the pointer.
    pub figure: Option<ResultId>,
    /// Where the values stand.
    #[cfg_attr(not(test), expect(dead_code))]
    pub list: Rect,
    /// The points that they are values of, and the notes above the plot: nothing lies on them.
    #[cfg_attr(not(test), expect(dead_code))]
    pub kept_clear: Vec<Rect>,
}

/// Paints the crosshair for a pointer inside the plot, and tells the figure under it. What is listed lies neither on
/// what it reads nor on `notes`, and on no line and no label where there is room elsewhere.
pub fn paint(
    drawing: &LineDrawing<'_>,
    painter: &Painter,
    pointer: Pos2,
    area: Rect,
    notes: Vec<Rect>,
    labels: &[Rect],
    explain: ExplainFn<'_>,
) -> Read {
    let LineDrawing { chart, tokens, frame, look, .. } = drawing;
    let x = chart.x.unit.nearest(drawing.x.value(pointer.x));
    // The axis of months ends with the last one, which begins before.
    let last = chart.series.iter().filter_map(|series| series.points.last()).map(|point| point[0]);
    let x = if chart.is_linear { last.fold(f64::NEG_INFINITY, f64::max).min(x) } else { x };
    let mut kept_clear = notes;
    let at = drawing.x.position(x).map_or(pointer.x, |at| frame.x_range().clamp(at));
    painter.line_segment([pos2(at, frame.top()), pos2(at, frame.bottom())], Stroke::new(1.0, tokens.muted));

    let list = Readout::new(painter, look);
    let mut rows = vec![list.row(None, &chart.x.label, chart.x.unit.full(x), None)];
    // The most important line is painted last and read first.
    for (index, series) in chart.series.iter().enumerate().rev() {
        let Some(here) = series.at(x) else { continue };
        let color = tokens.role(series.role);
        if let Some(y) = drawing.y.position(here).filter(|y| frame.y_range().contains(*y)) {
            painter.circle(pos2(at, y), 3.0, color, Stroke::new(1.0, tokens.surface));
            kept_clear.push(Rect::from_center_size(pos2(at, y), Vec2::splat(2.0 * FREE)));
        }
        let interval = chart.band_at(index, x).map(|band| tr!("· 8 in 10: {}", chart.y.unit.interval(band)));
        let swatch = Swatch::Line(color, series.dash);
        rows.push(list.row(Some(swatch), &series.name, chart.y.unit.full(here), interval));
    }
    let away = |(x, figure): &(f64, ResultId)| Some(((drawing.x.position(*x)? - at).abs(), *figure));
    let nearest = chart.explains.iter().filter_map(away).min_by(|first, second| first.0.total_cmp(&second.0));
    let figure = nearest.filter(|(away, _)| *away <= NEAR).map(|(_, figure)| figure);
    let runs = (0..chart.series.len()).flat_map(|series| drawing.runs(series));
    let lines = runs.map(|run| run.into_iter().map(|point| drawing.at_coordinates(point)).collect());
    let labels = labels.iter().map(|label| vec![label.left_center(), label.right_center()]);
    let lines = lines.chain(labels).collect();
    let reading = Reading { pointer: pos2(at, pointer.y), area, plot: *frame, kept_clear, lines };
    let list = list.paint(&rows, &figure.map_or_else(Vec::new, explain), &reading);
    Read { figure, list, kept_clear: reading.kept_clear }
}
