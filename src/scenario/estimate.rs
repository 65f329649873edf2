//! A number that somebody assumes, with as much doubt as they have.
//!
//! Holds the three shapes of doubt and the one number each stands for. Draws and quantiles live in `uncertainty`.

use serde::{Deserialize, Serialize};

use crate::language::{text, tr, tr_noop};

/// One assumed number (model, section 2).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Estimate {
    /// A known number.
    Exact(f64),
    /// Lognormal, given by its 10th and 90th percentile, both above zero: usage, tokens, volume.
    Range {
        /// One future in ten is below.
        p10: f64,
        /// One future in ten is above.
        p90: f64,
    },
    /// Beta-PERT with lambda 4: prices, shares, labour.
    Pert {
        /// Never below.
        low: f64,
        /// The mode.
        likely: f64,
        /// Never above.
        high: f64,
    },
    /// How single requests differ, lognormal, from a log of them; a month pays for their average.
    Spread {
        /// Half of the requests are below.
        p50: f64,
        /// One request in ten is above.
        p90: f64,
        /// How many requests the log has, 1 or more.
        seen: f64,
    },
}

/// The 90th percentile of the standard normal distribution (model, section 2).
pub const Z90: f64 = 1.281_551_565_544_600_4;

/// How many requests a log is taken to have until somebody says so.
const FEW_SEEN: f64 = 100.0;

impl Estimate {
    /// The single number shown wherever one number is shown: the value, the lognormal median, the likely value, or the
    /// average of requests that differ.
    ///
    /// A range that is no valid one, with an end below 0, has no median: the middle between its ends stands for it
    /// until it is mended.
    pub fn base(&self) -> f64 {
        match *self {
            Self::Exact(value) => value,
            Self::Range { p10, p90 } => {
                let median = (p10 * p90).sqrt();
                if median.is_finite() { median } else { p10 / 2.0 + p90 / 2.0 }
            }
            Self::Pert { likely, .. } => likely,
            Self::Spread { p50, p90, seen } => LogNormal::of_average(p50, p90, seen).mean(),
        }
    }

    /// The lower bound that the floor uses: `Pert.low`, `Range.p10`, or the P10 of the average of a spread.
    pub fn low(&self) -> f64 {
        match *self {
            Self::Exact(value) => value,
            Self::Range { p10, .. } => p10,
            Self::Pert { low, .. } => low,
            Self::Spread { p50, p90, seen } => LogNormal::of_average(p50, p90, seen).quantile(-Z90),
        }
    }

    /// The upper bound that the floor uses: `Pert.high`, `Range.p90`, or the P90 of the average of a spread.
    pub fn high(&self) -> f64 {
        match *self {
            Self::Exact(value) => value,
            Self::Range { p90, .. } => p90,
            Self::Pert { high, .. } => high,
            Self::Spread { p50, p90, seen } => LogNormal::of_average(p50, p90, seen).quantile(Z90),
        }
    }

    /// Whether there is any doubt in it.
    pub fn is_uncertain(&self) -> bool {
        self.low() < self.high()
    }

    /// The same doubt around another base value: a range, a three-point estimate and a spread keep their proportions.
    ///
    /// A three-point estimate whose likely value is 0 has no proportions to keep and becomes exact, and so does one
    /// whose bounds would overflow.
    #[must_use]
    pub fn with_base(&self, base: f64) -> Self {
        let factor = base / self.base();
        let has_proportions = factor.is_finite() && 0.0 < factor && (self.high() * factor).is_finite();
        match *self {
            Self::Range { p10, p90 } if has_proportions && 0.0 < p10 => {
                Self::Range { p10: p10 * factor, p90: p90 * factor }
            }
            Self::Pert { low, high, .. } if has_proportions => {
                Self::Pert { low: low * factor, likely: base, high: high * factor }
            }
            Self::Spread { p50, p90, seen } if has_proportions => {
                Self::Spread { p50: p50 * factor, p90: p90 * factor, seen }
            }
            _ => Self::Exact(base),
        }
    }

