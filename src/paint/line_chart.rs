//! Paints a chart of lines. One drawing code behind the window and the pictures.
//!
//! - `drawing`: where everything lies, and the lines and areas themselves
//! - `stages`: the strip above the plot with the stages and what changes there
//! - `names`: the names of the lines at their ends
//! - `annotations`: figures, the gap, marks, each placed where it lies on nothing
//! - `crosshair`: the values under the pointer; `choices`: points that are read one by one instead
//!
//! egui_plot draws lines and areas; room for text is set aside in pixels first, so that nothing needs a second pass.
//! Absent: what the chart says (`charts`), and any choice of what is drawn.

mod annotations;
mod choices;
mod crosshair;
mod drawing;
pub(super) mod names;
mod stages;

use egui::{Pos2, Rect, Response, Shape, Stroke, Ui, Vec2, pos2, vec2};

use super::chart_look::{ChartLook, ExplainFn, image_ui};
use super::clicked::Clicked;
use super::labels::cut;
use super::scale::Scale;
use super::text;
use super::theme::{Tokens, regular_font};
use crate::charts::{ChartHead, LineChart};
use crate::prose::ResultId;
use drawing::LineDrawing;
use names::Names;
use stages::Strip;

/// Paints a chart of lines without its heading on an area of `size`. Returns the figure that was clicked.
pub fn line_chart_ui(
    ui: &mut Ui,
    head: &ChartHead,
    chart: &LineChart,
    size: Vec2,
    look: &ChartLook,
    explain: ExplainFn<'_>,
) -> Option<Clicked> {
    let painted = painted(ui, head, chart, size, look, explain);
    let choice = painted.choice.map(Clicked::Choice);
    choice.or_else(|| Clicked::figure(ui, &painted.response, painted.pointed))
}

/// A chart that was painted, with what tests ask about it.
struct Painted {
    /// Of the whole area.
    pub response: Response,
    /// What the pointer reads.
    pub pointed: Option<ResultId>,
    /// The point that was chosen.
    pub choice: Option<usize>,
    /// Labels in the plot and names beside it.
    #[cfg_attr(not(test), expect(dead_code))]
    pub labels: Vec<Rect>,
    /// The inside of the plot.
    #[cfg_attr(not(test), expect(dead_code))]
    pub frame: Rect,
    /// What the pointer reads, and where that is listed.
    #[cfg_attr(not(test), expect(dead_code))]
    pub read: Option<crosshair::Read>,
}

