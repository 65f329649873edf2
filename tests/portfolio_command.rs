//! `breakeven portfolio` from the outside: text, JSON, futures, calendar, and what it says when it cannot.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use breakeven::files::write_scenario;
use breakeven::reference::Preset;
use breakeven::scenario::Scenario;
use serde_json::Value;
use tempfile::TempDir;

mod calendar;
mod names;

const EXAMPLE: &str = "presets/portfolios/ten_use_cases.portfolio.ron";

/// Set-up costs of a use case in `a.ron`.
const RAG: &str = r#""a.ron#components[\"rag\"].setup_cost""#;
const AUDIT: &str = r#""a.ron#components[\"audit\"].setup_cost""#;

/// Few futures, so that it is fast.
const DRAWS: usize = 300;

fn run(file: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breakeven"));
    command.arg("portfolio").arg(file).args(["--draws", &DRAWS.to_string()]).args(more);
    command.output().expect("the program starts")
}

/// What a run printed, once it is sure that it went well.
fn printed(file: &Path, more: &[&str]) -> String {
    let output = run(file, more);
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && complaints.is_empty(), "{complaints}");
    String::from_utf8(output.stdout).expect("it prints text")
}

fn json(file: &Path, more: &[&str]) -> Value {
    serde_json::from_str(&printed(file, &[&["--json"], more].concat())).expect("it is JSON")
}

/// What a run complained about, once it is sure that it printed nothing else and gave up.
fn complained(file: &Path, more: &[&str]) -> String {
    let output = run(file, more);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stdout));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    String::from_utf8(output.stderr).expect("it complains in text")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for this test")
}

fn preset(key: &str) -> Scenario {
    Preset::by_key(key).expect("it is bundled").scenario()
}

/// A portfolio in a folder, with these fields after its name.
fn portfolio(folder: &TempDir, fields: &str) -> PathBuf {
    let path = folder.path().join("some.portfolio.ron");
    fs::write(&path, format!("(portfolio: 1, name: \"Some\", {fields})")).expect("it can be written");
    path
}

fn scenario(folder: &TempDir, name: &str, scenario: &Scenario) {
    fs::write(folder.path().join(name), write_scenario(scenario)).expect("it can be written");
}

/// The strings of a list.
fn strings(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|text| text.as_str().expect("text")).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn the_example_is_printed_for_people() {
    let text = printed(Path::new(EXAMPLE), &[]);
    let results = json(Path::new(EXAMPLE), &[]);
    for use_case in results["use_cases"].as_array().expect("a list") {
        let name: String = use_case["name"].as_str().expect("a name").chars().take(40).collect();
        let line = text.lines().find(|line| line.starts_with(&name)).unwrap_or_else(|| panic!("no {name} in\n{text}"));
        assert_eq!(line.contains(" fund "), use_case["is_funded"] == true, "{line}");
        let is_never = use_case["never_build"] != Value::Array(Vec::new());
        assert_eq!(line.contains(" never "), is_never, "{line}");
        assert!(!(is_never && use_case["is_funded"] == true), "{line}");
    }
    for title in ["Ten use cases", "Use cases", "Before each stage"] {
        assert!(text.contains(title), "no {title} in\n{text}");
    }
    assert_eq!(text, printed(Path::new(EXAMPLE), &[]), "the same text twice");
    assert_ne!(text, printed(Path::new(EXAMPLE), &["--seed", "2"]));
}

#[test]
fn less_risk_is_offered_where_there_is_any() {
    let mut offers = BTreeSet::new();
    for budget in ["100000", "150000", "300000"] {
        let text = printed(Path::new(EXAMPLE), &["--budget", budget]);
        let results = json(Path::new(EXAMPLE), &["--budget", budget]);
        let points = results["frontier"].as_array().expect("a frontier");
        let lines = text.lines().skip_while(|line| !line.starts_with("Less risk")).skip(3);
        let listed = lines.take_while(|line| !line.is_empty()).filter(|line| line.contains('$')).count();
        assert_eq!(listed, if points.len() < 2 { 0 } else { points.len() }, "{text}");
        offers.insert(1 < points.len());
        assert!(text.lines().all(|line| line == line.trim_end()), "no blanks at the end of a line:\n{text}");
    }
    assert_eq!(offers.len(), 2, "with some of these budgets, and not with others");
}

