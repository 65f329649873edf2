//! What eight in ten futures stay within, in words.

use super::Phrasings;
use crate::format::{self, Money};
use crate::language::{text, tr, tr_noop};
use crate::uncertainty::{Interval, Outlook, Quantiles};

/// How what lies between the 10th and the 90th percentile is named everywhere.
pub const EIGHT_IN_TEN: &str = tr_noop!("8 in 10 futures");

/// Below this share of its value a range is no wider than a rounding.
const EXACT: f64 = 1e-9;

/// Whether there is anything between two ends.
pub fn is_wide([low, high]: Interval) -> bool {
    low + EXACT * low.abs() < high
}

/// With what it is of: `8 in 10 futures: $9,100–$17,800`.
pub fn eight_in_ten(interval: Interval, write: impl Fn(f64) -> String) -> String {
    tr!("{what}: {}", format::interval(interval, write), what = text(EIGHT_IN_TEN))
}

/// A cell of a table; a dash where there is no range.
pub fn interval_or_dash(money: &Money, interval: Option<Interval>) -> String {
    interval.map_or("–".to_owned(), |interval| format::interval(interval, |amount| money.full(amount)))
}

/// The value that eight in ten futures stay under.
pub(super) fn stay_under(quantiles: &Quantiles, money: &Money) -> Phrasings {
    if money.full(quantiles.p10) == money.full(quantiles.p90) {
        return vec![tr!("the same in every future").to_owned()];
    }
    let (full, short) = (money.full(quantiles.p80), money.short(quantiles.p80));
    vec![
        tr!("8 in 10 futures stay under {full}", full),
        tr!("8 in 10 stay under {full}", full),
        tr!("8 in 10 under {short}", short),
    ]
}

/// The same of a cost that is planned at what fewer than two futures in five hold to: that comes first.
pub(super) fn cost_in_futures(outlook: &Outlook, money: &Money) -> Phrasings {
    let usual = stay_under(&outlook.cost, money);
    let costs_more = 1.0 - outlook.confidence_in_cost.share;
    if costs_more < COSTS_MORE {
        return usual;
    }
    let share = format::chance(costs_more);
    let beside = usual.iter().map(|phrasing| tr!("{share} of futures cost more · {phrasing}", share, phrasing));
    let briefly = usual.last().map(|phrasing| tr!("more in {share} · {phrasing}", share, phrasing));
    beside.chain(briefly).chain([tr!("{share} of futures cost more", share), tr!("more in {share}", share)]).collect()
}

/// The share of futures that cost more than planned from which it is said beside the cost.
const COSTS_MORE: f64 = 0.6;

/// What eight in ten futures stay between.
pub(super) fn between(quantiles: &Quantiles, money: &Money) -> Phrasings {
    let (low, high) = (quantiles.p10, quantiles.p90);
    if low.is_infinite() {
        return vec![tr!("most futures have no outcomes").to_owned(), tr!("mostly no outcomes").to_owned()];
    }
    if high.is_infinite() {
        let low = money.rounded(low);
        return vec![tr!("9 in 10 futures above {low}", low), tr!("9 in 10 above {low}", low)];
    }
    if money.full(low) == money.full(high) {
        return vec![tr!("the same in every future").to_owned()];
    }
    let [from, to] = [low, high].map(|end| money.rounded(end));
    // Whole amounts where their cents would not fit; of less than 1 the two figures that there are.
    let brief = |end: f64| if end.abs() < 1.0 { money.rounded(end) } else { money.short(end) };
    let [short_from, short_to] = [low, high].map(brief);
    vec![
        tr!("8 in 10 futures between {from} and {to}", from, to),
        tr!("8 in 10 between {from} and {to}", from, to),
        tr!("8 in 10 between {short_from} and {short_to}", short_from, short_to),
        tr!("8 in 10: {}", format::interval([low, high], |amount| money.rounded(amount))),
        tr!("8 in 10: {}", format::interval([low, high], brief)),
    ]
}

/// A range with its middle, after what it is of: `8 in 10 futures cost $9,100–$17,800, half of all less than $12,600`.
pub fn range_and_median(quantiles: &Quantiles, money: &Money, verb: &str) -> String {
    let interval = format::interval([quantiles.p10, quantiles.p90], |amount| money.full(amount));
    let futures = text(EIGHT_IN_TEN);
    match quantiles.p50.is_finite() {
        true => tr!(
            "{futures} {verb} {interval}, half of all less than {median}",
            futures,
            verb,
            interval,
            median = money.full(quantiles.p50)
        ),
        false => tr!("{futures} {verb} {interval}", futures, verb, interval),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_without_an_end_and_without_a_width() {
        let money = Money::new("USD");
        let quantiles = |p10, p90| Quantiles { p10, p50: p10, p80: p90, p90, errors: [0.0; 4] };
        assert_eq!(between(&quantiles(1.0, 2.0), &money)[1], "8 in 10 between $1.00 and $2.00");
        assert_eq!(between(&quantiles(1.0, f64::INFINITY), &money)[0], "9 in 10 futures above $1.00");
        assert_eq!(between(&quantiles(1.0, 1.0), &money)[0], "the same in every future");
        assert_eq!(stay_under(&quantiles(1.0, 1.0), &money)[0], "the same in every future");
    }
}
