//! A step that loops, what it uses besides tokens, and the people of a stage: fields that change nothing until somebody
//! says so.

use std::path::Path;

use breakeven::files::write_scenario;
use breakeven::reference::Preset;
use breakeven::scenario::{BasisKind, Estimate, EstimatePath, Pricing, Scenario, StageField, Step, StepField};
use egui::{Event, Key, Modifiers, Role, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::legible::overlaps;
use crate::support::*;

/// The place of the step whose card is open.
const ANSWER: usize = 1;
const TURNS: &str = "turns, calls in a loop";
const CARRIED: &str = "history resent, share of each turn";
const DIFFER: &str = "how turns differ, deviation over mean";
const LENGTH: &str = "how prompts differ in length, deviation of ln";

/// The support assistant with a change, the card of its answer open.
fn opened_with(change: impl Fn(&mut Scenario), size: egui::Vec2) -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut scenario = Preset::by_key("support_assistant").expect("it is there").scenario();
    change(&mut scenario);
    let file = folder.path().join("opened.ron");
    std::fs::write(&file, write_scenario(&scenario)).expect("it can be written");
    let window = on(&file, size, Theme::Light);
    (folder, window)
}

fn on(file: &Path, size: egui::Vec2, theme: Theme) -> Window {
    let mut window = window_of(app(Some(file), settings(theme)), size, 1.0);
    card(&mut window, "Answer · claude-sonnet-4-6");
    window
}

fn opened() -> (tempfile::TempDir, Window) {
    opened_with(|_| {}, vec2(1600.0, 2400.0))
}

fn step(window: &Window) -> &Step {
    &scenario(window).workload.steps[ANSWER]
}

/// Types into the number in focus key by key, with a frame between, and leaves it with Tab.
fn type_keys(window: &mut Window, name: &str, text: &str) {
    let at = |window: &Window| nodes(window, Role::SpinButton).iter().position(|node| label(node) == name);
    let place = at(window).unwrap_or_else(|| panic!("there is no number {name}"));
    nodes(window, Role::SpinButton)[place].click_accesskit();
    window.step();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    let before = scenario(window).clone();
    for letter in text.chars() {
        window.event(Event::Text(letter.to_string()));
        window.step();
        assert!(window.ctx.text_edit_focused(), "{name}: the focus is lost while {text} is typed");
    }
    assert_eq!(*scenario(window), before, "{name}: half a number is no number of the plan");
    window.key_press(Key::Tab);
    window.step();
    window.run();
}

fn has(window: &Window, role: Role, name: &str) -> bool {
    nodes(window, role).iter().any(|node| label(node) == name)
}

#[test]
fn a_looping_step_is_built_key_by_key() {
    let (_folder, mut window) = opened();
    let before = scenario(&window).clone();
    assert!(says(&window, "Loop: one call") && !has(&window, Role::SpinButton, TURNS));
    assert!(!has(&window, Role::SpinButton, LENGTH), "no model here has a price of its own for long prompts");
    window.get_by_role_and_label(Role::Button, "Let it loop…").focus();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(*scenario(&window), before, "it sets nothing until it is edited");
    let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused).expect("a focus");
    assert_eq!(label(&focused), TURNS);
    assert!(says(&window, "With 2 turns or more"));
    for (name, text) in [(TURNS, "12"), (CARRIED, "80"), (DIFFER, "0.5"), (LENGTH, "0.4")] {
        type_keys(&mut window, name, text);
    }
    let of = |step: &Step| [step.turns, step.carried, step.turns_cv, step.length_sigma];
    let typed = [12.0, 0.8, 0.5, 0.4].map(Estimate::Exact);
    assert_eq!(of(step(&window)), typed);
    assert_eq!(scenario(&window).check(), vec![]);
    for (name, text) in [("stable prefix, tokens a call", "6000"), ("new input, tokens a turn", "1000")] {
        let exact = nodes(&window, Role::Button).iter().any(|node| label(node) == format!("{name}: exact"));
        if !exact {
            let shape =
                nodes(&window, Role::Button).into_iter().find(|node| label(node).starts_with(&format!("{name}: ")));
            shape.unwrap_or_else(|| panic!("there is no {name}")).click_accesskit();
            window.run();
            click(&mut window, "Exact: a known number");
        }
        type_keys(&mut window, name, text);
    }
    let (retrieved, output) = (step(&window).retrieved.base(), step(&window).output.base());
    let last = 6000.0 + 0.8 * 11.0 * (1000.0 + output) + 1000.0 + retrieved;
    let picture = nodes(&window, Role::Image).iter().map(label).find(|name| name.starts_with("How the prompt grows"));
    let told = picture.expect("the drawing says what it shows");
    let sends = format!("turn 12 sends {} tokens, of which ", breakeven::format::count(last.round()));
    assert!(told.contains(&sends), "{told} has no {sends}");
    assert!(says(&window, "On average a call sends "));
    let head = nodes(&window, Role::Button).iter().map(label).find(|name| name.starts_with("Answer · ")).expect("it");
    assert!(head.contains("12 turns") && head.contains("1,000 new a turn") && !head.contains("history"), "{head}");
    // What is typed back to one call stays under the hands of whoever types it, until it is folded.
    for (name, text) in [(TURNS, "1"), (CARRIED, "0"), (DIFFER, "0")] {
        type_keys(&mut window, name, text);
    }
    assert!(has(&window, Role::SpinButton, TURNS) && says(&window, "history and input"));
    click(&mut window, "Undo");
    click_button(&mut window, "Back to one call");
    assert_eq!(of(step(&window))[..3], of(&before.workload.steps[ANSWER])[..3]);
    assert!(says(&window, "Loop: one call") && !has(&window, Role::SpinButton, TURNS));
    assert!(has(&window, Role::SpinButton, LENGTH), "that prompts differ is still said");
    let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused).expect("a focus");
    assert_eq!(label(&focused), "Let it loop…");
}

