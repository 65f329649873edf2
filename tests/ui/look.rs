//! Pictures to look at; never committed.
use crate::support::*;
use egui::{Role, Theme, vec2};

fn shoot(window: &Window, name: &str) {
    std::fs::write(format!("/tmp/cards/{name}.png"), screenshot(window, 1.0)).expect("written");
}

fn press(window: &mut Window, part: &str) {
    let found = nodes(window, Role::Button).into_iter().find(|node| label(node).contains(part));
    found.unwrap_or_else(|| panic!("there is no button {part}")).click_accesskit();
    window.run();
}

#[test]
fn look() {
    for (theme, name) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut window = window_of(app(None, settings(theme)), vec2(1600.0, 1000.0), 1.0);
        card(&mut window, "Accepted draft reply");
        shoot(&window, &format!("outcome-{name}"));
        press(&mut window, "Basis of share of the value");
        window.run();
        shoot(&window, &format!("basis-{name}"));
        window.key_press(egui::Key::Escape);
        window.run();
        let mut window = window_of(app(None, settings(theme)), vec2(1280.0, 1400.0), 1.0);
        let name = scenario(&window).components.last().expect("one").name.clone();
        card(&mut window, &name);
        shoot(&window, &format!("oversight-{name}"));
    }
}
