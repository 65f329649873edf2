//! The built program, from the outside.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases").join(name).with_extension("ron")
}

fn breakeven(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_breakeven")).args(arguments).output().expect("the program starts")
}

fn evaluate(file: &Path, more: &[&str]) -> Output {
    let file = file.to_str().expect("a path in plain letters");
    breakeven(&[&["evaluate", file], more].concat())
}

/// What a run printed, once it is sure that it went well.
fn printed(output: Output) -> String {
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && complaints.is_empty(), "{complaints}");
    String::from_utf8(output.stdout).expect("it prints text")
}

/// What a run complained about, once it is sure that it printed nothing else and gave up.
fn complained(output: Output) -> String {
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    String::from_utf8(output.stderr).expect("it complains in text")
}

/// A file with this content, in a folder that goes away with it.
fn file(content: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scenario.ron");
    fs::write(&path, content).expect("it can be written");
    (folder, path)
}

#[test]
fn evaluate_prints_the_verdict() {
    for (name, verdict) in [("support_assistant", "Marginal"), ("broken_economics", "Broken")] {
        let text = printed(evaluate(&case(name), &[]));
        let expected = fs::read_to_string(case(name).with_extension("expected.json")).expect("results");
        let expected: Value = serde_json::from_str(&expected).expect("JSON");
        assert_eq!(expected["verdict"], verdict, "the case has not changed");
        let line = text.lines().find(|line| line.starts_with("Verdict at ")).expect("a verdict");
        assert!(line.contains(verdict), "{line}");
        for title in ["Stages, planned", "Bill, planned", "Break-even", "Net"] {
            assert!(text.contains(title), "no {title} in\n{text}");
        }
        assert!(text.lines().all(|line| line == line.trim_end()), "no blanks at the end of a line");
    }
}

#[test]
fn explain_tells_the_plan_in_sentences() {
    let path = case("support_assistant");
    let text = printed(breakeven(&["explain", path.to_str().unwrap()]));
    let questions = text.lines().filter(|line| line.ends_with('?')).count();
    assert_eq!(questions, 6, "{text}");
    assert!(text.starts_with("Customer support assistant\n\nWhat does it cost?\nA Production month costs $"), "{text}");
}

#[test]
fn evaluate_prints_json() {
    let text = printed(evaluate(&case("support_assistant"), &["--json"]));
    assert!(text.ends_with("}\n"));
    let results: Value = serde_json::from_str(&text).expect("it is JSON");
    let keys = results.as_object().expect("an object").keys().map(String::as_str).collect::<Vec<_>>();
    for key in [
        "name",
        "currency",
        "stages",
        "verdict",
        "multiple",
        "shapley",
        "npv",
        "payback_month",
        "cash_at_risk",
        "months",
        "break_even_held",
        "sign_changes",
        "best_mix",
        "pareto_front",
    ] {
        assert!(keys.contains(&key), "no {key} among {keys:?}");
    }
    assert_eq!(results["stages"].as_array().map(Vec::len), Some(3));
    assert!(results["stages"][2]["planned"]["cost"].is_number());
}

