//! Characters that do something instead of being read: what they are, and how they are shown where they stand.
//!
//! A control character moves the cursor of a terminal, a direction mark turns the figures after it around, and neither can
//! be seen. Nothing here refuses or removes them from a scenario; `texts` says where they may not stand.

use std::borrow::Cow;

use crate::language::tr;

/// Whether a character does something instead of being read: controls (with line breaks and tabs), line and paragraph
/// separators, marks that change the direction of a text, and code points that are no characters.
pub fn is_unseen(character: char) -> bool {
    character.is_control() || is_separator(character) || is_direction_mark(character) || is_noncharacter(character)
}

fn is_separator(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}')
}

/// The characters that only say in which direction a text runs (Unicode Standard Annex 9, section 2).
fn is_direction_mark(character: char) -> bool {
    matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The code points that will never be characters (the Unicode Standard, section 23.7).
fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE
}

/// What an unseen character is, for people, with its article.
pub fn name(character: char) -> String {
    let code = format!("U+{:04X}", u32::from(character));
    match character {
        '\n' | '\r' | '\u{85}' => tr!("a line break").to_owned(),
        '\t' => tr!("a tab").to_owned(),
        _ if is_separator(character) => tr!("a line break").to_owned(),
        _ if is_direction_mark(character) => tr!("the mark {code}, which turns the direction of a text around", code),
        _ if is_noncharacter(character) => tr!("{code}, which is no character", code),
        _ => tr!("the control character {code}", code),
    }
}

/// A text for a place of one line, with every unseen character written out: `\n`, `\u{1b}`.
pub fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, is_unseen)
}

/// The same for a place of many lines: line breaks stay.
pub fn shown_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |character| character != '\n' && is_unseen(character))
}

fn escaped(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_escaped(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// A text of at most so many characters, with an ellipsis where it was longer.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some(_) => {
            let end = text.char_indices().nth(most.saturating_sub(1)).map_or(0, |(end, _)| end);
            Cow::Owned(format!("{}…", &text[..end]))
        }
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unseen_is_written_out() {
        let cases = [
            ("plain, größer, 顧客, مرحبا", "plain, größer, 顧客, مرحبا"),
            ("a\nb\tc\r", r"a\nb\tc\r"),
            ("\u{1b}[2J\u{9b}1m\u{7f}", r"\u{1b}[2J\u{9b}1m\u{7f}"),
            ("x\u{202e}y\u{2066}\u{200f}\u{61c}", r"x\u{202e}y\u{2066}\u{200f}\u{61c}"),
            ("\u{fffe}\u{fdd0}\u{10ffff}\u{2028}", r"\u{fffe}\u{fdd0}\u{10ffff}\u{2028}"),
            // Joiners make one emoji of several, and are part of how Persian is written.
            ("\u{1f468}\u{200d}\u{1f469}", "\u{1f468}\u{200d}\u{1f469}"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected);
        }
        assert_eq!(shown_lines("a\n\u{1b}"), "a\n\\u{1b}");
    }

    #[test]
    fn a_long_text_ends_in_an_ellipsis() {
        assert_eq!(shortened("ééé", 3), "ééé");
        assert_eq!(shortened("éééé", 3), "éé…");
    }
}
