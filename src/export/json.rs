//! All results as JSON, with the keys of the model's cases; what is undefined is null.

use serde_json::{Map, Value, json};

use super::calibration_json::calibration_json;
use super::uncertainty_json::uncertainty_json;
use crate::calibration::Calibration;
use crate::charts::{Chart, Table};
use crate::economics::{Choice, Delay, DelayedPart, Evaluation, Plan, Results, Versions};
use crate::prose::place_name;
use crate::scenario::Scenario;
use crate::uncertainty::Uncertainty;

/// Results of a scenario as JSON, with what its futures say where they were drawn, and with the scenario itself; a last tier that ends at infinity ends at null.
pub fn results_json(scenario: &Scenario, plan: &Plan, results: &Results, uncertainty: Option<&Uncertainty>) -> Value {
    let mut all = base_json(scenario, plan, results);
    if let (Value::Object(all), Some(uncertainty)) = (&mut all, uncertainty) {
        all.extend(uncertainty_json(scenario, plan, uncertainty));
    }
    if !scenario.actuals.is_empty() {
        let found = Calibration::all(scenario, plan).into_iter();
        let found = found.map(|found| found.map(|found| calibration_json(scenario, &found)));
        all["actuals"] = found.collect();
    }
    all
}

/// The same with the tables of charts.
pub fn everything_json(
    scenario: &Scenario,
    plan: &Plan,
    results: &Results,
    uncertainty: &Uncertainty,
    charts: &[Chart],
) -> Value {
    let tables = charts.iter().map(|chart| {
        let Table { headings, rows, .. } = chart.table();
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(|cell| &**cell).collect()).collect();
        let table = json!({ "title": chart.title(), "summary": chart.summary(), "headings": headings, "rows": rows });
        (chart.key().key().to_owned(), table)
    });
    let mut all = results_json(scenario, plan, results, Some(uncertainty));
    all["tables"] = Value::Object(tables.collect());
    all
}

fn base_json(scenario: &Scenario, plan: &Plan, results: &Results) -> Value {
    let stages = scenario.stages.iter().zip(&results.stages);
    let shapley = plan.strategies.iter().zip(&results.contributions).filter(|(strategy, _)| strategy.enabled);
    json!({
        "scenario": serde_json::to_value(scenario).unwrap_or(Value::Null),
        "name": scenario.name,
        "currency": scenario.currency,
        "stages": stages.map(|(stage, versions)| stage_json(&stage.name, versions)).collect::<Value>(),
        "verdict": results.verdict.key(),
        "margin": { "per_request": results.margin.per_request, "pays_from": results.margin.pays_from },
        "multiple": results.multiple.map(|multiple| json!({
            "total": multiple.total,
            "volume": multiple.volume,
            "inference_per_request": multiple.inference_per_request,
            "beyond_tokens": multiple.beyond_tokens,
            "cost_per_request": multiple.cost_per_request,
        })),
        "shapley": shapley.map(|(strategy, contribution)| (strategy.kind.tag().key().to_owned(), json!({
            "share": contribution.share,
            "net": contribution.net,
            "alone": contribution.alone,
        }))).collect::<Map<_, _>>(),
        "warnings": crate::advice::warnings(scenario, plan, results).into_iter().map(|warning| json!({
            "rule": warning.rule,
            "weight": warning.weight.name(),
            "sentence": warning.sentence,
            "at": warning.at,
            "place": place_name(scenario, &warning.at),
        })).collect::<Value>(),
        "npv": results.months.npv,
        "payback_month": results.months.payback_month,
        "payback_months": results.months.payback_months,
        "discounted_payback_months": results.months.discounted_payback_months,
        "irr": results.months.irr,
        "cash_at_risk": results.months.cash_at_risk,
        "peak_funding": results.months.cash_at_risk,
        "benefit_cost_ratio": results.months.benefit_cost_ratio,
        "alternatives": alternatives_json(scenario, results),
        "changing_later": results.changing_later.iter().map(|delay| delay_json(scenario, plan, delay)).collect::<Value>(),
        "months": results.months.months.iter().map(|month| json!({
            "month": month.month,
            "volume": month.volume,
            "cash": month.cash,
            "cumulative": month.cumulative,
        })).collect::<Value>(),
        "break_even_held": results.break_even_held,
        "sign_changes": results.sign_changes.iter().map(|&stage| scenario.stages[stage].name.as_str()).collect::<Value>(),
        "best_mix": {
            "npv": results.best_mix(plan).best.npv,
            "strategies": strategies_json(plan, results.best_mix(plan).best.set),
        },
        "pareto_front": results.best_mix(plan).front.iter().map(|value| json!({
            "setup_cost": value.setup_cost,
            "npv": value.npv,
            "strategies": strategies_json(plan, value.set),
        })).collect::<Value>(),
    })
}

fn alternatives_json(scenario: &Scenario, results: &Results) -> Value {
    let rows = scenario.alternatives.iter().zip(&results.alternatives);
    let rows = rows.map(|(alternative, result)| {
        json!({
            "name": alternative.name,
            "cost": result.month.cost,
            "value": result.month.value,
            "net": result.month.net,
            "npv": result.npv,
            "payback_month": result.payback_month,
            "meets": result.meets,
        })
    });
    json!({ "rows": rows.collect::<Value>(), "choose": choice_name(scenario, results.choice) })
}

/// What is chosen, as results write it.
pub(super) fn choice_name(scenario: &Scenario, choice: Choice) -> &str {
    match choice {
        Choice::Plan => "plan",
        Choice::Alternative(place) => &scenario.alternatives[place].name,
        Choice::Nothing => "nothing",
    }
}

fn delay_json(scenario: &Scenario, plan: &Plan, delay: &Delay) -> Value {
    let (what, name) = match delay.part {
        DelayedPart::Strategy(place) => ("strategy", plan.strategies[place].kind.tag().key()),
        DelayedPart::Component(place) => ("component", scenario.components[place].id.as_str()),
    };
    json!({ "what": what, "name": name, "stage": delay.stage, "late": delay.late })
}

fn strategies_json(plan: &Plan, set: crate::economics::StrategySet) -> Value {
    set.places().map(|place| plan.strategies[place].kind.tag().key()).collect()
}

fn stage_json(name: &str, versions: &Versions) -> Value {
    json!({
        "name": name,
        "baseline": evaluation_json(&versions.baseline),
        "planned": evaluation_json(&versions.planned),
        "floor": evaluation_json(&versions.floor.evaluation),
    })
}

fn evaluation_json(evaluation: &Evaluation<f64>) -> Value {
    let categories = evaluation.active_categories().map(|(category, cost)| (category.name().to_owned(), json!(cost)));
    json!({
        "volume": evaluation.volume,
        "stage": evaluation.stage,
        "inferred": evaluation.inferred,
        "wrong": evaluation.wrong,
        "tokens": evaluation.tokens,
        "calls": evaluation.calls,
        "inference": evaluation.inference(),
        "categories": categories.collect::<Map<_, _>>(),
        "cost": evaluation.cost,
        "outcomes": evaluation.outcomes,
        "value": evaluation.value,
        "net": evaluation.net,
        "ratio": evaluation.ratio(),
        "cost_per_outcome": evaluation.cost_per_outcome(),
        "cost_per_request": evaluation.cost_per_request(),
    })
}
