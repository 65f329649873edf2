//! How well what somebody types fits a name: letters in order, better at the beginnings of words and side by side.

/// That it fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The greater, the better.
    pub score: i32,
    /// Which characters of the text were typed, by place, in order.
    pub places: Vec<usize>,
}

const LETTER: i32 = 2;
const NEXT_TO_IT: i32 = 6;
const STARTS_WORD: i32 = 5;
const STARTS_TEXT: i32 = 2;
const GAP: i32 = 4;

/// How well a query fits a text: each of its words must, in any order; `None` where one does not.
pub fn fit(query: &str, text: &str) -> Option<Fit> {
    let letters: Vec<char> = text.chars().collect();
    let mut whole = Fit { score: -(letters.len() as i32) / 8, places: Vec::new() };
    for word in query.split_whitespace() {
        let Fit { score, places } = word_fit(&folded(word), &letters)?;
        whole.score += score;
        whole.places.extend(places);
    }
    whole.places.sort_unstable();
    whole.places.dedup();
    Some(whole)
}

fn folded(word: &str) -> Vec<char> {
    word.chars().map(fold).collect()
}

fn fold(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// The best way to find a word's letters in order: `best[at]` is that of the letters so far, the last of them at `at`.
fn word_fit(word: &[char], letters: &[char]) -> Option<Fit> {
    let mut best: Vec<Option<Fit>> = Vec::new();
    for (index, wanted) in word.iter().enumerate() {
        // The best that ends before the letter next to it.
        let mut apart: Option<&Fit> = None;
        let mut here = vec![None; letters.len()];
        for (at, letter) in letters.iter().enumerate() {
            if 2 <= at
                && let Some(ended) = best.get(at - 2).and_then(Option::as_ref)
                && apart.is_none_or(|apart| apart.score < ended.score)
            {
                apart = Some(ended);
            }
            if fold(*letter) != *wanted {
                continue;
            }
            let value = LETTER + start_of(letters, at);
            if index == 0 {
                here[at] = Some(Fit { score: value, places: vec![at] });
                continue;
            }
            let next_to_it = at.checked_sub(1).and_then(|before| best[before].as_ref()).map(|fit| (fit, NEXT_TO_IT));
            let ways = [next_to_it, apart.map(|fit| (fit, -GAP))].into_iter().flatten();
            here[at] = ways.max_by_key(|(fit, bonus)| fit.score + bonus).map(|(fit, bonus)| {
                let places = fit.places.iter().copied().chain([at]).collect();
                Fit { score: fit.score + bonus + value, places }
            });
        }
        best = here;
    }
    best.into_iter().flatten().rev().max_by_key(|fit| fit.score)
}

/// What it is worth that a word or the text starts at a letter.
fn start_of(letters: &[char], at: usize) -> i32 {
    match at.checked_sub(1).map(|before| letters[before]) {
        None => STARTS_WORD + STARTS_TEXT,
        Some(before) if !before.is_alphanumeric() => STARTS_WORD,
        Some(before) if before.is_lowercase() && letters[at].is_uppercase() => STARTS_WORD,
        Some(_) => 0,
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
            let fits = names.iter().filter_map(|name| Some((fit(query, name)?.score, *name)));
            let best = fits.max_by_key(|(score, _)| *score).map(|(_, name)| name);
            assert_eq!(best, expected, "{query}");
        }
    }

    #[test]
    fn what_was_typed_is_marked() {
        let cases = [
            ("ab", "xab ab", vec![4, 5]),
            ("pr", "Open Production", vec![5, 6]),
            ("op pr", "Open Production", vec![0, 1, 5, 6]),
            ("", "anything", vec![]),
        ];
        for (query, text, places) in cases {
            assert_eq!(fit(query, text).map(|fit| fit.places), Some(places), "{query}");
        }
        assert_eq!(fit("abc", "ab"), None);
        assert_eq!(fit("é", "CAFÉ").map(|fit| fit.places), Some(vec![3]));
    }
}