    /// This estimate with its base value moved and its bounds left where they are, stretched only where the value
    /// would leave them.
    ///
    /// Used where the bounds mean something by themselves: a share, a published saving.
    #[must_use]
    pub fn with_likely(&self, value: f64) -> Self {
        match *self {
            Self::Pert { low, high, .. } => Self::Pert { low: low.min(value), likely: value, high: high.max(value) },
            _ => self.with_base(value),
        }
    }

    /// This estimate of a domain with its base value moved: the bounds of a share stay, others keep their proportions.
    #[must_use]
    pub fn moved_to(&self, domain: Domain, value: f64) -> Self {
        if domain == Domain::Share { self.with_likely(value) } else { self.with_base(value) }
    }

    /// The estimate that goes through two numbers, 8 in 10 futures between them, or three, low, likely and high; of
    /// requests that differ, two stay where half of them and nine in ten are.
    ///
    /// # Errors
    /// Why there is none, for whoever gave the numbers: a range that does not lie above 0, or neither two nor three of them.
    pub fn through(&self, numbers: &[f64]) -> Result<Self, String> {
        match (*self, numbers) {
            (_, &[low, _]) if low <= 0.0 => Err(text(Self::NOT_ABOVE_ZERO).to_owned()),
            (Self::Spread { seen, .. }, &[p50, p90]) => Ok(Self::Spread { p50, p90, seen }),
            (_, &[p10, p90]) => Ok(Self::Range { p10, p90 }),
            (_, &[low, likely, high]) => Ok(Self::Pert { low, likely, high }),
            _ => Err(tr!("An estimate goes through two numbers or three").to_owned()),
        }
    }

    /// Why two numbers are no range, and what to do.
    pub const NOT_ABOVE_ZERO: &str = tr_noop!("A range must lie above 0: use low, likely, high instead, like 0–2–5");

    /// This estimate as a known number, its base.
    #[must_use]
    pub fn to_exact(&self) -> Self {
        Self::Exact(self.base())
    }

    /// This estimate as a range around its base; a known number gets ±25 %. `None` where it cannot be: the base is 0.
    pub fn to_range(&self) -> Option<Self> {
        let base = self.base();
        let range = match *self {
            Self::Range { .. } => *self,
            Self::Pert { low, high, .. } if 0.0 < low && low < high => Self::Range { p10: low, p90: high },
            Self::Spread { .. } if self.is_uncertain() => Self::Range { p10: self.low(), p90: self.high() },
            _ => Self::Range { p10: base * 0.8, p90: base * 1.25 },
        };
        (0.0 < base).then_some(range)
    }

    /// This estimate as requests that differ, whose average is its base: as far apart as its bounds are, or three times
    /// where there are none, as far as `domain` goes. `None` where it cannot be: the base is not above 0.
    pub fn to_spread(&self, domain: Domain) -> Option<Self> {
        if matches!(self, Self::Spread { .. }) {
            return Some(*self);
        }
        let (base, low, high) = (self.base(), self.low(), self.high());
        let wanted = match 0.0 < low && low < high {
            true => libm::log(high / low) / (2.0 * Z90),
            false => libm::log(3.0) / Z90,
        };
        // Half of the requests lie at base / e^(σ²/2), which is to be allowed, and so is what one in ten exceeds.
        let above = libm::log(base / domain.least().max(Domain::SMALLEST));
        let below = Z90 * Z90 - 2.0 * libm::log(domain.greatest() / base);
        let widest = if 0.0 < below { Z90 - libm::sqrt(below) } else { f64::INFINITY };
        let sigma = wanted.min(libm::sqrt(2.0 * above)).min(widest);
        let p50 = base * libm::exp(-sigma * sigma / 2.0);
        let p90 = (p50 * libm::exp(sigma * Z90)).min(domain.greatest());
        (0.0 < base && p50.is_finite() && p90.is_finite()).then(|| {
            let p50 = p50.max(domain.least());
            Self::Spread { p50, p90: p90.max(p50), seen: FEW_SEEN }
        })
    }

