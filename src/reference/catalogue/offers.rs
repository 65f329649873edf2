//! Throughput that providers sell by the unit: a small list of our own, for no price file has it.
//!
//! Each offer says where its figures come from; see `assets/prices/README.md`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::provider;
use super::search::is_found;
use crate::codec::ron;
use crate::scenario::{Model, Pricing, Scenario, free_name};

/// A model whose throughput is bought by the unit.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The provider's name for the model.
    pub model: String,
    /// The provider's key, as scenarios hold it.
    pub provider: String,
    /// As the provider calls this way to buy.
    pub plan: String,
    /// What a unit is called.
    pub unit: String,
    /// US dollars per unit and hour.
    pub unit_hour: f64,
    /// Prompt tokens a minute that a unit serves.
    pub tokens_per_minute: f64,
    /// How many prompt tokens a written token counts as.
    pub output_weight: f64,
    /// Units are bought by as many.
    pub increment: u32,
    /// The fewest units that are bought.
    pub min_units: u32,
    /// The day of the price, `YYYY-MM-DD`.
    pub as_of: String,
    /// Where the figures can be read.
    pub source: String,
}

/// All of them, by provider and model.
pub fn offers() -> &'static [Offer] {
    static OFFERS: LazyLock<Vec<Offer>> = LazyLock::new(|| {
        ron::parse(include_str!("../../../assets/prices/provisioned.ron")).expect("a test reads the offers")
    });
    &OFFERS
}

/// The offers that fit what was typed, by place: each word must stand in the model, the provider, the plan or the unit. Of
/// models that are named, the shortest name comes first: `gpt-5` before `gpt-5.5`.
pub fn search_offers(typed: &str) -> Vec<usize> {
    let said = |offer: &Offer| {
        let provider = provider::provider_name(&offer.provider);
        format!("{} {} {provider} {} {} provisioned", offer.model, offer.provider, offer.plan, offer.unit)
    };
    let found = offers().iter().enumerate().filter(|(_, offer)| is_found(&said(offer), typed));
    let mut found: Vec<(usize, &Offer)> = found.collect();
    let is_named = |offer: &Offer| typed.split_whitespace().any(|word| is_found(&offer.model, word));
    found.sort_by_key(|(_, offer)| if is_named(offer) { offer.model.len() } else { 0 });
    found.into_iter().map(|(place, _)| place).collect()
}

impl Offer {
    /// As a scenario holds it.
    pub fn pricing(&self) -> Pricing {
        Pricing::Provisioned {
            unit_hour: self.unit_hour,
            tokens_per_minute: self.tokens_per_minute,
            output_weight: self.output_weight,
            larger: false,
            increment: self.increment,
            min_units: self.min_units,
        }
    }

    /// Puts it into a scenario, unless it is there with that price. Returns its key.
    pub fn add_to(&self, scenario: &mut Scenario) -> String {
        let model = Model {
            name: self.model.clone(),
            provider: self.provider.clone(),
            as_of: self.as_of.clone(),
            pricing: self.pricing(),
        };
        if let Some((key, _)) = scenario.models.iter().find(|(_, known)| **known == model) {
            return key.clone();
        }
        let key = free_name(&format!("{} {}", self.model, self.plan), |key| scenario.models.contains_key(key));
        scenario.models.insert(key.clone(), model);
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::parse_day;
    use crate::reference::presets::PRESETS;

    #[test]
    fn every_offer_has_its_figures_and_its_source() {
        assert!(10 < offers().len());
        for offer in offers() {
            assert!(
                provider::by_any_name(&offer.provider).is_some_and(|known| known.key == offer.provider),
                "{offer:?}"
            );
            assert!(offer.source.starts_with("https://") && parse_day(&offer.as_of).is_some(), "{offer:?}");
            assert!(0.0 < offer.unit_hour && 0.0 < offer.tokens_per_minute && 1.0 <= offer.output_weight, "{offer:?}");
            assert!(0 < offer.increment && offer.min_units.is_multiple_of(5), "{offer:?}");
        }
        // The provider's own worked example: 1,000 requests a minute of 200 and 20 tokens need 110 units.
        let listed = |offer: &&Offer| offer.model == "gpt-5.2" && offer.plan == "data zone provisioned";
        let offer = offers().iter().find(listed).expect("it is listed");
        let need = (1000.0 * 200.0 + offer.output_weight * 1000.0 * 20.0) / offer.tokens_per_minute;
        assert_eq!((need / f64::from(offer.increment)).ceil() * f64::from(offer.increment), 110.0);
    }

    #[test]
    fn an_offer_is_found_and_added_once() {
        let found = search_offers("gpt 5.2 ptu global");
        assert_eq!(found.len(), 1);
        let mut scenario = PRESETS[0].scenario();
        let offer = &offers()[found[0]];
        let key = offer.add_to(&mut scenario);
        assert_eq!(key, "gpt-5.2 global provisioned");
        assert_eq!(offer.add_to(&mut scenario), key);
        assert_eq!(scenario.check(), []);
        assert_eq!(offers()[search_offers("gpt-5 provisioned")[0]].model, "gpt-5");
        assert!(search_offers("zeppelin").is_empty());
    }
}
