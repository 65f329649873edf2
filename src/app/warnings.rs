//! What there is to mind, behind a count in the status line.

use egui::{Button, RichText, ScrollArea, Ui, WidgetInfo};

use super::command::Command;
use super::computed::Valid;
use super::view::Place;
use super::widgets::icon;
use crate::advice::{Warning, Weight};
use crate::paint::theme::Tokens;

const WIDTH: f32 = 460.0;

/// The count, and the list that it opens. A click on one goes to what it is about.
pub fn warnings_ui(ui: &mut Ui, valid: &Valid, commands: &mut Vec<Command>) {
    let Some(first) = valid.warnings.first() else { return };
    let count = format!("{} to mind", valid.warnings.len());
    let text = RichText::new(format!("{} {count}", icon::PROBLEM)).small().color(color(ui, first.weight));
    let button = Button::new(text).frame_when_inactive(false);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_width(WIDTH);
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            ui.set_max_width(WIDTH - 8.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            for warning in &valid.warnings {
                warning_ui(ui, warning, commands);
            }
        });
    });
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &count));
    response.on_hover_text("What to mind although it can be computed");
}

fn warning_ui(ui: &mut Ui, warning: &Warning, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let mut text = egui::text::LayoutJob::default();
    let weight = match warning.weight {
        Weight::Problem => "Problem  ",
        Weight::Note => "Note  ",
    };
    let small = |color| egui::TextFormat::simple(crate::paint::theme::regular_font(12.5), color);
    text.append(weight, 0.0, small(color(ui, warning.weight)));
    text.append(&warning.sentence, 0.0, small(tokens.text));
    let button = Button::new(text).wrap().frame_when_inactive(false).min_size(egui::vec2(ui.available_width(), 0.0));
    if ui.add(button).clicked() {
        commands.push(Command::GoTo(Place::Estimate(warning.at.clone())));
        ui.close();
    }
}

fn color(ui: &Ui, weight: Weight) -> egui::Color32 {
    let tokens = Tokens::of(ui.ctx());
    match weight {
        Weight::Problem => tokens.problem,
        Weight::Note => tokens.muted,
    }
}
