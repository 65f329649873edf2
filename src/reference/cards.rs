//! The library of component cards: data, each with where its figures come from.

use std::path::Path;

use indexmap::IndexMap;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use crate::codec::{TextError, ron};
use crate::files::FileError;
use crate::files::reading::read_text;
use crate::language::tr;
use crate::scenario::{Basis, Component, ComponentId, ComponentPath, EstimatePath, Scenario, Tariff};

/// A component card of the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Where the gallery shows it.
    pub group: String,
    /// One line of substance.
    pub summary: String,
    /// What its prices are in.
    #[serde(default = "dollars", skip_serializing_if = "is_dollars")]
    pub currency: String,
    /// What is added to the scenario.
    pub component: Component,
    /// What supports its estimates, by path within the component.
    #[serde(default)]
    pub bases: IndexMap<ComponentPath, Basis>,
}

/// What the price lists of the embedded cards are in.
pub(super) const DOLLARS: &str = "USD";

pub(super) fn dollars() -> String {
    DOLLARS.to_owned()
}

pub(super) fn is_dollars(currency: &str) -> bool {
    currency == DOLLARS
}

macro_rules! card_texts {
    ($($key:literal),* $(,)?) => {
        /// The embedded cards by file name, in the order of the gallery.
        const TEXTS: &[(&str, &str)] =
            &[$(($key, include_str!(concat!("../../presets/cards/", $key, ".ron")))),*];
    };
}

card_texts!(
    "vector-db-serverless",
    "vector-db-provisioned",
    "re-embedding",
    "reranker",
    "web-search",
    "langfuse-cloud",
    "helicone-cloud",
    "tracing-self-hosted",
    "llm-gateway",
    "on-call",
    "load-balancer-egress",
    "semantic-cache-store",
    "voice",
    "pii-filter",
    "guardrails",
    "audit-log",
    "red-teaming",
    "evaluation-suite",
    "prompt-management",
    "human-oversight",
    "engineering",
    "user-training",
    "fine-tuning-refresh",
    "licensed-data",
    "document-reading",
);

/// Every card of the library.
pub fn cards() -> Vec<Card> {
    TEXTS.iter().map(|(_, text)| parse_card(text).expect("a test reads every card")).collect()
}

/// Reads a card from text.
///
/// # Errors
/// What is wrong, with line and column.
pub fn parse_card(text: &str) -> Result<Card, TextError> {
    ron::parse(ron::without_mark(text))
}

/// Reads a card file.
///
/// # Errors
/// What the disk said, or what is wrong in the text.
pub fn open_card(path: &Path) -> Result<Card, FileError> {
    parse_card(&read_text(path)?).map_err(|error| FileError::Text { file: path.to_owned(), error })
}

/// Whether a text is a card, and not a scenario; of what cannot be read, what it looks like.
pub fn is_card(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Contents {
        component: Option<IgnoredAny>,
    }

    match ron::parse::<Contents>(ron::without_mark(text)) {
        Ok(contents) => contents.component.is_some(),
        Err(_) => text.contains("component:") && !text.contains("schema:"),
    }
}

/// Whether a file is a card, and not a scenario.
pub(crate) fn is_card_file(path: &Path) -> bool {
    read_text(path).is_ok_and(|text| is_card(&text))
}

impl Card {
    /// A component of a scenario with what supports it, to be used elsewhere.
    pub fn of(scenario: &Scenario, id: &str) -> Option<Self> {
        let component = scenario.components.iter().find(|component| component.id == id)?;
        let within = |(path, basis): (&EstimatePath, &Basis)| match path {
            EstimatePath::Component { component: ComponentId { alternative: None, id: own }, within } if own == id => {
                Some((within.clone(), basis.clone()))
            }
            _ => None,
        };
        Some(Self {
            group: component.category.name().to_owned(),
            summary: tr!("From “{}”", scenario.name),
            currency: scenario.currency.clone(),
            component: component.clone(),
            bases: scenario.bases.iter().filter_map(within).collect(),
        })
    }

    /// As the text of a file.
    pub fn to_text(&self) -> String {
        ron::write(self)
    }

    /// Puts the card behind the components of a scenario. Returns its id there.
    pub fn add_to(&self, scenario: &mut Scenario) -> String {
        self.insert_into(scenario, usize::MAX)
    }

    /// Puts the card into a scenario at a place, or behind the last: under an id of its own, at stages that exist, in the
    /// scenario's currency where the rate is known. Returns its id there.
    pub fn insert_into(&self, scenario: &mut Scenario, place: usize) -> String {
        let mut component = self.component.clone();
        let last = scenario.stages.len().saturating_sub(1);
        component.id = scenario.free_component_id(&component.id);
        component.from_stage = component.from_stage.min(last);
        component.until_stage = component.until_stage.map(|until| until.clamp(component.from_stage, last));
        if self.currency == DOLLARS && scenario.currency != DOLLARS {
            convert(&mut component, scenario.usd_rate.base());
        }
        let id = component.id.clone();
        let place = place.min(scenario.components.len());
        scenario.components.insert(place, component);
        let at = |within: &ComponentPath| EstimatePath::component(&id, within.clone());
        let bases = self.bases.iter().map(|(within, basis)| (at(within), basis.clone()));
        scenario.bases.extend(bases);
        id
    }
}

