//! What the room sees: somebody asks, the facilitator drags, everything follows.

use breakeven::charts::ChartKind;
use breakeven::scenario::Estimate;
use egui::{Key, Modifiers, Pos2, Role, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

/// Where the knob of the slider with a name is, and where it would be at a place on its track, 0..=1.
pub fn knob(window: &Window, name: &str, place: f32) -> (Pos2, Pos2) {
    let slider = window.get_by_role_and_label(Role::Slider, name);
    let node = slider.accesskit_node();
    let number = |value: Option<f64>| value.expect("a slider says its numbers").ln();
    let (low, high) = (number(node.min_numeric_value()), number(node.max_numeric_value()));
    let here = (number(node.numeric_value()) - low) / (high - low);
    let track = slider.rect().shrink2(egui::vec2(7.0, 0.0));
    let at = |place: f32| pos2(egui::lerp(track.left()..=track.right(), place), track.center().y);
    (at(here as f32), at(place))
}

fn production(window: &Window) -> Estimate {
    scenario(window).stages[2].requests
}

fn ratio(estimate: Estimate) -> f64 {
    estimate.high() / estimate.low()
}

/// The cost a month as the headline says it.
fn headline(window: &Window) -> String {
    let valid = window.state().0.session().computed.valid.as_ref().expect("the example has results");
    let cost = valid.results.stages[valid.plan.target].planned.cost;
    let shown = texts(window).into_iter().find(|text| text.starts_with('$') && text.len() > 5).expect("a headline");
    let digits: f64 = shown.replace(['$', ','], "").parse().expect("a figure");
    assert!((digits - cost).abs() <= 0.5, "{shown} is not {cost}");
    shown
}

#[test]
fn dragging_the_volume_moves_everything_and_is_one_step_back() {
    let mut window = window();
    let before = scenario(&window).clone();
    let cost = headline(&window);
    let (from, to) = knob(&window, "Requests a month", 0.8);

    window.hover_at(from);
    window.run();
    window.drag_at(from);
    window.run();
    window.hover_at(from.lerp(to, 0.5));
    window.run();
    let midway = headline(&window);
    assert_ne!(midway, cost, "numbers move with the pointer, before it is let go");
    assert!(window.query_all_by_label_contains("Production costs").next().is_some(), "the chart is there");
    for step in 6..=10 {
        window.hover_at(from.lerp(to, step as f32 / 10.0));
        window.run();
    }
    window.drop_at(to);
    window.run();

    let after = production(&window);
    assert!(before.stages[2].requests.base() * 2.0 < after.base(), "{after:?}");
    assert!((ratio(after) / ratio(before.stages[2].requests) - 1.0).abs() < 1e-9, "the spread is kept: {after:?}");
    assert_ne!(headline(&window), midway);
    let others = |scenario: &breakeven::scenario::Scenario| [scenario.stages[0].clone(), scenario.stages[1].clone()];
    assert_eq!(others(scenario(&window)), others(&before), "only the stage in focus");

    control(&mut window, Key::Z);
    assert_eq!(*scenario(&window), before);
    assert!(!window.state().0.session().can_undo(), "the drag was one step");
    assert_eq!(headline(&window), cost);
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.run();
    assert_eq!(production(&window), after);
}

#[test]
fn dragging_the_volume_moves_the_chance_and_the_bands() {
    let mut window = window();
    let seen = |window: &Window| {
        let valid = window.state().0.session().computed.valid.as_ref().expect("the example has results");
        let pays = breakeven::format::chance(valid.uncertainty.outlook.pays.share);
        assert!(says(window, &pays) && says(window, &format!("pays in {pays}")), "the headlines say {pays}");
        assert!(says(window, "300 futures in 6 ms"));
        (pays, valid.chart(ChartKind::Curve).lines().expect("it has lines").areas.clone())
    };
    let before = seen(&window);
    let (from, to) = knob(&window, "Requests a month", 0.8);
    window.hover_at(from);
    window.run();
    window.drag_at(from);
    window.run();
    window.hover_at(to);
    window.step();
    let during = seen(&window);
    assert_ne!(during.0, before.0, "in the very frame in which the pointer moves");
    assert_ne!(during.1, before.1);
    window.drop_at(to);
    window.run();
    assert_eq!(seen(&window), during);
}

#[test]
fn a_volume_never_passes_its_neighbours() {
    let mut window = window();
    click(&mut window, "Pilot");
    let (from, to) = knob(&window, "Requests a month", 1.3);
    drag(&mut window, from, to);
    let stages = &scenario(&window).stages;
    assert!(stages[1].requests.base() < stages[2].requests.base());
    assert!(stages[2].requests.base() * 0.99 < stages[1].requests.base(), "it went to the end of its track");
    assert!(window.state().0.session().computed.is_current());
}

#[test]
fn a_volume_is_set_by_assistive_tools() {
    let mut window = window();
    let spread = ratio(production(&window));
    window.get_by_role_and_label(Role::Slider, "Requests a month").set_value_accesskit(500_000.0);
    window.run();
    assert!((production(&window).base() / 500_000.0 - 1.0).abs() < 1e-9);
    assert!((ratio(production(&window)) / spread - 1.0).abs() < 1e-9);
    window.get_by_role_and_label(Role::Slider, "Requests a month").increment_accesskit();
    window.run();
    assert!(500_000.0 < production(&window).base());
}

#[test]
fn a_volume_is_typed_as_people_write_it() {
    let mut window = window();
    let before = scenario(&window).clone();
    type_number(&mut window, "requests a month", "300k");
    assert!((production(&window).base() / 300_000.0 - 1.0).abs() < 1e-9, "{:?}", production(&window));
    type_number(&mut window, "requests a month", "nonsense");
    assert!((production(&window).base() / 300_000.0 - 1.0).abs() < 1e-9, "what is no number changes nothing");
    control(&mut window, Key::Z);
    assert_eq!(*scenario(&window), before);
}

#[test]
fn a_volume_is_put_together_from_people() {
    let mut window = window();
    click_first(&mut window, "from people × uses × days");
    type_number(&mut window, "people", "10,000");
    assert!((production(&window).base() / (10_000.0 * 5.0 * 21.0) - 1.0).abs() < 1e-9);
    type_number(&mut window, "uses each a day", "2");
    assert!((production(&window).base() / (10_000.0 * 2.0 * 21.0) - 1.0).abs() < 1e-9);
}

#[test]
fn a_strategy_is_switched_and_the_bill_follows() {
    let mut window = window();
    let switch = |window: &mut Window| {
        window.get_by_role_and_label(Role::Switch, "Model routing").click();
        window.run();
    };
    let is_on = |window: &Window| {
        let mut strategies = scenario(window).strategies.iter();
        strategies.find(|strategy| strategy.kind.tag().name() == "Model routing").expect("it is listed").enabled
    };
    let cost = headline(&window);
    assert!(is_on(&window));
    switch(&mut window);
    assert!(!is_on(&window));
    let without = headline(&window);
    assert_ne!(without, cost);

    window.get_by_label("Undo").hover();
    window.run();
    assert!(says(&window, "Undo: Model routing switched off"), "{:?}", texts(&window));
    control(&mut window, Key::Z);
    assert!(is_on(&window));
    assert_eq!(headline(&window), cost);
    assert!(says(&window, "One step back: Model routing switched on"), "{:?}", texts(&window));
    window.get_by_label("Redo").hover();
    window.run();
    assert!(says(&window, "Redo: Model routing switched off"), "{:?}", texts(&window));
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.run();
    assert_eq!((is_on(&window), headline(&window)), (false, without.clone()));
    control(&mut window, Key::Z);
    assert!(is_on(&window));
    control(&mut window, Key::Y);
    assert_eq!((is_on(&window), headline(&window)), (false, without));
    click(&mut window, "Undo");
    assert!(is_on(&window));
}

#[test]
fn the_stage_in_focus_decides_what_the_cards_say() {
    let mut window = window();
    assert!(says(&window, "at Production, "));
    click(&mut window, "Prototype");
    assert!(says(&window, "at Prototype, "));
    let heads = nodes(&window, Role::Button);
    assert!(heads.iter().any(|node| label(node).contains(", not here, ")), "cards of later stages say so");
}

#[test]
fn a_double_click_goes_back_to_what_was_opened() {
    let mut window = window();
    let opened = production(&window).base();
    let (from, to) = knob(&window, "Requests a month", 0.8);
    drag(&mut window, from, to);
    assert_ne!(production(&window).base(), opened);
    // A step of the harness lasts longer than a hand.
    window.ctx.options_mut(|options| options.input_options.max_double_click_delay = 10.0);
    for pressed in [true, false, true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        window.event(egui::Event::PointerButton { pos: to, button, pressed, modifiers });
    }
    window.run();
    assert!((production(&window).base() / opened - 1.0).abs() < 1e-9, "{:?}", production(&window));
}
