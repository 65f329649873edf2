//! Finds models of a catalogue by what people type.

use super::provider::provider_name;
use super::{Catalogue, ListedModel};

impl Catalogue {
    /// The models that fit what was typed, by place, the best first: each word must stand in the name or the provider,
    /// or its letters must stand there in order. Retired models come last, and where nothing is typed not at all.
    pub fn search(&self, typed: &str, today: &str) -> Vec<usize> {
        let words: Vec<String> = typed.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect();
        let mut found: Vec<(Rank, usize)> = Vec::new();
        for (place, model) in self.models.iter().enumerate() {
            let is_retired = model.is_retired(today);
            if words.is_empty() && is_retired {
                continue;
            }
            if let Some(distance) = distance(model, &words) {
                let length = if words.is_empty() { 0 } else { model.name.len() };
                found.push(((is_retired, distance, length), place));
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    }
}

/// Retired or not, how far from what was typed, how long the name: an undated name comes before its dated copies.
type Rank = (bool, usize, usize);

/// Whether each word that was typed stands in a text.
pub(super) fn is_found(text: &str, typed: &str) -> bool {
    let text = plain(text);
    typed.split_whitespace().map(plain).all(|word| text.contains(&word))
}

/// How far a model is from the words; `None` where it does not fit.
fn distance(model: &ListedModel, words: &[String]) -> Option<usize> {
    let name = plain(&model.name);
    let provider = format!("{} {}", plain(model.provider), plain(provider_name(model.provider)));
    words.iter().map(|word| word_distance(word, &name, &provider)).sum()
}

fn word_distance(word: &str, name: &str, provider: &str) -> Option<usize> {
    match name.find(word) {
        Some(0) => Some(0),
        Some(_) => Some(1),
        None if provider.contains(word) => Some(1),
        // Letters in order, with as little between them as can be.
        None => scattered(word, name).map(|gaps| 10 + gaps),
    }
}

/// How many letters stand between the first and the last letter of `word` in `text` that are not in it.
fn scattered(word: &str, text: &str) -> Option<usize> {
    let text: Vec<char> = text.chars().collect();
    let starts =
        word.chars().next().into_iter().flat_map(|first| {
            text.iter().enumerate().filter(move |(_, letter)| **letter == first).map(|(place, _)| place)
        });
    let gaps = |start: usize| {
        let mut at = start;
        for letter in word.chars() {
            at += text[at..].iter().position(|other| *other == letter)? + 1;
        }
        Some(at - start - word.chars().count())
    };
    starts.filter_map(gaps).min()
}

/// Lower case, and without what separates the parts of a name: `Sonnet 4.6` and `sonnet-4-6` are one.
fn plain(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
