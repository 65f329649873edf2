//! How certain an estimate is: ranges that are typed as people write them, and requests that differ, offered wherever a
//! range is, told apart from it, and typed.

use breakeven::reference::Preset;
use breakeven::scenario::Estimate;
use egui::{Event, Key, Modifiers, Role, Theme, vec2};

use crate::support::*;

/// The place of the step whose card is open.
const ANSWER: usize = 1;
const PREFIX: &str = "stable prefix, tokens a call";

/// The support assistant with the prefix of its step as it is given, its card open.
fn opened(prefix: Estimate) -> (tempfile::TempDir, Window) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut scenario = Preset::by_key("support_assistant").expect("it is there").scenario();
    scenario.workload.steps[ANSWER].prefix = prefix;
    let file = folder.path().join("opened.ron");
    std::fs::write(&file, breakeven::files::write_scenario(&scenario)).expect("it can be written");
    let mut window = window_of(app(Some(&file), settings(Theme::Light)), vec2(1600.0, 2400.0), 1.0);
    card(&mut window, "Answer · claude-sonnet-4-6");
    (folder, window)
}

fn prefix(window: &Window) -> Estimate {
    scenario(window).workload.steps[ANSWER].prefix
}

fn type_keys(window: &mut Window, name: &str, text: &str, key: Key) {
    let place = nodes(window, Role::SpinButton).iter().position(|node| label(node) == name);
    nodes(window, Role::SpinButton)[place.unwrap_or_else(|| panic!("no number {name}"))].click_accesskit();
    window.step();
    window.step();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.step();
    for letter in text.chars() {
        window.event(Event::Text(letter.to_string()));
        window.step();
    }
    window.key_press(key);
    window.step();
    window.run();
}

fn choose(window: &mut Window, shape: &str, choice: &str) {
    click_button(window, &format!("{PREFIX}: {shape}"));
    click_first(window, choice);
}

#[test]
fn from_where_to_where_is_typed_into_one_field() {
    let (_folder, mut window) = opened(Estimate::Exact(2000.0));
    type_keys(&mut window, PREFIX, "2000-5500", Key::Enter);
    assert_eq!(prefix(&window), Estimate::Range { p10: 2000.0, p90: 5500.0 });
    type_keys(&mut window, &format!("{PREFIX}, high"), "2k – 3.2k – 5.5k", Key::Tab);
    assert_eq!(prefix(&window), Estimate::Pert { low: 2000.0, likely: 3200.0, high: 5500.0 });
    control(&mut window, Key::Z);
    control(&mut window, Key::Z);
    assert_eq!(prefix(&window), Estimate::Exact(2000.0), "each is a step of undo");

    type_keys(&mut window, PREFIX, "0-5", Key::Enter);
    assert!(says(&window, "A range must lie above 0"), "and says what to do");
    assert_eq!(prefix(&window), Estimate::Exact(2000.0));
    type_keys(&mut window, PREFIX, "0-2-5", Key::Enter);
    assert_eq!(prefix(&window), Estimate::Pert { low: 0.0, likely: 2.0, high: 5.0 });
    assert!(!says(&window, "A range must lie above 0"), "what was wrong is forgotten");

    // A difference is one, and so is a share below 0.
    let (_folder, mut window) = opened(Estimate::Exact(2000.0));
    type_keys(&mut window, PREFIX, "2000-500", Key::Enter);
    assert_eq!(prefix(&window), Estimate::Exact(1500.0));

    // Requests that differ stay what they are.
    let (_folder, mut window) = opened(Estimate::Spread { p50: 100.0, p90: 300.0, seen: 50.0 });
    type_keys(&mut window, &format!("{PREFIX}, p50"), "200-900", Key::Enter);
    assert_eq!(prefix(&window), Estimate::Spread { p50: 200.0, p90: 900.0, seen: 50.0 });
}

#[test]
fn a_cell_of_the_stages_takes_a_range_too() {
    let mut window = window();
    card(&mut window, "Stages");
    type_keys(&mut window, "requests a month at Pilot", "15k-30k", Key::Enter);
    assert_eq!(scenario(&window).stages[1].requests, Estimate::Range { p10: 15_000.0, p90: 30_000.0 });
    type_keys(&mut window, "falls back at Pilot", "1-3-6", Key::Enter);
    assert_eq!(scenario(&window).stages[1].fallback_share, Estimate::Pert { low: 0.01, likely: 0.03, high: 0.06 });
}

