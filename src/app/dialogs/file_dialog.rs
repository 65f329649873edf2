//! Native file dialogs, without holding up the window; where there is none, the window asks for a path itself.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::artifacts::Artifact;

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
