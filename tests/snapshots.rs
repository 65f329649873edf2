//! Snapshots and decisions: taken, recalled, written and read.

use breakeven::codec::parse_scenario;
use breakeven::files::write_scenario;
use breakeven::reference::PRESETS;
use breakeven::scenario::{Decision, Scenario};

fn example() -> Scenario {
    PRESETS[0].scenario()
}

fn take(scenario: &mut Scenario, number: u8) {
    scenario.take_snapshot(number, format!("Plan {number}"), "2026-11-24".to_owned());
}

#[test]
fn a_recalled_plan_is_the_one_that_was_kept() {
    let mut scenario = example();
    let before = scenario.clone();
    take(&mut scenario, 2);
    scenario.decisions.push(Decision { decision: "Go on".to_owned(), ..Decision::default() });
    scenario.plan.hurdle = 9.0;
    take(&mut scenario, 1);
    assert!(scenario.recall_snapshot(2));
    assert_eq!(scenario.plan_alone(), before);
    assert_eq!(scenario.decisions.len(), 1, "decisions stay");
    let numbers: Vec<u8> = scenario.snapshots.iter().map(|snapshot| snapshot.number).collect();
    assert_eq!(numbers, [1, 2], "in order");
    assert_eq!(scenario.free_snapshot_number(), Some(3));
    let as_it_is = scenario.clone();
    assert!(!scenario.recall_snapshot(7));
    assert_eq!(scenario, as_it_is, "there is nothing under 7");
}

#[test]
fn taking_again_replaces_what_was_kept() {
    let mut scenario = example();
    take(&mut scenario, 4);
    scenario.plan.hurdle = 9.0;
    take(&mut scenario, 4);
    assert_eq!(scenario.snapshots.len(), 1);
    assert_eq!(scenario.snapshot(4).unwrap().scenario.plan.hurdle, 9.0);
    assert!(scenario.snapshot(4).unwrap().scenario.snapshots.is_empty(), "it holds none of its own");
}

#[test]
fn files_keep_them_and_those_without_stay_as_they_are() {
    let mut scenario = example();
    let plain = write_scenario(&scenario);
    assert!(!plain.contains("snapshots") && !plain.contains("decisions"), "nothing is written of nothing");
    take(&mut scenario, 9);
    scenario.snapshots[0].note = "before the review".to_owned();
    scenario.decisions.push(Decision {
        decision: "Go".to_owned(),
        date: "2026-11-24".to_owned(),
        ..Decision::default()
    });
    let text = write_scenario(&scenario);
    assert_eq!(parse_scenario(&text).unwrap(), scenario);
    let cases = [
        ("number: 9", "number: 0", "snapshot number 0: use 1 to 9"),
        ("number: 9", "number: 300", "out of bounds"),
        ("snapshots: [", "snapshots: [\n", "two snapshots have the number 9"),
    ];
    for (from, to, expected) in cases {
        let changed = match to.strip_suffix('\n') {
            // The whole entry a second time.
            Some(_) => twice(&text),
            None => text.replacen(from, to, 1),
        };
        let error = parse_scenario(&changed).unwrap_err().to_string();
        assert!(error.to_lowercase().contains(expected), "{error}");
    }
    let nested =
        text.replace("            schema: 3,", "            schema: 3, snapshots: [], decisions: [(decision: \"x\")],");
    assert_ne!(nested, text);
    let error = parse_scenario(&nested).unwrap_err().to_string();
    assert!(error.contains("a snapshot holds a plan alone"), "{error}");
}

/// A file whose only snapshot stands in it twice.
fn twice(text: &str) -> String {
    let start = text.find("snapshots: [").expect("it has snapshots") + "snapshots: [".len();
    let end = text.rfind(']').expect("the list ends");
    let entry = text[start..end].trim().trim_end_matches(',');
    format!("{}{entry}, {entry}{}", &text[..start], &text[end..])
}
