//! The card of the outcome and its value.

use egui::Ui;

use super::follow;
use super::head::{Head, card_ui};
use crate::app::command::targets::CardId;
use crate::app::results::Recompute;
use crate::app::state::UiState;
use crate::app::widgets::choices::fields;
use crate::app::widgets::{
    EstimateField, check_box_ui, icon, made_from_button, move_base, name_field, number_ui, row, tell,
};
use crate::charts::ColorRole;
use crate::format::{self, Money};
use crate::glossary::Term;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::Tokens;
use crate::scenario::{Domain, Estimate, EstimatePath, OutcomeField, Scenario};

pub(crate) fn card(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, ui_state: &mut UiState) {
    let money = Money::new(&scenario.currency);
    let outcome = &scenario.outcome;
    let head = Head {
        name: CardId::Outcome.name(scenario),
        substance: tr!(
            "{} of requests · {} becomes money",
            format::percent(outcome.success_rate.base()),
            format::percent(outcome.realization.base())
        ),
        figure: money.price(outcome.value.base()),
        is_on: true,
        terms: vec![tr_noop!("value"), tr_noop!("accepted"), tr_noop!("becomes money")],
        has_problem: computed.problems.iter().any(|problem| problem.path.starts_with("outcome.")),
        ..Head::default()
    };
    let color = Tokens::of(ui.ctx()).role(ColorRole::Value);
    let standing = ui_state.standing(&CardId::Outcome);
    let shown = card_ui(ui, color, &head, standing, |ui| body(ui, scenario, computed, ui_state));
    follow(ui_state, CardId::Outcome, shown.action);
}

/// Puts a value together from minutes that are saved × what an hour costs: minutes are the value over that, however it was
/// set.
fn minutes_ui(ui: &mut Ui, value: &mut Estimate, hourly_rate: &mut Option<f64>, usual: f64, currency: &str) {
    if made_from_button(ui, icon::TIMER, tr!("minutes × what an hour costs")).clicked() {
        *hourly_rate = if hourly_rate.is_some() { None } else { Some(usual) };
        return;
    }
    let Some(rate) = hourly_rate else { return };
    let mut minutes = (value.base() / *rate * 60.0 * 1e6).round() / 1e6;
    let is_changed = row(ui, tr!("minutes saved by each"), |ui| number_ui(ui, &mut minutes, Domain::NonNegative))
        .changed()
        | row(ui, &tr!("an hour costs, {currency}", currency), |ui| number_ui(ui, rate, Domain::Positive)).changed();
    let worth = minutes / 60.0 * *rate;
    if is_changed && Domain::NonNegative.contains(worth) {
        move_base(ui, &EstimatePath::Outcome(OutcomeField::Value), value, worth, &Estimate::with_base);
    }
}

fn body(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, ui_state: &mut UiState) {
    let Scenario { outcome, bases, currency, .. } = scenario;
    if let Some(name) = name_field(ui, tr!("Outcome"), &outcome.name, f32::INFINITY) {
        outcome.name = name;
    }
    let fields = fields(computed, bases);
    let value = tr!("value, {currency} per outcome", currency);
    let error_cost = tr!("cost of a harmful answer, {currency}", currency);
    let estimates = [
        (value.as_str(), OutcomeField::Value, &mut outcome.value, Domain::NonNegative),
        (tr!("accepted, share of requests"), OutcomeField::SuccessRate, &mut outcome.success_rate, Domain::Share),
        (
            tr!("share of the value that becomes money"),
            OutcomeField::Realization,
            &mut outcome.realization,
            Domain::Share,
        ),
        (tr!("harmful answers, share of requests"), OutcomeField::ErrorRate, &mut outcome.error_rate, Domain::Share),
        (error_cost.as_str(), OutcomeField::ErrorCost, &mut outcome.error_cost, Domain::NonNegative),
    ];
    for (label, field, estimate, domain) in estimates {
        EstimateField { label, path: EstimatePath::Outcome(field), domain }.show(ui, fields, estimate);
        if field == OutcomeField::Value {
            minutes_ui(ui, estimate, &mut ui_state.hourly_rate, ui_state.usual.hourly_rate, currency);
        }
    }
    let mut knows_today = outcome.today.is_some();
    let known = tr_noop!("The cost without AI is known");
    if tell(check_box_ui(ui, &mut knows_today, text(known)), Term::of_label(known)).changed() {
        outcome.today = knows_today.then_some(Estimate::Exact(1.0));
    }
    if let Some(today) = &mut outcome.today {
        let label = tr!("today, {currency} per outcome", currency);
        let path = EstimatePath::Outcome(OutcomeField::Today);
        EstimateField { label: &label, path, domain: Domain::NonNegative }.show(ui, fields, today);
    }
}
