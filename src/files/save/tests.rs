//! Saving on a disk that fails at every step in every way, and beside other windows.

use std::cell::Cell;
use std::fs::{File, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};

use tempfile::{NamedTempFile, TempDir, tempdir};

use super::*;

/// A step of saving.
#[derive(Clone, Copy, Debug, PartialEq)]
enum DiskStep {
    Create,
    Write,
    Permit,
    Flush,
    Rename,
    FlushFolder,
}

const STEPS: [DiskStep; 6] =
    [DiskStep::Create, DiskStep::Write, DiskStep::Permit, DiskStep::Flush, DiskStep::Rename, DiskStep::FlushFolder];

/// A disk that writes a few bytes at a time, and at one step fails in one way.
struct BadDisk {
    fails_at: Option<DiskStep>,
    with: i32,
    /// How many bytes fit before a write fails.
    room: Cell<usize>,
}

impl BadDisk {
    fn step(&self, step: DiskStep) -> io::Result<()> {
        if self.fails_at == Some(step) { Err(io::Error::from_raw_os_error(self.with)) } else { Ok(()) }
    }
}

impl Disk for BadDisk {
    fn create(&self, folder: &Path, is_private: bool) -> io::Result<NamedTempFile> {
        self.step(DiskStep::Create)?;
        RealDisk.create(folder, is_private)
    }

    fn write(&self, file: &mut NamedTempFile, bytes: &[u8]) -> io::Result<usize> {
        let few = bytes.len().min(3).min(self.room.get());
        if few == 0 {
            self.step(DiskStep::Write)?;
        }
        let written = RealDisk.write(file, &bytes[..few.max(1)])?;
        self.room.set(self.room.get().saturating_sub(written));
        Ok(written)
    }

    fn permit(&self, file: &NamedTempFile, permissions: Permissions) -> io::Result<()> {
        self.step(DiskStep::Permit)?;
        RealDisk.permit(file, permissions)
    }

    fn flush(&self, file: &NamedTempFile) -> io::Result<()> {
        self.step(DiskStep::Flush)?;
        RealDisk.flush(file)
    }

    fn rename(&self, file: NamedTempFile, target: &Path) -> io::Result<()> {
        self.step(DiskStep::Rename)?;
        RealDisk.rename(file, target)
    }

    fn flush_folder(&self, folder: &File) -> io::Result<()> {
        self.step(DiskStep::FlushFolder)?;
        RealDisk.flush_folder(folder)
    }
}

/// A folder with a file that says `old`.
fn old() -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("plan.ron");
    fs::write(&path, "old").unwrap();
    (folder, path)
}

