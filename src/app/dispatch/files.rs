//! Opening and saving: nothing is replaced and nothing is lost without a word.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::mpsc::TryRecvError;

use egui::Context;
use web_time::{SystemTime, UNIX_EPOCH};

use crate::app::App;
use crate::app::command::Command;
use crate::app::command::files::{FileCommand, Purpose, Resolution};
use crate::app::dialogs::{BackupEntry, Dialog, SaveConflict};
use crate::app::document::Session;
use crate::app::document::autosave::AutosaveWorker;
use crate::app::document::background_task::{BackgroundTask, GLANCE, PATIENCE};
use crate::app::document::recovery::RecoveryOffer;
use crate::app::document::safekeeping::{Confirmed, Safekeeping};
use crate::files::{Backups, RecoveredWork, Replace, Resumed, absolute};
use crate::language::tr;

impl App {
    /// Keeps unsaved work and backups in a user's data folder, and offers what windows that are gone have left there.
    #[must_use]
    pub fn keeping_work_in(mut self, data_folder: PathBuf) -> Self {
        let (folder, clock) = (data_folder.clone(), self.options.clock);
        let find =
            move || RecoveredWork::all(&folder).into_iter().map(|left| RecoveryOffer::new(left, clock)).collect();
        let left: BackgroundTask<Vec<RecoveryOffer>> = BackgroundTask::begin(find);
        let (left, offers) = match left.wait(PATIENCE) {
            Ok(offers) => (None, offers),
            Err(_) => (Some(left), Vec::new()),
        };
        let backups = Backups::new(&data_folder);
        let autosaver = AutosaveWorker::new(data_folder.clone());
        self.safekeeping = Some(Safekeeping { autosaver, backups, left, offers, folder: data_folder });
        self.offer_recovery();
        self
    }

    /// Hears of what windows that are gone have left, where finding it takes long.
    pub(crate) fn poll_recovery(&mut self, context: &Context) {
        if let Some(safekeeping) = &mut self.safekeeping
            && let Some(left) = safekeeping.left.take()
        {
            match left.poll() {
                Ok(offers) => safekeeping.offers = offers,
                Err(TryRecvError::Empty) => {
                    safekeeping.left = Some(left);
                    context.request_repaint_after(GLANCE);
                }
                Err(TryRecvError::Disconnected) => {}
            }
        }
        self.offer_recovery();
    }

    /// Taking it up takes the place of what is open, so it waits until nothing would be lost by that.
    fn offer_recovery(&mut self) {
        let is_free =
            self.dialog.is_none() && self.tool.is_none() && !self.session.is_unsaved() && !self.ui_state.is_sent;
        if let Some(safekeeping) =
            self.safekeeping.as_mut().filter(|safekeeping| is_free && !safekeeping.offers.is_empty())
        {
            self.dialog = Some(Dialog::Recovery(mem::take(&mut safekeeping.offers)));
        }
    }

    /// Does something with files. What it takes up from a list closes the list; what it removes, once nothing is left.
    pub(crate) fn run_file(&mut self, context: &Context, command: FileCommand) {
        match command {
            FileCommand::Take(purpose, path) => self.file_chosen(context, purpose, path, Confirmed::Nothing),
            FileCommand::Write(files, replace) => self.export(context, files, replace),
            FileCommand::Resolve(resolution, path) => self.resolve(context, resolution, &path),
            FileCommand::Restore(place) => {
                if let Some(Dialog::Recovery(mut found)) = self.dialog.take() {
                    self.restore(found.swap_remove(place));
                }
            }
            FileCommand::RemoveRecovered(place) => {
                if let Some(Dialog::Recovery(found)) = &mut self.dialog {
                    found.remove(place).recovered.discard();
                    self.dialog.take_if(|dialog| matches!(dialog, Dialog::Recovery(found) if found.is_empty()));
                }
            }
            FileCommand::EditCopy => {
                let copy = self.session.scenario.clone();
                self.go_on(context, Command::Begin(Box::new(copy)));
                self.message = tr!("A copy: save it to keep it").to_owned();
            }
            FileCommand::OpenBackup(place) => {
                if let Some(Dialog::Backups(mut kept)) = self.dialog.take()
                    && let Some(scenario) = kept.swap_remove(place).scenario
                {
                    self.session.bring_back(scenario);
                }
            }
        }
    }

    /// Saves to a file, unless something of it would go that nobody was told about.
    pub(crate) fn save(&mut self, context: &Context, path: &Path, confirmed: Confirmed) {
        let path = &*absolute(path);
        let own = self.session.file().filter(|file| file.path() == path);
        if confirmed == Confirmed::Nothing
            && let Some(obstacle) = own.and_then(SaveConflict::rewriting)
        {
            self.dialog = Some(Dialog::SaveConflict(obstacle));
            return;
        }
        let replace = match own {
            _ if confirmed == Confirmed::Replaces => Replace::Anything,
            Some(file) => file.as_seen(),
            None => Replace::Nothing,
        };
        let backed_up = match &self.safekeeping {
            Some(safekeeping) => safekeeping.backups.keep(path, milliseconds_since_1970()),
            None => Ok(()),
        };
        if let Err(error) = self.session.save(path, replace) {
            self.dialog = Some(Dialog::SaveConflict(SaveConflict::new(path, &error)));
            return;
        }
        self.settings.remember(path);
        self.forget_unsaved();
        self.message = match backed_up {
            Ok(()) => tr!("Saved {}", path.display()),
            Err(error) => tr!("Saved {}, without a backup of what it held before: {error}", path.display(), error),
        };
        if let Some(next) = self.after_save.take() {
            self.go_on(context, next);
        }
    }

