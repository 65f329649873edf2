//! Keyboard only, and rest when nobody does anything.

use std::collections::BTreeSet;
use std::time::Duration;

use breakeven::app::{Appearance, Settings, Tab};
use egui::{Key, Modifiers, Role, ViewportId, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::everything::is_operable;
use crate::support::*;

#[test]
fn tab_reaches_every_control() {
    let mut window = window();
    let name = |node: &egui_kittest::Node<'_>| format!("{:?} {}", node.accesskit_node().role(), label(node));
    let mut reached = BTreeSet::new();
    for _ in 0..150 {
        window.key_press(Key::Tab);
        window.step();
        let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused);
        reached.extend(focused.map(|node| name(&node)));
    }
    let roles = [Role::Button, Role::Slider, Role::SpinButton, Role::Switch];
    let missed: Vec<String> = roles
        .into_iter()
        .flat_map(|role| nodes(&window, role))
        .filter(|node| !node.accesskit_node().is_disabled())
        .map(|node| name(&node))
        .filter(|name| !reached.contains(name))
        .collect();
    assert!(missed.is_empty(), "not reached: {missed:#?}");
}

#[test]
fn tab_goes_through_the_bar_as_it_is_read() {
    let usual = || app(None, Settings::default());
    for (app, least) in [(usual(), 6), (usual().in_workshop(), 2)] {
        let mut window = window_of(app, vec2(1280.0, 720.0), 1.0);
        let mut lefts = Vec::new();
        loop {
            window.key_press(Key::Tab);
            window.step();
            let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused);
            let rect = focused.expect("something has the focus").rect();
            if 60.0 < rect.bottom() {
                break;
            }
            lefts.push(rect.left());
        }
        assert!(least <= lefts.len() && lefts.is_sorted(), "{lefts:?}");
    }
}

#[test]
fn enter_and_space_do_what_a_click_does() {
    let mut window = window();
    let switch = window.get_by_role_and_label(Role::Switch, "Model routing");
    switch.focus();
    window.run();
    let before = scenario(&window).clone();
    window.key_press(Key::Space);
    window.run();
    assert_ne!(*scenario(&window), before);
    let head = nodes(&window, Role::Button).into_iter().find(|node| label(node).starts_with("Accepted draft reply"));
    head.expect("the card is there").focus();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert!(says(&window, "value, USD per outcome"), "the card is open");
}

#[test]
fn arrows_move_the_slider_that_has_the_focus() {
    let mut window = window();
    let volume = |window: &Window| scenario(window).stages[2].requests.base();
    let before = volume(&window);
    window.get_by_role_and_label(Role::Slider, "Requests a month").focus();
    window.run();
    window.key_press(Key::ArrowRight);
    window.run();
    let right = volume(&window);
    assert!(before < right && right < before * 1.2, "{before} to {right}");
    window.key_press(Key::ArrowLeft);
    window.key_press(Key::ArrowLeft);
    window.run();
    assert!(volume(&window) < before);
    assert!(window.get_by_role_and_label(Role::Slider, "Requests a month").is_focused());
}

#[test]
fn one_key_switches_between_logarithmic_and_linear() {
    let mut window = window();
    let scale = |window: &Window| {
        let buttons: Vec<String> = nodes(window, Role::Button).iter().map(label).collect();
        buttons.into_iter().find(|name| ["logarithmic", "linear"].contains(&name.as_str())).expect("it is said")
    };
    assert_eq!(scale(&window), "logarithmic");
    window.key_press(Key::L);
    window.run();
    assert_eq!(scale(&window), "linear");
    window.key_press(Key::L);
    window.run();
    assert_eq!(scale(&window), "logarithmic");
    assert!(!window.state().0.session().is_unsaved());
}

#[test]
fn a_letter_that_is_typed_is_no_command() {
    let mut window = window();
    card(&mut window, "Accepted draft reply");
    let field = nodes(&window, Role::TextInput).into_iter().find(|node| label(node) == "Outcome");
    field.expect("its name").click();
    window.run();
    window.key_press(Key::L);
    window.event(egui::Event::Text("l".to_owned()));
    window.run();
    assert!(nodes(&window, Role::Button).iter().any(|node| label(node) == "logarithmic"));
}

