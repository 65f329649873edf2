//! The price catalogue: what providers charge for their models, bundled or read from a newer LiteLLM file.
//!
//! Nothing here changes a scenario by itself: a price is frozen into it when somebody chooses a model or ticks a change.

mod check;
mod litellm;
mod provider;
mod search;

use std::sync::{Arc, LazyLock};

use jiff::ToSpan as _;

use crate::day::parse_day;
use crate::scenario::{Model, Pricing, Scenario, free_name};

pub use check::{ModelCheck, PriceChange, PriceCheck, PriceKind};
pub use litellm::{CatalogueError, open_catalogue, parse_catalogue, write_catalogue};
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
    /// As a scenario holds it: one price for every call.
    ///
    /// Calls are priced below the first long-context threshold, since a scenario has one price a model. The batch
    /// discount is the smaller one of input and output, so that it never promises more than the invoice; none where
    /// batched calls have no price of their own.
    pub fn pricing(&self) -> Pricing {
        let TokenPrice { input, output, cache_read, cache_write } = self.price;
        let mut pricing = Pricing::by_token(input, output, self.batch_discount());
        if let Pricing::Tokens { cache_read: read, cache_write: write, .. } = &mut pricing {
            (*read, *write) = (cache_read, cache_write);
        }
        pricing
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
