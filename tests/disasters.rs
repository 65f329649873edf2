//! The program killed while it saves, and a disk that is full: every file is whole, the old one or the new one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use breakeven::files::{Autosave, Backups, RecoveredWork, ScenarioFile, open_scenario, save_scenario};
#[cfg(unix)]
use breakeven::files::{FileError, Replace};
use breakeven::reference::Preset;
use breakeven::scenario::Scenario;

/// Tells the program that is killed where it saves.
const FOLDER: &str = "BREAKEVEN_DISASTER_FOLDER";

/// A scenario that says which it is, at its beginning and at its end, of a size of its own.
fn numbered(number: u64) -> Scenario {
    let mut scenario = Preset::by_key("article_baseline").expect("a preset").scenario();
    scenario.name = number.to_string();
    scenario.notes = "all is well ".repeat(number as usize % 97 * 50);
    scenario.bases.values_mut().last().expect("it has a basis").source = number.to_string();
    scenario
}

/// Which scenario it is, once it is sure that it is whole.
#[track_caller]
fn number_of(scenario: &Scenario) -> u64 {
    let number = scenario.name.parse().expect("it is numbered");
    assert_eq!(*scenario, numbered(number));
    number
}

fn scenario_file(folder: &Path) -> PathBuf {
    folder.join("plan.ron")
}

#[test]
#[ignore = "this is the program that is killed"]
fn saves_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let path = scenario_file(&folder);
    let (first, mut file) = ScenarioFile::open(&path).expect("it is whole");
    let (backups, autosave) = (Backups::new(&folder), Autosave::new(&folder).expect("there is a place"));
    for number in number_of(&first) + 1.. {
        let scenario = numbered(number);
        autosave.keep(&scenario, Some(&path)).expect("it is kept");
        backups.keep(&path, number).expect("there is a backup");
        file = ScenarioFile::write(&scenario, &path, file.as_seen()).expect("it is saved");
    }
}

fn start(folder: &Path) -> Child {
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command.args(["--ignored", "--exact", "disasters::saves_until_it_is_killed"]).env(FOLDER, folder);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
}

