//! What is said of every preset, word for word: by `evaluate` and `check`, by the headlines of the window in all lengths,
//! and by the headlines and findings of the report.
//!
//! Where words should change, `UPDATE_EXPECT=1 cargo test words` writes `tests/snapshots` anew; the difference is read like
//! any other.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use breakeven::advice::kill_criteria;
use breakeven::economics::{Plan, Results};
use breakeven::export::{ReportBlock, check_table, report, results_table};
use breakeven::prose::{Headline, ResultsInput};
use breakeven::reference::{PRESETS, Preset};
use breakeven::scenario::{Estimate, Scenario};
use breakeven::uncertainty::Simulation;
use expect_test::expect_file;

/// Every preset, and what no preset has.
fn cases() -> Vec<(String, Scenario)> {
    let presets = PRESETS.iter().map(|preset| (preset.key.to_owned(), preset.scenario()));
    presets.chain([("three_break_evens".to_owned(), three_break_evens())]).collect()
}

/// Whole replicas make the cost a staircase, and so little value that the plan stops to pay at a step and starts again.
fn three_break_evens() -> Scenario {
    let mut scenario = Preset::by_key("self_hosted_summaries").expect("a preset").scenario();
    scenario.outcome.value = Estimate::Exact(0.35);
    scenario
}

/// What each case says: the folder of its snapshot, and the text.
fn said(scenario: &Scenario) -> [(&'static str, String); 4] {
    let plan = &Plan::new(scenario).expect("the case has no problems");
    let results = &Results::of(plan);
    let uncertainty = &Simulation::new(Simulation::USUAL, 1).of(plan, results);
    let criteria = kill_criteria(plan, results, Some(uncertainty));
    [
        ("evaluate", results_table(scenario, plan, results, Some(uncertainty))),
        ("check", check_table(scenario, plan, results, &criteria)),
        ("headlines", lengths(&Headline::all(scenario, plan, results, uncertainty))),
        ("report", findings(ResultsInput::of(scenario, plan, results, uncertainty))),
    ]
}

/// Each headline, a line for each length of what it says, and behind `>` what it says where it is pointed at.
fn lengths(headlines: &[Headline]) -> String {
    let mut text = String::new();
    for headline in headlines {
        let _ = writeln!(text, "{}: {}", headline.label.join(" | "), headline.figure);
        for detail in &headline.details {
            let _ = writeln!(text, "    {}", detail.join("\n  | "));
        }
        for line in headline.hover.lines() {
            let _ = writeln!(text, "  > {line}");
        }
    }
    text
}

/// The headlines and findings of the report, a line each; its tables are another matter.
fn findings(input: ResultsInput<'_>) -> String {
    let mut text = String::new();
    for block in report(input, None).blocks {
        let _ = match block {
            ReportBlock::Figures(headlines) => headlines.iter().try_for_each(|headline| {
                writeln!(text, "{}: {}\n    {}", headline.label, headline.figure, headline.detail)
            }),
            ReportBlock::Lead(sentence) => writeln!(text, "{sentence}"),
            // All that a chart says, its title first.
            ReportBlock::Chart(chart) => writeln!(text, "\n{}", chart.summary().replace(". ", ".\n    ")),
            _ => Ok(()),
        };
    }
    text
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

#[test]
fn words_are_as_they_were_read_last() {
    for (name, scenario) in cases() {
        for (kind, text) in said(&scenario) {
            expect_file![folder().join(kind).join(format!("{name}.txt"))].assert_eq(&text);
        }
    }
}

#[test]
fn no_snapshot_is_left_of_what_is_gone() {
    let names: BTreeSet<String> = cases().into_iter().map(|(name, _)| format!("{name}.txt")).collect();
    for kind in ["evaluate", "check", "headlines", "report"] {
        let files = fs::read_dir(folder().join(kind)).expect("the folder is there");
        let found = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
        let gone: Vec<String> = found.filter(|name| !names.contains(name)).collect();
        assert!(gone.is_empty(), "{kind}: {gone:?}");
    }
}

#[test]
fn several_break_evens_are_several() {
    let plan = Plan::new(&three_break_evens()).expect("it has no problems");
    assert_eq!(Results::of(&plan).break_even_held.len(), 3);
}
