//! Which marks numbers are written with: chosen once for the whole program, as the language of whoever reads them has it.
//! What is read by other programs, CSV, JSON and scenario files, knows nothing of it.

use std::sync::atomic::{AtomicU8, Ordering};

use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// A mark between thousands and one before decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, VariantArray)]
pub enum NumberStyle {
    /// `1,234.5`
    #[default]
    Point,
    /// `1.234,5`
    Comma,
    /// `1 234,5`
    Space,
}

/// Narrow and without a break: apart from the space before a unit.
pub(crate) const THIN_SPACE: char = '\u{202f}';

static CURRENT: AtomicU8 = AtomicU8::new(0);
static OF_SYSTEM: AtomicU8 = AtomicU8::new(0);

impl NumberStyle {
    /// The one in force.
    pub fn current() -> Self {
        Self::VARIANTS[usize::from(CURRENT.load(Ordering::Relaxed))]
    }

    /// Puts it in force: every number that is written from now on is written so.
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

    /// The one of a language and region: `de-DE`, `fr_CA.UTF-8`.
    pub fn of_locale(locale: &str) -> Self {
        let mut parts = locale.split(['-', '_', '.', '@']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts.next().unwrap_or_default().to_ascii_uppercase();
        match (language.as_str(), region.as_str()) {
            ("de" | "it", "CH" | "LI")
            | ("es", "419" | "MX" | "US" | "DO" | "GT" | "HN" | "NI" | "PA" | "PE" | "PR" | "SV") => Self::Point,
            (
                "da" | "de" | "el" | "es" | "hr" | "id" | "is" | "it" | "nl" | "pt" | "ro" | "sl" | "sr" | "tr" | "vi",
                _,
            ) => Self::Comma,
            (
                "bg" | "cs" | "et" | "fi" | "fr" | "hu" | "lt" | "lv" | "nb" | "nn" | "no" | "pl" | "ru" | "sk" | "sv"
                | "uk",
                _,
            ) => Self::Space,
            _ => Self::Point,
        }
    }

    /// What stands before decimals.
    pub fn decimal_mark(self) -> char {
        if self == Self::Point { '.' } else { ',' }
    }

    /// What stands between thousands, where that is no space.
    pub fn thousands_mark(self) -> Option<char> {
        match self {
            Self::Point => Some(','),
            Self::Comma => Some('.'),
            Self::Space => None,
        }
    }

    /// As people recognise it.
    pub fn example(self) -> &'static str {
        match self {
            Self::Point => "1,234.5",
            Self::Comma => "1.234,5",
            Self::Space => "1\u{202f}234,5",
        }
    }

    /// A number that was written with commas between thousands and a point before decimals, written so.
    pub(crate) fn write(self, number: String) -> String {
        if self == Self::Point {
            return number;
        }
        let mark = |letter| match letter {
            ',' if self == Self::Comma => '.',
            ',' => THIN_SPACE,
            '.' => ',',
            other => other,
        };
        number.chars().map(mark).collect()
    }
}

impl NumberStyle {
    /// A number that is written so, with commas between thousands and a point before decimals.
    pub fn unwritten(self, number: &str) -> String {
        let mark = |letter| match (self, letter) {
            (Self::Comma, '.') | (Self::Space, THIN_SPACE) => ',',
            (Self::Comma | Self::Space, ',') => '.',
            (_, other) => other,
        };
        number.chars().map(mark).collect()
    }
}

/// As the style in force has it.
pub(crate) fn local(number: String) -> String {
    NumberStyle::current().write(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_their_marks() {
        let cases = [
            ("en-US", NumberStyle::Point),
            ("C", NumberStyle::Point),
            ("", NumberStyle::Point),
            ("de_DE.UTF-8", NumberStyle::Comma),
            ("de-CH", NumberStyle::Point),
            ("pt-BR", NumberStyle::Comma),
            ("es-MX", NumberStyle::Point),
            ("fr-FR", NumberStyle::Space),
            ("ja-JP", NumberStyle::Point),
        ];
        for (locale, style) in cases {
            assert_eq!(NumberStyle::of_locale(locale), style, "{locale}");
        }
    }

    #[test]
    fn each_style_writes_its_example() {
        for style in NumberStyle::VARIANTS {
            assert_eq!(style.write("1,234.5".to_owned()), style.example());
            assert_eq!(style.unwritten(style.example()), "1,234.5");
        }
    }
}
