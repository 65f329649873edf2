//! Files: nothing is lost, and nothing is opened or overwritten without a word.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use breakeven::app::Settings;
use breakeven::charts::ChartKind;
use egui::{Key, Modifiers, Role, ViewportCommand, ViewportEvent, ViewportId, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::support::*;

/// Switches a strategy off, which is an edit.
fn edit(window: &mut Window) {
    window.get_by_role_and_label(Role::Switch, "Model routing").click();
    window.run();
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder for this test")
}

/// A scenario file that differs from the example.
fn other_file(folder: &Path) -> PathBuf {
    let path = folder.join("other.ron");
    let preset = breakeven::reference::Preset::by_key("coding_agent").expect("it is there");
    fs::write(&path, breakeven::files::write_scenario(&preset.scenario())).expect("it can be written");
    path
}

fn results(window: &Window) -> String {
    format!("{:?}", window.state().0.session().computed.valid.as_ref().expect("results").results)
}

fn is_asking(window: &Window) -> bool {
    says(window, "Save your changes first?")
}

#[test]
fn what_is_saved_opens_again_with_the_same_results() {
    let folder = folder();
    let path = folder.path().join("mine.ron");
    let mut window = window();
    edit(&mut window);
    type_number(&mut window, "requests a month", "345,678");
    assert!(says(&window, "edited, not saved yet"));
    control(&mut window, Key::S);
    type_text(&mut window, "Path", &path.display().to_string());
    assert!(says(&window, "saved · mine.ron"), "{:?}", texts(&window));
    assert!(!window.state().0.session().is_unsaved());

    let again = window_of(app(Some(&path), Settings::default()), vec2(1600.0, 1000.0), 1.0);
    assert_eq!(scenario(&again), scenario(&window));
    assert_eq!(results(&again), results(&window));

    edit(&mut window);
    assert!(says(&window, "edited · mine.ron"));
    control(&mut window, Key::S);
    assert!(says(&window, "saved · mine.ron"), "a file that has a name is saved without a question");
    let again = window_of(app(Some(&path), Settings::default()), vec2(1600.0, 1000.0), 1.0);
    assert_eq!(scenario(&again), scenario(&window));
}

#[test]
fn a_file_that_cannot_be_opened_is_said_and_changes_nothing() {
    let folder = folder();
    let broken = folder.path().join("broken.ron");
    fs::write(&broken, "(schema: 1, name: \"half").expect("it can be written");
    let mut window = window();
    let before = scenario(&window).clone();
    for path in [broken, folder.path().join("absent.ron")] {
        control(&mut window, Key::O);
        type_text(&mut window, "Path", &path.display().to_string());
        assert!(says(&window, "That did not work"));
        assert!(says(&window, &path.display().to_string()));
        assert_eq!(*scenario(&window), before);
        click(&mut window, "Close");
        assert!(!says(&window, "That did not work"));
    }
}

#[test]
fn a_file_that_cannot_be_saved_is_said_and_stays_unsaved() {
    let mut window = window();
    edit(&mut window);
    control(&mut window, Key::S);
    type_text(&mut window, "Path", "/nowhere/at/all.ron");
    assert!(says(&window, "Could not save") && says(&window, "its folder is not there"), "{:?}", texts(&window));
    click(&mut window, "Cancel");
    assert!(window.state().0.session().is_unsaved());
    assert_eq!(window.state().0.session().path(), None);
}

#[test]
fn a_file_that_is_dropped_opens() {
    let folder = folder();
    let path = other_file(folder.path());
    let mut window = window();
    window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    window.step();
    window.run();
    assert_eq!(scenario(&window).name, "Coding agent");
}

/// What is asked for by path or named on the command line is what its file is, as where it is dropped.
#[test]
fn cards_and_prices_open_like_scenarios() {
    let folder = folder();
    let card = folder.path().join("card.ron");
    fs::write(&card, breakeven::reference::cards()[0].to_text()).expect("it can be written");
    let prices = folder.path().join("prices.json");
    let catalogue = breakeven::reference::Catalogue::bundled();
    fs::write(&prices, breakeven::reference::write_catalogue(catalogue)).expect("it can be written");

    let mut asked = window();
    let before = scenario(&asked).components.len();
    control(&mut asked, Key::O);
    type_text(&mut asked, "Path", &card.display().to_string());
    let added = format!("Added {}", breakeven::reference::cards()[0].component.name);
    assert!(says(&asked, &added), "{:?}", texts(&asked));
    assert_eq!(scenario(&asked).components.len(), before + 1);

    let mut asked = window();
    control(&mut asked, Key::O);
    type_text(&mut asked, "Path", &prices.display().to_string());
    assert!(says(&asked, "Loaded the prices of"), "{:?}", texts(&asked));

    let named = window_of(app(Some(&prices), Settings::default()), vec2(1600.0, 1000.0), 1.0);
    assert!(says(&named, "Loaded the prices of"), "{:?}", texts(&named));
    let named = window_of(app(Some(&card), Settings::default()), vec2(1600.0, 1000.0), 1.0);
    assert_eq!(scenario(&named).components.len(), before + 1);
}

#[test]
fn unsaved_work_is_asked_about_before_another_file_opens() {
    let folder = folder();
    let path = other_file(folder.path());
    let mut window = window();
    edit(&mut window);
    let edited = scenario(&window).clone();
    let drop = |window: &mut Window| {
        window.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
        window.step();
        window.run();
    };

    drop(&mut window);
    assert!(is_asking(&window));
    click(&mut window, "Cancel");
    assert!(!is_asking(&window));
    assert_eq!(*scenario(&window), edited);

    drop(&mut window);
    window.key_press(Key::Escape);
    window.run();
    assert!(!is_asking(&window), "Escape is Cancel");
    assert_eq!(*scenario(&window), edited);

    drop(&mut window);
    let mine = folder.path().join("mine.ron");
    let save = nodes(&window, Role::Button).into_iter().find(|node| label(node) == "Save");
    save.expect("there is a way to save").click_accesskit();
    window.run();
    type_text(&mut window, "Path", &mine.display().to_string());
    assert_eq!(scenario(&window).name, "Coding agent", "saved, then opened");
    let saved = breakeven::files::open_scenario(&mine).expect("it was written");
    assert_eq!(saved, edited);
}

#[test]
fn unsaved_work_is_discarded_only_when_told_to() {
    let folder = folder();
    let path = other_file(folder.path());
    let mut window = window();
    edit(&mut window);
    control(&mut window, Key::O);
    assert!(is_asking(&window));
    click(&mut window, "Discard");
    type_text(&mut window, "Path", &path.display().to_string());
    assert_eq!(scenario(&window).name, "Coding agent");
}

/// Asks the window to close, and gives the commands that it sent back.
fn close(window: &mut Window) -> Vec<ViewportCommand> {
    let viewport = window.input_mut().viewports.entry(ViewportId::ROOT).or_default();
    viewport.events.push(ViewportEvent::Close);
    window.step();
    if let Some(viewport) = window.input_mut().viewports.get_mut(&ViewportId::ROOT) {
        viewport.events.clear();
    }
    window.output().viewport_output[&ViewportId::ROOT].commands.clone()
}

#[test]
fn leaving_while_a_number_is_typed_asks() {
    let mut window = window();
    number(&window, "requests a month").click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text("345,678".to_owned()));
    window.run();
    assert!(!window.state().0.session().is_unsaved(), "a draft");
    assert!(close(&mut window).contains(&ViewportCommand::CancelClose));
    assert_eq!(scenario(&window).stages[2].requests.base().round(), 345_678.0);
}

