//! Everything read from disk or written as ours: scenarios, presets, cards. Knows the scenario and nothing after it.

mod cards;
mod presets;
mod published;
mod ron_text;
mod scenario_file;

pub use cards::{Card, cards};
pub use presets::{PRESETS, Preset};
pub use published::{Published, published, published_at};
pub use ron_text::TextError;
pub use scenario_file::{FileError, open_scenario, parse_scenario, save_bytes, save_scenario};

use crate::scenario::Scenario;

/// A scenario as the text of its file.
pub fn write_scenario(scenario: &Scenario) -> String {
    ron_text::write(scenario)
}
