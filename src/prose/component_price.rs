//! What a component costs, in words: `$199 a month + $8 per 100k units`.

use crate::format::{self, Money};
use crate::language::tr;
use crate::number_style::NumberStyle;
use crate::scenario::{Component, Driver, Line, Tariff};

/// What a component costs at the base of its estimates, what is paid whatever happens first. Empty where it is free.
pub fn price_in_words(component: &Component, money: &Money) -> String {
    let monthly: f64 = component.lines.iter().filter_map(monthly).sum();
    let fixed = (monthly != 0.0).then(|| tr!("{} a month", plain(money, monthly)));
    let moving =
        component.lines.iter().filter(|line| self::monthly(line).is_none()).filter_map(|line| moving(line, money));
    fixed.into_iter().chain(moving).collect::<Vec<_>>().join(" + ")
}

/// What a line costs every month, if that is the same every month.
fn monthly(line: &Line) -> Option<f64> {
    let units = quantity(line);
    match (line.driver, &line.tariff) {
        (Driver::Month, Tariff::Flat(price)) => Some(units * price.base()),
        (Driver::Month, Tariff::Step(capacity, price)) => Some((units / capacity).ceil() * price.base()),
        (Driver::Month, Tariff::Power(reference, price, exponent)) => {
            Some(price.base() * libm::pow(units / reference, *exponent))
        }
        _ => None,
    }
}

/// How much of what is priced one unit of the driver asks for.
fn quantity(line: &Line) -> f64 {
    line.factors.iter().map(|(_, factor)| factor.base()).product()
}

/// What a line costs that moves with something; `None` where that is nothing.
fn moving(line: &Line, money: &Money) -> Option<String> {
    let units = quantity(line);
    match &line.tariff {
        Tariff::Flat(price) => per(units * price.base(), noun(line.driver), money),
        Tariff::Graduated(tiers) => {
            let (_, price) = tiers.iter().find(|(_, price)| 0.0 < *price)?;
            per(*price, priced_unit(line).unwrap_or(noun(line.driver)), money)
        }
        Tariff::Step(capacity, price) => {
            let many = format::short_count(capacity / units);
            let (price, units) = (plain(money, price.base()), noun(line.driver).1);
            Some(tr!("{price} per started {many} {units}", price, many, units))
        }
        Tariff::Power(reference, price, _) => {
            let many = format::short_count(reference / units);
            let (price, units) = (plain(money, price.base()), noun(line.driver).1);
            Some(tr!("{price} at {many} {units}, by scale", price, many, units))
        }
    }
    .filter(|_| 0.0 < units)
}

/// A price of one thing or of so many that it is money one can imagine.
fn per(price: f64, (one, many): (&str, &str), money: &Money) -> Option<String> {
    let scales = [(1.0, ""), (1e3, "1k "), (1e5, "100k "), (1e6, "1M ")];
    let (scale, count) = scales.into_iter().find(|(scale, _)| 1.0 <= price * scale).unwrap_or(scales[3]);
    let noun = if scale == 1.0 { one } else { many };
    (0.0 < price).then(|| tr!("{} per {count}{noun}", plain(money, price * scale), count, noun))
}

/// Without cents that say nothing.
fn plain(money: &Money, amount: f64) -> String {
    let text = money.price(amount);
    let cents = format!("{}00", NumberStyle::current().decimal_mark());
    text.strip_suffix(&cents).map_or(text.clone(), ToOwned::to_owned)
}

/// One and several of what makes a line grow.
fn noun(driver: Driver) -> (&'static str, &'static str) {
    match driver {
        Driver::Month => (tr!("month"), tr!("months")),
        Driver::Request => (tr!("request"), tr!("requests")),
        Driver::Inference => (tr!("model request"), tr!("model requests")),
        Driver::Retrieval => (tr!("retrieval"), tr!("retrievals")),
        Driver::MillionTokens => (tr!("million tokens"), tr!("million tokens")),
        Driver::Outcome => (tr!("outcome"), tr!("outcomes")),
        Driver::PeakRate => (tr!("request a second at peak"), tr!("requests a second at peak")),
        Driver::Call => (tr!("model call"), tr!("model calls")),
        Driver::Miss => (tr!("failed attempt"), tr!("failed attempts")),
        Driver::User => (tr!("person who has it"), tr!("people who have it")),
        Driver::PeakCall => (tr!("model call a second at peak"), tr!("model calls a second at peak")),
    }
}

/// What a factor like "units per request" counts.
fn priced_unit(line: &Line) -> Option<(&str, &str)> {
    let mut factors = line.factors.iter().rev();
    let unit = factors.find_map(|(name, _)| Some(name.split_once(" per ")?.0))?;
    Some((unit.strip_suffix('s').unwrap_or(unit), unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::cards;

    #[test]
    fn cards_of_the_library() {
        let cases = [
            ("langfuse-cloud", "$199 a month + $8 per 100k units"),
            ("reranker", "$1.80 per 1k retrievals"),
            ("helicone-cloud", "$79 a month + $70 per 100k calls + $3.25 per gigabyte"),
            ("semantic-cache-store", "$200 a month + $110 per started 1M requests"),
        ];
        for (id, words) in cases {
            let card = cards().into_iter().find(|card| card.component.id == id).unwrap();
            let said = price_in_words(&card.component, &Money::new("USD"));
            assert!(said.starts_with(words), "{id}: {said}");
        }
        for card in cards() {
            assert!(!price_in_words(&card.component, &Money::new("CAD")).is_empty(), "{}", card.component.name);
        }
    }
}
