//! The card of the plan: horizon, money, when to stop and what must be ready.

use egui::{Button, ComboBox, RichText, TextEdit, Ui};

use super::head::{Head, card_ui};
use super::{fields, stage_choice_ui};
use crate::app::computed::Computed;
use crate::app::view::{Card, View};
use crate::app::widgets::{EstimateField, icon, icon_button, name_group, number_ui, row};
use crate::charts::figures::{self, Money};
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::{Domain, KillCriterion, Metric, ReadinessItem, Scenario};

pub(super) fn card(ui: &mut Ui, scenario: &mut Scenario, computed: &Computed, view: &mut View) {
    let money = Money::new(&scenario.currency);
    let terms = &scenario.plan;
    let head = Head {
        name: Card::Terms.name(scenario),
        substance: format!(
            "{} months · hurdle {} · build {}",
            terms.horizon_months,
            figures::factor(terms.hurdle),
            money.full(terms.build_cost.base())
        ),
        is_on: true,
        has_problem: computed.problems.iter().any(|problem| {
            ["plan.", "kill_criteria", "readiness", "correlations"]
                .iter()
                .any(|prefix| problem.path.starts_with(prefix))
        }),
        ..Head::default()
    };
    let color = Tokens::of(ui.ctx()).baseline_fill();
    let is_open = view.open_card == Some(Card::Terms);
    if card_ui(ui, color, &head, is_open, |ui| body(ui, scenario, computed)).clicked {
        view.toggle(Card::Terms);
    }
}

fn body(ui: &mut Ui, scenario: &mut Scenario, computed: &Computed) {
    let mut target = scenario.plan.target_stage;
    row(ui, "verdict at", |ui| stage_choice_ui(ui, scenario, "target", &mut target));
    scenario.plan.target_stage = target;
    let currency = scenario.currency.clone();
    let Scenario { plan: terms, bases, .. } = &mut *scenario;
    let fields = fields(computed, bases);
    fields.problem_ui(ui, "plan.target_stage");
    row(ui, "horizon, months", |ui| ui.add(egui::DragValue::new(&mut terms.horizon_months).speed(0.1)));
    fields.problem_ui(ui, "plan.horizon_months");
    row(ui, "hurdle, value : cost", |ui| number_ui(ui, &mut terms.hurdle, Domain::AtLeastOne));
    fields.problem_ui(ui, "plan.hurdle");
    let mut has_budget = terms.budget.is_some();
    if ui.checkbox(&mut has_budget, "There is a monthly budget").changed() {
        terms.budget = has_budget.then_some(10_000.0);
    }
    if let Some(budget) = &mut terms.budget {
        row(ui, &format!("budget a month, {currency}"), |ui| number_ui(ui, budget, Domain::Positive));
        fields.problem_ui(ui, "plan.budget");
    }
    let build = format!("to build it, once, {currency}");
    let estimates = [
        (build.as_str(), "build_cost", &mut terms.build_cost, Domain::NonNegative),
        ("growth a month after the last stage", "growth", &mut terms.growth, Domain::AboveMinusOne),
        ("token prices, change a year", "price_trend", &mut terms.price_trend, Domain::AboveMinusOne),
        ("discount rate, a year", "discount_rate", &mut terms.discount_rate, Domain::NonNegative),
    ];
    for (label, name, estimate, domain) in estimates {
        EstimateField { label, path: format!("plan.{name}"), domain }.show(ui, fields, estimate);
    }
    kill_criteria_ui(ui, scenario, computed);
    readiness_ui(ui, scenario);
    correlations_ui(ui, scenario, computed);
}

fn heading(ui: &mut Ui, text: &str) {
    ui.separator();
    ui.label(RichText::new(text).font(semibold_font(12.5)));
}

