//! Buying instead, beside the plan, a row an option, for whatever shows it as a table.

use crate::economics::{AlternativeResult, Choice, Plan, Results};
use crate::format::{self, Money};
use crate::language::{text, tr, tr_noop};
use crate::scenario::{Alternative, Scenario};

/// What stands for the plan and for doing nothing.
pub const PLANNED: &str = tr_noop!("As planned");
pub const NEITHER: &str = tr_noop!("Neither");

/// One option.
pub struct OptionRow<'a> {
    /// The plan or an alternative.
    pub name: &'a str,
    /// A month at the target: cost, value and net.
    pub month: [String; 3],
    /// Net present value.
    pub npv: String,
    /// The month in which it pays back.
    pub payback: String,
    /// Where it nets the same as the plan.
    pub meets: String,
}

/// The plan, then each alternative; nothing where there is none.
pub fn option_rows<'a>(scenario: &'a Scenario, plan: &Plan, results: &Results, money: &Money) -> Vec<OptionRow<'a>> {
    if scenario.alternatives.is_empty() {
        return Vec::new();
    }
    let payback = |month: Option<u32>| month.map_or("–".to_owned(), |month| tr!("month {month}", month));
    let planned = &results.stages[plan.target].planned;
    let month = |amounts: [f64; 3]| amounts.map(|amount| money.full(amount));
    let planned = OptionRow {
        name: text(PLANNED),
        month: month([planned.cost, planned.value, planned.net]),
        npv: money.full(results.months.npv),
        payback: payback(results.months.payback_month),
        meets: "–".to_owned(),
    };
    let row = |(place, (alternative, result)): (usize, (&'a Alternative, &AlternativeResult))| match scenario
        .lacks_people(place)
    {
        true => OptionRow {
            name: &alternative.name,
            month: ["–"; 3].map(str::to_owned),
            npv: tr!("people are missing").to_owned(),
            payback: "–".to_owned(),
            meets: "–".to_owned(),
        },
        false => OptionRow {
            name: &alternative.name,
            month: month([result.month.cost, result.month.value, result.month.net]),
            npv: money.full(result.npv),
            payback: payback(result.payback_month),
            meets: meets(result),
        },
    };
    let alternatives = scenario.alternatives.iter().zip(&results.alternatives).enumerate().map(row);
    std::iter::once(planned).chain(alternatives).collect()
}

/// Requests a month at which an alternative nets the same as the plan.
pub fn meets(result: &AlternativeResult) -> String {
    let volumes: Vec<String> = result.meets.iter().map(|&volume| format::count(volume)).collect();
    if volumes.is_empty() { tr!("no volume looked at").to_owned() } else { tr!("{} requests", volumes.join(", ")) }
}

/// What an option is called.
pub fn option_name(scenario: &Scenario, choice: Choice) -> &str {
    match choice {
        Choice::Plan => text(PLANNED),
        Choice::Alternative(place) => &scenario.alternatives[place].name,
        Choice::Nothing => text(NEITHER),
    }
}
