//! Component cards, line by line, and models with their prices.

use indexmap::IndexMap;

use super::Changes;
use super::values::{quoted, same};
use crate::day::local_day;
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
use crate::scenario::{
    Alternative, AlternativeField, Component, ComponentId, Estimate, EstimatePath, Line, LongPrices, Model, Pricing,
    Reversibility, ScenarioPart, Tariff,
};

impl<'a> Changes<'a> {
    /// Components of the plan, or of the alternative of a name.
    pub(crate) fn components(&mut self, before: &'a [Component], after: &'a [Component], of: Option<&str>) {
        let id = |card: &&Component| card.id.clone();
        let named = |card: &&Component| of.map_or(card.name.clone(), |of| tr!("of {of}: {}", card.name, of));
        for (card, now) in self.list(tr!("Card"), [before, after], id, named) {
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
            self.value(tr!("Card"), name, &now.name, quoted);
            let name = &of.map_or(now.name.clone(), |of| format!("{of}, {}", in_sentence(&now.name)));
            self.switch(name, *enabled, now.enabled, [tr!("switched on"), tr!("switched off")]);
            self.stage(&tr!("{name} from", name), Some(*from_stage), Some(now.from_stage));
            self.stage(&tr!("{name} until", name), *until_stage, now.until_stage);
            self.value(&tr!("{name} filed under", name), category, &now.category, |category| {
                category.name().to_owned()
            });
            self.value(&tr!("{name} is", name), reversibility, &now.reversibility, hardness);
            let months = |repeat: &Option<u32>| {
                repeat.map_or(tr!("never").to_owned(), |months| tr!("every {months} months", months))
            };
            self.value(&tr!("{name}: set-up again", name), repeat, &now.repeat, months);
            let alternative = of.map(str::to_owned);
            self.estimates_of(&ScenarioPart::Component(ComponentId { alternative, id: id.clone() }));
            self.lines(tr!("Line"), name, [lines, &now.lines]);
            self.lines(tr!("Rework"), name, [rework, &now.rework]);
        }
    }

