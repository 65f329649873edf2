//! Component cards, line by line, and models with their prices.

use indexmap::IndexMap;

use super::Changes;
use super::values::{quoted, same};
use crate::format::{self, Money};
use crate::prose::words::in_sentence;
use crate::scenario::{
    Alternative, AlternativeField, Component, ComponentId, Estimate, EstimatePath, Line, LongPrices, Model, Pricing,
    Reversibility, ScenarioPart, Tariff,
};

impl<'a> Changes<'a> {
    /// Components of the plan, or of the alternative of a name.
    pub(crate) fn components(&mut self, before: &'a [Component], after: &'a [Component], of: Option<&str>) {
        let id = |card: &&Component| card.id.clone();
        let named = |card: &&Component| of.map_or(card.name.clone(), |of| format!("of {of}: {}", card.name));
        for (card, now) in self.list("Card", [before, after], id, named) {
            let Component {
                id,
                name,
                category,
                from_stage,
                until_stage,
                enabled,
                setup_cost: _,
                reversibility,
                lines,
                success: _,
                repeat,
                rework,
            } = card;
            self.value("Card", name, &now.name, quoted);
            let name = &of.map_or(now.name.clone(), |of| format!("{of}, {}", in_sentence(&now.name)));
            self.switch(name, *enabled, now.enabled, ["switched on", "switched off"]);
            self.stage(&format!("{name} from"), Some(*from_stage), Some(now.from_stage));
            self.stage(&format!("{name} until"), *until_stage, now.until_stage);
            self.value(&format!("{name} filed under"), category, &now.category, |category| category.name().to_owned());
            self.value(&format!("{name} is"), reversibility, &now.reversibility, hardness);
            let months =
                |repeat: &Option<u32>| repeat.map_or("never".to_owned(), |months| format!("every {months} months"));
            self.value(&format!("{name}: set-up again"), repeat, &now.repeat, months);
            let alternative = of.map(str::to_owned);
            self.estimates_of(&ScenarioPart::Component(ComponentId { alternative, id: id.clone() }));
            self.lines("Line", name, [lines, &now.lines]);
            self.lines("Rework", name, [rework, &now.rework]);
        }
    }

