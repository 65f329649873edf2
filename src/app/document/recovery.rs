//! Unsaved work that a window left behind, compared with its file once, for whoever is asked what becomes of it.

use crate::app::results::clock::{Clock, moment};
use crate::disk::exists;
use crate::files::{RecoveredWork, ScenarioFile};
use crate::language::tr;
use crate::prose::{changes, first_changes};
use crate::reference::{PRESETS, Preset};
use crate::scenario::Scenario;

/// Unsaved work, and what it differs in.
#[derive(Debug)]
pub struct RecoveryOffer {
    /// The work.
    pub recovered: RecoveredWork,
    /// What its file holds, where that is what it began from.
    pub before: Option<Scenario>,
    /// Its file as it was last seen.
    pub file: Option<ScenarioFile>,
    /// When it was kept, in words.
    pub when: String,
    /// What it differs in, in words.
    pub difference: String,
}

/// How many changes are told before the rest is counted.
const MOST_TOLD: usize = 3;

impl RecoveryOffer {
    /// Compares it with its file, or with the preset that it began as, once when the question is asked. Reads the file.
    pub fn new(recovered: RecoveredWork, clock: Clock) -> Self {
        let work = &recovered.scenario;
        let (before, file) = recovered.look_at_file();
        let preset = || PRESETS.iter().map(Preset::scenario).find(|preset| preset.name == work.name);
        let difference = match (&before, &file) {
            (Some(before), _) => told(before, work),
            (None, Some(file)) if exists(file.path()) => {
                tr!("its file holds something else than it began from").to_owned()
            }
            (None, Some(_)) => tr!("its file is gone").to_owned(),
            (None, None) => preset().map_or(tr!("a new scenario").to_owned(), |preset| told(&preset, work)),
        };
        Self { when: moment(recovered.kept_at, clock), difference, before, file, recovered }
    }
}

/// The first changes in words.
pub fn told(before: &Scenario, after: &Scenario) -> String {
    match changes(before, after).as_slice() {
        [] => tr!("no difference").to_owned(),
        changes => first_changes(changes, MOST_TOLD),
    }
}