#[test]
fn leaving_with_unsaved_work_asks() {
    let mut window = window();
    assert!(!close(&mut window).contains(&ViewportCommand::CancelClose), "nothing would be lost");
    edit(&mut window);
    assert!(close(&mut window).contains(&ViewportCommand::CancelClose));
    window.run();
    assert!(is_asking(&window));
    let discard = nodes(&window, Role::Button).into_iter().find(|node| label(node) == "Discard");
    discard.expect("there is a way to leave").click_accesskit();
    window.step();
    let commands = &window.output().viewport_output[&ViewportId::ROOT].commands;
    assert!(commands.contains(&ViewportCommand::Close), "{commands:?}");
    assert!(!close(&mut window).contains(&ViewportCommand::CancelClose), "asked once is enough");
}

#[test]
fn charts_and_figures_are_exported() {
    let folder = folder();
    let mut window = window();
    let valid = window.state().0.session().computed.valid.as_ref().expect("results");
    let title = valid.chart(ChartKind::Viability).title().to_owned();

    let mut export = |chart: &str, part: &str, file: &str| {
        click(&mut window, "Export");
        if !chart.is_empty() {
            click_button(&mut window, chart);
        }
        let item = nodes(&window, Role::Button).into_iter().find(|node| label(node).contains(part));
        item.unwrap_or_else(|| panic!("there is no {part}")).click_accesskit();
        window.run();
        let path = folder.path().join(file);
        type_text(&mut window, "Path", &path.display().to_string());
        eventually(&mut window, |window| says(window, &format!("Saved {}", path.display())));
        fs::read(path).expect("it was written")
    };
    let svg =
        String::from_utf8(export("Cost against value", "Save cost against value as SVG", "chart.svg")).expect("text");
    assert!(svg.starts_with("<svg") || svg.starts_with("<?xml"));
    for word in title.split_whitespace() {
        assert!(svg.contains(word), "{word} of the title");
    }
    let png = export("Cost curve", "Save cost curve as PNG", "chart.png");
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((&png[1..4], side(16), side(20)), (&b"PNG"[..], 3840, 2160));
    assert!(export("Cost curve", "Save cost curve as PDF", "chart.pdf").starts_with(b"%PDF-"));
    assert!(export("", "Save report as PDF", "report.pdf").starts_with(b"%PDF-"));
    assert!(export("", "Save workbook as XLSX", "plan.xlsx").starts_with(b"PK"));
    assert!(export("", "Save months as CSV", "months.csv").starts_with(b"month,requests,"));
    assert!(export("", "Save all results as JSON", "all.json").starts_with(b"{"));
}

