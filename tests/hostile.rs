//! Files that nobody meant well with: a clear error or a scenario, in bounded time and memory, and never a panic.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use breakeven::codec::parse_scenario;
use breakeven::economics::{Plan, Results};
use breakeven::files::{open_scenario, write_scenario};
use breakeven::reference::{PRESETS, Preset, parse_card};
use breakeven::scenario::{Estimate, EstimatePath, Scenario, Stage, StageField};
use breakeven::uncertainty::Simulation;

/// What a scenario text may take, in a build that is not optimised, on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(20);

/// Opens and computes a text as the window would, and gives its error.
#[track_caller]
fn survive(text: &str) -> Result<Scenario, String> {
    let begun = Instant::now();
    let scenario = parse_scenario(text).map_err(|error| error.to_string());
    if let Ok(scenario) = &scenario {
        let written = write_scenario(scenario);
        assert_eq!(write_scenario(&parse_scenario(&written).expect("it was written")), written);
        if let Ok(plan) = Plan::new(scenario) {
            let results = Results::of(&plan);
            assert!(results.months.npv.is_finite());
            assert!(results.stages.iter().all(|stage| stage.planned.net.is_finite()));
            Simulation::new(16, 1).of(&plan, &results);
        }
    }
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
    scenario
}

fn example() -> String {
    write_scenario(&Preset::by_key("article_baseline").expect("a preset").scenario())
}

#[track_caller]
fn replaced(old: &str, new: &str) -> String {
    let text = example();
    assert!(text.contains(old), "the example has {old}");
    text.replacen(old, new, 1)
}

#[test]
fn what_fuzzing_found_is_survived() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile");
    let files = fs::read_dir(folder).into_iter().flatten().map(|file| file.expect("a file").path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "ron")).collect();
    files.sort();
    for path in files {
        let text = fs::read_to_string(&path).expect("a text");
        println!("{}", path.display());
        let _ = survive(&text);
        let _ = parse_card(&text).map(|card| card.add_to(&mut PRESETS[0].scenario()));
    }
}

#[test]
fn what_nests_too_deeply_is_refused() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("Some(", ")"), ("(a:", ")"), ("{1:", "}"), ("/*", "*/")]
    {
        for depth in [100, 200_000] {
            for start in ["(schema: 1, notes: ", "(schema: 1, other: ", ""] {
                let text = format!("{start}{}{}", open.repeat(depth), close.repeat(depth));
                survive(&text).expect_err("this is no scenario");
                parse_card(&text).expect_err("this is no card");
            }
        }
    }
}

#[test]
fn numbers_beyond_reason_are_said() {
    for (old, new, words) in [
        ("schema: 3", "schema: 4294967296", "made by a newer version"),
        ("schema: 3", "schema: 99999999999999999999999999", "line 2"),
        ("schema: 3", "schema: -1", "line 2"),
        ("target_stage: ", "target_stage: 99999999999999999999", "line"),
        ("horizon_months: ", "horizon_months: 9", "line"),
        ("growth: Exact(", "growth: Exact(1e99999) //", "line"),
    ] {
        let said = match survive(&replaced(old, new)) {
            Err(message) => message,
            Ok(scenario) => {
                let problems: Vec<String> = scenario.check().iter().map(ToString::to_string).collect();
                format!("line {}", problems.join("\n"))
            }
        };
        assert!(said.contains(words), "{new}: {said}");
    }
    for number in ["NaN", "inf", "-inf", "1e400", "-1e400", "1e308", "5e-324", "-0.0", "18446744073709551616.0"] {
        for field in ["usd_rate", "error_cost", "growth", "build_cost"] {
            let text = example();
            let start = text.find(&format!("{field}: ")).expect("it is there");
            let end = start + text[start..].find('\n').expect("a line");
            let mangled = format!("{}{field}: Exact({number}),{}", &text[..start], &text[end..]);
            let _ = survive(&mangled);
        }
    }
}

#[test]
fn files_without_end_and_files_of_gigabytes_are_refused_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let large = folder.path().join("large.ron");
    fs::File::create(&large).and_then(|file| file.set_len(4 << 30)).expect("a file with a hole in it");
    let mut files = vec![(large, "more than 16 MB")];
    if cfg!(unix) {
        files.push(("/dev/zero".into(), "this is a device, not a file"));
    }
    for (file, words) in files {
        let begun = Instant::now();
        let message = open_scenario(&file).expect_err("this is no scenario").to_string();
        assert!(message.contains(words), "{message}");
        assert!(begun.elapsed() < PATIENCE);
    }
}

/// The support assistant with so many more cards.
fn with_cards(count: usize) -> String {
    let mut scenario = Preset::by_key("support_assistant").expect("it is there").scenario();
    let cards = scenario.components.clone();
    for number in 0..count {
        let mut card = cards[number % cards.len()].clone();
        card.id = format!("{}-{number}", card.id);
        scenario.components.push(card);
    }
    write_scenario(&scenario)
}

