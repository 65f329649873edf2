//! Why a file could not be read or written: what, where, and what to do.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::codec::TextError;
use crate::language::tr;

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
    #[error("{}", tr!("{} is not a text file: a scenario is a .ron file saved by Breakeven", file.display()))]
    NotText {
        /// Which file.
        file: PathBuf,
    },
    /// It is larger than any scenario.
    #[error(
        "{}",
        tr!(
            "{} has more than {megabytes} MB, more than any scenario: was this the right file?",
            file.display(),
            megabytes
        )
    )]
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
    #[error("{}", tr!("{} was changed by another window or program since it was opened here", file.display()))]
    Changed {
        /// Which file.
        file: PathBuf,
    },
    /// There is one of this name already.
    #[error("{}", tr!("{} is there already", file.display()))]
    Exists {
        /// Which file.
        file: PathBuf,
    },
    /// It leads elsewhere, where nobody has looked.
    #[error("{}", tr!("{} is a link to another file: remove the link, or choose another folder", file.display()))]
    Link {
        /// Which file.
        file: PathBuf,
    },
    /// What is written is made from it.
    #[error("{}", tr!("{} is the scenario itself: choose another folder, or rename one of the two", file.display()))]
    Source {
        /// Which file.
        file: PathBuf,
    },
    /// It must not be written.
    #[error("{}", tr!("{} is read-only: save under another name, or allow writing it", file.display()))]
    ReadOnly {
        /// Which file.
        file: PathBuf,
    },
    /// Another program has it open, and lets nobody replace it.
    #[error(
        "{}",
        tr!(
            "{} cannot be replaced: another program has it open, {}; close it there, then try again",
            file.display(),
            likely_holder(file)
        )
    )]
    OpenElsewhere {
        /// Which file.
        file: PathBuf,
    },
    /// The system has no file of this name.
    #[error("{}", tr!("{} cannot be written: {reason}; choose another name", file.display(), reason))]
    Name {
        /// Which file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Nothing may be written beside it.
    #[error("{}", tr!("{} cannot be written: its folder is read-only for you", file.display()))]
    ReadOnlyFolder {
        /// Which file.
        file: PathBuf,
    },
    /// Its folder is not there.
    #[error("{}", tr!("{} cannot be written: its folder is not there, or no longer", file.display()))]
    NoFolder {
        /// Which file.
        file: PathBuf,
    },
    /// Nothing more fits.
    #[error("{}", tr!("{} cannot be written: the disk is full; make room, or save elsewhere", file.display()))]
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

    /// What the disk said while a file was put in the place of another, in a folder in which files can be made.
    pub(super) fn of_replacing(file: &Path, error: io::Error) -> Self {
        if cfg!(windows) && is_open_elsewhere(&error) {
            return Self::OpenElsewhere { file: file.to_owned() };
        }
        Self::of_saving(file, error)
    }
}

/// Whether Windows says that another program has the file: nobody may replace what is open there, unless whoever opened it
/// allows that.
pub(super) fn is_open_elsewhere(error: &io::Error) -> bool {
    const ACCESS_DENIED: i32 = 5;
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    const USER_MAPPED_FILE: i32 = 1224;
    let code = error.raw_os_error();
    matches!(code, Some(ACCESS_DENIED | SHARING_VIOLATION | LOCK_VIOLATION | USER_MAPPED_FILE))
}

/// Who has a file open, by what it is: which program it is Windows says to nobody.
fn likely_holder(file: &Path) -> &'static str {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "xlsx" | "csv" => tr!("most likely a spreadsheet such as Excel"),
        "pptx" => tr!("most likely PowerPoint"),
        "pdf" => tr!("most likely one that shows PDF, such as Acrobat"),
        "png" | "svg" => tr!("most likely one that shows pictures"),
        _ => tr!("such as an editor, a virus scanner or OneDrive"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_program_has_open_is_said_with_the_likely_one() {
        let said = |file: &str| FileError::OpenElsewhere { file: PathBuf::from(file) }.to_string();
        let expected = "plan-months.CSV cannot be replaced: another program has it open, most likely a spreadsheet such as \
                        Excel; close it there, then try again";
        assert_eq!(said("plan-months.CSV"), expected);
        assert!(said("plan.ron").contains("OneDrive") && said("deck.pptx").contains("PowerPoint"));
        assert!(
            !FileError::OpenElsewhere { file: PathBuf::from("plan.csv") }.is_of_folder(),
            "the others can be written"
        );
    }

    #[test]
    fn only_windows_tells_what_is_open_elsewhere() {
        for code in [5, 32, 33, 1224] {
            let error = || io::Error::from_raw_os_error(code);
            assert!(is_open_elsewhere(&error()), "{code}");
            let is_so =
                matches!(FileError::of_replacing(Path::new("plan.ron"), error()), FileError::OpenElsewhere { .. });
            assert_eq!(is_so, cfg!(windows), "{code}: elsewhere these numbers mean other things");
        }
        for code in [2, 3, 112] {
            assert!(!is_open_elsewhere(&io::Error::from_raw_os_error(code)), "{code}");
        }
    }
}
