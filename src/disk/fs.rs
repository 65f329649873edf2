//! [`std::fs`] for a page: the same names for as much of it as this program uses.

use std::ffi::OsString;
use std::io::{self, Error, ErrorKind, Read, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use super::virtual_disk;
use crate::language::tr;

/// A file that is open, as it was when it was opened.
#[derive(Debug)]
pub struct File {
    path: PathBuf,
    bytes: Arc<Vec<u8>>,
    position: usize,
    has_lock: AtomicBool,
}

impl File {
    pub(super) fn of(path: PathBuf, bytes: Arc<Vec<u8>>) -> Self {
        Self { path, bytes, position: 0, has_lock: AtomicBool::new(false) }
    }

    /// Opens a file to read it.
    ///
    /// # Errors
    /// That there is none.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        Self::options().read(true).open(path)
    }

    /// How a file is opened.
    pub fn options() -> OpenOptions {
        OpenOptions::default()
    }

    /// What it is.
    ///
    /// # Errors
    /// That it is gone.
    pub fn metadata(&self) -> Result<Metadata> {
        metadata(&self.path)
    }

    /// Whoever has the page may do everything.
    ///
    /// # Errors
    /// None.
    pub fn set_permissions(&self, _: Permissions) -> Result<()> {
        Ok(())
    }

    /// The browser sees to that.
    ///
    /// # Errors
    /// None.
    pub fn sync_all(&self) -> Result<()> {
        Ok(())
    }

    /// Locks it against other windows.
    ///
    /// # Errors
    /// That one has it, or that nothing is kept.
    pub fn try_lock(&self) -> std::result::Result<(), TryLockError> {
        if !virtual_disk::lock(&self.path).map_err(TryLockError::Error)? {
            return Err(TryLockError::WouldBlock);
        }
        self.has_lock.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Gives the lock back, if it has it.
    ///
    /// # Errors
    /// None here, where there is no system.
    pub fn unlock(&self) -> Result<()> {
        if self.has_lock.swap(false, Ordering::Relaxed) {
            virtual_disk::unlock(&self.path);
        }
        Ok(())
    }
}

impl Read for File {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let read = (&self.bytes[self.position..]).read(buffer)?;
        self.position += read;
        Ok(read)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = self.unlock();
    }
}

/// Why a file could not be locked.
#[derive(Debug)]
pub enum TryLockError {
    /// What was said.
    Error(Error),
    /// Somebody has it.
    WouldBlock,
}

/// How a file is opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenOptions {
    creates: bool,
}

impl OpenOptions {
    /// To be read, as every file is.
    pub fn read(&mut self, _: bool) -> &mut Self {
        self
    }

    /// Made where it is missing.
    pub fn create(&mut self, creates: bool) -> &mut Self {
        self.creates = creates;
        self
    }

    /// To be kept as it is.
    pub fn append(&mut self, _: bool) -> &mut Self {
        self
    }

    /// Opens it.
    ///
    /// # Errors
    /// That it is missing or a folder, or cannot be made.
    pub fn open(&self, path: impl AsRef<Path>) -> Result<File> {
        let path = path.as_ref();
        if virtual_disk::read(path).is_none() && self.creates {
            virtual_disk::write(path, Vec::new())?;
        }
        let content = virtual_disk::read(path).ok_or_else(not_found)?;
        Ok(File::of(path.to_owned(), content.bytes))
    }
}

/// What stands under a path.
#[derive(Clone, Copy, Debug)]
pub struct Metadata {
    bytes: u64,
    modified: Option<SystemTime>,
}

impl Metadata {
    /// How large it is.
    pub fn len(&self) -> u64 {
        self.bytes
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// Since when it is as it is.
    ///
    /// # Errors
    /// That folders do not know.
    pub fn modified(&self) -> Result<SystemTime> {
        self.modified.ok_or_else(|| ErrorKind::Unsupported.into())
    }

    /// What it is.
    pub fn file_type(&self) -> FileType {
        FileType { is_file: self.modified.is_some() }
    }

    /// Whether it is a file.
    pub fn is_file(&self) -> bool {
        self.file_type().is_file()
    }

    /// Whether it is a folder.
    pub fn is_dir(&self) -> bool {
        self.file_type().is_dir()
    }

    /// Who may do what with it.
    pub fn permissions(&self) -> Permissions {
        Permissions
    }
}

/// A file or a folder: there is nothing else.
#[derive(Clone, Copy, Debug)]
pub struct FileType {
    is_file: bool,
}

impl FileType {
    /// A file.
    pub fn is_file(&self) -> bool {
        self.is_file
    }

