//! One card per model call, what is common to them, and what the strategies themselves cost.

use egui::{Button, Context, Ui};

use super::actions::{Action, Offers, focus_place};
use super::drag::{DragPayload, Places, What, carry};
use super::head::{Head, card_ui, explained_card_ui};
use super::step_loop::{conversation_label, loop_ui};
use super::step_meters::{meters_ui, priced};
use super::{follow, tell_removed};
use crate::app::command::Command;
use crate::app::command::targets::CardId;
use crate::app::command::targets::ModelUse;
use crate::app::results::Recompute;
use crate::app::state::{CardDisplay, UiState};
use crate::app::widgets::choices::{ListEdit, ModelChoice, fields};
use crate::app::widgets::{EstimateField, add_button, check_box_ui, name_field, row, tell};
use crate::format::{self, Money};
use crate::glossary::Term;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::Tokens;
use crate::prose::{ResultKind, capitalised};
use crate::scenario::{
    Category, Domain, Estimate, EstimatePath, Model, Pricing, Scenario, Step, StepField, free_name, path,
};

/// One card a step, and one for what they share.
pub(crate) fn cards(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
) {
    let color = Tokens::of(ui.ctx()).category(Category::Inference);
    let mut asked = None;
    let mut places = Places::default();
    for index in 0..scenario.workload.steps.len() {
        let head = step_head(ui.ctx(), scenario, computed, ui_state, index);
        let standing = ui_state.standing(&CardId::Step(index));
        let explains = computed.shown().map(|shown| (shown.valid, ResultKind::OfStep(index).at_stage(ui_state.focus)));
        // By name, so that the focus goes with the card.
        let (above, below) = scenario.workload.steps.split_at(index);
        let name = below[0].name.clone();
        let namesakes = above.iter().filter(|step| step.name == name).count();
        let mut in_body = None;
        let shown = ui
            .push_id(("step", name, namesakes), |ui| {
                explained_card_ui(ui, color, &head, standing, explains, |ui| {
                    let name = step_body(ui, scenario, computed, index, commands);
                    in_body = head.offers.row_ui(ui, &name);
                })
            })
            .inner;
        places.add(shown.rect);
        let action = follow(ui_state, CardId::Step(index), shown.action.or(in_body));
        asked = asked.or(action.map(|action| (index, action)));
    }
    match asked {
        Some((index, Action::List(ListEdit::Up))) => carry_step(scenario, ui_state, index, index.saturating_sub(1)),
        Some((index, Action::List(ListEdit::Down))) => carry_step(scenario, ui_state, index, index + 2),
        Some((index, Action::List(edit))) => {
            if edit == ListEdit::Remove {
                tell_removed(commands, &capitalised(&scenario.workload.steps[index].name));
                focus_place(ui, "steps", index.min(scenario.workload.steps.len().saturating_sub(2)));
            }
            apply(scenario, ui_state, index, edit);
        }
        Some(_) | None => {}
    }
    if let Some((What::Step(from), place)) = places.drop_ui(ui, |what| matches!(what, What::Step(_))) {
        carry_step(scenario, ui_state, from, place);
    }
    shared_card(ui, scenario, computed, ui_state, commands);
}

/// Takes a step to another place; the one that is open stays open.
fn carry_step(scenario: &mut Scenario, ui_state: &mut UiState, from: usize, place: usize) {
    let steps = &mut scenario.workload.steps;
    if !(from < steps.len() && place <= steps.len()) {
        return;
    }
    let mut order: Vec<usize> = (0..steps.len()).collect();
    carry(&mut order, from, place);
    carry(steps, from, place);
    ui_state.follow_steps(|open| order.iter().position(|step| *step == open));
}

/// Takes a step away or doubles it; those that are open stay open.
fn apply(scenario: &mut Scenario, ui_state: &mut UiState, index: usize, edit: ListEdit) {
    let gone = path::step(&scenario.workload.steps[index].name);
    let names: Vec<String> = scenario.workload.steps.iter().map(|step| step.name.clone()).collect();
    edit.apply(&mut scenario.workload.steps, index, |step| {
        let name = free_name(&step.name, |name| names.iter().any(|taken| taken == name));
        Step { name, ..step.clone() }
    });
    if edit == ListEdit::Remove {
        scenario.forget_paths(&gone);
        ui_state.follow_steps(|open| match open {
            gone if gone == index => None,
            open => Some(if index < open { open - 1 } else { open }),
        });
    } else {
        ui_state.follow_steps(|open| Some(if index < open { open + 1 } else { open }));
    }
}

