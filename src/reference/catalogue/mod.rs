//! The price catalogue: what providers charge for their models, bundled or read from a newer LiteLLM file.
//!
//! Nothing here changes a scenario by itself: a price is frozen into it when somebody chooses a model or ticks a change.

mod check;
mod litellm;
mod offers;
mod price_kind;
mod provider;
mod search;

use std::sync::{Arc, LazyLock};

use jiff::ToSpan as _;

use crate::day::parse_day;
use crate::scenario::{LongPrices, Model, Pricing, Scenario, free_name};

pub use check::{ModelCheck, PriceChange, PriceCheck};
pub use litellm::{CatalogueError, open_catalogue, parse_catalogue, write_catalogue};
pub use offers::{Offer, offers, search_offers};
pub use price_kind::PriceKind;
pub use provider::provider_name;

/// Prices of many models, as they were on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    /// Where it comes from.
    pub origin: String,
    /// The day of its prices, `YYYY-MM-DD`.
    pub as_of: String,
    /// By provider, then name; no two alike in both.
    pub models: Vec<ListedModel>,
}

/// A model in a catalogue. Prices are in US dollars per million tokens.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedModel {
    /// The provider's name for it.
    pub name: String,
    /// The provider's key, as scenarios hold it.
    pub provider: &'static str,
    /// What it does.
    pub kind: ModelKind,
    /// What a call costs that is neither batched nor long.
    pub price: TokenPrice,
    /// Input and output of batched calls, where they have prices of their own.
    pub batch: Option<(f64, f64)>,
    /// Prices of long calls, the shortest threshold first.
    pub tiers: Vec<Tier>,
    /// Prompt tokens written to be kept for an hour, where they have a price of their own.
    pub cache_write_long: Option<f64>,
    /// The least prefix that is cached, tokens; `None` where it is not said.
    pub cache_min: Option<f64>,
    /// US dollars a web search.
    pub web_search: Option<f64>,
    /// Heard tokens, where they cost something else than read ones.
    pub audio: Option<f64>,
    /// Tokens that a call may read.
    pub context: Option<u64>,
    /// Tokens that a call may write.
    pub longest_output: Option<u64>,
    /// The day from which it is no longer served, `YYYY-MM-DD`.
    pub retires: Option<String>,
}

/// What a listed model does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelKind {
    /// Reads and writes text.
    Chat,
    /// Turns text into vectors; writes nothing.
    Embedding,
}

/// The meter of searches on the web.
const WEB_SEARCH: &str = "web search";
/// The meter of what is heard, by the thousand tokens: a call hears some hundreds or thousands.
const AUDIO: &str = "thousand audio tokens";
/// All meters that a catalogue knows.
const METERS: [&str; 2] = [WEB_SEARCH, AUDIO];

/// US dollars per million tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TokenPrice {
    /// Prompt tokens.
    pub input: f64,
    /// Answer tokens; 0 for embeddings.
    pub output: f64,
    /// Prompt tokens read from the provider's cache.
    pub cache_read: Option<f64>,
    /// Prompt tokens written to the provider's cache.
    pub cache_write: Option<f64>,
}

/// What calls cost whose prompt is longer than a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tier {
    /// The longest prompt that still costs the usual price, in tokens.
    pub above: u64,
    /// The price beyond it, of the whole call.
    pub price: TokenPrice,
}

impl Catalogue {
    /// The bundled catalogue, read when it is first needed.
    pub fn bundled() -> &'static Arc<Self> {
        static BUNDLED: LazyLock<Arc<Catalogue>> = LazyLock::new(|| {
            let text = include_bytes!("../../../assets/prices/prices.json");
            Arc::new(parse_catalogue(text).expect("a test reads the bundled prices"))
        });
        &BUNDLED
    }

    /// The model that a scenario means by a name and a provider: by key or by what people call the provider.
    pub fn find(&self, name: &str, provider: &str) -> Option<&ListedModel> {
        let provider = provider::by_any_name(provider)?;
        let name = provider.bare(name.trim());
        self.models.iter().find(|model| model.provider == provider.key && model.name.eq_ignore_ascii_case(name))
    }

    /// The day from which a scenario's model is no longer served, where the catalogue knows one.
    pub fn retires(&self, model: &Model) -> Option<&str> {
        self.find(&model.name, &model.provider)?.retires.as_deref()
    }
}

