//! What use cases are called beside each other: two of one name are told apart by their files.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::use_case::UseCase;

/// What a use case is called in a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UseCaseName {
    /// Its name, with its file in brackets where another one has the same.
    pub full: String,
    /// Whether another one has the same.
    pub has_namesake: bool,
}

impl UseCaseName {
    /// Of some use cases, in their order.
    pub fn all(use_cases: &[Arc<UseCase>]) -> Vec<Self> {
        let named = use_cases.iter().map(|use_case| (use_case.name(), use_case.file.as_str()));
        Self::of(&named.collect::<Vec<_>>())
    }

    /// Of names and files.
    fn of(named: &[(&str, &str)]) -> Vec<Self> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        named.iter().for_each(|(name, _)| *counts.entry(as_read(name)).or_default() += 1);
        let name = |(name, file): &(&str, &str)| {
            let has_namesake = 1 < counts[&as_read(name)];
            let full = if has_namesake { format!("{} ({file})", name.trim_end()) } else { (*name).to_owned() };
            Self { full, has_namesake }
        };
        named.iter().map(name).collect()
    }
}

/// A name as somebody reads it: capital letters and blanks make no other.
fn as_read(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_stand_twice_get_their_files() {
        let named = [("Search", "a.ron"), ("Minutes", "b.ron"), ("search ", "c/d.ron"), ("Searches", "e.ron")];
        let names = UseCaseName::of(&named);
        let full: Vec<&str> = names.iter().map(|name| name.full.as_str()).collect();
        assert_eq!(full, ["Search (a.ron)", "Minutes", "search (c/d.ron)", "Searches"]);
        assert_eq!(names.iter().map(|name| name.has_namesake).collect::<Vec<_>>(), [true, false, true, false]);
    }
}
