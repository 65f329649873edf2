//! The heads of cards: whole, where they were, and with a menu of what can be done.

use std::path::Path;

use breakeven::files::write_scenario;
use breakeven::paint::theme::semibold_font;
use breakeven::reference::PRESETS;
use egui::accesskit::Toggled;
use egui::{Key, Modifiers, Rect, Role, Shape, Theme, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

/// The full names of all cards' heads, from top to bottom.
fn heads(window: &Window) -> Vec<String> {
    let names = nodes(window, Role::Button).into_iter().map(|node| label(&node));
    let is_head = |name: &String| !name.starts_with("Explain") && !name.contains(" to mind: ");
    names.filter(|name| 2 <= name.matches(", ").count() && is_head(name)).collect()
}

/// Where a button is.
#[track_caller]
fn rect_of(window: &Window, name: &str) -> Rect {
    window.get_by_role_and_label(Role::Button, name).rect()
}

/// Texts on the left that end in an ellipsis; those of heads only, or all of them.
fn cut(window: &Window, right: f32, names_only: bool) -> Vec<String> {
    fn collect(shape: &Shape, found: &mut Vec<(f32, bool, String)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, found)),
            // The status line, at the lower end, is no card.
            Shape::Text(text) if text.galley.elided && text.pos.y < HEIGHT - 50.0 => {
                let is_name = text.galley.job.sections.iter().any(|part| part.format.font_id == semibold_font(13.0));
                found.push((text.pos.x, is_name, text.galley.text().to_owned()));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    window.output().shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut found));
    let found = found.into_iter().filter(|(x, is_name, _)| *x < right && (*is_name || !names_only));
    found.map(|(_, _, text)| text).collect()
}

/// As high as all cards, open.
const HEIGHT: f32 = 14_000.0;

#[track_caller]
fn nothing_is_cut(width: f32, right: f32, names_only: bool) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut found = Vec::new();
    for preset in PRESETS {
        let path = folder.path().join(format!("{}.ron", preset.key));
        std::fs::write(&path, write_scenario(&preset.scenario())).expect("it can be written");
        let mut window = window_of(app(Some(&path), settings(Theme::Light)), vec2(width, HEIGHT), 1.0);
        let mut look = |window: &Window, when: &str| {
            let here = cut(window, right, names_only).into_iter();
            found.extend(here.map(|text| format!("{} {when}: {text}", preset.key)));
        };
        look(&window, "closed");
        let heads = heads(&window);
        assert!(8 < heads.len(), "{heads:?}");
        // One frame for each, and time to settle once: frames of this height take long.
        let opened = heads.iter().filter(|head| !head.starts_with("What strategies cost"));
        opened.clone().for_each(|head| window.get_by_label(head).click_accesskit());
        window.run();
        // What there is to mind has commas, too, and no state.
        let states = opened.map(|head| (head, window.get_by_label(head).accesskit_node().toggled()));
        let (open, closed): (Vec<_>, Vec<_>) =
            states.filter(|(_, state)| state.is_some()).partition(|(_, state)| *state == Some(Toggled::True));
        assert!(8 < open.len() && closed.is_empty(), "{}: closed {closed:?}", preset.key);
        look(&window, "open");
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_line_of_a_card_is_cut_on_a_usual_screen() {
    nothing_is_cut(1600.0, 360.0, false);
}

#[test]
fn no_name_of_a_card_is_cut_on_a_small_screen() {
    nothing_is_cut(1280.0, 316.0, true);
}

/// Turns the wheel over the cards until a head can be clicked.
#[track_caller]
fn scroll_to(window: &mut Window, head: &str, seen: std::ops::Range<f32>) {
    for _ in 0..80 {
        let center = rect_of(window, head).center();
        if seen.contains(&center.y) {
            return;
        }
        let way = (0.5 * (seen.start + seen.end) - center.y).clamp(-400.0, 400.0);
        window.hover_at(egui::pos2(150.0, 0.5 * (seen.start + seen.end)));
        window.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, way),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        window.run_steps(8);
    }
    panic!("{head} never comes into sight");
}

