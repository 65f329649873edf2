//! The card of the models and their prices.

use egui::{RichText, TextEdit, Ui};

use super::actions::{focus_place, takes_focus};
use super::follow;
use super::head::{Head, card_ui};
use super::meters::MeterRename;
use super::pricing::pricing_ui;
use crate::app::command::Command;
use crate::app::command::targets::CardId;
use crate::app::command::targets::ModelUse;
use crate::app::results::Recompute;
use crate::app::state::UiState;
use crate::app::widgets::choices::fields;
use crate::app::widgets::{
    Fields, Typed, add_button, edited_day, icon, icon_button, name_field, name_group, row, take_focus_in,
};
use crate::day::local_day;
use crate::format;
use crate::language::tr;
use crate::paint::theme::Tokens;
use crate::reference::Catalogue;
use crate::scenario::{Category, Model, Pricing, Scenario, free_name};

pub(crate) fn card(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
) {
    let names: Vec<&str> = scenario.models.values().map(|model| model.name.as_str()).collect();
    let head = Head {
        name: CardId::Models.name(scenario),
        substance: names.join(" · "),
        figure: format::count(scenario.models.len() as f64),
        is_on: true,
        has_problem: computed.problems.iter().any(|problem| problem.path.starts_with("models")),
        ..Head::default()
    };
    let color = Tokens::of(ui.ctx()).category(Category::Inference);
    let standing = ui_state.standing(&CardId::Models);
    let shown = card_ui(ui, color, &head, standing, |ui| body(ui, scenario, computed, commands));
    follow(ui_state, CardId::Models, shown.action);
}

fn body(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, commands: &mut Vec<Command>) {
    let (mut renamed, mut removed, mut renamed_meters) = (None, None, Vec::new());
    let fields = fields(computed, &scenario.bases);
    for (index, (key, model)) in scenario.models.iter_mut().enumerate() {
        if 0 < index {
            ui.separator();
        }
        ui.push_id(("model", index), |ui| {
            name_group(ui, key);
            ui.horizontal(|ui| {
                if let Some(name) = name_field(ui, tr!("Model key"), key, (ui.available_width() - 34.0).max(60.0)) {
                    renamed = Some((index, name));
                }
                if icon_button(ui, icon::REMOVE, &tr!("Remove {key}", key)).clicked() {
                    removed = Some(index);
                }
            });
            if takes_focus(ui, "models", index) {
                take_focus_in(ui);
            }
            model_ui(ui, fields, key, model, &mut renamed_meters);
        });
    }
    fields.problem_ui(ui, "models");
    for meter in renamed_meters {
        meter.apply(scenario);
    }
    if let Some((index, name)) = renamed.filter(|(_, name)| !scenario.models.contains_key(name)) {
        rename(scenario, index, name);
    }
    if let Some(index) = removed {
        scenario.models.shift_remove_index(index);
    }
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        for command in [Command::ChooseModel(ModelUse::Later), Command::CheckPrices] {
            if ui.button(command.name()).clicked() {
                commands.push(command);
            }
        }
    });
    if add_button(ui, tr!("Add a model by hand")).clicked() {
        focus_place(ui, "models", scenario.models.len());
        let key = free_name("model", |key| scenario.models.contains_key(key));
        let as_of = scenario.models.values().map(|model| model.as_of.clone()).max().unwrap_or_default();
        let pricing = Pricing::by_token(1.0, 5.0, 0.5);
        scenario.models.insert(key.clone(), Model { name: key, provider: String::new(), as_of, pricing });
    }
}

/// Gives a model another key, wherever it is named.
fn rename(scenario: &mut Scenario, index: usize, new: String) {
    let Some((old, model)) = scenario.models.shift_remove_index(index) else { return };
    scenario.models.shift_insert(index, new.clone(), model);
    let steps = scenario.workload.steps.iter_mut().map(|step| &mut step.model);
    let routers = scenario.strategies.iter_mut().filter_map(|strategy| strategy.kind.model_mut());
    for key in steps.chain(scenario.workload.fallback_model.as_mut()).chain(routers).filter(|key| **key == old) {
        key.clone_from(&new);
    }
}

fn model_ui(ui: &mut Ui, fields: Fields<'_>, key: &str, model: &mut Model, renamed: &mut Vec<MeterRename>) {
    let tokens = Tokens::of(ui.ctx());
    let mut field = |label, text: &mut String| {
        row(ui, label, |ui| ui.add(TextEdit::singleline(&mut Typed::name(text)).desired_width(150.0)));
    };
    field(tr!("name"), &mut model.name);
    field(tr!("provider"), &mut model.provider);
    edited_day(&mut model.as_of, |day| field(tr!("price of"), day));
    if let Some(day) = Catalogue::bundled().retires(model) {
        let text = tr!("{} its provider says that it retires {day}", icon::PROBLEM, day = local_day(day));
        ui.add(egui::Label::new(RichText::new(text).small().color(tokens.problem)).wrap());
    }
    pricing_ui(ui, fields, key, &mut model.pricing, renamed);
}
