//! What a search in the gallery offers beside cards of the library: another model call, and a blank card that is charged by
//! what was searched for.

use crate::language::tr;
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
        let has = |entry: &Self, word: &str| entry.words().any(|own| own.to_lowercase().starts_with(word));
        all.filter(|entry| words.iter().all(|word| has(entry, word))).collect()
    }

    /// As its row says it.
    pub fn name(self) -> String {
        match self {
            Self::ModelCall => tr!("Model call").to_owned(),
            Self::Blank(driver) => tr!("Blank card, charged {}", driver.charged()),
        }
    }

    /// What it is, in a sentence.
    pub fn summary(self) -> &'static str {
        match self {
            Self::ModelCall => tr!("One more step of every request: its model, its prompt, its answer, its turns"),
            Self::Blank(_) => tr!("Costs nothing until you type its price"),
        }
    }

    /// What it is found by, in small letters.
    fn words(self) -> impl Iterator<Item = &'static str> {
        let (name, said) = match self {
            Self::ModelCall => (tr!("model call"), tr!("step llm prompt answer agent loop turn tokens")),
            Self::Blank(driver) => (driver.charged(), charged_words(driver)),
        };
        let blank = if self == Self::ModelCall { "" } else { tr!("blank card charged") };
        [name, said, blank].into_iter().flat_map(str::split_whitespace)
    }
}

/// What people call what a line is charged by, beside its name.
pub(super) fn charged_words(driver: Driver) -> &'static str {
    match driver {
        Driver::Month => tr!("monthly fee fixed flat subscription"),
        Driver::Request => tr!("requests query question"),
        Driver::Inference => tr!("inference"),
        Driver::Retrieval => tr!("retrievals lookup"),
        Driver::MillionTokens => tr!("token"),
        Driver::Outcome => tr!("outcomes result success"),
        Driver::PeakRate => tr!("throughput"),
        Driver::Call => tr!("calls step"),
        Driver::Miss => tr!("miss misses failure rework"),
        Driver::User => tr!("user users seat seats licence head employee"),
        Driver::PeakCall => tr!("concurrency throughput"),
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