fn names(folder: &TempDir) -> Vec<String> {
    let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

fn save(text: &str, path: &Path, replace: Replace) -> Result<(), FileError> {
    save_over(text.as_bytes(), path, replace)
}

#[test]
fn whatever_step_fails_in_whatever_way_the_old_file_stands_and_nothing_else() {
    const NO_SPACE: i32 = 28;
    const BAD_DISK: i32 = 5;
    const NO_ACCESS: i32 = 13;
    const READ_ONLY: i32 = 30;
    const GONE: i32 = 2;
    const QUOTA: i32 = 122;
    for step in STEPS {
        for (with, words) in [
            (NO_SPACE, "the disk is full"),
            (QUOTA, "the disk is full"),
            (BAD_DISK, "os error 5"),
            (NO_ACCESS, "read-only for you"),
            (READ_ONLY, "read-only for you"),
            (GONE, "its folder is not there"),
        ] {
            for room in [0, 1, 4] {
                let (folder, path) = old();
                let disk = BadDisk { fails_at: Some(step), with, room: Cell::new(room) };
                let saved = save_on(&disk, b"new and longer", &path, Replace::Anything);
                if step == DiskStep::FlushFolder {
                    saved.unwrap();
                    assert_eq!(fs::read(&path).unwrap(), b"new and longer");
                } else {
                    let message = saved.unwrap_err().to_string();
                    assert!(message.contains(words) && message.contains("plan.ron"), "{step:?} {with}: {message}");
                    assert_eq!(fs::read(&path).unwrap(), b"old", "{step:?} {with}");
                }
                assert_eq!(names(&folder), ["plan.ron"], "{step:?} {with}");
            }
        }
    }
}

#[test]
fn short_writes_are_carried_on() {
    let (folder, path) = old();
    let disk = BadDisk { fails_at: None, with: 0, room: Cell::new(usize::MAX) };
    save_on(&disk, &[7; 1000], &path, Replace::Anything).unwrap();
    assert_eq!(fs::read(&path).unwrap(), [7; 1000]);
    assert_eq!(names(&folder), ["plan.ron"]);
}

#[test]
fn only_what_was_seen_is_replaced() {
    let (folder, path) = old();
    let seen = Replace::Only(Stamp::of(b"old"));
    save("mine", &path, seen).unwrap();
    assert!(matches!(save("mine too", &path, seen), Err(FileError::Changed { .. })), "it is not `old` any more");
    assert!(matches!(save("mine", &path, Replace::Nothing), Err(FileError::Exists { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    save("theirs", &path, Replace::Anything).unwrap();
    fs::remove_file(&path).unwrap();
    save("again", &path, seen).expect("what is gone is not lost by saving");
    fs::remove_file(&path).unwrap();
    save("fresh", &path, Replace::Nothing).unwrap();
    assert_eq!(names(&folder), ["plan.ron"]);
}

#[test]
fn permissions_stay_and_read_only_files_too() {
    let (_folder, path) = old();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for wanted in [0o600, 0o640, 0o664, 0o755] {
        fs::set_permissions(&path, Permissions::from_mode(wanted)).unwrap();
        save("new", &path, Replace::Anything).unwrap();
        assert_eq!(mode(&path), wanted);
    }
    fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    assert!(matches!(save("newer", &path, Replace::Anything), Err(FileError::ReadOnly { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"new");
    let fresh = path.with_file_name("fresh.ron");
    save("new", &fresh, Replace::Nothing).unwrap();
    fs::write(path.with_file_name("usual"), "").unwrap();
    assert_eq!(mode(&fresh), mode(&path.with_file_name("usual")), "a new file is like any other new file");
}

#[test]
fn links_stay_and_what_they_lead_to_is_replaced() {
    let (folder, path) = old();
    let at = |name: &str| folder.path().join(name);
    symlink("plan.ron", at("near")).unwrap();
    symlink(at("near"), at("far")).unwrap();
    symlink("nothing.ron", at("dangling")).unwrap();
    save("new", &at("far"), Replace::Only(Stamp::of(b"old"))).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    save("new", &at("dangling"), Replace::Nothing).unwrap();
    assert_eq!(fs::read(at("nothing.ron")).unwrap(), b"new");
    for link in ["near", "far", "dangling"] {
        assert!(at(link).is_symlink(), "{link}");
    }
    symlink("ring", at("ring")).unwrap();
    assert!(save("new", &at("ring"), Replace::Anything).is_err());
}

#[test]
fn a_folder_that_is_gone_and_a_folder_in_place_of_a_file_are_said() {
    let folder = tempdir().unwrap();
    let gone = folder.path().join("gone/plan.ron");
    assert!(matches!(save("new", &gone, Replace::Anything), Err(FileError::NoFolder { .. })));
    assert!(save("new", folder.path(), Replace::Anything).is_err());
}

/// Sets back when a file was written, by an hour.
fn age(path: &Path) {
    let file = File::options().append(true).open(path).unwrap();
    file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(3600)).unwrap();
}

#[test]
fn what_a_killed_program_left_is_swept() {
    let (folder, path) = old();
    let left = RealDisk.create(folder.path(), true).unwrap().into_temp_path().keep().unwrap();
    save("new", &path, Replace::Anything).unwrap();
    assert!(left.exists(), "somebody on another machine may be writing it");
    age(&left);
    save("newer", &path, Replace::Anything).unwrap();
    assert_eq!(names(&folder), ["plan.ron"]);
}

/// Before, whatever began with `.breakeven-` was deleted.
#[test]
fn what_somebody_else_calls_alike_stays() {
    let (folder, path) = old();
    let at = |name: &str| folder.path().join(name);
    let theirs = [
        ".breakeven-notes.ron",
        ".breakeven-x1y2z3",
        ".breakeven-.unfinished",
        ".breakeven-plan.unfinished",
        ".breakeven-a1b2c3d4e5f.unfinished",
        ".breakeven-a1b2c3d4e5f67.unfinished",
        ".breakeven-two words 12.unfinished",
        ".breakeven-a1b2c3d4e5f6.unfinished.bak",
    ];
    for name in theirs {
        fs::write(at(name), "theirs").unwrap();
        age(&at(name));
    }
    symlink(at(theirs[0]), at(".breakeven-a1b2c3d4e5f6.unfinished")).unwrap();
    fs::create_dir(at(".breakeven-b1b2c3d4e5f6.unfinished")).unwrap();
    save("new", &path, Replace::Anything).unwrap();
    assert_eq!(names(&folder).len(), theirs.len() + 3, "{:?}", names(&folder));
    assert!(theirs.iter().all(|name| fs::read(at(name)).unwrap() == b"theirs"));
}

#[test]
fn of_many_windows_one_wins_and_the_others_are_told() {
    let (folder, path) = old();
    let seen = Replace::Only(Stamp::of(b"old"));
    let windows: Vec<_> = (0..8)
        .map(|window| {
            let path = path.clone();
            std::thread::spawn(move || save(&format!("window {window}"), &path, seen))
        })
        .collect();
    let saved: Vec<_> = windows.into_iter().map(|window| window.join().unwrap()).collect();
    let winners: Vec<usize> = (0..8).filter(|&window| saved[window].is_ok()).collect();
    assert_eq!(winners.len(), 1, "{saved:?}");
    assert_eq!(fs::read_to_string(&path).unwrap(), format!("window {}", winners[0]));
    assert_eq!(names(&folder), ["plan.ron"]);
}
