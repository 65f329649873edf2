//! `breakeven check`: the verdict and every kill criterion, a line each, for people and for build logs.

use super::table::{TextTable, budget_in_words, verdict_line};
use crate::advice::CriterionStatus;
use crate::calibration::Calibration;
use crate::economics::{Plan, Results};
use crate::format::Money;
use crate::prose::{bill_in_words, crossed, window_in_words};
use crate::scenario::Scenario;

/// How a plan stands, as text.
pub fn check_table(scenario: &Scenario, plan: &Plan, results: &Results, criteria: &[CriterionStatus<'_>]) -> String {
    let money = Money::new(&scenario.currency);
    let mut table = TextTable::default();
    table.title(&scenario.name);
    verdict_line(&mut table, scenario, plan, results, None);
    if let Some(budget) = budget_in_words(plan, results, &money) {
        table.note("Budget", &budget);
    }
    if criteria.is_empty() {
        table.note("Kill criteria", "none");
    }
    for status in criteria {
        let label = if status.is_breached { "STOP" } else { "Holds" };
        table.note(label, &sentence(scenario, &money, status));
    }
    table.text
}

/// How an actual month stands to the kill criteria of its stage, as text.
pub fn actual_check_table(scenario: &Scenario, calibration: &Calibration, criteria: &[CriterionStatus<'_>]) -> String {
    let money = Money::new(&scenario.currency);
    let mut table = TextTable::default();
    table.title(&format!("{}: {} as it was used", scenario.name, scenario.stages[calibration.context.stage].name));
    table.note("Window", &window_in_words(&calibration.month));
    if let Some(bill) = &calibration.bill {
        table.note("The models' bill", &bill_in_words(bill, &money));
    }
    if criteria.is_empty() {
        table.note("Kill criteria", "none at this stage");
    }
    for status in criteria {
        let label = if status.is_breached { "STOP" } else { "Holds" };
        let sentence = status.sentence_of(scenario, &money, "in the actual month");
        table.note(label, &format!("{sentence}{}", status.agreed_in_words()));
    }
    table.text
}

/// `Cost per outcome at Production: $0.430 in the plan, must not be above $1.50; crossed in 4 % of futures`, and what is done.
fn sentence(scenario: &Scenario, money: &Money, status: &CriterionStatus<'_>) -> String {
    let chance = crossed(status).map_or(String::new(), |crossed| format!("; {crossed}"));
    format!("{}{chance}{}", status.sentence(scenario, money), status.agreed_in_words())
}
