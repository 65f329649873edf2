//! Paints bubbles between two amounts, with the diagonal on which they are equal. One drawing code behind the window and
//! the pictures.
//!
//! - `drawing`: where every bubble lies, and what is painted of it
//! - `symbol`: the shape of a verdict
//! - `names`: what is written into the plot, and `placement` where it finds room
//! - `legend`: what shapes, fills and crosses mean
//! - `targets`: what was pointed at, clicked or opened
//!
//! egui_plot has no logarithmic axes, and would draw nothing here that is not a shape or a text anyway, so everything is
//! painted directly. Absent: what the chart says (`charts`), and what happens when a bubble is opened.

mod drawing;
mod legend;
mod names;
mod placement;
mod symbol;
mod targets;

use std::sync::Arc;

use egui::{Galley, Painter, Rect, Stroke, Ui, Vec2, pos2, vec2};

use super::chart_look::{ChartLook, image_ui};
use super::readout::{Reading, Readout, Swatch};
use super::scale::Scale;
use super::text;
use super::theme::{Tokens, regular_font};
use crate::charts::{BubbleChart, ChartHead};
use drawing::BubbleDrawing;
use legend::Legend;
use names::Names;
use symbol::Symbol;
pub use targets::BubbleResponse;
use targets::{Pointed, targets_ui};

/// How many lines the names of numbered bubbles and each note may take, in the window and in a picture.
const MOST_LINES: [usize; 2] = [2, 3];
/// Between notes, in letters.
const NOTE_GAP: f32 = 0.35;

/// Paints a chart of bubbles without its heading on an area of `size`. Returns which bubbles were pointed at, clicked and
/// opened; none where the look is not interactive.
pub fn bubble_chart_ui(
    ui: &mut Ui,
    head: &ChartHead,
    chart: &BubbleChart,
    size: Vec2,
    look: &ChartLook,
) -> BubbleResponse {
    painted(ui, head, chart, size, look).done
}

/// A chart that was painted, with what tests ask about it.
#[derive(Default)]
struct Painted {
    /// What was done with bubbles.
    done: BubbleResponse,
    /// Names and sides.
    #[cfg_attr(not(test), expect(dead_code))]
    names: Vec<Rect>,
    /// The shape of each bubble.
    #[cfg_attr(not(test), expect(dead_code))]
    symbols: Vec<Symbol>,
    /// The inside of the plot.
    #[cfg_attr(not(test), expect(dead_code))]
    frame: Option<Rect>,
}

fn painted(ui: &mut Ui, head: &ChartHead, chart: &BubbleChart, size: Vec2, look: &ChartLook) -> Painted {
    let (area, response) = image_ui(ui, head, size);
    if !ui.is_rect_visible(area) {
        return Painted::default();
    }
    let painter = ui.painter().clone();
    let layout = Layout::new(&painter, chart, look, area);
    let Layout { drawing, names, .. } = &layout;
    let (done, pointed) = if look.interactive {
        targets_ui(ui, drawing, &response)
    } else {
        (BubbleResponse::default(), Pointed::default())
    };

    layout.paint_around(&painter, area);
    let inside = painter.with_clip_rect(drawing.frame.intersect(painter.clip_rect()));
    drawing.paint_sides(&inside);
    layout.paint_grid(&inside);
    let count = chart.bubbles.len();
    (0..count).for_each(|bubble| drawing.paint_bubble(&inside, bubble));
    let stands_out = pointed.hovered.or(pointed.focused);
    if let Some(bubble) = stands_out {
        drawing.paint_pointed(&inside, bubble);
    }
    if let Some(bubble) = pointed.focused {
        drawing.paint_ring(&inside, bubble, drawing.tokens.focus);
    }
    names.paint(&painter, drawing);
    if let Some(bubble) = stands_out {
        read(&painter, drawing, area, bubble, names.areas());
    }
    Painted { done, names: names.areas(), symbols: drawing.symbols.clone(), frame: Some(drawing.frame) }
}

