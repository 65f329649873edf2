//! In which language texts are shown: chosen once for the whole program. English stands in the source, within `tr!`; the
//! other languages are tables in `assets/texts`, as gettext has them, and what a table lacks is shown in English.
//! What is read by other programs, CSV, JSON and workbooks, is made [within](Language::within) English.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::{Display, Write as _};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use flate2::read::DeflateDecoder;
use polib::message::MessageView;
use polib::po_file::{POParseOptions, parse_from_reader_with_option};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// A language that there are texts in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
pub enum Language {
    /// As the source has it.
    #[default]
    English,
    /// `de.po`
    German,
    /// `fr.po`
    French,
}

static CURRENT: AtomicU8 = AtomicU8::new(0);
static OF_SYSTEM: AtomicU8 = AtomicU8::new(0);

thread_local! {
    static WITHIN: Cell<Option<Language>> = const { Cell::new(None) };
}

impl Language {
    /// The one in force.
    pub fn current() -> Self {
        WITHIN.get().unwrap_or_else(|| Self::VARIANTS[usize::from(CURRENT.load(Ordering::Relaxed))])
    }

    /// Puts it in force: every text that is asked for from now on is in it.
    pub fn put_in_force(self) {
        CURRENT.store(self as u8, Ordering::Relaxed);
    }

    /// That of the system, as far as the window has asked it.
    pub fn of_system() -> Self {
        Self::VARIANTS[usize::from(OF_SYSTEM.load(Ordering::Relaxed))]
    }

    /// Notes that of the system.
    pub fn note_as_system(self) {
        OF_SYSTEM.store(self as u8, Ordering::Relaxed);
    }

    /// The one of a language and region: `de-DE`, `fr_CA.UTF-8`; English where there are no texts in it.
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['-', '_', '.', '@']).next().unwrap_or_default();
        let is_it = |one: &&Self| one.code().eq_ignore_ascii_case(language);
        Self::VARIANTS.iter().find(is_it).copied().unwrap_or_default()
    }

    /// By ISO 639-1.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
        }
    }

    /// With a region, as what checks spelling wants it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::German => "de-DE",
            Self::French => "fr-FR",
        }
    }

    /// As those who speak it call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::French => "Français",
        }
    }

    /// What stands between day, month and year, in this order; `None` where days are written `YYYY-MM-DD`.
    pub fn day_mark(self) -> Option<char> {
        match self {
            Self::English => None,
            Self::German => Some('.'),
            Self::French => Some('/'),
        }
    }

    /// What is made with all texts in this language, whichever is in force elsewhere. It holds for this thread.
    pub fn within<T>(self, make: impl FnOnce() -> T) -> T {
        struct Before(Option<Language>);
        impl Drop for Before {
            fn drop(&mut self) {
                WITHIN.set(self.0);
            }
        }
        let _before = Before(WITHIN.replace(Some(self)));
        make()
    }

    /// Its table; `None` where the source has the texts.
    fn table(self) -> Option<&'static Table> {
        static GERMAN: OnceLock<Table> = OnceLock::new();
        static FRENCH: OnceLock<Table> = OnceLock::new();
        match self {
            Self::English => None,
            Self::German => {
                Some(GERMAN.get_or_init(|| table_of(include_bytes!(concat!(env!("OUT_DIR"), "/de.po.deflate")))))
            }
            Self::French => {
                Some(FRENCH.get_or_init(|| table_of(include_bytes!(concat!(env!("OUT_DIR"), "/fr.po.deflate")))))
            }
        }
    }
}

/// Texts by the English ones, before which a context stands as gettext has it: `context␄text`.
type Table = HashMap<String, String>;

/// Reads a table as it was packed when the program was built. Texts that are not translated yet are left out.
fn table_of(packed: &[u8]) -> Table {
    let options = POParseOptions { message_body_only: true, translated_only: true, ..POParseOptions::default() };
    let catalog = parse_from_reader_with_option(DeflateDecoder::new(packed), &options).expect("the tests have read it");
    let messages = catalog.messages();
    let key = |one: &dyn MessageView| match one.msgctxt() {
        Some(context) => format!("{context}\u{4}{}", one.msgid()),
        None => one.msgid().to_owned(),
    };
    let texts = messages.filter_map(|one| Some((key(one), one.msgstr().ok()?.to_owned())));
    texts.collect()
}

/// What stands for an English text in the language in force.
pub fn translation(english: &str) -> Option<&'static str> {
    Language::current().table()?.get(english).map(String::as_str)
}

