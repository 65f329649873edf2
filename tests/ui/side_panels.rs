//! The panels at the sides: as wide as their lines need, or as somebody drags them.

use egui::{Key, Role, Theme, pos2, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::support::*;

fn grip(window: &Window, name: &str) -> f32 {
    window.get_by_role_and_label(Role::Splitter, name).rect().center().x
}

#[test]
fn a_panel_is_dragged_and_remembered() {
    let mut window = window();
    let before = grip(&window, "Width of the cards");
    drag(&mut window, pos2(before, 500.0), pos2(before + 90.0, 500.0));
    let after = grip(&window, "Width of the cards");
    assert!((after - before - 90.0).abs() < 2.0, "{before} to {after}");
    let head = nodes(&window, Role::Button).into_iter().find(|node| label(node).starts_with("Every request"));
    assert!(after - 60.0 < head.expect("a head").rect().right());

    let levers = grip(&window, "Width of the levers");
    drag(&mut window, pos2(levers, 500.0), pos2(levers - 50.0, 500.0));
    assert!((grip(&window, "Width of the levers") - levers + 50.0).abs() < 2.0);
    assert_eq!(grip(&window, "Width of the cards"), after);

    let kept = ron::to_string(window.state().0.settings()).expect("settings can be written");
    let settings = ron::from_str(&kept).expect("and read");
    let again = window_of(app(None, settings), vec2(1600.0, 1000.0), 1.0);
    assert_eq!(grip(&again, "Width of the cards"), after);
    assert!(!window.state().0.session().is_unsaved(), "the scenario has nothing to do with it");

    // A double click goes back to the width of before; frames of tests last long.
    window.ctx.options_mut(|options| options.input_options.max_double_click_delay = 10.0);
    for _ in 0..2 {
        window.get_by_role_and_label(Role::Splitter, "Width of the cards").click();
        window.run();
    }
    assert_eq!(grip(&window, "Width of the cards"), before);
}

#[test]
fn arrows_move_the_edge_of_a_panel() {
    let mut window = window();
    let before = grip(&window, "Width of the cards");
    window.get_by_role_and_label(Role::Splitter, "Width of the cards").focus();
    window.run();
    window.key_press(Key::ArrowRight);
    window.run();
    assert!(before < grip(&window, "Width of the cards"));
    for _ in 0..40 {
        window.key_press(Key::ArrowLeft);
        window.run();
    }
    let least = grip(&window, "Width of the cards");
    assert!(250.0 < least && least < before, "{least}");
    window.key_press(Key::Home);
    window.run();
    assert_eq!(grip(&window, "Width of the cards"), before);
}

#[test]
fn charts_keep_their_room() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    for (name, to) in [("Width of the cards", 900.0), ("Width of the levers", 500.0)] {
        let from = grip(&window, name);
        drag(&mut window, pos2(from, 400.0), pos2(to, 400.0));
    }
    let (left, right) = (grip(&window, "Width of the cards"), grip(&window, "Width of the levers"));
    assert!(400.0 < right - left, "{left} and {right}");
}

#[test]
fn a_list_that_goes_on_shows_so() {
    let window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    let scroll = window.ctx.global_style().spacing.scroll;
    assert!(0.2 <= scroll.dormant_handle_opacity && scroll.foreground_color, "its handle is seen before it is touched");
}
