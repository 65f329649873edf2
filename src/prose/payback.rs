//! When a plan pays back, what is at risk before it does, what it is worth for what it costs, and whether its horizon
//! reaches the target at all.

use super::words::capitalised;
use crate::economics::{Plan, Results};
use crate::format::{self, Money};
use crate::language::tr;
use crate::uncertainty::Cash;

/// When the cumulative cash of a plan stays at or above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Payback {
    /// After so many months, cash flowing evenly within a month.
    In(f64),
    /// Not within so many months, the horizon.
    NotWithin(u32),
}

impl Payback {
    /// That of a plan.
    pub fn of(plan: &Plan, results: &Results) -> Self {
        results.months.payback_months.map_or(Self::NotWithin(plan.horizon_months), Self::In)
    }

    /// As a clause: `pays back in 15.4 months`, `does not pay back in 24 months`.
    pub fn in_words(self) -> String {
        match self {
            Self::In(0.0) => tr!("pays back at once").to_owned(),
            Self::In(months) => tr!("pays back in {}", in_months(months)),
            Self::NotWithin(months) => tr!("does not pay back in {months} months", months),
        }
    }

    /// In few words: `pays back in 15.4 months`, `no payback in 24 months`.
    pub fn in_few_words(self) -> String {
        match self {
            Self::In(_) => self.in_words(),
            Self::NotWithin(months) => tr!("no payback in {months} months", months),
        }
    }
}

/// `8.7 months`.
fn in_months(months: f64) -> String {
    tr!("{} months", format::decimals(months, 1))
}

/// What else there is to say of cash that pays back: `discounted, it pays back in 17.9 months; worth 38 % a year (IRR);
/// benefit 1.24× cost`. `None` where there is nothing.
pub fn payback_notes(results: &Results) -> Option<String> {
    let months = &results.months;
    let discounted = months.payback_months.map(|_| match months.discounted_payback_months {
        Some(months) => tr!("discounted, it pays back in {}", in_months(months)),
        None => tr!("discounted, it does not pay back").to_owned(),
    });
    let notes: Vec<String> = discounted.into_iter().chain(worth_notes(results)).collect();
    (!notes.is_empty()).then(|| notes.join("; "))
}

/// What a plan is worth for what it ties up and costs: `IRR 38 % a year; benefit 1.24× cost`. `None` where it has neither.
pub fn worth_notes(results: &Results) -> Option<String> {
    let months = &results.months;
    let ratio = months.benefit_cost_ratio.filter(|ratio| 0.0 <= *ratio).map(benefit_in_words);
    let notes: Vec<String> = months.irr.map(irr_in_words).into_iter().chain(ratio).collect();
    (!notes.is_empty()).then(|| notes.join("; "))
}

/// Above this yearly rate how high it is says nothing: little was ever tied up.
const HIGHEST_IRR: f64 = 10.0;

/// `IRR 38 % a year`.
pub fn irr_in_words(irr: f64) -> String {
    let rate = format::percent(irr.min(HIGHEST_IRR));
    if HIGHEST_IRR < irr { tr!("IRR above {rate} a year", rate) } else { tr!("IRR {rate} a year", rate) }
}

/// `benefit 1.24× cost`.
pub fn benefit_in_words(ratio: f64) -> String {
    tr!("benefit {} cost", format::factor(ratio))
}

/// An amount that can be lost before it pays back, written by somebody: `$40,880 at risk`.
pub fn at_risk(amount: &str) -> String {
    tr!("{amount} at risk", amount)
}

/// How much more one future in ten ties up than the plan: `1 in 10 futures has over $170k at risk`; `None` where that is no more.
pub fn more_at_risk(results: &Results, cash: &Cash, money: &Money) -> Option<String> {
    let is_more = money.short(results.months.cash_at_risk) != money.short(cash.at_risk);
    let is_more = is_more && results.months.cash_at_risk < cash.at_risk;
    is_more.then(|| tr!("1 in 10 futures has over {} at risk", money.short(cash.at_risk)))
}

/// What the cash of a plan comes to: `Pays back in 15.4 months, with $40,880 at risk before`.
pub fn cash_finding(plan: &Plan, results: &Results, money: &Money) -> String {
    let deepest = results.months.cash_at_risk;
    let (payback, risk) = (Payback::of(plan, results), at_risk(&money.full(deepest)));
    let finding = capitalised(&payback.in_words());
    match payback {
        Payback::In(_) if deepest == 0.0 => tr!("Never in the red").to_owned(),
        Payback::In(_) => tr!("{finding}, with {risk} before", finding, risk),
        Payback::NotWithin(_) => tr!("{finding}, with {risk}", finding, risk),
    }
}

/// What stands before what a plan is worth: `NPV over 24 months`.
pub fn npv_label(months: u32) -> String {
    tr!("NPV over {months} months", months)
}

/// Said where the plan ends before its target begins, for then what comes in until then says nothing of the target: `the
/// 24 months end before Production begins`, to which the month in which it does may be added.
pub fn ends_before_target(plan: &Plan, target: &str) -> Option<String> {
    let horizon = plan.horizon_months;
    (horizon <= plan.stages[plan.target].month)
        .then(|| tr!("the {horizon} months end before {target} begins", horizon, target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_beyond_all_measure_is_not_written_out() {
        let said = [0.384, -0.12, 406.47].map(|irr| irr_in_words(irr).replace('\u{a0}', " "));
        assert_eq!(said, ["IRR 38 % a year", "IRR −12 % a year", "IRR above 1000 % a year"]);
    }

    #[test]
    fn payback_is_said_the_same_where_there_is_one() {
        let cases = [
            (Payback::In(15.43), "pays back in 15.4 months", "pays back in 15.4 months"),
            (Payback::In(0.0), "pays back at once", "pays back at once"),
            (Payback::NotWithin(24), "does not pay back in 24 months", "no payback in 24 months"),
        ];
        for (payback, words, few) in cases {
            assert_eq!((payback.in_words().as_str(), payback.in_few_words().as_str()), (words, few));
        }
    }
}
