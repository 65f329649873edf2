//! A slide of rows says what a pilot is worth.

use crate::charts::sensitivity_chart;
use crate::economics::{Plan, Results};
use crate::export::SlideNotes;
use crate::paint::slide::{slide_png, slide_svg};
use crate::reference::PRESETS;
use crate::uncertainty::{Distribution, EstimateWorth, Swing, ValueOfInformation, tornado};

/// As if somebody had computed it.
fn made_up_worth(swings: &[Swing]) -> ValueOfInformation {
    let inputs = swings.iter().take(4).zip([4200.0, 1310.0, 260.0, 31.5]);
    ValueOfInformation {
        all: 9800.0,
        inputs: inputs.map(|(swing, worth)| EstimateWorth { input: swing.input, worth }).collect(),
        expected: 31_400.0,
        expected_with_kill_criteria: Some(38_900.0),
        actions: Vec::new(),
    }
}

/// `REVIEW_FOLDER` names the folder for the picture with what a pilot is worth.
#[test]
fn what_a_pilot_is_worth_stands_beside_each_bar() {
    let scenario = PRESETS[0].scenario();
    let notes = SlideNotes::of(&scenario, None);
    let plan = Plan::new(&scenario).unwrap();
    let distributions: Vec<_> =
        plan.inputs.iter().map(|field| Distribution::new(&field.estimate, field.domain)).collect();
    let swings = tornado(&plan, &distributions);
    let worth = made_up_worth(&swings);
    let chart = sensitivity_chart(&scenario, &plan, &Results::of(&plan), &swings, Some(&worth));
    let svg = slide_svg(&chart, &notes, 1920);
    for said in ["worth measuring", "at most $4,200", "or $38,900 where it stops at the limits that say so"] {
        assert!(svg.contains(said), "{said}");
    }
    if let Some(folder) = std::env::var_os("REVIEW_FOLDER") {
        let path = std::path::Path::new(&folder).join("slide_sensitivity_worth.png");
        std::fs::write(path, slide_png(&chart, &notes, 1280, 1.0).unwrap()).unwrap();
    }
}
