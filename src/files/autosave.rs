//! Unsaved work, kept in the data folder until it is saved or discarded, and found again after a crash.
//!
//! Every window has a file of its own there, and a lock that the system opens when the window is gone, however it went.
//! So no window takes what another is still working on.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::private::{owner_only, private_folder, save_private};
use super::reading::{open_with, read_text};
use super::save::Stamp;
use super::{FileError, ScenarioFile, write_scenario};
use crate::codec::parse_scenario;
use crate::disk::fs::{self, File};
use crate::disk::{exists, is_absolute, window_number};
use crate::language::tr;
use crate::scenario::Scenario;

/// Begins the first line of an autosave, which is a scenario file like any other.
const ORIGIN: &str = "// Unsaved work on ";
/// What that line says of work that has no file yet.
const NO_FILE: &str = "a new scenario";
/// Begins the second line, where the file was seen: what it held then.
const SEEN: &str = "// Last seen there: ";

/// A window's own place for unsaved work.
#[derive(Debug)]
pub struct Autosave {
    place: AutosavePlace,
}

/// Unsaved work of a window that is gone. Nobody else is offered it until this is dropped.
#[derive(Debug)]
pub struct RecoveredWork {
    place: AutosavePlace,
    /// The work.
    pub scenario: Scenario,
    /// The file that it is to become, where it had one.
    pub file: Option<PathBuf>,
    /// When it was kept.
    pub kept_at: SystemTime,
    /// What that file held when it was last seen; earlier versions of this program did not keep it.
    seen: Option<Stamp>,
}

/// Work that is taken up again.
#[derive(Debug)]
pub struct Resumed {
    /// The work.
    pub scenario: Scenario,
    /// The file that it is to become, as it was last seen.
    pub file: Option<ScenarioFile>,
    /// Where it goes on being kept.
    pub place: Autosave,
}

/// A file for unsaved work, and the lock that says whose it is.
#[derive(Debug)]
struct AutosavePlace {
    file: PathBuf,
    lock: PathBuf,
    locked: File,
}

impl AutosavePlace {
    /// Takes a place that nobody has.
    fn take(file: PathBuf) -> Option<Self> {
        let lock = file.with_extension("lock");
        let mut options = File::options();
        // Windows locks nothing that is open to be appended to alone.
        options.read(true).create(true).append(true);
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
        Some(Self { file, lock, locked })
    }

    /// Leaves nothing behind.
    fn clear(self) {
        // What is not there need not be removed.
        let _ = fs::remove_file(&self.file);
        let _ = fs::remove_file(&self.lock);
    }
}

impl Drop for AutosavePlace {
    fn drop(&mut self) {
        // Closing the file would do, were there no program that is just being started: until it runs it holds a copy.
        let _ = self.locked.unlock();
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
        let window = window_number();
        let places = (0..1000).map(|number| folder.join(format!("{window}-{number}.ron")));
        let place = places.filter(|file| !exists(file)).find_map(AutosavePlace::take);
        let no_place = || {
            let file = folder.join("autosave.ron");
            if cfg!(target_arch = "wasm32") {
                let error = io::Error::other(tr!("the browser keeps nothing, or no more, for this page"));
                return FileError::Io { file, error };
            }
            FileError::ReadOnlyFolder { file }
        };
        Ok(Self { place: place.ok_or_else(no_place)? })
    }

    /// Keeps unsaved work on a file that nobody has looked into, or on none, in place of what was kept before.
    ///
    /// # Errors
    /// Why it could not be kept; what was kept before is as it was.
    pub fn keep(&self, scenario: &Scenario, file: Option<&Path>) -> Result<(), FileError> {
        self.write(scenario, file, None)
    }

    /// Keeps unsaved work on a file as it was last seen, in place of what was kept before.
    ///
    /// # Errors
    /// Why it could not be kept; what was kept before is as it was.
    pub fn keep_on(&self, scenario: &Scenario, file: &ScenarioFile) -> Result<(), FileError> {
        self.write(scenario, Some(file.path()), file.seen())
    }

    fn write(&self, scenario: &Scenario, file: Option<&Path>, seen: Option<Stamp>) -> Result<(), FileError> {
        let origin = file.and_then(|file| ron::to_string(file).ok()).unwrap_or_else(|| NO_FILE.to_owned());
        let seen = seen.and_then(|seen| ron::to_string(&seen).ok());
        let seen = seen.map_or_else(String::new, |seen| format!("{SEEN}{seen}\n"));
        let text = format!("{ORIGIN}{origin}\n{seen}{}", write_scenario(scenario));
        save_private(text.as_bytes(), &self.place.file)
    }

    /// Forgets what was kept: it is saved, or was discarded.
    pub fn forget(self) {
        self.place.clear();
    }
}

