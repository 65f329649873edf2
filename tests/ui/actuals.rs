//! Usage in the window: read, held against a stage and a step, measured, adopted, taken back, forgotten.

use std::path::Path;
use std::sync::Arc;

use breakeven::scenario::{BasisKind, EstimatePath, StageField, StepField};
use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;

use crate::support::*;

const TRACE: &str = "tests/fixtures/usage/azure2023_code.csv.gz";

fn output() -> EstimatePath {
    EstimatePath::step("answer", StepField::Output)
}

/// A window in which the trace has been read by its path.
fn with_trace() -> Window {
    let mut window = window();
    click(&mut window, "Actuals");
    assert!(says(&window, "Drop an export of traces"));
    click(&mut window, "Read usage…");
    type_text(&mut window, "Path", &Path::new(TRACE).canonicalize().expect("it is there").to_string_lossy());
    eventually(&mut window, |window| says(window, "Read 8,819 calls from azure2023_code.csv.gz"));
    window.run();
    window
}

/// Clicks what a list offers, which stands above everything else of that name.
fn choose(window: &mut Window, name: &str) {
    let offered = nodes(window, Role::Button).into_iter().rfind(|node| label(node) == name).expect("it is offered");
    offered.click_accesskit();
    window.run();
}

#[test]
fn usage_is_read_measured_adopted_and_taken_back() {
    let mut window = with_trace();
    let kept = &scenario(&window).actuals[0];
    assert_eq!((kept.from.as_str(), kept.stage), ("2023-11-16", scenario(&window).plan.target_stage));
    // It names no models: it is taken as usage of the step that costs most, which can be changed.
    assert_eq!(kept.step.as_deref(), Some("answer"));
    let before = scenario(&window).clone();
    let tick = "Answer · answer tokens";
    assert!(says(&window, "8,819 calls"), "{:?}", texts(&window));
    // Requests of an hour, scaled to a month, are not to be adopted.
    click(&mut window, "Production · requests");
    let adopt = nodes(&window, Role::Button).iter().map(label).find(|name| name.starts_with("Adopt "));
    let adopt = adopt.expect("there is something to adopt");
    click_button(&mut window, &adopt);
    let now = scenario(&window);
    assert_eq!(now.support(&output()), Some(BasisKind::Measured));
    assert!(now.bases[&output()].source.ends_with("8,819 calls"), "{}", now.bases[&output()].source);
    let requests = EstimatePath::stage("Production", StageField::Requests);
    assert_ne!(now.support(&requests), Some(BasisKind::Measured), "it was not ticked");
    let answer = |scenario: &breakeven::scenario::Scenario| scenario.workload.steps[1].output.base();
    assert!((answer(now) - 245_896.0 / 8_819.0).abs() < 0.01, "{}", answer(now));
    assert!(window.query_by_label(tick).is_some());
    // One step brings all of it back; the usage stays.
    control(&mut window, Key::Z);
    assert_eq!(scenario(&window), &before);
    // A changed number is measured no more.
    window.key_press_modifiers(egui::Modifiers::COMMAND.plus(egui::Modifiers::SHIFT), Key::Z);
    window.run();
    assert_eq!(scenario(&window).support(&output()), Some(BasisKind::Measured));
}

#[test]
fn usage_is_held_against_another_stage_and_forgotten() {
    let mut window = with_trace();
    click_first(&mut window, "Stage that it is held against: Production");
    choose(&mut window, "Prototype");
    assert_eq!(scenario(&window).actuals[0].stage, 0);
    assert!(says(&window, "Prototype · requests") || window.query_by_label("Prototype · requests").is_some());
    click_first(&mut window, "Step that it is usage of: answer");
    choose(&mut window, "all steps");
    assert_eq!(scenario(&window).actuals[0].step, None);
    click(&mut window, "Forget azure2023_code.csv.gz");
    assert!(scenario(&window).actuals.is_empty());
    assert!(says(&window, "Forgot azure2023_code.csv.gz: Undo brings it back"));
    control(&mut window, Key::Z);
    assert_eq!(scenario(&window).actuals.len(), 1);
}

#[test]
fn usage_is_dropped_on_the_window_and_what_is_none_is_said() {
    let mut window = window();
    let drop = |window: &mut Window, path: &Path| {
        let path = path.canonicalize().expect("it is there");
        window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
        window.run();
    };
    drop(&mut window, Path::new("tests/fixtures/usage/openrouter_activity_2026-08.csv"));
    eventually(&mut window, |window| says(window, "Read 29 calls from openrouter_activity_2026-08.csv"));
    assert!(says(&window, "the plan has no such model"), "{:?}", texts(&window));
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("table.csv");
    std::fs::write(&path, "fruit,weight\napple,3\n").expect("it can be written");
    drop(&mut window, &path);
    eventually(&mut window, |window| says(window, "Could not read usage"));
    assert!(says(&window, "its format is not known here"), "{:?}", texts(&window));
    assert_eq!(scenario(&window).actuals.len(), 1);
}

#[test]
fn a_long_reading_says_how_far_it_is_and_is_cancelled() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("long.csv");
    let rows = "2026-10-01 00:00:01,1200,300\n".repeat(3_000_000);
    std::fs::write(&path, format!("TIMESTAMP,ContextTokens,GeneratedTokens\n{rows}")).expect("it can be written");
    let mut window = window();
    window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    (0..4).for_each(|_| window.step());
    assert!(says(&window, "Reading long.csv") && says(&window, " of 88 MB"), "{:?}", texts(&window));
    // The window goes on meanwhile, and reads one thing at a time.
    let trace = Path::new(TRACE).canonicalize().expect("it is there");
    window.input_mut().dropped_files.push(Arc::new(Dropped(trace)));
    (0..2).for_each(|_| window.step());
    assert!(says(&window, "Still reading long.csv"), "{:?}", texts(&window));
    window.get_by_role_and_label(Role::Button, "Cancel").click_accesskit();
    window.run();
    assert!(says(&window, "Stopped reading long.csv: nothing of it was taken"), "{:?}", texts(&window));
    assert!(scenario(&window).actuals.is_empty());
}
