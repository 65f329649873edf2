//! Several draws side by side: every operation is done lane by lane, which compilers turn into SIMD.

use std::array;
use std::ops::{Add, Div, Mul, Sub};

use super::Number;

/// `W` numbers that go through the same formula together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lanes<const W: usize>(pub [f64; W]);

impl<const W: usize> Lanes<W> {
    fn zip(self, other: Self, operation: impl Fn(f64, f64) -> f64) -> Self {
        Self(array::from_fn(|lane| operation(self.0[lane], other.0[lane])))
    }

    fn map(self, operation: impl Fn(f64) -> f64) -> Self {
        Self(self.0.map(operation))
    }
}

macro_rules! lane_by_lane {
    ($($operator:ident $method:ident),*) => {$(
        impl<const W: usize> $operator for Lanes<W> {
            type Output = Self;

            fn $method(self, other: Self) -> Self {
                self.zip(other, f64::$method)
            }
        }
    )*};
}

lane_by_lane!(Add add, Sub sub, Mul mul, Div div);

impl<const W: usize> Number for Lanes<W> {
    fn constant(value: f64) -> Self {
        Self([value; W])
    }

    fn min(self, other: Self) -> Self {
        self.zip(other, <f64 as Number>::min)
    }

    fn max(self, other: Self) -> Self {
        self.zip(other, <f64 as Number>::max)
    }

    fn ceil(self) -> Self {
        self.map(<f64 as Number>::ceil)
    }

    fn pow(self, exponent: Self) -> Self {
        self.zip(exponent, <f64 as Number>::pow)
    }

    fn exp(self) -> Self {
        self.map(<f64 as Number>::exp)
    }

    fn ln(self) -> Self {
        self.map(<f64 as Number>::ln)
    }

    fn normal_cdf(self) -> Self {
        self.map(<f64 as Number>::normal_cdf)
    }

    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        Self(array::from_fn(|lane| self.0[lane].if_positive(then.0[lane], otherwise.0[lane])))
    }
}
