//! The workbook recalculates to our numbers in a spreadsheet program, also after an input was changed.
//!
//! Where LibreOffice is missing, only what a workbook is made of is checked.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use breakeven::economics::{Choice, Plan, Results};
use breakeven::export::{WorkbookContent, WorkbookEdits, workbook, workbook_of};
use breakeven::files::open_scenario;
use breakeven::reference::PRESETS;
use breakeven::scenario::{Domain, Estimate, EstimatePath, Scenario};

mod controls;
mod edits;
mod portfolio;
mod prices;

const CASES: [&str; 14] = [
    "article_baseline",
    "broken_economics",
    "corners",
    "corners3_a",
    "corners3_b",
    "corners3_c",
    "corners3_d",
    "late_start",
    "late_start_traffic",
    "research_agent",
    "self_hosted_summaries",
    "support_assistant",
    "too_small",
    "trap_950x",
];
const NEAR: f64 = 1e-6;

/// Every estimate moved, each a little differently, within its domain; stages still grow.
fn changed(scenario: &Scenario) -> Scenario {
    let mut changed = scenario.clone();
    let fields = scenario.fields().into_iter().map(|field| (field.path, field.estimate.base(), field.domain));
    for (index, (path, base, domain)) in fields.collect::<Vec<_>>().into_iter().enumerate() {
        let shift = if matches!(path, EstimatePath::Stage { .. }) { 0.05 } else { 0.04 * ((index % 7) as f64 - 2.0) };
        let moved = base * (1.0 + shift);
        let within = if domain == Domain::AboveMinusOne { moved.max(-0.9) } else { moved };
        let value = within.max(domain.least()).min(domain.greatest());
        let estimate = changed.estimate_mut(&path).expect("the path is there");
        *estimate = Estimate::Exact(value);
    }
    changed
}

struct Computed {
    scenario: Scenario,
    plan: Plan,
    results: Results,
}

impl Computed {
    fn of(scenario: Scenario) -> Self {
        let plan = Plan::new(&scenario).unwrap_or_else(|problems| panic!("{}: {problems:?}", scenario.name));
        Self { results: Results::of(&plan), scenario, plan }
    }

    fn content(&self) -> WorkbookContent<'_> {
        let Self { scenario, plan, results } = self;
        WorkbookContent { scenario, plan, results, uncertainty: None, date: None }
    }
}

fn preset(key: &str) -> Scenario {
    PRESETS.iter().find(|preset| preset.key == key).expect("a preset").scenario()
}

/// A file within a workbook.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("an archive");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).expect("a part"), &mut text).expect("it is text");
    text
}

// Two tests, so that two spreadsheet programs compute at the same time.
#[test]
fn the_workbook_of_a_preset_recalculates_to_our_numbers() {
    recalculates(PRESETS.iter().map(|preset| (preset.key, preset.scenario())));
}

#[test]
fn the_workbook_of_a_case_recalculates_to_our_numbers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    let case = |name: &str| open_scenario(&folder.join(name).with_extension("ron")).expect("the case opens");
    recalculates(CASES.iter().map(|name| (*name, case(name))));
}

/// Readers that compute nothing show charts, too.
#[test]
fn charts_are_filled_in() {
    let bytes = workbook(&Computed::of(preset("support_assistant")).content()).expect("a workbook");
    for place in 1..=3 {
        let chart = part(&bytes, &format!("xl/charts/chart{place}.xml"));
        assert_eq!(chart.matches("<c:f>").count(), chart.matches("Cache><c:").count(), "{chart}");
        assert!(!chart.contains("/></c:numCache>") && !chart.contains("/></c:strCache>"), "{chart}");
    }
}

