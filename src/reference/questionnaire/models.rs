//! The few models that are offered first, and those that are found by typing.

use crate::reference::catalogue::{Catalogue, ListedModel, ModelKind};

/// So many are offered at once.
pub const MOST_OFFERED: usize = 6;

/// What most use cases are begun with, the usual first: by provider and name.
const WELL_KNOWN: [(&str, &str); 8] = [
    ("anthropic", "claude-sonnet-5-5"),
    ("anthropic", "claude-haiku-5-5"),
    ("openai", "gpt-5.6"),
    ("openai", "gpt-5.4-mini"),
    ("gemini", "gemini-3.8-flash"),
    ("mistral", "mistral-large-4"),
    ("anthropic", "claude-haiku-4-5"),
    ("mistral", "mistral-small-latest"),
];

/// At most six models that fit what was typed, the best first; where nothing was typed, those that are known best, and of
/// a catalogue that knows none of them, its first. None that writes nothing, and none that is no longer served.
pub fn offered<'c>(catalogue: &'c Catalogue, typed: &str, today: &str) -> Vec<&'c ListedModel> {
    let is_served = |model: &&ListedModel| model.kind == ModelKind::Chat && !model.is_retired(today);
    let known = WELL_KNOWN.iter().filter_map(|(provider, name)| catalogue.find(name, provider));
    let known: Vec<&ListedModel> = known.filter(is_served).take(MOST_OFFERED).collect();
    if typed.trim().is_empty() && !known.is_empty() {
        return known;
    }
    let found = catalogue.search(typed, today).into_iter().filter_map(|place| catalogue.models.get(place));
    let mut found: Vec<&ListedModel> = found.filter(is_served).collect();
    // What is known best comes before its older namesakes, unless one of those is called just so.
    let is_known = |model: &ListedModel| known.iter().any(|known| std::ptr::eq(*known, model));
    found.sort_by_key(|model| (!model.name.eq_ignore_ascii_case(typed.trim()), !is_known(model)));
    found.truncate(MOST_OFFERED);
    found
}
