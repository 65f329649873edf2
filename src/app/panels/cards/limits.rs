//! The card of what was agreed: when to stop, with today's figure and the chance of it, and what must be ready.

use egui::{ComboBox, RichText, Ui};

use super::actions::{focus_place, takes_focus};
use super::head::{Head, card_ui};
use super::{follow, readiness};
use crate::advice::{CriterionStatus, gate, kill_criteria};
use crate::app::command::targets::CardId;
use crate::app::results::{PlanResults, Recompute};
use crate::app::state::UiState;
use crate::app::widgets::choices::{fields, heading, stage_choice_ui};
use crate::app::widgets::explain::explain_ui;
use crate::app::widgets::{
    Typed, add_button, check_box_ui, drop_down, icon, icon_button, name_group, number_ui, row, take_focus_in, tell,
};
use crate::format::Money;
use crate::glossary::Term;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::Tokens;
use crate::prose::{ResultId, crossed};
use crate::scenario::{Domain, KillCriterion, Metric, Scenario};

pub(crate) fn card(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, ui_state: &mut UiState) {
    let standings = standings(computed);
    let is_breached = standings.iter().any(|standing| standing.is_breached);
    let is_mine = |path: &str| ["kill_criteria", "readiness"].iter().any(|list| path.starts_with(list));
    let head = Head {
        name: CardId::Limits.name(scenario),
        substance: format!("{} · {}", limits_in_words(&standings), ready_in_words(scenario)),
        is_on: true,
        terms: vec![tr_noop!("limits"), tr_noop!("ready")],
        has_problem: is_breached || computed.problems.iter().any(|problem| is_mine(&problem.path)),
        ..Head::default()
    };
    let color = Tokens::of(ui.ctx()).baseline_fill();
    let standing = ui_state.standing(&CardId::Limits);
    let shown = card_ui(ui, color, &head, standing, |ui| {
        kill_criteria_ui(ui, scenario, computed, &standings);
        readiness::readiness_ui(ui, scenario, computed, &mut ui_state.open_item);
    });
    follow(ui_state, CardId::Limits, shown.action);
}

/// How the last valid plan stands to its limits.
fn standings(computed: &Recompute) -> Vec<CriterionStatus<'_>> {
    computed
        .valid
        .as_ref()
        .map_or_else(Vec::new, |valid| kill_criteria(&valid.plan, &valid.results, Some(&valid.uncertainty)))
}

fn limits_in_words(standings: &[CriterionStatus<'_>]) -> String {
    let count = standings.len();
    match standings.iter().filter(|standing| standing.is_breached).count() {
        _ if count == 0 => tr!("no limits").to_owned(),
        0 if count == 1 => tr!("1 limit holds").to_owned(),
        0 => tr!("{count} limits hold", count),
        crossed => tr!("{crossed} of {count} limits crossed", crossed, count),
    }
}

fn ready_in_words(scenario: &Scenario) -> String {
    let gate = gate(scenario, scenario.plan.target_stage);
    match (gate.count(), scenario.target()) {
        (0, _) | (_, None) => tr!("no checklist").to_owned(),
        (count, Some(target)) => tr!("{} of {count} ready by {}", gate.done, target.name, count),
    }
}

fn kill_criteria_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, standings: &[CriterionStatus<'_>]) {
    heading(ui, tr!("When to stop"));
    let money = Money::new(&scenario.currency);
    let mut removed = None;
    let mut criteria = std::mem::take(&mut scenario.kill_criteria);
    for (index, criterion) in criteria.iter_mut().enumerate() {
        ui.push_id(("criterion", index), |ui| {
            name_group(ui, &tr!("Criterion {}", index + 1));
            if criterion_ui(ui, scenario, criterion) {
                removed = Some(index);
            }
            if takes_focus(ui, "limits", index) {
                take_focus_in(ui);
            }
            let fields = fields(computed, &scenario.bases);
            for field in ["stage", "limit"] {
                fields.problem_ui(ui, &format!("kill_criteria[{index}].{field}"));
            }
            let standing = standings.get(index).filter(|standing| standing.criterion == criterion);
            if let Some((valid, standing)) = computed.valid.as_ref().zip(standing) {
                standing_ui(ui, valid, standing, &money);
            }
            ui.add_space(6.0);
        });
    }
    if let Some(index) = removed {
        criteria.remove(index);
    }
    if add_button(ui, tr!("Add a limit")).clicked() {
        focus_place(ui, "limits", criteria.len());
        let stage = scenario.plan.target_stage;
        let action = tr!("stop the roll-out").to_owned();
        criteria.push(KillCriterion { metric: Metric::CostPerOutcome, stage, limit: 1.0, action, stop: false });
    }
    scenario.kill_criteria = criteria;
}

/// Edits one; returns whether it should go.
fn criterion_ui(ui: &mut Ui, scenario: &Scenario, criterion: &mut KillCriterion) -> bool {
    let is_removed = ui.horizontal(|ui| {
        let wide = (ui.available_width() - 34.0).max(60.0);
        let choices = ComboBox::from_id_salt("metric").selected_text(criterion.metric.name()).width(wide).truncate();
        ui.name_inputs(tr!("What is watched"), |ui| {
            drop_down(ui, choices, |ui| {
                for choice in Metric::ALL {
                    let choice = (choice, choice.name());
                    tell(ui.selectable_value(&mut criterion.metric, choice.0, choice.1), Term::of_label(choice.1));
                }
            });
        });
        icon_button(ui, icon::REMOVE, tr!("Remove criterion")).clicked()
    });
    let bound = if criterion.metric.is_breached_above() { tr!("at most") } else { tr!("at least") };
    let unit = if criterion.metric == Metric::Ratio { "×" } else { scenario.currency.as_str() };
    row(ui, &format!("{bound}, {unit}"), |ui| number_ui(ui, &mut criterion.limit, Domain::NonNegative));
    row(ui, tr!("at"), |ui| stage_choice_ui(ui, scenario, "at", &mut criterion.stage));
    readiness::text_row(ui, tr!("then"), Typed::sentence(&mut criterion.action));
    let stops = tr_noop!("Its action is to stop");
    tell(check_box_ui(ui, &mut criterion.stop, text(stops)), Term::of_label(stops));
    is_removed.inner
}

/// `Holds: in the plan $0.43, crossed in 4 % of futures`.
fn standing_ui(ui: &mut Ui, valid: &PlanResults, standing: &CriterionStatus<'_>, money: &Money) {
    let tokens = Tokens::of(ui.ctx());
    let chance = crossed(standing).map_or(String::new(), |crossed| format!(", {crossed}"));
    let planned = tr!("in the plan {}{chance}", standing.figure_in_words(money), chance);
    let (text, color) = match standing.is_breached {
        true => (tr!("{} Crossed: {planned}", icon::PROBLEM, planned), tokens.problem),
        false => (tr!("{} Holds: {planned}", icon::CHOSEN, planned), tokens.muted),
    };
    let shown = ui.add(egui::Label::new(RichText::new(text).small().color(color)).wrap());
    let KillCriterion { metric, stage, .. } = standing.criterion;
    let name = format!("{}, {planned}", metric.name());
    explain_ui(ui, shown.rect, valid, &[ResultId::watched(*metric, *stage)], &name, "");
}