fn recalculates<'n>(scenarios: impl Iterator<Item = (&'n str, Scenario)>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut written = Vec::new();
    for (name, scenario) in scenarios {
        let (base, other) = (Computed::of(scenario.clone()), Computed::of(changed(&scenario)));
        let bytes = workbook(&base.content()).expect("a workbook");
        assert_eq!(bytes, workbook(&base.content()).expect("a workbook"), "{name}: the same bytes again");
        let values: HashMap<EstimatePath, f64> =
            other.plan.inputs.iter().map(|field| (field.path.clone(), field.estimate.base())).collect();
        let edits = WorkbookEdits { estimates: values, ..WorkbookEdits::default() };
        let moved = workbook_of(&base.content(), &edits).expect("a workbook");
        for (suffix, bytes, expected) in [("base", bytes, base), ("changed", moved, other)] {
            let path = folder.path().join(format!("{name}-{suffix}.xlsx"));
            fs::write(&path, bytes).expect("it is written");
            written.push((path, expected));
        }
    }
    if !recalculate(folder.path(), written.iter().map(|(path, _)| path)) {
        eprintln!("LibreOffice is missing: formulas are not recalculated here");
        return;
    }
    for (path, expected) in &written {
        compare(path, expected);
    }
}

/// Has LibreOffice compute every formula anew and write every sheet as text.
fn recalculate<'p>(folder: &Path, paths: impl Iterator<Item = &'p PathBuf>) -> bool {
    let profile = folder.join("profile");
    fs::create_dir_all(profile.join("user")).expect("a profile");
    let settings = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;
    fs::write(profile.join("user/registrymodifications.xcu"), settings).expect("its settings");
    let run = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to"])
        // Commas, quotes, UTF-8, numbers as they are and not as shown, every sheet.
        .arg("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1")
        .arg("--outdir")
        .arg(folder)
        .args(paths)
        .output();
    match run {
        Ok(run) => {
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            true
        }
        Err(_) => false,
    }
}

