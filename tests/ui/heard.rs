//! A workshop as a screen reader tells it, from the first look to the last decision, by keyboard alone: the tree that the
//! window hands to the system, as text. `UPDATE_EXPECT=1` writes it anew; the difference is read like any other.

use std::fmt::Write as _;
use std::path::Path;

use egui::{Key, Role, vec2};
use egui_kittest::Node;
use egui_kittest::kittest::NodeT as _;
use expect_test::expect_file;

use crate::support::*;

/// What is said of a node: what it is, what it is called, what it holds and how it stands; nothing of what only holds others.
fn said(node: &Node<'_>) -> Option<String> {
    let inner = node.accesskit_node();
    let role = inner.role();
    if matches!(role, Role::GenericContainer | Role::Unknown | Role::Window | Role::TextRun | Role::ScrollView) {
        return None;
    }
    let mut line = format!("{role:?}");
    let name = label(node);
    if !name.is_empty() {
        write!(line, " “{name}”").expect("text grows");
    }
    if let Some(value) = node.value().filter(|value| !value.is_empty() && *value != name) {
        write!(line, " = {value}").expect("text grows");
    }
    if let Some(toggled) = inner.toggled() {
        write!(line, ", {toggled:?}").expect("text grows");
    }
    if inner.is_selected() == Some(true) {
        line.push_str(", selected");
    }
    if inner.is_disabled() {
        line.push_str(", disabled");
    }
    if node.is_focused() {
        line.push_str(" ← focus");
    }
    (name + line.as_str() != format!("{role:?}")).then_some(line)
}

/// Everything in reading order.
fn heard(window: &Window) -> String {
    let lines = window.root().children_recursive().filter_map(|node| said(&node));
    lines.map(|line| format!("  {line}\n")).collect()
}

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

/// Goes on with Tab until the control with a name has the focus.
fn tab_to(window: &mut Window, name: &str) {
    for _ in 0..200 {
        let has_it = window.root().children_recursive().any(|node| node.is_focused() && label(&node) == name);
        if has_it {
            return;
        }
        press(window, Key::Tab);
    }
    panic!("Tab never comes to {name}");
}

fn type_letters(window: &mut Window, text: &str) {
    for letter in text.chars() {
        window.event(egui::Event::Text(letter.to_string()));
        window.step();
    }
}

#[test]
fn a_workshop_is_told_from_its_first_look_to_its_last_decision() {
    let mut window = window_of(app(None, settings(egui::Theme::Light)), vec2(1280.0, 720.0), 1.0);
    let mut told = String::new();
    let mut tell = |window: &Window, when: &str| told += &format!("{when}\n{}\n", heard(window));
    press(&mut window, Key::F5);
    tell(&window, "The room, after F5");
    tab_to(&mut window, "Guess first…");
    press(&mut window, Key::Enter);
    type_letters(&mut window, "12k");
    tab_to(&mut window, "Name, optional");
    type_letters(&mut window, "Ana");
    press(&mut window, Key::Enter);
    tell(&window, "One has guessed");
    tab_to(&mut window, "Reveal");
    press(&mut window, Key::Enter);
    tell(&window, "Revealed");
    tab_to(&mut window, "Model routing");
    press(&mut window, Key::Space);
    tell(&window, "Model routing switched off");
    tab_to(&mut window, "Take a snapshot");
    press(&mut window, Key::Enter);
    tab_to(&mut window, "Explain this plan");
    press(&mut window, Key::Enter);
    tell(&window, "The plan in sentences");
    press(&mut window, Key::Escape);
    tab_to(&mut window, "Decisions…");
    press(&mut window, Key::Enter);
    type_letters(&mut window, "Go to the pilot without routing");
    tell(&window, "A decision is written");
    tab_to(&mut window, "Done");
    press(&mut window, Key::Enter);
    assert_eq!(scenario(&window).decisions[0].decision, "Go to the pilot without routing");

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/heard/workshop.txt");
    expect_file![path].assert_eq(&told);
}
