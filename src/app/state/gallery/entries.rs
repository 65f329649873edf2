//! What the gallery lists, as plain data: made again when the scenario or the library has changed, and only then.

use std::path::PathBuf;

use super::plain_entries::charged_words;
use super::synonyms::said_for;
use crate::app::document::card_library::CardLibrary;
use crate::economics::{Assumptions, Breakdown, Plan};
use crate::format::Money;
use crate::language::{Language, tr};
use crate::number_style::NumberStyle;
use crate::prose::price_in_words;
use crate::reference::{Card, cards};
use crate::scenario::Scenario;

/// A card that can be added.
#[derive(Clone, Debug)]
pub struct GalleryEntry {
    /// What is added.
    pub card: Card,
    /// Its file, where it is one's own.
    pub path: Option<PathBuf>,
    /// What it costs, in words.
    pub price: String,
    /// What it would cost a month at the target; empty while the scenario cannot be computed.
    pub figure: String,
    /// All that it can be found by, in small letters.
    words: String,
}

/// Everything that can be added.
#[derive(Clone, Debug, Default)]
pub struct GalleryEntries {
    all: Vec<GalleryEntry>,
    /// What is wrong with files in the library.
    pub errors: Vec<String>,
    made_for: Option<(Scenario, u64, (NumberStyle, Language))>,
}

impl GalleryEntry {
    /// Under which heading it stands.
    pub fn group(&self) -> &str {
        if self.path.is_some() { tr!("Mine") } else { &self.card.group }
    }
}

impl GalleryEntries {
    /// Makes the list again where it is not of this scenario and library.
    pub fn update(&mut self, scenario: &Scenario, library: &CardLibrary) {
        let written = (NumberStyle::current(), Language::current());
        let is_same = |(made_for, revision, style): &(Scenario, u64, (NumberStyle, Language))| {
            made_for == scenario && *revision == library.revision() && *style == written
        };
        if self.made_for.as_ref().is_some_and(is_same) {
            return;
        }
        let own = library.own().iter().map(|own| (own.card.clone(), Some(own.path.clone())));
        let listed: Vec<_> = own.chain(cards().into_iter().map(|card| (card, None))).collect();
        let money = Money::new(&scenario.currency);
        let costs = costs_at_target(scenario, listed.iter().map(|(card, _)| card));
        let entry = |(place, (card, path)): (usize, (Card, Option<PathBuf>))| {
            // In the scenario's currency.
            let mut converted = scenario.clone();
            converted.components.clear();
            card.add_to(&mut converted);
            let price = price_in_words(&converted.components[0], &money);
            let name = &card.component.name;
            let charged = card.component.lines.iter().map(|line| line.driver);
            let charged = charged.map(|driver| format!("{} {}", driver.charged(), charged_words(driver)));
            let charged = charged.collect::<Vec<_>>().join(" ");
            let words = format!("{name} {} {} {price} {charged}", card.group, card.summary).to_lowercase();
            let figure = costs.as_ref().map_or_else(String::new, |costs| money.full(costs[place]));
            GalleryEntry { price, figure, words, card, path }
        };
        self.all = listed.into_iter().enumerate().map(entry).collect();
        self.errors = library.errors().to_vec();
        self.made_for = Some((scenario.clone(), library.revision(), written));
    }

    /// Those that have every word that is searched for, or what cards say for it.
    pub fn found<'a>(&'a self, search: &str) -> impl Iterator<Item = &'a GalleryEntry> + use<'a> {
        let words: Vec<String> = search.to_lowercase().split_whitespace().map(ToOwned::to_owned).collect();
        let has = |entry: &GalleryEntry, word: &str| {
            entry.words.contains(word) || said_for(word).any(|said| entry.words.contains(said))
        };
        self.all.iter().filter(move |entry| words.iter().all(|word| has(entry, word)))
    }
}

/// What each card would cost a month at the target, had it been added; `None` while the scenario has problems.
fn costs_at_target<'c>(scenario: &Scenario, cards: impl Iterator<Item = &'c Card>) -> Option<Vec<f64>> {
    let mut with_all = scenario.clone();
    for card in cards {
        card.add_to(&mut with_all);
    }
    let plan = Plan::new(&with_all).ok()?;
    let base = Assumptions::base(&plan);
    let target = scenario.plan.target_stage;
    let set = plan.planned_mix().active_at(&plan, target);
    let mut costs = Breakdown::at(&base, &base.at_stage(target), set).components;
    Some(costs.split_off(scenario.components.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::PRESETS;

    fn entries(scenario: &Scenario) -> GalleryEntries {
        let mut entries = GalleryEntries::default();
        entries.update(scenario, &CardLibrary::default());
        entries
    }

    #[test]
    fn each_entry_says_what_the_card_then_costs() {
        let scenario = PRESETS[0].scenario();
        let target = scenario.plan.target_stage;
        for entry in &entries(&scenario).all {
            let mut with = scenario.clone();
            entry.card.add_to(&mut with);
            let plan = Plan::new(&with).expect("no problems");
            let base = Assumptions::base(&plan);
            let set = plan.planned_mix().active_at(&plan, target);
            let costs = Breakdown::at(&base, &base.at_stage(target), set).components;
            let cost = Money::new("USD").full(*costs.last().expect("it was added"));
            assert_eq!(entry.figure, cost, "{}", entry.card.component.name);
        }
    }

    #[test]
    fn every_word_must_be_found() {
        let entries = entries(&PRESETS[0].scenario());
        let count = |search: &str| entries.found(search).count();
        assert_eq!(count(""), cards().len());
        assert_eq!(count("  vector  "), count("VECTOR"));
        assert!(0 < count("vector server") && count("vector server") < count("vector"));
        assert_eq!(count("vector nonsense"), 0);
        assert!(0 < count("$199"), "by price");
    }

    #[test]
    fn what_people_call_a_card_finds_it() {
        let entries = entries(&PRESETS[0].scenario());
        let cases = [
            ("review", "Human oversight"),
            ("reviews", "Human oversight"),
            ("transcribe", "Voice in and out"),
            ("speech", "Voice in and out"),
            ("OCR", "Reading of documents (OCR)"),
            ("scan", "Reading of documents (OCR)"),
            ("monitoring", "Tracing, self-hosted"),
            ("database", "Vector database, serverless"),
            ("search", "Vector database, serverless"),
            ("moderation", "Guardrails"),
            ("privacy", "PII filter"),
            ("proxy", "LLM gateway"),
            ("tests", "Evaluation suite"),
            ("pager", "Incident on-call"),
            ("onboarding", "Training and adoption"),
        ];
        for (typed, name) in cases {
            let found: Vec<&str> = entries.found(typed).map(|entry| entry.card.component.name.as_str()).collect();
            assert!(found.contains(&name), "{typed}: {found:?}");
            assert!(found.len() < entries.all.len() / 2, "{typed} finds anything: {found:?}");
        }
    }

    #[test]
    fn a_scenario_with_problems_has_no_amounts() {
        let mut scenario = PRESETS[0].scenario();
        scenario.workload.steps.clear();
        assert!(entries(&scenario).all.iter().all(|entry| entry.figure.is_empty() && !entry.price.is_empty()));
    }
}
