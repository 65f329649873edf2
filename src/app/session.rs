//! The scenario that is open: where it came from, its past, and what follows from it.

use std::path::{Path, PathBuf};

use super::clock::Clock;
use super::computed::Computed;
use super::history::History;
use super::pace::Pace;
use crate::files::{FileError, Preset, open_scenario, save_scenario};
use crate::scenario::Scenario;

/// One open scenario.
#[derive(Debug)]
pub struct Session {
    /// What is edited.
    pub scenario: Scenario,
    /// What follows from it.
    pub computed: Computed,
    /// Its file, once it has one.
    pub path: Option<PathBuf>,
    /// As it stands in the file or the preset.
    saved: Scenario,
    /// What day it is.
    pub clock: Clock,
    history: History<Scenario>,
}

impl Session {
    fn new(scenario: Scenario, path: Option<PathBuf>, pace: Pace) -> Self {
        Self {
            computed: Computed::new(&scenario, pace),
            saved: scenario.clone(),
            history: History::new(scenario.clone()),
            scenario,
            path,
            clock: pace.clock,
        }
    }

    /// A preset, without a file.
    pub fn preset(preset: &Preset, pace: Pace) -> Self {
        Self::new(preset.scenario(), None, pace)
    }

    /// A file.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn open(path: &Path, pace: Pace) -> Result<Self, FileError> {
        Ok(Self::new(open_scenario(path)?, Some(path.to_owned()), pace))
    }

    /// Writes the scenario to a file, which is its file from then on.
    ///
    /// # Errors
    /// What the disk said.
    pub fn save(&mut self, path: &Path) -> Result<(), FileError> {
        save_scenario(&self.scenario, path)?;
        self.path = Some(path.to_owned());
        self.saved.clone_from(&self.scenario);
        Ok(())
    }

    /// Whether something would be lost.
    pub fn is_unsaved(&self) -> bool {
        self.scenario != self.saved
    }

    /// Its file name, or that it has none yet.
    pub fn file_state(&self) -> String {
        let name = self.path.as_ref().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
        match (name, self.is_unsaved()) {
            (Some(name), false) => format!("saved · {name}"),
            (Some(name), true) => format!("edited · {name}"),
            (None, false) => "example, not a file yet".to_owned(),
            (None, true) => "edited, not saved yet".to_owned(),
        }
    }

    /// What a file of this scenario would be called.
    pub fn file_name(&self) -> String {
        let letter = |character: char| if character.is_alphanumeric() { character } else { '_' };
        let name: String = self.scenario.name.to_lowercase().chars().map(letter).collect();
        let name = name.split('_').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_");
        if name.is_empty() { "scenario".to_owned() } else { name }
    }

    /// At the end of a frame: notes an edit, and computes what follows from it. Returns whether there was one.
    pub fn settle(&mut self, mid_gesture: bool, is_dragging: bool) -> bool {
        self.history.observe(&self.scenario, mid_gesture);
        self.computed.update(&self.scenario, is_dragging)
    }

    /// One step back.
    pub fn undo(&mut self) {
        self.history.undo(&mut self.scenario);
    }

    /// One step forward.
    pub fn redo(&mut self) {
        self.history.redo(&mut self.scenario);
    }

    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo(&self.scenario)
    }

    /// Whether there is a step forward.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }
}
