//! Presets: offered with their stories, and fit to be shown on any screen.

use breakeven::files::write_scenario;
use breakeven::paint::{Picture, theme};
use breakeven::reference::PRESETS;
use egui::{Key, Role, Theme, vec2};

use crate::support::*;

#[test]
fn new_offers_every_preset_with_its_story_and_opens_it() {
    let mut window = window();
    for preset in PRESETS {
        control(&mut window, Key::N);
        let wanted = preset.scenario();
        let story = wanted.notes.lines().next().expect("every preset has a story").to_owned();
        let offers = nodes(&window, Role::Button);
        let offer = offers.iter().find(|node| label(node).starts_with(&wanted.name) && label(node).contains(&story));
        offer.unwrap_or_else(|| panic!("{} is not offered", preset.key)).click_accesskit();
        drop(offers);
        window.run();
        assert_eq!(*scenario(&window), wanted);
        let session = window.state().0.session();
        assert!(session.computed.is_current() && !session.is_unsaved());
        assert!(says(&window, "example, not a file yet"));
    }
}

/// Missing glyphs and inputs without a name end in a panic.
#[test]
fn every_preset_fits_every_screen() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    for preset in PRESETS {
        let path = folder.path().join(format!("{}.ron", preset.key));
        std::fs::write(&path, write_scenario(&preset.scenario())).expect("it can be written");
        for theme in [Theme::Light, Theme::Dark] {
            for (size, scale) in [((1280.0, 720.0), 1.0), ((1600.0, 1000.0), 1.0), ((1920.0, 1080.0), 2.0)] {
                let app = app(Some(&path), settings(theme));
                let window = window_of(app, vec2(size.0, size.1), scale);
                assert!(window.state().0.session().computed.problems.is_empty(), "{}", preset.key);
                let size = window.ctx.content_rect().size();
                let shapes = window.output().shapes.clone();
                assert!(300 < shapes.len(), "{}: {} shapes", preset.key, shapes.len());
                if theme == Theme::Light && scale == 1.0 {
                    let svg = Picture::from_shapes(size, scale, shapes).to_svg(theme::faces());
                    assert!(svg.contains("Workshop"), "{}", preset.key);
                }
            }
        }
    }
}