/// Lists the figures of a bubble beside it.
fn read(painter: &Painter, drawing: &BubbleDrawing<'_>, area: Rect, bubble: usize, names: Vec<Rect>) {
    let chart = drawing.chart;
    let list = Readout::new(painter, drawing.look);
    let figures = chart.bubbles[bubble].figures.iter().enumerate().map(|(place, figure)| {
        let swatch = (place == 0).then(|| Swatch::Filled(drawing.color(bubble)));
        list.row(swatch, &figure.name, figure.value.clone(), figure.aside.clone())
    });
    let rows: Vec<_> = figures.collect();
    let target = drawing.target(bubble);
    let lines = drawing.arms(bubble).into_iter().map(|arm| arm.to_vec());
    let others = drawing.symbols.iter().map(Symbol::bounds);
    let names = names.iter().map(|name| vec![name.left_center(), name.right_center()]);
    let reading = Reading {
        pointer: target.center() + vec2(target.width() / 2.0, 0.0),
        area,
        plot: drawing.frame,
        kept_clear: others.chain([target.expand(2.0)]).collect(),
        lines: lines.chain(names).collect(),
    };
    let hint: Vec<String> = Some(chart.hint.clone()).filter(|hint| !hint.is_empty()).into_iter().collect();
    list.paint(&rows, &hint, &reading);
}

/// Everything laid out: what stands around the plot takes its room first.
struct Layout<'a> {
    drawing: BubbleDrawing<'a>,
    names: Names,
    legend: Legend,
    y_label: Arc<Galley>,
    x_label: Arc<Galley>,
    /// Whether that stands beside the ticks rather than below them.
    x_label_beside: bool,
    /// Where each tick is, and what is written at it.
    x_ticks: Vec<(f32, Arc<Galley>)>,
    y_ticks: Vec<(f32, Arc<Galley>)>,
    notes: Vec<Arc<Galley>>,
}

impl<'a> Layout<'a> {
    fn new(painter: &Painter, chart: &'a BubbleChart, look: &'a ChartLook, area: Rect) -> Self {
        let without = Self::with_list(painter, chart, look, area, false);
        let is_complete = without.names.named() == chart.bubbles.len();
        if is_complete { without } else { Self::with_list(painter, chart, look, area, true) }
    }

