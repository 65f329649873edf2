//! The workbook recalculates to our numbers in a spreadsheet program, also after an input was changed.
//!
//! Where LibreOffice is missing, only what a workbook is made of is checked.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use breakeven::economics::{Choice, Parameter, Plan, Quantity, Results, Switch, Verdict};
use breakeven::export::{
    Case, WorkbookContent, WorkbookEdits, portfolio_workbook, portfolio_workbook_of, workbook, workbook_of,
};
use breakeven::files::open_scenario;
use breakeven::portfolio::{EvaluatedPortfolio, FutureOptions, ReadPortfolio, npv, peak_funding};
use breakeven::reference::PRESETS;
use breakeven::scenario::{Domain, Estimate, EstimatePath, Pricing, Scenario, Tariff};

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

/// As many presets as there are here, each edited twenty times.
const EDITED: [&str; 5] =
    ["support_assistant", "self_hosted_summaries", "research_agent", "copilot_seats", "document_extraction"];
const EDITS: usize = 20;

/// Readers that compute nothing show charts, too.
#[test]
fn charts_are_filled_in() {
    let preset = PRESETS.iter().find(|preset| preset.key == "support_assistant").expect("a preset");
    let bytes = workbook(&Computed::of(preset.scenario()).content()).expect("a workbook");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    for place in 1..=3 {
        let mut chart = String::new();
        let mut file = archive.by_name(&format!("xl/charts/chart{place}.xml")).expect("a chart");
        std::io::Read::read_to_string(&mut file, &mut chart).expect("it is text");
        assert_eq!(chart.matches("<c:f>").count(), chart.matches("Cache><c:").count(), "{chart}");
        assert!(!chart.contains("/></c:numCache>") && !chart.contains("/></c:strCache>"), "{chart}");
    }
}

#[test]
fn a_workbook_with_edited_cells_recalculates_to_what_the_engine_makes_of_the_same_edits() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut written = Vec::new();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for key in EDITED {
        let scenario = PRESETS.iter().find(|preset| preset.key == key).expect("a preset").scenario();
        let base = Computed::of(scenario);
        let mut count = 0;
        while count < EDITS {
            let edits = dice.edits(&base);
            let Some(expected) = edited(&base, &edits) else { continue };
            let path = folder.path().join(format!("{key}-{count}.xlsx"));
            fs::write(&path, workbook_of(&base.content(), &edits).expect("a workbook")).expect("it is written");
            written.push((path, expected, edits));
            count += 1;
        }
    }
    if !recalculate(folder.path(), written.iter().map(|(path, ..)| path)) {
        eprintln!("LibreOffice is missing: formulas are not recalculated here");
        return;
    }
    for (path, expected, edits) in &written {
        eprintln!("{}: {edits:?}", path.display());
        compare(path, expected);
        let summary = sheet(path, "Summary");
        let verdict = &summary["Verdict"][1];
        match expected.results.verdict {
            known @ (Verdict::Viable | Verdict::Marginal) => assert_eq!(verdict, known.name(), "{}", path.display()),
            _ => assert_eq!(verdict, "Recompute in Breakeven", "{}", path.display()),
        }
        let checks = sheet(path, "Checks");
        assert_eq!(checks["Overall"][1], "OK", "{}: {checks:?}", path.display());
        assert_ne!(checks["Yellow cells that are not as exported"][1], "0", "{}", path.display());
    }
}

/// The same edits in the scenario; nothing where that is none to compute.
fn edited(base: &Computed, edits: &WorkbookEdits) -> Option<Computed> {
    let mut scenario = base.scenario.clone();
    for field in &base.plan.inputs {
        let value = match edits.case {
            Case::Low if field.estimate.is_uncertain() => field.estimate.low(),
            Case::High if field.estimate.is_uncertain() => field.estimate.high(),
            _ => match edits.estimates.get(&field.path) {
                Some(&value) => value,
                None => continue,
            },
        };
        let value = value.max(field.domain.least()).min(field.domain.greatest());
        *scenario.estimate_mut(&field.path).expect("the path is there") = Estimate::Exact(value);
    }
    for switch in &edits.switched {
        match *switch {
            Switch::Component(place) => scenario.components[place].enabled ^= true,
            Switch::Strategy(place) => scenario.strategies[place].enabled ^= true,
        }
    }
    for (&price, &value) in &edits.prices {
        match price {
            Quantity::PriceInTier(component, line, tier) => tiers(&mut scenario, component, line)[tier].1 = value,
            Quantity::Parameter(Parameter::TierLimit(component, line, tier)) => {
                tiers(&mut scenario, component, line)[tier].0 = value;
            }
            _ => *price_mut(&mut scenario, price)? = value,
        }
    }
    let settings = &mut scenario.plan;
    settings.target_stage = edits.target.unwrap_or(settings.target_stage);
    settings.horizon_months = edits.horizon.unwrap_or(settings.horizon_months);
    settings.hurdle = edits.hurdle.unwrap_or(settings.hurdle);
    let plan = Plan::new(&scenario).ok()?;
    Some(Computed { results: Results::of(&plan), scenario, plan })
}

