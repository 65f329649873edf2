//! What leads through the window and tells of it: first steps, the plan in sentences, time for a question.

use breakeven::app::Settings;
use egui::{Key, Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::legible::overlaps;
use crate::story::knob;
use crate::support::*;
use crate::workshop::{is_workshop, keep, press, small, too_small};

/// The first start, as often as it takes.
fn first_start(settings: Settings) -> Window {
    window_of(app(None, settings).at_first_start(), vec2(1280.0, 720.0), 1.0)
}

#[test]
fn the_first_start_leads_through_its_steps_once() {
    let mut window = first_start(Settings::default());
    assert!(says(&window, "Drag the volume: what if usage triples?"));
    keep(&window, "first_start");
    assert_eq!((overlaps(&window), too_small(&window)), (Vec::new(), Vec::new()));
    let (from, to) = knob(&window, "Requests at Production", 0.8);
    drag(&mut window, from, to);
    assert!(says(&window, "Flip a strategy: does the verdict change?"));
    window.get_by_role_and_label(Role::Switch, "Model routing").click();
    window.run();
    assert!(says(&window, "Press F5 to build your own"));
    press(&mut window, Key::F5);
    assert!(!is_workshop(&window) && window.state().0.settings().knows_first_steps);
    assert!(says(&window, "Open a card on the left"));
    card(&mut window, "Accepted draft reply");
    assert!(says(&window, "Choose “Must be true”"));
    keep(&window, "tour");
    click(&mut window, "Must be true");
    assert!(says(&window, "Choose “Explain this plan”"));
    click(&mut window, "Help");
    click(&mut window, "Explain this plan");
    assert!(says(&window, "The single numbers hold") && !says(&window, " of 6"));
    click(&mut window, "Close");

    let settings = window.state().0.settings().clone();
    let mut window = first_start(settings);
    assert!(!is_workshop(&window), "it never comes back by itself");
    click(&mut window, "Help");
    click(&mut window, "Take the tour");
    assert!(is_workshop(&window) && says(&window, "Drag the volume: what if usage triples?"));
}

#[test]
fn whoever_leaves_the_room_early_is_led_on_where_they_are() {
    let mut window = first_start(Settings::default());
    press(&mut window, Key::F5);
    assert!(says(&window, "Open a card on the left") && window.state().0.settings().knows_first_steps);
    assert_eq!(overlaps(&window), Vec::<String>::new());
}

#[test]
fn a_plan_is_told_in_sentences_that_can_be_taken_along() {
    for opens in ["Explain this plan", "Decisions…"] {
        let mut window = small();
        click(&mut window, "Guess first…");
        let button = window.get_by_role_and_label(Role::Button, opens);
        assert!(button.accesskit_node().is_disabled(), "{opens} would tell before everyone has guessed");
    }
    let mut window = small();
    click(&mut window, "Explain this plan");
    assert!(says(&window, "A Production month costs $15,973 for 219,089 requests"));
    assert_eq!(too_small(&window), Vec::<String>::new());
    keep(&window, "explained");
    window.get_by_label("Copy as text").click_accesskit();
    window.step();
    let copied = window.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    let copied = copied.expect("it was copied");
    assert!(copied.starts_with("Customer support assistant\n\nWhat does it cost?\nA Production month "), "{copied}");
}

#[test]
fn a_timer_counts_down_and_says_when_it_is_up() {
    let mut window = small();
    click(&mut window, "Timer");
    click(&mut window, "Timer: 2 minutes");
    let left = |window: &Window| {
        let nodes = nodes(window, Role::Button);
        nodes.iter().map(|node| label(node)).find(|label| label.ends_with("seconds left") || label == "Time is up")
    };
    assert!(left(&window).is_some_and(|left| left.ends_with("seconds left")), "{:?}", left(&window));
    let asked = window.output().viewport_output.values().map(|view| view.repaint_delay).min();
    assert!(asked.is_some_and(|asked| asked <= std::time::Duration::from_secs(1)), "{asked:?}");
    window.input_mut().time = Some(1000.0);
    window.run();
    assert_eq!(left(&window).as_deref(), Some("Time is up"));
    click(&mut window, "Time is up");
    assert_eq!(left(&window), None);
}

#[test]
fn first_steps_are_put_away_by_a_key_or_a_click() {
    let dismissals: [fn(&mut Window); 2] =
        [|window| press(window, Key::Escape), |window| click(window, "Dismiss the first steps")];
    for dismiss in dismissals {
        let mut window = first_start(Settings::default());
        dismiss(&mut window);
        assert!(is_workshop(&window) && !says(&window, " of 6"));
        assert!(window.state().0.settings().knows_first_steps);
    }
}
