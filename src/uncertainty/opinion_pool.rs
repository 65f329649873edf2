//! Several people's low and high for one number, pooled into one estimate.
//!
//! Everyone says a low that one future in ten falls below, and a high that one in ten exceeds. The pool averages these
//! quantiles rather than the probabilities: the result is as sure as people are on the average, where averaging the
//! probabilities makes it the wider the more they disagree, hence under-confident (Lichtendahl, Grushka-Cockayne and
//! Winkler, "Is it better to average probabilities or quantiles?", Management Science 59(7), 2013, 1594–1611). How far
//! they disagree is not lost in the average: it is said beside it ([`Agreement`]).
//!
//! Of quantities that span decades the logarithms are averaged: the geometric mean of the lows and of the highs, which
//! for lognormals is their quantile average. Everything else is averaged as it is.

use super::Distribution;
use crate::scenario::{Domain, Estimate};

/// What one person thinks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opinion {
    /// One future in ten is below.
    pub low: f64,
    /// One future in ten is above.
    pub high: f64,
}

/// What several people think together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PooledOpinions {
    /// The average low.
    pub low: f64,
    /// The average high.
    pub high: f64,
    /// The estimate that says so: a range or three points, a known number where low and high are the same.
    pub estimate: Estimate,
    /// Whether anything lies within everyone's low and high.
    pub agreement: Agreement,
}

/// Whether people could mean the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Agreement {
    /// What lies between everyone's low and everyone's high.
    Shared(f64, f64),
    /// Nothing does: the high of the first, by place, is below the low of the second.
    Apart(usize, usize),
}

/// Whether a number is pooled by ratio, as a range, rather than by difference, as three points.
///
/// Keeps the shape that the estimate has; a known number becomes a range unless its domain is bounded on both sides.
pub fn by_ratio(estimate: &Estimate, domain: Domain) -> bool {
    match estimate {
        Estimate::Range { .. } | Estimate::Spread { .. } => true,
        Estimate::Pert { .. } => false,
        Estimate::Exact(_) => !matches!(domain, Domain::Share | Domain::AboveMinusOne | Domain::Loss),
    }
}

/// Pools opinions on a number of a domain; `None` without any. Lows and highs lie in the domain, by ratio above 0.
pub fn pool(opinions: &[Opinion], domain: Domain, by_ratio: bool) -> Option<PooledOpinions> {
    let count = opinions.len() as f64;
    let average = |end: fn(&Opinion) -> f64| {
        let first = end(opinions.first()?);
        let ends = opinions.iter().map(end);
        // What all agree on is not to be off by a rounding.
        Some(if ends.clone().all(|other| other == first) {
            first
        } else if by_ratio {
            libm::exp(ends.map(libm::log).sum::<f64>() / count)
        } else {
            ends.sum::<f64>() / count
        })
    };
    let (low, high) = (average(|opinion| opinion.low)?, average(|opinion| opinion.high)?);
    let estimate = match () {
        () if low == high => Estimate::Exact(low),
        () if by_ratio => Estimate::Range { p10: low, p90: high },
        () => three_points(low, high, domain),
    };
    Some(PooledOpinions { low, high, estimate, agreement: agreement(opinions)? })
}

/// Three points, likely in the middle, of which one future in ten lies below `low` and one above `high`; cut at the ends
/// of the domain.
fn three_points(low: f64, high: f64, domain: Domain) -> Estimate {
    let unit = Distribution::new(&Estimate::Pert { low: 0.0, likely: 0.5, high: 1.0 }, Domain::Share);
    let likely = (low + high) / 2.0;
    let half = (high - low) / (unit.p90 - unit.p10) / 2.0;
    Estimate::Pert { low: (likely - half).max(domain.least()), likely, high: (likely + half).min(domain.greatest()) }
}

fn agreement(opinions: &[Opinion]) -> Option<Agreement> {
    let places = 0..opinions.len();
    let lowest = places.clone().min_by(|a, b| opinions[*a].high.total_cmp(&opinions[*b].high))?;
    let highest = places.max_by(|a, b| opinions[*a].low.total_cmp(&opinions[*b].low))?;
    let (most, least) = (opinions[lowest].high, opinions[highest].low);
    Some(if least <= most { Agreement::Shared(least, most) } else { Agreement::Apart(lowest, highest) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opinions(ends: &[(f64, f64)]) -> Vec<Opinion> {
        ends.iter().map(|&(low, high)| Opinion { low, high }).collect()
    }

    #[test]
    fn ratios_are_pooled_by_geometric_means() {
        let pooled = pool(&opinions(&[(100.0, 1000.0), (400.0, 9000.0)]), Domain::Positive, true).expect("two");
        assert!((pooled.low - 200.0).abs() < 1e-9 && (pooled.high - 3000.0).abs() < 1e-9, "{pooled:?}");
        assert_eq!(pooled.estimate, Estimate::Range { p10: pooled.low, p90: pooled.high });
        assert_eq!(pooled.agreement, Agreement::Shared(400.0, 1000.0));
    }

    #[test]
    fn three_points_have_the_pooled_quantiles() {
        let pooled = pool(&opinions(&[(0.4, 0.5), (0.3, 0.6), (0.5, 0.7)]), Domain::Share, false).expect("three");
        assert!((pooled.low - 0.4).abs() < 1e-12 && (pooled.high - 0.6).abs() < 1e-12);
        let distribution = Distribution::new(&pooled.estimate, Domain::Share);
        assert!((distribution.p10 - 0.4).abs() < 1e-6 && (distribution.p90 - 0.6).abs() < 1e-6, "{distribution:?}");
    }

    #[test]
    fn three_points_end_with_their_domain() {
        let pooled = pool(&opinions(&[(0.0, 0.2)]), Domain::Share, false).expect("one");
        assert_eq!(pooled.estimate.low(), 0.0);
        assert_eq!(pooled.estimate.base(), 0.1);
    }

    #[test]
    fn those_who_have_nothing_in_common_are_named() {
        let apart = pool(&opinions(&[(6.0, 9.0), (1.0, 2.0), (1.5, 7.0)]), Domain::Positive, true).expect("three");
        assert_eq!(apart.agreement, Agreement::Apart(1, 0));
    }

    #[test]
    fn one_person_and_none() {
        assert_eq!(pool(&[], Domain::Positive, true), None);
        let sure = pool(&opinions(&[(3.0, 3.0), (3.0, 3.0)]), Domain::Positive, true).expect("two");
        assert_eq!(sure.estimate, Estimate::Exact(3.0));
    }

    #[test]
    fn the_pool_lies_between_the_extremes() {
        let people = opinions(&[(2.0, 3.0), (5.0, 50.0), (1.0, 7.0)]);
        for by_ratio in [true, false] {
            let pooled = pool(&people, Domain::Positive, by_ratio).expect("three");
            assert!(1.0 <= pooled.low && pooled.low <= 5.0 && 3.0 <= pooled.high && pooled.high <= 50.0, "{pooled:?}");
            assert!(pooled.low < pooled.high);
        }
    }
}
