//! Files that are being read in the background, and what they turn out to hold.

use std::path::PathBuf;
use std::time::SystemTime;

use super::background_task::BackgroundTask;
use crate::reference::{FileContent, FileKind};
use crate::scenario::Scenario;

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
