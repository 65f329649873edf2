//! The card of the plan: horizon, money and what moves together.

use egui::{RichText, Ui};

use super::follow;
use super::head::{Head, card_ui};
use crate::app::command::targets::CardId;
use crate::app::results::Recompute;
use crate::app::state::UiState;
use crate::app::widgets::choices::{fields, heading, stage_choice_ui};
use crate::app::widgets::{
    EstimateField, icon, icon_button, name_group, number_between_ui, number_ui, row, tell, whole_number_ui,
};
use crate::format::{self, Money};
use crate::glossary::Term;
use crate::paint::theme::Tokens;
use crate::prose::name_of;
use crate::scenario::{Domain, EstimatePath, PlanField, PlanSettings, Scenario};

pub(crate) fn card(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, ui_state: &mut UiState) {
    let money = Money::new(&scenario.currency);
    let terms = &scenario.plan;
    let head = Head {
        name: CardId::Plan.name(scenario),
        substance: format!(
            "{} months · hurdle {} · build {}",
            terms.horizon_months,
            format::factor(terms.hurdle),
            money.full(terms.build_cost.base())
        ),
        is_on: true,
        terms: vec!["horizon", "hurdle", "build"],
        has_problem: computed
            .problems
            .iter()
            .any(|problem| ["plan.", "correlations"].iter().any(|prefix| problem.path.starts_with(prefix))),
        ..Head::default()
    };
    let color = Tokens::of(ui.ctx()).baseline_fill();
    let standing = ui_state.standing(&CardId::Plan);
    let shown = card_ui(ui, color, &head, standing, |ui| body(ui, scenario, computed));
    follow(ui_state, CardId::Plan, shown.action);
}

fn body(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute) {
    let mut target = scenario.plan.target_stage;
    row(ui, "verdict at", |ui| stage_choice_ui(ui, scenario, "target", &mut target));
    scenario.plan.target_stage = target;
    let currency = scenario.currency.clone();
    let Scenario { plan: terms, bases, .. } = &mut *scenario;
    let fields = fields(computed, bases);
    fields.problem_ui(ui, "plan.target_stage");
    row(ui, "horizon, months", |ui| whole_number_ui(ui, &mut terms.horizon_months, [1, PlanSettings::LONGEST_HORIZON]));
    fields.problem_ui(ui, "plan.horizon_months");
    row(ui, "hurdle, value : cost", |ui| number_ui(ui, &mut terms.hurdle, Domain::AtLeastOne));
    fields.problem_ui(ui, "plan.hurdle");
    let mut has_budget = terms.budget.is_some();
    let budgeted = "There is a monthly budget";
    if tell(ui.checkbox(&mut has_budget, budgeted), Term::of_label(budgeted)).changed() {
        terms.budget = has_budget.then_some(10_000.0);
    }
    if let Some(budget) = &mut terms.budget {
        row(ui, &format!("budget a month, {currency}"), |ui| number_ui(ui, budget, Domain::Positive));
        fields.problem_ui(ui, "plan.budget");
    }
    let build = format!("to build it, once, {currency}");
    let estimates = [
        (build.as_str(), PlanField::BuildCost, &mut terms.build_cost, Domain::NonNegative),
        ("growth a month after the last stage", PlanField::Growth, &mut terms.growth, Domain::AboveMinusOne),
        ("token prices, change a year", PlanField::PriceTrend, &mut terms.price_trend, Domain::AboveMinusOne),
        ("discount rate, a year", PlanField::DiscountRate, &mut terms.discount_rate, Domain::NonNegative),
    ];
    for (label, field, estimate, domain) in estimates {
        EstimateField { label, path: EstimatePath::Plan(field), domain }.show(ui, fields, estimate);
    }
    correlations_ui(ui, scenario, computed);
}

fn correlations_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute) {
    if scenario.correlations.is_empty() {
        return;
    }
    heading(ui, "What moves together");
    let mut removed = None;
    let pair = |(first, second, _): &(EstimatePath, EstimatePath, f64)| {
        let [first, second] = [first, second].map(|path| name_of(scenario, path).label());
        format!("{first} with {second}")
    };
    let pairs: Vec<String> = scenario.correlations.iter().map(pair).collect();
    for (index, ((_, _, rho), pair)) in scenario.correlations.iter_mut().zip(pairs).enumerate() {
        ui.push_id(("correlation", index), |ui| {
            name_group(ui, &pair);
            ui.add(egui::Label::new(RichText::new(pair).small()).wrap());
            ui.horizontal(|ui| {
                ui.name_inputs("Rank correlation", |ui| number_between_ui(ui, rho, [-1.0, 1.0]));
                if icon_button(ui, icon::REMOVE, "Remove correlation").clicked() {
                    removed = Some(index);
                }
            });
            fields(computed, &scenario.bases).problem_ui(ui, &format!("correlations[{index}]"));
        });
    }
    if let Some(index) = removed {
        scenario.correlations.remove(index);
    }
}
