//! Texts that nobody meant well with: a file that holds them opens; what is typed is free of them.

use std::fs;
use std::path::{Path, PathBuf};

use breakeven::files::open_scenario;
use egui::{Key, Modifiers, Theme, vec2};
use egui_kittest::Harness;

use crate::support::*;

fn faults() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/faults");
    let files = fs::read_dir(folder).expect("the faults are there").map(|file| file.expect("a file").path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "ron")).collect();
    files.sort();
    files
}

/// A window that shows boxes for letters that no font of the machine has, as it does for whoever opens such a file.
fn window_on(file: &Path, theme: Theme) -> Window {
    let app = app(Some(file), settings(theme)).without_native_dialogs();
    let builder = Harness::builder().with_size(vec2(1280.0, 720.0)).with_theme(theme).with_max_steps(12);
    let builder = builder.allow_missing_glyphs().with_context_setup(move |context| {
        breakeven::paint::theme::install(context);
        settings(theme).apply(context);
    });
    let mut window = builder.build_eframe(|_| Shown(app));
    window.run();
    window
}

/// Gives the scenario another name, an event after the other.
#[track_caller]
fn rename(window: &mut Window, events: &[egui::Event]) {
    let name = scenario(window).name.clone();
    click_button(window, &name);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    for event in events {
        window.event(event.clone());
        window.run();
    }
    window.key_press(Key::Enter);
    window.run();
}

#[test]
fn every_fault_opens_and_its_problems_are_shown() {
    for file in faults() {
        let window = window_on(&file, Theme::Light);
        assert_eq!(*scenario(&window), open_scenario(&file).expect("it opens"), "{}", file.display());
        let problems = &window.state().0.session().computed.problems;
        if let Some(first) = problems.first() {
            let first = breakeven::prose::problem_in_words(scenario(&window), first);
            assert!(says(&window, &first), "{}: {first} is shown", file.display());
        } else {
            assert!(window.state().0.session().computed.valid.is_some(), "{}", file.display());
        }
    }
}

#[test]
fn what_is_pasted_into_a_name_is_seen_on_one_line() {
    let mut window = window();
    for (pasted, expected) in [
        ("Two\r\nlines\tand \u{1b}[2Jmore\u{202e}", "Two  lines and [2Jmore".to_owned()),
        (&*"é".repeat(300), "é".repeat(200)),
    ] {
        rename(&mut window, &[egui::Event::Paste(pasted.to_owned())]);
        assert_eq!(scenario(&window).name, expected);
        assert_eq!(window.state().0.session().computed.problems, []);
    }
}

#[test]
fn what_is_typed_key_by_key_is_taken_as_it_is() {
    let mut window = window();
    let letters = "Größe & Co".chars().map(|letter| egui::Event::Text(letter.to_string()));
    rename(&mut window, &letters.collect::<Vec<_>>());
    assert_eq!(scenario(&window).name, "Größe & Co");
    assert!(scenario(&window).check().is_empty());
}
