//! Native file dialogs, without holding up the window; where there is none, the window asks for a path itself.

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::charts::ChartKey;

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
    /// Where to write figures.
    Data(super::data_file::DataFile),
    /// Where to write a chart as a picture.
    Picture(ChartKey, super::command::PictureFormat),
}

/// What became of a question.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
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
        if let Some(folder) =
            directories::UserDirs::new().and_then(|folders| folders.document_dir().map(ToOwned::to_owned))
        {
            dialog = dialog.set_directory(folder);
        }
        let dialog = match purpose {
            Purpose::Data(file) => dialog.add_filter(file.name(), &[file.ending()]),
            Purpose::Picture(_, format) => dialog.add_filter("Picture", &[format.ending()]),
            Purpose::Prices => dialog.add_filter("LiteLLM price file", &["json"]),
            Purpose::OpenCard | Purpose::SaveCard(_) => dialog.add_filter("Breakeven card", &["ron"]),
            Purpose::Open | Purpose::Save => dialog.add_filter("Breakeven scenario", &["ron"]),
        };
        let is_open = matches!(purpose, Purpose::Open | Purpose::OpenCard | Purpose::Prices);
        let dialog = if is_open { dialog } else { dialog.set_file_name(file_name) };
        // Made here, because some systems insist on the main thread; waited for elsewhere.
        let (open, save) = if is_open { (Some(dialog.pick_file()), None) } else { (None, Some(dialog.save_file())) };
        let waiting = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
            let file = match (open, save) {
                (Some(open), _) => pollster::block_on(open),
                (_, Some(save)) => pollster::block_on(save),
                _ => None,
            };
            // Whoever asked may have gone.
            let _ = sender.send(file.map(|file| file.path().to_owned()));
            wake();
        });
        // Without a thread nobody answers, which reads as no dialog.
        drop(waiting);
        Self { purpose, answer, opened: Instant::now() }
    }

    /// The answer, once there is one.
    pub fn poll(&self) -> Option<Answer> {
        match self.answer.try_recv() {
            Ok(Some(path)) => Some(Answer::File(path)),
            Ok(None) if self.opened.elapsed() < FASTEST_PERSON => Some(Answer::NoDialog),
            Ok(None) => Some(Answer::Cancelled),
            Err(mpsc::TryRecvError::Empty) => None,
            Err(mpsc::TryRecvError::Disconnected) => Some(Answer::NoDialog),
        }
    }
}
