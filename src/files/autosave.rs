//! Unsaved work, kept in the data folder until it is saved or discarded, and found again after a crash.
//!
//! Every window has a file of its own there, and a lock that the system opens when the window is gone, however it went.
//! So no window takes what another is still working on.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::private::{owner_only, private_folder, save_private};
use super::reading::{open_with, read_text};
use super::{FileError, parse_scenario, write_scenario};
use crate::scenario::Scenario;

/// Begins the first line of an autosave, which is a scenario file like any other.
const ORIGIN: &str = "// Unsaved work on ";
/// What that line says of work that has no file yet.
const NO_FILE: &str = "a new scenario";

/// A window's own place for unsaved work.
#[derive(Debug)]
pub struct Autosave {
    place: Place,
}

/// Unsaved work of a window that is gone. Nobody else is offered it until this is dropped.
#[derive(Debug)]
pub struct Leftover {
    place: Place,
    /// The work.
    pub scenario: Scenario,
    /// The file that it is to become, where it had one.
    pub file: Option<PathBuf>,
    /// When it was kept.
    pub kept_at: SystemTime,
}

/// A file for unsaved work, and the lock that says whose it is.
#[derive(Debug)]
struct Place {
    file: PathBuf,
    lock: PathBuf,
    _locked: File,
}

impl Place {
    /// Takes a place that nobody has.
    fn take(file: PathBuf) -> Option<Self> {
        let lock = file.with_extension("lock");
        let mut options = File::options();
        options.create(true).append(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        let locked = open_with(&mut options, &lock).ok()?;
        if let Some(permissions) = owner_only(0o600) {
            // It holds nothing that somebody else could read.
            let _ = locked.set_permissions(permissions);
        }
        locked.try_lock().ok()?;
        Some(Self { file, lock, _locked: locked })
    }

    /// Leaves nothing behind.
    fn clear(self) {
        // What is not there need not be removed.
        let _ = fs::remove_file(&self.file);
        let _ = fs::remove_file(&self.lock);
    }
}

fn folder_in(data_folder: &Path) -> PathBuf {
    data_folder.join("autosave")
}

impl Autosave {
    /// A place of one's own in the data folder of a user.
    ///
    /// # Errors
    /// Why there is none to be had.
    pub fn new(data_folder: &Path) -> Result<Self, FileError> {
        let folder = folder_in(data_folder);
        private_folder(&folder)?;
        let process = std::process::id();
        let places = (0..1000).map(|number| folder.join(format!("{process}-{number}.ron")));
        let place = places.filter(|file| !file.exists()).find_map(Place::take);
        let no_place = || FileError::ReadOnlyFolder { file: folder.join("autosave.ron") };
        Ok(Self { place: place.ok_or_else(no_place)? })
    }

    /// Keeps unsaved work, in place of what was kept before.
    ///
    /// # Errors
    /// Why it could not be kept; what was kept before is as it was.
    pub fn keep(&self, scenario: &Scenario, file: Option<&Path>) -> Result<(), FileError> {
        let origin = file.and_then(|file| ron::to_string(file).ok()).unwrap_or_else(|| NO_FILE.to_owned());
        let text = format!("{ORIGIN}{origin}\n{}", write_scenario(scenario));
        save_private(text.as_bytes(), &self.place.file)
    }

    /// Forgets what was kept: it is saved, or was discarded.
    pub fn forget(self) {
        self.place.clear();
    }
}

impl Leftover {
    /// Everything that windows which are gone have left in the data folder of a user, the latest first.
    pub fn all(data_folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(folder_in(data_folder)).into_iter().flatten().flatten();
        let files = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "ron"));
        let mut all: Vec<Self> = files.filter_map(|file| Self::of(Place::take(file)?)).collect();
        all.sort_by_key(|leftover| std::cmp::Reverse(leftover.kept_at));
        all
    }

    fn of(place: Place) -> Option<Self> {
        let text = read_text(&place.file).ok()?;
        let scenario = parse_scenario(&text).ok()?;
        let kept_at = fs::metadata(&place.file).and_then(|data| data.modified()).ok()?;
        let origin = text.lines().next().and_then(|line| line.strip_prefix(ORIGIN))?;
        // Earlier versions kept paths as they were given: from which folder on is not known any more.
        let file = ron::from_str(origin).ok().filter(|file: &PathBuf| file.is_absolute());
        Some(Self { scenario, file, kept_at, place })
    }

    /// The work, the file that it is to become, and its place, to go on from.
    pub fn take_up(self) -> (Scenario, Option<PathBuf>, Autosave) {
        (self.scenario, self.file, Autosave { place: self.place })
    }

    /// Removes it for good.
    pub fn discard(self) {
        self.place.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::PRESETS;

    #[test]
    fn work_is_found_once_its_window_is_gone_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let scenarios = [0, 1].map(|place| PRESETS[place].scenario());
        let origins = [None, Some(Path::new("/tmp/a \"quoted\"\nname.ron"))];
        let windows = [0, 1].map(|_| Autosave::new(folder.path()).unwrap());
        for ((window, scenario), file) in windows.iter().zip(&scenarios).zip(origins) {
            window.keep(&PRESETS[3].scenario(), None).unwrap();
            window.keep(scenario, file).unwrap();
        }
        assert!(Leftover::all(folder.path()).is_empty(), "both are at work");
        let [first, second] = windows;
        drop(first);
        let found = Leftover::all(folder.path());
        assert_eq!((found.len(), &found[0].scenario, &found[0].file), (1, &scenarios[0], &None));
        assert!(Leftover::all(folder.path()).is_empty(), "it is being offered elsewhere");
        drop(found);
        drop(second);
        let found = Leftover::all(folder.path());
        assert_eq!(found.len(), 2, "kept for later");
        let other = found.iter().find(|leftover| leftover.scenario == scenarios[1]).unwrap();
        assert_eq!(other.file.as_deref(), origins[1]);
        found.into_iter().for_each(Leftover::discard);
        assert_eq!(fs::read_dir(folder_in(folder.path())).unwrap().count(), 0, "nothing is left");
    }

    #[test]
    fn what_is_forgotten_is_gone_and_what_is_damaged_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let window = Autosave::new(folder.path()).unwrap();
        window.keep(&PRESETS[0].scenario(), None).unwrap();
        window.forget();
        assert!(Leftover::all(folder.path()).is_empty());
        fs::write(folder_in(folder.path()).join("1-1.ron"), "// Unsaved work on a new scenario\n(schema: 1, na")
            .unwrap();
        assert!(Leftover::all(folder.path()).is_empty());
        assert!(folder_in(folder.path()).join("1-1.ron").exists());
    }
}