    /// A folder.
    pub fn is_dir(&self) -> bool {
        !self.is_file
    }
}

/// Whoever has the page may do everything.
#[derive(Clone, Copy, Debug)]
pub struct Permissions;

impl Permissions {
    /// Never.
    pub fn readonly(&self) -> bool {
        false
    }
}

/// What is in a folder.
#[derive(Debug)]
pub struct DirEntry(PathBuf);

impl DirEntry {
    /// Where it is.
    pub fn path(&self) -> PathBuf {
        self.0.clone()
    }

    /// Its name in the folder.
    pub fn file_name(&self) -> OsString {
        self.0.file_name().unwrap_or_default().to_owned()
    }

    /// What it is.
    ///
    /// # Errors
    /// That it is gone.
    pub fn metadata(&self) -> Result<Metadata> {
        metadata(&self.0)
    }
}

/// Makes folders.
#[derive(Debug, Default)]
pub struct DirBuilder;

impl DirBuilder {
    /// One that makes folders.
    pub fn new() -> Self {
        Self
    }

    /// With those above, as always.
    pub fn recursive(&mut self, _: bool) -> &mut Self {
        self
    }

    /// Makes one.
    ///
    /// # Errors
    /// That a file is there.
    pub fn create(&self, path: impl AsRef<Path>) -> Result<()> {
        create_dir_all(path)
    }
}

fn not_found() -> Error {
    Error::new(ErrorKind::NotFound, tr!("there is no such file in this page: open it again"))
}

/// What stands under a path.
///
/// # Errors
/// That there is nothing.
pub fn metadata(path: impl AsRef<Path>) -> Result<Metadata> {
    let path = path.as_ref();
    if let Some(content) = virtual_disk::read(path) {
        return Ok(Metadata { bytes: content.bytes.len() as u64, modified: Some(content.modified) });
    }
    virtual_disk::list(path).map(|_| Metadata { bytes: 0, modified: None }).ok_or_else(not_found)
}

/// The same: there are no links.
///
/// # Errors
/// That there is nothing.
pub fn symlink_metadata(path: impl AsRef<Path>) -> Result<Metadata> {
    metadata(path)
}

/// Whether anything stands under a path.
///
/// # Errors
/// None.
pub fn exists(path: impl AsRef<Path>) -> Result<bool> {
    Ok(metadata(path).is_ok())
}

/// What is in a folder.
///
/// # Errors
/// That there is no such folder.
pub fn read_dir(path: impl AsRef<Path>) -> Result<impl Iterator<Item = Result<DirEntry>>> {
    let entries = virtual_disk::list(path.as_ref()).ok_or_else(not_found)?;
    Ok(entries.into_iter().map(|path| Ok(DirEntry(path))))
}

/// The text of a file.
///
/// # Errors
/// That there is none.
pub fn read_to_string(path: impl AsRef<Path>) -> Result<String> {
    io::read_to_string(File::open(path)?)
}

/// There are no links.
///
/// # Errors
/// Always.
pub fn read_link(_: impl AsRef<Path>) -> Result<PathBuf> {
    Err(ErrorKind::InvalidInput.into())
}

/// The path of something that is there, from the root on.
///
/// # Errors
/// That there is nothing.
pub fn canonicalize(path: impl AsRef<Path>) -> Result<PathBuf> {
    metadata(&path).map(|_| virtual_disk::absolute(path.as_ref()))
}

/// Makes a folder and those above it.
///
/// # Errors
/// That a file is there.
pub fn create_dir_all(path: impl AsRef<Path>) -> Result<()> {
    if virtual_disk::read(path.as_ref()).is_some() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    virtual_disk::make_folder(path.as_ref());
    Ok(())
}

/// Whoever has the page may do everything.
///
/// # Errors
/// None.
pub fn set_permissions(_: impl AsRef<Path>, _: Permissions) -> Result<()> {
    Ok(())
}

/// Removes a file.
///
/// # Errors
/// That there is none.
pub fn remove_file(path: impl AsRef<Path>) -> Result<()> {
    if virtual_disk::remove(path.as_ref()) { Ok(()) } else { Err(not_found()) }
}
