//! The verdict, what it means, and the ratio of value to cost that it rests on.

use crate::economics::{Evaluation, Plan, Results, Verdict};
use crate::format::{self, Money};

/// What stands before a verdict: `Verdict at Production`.
pub fn verdict_label(stage: &str) -> String {
    format!("Verdict at {stage}")
}

/// The verdict with what it rests on, for a line of text: `Viable: value 2.05× cost, hurdle 1.5×`.
pub fn verdict_line(plan: &Plan, results: &Results) -> String {
    let ratio = results.stages[plan.target].planned.ratio();
    let ratio = ratio.map_or("no ratio".to_owned(), |ratio| format!("value {} cost", format::factor(ratio)));
    format!("{}: {ratio}, hurdle {}", results.verdict.name(), format::factor(plan.hurdle))
}

/// Value over cost for a tile, in full and in short: `2.05× running cost`, `covers 80 % of running cost`.
pub(super) fn ratio_phrasings(planned: &Evaluation<f64>) -> [String; 2] {
    let both = |words: &str| [words.to_owned(), words.to_owned()];
    match planned.ratio() {
        Some(ratio) if ratio < 1.0 => {
            let covered = format::percent(ratio);
            [format!("covers {covered} of running cost"), format!("covers {covered}")]
        }
        Some(ratio) => [format!("{} running cost", format::factor(ratio)), format::factor(ratio)],
        None if planned.cost == 0.0 => both("nothing to pay"),
        None => both("value below 0"),
    }
}

/// Value over cost beside the hurdle, as clauses: `value is 2.05× running cost, the hurdle is 1.5×`.
pub fn ratio_clause(plan: &Plan, results: &Results) -> String {
    let ratio = match results.stages[plan.target].planned.ratio() {
        Some(ratio) => format!("value is {} running cost", format::factor(ratio)),
        None => "it has no ratio of value to cost".to_owned(),
    };
    format!("{ratio}, {}", hurdle_clause(plan))
}

/// `the hurdle is 1.5×`.
pub fn hurdle_clause(plan: &Plan) -> String {
    format!("the hurdle is {}", format::factor(plan.hurdle))
}

/// `the best net of the listed strategies is $9,164 a month`.
pub fn floor_clause(plan: &Plan, results: &Results, money: &Money) -> String {
    let floor = results.stages[plan.target].floor.evaluation.net;
    format!("the best net of the listed strategies is {} a month", money.full(floor))
}

/// What a verdict means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// As a sentence of its own, with the reason.
    pub sentence: &'static str,
    /// In fewer words, behind a figure.
    pub clause: &'static str,
}

/// What a verdict means.
pub fn meaning(verdict: Verdict) -> Meaning {
    let (sentence, clause) = match verdict {
        Verdict::Viable => ("Planned value clears the hurdle.", "value clears the hurdle"),
        Verdict::Marginal => (
            "Planned value covers its running cost, but not the hurdle.",
            "value covers running cost, but not the hurdle",
        ),
        Verdict::Fixable => (
            "It does not pay as set, but the listed strategies can still save it.",
            "it does not pay as set, but the listed strategies can still save it",
        ),
        Verdict::TooSmall => (
            "It does not pay at this volume, but more volume would save it.",
            "it does not pay at this volume, but more would save it",
        ),
        Verdict::Broken => {
            ("Nothing listed saves it: the cheapest version costs more than it is worth.", "nothing listed saves it")
        }
    };
    Meaning { sentence, clause }
}
