//! What is missing from a budget.

use super::{Finding, RuleContext};
use crate::day::{local_day, parse_day};
use crate::format;
use crate::language::tr;
use crate::reference::Catalogue;
use crate::scenario::{Category, Component, Driver, EstimatePath, Model, PlanField, Pricing, StageField};

/// What is bought for the peak is bought for the average.
pub(super) fn average_where_peak_decides(context: &RuleContext<'_>) -> Vec<Finding> {
    let stage = context.target();
    if 1.0 < stage.peak.base() {
        return Vec::new();
    }
    let by_peak = |card: &&Component| card.lines.iter().any(|line| line.driver == Driver::PeakRate);
    let cards = active_cards(context).filter(by_peak).map(|card| card.name.clone());
    let hosted = used_models(context).filter(|(_, model)| matches!(model.pricing, Pricing::SelfHosted { .. }));
    let bought: Vec<String> = hosted.map(|(_, model)| model.name.clone()).chain(cards).collect();
    let Some(first) = bought.first() else { return Vec::new() };
    let sentence = tr!(
        "{} is taken to be as busy at night as at noon (peak 1×), but {first} must be bought for its busiest hour",
        stage.name,
        first
    );
    vec![Finding::problem(EstimatePath::stage(&stage.name, StageField::Peak), sentence)]
}

/// Nobody will see where the money goes.
pub(super) fn no_observability(context: &RuleContext<'_>) -> Vec<Finding> {
    // Where the bill drifts meanwhile, that is said, and at what cost.
    let is_said = 0.0 < context.scenario.plan.drift.base();
    if is_said || active_cards(context).any(|card| card.category == Category::Observability) {
        return Vec::new();
    }
    let sentence = tr!("No observability at {}: you can’t optimise what you can’t see", context.target().name);
    vec![Finding::note("components", sentence)]
}

/// The bill for tokens grows as long as nobody watches it, and nobody does (model, section 9).
pub(super) fn drift_without_tracing(context: &RuleContext<'_>) -> Vec<Finding> {
    let drift = context.scenario.plan.drift.base();
    if drift <= 0.0 || active_cards(context).any(|card| card.category == Category::Observability) {
        return Vec::new();
    }
    let months = context.plan.months_unwatched(context.plan.horizon_months);
    let sentence = tr!(
        "Tokens grow dearer by {drift} a month while nobody watches them, and nothing does at {stage}: {factor} as \
         dear after the plan’s {months} months without; add a card for observability",
        drift = format::percent(drift),
        stage = context.target().name,
        factor = format::factor(libm::pow(1.0 + drift, f64::from(months))),
        months
    );
    vec![Finding::problem(EstimatePath::Plan(PlanField::Drift), sentence)]
}

/// A budget of tokens alone.
pub(super) fn only_api_fees(context: &RuleContext<'_>) -> Vec<Finding> {
    if active_cards(context).any(|card| card.category != Category::Inference) {
        return Vec::new();
    }
    let month = &context.month().planned;
    let sentence = tr!(
        "Only models are budgeted at {stage}: {cost} a month, and nothing for people, monitoring, compliance or upkeep",
        stage = context.target().name,
        cost = context.money.full(month.cost)
    );
    vec![Finding::problem("components", sentence)]
}

/// A model that will not be served until the plan is over.
pub(super) fn retiring_model(context: &RuleContext<'_>) -> Vec<Finding> {
    let finding = |(key, model): (&str, &Model)| {
        let retires = Catalogue::bundled().retires(model)?;
        let ends = month_number(&model.as_of)? + i64::from(context.plan.horizon_months);
        let at = format!("models[\"{key}\"]");
        if retires <= model.as_of.as_str() {
            let sentence = tr!(
                "{} was retired on {retires}, before its prices were noted",
                model.name,
                retires = local_day(retires)
            );
            return Some(Finding::problem(at, sentence));
        }
        (month_number(retires)? < ends).then(|| {
            let sentence = tr!(
                "{name} retires on {retires}, before the plan’s {months} months are over: budget a migration",
                name = model.name,
                months = context.plan.horizon_months,
                retires = local_day(retires)
            );
            Finding::note(at, sentence)
        })
    };
    used_models(context).filter_map(finding).collect()
}

fn active_cards<'a>(context: &RuleContext<'a>) -> impl Iterator<Item = &'a Component> {
    let target = context.plan.target;
    context.scenario.components.iter().filter(move |card| card.is_active_at(target))
}

/// The models that the target calls, by key.
fn used_models<'a>(context: &RuleContext<'a>) -> impl Iterator<Item = (&'a str, &'a Model)> {
    let workload = &context.scenario.workload;
    let mut keys: Vec<&str> = workload.steps.iter().map(|step| step.model.as_str()).collect();
    keys.extend(workload.fallback_model.as_deref().filter(|_| 0.0 < context.target().fallback_share.base()));
    keys.extend(context.strategies().filter_map(|(_, strategy, _)| strategy.kind.model().map(String::as_str)));
    let models = context.scenario.models.iter();
    models.map(|(key, model)| (key.as_str(), model)).filter(move |(key, _)| keys.contains(key))
}

/// Months since the year 0 of a day `YYYY-MM-DD`; `None` where it is none.
fn month_number(day: &str) -> Option<i64> {
    let day = parse_day(day)?;
    Some(12 * i64::from(day.year()) + i64::from(day.month()))
}
