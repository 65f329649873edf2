//! The disk: scenario files, unsaved work and backups, read and written so that nothing is lost. Knows the scenario and the
//! format of its file. Absent: what files hold besides scenarios (`reference` reads cards and prices with what is here).

mod autosave;
mod backups;
mod disk;
mod file_error;
mod private;
pub(crate) mod reading;
mod save;
mod scenario_file;
mod windows_names;

pub use autosave::{Autosave, RecoveredWork, Resumed};
pub use backups::{Backup, Backups};
pub use file_error::FileError;
pub use save::{Replace, is_same_file, save_bytes, save_export, save_into};
pub use scenario_file::{ScenarioFile, absolute, open_scenario, save_scenario};
pub use windows_names::{as_people_write, not_a_device};

use crate::scenario::Scenario;

/// A scenario as the text of its file.
pub fn write_scenario(scenario: &Scenario) -> String {
    crate::codec::ron::write(scenario)
}