#[test]
fn the_example_is_printed_as_json() {
    let results = json(Path::new(EXAMPLE), &["--seed", "9"]);
    assert_eq!((&results["draws"], &results["seed"]), (&Value::from(DRAWS), &Value::from(9)));
    let use_cases = results["use_cases"].as_array().expect("a list");
    let files: Vec<&str> = use_cases.iter().map(|use_case| use_case["file"].as_str().expect("a file")).collect();
    assert_eq!(files, strings(&results["portfolio"]["scenarios"]), "in the order of the file");
    assert_eq!(results["left_out"], Value::Array(Vec::new()));
    let funded: Vec<&str> = use_cases
        .iter()
        .filter(|one| one["is_funded"] == true)
        .map(|one| one["file"].as_str().expect("a file"))
        .collect();
    assert_eq!(funded, strings(&results["funded"]["use_cases"]));
    let budget = number(&results["portfolio"]["budget"]);
    assert!(!funded.is_empty() && number(&results["funded"]["mean_peak_funding"]) <= budget);
    for joint in [&results["all"], &results["funded"]["joint"]] {
        assert_eq!(joint["cash"].as_array().map(Vec::len), results["all"]["cash"].as_array().map(Vec::len));
        assert!(number(&joint["npv"]["p10"]) <= number(&joint["npv"]["p90"]));
        assert!((0.0..=1.0).contains(&number(&joint["exceeds_budget"]["share"])));
    }
    // What is funded stands on the frontier, as the end with the greatest mean.
    let last = results["frontier"].as_array().and_then(|points| points.last()).expect("a frontier");
    assert_eq!(last["use_cases"], results["funded"]["use_cases"]);
    assert!(
        results["gates"].as_array().expect("a list").iter().all(|gate| {
            funded.contains(&gate["use_case"].as_str().expect("a file")) && gate["is_met"].is_boolean()
        })
    );
}

#[test]
fn a_budget_is_kept() {
    let worth = |more: &[&str]| {
        let results = json(Path::new(EXAMPLE), more);
        let funded = &results["funded"];
        (number(&funded["mean_npv"]), number(&funded["mean_peak_funding"]), strings(&funded["use_cases"]).len())
    };
    let mut last = (-1.0, 0.0, 0);
    for budget in ["1", "30000", "60000", "120000", "1e9"] {
        let found = worth(&["--budget", budget]);
        assert!(last.0 <= found.0, "with {budget} less is brought: {found:?}");
        assert!(found.1 <= budget.parse().expect("a number"), "more than {budget} is tied up: {found:?}");
        last = found;
    }
    assert!(worth(&["--budget", "1"]) < last);
    assert!(printed(Path::new(EXAMPLE), &["--budget", "60000"]).contains("within $60,000"));
    let text = printed(Path::new(EXAMPLE), &["--budget", "0.001"]);
    assert!(text.contains("None of 10 use cases"), "{text}");
}

#[test]
fn a_folder_is_a_portfolio() {
    let folder = folder();
    scenario(&folder, "b.ron", &preset("support_assistant"));
    scenario(&folder, "a.ron", &preset("coding_agent"));
    scenario(&folder, ".hidden.ron", &preset("research_agent"));
    fs::write(folder.path().join("c.ron"), "(schema: 3, name: ").expect("it can be written");
    fs::write(folder.path().join("notes.txt"), "not a scenario").expect("it can be written");
    portfolio(&folder, "scenarios: [\"a.ron\"]");
    let results = json(folder.path(), &[]);
    assert_eq!(strings(&results["portfolio"]["scenarios"]), ["a.ron", "b.ron", "c.ron"]);
    assert_eq!(results["use_cases"].as_array().map(Vec::len), Some(2));
    assert_eq!(results["left_out"][0]["file"], "c.ron");
    assert!(results["all"]["exceeds_budget"].is_null(), "there is no budget");
    let text = printed(folder.path(), &[]);
    assert!(text.contains("Left out") && text.contains("c.ron: line 1"), "{text}");
}