    /// This estimate as low, likely and high; a known number gets ±25 %, within `domain`.
    #[must_use]
    pub fn to_pert(&self, domain: Domain) -> Self {
        match *self {
            Self::Pert { .. } => *self,
            _ => {
                let likely = self.base();
                let (low, high) = match *self {
                    Self::Range { .. } | Self::Spread { .. } => (self.low(), self.high()),
                    _ => (likely - 0.25 * likely.abs(), likely + 0.25 * likely.abs()),
                };
                Self::Pert { low: low.max(domain.least()), likely, high: high.min(domain.greatest()) }
            }
        }
    }
}

/// A lognormal distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogNormal {
    /// Half of it is below.
    pub median: f64,
    /// Standard deviation of the logarithm.
    pub sigma: f64,
}

impl LogNormal {
    /// Where the average of requests lies of which half are below `p50` and one in ten is above `p90`, after `seen` of
    /// them (model, section 2, `Spread`).
    pub fn of_average(p50: f64, p90: f64, seen: f64) -> Self {
        let sigma = (libm::log(p90) - libm::log(p50)) / Z90;
        let variance = libm::log1p(libm::expm1(sigma * sigma) / seen);
        Self { median: p50 * libm::exp((sigma * sigma - variance) / 2.0), sigma: libm::sqrt(variance) }
    }

    /// Its mean.
    pub fn mean(self) -> f64 {
        self.median * libm::exp(self.sigma * self.sigma / 2.0)
    }

    /// The value at a quantile of the standard normal distribution.
    pub fn quantile(self, score: f64) -> f64 {
        self.median * libm::exp(self.sigma * score)
    }
}

/// Which values a number may take (model, section 3, "Domains").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domain {
    /// 0..=1: a share, a rate, a probability.
    Share,
    /// At least 0: money, tokens, counts.
    NonNegative,
    /// Above 0: requests, throughput.
    Positive,
    /// At least 1: the peak factor.
    AtLeastOne,
    /// Above −1: growth and trends.
    AboveMinusOne,
    /// Above −1 and at most 1: a share that is lost, or gained where it is below 0.
    Loss,
}

impl Domain {
    /// The largest magnitude accepted anywhere, so that no valid scenario overflows.
    pub const LARGEST: f64 = 1e15;
    /// The least number accepted where something is divided by it.
    pub const SMALLEST: f64 = 1e-12;

    /// The least value, itself excluded for [`Positive`](Self::Positive), [`AboveMinusOne`](Self::AboveMinusOne) and [`Loss`](Self::Loss).
    pub fn least(self) -> f64 {
        match self {
            Self::Share | Self::NonNegative | Self::Positive => 0.0,
            Self::AtLeastOne => 1.0,
            Self::AboveMinusOne | Self::Loss => -1.0,
        }
    }

    /// The greatest value.
    pub fn greatest(self) -> f64 {
        match self {
            Self::Share | Self::Loss => 1.0,
            _ => Self::LARGEST,
        }
    }

    /// Whether `value` is allowed.
    pub fn contains(self, value: f64) -> bool {
        match self {
            Self::Positive => Self::SMALLEST <= value && value <= self.greatest(),
            Self::AboveMinusOne | Self::Loss => -1.0 < value && value <= self.greatest(),
            _ => self.least() <= value && value <= self.greatest(),
        }
    }

