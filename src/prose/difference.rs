//! How one amount differs from another, in plain words.

use crate::format;
use crate::language::tr;

/// What an amount is beside another one.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The amount less the other, with its sign; empty where both are written alike.
    change: String,
    /// None where the other is no measure.
    ratio: Option<Ratio>,
}

/// How an amount is held against the other.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ratio {
    Same,
    Times(f64),
    More(f64),
    Less(f64),
}

impl Ratio {
    /// `18 % less`.
    fn in_words(self) -> String {
        match self {
            Self::Same => tr!("the same").to_owned(),
            Self::Times(factor) => tr!("{} as much", format::factor(factor)),
            Self::More(share) => tr!("{} more", format::percent(share)),
            Self::Less(share) => tr!("{} less", format::percent(share)),
        }
    }

    /// `18 % less than ‘Pilot plan’`.
    fn than(self, name: &str) -> String {
        match self {
            Self::Same => tr!("the same as {name}", name),
            Self::Times(factor) => tr!("{} as much as {name}", format::factor(factor), name),
            Self::More(share) => tr!("{} more than {name}", format::percent(share), name),
            Self::Less(share) => tr!("{} less than {name}", format::percent(share), name),
        }
    }
}

impl Difference {
    /// Between two amounts that `full` writes; `change` writes their difference with its sign.
    pub fn between(amount: f64, other: f64, full: impl Fn(f64) -> String, change: impl Fn(f64) -> String) -> Self {
        if full(amount) == full(other) {
            return Self { change: String::new(), ratio: Some(Ratio::Same) };
        }
        let factor = amount / other;
        let is_measure = 0.0 < other && 0.0 <= amount && factor.is_finite();
        let ratio = is_measure.then_some(match factor {
            factor if 2.0 <= factor => Ratio::Times(factor),
            factor if 1.0 <= factor => Ratio::More(factor - 1.0),
            factor => Ratio::Less(1.0 - factor),
        });
        Self { change: change(amount - other), ratio }
    }

    /// In several lengths: `−$3,210, 18 % less than ‘Pilot plan’`.
    pub fn than(&self, name: &str) -> Vec<String> {
        match self.ratio {
            Some(Ratio::Same) => vec![Ratio::Same.than(name), Ratio::Same.in_words()],
            Some(ratio) => vec![
                format!("{}, {}", self.change, ratio.than(name)),
                ratio.than(name),
                self.in_words(),
                ratio.in_words(),
            ],
            None => vec![tr!("{} against {name}", self.change, name), self.change.clone()],
        }
    }

    /// Without the name of the other: `−$3,210, 18 % less`.
    pub fn in_words(&self) -> String {
        match self.ratio {
            Some(Ratio::Same) => Ratio::Same.in_words(),
            Some(ratio) => format!("{}, {}", self.change, ratio.in_words()),
            None => self.change.clone(),
        }
    }

    /// As short as a cell wants it: `18 % less`.
    pub fn short(&self) -> String {
        self.ratio.map_or_else(|| self.change.clone(), Ratio::in_words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Money;

    #[test]
    fn differences_in_words() {
        let money = Money::new("USD");
        let cases = [
            (14_861.0, 18_071.0, "−$3,210, 18\u{a0}% less than B", "18\u{a0}% less"),
            (110.0, 100.0, "+$10.00, 10\u{a0}% more than B", "10\u{a0}% more"),
            (300.0, 100.0, "+$200, 3× as much as B", "3× as much"),
            (100.0, 100.0, "the same as B", "the same"),
            (50.0, -50.0, "+$100 against B", "+$100"),
            (-50.0, 50.0, "−$100 against B", "−$100"),
            (5.0, 0.0, "+$5.00 against B", "+$5.00"),
        ];
        for (amount, other, sentence, short) in cases {
            let difference = Difference::between(amount, other, |amount| money.full(amount), |by| money.change(by));
            assert_eq!(difference.than("B")[0], sentence);
            assert_eq!(difference.short(), short);
        }
    }
}
