//! `breakeven check`: the verdict and every kill criterion, a line each, for people and for build logs.

use super::table::{Table, verdict_line};
use crate::advice::Standing;
use crate::charts::figures::{self, Money};
use crate::economics::{Plan, Results};
use crate::scenario::{Metric, Scenario};

/// How a plan stands, as text.
pub fn check_table(scenario: &Scenario, plan: &Plan, results: &Results, criteria: &[Standing<'_>]) -> String {
    let money = Money::new(&scenario.currency);
    let mut table = Table::default();
    table.title(&scenario.name);
    verdict_line(&mut table, scenario, plan, results);
    if criteria.is_empty() {
        table.note("Kill criteria", "none");
    }
    for standing in criteria {
        let label = if standing.is_breached { "STOP" } else { "Holds" };
        table.note(label, &sentence(scenario, &money, standing));
    }
    table.text
}

/// `Cost per outcome at Production: $0.43 today, must not be above $1.50; crossed in 4 % of futures`, and what is done.
fn sentence(scenario: &Scenario, money: &Money, standing: &Standing<'_>) -> String {
    let criterion = standing.criterion;
    let figure = |value: f64| match criterion.metric {
        _ if value.is_infinite() => "without end".to_owned(),
        Metric::Ratio => figures::factor(value),
        _ => money.full(value),
    };
    let side = if criterion.metric.is_breached_above() { "above" } else { "below" };
    let chance = standing
        .chance
        .map_or(String::new(), |chance| format!("; crossed in {} of futures", figures::chance(chance.share)));
    let action = match criterion.action.trim() {
        action if standing.is_breached && !action.is_empty() => format!("; agreed: {action}"),
        _ => String::new(),
    };
    format!(
        "{} at {}: {} today, must not be {side} {}{chance}{action}",
        criterion.metric.name(),
        scenario.stages[criterion.stage].name,
        figure(standing.figure),
        figure(criterion.limit),
    )
}
