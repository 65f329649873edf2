//! Pictures of the whole window, kept beside this file. `UPDATE_SNAPSHOTS=1 cargo test --all-features` writes them anew.

use std::fs;
use std::path::Path;
use std::time::Duration;

use breakeven::app::{App, Appearance, Settings, SimulationOptions, Stopwatch, Tab};
use breakeven::paint::{paint, png, theme};
use egui::{Theme, vec2};

fn picture(name: &str, size: egui::Vec2, dark: bool, tab: Tab) {
    let appearance = if dark { Appearance::Dark } else { Appearance::Light };
    let options =
        SimulationOptions { stopwatch: Stopwatch::Fixed(Duration::from_millis(6)), ..SimulationOptions::default() };
    let mut app = App::with_options(None, Settings { appearance, ..Settings::default() }, options).on_tab(tab);
    let setup = |context: &egui::Context| {
        theme::install(context);
        context.set_theme(if dark { Theme::Dark } else { Theme::Light });
    };
    let picture = paint(size, 1.0, setup, |ui| app.ui(ui));
    let svg = picture.to_svg(theme::faces());
    let found = png::render(&svg, theme::faces(), 1.0, 1.0).expect("the picture can be drawn");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window").join(format!("{name}.png"));
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &found).expect("the picture can be written");
        return;
    }
    let expected = fs::read(&path).expect("the picture has been kept");
    let share = differing_share(&expected, &found);
    if 0.002 < share {
        fs::write(path.with_extension("new.png"), &found).expect("the picture can be written");
        panic!("{name}: {:.2} % of the pixels differ; look at {name}.new.png", share * 100.0);
    }
}

/// The share of pixels that differ to the eye; 1 where the sizes differ.
fn differing_share(expected: &[u8], found: &[u8]) -> f64 {
    let decode = |bytes| resvg::tiny_skia::Pixmap::decode_png(bytes).expect("a PNG");
    let (expected, found) = (decode(expected), decode(found));
    if (expected.width(), expected.height()) != (found.width(), found.height()) {
        return 1.0;
    }
    let pairs = expected.data().chunks_exact(4).zip(found.data().chunks_exact(4));
    let differing = pairs.filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| 24 < a.abs_diff(*b))).count();
    differing as f64 / f64::from(expected.width() * expected.height())
}

#[test]
fn window_light() {
    picture("window_light", vec2(1600.0, 1000.0), false, Tab::Curve);
}

#[test]
fn window_dark() {
    picture("window_dark", vec2(1600.0, 1000.0), true, Tab::Curve);
}

#[test]
fn window_small() {
    picture("window_small", vec2(1280.0, 720.0), false, Tab::Curve);
}

#[test]
fn tab_sensitivity() {
    picture("tab_sensitivity", vec2(1600.0, 1000.0), false, Tab::Sensitivity);
}

#[test]
fn tab_what_must_be_true() {
    picture("tab_what_must_be_true", vec2(1280.0, 720.0), true, Tab::WhatMustBeTrue);
}