    /// Lines of a card or a strategy that is called `name`.
    pub(crate) fn lines(&mut self, what: &str, name: &str, [before, after]: [&'a [Line]; 2]) {
        let line_name = |line: &&Line| line.name.clone();
        let shown = |line: &&Line| tr!("of {name}: {}", line.name, name);
        for (line, now) in self.list(what, [before, after], line_name, shown) {
            self.line(name, line, now);
        }
    }

    pub(crate) fn alternatives(&mut self, before: &'a [Alternative], after: &'a [Alternative]) {
        let name = |alternative: &&Alternative| alternative.name.clone();
        for (alternative, now) in self.list(tr!("Alternative"), [before, after], name, name) {
            let Alternative { name, setup_cost: _, success_rate, components } = alternative;
            for field in [AlternativeField::SetupCost, AlternativeField::SuccessRate] {
                self.estimate(&EstimatePath::alternative(name, field));
            }
            if success_rate.is_some() != now.success_rate.is_some() {
                let what = tr!("{name}: own success rate", name);
                self.switch(&what, success_rate.is_some(), now.success_rate.is_some(), [tr!("added"), tr!("removed")]);
            }
            self.components(components, &now.components, Some(name));
        }
    }

    fn line(&mut self, card: &str, before: &'a Line, after: &'a Line) {
        let Line { name, driver, factors, tariff } = before;
        let line = format!("{card}, {}", in_sentence(name));
        self.value(&tr!("{line}: charged", line), driver, &after.driver, |driver| driver.charged().to_owned());
        let factor = |(name, _): &&(String, Estimate)| name.clone();
        let shown = |(name, _): &&(String, Estimate)| tr!("of {line}: {name}", line, name);
        self.list(tr!("Factor"), [factors, &after.factors], factor, shown);
        let (old, new) = (shape(tariff), shape(&after.tariff));
        if old != new {
            let monies = [self.before, self.after].map(|scenario| Money::new(&scenario.currency));
            let [from, to] =
                [(tariff, &monies[0]), (&after.tariff, &monies[1])].map(|(tariff, money)| charge(tariff, money));
            self.value(&tr!("{line}: price", line), &(old, from), &(new, to), |(_, text)| text.clone());
        }
    }

    pub(crate) fn models(&mut self, before: &'a IndexMap<String, Model>, after: &'a IndexMap<String, Model>) {
        let key = |(key, _): &(&String, &Model)| key.to_string();
        let shown = |(_, model): &(&String, &Model)| model.name.clone();
        for ((key, model), (_, now)) in self.list(tr!("Model"), [before, after], key, shown) {
            let Model { name, provider, as_of, pricing } = model;
            self.value(&tr!("Model {key}:", key), name, &now.name, same);
            let name = &now.name;
            self.value(&tr!("{name} served by", name), provider, &now.provider, same);
            let (old, new) = (prices(pricing), prices(&now.pricing));
            if std::mem::discriminant(pricing) != std::mem::discriminant(&now.pricing) {
                let way = |pricing: &Pricing| match pricing {
                    Pricing::Provisioned { .. } => tr!("by provisioned units").to_owned(),
                    Pricing::Tokens { .. } => tr!("per token").to_owned(),
                    Pricing::SelfHosted { .. } => tr!("self-hosted").to_owned(),
                };
                self.value(&tr!("{name} paid for", name), pricing, &now.pricing, way);
            } else {
                for ((what, unit, was), (_, _, is)) in old.into_iter().zip(new) {
                    let write =
                        |price: &Option<f64>| price.map_or(tr!("as input").to_owned(), |price| unit.write(price));
                    self.value(&tr!("Price of {name}: {what}", name, what), &was, &is, write);
                }
            }
            self.value(&tr!("Prices of {name} as of", name), as_of, &now.as_of, |day| local_day(day));
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
        Tariff::Flat(price) => tr!("{} each", money.price(price.base())),
        Tariff::Graduated(slices) => {
            let slices = slices.iter().map(|(up_to, price)| match up_to.is_finite() {
                true => tr!("{} up to {}", money.price(*price), format::count(*up_to)),
                false => tr!("{} beyond", money.price(*price)),
            });
            slices.collect::<Vec<_>>().join(", ")
        }
        Tariff::Step(capacity, price) => tr!("{} per {}", money.price(price.base()), format::count(*capacity)),
        Tariff::Power(reference, cost, exponent) => {
            let (cost, reference) = (money.price(cost.base()), format::count(*reference));
            tr!("{cost} at {reference}, growing by the power of {}", format::plain(*exponent), cost, reference)
        }
    }
}

fn hardness(reversibility: &Reversibility) -> String {
    let words = match reversibility {
        Reversibility::Reversible => tr!("easy to take back"),
        Reversibility::Costly => tr!("costly to take back"),
        Reversibility::OneWay => tr!("how to take back"; "for good"),
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
                (tr!("million input tokens").to_owned(), PriceUnit::Dollars, Some(input)),
                (tr!("million output tokens").to_owned(), PriceUnit::Dollars, Some(output)),
                (tr!("million tokens read from the cache").to_owned(), PriceUnit::Dollars, cache_read),
                (tr!("million tokens written to the cache").to_owned(), PriceUnit::Dollars, cache_write),
                (tr!("batch discount").to_owned(), PriceUnit::Share, Some(batch_discount)),
                (tr!("million tokens kept for an hour").to_owned(), PriceUnit::Dollars, cache_write_long),
                (tr!("least prefix that is cached").to_owned(), PriceUnit::Count, Some(cache_min)),
                (tr!("longest prompt at these prices").to_owned(), PriceUnit::Count, long.map(|long| long.above)),
                (
                    tr!("million input tokens of a long prompt").to_owned(),
                    PriceUnit::Dollars,
                    long.and_then(|long| long.input),
                ),
                (
                    tr!("million output tokens of a long prompt").to_owned(),
                    PriceUnit::Dollars,
                    long.and_then(|long| long.output),
                ),
                (
                    tr!("million tokens read from the cache by a long prompt").to_owned(),
                    PriceUnit::Dollars,
                    long_cache(|long| long.cache_read),
                ),
                (
                    tr!("million tokens written to the cache by a long prompt").to_owned(),
                    PriceUnit::Dollars,
                    long_cache(|long| long.cache_write),
                ),
                (tr!("factor on all prices").to_owned(), PriceUnit::Count, Some(multiplier)),
            ];
            prices.extend(
                meters.iter().map(|(name, price)| (tr!("unit of {name}", name), PriceUnit::Dollars, Some(*price))),
            );
            prices
        }
        Pricing::Provisioned { unit_hour, tokens_per_minute, output_weight, larger, increment, min_units } => vec![
            (tr!("hour of a unit").to_owned(), PriceUnit::Dollars, Some(unit_hour)),
            (tr!("tokens a minute of a unit").to_owned(), PriceUnit::Count, Some(tokens_per_minute)),
            (tr!("weight of a written token").to_owned(), PriceUnit::Count, Some(output_weight)),
            (tr!("larger of reading and writing").to_owned(), PriceUnit::Count, Some(f64::from(u8::from(larger)))),
            (tr!("units bought at a time").to_owned(), PriceUnit::Count, Some(f64::from(increment))),
            (tr!("least units").to_owned(), PriceUnit::Count, Some(f64::from(min_units))),
        ],
        Pricing::SelfHosted { gpu_hour, gpus_per_replica, prefill, decode, target_utilization, min_replicas, idle } => {
            vec![
                (tr!("GPU hour").to_owned(), PriceUnit::Dollars, Some(gpu_hour)),
                (tr!("GPUs per replica").to_owned(), PriceUnit::Count, Some(gpus_per_replica)),
                (tr!("prompt tokens read a second").to_owned(), PriceUnit::Count, Some(prefill)),
                (tr!("tokens written a second").to_owned(), PriceUnit::Count, Some(decode)),
                (tr!("target utilization").to_owned(), PriceUnit::Share, Some(target_utilization)),
                (tr!("least replicas").to_owned(), PriceUnit::Count, Some(f64::from(min_replicas))),
                (tr!("share of idle hours that is paid").to_owned(), PriceUnit::Share, Some(idle)),
            ]
        }
    }
}
