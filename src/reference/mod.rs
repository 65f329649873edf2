//! What comes with the program or from others to plan with.
//!
//! - `presets`, `cards`, `alternatives`, `published`, `catalogue`: plans to start from, component cards, what can be bought
//!   instead, savings that others have published, model prices
//! - `library`: cards of one's own, in a folder
//! - `questionnaire`: makes a scenario of answers
//! - `file_kind`: what a file is, for everything that opens one
//!
//! Absent: what is done with any of them.

mod alternatives;
mod cards;
mod catalogue;
mod file_kind;
mod library;
mod presets;
mod published;
pub mod questionnaire;

pub use alternatives::{AlternativeCard, alternatives, parse_alternative};
pub use cards::{Card, cards, is_card, open_card, parse_card};
pub use catalogue::{
    Catalogue, CatalogueError, ListedModel, ModelCheck, ModelKind, Offer, PriceChange, PriceCheck, PriceKind, Tier,
    TokenPrice, offers, open_catalogue, parse_catalogue, provider_name, search_offers, write_catalogue,
};
pub use file_kind::{FileContent, FileKind, is_portfolio_file, portfolio_stem};
pub use library::{Library, OwnCard, file_stem};
pub use presets::{PRESETS, Preset, PresetKind};
pub use published::{Measured, Published, published, published_at};
