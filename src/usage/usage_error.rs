//! Why usage could not be read, in words for whoever chose the files.

use std::path::{Path, PathBuf};

use thiserror::Error;

use super::columns::advice;
use super::formats::FORMATS;
use super::source::SourceError;
use crate::language::{text, tr};

/// Why files could not be read.
#[derive(Debug, Error)]
pub enum UsageError {
    /// A file could not be read.
    #[error("{file}: {error}", file = .0.display(), error = .1)]
    Source(PathBuf, SourceError),
    /// What a file holds is not known here.
    #[error("{}: {}", .0.display(), unknown(.0, .1))]
    Unknown(PathBuf, Vec<String>),
    /// Files of two formats, which may tell of the same calls.
    #[error(
        "{}",
        tr!(
            "{} is a file of the format {}, and {} one of {}: two sources may tell of the same calls, and are never added \
             up. Read them one at a time",
            .0.display(),
            text(.1),
            .2.display(),
            text(.3)
        )
    )]
    TwoFormats(PathBuf, &'static str, PathBuf, &'static str),
    /// A file lacks what its format has to have.
    #[error("{}", tr!("{}: it is a file of the format {}, but {why}", .0.display(), text(.1), why = .2))]
    Refused(PathBuf, &'static str, String),
    /// A file says something, and nothing of it could be read: that is not that nothing was used.
    #[error(
        "{}",
        tr!(
            "{}: it is a file of the format {}, but none of its rows can be read: it has rows {words}, the first on line {line}",
            .0.display(),
            text(.1),
            words = .2,
            line = .3
        )
    )]
    NothingRead(PathBuf, &'static str, &'static str, u64),
    /// Whoever looked on stopped it.
    #[error("{}", tr!("reading was stopped"))]
    Stopped,
    /// A folder without any file of usage.
    #[error("{}", tr!("{}: no file in it holds usage in a format that is known here", .0.display()))]
    NothingIn(PathBuf),
}

/// What can be done, and which formats are known.
fn unknown(file: &Path, names: &[String]) -> String {
    let known: Vec<&str> = FORMATS.iter().map(|format| text(format.name)).collect();
    tr!(
        "its format is not known here: {}.\nKnown are: {}",
        advice(&file.display().to_string(), names),
        known.join("; ")
    )
}
