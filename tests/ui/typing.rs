//! Typing as people do: key by key, with a frame between. What was typed is what stands, whatever the plan makes of its
//! first digits; what cannot hold stays in its field and is told; and undo gives back what was.

use std::collections::HashSet;
use std::time::Duration;

use breakeven::app::{App, SimulationOptions, Stopwatch};
use breakeven::scenario::{Domain, Estimate, EstimatePath, Scenario};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

/// Puts the focus into the number field at a place of the window, and selects what is in it.
fn enter(window: &mut Window, place: usize) {
    nodes(window, Role::SpinButton)[place].click_accesskit();
    window.step();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
}

/// Types key by key, with a frame between.
fn keys(window: &mut Window, text: &str) {
    for letter in text.chars() {
        window.event(Event::Text(letter.to_string()));
        window.step();
    }
}

fn leave(window: &mut Window, key: Key) {
    window.key_press(key);
    window.step();
    window.run();
}

/// The value that a field tells a screen reader.
fn shown(window: &Window, place: usize) -> f64 {
    nodes(window, Role::SpinButton)[place].accesskit_node().numeric_value().expect("a number field has a value")
}

/// Puts one shape of estimate everywhere where it may be.
fn reshape(scenario: &mut Scenario, shape: usize) {
    let fields: Vec<(EstimatePath, Domain)> =
        scenario.fields().into_iter().map(|field| (field.path, field.domain)).collect();
    for (path, domain) in fields {
        let Some(estimate) = scenario.estimate_mut(&path) else { continue };
        let shaped = match shape {
            0 => Some(estimate.to_exact()),
            1 => estimate.to_range().filter(|range| domain.contains(range.low()) && domain.contains(range.high())),
            2 => Some(estimate.to_pert(domain)),
            _ => estimate.to_spread(domain),
        };
        *estimate = shaped.unwrap_or(*estimate);
    }
}

/// A window on the support assistant with one shape of estimate everywhere.
fn shaped(folder: &std::path::Path, shape: usize) -> Window {
    let mut scenario = breakeven::reference::Preset::by_key("support_assistant").expect("it is there").scenario();
    reshape(&mut scenario, shape);
    assert_eq!(scenario.check(), vec![], "shape {shape}");
    let file = folder.join(format!("shape_{shape}.ron"));
    std::fs::write(&file, breakeven::files::write_scenario(&scenario)).expect("it can be written");
    // What is computed does not matter here.
    let options = SimulationOptions {
        futures: 10,
        stopwatch: Stopwatch::Fixed(Duration::from_millis(6)),
        ..SimulationOptions::default()
    };
    let app = App::with_options(Some(&file), settings(Theme::Light), options);
    // So high that most cards fit without scrolling.
    window_of(app, vec2(1600.0, 3000.0), 1.0)
}

/// A number that a field may hold, other than the one in it, as it is typed and as it stands.
fn another(value: f64, before: Option<f64>, after: Option<f64>, in_percent: bool) -> Option<(String, f64)> {
    let candidates: &[&str] = if in_percent {
        &["0.6", "0.15", "7", "12.5", "33.3", "61", "88.8", "96"]
    } else {
        &["0.006", "0.15", "1.05", "2.5", "12", "240.5", "2000", "45000", "305000", "2500000"]
    };
    let scale = if in_percent { 0.01 } else { 1.0 };
    let fits = |number: f64| {
        let is_above = before.is_none_or(|before| before <= number);
        let is_below = after.is_none_or(|after| number <= after);
        is_above && is_below && (number - value).abs() > 1e-9 * value.abs().max(1e-6)
    };
    candidates.iter().find_map(|text| {
        let number = text.parse::<f64>().expect("a number") * scale;
        fits(number).then(|| ((*text).to_owned(), number))
    })
}

/// Another whole number.
fn whole_number(value: f64) -> Option<(String, f64)> {
    ["4", "12", "36"]
        .iter()
        .map(|text| ((*text).to_owned(), text.parse().expect("a number")))
        .find(|(_, number)| *number != value)
}