fn tiers(scenario: &mut Scenario, component: usize, line: usize) -> &mut Vec<(f64, f64)> {
    match &mut scenario.components[component].lines[line].tariff {
        Tariff::Graduated(tiers) => tiers,
        other => panic!("{other:?} has no tiers"),
    }
}

fn price_mut(scenario: &mut Scenario, price: Quantity) -> Option<&mut f64> {
    let (Quantity::InputPrice(model)
    | Quantity::OutputPrice(model)
    | Quantity::Parameter(Parameter::BatchDiscount(model) | Parameter::ReadRate(model))) = price
    else {
        return None;
    };
    let (_, model) = scenario.models.get_index_mut(model)?;
    match (&mut model.pricing, price) {
        (Pricing::Tokens { input, .. }, Quantity::InputPrice(_)) => Some(input),
        (Pricing::Tokens { output, .. }, Quantity::OutputPrice(_)) => Some(output),
        (Pricing::Tokens { batch_discount, .. }, Quantity::Parameter(Parameter::BatchDiscount(_))) => {
            Some(batch_discount)
        }
        (Pricing::SelfHosted { prefill, .. }, Quantity::Parameter(Parameter::ReadRate(_))) => Some(prefill),
        _ => None,
    }
}

/// Chance that is the same every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A few yellow cells of a workbook.
    fn edits(&mut self, base: &Computed) -> WorkbookEdits {
        let Computed { scenario, plan, .. } = base;
        let mut edits = WorkbookEdits { case: Case::ALL[self.below(3)], ..WorkbookEdits::default() };
        for _ in 0..1 + self.below(8) {
            let field = &plan.inputs[self.below(plan.inputs.len())];
            let moved = field.estimate.base() * (0.7 + 0.6 * self.share()) + 0.01 * self.share();
            let value = moved.max(field.domain.least()).min(field.domain.greatest());
            edits.estimates.insert(field.path.clone(), value);
        }
        let switches = plan.switches();
        for _ in 0..self.below(4) {
            let switch = switches[self.below(switches.len())];
            if !edits.switched.contains(&switch) {
                edits.switched.push(switch);
            }
        }
        let graduated = |(place, component): (usize, &breakeven::scenario::Component)| {
            let lines = component.lines.iter().enumerate();
            let lines = lines.filter_map(move |(line, own)| match &own.tariff {
                Tariff::Graduated(tiers) => Some((place, line, tiers.clone())),
                _ => None,
            });
            lines.collect::<Vec<_>>()
        };
        let graduated: Vec<_> = scenario.components.iter().enumerate().flat_map(graduated).collect();
        if !graduated.is_empty() && self.below(2) == 0 {
            let (component, line, tiers) = &graduated[self.below(graduated.len())];
            let (limit, price) = tiers[0];
            edits.prices.insert(Quantity::PriceInTier(*component, *line, 0), price + self.share());
            if limit.is_finite() {
                let limit = Parameter::TierLimit(*component, *line, 0);
                edits.prices.insert(Quantity::Parameter(limit), tiers[0].0 * (0.5 + 0.5 * self.share()));
            }
        }
        if self.below(2) == 0 {
            let model = self.below(scenario.models.len());
            let parts = [
                Quantity::InputPrice(model),
                Quantity::OutputPrice(model),
                Quantity::Parameter(Parameter::BatchDiscount(model)),
                Quantity::Parameter(Parameter::ReadRate(model)),
            ];
            let part = parts[self.below(parts.len())];
            let mut scenario = scenario.clone();
            if let Some(price) = price_mut(&mut scenario, part) {
                edits.prices.insert(part, *price * (0.5 + 0.5 * self.share()));
            }
        }
        if self.below(3) == 0 {
            edits.target = Some(self.below(plan.stages.len()));
        }
        if self.below(3) == 0 {
            edits.horizon = Some(1 + self.below(plan.horizon_months as usize) as u32);
        }
        if self.below(3) == 0 {
            edits.hurdle = Some(1.0 + 2.0 * self.share());
        }
        edits
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

#[test]
fn the_workbook_of_a_portfolio_recalculates_to_our_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut read = ReadPortfolio::example();
    let file = |place: usize| read.portfolio.scenarios[place].clone();
    read.portfolio.needs = vec![(file(3), file(4))];
    read.portfolio.must = vec![file(0)];
    let evaluation = EvaluatedPortfolio::new(read, FutureOptions { count: 300, seed: 1 });
    let bytes = portfolio_workbook(&evaluation, Some("2026-11-28")).expect("a workbook");
    assert_eq!(bytes, portfolio_workbook(&evaluation, Some("2026-11-28")).expect("a workbook"), "the same bytes again");
    // As it was computed; the two that share a set-up; all; none.
    let choices = [evaluation.funded().to_vec(), vec![0, 1, 3], (0..10).collect(), Vec::new()];
    let paths: Vec<PathBuf> =
        (0..choices.len()).map(|place| folder.path().join(format!("choice{place}.xlsx"))).collect();
    for (path, chosen) in paths.iter().zip(&choices) {
        let bytes = portfolio_workbook_of(&evaluation, None, |place| chosen.contains(&place)).expect("a workbook");
        fs::write(path, bytes).expect("it is written");
    }
    if !recalculate(folder.path(), paths.iter()) {
        eprintln!("LibreOffice is missing: formulas are not recalculated here");
        return;
    }
    let budget = evaluation.portfolio.budget.expect("the example has one");
    let (candidates, rules) = (evaluation.candidates(), evaluation.rules());
    for (path, chosen) in paths.iter().zip(&choices) {
        let near = |found: &str, expected: f64, of: &str| {
            let found: f64 = found.parse().unwrap_or_else(|_| panic!("{chosen:?}, {of}: {found:?} is no number"));
            assert!(
                (found - expected).abs() <= NEAR * expected.abs().max(1.0),
                "{chosen:?}, {of}: {found}, not {expected}"
            );
        };
        let summary = sheet(path, "Summary");
        let peak = peak_funding(candidates, rules, chosen);
        near(&summary["Use cases funded"][1], chosen.len() as f64, "how many");
        near(&summary["Mean net present value"][1], npv(candidates, rules, chosen), "net present value");
        near(&summary["Tied up at most, in the mean of the futures"][1], peak, "peak funding");
        assert_eq!(summary["Within the budget"][1], if peak <= budget { "yes" } else { "no" });
        let is_same = chosen == evaluation.funded();
        assert_eq!(summary["Choice"][1], if is_same { "as computed" } else { "changed" });
        let broken = usize::from(!chosen.contains(&0))
            + usize::from(chosen.contains(&8))
            + usize::from(chosen.contains(&3) && !chosen.contains(&4));
        near(&summary["Rules that are broken"][1], broken as f64, "rules");
        let months = sheet(path, "Funding by month");
        let sums: Vec<f64> = (0..)
            .map_while(|month: u32| months.get(&month.to_string()))
            .map(|row| row[2].parse().expect("a sum"))
            .collect();
        assert_eq!(sums.len(), candidates.iter().map(|candidate| candidate.cash.len()).max().unwrap_or(0));
        for (month, sum) in sums.iter().enumerate() {
            let within = if -budget <= *sum { "yes" } else { "no" };
            assert_eq!(months[&month.to_string()][4], within, "{chosen:?}, month {month}");
        }
        near(&sums.iter().fold(0.0_f64, |peak, sum| peak.max(-sum)).to_string(), peak, "the lowest sum");
        if is_same {
            let joint =
                evaluation.choice.as_ref().ok().and_then(|choice| choice.joint.as_ref()).expect("some are funded");
            for (month, sum) in joint.cash.iter().zip(&sums) {
                assert!((month.mean - sum).abs() <= NEAR * budget, "month {}: {sum}, not {}", month.month, month.mean);
            }
        }
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