impl RecoveredWork {
    /// Everything that windows which are gone have left in the data folder of a user, the latest first.
    pub fn all(data_folder: &Path) -> Vec<Self> {
        let entries = fs::read_dir(folder_in(data_folder)).into_iter().flatten().flatten();
        let files = entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "ron"));
        let mut all: Vec<Self> = files.filter_map(|file| Self::of(AutosavePlace::take(file)?)).collect();
        all.sort_by_key(|leftover| std::cmp::Reverse(leftover.kept_at));
        all
    }

    fn of(place: AutosavePlace) -> Option<Self> {
        let text = read_text(&place.file).ok()?;
        let scenario = parse_scenario(&text).ok()?;
        let kept_at = fs::metadata(&place.file).and_then(|data| data.modified()).ok()?;
        let mut lines = text.lines();
        let origin = lines.next().and_then(|line| line.strip_prefix(ORIGIN))?;
        // Earlier versions kept paths as they were given: from which folder on is not known any more.
        let file = ron::from_str(origin).ok().filter(|file: &PathBuf| is_absolute(file));
        let seen = lines.next().and_then(|line| ron::from_str(line.strip_prefix(SEEN)?).ok());
        Some(Self { scenario, file, kept_at, seen, place })
    }

    /// What its file holds, where that is what it held when it was last seen, or the work itself; and the file as it was
    /// seen. Reads the file.
    pub fn look_at_file(&self) -> (Option<Scenario>, Option<ScenarioFile>) {
        let Some(path) = &self.file else { return (None, None) };
        match ScenarioFile::open(path) {
            Ok((scenario, file)) if file.seen() == self.seen || scenario == self.scenario => {
                (Some(scenario), Some(file))
            }
            _ => (None, Some(ScenarioFile::seen_before(path, self.seen))),
        }
    }

    /// The work, on its way to a file.
    pub fn take_up(self, file: Option<ScenarioFile>) -> Resumed {
        Resumed { scenario: self.scenario, file, place: Autosave { place: self.place } }
    }

    /// Removes it for good.
    pub fn discard(self) {
        self.place.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{Replace, save_scenario};
    use crate::reference::PRESETS;

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
        assert!(RecoveredWork::all(folder.path()).is_empty(), "both are at work");
        let [first, second] = windows;
        drop(first);
        let found = RecoveredWork::all(folder.path());
        assert_eq!((found.len(), &found[0].scenario, &found[0].file), (1, &scenarios[0], &None));
        assert!(RecoveredWork::all(folder.path()).is_empty(), "it is being offered elsewhere");
        drop(found);
        drop(second);
        let found = RecoveredWork::all(folder.path());
        assert_eq!(found.len(), 2, "kept for later");
        let other = found.iter().find(|leftover| leftover.scenario == scenarios[1]).unwrap();
        assert_eq!(other.file.as_deref(), origins[1]);
        found.into_iter().for_each(RecoveredWork::discard);
        assert_eq!(fs::read_dir(folder_in(folder.path())).unwrap().count(), 0, "nothing is left");
    }

    /// The one leftover of a folder, with its file as it was looked at.
    fn left(folder: &Path) -> (RecoveredWork, Option<Scenario>, Option<ScenarioFile>) {
        let leftover = RecoveredWork::all(folder).pop().unwrap();
        let (before, file) = leftover.look_at_file();
        (leftover, before, file)
    }

    #[test]
    fn a_file_is_remembered_as_it_was_seen_and_not_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.ron");
        let [work, opened, theirs] = [0, 1, 2].map(|place| PRESETS[place].scenario());
        save_scenario(&opened, &path).unwrap();
        let file = ScenarioFile::open(&path).unwrap().1;
        Autosave::new(folder.path()).unwrap().keep_on(&work, &file).unwrap();
        let (_, before, seen) = left(folder.path());
        assert_eq!((before, seen.as_ref()), (Some(opened), Some(&file)));

        save_scenario(&theirs, &path).unwrap();
        let (_, before, seen) = left(folder.path());
        assert_eq!((before, seen.as_ref().unwrap().as_seen()), (None, file.as_seen()));
        let saved = ScenarioFile::write(&work, &path, seen.unwrap().as_seen());
        assert!(matches!(saved, Err(FileError::Changed { .. })), "{saved:?}");

        fs::remove_file(&path).unwrap();
        let (_, before, seen) = left(folder.path());
        assert_eq!((before, seen.as_ref().map(ScenarioFile::path)), (None, Some(&*path)));
        ScenarioFile::write(&work, &path, seen.unwrap().as_seen()).expect("what is gone is not lost by saving");
        let (_, before, seen) = left(folder.path());
        assert_eq!(before, Some(work), "it was saved, and only then the window went");
        assert_eq!(seen.unwrap(), ScenarioFile::open(&path).unwrap().1);
    }

    #[test]
    fn what_earlier_versions_kept_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.ron");
        save_scenario(&PRESETS[1].scenario(), &path).unwrap();
        fs::create_dir(folder_in(folder.path())).unwrap();
        let keep = |origin: &str| {
            let text = format!("{ORIGIN}{origin}\n{}", write_scenario(&PRESETS[0].scenario()));
            fs::write(folder_in(folder.path()).join("1-1.ron"), text).unwrap();
        };
        keep(&ron::to_string(&path).unwrap());
        let (leftover, before, file) = left(folder.path());
        assert_eq!((&leftover.scenario, before), (&PRESETS[0].scenario(), None));
        assert_eq!(file.unwrap().as_seen(), Replace::Nothing, "what it held then is not known: saving asks");
        drop(leftover);
        for origin in ["a new scenario", "\"plan.ron\"", "\"../plan.ron\""] {
            keep(origin);
            let (leftover, before, file) = left(folder.path());
            assert_eq!((&leftover.scenario, before, file), (&PRESETS[0].scenario(), None, None), "{origin}");
        }
    }

    #[test]
    fn what_is_forgotten_is_gone_and_what_is_damaged_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let window = Autosave::new(folder.path()).unwrap();
        window.keep(&PRESETS[0].scenario(), None).unwrap();
        window.forget();
        assert!(RecoveredWork::all(folder.path()).is_empty());
        fs::write(folder_in(folder.path()).join("1-1.ron"), "// Unsaved work on a new scenario\n(schema: 1, na")
            .unwrap();
        assert!(RecoveredWork::all(folder.path()).is_empty());
        assert!(folder_in(folder.path()).join("1-1.ron").exists());
    }
}
