//! The standard normal distribution, and the exponential and logarithm that columns of draws use.
//!
//! All of it is arithmetic that rounds the same everywhere and that compilers can do for several draws at a time.

use std::f64::consts::{FRAC_1_SQRT_2, LN_2, LOG2_E, SQRT_2};

/// The chance that a standard normal number is at most `z`.
pub fn cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// The number that a standard normal number is below with chance `p`, 0 < p < 1.
///
/// Starts from Hastings' approximation (Abramowitz and Stegun 26.2.23) and mends it by Halley's method to the last
/// figures that [`cdf`] has.
pub fn quantile(p: f64) -> f64 {
    if 0.5 < p {
        return -quantile(1.0 - p);
    }
    let t = libm::sqrt(-2.0 * libm::log(p));
    let fraction =
        (2.515_517 + t * (0.802_853 + t * 0.010_328)) / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    let mut z = fraction - t;
    for _ in 0..3 {
        let density = libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * std::f64::consts::PI);
        let step = (cdf(z) - p) / density;
        z -= step / (1.0 + 0.5 * z * step);
    }
    z
}

/// e to the power of `x`, to within two units in the last place for the magnitudes that plans have.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    /// Adding and subtracting it rounds to a whole number.
    const ROUNDER: f64 = 6_755_399_441_055_744.0;
    const LN_2_HIGH: f64 = 0.693_147_180_369_123_8;
    const LN_2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    // Outside it the result would overflow or lose precision: no plan comes near.
    let x = if x < -700.0 { -700.0 } else { x };
    let x = if 700.0 < x { 700.0 } else { x };
    let rounded = x * LOG2_E + ROUNDER;
    let halvings = rounded - ROUNDER;
    let rest = (x - halvings * LN_2_HIGH) - halvings * LN_2_LOW;
    let mut sum = 1.0 / 6_227_020_800.0;
    for reciprocal in RECIPROCAL_FACTORIALS {
        sum = sum * rest + reciprocal;
    }
    let exponent = rounded.to_bits().wrapping_add(1023) << 52;
    sum * f64::from_bits(exponent)
}

/// 1/12!, 1/11!, … 1/0!
const RECIPROCAL_FACTORIALS: [f64; 13] = [
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    0.5,
    1.0,
    1.0,
];

/// The natural logarithm of a number above 0; about −708 for 0, so that 0 to any power above 0 is 0 for every purpose.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    let x = if x < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { x };
    let bits = x.to_bits();
    // The exponent as a number, through the bits of 2^52 + exponent.
    let exponent = f64::from_bits(0x4330_0000_0000_0000 | bits >> 52) - 4_503_599_627_370_496.0 - 1023.0;
    let mantissa = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000);
    let is_large = SQRT_2 < mantissa;
    let mantissa = if is_large { mantissa * 0.5 } else { mantissa };
    let exponent = if is_large { exponent + 1.0 } else { exponent };
    let fraction = (mantissa - 1.0) / (mantissa + 1.0);
    let square = fraction * fraction;
    let mut sum = 1.0 / 23.0;
    for odd in [21.0, 19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0] {
        sum = sum * square + 1.0 / odd;
    }
    exponent * LN_2 + 2.0 * fraction * sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Z90;

    #[test]
    fn quantiles_are_known() {
        for (p, z) in
            [(0.5, 0.0), (0.9, Z90), (0.1, -Z90), (0.975, 1.959_963_984_540_054), (5e-5, -3.890_591_886_413_1)]
        {
            assert!((quantile(p) - z).abs() < 1e-12, "{p}: {}", quantile(p));
            assert!((cdf(quantile(p)) - p).abs() < 1e-15);
        }
    }

    #[test]
    fn exponentials_and_logarithms_agree_with_the_library() {
        for step in -40_000..40_000 {
            let x = f64::from(step) * 0.017;
            let (found, expected) = (exp(x), libm::exp(x));
            assert!((found / expected - 1.0).abs() < 1e-15, "exp {x}: {found}, not {expected}");
            let (found, expected) = (ln(expected), libm::log(expected));
            assert!((found - expected).abs() <= 4e-16 * expected.abs().max(1.0), "ln: {found}, not {expected}");
        }
    }
}