/// Turns everything that is money into another currency.
pub(super) fn convert(component: &mut Component, rate: f64) {
    component.setup_cost = component.setup_cost.with_base(component.setup_cost.base() * rate);
    for line in component.lines.iter_mut().chain(&mut component.rework) {
        match &mut line.tariff {
            Tariff::Flat(price) | Tariff::Step(_, price) | Tariff::Power(_, price, _) => {
                *price = price.with_base(price.base() * rate);
            }
            Tariff::Graduated(tiers) => tiers.iter_mut().for_each(|(_, price)| *price *= rate),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::write_scenario;
    use crate::reference::presets::{PRESETS, Preset};

    fn example() -> Scenario {
        PRESETS[0].scenario()
    }

    #[test]
    fn a_component_leaves_and_comes_back_as_it_was() {
        let scenario = example();
        for component in &scenario.components {
            let card = Card::of(&scenario, &component.id).expect("it is there");
            assert_eq!(parse_card(&card.to_text()).as_ref(), Ok(&card));
            let mut other = scenario.clone();
            other.components.clear();
            other.bases.clear();
            assert_eq!(card.insert_into(&mut other, 0), component.id);
            assert_eq!(other.components, std::slice::from_ref(component));
            assert_eq!(other.bases.len(), card.bases.len());
            assert!(other.bases.iter().all(|(path, basis)| scenario.bases.get(path) == Some(basis)));
        }
        assert_eq!(Card::of(&scenario, "nothing"), None);
    }

    #[test]
    fn a_card_takes_its_place() {
        for (place, expected) in [(0, 0), (3, 3), (usize::MAX, example().components.len())] {
            let mut scenario = example();
            let id = cards()[0].insert_into(&mut scenario, place);
            assert_eq!(scenario.components[expected].id, id);
        }
    }

    #[test]
    fn stages_that_are_not_there_are_not_named() {
        let mut scenario = example();
        let mut card = Card::of(&scenario, &scenario.components[0].id).expect("it is there");
        card.component.from_stage = 7;
        card.component.until_stage = Some(9);
        card.insert_into(&mut scenario, 0);
        assert_eq!((scenario.components[0].from_stage, scenario.components[0].until_stage), (2, Some(2)));
        assert_eq!(scenario.check(), vec![]);
    }

    #[test]
    fn dollars_become_the_currency_of_the_scenario() {
        let card = cards().into_iter().find(|card| card.component.id == "langfuse-cloud").expect("it is there");
        let price = |currency: &str, card: &Card| {
            let mut scenario = example();
            scenario.currency = currency.to_owned();
            scenario.usd_rate = crate::scenario::Estimate::Exact(1.5);
            card.insert_into(&mut scenario, 0);
            let lines = scenario.components[0].lines.clone();
            let Tariff::Graduated(tiers) = &lines[1].tariff else { panic!("tiers") };
            (lines[0].tariff.price().map(crate::scenario::Estimate::base), tiers[1].1)
        };
        assert_eq!(price("USD", &card), (Some(199.0), 0.00008));
        assert_eq!(price("CAD", &card), (Some(298.5), 0.00008 * 1.5));
        let own = Card { currency: "CAD".to_owned(), ..card };
        assert_eq!(price("CAD", &own), (Some(199.0), 0.00008));
    }

    #[test]
    fn cards_and_scenarios_are_told_apart() {
        for preset in PRESETS {
            assert!(!is_card(&write_scenario(&preset.scenario())), "{}", preset.key);
        }
        for (key, text) in TEXTS {
            assert!(is_card(text), "{key}");
            assert!(is_card(&text[..text.len() - 4]), "{key}, cut off");
        }
        let cut = write_scenario(&Preset::by_key("trap_950x").expect("it is there").scenario());
        assert!(!is_card(&cut[..cut.len() / 2]));
        for nonsense in ["", "(", "{}", "()", "[1, 2]", "\u{0}"] {
            assert!(!is_card(nonsense), "{nonsense:?}");
        }
    }

    #[test]
    fn a_bad_card_says_what_is_wrong_where() {
        let text = cards()[0].to_text();
        let cases = [
            (text.replace("category: Retrieval", "category: Retrievel"), "Retrievel"),
            (text.replace("enabled: true", "enabled: maybe"), "bool"),
            (text.replace("from_stage", "from_stag"), "from_stag"),
            (text[..text.len() / 2].to_owned(), "line "),
            (String::new(), "line 1"),
        ];
        for (text, part) in cases {
            let error = parse_card(&text).expect_err(part).to_string();
            assert!(error.starts_with("line ") && error.contains(part), "{error}");
        }
    }
}