impl ListedModel {
    /// As a scenario holds it.
    ///
    /// Of several long-context thresholds it gets the first, since a scenario has one. The batch discount is the smaller
    /// one of input and output, so that it never promises more than the invoice; none where batched calls have no price
    /// of their own.
    pub fn pricing(&self) -> Pricing {
        let TokenPrice { input, output, cache_read, cache_write } = self.price;
        Pricing::Tokens {
            input,
            output,
            cache_read,
            cache_write,
            batch_discount: self.batch_discount(),
            cache_write_long: self.cache_write_long,
            cache_min: self.cache_min.unwrap_or(0.0),
            long: self.long(),
            multiplier: 1.0,
            meters: self.meters().map(|(name, price)| (name.to_owned(), price)).collect(),
        }
    }

    /// What calls cost beyond the first threshold that changes a price.
    fn long(&self) -> Option<LongPrices> {
        let Tier { above, price } = self.tiers.iter().find(|tier| tier.price != self.price)?;
        // What costs the same there is left out.
        let own = |long: Option<f64>, short: Option<f64>| long.filter(|_| long != short);
        Some(LongPrices {
            above: *above as f64,
            input: Some(price.input),
            output: Some(price.output),
            cache_read: own(price.cache_read, self.price.cache_read),
            cache_write: own(price.cache_write, self.price.cache_write),
        })
    }

    /// What is charged besides tokens of text: US dollars a unit, by the name of the meter.
    fn meters(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let audio = self.audio.map(|million| million / 1000.0);
        [(WEB_SEARCH, self.web_search), (AUDIO, audio)].into_iter().filter_map(|(name, price)| Some((name, price?)))
    }

    /// What a batched call saves, 0..=1.
    pub fn batch_discount(&self) -> f64 {
        let Some((input, output)) = self.batch else { return 0.0 };
        let pairs = [(input, self.price.input), (output, self.price.output)];
        let discounts =
            pairs.into_iter().filter(|(_, usual)| 0.0 < *usual).map(|(batched, usual)| 1.0 - batched / usual);
        // In hundredths of a percent, where 0.1 and 0.05 make exactly a half.
        let least = discounts.fold(1.0_f64, f64::min);
        (least.clamp(0.0, 1.0) * 1e4).round() / 1e4
    }

    /// Whether it is no longer served on a day.
    pub fn is_retired(&self, today: &str) -> bool {
        self.retires.as_deref().is_some_and(|day| day <= today)
    }

    /// Whether it is no longer served a year after a day.
    pub fn retires_within_a_year(&self, today: &str) -> bool {
        let in_a_year = parse_day(today).map(|day| day.saturating_add(1.year()).to_string());
        in_a_year.is_some_and(|day| self.is_retired(&day))
    }

    /// Puts it into a scenario with its price of a day, unless it is there with that price. Returns its key.
    pub fn add_to(&self, scenario: &mut Scenario, as_of: &str) -> String {
        let model = Model {
            name: self.name.clone(),
            provider: self.provider.to_owned(),
            as_of: as_of.to_owned(),
            pricing: self.pricing(),
        };
        let same = |known: &Model| {
            known.name == model.name && known.provider == model.provider && known.pricing == model.pricing
        };
        if let Some((key, _)) = scenario.models.iter().find(|(_, known)| same(known)) {
            return key.clone();
        }
        let key = free_name(&self.name, |key| scenario.models.contains_key(key));
        scenario.models.insert(key.clone(), model);
        key
    }
}

#[cfg(test)]
mod tests;