fn kill_criteria_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Computed) {
    heading(ui, "When to stop");
    let mut removed = None;
    let mut criteria = std::mem::take(&mut scenario.kill_criteria);
    for (index, criterion) in criteria.iter_mut().enumerate() {
        ui.push_id(("criterion", index), |ui| {
            name_group(ui, &format!("Criterion {}", index + 1));
            ui.horizontal(|ui| {
                let wide = (ui.available_width() - 34.0).max(60.0);
                let choices = ComboBox::from_id_salt("metric").selected_text(metric(criterion.metric)).width(wide);
                ui.name_inputs("Stop at a", |ui| {
                    choices.show_ui(ui, |ui| {
                        for choice in [
                            Metric::MonthlyCost,
                            Metric::CostPerOutcome,
                            Metric::CostPerRequest,
                            Metric::Ratio,
                            Metric::Net,
                        ] {
                            ui.selectable_value(&mut criterion.metric, choice, metric(choice));
                        }
                    });
                });
                if icon_button(ui, icon::REMOVE, "Remove criterion").clicked() {
                    removed = Some(index);
                }
            });
            row(ui, "limit", |ui| number_ui(ui, &mut criterion.limit, Domain::NonNegative));
            row(ui, "at", |ui| stage_choice_ui(ui, scenario, "at", &mut criterion.stage));
            row(ui, "then", |ui| ui.add(TextEdit::singleline(&mut criterion.action).desired_width(170.0)));
            let fields = fields(computed, &scenario.bases);
            for field in ["stage", "limit"] {
                fields.problem_ui(ui, &format!("kill_criteria[{index}].{field}"));
            }
        });
    }
    if let Some(index) = removed {
        criteria.remove(index);
    }
    if ui.add(Button::new(format!("{} Add a limit", icon::ADD))).clicked() {
        let stage = scenario.plan.target_stage;
        criteria.push(KillCriterion {
            metric: Metric::CostPerOutcome,
            stage,
            limit: 1.0,
            action: "stop the roll-out".to_owned(),
        });
    }
    scenario.kill_criteria = criteria;
}

fn metric(metric: Metric) -> &'static str {
    match metric {
        Metric::MonthlyCost => "cost a month above",
        Metric::CostPerOutcome => "cost per outcome above",
        Metric::CostPerRequest => "cost per request above",
        Metric::Ratio => "value : cost below",
        Metric::Net => "net a month below",
    }
}

fn readiness_ui(ui: &mut Ui, scenario: &mut Scenario) {
    heading(ui, "What must be ready");
    let mut removed = None;
    let mut items = std::mem::take(&mut scenario.readiness);
    for (index, item) in items.iter_mut().enumerate() {
        ui.push_id(("readiness", index), |ui| {
            name_group(ui, &format!("Item {}", index + 1));
            ui.horizontal(|ui| {
                ui.name_inputs("Done", |ui| ui.checkbox(&mut item.done, ""));
                ui.name_inputs("What must be ready", |ui| {
                    ui.add(TextEdit::singleline(&mut item.item).desired_width((ui.available_width() - 34.0).max(60.0)));
                });
                if icon_button(ui, icon::REMOVE, "Remove item").clicked() {
                    removed = Some(index);
                }
            });
            row(ui, "before", |ui| stage_choice_ui(ui, scenario, "before", &mut item.stage));
            row(ui, "seen to by", |ui| ui.add(TextEdit::singleline(&mut item.owner).desired_width(150.0)));
        });
    }
    if let Some(index) = removed {
        items.remove(index);
    }
    if ui.add(Button::new(format!("{} Add an item", icon::ADD))).clicked() {
        let stage = scenario.plan.target_stage;
        let item = "Budget alert and kill switch".to_owned();
        items.push(ReadinessItem { item, stage, done: false, owner: String::new(), note: String::new() });
    }
    scenario.readiness = items;
}

fn correlations_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Computed) {
    if scenario.correlations.is_empty() {
        return;
    }
    heading(ui, "What moves together");
    let mut removed = None;
    for (index, (first, second, rho)) in scenario.correlations.iter_mut().enumerate() {
        ui.push_id(("correlation", index), |ui| {
            name_group(ui, &format!("{first} with {second}"));
            ui.add(egui::Label::new(RichText::new(format!("{first} with {second}")).small()).wrap());
            ui.horizontal(|ui| {
                ui.name_inputs("Rank correlation", |ui| ui.add(egui::DragValue::new(rho).speed(0.01)));
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
