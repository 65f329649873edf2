//! What the words on screen mean, as data: each term with the labels that stand for it, one plain sentence, and an example
//! with numbers. Knows nothing else; the window, and whatever else shows these words, looks them up here.

mod cards;
mod chances;
mod limits;
mod models;
mod outcome;
mod plan;
mod results;
mod stages;
mod strategies;
mod workload;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use strum::VariantArray as _;

use crate::language::{Language, text};

/// A word of the window that not everybody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// What the list calls it.
    pub name: &'static str,
    /// As labels say it, without their unit, and what else people may look for; the name itself needs not be among them.
    pub labels: &'static [&'static str],
    /// The estimates that it explains: their paths, without names.
    pub fields: &'static [&'static str],
    /// What it means, in one plain sentence.
    pub sentence: &'static str,
    /// The same in numbers.
    pub example: &'static str,
}

const fn term(
    name: &'static str,
    labels: &'static [&'static str],
    fields: &'static [&'static str],
    sentence: &'static str,
    example: &'static str,
) -> Term {
    Term { name, labels, fields, sentence, example }
}

/// By topic, in the order in which people meet them.
const TOPICS: [&[Term]; 10] = [
    outcome::TERMS,
    workload::TERMS,
    stages::TERMS,
    cards::TERMS,
    models::TERMS,
    strategies::TERMS,
    plan::TERMS,
    limits::TERMS,
    results::TERMS,
    chances::TERMS,
];

/// What a factor of a card is, whatever the card calls it.
const FACTOR: &str = "components.lines.factors";

/// The first term that each label, in small letters, stands for, in English and in the language in force: every frame asks
/// it for whatever is labelled.
fn by_label() -> &'static BTreeMap<String, &'static Term> {
    static BY_LANGUAGE: [OnceLock<BTreeMap<String, &Term>>; Language::VARIANTS.len()] =
        [const { OnceLock::new() }; Language::VARIANTS.len()];
    BY_LANGUAGE[Language::current() as usize].get_or_init(|| {
        let mut found = BTreeMap::new();
        let languages: [fn(&'static str) -> &'static str; 2] = [|label| label, text];
        for as_shown in languages {
            for term in Term::all().filter(|term| term.fields != [FACTOR]) {
                for label in term.called() {
                    found.entry(as_shown(label).to_lowercase()).or_insert(term);
                }
            }
        }
        found
    })
}

impl Term {
    /// Every term, by topic.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        TOPICS.into_iter().flatten()
    }

    /// What a label of a control or of a figure stands for: as it stands on screen, its unit included or not.
    pub fn of_label(label: &str) -> Option<&'static Self> {
        let is_called = |label: &str| by_label().get(&*label.trim().to_lowercase()).copied();
        is_called(label).or_else(|| is_called(without_unit(label)))
    }

    /// What an estimate is, by its path without names, which has a label there.
    pub fn of_estimate(path: &str, label: &str) -> Option<&'static Self> {
        let explains = |term: &&Self| term.fields.contains(&path);
        let label = without_unit(label);
        Self::all().find(|term| explains(term) && term.is_called(label)).or_else(|| Self::all().find(explains))
    }

    /// Whether a label says this.
    fn is_called(&self, label: &str) -> bool {
        let label = label.trim().to_lowercase();
        self.called().any(|called| called.to_lowercase() == label || text(called).to_lowercase() == label)
    }

    fn called(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.labels.iter().copied())
    }

    /// How it is found: every word that is searched for is in it. The lower, the sooner it is meant: 0 where the name
    /// begins so, 1 where a label has it, 2 where only the explanation does; `None` where it is not found.
    pub fn rank(&self, search: &str) -> Option<u8> {
        let search = search.trim().to_lowercase();
        let names = [self.name, text(self.name)].map(str::to_lowercase);
        let has = |text: &str| search.split_whitespace().all(|word| text.contains(word));
        let called: Vec<&str> = self.called().chain(self.called().map(text)).collect();
        let called = called.join(" ").to_lowercase();
        let [sentence, example] = [self.sentence, self.example].map(|told| text(told).to_lowercase());
        let whole = format!("{called} {sentence} {example}");
        if names.iter().any(|name| name.starts_with(&search)) {
            Some(0)
        } else if has(&called) {
            Some(1)
        } else {
            has(&whole).then_some(2)
        }
    }

    /// Those that are found, what is meant first, else by name.
    pub fn found(search: &str) -> Vec<&'static Self> {
        let mut found: Vec<_> = Self::all().filter_map(|term| Some((term.rank(search)?, term))).collect();
        found.sort_by_key(|(rank, term)| (*rank, text(term.name).to_lowercase()));
        found.into_iter().map(|(_, term)| term).collect()
    }
}

/// `value` of `value, USD per outcome`.
pub fn without_unit(label: &str) -> &str {
    label.rsplit_once(", ").map_or(label, |(name, _)| name)
}

#[cfg(test)]
mod tests;
