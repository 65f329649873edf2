//! Nothing moves under the pointer: what was clicked is where it was.

use egui::{Pos2, Role, vec2};
use egui_kittest::kittest::Queryable as _;

use breakeven::app::Settings;
use breakeven::scenario::Strategy;

use crate::support::*;

/// Where the control of a role with a name is.
#[track_caller]
fn place(window: &Window, role: Role, start: &str) -> Pos2 {
    let node = nodes(window, role).into_iter().find(|node| label(node).starts_with(start));
    node.unwrap_or_else(|| panic!("there is no {start}")).rect().left_top()
}

/// Clicks it with the pointer; it has to stay where it is.
#[track_caller]
fn stays(window: &mut Window, role: Role, start: &str) {
    let before = place(window, role, start);
    let node = nodes(window, role).into_iter().find(|node| label(node).starts_with(start));
    node.expect("it was there").click();
    window.run();
    window.run();
    let after = place(window, role, start);
    assert!((after - before).length() < 1.0, "{start} was at {before:?} and is at {after:?}");
}

fn from_nothing() -> Window {
    let mut window = window_of(app(None, Settings::default()), vec2(1280.0, 720.0), 1.0);
    control(&mut window, egui::Key::K);
    window.event(egui::Event::Text("new from nothing".to_owned()));
    window.run();
    window.key_press(egui::Key::Enter);
    window.run();
    click(&mut window, "Compute the plan");
    window
}

#[test]
fn switching_a_strategy_on_moves_nothing() {
    let mut window = from_nothing();
    click(&mut window, "Pilot");
    assert!(says(&window, "Nothing to decide before Production"));
    let is_costly = |strategy: &Strategy| 0.0 < strategy.setup_cost.base();
    let costly = scenario(&window).strategies.iter().find(|strategy| is_costly(strategy)).expect("one is");
    let name = costly.kind.tag().name();
    stays(&mut window, Role::Switch, name);
    assert!(!says(&window, "Nothing to decide before Production"), "there is something now");
    stays(&mut window, Role::Switch, name);
}

#[test]
fn a_call_that_is_added_above_its_button_pushes_nothing_away() {
    let mut window = from_nothing();
    card(&mut window, "Every request");
    let count = scenario(&window).workload.steps.len();
    for added in 1..=3 {
        stays(&mut window, Role::Button, "\u{E3D4} Add a model call");
        assert_eq!(scenario(&window).workload.steps.len(), count + added);
    }
}

#[test]
fn a_stage_that_is_chosen_for_a_card_that_is_off_moves_nothing() {
    let mut window = from_nothing();
    let name = scenario(&window).components[0].name.clone();
    card(&mut window, &name);
    let combos = |window: &Window| nodes(window, Role::ComboBox).iter().map(label).collect::<Vec<_>>();
    assert!(combos(&window).contains(&"from".to_owned()), "{:?}", combos(&window));
    let before = place(&window, Role::ComboBox, "from");
    let node = nodes(&window, Role::ComboBox).into_iter().find(|node| label(node) == "from");
    node.expect("it is there").click();
    window.run();
    let item =
        nodes(&window, Role::Button).into_iter().find(|node| label(node) == "Pilot" && node.rect().left() < 300.0);
    item.expect("it is offered").click();
    window.run();
    assert!(scenario(&window).components[0].enabled);
    let after = place(&window, Role::ComboBox, "from");
    assert!((after - before).y.abs() < 1.0, "{before:?}, now {after:?}");
}

#[test]
fn the_editor_of_a_stage_is_in_sight() {
    let mut window = window_of(app(None, Settings::default()), vec2(1280.0, 720.0), 1.0);
    window.get_by_role_and_label(Role::Button, "Edit the stages").click();
    window.run();
    window.run();
    let in_sight = |window: &Window| {
        let field = nodes(window, Role::SpinButton)
            .into_iter()
            .find(|node| label(node).starts_with("requests a month") && node.rect().right() < 320.0);
        let rect = field.expect("it is edited").rect();
        (150.0..690.0).contains(&rect.center().y)
    };
    assert!(in_sight(&window));
    number(&window, "load at peak at Pilot").click();
    window.run();
    let name = "load at peak, times the average";
    let peak = nodes(&window, Role::SpinButton).into_iter().find(|node| label(node).starts_with(name));
    assert!((150.0..690.0).contains(&peak.expect("it is edited").rect().center().y));
}

#[test]
fn a_name_that_wraps_moves_nothing_in_its_card() {
    let mut window = window_of(app(None, Settings::default()), vec2(1280.0, 720.0), 1.0);
    card(&mut window, "Human spot checks");
    let before = place(&window, Role::ComboBox, "category");
    let long = "Human spot checks of every tenth draft reply, by two people who know the customers";
    type_text(&mut window, "Card", long);
    assert!(scenario(&window).components.iter().any(|card| card.name == long));
    let after = place(&window, Role::ComboBox, "category");
    assert!((after - before).y.abs() < 1.0, "{before:?}, now {after:?}");
}

#[test]
fn a_tooltip_covers_no_card() {
    let mut window = window_of(app(None, Settings::default()), vec2(1280.0, 720.0), 1.0);
    let panels = {
        let head =
            nodes(&window, Role::Button).into_iter().find(|node| label(node).starts_with("Knowledge retrieval, "));
        head.expect("a card").rect()
    };
    window.hover_at(panels.center() - vec2(60.0, 8.0));
    window.run();
    for _ in 0..40 {
        window.step();
    }
    let told = nodes(&window, Role::Label).into_iter().find(|node| {
        let text = node.value().unwrap_or_else(|| label(node));
        text.contains("Active at") || text.contains("active at") || text.contains("\n\n")
    });
    let told = told.unwrap_or_else(|| panic!("nothing is told: {:?}", texts(&window)));
    assert!(panels.right() <= told.rect().left(), "{:?} covers {panels:?}", told.rect());
}
