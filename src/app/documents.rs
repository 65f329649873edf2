//! Opening and saving: nothing is replaced and nothing is lost without a word.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::mpsc::TryRecvError;
use std::time::{SystemTime, UNIX_EPOCH};

use egui::Context;

use super::autosaver::Autosaver;
use super::dialogs::{Dialog, Found, Kept, Next, Obstacle, Way};
use super::file_dialog::Purpose;
use super::reading::{GLANCE, PATIENCE, Reading};
use super::{App, Command, Session};
use crate::files::{Backups, Leftover, Replace, Resumed, absolute};

/// Where unsaved work and backups are kept.
pub struct Safekeeping {
    /// Unsaved work.
    pub autosaver: Autosaver,
    backups: Backups,
    /// What windows that are gone have left, while it is being found.
    left: Option<Reading<Vec<Found>>>,
    /// The same once it is found, until it can be offered.
    found: Vec<Found>,
    /// Where both are, with whatever else is kept for this user.
    pub folder: PathBuf,
}

/// What whoever saves has been told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing yet.
    Nothing,
    /// What becomes of the file besides: its comments go, and it is of a newer version.
    Rewriting,
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
        let (folder, clock) = (data_folder.clone(), self.pace.clock);
        let find = move || Leftover::all(&folder).into_iter().map(|left| Found::new(left, clock)).collect();
        let left: Reading<Vec<Found>> = Reading::begin(find);
        let (left, found) = match left.wait(PATIENCE) {
            Ok(found) => (None, found),
            Err(_) => (Some(left), Vec::new()),
        };
        let backups = Backups::new(&data_folder);
        let autosaver = Autosaver::new(data_folder.clone());
        self.safekeeping = Some(Safekeeping { autosaver, backups, left, found, folder: data_folder });
        self.offer_leftovers();
        self
    }

    /// Hears of what windows that are gone have left, where finding it takes long.
    pub(super) fn poll_leftovers(&mut self, context: &Context) {
        if let Some(safekeeping) = &mut self.safekeeping
            && let Some(left) = safekeeping.left.take()
        {
            match left.poll() {
                Ok(found) => safekeeping.found = found,
                Err(TryRecvError::Empty) => {
                    safekeeping.left = Some(left);
                    context.request_repaint_after(GLANCE);
                }
                Err(TryRecvError::Disconnected) => {}
            }
        }
        self.offer_leftovers();
    }

    /// Taking it up takes the place of what is open, so it waits until nothing would be lost by that.
    fn offer_leftovers(&mut self) {
        let is_free = self.dialog.is_none() && self.tool.is_none() && !self.session.is_unsaved();
        if let Some(safekeeping) =
            self.safekeeping.as_mut().filter(|safekeeping| is_free && !safekeeping.found.is_empty())
        {
            self.dialog = Some(Dialog::Leftovers(mem::take(&mut safekeeping.found)));
        }
    }

    /// Saves to a file, unless something of it would go that nobody was told about.
    pub(super) fn save(&mut self, context: &Context, path: &Path, told: Told) {
        let path = &*absolute(path);
        let own = self.session.file().filter(|file| file.path() == path);
        if told == Told::Nothing
            && let Some(obstacle) = own.and_then(Obstacle::rewriting)
        {
            self.dialog = Some(Dialog::Obstacle(obstacle));
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
            Way::SaveAnyway => self.save(context, path, Told::Rewriting),
            Way::TryAgain => self.save(context, path, Told::Nothing),
            Way::SaveAs => self.ask_for_file(context, Purpose::Save),
        }
    }

    /// Takes up unsaved work that was left, its place in safekeeping included.
    pub(super) fn restore(&mut self, found: Found) {
        let Found { leftover, before, file, .. } = found;
        let has_other = file.is_some() && before.is_none();
        let Resumed { scenario, file, place } = leftover.take_up(file);
        self.show(Session::restored(scenario, before, file, self.pace));
        if let Some(safekeeping) = &mut self.safekeeping {
            safekeeping.autosaver.adopt(place);
        }
        self.message = if !self.session.is_unsaved() {
            self.forget_unsaved();
            "Restored: its file holds the same".to_owned()
        } else if has_other {
            "Restored. Its file was written by somebody else since: saving asks first".to_owned()
        } else {
            "Restored: save it to keep it".to_owned()
        };
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
            // What stands on screen was laid out before.
            context.request_repaint();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Settings;
    use crate::files::{Autosave, PRESETS};

    #[test]
    fn what_is_found_late_is_offered_once_nothing_would_be_lost() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = App::new(None, Settings::default()).keeping_work_in(folder.path().to_owned());
        let work = PRESETS[3].scenario();
        Autosave::new(folder.path()).unwrap().keep(&work, None).unwrap();
        let (go_on, stop) = std::sync::mpsc::channel::<()>();
        let (data, clock) = (folder.path().to_owned(), app.pace.clock);
        let find = move || {
            let _ = stop.recv();
            Leftover::all(&data).into_iter().map(|left| Found::new(left, clock)).collect()
        };
        app.safekeeping.as_mut().unwrap().left = Some(Reading::begin(find));
        let context = Context::default();
        app.poll_leftovers(&context);
        assert!(app.dialog.is_none(), "the window is there before it is known");
        let before = app.session.scenario.clone();
        app.session.scenario.name = "Mine".to_owned();
        go_on.send(()).unwrap();
        while app.safekeeping.as_ref().unwrap().left.is_some() {
            app.poll_leftovers(&context);
            std::thread::yield_now();
        }
        assert!(app.dialog.is_none(), "it would take the place of what is unsaved");
        app.session.scenario = before;
        app.poll_leftovers(&context);
        let Some(Dialog::Leftovers(found)) = &app.dialog else { panic!("it is offered") };
        assert_eq!(found[0].leftover.scenario, work);
    }
}
