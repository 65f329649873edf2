//! Work that must not be lost: other windows on the same file, comments, crashes, and what was saved over.

use std::fs;
use std::path::{Path, PathBuf};

use breakeven::app::Settings;
use breakeven::files::{Autosave, RecoveredWork, open_scenario, save_scenario};
use breakeven::reference::Preset;
use breakeven::scenario::Scenario;
use egui::{Key, Role, vec2};

use crate::support::*;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for this test")
}

fn coding_agent() -> Scenario {
    Preset::by_key("coding_agent").expect("it is there").scenario()
}

/// The coding agent as a file.
fn file(folder: &Path) -> PathBuf {
    let path = folder.join("plan.ron");
    save_scenario(&coding_agent(), &path).expect("it can be written");
    path
}

/// A window that keeps its work in a folder.
fn keeping(file: Option<&Path>, data: &Path) -> Window {
    window_of(app(file, Settings::default()).keeping_work_in(data.to_owned()), vec2(1600.0, 1000.0), 1.0)
}

/// An edit that every scenario can take.
fn edit(window: &mut Window, horizon: &str) {
    if !nodes(window, Role::SpinButton).iter().any(|field| label(field) == "horizon, months") {
        card(window, "Plan and money");
    }
    type_number(window, "horizon, months", horizon);
}

fn horizon(scenario: &Scenario) -> u32 {
    scenario.plan.horizon_months
}

fn autosaves(data: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(data.join("autosave")).into_iter().flatten().map(|file| file.expect("a file").path());
    files.filter(|path| path.extension().is_some_and(|end| end == "ron")).collect()
}

#[test]
fn two_windows_on_one_file_never_overwrite_each_other_without_a_word() {
    let folder = folder();
    let path = file(folder.path());
    let [mut mine, mut theirs] =
        [(); 2].map(|()| window_of(app(Some(&path), Settings::default()), vec2(1600.0, 1000.0), 1.0));
    edit(&mut theirs, "11");
    control(&mut theirs, Key::S);
    assert!(says(&theirs, "saved · plan.ron"), "{:?}", texts(&theirs));
    edit(&mut mine, "22");
    control(&mut mine, Key::S);
    assert!(says(&mine, "was changed by another window or program"), "{:?}", texts(&mine));
    click(&mut mine, "Cancel");
    assert!(mine.state().0.session().is_unsaved());
    assert_eq!(horizon(&open_scenario(&path).expect("theirs")), 11);

    control(&mut mine, Key::S);
    click(&mut mine, "Reload");
    assert_eq!((horizon(scenario(&mine)), mine.state().0.session().is_unsaved()), (11, false));
    control(&mut mine, Key::Z);
    assert_eq!((horizon(scenario(&mine)), mine.state().0.session().is_unsaved()), (22, true), "nothing is lost");
    control(&mut mine, Key::S);
    assert_eq!(horizon(&open_scenario(&path).expect("mine")), 22, "I have seen theirs");

    edit(&mut theirs, "33");
    control(&mut theirs, Key::S);
    click(&mut theirs, "Overwrite");
    assert_eq!(horizon(&open_scenario(&path).expect("theirs")), 33);
    edit(&mut mine, "44");
    control(&mut mine, Key::S);
    click(&mut mine, "Save as…");
    let other = folder.path().join("other.ron");
    type_text(&mut mine, "Path", &other.display().to_string());
    assert_eq!(
        (horizon(&open_scenario(&path).expect("theirs")), horizon(&open_scenario(&other).expect("mine"))),
        (33, 44)
    );
}

