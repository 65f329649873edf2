//! Charts of every preset, painted: readable, nothing on top of each other, always the same.

use egui::{Context, Event, Pos2, RawInput, Rect, Theme, Vec2, pos2, vec2};

use super::painted;
use crate::charts::{Chart, ChartBody, ChartKind, LineChart};
use crate::economics::{Plan, Results};
use crate::export::SlideNotes;
use crate::paint::theme::{self, Tokens};
use crate::paint::{ChartLook, NO_EXPLANATION, Picture, chart_ui, heading_ui, paint, slide_png, slide_svg};
use crate::prose::ResultsInput;
use crate::reference::PRESETS;
use crate::uncertainty::Simulation;

fn charts() -> Vec<(String, Chart)> {
    let charts = |preset: &crate::reference::Preset| {
        let scenario = preset.scenario();
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(2_000, 1).of(&plan, &results);
        let input = ResultsInput::of(&scenario, &plan, &results, &uncertainty);
        let charts = ChartKind::ALL.into_iter().map(|key| key.chart(input)).filter(|chart| chart.lines().is_some());
        charts.map(|chart| (format!("{}-{}", preset.key, chart.key().key()), chart)).collect::<Vec<_>>()
    };
    PRESETS.iter().flat_map(charts).collect()
}

fn lines(chart: &Chart) -> &LineChart {
    chart.lines().expect("it has lines")
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
        heading_ui(ui, &chart.head, look);
        let painted = painted(ui, &chart.head, lines(chart), ui.available_size(), look, NO_EXPLANATION);
        seen = (painted.labels, painted.frame);
    });
    (seen.0, seen.1, picture.to_svg(theme::faces()))
}

const SIZES: [Vec2; 3] = [vec2(560.0, 260.0), vec2(900.0, 420.0), vec2(1800.0, 900.0)];

fn looks() -> [ChartLook; 2] {
    [true, false].map(|logarithmic| ChartLook { logarithmic, ..ChartLook::default() })
}

#[test]
fn labels_overlap_nothing_and_stay_where_they_can_be_read() {
    for (name, chart) in charts() {
        for (size, look) in SIZES.into_iter().flat_map(|size| looks().map(|look| (size, look))) {
            let (labels, frame, _) = painted_on(&chart, size, &look, Theme::Light);
            let area = Rect::from_min_max(frame.min, size.to_pos2()).expand(1.0);
            for (index, label) in labels.iter().enumerate() {
                assert!(area.contains_rect(*label), "{name} at {size}: {label} leaves {area}");
                let other = labels[index + 1..].iter().find(|other| other.shrink(0.5).intersects(*label));
                assert_eq!(other, None, "{name} at {size}, logarithmic: {}: {label}", look.logarithmic);
            }
            assert!(labels.len() >= lines(&chart).series.len(), "{name}: every line has its name");
        }
    }
}