#[test]
fn a_head_stays_under_the_pointer_that_opens_it() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    let heads = heads(&window);
    assert!(12 < heads.len());
    // What stands at the edge is brought into sight instead, and the last cards stand nowhere else.
    let is_elsewhere =
        |head: &&String| !["What strategies cost", "Limits", "Notes"].iter().any(|start| head.starts_with(start));
    for head in heads.iter().filter(is_elsewhere) {
        scroll_to(&mut window, head, 240.0..550.0);
        let before = rect_of(&window, head).top();
        window.get_by_role_and_label(Role::Button, head).click();
        window.run();
        window.run_steps(10);
        let after = rect_of(&window, head).top();
        assert!((after - before).abs() <= 1.0, "{head}: from {before} to {after}");
    }
    // Nothing above a head that is closed moves either, while there is enough below.
    for head in &heads[..4] {
        scroll_to(&mut window, head, 240.0..640.0);
        let before = rect_of(&window, head).top();
        window.get_by_role_and_label(Role::Button, head).click();
        window.run();
        let after = rect_of(&window, head).top();
        assert!((after - before).abs() <= 1.0, "{head}: from {before} to {after}");
    }
    click(&mut window, "Close all");
    assert!(!says(&window, "set-up, once"), "all are closed");
}

#[test]
fn what_opens_below_the_edge_comes_into_sight() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    let head = head_of(&window, "Evaluation suite");
    scroll_to(&mut window, &head, 600.0..660.0);
    window.get_by_role_and_label(Role::Button, &head).click();
    window.run();
    window.run_steps(20);
    assert!(rect_of(&window, &head).bottom() < 500.0, "{:?}", rect_of(&window, &head));
}

#[test]
fn what_keys_open_comes_into_sight() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    let last = heads(&window).pop().expect("there are cards");
    window.get_by_role_and_label(Role::Button, &last).focus();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window.run_steps(20);
    assert!(rect_of(&window, &last).bottom() < 660.0, "{:?}", rect_of(&window, &last));
}

fn names(window: &Window) -> Vec<String> {
    scenario(window).components.iter().map(|component| component.name.clone()).collect()
}

/// The head of a component.
#[track_caller]
fn head_of(window: &Window, name: &str) -> String {
    let start = format!("{name}, ");
    heads(window).into_iter().find(|head| head.starts_with(&start)).unwrap_or_else(|| panic!("no card {name}"))
}

/// Opens the menu of a card by the pointer and clicks what begins like this.
#[track_caller]
fn choose(window: &mut Window, card: &str, entry: &str) {
    let head = head_of(window, card);
    window.get_by_role_and_label(Role::Button, &head).click_secondary();
    window.run();
    let entries: Vec<_> =
        nodes(window, Role::Button).into_iter().filter(|node| label(node).starts_with(entry)).collect();
    let all: Vec<String> = nodes(window, Role::Button).iter().map(label).collect();
    assert_eq!(entries.len(), 1, "{entry} among {all:?}");
    entries[0].click();
    drop(entries);
    window.run();
}

fn with_library(folder: &Path, size: Vec2) -> Window {
    window_of(app(None, settings(Theme::Light)).with_card_library(folder.to_owned()), size, 1.0)
}

#[test]
fn a_card_has_a_menu() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut window = with_library(folder.path(), vec2(1600.0, 4000.0));
    let before = names(&window);
    let (first, second) = (before[0].as_str(), before[1].as_str());
    choose(&mut window, first, "Move down");
    assert_eq!(names(&window)[..2], [second, first]);
    choose(&mut window, first, "Move up");
    assert_eq!(names(&window), before);
    choose(&mut window, first, "Duplicate");
    assert_eq!(names(&window)[..2], [first, first]);
    control(&mut window, Key::Z);
    choose(&mut window, first, "Switch off");
    assert!(!scenario(&window).components[0].enabled);
    choose(&mut window, first, "Switch on");
    assert!(scenario(&window).components[0].enabled);
    choose(&mut window, first, "Save to my library");
    assert!(says(&window, "is in your library now"));
    assert_eq!(std::fs::read_dir(folder.path()).expect("it is there").count(), 1);
    choose(&mut window, first, "Open");
    assert!(says(&window, "set-up, once"), "it is open");
    choose(&mut window, second, "Open");
    choose(&mut window, first, "Close the others");
    let open = nodes(&window, Role::Switch).iter().filter(|node| label(node).ends_with("takes part")).count();
    assert_eq!(open, 1);
    choose(&mut window, first, "Close");
    choose(&mut window, first, "Remove");
    assert_eq!(names(&window), before[1..]);
    assert!(says(&window, &format!("Removed {first}: Undo brings it back")));
    control(&mut window, Key::Z);
    assert_eq!(names(&window), before);
}