#[test]
fn another_file_is_not_replaced_without_a_word() {
    let folder = folder();
    let path = file(folder.path());
    let mut window = window();
    control(&mut window, Key::S);
    type_text(&mut window, "Path", &path.display().to_string());
    assert!(says(&window, "is there already"), "{:?}", texts(&window));
    click(&mut window, "Cancel");
    assert_eq!(open_scenario(&path).expect("it is as it was"), coding_agent());
    control(&mut window, Key::S);
    type_text(&mut window, "Path", &path.display().to_string());
    click(&mut window, "Overwrite");
    assert_eq!(open_scenario(&path).expect("it was replaced"), *scenario(&window));
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_said_and_can_be_tried_again() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let path = file(folder.path());
    let allow = |mode| fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("it is ours");
    allow(0o444);
    let mut window = window_of(app(Some(&path), Settings::default()), vec2(1600.0, 1000.0), 1.0);
    edit(&mut window, "11");
    control(&mut window, Key::S);
    assert!(says(&window, "is read-only"), "{:?}", texts(&window));
    click(&mut window, "Try again");
    assert!(says(&window, "is read-only"), "nothing was mended");
    allow(0o644);
    click(&mut window, "Try again");
    assert!(!window.state().0.session().is_unsaved());
    assert_eq!(horizon(&open_scenario(&path).expect("saved")), 11);
}

#[test]
fn comments_are_told_before_they_go_once() {
    let folder = folder();
    let path = file(folder.path());
    let text = fs::read_to_string(&path).expect("text");
    let commented = format!("// Agreed on Monday\n{text}");
    fs::write(&path, &commented).expect("it can be written");
    let mut window = keeping(Some(&path), folder.path());
    edit(&mut window, "11");
    control(&mut window, Key::S);
    assert!(says(&window, "Somebody has written comments into plan.ron"), "{:?}", texts(&window));
    click(&mut window, "Cancel");
    assert_eq!(fs::read_to_string(&path).expect("text"), commented);
    control(&mut window, Key::S);
    click(&mut window, "Save anyway");
    assert_eq!(horizon(&open_scenario(&path).expect("saved")), 11);
    edit(&mut window, "12");
    control(&mut window, Key::S);
    assert_eq!(horizon(&open_scenario(&path).expect("saved without a question")), 12);

    click(&mut window, "File");
    click(&mut window, "Backups…");
    assert!(says(&window, "Before it was saved over"));
    let open = nodes(&window, Role::Button).into_iter().rfind(|node| label(node).starts_with("Open the one of"));
    open.expect("the oldest backup").click_accesskit();
    window.run();
    assert_eq!(*scenario(&window), coding_agent(), "as it was with its comments");
    assert!(window.state().0.session().is_unsaved());
    assert_eq!(horizon(&open_scenario(&path).expect("opening a backup changes no file")), 12);
    control(&mut window, Key::Z);
    assert_eq!(horizon(scenario(&window)), 12);
}

#[test]
fn unsaved_work_is_kept_within_seconds_and_offered_after_a_crash() {
    let folder = folder();
    let path = file(folder.path());
    let mut window = keeping(Some(&path), folder.path());
    window.run_steps(20);
    assert!(autosaves(folder.path()).is_empty(), "nothing was edited");
    edit(&mut window, "17");
    eventually(&mut window, |_| !autosaves(folder.path()).is_empty());
    drop(window);

    let mut next = keeping(None, folder.path());
    assert!(says(&next, "Unsaved work was found"), "{:?}", texts(&next));
    assert!(says(&next, "plan.ron · "), "{:?}", texts(&next));
    click(&mut next, "Keep for later");
    drop(next);

    let mut next = keeping(None, folder.path());
    let second = keeping(None, folder.path());
    assert!(!says(&second, "Unsaved work was found"), "the first window is offering it");
    click(&mut next, "Restore Coding agent");
    assert_eq!((horizon(scenario(&next)), next.state().0.session().path()), (17, Some(&*path)));
    assert!(next.state().0.session().is_unsaved());
    control(&mut next, Key::S);
    assert_eq!(horizon(&open_scenario(&path).expect("saved")), 17);
    eventually(&mut next, |_| autosaves(folder.path()).is_empty());
    drop((next, second));
    assert!(RecoveredWork::all(folder.path()).is_empty());
}

