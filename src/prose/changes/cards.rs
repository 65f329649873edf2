//! Component cards, line by line, and models with their prices.

use indexmap::IndexMap;

use super::Changes;
use super::values::{quoted, same};
use crate::format::{self, Money};
use crate::prose::words::in_sentence;
use crate::scenario::{Component, Estimate, Line, Model, Pricing, Reversibility, Tariff, path};

impl<'a> Changes<'a> {
    pub(crate) fn components(&mut self, before: &'a [Component], after: &'a [Component]) {
        let id = |card: &&Component| card.id.clone();
        let named = |card: &&Component| card.name.clone();
        for (card, now) in self.list("Card", [before, after], id, named) {
            let Component { id, name, category, from_stage, until_stage, enabled, setup_cost: _, reversibility, lines } =
                card;
            self.value("Card", name, &now.name, quoted);
            let name = &now.name;
            self.switch(name, *enabled, now.enabled, ["switched on", "switched off"]);
            self.stage(&format!("{name} from"), Some(*from_stage), Some(now.from_stage));
            self.stage(&format!("{name} until"), *until_stage, now.until_stage);
            self.value(&format!("{name} filed under"), category, &now.category, |category| category.name().to_owned());
            self.value(&format!("{name} is"), reversibility, &now.reversibility, hardness);
            self.estimates_of(&path::component(id));
            let line_name = |line: &&Line| line.name.clone();
            let shown = |line: &&Line| format!("of {name}: {}", line.name);
            for (line, now) in self.list("Line", [lines, &now.lines], line_name, shown) {
                self.line(name, line, now);
            }
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
fn prices(pricing: &Pricing) -> Vec<(&'static str, PriceUnit, Option<f64>)> {
    match *pricing {
        Pricing::Tokens { input, output, cache_read, cache_write, batch_discount } => vec![
            ("million input tokens", PriceUnit::Dollars, Some(input)),
            ("million output tokens", PriceUnit::Dollars, Some(output)),
            ("million tokens read from the cache", PriceUnit::Dollars, cache_read),
            ("million tokens written to the cache", PriceUnit::Dollars, cache_write),
            ("batch discount", PriceUnit::Share, Some(batch_discount)),
        ],
        Pricing::SelfHosted { gpu_hour, gpus_per_replica, prefill, decode, target_utilization, min_replicas } => vec![
            ("GPU hour", PriceUnit::Dollars, Some(gpu_hour)),
            ("GPUs per replica", PriceUnit::Count, Some(gpus_per_replica)),
            ("prompt tokens read a second", PriceUnit::Count, Some(prefill)),
            ("tokens written a second", PriceUnit::Count, Some(decode)),
            ("target utilization", PriceUnit::Share, Some(target_utilization)),
            ("least replicas", PriceUnit::Count, Some(f64::from(min_replicas))),
        ],
    }
}
