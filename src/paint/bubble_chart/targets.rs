//! What can be done with bubbles: pointed at, clicked and opened, by pointer, by keyboard and by screen reader.
//!
//! All of them are one stop of Tab. From there the arrow keys lead from bubble to bubble: to the right and to the left
//! along one axis, up and down along the other.

use egui::{CursorIcon, EventFilter, Id, Key, Modifiers, Response, Role, Sense, Ui, WidgetInfo};

use super::drawing::BubbleDrawing;

/// What was done with bubbles, by the place that each is known by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BubbleResponse {
    /// Under the pointer; else the one that has the keyboard.
    pub hovered: Option<usize>,
    /// Clicked, or chosen by the space bar.
    pub clicked: Option<usize>,
    /// Clicked twice, or chosen by Enter.
    pub opened: Option<usize>,
}

/// Bubbles that stand out for now, by index.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pointed {
    /// Under the pointer.
    pub hovered: Option<usize>,
    /// With the keyboard.
    pub focused: Option<usize>,
}

/// Makes bubbles react. Returns what was done, and which stand out.
pub fn targets_ui(ui: &Ui, drawing: &BubbleDrawing<'_>, chart: &Response) -> (BubbleResponse, Pointed) {
    let bubbles = &drawing.chart.bubbles;
    let id_of = |bubble: usize| chart.id.with(("bubble", bubbles[bubble].place));
    // The one that Tab leads to, by place: the largest, until another one was.
    let stop_id = chart.id.with("stop");
    let stop = ui.data(|data| data.get_temp::<usize>(stop_id));
    let stop = bubbles.iter().position(|bubble| Some(bubble.place) == stop).unwrap_or(0);
    let (mut done, mut pointed) = (BubbleResponse::default(), Pointed::default());
    for (index, bubble) in bubbles.iter().enumerate() {
        let sense = if index == stop { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(drawing.target(index), id_of(index), sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &bubble.sentence));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_selected(bubble.is_chosen);
            node.set_description(drawing.chart.hint.as_str());
        });
        let is_entered = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if response.double_clicked() || is_entered {
            done.opened = Some(bubble.place);
        } else if response.clicked() {
            done.clicked = Some(bubble.place);
        }
        if response.clicked() {
            ui.data_mut(|data| data.insert_temp(stop_id, bubble.place));
        }
        if response.hovered() {
            pointed.hovered = Some(index);
        }
        if response.has_focus() {
            pointed.focused = Some(index);
        }
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        response.on_hover_cursor(CursorIcon::PointingHand);
    }
    if let Some(focused) = pointed.focused
        && let Some(next) = moved(ui, drawing, id_of(focused), focused)
    {
        ui.data_mut(|data| data.insert_temp(stop_id, bubbles[next].place));
        ui.memory_mut(|memory| memory.request_focus(id_of(next)));
        pointed.focused = Some(next);
    }
    done.hovered = pointed.hovered.or(pointed.focused).map(|index| bubbles[index].place);
    (done, pointed)
}

/// Where the arrow keys lead from a bubble that has the keyboard.
fn moved(ui: &Ui, drawing: &BubbleDrawing<'_>, id: Id, from: usize) -> Option<usize> {
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let along = |axis: usize| {
        let mut order: Vec<usize> = (0..drawing.symbols.len()).collect();
        let at = |bubble: usize| drawing.chart.bubbles[bubble].at[axis];
        order.sort_by(|first, second| at(*first).total_cmp(&at(*second)).then(first.cmp(second)));
        order
    };
    let step = |axis: usize, by: isize| {
        let order = along(axis);
        let here = order.iter().position(|bubble| *bubble == from)?;
        order.get(here.checked_add_signed(by)?).copied()
    };
    match () {
        () if pressed(Key::ArrowRight) => step(0, 1),
        () if pressed(Key::ArrowLeft) => step(0, -1),
        () if pressed(Key::ArrowUp) => step(1, 1),
        () if pressed(Key::ArrowDown) => step(1, -1),
        () if pressed(Key::Home) => along(0).first().copied(),
        () if pressed(Key::End) => along(0).last().copied(),
        () => None,
    }
}
