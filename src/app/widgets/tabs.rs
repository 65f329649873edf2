//! A row of tabs, of which one is chosen.

use egui::{Button, RichText, Role, Ui, WidgetInfo, vec2};

use crate::paint::theme::{Tokens, semibold_font};

/// Beside the name of a tab.
const TAB_PADDING: f32 = 3.0;

/// Shows tabs by their names, and makes the one that is clicked the chosen one.
pub fn tabs_ui<T: Copy + PartialEq>(ui: &mut Ui, tabs: impl IntoIterator<Item = (T, &'static str)>, chosen: &mut T) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(1.0, 2.0);
        // All of them stand on one line of the smallest window that all panels fit in.
        ui.spacing_mut().button_padding.x = TAB_PADDING.min(ui.spacing().button_padding.x);
        for (tab, name) in tabs {
            let is_chosen = *chosen == tab;
            let text = RichText::new(name);
            let text = if is_chosen { text.font(semibold_font(13.0)) } else { text.color(tokens.muted) };
            let response = ui.add(Button::selectable(is_chosen, text));
            response.widget_info(|| WidgetInfo::labeled(Role::Tab, true, name));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_chosen));
            if response.clicked() {
                *chosen = tab;
            }
        }
    });
}
