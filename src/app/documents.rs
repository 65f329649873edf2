//! Opening and saving: nothing is replaced and nothing is lost without a word.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use egui::Context;

use super::autosaver::Autosaver;
use super::dialogs::{Dialog, Found, Kept, Next, Obstacle, Way};
use super::file_dialog::Purpose;
use super::{App, Command, Session};
use crate::files::{Backups, Leftover, Replace};

/// Where unsaved work and backups are kept.
pub struct Safekeeping {
    /// Unsaved work.
    pub autosaver: Autosaver,
    backups: Backups,
    /// Where both are, with whatever else is kept for this user.
    pub folder: PathBuf,
}

/// What whoever saves has been told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing yet.
    Nothing,
    /// That the comments in the file go.
    Comments,
    /// That another file is replaced.
    Replaces,
}

impl Told {
    /// What may be replaced by what is written now.
    pub fn replace(self) -> Replace {
        if self == Self::Replaces { Replace::Anything } else { Replace::Nothing }
    }
}

impl App {
    /// Keeps unsaved work and backups in a user's data folder, and offers what windows that are gone have left there.
    #[must_use]
    pub fn keeping_work_in(mut self, data_folder: PathBuf) -> Self {
        let found: Vec<Found> = match self.dialog {
            Some(_) => Vec::new(),
            None => Leftover::all(&data_folder).into_iter().map(|left| Found::new(left, self.pace.clock)).collect(),
        };
        if !found.is_empty() {
            self.dialog = Some(Dialog::Leftovers(found));
        }
        let backups = Backups::new(&data_folder);
        self.safekeeping =
            Some(Safekeeping { autosaver: Autosaver::new(data_folder.clone()), backups, folder: data_folder });
        self
    }

    pub(super) fn open(&mut self, path: &Path) {
        match Session::open(path, self.pace) {
            Ok(session) => {
                self.settings.remember(path);
                self.message = format!("Opened {}", path.display());
                self.show(session);
            }
            Err(error) => self.dialog = Some(Dialog::Failure(format!("Could not open {error}"))),
        }
    }

    /// Saves to a file, unless something of it would go that nobody was told about.
    pub(super) fn save(&mut self, context: &Context, path: &Path, told: Told) {
        let own = self.session.file().filter(|file| file.path() == path);
        if told == Told::Nothing && own.is_some_and(crate::files::ScenarioFile::has_comments) {
            self.dialog = Some(Dialog::Obstacle(Obstacle::comments(path)));
            return;
        }
        let replace = match own {
            _ if told == Told::Replaces => Replace::Anything,
            Some(file) => file.as_seen(),
            None => Replace::Nothing,
        };
        let kept = match &self.safekeeping {
            Some(safekeeping) => safekeeping.backups.keep(path, milliseconds_since_1970()),
            None => Ok(()),
        };
        if let Err(error) = self.session.save(path, replace) {
            self.dialog = Some(Dialog::Obstacle(Obstacle::new(path, &error)));
            return;
        }
        self.settings.remember(path);
        self.forget_unsaved();
        self.message = match kept {
            Ok(()) => format!("Saved {}", path.display()),
            Err(error) => format!("Saved {}, without a backup of what it held before: {error}", path.display()),
        };
        if let Some(next) = self.after_save.take() {
            self.go_on(context, next);
        }
    }

    /// Takes a way out of what stood in the way of saving.
    pub(super) fn take(&mut self, context: &Context, way: Way, path: &Path) {
        match way {
            Way::Reload => {
                self.after_save = None;
                let reloaded = self.session.reload(path);
                self.report(match reloaded {
                    Ok(()) => Ok(format!("Shows what {} holds now", path.display())),
                    Err(error) => Err(format!("Could not open {error}")),
                });
            }
            Way::Overwrite => self.save(context, path, Told::Replaces),
            Way::SaveAnyway => self.save(context, path, Told::Comments),
            Way::TryAgain => self.save(context, path, Told::Nothing),
            Way::SaveAs => self.ask_for_file(context, Purpose::Save),
        }
    }

    /// Takes up unsaved work that was left, its place in safekeeping included.
    pub(super) fn restore(&mut self, found: Found) {
        let (scenario, file, place) = found.leftover.take_up();
        self.show(Session::restored(scenario, file.as_deref(), self.pace));
        if let Some(safekeeping) = &mut self.safekeeping {
            safekeeping.autosaver.adopt(place);
        }
        self.message = "Restored: save it to keep it".to_owned();
    }

    /// Lists what the file held before.
    pub(super) fn list_backups(&mut self) {
        let backups = match (&self.safekeeping, self.session.path()) {
            (Some(safekeeping), Some(path)) => safekeeping.backups.of(path),
            _ => Vec::new(),
        };
        let kept = backups.iter().map(|backup| Kept::new(backup, &self.session.scenario, self.pace.clock));
        self.dialog = Some(Dialog::Backups(kept.collect()));
    }

    /// What is kept of unsaved work is saved, or nobody wants it.
    pub(super) fn forget_unsaved(&mut self) {
        if let Some(safekeeping) = &mut self.safekeeping {
            safekeeping.autosaver.forget();
        }
    }

    /// Keeps what is unsaved, and says where that fails.
    pub(super) fn keep_unsaved(&mut self, context: &Context, was_edited: bool) {
        let Some(safekeeping) = &mut self.safekeeping else { return };
        safekeeping.autosaver.settle(&self.session, was_edited, context);
        if let Some(error) = safekeeping.autosaver.failure() {
            self.message = format!("Unsaved work is not being kept: {error}");
        }
    }

    /// Leaving with unsaved work asks first.
    pub(super) fn close_requested(&mut self, context: &Context) {
        if context.input(|input| input.viewport().close_requested()) && !self.may_close && self.session.is_unsaved() {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.dialog = Some(Dialog::Unsaved(Next::Command(Command::Quit)));
        }
    }
}

fn milliseconds_since_1970() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}