#[test]
fn every_future_is_written() {
    let folder = folder();
    let path = folder.path().join("futures.csv");
    let file = path.to_str().expect("a path in plain letters");
    let results = json(Path::new(EXAMPLE), &["--futures", file]);
    let text = fs::read_to_string(&path).expect("it is written");
    let mut rows = text.split_terminator("\r\n").map(|line| line.split(',').collect::<Vec<_>>());
    let headings = rows.next().expect("headings");
    assert_eq!(headings[..4], ["use case", "future", "npv", "month 0"]);
    let rows: Vec<Vec<&str>> = rows.collect();
    let use_cases = results["use_cases"].as_array().expect("a list");
    assert_eq!(rows.len(), use_cases.len() * DRAWS);
    for (of_one, use_case) in rows.chunks(DRAWS).zip(use_cases) {
        assert!(
            of_one.iter().enumerate().all(|(future, row)| row[0] == use_case["file"] && row[1] == future.to_string())
        );
        let cells =
            |row: &Vec<&str>| row[2..].iter().map(|cell| cell.parse::<f64>().expect("a number")).collect::<Vec<_>>();
        let numbers: Vec<Vec<f64>> = of_one.iter().map(cells).collect();
        assert!(numbers.iter().all(|row| row.len() == numbers[0].len() && row.len() < headings.len()));
        let mean = numbers.iter().map(|row| row[0]).sum::<f64>() / DRAWS as f64;
        let said = number(&use_case["mean_npv"]);
        assert!((mean - said).abs() <= 1e-9 * said.abs(), "{mean} for {said}");
    }
}

#[test]
fn what_cannot_be_read_is_left_out_with_its_reason() {
    let folder = folder();
    scenario(&folder, "good.ron", &preset("support_assistant"));
    fs::write(folder.path().join("newer.ron"), "(schema: 99, name: \"Newer\")").expect("it can be written");
    fs::write(folder.path().join("broken.ron"), "(schema: 3").expect("it can be written");
    let file = portfolio(
        &folder,
        "scenarios: [\"gone.ron\", \"good.ron\", \"newer.ron\", \"broken.ron\", \"./good.ron\", \"some.portfolio.ron\"]",
    );
    let results = json(&file, &[]);
    assert_eq!(results["use_cases"].as_array().map(Vec::len), Some(1));
    let text = printed(&file, &[]);
    let reasons = [
        ("gone.ron", "there is no such file"),
        ("newer.ron", "newer"),
        ("broken.ron", "line 1"),
        ("./good.ron", "listed already"),
        ("some.portfolio.ron", "it is a portfolio"),
    ];
    let left_out = results["left_out"].as_array().expect("a list");
    assert_eq!(left_out.len(), reasons.len());
    for ((file, part), left_out) in reasons.into_iter().zip(left_out) {
        assert_eq!(left_out["file"], file);
        let reason = left_out["reason"].as_str().expect("text");
        assert!(reason.contains(part), "{reason}");
        assert!(text.contains(&format!("{file}: {reason}")), "{text}");
    }
}

#[test]
fn what_makes_no_portfolio_is_said() {
    let folder = folder();
    scenario(&folder, "a.ron", &preset("support_assistant"));
    let empty = tempfile::tempdir().expect("a folder for this test");
    let missing = folder.path().join("missing.portfolio.ron");
    let said = complained(&missing, &[]);
    assert!(said.contains("missing.portfolio.ron"), "{said}");
    let said = complained(empty.path(), &[]);
    assert!(said.contains("no scenario (.ron) in this folder"), "{said}");
    let many: Vec<String> = (0..501).map(|place| format!("\"{place}.ron\"")).collect();
    let many = format!("scenarios: [{}]", many.join(", "));
    let cases = [
        ("scenarios: [\"a.ron\"], budgets: 1.0", "some.portfolio.ron"),
        ("scenarios: [\"a.ron\"", "line 1"),
        ("scenarios: []", "scenarios: it lists no scenario"),
        ("scenarios: [\"a.ron\"], budget: 0.0", "budget: 0 is no budget"),
        ("scenarios: [\"a.ron\"], budget: -5.0", "-5 is no budget"),
        ("scenarios: [\"a.ron\"], budget: NaN", "NaN is no budget"),
        ("scenarios: [\"a.ron\"], usd_rate: 0.0", "usd_rate: 0 is no rate"),
        ("scenarios: [\"a.ron\"], start: \"2027-13\"", "start: \"2027-13\" is no month"),
        ("scenarios: [\"a.ron\"], must: [\"b.ron\"]", "must[0]: \"b.ron\" is not among the scenarios"),
        ("scenarios: [\"a.ron\"], needs: [(\"a.ron\", \"c.ron\")]", "needs[0]: \"c.ron\" is not among the scenarios"),
        ("scenarios: [\"a.ron\"], shared: [(\"x\", [\"a.ron\"])]", "shared[0].1[0]: \"a.ron\" names no estimate"),
        ("scenarios: [\"a.ron\"], shared_setup: [(\"x\", [\"a.ron#color\"])]", "\"color\" is no path of an estimate"),
        (&format!("scenarios: [\"a.ron\"], shared_setup: [(\"x\", [{RAG}]), (\"y\", [{RAG}])]"), "is named twice"),
        (&format!("scenarios: [\"a.ron\"], shared_setup: [(\"x\", [{RAG}, {AUDIT}])]"), "a list of its own"),
        (&many, "501 scenarios: at most 500"),
    ];
    for (fields, part) in cases {
        let said = complained(&portfolio(&folder, fields), &[]);
        assert!(said.starts_with("breakeven: ") && said.contains(part), "no {part} in {said}");
    }
    let newer = folder.path().join("newer.portfolio.ron");
    fs::write(&newer, "(portfolio: 2, name: \"Newer\", scenarios: [\"a.ron\"])").expect("it can be written");
    let said = complained(&newer, &[]);
    assert!(said.contains("newer"), "{said}");
}

