//! The card of the plan: horizon, money, what is agreed with who sells the tokens, when value becomes money, and what moves
//! together. What changes nothing has a box to bring it in.

use egui::{RichText, Ui};

use super::adoption::adoption_ui;
use super::follow;
use super::head::{Head, card_ui};
use crate::app::command::targets::CardId;
use crate::app::results::Recompute;
use crate::app::state::UiState;
use crate::app::widgets::choices::{fields, heading, stage_choice_ui};
use crate::app::widgets::{
    EstimateField, Fields, check_box_ui, icon, icon_button, name_group, number_between_ui, number_ui, row, tell,
    whole_number_ui,
};
use crate::format::{self, Money};
use crate::glossary::Term;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::Tokens;
use crate::prose::name_of;
use crate::scenario::{Commitment, Domain, Estimate, EstimatePath, PlanField, PlanSettings, Scenario};

pub(crate) fn card(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, ui_state: &mut UiState) {
    let money = Money::new(&scenario.currency);
    let terms = &scenario.plan;
    let head = Head {
        name: CardId::Plan.name(scenario),
        substance: tr!(
            "{} months · hurdle {} · build {}",
            terms.horizon_months,
            format::factor(terms.hurdle),
            money.full(terms.build_cost.base())
        ),
        is_on: true,
        terms: vec![tr_noop!("horizon"), tr_noop!("hurdle"), tr_noop!("build")],
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
    row(ui, tr!("verdict at"), |ui| stage_choice_ui(ui, scenario, "target", &mut target));
    scenario.plan.target_stage = target;
    let currency = scenario.currency.clone();
    let Scenario { plan: terms, bases, .. } = &mut *scenario;
    let fields = fields(computed, bases);
    fields.problem_ui(ui, "plan.target_stage");
    row(ui, tr!("horizon, months"), |ui| {
        whole_number_ui(ui, &mut terms.horizon_months, [1, PlanSettings::LONGEST_HORIZON])
    });
    fields.problem_ui(ui, "plan.horizon_months");
    row(ui, tr!("hurdle, value : cost"), |ui| number_ui(ui, &mut terms.hurdle, Domain::AtLeastOne));
    fields.problem_ui(ui, "plan.hurdle");
    let mut has_budget = terms.budget.is_some();
    let budgeted = tr_noop!("There is a monthly budget");
    if tell(check_box_ui(ui, &mut has_budget, text(budgeted)), Term::of_label(budgeted)).changed() {
        terms.budget = has_budget.then_some(10_000.0);
    }
    if let Some(budget) = &mut terms.budget {
        row(ui, &tr!("budget a month, {currency}", currency), |ui| number_ui(ui, budget, Domain::Positive));
        fields.problem_ui(ui, "plan.budget");
    }
    let build = tr!("to build it, once, {currency}", currency);
    let estimates = [
        (build.as_str(), PlanField::BuildCost, &mut terms.build_cost, Domain::NonNegative),
        (tr!("growth a month after the last stage"), PlanField::Growth, &mut terms.growth, Domain::AboveMinusOne),
        (tr!("token prices, change a year"), PlanField::PriceTrend, &mut terms.price_trend, Domain::AboveMinusOne),
        (tr!("discount rate, a year"), PlanField::DiscountRate, &mut terms.discount_rate, Domain::NonNegative),
    ];
    for (label, field, estimate, domain) in estimates {
        EstimateField { label, path: EstimatePath::Plan(field), domain }.show(ui, fields, estimate);
    }
    tokens_ui(ui, scenario, computed);
    value_ui(ui, scenario, computed);
    correlations_ui(ui, scenario, computed);
}

/// What is agreed with who sells the tokens, and what becomes of their bill.
fn tokens_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute) {
    heading(ui, tr!("Bought by the token"));
    let mut commitment = scenario.plan.commitment.take();
    let mut is_committed = commitment.is_some();
    let committed = tr_noop!("There is a commitment to a provider");
    if tell(check_box_ui(ui, &mut is_committed, text(committed)), Term::of_label(committed)).changed() {
        let from_stage = scenario.plan.target_stage;
        commitment = is_committed.then_some(Commitment { from_stage, amount: Estimate::Exact(1_000.0) });
    }
    if let Some(commitment) = &mut commitment {
        row(ui, tr!("committed from"), |ui| {
            stage_choice_ui(ui, scenario, "committed from", &mut commitment.from_stage)
        });
        let fields = fields(computed, &scenario.bases);
        fields.problem_ui(ui, "plan.commitment.from_stage");
        let path = EstimatePath::Plan(PlanField::CommitmentAmount);
        let label = tr!("paid at least, US dollars a month");
        EstimateField { label, path, domain: Domain::NonNegative }.show(ui, fields, &mut commitment.amount);
    }
    scenario.plan.commitment = commitment;
    let Scenario { plan: terms, bases, .. } = scenario;
    let fields = fields(computed, bases);
    let discount = OptionalEstimate {
        brings_in: tr_noop!("There is a discount on tokens"),
        field: plan_field(tr!("discount, share off the list price"), PlanField::Discount, Domain::Share),
        at_first: 0.1,
    };
    discount.show(ui, fields, &mut terms.discount);
    let drift = OptionalEstimate {
        brings_in: tr_noop!("The bill for tokens grows while nobody watches it"),
        field: plan_field(tr!("drift, a month"), PlanField::Drift, Domain::AboveMinusOne),
        at_first: 0.05,
    };
    drift.show(ui, fields, &mut terms.drift);
}