#[test]
fn the_menu_of_a_card_needs_no_pointer() {
    for (modifiers, key) in [(Modifiers::SHIFT, Key::F10), (Modifiers::NONE, Key::Menu)] {
        let mut window = window();
        let before = names(&window);
        let head = head_of(&window, &before[0]);
        window.get_by_role_and_label(Role::Button, &head).focus();
        window.run();
        window.key_press_modifiers(modifiers, key);
        window.run();
        // Open, Switch off, Move down.
        for _ in 0..3 {
            window.key_press(Key::ArrowDown);
            window.run();
        }
        window.key_press(Key::Enter);
        window.run();
        assert_eq!(names(&window)[..2], [before[1].as_str(), before[0].as_str()]);
        assert!(!nodes(&window, Role::Button).iter().any(|node| label(node).starts_with("Duplicate")), "it is closed");
    }
}

#[test]
fn three_dots_open_the_menu_of_the_card_under_the_pointer() {
    let mut window = window();
    let head = head_of(&window, "Evaluation suite");
    assert!(nodes(&window, Role::Button).iter().all(|node| !label(node).starts_with("More for")));
    window.hover_at(rect_of(&window, &head).center());
    window.run();
    click(&mut window, "More for Evaluation suite");
    assert!(nodes(&window, Role::Button).iter().any(|node| label(node).starts_with("Duplicate")));
}

#[test]
fn the_delete_key_takes_cards_away() {
    let mut window = window();
    let before = names(&window);
    let head = head_of(&window, &before[1]);
    window.get_by_role_and_label(Role::Button, &head).focus();
    window.run();
    window.key_press(Key::Delete);
    window.run();
    assert_eq!(names(&window).len(), before.len() - 1);
    assert!(!names(&window).contains(&before[1]));
    assert!(says(&window, &format!("Removed {}: Undo brings it back", before[1])));
    let focused = window.root().children_recursive().find(egui_kittest::Node::is_focused).map(|node| label(&node));
    assert!(
        focused.as_ref().is_some_and(|name| name.starts_with(&before[2])),
        "the next one has the focus: {focused:?}"
    );
    control(&mut window, Key::Z);
    assert_eq!(names(&window), before);

    let step = heads(&window).into_iter().find(|head| head.starts_with("Classify")).expect("a step");
    window.get_by_role_and_label(Role::Button, &step).focus();
    window.run();
    window.key_press(Key::Delete);
    window.run();
    assert_eq!(scenario(&window).workload.steps.len(), 1);
    assert!(says(&window, "Removed Classify: Undo brings it back"));
    control(&mut window, Key::Z);
    // A card that is no item of a list stays.
    let outcome = heads(&window).remove(0);
    window.get_by_role_and_label(Role::Button, &outcome).focus();
    window.run();
    window.key_press(Key::Delete);
    window.run();
    assert!(!window.state().0.session().is_unsaved());
}

#[test]
fn delete_in_a_field_takes_a_letter() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1600.0, 4000.0), 1.0);
    let before = names(&window);
    card(&mut window, &before[0]);
    window.get_by_role_and_label(Role::TextInput, "Card").click();
    window.run();
    window.key_press(Key::Home);
    window.key_press(Key::Delete);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(names(&window).len(), before.len());
    assert_eq!(names(&window)[0], before[0][1..]);
}

#[test]
fn steps_that_are_open_stay_open_wherever_they_go() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1600.0, 4000.0), 1.0);
    let find = |window: &Window, start: &str| heads(window).into_iter().find(|head| head.starts_with(start));
    let answer = find(&window, "Answer · ").expect("a step");
    click(&mut window, &answer);
    let is_open = |window: &Window| {
        let fields = nodes(window, Role::TextInput);
        fields.iter().any(|node| label(node) == "Step" && node.value().as_deref() == Some("answer"))
    };
    assert!(is_open(&window));
    let classify = find(&window, "Classify · ").expect("a step");
    window.get_by_role_and_label(Role::Button, &classify).focus();
    window.run();
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    window.run();
    assert_eq!(scenario(&window).workload.steps[0].name, "answer");
    assert!(is_open(&window));
    window.key_press(Key::Delete);
    window.run();
    assert_eq!(scenario(&window).workload.steps.len(), 1);
    assert!(is_open(&window));
}
