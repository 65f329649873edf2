//! When a plan pays back, what is at risk before it does, and whether its horizon reaches the target at all.

use super::words::capitalised;
use crate::economics::{Plan, Results};
use crate::format::Money;

/// When the cumulative cash of a plan stays at or above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payback {
    /// From this month on, counted from 0.
    In(u32),
    /// Not within so many months, the horizon.
    NotWithin(u32),
}

impl Payback {
    /// That of a plan.
    pub fn of(plan: &Plan, results: &Results) -> Self {
        results.months.payback_month.map_or(Self::NotWithin(plan.horizon_months), Self::In)
    }

    /// As a clause: `pays back in month 15`, `does not pay back in 24 months`.
    pub fn in_words(self) -> String {
        match self {
            Self::In(month) => format!("pays back in month {month}"),
            Self::NotWithin(months) => format!("does not pay back in {months} months"),
        }
    }

    /// In few words: `pays back in month 15`, `no payback in 24 months`.
    pub fn in_few_words(self) -> String {
        match self {
            Self::In(_) => self.in_words(),
            Self::NotWithin(months) => format!("no payback in {months} months"),
        }
    }
}

/// An amount that can be lost before it pays back, written by somebody: `$40,880 at risk`.
pub fn at_risk(amount: &str) -> String {
    format!("{amount} at risk")
}

/// What the cash of a plan comes to: `Pays back in month 15, with $40,880 at risk before`.
pub fn cash_finding(plan: &Plan, results: &Results, money: &Money) -> String {
    let deepest = results.months.cash_at_risk;
    let (payback, risk) = (Payback::of(plan, results), at_risk(&money.full(deepest)));
    let finding = capitalised(&payback.in_words());
    match payback {
        Payback::In(_) if deepest == 0.0 => "Never in the red".to_owned(),
        Payback::In(_) => format!("{finding}, with {risk} before"),
        Payback::NotWithin(_) => format!("{finding}, with {risk}"),
    }
}

/// What stands before what a plan is worth: `NPV over 24 months`.
pub fn npv_label(months: u32) -> String {
    format!("NPV over {months} months")
}

/// Said where the plan ends before its target begins, for then what comes in until then says nothing of the target: `the
/// 24 months end before Production begins`, to which the month in which it does may be added.
pub fn ends_before_target(plan: &Plan, target: &str) -> Option<String> {
    let horizon = plan.horizon_months;
    (horizon <= plan.stages[plan.target].month).then(|| format!("the {horizon} months end before {target} begins"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn payback_is_said_the_same_where_there_is_one() {
        let cases = [
            (Payback::In(15), "pays back in month 15", "pays back in month 15"),
            (Payback::NotWithin(24), "does not pay back in 24 months", "no payback in 24 months"),
        ];
        for (payback, words, few) in cases {
            assert_eq!((payback.in_words().as_str(), payback.in_few_words().as_str()), (words, few));
        }
    }
}
