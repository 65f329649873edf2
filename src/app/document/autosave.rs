//! Keeps unsaved work within seconds of an edit, on a thread of its own: no slow disk holds up the window.

use std::path::PathBuf;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use egui::Context;

use super::{Session, thread};
use crate::files::{Autosave, FileError, ScenarioFile};
use crate::language::tr;
use crate::scenario::Scenario;

/// How long after an edit it is kept at the latest.
const SECONDS: f64 = if cfg!(target_arch = "wasm32") { 0.5 } else { 2.0 };

/// Keeps the unsaved work of one window.
#[derive(Debug)]
pub struct AutosaveWorker {
    jobs: Option<mpsc::Sender<Job>>,
    failures: mpsc::Receiver<FileError>,
    /// Whether it has been said that there is no thread.
    is_gone: bool,
    worker: Option<JoinHandle<()>>,
    /// Who does the jobs at once where there are no threads.
    here: Option<Keeper>,
    /// When the edits since the last time are to be kept.
    due: Option<f64>,
}

#[derive(Debug)]
enum Job {
    /// The context is woken where it fails: nobody may be moving the mouse.
    Keep(Box<Scenario>, Option<ScenarioFile>, Context),
    Forget,
    Adopt(Autosave),
}

impl AutosaveWorker {
    /// Keeps it in the data folder of a user.
    pub fn new(data_folder: PathBuf) -> Self {
        let (jobs, wanted) = mpsc::channel();
        let (failed, failures) = mpsc::channel();
        let mut keeper = Keeper { data_folder, jobs: wanted, failures: failed, own: None };
        let mut new = Self { jobs: Some(jobs), failures, is_gone: false, worker: None, here: None, due: None };
        if cfg!(target_arch = "wasm32") {
            new.here = Some(keeper);
            return new;
        }
        // Without a thread nothing is kept: jobs go nowhere, as to a disk that is gone, and so it is said.
        new.worker = thread::begin("autosave", move || {
            while let Ok(job) = keeper.jobs.recv() {
                keeper.take(job);
            }
        });
        new
    }

    /// At the end of a frame: keeps edits once they are due.
    pub fn settle(&mut self, session: &Session, was_edited: bool, context: &Context) {
        let now = context.input(|input| input.time);
        if was_edited && self.due.is_none() {
            self.due = Some(now + SECONDS);
        }
        match self.due {
            Some(due) if due <= now => {
                self.due = None;
                self.send(if session.is_unsaved() {
                    Job::Keep(Box::new(session.scenario.clone()), session.file().cloned(), context.clone())
                } else {
                    Job::Forget
                });
            }
            Some(due) => context.request_repaint_after(Duration::from_secs_f64(due - now)),
            None => {}
        }
    }

    /// What was kept is saved or discarded.
    pub fn forget(&mut self) {
        self.due = None;
        self.send(Job::Forget);
    }

    /// Goes on where a window that is gone kept its work.
    pub fn adopt(&mut self, place: Autosave) {
        self.send(Job::Adopt(place));
    }

    /// Why unsaved work could not be kept, once for each time.
    pub fn failure(&mut self) -> Option<String> {
        match self.failures.try_recv() {
            Ok(error) => Some(error.to_string()),
            Err(mpsc::TryRecvError::Empty) => None,
            Err(mpsc::TryRecvError::Disconnected) => {
                let is_news = !std::mem::replace(&mut self.is_gone, true);
                is_news.then(|| tr!("what keeps it has ended; save to a file, and open the window anew").to_owned())
            }
        }
    }

    fn send(&mut self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // A thread that is gone keeps nothing more.
            let _ = jobs.send(job);
        }
        if let Some(keeper) = &mut self.here {
            while let Ok(job) = keeper.jobs.try_recv() {
                keeper.take(job);
            }
        }
    }
}

impl Drop for AutosaveWorker {
    /// Waits for what is still being written.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

/// Does the jobs.
#[derive(Debug)]
struct Keeper {
    data_folder: PathBuf,
    jobs: mpsc::Receiver<Job>,
    failures: mpsc::Sender<FileError>,
    /// Where it keeps what is unsaved.
    own: Option<Autosave>,
}

impl Keeper {
    /// Does a job and those that have come after it.
    fn take(&mut self, job: Job) {
        let mut latest = None;
        for job in std::iter::once(job).chain(self.jobs.try_iter()) {
            match job {
                Job::Adopt(place) => {
                    if let Some(before) = self.own.replace(place) {
                        before.forget();
                    }
                    latest = None;
                }
                // Of what has piled up behind a slow disk only the latest matters.
                job => latest = Some(job),
            }
        }
        match latest {
            Some(Job::Keep(scenario, file, context)) => {
                let place = self.own.take().map_or_else(|| Autosave::new(&self.data_folder), Ok);
                let kept = place.and_then(|place| match (self.own.insert(place), &file) {
                    (place, Some(file)) => place.keep_on(&scenario, file),
                    (place, None) => place.keep(&scenario, None),
                });
                if let Err(error) = kept {
                    // A window that is gone does not want to know.
                    let _ = self.failures.send(error);
                    context.request_repaint();
                }
            }
            Some(Job::Forget) => {
                if let Some(place) = self.own.take() {
                    place.forget();
                }
            }
            Some(Job::Adopt(_)) | None => {}
        }
    }
}
