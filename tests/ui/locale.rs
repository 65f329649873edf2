//! Numbers with the marks of another language: written and typed, everywhere in the window.
//!
//! Marks are the whole program's, so what tries others has a process of its own.

use std::process::Command;

use breakeven::app::Settings;
use breakeven::language::Language;
use breakeven::number_style::NumberStyle;
use egui::vec2;

use crate::legible::overlaps;
use crate::support::*;
use crate::translated::shown;

/// Runs one of the tests below that are ignored here.
fn in_a_process(test: &str) {
    let tests = std::env::current_exe().expect("these tests are a program");
    let done = Command::new(tests).args(["--exact", test, "--ignored"]).output().expect("it can be run");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    assert!(String::from_utf8_lossy(&done.stdout).contains("1 passed"), "there is no test {test}");
}

#[test]
fn other_marks_are_written_and_typed() {
    in_a_process("locale::with_commas");
    in_a_process("locale::with_spaces");
}

#[test]
fn a_language_is_chosen_in_the_menu() {
    in_a_process("locale::in_another_language");
}

fn window_with(style: NumberStyle) -> Window {
    let settings = Settings { numbers: Some(style), ..Settings::default() };
    window_of(app(None, settings), vec2(1280.0, 720.0), 1.0)
}

#[test]
#[ignore = "marks are the whole program's: run in a process of its own"]
fn with_commas() {
    let mut window = window_with(NumberStyle::Comma);
    assert!(says(&window, "$15.973") && says(&window, "$0,134"), "{:?}", texts(&window));
    assert!(!says(&window, "15,973"), "{:?}", texts(&window));
    assert_eq!(overlaps(&window), Vec::<String>::new());
    // As it is written, it is read.
    card(&mut window, "Accepted draft reply");
    type_number(&mut window, "value, USD per outcome, likely", "1,05");
    assert!((scenario(&window).outcome.value.base() - 1.05).abs() < 1e-12);
    type_number(&mut window, "requests a month", "230.500");
    assert!((scenario(&window).stages[2].requests.base() - 230_500.0).abs() < 1e-6);
    assert_eq!(number(&window, "requests a month").value().as_deref(), Some("230.500"));
    // Chosen in the menu, everything is written anew.
    click(&mut window, "View");
    click(&mut window, "Language and numbers");
    click(&mut window, "Numbers like 1,234.5");
    assert_eq!(number(&window, "requests a month").value().as_deref(), Some("230,500"));
    assert!(says(&window, "$16,422"), "{:?}", texts(&window));
}

#[test]
#[ignore = "marks are the whole program's: run in a process of its own"]
fn with_spaces() {
    let window = window_with(NumberStyle::Space);
    assert!(says(&window, "$15\u{202f}973") && says(&window, "$0,134"), "{:?}", texts(&window));
    assert_eq!(overlaps(&window), Vec::<String>::new());
}

#[test]
#[ignore = "the language is the whole program's: run in a process of its own"]
fn in_another_language() {
    let mut window = window_of(app(None, Settings::default()), vec2(1280.0, 720.0), 1.0);
    assert!(says(&window, "$15,973"), "{:?}", texts(&window));
    click(&mut window, "View");
    click(&mut window, "Language and numbers");
    click(&mut window, "Deutsch");
    assert_eq!((Language::current(), NumberStyle::current()), (Language::German, NumberStyle::Comma));
    // Numbers, charts and whatever else was written before.
    assert!(says(&window, "$15.973") && !says(&window, "$15,973"), "{:?}", texts(&window));
    let german = shown("Strategies");
    assert!(german != "Strategies" && says(&window, &german), "{german}: {:?}", texts(&window));
    assert_eq!(overlaps(&window), Vec::<String>::new());
    click(&mut window, "View");
    click(&mut window, "Language and numbers");
    click(&mut window, "English");
    assert!(says(&window, "$15,973") && says(&window, "Strategies"), "{:?}", texts(&window));
}