/// How the names of numbers end that stand in order beside one another.
const ENDS: [&str; 5] = [", low", ", likely", ", high", ", p50", ", p90"];

/// Types another number into every field that is shown, and takes it back. Returns how many were typed.
/// What stands beside every card, and every month beside every number of the stages, is typed into once.
fn type_into_all(window: &mut Window, shape: usize, card: &str, done: &mut HashSet<String>) -> usize {
    let labels: Vec<String> = nodes(window, Role::SpinButton).iter().map(label).collect();
    let mut typed = 0;
    for (place, name) in labels.iter().enumerate() {
        let whole =
            ["starts in month", "horizon, months", "replicas at least"].iter().any(|start| name.starts_with(start))
                || name.ends_with(", seen");
        let text_before = nodes(window, Role::SpinButton)[place].value().unwrap_or_default();
        let in_percent = text_before.contains('%');
        let value = shown(window, place);
        let stem = |name: &str| name.rsplit_once(", ").map(|(stem, _)| stem.to_owned());
        let sibling = |other: Option<usize>| {
            let other = other.filter(|other| {
                labels
                    .get(*other)
                    .is_some_and(|label| ENDS.iter().any(|end| label.ends_with(end)) && stem(label) == stem(name))
            })?;
            Some(shown(window, other))
        };
        let is_part = ENDS.iter().any(|end| name.ends_with(end));
        let (before, after) =
            if is_part { (sibling(place.checked_sub(1)), sibling(Some(place + 1))) } else { (None, None) };
        let is_volume = name == "requests a month" && !card.starts_with("requests a month");
        let is_cell = scenario(window).stages.iter().any(|stage| name.ends_with(&format!(" at {}", stage.name)));
        if is_cell && name != card {
            // Each has its turn: what is chosen decides what is above the table.
            continue;
        }
        let is_beside = is_volume || name.starts_with("starts in month");
        if is_beside && !done.insert(name.clone()) {
            continue;
        }
        let typed_over = if whole { whole_number(value) } else { another(value, before, after, in_percent) };
        let Some((text, expected)) = typed_over else { continue };
        let opened = scenario(window).clone();
        enter(window, place);
        keys(window, &text);
        assert_eq!(*scenario(window), opened, "shape {shape}, {card}, {name}: half a number is no number of the plan");
        assert!(
            window.ctx.text_edit_focused(),
            "shape {shape}, {card}, {name}: the focus is lost while {text} is typed"
        );
        // Tab would choose the next number of the table.
        leave(window, if place % 2 == 0 || is_cell { Key::Enter } else { Key::Tab });
        // An estimate that has lost its range has fewer fields above the table.
        let now = nodes(window, Role::SpinButton).iter().position(|node| is_cell && label(node) == *name);
        let stands = shown(window, now.unwrap_or(place));
        let refused = window.state().0.session().computed.is_current() && *scenario(window) == opened;
        if refused {
            // The plan cannot have it, as when stages must grow: it stays in its field, and the window is not greyed.
            assert_eq!(nodes(window, Role::SpinButton)[place].value().as_deref(), Some(text.as_str()), "{name}");
            enter(window, place);
            leave(window, Key::Escape);
            continue;
        }
        assert!(
            (stands - expected).abs() <= 1e-12 * expected.abs(),
            "shape {shape}, {card}, {name}: {text} is {stands}"
        );
        typed += 1;
        leave(window, Key::Escape);
        click(window, "Undo");
        assert_eq!(*scenario(window), opened, "shape {shape}, {card}, {name}: undone");
        assert_eq!(nodes(window, Role::SpinButton).len(), labels.len(), "{name}");
    }
    typed
}

/// The cells of the table of stages: `load at peak at Pilot`.
fn cells(window: &Window) -> Vec<String> {
    let ends: Vec<String> = scenario(window).stages.iter().map(|stage| format!(" at {}", stage.name)).collect();
    let names = nodes(window, Role::SpinButton).into_iter().map(|node| label(&node));
    names.filter(|name| ends.iter().any(|end| name.ends_with(end))).collect()
}