/// Waits for a program to keep its work for the first time, where starting it takes longer than it is left alive.
fn wait_for_work(folder: &Path) {
    let kept = || fs::read_dir(folder.join("autosave")).into_iter().flatten().flatten();
    for _ in 0..2000 {
        if kept().any(|file| file.path().extension().is_some_and(|end| end == "ron")) {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("it keeps no work");
}

/// How many files somebody was killed over.
fn unfinished(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| match path.file_name().and_then(|name| name.to_str()) {
            _ if path.is_dir() => unfinished(&path),
            Some(name) => usize::from(name.starts_with(".breakeven-")),
            None => 0,
        })
        .sum()
}

/// `BREAKEVEN_KILLS=500 cargo test --test integration disasters -- --nocapture` kills as often as it says, and says what it saw.
#[test]
fn killed_at_any_moment_every_file_is_whole() {
    let kills = std::env::var("BREAKEVEN_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(25);
    let folder = tempfile::tempdir().expect("a folder");
    let path = scenario_file(folder.path());
    save_scenario(&numbered(0), &path).expect("the first one");
    let (mut last, mut halfway, mut backups_seen, mut leftovers_seen, mut luck) = (0, 0, 0, 0, 1_u64);
    for _ in 0..kills {
        let mut program = start(folder.path());
        if cfg!(windows) {
            wait_for_work(folder.path());
        }
        luck = luck.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let longest = if cfg!(windows) { 300_000 } else { 60_000 };
        std::thread::sleep(Duration::from_micros(5_000 + (luck >> 33) % longest));
        program.kill().expect("it was running");
        program.wait().expect("it is gone");

        halfway += usize::from(0 < unfinished(folder.path()));
        let number = number_of(&open_scenario(&path).expect("the old one or the new one"));
        assert!(last <= number, "nothing that was saved is lost");
        last = number;
        let kept = Backups::new(folder.path()).of(&path);
        for backup in &kept {
            assert!(number_of(&open_scenario(&backup.path).expect("a whole backup")) <= number);
        }
        assert!(kept.len() <= 10, "{}", kept.len());
        backups_seen += kept.len();
        let autosaves = fs::read_dir(folder.path().join("autosave")).into_iter().flatten();
        let autosaves = autosaves
            .filter(|file| file.as_ref().is_ok_and(|file| file.path().extension().is_some_and(|end| end == "ron")));
        let (autosaves, leftovers) = (autosaves.count(), RecoveredWork::all(folder.path()));
        assert_eq!(leftovers.len(), autosaves, "each of them can be offered");
        for leftover in leftovers {
            let kept = number_of(&leftover.scenario);
            assert!(kept == number || kept == number + 1, "kept {kept}, saved {number}");
            assert_eq!(leftover.file.as_ref(), Some(&path));
            leftovers_seen += 1;
            leftover.discard();
        }
    }
    println!(
        "{kills} kills, {halfway} of them halfway through a file; {last} saves, {leftovers_seen} autosaves and \
         {backups_seen} backups read back whole"
    );
    assert!(0 < last, "it saved");
}

#[cfg(unix)]
#[test]
#[ignore = "this is the program whose new files are open to all"]
fn keeps_work_and_backups() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let path = scenario_file(&folder);
    Autosave::new(&folder).and_then(|place| place.keep(&numbered(1), Some(&path))).expect("it is kept");
    Backups::new(&folder).keep(&path, 1).expect("there is a backup");
}

/// Who may do what with everything in a folder, and below.
#[cfg(unix)]
fn modes(folder: &Path, modes: &mut Vec<(PathBuf, u32)>) {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        modes.push((path.clone(), fs::metadata(&path).expect("it is there").permissions().mode() & 0o777));
        if path.is_dir() {
            self::modes(&path, modes);
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_for_its_user_alone() {
    for (mask, was_there) in [("000", false), ("022", false), ("077", false), ("277", false), ("000", true)] {
        let folder = tempfile::tempdir().expect("a folder");
        save_scenario(&numbered(0), &scenario_file(folder.path())).expect("the first one");
        if was_there {
            for name in ["autosave", "backups"] {
                fs::create_dir(folder.path().join(name)).expect("as earlier versions made it");
            }
        }
        let program = std::env::current_exe().expect("this program");
        let mut shell = Command::new("sh");
        shell.args(["-c", "umask $0; exec \"$@\"", mask]).arg(program);
        shell.args(["--ignored", "--exact", "disasters::keeps_work_and_backups"]).env(FOLDER, folder.path());
        let output = shell.output().expect("it starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        for (name, count) in [("autosave", 2), ("backups", 2)] {
            let mut all = vec![];
            modes(&folder.path().join(name), &mut all);
            assert_eq!(all.len(), count, "{all:?}");
            let mut top = vec![];
            modes(folder.path(), &mut top);
            all.extend(top.into_iter().filter(|(path, _)| path.ends_with(name)));
            for (path, mode) in all {
                assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{} under {mask}", path.display());
            }
        }
    }
}

/// A small disk of its own, gone once dropped.
#[cfg(unix)]
struct TinyDisk(tempfile::TempDir);

#[cfg(unix)]
impl TinyDisk {
    /// `None` where this user may not have one.
    fn new(bytes: usize) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "breakeven-test"]).arg(folder.path());
        let mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        mounted.then(|| Self(folder))
    }
}

#[cfg(unix)]
impl Drop for TinyDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_the_old_file_stands() {
    let Some(disk) = TinyDisk::new(64 * 1024) else { return println!("no disk of its own for this user") };
    let path = scenario_file(disk.0.path());
    save_scenario(&numbered(1), &path).expect("it fits");
    let seen = ScenarioFile::open(&path).expect("it is whole").1.as_seen();
    let mut large = numbered(2);
    large.notes = "more than fits ".repeat(10_000);
    for replace in [seen, Replace::Anything] {
        let error = ScenarioFile::write(&large, &path, replace).expect_err("it does not fit");
        assert!(matches!(error, FileError::DiskFull { .. }), "{error}");
        assert_eq!(number_of(&open_scenario(&path).expect("the old one")), 1);
        assert_eq!(unfinished(disk.0.path()), 0, "nothing is left that takes up room");
    }
    save_scenario(&numbered(3), &path).expect("there is room again");
}