    /// Lines of a card or a strategy that is called `name`.
    pub(crate) fn lines(&mut self, what: &str, name: &str, [before, after]: [&'a [Line]; 2]) {
        let line_name = |line: &&Line| line.name.clone();
        let shown = |line: &&Line| format!("of {name}: {}", line.name);
        for (line, now) in self.list(what, [before, after], line_name, shown) {
            self.line(name, line, now);
        }
    }

    pub(crate) fn alternatives(&mut self, before: &'a [Alternative], after: &'a [Alternative]) {
        let name = |alternative: &&Alternative| alternative.name.clone();
        for (alternative, now) in self.list("Alternative", [before, after], name, name) {
            let Alternative { name, setup_cost: _, success_rate, components } = alternative;
            for field in [AlternativeField::SetupCost, AlternativeField::SuccessRate] {
                self.estimate(&EstimatePath::alternative(name, field));
            }
            if success_rate.is_some() != now.success_rate.is_some() {
                let what = format!("{name}: own success rate");
                self.switch(&what, success_rate.is_some(), now.success_rate.is_some(), ["added", "removed"]);
            }
            self.components(components, &now.components, Some(name));
        }
    }

    fn line(&mut self, card: &str, before: &'a Line, after: &'a Line) {
        let Line { name, driver, factors, tariff } = before;
        let line = format!("{card}, {}", in_sentence(name));
        self.value(&format!("{line}: charged"), driver, &after.driver, |driver| driver.charged().to_owned());
        let factor = |(name, _): &&(String, Estimate)| name.clone();
        let shown = |(name, _): &&(String, Estimate)| format!("of {line}: {name}");
        self.list("Factor", [factors, &after.factors], factor, shown);
        let (old, new) = (shape(tariff), shape(&after.tariff));
        if old != new {
            let monies = [self.before, self.after].map(|scenario| Money::new(&scenario.currency));
            let [from, to] =
                [(tariff, &monies[0]), (&after.tariff, &monies[1])].map(|(tariff, money)| charge(tariff, money));
            self.value(&format!("{line}: price"), &(old, from), &(new, to), |(_, text)| text.clone());
        }
    }

    pub(crate) fn models(&mut self, before: &'a IndexMap<String, Model>, after: &'a IndexMap<String, Model>) {
        let key = |(key, _): &(&String, &Model)| key.to_string();
        let shown = |(_, model): &(&String, &Model)| model.name.clone();
        for ((key, model), (_, now)) in self.list("Model", [before, after], key, shown) {
            let Model { name, provider, as_of, pricing } = model;
            self.value(&format!("Model {key}:"), name, &now.name, same);
            let name = &now.name;
            self.value(&format!("{name} served by"), provider, &now.provider, same);
            let (old, new) = (prices(pricing), prices(&now.pricing));
            if std::mem::discriminant(pricing) != std::mem::discriminant(&now.pricing) {
                let way = |pricing: &Pricing| match pricing {
                    Pricing::Provisioned { .. } => "by provisioned units".to_owned(),
                    Pricing::Tokens { .. } => "per token".to_owned(),
                    Pricing::SelfHosted { .. } => "self-hosted".to_owned(),
                };
                self.value(&format!("{name} paid for"), pricing, &now.pricing, way);
            } else {
                for ((what, unit, was), (_, _, is)) in old.into_iter().zip(new) {
                    let write = |price: &Option<f64>| price.map_or("as input".to_owned(), |price| unit.write(price));
                    self.value(&format!("Price of {name}: {what}"), &was, &is, write);
                }
            }
            self.value(&format!("Prices of {name} as of"), as_of, &now.as_of, same);
        }
    }
}

/// What of a tariff is not an estimate.
fn shape(tariff: &Tariff) -> (u8, Vec<(f64, f64)>) {
    match tariff {
        Tariff::Flat(_) => (0, Vec::new()),
        Tariff::Graduated(slices) => (1, slices.clone()),
        Tariff::Step(capacity, _) => (2, vec![(*capacity, 0.0)]),
        Tariff::Power(reference, _, exponent) => (3, vec![(*reference, *exponent)]),
    }
}

/// What a tariff charges: `$0.10 each`, `$100.00 per 5,000`.
fn charge(tariff: &Tariff, money: &Money) -> String {
    match tariff {
        Tariff::Flat(price) => format!("{} each", money.price(price.base())),
        Tariff::Graduated(slices) => {
            let slices = slices.iter().map(|(up_to, price)| match up_to.is_finite() {
                true => format!("{} up to {}", money.price(*price), format::count(*up_to)),
                false => format!("{} beyond", money.price(*price)),
            });
            slices.collect::<Vec<_>>().join(", ")
        }
        Tariff::Step(capacity, price) => format!("{} per {}", money.price(price.base()), format::count(*capacity)),
        Tariff::Power(reference, cost, exponent) => {
            let (cost, reference) = (money.price(cost.base()), format::count(*reference));
            format!("{cost} at {reference}, growing by the power of {}", format::plain(*exponent))
        }
    }
}

fn hardness(reversibility: &Reversibility) -> String {
    let words = match reversibility {
        Reversibility::Reversible => "easy to take back",
        Reversibility::Costly => "costly to take back",
        Reversibility::OneWay => "for good",
    };
    words.to_owned()
}

/// In what a price of a model is counted.
#[derive(Clone, Copy)]
enum PriceUnit {
    Dollars,
    Share,
    Count,
}

impl PriceUnit {
    fn write(self, price: f64) -> String {
        match self {
            Self::Dollars => Money::new("USD").price(price),
            Self::Share => format::percent(price),
            Self::Count => format::count(price),
        }
    }
}

/// Everything that a model charges, in a fixed order.
fn prices(pricing: &Pricing) -> Vec<(String, PriceUnit, Option<f64>)> {
    match *pricing {
        Pricing::Tokens {
            input,
            output,
            cache_read,
            cache_write,
            batch_discount,
            cache_write_long,
            cache_min,
            long,
            multiplier,
            ref meters,
        } => {
            let long_cache = |price: fn(&LongPrices) -> Option<f64>| long.as_ref().and_then(price);
            let mut prices = vec![
                ("million input tokens".to_owned(), PriceUnit::Dollars, Some(input)),
                ("million output tokens".to_owned(), PriceUnit::Dollars, Some(output)),
                ("million tokens read from the cache".to_owned(), PriceUnit::Dollars, cache_read),
                ("million tokens written to the cache".to_owned(), PriceUnit::Dollars, cache_write),
                ("batch discount".to_owned(), PriceUnit::Share, Some(batch_discount)),
                ("million tokens kept for an hour".to_owned(), PriceUnit::Dollars, cache_write_long),
                ("least prefix that is cached".to_owned(), PriceUnit::Count, Some(cache_min)),
                ("longest prompt at these prices".to_owned(), PriceUnit::Count, long.map(|long| long.above)),
                (
                    "million input tokens of a long prompt".to_owned(),
                    PriceUnit::Dollars,
                    long.and_then(|long| long.input),
                ),
                (
                    "million output tokens of a long prompt".to_owned(),
                    PriceUnit::Dollars,
                    long.and_then(|long| long.output),
                ),
                (
                    "million tokens read from the cache by a long prompt".to_owned(),
                    PriceUnit::Dollars,
                    long_cache(|long| long.cache_read),
                ),
                (
                    "million tokens written to the cache by a long prompt".to_owned(),
                    PriceUnit::Dollars,
                    long_cache(|long| long.cache_write),
                ),
                ("factor on all prices".to_owned(), PriceUnit::Count, Some(multiplier)),
            ];
            prices.extend(
                meters.iter().map(|(name, price)| (format!("unit of {name}"), PriceUnit::Dollars, Some(*price))),
            );
            prices
        }
        Pricing::Provisioned { unit_hour, tokens_per_minute, output_weight, larger, increment, min_units } => vec![
            ("hour of a unit".to_owned(), PriceUnit::Dollars, Some(unit_hour)),
            ("tokens a minute of a unit".to_owned(), PriceUnit::Count, Some(tokens_per_minute)),
            ("weight of a written token".to_owned(), PriceUnit::Count, Some(output_weight)),
            ("larger of reading and writing".to_owned(), PriceUnit::Count, Some(f64::from(u8::from(larger)))),
            ("units bought at a time".to_owned(), PriceUnit::Count, Some(f64::from(increment))),
            ("least units".to_owned(), PriceUnit::Count, Some(f64::from(min_units))),
        ],
        Pricing::SelfHosted { gpu_hour, gpus_per_replica, prefill, decode, target_utilization, min_replicas, idle } => {
            vec![
                ("GPU hour".to_owned(), PriceUnit::Dollars, Some(gpu_hour)),
                ("GPUs per replica".to_owned(), PriceUnit::Count, Some(gpus_per_replica)),
                ("prompt tokens read a second".to_owned(), PriceUnit::Count, Some(prefill)),
                ("tokens written a second".to_owned(), PriceUnit::Count, Some(decode)),
                ("target utilization".to_owned(), PriceUnit::Share, Some(target_utilization)),
                ("least replicas".to_owned(), PriceUnit::Count, Some(f64::from(min_replicas))),
                ("share of idle hours that is paid".to_owned(), PriceUnit::Share, Some(idle)),
            ]
        }
    }
}
