//! A scenario that was sent to be looked at: it can be changed only as a copy.

use breakeven::reference::PRESETS;
use egui::{Key, Modifiers, Role, Theme, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::story::knob;
use crate::support::*;

#[test]
fn what_was_sent_is_changed_only_as_a_copy() {
    let sent = PRESETS[3].scenario();
    let app = app(None, settings(Theme::Light)).with_sent(sent.clone());
    let mut window = window_of(app, vec2(1280.0, 720.0), 1.0);
    let is_unsaved = |window: &Window| window.state().0.session().is_unsaved();
    assert_eq!(window.state().0.session().scenario, sent);
    for key in [Key::F5, Key::Escape, Key::Num1, Key::F7] {
        window.key_press(key);
        window.run();
    }
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    assert!(window.query_by_label("Add card").is_none(), "no other layout");
    let volume = nodes(&window, Role::Slider).first().map(label).expect("a lever");
    let (from, to) = knob(&window, &volume, 0.9);
    drag(&mut window, from, to);
    window.run();
    assert_eq!(window.state().0.session().scenario, sent, "it cannot be changed");
    assert!(!is_unsaved(&window));
    window.get_by_role_and_label(Role::Button, "Edit a copy").click();
    window.run();
    assert!(is_unsaved(&window), "the copy is in no file");
    assert_eq!(window.state().0.session().scenario, sent);
    let (from, to) = knob(&window, &volume, 0.9);
    drag(&mut window, from, to);
    assert_ne!(window.state().0.session().scenario, sent);
}
