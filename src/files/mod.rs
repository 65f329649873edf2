//! Everything read from disk or written as ours: scenarios, presets, cards, prices. Knows the scenario and nothing after it.

mod autosave;
mod backups;
pub mod blank;
mod cards;
mod catalogue;
mod comments;
mod disk;
mod file_error;
mod library;
mod presets;
mod private;
mod published;
mod reading;
mod ron_text;
mod save;
mod scenario_file;
mod schema;

pub use autosave::{Autosave, RecoveredWork, Resumed};
pub use backups::{Backup, Backups};
pub use cards::{Card, cards, is_card, is_card_file, open_card, parse_card};
pub use catalogue::{
    Catalogue, CatalogueError, ListedModel, ModelCheck, ModelKind, PriceChange, PriceCheck, PriceKind, Tier,
    TokenPrice, is_price_file, open_catalogue, parse_catalogue, provider_name, write_catalogue,
};
pub use file_error::FileError;
pub use library::{Library, OwnCard, file_stem};
pub use presets::{PRESETS, Preset, PresetKind};
pub use published::{Measured, Published, published, published_at};
pub use ron_text::TextError;
pub use save::{Replace, save_bytes, save_export, save_into};
pub use scenario_file::{ScenarioFile, absolute, open_scenario, save_scenario};
pub use schema::parse_scenario;

use crate::scenario::Scenario;

/// A scenario as the text of its file.
pub fn write_scenario(scenario: &Scenario) -> String {
    ron_text::write(scenario)
}
