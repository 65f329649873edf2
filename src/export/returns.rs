//! What the cash of a plan comes to, a row a figure, for whatever shows it as a table.

use crate::economics::{Plan, Results};
use crate::format::{self, Money};
use crate::language::tr;
use crate::uncertainty::Outlook;

/// What is measured, and how much it is.
pub type ReturnRow = (&'static str, String);

/// How long until it has paid back, at what rate, and what is tied up until then.
pub fn return_rows(plan: &Plan, results: &Results, money: &Money) -> Vec<ReturnRow> {
    let months = &results.months;
    let after = |months: Option<f64>| {
        months.map_or_else(
            || tr!("not within {} months", plan.horizon_months),
            |months| tr!("{} months", format::decimals(months, 1)),
        )
    };
    vec![
        (tr!("Net present value"), money.full(months.npv)),
        (tr!("Paid back after"), after(months.payback_months)),
        (tr!("Paid back after, discounted"), after(months.discounted_payback_months)),
        (tr!("Internal rate of return, a year"), months.irr.map_or("–".to_owned(), yearly)),
        (tr!("Peak funding"), money.full(months.cash_at_risk)),
        (tr!("Benefit over cost, discounted"), months.benefit_cost_ratio.map_or("–".to_owned(), format::factor)),
    ]
}

/// The same in a line, without what is said beside it: `paid back after 13.9 months, 14.2 discounted; internal rate of return
/// 256 % a year; discounted benefit 1.44× cost`.
pub fn returns_line(results: &Results) -> Option<String> {
    let months = &results.months;
    let payback = months.payback_months.map(|payback| {
        let discounted = months
            .discounted_payback_months
            .map(|discounted| format!(", {} discounted", format::decimals(discounted, 1)));
        format!("paid back after {} months{}", format::decimals(payback, 1), discounted.unwrap_or_default())
    });
    let rate = months.irr.map(|rate| format!("internal rate of return {} a year", yearly(rate)));
    let ratio = months.benefit_cost_ratio.map(|ratio| format!("discounted benefit {} cost", format::factor(ratio)));
    let said: Vec<String> = [payback, rate, ratio].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// A yearly rate; those of a fast payback have many digits.
fn yearly(rate: f64) -> String {
    if rate < 10.0 { format::percent(rate) } else { format!("{}\u{a0}%", format::count((rate * 100.0).round())) }
}

/// What a budget adds to the cost of a month so as to suffice in 8 in 10 futures; `None` where that is nothing.
pub fn contingency(outlook: &Outlook, money: &Money) -> Option<String> {
    let is_nothing = format::is_nothing(outlook.contingency);
    (!is_nothing).then(|| tr!("{} a month, to suffice in 8 in 10 futures", money.full(outlook.contingency)))
}