#[test]
fn a_spread_is_chosen_beside_a_range_and_typed() {
    let (_folder, mut window) = opened(Estimate::Exact(2000.0));
    click_button(&mut window, &format!("{PREFIX}: exact"));
    let order = ["Exact: ", "Range: ", "Spread: how single requests differ, from a log", "Three-point: "];
    let tops = order.map(|start| {
        let choices = nodes(&window, Role::Button);
        choices.iter().find(|node| label(node).starts_with(start)).unwrap_or_else(|| panic!("{start}")).rect().top()
    });
    assert!(tops.is_sorted(), "{tops:?}");
    let question = "Where may the average lie, or how do single requests differ?";
    let asked = nodes(&window, Role::Label).into_iter().find(|node| node.value().as_deref() == Some(question));
    let asked = asked.expect("what tells the two apart").rect();
    assert!(tops[0] < asked.top() && asked.top() < tops[1], "it stands above both");
    click_first(&mut window, "Spread: how");
    assert!((prefix(&window).base() - 2000.0).abs() < 1e-9, "the average is what was assumed");
    for (end, text) in [("p50", "1000"), ("p90", "4000"), ("seen", "400")] {
        type_keys(&mut window, &format!("{PREFIX}, {end}"), text, Key::Tab);
    }
    assert_eq!(prefix(&window), Estimate::Spread { p50: 1000.0, p90: 4000.0, seen: 400.0 });
    type_keys(&mut window, &format!("{PREFIX}, seen"), "100", Key::Enter);
    assert!(says(&window, "averages 1,795, 8 in 10 futures 1,468 to 2,147"), "{:?}", texts(&window));
    assert_eq!(scenario(&window).check(), vec![]);
}

#[test]
fn what_cannot_be_seen_or_stands_the_wrong_way_is_told() {
    let spread = Estimate::Spread { p50: 1000.0, p90: 4000.0, seen: 100.0 };
    let (_folder, mut window) = opened(spread);
    for nonsense in ["0", "2.5", "-3"] {
        type_keys(&mut window, &format!("{PREFIX}, seen"), nonsense, Key::Enter);
        assert_eq!(prefix(&window), spread, "{nonsense}");
        assert!(says(&window, "must be a whole number from 1 to"), "{nonsense}: {:?}", texts(&window));
        assert!(!nodes(&window, Role::Button).iter().any(|node| label(node) == "Swap"), "{nonsense}");
        click_first(&mut window, "Back to 1,000");
    }
    // Fewer were seen than there are tokens: those are no neighbours.
    type_keys(&mut window, &format!("{PREFIX}, seen"), "3", Key::Enter);
    assert_eq!(prefix(&window), Estimate::Spread { p50: 1000.0, p90: 4000.0, seen: 3.0 });
    type_keys(&mut window, &format!("{PREFIX}, p50"), "9000", Key::Enter);
    assert!(says(&window, "The p50 9,000 is above the p90 4,000"));
    click_button(&mut window, "Swap");
    assert_eq!(prefix(&window), Estimate::Spread { p50: 4000.0, p90: 9000.0, seen: 3.0 });
    type_keys(&mut window, &format!("{PREFIX}, p50"), "0", Key::Enter);
    assert!(says(&window, "Requests that differ must lie above 0"));
}

#[test]
fn every_shape_becomes_every_other_around_its_base() {
    let shapes = [
        ("exact", "Exact: ", Estimate::Exact(2000.0)),
        ("range", "Range: ", Estimate::Range { p10: 1000.0, p90: 4000.0 }),
        ("spread", "Spread: ", Estimate::Spread { p50: 1000.0, p90: 4000.0, seen: 100.0 }),
        ("three-point", "Three-point: ", Estimate::Pert { low: 1000.0, likely: 2000.0, high: 4000.0 }),
    ];
    for (shape, _, estimate) in shapes {
        for (other, choice, _) in shapes.into_iter().filter(|(other, ..)| *other != shape) {
            let (_folder, mut window) = opened(estimate);
            choose(&mut window, shape, choice);
            assert!(nodes(&window, Role::Button).iter().any(|node| label(node) == format!("{PREFIX}: {other}")));
            // A spread becomes the range of its average, whose middle lies a little below that average.
            let (found, expected) = (prefix(&window).base(), estimate.base());
            assert!((found / expected - 1.0).abs() < 0.02, "{shape} to {other}: {expected} became {found}");
            assert_eq!(scenario(&window).check(), vec![]);
        }
    }
    let (_folder, mut window) = opened(Estimate::Exact(0.0));
    choose(&mut window, "exact", "Spread: ");
    assert_eq!(prefix(&window), Estimate::Exact(0.0), "nothing differs where nothing is");
}