fn all_cards(shape: usize) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut window = shaped(folder.path(), shape);
    let heads: Vec<String> = nodes(&window, Role::Button)
        .into_iter()
        .map(|node| label(&node))
        .filter(|name| 2 <= name.matches(", ").count() && !name.starts_with("What strategies cost"))
        .collect();
    let (mut typed, mut done) = (0, HashSet::new());
    for head in heads {
        let name = head.split(", ").next().unwrap_or_default().to_owned();
        card(&mut window, &name);
        if name == "Stages" {
            for cell in cells(&window) {
                number(&window, &cell).focus();
                window.run();
                typed += type_into_all(&mut window, shape, &cell, &mut done);
            }
        } else {
            typed += type_into_all(&mut window, shape, &name, &mut done);
        }
        card(&mut window, &name);
    }
    let numbers: usize = match shape {
        0 => 80,
        1 => 120,
        _ => 160,
    };
    assert!(numbers < typed, "only {typed} numbers were typed");
}

#[test]
fn what_is_typed_into_known_numbers_stands() {
    all_cards(0);
}

#[test]
fn what_is_typed_into_ranges_stands() {
    all_cards(1);
}

#[test]
fn what_is_typed_into_three_points_stands() {
    all_cards(2);
}

#[test]
fn what_is_typed_into_spreads_stands() {
    all_cards(3);
}

/// Types into the first number field of a name, key by key, and leaves it.
fn type_keys(window: &mut Window, name: &str, text: &str, key: Key) {
    enter(window, place(window, name));
    keys(window, text);
    leave(window, key);
}

#[track_caller]
fn place(window: &Window, name: &str) -> usize {
    let names: Vec<String> = nodes(window, Role::SpinButton).iter().map(label).collect();
    names.iter().position(|label| label == name).unwrap_or_else(|| panic!("there is no number {name}: {names:?}"))
}

fn text_in(window: &Window, name: &str) -> String {
    number(window, name).value().unwrap_or_default()
}

/// The support assistant with one estimate changed, its card open.
fn opened_with(change: impl Fn(&mut Scenario), card_name: &str) -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut scenario = breakeven::reference::Preset::by_key("support_assistant").expect("it is there").scenario();
    change(&mut scenario);
    let file = folder.path().join("opened.ron");
    std::fs::write(&file, breakeven::files::write_scenario(&scenario)).expect("it can be written");
    let mut window = window_of(app(Some(&file), settings(Theme::Light)), vec2(1600.0, 3000.0), 1.0);
    card(&mut window, card_name);
    (folder, window)
}

const VALUE: &str = "value, USD per outcome";

#[test]
fn an_end_of_a_range_moves_past_the_other_one_first() {
    let value = Estimate::Range { p10: 300.0, p90: 1500.0 };
    let (_folder, mut window) = opened_with(|scenario| scenario.outcome.value = value, "Accepted draft reply");
    let (low, high) = (format!("{VALUE}, low"), format!("{VALUE}, high"));
    type_keys(&mut window, &high, "2000", Key::Enter);
    assert_eq!(scenario(&window).outcome.value, Estimate::Range { p10: 300.0, p90: 2000.0 });
    // Both ends upwards: a pair is judged when it is left.
    type_keys(&mut window, &low, "5000", Key::Tab);
    assert!(!says(&window, "is above"), "somebody is still typing");
    assert!(window.state().0.session().computed.is_current());
    keys(&mut window, "9000");
    leave(&mut window, Key::Enter);
    assert_eq!(scenario(&window).outcome.value, Estimate::Range { p10: 5000.0, p90: 9000.0 });
    click(&mut window, "Undo");
    assert_eq!(scenario(&window).outcome.value, Estimate::Range { p10: 300.0, p90: 2000.0 }, "one step for the pair");
}

