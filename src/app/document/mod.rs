//! The scenario that is open: where it came from, its past, and what follows from it; and what is kept beside it: unsaved
//! work, backups, cards of one's own. Absent: egui, except to be woken when something that takes long is done.

pub mod autosave;
pub mod background_task;
pub mod card_library;
pub mod opening;
pub mod portfolio;
pub mod recovery;
pub mod safekeeping;
pub mod thread;
pub mod undo;

use std::path::Path;
use std::sync::Arc;

use super::results::Recompute;
use super::results::clock::Clock;
use super::results::comparison::ComparisonTarget;
use super::results::options::SimulationOptions;
use crate::files::{FileError, Replace, ScenarioFile, not_a_device};
use crate::language::tr;
use crate::prose::{changes, first_changes};
use crate::reference::Preset;
use crate::scenario::{Problem, Scenario};
use undo::History;

/// So many changes of one edit are told.
const MOST_CHANGES: usize = 2;

/// One open scenario.
#[derive(Debug)]
pub struct Session {
    /// What is edited.
    pub scenario: Scenario,
    /// What follows from it.
    pub computed: Recompute,
    /// Its file, once it has one.
    file: Option<ScenarioFile>,
    /// As it stands in the file or the preset; `None` where it stands nowhere yet.
    saved: Option<Arc<Scenario>>,
    /// The preset that it began as, by key.
    preset: Option<&'static str>,
    /// What day it is.
    pub clock: Clock,
    history: History<Scenario>,
}

impl Session {
    fn new(scenario: Scenario, file: Option<ScenarioFile>, options: SimulationOptions) -> Self {
        Self {
            computed: Recompute::new(&scenario, options),
            saved: Some(Arc::new(scenario.clone())),
            history: History::new(scenario.clone(), edit, |before, after| after.keep_evidence(before)),
            scenario,
            file,
            preset: None,
            clock: options.clock,
        }
    }

    /// A preset, without a file.
    pub fn preset(preset: &Preset, options: SimulationOptions) -> Self {
        Self { preset: Some(preset.key), ..Self::new(preset.scenario(), None, options) }
    }

    /// Work that is in no file yet.
    pub fn begun(scenario: Scenario, options: SimulationOptions) -> Self {
        Self { saved: None, ..Self::new(scenario, None, options) }
    }

    /// What somebody has sent: it is in no file, and losing it loses nothing.
    pub fn sent(scenario: Scenario, options: SimulationOptions) -> Self {
        let saved = Some(Arc::new(scenario.clone()));
        Self { saved, ..Self::new(scenario, None, options) }
    }

    /// What a file holds.
    pub fn of_file(scenario: Scenario, file: ScenarioFile, options: SimulationOptions) -> Self {
        Self::new(scenario, Some(file), options)
    }

    /// Work that was not saved, on its way to a file as it was last seen; `before` is what that holds, where it holds
    /// that still.
    pub fn restored(
        scenario: Scenario,
        before: Option<Scenario>,
        file: Option<ScenarioFile>,
        options: SimulationOptions,
    ) -> Self {
        match before {
            // The restored work is the first edit, so a step back shows the file.
            Some(before) => {
                let mut session = Self::new(before, file, options);
                session.bring_back(scenario);
                session
            }
            None => Self { saved: None, ..Self::new(scenario, file, options) },
        }
    }

