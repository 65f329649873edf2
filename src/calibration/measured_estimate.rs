//! Estimates made of what was seen: of shares, of averages over days, of calls that differ.

use crate::scenario::Z90;
use crate::scenario::{Domain, Estimate};
use crate::usage::Sketch;

/// The standard normal quantile that leaves half a percent on either side: as good as never.
const Z995: f64 = 2.575_829_303_548_900_4;

/// A share of so many, with the bounds that it hardly lies beyond (Wilson's interval at 99 %).
pub(super) fn share(part: f64, of: f64) -> Estimate {
    let likely = part / of;
    let z2 = Z995 * Z995;
    let middle = (likely + z2 / (2.0 * of)) / (1.0 + z2 / of);
    let reach = Z995 / (1.0 + z2 / of) * libm::sqrt(likely * (1.0 - likely) / of + z2 / (4.0 * of * of));
    Estimate::Pert { low: (middle - reach).max(0.0).min(likely), likely, high: (middle + reach).min(1.0).max(likely) }
}

/// A total of days that differ, as it may be in other months: `daily` holds one value a day.
pub(super) fn over_days(total: f64, daily: &[f64]) -> Estimate {
    let count = daily.len() as f64;
    let mean = daily.iter().sum::<f64>() / count;
    if daily.len() < 3 || mean <= 0.0 {
        return Estimate::Exact(total);
    }
    let variance = daily.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0);
    let relative = libm::sqrt(variance / count) / mean;
    if relative == 0.0 {
        return Estimate::Exact(total);
    }
    let reach = libm::exp(Z90 * relative);
    Estimate::Range { p10: total / reach, p90: total * reach }
}

/// How calls differ, whose average is known to be `mean`: by their median and 90th percentile, each moved by `from_call` from
/// what a call shows to what is estimated. Says whether both had to be moved far to meet the average.
///
/// `None` where no single call was seen, or half of them show nothing.
pub(super) fn spread(
    calls: &Sketch,
    mean: f64,
    domain: Domain,
    from_call: impl Fn(f64) -> f64,
) -> Option<(Estimate, bool)> {
    const CLOSE: f64 = 0.05;
    let [p50, p90] = [calls.quantile(0.5)?, calls.quantile(0.9)?].map(from_call);
    let allowed = domain.least().max(Domain::SMALLEST);
    if !(allowed <= p50 && p50 <= p90 && p90 <= domain.greatest()) || mean <= 0.0 {
        return None;
    }
    if p50 == p90 {
        return Some((Estimate::Exact(mean), false));
    }
    let seen = calls.count() as f64;
    let spread = Estimate::Spread { p50, p90, seen };
    let factor = mean / spread.base();
    // A month pays for the average, so that is kept exactly; as far as quantiles are a lognormal's, so are they.
    let moved = Estimate::Spread { p50: p50 * factor, p90: p90 * factor, seen };
    let is_allowed = allowed <= p50 * factor && p90 * factor <= domain.greatest();
    is_allowed.then_some((moved, CLOSE < (factor - 1.0).abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_known_the_better_the_more_was_seen() {
        let width = |part: f64, of: f64| share(part, of).high() - share(part, of).low();
        assert!(width(30.0, 100.0) > 3.0 * width(3000.0, 10_000.0));
        let Estimate::Pert { low, likely, high } = share(0.0, 50.0) else { panic!() };
        assert_eq!((low, likely), (0.0, 0.0));
        assert!((0.05..0.2).contains(&high), "nothing in fifty says little of one in ten: {high}");
    }

    #[test]
    fn days_that_differ_leave_doubt() {
        assert_eq!(over_days(900.0, &[10.0, 10.0, 10.0]), Estimate::Exact(900.0));
        assert_eq!(over_days(900.0, &[10.0]), Estimate::Exact(900.0));
        let Estimate::Range { p10, p90 } = over_days(900.0, &[10.0, 20.0, 30.0]) else { panic!() };
        // The standard error is 10/√3 of 20.
        assert!((libm::log(p90 / p10) - 2.0 * Z90 * 0.288_675).abs() < 1e-5);
        assert!((p10 * p90 - 900.0 * 900.0).abs() < 1e-6);
    }

    #[test]
    fn a_spread_keeps_the_average() {
        let mut calls = Sketch::default();
        // Half of the calls are tiny and a few are huge: no lognormal.
        calls.add_many(10, 60);
        calls.add_many(100, 39);
        calls.add_many(100_000, 1);
        let mean = calls.mean().unwrap();
        let (estimate, is_moved) = spread(&calls, mean, Domain::NonNegative, |call| call).unwrap();
        assert!(is_moved);
        assert!((estimate.base() - mean).abs() < 1e-9 * mean);
        assert_eq!(spread(&Sketch::default(), 1.0, Domain::NonNegative, |call| call), None);
    }
}