#[test]
fn the_drawing_tells_of_the_turn_that_is_pointed_at() {
    let looping = |scenario: &mut Scenario| {
        let step = &mut scenario.workload.steps[ANSWER];
        (step.turns, step.carried) = (Estimate::Exact(4.0), Estimate::Exact(1.0));
        (step.prefix, step.retrieved) = (Estimate::Exact(2000.0), Estimate::Exact(0.0));
        (step.conversation, step.output) = (Estimate::Exact(300.0), Estimate::Exact(200.0));
    };
    let (_folder, mut window) = opened_with(looping, vec2(1600.0, 2400.0));
    let rect = {
        let pictures = nodes(&window, Role::Image);
        pictures.iter().find(|node| label(node).starts_with("How the prompt grows")).expect("it is there").rect()
    };
    for (place, told) in [
        (0.1, "turn 1 sends 2,300 tokens"),
        (0.4, "turn 2 sends 2,800 tokens, of which 2,300 were sent before"),
        (0.9, "turn 4 sends 3,800 tokens, of which 3,300 were sent before"),
    ] {
        window.hover_at(egui::pos2(egui::lerp(rect.x_range(), place), rect.top() + 30.0));
        window.run_steps(8);
        assert!(says(&window, told), "{told}: {:?}", texts(&window));
    }
}

#[test]
fn what_a_call_uses_besides_tokens_is_listed_renamed_and_removed() {
    let search = |scenario: &mut Scenario| {
        let key = scenario.workload.steps[ANSWER].model.clone();
        if let Pricing::Tokens { meters, .. } = &mut scenario.models[&key].pricing {
            meters.insert("web search".to_owned(), 0.01);
        }
    };
    let (_folder, mut window) = opened_with(search, vec2(1600.0, 2400.0));
    assert_eq!(step(&window).meters, vec![]);
    let add = |window: &mut Window| {
        let buttons = nodes(window, Role::Button);
        buttons.into_iter().find(|node| label(node).ends_with("Add a meter")).expect("a button").click_accesskit();
        window.run();
    };
    add(&mut window);
    click(&mut window, "web search");
    assert_eq!(step(&window).meters, vec![("web search".to_owned(), Estimate::Exact(1.0))]);
    assert!(!says(&window, "costs nothing at this model"));
    type_keys(&mut window, "web search, units a call", "0.6");
    let name = step(&window).name.clone();
    let path = EstimatePath::meter(&name, "web search");
    click_button(&mut window, "Pin web search, units a call");
    click_first(&mut window, "Basis of web search, units a call");
    click(&mut window, "Measured");
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(
        (scenario(&window).support(&path), scenario(&window).workshop.pins.clone()),
        (Some(BasisKind::Measured), vec![path])
    );
    // Its model's meter is taken: the next one is somebody's own.
    add(&mut window);
    assert_eq!(step(&window).meters[1].0, "meter");
    assert!(says(&window, "meter costs nothing at this model: give it a price"));
    click_button(&mut window, "Remove meter");
    assert_eq!(step(&window).meters, vec![("web search".to_owned(), Estimate::Exact(0.6))]);
    // What supports it goes along with its name.
    type_text(&mut window, "Meter", "page read");
    let path = EstimatePath::meter(&name, "page read");
    assert_eq!(step(&window).meters, vec![("page read".to_owned(), Estimate::Exact(0.6))]);
    assert_eq!(
        (scenario(&window).support(&path), scenario(&window).workshop.pins.clone()),
        (Some(BasisKind::Measured), vec![path])
    );
    assert!(says(&window, "page read costs nothing at this model"));
    click_button(&mut window, "Remove page read");
    assert_eq!(step(&window).meters, vec![]);
    assert!(scenario(&window).workshop.pins.is_empty());
    assert_eq!(scenario(&window).check(), vec![]);
}