#[test]
fn work_that_nobody_wants_is_discarded() {
    let folder = folder();
    for horizon in [5, 6] {
        let mut work = coding_agent();
        work.plan.horizon_months = horizon;
        work.name = format!("Plan for {horizon} months");
        Autosave::new(folder.path()).and_then(|place| place.keep(&work, None)).expect("it is kept");
    }
    let mut window = keeping(None, folder.path());
    click(&mut window, "Discard Plan for 5 months");
    assert!(says(&window, "Plan for 6 months") && !says(&window, "Plan for 5 months"), "{:?}", texts(&window));
    click(&mut window, "Restore Plan for 6 months");
    assert_eq!(horizon(scenario(&window)), 6);
    assert!(says(&window, "edited, not saved yet"), "{:?}", texts(&window));
    assert_eq!(autosaves(folder.path()).len(), 1, "until it is saved");
    drop(window);
    assert_eq!(RecoveredWork::all(folder.path()).len(), 1, "a crash right after would lose nothing");
}

/// Work of a window that is gone, on a file that it had opened.
fn crashed(path: &Path, data: &Path) {
    let mut window = keeping(Some(path), data);
    edit(&mut window, "17");
    eventually(&mut window, |_| !autosaves(data).is_empty());
}

/// Before, the restored window took what a colleague had saved for what it had opened, and saved over it.
#[test]
fn restored_work_does_not_overwrite_what_somebody_saved_meanwhile() {
    let folder = folder();
    let path = file(folder.path());
    crashed(&path, folder.path());
    let mut theirs = coding_agent();
    theirs.plan.horizon_months = 33;
    save_scenario(&theirs, &path).expect("a colleague saves");

    let mut window = keeping(None, folder.path());
    eventually(&mut window, |window| says(window, "its file holds something else than it began from"));
    click(&mut window, "Restore Coding agent");
    assert!(says(&window, "saving asks first"), "{:?}", texts(&window));
    assert_eq!((horizon(scenario(&window)), window.state().0.session().path()), (17, Some(&*path)));
    control(&mut window, Key::S);
    assert!(says(&window, "was changed by another window or program"), "{:?}", texts(&window));
    click(&mut window, "Cancel");
    assert_eq!(open_scenario(&path).expect("theirs"), theirs);
    // Kept again after another edit, it still knows what it began from.
    edit(&mut window, "18");
    eventually(&mut window, |_| {
        fs::read_to_string(&autosaves(folder.path())[0]).is_ok_and(|text| text.contains("horizon_months: 18"))
    });
    drop(window);

    let mut window = keeping(None, folder.path());
    eventually(&mut window, |window| says(window, "Unsaved work was found"));
    click(&mut window, "Restore Coding agent");
    control(&mut window, Key::S);
    click(&mut window, "Overwrite");
    assert_eq!(horizon(&open_scenario(&path).expect("mine, after a word")), 18);
}

#[test]
fn restored_work_comes_back_to_a_file_that_is_gone() {
    let folder = folder();
    let path = file(folder.path());
    crashed(&path, folder.path());
    fs::remove_file(&path).expect("it is there");
    let mut window = keeping(None, folder.path());
    eventually(&mut window, |window| says(window, "its file is gone"));
    click(&mut window, "Restore Coding agent");
    control(&mut window, Key::S);
    assert_eq!(horizon(&open_scenario(&path).expect("it is there again")), 17);
}

/// Before, the path was kept as it was given, and led to another file from another folder.
#[test]
fn a_path_from_the_folder_at_hand_is_kept_from_the_root_on() {
    let folder = folder();
    let given = Path::new("presets/coding_agent.ron");
    let full = std::env::current_dir().expect("a folder").join(given);
    let settings =
        Settings { recent_files: vec!["old.ron".into(), folder.path().join("older.ron")], ..Settings::default() };
    let app = app(Some(given), settings).keeping_work_in(folder.path().to_owned());
    let mut window = window_of(app, vec2(1600.0, 1000.0), 1.0);
    assert_eq!(window.state().0.session().path(), Some(&*full));
    assert_eq!(
        window.state().0.settings().recent_files,
        [full.clone(), folder.path().join("older.ron")],
        "what was remembered as it was given would open something else"
    );
    edit(&mut window, "17");
    eventually(&mut window, |_| !autosaves(folder.path()).is_empty());
    drop(window);
    assert_eq!(RecoveredWork::all(folder.path())[0].file, Some(full));
}

