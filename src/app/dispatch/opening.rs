//! Opening files that were named, chosen or dropped: read on a thread of their own, then taken for what they are.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::TryRecvError;

use egui::{Context, Ui};

use crate::app::App;
use crate::app::command::Command;
use crate::app::dialogs::Dialog;
use crate::app::document::Session;
use crate::app::document::background_task::{BackgroundTask, GLANCE};
use crate::app::document::opening::{Opening, OpeningProgress, ReadFile};
use crate::app::panels::background_work::opening_ui;
use crate::files::{ScenarioFile, absolute};
use crate::language::tr;
use crate::reference::{FileContent, FileKind};
use crate::scenario::{SCHEMA, Scenario};

impl App {
    /// Opens a file; a scenario takes the place of what is open, which may be lost.
    pub(crate) fn open(&mut self, path: &Path) {
        let given_up = self.session.scenario.clone();
        self.begin_opening(vec![path.to_owned()], None, Some(given_up));
    }

    /// Opens files, as what is expected or as what they are: every card among them, and the first of the others.
    /// Unsaved work is asked about first.
    pub(crate) fn open_files(&mut self, paths: Vec<PathBuf>, expected: Option<FileKind>) {
        if !paths.is_empty() {
            self.begin_opening(paths, expected, None);
        }
    }

    fn begin_opening(&mut self, paths: Vec<PathBuf>, expected: Option<FileKind>, given_up: Option<Scenario>) {
        if let Some(going) = &self.opening {
            self.message = tr!("Still reading {}: wait for it, or cancel it first", going.name);
            return;
        }
        let paths: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect();
        let name = paths.first().and_then(|path| path.file_name()).unwrap_or_default().to_string_lossy().into_owned();
        let progress = Arc::new(OpeningProgress::default());
        let shared = Arc::clone(&progress);
        let read = move || ReadFile::all(paths, expected, &shared);
        let opening = Opening { name, reading: BackgroundTask::begin(read), progress, given_up };
        let answer = opening.wait();
        self.hear(opening, answer);
    }

    /// Takes what has been read meanwhile, once nothing else is being asked.
    pub(crate) fn poll_opening(&mut self, context: &Context) {
        if self.dialog.is_none()
            && self.tool.is_none()
            && let Some(opening) = self.opening.take()
        {
            let answer = opening.reading.poll();
            self.hear(opening, answer);
        }
        if self.opening.is_some() {
            context.request_repaint_after(GLANCE);
        }
    }

    /// How far the files are that are being read, and a way to give them up.
    pub(crate) fn opening_ui(&mut self, ui: &mut Ui) {
        if let Some(opening) = &self.opening
            && opening_ui(ui, opening)
        {
            self.message = tr!("Stopped reading {}: nothing of it was taken", opening.name);
            self.opening = None;
        }
    }

    fn hear(&mut self, opening: Opening, answer: Result<Vec<ReadFile>, TryRecvError>) {
        let name = &opening.name;
        match answer {
            Ok(arrived) => {
                self.opening = None;
                self.take_in(arrived, opening.given_up.as_ref());
            }
            Err(TryRecvError::Empty) => {
                self.opening = Some(opening);
            }
            Err(TryRecvError::Disconnected) => {
                self.dialog = Some(Dialog::Failure(tr!("Could not open {name}: it could not be read", name)));
            }
        }
    }

    fn take_in(&mut self, arrived: Vec<ReadFile>, given_up: Option<&Scenario>) {
        let mut is_first = true;
        for ReadFile { path, content } in arrived {
            let is_card = matches!(content, FileContent::Card(_));
            if !is_card && !mem::take(&mut is_first) {
                continue;
            }
            match content {
                FileContent::Card(card) => self.add_card_file(card),
                FileContent::Prices(prices) => self.take_prices(&path, prices),
                FileContent::Usage(reading) => self.take_usage(&path, reading),
                FileContent::Portfolio => self.open_portfolio(Some(&path)),
                FileContent::Scenario(Err(error)) => {
                    self.dialog = Some(Dialog::Failure(tr!("Could not open {error}", error)));
                }
                // What has been edited since it was given up was not.
                FileContent::Scenario(Ok(_))
                    if self.session.is_unsaved() && given_up != Some(&self.session.scenario) =>
                {
                    self.dialog = Some(Dialog::Unsaved(Command::OpenFile(path)));
                }
                FileContent::Scenario(Ok(read)) => {
                    let (scenario, file) = *read;
                    self.settings.remember(file.path());
                    self.message = opened(&file);
                    self.show(Session::of_file(scenario, file, self.options));
                }
            }
        }
    }
}

/// What there is to say of a file that was opened.
fn opened(file: &ScenarioFile) -> String {
    let path = file.path();
    match file.older_version() {
        None => tr!("Opened {}", path.display()),
        Some(version) => tr!(
            "Opened {}, a file of version {version}: saving makes it version {schema}, which older programs cannot read",
            path.file_name().unwrap_or(path.as_os_str()).to_string_lossy(),
            version,
            schema = SCHEMA
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::app::state::settings::Settings;
    use crate::files::save_scenario;
    use crate::reference::PRESETS;

    /// What a share that was asleep gives at last takes the place of nothing that was typed meanwhile.
    #[test]
    fn what_comes_late_is_taken_and_costs_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.ron");
        save_scenario(&PRESETS[3].scenario(), &path).unwrap();
        for is_edited in [false, true] {
            let mut app = App::new(None, Settings::default());
            let before = app.session.scenario.clone();
            let (go_on, stop) = mpsc::channel();
            let (file, given_up) = (path.clone(), Some(before.clone()));
            let read = move || {
                stop.recv().expect("it is told to");
                vec![ReadFile::read(file, None)]
            };
            let opening = Opening {
                name: "plan.ron".to_owned(),
                reading: BackgroundTask::begin(read),
                progress: Arc::default(),
                given_up,
            };
            app.hear(opening, Err(TryRecvError::Empty));
            let context = Context::default();
            app.poll_opening(&context);
            assert!(app.opening.is_some());
            assert_eq!(app.session.scenario, before, "the window goes on");
            if is_edited {
                app.session.scenario.name = "Mine".to_owned();
            }
            go_on.send(()).expect("it waits");
            let arrived = app.opening.as_ref().expect("it is being read").reading.wait(std::time::Duration::MAX);
            let opening = app.opening.take().expect("it is being read");
            app.hear(opening, arrived);
            if is_edited {
                assert_eq!(app.session.scenario.name, "Mine");
                assert!(matches!(app.dialog, Some(Dialog::Unsaved(_))));
            } else {
                assert_eq!(app.session.scenario, PRESETS[3].scenario());
            }
            assert!(app.opening.is_none());
        }
    }
}
