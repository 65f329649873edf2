//! The keyboard goes on from where it was: after a click, out of a list that has grown, into a menu and back.

use breakeven::app::Settings;
use breakeven::scenario::Driver;
use egui::{Event, Key, Modifiers, PointerButton, Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

/// What has the focus.
#[track_caller]
fn focus(window: &Window) -> (Role, String) {
    let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused);
    let node = focused.expect("something has the focus");
    (node.accesskit_node().role(), label(&node))
}

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

/// The five questions.
fn asked() -> Window {
    let mut window = window();
    control(&mut window, Key::K);
    window.event(Event::Text("new from nothing".to_owned()));
    window.run();
    press(&mut window, Key::Enter);
    window
}

/// Gives the focus to the control of a role whose name starts with this.
#[track_caller]
fn focus_on(window: &mut Window, role: Role, start: &str) {
    let node = nodes(window, role).into_iter().find(|node| label(node).starts_with(start));
    node.unwrap_or_else(|| panic!("there is no {start}")).focus();
    window.run();
}

#[test]
fn tab_goes_on_from_what_was_clicked() {
    let mut window = asked();
    for (clicked, next) in [("Conversation", "Hour of speech"), ("Saves time", "minutes saved")] {
        window.get_by_role_and_label(Role::Button, clicked).click();
        window.run();
        press(&mut window, Key::Tab);
        assert_eq!(focus(&window).1, next);
    }
    window.get_by_role_and_label(Role::Button, "Document to read").click();
    window.run();
    window.key_press_modifiers(Modifiers::SHIFT, Key::Tab);
    window.run();
    assert_eq!(focus(&window).1, "E-mail to answer");
}

#[test]
fn arrows_stay_in_the_row_of_choices() {
    let mut window = asked();
    focus_on(&mut window, Role::Button, "Code change");
    for (key, expected) in [
        (Key::ArrowRight, "Agent with tools"),
        (Key::ArrowRight, "Agent with tools"),
        (Key::ArrowLeft, "Code change"),
        (Key::ArrowLeft, "Hour of speech"),
    ] {
        press(&mut window, key);
        assert_eq!(focus(&window).1, expected, "{key:?}");
    }
}

#[test]
fn a_source_keeps_the_keyboard_until_it_is_left() {
    let mut window = window();
    card(&mut window, "Accepted draft reply");
    focus_on(&mut window, Role::Button, "Basis of value, USD per outcome");
    press(&mut window, Key::Enter);
    assert_eq!(focus(&window).1, "Judgement");
    let inside =
        ["Measured", "Benchmark", "Judgement", "Unsupported", "Source", "Link", "Open the link", "Date", "Today"];
    use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Tab};
    let keys = [ArrowLeft, ArrowLeft, ArrowLeft, ArrowUp, ArrowRight, ArrowRight, ArrowRight, ArrowRight, ArrowDown];
    for key in keys.into_iter().chain([Tab; 10]) {
        press(&mut window, key);
        let (_, name) = focus(&window);
        assert!(inside.contains(&name.as_str()), "{key:?} leads to {name}");
    }
    press(&mut window, Key::Escape);
    assert!(focus(&window).1.starts_with("Basis of value, USD per outcome"), "{:?}", focus(&window));
}

#[test]
fn what_has_the_focus_is_in_sight() {
    let mut window = window_of(app(None, Settings::default()), vec2(1280.0, 720.0), 1.0);
    card(&mut window, "Accepted draft reply");
    let (mut seen, mut lists) = (0, 0);
    for _ in 0..60 {
        window.key_press(Key::Tab);
        window.run();
        let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused);
        let node = focused.expect("something has the focus");
        let (name, rect) = (label(&node), node.rect());
        assert!(0.0 <= rect.top() && rect.bottom() <= 720.0, "{name} is at {rect:?}");
        seen += 1;
        lists += usize::from(rect.right() < 300.0);
    }
    assert!(seen == 60 && 20 < lists, "{lists} of {seen} in the list of cards");
}

