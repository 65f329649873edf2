//! What a drag need not draw: charts of the plan as it was before an edit, in a pass that is laid out again with what follows.

use egui::{Context, Memory, Popup};

use crate::app::document::Session;

/// Whether something is dragged, and nothing else waits to be operated, neither what has the keyboard nor what is open: both
/// are lost where they are not laid out.
pub(crate) fn is_only_dragging(context: &Context) -> bool {
    let dragged = context.dragged_id();
    let focused = context.memory(Memory::focused);
    dragged.is_some() && (focused.is_none() || focused == dragged) && !Popup::is_any_open(context)
}

/// Whether charts may be left out, because a drag has edited the plan before they are laid out: has the frame drawn again, if
/// that is still possible.
pub(crate) fn is_drawn_again(context: &Context, session: &Session) -> bool {
    if !is_only_dragging(context) || !session.is_edited_in_this_pass() {
        return false;
    }
    context.request_discard("the plan was dragged to something else");
    context.will_discard()
}
