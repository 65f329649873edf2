//! The right side: the stage in focus, its volume, and one block per strategy.

mod details;
mod lock_in;
mod prefixes;
pub mod readiness;
mod strategy;
mod volume;

use egui::{Button, RichText, Ui};

use crate::app::command::Command;
use crate::app::command::targets::{CardId, Destination};
use crate::app::results::Recompute;
use crate::app::state::UiState;
use crate::app::widgets::explain::explain_ui;
use crate::app::widgets::tracks::saving_color;
use crate::app::widgets::{icon, icon_button, steady, tell};
use crate::economics::Contribution;
use crate::format::Money;
use crate::glossary::Term;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::prose::{ResultKind, earning_in_words};
use crate::scenario::{Scenario, Strategy, StrategyTag, path};
use strategy::Lever;

/// The levers of a scenario.
pub fn levers_ui(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
) {
    stages_ui(ui, scenario, ui_state);
    if ui_state.focus < scenario.stages.len() {
        volume::volume_ui(ui, scenario, computed, ui_state);
        ui.scope(|ui| {
            readiness::ready_ui(ui, scenario, ui_state);
            lock_in::lock_in_ui(ui, scenario, ui_state);
        });
    }
    ui.add_space(6.0);
    ui.scope(|ui| {
        if computed.holds_baseline() {
            // What is shown beside them is without them.
            ui.multiply_opacity(0.4);
        }
        strategies_ui(ui, scenario, computed, ui_state, commands);
    });
}

fn stages_ui(ui: &mut Ui, scenario: &Scenario, ui_state: &mut UiState) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding.x = 6.0;
        for (index, stage) in scenario.stages.iter().enumerate() {
            let name = RichText::new(&stage.name);
            let response =
                ui.add(Button::selectable(ui_state.focus == index, name)).on_hover_text(tr!("The stage in focus"));
            if response.clicked() {
                ui_state.focus = index;
            }
        }
        if icon_button(ui, icon::EDIT, tr!("Edit the stages")).clicked() {
            ui_state.go_to(scenario, Destination::Card(CardId::Stages));
        }
    });
}

fn strategies_ui(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
) {
    let tokens = Tokens::of(ui.ctx());
    let valid = computed.valid.as_ref();
    let bill = valid.and_then(|valid| valid.stages.get(ui_state.focus));
    let money = Money::new(&scenario.currency);
    ui.horizontal(|ui| {
        tell(ui.label(RichText::new(tr!("Strategies")).font(semibold_font(13.5))), Term::of_label("strategies"));
        let sum = |of: fn(&Contribution) -> f64| bill.map_or(0.0, |bill| bill.contributions.iter().map(of).sum());
        let (saved, net): (f64, f64) = (sum(|earns| earns.share), sum(|earns| earns.net));
        if let Some(valid) = valid.filter(|_| saved != 0.0) {
            let stage = &valid.scenario.stages[ui_state.focus.min(valid.scenario.stages.len() - 1)].name;
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let text = RichText::new(earning_in_words(&money, &Contribution { share: saved, net, alone: saved }))
                    .font(semibold_font(13.0));
                let rect = ui.label(text.color(saving_color(tokens, net))).rect;
                let name = tr!("what the strategies save, {}", money.full(saved));
                let more = tr!(
                    "What the strategies that are on take off the bill at {stage}, after what they cost themselves",
                    stage
                );
                let figures =
                    [ResultKind::Savings.at_stage(ui_state.focus), ResultKind::OfStrategies.at_stage(ui_state.focus)];
                explain_ui(ui, rect, valid, &figures, &name, &more);
            });
        }
    });
    let mut edit = None;
    let mut strategies = std::mem::take(&mut scenario.strategies);
    for (place, strategy) in strategies.iter_mut().enumerate() {
        ui.add(egui::Separator::default().spacing(3.0));
        ui.push_id(("strategy", place), |ui| {
            let lever = Lever { place, bill, money: &money };
            edit = lever.show(ui, scenario, strategy, computed, ui_state, commands).or(edit.take());
        });
    }
    scenario.strategies = strategies;
    if let Some(edit) = edit {
        edit.changes.apply(scenario);
        if let Some(path) = &edit.forgotten {
            scenario.forget_estimate(path);
        }
        if let Some(place) = ui_state.open_strategy.filter(|_| edit.is_removed) {
            let strategy = scenario.strategies.remove(place);
            scenario.forget_paths(&path::strategy(strategy.kind.tag()));
            ui_state.open_strategy = None;
        }
    }
    missing_ui(ui, scenario);
}

/// Buttons for the kinds that are not listed yet.
fn missing_ui(ui: &mut Ui, scenario: &mut Scenario) {
    let listed: Vec<StrategyTag> = scenario.strategies.iter().map(|strategy| strategy.kind.tag()).collect();
    let missing: Vec<StrategyTag> = StrategyTag::ALL.into_iter().filter(|tag| !listed.contains(tag)).collect();
    if missing.is_empty() {
        return;
    }
    ui.separator();
    let button = Button::new(format!("{} {}", icon::ADD, tr!("Add strategy")));
    let menu = egui::containers::menu::MenuButton::from_button(button);
    let add_choices = |ui: &mut Ui| {
        for tag in missing {
            if tell(ui.button(tag.name()), Term::of_label(tag.name())).clicked() {
                let model = scenario.models.keys().last().cloned().unwrap_or_default();
                scenario.strategies.push(Strategy::typical(tag, &model, scenario.plan.target_stage));
                ui.close();
            }
        }
    };
    steady(ui, "add strategy", |ui| menu.ui(ui, add_choices));
}
