//! The card of the stages: volume, month, and how a request has grown by then.

use egui::{Button, Ui};

use super::fields;
use super::head::{Head, card_ui};
use crate::app::computed::Computed;
use crate::app::view::{Card, View};
use crate::app::widgets::{EstimateField, icon, icon_button, name_field, name_group, row, whole_number_ui};
use crate::charts::figures;
use crate::paint::theme::Tokens;
use crate::scenario::{Domain, Scenario, Stage, Terms, free_name, path};

pub(super) fn card(ui: &mut Ui, scenario: &mut Scenario, computed: &Computed, view: &mut View) {
    let stages =
        scenario.stages.iter().map(|stage| format!("{} {}", stage.name, figures::short_count(stage.requests.base())));
    let head = Head {
        name: Card::Stages.name(scenario),
        substance: stages.collect::<Vec<_>>().join(" → "),
        figure: figures::count(scenario.stages.len() as f64),
        is_on: true,
        terms: vec!["requests a month"],
        has_problem: computed.problems.iter().any(|problem| problem.path.starts_with("stages")),
        ..Head::default()
    };
    let color = Tokens::of(ui.ctx()).baseline_fill();
    let is_open = view.open_card == Some(Card::Stages);
    if card_ui(ui, color, &head, is_open, |ui| body(ui, scenario, computed)).clicked {
        view.toggle(Card::Stages);
    }
}

fn body(ui: &mut Ui, scenario: &mut Scenario, computed: &Computed) {
    let mut removed = None;
    let mut renamed = None;
    let Scenario { stages, bases, .. } = &mut *scenario;
    let fields = fields(computed, bases);
    let several = 1 < stages.len();
    for (index, stage) in stages.iter_mut().enumerate() {
        if 0 < index {
            ui.separator();
        }
        ui.push_id(("stage", index), |ui| {
            name_group(ui, &stage.name);
            ui.horizontal(|ui| {
                if let Some(name) = name_field(ui, "Stage", &stage.name, (ui.available_width() - 34.0).max(60.0)) {
                    renamed = Some((path::stage(&stage.name), path::stage(&name)));
                    stage.name = name;
                }
                if several && icon_button(ui, icon::REMOVE, &format!("Remove {}", stage.name)).clicked() {
                    removed = Some(index);
                }
            });
            row(ui, "starts in month", |ui| whole_number_ui(ui, &mut stage.month, [0, Terms::LONGEST_HORIZON]));
            let prefix = path::stage(&stage.name);
            fields.problem_ui(ui, &format!("{prefix}.month"));
            let estimates = [
                ("requests a month", "requests", &mut stage.requests, Domain::Positive),
                ("context, times the prototype’s", "context", &mut stage.context, Domain::NonNegative),
                ("calls, times the prototype’s", "calls", &mut stage.calls, Domain::NonNegative),
                ("load at peak, times the average", "peak", &mut stage.peak, Domain::AtLeastOne),
                ("retries per call", "retry_rate", &mut stage.retry_rate, Domain::NonNegative),
                ("falls back, share of calls", "fallback_share", &mut stage.fallback_share, Domain::Share),
            ];
            for (label, name, estimate, domain) in estimates {
                EstimateField { label, path: format!("{prefix}.{name}"), domain }.show(ui, fields, estimate);
            }
        });
    }
    fields.problem_ui(ui, "stages");
    if let Some((old, new)) = renamed {
        scenario.rename_paths(&old, &new);
    }
    if let Some(index) = removed {
        remove(scenario, index);
    }
    ui.separator();
    if ui.add(Button::new(format!("{} Add a stage", icon::ADD))).clicked() {
        add(scenario);
    }
}

/// Takes a stage away and moves everything that named a later one.
fn remove(scenario: &mut Scenario, index: usize) {
    scenario.forget_paths(&path::stage(&scenario.stages[index].name));
    scenario.stages.remove(index);
    let last = scenario.stages.len() - 1;
    let moved = |stage: usize| if index < stage { stage - 1 } else { stage.min(last) };
    for component in &mut scenario.components {
        component.from_stage = moved(component.from_stage);
        component.until_stage = component.until_stage.map(moved);
    }
    for stage in scenario
        .strategies
        .iter_mut()
        .map(|strategy| &mut strategy.from_stage)
        .chain(scenario.kill_criteria.iter_mut().map(|criterion| &mut criterion.stage))
        .chain(scenario.readiness.iter_mut().map(|item| &mut item.stage))
        .chain([&mut scenario.plan.target_stage])
    {
        *stage = moved(*stage);
    }
}

/// A further stage, ten times the last.
fn add(scenario: &mut Scenario) {
    let name = free_name("Scale", |name| scenario.stages.iter().any(|stage| stage.name == name));
    let Some(last) = scenario.stages.last() else { return };
    let requests = last.requests.with_base(last.requests.base() * 10.0);
    scenario.stages.push(Stage { name, month: last.month + 6, requests, ..last.clone() });
}
