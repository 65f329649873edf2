//! The command palette and the sheet of keys: whatever there is to do, found by a few letters.

use breakeven::app::{Appearance, Tab};
use breakeven::reference::PRESETS;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

fn find(window: &mut Window, query: &str) {
    control(window, Key::K);
    window.event(egui::Event::Text(query.to_owned()));
    window.run();
}

/// Opens the palette, types, and takes the first answer.
fn run_found(window: &mut Window, query: &str) {
    find(window, query);
    window.key_press(Key::Enter);
    window.run();
    assert!(rows(window).is_empty(), "{query}: the palette is still open");
}

/// What the palette offers, and which of it is chosen.
fn rows(window: &Window) -> Vec<(String, bool)> {
    let rows = nodes(window, Role::ListBoxOption);
    rows.iter().map(|node| (label(node), node.accesskit_node().is_selected() == Some(true))).collect()
}

fn chosen(window: &Window) -> String {
    rows(window).into_iter().find(|(_, is_chosen)| *is_chosen).expect("one is chosen").0
}

#[test]
fn a_few_letters_find_what_there_is_to_do() {
    let mut window = window();
    run_found(&mut window, "light or dark");
    assert_eq!(window.state().0.settings().appearance, Appearance::Dark);
    run_found(&mut window, "sens");
    assert_eq!(window.state().0.tab(), Tab::Sensitivity);
    run_found(&mut window, "look pilot");
    assert!(says(&window, "at Pilot, "));
    run_found(&mut window, "open audit");
    assert!(
        nodes(&window, Role::Button).iter().any(|node| label(node) == "Remove Audit, encryption and PII filter"),
        "the card is open"
    );
    run_found(&mut window, "production requests");
    assert!(nodes(&window, Role::TextInput).iter().any(|node| label(node) == "Stage"), "the stages are open");
    let volume = |window: &Window| scenario(window).stages[2].requests.base();
    let before = volume(&window);
    window.key_press(Key::ArrowRight);
    window.run();
    assert!(before < volume(&window), "its slider has the focus");
    control(&mut window, Key::Z);
    run_found(&mut window, "high contrast");
    assert!(window.state().0.settings().high_contrast);
    let glides = |window: &Window| 0.0 < window.ctx.global_style().animation_time;
    run_found(&mut window, "reduced motion");
    assert!(window.state().0.settings().reduced_motion && !glides(&window));
    window.key_press(Key::F5);
    window.run();
    assert!(!glides(&window), "text of another size glides no more either");
    run_found(&mut window, "reduced motion");
    assert!(glides(&window));
    window.key_press(Key::F5);
    window.run();
    run_found(&mut window, "start from coding");
    assert_eq!(scenario(&window).name, "Coding agent");
}

#[test]
fn arrows_choose_and_what_was_used_comes_first() {
    let mut window = window();
    control(&mut window, Key::K);
    let first = chosen(&window);
    assert_eq!(first, "New…");
    window.key_press(Key::ArrowDown);
    window.key_press(Key::ArrowDown);
    window.key_press(Key::ArrowUp);
    window.run();
    assert_eq!(chosen(&window), rows(&window)[1].0);
    window.key_press(Key::Escape);
    window.run();
    assert!(rows(&window).is_empty());
    run_found(&mut window, "Logarithmic");
    control(&mut window, Key::K);
    assert_eq!(chosen(&window), "Logarithmic or linear");
    assert!(says(&window, "Recently used"));
    control(&mut window, Key::K);
    assert!(rows(&window).is_empty(), "the key that opens it closes it");
}

#[test]
fn nothing_found_is_said_and_enter_does_nothing() {
    let mut window = window();
    let before = scenario(&window).clone();
    find(&mut window, "qqq zzz");
    assert!(says(&window, "Nothing is called that"));
    window.key_press(Key::Enter);
    window.run();
    assert!(says(&window, "Nothing is called that"));
    assert_eq!(*scenario(&window), before);
}

#[test]
fn work_that_is_not_saved_is_asked_about_here_too() {
    let mut window = window();
    window.get_by_role_and_label(Role::Switch, "Model routing").click();
    window.run();
    run_found(&mut window, &format!("start from {}", PRESETS[1].scenario().name));
    assert!(says(&window, "Save your changes first?"));
}

#[test]
fn the_sheet_shows_every_key() {
    let mut window = window();
    for key in [Key::Questionmark, Key::F1] {
        window.key_press_modifiers(Modifiers::NONE, key);
        window.run();
        for text in ["Keyboard shortcuts", "Save as", "Ctrl+Shift+S", "Ctrl+K", "Double-click", "F1"] {
            assert!(says(&window, text), "{text}");
        }
        window.key_press(Key::Escape);
        window.run();
        assert!(!says(&window, "Double-click"));
    }
}