    /// Below the plot there is room for a list of bubbles that only their numbers are written at, if it `has_list`.
    fn with_list(painter: &Painter, chart: &'a BubbleChart, look: &'a ChartLook, area: Rect, has_list: bool) -> Self {
        let tokens = Tokens::of(painter.ctx());
        let unit = look.text_size;
        let row = look.row_height();
        let small = |content: &str| text::line(painter, content, regular_font(unit), tokens.muted);
        let lines = MOST_LINES[usize::from(!look.interactive)];
        let note = |note: &str| text::wrapped(painter, note, regular_font(unit), tokens.muted, area.width(), lines);
        let mut notes: Vec<Arc<Galley>> = chart.notes.iter().map(|said| note(said)).collect();
        let list_height = if has_list { lines as f32 * row + NOTE_GAP * unit } else { 0.0 };
        let notes_height = list_height + notes.iter().map(|note| note.size().y + NOTE_GAP * unit).sum::<f32>();

        let (y_label, x_label) = (small(&chart.y.label), small(&chart.x.label));
        let legend = Legend::new(painter, chart, look, area.width() - y_label.size().x - 2.0 * unit, area.width());
        let top = area.top() + legend.height() + 0.5 * unit;
        let bottom = |rows: f32| (area.bottom() - notes_height - rows * row - 0.5 * unit).max(top + 30.0);
        let frame = |left: f32, rows: f32| {
            let right = (area.right() - 1.2 * unit).max(left + 40.0);
            Rect::from_min_max(pos2(left, top), pos2(right, bottom(rows)))
        };
        // The width of ticks depends on the height only through their choice.
        let y_extent = |_: &str| 2.2 * unit;
        let rough = BubbleDrawing::new(chart, look, tokens, frame(area.left(), 2.0));
        let rough = rough.y.ticks(&chart.y.unit, y_extent);
        let widest = rough.iter().map(|(_, label)| small(label).size().x).fold(3.0 * unit, f32::max);
        let left = area.left() + widest + 0.8 * unit;
        let placed = |scale: &Scale, ticks: Vec<(f64, String)>| -> Vec<(f32, Arc<Galley>)> {
            let at = |(value, label): (f64, String)| Some((scale.position(value)?, small(&label)));
            ticks.into_iter().filter_map(at).collect()
        };
        let x_extent = |label: &str| small(label).size().x + 1.5 * unit;
        let x_ticks_of = |drawing: &BubbleDrawing<'_>| placed(&drawing.x, drawing.x.ticks(&chart.x.unit, x_extent));

        // What is measured to the right stands beside the ticks if there is room for it, else below them.
        let mut drawing = BubbleDrawing::new(chart, look, tokens, frame(left, 1.0));
        let mut x_ticks = x_ticks_of(&drawing);
        let ticks_end = x_ticks.last().map_or(left, |(x, label)| x + label.size().x / 2.0);
        let x_label_beside = ticks_end + unit < drawing.frame.right() - x_label.size().x;
        if !x_label_beside {
            drawing = BubbleDrawing::new(chart, look, tokens, frame(left, 2.0));
            x_ticks = x_ticks_of(&drawing);
        }
        let y_ticks = placed(&drawing.y, drawing.y.ticks(&chart.y.unit, y_extent));
        let names = Names::new(painter, &drawing);
        if has_list {
            // As many as there is room for; the numbers of the others are those of rows of the table.
            let mut numbered: Vec<usize> = names.numbered().collect();
            numbered.sort_by_key(|bubble| chart.bubbles[*bubble].place);
            let unnamed = chart.bubbles.len() - names.named();
            let mut list = note(&chart.numbered(&numbered, unnamed - numbered.len()));
            while list.elided && numbered.pop().is_some() {
                list = note(&chart.numbered(&numbered, unnamed - numbered.len()));
            }
            notes.insert(0, list);
        }
        Self { drawing, names, legend, y_label, x_label, x_label_beside, x_ticks, y_ticks, notes }
    }

    fn paint_grid(&self, painter: &Painter) {
        let BubbleDrawing { frame, tokens, .. } = self.drawing;
        let grid = Stroke::new(1.0, tokens.grid);
        for (x, _) in &self.x_ticks {
            painter.vline(*x, frame.y_range(), grid);
        }
        for (y, _) in &self.y_ticks {
            painter.hline(frame.x_range(), *y, grid);
        }
    }

    /// Labels of axes and ticks, the legend, and the notes.
    fn paint_around(&self, painter: &Painter, area: Rect) {
        let BubbleDrawing { frame, tokens, look, .. } = self.drawing;
        let unit = look.text_size;
        painter.galley(area.left_top(), self.y_label.clone(), tokens.muted);
        self.legend.paint(painter, area);
        let below = frame.bottom() + 0.4 * unit;
        for (x, label) in &self.x_ticks {
            painter.galley(pos2(x - label.size().x / 2.0, below), label.clone(), tokens.muted);
        }
        for (y, label) in &self.y_ticks {
            let size = label.size();
            painter.galley(pos2(frame.left() - 0.6 * unit - size.x, y - size.y / 2.0), label.clone(), tokens.muted);
        }
        let mut top = if self.x_label_beside { below } else { below + look.row_height() };
        let corner = pos2(frame.right() - self.x_label.size().x, top);
        painter.galley(corner, self.x_label.clone(), tokens.muted);
        top += look.row_height();
        for note in &self.notes {
            painter.galley(pos2(area.left(), top + 0.1 * unit), note.clone(), tokens.muted);
            top += note.size().y + NOTE_GAP * unit;
        }
    }
}

#[cfg(test)]
mod tests;
