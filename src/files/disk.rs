//! The few things that saving asks of a disk, so that tests can put one in its place that fails.

use std::ffi::OsStr;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use crate::disk::fs::{self, File, Permissions};
use crate::disk::tempfile::{self, NamedTempFile};

#[cfg(not(target_arch = "wasm32"))]
use super::file_error::is_open_elsewhere;
#[cfg(not(target_arch = "wasm32"))]
use super::save::fingerprint;

/// What files that are not finished yet begin and end with, and how many letters and digits stand between, drawn by
/// lot: nobody else calls a file so.
const UNFINISHED: (&str, &str) = (".breakeven-", ".unfinished");
const LOT: usize = 12;
/// Nobody has been saving for as long as this.
const OLD: Duration = Duration::from_secs(60);

/// What saving asks of a disk. Every step may fail, and leave half of its work.
pub(super) trait Disk {
    /// A new file in a folder. It is gone once dropped.
    fn create(&self, folder: &Path, is_private: bool) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        if !is_private {
            use std::os::unix::fs::PermissionsExt as _;
            // What the system grants a new file: the user's mask takes off from this.
            builder.permissions(Permissions::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _ = is_private;
        builder.prefix(UNFINISHED.0).suffix(UNFINISHED.1).rand_bytes(LOT);
        #[cfg(not(target_arch = "wasm32"))]
        if cfg!(windows) {
            // As `tempfile_in` opens them they stay marked as temporary for good, and are passed over by what keeps folders
            // in step.
            return builder.make_in(folder, |path| File::options().read(true).write(true).create_new(true).open(path));
        }
        builder.tempfile_in(folder)
    }

    /// Writes some of the bytes, and says how many.
    fn write(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<usize> {
        file.write(bytes)
    }

    /// Who may do what with a file.
    fn permit(&self, file: &NamedTempFile, permissions: Permissions) -> io::Result<()> {
        file.as_file().set_permissions(permissions)
    }

    /// Makes what was written outlast a power cut.
    fn flush(&self, file: &NamedTempFile) -> io::Result<()> {
        file.as_file().sync_all()
    }

    /// Puts a file in the place of another, at once.
    fn rename(&self, file: NamedTempFile, target: &Path) -> io::Result<()> {
        #[cfg(not(target_arch = "wasm32"))]
        if cfg!(windows) {
            // Closed, and by the standard library, which knows long paths and files that are open elsewhere.
            let beside = file.into_temp_path();
            return patiently(|| fs::rename(&beside, target));
        }
        file.persist(target).map(drop).map_err(|error| error.error)
    }

    /// Makes a new name outlast a power cut.
    fn flush_folder(&self, folder: &File) -> io::Result<()> {
        folder.sync_all()
    }
}

/// Tries again for the better part of a second: virus scanners and indexers open what is new, and are soon done with it.
#[cfg(not(target_arch = "wasm32"))]
fn patiently(mut act: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    for pause in [5, 10, 20, 50, 100, 200, 400] {
        match act() {
            Err(error) if is_open_elsewhere(&error) => std::thread::sleep(Duration::from_millis(pause)),
            done => return done,
        }
    }
    act()
}

/// The disk itself.
pub(super) struct RealDisk;

impl Disk for RealDisk {}

/// A folder in which nobody else who asks is saving, until this is dropped.
pub(super) struct Folder {
    handle: Option<File>,
}

impl Folder {
    /// Waits for a folder. Where the system locks nothing there is nobody to wait for.
    pub fn wait_for(path: &Path) -> Self {
        // Saving takes milliseconds; whoever holds it for longer is not saving.
        const PATIENCE: usize = 200;
        let Some(handle) = what_is_locked(path) else { return Self { handle: None } };
        for _ in 0..PATIENCE {
            match handle.try_lock() {
                Ok(()) => {
                    sweep(path);
                    break;
                }
                Err(fs::TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
                Err(fs::TryLockError::Error(_)) => break,
            }
        }
        Self { handle: Some(handle) }
    }

    /// Makes the names in it outlast a power cut, where the system can. A disk that cannot has still renamed the file.
    pub fn flush(&self, disk: &dyn Disk) {
        if let Some(handle) = self.handle.as_ref().filter(|_| cfg!(unix)) {
            let _ = disk.flush_folder(handle);
        }
    }
}

/// The folder itself; on Windows, where folders have no locks, a file that stands for it among those that come and go. There
/// are few of them, since they stay: whoever saves elsewhere may be waited for as well, for milliseconds.
fn what_is_locked(folder: &Path) -> Option<File> {
    if !cfg!(windows) {
        return File::open(folder).ok().filter(|_| cfg!(unix));
    }
    #[cfg(target_arch = "wasm32")]
    return None;
    #[cfg(not(target_arch = "wasm32"))]
    {
        let place = fs::canonicalize(folder).ok()?;
        let number = fingerprint(place.as_os_str().as_encoded_bytes()) % 16;
        let name = format!("breakeven-{number}.lock");
        File::options().write(true).create(true).truncate(false).open(std::env::temp_dir().join(name)).ok()
    }
}

/// Removes what a program that was killed has left: nobody else is saving here.
fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_unfinished(&entry.file_name()) && is_left(entry)) {
        // Whatever cannot be removed harms nobody.
        let _ = fs::remove_file(entry.path());
    }
}

/// Whether a name is one that this program has drawn.
fn is_unfinished(name: &OsStr) -> bool {
    let lot = name.to_str().and_then(|name| name.strip_prefix(UNFINISHED.0)?.strip_suffix(UNFINISHED.1));
    lot.is_some_and(|lot| lot.len() == LOT && lot.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether it is a file that nobody can be writing any more, whatever machine they are on.
fn is_left(entry: &fs::DirEntry) -> bool {
    let data = entry.metadata().ok().filter(fs::Metadata::is_file);
    let written = data.and_then(|data| data.modified().ok());
    written.is_some_and(|written| written.elapsed().is_ok_and(|age| OLD <= age))
}
