//! What the room guesses, until and after it is shown the truth.

use std::rc::Rc;

use crate::app::results::PlanResults;
use crate::app::widgets::parse_number;
use crate::charts::{Chart, ChartKind, Guess, Truth, guessed_curve};
use crate::format::{Money, count};
use crate::language::tr;

/// One question to the room, and what it said.
#[derive(Clone, Debug, Default)]
pub struct GuessRound {
    pub guesses: Vec<Guess>,
    pub name: String,
    pub amount: String,
    pub complaint: Option<String>,
    /// Whether amounts can be read as they are typed.
    pub shows_amount: bool,
    /// Whether people have been shown where to type.
    pub is_begun: bool,
    /// The cost chart with the guesses, once they are shown.
    pub revealed: Option<Rc<Chart>>,
    /// Requests a month that are asked about.
    asked: f64,
}

impl GuessRound {
    /// A question about a month at the target of a plan.
    pub fn about(valid: &PlanResults) -> Self {
        Self { asked: valid.results.stages[valid.plan.target].planned.volume, ..Self::default() }
    }

    /// Requests a month that are asked about; until somebody has guessed, those of the plan as it stands.
    pub fn asks_about(&mut self, valid: &PlanResults) -> f64 {
        if self.guesses.is_empty() {
            self.asked = valid.results.stages[valid.plan.target].planned.volume;
        }
        self.asked
    }

    /// Whether what a month costs must not be seen yet.
    pub fn is_secret(&self) -> bool {
        self.revealed.is_none()
    }

    /// Whether anybody has guessed.
    pub fn has_guesses(&self) -> bool {
        !self.guesses.is_empty()
    }

    /// The cost chart with the guesses, once they are shown.
    pub fn chart(&self) -> Option<&Rc<Chart>> {
        self.revealed.as_ref()
    }

    /// Shows the guesses beside the truth.
    pub fn reveal(&mut self, valid: &PlanResults) {
        let money = Money::new(&valid.scenario.currency);
        let planned = &valid.results.stages[valid.plan.target].planned;
        let truth = Truth { asked: self.asked, requests: planned.volume, cost: planned.cost, money: &money };
        self.revealed = Some(Rc::new(guessed_curve(valid.chart(ChartKind::Curve), &self.guesses, truth)));
    }

    /// Follows an edit.
    pub fn follow(&mut self, valid: &PlanResults) {
        if !self.is_secret() {
            self.reveal(valid);
        }
    }

    /// Takes what is typed as a guess, or says why not.
    pub fn add(&mut self, money: &Money) {
        match parse_amount(&self.amount, money) {
            Some(amount) => {
                self.guesses.push(Guess { name: self.name.trim().to_owned(), amount });
                self.name.clear();
                self.amount.clear();
                self.complaint = None;
            }
            None => {
                // What it was is for the others to guess.
                self.complaint = Some(tr!("That is no amount above 0: type it like 12k or {}", count(9500.0)));
            }
        }
    }
}

/// Money as people type it, with or without the currency before it.
pub(crate) fn parse_amount(text: &str, money: &Money) -> Option<f64> {
    let text = text.trim();
    let prefix = money.prefix().trim();
    let text = text.strip_prefix(prefix).or_else(|| text.strip_suffix(prefix)).unwrap_or(text);
    parse_number(text, false).filter(|amount| 0.0 < *amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_type_them() {
        let cases = [
            ("USD", "12k", Some(12e3)),
            ("USD", "$9,500", Some(9500.0)),
            ("CAD", "CAD 1.5M", Some(1.5e6)),
            ("CAD", "12k CAD", Some(12e3)),
            ("EUR", "0", None),
            ("EUR", "a lot", None),
        ];
        for (currency, text, amount) in cases {
            assert_eq!(parse_amount(text, &Money::new(currency)), amount, "{text}");
        }
    }
}