#[test]
fn the_scenario_is_renamed_in_the_bar() {
    let mut window = window();
    window.get_by_role_and_label(Role::Button, "Customer support assistant").click();
    window.run();
    window.run_steps(3);
    // No further click: the field has the focus.
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text("Help desk".to_owned()));
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(scenario(&window).name, "Help desk");
    assert!(window.query_by_role_and_label(Role::Button, "Help desk").is_some(), "it is a name again, not a field");
    control(&mut window, Key::Z);
    assert_eq!(scenario(&window).name, "Customer support assistant");
}

/// A scenario with problems opens and can be mended, however little is left of it.
#[test]
fn a_hollow_scenario_opens_and_every_card_of_it() {
    let folder = folder();
    let path = folder.path().join("hollow.ron");
    let hollow: [fn(&mut breakeven::scenario::Scenario); 4] = [
        |scenario| scenario.stages.clear(),
        |scenario| scenario.workload.steps.clear(),
        |scenario| scenario.models.clear(),
        |scenario| {
            scenario.components.clear();
            scenario.strategies.clear();
            scenario.plan.target_stage = 9;
            scenario.outcome.value = breakeven::scenario::Estimate::Exact(f64::NAN);
        },
    ];
    for empty in hollow {
        let mut scenario = breakeven::reference::PRESETS[0].scenario();
        empty(&mut scenario);
        breakeven::files::save_scenario(&scenario, &path).expect("a scenario with problems can be saved");
        let mut window = window_of(app(Some(&path), Settings::default()), vec2(1600.0, 1000.0), 1.0);
        assert!(window.state().0.session().computed.valid.is_none(), "there are no results yet");
        assert!(says(&window, "Results follow once it is mended"), "{:?}", texts(&window));
        for name in ["Models", "Stages", "Plan and money", "Notes and currency", "Every request"] {
            card(&mut window, name);
            window.run();
        }
    }
}
