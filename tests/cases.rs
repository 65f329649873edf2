//! The engine agrees with the worked cases, to the last figure that they give.

use std::fs;
use std::path::{Path, PathBuf};

use breakeven::codec::parse_scenario;
use breakeven::economics::{Plan, Results};
use breakeven::export::results_json;
use breakeven::files::{open_scenario, write_scenario};
use breakeven::uncertainty::Simulation;
use serde_json::Value;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    let files = fs::read_dir(folder).expect("the cases are there").map(|file| file.expect("a file").path());
    let mut cases: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|ending| ending == "ron")).collect();
    cases.sort();
    cases
}

/// Lists where `found` differs from `expected`; keys that only `found` has are fine.
fn differences(at: &str, expected: &Value, found: &Value, tolerance: f64, report: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, value) in expected {
                if matches!(key.as_str(), "tornado" | "monte_carlo") {
                    continue;
                }
                let tolerance = if matches!(key.as_str(), "break_even_held" | "meets") { 1e-6 } else { tolerance };
                differences(&format!("{at}.{key}"), value, found.get(key).unwrap_or(&Value::Null), tolerance, report);
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                differences(&format!("{at}[{index}]"), expected, found, tolerance, report);
            }
        }
        (Value::Number(expected), Value::Number(found)) => {
            let (expected, found) = (expected.as_f64().expect("a number"), found.as_f64().expect("a number"));
            if tolerance * expected.abs().max(1e-9) < (expected - found).abs() {
                report.push(format!("{at}: expected {expected}, found {found}"));
            }
        }
        _ if expected == found => {}
        _ => report.push(format!("{at}: expected {expected}, found {found}")),
    }
}

#[test]
fn every_case_agrees() {
    let mut report = Vec::new();
    let cases = cases();
    assert_eq!(cases.len(), 15);
    for path in cases {
        let scenario = open_scenario(&path).expect("the case opens");
        let plan = Plan::new(&scenario).expect("the case has no problems");
        let found = results_json(&scenario, &plan, &Results::of(&plan), None);
        let text = fs::read_to_string(path.with_extension("expected.json")).expect("the case has results");
        let expected = serde_json::from_str(&text).expect("they are JSON");
        differences(&scenario.name, &expected, &found, 1e-9, &mut report);
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}

/// The draws of the cases were made by somebody else, so they agree within what drawing leaves open.
#[test]
fn the_futures_of_every_case_agree() {
    let mut report = Vec::new();
    for path in cases() {
        let scenario = open_scenario(&path).expect("the case opens");
        let plan = Plan::new(&scenario).expect("the case has no problems");
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(20_000, 1).of(&plan, &results);
        let found = results_json(&scenario, &plan, &results, Some(&uncertainty));
        let text = fs::read_to_string(path.with_extension("expected.json")).expect("the case has results");
        let expected: Value = serde_json::from_str(&text).expect("they are JSON");
        let (expected, found) = (&expected["monte_carlo"], &found["monte_carlo"]);
        let number = |value: &Value| value.as_f64().expect("a number");
        for key in ["cost", "cost_per_outcome", "net"] {
            let width = number(&expected[key]["p90"]) - number(&expected[key]["p10"]);
            for quantile in ["p10", "p50", "p80", "p90"] {
                let (expected, found) = (number(&expected[key][quantile]), number(&found[key][quantile]));
                if (0.03 * width).max(0.015 * expected.abs()) < (expected - found).abs() {
                    report.push(format!("{}, {key} {quantile}: expected {expected}, found {found}", scenario.name));
                }
            }
        }
        for key in ["p_net_positive", "p_hurdle"] {
            let (expected, found) = (number(&expected[key]), number(&found[key]));
            if 0.015 < (expected - found).abs() {
                report.push(format!("{}, {key}: expected {expected}, found {found}", scenario.name));
            }
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}

#[test]
fn saving_and_loading_changes_nothing() {
    for path in cases() {
        let scenario = open_scenario(&path).expect("the case opens");
        let text = write_scenario(&scenario);
        let again = parse_scenario(&text).expect("what was written can be read");
        assert_eq!(again, scenario);
        assert_eq!(write_scenario(&again), text);
        let longest = text.lines().map(str::len).max();
        assert!(longest < Some(200), "a line of {longest:?} characters");
    }
}
