//! From panel to panel with one key.

use egui::{Context, Id, LayerId, Rect, WidgetRect};

/// Wider than where the edge of a panel can be grabbed, narrower than any control.
const EDGE: f32 = 12.0;

/// Gives the focus to the first control of the panel after the one that has it, or before it.
pub fn focus_panel(context: &Context, panels: &[Rect], forward: bool) {
    let focused = context.memory(egui::Memory::focused);
    let controls: Vec<(Id, Rect)> = context.viewport(|viewport| {
        let widgets = viewport.this_pass.widgets.get_layer(LayerId::background());
        let can_be_used = |widget: &&WidgetRect| {
            // What moves the edge between two panels belongs to neither.
            let is_edge = widget.interact_rect.width() < EDGE;
            widget.enabled && widget.sense.is_focusable() && !is_edge
        };
        widgets.filter(can_be_used).map(|widget| (widget.id, widget.interact_rect)).collect()
    });
    let panel_of = |at: Rect| panels.iter().position(|panel| panel.contains(at.center()));
    let here = controls.iter().find(|(id, _)| Some(*id) == focused).and_then(|(_, at)| panel_of(*at));
    let count = panels.len();
    let start = match here {
        Some(here) => here,
        None if forward => count - 1,
        None => 0,
    };
    let mut others =
        (1..count).map(|step| if forward { (start + step) % count } else { (start + count - step) % count });
    let first_in = |panel: usize| controls.iter().find(|(_, at)| panel_of(*at) == Some(panel)).map(|(id, _)| *id);
    if let Some(id) = others.find_map(first_in) {
        context.memory_mut(|memory| memory.request_focus(id));
    }
}