#[test]
fn crossed_ends_are_swapped_or_taken_back() {
    let value = Estimate::Range { p10: 300.0, p90: 1500.0 };
    let (_folder, mut window) = opened_with(|scenario| scenario.outcome.value = value, "Accepted draft reply");
    let low = format!("{VALUE}, low");
    type_keys(&mut window, &low, "2000", Key::Enter);
    assert!(says(&window, "The low 2,000 is above the high 1,500"));
    assert_eq!((text_in(&window, &low).as_str(), scenario(&window).outcome.value), ("2000", value));
    assert!(window.state().0.session().computed.is_current(), "the window is not greyed");
    click(&mut window, "Swap");
    assert_eq!(scenario(&window).outcome.value, Estimate::Range { p10: 1500.0, p90: 2000.0 });
    type_keys(&mut window, &low, "7000", Key::Enter);
    click_first(&mut window, "Back to 1,500");
    assert!(!says(&window, "is above"));
    assert_eq!(text_in(&window, &low), "1,500");
}

#[test]
fn a_slider_stays_at_0() {
    let (_folder, mut window) =
        opened_with(|scenario| scenario.outcome.value = Estimate::Exact(5.0), "Accepted draft reply");
    let sliders = |window: &Window| nodes(window, Role::Slider).iter().filter(|node| label(node) == VALUE).count();
    type_keys(&mut window, VALUE, "0", Key::Enter);
    assert_eq!((scenario(&window).outcome.value, sliders(&window)), (Estimate::Exact(0.0), 1));
    type_keys(&mut window, VALUE, "0.006", Key::Enter);
    assert_eq!((scenario(&window).outcome.value, sliders(&window)), (Estimate::Exact(0.006), 1));
}

#[test]
fn what_the_plan_cannot_have_stays_in_its_field() {
    let (_folder, mut window) = opened_with(|_| {}, "Accepted draft reply");
    let before = scenario(&window).clone();
    type_keys(&mut window, "requests a month", "5", Key::Enter);
    assert_eq!(*scenario(&window), before);
    assert!(window.state().0.session().computed.is_current(), "the window is not greyed");
    assert_eq!(text_in(&window, "requests a month"), "5");
    assert!(says(&window, "stages must grow"));
    click_first(&mut window, "Back to 219,089");
    assert_eq!(text_in(&window, "requests a month"), "219,089");
    assert!(!window.state().0.session().can_undo());
}

#[test]
fn what_is_typed_is_taken_before_anything_else_is_done() {
    let expected = Estimate::Exact(7.25);
    // A click on another card, pressed and released in one frame; the same by a screen reader; a key that does something.
    let click_away = |window: &mut Window| {
        let pos: Pos2 = {
            let heads = nodes(window, Role::Button);
            let head = heads.into_iter().find(|node| label(node).starts_with("Models, ")).expect("a head");
            head.rect().center()
        };
        window.input_mut().events.push(Event::PointerMoved(pos));
        for pressed in [true, false] {
            let press =
                Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
            window.input_mut().events.push(press);
        }
    };
    let by_reader = |window: &mut Window| {
        let heads = nodes(window, Role::Button);
        heads.into_iter().find(|node| label(node).starts_with("Models, ")).expect("a head").click_accesskit();
    };
    let by_key = |window: &mut Window| window.key_press(Key::F5);
    let ways: [&dyn Fn(&mut Window); 3] = [&click_away, &by_reader, &by_key];
    for (way, leave) in ways.into_iter().enumerate() {
        let (_folder, mut window) =
            opened_with(|scenario| scenario.outcome.value = Estimate::Exact(5.0), "Accepted draft reply");
        let field = place(&window, VALUE);
        enter(&mut window, field);
        keys(&mut window, "7.25");
        leave(&mut window);
        window.run();
        assert_eq!(scenario(&window).outcome.value, expected, "way {way}");
        let is_done = says(&window, "in US dollars, per million tokens") || window.query_by_label("Build").is_some();
        assert!(is_done, "way {way}: and then what was asked is done");
    }
}

#[test]
fn digits_in_a_field_recall_no_snapshots() {
    let (_folder, mut window) =
        opened_with(|scenario| scenario.outcome.value = Estimate::Exact(5.0), "Accepted draft reply");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    window.run();
    type_keys(&mut window, VALUE, "0.15", Key::Tab);
    type_keys(&mut window, VALUE, "1.11", Key::Tab);
    assert_eq!(scenario(&window).outcome.value, Estimate::Exact(1.11));
    assert_eq!(scenario(&window).snapshots.len(), 1);
}

