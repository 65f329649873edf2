//! Everything taken away at once: how far it is, what came of it, and nothing lost or replaced on the way.

use std::fs;
use std::path::Path;

use breakeven::app::Settings;
use breakeven::artifacts::{Artifact, PictureFormat};
use breakeven::charts::ChartKind;
use egui::{Role, vec2};
use egui_kittest::kittest::NodeT as _;

use crate::support::*;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for this test")
}

/// Asks for everything in a folder.
fn export_everything(window: &mut Window, folder: &Path) {
    click(window, "Export");
    click_button(window, "Export everything…");
    type_text(window, "Path", folder.to_str().expect("a path in plain letters"));
}

/// What a file of the example is called.
fn file_name(piece: Artifact) -> String {
    piece.file_name("customer_support_assistant")
}

fn count(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

/// How far the export is, in percent.
fn progress(window: &Window) -> Option<f64> {
    nodes(window, Role::ProgressIndicator).first().and_then(|node| node.accesskit_node().numeric_value())
}

/// Every file of the example, which keeps no usage.
fn all_of_example() -> Vec<Artifact> {
    let example = breakeven::reference::PRESETS[0].scenario();
    Artifact::all().into_iter().filter(|artifact| artifact.has_content(&example)).collect()
}

#[test]
fn everything_comes_while_the_window_goes_on() {
    let folder = folder();
    let out = folder.path().join("made/for this");
    let mut window = window();
    export_everything(&mut window, &out);
    assert!(progress(&window).is_some_and(|percent| percent < 100.0), "it is told how far it is");
    assert!(says(&window, &format!("of {}", all_of_example().len())), "{:?}", texts(&window));
    eventually(&mut window, |window| says(window, &file_name(Artifact::Picture(ChartKind::Curve, PictureFormat::Png))));
    type_number(&mut window, "requests a month", "345,678");
    assert_eq!(scenario(&window).stages[2].requests.base(), 345_678.0, "nobody has to wait for it");
    click(&mut window, "Export");
    click_first(&mut window, "Save report");
    assert!(says(&window, "still being written"), "one at a time: {:?}", texts(&window));

    eventually(&mut window, |window| progress(window).is_none());
    let all = all_of_example();
    assert!(says(&window, &format!("Exported {} files", all.len())), "{:?}", texts(&window));
    assert!(says(&window, out.to_str().expect("a path")));
    for piece in &all {
        assert!(out.join(file_name(*piece)).is_file(), "{piece:?}");
    }
    assert_eq!(count(&out), all.len());
    let months = |path: &Path| fs::read_to_string(path.join(file_name(Artifact::Months))).expect("it was written");
    assert!(!months(&out).contains("345678"), "as it stood when it was asked for");
    click(&mut window, "Close");
    assert!(nodes(&window, Role::Button).iter().all(|node| label(node) != "Close"));
}

#[test]
fn what_is_there_is_asked_about_and_cancel_stops() {
    let folder = folder();
    let mine = folder.path().join(file_name(Artifact::Workbook));
    fs::write(&mine, "mine").expect("it can be written");
    let mut window = window();
    export_everything(&mut window, folder.path());
    assert!(says(&window, "One of these files is there already"), "{:?}", texts(&window));
    assert!(says(&window, &file_name(Artifact::Workbook)));
    click(&mut window, "Cancel");
    assert_eq!((count(folder.path()), progress(&window)), (1, None), "nothing was written");

    export_everything(&mut window, folder.path());
    click(&mut window, "Write only the others");
    click(&mut window, "Cancel");
    eventually(&mut window, |window| progress(window).is_none());
    let written = count(folder.path()) - 1;
    assert!(written < all_of_example().len() - 1, "{written} files");
    assert!(
        says(&window, &format!("Stopped after {written} of {} files", all_of_example().len() - 1)),
        "{:?}",
        texts(&window)
    );
    assert_eq!(fs::read_to_string(&mine).expect("it is there"), "mine");

    click(&mut window, "Close");
    fs::write(folder.path().join("months.csv"), "mine").expect("it can be written");
    click(&mut window, "Export");
    click_first(&mut window, "Save months");
    type_text(&mut window, "Path", folder.path().join("months.csv").to_str().expect("a path"));
    assert!(says(&window, "There is such a file already"), "{:?}", texts(&window));
    click(&mut window, "Replace");
    eventually(&mut window, |window| says(window, "Saved "));
    let months = fs::read_to_string(folder.path().join("months.csv")).expect("it is there");
    assert!(months.starts_with("month,requests,"), "{months}");
}

/// Before, the scenario's own file was among what is replaced, and a link that leads to nothing was followed unasked.
#[cfg(unix)]
#[test]
fn the_scenario_itself_is_never_replaced_and_no_link_is_followed() {
    let folder = folder();
    let path = folder.path().join(file_name(Artifact::Results));
    let text = breakeven::files::write_scenario(&breakeven::reference::PRESETS[0].scenario());
    fs::write(&path, &text).expect("it can be written");
    let outside = folder.path().join("outside");
    std::os::unix::fs::symlink(&outside, folder.path().join(file_name(Artifact::Months))).expect("it can be made");
    let mut window = window_of(app(Some(&path), Settings::default()), vec2(1600.0, 1000.0), 1.0);
    export_everything(&mut window, folder.path());
    assert!(says(&window, "2 of these "), "{:?}", texts(&window));
    click(&mut window, "Replace");
    eventually(&mut window, |window| progress(window).is_none());
    let all = all_of_example().len();
    assert!(says(&window, &format!("Exported {} of {all} files", all - 2)), "{:?}", texts(&window));
    assert!(says(&window, "is the scenario itself") && says(&window, "is a link to another file"));
    assert_eq!(fs::read_to_string(&path).expect("it is there"), text);
    assert!(!outside.exists());
}

/// Nobody writes there, not even whoever may do everything.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_nothing_is_said_once() {
    let mut window = window();
    export_everything(&mut window, Path::new("/sys"));
    eventually(&mut window, |window| progress(window).is_none());
    assert!(says(&window, &format!("Stopped after 0 of {} files", all_of_example().len())), "{:?}", texts(&window));
    let said = texts(&window).into_iter().filter(|text| text.contains("its folder is read-only for you"));
    assert_eq!(said.count(), 1, "{:?}", texts(&window));
}
