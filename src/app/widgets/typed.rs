//! What is typed or pasted into a text of the scenario: without what cannot be seen, and no longer than its kind allows.
//!
//! What stands in the text already is left as it is, since a file may hold anything; its problem is shown, and it can be
//! deleted.

use std::any::TypeId;
use std::ops::Range;

use egui::TextBuffer;
use egui::text::CharIndex;

use crate::day::{from_local_day, local_day};
use crate::scenario::TextKind;

/// A text of the scenario, for a field to edit.
pub struct Typed<'a> {
    text: &'a mut String,
    kind: TextKind,
}

impl<'a> Typed<'a> {
    /// A text of a kind.
    pub fn new(text: &'a mut String, kind: TextKind) -> Self {
        Self { text, kind }
    }

    /// What something or somebody is called.
    pub fn name(text: &'a mut String) -> Self {
        Self::new(text, TextKind::Name)
    }

    /// A sentence or an address.
    pub fn sentence(text: &'a mut String) -> Self {
        Self::new(text, TextKind::Sentence)
    }

    /// As many lines as it takes.
    pub fn notes(text: &'a mut String) -> Self {
        Self::new(text, TextKind::Notes)
    }

    /// What may be added of a text.
    fn cleaned(&self, added: &str) -> String {
        let room = self.kind.most().saturating_sub(self.text.chars().count());
        self.kind.cleaned(added).chars().take(room).collect()
    }
}

/// Edits a text of the scenario in another form. Until something is typed, it is left as it is.
pub fn edited_as<T>(
    text: &mut String,
    shown: String,
    from_shown: impl FnOnce(&str) -> String,
    edit: impl FnOnce(&mut String) -> T,
) -> T {
    let mut typed = shown.clone();
    let done = edit(&mut typed);
    if typed != shown {
        *text = from_shown(&typed);
    }
    done
}

/// Edits a day of the scenario as the language in force has it.
pub fn edited_day<T>(day: &mut String, edit: impl FnOnce(&mut String) -> T) -> T {
    let shown = local_day(day);
    edited_as(day, shown, from_local_day, edit)
}

impl TextBuffer for Typed<'_> {
    fn is_mutable(&self) -> bool {
        true
    }

    fn as_str(&self) -> &str {
        self.text
    }

    fn insert_text(&mut self, text: &str, at: CharIndex) -> usize {
        let added = self.cleaned(text);
        TextBuffer::insert_text(self.text, &added, at)
    }

    fn delete_char_range(&mut self, range: Range<CharIndex>) {
        self.text.delete_char_range(range);
    }

    /// As it was before, when something is undone.
    fn replace_with(&mut self, text: &str) {
        text.clone_into(self.text);
    }

    fn type_id(&self) -> TypeId {
        TypeId::of::<Typed<'static>>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_day_is_edited_as_the_language_has_it() {
        Language::German.within(|| {
            let mut day = "2026-11-24".to_owned();
            edited_day(&mut day, |shown| assert_eq!(shown, "24.11.2026"));
            assert_eq!(day, "2026-11-24");
            edited_day(&mut day, |shown| *shown = "01.02.2027".to_owned());
            assert_eq!(day, "2027-02-01");
            // What a file holds otherwise is nobody's edit.
            let mut other = "24.11.2026".to_owned();
            edited_day(&mut other, |shown| assert_eq!(shown, "24.11.2026"));
            assert_eq!(other, "24.11.2026");
        });
    }

    #[test]
    fn what_is_pasted_is_cleaned_and_bounded() {
        let cases = [
            (TextKind::Name, "a\u{1b}[2J\u{0}b", "a[2Jb"),
            (TextKind::Name, "two\nlines\tand\u{2028}more", "two lines and more"),
            (TextKind::Sentence, "a\u{202e}b\u{fffe}", "ab"),
            (TextKind::Notes, "two\r\nlines\t", "two\nlines "),
            (TextKind::Currency, "euros and cents", "euros and ce"),
        ];
        for (kind, pasted, expected) in cases {
            let mut text = String::new();
            let count = Typed::new(&mut text, kind).insert_text(pasted, CharIndex(0));
            assert_eq!((text.as_str(), count), (expected, expected.chars().count()));
        }
        let mut text = "x".repeat(199);
        Typed::name(&mut text).insert_text("éé", CharIndex(0));
        assert_eq!(text, format!("é{}", "x".repeat(199)));
        let mut old = "x\n".repeat(300);
        assert_eq!(Typed::name(&mut old).insert_text("y", CharIndex(0)), 0);
        Typed::name(&mut old).delete_char_range(CharIndex(1)..CharIndex(600));
        assert_eq!(old, "x");
    }
}
