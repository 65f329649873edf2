//! Snapshots in the top bar: taken, named, recalled, and chosen to be compared with.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::style::StyleModifier;
use egui::{Button, Label, PopupCloseBehavior, RichText, ScrollArea, TextEdit, Ui};

use crate::app::command::Command;
use crate::app::document::Session;
use crate::app::results::comparison::Comparison;
use crate::app::results::comparison::ComparisonTarget;
use crate::app::state::UiState;
use crate::app::widgets::{Typed, icon, icon_button, name_field, radio_ui};
use crate::day::local_day;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::Snapshot;

const WIDTH: f32 = 400.0;
/// Of the list of changes.
const MOST_HEIGHT: f32 = 180.0;

/// The button that says what the plan is compared with, and what opens below it.
pub fn snapshots_menu(ui: &mut Ui, session: &mut Session, ui_state: &mut UiState, commands: &mut Vec<Command>) {
    // More a panel than a menu: fields and buttons look as they do everywhere.
    let config =
        MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside).style(StyleModifier::default());
    let button = Button::new(tr!("Snapshots")).selected(ui_state.against.is_some());
    MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_width(WIDTH);
        ui.spacing_mut().item_spacing.y = 6.0;
        head_ui(ui, session, commands);
        ui.add_space(2.0);
        choices_ui(ui, session, ui_state, commands);
        if let Some(comparison) = session.computed.comparison() {
            ui.separator();
            changes_ui(ui, comparison, commands);
        }
        ui.separator();
        if ui.button(Command::Decisions.name()).clicked() {
            commands.push(Command::Decisions);
            ui.close();
        }
    });
}

fn head_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.label(RichText::new(tr!("Compare the plan with")).font(semibold_font(13.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let is_free = session.scenario.free_snapshot_number().is_some();
            let mut button = Button::new(Command::TakeSnapshot(None).name());
            if let Some(shortcut) = Command::TakeSnapshot(None).shortcut() {
                button = button.shortcut_text(ui.ctx().format_shortcut(&shortcut));
            }
            let full = tr!("All nine are taken: Ctrl and a number replaces one");
            if ui.add_enabled(is_free, button).on_disabled_hover_text(full).clicked() {
                commands.push(Command::TakeSnapshot(None));
            }
        });
    });
    if session.scenario.snapshots.is_empty() {
        let text =
            tr!("Take a snapshot before a change: its number brings it back, and charts can show it beside the plan");
        ui.add(Label::new(RichText::new(text).small().color(tokens.muted)).wrap());
    }
}

/// Everything that the plan can be compared with, one of which is chosen.
fn choices_ui(ui: &mut Ui, session: &mut Session, ui_state: &mut UiState, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let choices = [
        (None, tr!("Nothing"), ""),
        (Some(ComparisonTarget::Saved), tr!("The plan as saved"), tr!("or as it was opened")),
        (Some(ComparisonTarget::NoStrategies), tr!("No strategies"), tr!("hold B to see it alone")),
    ];
    for (against, name, hint) in choices {
        ui.horizontal(|ui| {
            if radio_ui(ui, ui_state.against == against, name).clicked() {
                commands.push(Command::Compare(against));
            }
            ui.label(RichText::new(hint).small().color(tokens.muted));
        });
    }
    let mut deleted = None;
    for snapshot in &mut session.scenario.snapshots {
        ui.push_id(snapshot.number, |ui| snapshot_ui(ui, snapshot, ui_state, commands, &mut deleted));
    }
    if let Some(number) = deleted {
        session.scenario.snapshots.retain(|snapshot| snapshot.number != number);
    }
}

fn snapshot_ui(
    ui: &mut Ui,
    snapshot: &mut Snapshot,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
    deleted: &mut Option<u8>,
) {
    let tokens = Tokens::of(ui.ctx());
    let number = snapshot.number;
    let is_open = ui_state.open_snapshot == Some(number);
    let against = Some(ComparisonTarget::Snapshot(number));
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let (sign, said) = match is_open {
                true => (icon::CLOSE, tr!("Close snapshot {number}", number)),
                false => (icon::OPEN, tr!("Open snapshot {number}", number)),
            };
            if icon_button(ui, sign, &said).clicked() {
                ui_state.open_snapshot = if is_open { None } else { Some(number) };
            }
            let recall = Button::new(tr!("Recall")).shortcut_text(number.to_string());
            if ui.add(recall).on_hover_text(tr!("Make it the plan; Undo brings back what was")).clicked() {
                commands.push(Command::RecallSnapshot(number));
            }
            ui.label(RichText::new(local_day(&snapshot.date)).small().color(tokens.muted));
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                let name = format!("{number}  {}", snapshot.name);
                if radio_ui(ui, ui_state.against == against, name).clicked() {
                    commands.push(Command::Compare(against));
                }
            });
        });
    });
    if !snapshot.note.is_empty() && !is_open {
        ui.indent("note", |ui| ui.add(Label::new(RichText::new(&snapshot.note).small().color(tokens.muted)).wrap()));
    }
    if is_open {
        ui.indent("details", |ui| {
            if let Some(name) = name_field(ui, tr!("Name of the snapshot"), &snapshot.name, f32::INFINITY) {
                snapshot.name = name;
            }
            let mut text = Typed::notes(&mut snapshot.note);
            let note = TextEdit::singleline(&mut text).desired_width(f32::INFINITY);
            let note = ui.add(note.hint_text(tr!("Why it was taken")));
            ui.ctx().accesskit_node_builder(note.id, |node| node.set_label(tr!("Note of the snapshot")));
            if ui.button(RichText::new(tr!("Delete the snapshot")).color(tokens.problem)).clicked() {
                *deleted = Some(number);
            }
        });
    }
}

/// What makes the other plan into this one.
fn changes_ui(ui: &mut Ui, comparison: &Comparison, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    ui.label(RichText::new(tr!("What changed since {}", comparison.name)).font(semibold_font(13.0)));
    if comparison.changes.is_empty() {
        ui.label(RichText::new(tr!("Nothing: both are the same plan")).color(tokens.muted));
    }
    ScrollArea::vertical().max_height(MOST_HEIGHT).show(ui, |ui| {
        for change in &comparison.changes {
            ui.add(Label::new(RichText::new(change).small()).wrap());
        }
    });
    if ui
        .button(Command::CopyDifference.name())
        .on_hover_text(tr!("For a mail or a pull request, with figures"))
        .clicked()
    {
        commands.push(Command::CopyDifference);
        ui.close();
    }
}
