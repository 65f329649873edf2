//! The disk of a page: files in memory, and under one folder those that the browser keeps.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Error, ErrorKind, Result};
use std::mem;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::browser_storage;

/// Where files are that were brought in or made: they are gone with the page, so those that were made are downloaded.
pub const DOWNLOADS: &str = "/Downloads";
/// Where the browser keeps what is written, as texts.
pub const KEPT: &str = "/browser";

/// What a file holds, and since when.
#[derive(Clone, Debug)]
pub(super) struct Content {
    pub bytes: Arc<Vec<u8>>,
    pub modified: SystemTime,
}

#[derive(Debug, Default)]
struct VirtualDisk {
    files: BTreeMap<PathBuf, Content>,
    folders: BTreeSet<PathBuf>,
    /// Files that were made since somebody has asked.
    finished: Vec<PathBuf>,
    /// Files that this window has locked.
    locked: BTreeSet<PathBuf>,
}

static DISK: LazyLock<Mutex<VirtualDisk>> = LazyLock::new(Mutex::default);

fn disk() -> MutexGuard<'static, VirtualDisk> {
    DISK.lock().unwrap_or_else(PoisonError::into_inner)
}

fn now() -> Duration {
    Duration::from_millis(js_sys::Date::now() as u64)
}

/// From the root on, without detours.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let mut absolute = PathBuf::from("/");
    for part in Path::new(DOWNLOADS).join(path).components() {
        match part {
            Component::Normal(name) => absolute.push(name),
            Component::ParentDir => {
                absolute.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
        }
    }
    absolute
}

/// Under which name the browser keeps a file; `None` of one that is in memory.
fn kept_name(path: &Path) -> Option<&str> {
    path.starts_with(KEPT).then(|| path.to_str()).flatten()
}

/// What a file holds.
pub(super) fn read(path: &Path) -> Option<Content> {
    let path = absolute(path);
    let Some(name) = kept_name(&path) else { return disk().files.get(&path).cloned() };
    let text = browser_storage::read(name)?;
    let (modified, text) = text.split_once('\n')?;
    let modified = UNIX_EPOCH + Duration::from_millis(modified.parse().ok()?);
    Some(Content { bytes: Arc::new(text.as_bytes().to_vec()), modified })
}

/// Puts bytes in place of whatever a file holds.
///
/// # Errors
/// That the browser does not keep them.
pub(super) fn write(path: &Path, bytes: Vec<u8>) -> Result<()> {
    let path = absolute(path);
    let now = now();
    if let Some(name) = kept_name(&path) {
        let text = std::str::from_utf8(&bytes).map_err(|_| Error::from(ErrorKind::InvalidData))?;
        return browser_storage::write(name, &format!("{}\n{text}", now.as_millis()));
    }
    disk().files.insert(path, Content { bytes: Arc::new(bytes), modified: UNIX_EPOCH + now });
    Ok(())
}

/// Puts a file among the downloads that was brought in. Returns its path.
pub fn put(name: &str, bytes: Vec<u8>) -> PathBuf {
    let name = Path::new(name).file_name().unwrap_or("file".as_ref());
    let path = Path::new(DOWNLOADS).join(name);
    disk().files.insert(path.clone(), Content { bytes: Arc::new(bytes), modified: UNIX_EPOCH + now() });
    path
}

/// Notes that a file was made.
pub(super) fn finish(path: &Path) {
    let path = absolute(path);
    let mut disk = disk();
    if path.starts_with(DOWNLOADS) && !disk.finished.contains(&path) {
        disk.finished.push(path);
    }
}

/// The files among the downloads that were made since the last time, under their names within that folder.
pub fn take_finished() -> Vec<(String, Arc<Vec<u8>>)> {
    let mut disk = disk();
    let finished = mem::take(&mut disk.finished);
    let file = |path: PathBuf| {
        let name = path.strip_prefix(DOWNLOADS).ok()?.to_string_lossy().into_owned();
        Some((name, Arc::clone(&disk.files.get(&path)?.bytes)))
    };
    finished.into_iter().filter_map(file).collect()
}

/// Removes a file. Returns whether there was one.
pub(super) fn remove(path: &Path) -> bool {
    let path = absolute(path);
    let was_there = read(&path).is_some();
    match kept_name(&path) {
        Some(name) => browser_storage::remove(name),
        None => drop(disk().files.remove(&path)),
    }
    was_there
}

/// Makes a folder.
pub(super) fn make_folder(path: &Path) {
    disk().folders.insert(absolute(path));
}

/// The files and folders in a folder; `None` where there is no such folder.
pub(super) fn list(folder: &Path) -> Option<BTreeSet<PathBuf>> {
    let folder = absolute(folder);
    let kept = browser_storage::names().into_iter().map(PathBuf::from);
    let disk = disk();
    let all = disk.files.keys().chain(&disk.folders).cloned().chain(kept);
    let below = |path: PathBuf| {
        let first = path.strip_prefix(&folder).ok()?.components().next()?.as_os_str().to_owned();
        Some(folder.join(first))
    };
    let inside: BTreeSet<PathBuf> = all.filter_map(below).collect();
    let is_there = !inside.is_empty() || disk.folders.contains(&folder);
    (is_there || ["/", DOWNLOADS, KEPT].iter().any(|always| folder == Path::new(always))).then_some(inside)
}

/// Locks a file for this window, unless one has it, be it this one. Returns whether it has it now.
pub(super) fn lock(path: &Path) -> Result<bool> {
    let path = absolute(path);
    let owner = read(&path).map(|content| String::from_utf8_lossy(&content.bytes).into_owned()).unwrap_or_default();
    let own = super::page::name();
    if disk().locked.contains(&path) || (!owner.is_empty() && owner != own && super::page::is_open(&owner)) {
        return Ok(false);
    }
    write(&path, own.into_bytes())?;
    disk().locked.insert(path);
    Ok(true)
}

/// Gives a lock back.
pub(super) fn unlock(path: &Path) {
    let path = absolute(path);
    disk().locked.remove(&path);
    if read(&path).is_some() {
        // Whoever finds it locked looks whether this window is open still.
        let _ = write(&path, Vec::new());
    }
}