    /// What is allowed, to follow "must be".
    pub fn describe(self) -> &'static str {
        match self {
            Self::Share => tr!("a share between 0 and 1"),
            Self::NonNegative => tr!("0 or more"),
            Self::Positive => tr!("more than 0"),
            Self::AtLeastOne => tr!("1 or more"),
            Self::AboveMinusOne => tr!("above −1 (−0.3 is 30 % less)"),
            Self::Loss => tr!("above −1 and at most 1 (below 0 it helps)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_values() {
        let cases = [
            (Estimate::Exact(3.0), 3.0),
            (Estimate::Range { p10: 2.0, p90: 8.0 }, 4.0),
            (Estimate::Pert { low: 1.0, likely: 2.0, high: 9.0 }, 2.0),
            (Estimate::Spread { p50: 1000.0, p90: 1000.0, seen: 7.0 }, 1000.0),
            // No valid ranges, yet numbers to show.
            (Estimate::Range { p10: -2.0, p90: 8.0 }, 3.0),
            (Estimate::Range { p10: 1e308, p90: 1e308 }, 1e308),
        ];
        for (estimate, base) in cases {
            assert_eq!(estimate.base(), base, "{estimate:?}");
        }
    }

    /// The model's own example (section 2).
    #[test]
    fn a_month_pays_for_the_average_of_its_requests() {
        let spread = Estimate::Spread { p50: 1000.0, p90: 4000.0, seen: 100.0 };
        for (found, expected) in [(spread.base(), 1795.12), (spread.low(), 1468.26), (spread.high(), 2147.03)] {
            assert!((found - expected).abs() < 0.005, "{found}");
        }
    }

    #[test]
    fn moving_the_base_keeps_the_spread() {
        let range = Estimate::Range { p10: 2.0, p90: 8.0 }.with_base(8.0);
        assert_eq!(range, Estimate::Range { p10: 4.0, p90: 16.0 });
        let pert = Estimate::Pert { low: 0.0, likely: 0.2, high: 0.5 };
        assert_eq!(pert.with_likely(0.7), Estimate::Pert { low: 0.0, likely: 0.7, high: 0.7 });
        for without_proportions in [
            Estimate::Pert { low: 0.0, likely: 0.0, high: 1.0 },
            Estimate::Pert { low: 0.0, likely: 1e-9, high: 1e300 },
            Estimate::Range { p10: -2.0, p90: 8.0 },
        ] {
            assert_eq!(without_proportions.with_base(0.3), Estimate::Exact(0.3));
        }
    }

    #[test]
    fn switching_the_shape_keeps_the_base() {
        for estimate in [Estimate::Exact(0.9), Estimate::Range { p10: 0.2, p90: 0.8 }] {
            let pert = estimate.to_pert(Domain::Share);
            assert_eq!(pert.base(), estimate.base());
            assert!(Domain::Share.contains(pert.high()));
        }
        assert_eq!(Estimate::Exact(0.0).to_range(), None);
    }

    #[test]
    fn requests_that_differ_average_what_was_assumed() {
        let cases = [
            (Estimate::Exact(1000.0), Domain::NonNegative, 3.0),
            (Estimate::Range { p10: 400.0, p90: 2500.0 }, Domain::Positive, 2.5),
            (Estimate::Pert { low: 250.0, likely: 400.0, high: 1000.0 }, Domain::NonNegative, 2.0),
            (Estimate::Pert { low: 0.0, likely: 400.0, high: 1000.0 }, Domain::NonNegative, 3.0),
            // No further than the domain goes.
            (Estimate::Exact(0.9), Domain::Share, 1.115_13),
            (Estimate::Exact(1.0), Domain::AtLeastOne, 1.0),
            (Estimate::Exact(1.1), Domain::AtLeastOne, 1.749_84),
        ];
        for (estimate, domain, factor) in cases {
            let spread = estimate.to_spread(domain).unwrap();
            let Estimate::Spread { p50, p90, seen } = spread else { panic!("{estimate:?} is {spread:?}") };
            assert!((spread.base() - estimate.base()).abs() < 1e-12 * estimate.base(), "{estimate:?}: {spread:?}");
            assert!((p90 / p50 - factor).abs() < 1e-4, "{estimate:?}: {}", p90 / p50);
            assert_eq!(seen, 100.0);
            assert!(domain.contains(p50) && domain.contains(p90), "{estimate:?}: {spread:?}");
            assert_eq!(spread.to_spread(domain), Some(spread));
            assert!((spread.to_exact().base() - estimate.base()).abs() < 1e-9);
        }
        for none in [Estimate::Exact(0.0), Estimate::Exact(-0.2), Estimate::Pert { low: -1.0, likely: 0.0, high: 1.0 }]
        {
            assert_eq!(none.to_spread(Domain::AboveMinusOne), None, "{none:?}");
        }
    }
}
