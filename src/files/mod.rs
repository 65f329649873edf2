//! Everything read from disk or written as ours: scenarios, presets, cards, prices. Knows the scenario and nothing after it.

mod cards;
mod catalogue;
mod presets;
mod published;
mod ron_text;
mod scenario_file;

pub use cards::{Card, cards};
pub use catalogue::{
    Catalogue, CatalogueError, ListedModel, ModelCheck, ModelKind, PriceChange, PriceCheck, PriceKind, Tier,
    TokenPrice, open_catalogue, parse_catalogue, provider_name, write_catalogue,
};
pub use presets::{PRESETS, Preset};
pub use published::{Published, published, published_at};
pub use ron_text::TextError;
pub use scenario_file::{FileError, open_scenario, parse_scenario, save_bytes, save_scenario};

use crate::scenario::Scenario;

/// A scenario as the text of its file.
pub fn write_scenario(scenario: &Scenario) -> String {
    ron_text::write(scenario)
}
