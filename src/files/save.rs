//! Saving so that a crash, a full disk or a power cut leaves the old file or the new one, and nobody's work is replaced
//! without a word.
//!
//! Written beside, flushed, renamed, the folder flushed. Links are followed and permissions kept. While one window of
//! this program saves in a folder the others wait, so between the last look at a file and its replacement there is only
//! the rename itself, and only for other programs.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::FileError;
use super::disk::{Disk, Folder, RealDisk};
use super::private::owner_only;
use super::reading::{must_be_file, read};
use super::windows_names::refusal;
use crate::disk::fs;

/// What a file held when it was last seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    length: u64,
    fingerprint: u64,
}

impl Stamp {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { length: bytes.len() as u64, fingerprint: fingerprint(bytes) }
    }

    /// Whether a file holds the same still.
    fn is_of(self, file: &Path) -> Result<bool, FileError> {
        Ok(Self::of(&read(file)?) == self)
    }
}

/// FNV-1a: the same number in every version of this program.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// Whatever is there.
    Anything,
    /// Nothing: there must be no file yet.
    Nothing,
    /// What was last seen there, or nothing.
    Only(Stamp),
}

/// How a file is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// What may be replaced.
    pub replace: Replace,
    /// Whether only its user may read it, where the system knows such a thing.
    pub is_private: bool,
    /// Whether a link is followed to what it stands for; otherwise it is in the way.
    pub follows_links: bool,
}

impl From<Replace> for Manner {
    /// As people save.
    fn from(replace: Replace) -> Self {
        Self { replace, is_private: false, follows_links: true }
    }
}

/// Saves bytes in place of whatever is there: the file is the old one or the new one, whatever happens in between.
///
/// # Errors
/// What stands in the way; the old file is then as it was.
pub fn save_bytes(bytes: &[u8], path: &Path) -> Result<(), FileError> {
    save_over(bytes, path, Replace::Anything)
}

/// Saves bytes where what is there may be replaced, in a folder that is made if it is missing.
///
/// # Errors
/// What stands in the way; what was there is as it was.
pub fn save_into(bytes: &[u8], path: &Path, replace: Replace) -> Result<(), FileError> {
    make_folder_of(path)?;
    save_over(bytes, path, replace)
}

/// The same with what was made from a file, its source: never in place of that file, and through no link, since whoever
/// names a folder has not looked at what is in it.
///
/// # Errors
/// What stands in the way; what was there is as it was.
pub fn save_export(bytes: &[u8], path: &Path, replace: Replace, source: Option<&Path>) -> Result<(), FileError> {
    make_folder_of(path)?;
    if source.is_some_and(|source| is_same_file(path, source)) {
        return Err(FileError::Source { file: path.to_owned() });
    }
    save_over(bytes, path, Manner { follows_links: false, ..replace.into() })
}

fn make_folder_of(path: &Path) -> Result<(), FileError> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|error| match FileError::of_saving(path, error) {
        FileError::Io { file, .. } => FileError::NoFolder { file },
        error => error,
    })
}

/// Whether two paths lead to one file that is there.
pub fn is_same_file(path: &Path, other: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|path| fs::canonicalize(other).is_ok_and(|other| path == other))
}

/// Saves bytes where what is there may be replaced.
pub(super) fn save_over(bytes: &[u8], path: &Path, manner: impl Into<Manner>) -> Result<(), FileError> {
    save_on(&RealDisk, bytes, path, manner)
}

pub(super) fn save_on(disk: &dyn Disk, bytes: &[u8], path: &Path, manner: impl Into<Manner>) -> Result<(), FileError> {
    let Manner { replace, is_private, follows_links } = manner.into();
    let failed = |error| FileError::of_saving(path, error);
    if !follows_links && path.is_symlink() {
        return Err(FileError::Link { file: path.to_owned() });
    }
    // From here on a link that has just been put there is replaced itself, not followed.
    let target = if follows_links { behind_links(path) } else { path.to_owned() };
    let name = target.file_name().and_then(|name| name.to_str()).filter(|_| cfg!(windows));
    if let Some(reason) = name.and_then(refusal) {
        return Err(FileError::Name { file: path.to_owned(), reason });
    }
    let permissions = match fs::metadata(&target) {
        Ok(data) => {
            // A device or a pipe would be replaced by a file.
            must_be_file(data.file_type()).map_err(failed)?;
            if data.permissions().readonly() {
                return Err(FileError::ReadOnly { file: path.to_owned() });
            }
            Some(data.permissions())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    let permissions = if is_private { owner_only(0o600).or(permissions) } else { permissions };
    let folder_path = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = Folder::wait_for(folder_path);
    let mut beside = disk.create(folder_path, permissions.is_some()).map_err(failed)?;
    let mut rest = bytes;
    while !rest.is_empty() {
        match disk.write(&mut beside, rest) {
            Ok(0) => return Err(failed(io::ErrorKind::WriteZero.into())),
            Ok(written) => rest = &rest[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
    if let Some(permissions) = permissions {
        disk.permit(&beside, permissions).map_err(failed)?;
    }
    disk.flush(&beside).map_err(failed)?;
    may_replace(&target, path, replace)?;
    disk.rename(beside, &target).map_err(|error| FileError::of_replacing(path, error))?;
    folder.flush(disk);
    Ok(())
}

/// A last look before the file is replaced.
fn may_replace(target: &Path, path: &Path, replace: Replace) -> Result<(), FileError> {
    let file = path.to_owned();
    match replace {
        Replace::Anything => Ok(()),
        Replace::Nothing if fs::symlink_metadata(target).is_ok() => Err(FileError::Exists { file }),
        Replace::Nothing => Ok(()),
        Replace::Only(seen) => match seen.is_of(target) {
            Ok(true) => Ok(()),
            Ok(false) => Err(FileError::Changed { file }),
            Err(FileError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            // No scenario is as large.
            Err(FileError::TooLarge { .. }) => Err(FileError::Changed { file }),
            Err(FileError::Io { error, .. }) => Err(FileError::Io { file, error }),
            Err(error) => Err(error),
        },
    }
}

/// What a path stands for once links are followed, also those that lead to nothing yet.
pub(super) fn behind_links(path: &Path) -> PathBuf {
    // As many as systems follow themselves.
    const MOST_LINKS: usize = 40;
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&target) else { break };
        target = target.parent().map_or(next.clone(), |folder| folder.join(&next));
    }
    target
}

#[cfg(unix)]
#[cfg(test)]
mod tests;
