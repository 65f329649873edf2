//! The card of the stages: volume, month, and how a request has grown by then, side by side in a table; the number that
//! is chosen there is edited above it, where it is in sight however many rows there are.

use egui::Ui;

use super::follow;
use super::head::{Head, card_ui};
use super::stage_table::{self, ESTIMATES};
use crate::app::command::targets::CardId;
use crate::app::results::Recompute;
use crate::app::state::{StageCell, UiState};
use crate::app::widgets::choices::fields;
use crate::app::widgets::{EstimateField, Fields, add_button, icon, icon_button, name_field, name_group};
use crate::format;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::Tokens;
use crate::scenario::{EstimatePath, Scenario, Stage, free_name, path};

pub(crate) fn card(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, ui_state: &mut UiState) {
    let stages =
        scenario.stages.iter().map(|stage| format!("{} {}", stage.name, format::short_count(stage.requests.base())));
    let head = Head {
        name: CardId::Stages.name(scenario),
        substance: stages.collect::<Vec<_>>().join(" → "),
        figure: format::count(scenario.stages.len() as f64),
        is_on: true,
        terms: vec![tr_noop!("requests a month")],
        has_problem: computed.problems.iter().any(|problem| problem.path.starts_with("stages")),
        ..Head::default()
    };
    let color = Tokens::of(ui.ctx()).baseline_fill();
    let standing = ui_state.standing(&CardId::Stages);
    let shown = card_ui(ui, color, &head, standing, |ui| body(ui, scenario, computed, ui_state));
    follow(ui_state, CardId::Stages, shown.action);
}

fn body(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, ui_state: &mut UiState) {
    let (mut is_removed, mut renamed) = (false, None);
    let cell = ui_state.stage_cell;
    let Scenario { stages, bases, .. } = &mut *scenario;
    let fields = fields(computed, bases);
    let several = 1 < stages.len();
    if let Some(stage) = stages.get_mut(cell.stage) {
        ui.push_id(("stage", cell.stage), |ui| {
            name_group(ui, &stage.name);
            ui.horizontal(|ui| {
                if let Some(name) = name_field(ui, tr!("Stage"), &stage.name, (ui.available_width() - 34.0).max(60.0)) {
                    renamed = Some((path::stage(&stage.name), name.clone()));
                    stage.name = name;
                }
                is_removed = several && icon_button(ui, icon::REMOVE, &tr!("Remove {}", stage.name)).clicked();
            });
            if let Some(column) = ESTIMATES.iter().find(|column| column.field == cell.field) {
                let path = EstimatePath::stage(&stage.name, column.field);
                let field = EstimateField { label: text(column.label), path, domain: column.domain };
                field.show(ui, fields, (column.estimate_mut)(stage));
            }
        });
    }
    ui.separator();
    stage_table::show(ui, stages, computed, &mut ui_state.stage_cell);
    ui.add_space(4.0);
    problems_ui(ui, fields, stages, cell);
    if let Some((part, name)) = renamed {
        scenario.rename_paths(&part, &name);
    }
    if is_removed {
        remove(scenario, cell.stage);
    }
    ui.separator();
    if add_button(ui, tr!("Add a stage")).clicked() {
        add(scenario);
        ui_state.stage_cell.stage = scenario.stages.len() - 1;
    }
}

/// What is wrong with the numbers that are not open, each after the name of its stage.
fn problems_ui(ui: &mut Ui, fields: Fields<'_>, stages: &[Stage], open: StageCell) {
    for (place, stage) in stages.iter().enumerate() {
        fields.problem_ui(ui, &format!("{}.month", path::stage(&stage.name)));
        for estimate in &ESTIMATES {
            if (StageCell { stage: place, field: estimate.field }) != open {
                fields.problem_ui(ui, &EstimatePath::stage(&stage.name, estimate.field));
            }
        }
    }
    fields.problem_ui(ui, "stages");
}

/// Takes a stage away and moves everything that named a later one.
fn remove(scenario: &mut Scenario, index: usize) {
    scenario.forget_paths(&path::stage(&scenario.stages[index].name));
    scenario.stages.remove(index);
    let last = scenario.stages.len() - 1;
    let moved = |stage: usize| if index < stage { stage - 1 } else { stage.min(last) };
    let bought = scenario.alternatives.iter_mut().flat_map(|alternative| &mut alternative.components);
    for component in scenario.components.iter_mut().chain(bought) {
        component.from_stage = moved(component.from_stage);
        component.until_stage = component.until_stage.map(moved);
    }
    for stage in scenario
        .strategies
        .iter_mut()
        .map(|strategy| &mut strategy.from_stage)
        .chain(scenario.kill_criteria.iter_mut().map(|criterion| &mut criterion.stage))
        .chain(scenario.readiness.iter_mut().map(|item| &mut item.stage))
        .chain(scenario.actuals.iter_mut().map(|actual| &mut actual.stage))
        .chain([&mut scenario.plan.target_stage])
        .chain(scenario.plan.commitment.as_mut().map(|commitment| &mut commitment.from_stage))
    {
        *stage = moved(*stage);
    }
}

/// A further stage, ten times the last.
fn add(scenario: &mut Scenario) {
    let name = free_name(tr!("Scale"), |name| scenario.stages.iter().any(|stage| stage.name == name));
    let Some(last) = scenario.stages.last() else { return };
    let requests = last.requests.with_base(last.requests.base() * 10.0);
    scenario.stages.push(Stage { name, month: last.month + 6, requests, ..last.clone() });
}