#[test]
fn what_changes_nothing_yet_can_be_supported_and_pinned() {
    let (_folder, mut window) = opened();
    click_button(&mut window, "Let it loop…");
    let path = EstimatePath::step(&step(&window).name, StepField::Turns);
    click_first(&mut window, &format!("Basis of {TURNS}"));
    click(&mut window, "Measured");
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(scenario(&window).support(&path), Some(BasisKind::Measured));
    // What was measured of one call supports no other number.
    type_keys(&mut window, TURNS, "3");
    assert_eq!(scenario(&window).bases[&path].given_for, Some(Estimate::Exact(1.0)));
    assert_eq!(scenario(&window).support(&path), None);
    type_keys(&mut window, TURNS, "1");
    assert_eq!(scenario(&window).support(&path), Some(BasisKind::Measured));
    // Back to how it was opened, by a double click on the track.
    type_keys(&mut window, TURNS, "7");
    let at = {
        let sliders = nodes(&window, Role::Slider);
        sliders.into_iter().find(|node| label(node) == TURNS).expect("a slider").rect().center()
    };
    window.hover_at(at);
    window.run();
    for pressed in [true, false, true, false] {
        let button = egui::PointerButton::Primary;
        let press = Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE };
        window.input_mut().events.push(press);
    }
    window.run();
    assert_eq!(step(&window).turns, Estimate::Exact(1.0));
    // Several people can be asked of it.
    let shape = format!("{TURNS}: exact");
    click_button(&mut window, &shape);
    click(&mut window, "Ask the room…");
    assert!(has(&window, Role::TextInput, "Low, person 1"), "{:?}", texts(&window));
}

#[test]
fn people_are_typed_into_the_table_of_stages() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let file = folder.path().join("opened.ron");
    let preset = Preset::by_key("support_assistant").expect("it is there").scenario();
    std::fs::write(&file, write_scenario(&preset)).expect("it can be written");
    let mut window = window_of(app(Some(&file), settings(Theme::Light)), vec2(1600.0, 2400.0), 1.0);
    card(&mut window, "Stages");
    let stage = scenario(&window).stages[1].name.clone();
    type_keys(&mut window, &format!("people at {stage}"), "1500");
    assert_eq!(scenario(&window).stages[1].users, Estimate::Exact(1500.0));
    let path = EstimatePath::stage(&stage, StageField::Users);
    assert!(scenario(&window).fields().iter().any(|field| field.path == path));
    number(&window, &format!("people at {stage}")).focus();
    window.run();
    type_keys(&mut window, "people who have it", "0");
    assert_eq!(scenario(&window).stages[1].users, Estimate::Exact(0.0));
}

#[test]
fn an_open_loop_writes_over_nothing() {
    let looping = |scenario: &mut Scenario| {
        let step = &mut scenario.workload.steps[ANSWER];
        (step.turns, step.carried) = (Estimate::Exact(12.0), Estimate::Exact(0.8));
        step.conversation = Estimate::Spread { p50: 12_345.6, p90: 98_765.4, seen: 123_456.0 };
        step.length_sigma = Estimate::Pert { low: 0.1, likely: 0.4, high: 0.9 };
        step.meters = vec![("web search with a long name".to_owned(), Estimate::Exact(0.6))];
    };
    let (folder, _) = opened_with(looping, vec2(1280.0, 720.0));
    for theme in [Theme::Light, Theme::Dark] {
        for size in [vec2(1280.0, 720.0), vec2(1280.0, 3000.0), vec2(2560.0, 3000.0)] {
            let window = on(&folder.path().join("opened.ron"), size, theme);
            assert_eq!(overlaps(&window), Vec::<String>::new(), "{size:?}");
        }
    }
}