fn step_head(context: &Context, scenario: &Scenario, computed: &Recompute, ui_state: &UiState, index: usize) -> Head {
    let several = 1 < scenario.workload.steps.len();
    let step = &scenario.workload.steps[index];
    let money = Money::new(&scenario.currency);
    let turns = if step.turns == Estimate::Exact(1.0) { 0.0 } else { step.turns.base() };
    let tokens = [
        (turns, tr_noop!("turns")),
        (step.prefix.base(), tr_noop!("prefix")),
        (step.retrieved.base(), tr_noop!("retrieved")),
        (
            step.conversation.base(),
            if 0.0 < step.carried.base() { tr_noop!("new a turn") } else { tr_noop!("history") },
        ),
        (step.output.base(), tr_noop!("out")),
        (step.reasoning.base(), tr_noop!("reasoning")),
    ];
    let tokens: Vec<(f64, &'static str)> = tokens.into_iter().filter(|(count, _)| *count != 0.0).collect();
    let substance = tokens
        .iter()
        .map(|(count, name)| match *name {
            "turns" => format!("{} {}", format::count(*count), text(name)),
            _ => format!("{} {}", format::count(count.round()), text(name)),
        })
        .collect::<Vec<_>>()
        .join(" · ");
    let bill = computed.shown().and_then(|shown| shown.valid.stages.get(ui_state.focus));
    let cost = bill.and_then(|bill| bill.breakdown.steps.get(index));
    let part = path::step(&step.name);
    Head {
        name: CardId::Step(index).name(scenario),
        substance: if substance.is_empty() { tr!("no tokens").to_owned() } else { substance },
        figure: cost.map_or_else(String::new, |cost| money.full(*cost)),
        share: cost.zip(bill).map(|(cost, bill)| share(*cost, bill.breakdown.total.cost)),
        is_on: true,
        terms: tokens.into_iter().map(|(_, name)| name).collect(),
        has_problem: computed.problems.iter().any(|problem| part.holds(&problem.path)),
        payload: several.then(|| DragPayload {
            what: What::Step(index),
            name: capitalised(&step.name),
            color: Tokens::of(context).category(Category::Inference),
        }),
        offers: Offers { place: Some((index, scenario.workload.steps.len())), ..Offers::default() },
        ..Head::default()
    }
}

/// A part of a whole; 0 where the whole is nothing.
pub(crate) fn share(part: f64, whole: f64) -> f64 {
    if 0.0 < whole { part / whole } else { 0.0 }
}

/// Returns what the step is called by now.
fn step_body(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    index: usize,
    commands: &mut Vec<Command>,
) -> String {
    let step = &scenario.workload.steps[index];
    let (old_name, mut model) = (step.name.clone(), step.model.clone());
    if let Some(name) = name_field(ui, tr!("Step"), &old_name, f32::INFINITY) {
        scenario.rename_paths(&path::step(&old_name), &name);
        scenario.workload.steps[index].name = name;
    }
    let name = scenario.workload.steps[index].name.clone();
    row(ui, tr!("model"), |ui| {
        let choice = ModelChoice { label: "model", place: ModelUse::Step(index), width: 150.0 };
        choice.show(ui, scenario, &mut model, commands);
    });
    let priced = priced(scenario.models.get(&model));
    scenario.workload.steps[index].model = model;
    let is_long = |model: &Model| matches!(model.pricing, Pricing::Tokens { long: Some(_), .. });
    let has_long_prices = scenario.models.values().any(is_long);
    let Scenario { workload, bases, .. } = &mut *scenario;
    let fields = fields(computed, bases);
    fields.problem_ui(ui, &format!("{}.model", path::step(&name)));
    let step = &mut workload.steps[index];
    let conversation = conversation_label(step);
    let estimates = [
        (tr!("calls per request"), StepField::Calls, &mut step.calls),
        (tr!("stable prefix, tokens a call"), StepField::Prefix, &mut step.prefix),
        (tr!("retrieved context, tokens a call"), StepField::Retrieved, &mut step.retrieved),
        (conversation, StepField::Conversation, &mut step.conversation),
        (tr!("answer, tokens a call"), StepField::Output, &mut step.output),
        (tr!("hidden reasoning, tokens a call"), StepField::Reasoning, &mut step.reasoning),
    ];
    for (label, field, estimate) in estimates {
        EstimateField { label, path: EstimatePath::step(&name, field), domain: Domain::NonNegative }
            .show(ui, fields, estimate);
    }
    loop_ui(ui, fields, step, has_long_prices);
    let changes = meters_ui(ui, fields, step, &priced);
    let count = Command::CountTokens(index);
    if ui.add(Button::new(count.name())).on_hover_text(tr!("Paste a prompt, a context and an answer")).clicked() {
        commands.push(count);
    }
    let routable = tr_noop!("A router may send it elsewhere");
    tell(check_box_ui(ui, &mut step.routable, text(routable)), Term::of_label(routable));
    changes.apply(scenario);
    name
}

/// Retrievals and the fallback model, and a way to add a step.
fn shared_card(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
) {
    let retrievals = scenario.workload.retrievals.base();
    let noun = if retrievals == 1.0 { tr!("retrieval") } else { tr!("retrievals") };
    let retrievals = format::count(retrievals);
    let fallback = scenario.workload.fallback_model.clone();
    let head = Head {
        name: CardId::Workload.name(scenario),
        substance: tr!(
            "{retrievals} {noun} · falls back to {}",
            model_name(scenario, fallback.as_deref()),
            retrievals,
            noun
        ),
        is_on: true,
        terms: vec![tr_noop!("retrieval"), tr_noop!("falls back to")],
        has_problem: computed.problems.iter().any(|problem| {
            ["workload.retrievals", "workload.fallback_model", "workload.steps"].contains(&problem.path.as_str())
        }),
        ..Head::default()
    };
    let color = Tokens::of(ui.ctx()).category(Category::Inference);
    let standing = ui_state.standing(&CardId::Workload);
    let shown = card_ui(ui, color, &head, standing, |ui| {
        let mut chosen = fallback.clone();
        row(ui, tr!("falls back to"), |ui| {
            let choice = ModelChoice { label: "fallback", place: ModelUse::Fallback, width: 130.0 };
            let name = model_name(scenario, chosen.as_deref());
            choice.choice_ui(ui, name, commands, |ui| {
                ui.selectable_value(&mut chosen, None, tr!("nothing"));
                for key in scenario.models.keys() {
                    ui.selectable_value(&mut chosen, Some(key.clone()), model_name(scenario, Some(key)));
                }
            });
        });
        scenario.workload.fallback_model = chosen;
        let Scenario { workload, bases, .. } = &mut *scenario;
        let fields = fields(computed, bases);
        fields.problem_ui(ui, "workload.fallback_model");
        let field = EstimateField {
            label: tr!("retrievals per request"),
            path: EstimatePath::Retrievals,
            domain: Domain::NonNegative,
        };
        field.show(ui, fields, &mut workload.retrievals);
        fields.problem_ui(ui, "workload.steps");
        if add_button(ui, tr!("Add a model call")).clicked() {
            add_step(scenario);
        }
    });
    follow(ui_state, CardId::Workload, shown.action);
}

/// What people call a model.
fn model_name(scenario: &Scenario, key: Option<&str>) -> String {
    let name = |key: &str| scenario.models.get(key).map_or(key.to_owned(), |model| model.name.clone());
    key.map_or(tr!("nothing").to_owned(), name)
}

/// Adds a call after the others. Returns its place.
pub(crate) fn add_step(scenario: &mut Scenario) -> usize {
    let steps = &mut scenario.workload.steps;
    let name = free_name(tr!("call"), |name| steps.iter().any(|step| step.name == name));
    let model = scenario.models.keys().next().cloned().unwrap_or_default();
    steps.push(Step::plain(name, model));
    steps.len() - 1
}

/// What routing, caching and the others cost themselves.
pub(crate) fn strategies_card(ui: &mut Ui, computed: &Recompute, ui_state: &mut UiState) {
    let Some(valid) = &computed.valid else { return };
    let Some(bill) = valid.stages.get(ui_state.focus) else { return };
    let active: Vec<&str> = valid
        .plan
        .strategies
        .iter()
        .filter(|strategy| strategy.enabled && strategy.from_stage <= ui_state.focus)
        .map(|strategy| strategy.kind.tag().name())
        .collect();
    if active.is_empty() {
        return;
    }
    let is_held = computed.holds_baseline();
    let cost = if is_held { 0.0 } else { bill.breakdown.strategies };
    let head = Head {
        name: tr!("What strategies cost").to_owned(),
        substance: if is_held { tr!("off while B is held").to_owned() } else { active.join(" · ") },
        figure: Money::new(&valid.scenario.currency).full(cost),
        share: Some(share(cost, bill.breakdown.total.cost)),
        is_on: !is_held,
        ..Head::default()
    };
    let color = Tokens::of(ui.ctx()).category(Category::Optimization);
    let explains = Some((valid, ResultKind::OfStrategies.at_stage(ui_state.focus)));
    if explained_card_ui(ui, color, &head, CardDisplay::default(), explains, |_| {}).action.is_some() {
        // Its numbers stand with the levers: open the first one that is on.
        ui_state.open_strategy = valid.plan.strategies.iter().position(|strategy| strategy.enabled);
    }
}
