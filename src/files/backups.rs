//! What a file held before it was saved over: the last ten of each scenario, as files of their own.

use std::path::{Path, PathBuf};

use super::FileError;
use super::private::{private_folder, save_private};
use super::reading::read;
use super::save::{behind_links, fingerprint};
use crate::disk::{absolute, fs};

/// How many are kept of each file.
const MOST_BACKUPS: usize = 10;

/// The folder in which backups are kept.
#[derive(Clone, Debug)]
pub struct Backups {
    folder: PathBuf,
}

/// What a file held once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it is kept.
    pub path: PathBuf,
    /// When it was replaced, in milliseconds since 1970 in UTC.
    pub replaced_at: u64,
    /// How large it is.
    pub bytes: u64,
}

impl Backups {
    /// Those in the data folder of a user.
    pub fn new(data_folder: &Path) -> Self {
        Self { folder: data_folder.join("backups") }
    }

    /// Keeps what a file holds now, before it is replaced. The oldest of more than ten goes.
    ///
    /// # Errors
    /// Why it could not be kept. A file that is not there, or is no scenario, has nothing to keep.
    pub fn keep(&self, file: &Path, now: u64) -> Result<(), FileError> {
        let Ok(bytes) = read(file) else { return Ok(()) };
        let kept = self.of(file);
        if kept.first().is_some_and(|latest| read(&latest.path).is_ok_and(|latest| latest == bytes)) {
            return Ok(());
        }
        let folder = self.folder_of(file);
        private_folder(&self.folder)?;
        private_folder(&folder)?;
        let now = kept.first().map_or(now, |latest| now.max(latest.replaced_at + 1));
        // First, so that there are never more, whatever ends the program; one too many is no reason to stop it.
        for old in kept.iter().skip(MOST_BACKUPS - 1) {
            let _ = fs::remove_file(&old.path);
        }
        save_private(&bytes, &folder.join(format!("{now}.ron")))
    }

    /// What is kept of a file, the latest first.
    pub fn of(&self, file: &Path) -> Vec<Backup> {
        let entries = fs::read_dir(self.folder_of(file)).into_iter().flatten().flatten();
        let mut backups: Vec<Backup> = entries
            .filter_map(|entry| {
                let path = entry.path();
                let replaced_at = path.file_stem()?.to_str()?.parse().ok()?;
                let is_scenario = path.extension().is_some_and(|ending| ending == "ron");
                let data = entry.metadata().ok().filter(|data| is_scenario && data.is_file())?;
                Some(Backup { replaced_at, bytes: data.len(), path })
            })
            .collect();
        backups.sort_by_key(|backup| std::cmp::Reverse(backup.replaced_at));
        backups
    }

    /// Files of one name in two folders have a folder each.
    fn folder_of(&self, file: &Path) -> PathBuf {
        let target = behind_links(file);
        let parent = target.parent().and_then(|parent| fs::canonicalize(parent).ok());
        let place = match (parent, target.file_name()) {
            (Some(parent), Some(name)) => parent.join(name),
            _ => absolute(&target).unwrap_or(target),
        };
        let stem = place.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        self.folder.join(format!("{stem}-{:016x}", fingerprint(place.as_os_str().as_encoded_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ten_are_kept_of_each_file() {
        let folder = tempfile::tempdir().unwrap();
        let backups = Backups::new(folder.path());
        let [here, there] = ["here", "there"].map(|place| folder.path().join(place).join("plan.ron"));
        for file in [&here, &there] {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            backups.keep(file, 0).expect("there is nothing to keep yet");
            assert_eq!(backups.of(file), vec![]);
        }
        for round in 0..14 {
            fs::write(&here, format!("round {round}")).unwrap();
            // The clock of this machine is set back once, and the same is saved twice.
            let now = if round == 7 { 3 } else { 1000 + round };
            backups.keep(&here, now).unwrap();
            backups.keep(&here, now + 1).unwrap();
        }
        let kept = backups.of(&here);
        let texts: Vec<String> = kept.iter().map(|backup| fs::read_to_string(&backup.path).unwrap()).collect();
        assert_eq!(texts, (4..14).rev().map(|round| format!("round {round}")).collect::<Vec<_>>());
        assert_eq!((kept[0].bytes, kept[0].replaced_at), (8, 1013));
        assert_eq!(backups.of(&there), vec![]);
    }
}
