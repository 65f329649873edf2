//! The card of the models and their prices.

use egui::{Button, RichText, TextEdit, Ui};

use super::follow;
use super::head::{Head, card_ui};
use crate::app::command::Command;
use crate::app::command::targets::CardId;
use crate::app::command::targets::ModelUse;
use crate::app::results::Recompute;
use crate::app::state::UiState;
use crate::app::widgets::choices::fields;
use crate::app::widgets::{
    Fields, Typed, icon, icon_button, name_field, name_group, number_ui, row, tell, whole_number_ui,
};
use crate::format;
use crate::glossary::Term;
use crate::paint::theme::{Tokens, semibold_font};
use crate::reference::Catalogue;
use crate::scenario::{Category, Domain, Model, Pricing, Scenario, free_name};

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
    let (mut renamed, mut removed) = (None, None);
    let fields = fields(computed, &scenario.bases);
    for (index, (key, model)) in scenario.models.iter_mut().enumerate() {
        if 0 < index {
            ui.separator();
        }
        ui.push_id(("model", index), |ui| {
            name_group(ui, key);
            ui.horizontal(|ui| {
                if let Some(name) = name_field(ui, "Model key", key, (ui.available_width() - 34.0).max(60.0)) {
                    renamed = Some((index, name));
                }
                if icon_button(ui, icon::REMOVE, &format!("Remove {key}")).clicked() {
                    removed = Some(index);
                }
            });
            model_ui(ui, fields, key, model);
        });
    }
    fields.problem_ui(ui, "models");
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
    if ui.add(Button::new(format!("{} Add a model by hand", icon::ADD))).clicked() {
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

fn model_ui(ui: &mut Ui, fields: Fields<'_>, key: &str, model: &mut Model) {
    let tokens = Tokens::of(ui.ctx());
    for (label, text) in [("name", &mut model.name), ("provider", &mut model.provider), ("price of", &mut model.as_of)]
    {
        row(ui, label, |ui| ui.add(TextEdit::singleline(&mut Typed::name(text)).desired_width(150.0)));
    }
    if let Some(day) = Catalogue::bundled().retires(model) {
        let text = format!("{} its provider says that it retires {day}", icon::PROBLEM);
        ui.add(egui::Label::new(RichText::new(text).small().color(tokens.problem)).wrap());
    }
    let is_hosted = matches!(model.pricing, Pricing::SelfHosted { .. });
    let mut hosted = is_hosted;
    ui.horizontal(|ui| {
        for (is_hosted, name) in [(false, "by the token"), (true, "self-hosted")] {
            tell(ui.selectable_value(&mut hosted, is_hosted, name), Term::of_label(name));
        }
    });
    if hosted != is_hosted {
        model.pricing = if hosted {
            Pricing::SelfHosted {
                gpu_hour: 2.5,
                gpus_per_replica: 1.0,
                prefill: 8000.0,
                decode: 400.0,
                target_utilization: 0.6,
                min_replicas: 1,
                idle: 1.0,
            }
        } else {
            Pricing::by_token(1.0, 5.0, 0.5)
        };
    }
    let unit = if hosted { "in US dollars, per hour and second" } else { "in US dollars, per million tokens" };
    ui.label(RichText::new(unit).font(semibold_font(11.5)).color(tokens.muted));
    let number = |ui: &mut Ui, label: &str, field: &str, value: &mut f64, domain| {
        row(ui, label, |ui| number_ui(ui, value, domain));
        fields.problem_ui(ui, &format!("models[\"{key}\"].pricing.{field}"));
    };
    match &mut model.pricing {
        Pricing::Tokens { input, output, cache_read, cache_write, batch_discount, .. } => {
            number(ui, "input", "input", input, Domain::NonNegative);
            number(ui, "output", "output", output, Domain::NonNegative);
            for (label, field, price) in
                [("cache read", "cache_read", cache_read), ("cache write", "cache_write", cache_write)]
            {
                let mut has_price = price.is_some();
                ui.horizontal(|ui| {
                    let own = ui.checkbox(&mut has_price, format!("{label} has its own price"));
                    if tell(own, Term::of_label(label)).changed() {
                        *price = has_price.then_some(*input);
                    }
                });
                if let Some(price) = price {
                    number(ui, label, field, price, Domain::NonNegative);
                }
            }
            number(ui, "batch discount, share", "batch_discount", batch_discount, Domain::Share);
        }
        Pricing::Provisioned { .. } => {}
        Pricing::SelfHosted {
            gpu_hour, gpus_per_replica, prefill, decode, target_utilization, min_replicas, ..
        } => {
            number(ui, "a GPU, an hour", "gpu_hour", gpu_hour, Domain::NonNegative);
            number(ui, "GPUs a replica", "gpus_per_replica", gpus_per_replica, Domain::NonNegative);
            number(ui, "reads, tokens a second", "prefill", prefill, Domain::Positive);
            number(ui, "writes, tokens a second", "decode", decode, Domain::Positive);
            number(ui, "busy at peak, share", "target_utilization", target_utilization, Domain::Share);
            row(ui, "replicas at least", |ui| whole_number_ui(ui, min_replicas, [0, 10_000]));
        }
    }
}