#[test]
fn slides_are_pictures_with_their_finding() {
    let notes = SlideNotes {
        currency: String::new(),
        scenario: "A scenario".to_owned(),
        stage: "Production".to_owned(),
        date: Some("2026-11-23".to_owned()),
        footnote: "2 assumptions: 2 judgement".to_owned(),
        linear: false,
    };
    for (name, chart) in charts() {
        let svg = slide_svg(&chart, &notes, 1920);
        assert!(svg.contains(r#"width="1920" height="1080" viewBox="0 0 1280 720""#), "{name}");
        let words = chart.title().split_whitespace();
        for text in words.chain([&*notes.scenario, "2026-11-23", &notes.footnote, &lines(&chart).series[0].name]) {
            assert!(svg.contains(text), "{name}: {text}");
        }
        assert_eq!(svg, slide_svg(&chart, &notes, 1920), "{name}");
    }
    let (_, chart) = &charts()[0];
    let png = slide_png(chart, &notes, 320, 0.5).unwrap();
    let header: [u8; 8] = png[16..24].try_into().unwrap();
    assert_eq!(header, [0, 0, 0, 160, 0, 0, 0, 90], "width and height in pixels");
}

/// What is painted with the pointer at a place, twice over, and whether another frame is asked for.
fn hovered(chart: &Chart, pointer: Pos2) -> (Picture, bool) {
    let size = SIZES[1];
    let context = Context::default();
    theme::install(&context);
    let mut shapes = Vec::new();
    let mut repaints = false;
    for pass in 0..4 {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            time: Some(f64::from(pass)),
            events: if pass == 0 { vec![Event::PointerMoved(pointer)] } else { Vec::new() },
            ..RawInput::default()
        };
        let mut output = context.run_ui(input, |ui| {
            chart_ui(ui, chart, size, &ChartLook::default(), &|figure| vec![format!("told of {:?}", figure.what)]);
        });
        output.textures_delta.clear();
        repaints = context.has_requested_repaint();
        shapes = output.shapes;
    }
    (Picture::from_shapes(size, 1.0, shapes), repaints)
}

#[test]
fn the_pointer_reads_values() {
    for (name, chart) in charts() {
        let (picture, repaints) = hovered(&chart, pos2(400.0, 200.0));
        let svg = picture.to_svg(theme::faces());
        let planned = lines(&chart).series.last().unwrap();
        let named = |svg: &str| svg.matches(&format!(">{}<", planned.name)).count();
        assert!(!repaints, "{name}: nothing moves while the pointer rests");
        assert!(!lines(&chart).is_linear || svg.contains("told of CashSoFar"), "{name}: every month can be explained");
        let (elsewhere, _) = hovered(&chart, pos2(2.0, 2.0));
        let before = named(&elsewhere.to_svg(theme::faces()));
        assert!(0 < before, "{name}: at its end");
        assert_eq!(named(&svg), before + 1, "{name}: and in the list");
    }
}

/// A chart in the middle of a window, hovered at a place: what is read.
fn read_at(chart: &Chart, window: Vec2, place: Rect, share: Vec2) -> Option<super::crosshair::Read> {
    let context = Context::default();
    theme::install(&context);
    let mut read = None;
    for pass in 0..3 {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, window)),
            time: Some(f64::from(pass)),
            events: vec![Event::PointerMoved(place.min + share * place.size())],
            ..RawInput::default()
        };
        let mut output = context.run_ui(input, |ui| {
            let builder = egui::UiBuilder::new().max_rect(place);
            ui.scope_builder(builder, |ui| {
                let told = "a formula that is long enough to be broken over two lines or even over three of them";
                let explain = |_| vec![told.to_owned(), told.to_owned()];
                read = painted(ui, &chart.head, lines(chart), place.size(), &ChartLook::default(), &explain).read;
            });
        });
        output.textures_delta.clear();
    }
    read
}

#[test]
fn what_is_listed_lies_on_nothing_that_it_reads() {
    // The charts of a window of 1280 × 720 and of one of 1600 × 1000, the lower one of both.
    let windows = [
        (vec2(1280.0, 720.0), Rect::from_min_max(pos2(310.0, 440.0), pos2(985.0, 660.0))),
        (vec2(1600.0, 1000.0), Rect::from_min_max(pos2(350.0, 240.0), pos2(1250.0, 560.0))),
    ];
    let shares = [vec2(0.15, 0.4), vec2(0.45, 0.6), vec2(0.75, 0.8)];
    for (name, chart) in charts() {
        for (window, place) in windows {
            for share in shares {
                let Some(read) = read_at(&chart, window, place, share) else { continue };
                let covered = read.kept_clear.iter().find(|area| area.intersects(read.list));
                assert_eq!(covered, None, "{name} in {window} at {share}: {}", read.list);
                assert!(Rect::from_min_size(Pos2::ZERO, window).contains_rect(read.list), "{name}: {}", read.list);
                let hidden = read.list.intersect(place);
                let hidden = if hidden.is_positive() { hidden.area() / place.area() } else { 0.0 };
                assert!(hidden < 0.4, "{name} in {window} at {share}: {hidden} of it is hidden");
            }
        }
    }
}

#[test]
fn nothing_to_draw_is_drawn_too() {
    let (_, Chart { head, body }) = charts().swap_remove(0);
    let ChartBody::Lines(lines) = body else { panic!("it has lines") };
    let (areas, stages, dots) = (Vec::new(), Vec::new(), Vec::new());
    let lines = LineChart { series: Vec::new(), areas, stages, dots, gap: None, ..lines };
    let empty = Chart { head, body: ChartBody::Lines(lines) };
    for look in looks() {
        for size in [vec2(0.0, 0.0), vec2(30.0, 20.0), vec2(900.0, 420.0)] {
            painted_on(&empty, size, &look, Theme::Dark);
        }
    }
}
