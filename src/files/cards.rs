//! The library of component cards: data, each with where its figures come from.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::ron_text::{self, TextError};
use crate::scenario::{Basis, Component, Scenario, path};

/// A component card of the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Where the gallery shows it.
    pub group: String,
    /// One line of substance.
    pub summary: String,
    /// What is added to the scenario.
    pub component: Component,
    /// What supports its estimates, by path within the component.
    #[serde(default)]
    pub bases: IndexMap<String, Basis>,
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
    "langfuse-cloud",
    "helicone-cloud",
    "tracing-self-hosted",
    "llm-gateway",
    "on-call",
    "load-balancer-egress",
    "semantic-cache-store",
    "pii-filter",
    "audit-log",
    "red-teaming",
    "evaluation-suite",
    "prompt-management",
    "human-oversight",
    "engineering",
    "fine-tuning-refresh",
    "licensed-data",
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
    ron_text::parse(text)
}

impl Card {
    /// Puts the card into a scenario, under an id of its own, starting at a stage that exists. Returns the id.
    pub fn add_to(&self, scenario: &mut Scenario) -> String {
        let mut component = self.component.clone();
        component.id = scenario.free_component_id(&component.id);
        component.from_stage = component.from_stage.min(scenario.stages.len().saturating_sub(1));
        let id = component.id.clone();
        let prefix = path::component(&id);
        scenario.bases.extend(self.bases.iter().map(|(path, basis)| (format!("{prefix}.{path}"), basis.clone())));
        scenario.components.push(component);
        id
    }
}
