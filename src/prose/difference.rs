//! How one amount differs from another, in plain words.

use crate::format;

/// What an amount is beside another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The amount less the other, with its sign; empty where both are written alike.
    change: String,
    /// `18 % less`, `3.1× as much`; none where the other is no measure.
    ratio: Option<(String, &'static str)>,
}

impl Difference {
    /// Between two amounts that `full` writes; `change` writes their difference with its sign.
    pub fn between(amount: f64, other: f64, full: impl Fn(f64) -> String, change: impl Fn(f64) -> String) -> Self {
        if full(amount) == full(other) {
            return Self { change: String::new(), ratio: Some(("the same".to_owned(), "as")) };
        }
        let factor = amount / other;
        let ratio = (0.0 < other && 0.0 <= amount && factor.is_finite()).then(|| match factor {
            factor if 2.0 <= factor => (format!("{} as much", format::factor(factor)), "as"),
            factor if 1.0 <= factor => (format!("{} more", format::percent(factor - 1.0)), "than"),
            factor => (format!("{} less", format::percent(1.0 - factor)), "than"),
        });
        Self { change: change(amount - other), ratio }
    }

    /// In several lengths: `−$3,210, 18 % less than ‘Pilot plan’`.
    pub fn than(&self, name: &str) -> Vec<String> {
        match &self.ratio {
            Some((ratio, joint)) if self.change.is_empty() => vec![format!("{ratio} {joint} {name}"), ratio.clone()],
            Some((ratio, joint)) => vec![
                format!("{}, {ratio} {joint} {name}", self.change),
                format!("{ratio} {joint} {name}"),
                self.in_words(),
                ratio.clone(),
            ],
            None => vec![format!("{} against {name}", self.change), self.change.clone()],
        }
    }

    /// Without the name of the other: `−$3,210, 18 % less`.
    pub fn in_words(&self) -> String {
        match &self.ratio {
            Some((ratio, _)) if self.change.is_empty() => ratio.clone(),
            Some((ratio, _)) => format!("{}, {ratio}", self.change),
            None => self.change.clone(),
        }
    }

    /// As short as a cell wants it: `18 % less`.
    pub fn short(&self) -> &str {
        self.ratio.as_ref().map_or(&self.change, |(ratio, _)| ratio)
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
