//! What a search in the gallery offers beside cards of the library: another model call, and a blank card that is charged by
//! what was searched for.

use crate::scenario::Driver;

/// Something that can be added and is no card of the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainEntry {
    /// Another call to a model in every request.
    ModelCall,
    /// A card that says nothing yet but what it is charged by.
    Blank(Driver),
}

impl PlainEntry {
    /// Those that have every word that is searched for; none where nothing is.
    pub fn found(search: &str) -> Vec<Self> {
        let words: Vec<String> = search.to_lowercase().split_whitespace().map(ToOwned::to_owned).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let all = std::iter::once(Self::ModelCall).chain(Driver::ALL.map(Self::Blank));
        let has = |entry: &Self, word: &str| entry.words().any(|own| own.starts_with(word));
        all.filter(|entry| words.iter().all(|word| has(entry, word))).collect()
    }

    /// As its row says it.
    pub fn name(self) -> String {
        match self {
            Self::ModelCall => "Model call".to_owned(),
            Self::Blank(driver) => format!("Blank card, charged {}", driver.charged()),
        }
    }

    /// What it is, in a sentence.
    pub fn summary(self) -> &'static str {
        match self {
            Self::ModelCall => "One more step of every request: its model, its prompt, its answer, its turns",
            Self::Blank(_) => "Costs nothing until you type its price",
        }
    }

    /// What it is found by, in small letters.
    fn words(self) -> impl Iterator<Item = &'static str> {
        let (name, said) = match self {
            Self::ModelCall => ("model call", "step llm prompt answer agent loop turn tokens"),
            Self::Blank(driver) => (driver.charged(), charged_words(driver)),
        };
        let blank = if self == Self::ModelCall { "" } else { "blank card charged" };
        [name, said, blank].into_iter().flat_map(str::split_whitespace)
    }
}

/// What people call what a line is charged by, beside its name.
pub(super) fn charged_words(driver: Driver) -> &'static str {
    match driver {
        Driver::Month => "monthly fee fixed flat subscription",
        Driver::Request => "requests query question",
        Driver::Inference => "inference",
        Driver::Retrieval => "retrievals lookup",
        Driver::MillionTokens => "token",
        Driver::Outcome => "outcomes result success",
        Driver::PeakRate => "throughput",
        Driver::Call => "calls step",
        Driver::Miss => "miss misses failure rework",
        Driver::User => "user users seat seats licence head employee",
        Driver::PeakCall => "concurrency throughput",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_searched_for_can_be_added_blank() {
        let cases: [(&str, &[PlainEntry]); 6] = [
            ("model step", &[PlainEntry::ModelCall, PlainEntry::Blank(Driver::Call)]),
            ("Miss", &[PlainEntry::Blank(Driver::Miss)]),
            ("seat", &[PlainEntry::Blank(Driver::User)]),
            (
                "model call",
                &[PlainEntry::ModelCall, PlainEntry::Blank(Driver::Call), PlainEntry::Blank(Driver::PeakCall)],
            ),
            ("", &[]),
            ("zeppelin", &[]),
        ];
        for (search, found) in cases {
            assert_eq!(PlainEntry::found(search), found, "{search}");
        }
    }
}
