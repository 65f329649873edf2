//! Files that are being read in the background, and what they turn out to hold.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::TryRecvError;
use std::time::SystemTime;

use super::background_task::{BackgroundTask, GLANCE, PATIENCE};
use crate::reference::{FileContent, FileKind};
use crate::scenario::Scenario;
use crate::usage::{ReadOptions, read_usage_with};

/// Files that are being read.
#[derive(Debug)]
pub struct Opening {
    pub name: String,
    pub reading: BackgroundTask<Vec<ReadFile>>,
    pub progress: Arc<OpeningProgress>,
    /// What may be lost to what comes, although it is in no file.
    pub given_up: Option<Scenario>,
}

impl Opening {
    /// The answer, if it comes in time. What shows how far it is keeps nobody waiting.
    ///
    /// # Errors
    /// That there is none yet, or that none will come.
    pub fn wait(&self) -> Result<Vec<ReadFile>, TryRecvError> {
        match self.reading.wait(GLANCE) {
            Err(TryRecvError::Empty) if self.progress.bytes().is_none() => self.reading.wait(PATIENCE),
            answer => answer,
        }
    }
}

impl Drop for Opening {
    /// Whoever reads what nobody waits for stops.
    fn drop(&mut self) {
        self.progress.is_unwanted.store(true, Ordering::Relaxed);
    }
}

/// How far files are that are being read, between whoever reads and whoever looks on.
#[derive(Debug, Default)]
pub struct OpeningProgress {
    read: AtomicU64,
    total: AtomicU64,
    is_unwanted: AtomicBool,
}

impl OpeningProgress {
    /// How many bytes have been read, and of how many; `None` while that is not known.
    pub fn bytes(&self) -> Option<(u64, u64)> {
        let total = self.total.load(Ordering::Relaxed);
        (0 < total).then(|| (self.read.load(Ordering::Relaxed), total))
    }

    /// Notes how far it is; breaks where nobody waits for it any more.
    fn note(&self, read: u64, total: u64) -> ControlFlow<()> {
        self.read.store(read, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        if self.is_unwanted.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// A file that has been read, or why it could not be.
#[derive(Debug)]
pub(crate) struct ReadFile {
    pub path: PathBuf,
    pub content: FileContent,
}

impl ReadFile {
    /// Reads files as what is expected, or as what each is; those of usage are one reading.
    pub fn all(paths: Vec<PathBuf>, expected: Option<FileKind>, progress: &OpeningProgress) -> Vec<Self> {
        let kind = |path: &PathBuf| expected.unwrap_or_else(|| FileKind::of(path));
        let (usage, others): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| kind(path) == FileKind::Usage);
        let mut read: Vec<Self> = others.into_iter().map(|path| Self::read(path, expected)).collect();
        if let Some(first) = usage.first() {
            let options = ReadOptions { progress: &|read, total| progress.note(read, total), ..ReadOptions::default() };
            let content = FileContent::Usage(read_usage_with(&usage, &options).map(Box::new));
            read.push(Self { path: first.clone(), content });
        }
        read
    }

    /// Reads a file as what is expected, or as what it is.
    pub fn read(path: PathBuf, expected: Option<FileKind>) -> Self {
        let kind = expected.unwrap_or_else(|| FileKind::of(&path));
        let content = kind.read(&path, day);
        Self { path, content }
    }
}

/// The day of a moment where the window stands.
pub(crate) fn day(written: SystemTime) -> String {
    jiff::Timestamp::try_from(written)
        .map_or_else(|_| String::new(), |written| written.to_zoned(jiff::tz::TimeZone::system()).date().to_string())
}
