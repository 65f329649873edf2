//! Scenarios that once looped, forged a line or took a spreadsheet over, through the built program and under a limit of
//! memory: each ends in a sentence or in a right output (`tests/fixtures/faults/README.md`).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use breakeven::files::write_scenario;
use breakeven::reference::PRESETS;
use breakeven::scenario::letters::is_unseen;
use breakeven::scenario::{Component, Estimate};

fn fault(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/faults").join(name).with_extension("ron")
}

/// Runs the program with two gigabytes of addresses, where the system can say so: far more than a scenario needs, far
/// less than a loop takes.
fn breakeven(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_breakeven");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -v 2000000; exec \"$@\"", "sh", program]);
        shell
    } else {
        Command::new(program)
    };
    command.args(arguments).output().expect("the program starts")
}

const FORMATS: &str = if cfg!(feature = "gui") { "csv,json,svg,report,xlsx,pptx" } else { "csv,json,xlsx,pptx" };

/// How `check`, `evaluate` and `export` of a file end, and the folder that was exported to.
fn runs(name: &str) -> ([Output; 3], tempfile::TempDir) {
    let file = fault(name);
    let file = file.to_str().expect("a path in plain letters");
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("a path in plain letters");
    let exported = breakeven(&["export", file, "--out", out, "--format", FORMATS]);
    ([breakeven(&["check", file]), breakeven(&["evaluate", file, "--draws", "500"]), exported], folder)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("it prints text")
}

#[test]
fn what_cannot_be_shown_is_refused_in_sentences() {
    let cases = [
        ("st700", "a name of 700 characters, more than 200: shorten it"),
        ("nl70", "a name holds a line break, after “P”: remove it"),
        ("newline_names", "a name holds a line break, after “line1”: remove it"),
        ("forge", "a name holds a line break, after “ee chatbot summaries”: remove it"),
        ("esc", "a name holds the control character U+001B, after “A”: remove it"),
        ("ctrl_names", "a currency holds the control character U+0000, after “a”: remove it"),
        ("nonchar_names", "a name holds U+FFFE, which is no character, after “a”: remove it"),
        (
            "rlo_stage",
            "a name holds the mark U+202E, which turns the direction of a text around, after “Prod”: remove it",
        ),
        ("rtl_texts", "a text holds the mark U+202E"),
        ("formula_eq_names", "a currency of 17 characters, more than 12: shorten it"),
    ];
    for (name, sentence) in cases {
        let (outputs, folder) = runs(name);
        for output in outputs {
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2), "{name}: {said}");
            assert!(said.contains(sentence), "{name}: {said}");
            assert!(output.stdout.is_empty(), "{name}");
            let unseen = said.chars().find(|&letter| letter != '\n' && is_unseen(letter));
            assert_eq!(unseen, None, "{name}: {said:?}");
            // Its own lines are indented: a name cannot forge one.
            assert!(said.lines().skip(1).all(|line| line.starts_with("  ")), "{name}: {said}");
        }
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "{name}: nothing is written");
    }
}

#[test]
fn what_is_odd_but_right_is_evaluated_and_exported() {
    let cases = [
        ("stages_30_100", 1),
        ("hebrew", 0),
        ("cjk_names", 0),
        ("emoji_names", 0),
        ("dde_texts", 0),
        ("formula_full_texts", 0),
        ("chart_title_range", 0),
    ];
    for (name, checked) in cases {
        let ([check, evaluate, export], folder) = runs(name);
        assert_eq!(check.status.code(), Some(checked), "{name}: {}", text(&check.stderr));
        assert_eq!(evaluate.status.code(), Some(0), "{name}: {}", text(&evaluate.stderr));
        assert_eq!(export.status.code(), Some(0), "{name}: {}", text(&export.stderr));
        for output in [check, evaluate] {
            let printed = text(&output.stdout);
            assert!(!printed.is_empty() && !printed.contains(|letter| letter != '\n' && is_unseen(letter)), "{name}");
        }
        let written = text(&export.stdout).lines().count();
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), written, "{name}");
        let book = fs::read(folder.path().join(name).with_extension("xlsx")).expect("a workbook");
        assert!(book.starts_with(b"PK"), "{name}");
        let deck = fs::read(folder.path().join(format!("{name}-slides.pptx"))).expect("a deck");
        assert!(deck.starts_with(b"PK"), "{name}");
        if cfg!(feature = "gui") {
            let report = fs::read(folder.path().join(format!("{name}-report.pdf"))).expect("a report");
            assert!(report.starts_with(b"%PDF"), "{name}");
        }
    }
}

