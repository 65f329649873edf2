//! What sentences are put together from: a name inside one or at its beginning, and lists of names.

use crate::language::{Language, tr};

/// `Production’s requests`, `fallbacks’ requests`.
pub fn belonging(owner: &str, what: &str) -> String {
    if Language::current() == Language::English && owner.ends_with('s') {
        tr!("{owner}’ {what}", owner, what)
    } else {
        tr!("{owner}’s {what}", owner, what)
    }
}

/// `a Pilot`, `an Everybody`: by the letter, for names are spelt rather than spoken here; `u` is as often said as in "use".
pub fn article(name: &str) -> &'static str {
    let begins_with_vowel = name.starts_with(['A', 'E', 'I', 'O', 'a', 'e', 'i', 'o']);
    if begins_with_vowel { tr!("an") } else { tr!("a") }
}

/// With a capital first letter.
pub fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `name, name and name`, or `name; name and name` where names have commas, of the first few; the others counted.
pub fn listed(names: &[String], most: usize) -> String {
    let between = if names.iter().any(|name| name.contains(',')) { "; " } else { ", " };
    // One more name is shorter than a count of one.
    let shown = if names.len() <= most + 1 { names.len() } else { most };
    match (names.split_at(shown), names.len() - shown) {
        ((shown, _), 0) => match shown {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => tr!("{} and {last}", first.join(between), last),
        },
        ((shown, _), more) => tr!("{} and\u{a0}{more}\u{a0}more", shown.join(between), more),
    }
}

#[cfg(test)]
mod tests {
    use super::{article, listed};

    #[test]
    fn an_article_goes_by_the_letter() {
        for (name, expected) in [("Pilot", "a"), ("Everybody", "an"), ("all", "an"), ("Users", "a"), ("", "a")] {
            assert_eq!(article(name), expected, "{name}");
        }
    }

    #[test]
    fn lists_end_in_a_count() {
        let names: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        let cases =
            [(0, 3, ""), (1, 3, "a"), (2, 3, "a and b"), (4, 3, "a, b, c and d"), (4, 2, "a, b and\u{a0}2\u{a0}more")];
        for (count, most, expected) in cases {
            assert_eq!(listed(&names[..count], most), expected);
        }
        let names = ["audit, encryption", "tracing", "prompts"].map(str::to_owned);
        assert_eq!(listed(&names, 3), "audit, encryption; tracing and prompts");
    }
}