    /// The preset that it began as, by key, as long as it has no file.
    pub fn preset_key(&self) -> Option<&'static str> {
        self.preset.filter(|_| self.file.is_none())
    }

    /// Its file, once it has one.
    pub fn file(&self) -> Option<&ScenarioFile> {
        self.file.as_ref()
    }

    /// Where its file is, once it has one.
    pub fn path(&self) -> Option<&Path> {
        self.file().map(ScenarioFile::path)
    }

    /// Writes the scenario to a file, which is its file from then on.
    ///
    /// # Errors
    /// What stands in the way; the file is then as it was.
    pub fn save(&mut self, path: &Path, replace: Replace) -> Result<(), FileError> {
        self.note();
        self.file = Some(ScenarioFile::write(&self.scenario, path, replace)?);
        self.saved = Some(Arc::new(self.scenario.clone()));
        Ok(())
    }

    /// Takes what a file holds now, as an edit that can be undone.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn reload(&mut self, path: &Path) -> Result<(), FileError> {
        let (scenario, file) = ScenarioFile::open(path)?;
        self.saved = Some(Arc::new(scenario.clone()));
        self.bring_back(scenario);
        self.file = Some(file);
        Ok(())
    }

    /// Whether something would be lost.
    pub fn is_unsaved(&self) -> bool {
        self.saved.as_deref() != Some(&self.scenario)
    }

    /// Its file name, or that it has none yet.
    pub fn file_state(&self) -> String {
        let name = self.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        match (name, self.is_unsaved()) {
            (Some(name), false) => tr!("saved · {name}", name),
            (Some(name), true) => tr!("edited · {name}", name),
            (None, false) => tr!("example, not a file yet").to_owned(),
            (None, true) => tr!("edited, not saved yet").to_owned(),
        }
    }

    /// What a file of this scenario would be called.
    pub fn file_name(&self) -> String {
        let letter = |character: char| if character.is_alphanumeric() { character } else { '_' };
        let name: String = self.scenario.name.to_lowercase().chars().map(letter).collect();
        let name = name.split('_').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_");
        if name.is_empty() { "scenario".to_owned() } else { not_a_device(name, "scenario") }
    }

    /// Takes back what this frame changed where it brings problems to places that had none. Returns the first of them.
    pub fn refuse(&mut self) -> Option<Problem> {
        let before = &self.computed.problems;
        let fresh = self.scenario.check().into_iter().find(|problem| before.iter().all(|old| old.path != problem.path));
        if fresh.is_some() {
            self.scenario.clone_from(self.computed.seen());
        }
        fresh
    }

    /// Whether the scenario is no longer the one that the results are of.
    pub fn is_edited_in_this_pass(&self) -> bool {
        self.scenario != *self.computed.seen()
    }

    /// At the end of a frame: notes an edit, and computes what follows from it. Returns whether there was one.
    pub fn settle(&mut self, mid_gesture: bool, is_dragging: bool) -> bool {
        self.history.observe(&mut self.scenario, mid_gesture);
        self.computed.update(&self.scenario, is_dragging)
    }

    /// Ends an edit that is in progress, so that what is kept of the scenario is whole.
    fn note(&mut self) {
        self.history.observe(&mut self.scenario, false);
    }

    /// Takes a scenario that stood somewhere as it is, as an edit that can be undone.
    pub fn bring_back(&mut self, scenario: Scenario) {
        self.note();
        self.scenario = scenario;
        self.history.observe_whole(&self.scenario);
    }

    /// Compares the plan with another one, or shows it without strategies. Returns whether something else is shown.
    pub fn compare(&mut self, against: Option<ComparisonTarget>, holds_baseline: bool) -> bool {
        self.computed.compare(against, holds_baseline, self.saved.as_ref())
    }

    /// Keeps the plan as it stands under a number, or under the first that is free. Returns what there is to say.
    pub fn take_snapshot(&mut self, number: Option<u8>) -> String {
        let Some(number) = number.or_else(|| self.scenario.free_snapshot_number()) else {
            return tr!("All nine snapshots are taken: Ctrl and a number replaces one").to_owned();
        };
        let name = self.scenario.snapshot(number).map(|snapshot| snapshot.name.clone());
        let name = name.unwrap_or_else(|| tr!("Snapshot {number}", number));
        self.note();
        self.scenario.take_snapshot(number, name, self.clock.today());
        tr!("Took snapshot {number}: {number} brings it back", number)
    }

    /// Makes the plan what it was when a snapshot was taken. Returns what there is to say.
    pub fn recall_snapshot(&mut self, number: u8) -> String {
        self.note();
        let is_there = self.scenario.recall_snapshot(number);
        self.history.observe_whole(&self.scenario);
        match is_there {
            true => tr!("Recalled snapshot {number}; Undo brings back what was", number),
            false => tr!("There is no snapshot {number}: Ctrl and {number} takes it", number),
        }
    }

    /// One step back. Returns what there is to say.
    pub fn undo(&mut self) -> String {
        let changed = self.history.undo(&mut self.scenario);
        changed.map_or(tr!("There is nothing to undo").to_owned(), |changed| tr!("One step back: {changed}", changed))
    }

    /// One step forward. Returns what there is to say.
    pub fn redo(&mut self) -> String {
        let changed = self.history.redo(&mut self.scenario);
        changed
            .map_or(tr!("There is nothing to redo").to_owned(), |changed| tr!("One step forward: {changed}", changed))
    }

    /// The edit that a step back takes away; none while another is in progress.
    pub fn last_edit(&self) -> Option<&str> {
        self.history.last_edit(&self.scenario)
    }

    /// The edit that a step forward makes again; none while another is in progress.
    pub fn next_edit(&self) -> Option<&str> {
        self.history.next_edit(&self.scenario)
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

/// An edit in a line.
fn edit(before: &Scenario, after: &Scenario) -> String {
    first_changes(&changes(before, after), MOST_CHANGES)
}
