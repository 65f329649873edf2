//! Everything read from disk or written as ours: scenarios, presets, cards, prices. Knows the scenario and nothing after it.

mod autosave;
mod backups;
mod disk;
mod file_error;
mod private;
pub(crate) mod reading;
mod save;
mod scenario_file;

pub use autosave::{Autosave, RecoveredWork, Resumed};
pub use backups::{Backup, Backups};
pub use file_error::FileError;
pub use save::{Replace, save_bytes, save_export, save_into};
pub use scenario_file::{ScenarioFile, absolute, open_scenario, save_scenario};

use crate::scenario::Scenario;

/// A scenario as the text of its file.
pub fn write_scenario(scenario: &Scenario) -> String {
    crate::codec::ron::write(scenario)
}
