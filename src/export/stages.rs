//! A month at each stage as planned, a row a measure, for whatever shows it as a table.

use crate::economics::{Evaluation, Results};
use crate::format::{self, Money};
use crate::language::tr;
use crate::scenario::{Category, Scenario};

/// What is measured, and a cell a stage.
pub type StageRow = (&'static str, Vec<String>);

/// What comes in, what goes out and what that makes of each request and outcome.
pub fn stage_rows(results: &Results, money: &Money) -> Vec<StageRow> {
    let row = |label, cell: &dyn Fn(&Evaluation<f64>) -> String| {
        (label, results.stages.iter().map(|versions| cell(&versions.planned)).collect())
    };
    let or_none = |amount: Option<f64>| amount.map_or("–".to_owned(), |amount| money.full(amount));
    vec![
        row(tr!("Requests"), &|month| format::count(month.volume)),
        row(tr!("Cost"), &|month| money.full(month.cost)),
        row(tr!("Value"), &|month| money.full(month.value)),
        row(tr!("Net"), &|month| money.full(month.net)),
        row(tr!("Value : cost"), &|month| month.ratio().map_or("–".to_owned(), format::factor)),
        row(tr!("Cost per outcome"), &|month| or_none(month.cost_per_outcome())),
        row(tr!("Value per outcome"), &|month| or_none(month.value_per_outcome())),
        row(tr!("Cost per request"), &|month| or_none(month.cost_per_request())),
        row(tr!("Not tokens"), &|month| month.share_beyond_tokens().map_or("–".to_owned(), format::whole_percent)),
    ]
}

/// What each category costs, left out where it costs nothing at any stage.
pub fn bill_rows(results: &Results, money: &Money) -> Vec<StageRow> {
    let row = |category: Category| {
        let costs = results.stages.iter().map(|versions| versions.planned.categories[category as usize]);
        let is_empty = costs.clone().all(|cost| cost == 0.0);
        (!is_empty).then(|| (category.name(), costs.map(|cost| money.full(cost)).collect()))
    };
    Category::ALL.into_iter().filter_map(row).collect()
}

/// Calls and people, where the plan speaks of them: calls where a step makes several in a loop.
pub fn load_rows(scenario: &Scenario, results: &Results) -> Vec<StageRow> {
    let mut rows = Vec::new();
    if scenario.workload.steps.iter().any(|step| step.turns.base() != 1.0) {
        let calls = results.stages.iter().map(|versions| format::count(versions.planned.calls));
        rows.push((tr!("Model calls"), calls.collect()));
    }
    if has_users(scenario) {
        rows.push((
            tr!("People who have it"),
            scenario.stages.iter().map(|stage| format::count(stage.users.base())).collect(),
        ));
    }
    rows
}

/// Whether the plan says how many people have it.
pub fn has_users(scenario: &Scenario) -> bool {
    scenario.stages.iter().any(|stage| stage.users.base() != 0.0)
}
