//! Native file dialogs, without holding up the window; where there is none, the window asks for a path itself.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use egui::Context;

use super::App;
use super::dialogs::Dialog;
use super::documents::Confirmed;
use super::opening::ExpectedKind;
use crate::files::{absolute, file_stem};
use crate::handout::Artifact;

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A scenario to open.
    Open,
    /// LiteLLM's price file.
    Prices,
    /// A card to add.
    OpenCard,
    /// Where to write the scenario.
    Save,
    /// Where to write the component with an id as a card.
    SaveCard(String),
    /// Where to write something of the plan.
    Export(Artifact),
    /// The folder for everything.
    ExportEverything,
}

/// What became of a question.
#[derive(Debug, PartialEq, Eq)]
pub enum FileDialogAnswer {
    /// This file.
    File(PathBuf),
    /// None.
    Cancelled,
    /// There is no dialog to be had here.
    NoDialog,
}

/// A dialog that is open.
pub struct FileDialog {
    /// What it asks.
    pub purpose: Purpose,
    answer: mpsc::Receiver<Option<PathBuf>>,
    opened: Instant,
}

/// Nobody cancels a dialog faster than this: it never came up.
const FASTEST_PERSON: Duration = Duration::from_millis(300);

impl FileDialog {
    /// Opens a dialog for a purpose, with a file name to start from. `wake` is called when it has been answered.
    pub fn open(purpose: Purpose, file_name: &str, wake: impl FnOnce() + Send + 'static) -> Self {
        let (sender, answer) = mpsc::channel();
        let mut dialog = rfd::AsyncFileDialog::new();
        if let Some(folders) = directories::UserDirs::new() {
            dialog = dialog.set_directory(folders.document_dir().unwrap_or(folders.home_dir()));
        }
        let dialog = match purpose {
            Purpose::Export(artifact) => dialog.add_filter(artifact.name(), &[artifact.ending()]),
            Purpose::ExportEverything => dialog.set_title("Export everything into a folder"),
            Purpose::Prices => dialog.add_filter("LiteLLM price file", &["json"]),
            Purpose::OpenCard | Purpose::SaveCard(_) => dialog.add_filter("Breakeven card", &["ron"]),
            Purpose::Open | Purpose::Save => dialog.add_filter("Breakeven scenario", &["ron"]),
        };
        // Made here, because some systems insist on the main thread; waited for elsewhere.
        let chosen: Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> = match purpose {
            Purpose::Open | Purpose::OpenCard | Purpose::Prices => Box::pin(dialog.pick_file()),
            Purpose::ExportEverything => Box::pin(dialog.pick_folder()),
            Purpose::Save | Purpose::SaveCard(_) | Purpose::Export(_) => {
                Box::pin(dialog.set_file_name(file_name).save_file())
            }
        };
        let waiting = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            let file = pollster::block_on(chosen);
            // Whoever asked may have gone.
            let _ = sender.send(file.map(|file| file.path().to_owned()));
            wake();
        });
        // Without a thread nobody answers, which reads as no dialog.
        drop(waiting);
        Self { purpose, answer, opened: Instant::now() }
    }

    /// The answer, once there is one.
    pub fn poll(&self) -> Option<FileDialogAnswer> {
        match self.answer.try_recv() {
            Ok(Some(path)) => Some(FileDialogAnswer::File(path)),
            Ok(None) if self.opened.elapsed() < FASTEST_PERSON => Some(FileDialogAnswer::NoDialog),
            Ok(None) => Some(FileDialogAnswer::Cancelled),
            Err(mpsc::TryRecvError::Empty) => None,
            Err(mpsc::TryRecvError::Disconnected) => Some(FileDialogAnswer::NoDialog),
        }
    }
}

impl App {
    pub(super) fn poll_file_dialog(&mut self, context: &Context) {
        let Some(answer) = self.file_dialog.as_ref().and_then(FileDialog::poll) else { return };
        let Some(FileDialog { purpose, .. }) = self.file_dialog.take() else { return };
        match answer {
            // The system's dialog has asked before it names a file that is there.
            FileDialogAnswer::File(path) => self.file_chosen(context, purpose, path, Confirmed::Replaces),
            FileDialogAnswer::Cancelled => self.after_save = None,
            FileDialogAnswer::NoDialog => {
                let name = self.suggested_name(&purpose);
                self.open_dialog(Dialog::Path(purpose, name));
            }
        }
    }

    pub(super) fn suggested_name(&self, purpose: &Purpose) -> String {
        let stem = self.session.file_name();
        match purpose {
            Purpose::Open | Purpose::OpenCard | Purpose::Prices => String::new(),
            Purpose::SaveCard(id) => {
                let component = self.session.scenario.components.iter().find(|component| component.id == *id);
                format!("{}.ron", file_stem(component.map_or("", |component| &component.name)))
            }
            Purpose::Save => format!("{stem}.ron"),
            Purpose::Export(artifact) => artifact.file_name(&stem),
            Purpose::ExportEverything => stem,
        }
    }

    pub(super) fn ask_for_file(&mut self, context: &Context, purpose: Purpose) {
        let name = self.suggested_name(&purpose);
        if !self.native_dialogs {
            self.open_dialog(Dialog::Path(purpose, name));
        } else if self.file_dialog.is_none() {
            let context = context.clone();
            self.file_dialog = Some(FileDialog::open(purpose, &name, move || context.request_repaint()));
        }
    }

    pub(super) fn file_chosen(&mut self, context: &Context, purpose: Purpose, path: PathBuf, confirmed: Confirmed) {
        let path = absolute(&path);
        match purpose {
            Purpose::Prices => self.open_files(vec![path], ExpectedKind::Prices),
            // What is unsaved has been asked about.
            Purpose::Open => self.open(&path),
            Purpose::OpenCard => self.open_files(vec![path], ExpectedKind::Card),
            Purpose::SaveCard(id) => self.save_card_as(&id, &path, confirmed),
            Purpose::Save => {
                // Its own file it knows better than the system does.
                let is_own = self.session.path() == Some(path.as_path());
                self.save(context, &path, if is_own { Confirmed::Nothing } else { confirmed });
            }
            Purpose::Export(artifact) => self.export_files(context, vec![(artifact, path)], confirmed),
            Purpose::ExportEverything => self.export_everything(context, &path),
        }
    }
}
