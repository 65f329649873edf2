//! Slides of rows: nothing lies on anything else, nothing is cut off, nothing is too small to read.

use egui::{Rect, Shape};

use crate::charts::{RowChart, requirements_chart, sensitivity_chart};
use crate::economics::{Plan, Results};
use crate::files::PRESETS;
use crate::paint::slide::{SlideNotes, slide, slide_png, slide_svg};
use crate::scenario::Scenario;
use crate::uncertainty::{Distribution, PilotWorth, Swing, Worth, tornado, what_must_be_true};

/// As if somebody had computed it.
fn made_up_worth(swings: &[Swing]) -> PilotWorth {
    let inputs = swings.iter().take(4).zip([4200.0, 1310.0, 260.0, 31.5]);
    PilotWorth {
        all: 9800.0,
        inputs: inputs.map(|(swing, worth)| Worth { input: swing.input, worth }).collect(),
        expected: 31_400.0,
        expected_with_kill_criteria: Some(38_900.0),
    }
}

/// Sensitivity without and with what a pilot is worth, and what must be true.
fn charts(scenario: &Scenario) -> [RowChart; 3] {
    let plan = Plan::new(scenario).unwrap();
    let distributions: Vec<_> =
        plan.inputs.iter().map(|field| Distribution::new(&field.estimate, field.domain)).collect();
    let results = Results::of(&plan);
    let swings = tornado(&plan, &distributions);
    let requirements = what_must_be_true(&plan, &distributions);
    let sensitivity = |worth| sensitivity_chart(scenario, &plan, &results, &swings, worth);
    [
        sensitivity(None),
        sensitivity(Some(&made_up_worth(&swings))),
        requirements_chart(scenario, &plan, &results, &requirements, &distributions),
    ]
}

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

#[test]
fn slides_are_fit_to_be_shown() {
    for preset in PRESETS {
        let scenario = preset.scenario();
        let notes = SlideNotes::of(&scenario, Some("2026-11-23".to_owned()));
        for chart in charts(&scenario) {
            let what = format!("{} {} {:?}", preset.key, chart.key.key(), chart.after);
            let picture = slide(&chart, &notes);
            let mut found = Vec::new();
            picture.shapes().iter().for_each(|clipped| texts(&clipped.shape, &mut found));
            for (index, (rect, text, size)) in found.iter().enumerate() {
                assert!(picture.rect().shrink(20.0).contains_rect(*rect), "{what}: `{text}` leaves the slide");
                assert!(11.5 <= *size, "{what}: `{text}` is {size} high");
                for (other, beneath, _) in &found[..index] {
                    let shared = rect.shrink2(egui::vec2(1.0, 3.0)).intersect(*other);
                    assert!(!shared.is_positive(), "{what}: `{text}` on `{beneath}`");
                }
            }
            assert!(chart.rows.iter().take(6).all(|row| found.iter().any(|(_, text, _)| row.name.starts_with(text))));
            assert_eq!(slide_svg(&chart, &notes, 1920), slide_svg(&chart, &notes, 1920), "{what}");
        }
    }
}

/// `REVIEW_FOLDER` names the folder for the picture with what a pilot is worth.
#[test]
fn what_a_pilot_is_worth_stands_beside_each_bar() {
    let scenario = PRESETS[0].scenario();
    let notes = SlideNotes::of(&scenario, None);
    let [_, chart, _] = charts(&scenario);
    let svg = slide_svg(&chart, &notes, 1920);
    for said in ["worth measuring", "at most $4,200", "with kill criteria $38,900"] {
        assert!(svg.contains(said), "{said}");
    }
    if let Some(folder) = std::env::var_os("REVIEW_FOLDER") {
        let path = std::path::Path::new(&folder).join("slide_sensitivity_worth.png");
        std::fs::write(path, slide_png(&chart, &notes, 1280, 1.0).unwrap()).unwrap();
    }
}