#[test]
fn evaluate_adds_the_futures() {
    let arguments = ["--json", "--draws", "500", "--seed", "9"];
    let text = printed(evaluate(&case("support_assistant"), &arguments));
    assert_eq!(text, printed(evaluate(&case("support_assistant"), &arguments)), "the same bytes twice");
    let results: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(
        (&results["monte_carlo"]["draws"], &results["monte_carlo"]["seed"]),
        (&Value::from(500), &Value::from(9))
    );
    for key in ["bands", "cash_band", "tornado", "tornado_inputs", "what_must_be_true", "evpi", "correlations"] {
        assert!(!results[key].is_null(), "no {key}");
    }
    let without = printed(evaluate(&case("support_assistant"), &["--json", "--draws", "0"]));
    assert!(!without.contains("monte_carlo"));
    let refused = breakeven(&["evaluate", "any.ron", "--draws", "many"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("a whole number from 0 to 1000000"));
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn check_guards_a_pipeline() {
    let text = fs::read_to_string(case("support_assistant")).expect("the case");
    let start = text.find("kill_criteria:").expect("it has criteria");
    let end = start + text[start..].find(']').expect("a list") + 1;
    let with =
        |criteria: &str| file(format!("{}kill_criteria: [{criteria}]{}", &text[..start], &text[end..]).as_bytes());
    let broken = fs::read_to_string(case("broken_economics")).expect("the case");
    let cases = [
        (with(""), 0, "Kill criteria               none"),
        (with("(metric: Ratio, stage: 2, limit: 0.1, action: \"stop\")"), 0, "Holds"),
        (with("(metric: MonthlyCost, stage: 2, limit: 1.0, action: \"go home\")"), 1, "agreed: go home"),
        (file(broken.as_bytes()), 1, "Broken"),
        (with("(metric: Ratio, stage: 9, limit: 0.1, action: \"\")"), 2, "no stage 9"),
        (file(b"(schema: 1"), 2, "line 1"),
    ];
    for ((_folder, path), code, part) in cases {
        let output = breakeven(&["check", path.to_str().expect("a path in plain letters")]);
        let said = if code == 2 { &output.stderr } else { &output.stdout };
        let said = String::from_utf8_lossy(said);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(part), "no {part} in\n{said}");
    }
}

#[test]
fn diff_says_what_changed_and_what_it_does() {
    let old = case("support_assistant");
    let text = fs::read_to_string(&old).expect("a case");
    let (_folder, new) = file(text.replacen("horizon_months: 24", "horizon_months: 36", 1).as_bytes());
    let [old, new] = [old, new].map(|path| path.to_str().expect("plain letters").to_owned());
    let told = printed(breakeven(&["diff", &old, &new]));
    for said in ["NPV over 24 → 36 months", "What changed", "assistant.ron", "scenario.ron"] {
        assert!(told.contains(said), "no {said} in\n{told}");
    }
    assert!(printed(breakeven(&["diff", &old, &new, "--markdown"])).contains("| NPV over 24 → 36 months |"));
    assert!(printed(breakeven(&["diff", &old, &old])).contains("nothing: both are the same plan"));
    assert!(complained(breakeven(&["diff", &old, "--snapshot", "7"])).contains("no snapshot 7"));
    assert!(complained(breakeven(&["diff", &old, "missing.ron"])).contains("missing.ron"));
}

#[test]
fn an_actual_month_is_held_against_kill_criteria() {
    let preset = "presets/support_assistant.ron";
    let trace = "tests/fixtures/usage/azure2023_code.csv.gz";
    // A trace of less than an hour, scaled to a month: far more than was planned.
    let output = breakeven(&["check", preset, "--usage", trace, "--step", "answer"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("STOP") && said.contains("in the actual month"), "{said}");
    // One day of it is next to nothing for a month of the calendar; of the month before there is nothing at all.
    for (arguments, code, part) in [
        (&["--month", "2023-11"][..], 1, "usage on 1 of 30 days"),
        (&["--month", "2023-10"], 2, "no usage lies within that month"),
        (&["--stage", "Nowhere"], 2, "there are: Prototype"),
        (&["--step", "Nowhere"], 2, "there are: classify, answer"),
        (&["--sample", "0"], 2, "a share above 0"),
        (&["--success", "0.5"], 2, "the name of a score"),
    ] {
        let output = breakeven(&[&["check", preset, "--usage", trace], arguments].concat());
        let said = if code == 2 { &output.stderr } else { &output.stdout };
        let said = String::from_utf8_lossy(said);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(part), "no {part} in\n{said}");
    }
    let output = breakeven(&["check", preset, "--stage", "Pilot"]);
    assert_eq!(output.status.code(), Some(2), "a stage of what?");
}

#[test]
fn what_was_measured_is_written_into_another_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let new = folder.path().join("new.ron");
    let new = new.to_str().expect("plain letters");
    let calibrate = |adopt: &[&str]| {
        let arguments = [
            &["calibrate", "presets/support_assistant.ron", "--usage", "tests/fixtures/usage/azure2023_code.csv.gz"][..],
            &["--step", "answer", "--json", "--out", new, "--adopt"],
            adopt,
        ];
        breakeven(&arguments.concat())
    };
    let output = calibrate(&["workload.steps[\"answer\"].turns"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains("was not measured; these were: ") && said.contains("stages[\"Production\"].requests"),
        "{said}"
    );
    let output = calibrate(&["workload.steps[\"answer\"].output"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    assert_eq!(json["from"], "2023-11-16");
    assert!(json["bill"]["causes"].as_array().expect("a list").len() == 9);
    let text = fs::read_to_string(new).expect("it was written");
    assert!(text.contains("source: \"azure2023_code.csv.gz, 2023-11-16 to 2023-11-16, 8,819 calls\""), "{text}");
    // What is there is never written over.
    let output = calibrate(&["all"]);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read_to_string(new).expect("it is there"), text);
}

#[test]
fn a_statement_is_printed_for_whoever_may_connect() {
    let of = |more: &[&str]| breakeven(&[&["usage"], more].concat());
    let text = printed(of(&["--store", "langfuse", "--from", "2026-10-01", "--database", "traces", "--print-sql"]));
    assert!(text.starts_with("USE `traces`;\nSET param_from = '2026-10-01';\n"), "{text}");
    assert!(text.contains("FROM observations") && text.ends_with("FORMAT CSVWithNames\n"), "{text}");
    for (arguments, part) in [
        (&["--store", "langfuse"][..], "required"),
        (&["--print-sql"], "--store"),
        (&["--store", "postgres", "--print-sql"], "langfuse, helicone, otel"),
        (&["--store", "otel", "--from", "1.10.2026", "--print-sql"], "YYYY-MM-DD"),
        (&["--store", "otel", "--from", "2026-10-02", "--to", "2026-10-01", "--print-sql"], "is after"),
        (&["--store", "otel", "--print-sql", "trace.csv"], "cannot be used with"),
    ] {
        let complaint = complained(of(arguments));
        assert!(complaint.contains(part), "no {part} in\n{complaint}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let complaint = complained(evaluate(Path::new("nowhere/at-all.ron"), &[]));
    assert!(complaint.starts_with("breakeven: nowhere/at-all.ron: "), "{complaint}");
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
}

#[test]
fn a_broken_file_says_where() {
    let text = fs::read_to_string(case("support_assistant")).expect("the case");
    let (_folder, path) = file(text.replacen("currency:", "money:", 1).as_bytes());
    for more in [&[][..], &["--json"]] {
        let complaint = complained(evaluate(&path, more));
        assert!(complaint.starts_with("breakeven: "), "{complaint}");
        assert!(complaint.contains("scenario.ron, line 4, column 5: ") && complaint.contains("`money`"), "{complaint}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
    }
}

#[test]
fn a_file_of_bytes_is_no_scenario() {
    let (_folder, path) = file(&[0xff, 0xfe, 0x00, 0x9f]);
    let complaint = complained(evaluate(&path, &[]));
    assert!(complaint.contains("is not a text file"), "{complaint}");
}

#[test]
fn all_problems_of_a_scenario_are_listed() {
    let text = fs::read_to_string(case("support_assistant")).expect("the case");
    let text = text.replacen("hurdle: 1.5", "hurdle: 0.5", 1).replacen("horizon_months: 24", "horizon_months: 0", 1);
    let (_folder, path) = file(text.as_bytes());
    let complaint = complained(evaluate(&path, &[]));
    let lines: Vec<&str> = complaint.lines().collect();
    assert_eq!(lines.len(), 3, "{complaint}");
    assert!(lines[0].ends_with("has 2 problems:"), "{complaint}");
    assert!(complaint.contains("Plan and money · hurdle, value : cost: a hurdle of 0.5"), "{complaint}");
    assert!(complaint.contains("Plan and money · horizon: a horizon of 0 months"), "{complaint}");
}

#[test]
fn what_is_printed_for_people_has_names_and_no_paths() {
    let text = fs::read_to_string(case("support_assistant")).expect("the case");
    let broken = text.replacen("realization: Pert(low: 0.15,", "realization: Pert(low: 1.5,", 1).replacen(
        "model: \"sonnet\"",
        "model: \"opus\"",
        1,
    );
    let (_folder, path) = file(broken.as_bytes());
    let path = path.to_str().expect("a path in plain letters");
    for said in [complained(breakeven(&["evaluate", path])), complained(breakeven(&["check", path]))] {
        assert!(said.contains("Share of value that becomes money: 1.5 must be a share"), "{said}");
        assert!(said.contains(" · model: there is no model `opus`"), "{said}");
        assert!(!said.contains("outcome.") && !said.contains("[\""), "{said}");
    }
    let printed = printed(evaluate(&case("support_assistant"), &["--draws", "500"]));
    let swings: Vec<&str> = printed.lines().filter(|line| line.starts_with("Swings net")).collect();
    assert!(swings.iter().any(|line| line.contains("Production · requests: ")), "{swings:?}");
    assert!(printed.contains("Worth measuring first"), "{printed}");
    assert!(!printed.contains("[\"") && !printed.contains("outcome."), "{printed}");
}

#[test]
fn what_is_not_understood_is_answered_with_help() {
    for arguments in [&["evaluate"][..], &["forecast", "x", "y"], &["evaluate", "--yaml", "x"]] {
        assert!(complained(breakeven(arguments)).contains("--help"), "{arguments:?}");
    }
    assert!(printed(breakeven(&["--version"])).starts_with("breakeven "));
    assert!(printed(breakeven(&["--help"])).contains("evaluate"));
}

#[cfg(feature = "gui")]
#[test]
fn export_writes_every_chart() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = case("support_assistant");
    let export = |more: &[&str]| {
        let [file, out] = [&path, folder.path()].map(|path| path.to_str().expect("plain letters").to_owned());
        breakeven(&[&["export", &file, "--out", &out, "--format", "svg,pdf"], more].concat())
    };
    let written = printed(export(&[]));
    let preset = breakeven::reference::Preset::by_key("support_assistant").expect("it is bundled").scenario();
    let all = breakeven::charts::ChartKind::ALL.into_iter();
    let keys: Vec<&str> =
        all.filter(|chart| chart.has_finding(&preset)).map(breakeven::charts::ChartKind::key).collect();
    assert_eq!(written.lines().count(), 2 * keys.len(), "{written}");
    for key in &keys {
        let path = folder.path().join(format!("support_assistant-{key}.svg"));
        let svg = fs::read_to_string(&path).expect("it was written");
        assert!(svg.contains("Customer support assistant"), "{key}");
        let pdf = fs::read(path.with_extension("pdf")).expect("it was written");
        assert!(pdf.starts_with(b"%PDF-") && pdf.trim_ascii_end().ends_with(b"%%EOF"), "{key}");
    }
    let report = printed(export(&["--format", "report"]));
    assert!(report.ends_with("support_assistant-report.pdf\n"), "{report}");
    let svg = |more: &[&str]| {
        printed(export(more));
        fs::read_to_string(folder.path().join("support_assistant-cash.svg")).expect("it was written")
    };
    assert!(!svg(&["--charts", "cash"]).contains("<text"), "letters are outlines");
    assert!(svg(&["--charts", "cash", "--svg-text"]).contains("<text"), "unless asked otherwise");
    let some = printed(export(&["--charts", "savings,cash"]));
    assert!(some.lines().count() == 4 && some.contains("-savings.svg") && some.contains("-cash.svg"), "{some}");
    let complaint = complained(export(&["--charts", "pie"]));
    assert!(keys.iter().all(|key| complaint.contains(key)), "{complaint}");
}

#[test]
fn export_puts_a_scenario_into_the_page() {
    let text = fs::read_to_string(case("support_assistant")).expect("the case");
    let (folder, path) = file(text.as_bytes());
    let [scenario, out, page] = [&path, &folder.path().join("out"), &folder.path().join("breakeven.html")]
        .map(|path| path.to_string_lossy().into_owned());
    let export = |more: &[&str]| {
        breakeven(&[&["export", &scenario, "--out", &out, "--format", "html", "--page", &page], more].concat())
    };
    assert!(complained(export(&[])).contains("breakeven.html"), "there is none yet");
    fs::write(&page, "<html></html>").expect("it can be written");
    assert!(complained(export(&[])).contains("another page"));
    let place = r#"<script id="scenario" type="application/json">"#;
    fs::write(&page, format!("<body>{place}</script></body>")).expect("it can be written");
    let written = printed(export(&[]));
    assert_eq!(written.trim(), Path::new(&out).join("scenario.html").to_string_lossy());
    let sent = fs::read_to_string(written.trim()).expect("it was written");
    let held = sent.strip_prefix(&format!("<body>{place}")).and_then(|sent| sent.strip_suffix("</script></body>"));
    let held: Value = serde_json::from_str(held.expect("it is in its place")).expect("JSON");
    let held = breakeven::codec::parse_scenario(held["text"].as_str().expect("a text")).expect("a scenario");
    assert_eq!(held, breakeven::codec::parse_scenario(&text).expect("a scenario"));
}

#[test]
fn export_writes_workbook_tables_and_results() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = case("support_assistant");
    let [file, out] = [&path, folder.path()].map(|path| path.to_str().expect("plain letters").to_owned());
    let written =
        printed(breakeven(&["export", &file, "--out", &out, "--format", "xlsx,csv,json", "--charts", "cash"]));
    let names: Vec<&str> = written.lines().filter_map(|path| path.rsplit(['/', '\\']).next()).collect();
    let tables = ["stages", "months", "assumptions", "cash"].map(|table| format!("support_assistant-{table}.csv"));
    let expected = ["support_assistant.xlsx"].into_iter().chain(tables.iter().map(String::as_str));
    assert_eq!(names, expected.chain(["support_assistant.json"]).collect::<Vec<_>>());
    let read = |name: &str| fs::read(folder.path().join(name)).expect("it was written");
    assert!(read("support_assistant.xlsx").starts_with(b"PK"));
    let json: Value = serde_json::from_slice(&read("support_assistant.json")).expect("it is JSON");
    let rows = json["tables"]["cash"]["rows"].as_array().map_or(0, Vec::len);
    assert!(0 < rows && json["npv"].is_number(), "{rows}");
    let months = String::from_utf8(read("support_assistant-months.csv")).expect("it is text");
    let npv_months = json["months"].as_array().map_or(0, Vec::len);
    assert_eq!(months.lines().count(), 1 + npv_months, "{months}");
}

#[test]
fn tables_are_marked_for_those_who_need_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = case("support_assistant");
    let [file, out] = [&path, folder.path()].map(|path| path.to_str().expect("plain letters").to_owned());
    let begin = |more: &[&str]| {
        printed(breakeven(&[&["export", &file, "--out", &out, "--format", "csv,json"], more].concat()));
        ["support_assistant-months.csv", "support_assistant.json"].map(|name| {
            let bytes = fs::read(folder.path().join(name)).expect("it was written");
            bytes.starts_with(b"\xef\xbb\xbf")
        })
    };
    assert_eq!([begin(&[]), begin(&["--bom"])], [[false, false], [true, false]], "JSON has none");
}

#[test]
fn usage_is_read_by_columns_that_are_named() {
    let (_folder, path) = file(b"Tag,Ein,Aus\n2026-05-01,1000,50\n2026-05-02,500,10\n");
    let path = path.to_str().expect("a path in plain letters");
    let unknown = complained(breakeven(&["usage", path]));
    assert!(unknown.contains("Tag, Ein, Aus") && unknown.contains("--columns 'day=…,input=…,output=…'"), "{unknown}");
    let text = printed(breakeven(&["usage", path, "--columns", "day=Tag,input=Ein,output=Aus", "--json"]));
    let digest: Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!((digest["input_tokens"].as_u64(), digest["calls"].as_u64()), (Some(1_500), None));
    let mistaken = complained(breakeven(&["usage", path, "--columns", "day=Tag,inputs=Ein"]));
    assert!(mistaken.contains("`inputs=Ein` assigns no column"), "{mistaken}");
}

#[test]
fn a_day_that_is_in_no_calendar_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = case("support_assistant");
    let [file, out] = [&path, folder.path()].map(|path| path.to_str().expect("plain letters").to_owned());
    let export =
        |day: &str| breakeven(&["export", &file, "--out", &out, "--format", "json", "--charts", "cash", "--date", day]);
    let prices = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/prices/prices.json");
    let prices = prices.to_str().expect("plain letters");
    for day in ["2026-02-30", "2025-02-29", "2026-06-31", "2026-13-01"] {
        for output in [export(day), breakeven(&["prices", prices, "--origin", "a test", "--as-of", day])] {
            let complaint = complained(output);
            assert!(complaint.contains(day) && complaint.contains("there is no such day"), "{complaint}");
        }
    }
    assert!(complained(export("tomorrow")).contains("a date is written YYYY-MM-DD"));
    assert_eq!(fs::read_dir(&out).expect("the folder").count(), 0, "nothing was written");
    printed(export("2028-02-29"));
    assert!(
        printed(breakeven(&["prices", prices, "--origin", "a test", "--as-of", "2028-02-29"])).contains("2028-02-29")
    );
}

/// Before, the scenario was gone.
#[test]
fn export_never_replaces_what_it_exports() {
    let text = fs::read(case("support_assistant")).expect("the case");
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("plan.json"), &text).expect("it can be written");
    let mut program = Command::new(env!("CARGO_BIN_EXE_breakeven"));
    program.current_dir(folder.path());
    program.args(["export", "plan.json", "--out", ".", "--format", "json,csv", "--charts", "cash"]);
    let output = program.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(complaint.contains("plan.json is the scenario itself"), "{complaint}");
    assert_eq!(fs::read(folder.path().join("plan.json")).expect("it is there"), text);
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 4, "the others are written");
}

/// Before, each of these waited for ever.
#[cfg(unix)]
#[test]
fn a_pipe_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("plan.ron");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("it starts").success());
    let path = pipe.to_str().expect("plain letters");
    for arguments in [
        &["evaluate", path][..],
        &["check", path],
        &["export", path, "--out", path],
        &["prices", path, "--origin", "a test", "--as-of", "2026-01-01"],
    ] {
        let complaint = complained(breakeven(arguments));
        assert_eq!(complaint, format!("breakeven: {path}: this is a pipe, not a file\n"));
    }
}
