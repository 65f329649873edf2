//! Points that are read and chosen one by one: what is painted of them, and what was pointed at or clicked.
//!
//! The pointer reads the nearest one. All of them are one stop of Tab, from which the arrow keys lead from point to point.

use egui::{CursorIcon, EventFilter, Key, Modifiers, Painter, Pos2, Rect, Response, Role, Sense, Stroke, Ui};
use egui::{Vec2, WidgetInfo, vec2};

use super::drawing::LineDrawing;
use crate::charts::{ChartChoice, ColorRole};
use crate::paint::readout::{Reading, Readout, Swatch};

/// So near in points a click chooses.
const NEAR: f32 = 14.0;
/// So near it is read.
const READ: f32 = 90.0;

/// Points of one chart that react, by index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChoicesPointed {
    /// Under the pointer.
    pub hovered: Option<usize>,
    /// With the keyboard.
    pub focused: Option<usize>,
    /// Clicked, or chosen by the space bar or Enter.
    pub clicked: Option<usize>,
}

/// Makes the points react.
pub fn targets_ui(ui: &Ui, drawing: &LineDrawing<'_>, chart: &Response) -> ChoicesPointed {
    let centers = centers(drawing);
    let choices = &drawing.chart.choices;
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let pointer = pointer.filter(|pointer| drawing.frame.contains(*pointer) && chart.contains_pointer());
    let away = |pointer: Pos2, index: &usize| centers[*index].distance(pointer);
    let nearest = pointer.and_then(|pointer| {
        (0..centers.len()).min_by(|one, other| away(pointer, one).total_cmp(&away(pointer, other)))
    });
    let read = pointer.zip(nearest).filter(|(pointer, index)| away(*pointer, index) <= READ).map(|(_, index)| index);
    let mut pointed = ChoicesPointed { hovered: read, ..ChoicesPointed::default() };
    let is_near = pointer.zip(nearest).is_some_and(|(pointer, index)| away(pointer, &index) <= NEAR);
    let id_of = |index: usize| chart.id.with(("choice", index));
    let stop_id = chart.id.with("stop");
    let chosen = choices.iter().position(|choice| choice.is_chosen);
    let stop = ui.data(|data| data.get_temp::<usize>(stop_id)).or(chosen);
    let stop = stop.filter(|stop| *stop < choices.len()).unwrap_or(choices.len().saturating_sub(1));
    for (index, (choice, center)) in choices.iter().zip(&centers).enumerate() {
        let sense = if index == stop { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(Rect::from_center_size(*center, Vec2::splat(2.0 * NEAR)), id_of(index), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &choice.sentence));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(choice.is_chosen));
        if response.has_focus() {
            pointed.focused = Some(index);
        }
        let is_entered = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if response.clicked() || is_entered {
            // Where the areas of several lie on each other, the nearest is meant.
            let by_pointer = response.clicked_by(egui::PointerButton::Primary);
            pointed.clicked = nearest.filter(|_| by_pointer).or(Some(index));
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
    }
    if is_near {
        ui.set_cursor_icon(CursorIcon::PointingHand);
    }
    if let Some(clicked) = pointed.clicked {
        ui.data_mut(|data| data.insert_temp(stop_id, clicked));
    }
    if let Some(focused) = pointed.focused
        && let Some(next) = moved(ui, id_of(focused), focused, choices)
    {
        ui.data_mut(|data| data.insert_temp(stop_id, next));
        ui.memory_mut(|memory| memory.request_focus(id_of(next)));
        pointed.focused = Some(next);
    }
    pointed
}

/// Where the arrow keys lead from a point that has the keyboard: along the line, from left to right.
fn moved(ui: &Ui, id: egui::Id, from: usize, choices: &[ChartChoice]) -> Option<usize> {
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let mut order: Vec<usize> = (0..choices.len()).collect();
    order.sort_by(|one, other| choices[*one].at[0].total_cmp(&choices[*other].at[0]));
    let here = order.iter().position(|index| *index == from)?;
    match () {
        () if pressed(Key::ArrowRight) || pressed(Key::ArrowDown) => order.get(here + 1).copied(),
        () if pressed(Key::ArrowLeft) || pressed(Key::ArrowUp) => order.get(here.checked_sub(1)?).copied(),
        () if pressed(Key::Home) => order.first().copied(),
        () if pressed(Key::End) => order.last().copied(),
        () => None,
    }
}

/// Paints the points, and the ring around the one that has the keyboard.
pub fn paint(drawing: &LineDrawing<'_>, painter: &Painter, pointed: ChoicesPointed) {
    let LineDrawing { chart, tokens, look, .. } = drawing;
    let color = tokens.role(ColorRole::Net);
    let radius = 0.26 * look.text_size + 0.5;
    for (index, (choice, center)) in chart.choices.iter().zip(centers(drawing)).enumerate() {
        let stands_out = pointed.hovered.or(pointed.focused) == Some(index);
        let (radius, fill) = match (choice.is_chosen, stands_out) {
            (true, _) => (1.7 * radius, color),
            (false, true) => (1.3 * radius, color),
            (false, false) => (radius, tokens.surface),
        };
        painter.circle(center, radius, fill, Stroke::new(0.12 * look.text_size, color));
        if pointed.focused == Some(index) {
            painter.circle_stroke(center, radius + 3.0, Stroke::new(2.0, tokens.focus));
        }
    }
}

/// Lists what is to be read of the point that stands out.
pub fn read(drawing: &LineDrawing<'_>, painter: &Painter, pointed: ChoicesPointed, area: Rect, labels: &[Rect]) {
    let Some(index) = pointed.hovered.or(pointed.focused) else { return };
    let (choice, center) = (&drawing.chart.choices[index], centers(drawing)[index]);
    let list = Readout::new(painter, drawing.look);
    let rows = choice.figures.iter().enumerate().map(|(place, [what, how_much])| {
        let swatch = (place == 0).then(|| Swatch::Filled(drawing.tokens.role(ColorRole::Net)));
        list.row(swatch, what, how_much.clone(), None)
    });
    let rows: Vec<_> = rows.collect();
    let runs = (0..drawing.chart.series.len()).flat_map(|series| drawing.runs(series));
    let lines = runs.map(|run| run.into_iter().map(|point| drawing.at_coordinates(point)).collect());
    let labels = labels.iter().map(|label| vec![label.left_center(), label.right_center()]);
    let reading = Reading {
        pointer: center,
        area,
        plot: drawing.frame,
        kept_clear: vec![Rect::from_center_size(center, vec2(2.0, 2.0) * NEAR)],
        lines: lines.chain(labels).collect(),
    };
    list.paint(&rows, &[], &reading);
}

/// Where each point lies; one without a place lies in a corner, which does not happen to amounts.
fn centers(drawing: &LineDrawing<'_>) -> Vec<Pos2> {
    let place = |choice: &ChartChoice| drawing.position(choice.at).unwrap_or(drawing.frame.left_bottom());
    drawing.chart.choices.iter().map(place).collect()
}
