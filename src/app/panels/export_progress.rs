//! Files on their way to the disk, on a thread of their own: the window goes on meanwhile, and says how far it is.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use egui::{Context, Label, RichText, ScrollArea, Ui};

use super::background_work::{progress_ui, work_ui};
use super::export_job::{ExportJob, FramewiseExport};
use crate::app::results::PlanResults;
use crate::artifacts::{Artifact, Look, WriteEvent};
use crate::charts::Chart;
use crate::files::Replace;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font, text_scale};

/// Files that are being written, or have been.
#[derive(Debug)]
pub struct ExportProgress {
    files: Vec<PathBuf>,
    steps: mpsc::Receiver<WriteEvent>,
    is_cancelled: Arc<AtomicBool>,
    worker: Option<JoinHandle<()>>,
    /// What is written a file a frame, where there are no threads.
    here: Option<FramewiseExport>,
    /// The one that is being made.
    current: Option<PathBuf>,
    written: usize,
    failures: Vec<String>,
}

/// What became of it.
#[derive(Debug, PartialEq, Eq)]
pub enum ExportOutcome {
    /// It goes on.
    Going,
    /// What was to be one file is there.
    Saved(PathBuf),
    /// What was to be one file is not, and this is why.
    NotSaved(String),
    /// Several files were to be written, and whoever asked looks at what came of it.
    Told(String),
    /// That has been looked at.
    Seen,
}

impl ExportProgress {
    /// Begins to write files of a plan with its charts as they are shown. The file of the scenario itself is none of
    /// them.
    pub fn new(
        valid: &PlanResults,
        charts: Vec<Chart>,
        look: Look,
        (scenario_file, files): (Option<PathBuf>, Vec<(Artifact, PathBuf)>),
        replace: Replace,
        context: &Context,
    ) -> Self {
        let PlanResults { scenario, plan, results, uncertainty, kept, calibrations, .. } = valid;
        let job = ExportJob {
            scenario: scenario.clone(),
            plan: plan.clone(),
            results: results.clone(),
            uncertainty: uncertainty.clone(),
            kept: kept.clone(),
            calibrations: calibrations.clone(),
            charts,
            look,
            scenario_file,
            replace,
        };
        let is_cancelled = Arc::new(AtomicBool::new(false));
        let (teller, steps) = mpsc::channel();
        let (context, stop) = (context.clone(), Arc::clone(&is_cancelled));
        let paths = files.iter().map(|(_, path)| path.clone()).collect();
        let tell = move |step| {
            // A window that is gone wants nothing more.
            let is_heard = teller.send(step).is_ok();
            context.request_repaint();
            is_heard && !stop.load(Ordering::Relaxed)
        };
        let mut new = Self {
            files: paths,
            steps,
            is_cancelled,
            worker: None,
            here: None,
            current: None,
            written: 0,
            failures: Vec::new(),
        };
        if cfg!(target_arch = "wasm32") {
            new.here = Some(FramewiseExport::new(job, files, tell));
            return new;
        }
        let work = move || job.write(&files, tell);
        // Without a thread nothing is written, which is said when it has ended.
        new.worker = thread::Builder::new().name("export".to_owned()).spawn(work).ok();
        new
    }

    /// Whether files are still being written.
    pub fn is_going(&self) -> bool {
        self.worker.is_some() || self.here.is_some()
    }

    /// Shows how far it is, or what came of it.
    pub fn show(&mut self, ui: &mut Ui) -> ExportOutcome {
        let was_going = self.is_going();
        self.listen();
        let has_ended = was_going && !self.is_going();
        if let [file] = &*self.files
            && has_ended
        {
            return match self.failures.pop() {
                Some(failure) => ExportOutcome::NotSaved(failure),
                None if self.written == 1 => ExportOutcome::Saved(file.clone()),
                None => ExportOutcome::Seen,
            };
        }
        let is_seen = work_ui(ui, |ui| if self.is_going() { self.going_ui(ui) } else { self.ended_ui(ui) });
        match is_seen {
            true => ExportOutcome::Seen,
            false if has_ended => ExportOutcome::Told(self.sentence()),
            false => ExportOutcome::Going,
        }
    }

    /// Hears what has been done since the last frame.
    fn listen(&mut self) {
        if let Some(here) = &mut self.here {
            here.go_on();
        }
        while self.is_going() {
            match self.steps.try_recv() {
                Ok(WriteEvent::Begun(path)) => self.current = Some(path),
                Ok(WriteEvent::Written(_)) => self.written += 1,
                Ok(WriteEvent::Failed(failure)) => self.failures.push(failure),
                Err(mpsc::TryRecvError::Empty) => return,
                Err(mpsc::TryRecvError::Disconnected) => (self.worker, self.here) = (None, None),
            }
        }
    }

    fn going_ui(&self, ui: &mut Ui) -> bool {
        let (count, done) = (self.files.len(), self.written + self.failures.len());
        let heading = if count == 1 {
            tr!("Saving").to_owned()
        } else {
            tr!("Exporting {} of {count}", (done + 1).min(count), count)
        };
        let name = self.current.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let share = Some(done as f32 / count as f32);
        progress_ui(ui, &heading, tr!("Files written"), share, &name.unwrap_or_default());
        let is_cancelled = self.is_cancelled.load(Ordering::Relaxed);
        let cancel = if is_cancelled { tr!("Stopping after this file") } else { tr!("Cancel") };
        if ui.add_enabled(!is_cancelled, egui::Button::new(cancel)).clicked() {
            self.is_cancelled.store(true, Ordering::Relaxed);
        }
        false
    }

    /// Returns whether it has been looked at.
    fn ended_ui(&self, ui: &mut Ui) -> bool {
        let tokens = Tokens::of(ui.ctx());
        ui.label(RichText::new(self.heading()).font(semibold_font(14.0 * text_scale(ui))));
        ui.add(Label::new(RichText::new(self.folder().display().to_string()).color(tokens.muted)).wrap());
        if !self.failures.is_empty() {
            ScrollArea::vertical().max_height(180.0).show(ui, |ui| {
                for failure in &self.failures {
                    ui.add(Label::new(RichText::new(failure).color(tokens.problem)).wrap());
                }
            });
        }
        ui.button(tr!("Close")).clicked()
    }

    fn heading(&self) -> String {
        let (count, written) = (self.files.len(), self.written);
        match count - written {
            0 => tr!("Exported {count} files", count),
            missing if missing == self.failures.len() => tr!("Exported {written} of {count} files", written, count),
            _ => tr!("Stopped after {written} of {count} files", written, count),
        }
    }

    /// The same for the status line.
    fn sentence(&self) -> String {
        tr!("{} to {}", self.heading(), self.folder().display())
    }

    fn folder(&self) -> &Path {
        self.files.first().and_then(|file| file.parent()).unwrap_or(Path::new(""))
    }
}

impl Drop for ExportProgress {
    /// Waits for the file that is being written: half of one helps nobody.
    fn drop(&mut self) {
        self.is_cancelled.store(true, Ordering::Relaxed);
        if let Some(worker) = mem::take(&mut self.worker) {
            let _ = worker.join();
        }
    }
}
