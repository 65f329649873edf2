//! The values that change nothing: what a field has that a file leaves out, and that is left out when it is written.

use super::Estimate;

/// A factor that changes nothing.
pub fn one() -> Estimate {
    Estimate::Exact(1.0)
}

/// An amount that changes nothing.
pub fn zero() -> Estimate {
    Estimate::Exact(0.0)
}

pub(super) fn is_one(estimate: &Estimate) -> bool {
    *estimate == one()
}

pub(super) fn is_zero(estimate: &Estimate) -> bool {
    *estimate == zero()
}

pub(super) fn once() -> f64 {
    1.0
}

pub(super) fn is_once(factor: &f64) -> bool {
    *factor == 1.0
}

pub(super) fn is_nothing(amount: &f64) -> bool {
    *amount == 0.0
}

pub(super) fn one_unit() -> u32 {
    1
}

pub(super) fn is_one_unit(units: &u32) -> bool {
    *units == 1
}

pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}
