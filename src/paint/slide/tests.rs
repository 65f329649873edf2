//! Slides of every chart: nothing lies on anything else, nothing is cut off, nothing is too small to read.

use egui::{Rect, Shape, vec2};

use super::{slide, slide_outlines, slide_pdf, slide_png, slide_svg};
use crate::charts::{
    Chart, ChartKind, FrontierChoice, FrontierInput, FundingInput, FundingMonth, MapInput, MapUseCase, frontier_chart,
    funding_chart, viability_map,
};
use crate::codec::parse_scenario;
use crate::economics::{Plan, Results};
use crate::export::SlideNotes;
use crate::paint::{FontFaces, png, theme};
use crate::prose::ResultsInput;
use crate::reference::{PRESETS, Preset};
use crate::scenario::Scenario;
use crate::uncertainty::{Chance, Simulation};

/// Every line of text, where it lies and how large it is.
fn texts(shape: &Shape, found: &mut Vec<(Rect, String, f32)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
        Shape::Text(text) => {
            let size = text.galley.job.sections.iter().map(|section| section.format.font_id.size).fold(99.0, f32::min);
            for row in &text.galley.rows {
                found.push((row.rect_without_leading_space().translate(text.pos.to_vec2()), row.text(), size));
            }
        }
        _ => {}
    }
}

/// What no preset has: alternatives, adoption, rework, and a plan that is too small.
fn cases() -> impl Iterator<Item = (&'static str, Scenario)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    ["research_agent", "late_start", "too_small"].into_iter().map(move |name| {
        let text = std::fs::read_to_string(folder.join(format!("{name}.ron"))).unwrap();
        (name, parse_scenario(&text).unwrap())
    })
}

/// What is wrong with a slide. `REVIEW_FOLDER` names the folder for its picture.
fn complaints_of(what: &str, chart: &Chart, notes: &SlideNotes) -> Vec<String> {
    let mut complaints = Vec::new();
    let picture = slide(chart, notes);
    if let Some(folder) = std::env::var_os("REVIEW_FOLDER") {
        let png = super::slide_png(chart, notes, 1280, 1.0).unwrap();
        std::fs::write(std::path::Path::new(&folder).join(format!("slide_{what}.png")), png).unwrap();
    }
    let mut found = Vec::new();
    picture.shapes().iter().for_each(|clipped| texts(&clipped.shape, &mut found));
    for (index, (rect, text, size)) in found.iter().enumerate() {
        if !picture.rect().shrink(20.0).contains_rect(*rect) {
            complaints.push(format!("{what}: `{text}` leaves the slide"));
        }
        if *size < 11.5 {
            complaints.push(format!("{what}: `{text}` is {size} high"));
        }
        for (other, beneath, _) in &found[..index] {
            if rect.shrink2(vec2(1.0, 3.0)).intersect(*other).is_positive() {
                complaints.push(format!("{what}: `{text}` on `{beneath}`"));
            }
        }
    }
    let title = chart.title().split(' ').next().unwrap();
    assert!(found.iter().any(|(_, text, _)| text.contains(title)), "{what}");
    assert_eq!(slide_svg(chart, notes, 1920), slide_svg(chart, notes, 1920), "{what}");
    complaints
}

/// All presets as a portfolio, several times over, each time a little dearer.
fn portfolio(times: u32) -> MapInput {
    let of = |preset: &Preset, time: u32| {
        let scenario = preset.scenario();
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let month = &results.stages[plan.target].planned;
        let around = |base: Option<f64>, factor: f64| {
            base.map_or([f64::NAN; 3], |base| [0.7, 1.0, 1.4].map(|end| end * factor * base))
        };
        let factor = 1.0 + 0.45 * f64::from(time);
        MapUseCase {
            name: if time == 0 { scenario.name.clone() } else { format!("{} {}", scenario.name, time + 1) },
            outcome: scenario.outcome.name.clone(),
            verdict: results.verdict,
            cost_per_outcome: around(month.cost_per_outcome(), factor),
            value_per_outcome: around(month.value_per_outcome(), factor.sqrt()),
            monthly_value: month.value / factor,
            is_funded: 0.0 <= results.months.npv && time < 4,
            is_chosen: false,
        }
    };
    let use_cases = (0..times).flat_map(|time| PRESETS.iter().map(move |preset| of(preset, time))).collect();
    MapInput { currency: "USD".to_owned(), budget: Some(250_000.0), use_cases }
}

/// `REVIEW_FOLDER` names the folder for pictures of them all.
#[test]
fn slides_of_a_portfolio_are_fit_to_be_shown() {
    let notes = SlideNotes { scenario: "All presets".to_owned(), ..SlideNotes::default() };
    for times in [1, 2, 6] {
        let complaints = complaints_of(&format!("portfolio_{times}"), &viability_map(&portfolio(times)), &notes);
        assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    }
    for scale in [1.0, 40.0, 30_000.0] {
        for budget in [None, Some(1.1), Some(50.0)] {
            let chart = funding_chart(&funding(scale, budget.map(|budget: f64| budget * scale)));
            let complaints = complaints_of(&format!("funding_{scale}_{}", budget.unwrap_or(0.0)), &chart, &notes);
            assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        }
        for count in [1, 2, 7, 40] {
            let chart = frontier_chart(&frontier(scale, count));
            let complaints = complaints_of(&format!("frontier_{scale}_{count}"), &chart, &notes);
            assert!(complaints.is_empty(), "{}", complaints.join("\n"));
        }
    }
}

