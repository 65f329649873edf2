//! The status line: news, problems, key messages.

use egui::{Button, Label, RichText, Ui, WidgetInfo};

use super::warnings;
use crate::app::command::Command;
use crate::app::document::Session;
use crate::app::results::PlanResults;
use crate::language::tr;
use crate::paint::theme::{Tokens, regular_font};

/// Each idea in a few words; a click shows its chart.
pub fn key_messages_ui(ui: &mut Ui, valid: &PlanResults, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    ui.spacing_mut().item_spacing.x = 2.0;
    for (key, short) in &valid.key_messages {
        let text = RichText::new(short).small().color(tokens.text);
        let response = ui.add(Button::new(text).frame_when_inactive(false));
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{}: {short}", key.name())));
        if response.on_hover_text(valid.chart(*key).title()).clicked() {
            commands.push(Command::ShowKeyMessage(*key));
        }
    }
}

/// Of the status line, for what there is to mind to be said.
pub(crate) const LEAST_WARNING: f32 = 150.0;

/// The most of it that what has just happened takes from what there is to mind.
pub(crate) const MOST_NEWS: f32 = 120.0;

/// More than the least of what there is to mind stands before how long figures took.
pub(crate) const MOST_WARNING: f32 = 270.0;

pub(crate) fn status_ui(ui: &mut Ui, session: &Session, message: &str, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let small = |text: &str| RichText::new(text).small().color(tokens.muted);
    let Some(valid) = &session.computed.valid else { return };
    ui.horizontal_centered(|ui| {
        // Buttons as low as the line.
        ui.spacing_mut().interact_size.y = 16.0;
        ui.spacing_mut().button_padding.y = 0.0;
        if session.computed.holds_baseline() {
            ui.label(RichText::new(tr!("No strategies, while B is held")).small().strong());
        }
        // What the figures rest on stays whatever has just happened; how long they took makes way first.
        let width = |text: &str| {
            let text = ui.painter().layout_no_wrap(text.to_owned(), regular_font(11.5), tokens.muted).size().x;
            if text == 0.0 { 0.0 } else { text + 24.0 }
        };
        let (options, support) = (valid.options(), valid.support.sentence());
        let key_messages: f32 = valid.key_messages.iter().map(|(_, short)| width(short)).sum();
        let minded = if valid.warnings.is_empty() { 0.0 } else { LEAST_WARNING };
        let mut room = ui.available_width() - key_messages - width(&valid.prices) - minded;
        let mut has_room_for = |wanted: f32| {
            let has_room = wanted <= room;
            room -= if has_room { wanted } else { 0.0 };
            has_room
        };
        let has_support = has_room_for(width(&support));
        let news = width(message).min(MOST_NEWS);
        let has_pace = has_room_for(width(&options) + news + if minded == 0.0 { 0.0 } else { MOST_WARNING });
        for (text, is_shown) in [(&options, has_pace), (&support, has_support)] {
            if is_shown {
                ui.label(small(text));
                ui.add_space(12.0);
            }
        }
        let room = if has_pace { MOST_WARNING + room } else { (room - news).max(0.0) };
        warnings::warnings_ui(ui, valid, minded + room, commands);
        ui.add_space(12.0);
        let shown = session.computed.shown().map_or(valid, |shown| shown.valid);
        key_messages_ui(ui, shown, commands);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(small(&valid.prices));
            ui.add_space(12.0);
            ui.add(Label::new(small(message)).truncate());
        });
    });
}
