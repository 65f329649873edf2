//! Charts of every preset, painted: readable, nothing on top of each other, always the same.

use egui::{Context, Event, Pos2, Rect, Theme, Vec2, pos2, vec2};

use super::{ChartLook, heading_ui, painted};
use crate::charts::{Chart, cost_curve, viability_chart};
use crate::economics::{Plan, Results};
use crate::files::PRESETS;
use crate::paint::theme::{self, Tokens};
use crate::paint::{SlideNotes, paint, png, slide_svg};

fn charts() -> Vec<(String, Chart)> {
    let charts = |preset: &crate::files::Preset| {
        let scenario = preset.scenario();
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        [cost_curve(&scenario, &plan, &results), viability_chart(&scenario, &plan, &results)]
            .map(|chart| (format!("{}-{}", preset.key, chart.key), chart))
    };
    PRESETS.iter().flat_map(charts).collect()
}

/// Labels and frame of a chart, and its SVG.
fn painted_on(chart: &Chart, size: Vec2, look: &ChartLook, theme: Theme) -> (Vec<Rect>, Rect, String) {
    let mut seen = (Vec::new(), Rect::NOTHING);
    let setup = |context: &Context| {
        theme::install(context);
        context.set_theme(theme);
    };
    let picture = paint(size, 1.0, setup, |ui| {
        let surface = Tokens::of(ui.ctx()).surface;
        ui.painter().rect_filled(Rect::from_min_size(Pos2::ZERO, size), 0.0, surface);
        heading_ui(ui, chart, look);
        let painted = painted(ui, chart, ui.available_size(), look);
        seen = (painted.labels, painted.frame);
    });
    (seen.0, seen.1, picture.to_svg(theme::faces()))
}

#[test]
#[ignore]
fn gallery() {
    let small = ChartLook { ..ChartLook::default() };
    let linear = ChartLook { logarithmic: false, ..ChartLook::default() };
    std::fs::create_dir_all("/tmp/gallery").unwrap();
    for (name, chart) in charts() {
        for (kind, size, look, theme) in [
            ("dark", vec2(900.0, 420.0), &small, Theme::Dark),
            ("linear", vec2(900.0, 420.0), &linear, Theme::Light),
            ("small", vec2(560.0, 260.0), &small, Theme::Light),
        ] {
            let (_, _, svg) = painted_on(&chart, size, look, theme);
            let png = png::render(&svg, theme::faces(), 1.6).unwrap();
            std::fs::write(format!("/tmp/gallery/{name}-{kind}.png"), png).unwrap();
        }
    }
    let _ = (SlideNotes::default(), slide_svg, Event::PointerGone, pos2(0.0, 0.0));
}