/// A text, which the source has within `tr_noop!`, in the language in force.
pub fn text(english: &'static str) -> &'static str {
    translation(english).unwrap_or(english)
}

/// A name as it stands inside a sentence: "Engineering" → "engineering", "RAG" stays. German nouns keep their capital.
pub fn in_sentence(name: &str) -> String {
    if Language::current() == Language::German {
        return name.to_owned();
    }
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// A translated text with what belongs in its places: `{}` in order, `{name}` by name, `{{` and `}}` for braces.
pub fn filled(text: &str, in_order: &[&dyn Display], by_name: &[(&str, &dyn Display)]) -> String {
    let mut written = String::with_capacity(text.len() + 32);
    let mut in_order = in_order.iter();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        written.push_str(&rest[..at]);
        let (brace, after) = rest[at..].split_at(1);
        match after.split_once('}') {
            _ if after.starts_with(brace) => {
                written.push_str(brace);
                rest = &after[1..];
            }
            Some((name, after)) if brace == "{" => {
                let named = || by_name.iter().find(|(other, _)| *other == name).map(|(_, value)| value);
                if let Some(value) = if name.is_empty() { in_order.next() } else { named() } {
                    write!(written, "{value}").expect("text grows");
                }
                rest = after;
            }
            _ => {
                written.push_str(brace);
                rest = after;
            }
        }
    }
    written + rest
}

/// A text in the language in force: `tr!("Save as…")`; or one with places, filled as `format!` fills them, where each name
/// is listed: `tr!("{count} of {}", total(), count, name = of_whom)`. Where an English text means two things, a context tells
/// them apart: `tr!("a tab"; "Compare")`.
macro_rules! tr {
    ($english:literal $(,)?) => {
        $crate::language::text($english)
    };
    ($english:literal, $($values:tt)+) => {
        $crate::language::tr_filled!($english, $english; []; []; $($values)+)
    };
    ($context:literal; $english:literal $(,)?) => {
        $crate::language::translation(concat!($context, "\u{4}", $english)).unwrap_or($english)
    };
    ($context:literal; $english:literal, $($values:tt)+) => {
        $crate::language::tr_filled!(concat!($context, "\u{4}", $english), $english; []; []; $($values)+)
    };
}

/// Sorts what fills a text of `tr!` into what comes in order and what has a name.
macro_rules! tr_filled {
    ($key:expr, $english:literal; [$($value:expr,)*]; [$($name:ident = $named:expr,)*]; $(,)?) => {
        match $crate::language::translation($key) {
            None => format!($english, $($value,)* $($name = $named),*),
            Some(text) => $crate::language::filled(
                text,
                &[$(&$value as &dyn ::std::fmt::Display),*],
                &[$((stringify!($name), &$named as &dyn ::std::fmt::Display)),*],
            ),
        }
    };
    ($key:expr, $english:literal; [$($order:tt)*]; [$($names:tt)*]; $name:ident = $value:expr $(, $($rest:tt)*)?) => {
        $crate::language::tr_filled!($key, $english; [$($order)*]; [$($names)* $name = $value,]; $($($rest)*)?)
    };
    ($key:expr, $english:literal; [$($order:tt)*]; [$($names:tt)*]; $name:ident $(, $($rest:tt)*)?) => {
        $crate::language::tr_filled!($key, $english; [$($order)*]; [$($names)* $name = $name,]; $($($rest)*)?)
    };
    ($key:expr, $english:literal; [$($order:tt)*]; [$($names:tt)*]; $value:expr $(, $($rest:tt)*)?) => {
        $crate::language::tr_filled!($key, $english; [$($order)* $value,]; [$($names)*]; $($($rest)*)?)
    };
}

/// A text that is put in the table here and shown elsewhere, through `text`.
macro_rules! tr_noop {
    ($english:literal) => {
        $english
    };
}

pub(crate) use {tr, tr_filled, tr_noop};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_has_its_language() {
        let cases = [
            ("de-CH", Language::German),
            ("fr_CA.UTF-8", Language::French),
            ("en-GB", Language::English),
            ("ja-JP", Language::English),
            ("C", Language::English),
            ("", Language::English),
        ];
        for (locale, language) in cases {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn places_are_filled_in_any_order() {
        let fill = |text| filled(text, &[&1, &"two"], &[("name", &"Pilot"), ("count", &3)]);
        assert_eq!(fill("{name}: {} und {}, {count} {{so}}"), "Pilot: 1 und two, 3 {so}");
        assert_eq!(fill("{count} ohne {unknown}"), "3 ohne ");
        assert_eq!(fill("{ offen"), "{ offen");
        let count = 3;
        assert_eq!(tr!("{count} of {} in {name}", 1 + 1, count, name = "Pilot"), "3 of 2 in Pilot");
    }

    #[test]
    fn a_language_holds_within_what_is_made() {
        assert_eq!(tr!("Cancel"), "Cancel");
        Language::German.within(|| {
            assert_eq!(tr!("Cancel"), "Abbrechen");
            assert_eq!(Language::English.within(|| tr!("Cancel")), "Cancel");
            assert_eq!(Language::current(), Language::German);
        });
        assert_eq!(tr!("Cancel"), "Cancel");
    }
}