fn painted(
    ui: &mut Ui,
    head: &ChartHead,
    chart: &LineChart,
    size: Vec2,
    look: &ChartLook,
    explain: ExplainFn<'_>,
) -> Painted {
    let look = &ChartLook { logarithmic: look.logarithmic && !chart.is_linear, ..look.clone() };
    let (area, response) = image_ui(ui, head, size);
    if !ui.is_rect_visible(area) {
        return Painted { response, pointed: None, choice: None, labels: Vec::new(), frame: area, read: None };
    }
    let painter = ui.painter().clone();
    let tokens = Tokens::of(ui.ctx());
    let unit = look.text_size;
    let row = look.row_height();
    let small = |content: &str| text::line(&painter, content, regular_font(unit), tokens.muted);
    let (x_range, y_range) = drawing::ranges(chart, look);

    // Left and right first: they depend on the height only through the choice of ticks.
    let y_extent = |_: &str| if look.logarithmic { 2.2 * unit } else { 3.0 * unit };
    let x_extent = |label: &str| small(label).size().x + 1.5 * unit;
    let rough = Scale::new(look.logarithmic, y_range, (0.7 * size.y, 0.0), (0.7 * size.y, 0.0));
    let y_ticks = rough.ticks(&chart.y.unit, y_extent);
    let y_labels = y_ticks.iter().map(|(_, label)| small(label).size().x).fold(0.0, f32::max);
    // Room for usual labels even where these are shorter, so that charts above each other line up; in the window longer
    // names are broken for that.
    let is_wide = 45.0 * unit < size.x;
    let (usual_ticks, usual_names) = if is_wide { (3.4 * unit, 11.0 * unit) } else { (0.0, 0.0) };
    let widest_name = (0.2 * size.x).max(6.0 * unit);
    let lines_up = is_wide && look.interactive && !chart.is_linear;
    let widest_name = if lines_up { widest_name.min(usual_names - unit) } else { widest_name };
    let names = Names::new(&painter, chart, look, widest_name, y_range.1);
    let left = area.left() + y_labels.max(usual_ticks) + 0.8 * unit;
    let right = (area.right() - names.margin().max(usual_names)).max(left + 40.0);
    // What begins at 0 has a dot there: room for it beside the ticks.
    let indent = if chart.is_linear { unit } else { 0.0 };
    let x = Scale::new(look.logarithmic, x_range, (left + indent, right), (left, right));

    // Above: the unit of the vertical axis, on the same line as the stages if these begin right of it.
    let y_label = small(&chart.y.label);
    let first_stage = chart.stages.iter().find_map(|stage| x.position(stage.x)).unwrap_or(right);
    let stages_top = if area.left() + y_label.size().x + unit < first_stage { area.top() } else { area.top() + row };
    let strip_area = Rect::from_min_max(pos2(left, stages_top), pos2(area.right(), stages_top + 0.28 * size.y));
    let strip = Strip::new(&painter, &chart.stages, look, &x, strip_area);

    // Below: the ticks, and the unit beside them in the margin if it fits there, else below.
    let x_ticks = x.ticks(&chart.x.unit, x_extent);
    let x_label = small(&chart.x.label);
    let ticks_end =
        x_ticks.last().map_or(left, |(value, label)| x.position(*value).unwrap_or(right) + small(label).size().x / 2.0);
    let fits_beside = ticks_end + unit < area.right() - x_label.size().x;
    let below = if fits_beside { row } else { 2.0 * row } + 0.3 * unit;
    let top = strip.bottom.max(area.top() + row) + 0.3 * unit;
    let frame = Rect::from_min_max(pos2(left, top), pos2(right, (area.bottom() - below).max(top + 30.0)));

    let (above, beneath) = (0.9 * unit, if look.logarithmic || y_range.0 < 0.0 { 0.6 * unit } else { 0.0 });
    let inner = (frame.bottom() - beneath, frame.top() + above);
    let y = Scale::new(look.logarithmic, y_range, inner, (frame.bottom(), frame.top()));
    let y_ticks = y.ticks(&chart.y.unit, y_extent);

    let mut drawing = LineDrawing { chart, look, tokens, frame, x, y, grid: Vec::new() };
    painter.galley(area.left_top(), y_label, tokens.muted);
    let x_label_top = if fits_beside { frame.bottom() + 0.4 * unit } else { frame.bottom() + 0.4 * unit + row };
    painter.galley(pos2(area.right() - x_label.size().x, x_label_top), x_label, tokens.muted);
    for (value, label) in &x_ticks {
        let Some(at) = x.position(*value) else { continue };
        drawing.grid.push([pos2(at, frame.top()), pos2(at, frame.bottom())]);
        let label = small(label);
        painter.galley(pos2(at - label.size().x / 2.0, frame.bottom() + 0.4 * unit), label, tokens.muted);
    }
    for (value, label) in &y_ticks {
        let Some(at) = y.position(*value) else { continue };
        if *value != 0.0 || 0.0 <= y_range.0 {
            drawing.grid.push([pos2(frame.left(), at), pos2(frame.right(), at)]);
        }
        let label = small(label);
        let corner = pos2(frame.left() - 0.6 * unit - label.size().x, at - label.size().y / 2.0);
        painter.galley(corner, label, tokens.muted);
    }
    // Grid and guides lie under the lines, and make way for labels whose place is known only later.
    let beneath_lines = painter.add(Shape::Noop);
    if let Some(zero) = drawing.y.position(0.0).filter(|_| y_range.0 < 0.0 && !look.logarithmic) {
        painter.hline(frame.x_range(), zero, Stroke::new(look.weight(), tokens.muted));
    }
    let stages: Vec<[Pos2; 2]> = strip.tops.iter().map(|top| [*top, pos2(top.x, frame.bottom())]).collect();
    let notes = strip.areas();
    strip.paint(&painter);
    drawing.plot_ui(ui, response.id);
    let reacts = look.interactive && !chart.choices.is_empty();
    let choices = if reacts { choices::targets_ui(ui, &drawing, &response) } else { Default::default() };
    choices::paint(&drawing, &painter, choices);
    let beneath_labels = painter.add(Shape::Noop);
    let marks: Vec<[Pos2; 2]> = chart
        .marks
        .iter()
        .filter_map(|mark| x.position(mark.x).filter(|at| frame.x_range().contains(*at)))
        .map(|at| [pos2(at, frame.top()), pos2(at, frame.bottom())])
        .collect();

    let (mut labels, unnamed) = names.paint(&painter, frame, |series| drawing.end_of(series));
    let guides: Vec<[Pos2; 2]> = stages.iter().chain(&marks).copied().collect();
    let placed = annotations::paint(&drawing, &painter, &guides, &unnamed);
    let cuts: Vec<Rect> = placed.iter().map(|label| label.expand2(vec2(0.3 * unit, 0.0))).collect();
    let pieces = |lines: &[[Pos2; 2]]| -> Vec<[Pos2; 2]> { lines.iter().flat_map(|line| cut(*line, &cuts)).collect() };
    let (track, guide) = (Stroke::new(1.0, tokens.grid), Stroke::new(1.0, tokens.muted.gamma_multiply(0.7)));
    let grid = pieces(&drawing.grid).into_iter().map(|piece| Shape::line_segment(piece, track));
    let dashes = pieces(&stages).into_iter().flat_map(|piece| Shape::dashed_line(&piece, guide, 3.0, 3.0));
    painter.set(beneath_lines, Shape::Vec(grid.chain(dashes).collect()));
    let (spacing, radius) = (4.0 * look.weight(), 0.9 * look.weight());
    let dots = pieces(&marks).into_iter().flat_map(|piece| Shape::dotted_line(&piece, tokens.text, spacing, radius));
    painter.set(beneath_labels, Shape::Vec(dots.collect()));
    labels.extend(placed);

    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|pointer| frame.contains(*pointer));
    if reacts {
        choices::read(&drawing, &painter, choices, area, &labels);
    }
    let pointer = pointer.filter(|_| look.interactive && !reacts && response.contains_pointer());
    let read = pointer.map(|pointer| crosshair::paint(&drawing, &painter, pointer, area, notes, &labels, explain));
    let pointed = read.as_ref().and_then(|read| read.figure);
    Painted { response, pointed, choice: choices.clicked, labels, frame, read }
}

#[cfg(test)]
mod tests;