/// When value becomes money, and what becomes of it over the years.
fn value_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute) {
    let Scenario { plan: terms, bases, .. } = scenario;
    let fields = fields(computed, bases);
    adoption_ui(ui, fields, &mut terms.adoption, terms.horizon_months);
    let trend = OptionalEstimate {
        brings_in: tr_noop!("The value of an outcome changes from year to year"),
        field: plan_field(tr!("value of an outcome, change a year"), PlanField::ValueTrend, Domain::AboveMinusOne),
        at_first: -0.1,
    };
    trend.show(ui, fields, &mut terms.value_trend);
}

fn plan_field(label: &'static str, field: PlanField, domain: Domain) -> EstimateField<'static> {
    EstimateField { label, path: EstimatePath::Plan(field), domain }
}

/// An estimate that changes nothing where it is 0, and then has no place on the card but a box.
struct OptionalEstimate {
    /// What the box says.
    brings_in: &'static str,
    field: EstimateField<'static>,
    /// What it is when it has come in.
    at_first: f64,
}

impl OptionalEstimate {
    fn show(&self, ui: &mut Ui, fields: Fields<'_>, estimate: &mut Estimate) {
        let nothing = Estimate::Exact(0.0);
        // One that is dragged or typed to 0 stays in sight until that is over.
        let stays = ui.scope_id().with(("stays", self.brings_in));
        let is_moving = ui.ctx().dragged_id().is_some() || ui.memory(|memory| memory.focused().is_some());
        let was_moved = ui.data(|data| data.get_temp::<bool>(stays)).is_some_and(|stays| stays && is_moving);
        let mut is_in = *estimate != nothing || was_moved;
        if tell(check_box_ui(ui, &mut is_in, text(self.brings_in)), Term::of_label(self.brings_in)).changed() {
            *estimate = if is_in { Estimate::Exact(self.at_first) } else { nothing };
        }
        let before = *estimate;
        if is_in {
            self.field.show(ui, fields, estimate);
        }
        let is_moved_to_nothing = *estimate == nothing && (before != nothing || was_moved);
        ui.data_mut(|data| data.insert_temp(stays, is_moved_to_nothing));
    }
}

fn correlations_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute) {
    if scenario.correlations.is_empty() {
        return;
    }
    heading(ui, tr!("What moves together"));
    let mut removed = None;
    let pair = |(first, second, _): &(EstimatePath, EstimatePath, f64)| {
        let [first, second] = [first, second].map(|path| name_of(scenario, path).label());
        tr!("{first} with {second}", first, second)
    };
    let pairs: Vec<String> = scenario.correlations.iter().map(pair).collect();
    for (index, ((_, _, rho), pair)) in scenario.correlations.iter_mut().zip(pairs).enumerate() {
        ui.push_id(("correlation", index), |ui| {
            name_group(ui, &pair);
            ui.add(egui::Label::new(RichText::new(pair).small()).wrap());
            ui.horizontal(|ui| {
                ui.name_inputs(tr!("Rank correlation"), |ui| number_between_ui(ui, rho, [-1.0, 1.0]));
                if icon_button(ui, icon::REMOVE, tr!("Remove correlation")).clicked() {
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
