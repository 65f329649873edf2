//! Three steps for somebody who starts for the first time. Each goes on once it was done; none comes back.

use egui::{Label, RichText, Ui};
use strum::EnumCount;

use crate::app::command::Command;
use crate::app::state::first_steps::FirstStep;
use crate::app::widgets::{icon, icon_button};
use crate::paint::theme::{Tokens, semibold_font, text_scale};

/// The step on one line, with a way to be rid of it.
pub(super) fn pointer_ui(ui: &mut Ui, step: FirstStep, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if icon_button(ui, icon::DISMISS, "Dismiss the first steps").on_hover_text("Esc").clicked() {
            commands.push(Command::DismissPointer);
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let count = format!("{} of {}", step as usize + 1, FirstStep::COUNT);
            ui.label(RichText::new(count).small().color(tokens.muted));
            let sentence = RichText::new(step.sentence()).font(semibold_font(13.0 * scale)).color(tokens.focus);
            ui.add(Label::new(sentence).truncate());
        });
    });
}
