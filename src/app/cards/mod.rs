//! The left side: the use case as cards, each opened and edited in place. Mirrors `scenario`.

mod about;
mod actions;
mod agreements;
pub(super) mod carrying;
mod component;
pub(super) mod gallery;
mod head;
mod lines;
mod models;
mod outcome;
mod readiness;
mod stage_table;
pub(super) mod stages;
mod terms;
mod workload;

use egui::{Button, ComboBox, Response, RichText, ScrollArea, Ui};

use super::ModelUse;
use super::command::Command;
use super::computed::Recompute;
use super::explain::explain_ui;
use super::view::{CardId, UiState};
use super::widgets::{Fields, icon, term_label};
use crate::charts::Figure;
use crate::charts::figures::Money;
use crate::glossary::Term;
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::Scenario;
use actions::Action;

/// What a card does to the list that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListEdit {
    /// Take it away.
    Remove,
    /// Put another one after it.
    Duplicate,
    /// Before the one above.
    Up,
    /// After the one below.
    Down,
}

impl ListEdit {
    /// Does it to a list; `copy` makes the other one.
    pub fn apply<T>(self, list: &mut Vec<T>, index: usize, copy: impl FnOnce(&T) -> T) {
        match self {
            Self::Remove => {
                list.remove(index);
            }
            Self::Duplicate => list.insert(index + 1, copy(&list[index])),
            Self::Up if 0 < index => list.swap(index - 1, index),
            Self::Down if index + 1 < list.len() => list.swap(index, index + 1),
            Self::Up | Self::Down => {}
        }
    }

    /// As buttons and menus say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Remove => "Remove",
            Self::Duplicate => "Duplicate",
            Self::Up => "Move up",
            Self::Down => "Move down",
        }
    }

    /// As buttons show it.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Remove => icon::REMOVE,
            Self::Duplicate => icon::DUPLICATE,
            Self::Up => icon::UP,
            Self::Down => icon::DOWN,
        }
    }
}

/// Does what every card can do; returns what is left to its list.
fn follow(ui_state: &mut UiState, card: CardId, action: Option<Action>) -> Option<Action> {
    match action? {
        // What the pointer has opened stays under it; what a key has opened comes into sight.
        Action::Toggle { by_pointer } => {
            ui_state.toggle(card.clone());
            if !by_pointer && ui_state.open_cards.contains(&card) {
                ui_state.sought_card = Some(card);
            }
            None
        }
        Action::CloseOthers => {
            ui_state.open_cards.retain(|open| *open == card);
            ui_state.sought_card = Some(card);
            None
        }
        other => Some(other),
    }
}

/// Says that a card is gone, and how to have it back.
fn tell_removed(commands: &mut Vec<Command>, name: &str) {
    commands.push(Command::Say(format!("Removed {name}: Undo brings it back")));
}

/// All cards of a scenario.
pub fn cards_ui(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
) {
    heading_ui(ui, computed, ui_state);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        // Room for the scroll bar.
        ui.set_max_width(ui.available_width() - 6.0);
        outcome::card(ui, scenario, computed, ui_state);
        workload::cards(ui, scenario, computed, ui_state, commands);
        component::cards(ui, scenario, computed, ui_state, commands);
        workload::strategies_card(ui, computed, ui_state);
        ui.add_space(4.0);
        ui.label(RichText::new("Set-up").font(semibold_font(13.5)));
        models::card(ui, scenario, computed, ui_state, commands);
        stages::card(ui, scenario, computed, ui_state);
        terms::card(ui, scenario, computed, ui_state);
        agreements::card(ui, scenario, computed, ui_state);
        about::card(ui, scenario, computed, ui_state);
        ui.add_space(8.0);
        carrying::scroll_at_edges(ui);
    });
}

