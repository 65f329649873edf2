//! The number that the formulas compute with, so that they are written once.
//!
//! [`f64`] for one evaluation, [`Lanes`](super::Lanes) for many draws at a time, and
//! [`Expression`](super::Expression) for explanations and spreadsheet formulas. Branches are operations of the number.

use std::f64::consts::FRAC_1_SQRT_2;
use std::fmt::Debug;
use std::ops::{Add, Div, Mul, Sub};

use super::{Parameter, Quantity};

/// A number of the economic model.
pub trait Number:
    Copy + Debug + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// A known number.
    fn constant(value: f64) -> Self;

    /// The lesser of two.
    fn min(self, other: Self) -> Self;

    /// The greater of two.
    fn max(self, other: Self) -> Self;

    /// The least whole number that is not below.
    fn ceil(self) -> Self;

    /// `self` to the power of `exponent`.
    fn pow(self, exponent: Self) -> Self;

    /// e to the power of it.
    fn exp(self) -> Self;

    /// Its natural logarithm.
    fn ln(self) -> Self;

    /// The chance that a standard normal number is at most it.
    fn normal_cdf(self) -> Self;

    /// `then` where this is above 0, else `otherwise`.
    fn if_positive(self, then: Self, otherwise: Self) -> Self;

    /// Whether it is known to be at least this much in every case. A number that cannot tell says no.
    fn surely_reaches(self, _least: f64) -> bool {
        false
    }

    /// What stays at `base` wherever this number is another one, but can be edited like it.
    #[must_use]
    fn held_at(self, base: f64) -> Self {
        Self::constant(base)
    }

    /// Another number of the same run that is known, and that a recording may keep as one that can be edited.
    #[must_use]
    fn parameter(self, value: f64, _part: Quantity) -> Self {
        Self::constant(value)
    }

    /// The same of a number that has a name in explanations, too.
    #[must_use]
    fn known(self, value: f64, part: Quantity) -> Self {
        self.parameter(value, part).named(part)
    }

    /// The same number, known by a name in explanations.
    #[must_use]
    fn named(self, _part: Quantity) -> Self {
        self
    }

    /// 0.
    fn zero() -> Self {
        Self::constant(0.0)
    }

    /// 1.
    fn one() -> Self {
        Self::constant(1.0)
    }

    /// 1 − self: what a share leaves.
    #[must_use]
    fn rest(self) -> Self {
        Self::one() - self
    }

    /// Whole units that hold this much; 3.0000000004 units are 3 (model, section 6).
    #[must_use]
    fn whole_units(self) -> Self {
        let tolerance = self.parameter(1e-9, Quantity::Parameter(Parameter::WholeTolerance));
        (self - tolerance * self.max(Self::one())).ceil()
    }
}

impl Number for f64 {
    fn constant(value: f64) -> Self {
        value
    }

    fn min(self, other: Self) -> Self {
        if other < self { other } else { self }
    }

    fn max(self, other: Self) -> Self {
        if self < other { other } else { self }
    }

    fn ceil(self) -> Self {
        libm::ceil(self)
    }

    fn pow(self, exponent: Self) -> Self {
        libm::pow(self, exponent)
    }

    fn exp(self) -> Self {
        libm::exp(self)
    }

    fn ln(self) -> Self {
        libm::log(self)
    }

    fn normal_cdf(self) -> Self {
        0.5 * libm::erfc(-self * FRAC_1_SQRT_2)
    }

    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        if 0.0 < self { then } else { otherwise }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn almost_whole_is_whole() {
        for (quantity, units) in [(3.000_000_000_4, 3.0), (3.000_001, 4.0), (3.0, 3.0), (0.2, 1.0), (0.0, 0.0)] {
            assert_eq!(quantity.whole_units(), units, "{quantity}");
        }
    }
}
