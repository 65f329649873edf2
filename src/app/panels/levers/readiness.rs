//! How far everything is that must be done before the stage in focus begins.

use egui::{Button, RichText, Ui};

use crate::advice::gate;
use crate::app::command::targets::{CardId, Destination};
use crate::app::state::UiState;
use crate::app::widgets::icon;
use crate::language::tr;
use crate::paint::theme::Tokens;
use crate::scenario::Scenario;

/// One line that leads to the checklist; nothing where nothing has to be ready.
pub(crate) fn ready_ui(ui: &mut Ui, scenario: &Scenario, ui_state: &mut UiState) {
    let gate = gate(scenario, ui_state.focus);
    let Some(stage) = scenario.stages.get(ui_state.focus).filter(|_| 0 < gate.count()) else { return };
    let tokens = Tokens::of(ui.ctx());
    let name = match gate.open {
        0 => tr!("Ready for {}: all {} done", stage.name, gate.done),
        open => tr!("Ready for {}: {} of {} done, {open} open", stage.name, gate.done, gate.count(), open),
    };
    let icon = if gate.open == 0 { icon::CHOSEN } else { icon::OPEN };
    let short = tr!("{icon} Ready for {}: {} of {}", stage.name, gate.done, gate.count(), icon);
    let text = RichText::new(short).small().color(tokens.muted);
    ui.spacing_mut().button_padding.x = 2.0;
    let button = ui.add(Button::new(text).frame_when_inactive(false).truncate());
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if button.on_hover_text(tr!("{name}\nOpen the checklist", name)).clicked() {
        ui_state.go_to(scenario, Destination::Card(CardId::Limits));
    }
}
