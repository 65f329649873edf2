//! How well what somebody types fits a name: letters in order, better at the beginnings of words and side by side, and in
//! a shorter name. The search itself is nucleo's.

use nucleo_matcher::chars::normalize;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// That it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The greater, the better.
    pub score: i32,
    /// Which characters of the text were typed, by place, in order.
    pub places: Vec<usize>,
}

/// So many characters more make a name fit worse by one: a letter that fits counts 16.
const CHARACTERS_A_POINT: usize = 4;
/// What it is worth that the name starts with a letter that was typed.
const STARTS_TEXT: i32 = 5;

/// What is searched for.
pub struct Query {
    pattern: Pattern,
    matcher: Matcher,
}

impl Query {
    /// Of words, which may come in any order. Neither case nor accents matter.
    pub fn new(text: &str) -> Self {
        let plain: String = text.chars().map(normalize).collect();
        let pattern = Pattern::new(&plain, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
        Self { pattern, matcher: Matcher::new(Config::DEFAULT) }
    }

    /// How well it fits a text: each of its words must; `None` where one does not.
    pub fn fit(&mut self, text: &str) -> Option<Fit> {
        let (mut letters, mut places) = (Vec::new(), Vec::new());
        let letters = Utf32Str::new(text, &mut letters);
        let score = self.pattern.indices(letters, &mut self.matcher, &mut places)?;
        places.sort_unstable();
        places.dedup();
        let start = if places.first() == Some(&0) { STARTS_TEXT } else { 0 };
        let length = (letters.len() / CHARACTERS_A_POINT) as i32;
        Some(Fit {
            score: score as i32 + start - length,
            places: places.into_iter().map(|place| place as usize).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_fit_is_what_people_mean() {
        let names =
            ["Save", "Save as…", "Semantic caching", "Show sensitivity", "Open Compliance", "Production · requests"];
        let cases = [
            ("save", Some("Save")),
            ("savas", Some("Save as…")),
            ("sc", Some("Semantic caching")),
            ("sens", Some("Show sensitivity")),
            ("cmpl", Some("Open Compliance")),
            ("requests prod", Some("Production · requests")),
            ("PROD", Some("Production · requests")),
            ("zebra", None),
        ];
        for (query, expected) in cases {
            let fits = names.iter().filter_map(|name| Some((Query::new(query).fit(name)?.score, *name)));
            let best = fits.max_by_key(|(score, _)| *score).map(|(_, name)| name);
            assert_eq!(best, expected, "{query}");
        }
    }

    fn places(query: &str, text: &str) -> Option<Vec<usize>> {
        Query::new(query).fit(text).map(|fit| fit.places)
    }

    #[test]
    fn what_was_typed_is_marked() {
        let cases = [
            ("ab", "xab ab", vec![4, 5]),
            ("pr", "Open Production", vec![5, 6]),
            ("op pr", "Open Production", vec![0, 1, 5, 6]),
            ("", "anything", vec![]),
        ];
        for (query, text, found) in cases {
            assert_eq!(places(query, text), Some(found), "{query}");
        }
        assert_eq!(places("abc", "ab"), None);
    }

    #[test]
    fn neither_case_nor_accents_matter() {
        for (query, text, found) in [
            ("é", "CAFÉ", Some(vec![3])),
            ("É", "café", Some(vec![3])),
            ("cafe", "Café", Some(vec![0, 1, 2, 3])),
            ("café", "Cafe", Some(vec![0, 1, 2, 3])),
            ("Zürich", "zurich", Some(vec![0, 1, 2, 3, 4, 5])),
            ("СТРАТ", "Страт", Some(vec![0, 1, 2, 3, 4])),
            ("e", "a\u{301}e", Some(vec![2])),
        ] {
            assert_eq!(places(query, text), found, "{query} {text}");
        }
    }

    #[test]
    fn of_names_that_fit_alike_the_shortest_is_first() {
        let score = |text: &str| Query::new("save").fit(text).map(|fit| fit.score);
        assert!(score("Save as…") < score("Save"));
        assert!(score("Save breakdown as PNG…") < score("Save as…"));
        let cash = |text: &str| Query::new("cash").fit(text).map(|fit| fit.score);
        assert!(cash("Copy cash as image") < cash("Show cash"), "letters together before the start of the name");
        assert!(score("What it saves") < score("Save breakdown as PNG…"), "the start of a name before that of a word");
        assert!(score("Unsaved changes") < score("What it saves"), "the start of a word before its middle");
    }
}
