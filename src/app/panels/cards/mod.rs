//! The left side: the use case as cards, each opened and edited in place. Mirrors `scenario`.

mod about;
mod actions;
mod adoption;
mod alternatives;
mod component;
mod component_list;
pub mod drag;
pub(crate) mod gallery;
mod head;
pub mod limits;
pub mod line_editor;
mod lines;
mod meters;
mod models;
mod outcome;
pub mod plan;
mod pricing;
mod readiness;
mod stage_table;
pub(crate) mod stages;
mod step_loop;
mod step_meters;
mod tariff;
mod turn_prompts;
mod workload;

use egui::{Button, RichText, ScrollArea, Ui};

use crate::app::command::Command;
use crate::app::command::targets::CardId;
use crate::app::results::Recompute;
use crate::app::state::UiState;
use crate::app::widgets::explain::explain_ui;
use crate::app::widgets::{follow_focus, hold_in_place, icon};
use crate::format::Money;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::prose::ResultKind;
use crate::scenario::Scenario;
use actions::Action;
pub(crate) use workload::add_step;

/// Does what every card can do; returns what is left to its list.
fn follow(ui_state: &mut UiState, card: CardId, action: Option<Action>) -> Option<Action> {
    match action? {
        // What does not stay under the pointer comes into sight.
        Action::Toggle { stays } => {
            ui_state.toggle(card.clone());
            if !stays && ui_state.open_cards.contains(&card) {
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
    commands.push(Command::Say(tr!("Removed {name}: Undo brings it back", name)));
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
        alternatives::cards(ui, scenario, computed, ui_state, commands);
        ui.add_space(4.0);
        ui.label(RichText::new(tr!("Set-up")).font(semibold_font(13.5)));
        models::card(ui, scenario, computed, ui_state, commands);
        stages::card(ui, scenario, computed, ui_state);
        plan::card(ui, scenario, computed, ui_state);
        limits::card(ui, scenario, computed, ui_state);
        about::card(ui, scenario, computed, ui_state);
        ui.add_space(8.0);
        drag::scroll_at_edges(ui);
        follow_focus(ui);
        hold_in_place(ui);
    });
}

fn heading_ui(ui: &mut Ui, computed: &Recompute, ui_state: &mut UiState) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.label(RichText::new(tr!("heading"; "Use case")).font(semibold_font(14.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            // The cards below end before the scroll bar.
            ui.add_space(10.0);
            let offers_cards = ui_state.gallery.as_ref().is_some_and(|gallery| !gallery.offers_alternatives);
            let button = Button::new(format!("{} {}", icon::ADD, tr!("Add card"))).selected(offers_cards);
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
        let text = tr!("at {stage}, {} a month", money.full(bill.breakdown.total.cost), stage);
        let rect = ui.label(RichText::new(&text).small().color(tokens.muted)).rect;
        explain_ui(ui, rect, valid, &[ResultKind::Cost.at_stage(ui_state.focus)], &text, "");
    }
}

/// A way back to all cards at a glance, where several are open.
fn close_all_ui(ui: &mut Ui, ui_state: &mut UiState) {
    let tokens = Tokens::of(ui.ctx());
    let button = Button::new(RichText::new(tr!("Close all")).color(tokens.muted)).frame_when_inactive(false);
    if 1 < ui_state.open_cards.len() && ui.add(button).clicked() {
        ui_state.open_cards.clear();
    }
}