#[test]
fn the_window_rests_when_nobody_does_anything() {
    let mut window = window();
    let rests = |window: &mut Window| {
        window.run();
        window.step();
        let delay = window.output().viewport_output[&ViewportId::ROOT].repaint_delay;
        Duration::from_secs(1) < delay
    };
    assert!(rests(&mut window), "at the start");
    window.get_by_role_and_label(Role::Switch, "Model routing").click();
    assert!(rests(&mut window), "after an edit");
    card(&mut window, "Accepted draft reply");
    assert!(rests(&mut window), "with a card open");
    window.hover_at(pos2(800.0, 400.0));
    assert!(rests(&mut window), "with the pointer on a chart");
    control(&mut window, Key::N);
    assert!(rests(&mut window), "with a question open");
}

#[test]
fn a_menu_is_used_with_the_keyboard_and_closes() {
    let mut window = window();
    let find = |window: &Window, name: &str| nodes(window, Role::Button).iter().any(|node| label(node).contains(name));
    let enter = |window: &mut Window, name: &str| {
        let buttons = nodes(window, Role::Button);
        let exact = buttons.iter().find(|node| label(node) == name);
        let item = exact.or_else(|| buttons.iter().find(|node| label(node).contains(name)));
        item.unwrap_or_else(|| panic!("there is no {name}")).focus();
        drop(buttons);
        window.run();
        window.key_press(Key::Enter);
        window.run();
    };
    enter(&mut window, "File");
    enter(&mut window, "View");
    assert!(find(&window, "Light or dark"));
    enter(&mut window, "Light or dark");
    assert_eq!(window.state().0.settings().appearance, Appearance::Dark);
    assert!(!find(&window, "Light or dark"), "the menu is closed");
    enter(&mut window, "Every request");
    let fallback = nodes(&window, Role::ComboBox).into_iter().find(|node| label(node) == "falls back to");
    fallback.expect("there is a choice").focus();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    enter(&mut window, "nothing");
    assert_eq!(scenario(&window).workload.fallback_model, None);
    window.key_press(Key::Escape);
    window.run();
    assert!(nodes(&window, Role::Button).iter().all(|node| label(node) != "nothing"), "the choice is closed");
}

#[test]
fn a_window_with_a_question_takes_no_commands() {
    let mut window = window();
    control(&mut window, Key::N);
    let before = scenario(&window).clone();
    control(&mut window, Key::D);
    control(&mut window, Key::O);
    assert_eq!(window.state().0.settings().appearance, Appearance::Light);
    assert!(says(&window, "Start from a use case"));
    assert_eq!(*scenario(&window), before);
    window.key_press(Key::Escape);
    window.run();
    assert!(!says(&window, "Start from a use case"));
}

/// Presses Tab until what has this role and name has the focus.
fn tab_to(window: &mut Window, role: Role, name: &str) {
    for _ in 0..200 {
        window.key_press(Key::Tab);
        window.step();
        if window
            .root()
            .children_recursive()
            .any(|node| node.is_focused() && node.accesskit_node().role() == role && label(&node).starts_with(name))
        {
            return;
        }
    }
    panic!("Tab never reaches {name}");
}

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

fn type_and_enter(window: &mut Window, text: &str) {
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
    press(window, Key::Enter);
}

