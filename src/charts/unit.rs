//! The units that charts count in, and how their values are written.

use crate::format::{self, Money};

/// What an axis counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Unit {
    /// Requests and the like.
    Count,
    /// Months from the start.
    Month,
    /// Shares of a whole.
    Share,
    /// Money.
    Money(Money),
}

impl Unit {
    /// For ticks.
    pub fn short(&self, value: f64) -> String {
        match self {
            Self::Count | Self::Month => format::short_count(value),
            Self::Share => format::whole_percent(value),
            Self::Money(money) => money.short(value),
        }
    }

    /// In full.
    pub fn full(&self, value: f64) -> String {
        match self {
            Self::Count | Self::Month => format::count(value),
            Self::Share => format::percent(value),
            Self::Money(money) => money.full(value),
        }
    }

    /// The nearest value that there is.
    pub fn nearest(&self, value: f64) -> f64 {
        if *self == Self::Month { value.round() } else { value }
    }

    /// From one value to another: `$9,100–$17,800`.
    pub fn interval(&self, interval: [f64; 2]) -> String {
        format::interval(interval, |value| self.full(value))
    }
}