#[test]
fn nonsense_stays_and_is_told_and_escape_takes_it_back() {
    let (_folder, mut window) = opened_with(|_| {}, "Plan and money");
    type_keys(&mut window, "hurdle, value : cost", "1.x", Key::Enter);
    assert_eq!(text_in(&window, "hurdle, value : cost"), "1.x");
    assert!(says(&window, "“1.x” is no number"));
    let field = place(&window, "hurdle, value : cost");
    enter(&mut window, field);
    leave(&mut window, Key::Escape);
    assert!(!says(&window, "is no number"));
    assert!(!window.state().0.session().is_unsaved());
}

#[test]
fn shares_are_typed_in_percent() {
    let (_folder, mut window) = opened_with(|_| {}, "Plan and money");
    type_keys(&mut window, "discount rate, a year", "12.5", Key::Enter);
    assert_eq!(scenario(&window).plan.discount_rate, Estimate::Exact(0.125));
    assert_eq!(text_in(&window, "discount rate, a year"), "12.5\u{a0}%");
}

/// Drags the slider of a name to places along its track, from the left end at 0 to the right one at 1, without letting go.
fn drag_along(window: &mut Window, name: &str, places: &[f32]) {
    let rect = {
        let sliders = nodes(window, Role::Slider);
        sliders.into_iter().find(|node| label(node) == name).expect("a slider").rect()
    };
    let at = |place: f32| egui::pos2(egui::lerp(rect.left() + 7.0..=rect.right() - 7.0, place), rect.center().y);
    let (first, rest) = places.split_first().expect("a place to begin at");
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(Event::PointerMoved(at(*first)));
    window.step();
    window.event(button(at(*first), true));
    window.step();
    for place in rest {
        window.event(Event::PointerMoved(at(*place)));
        window.step();
    }
    window.event(button(at(*rest.last().unwrap_or(first)), false));
    window.run();
}

#[test]
fn a_drag_comes_home() {
    let name = "share of the value that becomes money";
    let open = || {
        opened_with(
            |scenario| scenario.outcome.realization = Estimate::Pert { low: 0.01, likely: 0.02, high: 0.2 },
            "Accepted draft reply",
        )
    };
    let bounds =
        |window: &Window| (scenario(window).outcome.realization.low(), scenario(window).outcome.realization.high());
    let (_folder, mut window) = open();
    drag_along(&mut window, name, &[0.02, 0.3, 0.6, 0.84]);
    assert_eq!(bounds(&window), (0.01, 0.84));
    drag_along(&mut window, name, &[0.84, 0.5, 0.02]);
    assert_eq!(bounds(&window), (0.01, 0.2), "in two drags");
    drag_along(&mut window, name, &[0.02, 0.84, 0.02]);
    assert_eq!(bounds(&window), (0.01, 0.2), "in one");
    // By another way to the same place.
    let (_other_folder, mut other) = open();
    drag_along(&mut other, name, &[0.02, 0.9, 0.005, 0.5]);
    drag_along(&mut window, name, &[0.02, 0.5]);
    assert_eq!(scenario(&window).outcome.realization, scenario(&other).outcome.realization);
}

#[test]
fn a_double_click_gives_back_the_whole_estimate() {
    let opened = Estimate::Pert { low: 0.01, likely: 0.02, high: 0.2 };
    let (_folder, mut window) = opened_with(|scenario| scenario.outcome.realization = opened, "Accepted draft reply");
    let name = "share of the value that becomes money";
    drag_along(&mut window, name, &[0.02, 0.9]);
    assert_ne!(scenario(&window).outcome.realization, opened);
    let at = {
        let sliders = nodes(&window, Role::Slider);
        sliders.into_iter().find(|node| label(node) == name).expect("a slider").rect().center()
    };
    // Both clicks in one frame: a test's frames are a quarter of a second apart.
    window.hover_at(at);
    window.run();
    for pressed in [true, false, true, false] {
        let press =
            Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        window.input_mut().events.push(press);
    }
    window.run();
    assert_eq!(scenario(&window).outcome.realization, opened);
}