/// A sheet by the name of its rows.
fn sheet(path: &Path, name: &str) -> HashMap<String, Vec<String>> {
    let stem = path.file_stem().expect("a name").to_string_lossy();
    let path = path.with_file_name(format!("{stem}-{name}.csv"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(&path).expect("a sheet");
    let rows = reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>());
    let mut sheet: HashMap<String, Vec<String>> = HashMap::new();
    for row in rows {
        for cell in &row {
            let is_error = cell.starts_with("Err:") || (cell.starts_with('#') && cell.ends_with(['!', '?', 'A']));
            assert!(!is_error, "{}: {row:?}", path.display());
        }
        // Headings of sections may have the name of a row.
        if row.iter().skip(1).any(|cell| !cell.is_empty()) {
            sheet.entry(row[0].clone()).or_insert(row);
        }
    }
    sheet
}

fn compare(path: &Path, expected: &Computed) {
    let Computed { scenario, plan, results } = expected;
    let what = path.file_stem().expect("a name").to_string_lossy();
    let near = |found: &str, expected: f64, scale: f64, of: &str| {
        let (digits, unit) = found.strip_suffix('%').map_or((found, 1.0), |digits| (digits, 0.01));
        let found = unit * digits.parse::<f64>().unwrap_or_else(|_| panic!("{what}, {of}: {found:?} is no number"));
        let tolerance = NEAR * scale.abs().max(expected.abs()).max(1e-9);
        assert!((found - expected).abs() <= tolerance, "{what}, {of}: {found}, not {expected}");
    };
    let stages = sheet(path, "Stages");
    for (place, versions) in results.stages.iter().enumerate() {
        let count = plan.stages.len();
        for (column, month) in [(2 + place, &versions.planned), (2 + count + place, &versions.baseline)] {
            let of = |row: &str| format!("{row} at {} in column {column}", scenario.stages[place].name);
            let figures = [
                ("Requests", month.volume, month.volume),
                ("Requests that reach a model", month.inferred, month.inferred),
                ("Outcomes", month.outcomes, month.outcomes),
                ("Cost", month.cost, month.cost),
                ("Value", month.value, month.value),
                ("Net", month.net, month.cost),
                ("Cost per outcome", month.cost_per_outcome().unwrap_or(0.0), 0.0),
            ];
            for (row, figure, scale) in figures {
                let cells = stages.get(row).unwrap_or_else(|| panic!("{what}: no row {row} among {:?}", stages.keys()));
                near(&cells[column], figure, scale, &of(row));
            }
        }
    }
    let months = sheet(path, "Months");
    for month in &results.months.months {
        let column = 2 + month.month as usize;
        let of = |row: &str| format!("{row} in month {}", month.month);
        let scale = results.months.months.iter().map(|month| month.cash.abs()).fold(0.0, f64::max);
        if plan.stage_in_month(month.month).is_some() {
            for (row, figure) in [("Requests", month.volume), ("Cost", month.cost), ("Value", month.value)] {
                near(&months[row][column], figure, month.cost, &of(row));
            }
        }
        let figures = [("Paid once", month.one_offs), ("Cash", month.cash), ("Cumulative cash", month.cumulative)];
        for (row, figure) in figures {
            near(&months[row][column], figure, scale, &of(row));
        }
    }
    let summary = sheet(path, "Summary");
    let headline = |start: &str| {
        let row = summary.iter().find(|(name, _)| name.starts_with(start));
        row.unwrap_or_else(|| panic!("{what}: no headline {start}")).1[1].clone()
    };
    let target = &results.stages[plan.target].planned;
    near(&headline("Net a month"), target.net, target.cost, "net");
    near(&headline("Value over cost"), target.ratio().unwrap_or_else(|| target.value / target.cost), 0.0, "ratio");
    let cash = results.months.months.iter().map(|month| month.cash.abs()).sum();
    near(&headline("Net present value"), results.months.npv, cash, "net present value");
    near(&headline("Deepest cumulative"), results.months.cash_at_risk, cash, "at risk");
    let payback = f64::from(results.months.payback_month.unwrap_or(plan.horizon_months));
    near(&headline("Pays back"), payback, 0.0, "payback");
    let [paid, running] = results
        .months
        .months
        .iter()
        .fold([0.0; 2], |[paid, running], month| [paid + month.one_offs, running + month.cost]);
    near(&headline("Paid once over"), paid, cash, "capex");
    near(&headline("Running cost over"), running, cash, "opex");
    near(&headline("Total asked for"), paid + running, cash, "all that is asked for");
    let returns = &results.months;
    let or_empty = |found: String, expected: Option<f64>, of: &str| match expected {
        Some(expected) => near(&found, expected, 0.0, of),
        None => assert_eq!(found, "", "{what}, {of}"),
    };
    or_empty(headline("Months until"), returns.payback_months, "payback in months");
    or_empty(headline("The same with"), returns.discounted_payback_months, "payback in months, discounted");
    or_empty(headline("Internal rate"), returns.irr, "internal rate of return");
    or_empty(headline("Benefit over"), returns.benefit_cost_ratio, "benefit over cost");
    bought_instead(path, expected, &near);
}

/// What is bought instead comes to what it comes to here, and the same is chosen.
fn bought_instead(path: &Path, expected: &Computed, near: &impl Fn(&str, f64, f64, &str)) {
    let Computed { scenario, plan, results } = expected;
    if scenario.alternatives.is_empty() {
        return;
    }
    let rows = sheet(path, "Alternatives");
    for (alternative, result) in scenario.alternatives.iter().zip(&results.alternatives) {
        let row = &rows[&alternative.name];
        let months: f64 = rows[&format!("{}: cash", alternative.name)][2..]
            .iter()
            .filter_map(|cash| cash.parse().ok())
            .map(f64::abs)
            .sum();
        let payback = f64::from(result.payback_month.unwrap_or(plan.horizon_months));
        let figures = [
            (result.month.cost, result.month.cost, "cost"),
            (result.month.value, result.month.value, "value"),
            (result.month.net, result.month.cost, "net"),
            (result.npv, months, "net present value"),
            (payback, 0.0, "payback"),
        ];
        for (cell, (figure, scale, of)) in row[1..].iter().zip(figures) {
            near(cell, figure, scale, &format!("{of} of {}", alternative.name));
        }
    }
    let chosen = match results.choice {
        Choice::Plan => "As planned",
        Choice::Alternative(place) => &scenario.alternatives[place].name,
        Choice::Nothing => "Neither",
    };
    assert_eq!(rows["Worth most over the horizon"][4], chosen, "{}", scenario.name);
}
