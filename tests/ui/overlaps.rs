//! No text lies on another: whatever is open, in whatever window that is large enough.

use breakeven::app::Tab;
use breakeven::files::write_scenario;
use breakeven::reference::PRESETS;
use egui::{Key, Role, Shape, Theme, vec2};

use crate::legible::overlaps;
use crate::support::*;

#[test]
fn no_preset_writes_over_itself() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut found = Vec::new();
    for preset in PRESETS {
        let path = folder.path().join(format!("{}.ron", preset.key));
        std::fs::write(&path, write_scenario(&preset.scenario())).expect("it can be written");
        for size in [vec2(1280.0, 720.0), vec2(1600.0, 1000.0), vec2(2560.0, 1440.0)] {
            let mut window = window_of(app(Some(&path), settings(Theme::Light)), size, 1.0);
            let mut note = |window: &Window, what: &str| {
                let here = overlaps(window);
                found.extend(here.into_iter().map(|overlap| format!("{} {size:?} {what}: {overlap}", preset.key)));
            };
            note(&window, "logarithmic");
            window.key_press(Key::L);
            window.run();
            note(&window, "linear");
            for tab in Tab::ALL.into_iter().skip(1) {
                click(&mut window, tab.name());
                note(&window, tab.name());
                // Amounts after shares.
                window.key_press(Key::L);
                window.run();
                note(&window, tab.name());
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Texts at the top of the window that end in an ellipsis.
fn cut_headlines(window: &Window) -> Vec<String> {
    fn collect(shape: &Shape, found: &mut Vec<String>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, found)),
            Shape::Text(text) if text.galley.elided && text.pos.y < 150.0 => found.push(text.galley.text().to_owned()),
            _ => {}
        }
    }
    let mut found = Vec::new();
    window.output().shapes.iter().for_each(|clipped| collect(&clipped.shape, &mut found));
    found
}

#[test]
fn headlines_are_never_cut() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut found = Vec::new();
    for (preset, currency) in PRESETS.iter().flat_map(|preset| ["USD", "CAD"].map(|currency| (preset, currency))) {
        let path = folder.path().join(format!("{}.ron", preset.key));
        let mut scenario = preset.scenario();
        scenario.currency = currency.to_owned();
        std::fs::write(&path, write_scenario(&scenario)).expect("it can be written");
        for size in [vec2(1280.0, 720.0), vec2(1600.0, 1000.0)] {
            let window = window_of(app(Some(&path), settings(Theme::Light)), size, 1.0);
            let cut = cut_headlines(&window).into_iter();
            found.extend(cut.map(|text| format!("{} {currency} {size:?}: {text}", preset.key)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_card_writes_over_itself() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 4000.0), 1.0);
    let names = nodes(&window, Role::Button).into_iter().map(|node| label(&node));
    let heads: Vec<String> = names.filter(|name| 2 <= name.matches(", ").count()).collect();
    let mut found = Vec::new();
    for head in heads {
        click(&mut window, &head);
        found.extend(overlaps(&window).into_iter().map(|overlap| format!("{head}: {overlap}")));
        click(&mut window, &head);
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
