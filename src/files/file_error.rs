//! Why a file could not be read or written: what, where, and what to do.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::codec::TextError;

/// Why a file could not be opened or saved. What could not be saved is as it was.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The disk said no.
    #[error("{}: {error}", file.display())]
    Io {
        /// Which file.
        file: PathBuf,
        /// What the disk said.
        error: io::Error,
    },
    /// It is not a text.
    #[error("{} is not a text file: a scenario is a .ron file saved by Breakeven", file.display())]
    NotText {
        /// Which file.
        file: PathBuf,
    },
    /// It is larger than any scenario.
    #[error("{} has more than {megabytes} MB, more than any scenario: was this the right file?", file.display())]
    TooLarge {
        /// Which file.
        file: PathBuf,
        /// The most that is read.
        megabytes: u64,
    },
    /// It is not a scenario.
    #[error("{}, {error}", file.display())]
    Text {
        /// Which file.
        file: PathBuf,
        /// What is wrong where.
        error: TextError,
    },
    /// Somebody else has written it since.
    #[error("{} was changed by another window or program since it was opened here", file.display())]
    Changed {
        /// Which file.
        file: PathBuf,
    },
    /// There is one of this name already.
    #[error("{} is there already", file.display())]
    Exists {
        /// Which file.
        file: PathBuf,
    },
    /// It leads elsewhere, where nobody has looked.
    #[error("{} is a link to another file: remove the link, or choose another folder", file.display())]
    Link {
        /// Which file.
        file: PathBuf,
    },
    /// What is written is made from it.
    #[error("{} is the scenario itself: choose another folder, or rename one of the two", file.display())]
    Source {
        /// Which file.
        file: PathBuf,
    },
    /// It must not be written.
    #[error("{} is read-only: save under another name, or allow writing it", file.display())]
    ReadOnly {
        /// Which file.
        file: PathBuf,
    },
    /// Nothing may be written beside it.
    #[error("{} cannot be written: its folder is read-only for you", file.display())]
    ReadOnlyFolder {
        /// Which file.
        file: PathBuf,
    },
    /// Its folder is not there.
    #[error("{} cannot be written: its folder is not there, or no longer", file.display())]
    NoFolder {
        /// Which file.
        file: PathBuf,
    },
    /// Nothing more fits.
    #[error("{} cannot be written: the disk is full; make room, or save elsewhere", file.display())]
    DiskFull {
        /// Which file.
        file: PathBuf,
    },
}

impl FileError {
    /// Whether no other file could be written to the same folder either.
    pub fn is_of_folder(&self) -> bool {
        matches!(self, Self::ReadOnlyFolder { .. } | Self::NoFolder { .. } | Self::DiskFull { .. })
    }

    /// What the disk said while a file was being written.
    pub(crate) fn of_saving(file: &Path, error: io::Error) -> Self {
        let file = file.to_owned();
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyFolder { file },
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder { file },
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::DiskFull { file },
            _ => Self::Io { file, error },
        }
    }
}