#[test]
fn many_cards_are_computed_and_thousands_are_said_to_be_too_many() {
    for count in [40, 1_000] {
        let scenario = survive(&with_cards(count)).expect("a large scenario is a scenario");
        assert_eq!(scenario.check(), vec![]);
    }
    let mut scenario = survive(&with_cards(2_000)).expect("it opens, to be mended");
    let problems = scenario.check();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].message.contains("estimates, more than the 5,000 that can be computed"), "{}", problems[0]);
    scenario.components.truncate(1_000);
    for card in &mut scenario.components {
        card.setup_cost = Estimate::Range { p10: 1.0, p90: 2.0 };
        card.lines.iter_mut().flat_map(|line| &mut line.factors).for_each(|(_, factor)| {
            *factor = Estimate::Range { p10: 1.0, p90: 2.0 };
        });
    }
    let problems = scenario.check();
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].message.contains("uncertain estimates, more than the 2,000"), "{}", problems[0]);
}

#[test]
fn stages_and_correlations_without_end_are_said() {
    let mut scenario = Preset::by_key("support_assistant").expect("it is there").scenario();
    let (stage, last) = (scenario.stages[2].clone(), scenario.stages.len());
    for number in last..1_000 {
        let requests = Estimate::Exact(1e6 + number as f64);
        scenario.stages.push(Stage { name: number.to_string(), requests, month: 6, ..stage.clone() });
    }
    let context = |stage: &Stage| EstimatePath::stage(&stage.name, StageField::Context);
    let correlated = |pair: &[Stage]| (context(&pair[0]), context(&pair[1]), 0.9);
    scenario.correlations = scenario.stages.windows(2).map(correlated).collect();
    let scenario = survive(&write_scenario(&scenario)).expect("it opens, to be mended");
    let paths: Vec<String> = scenario.check().into_iter().map(|problem| problem.path).collect();
    assert!(["components", "stages", "correlations"].iter().all(|path| paths.iter().any(|at| at == path)), "{paths:?}");
}

#[test]
fn what_the_third_schema_can_be_told_is_survived() {
    let alternatives = |count: usize| {
        let each = (0..count).map(|number| format!("(name: \"{number}\", setup_cost: Exact(1e15), components: [])"));
        format!("alternatives: [{}], workload: (", each.collect::<Vec<_>>().join(", "))
    };
    let step = |fields: &str| format!("{fields}, routable: ");
    let terms = |fields: &str| format!("{fields}, horizon_months: ");
    // What stands in the example, what stands there instead, and a part of what is said; empty where it is a plan.
    let rows: &[(&str, String, &str)] = &[
        (
            "error_cost: ",
            "error_cost: Spread(p50: 1e-9, p90: 1e15, seen: 1.0), //".to_owned(),
            "average more than 1e15",
        ),
        ("error_cost: ", "error_cost: Spread(p50: 1.0, p90: 1.0, seen: 1e15), //".to_owned(), ""),
        ("error_cost: ", "error_cost: Spread(p50: 1.0, p90: 2.0, seen: NaN), //".to_owned(), "a log of NaN requests"),
        ("error_cost: ", "error_cost: Spread(p50: NaN, p90: inf, seen: inf), //".to_owned(), "not a number"),
        ("routable: ", step("turns: Exact(1e15)"), "outgrow every bill"),
        ("routable: ", step("turns: Exact(1e6), turns_cv: Exact(1e15)"), "outgrow every bill"),
        ("routable: ", step("turns: Exact(1e6), carried: Exact(1.0), turns_cv: Exact(1e2)"), ""),
        ("routable: ", step("length_sigma: Exact(1e15)"), ""),
        ("routable: ", step("meters: [(\"\", Exact(1e15)), (\"=1+1\", Exact(1.0)), (\"\\\"]\", Exact(1.0))]"), ""),
        ("routable: ", step("meters: [(\"a\\nb\", Exact(1.0))]"), "a name holds a line break"),
        ("routable: ", step("meters: [(\"a\\u{202e}b\", Exact(1.0))]"), "turns the direction of a text around"),
        ("workload: (", alternatives(20), ""),
        ("workload: (", alternatives(1_000), "1,000 alternatives, more than the 20"),
        ("horizon_months: ", terms("adoption: [(4294967295, 1.0), (4294967295, 0.0)]"), ""),
        ("horizon_months: ", terms("drift: Exact(1e15)"), "drift is per month"),
        (
            "horizon_months: ",
            terms("commitment: Some((from_stage: 18446744073709551615, amount: Exact(1.0)))"),
            "no stage",
        ),
        ("horizon_months: ", terms("commitment: Some((from_stage: 0, amount: Exact(1e15)))"), ""),
    ];
    for (old, new, words) in rows {
        let said = match survive(&replaced(old, new)) {
            Err(message) => message,
            Ok(scenario) => scenario.check().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        };
        let is_plan = words.is_empty();
        assert!(if is_plan { said.is_empty() } else { said.contains(words) }, "{new}: {said}");
    }
}

#[test]
fn a_cut_file_is_refused_wherever_it_is_cut() {
    let text = example();
    for end in (0..text.len()).step_by(17).filter(|&end| text.is_char_boundary(end)) {
        assert!(parse_scenario(&text[..end]).is_err(), "cut at {end}");
    }
}
