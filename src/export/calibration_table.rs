//! A plan held against usage, as text for a terminal.

use super::table::TextTable;
use crate::calibration::{BillDifference, Calibration, Measurement};
use crate::format::{self, Money};
use crate::prose::{
    assumed_in_words, bill_in_words, cause_in_words, name_of, position_in_words, remark_in_words, seen_in_words, times,
    unmeasured_in_words, unplanned_in_words, window_in_words,
};
use crate::scenario::Scenario;

/// Measurements, what could not be measured, and the bill explained.
pub fn calibration_table(scenario: &Scenario, calibration: &Calibration) -> String {
    let money = Money::new(&scenario.currency);
    let mut table = TextTable::default();
    table.title(&format!("{}: {} as it was used", scenario.name, scenario.stages[calibration.context.stage].name));
    table.note("Window", &window_in_words(&calibration.month));
    if let Some(bill) = &calibration.bill {
        explained(&mut table, bill, &money);
    }
    measured(&mut table, scenario, calibration, &money);
    if !calibration.unplanned.is_empty() {
        table.title("Not in the plan");
        calibration.unplanned.iter().for_each(|unplanned| table.line(&unplanned_in_words(unplanned)));
    }
    table.title("What this usage cannot say");
    unmeasured_in_words(scenario, &calibration.unmeasured).iter().for_each(|line| table.line(line));
    table.line("What outcomes are worth, what errors cost, and every card that no line of the usage stands for.");
    table.text
}

/// The bill, and each cause of its difference.
fn explained(table: &mut TextTable, bill: &BillDifference, money: &Money) {
    table.title("The models' bill a month");
    table.row("Planned", [money.cents(bill.planned)]);
    for (share, cents) in bill.causes.iter().zip(bill.in_cents()) {
        if !format::is_nothing(share.money) {
            let cells = [money.change_in_cents(cents), times(share.factor)];
            table.row(&format!("  {}", cause_in_words(share.cause)), cells);
        }
    }
    table.row("Actual", [money.cents(bill.actual)]);
    table.line(&bill_in_words(bill, money));
    bill.assumed.iter().for_each(|assumed| table.line(assumed_in_words(*assumed)));
}

fn measured(table: &mut TextTable, scenario: &Scenario, calibration: &Calibration, money: &Money) {
    table.title("Measured");
    if calibration.measurements.is_empty() {
        return table.line("Nothing.");
    }
    let names: Vec<_> = calibration.measurements.iter().map(|found| name_of(scenario, &found.path)).collect();
    let width = names.iter().map(|name| name.label().chars().count()).max().unwrap_or(0) + 2;
    table.wide_row(width, "", ["planned", "measured", "", ""].map(str::to_owned));
    for (found, name) in calibration.measurements.iter().zip(&names) {
        let Measurement { planned, measured, seen, seen_as, .. } = found;
        let cells = [
            name.full(money, planned.base()),
            name.full(money, *measured),
            position_in_words(found.position()).to_owned(),
            seen_in_words(*seen, *seen_as),
        ];
        table.wide_row(width, &name.label(), cells);
    }
    let mut remarks: Vec<&str> = Vec::new();
    for remark in calibration.measurements.iter().flat_map(|found| &found.remarks) {
        let words = remark_in_words(*remark);
        if !remarks.contains(&words) {
            remarks.push(words);
        }
    }
    remarks.into_iter().for_each(|remark| table.line(remark));
}
