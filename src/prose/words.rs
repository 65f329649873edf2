//! What sentences are put together from: a name inside one or at its beginning, and lists of names.

/// A name as it stands inside a sentence: "Engineering" → "engineering", "RAG" stays.
pub fn in_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// `Production’s`, `fallbacks’`.
pub fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’") } else { format!("{name}’s") }
}

/// `a Pilot`, `an Everybody`: by the letter, for names are spelt rather than spoken here; `u` is as often said as in "use".
pub fn article(name: &str) -> &'static str {
    let begins_with_vowel = name.starts_with(['A', 'E', 'I', 'O', 'a', 'e', 'i', 'o']);
    if begins_with_vowel { "an" } else { "a" }
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
            [first @ .., last] => format!("{} and {last}", first.join(between)),
        },
        ((shown, _), more) => format!("{} and\u{a0}{more}\u{a0}more", shown.join(between)),
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
