//! Scenario files: reading with a clear word on what is wrong, and saving so that a crash leaves the old or the new one.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::ron_text::{self, TextError};
use crate::scenario::Scenario;

/// The largest file that is read: far beyond any scenario, small enough not to fill the memory.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Why a scenario could not be opened or saved.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The disk said no.
    #[error("{file}: {error}")]
    Io {
        /// Which file.
        file: String,
        /// What the disk said.
        error: io::Error,
    },
    /// It is not a text.
    #[error("{file} is not a text file: a scenario is a .ron file saved by Breakeven")]
    NotText {
        /// Which file.
        file: String,
    },
    /// It is larger than any scenario.
    #[error("{file} has {megabytes} MB, more than any scenario: was this the right file?")]
    TooLarge {
        /// Which file.
        file: String,
        /// Its size.
        megabytes: u64,
    },
    /// It is not a scenario.
    #[error("{file}, {error}")]
    Text {
        /// Which file.
        file: String,
        /// What is wrong where.
        error: TextError,
    },
}

/// Reads a scenario from text.
///
/// # Errors
/// What is wrong, with line and column.
pub fn parse_scenario(text: &str) -> Result<Scenario, TextError> {
    // Some editors put a mark before the text.
    ron_text::parse_versioned(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads a scenario file.
///
/// # Errors
/// What the disk said, or what is wrong in the text.
pub fn open_scenario(path: &Path) -> Result<Scenario, FileError> {
    let file = path.display().to_string();
    let io = |error| FileError::Io { file: file.clone(), error };
    let size = fs::metadata(path).map_err(io)?.len();
    if LARGEST_FILE < size {
        return Err(FileError::TooLarge { file, megabytes: size / 1024 / 1024 });
    }
    let bytes = fs::read(path).map_err(io)?;
    let text = String::from_utf8(bytes).map_err(|_| FileError::NotText { file: file.clone() })?;
    parse_scenario(&text).map_err(|error| FileError::Text { file, error })
}

/// Saves a scenario: the file is the old one or the new one, whatever happens in between.
///
/// # Errors
/// What the disk said; the old file is then as it was.
pub fn save_scenario(scenario: &Scenario, path: &Path) -> Result<(), FileError> {
    save_bytes(ron_text::write(scenario).as_bytes(), path)
}

/// Saves bytes in the same way: written beside, flushed to the disk, renamed. Links are followed, permissions kept.
///
/// # Errors
/// What the disk said; the old file is then as it was.
pub fn save_bytes(bytes: &[u8], path: &Path) -> Result<(), FileError> {
    let io = |error| FileError::Io { file: path.display().to_string(), error };
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(".breakeven-").tempfile_in(folder).map_err(io)?;
    beside.write_all(bytes).map_err(io)?;
    beside.as_file().set_permissions(permissions(&target)).map_err(io)?;
    beside.as_file().sync_all().map_err(io)?;
    beside.persist(&target).map_err(|error| io(error.error))?;
    sync_folder(folder);
    Ok(())
}

/// Those of the file that is replaced, or what a new file usually gets.
fn permissions(target: &Path) -> fs::Permissions {
    #[cfg(unix)]
    let fresh = {
        use std::os::unix::fs::PermissionsExt as _;
        fs::Permissions::from_mode(0o644)
    };
    #[cfg(not(unix))]
    let fresh = tempfile::tempfile().and_then(|file| file.metadata()).map(|data| data.permissions());
    #[cfg(not(unix))]
    let fresh = fresh.expect("a temporary file has permissions");
    fs::metadata(target).map_or(fresh, |data| data.permissions())
}

/// Makes the new name last through a power cut, where the system can.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = fs::File::open(folder) {
        // A file system that cannot do this has still renamed the file.
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}
