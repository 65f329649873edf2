//! Stacks as shares and as amounts, with the pointer on one of them, and where there is nothing to stack.

use egui::{Context, Event, Pos2, RawInput, pos2, vec2};

use crate::charts::{Chart, ChartBody, StackedBarChart, breakdown_chart};
use crate::economics::{Plan, Results};
use crate::paint::{ChartLook, Picture, chart_ui, theme};
use crate::reference::Preset;

const SIZE: egui::Vec2 = vec2(700.0, 420.0);

fn chart() -> Chart {
    let scenario = Preset::by_key("support_assistant").unwrap().scenario();
    let plan = Plan::new(&scenario).unwrap();
    breakdown_chart(&scenario, &plan, &Results::of(&plan))
}

fn stacks(chart: Chart) -> StackedBarChart {
    let ChartBody::Stacks(stacks) = chart.body else { panic!("it has stacks") };
    stacks
}

fn svg(chart: &Chart, look: &ChartLook, pointer: Option<Pos2>) -> String {
    let context = Context::default();
    theme::install(&context);
    let mut shapes = Vec::new();
    for pass in 0..2 {
        let input = RawInput {
            screen_rect: Some(egui::Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(f64::from(pass)),
            events: pointer.map(Event::PointerMoved).into_iter().collect(),
            ..RawInput::default()
        };
        let mut output = context.run_ui(input, |ui| {
            chart_ui(ui, chart, SIZE, look, &|figure| vec![format!("told of {figure:?}")]);
        });
        output.textures_delta.clear();
        shapes = output.shapes;
    }
    Picture::from_shapes(SIZE, 1.0, shapes).to_svg(theme::faces())
}

#[test]
fn shares_or_amounts() {
    let chart = chart();
    let shares = svg(&chart, &ChartLook::default(), None);
    let amounts = svg(&chart, &ChartLook { logarithmic: false, ..ChartLook::default() }, None);
    let cases = [(">100\u{a0}%<", true, false), (">$10k<", false, true), (">$15,973<", true, true)];
    for (text, in_shares, in_amounts) in cases {
        assert_eq!((shares.contains(text), amounts.contains(text)), (in_shares, in_amounts), "{text}");
    }
    assert!(shares.contains("not tokens"));
}

#[test]
fn the_pointer_reads_every_layer() {
    let chart = chart();
    let stacks = stacks(chart.clone());
    let tokens = stacks.unit.full(stacks.stacks[2].amounts[0]);
    let text = format!(">{tokens}<");
    assert!(svg(&chart, &ChartLook::default(), Some(pos2(440.0, 250.0))).contains(&text), "{text}");
    assert!(!svg(&chart, &ChartLook::default(), Some(pos2(690.0, 250.0))).contains(&text));
}

#[test]
fn nothing_to_stack_is_drawn_too() {
    let with = |stacks| Chart { body: ChartBody::Stacks(stacks), ..chart() };
    let mut empty = stacks(chart());
    empty.stacks.iter_mut().flat_map(|stack| &mut stack.amounts).for_each(|amount| *amount = 0.0);
    let without = StackedBarChart { stacks: Vec::new(), ..stacks(chart()) };
    for chart in [with(empty), with(without)] {
        for logarithmic in [true, false] {
            let svg = svg(&chart, &ChartLook { logarithmic, ..ChartLook::default() }, Some(pos2(300.0, 200.0)));
            assert!(!svg.contains("NaN") && !svg.contains("inf"));
        }
    }
}