#[test]
fn a_scenario_and_a_portfolio_are_told_apart() {
    let folder = folder();
    scenario(&folder, "a.ron", &preset("support_assistant"));
    let alone = folder.path().join("a.ron");
    let said = complained(&alone, &[]);
    assert!(said.contains("a.ron is a scenario, and no portfolio"), "{said}");
    assert!(said.trim_end().ends_with(&format!("use breakeven evaluate {}", alone.display())), "{said}");
    let listed = portfolio(&folder, "scenarios: [\"a.ron\"]");
    let named_otherwise = folder.path().join("funding.ron");
    fs::copy(&listed, &named_otherwise).expect("it can be copied");
    let broken = folder.path().join("broken.portfolio.ron");
    fs::write(&broken, "(portfolio: 1, name:").expect("it can be written");
    for file in [&listed, &named_otherwise, &broken] {
        for task in ["evaluate", "check"] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_breakeven"));
            let output = command.arg(task).arg(file).output().expect("the program starts");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains("is a portfolio, which lists scenarios"), "{said}");
            assert!(said.trim_end().ends_with(&format!("use breakeven portfolio {}", file.display())), "{said}");
        }
    }
    // What is neither says what is wrong with it.
    let other = folder.path().join("other.ron");
    fs::write(&other, "(name: ").expect("it can be written");
    assert!(complained(&other, &[]).contains("other.ron, line 1"));
}

#[test]
fn options_that_make_no_sense_are_refused() {
    let example = Path::new(EXAMPLE);
    for (arguments, part) in [
        (&["--budget", "0"][..], "0 is no budget"),
        (&["--budget", "-1"], "-1"),
        (&["--budget", "lots"], "lots"),
        (&["--budget", "inf"], "inf is no budget"),
        (&["--draws", "1000001"], "from 0 to 1000000"),
        (&["--seed", "-1"], "-1"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_breakeven"));
        let output = command.arg("portfolio").arg(example).args(arguments).output().expect("the program starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(part) && output.stdout.is_empty(), "no {part} in {said}");
    }
    let folder = folder();
    scenario(&folder, "a.ron", &preset("support_assistant"));
    let open = portfolio(&folder, "scenarios: [\"a.ron\"]");
    let path = folder.path().join("days.ics");
    let said = complained(&open, &["--calendar", path.to_str().expect("a path in plain letters")]);
    assert!(said.contains("does not say when it begins"), "{said}");
    assert!(!path.exists());
    let within_a_file = folder.path().join("a.ron").join("futures.csv");
    let said = complained(&open, &["--futures", within_a_file.to_str().expect("a path in plain letters")]);
    assert!(said.contains("a.ron"), "{said}");
}

#[test]
fn a_portfolio_is_not_written_over() {
    let folder = folder();
    scenario(&folder, "a.ron", &preset("support_assistant"));
    let file = portfolio(&folder, "scenarios: [\"a.ron\"], start: \"2027-01\"");
    let before = fs::read(&file).expect("it is there");
    for option in ["--calendar", "--futures"] {
        let said = complained(&file, &[option, file.to_str().expect("a path in plain letters")]);
        assert!(said.contains("some.portfolio.ron"), "{said}");
        assert_eq!(fs::read(&file).expect("it is there"), before);
    }
}