#[test]
fn a_whole_workshop_needs_no_pointer() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("room.ron");
    let mut window = window();
    control(&mut window, Key::K);
    type_and_enter(&mut window, "start from invoice");
    assert_eq!(scenario(&window).name, "Invoice extraction");
    control(&mut window, Key::K);
    type_and_enter(&mut window, "look at pilot");
    assert!(says(&window, "at Pilot, "));

    let before = scenario(&window).stages[1].requests.base();
    tab_to(&mut window, Role::Slider, "Requests a month");
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::ArrowRight);
    assert!(before < scenario(&window).stages[1].requests.base());

    tab_to(&mut window, Role::Switch, "Batch processing");
    let is_on = |window: &Window| {
        let mut strategies = scenario(window).strategies.iter();
        strategies.find(|strategy| strategy.kind.tag().name() == "Batch processing").expect("it is listed").enabled
    };
    let was_on = is_on(&window);
    press(&mut window, Key::Space);
    assert_ne!(is_on(&window), was_on);

    for tab in Tab::ALL {
        tab_to(&mut window, Role::Tab, tab.name());
        press(&mut window, Key::Enter);
        assert_eq!(window.state().0.tab(), tab);
    }

    control(&mut window, Key::S);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_and_enter(&mut window, &path.display().to_string());
    assert!(says(&window, "saved · room.ron"));
    assert_eq!(breakeven::files::open_scenario(&path).expect("it is there"), *scenario(&window));
}

#[test]
fn what_lies_over_the_window_takes_the_focus_and_gives_it_back() {
    let mut window = window();
    for key in [Key::N, Key::K, Key::S] {
        window.get_by_role_and_label(Role::Slider, "Requests a month").focus();
        window.run();
        control(&mut window, key);
        let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused).map(|node| label(&node));
        assert!(focused.as_ref().is_some_and(|name| name != "Requests a month"), "{key:?}: {focused:?}");
        press(&mut window, Key::Escape);
        assert!(window.get_by_role_and_label(Role::Slider, "Requests a month").is_focused(), "{key:?}");
    }
}

#[test]
fn enter_takes_what_a_question_suggests() {
    let mut window = window();
    window.get_by_role_and_label(Role::Switch, "Model routing").click();
    window.run();
    control(&mut window, Key::O);
    assert!(says(&window, "Save your changes first?"));
    press(&mut window, Key::Enter);
    assert!(says(&window, "Save the scenario as"));
}

#[test]
fn stories_are_chosen_with_arrows() {
    let mut window = window();
    control(&mut window, Key::N);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowRight);
    let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused).map(|node| label(&node));
    let story = focused.expect("a story has the focus");
    assert!(!story.starts_with("Customer support assistant"), "{story}");
    press(&mut window, Key::Enter);
    assert!(story.starts_with(&scenario(&window).name), "{story}");
}

#[test]
fn tab_goes_from_left_to_right() {
    let mut window = window();
    let panels = ["top bar", "headlines", "cards", "charts", "levers"];
    let mut reached = vec![0];
    for _ in 0..150 {
        window.key_press(Key::Tab);
        window.step();
        let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused);
        // The edges of panels can be dragged, which is nothing for keys.
        let Some(at) = focused.filter(is_operable).map(|node| node.rect()) else { continue };
        let place = match at.center() {
            at if at.y < 44.0 => 0,
            at if at.y < 168.0 => 1,
            at if 970.0 < at.y => continue,
            at if at.x < 360.0 => 2,
            at if at.x < 1270.0 => 3,
            _ => 4,
        };
        if reached.last() != Some(&place) {
            reached.push(place);
        }
    }
    let names: Vec<&str> = reached.iter().map(|place| panels[*place]).collect();
    assert!(names.starts_with(&panels), "{names:?}");
}

#[test]
fn one_key_goes_from_panel_to_panel() {
    let mut window = window();
    let focused = |window: &Window| {
        let node = window.root().children_recursive().find(egui_kittest::Node::is_focused);
        label(&node.expect("something has the focus"))
    };
    let mut reached = Vec::new();
    for _ in 0..5 {
        press(&mut window, Key::F6);
        reached.push(focused(&window));
    }
    assert_eq!(reached[3], "Prototype", "{reached:?}");
    assert_eq!(reached[2], "Curve", "{reached:?}");
    assert_eq!(reached[0], reached[4], "and round again: {reached:?}");
    window.key_press_modifiers(Modifiers::SHIFT, Key::F6);
    window.run();
    assert_eq!(focused(&window), "Prototype");
}