#[test]
fn what_is_added_by_a_key_is_where_the_keyboard_goes_on() {
    let mut window = window();
    card(&mut window, "Human spot checks");
    let place =
        scenario(&window).components.iter().position(|card| card.name == "Human spot checks").expect("it is there");
    let lines = |window: &Window| {
        let lines = &scenario(window).components[place].lines;
        lines.iter().map(|line| line.name.clone()).collect::<Vec<_>>()
    };
    let count = lines(&window).len();
    focus_on(&mut window, Role::Button, "\u{E3D4} Add a line");
    press(&mut window, Key::Enter);
    assert_eq!(lines(&window).len(), count + 1);
    assert_eq!(focus(&window), (Role::TextInput, "Line".to_owned()));
    // An L, which is a key of its own where no text is typed.
    window.event(Event::Text("Licence".to_owned()));
    window.run();
    press(&mut window, Key::Enter);
    assert_eq!(lines(&window)[count], "Licence", "what was there is typed over");
}

#[test]
fn a_drop_down_closes_once_a_key_has_chosen() {
    let mut window = window();
    card(&mut window, "Gateway, retries and fallbacks");
    let options = |window: &Window| {
        let items = nodes(window, Role::Button).into_iter().map(|node| label(&node));
        items.filter(|name| name.starts_with("per ")).count()
    };
    let driver = |window: &Window| {
        let cards = &scenario(window).components;
        cards.iter().find(|card| card.name.starts_with("Gateway")).expect("it is there").lines[0].driver
    };
    assert_eq!(driver(&window), Driver::Month);
    focus_on(&mut window, Role::ComboBox, "charged");
    press(&mut window, Key::Enter);
    assert!(8 < options(&window), "it is open");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_eq!((driver(&window), options(&window)), (Driver::Request, 0), "it has chosen and closed");
    assert_eq!(focus(&window), (Role::ComboBox, "charged".to_owned()));
    press(&mut window, Key::Enter);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Escape);
    assert_eq!((driver(&window), options(&window)), (Driver::Request, 0));
    assert_eq!(focus(&window), (Role::ComboBox, "charged".to_owned()), "Escape gives the focus back");
}

#[test]
fn a_button_that_tab_has_reached_is_pressed_by_enter() {
    let mut window = asked();
    focus_on(&mut window, Role::Button, "Compute the plan");
    press(&mut window, Key::Tab);
    assert_eq!(focus(&window).1, "Later");
    press(&mut window, Key::Enter);
    assert!(!says(&window, "From nothing: five questions"), "it is left");
    card(&mut window, "Every request");
    focus_on(&mut window, Role::SpinButton, "retrievals per request");
    window.event(Event::Text("2".to_owned()));
    window.run();
    let count = scenario(&window).workload.steps.len();
    press(&mut window, Key::Tab);
    assert_eq!(focus(&window).1, "\u{E3D4} Add a model call");
    press(&mut window, Key::Enter);
    assert_eq!(scenario(&window).workload.steps.len(), count + 1);
    assert_eq!(scenario(&window).workload.retrievals.base(), 2.0);
}

#[test]
fn a_card_that_is_asked_for_by_name_has_the_keyboard() {
    let mut window = window();
    control(&mut window, Key::K);
    window.event(Event::Text("plan and money".to_owned()));
    window.run();
    press(&mut window, Key::Enter);
    assert!(focus(&window).1.starts_with("Plan and money, "), "{:?}", focus(&window));
    press(&mut window, Key::Tab);
    assert_ne!(focus(&window).1, "Plan and money");
    let fields = ["More for Plan and money", "verdict at"];
    assert!(fields.contains(&focus(&window).1.as_str()), "{:?}", focus(&window));
}

#[test]
fn a_tab_keeps_the_keyboard_while_a_number_is_dragged() {
    let mut window = window();
    focus_on(&mut window, Role::Tab, "Cash");
    let before = scenario(&window).clone();
    let from = number(&window, "requests a month").rect().center();
    window.event(Event::PointerMoved(from));
    window.step();
    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
    window.event(Event::PointerButton { pos: from, button, pressed: true, modifiers });
    window.step();
    for step in 1..6 {
        window.event(Event::PointerMoved(from + vec2(8.0 * step as f32, 0.0)));
        window.step();
        assert_eq!(focus(&window), (Role::Tab, "Cash".to_owned()), "step {step}");
    }
    assert!(*scenario(&window) != before, "the number was dragged");
}