/// Everything written has a fault: the file is one of ours and each is in the table above.
#[test]
fn every_fault_is_tried() {
    let folder = fault("x");
    let files = fs::read_dir(folder.parent().expect("a folder")).expect("the faults are there");
    let mut names: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    assert_eq!(names.len(), 17, "a new one is added to a table of this file");
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    for name in ["dde_texts", "formula_full_texts"] {
        let (_, folder) = runs(name);
        let mut texts = 0;
        for file in fs::read_dir(folder.path()).expect("a folder") {
            let path = file.expect("a file").path();
            if path.extension().is_none_or(|ending| ending != "csv") {
                continue;
            }
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&path).expect("CSV");
            for record in reader.records() {
                for cell in record.expect("a record").iter() {
                    texts += usize::from(cell.starts_with("'"));
                    let runs = cell.starts_with(['=', '@', '\t', '\r'])
                        || cell.starts_with(['+', '-']) && cell.contains(['(', '|', '!', '=']);
                    assert!(!runs, "{}: {cell}", path.display());
                }
            }
        }
        assert!(0 < texts, "{name} has texts that a spreadsheet would run");
    }
}

#[test]
fn more_futures_than_memory_has_room_for_are_refused_in_a_sentence() {
    let mut scenario = PRESETS[0].scenario();
    let card = scenario.components[0].clone();
    scenario.components.extend((0..150).map(|number| {
        let setup_cost = Estimate::Range { p10: 1.0, p90: 2.0 };
        Component { id: format!("card {number}"), setup_cost, ..card.clone() }
    }));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("many.ron");
    fs::write(&file, write_scenario(&scenario)).expect("it can be written");
    let output = breakeven(&["evaluate", file.to_str().expect("a path"), "--draws", "1000000"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("draws 1000000 futures, more than the ") && said.contains("give --draws "), "{said}");
    let most = said.rsplit("--draws ").next().and_then(|rest| rest.split(' ').next()).expect("how many can be drawn");
    assert!((10_000..1_000_000).contains(&most.parse::<usize>().expect("a number")), "{said}");
}

#[test]
fn the_name_of_a_file_is_shown_and_not_sent() {
    if cfg!(windows) {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let named = folder.path().join("plan\u{1b}[2J\nVerdict: Viable.ron");
    fs::write(&named, "()").expect("it can be written");
    let named = named.to_str().expect("a path");
    for arguments in [["check", named], ["evaluate", "missing\u{1b}[31m.ron"]] {
        let output = breakeven(&arguments);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("\\u{1b}") && !said.contains('\u{1b}') && !said.contains("\nVerdict"), "{said:?}");
    }
    // What is exported is called after the file, and listed.
    let copy = folder.path().join("plan\u{1b}[2J.ron");
    fs::copy(fault("chart_title_range"), &copy).expect("a copy");
    let out = folder.path().join("out");
    let (copy, out) = (copy.to_str().expect("a path"), out.to_str().expect("a path"));
    let output = breakeven(&["export", copy, "--out", out, "--format", "json"]);
    let said = text(&output.stdout);
    assert!(said.contains("plan\\u{1b}[2J.json") && !said.contains('\u{1b}'), "{said:?}");
}

#[cfg(feature = "gui")]
#[test]
fn figures_beside_hebrew_are_runs_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let [file, out] = [&fault("hebrew"), folder.path()].map(|path| path.to_str().expect("plain letters").to_owned());
    let written = breakeven(&["export", &file, "--out", &out, "--format", "svg", "--svg-text"]);
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    let is_hebrew = |letter: char| ('\u{590}'..='\u{5ff}').contains(&letter);
    let mut words = 0;
    for file in fs::read_dir(folder.path()).expect("a folder") {
        let path = file.expect("a file").path();
        if path.extension().is_none_or(|ending| ending != "svg") {
            continue;
        }
        let svg = fs::read_to_string(&path).expect("a picture");
        for run in svg.split("<text").skip(1).filter_map(|rest| rest.split("</text>").next()) {
            let said = run.split_once('>').map_or("", |(_, said)| said);
            words += usize::from(said.contains(is_hebrew));
            let is_mixed = said.contains(is_hebrew) && said.contains(|letter: char| letter.is_ascii_digit());
            assert!(!is_mixed, "{}: {said}", path.display());
        }
    }
    assert!(0 < words);
}

#[cfg(feature = "gui")]
#[test]
fn what_no_font_has_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut scenario = PRESETS[0].scenario();
    scenario.name = "Plan \u{50000}".to_owned();
    let (file, out) = (folder.path().join("plan.ron"), folder.path().join("out"));
    fs::write(&file, write_scenario(&scenario)).expect("it can be written");
    let (file, out) = (file.to_str().expect("a path"), out.to_str().expect("a path"));
    let output = breakeven(&["export", file, "--out", out, "--format", "svg", "--charts", "curve"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.starts_with("breakeven: no font here has \u{50000}: ") && said.lines().count() == 1, "{said}");
    // Where nothing is drawn, nothing is missing.
    let output = breakeven(&["export", file, "--out", out, "--format", "json"]);
    assert_eq!(text(&output.stderr), "");
}
