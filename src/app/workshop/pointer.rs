//! Three steps for somebody who starts for the first time. Each goes on once it was done; none comes back.

use egui::{Label, RichText, Ui};

use crate::app::command::Command;
use crate::app::widgets::{icon, icon_button};
use crate::paint::theme::{Tokens, semibold_font, text_scale};
use crate::scenario::Scenario;

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstStep {
    /// Drag the volume of a stage.
    Volume,
    /// Flip a strategy.
    Strategy,
    /// Leave the room and build.
    Build,
}

impl FirstStep {
    const ALL: [Self; 3] = [Self::Volume, Self::Strategy, Self::Build];

    fn sentence(self) -> &'static str {
        match self {
            Self::Volume => "Drag the volume: what if usage triples?",
            Self::Strategy => "Flip a strategy: does the verdict change?",
            Self::Build => "Press F5 to build your own",
        }
    }

    /// The step to take after what was done to a scenario since it was opened.
    pub fn after(self, scenario: &Scenario, opened: &Scenario) -> Self {
        let volumes = |scenario: &Scenario| scenario.stages.iter().map(|stage| stage.requests).collect::<Vec<_>>();
        let switches =
            |scenario: &Scenario| scenario.strategies.iter().map(|strategy| strategy.enabled).collect::<Vec<_>>();
        match self {
            Self::Volume if volumes(scenario) != volumes(opened) => Self::Strategy.after(scenario, opened),
            Self::Strategy if switches(scenario) != switches(opened) => Self::Build,
            step => step,
        }
    }
}

/// The step on one line, with a way to be rid of it.
pub(super) fn pointer_ui(ui: &mut Ui, step: FirstStep, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if icon_button(ui, icon::DISMISS, "Dismiss the first steps").on_hover_text("Esc").clicked() {
            commands.push(Command::DismissPointer);
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let count = format!("{} of {}", step as usize + 1, FirstStep::ALL.len());
            ui.label(RichText::new(count).small().color(tokens.muted));
            let sentence = RichText::new(step.sentence()).font(semibold_font(13.0 * scale)).color(tokens.focus);
            ui.add(Label::new(sentence).truncate());
        });
    });
}
