//! What is called so in English, as the language in force calls it: tests name things in English, whatever is on screen.

use std::fmt::Display;
use std::sync::LazyLock;

use breakeven::language::{Language, filled, translation};
use polib::po_file::{POParseOptions, parse_from_reader_with_option};

/// What each place of a text holds, by its name.
type Values<'t> = Vec<(&'t str, &'t str)>;

/// English texts with places, those that say the most first.
static TEMPLATES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let options = POParseOptions { message_body_only: true, ..POParseOptions::default() };
    let table = parse_from_reader_with_option(&include_bytes!("../../assets/texts/de.po")[..], &options);
    let table = table.expect("it is a table");
    let mut found: Vec<String> = table.messages().map(|message| message.msgid().to_owned()).collect();
    found.retain(|text| text.contains('{') && 4 <= said_by(text));
    found.sort_by_key(|text| std::cmp::Reverse(said_by(text)));
    found
});

/// How many letters it has outside its places.
fn said_by(template: &str) -> usize {
    template.split(['{', '}']).step_by(2).map(str::len).sum()
}

/// What a text holds at the places of a template; `None` where it says something else.
fn values<'t>(template: &'t str, text: &'t str) -> Option<Values<'t>> {
    let (start, mut rest_of_template) = template.split_once('{')?;
    let mut rest = text.strip_prefix(start)?;
    let mut found = Vec::new();
    loop {
        let (name, after) = rest_of_template.split_once('}')?;
        let (between, next) = after.split_once('{').map_or((after, None), |(between, next)| (between, Some(next)));
        let (value, left) = match next {
            None => (rest.strip_suffix(between)?, ""),
            Some(_) => rest.split_once(between)?,
        };
        found.push((name, value));
        match next {
            None => return Some(found),
            Some(next) => (rest, rest_of_template) = (left, next),
        }
    }
}

/// A template with other values.
fn with(template: &str, values: &Values<'_>) -> String {
    let in_order: Vec<&dyn Display> =
        values.iter().filter(|(name, _)| name.is_empty()).map(|(_, value)| value as _).collect();
    let by_name: Vec<(&str, &dyn Display)> = values.iter().map(|(name, value)| (*name, value as _)).collect();
    filled(template, &in_order, &by_name)
}

/// A name, or the beginning of one up to `: `, in the language in force; what no table has stays as it is.
pub fn shown(english: &str) -> String {
    if Language::current() == Language::English || english.is_empty() {
        return english.to_owned();
    }
    if let Some(text) = translation(english) {
        return text.to_owned();
    }
    if let Some(text) = english.strip_suffix(": ").and_then(translation) {
        return format!("{text}: ");
    }
    let template = TEMPLATES.iter().find_map(|template| Some((translation(template)?, values(template, english)?)));
    template.map_or_else(|| english.to_owned(), |(template, values)| with(template, &values))
}

/// Whether a name on screen is that of an English text with places.
pub fn is_named(name: &str, english: &'static str) -> bool {
    values(translation(english).unwrap_or(english), name).is_some()
}

/// A name on screen that is one English text with places, as another one with the same places.
pub fn renamed(name: &str, english: &'static str, other: &'static str) -> String {
    let values = values(translation(english).unwrap_or(english), name).expect("it is named so");
    with(translation(other).unwrap_or(other), &values)
}

#[test]
fn names_are_found_in_another_language() {
    assert_eq!(shown("Open snapshot 1"), "Open snapshot 1");
    Language::German.within(|| {
        assert_eq!(shown("Cancel"), "Abbrechen");
        assert_eq!(shown("Open snapshot 1"), "Momentaufnahme 1 öffnen");
        assert_eq!(shown("Answer · "), "Answer · ");
        assert!(is_named("Momentaufnahme 7 öffnen", "Open snapshot {number}"));
        assert_eq!(
            renamed("Momentaufnahme 7 öffnen", "Open snapshot {number}", "Close snapshot {number}"),
            "Momentaufnahme 7 schließen"
        );
    });
}