/// Cash that goes down to about a thousandth of what comes back later, as portfolios do.
fn funding(scale: f64, budget: Option<f64>) -> FundingInput {
    let month = |month: u32| {
        let at = f64::from(month);
        let mean = scale * (-(1.0 - (at / 4.0 - 1.0).powi(2)).max(-0.2) + (at - 8.0).max(0.0).powi(2) / 4.0);
        FundingMonth { month, mean, p50: mean, range: [mean - scale * (0.1 + at / 20.0), mean + scale * at / 10.0] }
    };
    let exceeds_budget = budget.map(|_| Chance::of(33, 100));
    let months = (0..36).map(month).collect();
    FundingInput {
        currency: "CHF".to_owned(),
        month_names: Vec::new(),
        funded: 5,
        budget,
        months,
        peak: [0.9 * scale, 1.4 * scale],
        exceeds_budget,
    }
}

/// Choices that are worth less and less, some of which lose in one future of ten.
fn frontier(scale: f64, count: usize) -> FrontierInput {
    let choice = |place: usize| FrontierChoice {
        use_cases: (0..place).map(|place| PRESETS[place % PRESETS.len()].scenario().name).collect(),
        mean: scale * (20.0 + (place as f64).sqrt()),
        p10: scale * (5.0 - (place as f64).powf(0.8)),
        is_funded: place + 1 == count,
        is_chosen: place == 2,
    };
    let choices = (0..count).map(choice).collect();
    FrontierInput { currency: "USD".to_owned(), budget: Some(scale), choices }
}

/// `REVIEW_FOLDER` names the folder for pictures of them all.
#[test]
fn slides_are_fit_to_be_shown() {
    let mut complaints = Vec::new();
    let presets = PRESETS.iter().map(|preset| (preset.key, preset.scenario()));
    for (name, scenario) in presets.chain(cases()) {
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(500, 1).of(&plan, &results);
        let input = ResultsInput::of(&scenario, &plan, &results, &uncertainty);
        for (key, linear) in ChartKind::ALL.into_iter().flat_map(|key| [(key, false), (key, true)]) {
            let chart = key.chart(input);
            if linear && chart.scales().is_none() {
                continue;
            }
            let notes = SlideNotes { linear, ..SlideNotes::of(&scenario, Some("2026-11-23".to_owned())) };
            let what = format!("{name}_{}{}", key.key(), if linear { "_linear" } else { "" });
            complaints.extend(complaints_of(&what, &chart, &notes));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_slide_is_the_same_page_every_time() {
    let scenario = PRESETS[0].scenario();
    let plan = Plan::new(&scenario).unwrap();
    let results = Results::of(&plan);
    let uncertainty = Simulation::new(500, 1).of(&plan, &results);
    let input = ResultsInput::of(&scenario, &plan, &results, &uncertainty);
    let chart = ChartKind::Curve.chart(input);
    let pdf = || slide_pdf(&chart, &SlideNotes::of(&scenario, None)).unwrap();
    assert_eq!(pdf(), pdf());
    let bytes = pdf();
    let holds = |text: &str| bytes.windows(text.len()).any(|found| found == text.as_bytes());
    for (part, is_there) in
        [("Inter-SemiBold", true), ("/ToUnicode", true), ("/Image/", false), ("/CreationDate", false)]
    {
        assert_eq!(holds(part), is_there, "{part}");
    }
}

#[test]
fn a_picture_needs_no_font_and_knows_its_size() {
    let scenario = PRESETS[0].scenario();
    let plan = Plan::new(&scenario).unwrap();
    let results = Results::of(&plan);
    let uncertainty = Simulation::new(300, 1).of(&plan, &results);
    let chart = ChartKind::Savings.chart(ResultsInput::of(&scenario, &plan, &results, &uncertainty));
    let notes = SlideNotes::of(&scenario, None);
    let outlines = slide_outlines(&chart, &notes, 1280).unwrap();
    let text = slide_svg(&chart, &notes, 1280);
    assert!(text.contains("<text") && !outlines.contains("<text"), "letters are drawn");
    for svg in [&text, &outlines] {
        let title = chart.title().replace('&', "&amp;");
        assert!(
            svg.contains(&format!(" role=\"img\"><title>{title}</title><desc>{}: {title}", scenario.name)),
            "it is read out"
        );
    }
    // Drawn without any font it looks as it does with ours.
    let none = FontFaces::new(Vec::new(), Vec::new());
    let [with, without] = [(&text, theme::faces()), (&outlines, &none)]
        .map(|(svg, faces)| png::render_rgba(svg, faces, 0.5).unwrap().rgba);
    let far = with.iter().zip(&without).filter(|(one, other)| 48 < one.abs_diff(**other)).count();
    assert!(far * 1000 < with.len(), "{far} of {}", with.len());
    let file = slide_png(&chart, &notes, 1280, 1.0).unwrap();
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let size = reader.info().pixel_dims.unwrap();
    // 1280 pixels on 13⅓ inches.
    assert_eq!((size.xppu, size.yppu, size.unit), (3780, 3780, ::png::Unit::Meter));
    reader.finish().unwrap();
}
