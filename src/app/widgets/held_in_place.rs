//! Nothing moves under the pointer: where what is above something clicked or dragged grows or shrinks, the list is scrolled
//! by as much. Leaves out lists that have no room to scroll; what changes there keeps its room.

use egui::style::ScrollAnimation;
use egui::{Context, Id, Response, Ui, vec2};

/// What was clicked last or is dragged, and where its top was.
#[derive(Clone, Copy)]
struct Held {
    id: Id,
    top: f32,
    /// For so many passes more it is held: what an edit entails is laid out in the passes after it.
    passes: u8,
    /// Whether the list is being scrolled, which shows in the pass after the next.
    is_scrolling: bool,
}

const PASSES: u8 = 6;

fn moving() -> Id {
    Id::unique("moves with the pointer")
}

/// Says of a control that it goes where it is dragged: it is not held.
pub fn moves_with_pointer(response: &Response) {
    response.ctx.data_mut(|data| data.insert_temp(moving(), response.id));
}

fn let_go_id() -> Id {
    Id::unique("let go of what was clicked")
}

/// Lets lists scroll to what was sought, whatever was clicked before.
pub fn let_go(context: &Context) {
    let pass = context.cumulative_pass_nr();
    context.data_mut(|data| data.insert_temp(let_go_id(), pass));
}

/// Holds what was clicked or is dragged where it is, at the end of what is scrolled. A choice in a menu that it has opened
/// is one of its own.
pub fn hold_in_place(ui: &mut Ui) {
    let key = ui.scope_id().with("held in place");
    let context = ui.ctx().clone();
    let before = context.data(|data| data.get_temp::<Held>(key));
    let let_go_in = context.data(|data| data.get_temp(let_go_id()));
    if let_go_in == Some(context.cumulative_pass_nr()) {
        context.data_mut(|data| data.remove::<Held>(key));
        return;
    }
    let (pressed, dragged) =
        context.interaction_snapshot(|snapshot| (snapshot.clicked.or(snapshot.drag_started), snapshot.dragged));
    let pressed = pressed.and_then(|id| context.viewport(|viewport| viewport.prev_pass.widgets.get(id).copied()));
    let held = match pressed {
        Some(widget) if widget.layer_id != ui.layer_id() => before.map(|held| Held { passes: PASSES, ..held }),
        Some(widget) if Some(widget.id) == context.data(|data| data.get_temp(moving())) => None,
        Some(widget) => ui.min_rect().contains(widget.rect.center()).then_some(Held {
            id: widget.id,
            top: widget.rect.top(),
            passes: PASSES,
            is_scrolling: false,
        }),
        None => before,
    };
    let top = |id| context.viewport(|viewport| viewport.this_pass.widgets.get(id).map(|widget| widget.rect.top()));
    let Some((mut held, now)) = held.and_then(|held| Some((held, top(held.id)?))) else {
        context.data_mut(|data| data.remove::<Held>(key));
        return;
    };
    let is_scrolled = ui.input(|input| input.smooth_scroll_delta() != egui::Vec2::ZERO);
    let was_scrolling = std::mem::take(&mut held.is_scrolling);
    if held.passes == 0 || is_scrolled {
        (held.top, held.passes) = (now, 0);
    } else if dragged != Some(held.id) {
        held.passes -= 1;
    }
    let moved = now - held.top;
    if 0.5 < moved.abs() && !was_scrolling {
        held.is_scrolling = true;
        ui.scroll_with_delta_animation(vec2(0.0, -moved), ScrollAnimation::none());
        context.request_discard("what is under the pointer stays there");
    }
    context.data_mut(|data| data.insert_temp(key, held));
}
