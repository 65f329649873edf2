//! Decks as they are written.
