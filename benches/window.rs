//! One frame of the whole window: layout and tessellation, at rest and while the pointer drags the volume.

use std::time::Instant;

use breakeven::app::{App, Settings, Tab};
use breakeven::paint::theme;
use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};

const SIZE: egui::Vec2 = vec2(1600.0, 1000.0);
/// How many frames of a drag are timed one by one.
const FRAMES: usize = 500;
/// The knob of the volume slider of the example at this size.
const KNOB: Pos2 = pos2(1400.0, 258.0);

fn frame(context: &Context, app: &mut App, events: Vec<Event>, time: f64) -> usize {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
        time: Some(time),
        events,
        ..RawInput::default()
    };
    let mut output = context.run_ui(input, |ui| app.ui(ui));
    output.textures_delta.clear();
    context.tessellate(output.shapes, 1.0).len()
}

fn benchmarks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("window");
    let context = Context::default();
    theme::install(&context);
    context.set_theme(egui::Theme::Light);
    let mut app = App::new(None, Settings::default());
    let mut time = 0.0;
    for _ in 0..5 {
        time += 0.1;
        frame(&context, &mut app, vec![Event::PointerMoved(KNOB)], time);
    }
    group.bench_function("frame at rest", |bencher| {
        bencher.iter(|| {
            time += 0.01;
            frame(&context, &mut app, Vec::new(), time)
        });
    });

    for tab in Tab::ALL {
        let mut app = App::new(None, Settings::default()).on_tab(tab);
        frame(&context, &mut app, Vec::new(), time);
        group.bench_function(format!("frame of {}", tab.name()), |bencher| {
            bencher.iter(|| {
                time += 0.01;
                frame(&context, &mut app, Vec::new(), time)
            });
        });
    }

    group.finish();

    for preset in ["support_assistant", "research_agent", "self_hosted_summaries"] {
        drag(preset);
    }
}

/// Times the frames of a drag one by one.
fn drag(preset: &str) {
    let context = Context::default();
    theme::install(&context);
    context.set_theme(egui::Theme::Light);
    let path = format!("{}/presets/{preset}.ron", env!("CARGO_MANIFEST_DIR"));
    let mut app = App::new(Some(path.as_ref()), Settings::default());
    let mut time = 0.0;
    let mut next = |app: &mut App, events: Vec<Event>| {
        time += 0.01;
        frame(&context, app, events, time)
    };
    for _ in 0..5 {
        next(&mut app, vec![Event::PointerMoved(KNOB)]);
    }
    let (pressed, modifiers) = (true, Modifiers::NONE);
    next(&mut app, vec![Event::PointerButton { pos: KNOB, button: PointerButton::Primary, pressed, modifiers }]);
    let before = app.session().scenario.clone();
    let mut frames: Vec<f64> = (0..FRAMES)
        .map(|step| {
            let at = KNOB + vec2(20.0 + (step % 90) as f32, 0.0);
            let start = Instant::now();
            next(&mut app, vec![Event::PointerMoved(at)]);
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    assert!(app.session().scenario != before, "the drag moved the volume");
    frames.sort_by(f64::total_cmp);
    let at = |share: f64| frames[(share * (FRAMES - 1) as f64) as usize];
    let valid = app.session().computed.valid.as_ref();
    let (draws, took) = valid.map_or((0, 0.0), |valid| (valid.uncertainty.draws, valid.took.as_secs_f64() * 1000.0));
    println!(
        "{preset}: {FRAMES} frames of a drag with {draws} futures: median {:.1} ms, p99 {:.1} ms; the last recompute {took:.1} ms",
        at(0.5),
        at(0.99)
    );
}

criterion_group!(benches, benchmarks);
criterion_main!(benches);