fn heading_ui(ui: &mut Ui, computed: &Recompute, ui_state: &mut UiState) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.label(RichText::new("Use case").font(semibold_font(14.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            // The cards below end before the scroll bar.
            ui.add_space(10.0);
            let button = Button::new(format!("{} Add card", icon::ADD)).selected(ui_state.gallery.is_some());
            if ui.add(button).clicked() {
                ui_state.toggle_gallery();
            }
            close_all_ui(ui, ui_state);
        });
    });
    if let Some((valid, bill)) =
        computed.shown().and_then(|shown| Some((shown.valid, shown.valid.stages.get(ui_state.focus)?)))
    {
        let money = Money::new(&valid.scenario.currency);
        let stage = &valid.scenario.stages[ui_state.focus].name;
        let text = format!("at {stage}, {} a month", money.full(bill.breakdown.total.cost));
        let rect = ui.label(RichText::new(&text).small().color(tokens.muted)).rect;
        explain_ui(ui, rect, valid, &[Figure::Cost(ui_state.focus)], &text, "");
    }
}

/// A way back to all cards at a glance, where several are open.
fn close_all_ui(ui: &mut Ui, ui_state: &mut UiState) {
    let tokens = Tokens::of(ui.ctx());
    let button = Button::new(RichText::new("Close all").color(tokens.muted)).frame_when_inactive(false);
    if 1 < ui_state.open_cards.len() && ui.add(button).clicked() {
        ui_state.open_cards.clear();
    }
}

/// Begins a part of an open card.
fn heading(ui: &mut Ui, text: &str) {
    ui.separator();
    term_label(ui, RichText::new(text).font(semibold_font(12.5)), text, Term::of_label(text));
}

/// What every field on a card needs.
pub(super) fn fields<'a>(
    computed: &'a Recompute,
    bases: &'a indexmap::IndexMap<String, crate::scenario::Basis>,
) -> Fields<'a> {
    let workshop = computed.workshop();
    Fields { problems: &computed.problems, bases, seen: computed.seen(), opened: &computed.opened, workshop }
}

/// A choice among the stages.
pub fn stage_choice_ui(ui: &mut Ui, scenario: &Scenario, label: &str, stage: &mut usize) -> Response {
    let name =
        |index: usize| scenario.stages.get(index).map_or_else(|| format!("stage {index}?"), |stage| stage.name.clone());
    let mut chosen = *stage;
    let mut response = ComboBox::from_id_salt(label)
        .selected_text(name(chosen))
        .show_ui(ui, |ui| {
            for index in 0..scenario.stages.len() {
                ui.selectable_value(&mut chosen, index, name(index));
            }
        })
        .response;
    if chosen != *stage {
        *stage = chosen;
        response.mark_changed();
    }
    response
}

/// A choice among the scenario's models, and a way to those of the catalogue.
pub struct ModelChoice<'a> {
    /// What it is called.
    pub label: &'a str,
    /// What the model is for.
    pub place: ModelUse,
    /// In points.
    pub width: f32,
}

impl ModelChoice<'_> {
    /// Shows it; `model` is the key of the one that is chosen.
    pub fn show(self, ui: &mut Ui, scenario: &Scenario, model: &mut String, commands: &mut Vec<Command>) {
        let chosen = scenario.models.get(model.as_str()).map_or(model.as_str(), |model| model.name.as_str()).to_owned();
        self.choice_ui(ui, chosen, commands, |ui| {
            for (key, listed) in &scenario.models {
                ui.selectable_value(model, key.clone(), format!("{} · {key}", listed.name));
            }
        });
    }

    /// The same around any choices.
    pub fn choice_ui(
        self,
        ui: &mut Ui,
        chosen: String,
        commands: &mut Vec<Command>,
        add_choices: impl FnOnce(&mut Ui),
    ) {
        let combo = ComboBox::from_id_salt(self.label).width(self.width).truncate().selected_text(chosen);
        combo.show_ui(ui, |ui| {
            add_choices(ui);
            ui.separator();
            if ui.button("From the catalogue…").clicked() {
                commands.push(Command::ChooseModel(self.place));
                ui.close();
            }
        });
    }
}
