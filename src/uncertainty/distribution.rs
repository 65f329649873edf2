//! What an estimate says about every future: chances and quantiles (model, section 2).

use std::sync::Arc;

use super::beta::Beta;
use super::normal;
use crate::scenario::{Domain, Estimate, LogNormal, Z90};

/// An estimate as a probability distribution, clamped to its domain.
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    polynomial: DistributionShape,
    domain: Domain,
    /// One future in ten is below.
    pub p10: f64,
    /// One future in ten is above.
    pub p90: f64,
}

#[derive(Clone, Debug, PartialEq)]
enum DistributionShape {
    Known(f64),
    Lognormal { mu: f64, sigma: f64 },
    Pert { low: f64, high: f64, beta: Arc<Beta> },
}

impl Distribution {
    /// Of an estimate that [`check`](crate::scenario::Scenario::check) has nothing against.
    pub fn new(estimate: &Estimate, domain: Domain) -> Self {
        let clamped = |value: f64| value.clamp(domain.least(), domain.greatest());
        match *estimate {
            Estimate::Range { p10, p90 } if p10 < p90 => {
                let (low, high) = (libm::log(p10), libm::log(p90));
                let polynomial =
                    DistributionShape::Lognormal { mu: (low + high) / 2.0, sigma: (high - low) / (2.0 * Z90) };
                Self { polynomial, domain, p10: clamped(p10), p90: clamped(p90) }
            }
            Estimate::Pert { low, likely, high } if low < high => {
                let beta = Beta::pert((likely - low) / (high - low));
                let at = |p: f64| clamped(low + (high - low) * beta.quantile(p));
                let (p10, p90) = (at(0.1), at(0.9));
                Self { polynomial: DistributionShape::Pert { low, high, beta: Arc::new(beta) }, domain, p10, p90 }
            }
            Estimate::Spread { p50, p90, seen } if p50 < p90 => {
                let average = LogNormal::of_average(p50, p90, seen);
                let polynomial = DistributionShape::Lognormal { mu: libm::log(average.median), sigma: average.sigma };
                Self { polynomial, domain, p10: clamped(average.quantile(-Z90)), p90: clamped(average.quantile(Z90)) }
            }
            _ => {
                let known = estimate.base();
                Self { polynomial: DistributionShape::Known(known), domain, p10: known, p90: known }
            }
        }
    }

    /// The chance that it is at most `x`; `None` for a known number.
    pub fn cdf(&self, x: f64) -> Option<f64> {
        match &self.polynomial {
            DistributionShape::Known(_) => None,
            _ if self.domain.greatest() <= x => Some(1.0),
            _ if x < self.domain.least() => Some(0.0),
            DistributionShape::Lognormal { .. } if x <= 0.0 => Some(0.0),
            DistributionShape::Lognormal { mu, sigma } => Some(normal::cdf((libm::log(x) - mu) / sigma)),
            DistributionShape::Pert { low, high, beta } => Some(beta.cdf((x - low) / (high - low))),
        }
    }

    /// The values of increasing chances, of which `scores` are the standard normal quantiles.
    pub fn quantiles(&self, chances: &[f64], scores: &[f64]) -> Vec<f64> {
        let (least, greatest) = (self.domain.least(), self.domain.greatest());
        let mut column = match &self.polynomial {
            DistributionShape::Known(value) => vec![*value; chances.len()],
            DistributionShape::Lognormal { mu, sigma } => {
                scores.iter().map(|score| normal::exp(mu + sigma * score)).collect()
            }
            DistributionShape::Pert { low, high, beta } => {
                let mut column = beta.quantiles(chances);
                column.iter_mut().for_each(|x| *x = low + (high - low) * *x);
                column
            }
        };
        if column.last().is_some_and(|last| greatest < *last) || column.first().is_some_and(|first| *first < least) {
            column.iter_mut().for_each(|x| *x = x.clamp(least, greatest));
        }
        column
    }
}
