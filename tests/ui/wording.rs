//! What the window says where there is little room, and of numbers that nobody counts in parts.

use breakeven::app::Settings;
use breakeven::files::write_scenario;
use breakeven::reference::Preset;
use breakeven::scenario::{Estimate, Scenario, StrategyKind};
use egui::{Key, Role, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::legible::{overlaps, texts_on_screen};
use crate::support::*;

const SMALL: Vec2 = vec2(1280.0, 720.0);

/// A preset that was changed.
fn opened(key: &str, size: Vec2, change: impl FnOnce(&mut Scenario)) -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut scenario = Preset::by_key(key).expect("it is there").scenario();
    change(&mut scenario);
    let file = folder.path().join("opened.ron");
    std::fs::write(&file, write_scenario(&scenario)).expect("it can be written");
    let window = window_of(app(Some(&file), Settings::default()), size, 1.0);
    (folder, window)
}

/// Whether something painted says just this.
fn paints(window: &Window, text: &str) -> bool {
    texts_on_screen(window).iter().any(|seen| seen.said.trim().replace('\u{a0}', " ") == text)
}

#[track_caller]
fn assert_paints(window: &Window, text: &str) {
    let said = texts_on_screen(window).into_iter().map(|seen| seen.said).collect::<Vec<_>>();
    assert!(paints(window, text), "{text}: {said:?}");
}

fn field_value(window: &Window, name: &str) -> String {
    let field = number(window, name).accesskit_node();
    field.value().unwrap_or_default()
}

#[test]
fn the_slider_of_the_volume_ends_at_its_neighbours() {
    let (_folder, mut window) = opened("support_assistant", SMALL, |scenario| {
        for (stage, requests) in scenario.stages.iter_mut().zip([100.0, 800.0, 6400.0]) {
            stage.requests = Estimate::Exact(requests);
        }
    });
    assert_paints(&window, "Pilot 800");
    click_button(&mut window, "Pilot");
    assert_paints(&window, "Prototype 100");
    assert_paints(&window, "Production 6.4k");
}

#[test]
fn a_strategy_is_said_shorter_before_it_is_cut() {
    let (_folder, window) = opened("support_assistant", vec2(1280.0, 1600.0), |scenario| {
        for strategy in &mut scenario.strategies {
            strategy.enabled |= matches!(strategy.kind, StrategyKind::PrefixCaching { .. });
        }
    });
    for said in ["kept 5 min", "to claude-haiku-4-5", "of prompts"] {
        assert_paints(&window, said);
    }
    // Whoever hears it hears all of it.
    assert!(says(&window, "share to claude-haiku-4-5") && says(&window, "of prompt tokens"));
}

#[test]
fn tokens_are_shown_whole_and_kept_as_they_are() {
    let name = "stable prefix, tokens a call";
    let (_folder, mut window) = opened("support_assistant", vec2(1600.0, 2400.0), |scenario| {
        scenario.workload.steps[1].prefix = Estimate::Exact(1234.56);
        scenario.workload.steps[1].calls = Estimate::Exact(12.5);
    });
    card(&mut window, "Answer · claude-sonnet-4-6");
    assert_eq!(field_value(&window, name), "1,235");
    assert_eq!(field_value(&window, "calls per request"), "12.5", "calls are an average");
    number(&window, name).click();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(
        scenario(&window).workload.steps[1].prefix,
        Estimate::Exact(1234.56),
        "entering what is shown is no edit"
    );
    type_number(&mut window, name, "1,300");
    assert_eq!(scenario(&window).workload.steps[1].prefix, Estimate::Exact(1300.0));
}

#[test]
fn a_model_is_listed_by_one_name_once() {
    let (_folder, mut window) = opened("support_assistant", vec2(1600.0, 2400.0), |scenario| {
        let named = scenario.models.get_mut("haiku").expect("it is there");
        named.name = "haiku".to_owned();
    });
    card(&mut window, "Answer · claude-sonnet-4-6");
    let combos = nodes(&window, Role::ComboBox);
    let model = combos.iter().find(|node| label(node) == "model").expect("a step has a model");
    model.click_accesskit();
    drop(combos);
    window.run();
    assert!(window.query_by_role_and_label(Role::Button, "haiku").is_some());
    assert!(window.query_by_role_and_label(Role::Button, "claude-sonnet-4-6 · sonnet").is_some());
}

#[test]
fn a_shape_that_is_impossible_says_why() {
    let (_folder, mut window) = opened("support_assistant", vec2(1600.0, 2400.0), |scenario| {
        scenario.workload.steps[1].prefix = Estimate::Exact(0.0);
    });
    card(&mut window, "Answer · claude-sonnet-4-6");
    click_button(&mut window, "stable prefix, tokens a call: exact");
    let why = "type a number above 0 first";
    assert!(says(&window, why), "it stands there: {:?}", texts(&window));
    for choice in ["Range: 8 in 10 futures between two", "Spread: how single requests differ, from a log"] {
        let node = window.get_by_role_and_label(Role::Button, choice);
        assert!(node.accesskit_node().is_disabled(), "{choice}");
        let told = node.accesskit_node().description().unwrap_or_default();
        assert!(told.contains(why), "{choice}: {told}");
    }
    window.key_press(Key::Escape);
    window.run();
    type_number(&mut window, "stable prefix, tokens a call", "500");
    click_button(&mut window, "stable prefix, tokens a call: exact");
    assert!(!says(&window, why), "there is nothing to say of 500");
}

#[test]
fn what_is_off_says_so_before_anything_else() {
    let mut window = window_of(app(None, Settings::default()), SMALL, 1.0);
    control(&mut window, Key::K);
    window.event(egui::Event::Text("new from nothing".to_owned()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
    click(&mut window, "Compute the plan");
    let said: Vec<String> = texts_on_screen(&window).into_iter().map(|seen| seen.said).collect();
    assert!(said.iter().any(|said| said.contains("Off until you choose a stage")), "{said:?}");
    assert!(!said.iter().any(|said| said.contains("choose a stage and ")), "it is no part of a list: {said:?}");
}

#[test]
fn a_label_leaves_its_field_the_room() {
    let (_folder, mut window) = opened("support_assistant", vec2(1280.0, 1600.0), |scenario| {
        scenario.models[0].pricing = breakeven::scenario::Pricing::Provisioned {
            unit_hour: 1.0,
            tokens_per_minute: 3000.0,
            output_weight: 4.0,
            larger: false,
            increment: 1,
            min_units: 5,
        };
    });
    card(&mut window, "Models");
    assert!(says(&window, "a unit serves"), "{:?}", texts(&window));
    let found = overlaps(&window);
    assert!(found.is_empty(), "{}", found.join("\n"));
}
