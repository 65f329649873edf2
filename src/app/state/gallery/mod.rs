//! What is looked at in the gallery of cards while it is open, and what it lists. How it looks is a panel's.

mod entries;
mod plain_entries;
mod synonyms;

use std::path::PathBuf;

pub use entries::{GalleryEntries, GalleryEntry};
pub use plain_entries::PlainEntry;

/// What is looked at in the gallery while it is open.
#[derive(Clone, Debug, Default)]
pub struct Gallery {
    pub search: String,
    /// Which of those found Enter adds.
    pub chosen: usize,
    /// Whether the keys have chosen another one, which must then be in sight.
    pub has_moved: bool,
    /// The card of one's own that is given another name or deleted.
    pub asked: Option<(PathBuf, LibraryEdit)>,
    pub entries: GalleryEntries,
    /// What was added last, until something else is searched for.
    pub added: String,
    /// Whether it offers what could be bought instead, and no cards.
    pub offers_alternatives: bool,
}

/// What is done to a card of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LibraryEdit {
    /// It gets another name.
    Rename,
    /// It goes.
    Delete,
}
