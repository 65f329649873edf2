//! What follows from not knowing, as JSON: `monte_carlo` and `tornado` with the keys of the model's cases, and more.

use serde_json::{Map, Value, json};

use super::json::choice_name;
use crate::economics::Plan;
use crate::prose::name_of;
use crate::scenario::Scenario;
use crate::uncertainty::{BandPoint, Chance, Uncertainty};

/// How many swings the cases list.
const WIDEST: usize = 8;

/// Adds what the futures say to results; what is undefined or infinite is null.
pub(super) fn uncertainty_json(scenario: &Scenario, plan: &Plan, found: &Uncertainty) -> Map<String, Value> {
    let path = |input: crate::economics::Input| &plan.inputs[input.index()].path;
    let name = |input| name_of(scenario, path(input)).label();
    let widest = found.tornado(plan).iter().take(WIDEST);
    let mut results = Map::new();
    let mut add = |key: &str, value: Value| results.insert(key.to_owned(), value);
    add("monte_carlo", monte_carlo(found));
    add("correlations", json!(scenario.correlations));
    add("bands", json!({ "planned": band(&found.bands.planned), "baseline": band(&found.bands.baseline) }));
    let cash = found.cash.band.iter();
    let cash = cash.map(|point| json!({ "month": point.month, "p10": point.p10, "p50": point.p50, "p90": point.p90 }));
    add("cash_band", cash.collect());
    add("tornado", widest.map(|swing| json!(swing.net)).collect());
    let swings = found.tornado(plan).iter().map(|swing| {
        json!({
            "path": path(swing.input),
            "name": name(swing.input),
            "p10": swing.range[0],
            "p90": swing.range[1],
            "net_at_p10": swing.net[0],
            "net_at_p90": swing.net[1],
        })
    });
    add("tornado_inputs", swings.collect());
    let requirements = found.what_must_be_true(plan).iter().map(|requirement| {
        json!({
            "path": path(requirement.input),
            "name": name(requirement.input),
            "base": requirement.base,
            "break_even": requirement.break_even,
            "factor": requirement.factor(),
            "pays": requirement.break_even.map(|_| if requirement.pays_above { "above" } else { "below" }),
            "chance": requirement.chance,
        })
    });
    add("what_must_be_true", requirements.collect());
    let worths = found.pilot.inputs.iter();
    let worths =
        worths.map(|worth| json!({ "path": path(worth.input), "name": name(worth.input), "worth": worth.worth }));
    let actions = found.pilot.actions.iter().map(|outlook| {
        let name = choice_name(scenario, outlook.action);
        json!({ "action": name, "mean_npv": outlook.mean, "p_best": outlook.is_best.share })
    });
    let evpi = json!({
        "all": found.pilot.all,
        "inputs": worths.collect::<Value>(),
        "expected": found.pilot.expected,
        "expected_with_kill_criteria": found.pilot.expected_with_kill_criteria,
        "actions": actions.collect::<Value>(),
    });
    add("evpi", evpi);
    results
}

fn monte_carlo(found: &Uncertainty) -> Value {
    let outlook = &found.outlook;
    let chances = [
        ("p_net_positive", Some(outlook.pays)),
        ("p_hurdle", Some(outlook.clears_hurdle)),
        ("p_npv_positive", Some(found.cash.npv_positive)),
        ("p_over_budget", outlook.exceeds_budget),
        ("p_beats_baseline", Some(outlook.beats_baseline)),
        ("confidence_cost", Some(outlook.confidence_in_cost)),
        ("confidence_cost_per_outcome", outlook.confidence_in_cost_per_outcome),
        ("confidence_net", Some(outlook.confidence_in_net)),
    ];
    let figures = [
        ("cost", &outlook.cost),
        ("cost_per_outcome", &outlook.cost_per_outcome),
        ("net", &outlook.net),
        ("saving", &outlook.saving),
    ];
    let mut values = Map::new();
    let mut errors = Map::new();
    values.insert("draws".to_owned(), json!(found.draws));
    values.insert("seed".to_owned(), json!(found.seed));
    values.insert("contingency".to_owned(), json!(outlook.contingency));
    for (key, figure) in figures {
        values.insert(key.to_owned(), quantiles(figure.values()));
        errors.insert(key.to_owned(), quantiles(figure.errors));
    }
    for (key, chance) in chances {
        values.insert(key.to_owned(), json!(chance.map(|chance: Chance| chance.share)));
        errors.insert(key.to_owned(), json!(chance.map(|chance: Chance| chance.error)));
    }
    values.insert("standard_errors".to_owned(), Value::Object(errors));
    Value::Object(values)
}

fn quantiles(values: [f64; 4]) -> Value {
    json!({ "p10": values[0], "p50": values[1], "p80": values[2], "p90": values[3] })
}

fn band(runs: &[Vec<BandPoint>]) -> Value {
    let point = |point: &BandPoint| {
        json!({
            "volume": point.volume,
            "stage": point.stage,
            "cost": point.cost,
            "cost_per_outcome": point.cost_per_outcome,
            "value_per_outcome": point.value_per_outcome,
        })
    };
    runs.iter().flatten().map(point).collect()
}