#[test]
fn an_older_version_is_told_before_it_is_written_anew_once() {
    let folder = folder();
    let path = folder.path().join("plan.ron");
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/versions/1/support_assistant.ron");
    let text = fs::read_to_string(old).expect("what version 1 wrote");
    for (text, heading) in [
        (text.clone(), "The file will be of a newer version"),
        (format!("// Agreed on Monday\n{text}"), "Comments in the file will go"),
    ] {
        fs::write(&path, &text).expect("it can be written");
        let mut window = window_of(app(Some(&path), Settings::default()), vec2(1600.0, 1000.0), 1.0);
        assert!(says(&window, "plan.ron, a file of version 1: saving makes it version 3"), "{:?}", texts(&window));
        edit(&mut window, "11");
        control(&mut window, Key::S);
        assert!(says(&window, heading), "{:?}", texts(&window));
        assert!(says(&window, "Saving makes it version 3, which older programs cannot read"), "{:?}", texts(&window));
        click(&mut window, "Cancel");
        assert_eq!(fs::read_to_string(&path).expect("text"), text);
        control(&mut window, Key::S);
        click(&mut window, "Save anyway");
        assert_eq!(horizon(&open_scenario(&path).expect("saved")), 11);
        edit(&mut window, "12");
        control(&mut window, Key::S);
        assert_eq!(horizon(&open_scenario(&path).expect("saved without a question")), 12);
    }
}

/// Before, nobody learned of it until the mouse moved.
#[test]
fn work_that_cannot_be_kept_is_said_at_once() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    let folder = folder();
    // Nothing can be kept below a file.
    let data = file(folder.path());
    let mut window = keeping(None, &data);
    let is_woken = Arc::new(AtomicBool::new(false));
    let (waking, own) = (Arc::clone(&is_woken), std::thread::current().id());
    // The observer, because a request that finds the window asked for already reaches no callback.
    window.ctx.set_repaint_observer(move |_| {
        // Whatever the window asks for itself comes with an edit or the mouse.
        if std::thread::current().id() != own {
            waking.store(true, Ordering::Relaxed);
        }
    });
    edit(&mut window, "17");
    // The edit is due, and then nobody touches anything.
    window.run_steps(20);
    let begun = std::time::Instant::now();
    while !is_woken.load(Ordering::Relaxed) {
        assert!(begun.elapsed().as_secs() < 120, "the window is never woken");
        std::thread::yield_now();
    }
    window.run();
    assert!(says(&window, "Unsaved work is not being kept: "), "{:?}", texts(&window));
}

/// Before, the window never appeared.
#[cfg(unix)]
#[test]
fn pipes_hold_no_window_up() {
    let folder = folder();
    let pipe = |name: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        assert!(std::process::Command::new("mkfifo").arg(&path).status().expect("it starts").success());
        path
    };
    let [plan, _] = [pipe("plan.ron"), pipe("autosave/1-1.ron")];
    pipe("cards/pipe.ron");
    let app = app(Some(&plan), Settings::default()).with_card_library(folder.path().join("cards"));
    let mut window = window_of(app.keeping_work_in(folder.path().to_owned()), vec2(1600.0, 1000.0), 1.0);
    let refused = format!("Could not open {}: this is a pipe, not a file", plan.display());
    assert!(says(&window, &refused), "{:?}", texts(&window));
    click(&mut window, "Close");
    for (name, expected) in [("plan.ron", &*refused), ("prices.json", "this is a pipe, not a file")] {
        let path = folder.path().join(name);
        if !path.exists() {
            pipe(name);
        }
        window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
        window.step();
        window.run();
        assert!(says(&window, expected), "{:?}", texts(&window));
        click(&mut window, "Close");
    }
    control(&mut window, Key::S);
    type_text(&mut window, "Path", &plan.display().to_string());
    assert!(says(&window, "this is a pipe, not a file"), "{:?}", texts(&window));
    click(&mut window, "Cancel");
    assert!(!fs::metadata(&plan).expect("it is there").is_file(), "and it is not replaced");
}
