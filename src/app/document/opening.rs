//! Files that are being read in the background, and what they turn out to hold.

use std::path::PathBuf;
use std::time::SystemTime;

use super::background_task::BackgroundTask;
use crate::reference::{FileContent, FileKind};
use crate::scenario::Scenario;
use crate::usage::read_usage;

/// Files that are being read.
#[derive(Debug)]
pub struct Opening {
    pub name: String,
    pub reading: BackgroundTask<Vec<ReadFile>>,
    /// What may be lost to what comes, although it is in no file.
    pub given_up: Option<Scenario>,
}

/// A file that has been read, or why it could not be.
#[derive(Debug)]
pub(crate) struct ReadFile {
    pub path: PathBuf,
    pub content: FileContent,
}

impl ReadFile {
    /// Reads files as what is expected, or as what each is; those of usage are one reading.
    pub fn all(paths: Vec<PathBuf>, expected: Option<FileKind>) -> Vec<Self> {
        let kind = |path: &PathBuf| expected.unwrap_or_else(|| FileKind::of(path));
        let (usage, others): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| kind(path) == FileKind::Usage);
        let mut read: Vec<Self> = others.into_iter().map(|path| Self::read(path, expected)).collect();
        if let Some(first) = usage.first() {
            let content = FileContent::Usage(read_usage(&usage).map(Box::new));
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