    /// Takes a way out of what stood in the way of saving.
    fn resolve(&mut self, context: &Context, resolution: Resolution, path: &Path) {
        match resolution {
            Resolution::Reload => {
                self.after_save = None;
                let reloaded = self.session.reload(path);
                self.report(match reloaded {
                    Ok(()) => Ok(tr!("Shows what {} holds now", path.display())),
                    Err(error) => Err(tr!("Could not open {error}", error)),
                });
            }
            Resolution::Overwrite => self.save(context, path, Confirmed::Replaces),
            Resolution::SaveAnyway => self.save(context, path, Confirmed::Rewriting),
            Resolution::TryAgain => self.save(context, path, Confirmed::Nothing),
            Resolution::SaveAs => self.ask_for_file(context, Purpose::Save),
        }
    }

    /// Takes up unsaved work that was left, its place in safekeeping included.
    fn restore(&mut self, offers: RecoveryOffer) {
        let RecoveryOffer { recovered, before, file, .. } = offers;
        let has_other = file.is_some() && before.is_none();
        let Resumed { scenario, file, place } = recovered.take_up(file);
        self.show(Session::restored(scenario, before, file, self.options));
        if let Some(safekeeping) = &mut self.safekeeping {
            safekeeping.autosaver.adopt(place);
        }
        self.message = if !self.session.is_unsaved() {
            self.forget_unsaved();
            tr!("Restored: its file holds the same").to_owned()
        } else if has_other {
            tr!("Restored. Its file was written by somebody else since: saving asks first").to_owned()
        } else {
            tr!("Restored: save it to keep it").to_owned()
        };
    }

    /// Lists what the file held before.
    pub(crate) fn list_backups(&mut self) {
        let backups = match (&self.safekeeping, self.session.path()) {
            (Some(safekeeping), Some(path)) => safekeeping.backups.of(path),
            _ => Vec::new(),
        };
        let backed_up =
            backups.iter().map(|backup| BackupEntry::new(backup, &self.session.scenario, self.options.clock));
        self.dialog = Some(Dialog::Backups(backed_up.collect()));
    }

    /// What is kept of unsaved work is saved, or nobody wants it.
    pub(crate) fn forget_unsaved(&mut self) {
        if let Some(safekeeping) = &mut self.safekeeping {
            safekeeping.autosaver.forget();
        }
    }

    /// Keeps what is unsaved, and says where that fails.
    pub(crate) fn keep_unsaved(&mut self, context: &Context, was_edited: bool) {
        let Some(safekeeping) = &mut self.safekeeping else { return };
        safekeeping.autosaver.settle(&self.session, was_edited, context);
        if let Some(error) = safekeeping.autosaver.failure() {
            self.message = tr!("Unsaved work is not being kept: {error}", error);
            // What stands on screen was laid out before.
            context.request_repaint();
        }
    }

    /// Leaving with unsaved work asks first.
    pub(crate) fn close_requested(&mut self, context: &Context) {
        let would_lose = self.session.is_unsaved() || self.has_unsaved_portfolio();
        if context.input(|input| input.viewport().close_requested()) && !self.may_close && would_lose {
            context.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.unless_unsaved(context, Command::Quit);
        }
    }
}

pub(super) fn milliseconds_since_1970() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::state::settings::Settings;
    use crate::files::Autosave;
    use crate::reference::PRESETS;

    #[test]
    fn what_is_found_late_is_offered_once_nothing_would_be_lost() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = App::new(None, Settings::default()).keeping_work_in(folder.path().to_owned());
        let work = PRESETS[3].scenario();
        Autosave::new(folder.path()).unwrap().keep(&work, None).unwrap();
        let (go_on, stop) = std::sync::mpsc::channel::<()>();
        let (data, clock) = (folder.path().to_owned(), app.options.clock);
        let find = move || {
            let _ = stop.recv();
            RecoveredWork::all(&data).into_iter().map(|left| RecoveryOffer::new(left, clock)).collect()
        };
        app.safekeeping.as_mut().unwrap().left = Some(BackgroundTask::begin(find));
        let context = Context::default();
        app.poll_recovery(&context);
        assert!(app.dialog.is_none(), "the window is there before it is known");
        let before = app.session.scenario.clone();
        app.session.scenario.name = "Mine".to_owned();
        go_on.send(()).unwrap();
        while app.safekeeping.as_ref().unwrap().left.is_some() {
            app.poll_recovery(&context);
            std::thread::yield_now();
        }
        assert!(app.dialog.is_none(), "it would take the place of what is unsaved");
        app.session.scenario = before;
        app.poll_recovery(&context);
        let Some(Dialog::Recovery(offers)) = &app.dialog else { panic!("it is offered") };
        assert_eq!(offers[0].recovered.scenario, work);
    }
}
