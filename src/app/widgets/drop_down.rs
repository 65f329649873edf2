//! A drop-down that a key closes again once it has chosen; a menu of egui does that for the pointer alone.

use super::follow_focus;
use egui::{ComboBox, InnerResponse, Key, Memory, Ui};

/// Shows it.
pub fn drop_down<R>(
    ui: &mut Ui,
    choices: ComboBox,
    add_choices: impl FnOnce(&mut Ui) -> R,
) -> InnerResponse<Option<R>> {
    choices.show_ui(ui, |ui| {
        let focused = ui.memory(Memory::focused).and_then(|id| ui.ctx().read_response(id));
        let is_inside = focused.is_some_and(|focused| focused.layer_id == ui.layer_id());
        let inner = add_choices(ui);
        follow_focus(ui);
        if is_inside && ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space)) {
            ui.close();
        }
        inner
    })
}
