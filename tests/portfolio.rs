//! Portfolios: read where their scenarios are, computed in futures that they share, and added up.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use breakeven::economics::Results;
use breakeven::files::{FileError, write_scenario};
use breakeven::portfolio::{
    EvaluatedPortfolio, FutureOptions, GateEntry, GateKind, JointFutures, LeftOut, NeverBuild, Portfolio,
    PortfolioError, ReadPortfolio, UseCase,
};
use breakeven::reference::Preset;
use breakeven::scenario::{Estimate, EstimatePath, OutcomeField, Scenario};
use breakeven::uncertainty::Simulation;

const EXAMPLE: &str = "presets/portfolios/ten_use_cases.portfolio.ron";

const FEW: FutureOptions = FutureOptions { count: 500, seed: 1 };

fn preset(key: &str) -> Scenario {
    Preset::by_key(key).expect("it is bundled").scenario()
}

/// A portfolio of some scenarios, by name.
fn computed(portfolio: &Portfolio, scenarios: &[(&str, Scenario)]) -> Vec<Arc<UseCase>> {
    let scenarios: Vec<(String, Scenario)> =
        scenarios.iter().map(|(file, scenario)| ((*file).to_owned(), scenario.clone())).collect();
    UseCase::all(portfolio, &scenarios, FEW, |_, _| None)
        .into_iter()
        .map(|use_case| use_case.expect("it computes"))
        .collect()
}

fn named(files: &[&str]) -> Portfolio {
    Portfolio::of("Test".to_owned(), files.iter().map(|file| (*file).to_owned()).collect())
}

/// Pearson's correlation of two columns.
fn correlation(one: &[f64], other: &[f64]) -> f64 {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let (first, second) = (mean(one), mean(other));
    let sum = |of: &dyn Fn(f64, f64) -> f64| {
        one.iter().zip(other).map(|(one, other)| of(one - first, other - second)).sum::<f64>()
    };
    sum(&|one, other| one * other) / (sum(&|one, _| one * one) * sum(&|_, other| other * other)).sqrt()
}

#[test]
fn the_example_is_read_checked_and_written_as_it_is() {
    let read = ReadPortfolio::open(Path::new(EXAMPLE)).expect("it is an example");
    assert_eq!((read.scenarios.len(), read.left_out.len()), (10, 0), "{:?}", read.left_out);
    assert_eq!(read.portfolio.check(), []);
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("copy.portfolio.ron");
    read.portfolio.save(&path, breakeven::files::Replace::Nothing).expect("there is none yet");
    assert_eq!(Portfolio::open(&path).expect("it was written so"), read.portfolio);
}

/// Each scenario has luck of its own: two files with the same text are two use cases.
#[test]
fn use_cases_are_independent_but_for_what_they_share() {
    let scenario = preset("support_assistant");
    let files = ["a.ron", "b.ron"];
    let two = [(files[0], scenario.clone()), (files[1], scenario.clone())];
    let apart = computed(&named(&files), &two);
    assert_ne!(apart[0].npv, apart[1].npv);
    // Value drives both; without a shared estimate that luck is each one's own.
    assert!(correlation(&apart[0].npv, &apart[1].npv).abs() < 0.15);
    let value = EstimatePath::Outcome(OutcomeField::Value).to_string();
    let estimates = files.map(|file| format!("{file}#{value}")).to_vec();
    let portfolio = Portfolio { shared: vec![("worth".to_owned(), estimates)], ..named(&files) };
    let shared = computed(&portfolio, &two);
    assert!(0.1 < correlation(&shared[0].npv, &shared[1].npv));
    // All shared, they are one and the same.
    let everything = scenario.fields().into_iter().map(|field| {
        let path = field.path.to_string();
        (path.clone(), files.map(|file| format!("{file}#{path}")).to_vec())
    });
    let portfolio = Portfolio { shared: everything.collect(), ..named(&files) };
    assert_eq!(portfolio.check(), []);
    let same = computed(&portfolio, &two);
    assert_eq!(same[0].npv, same[1].npv);
    // The order of the files changes nothing.
    let reversed = computed(&named(&[files[1], files[0]]), &[two[1].clone(), two[0].clone()]);
    assert_eq!((&reversed[1].npv, &reversed[0].npv), (&apart[0].npv, &apart[1].npv));
}

#[test]
fn joint_futures_are_sums_of_paths() {
    let keys = ["support_assistant", "coding_agent", "research_agent"];
    let scenarios: Vec<(&str, Scenario)> = keys.iter().map(|key| (*key, preset(key))).collect();
    let use_cases = computed(&named(&keys), &scenarios);
    let all: Vec<&UseCase> = use_cases.iter().map(|use_case| &**use_case).collect();
    let joint = JointFutures::of(&all, Some(1e5));
    for future in [0, 17, 499] {
        let sum: f64 = use_cases.iter().map(|use_case| use_case.npv[future]).sum();
        assert!((joint.npv[future] - sum).abs() < 1e-9 * sum.abs());
    }
    let mean: f64 = use_cases.iter().map(|use_case| use_case.mean_npv()).sum();
    assert!((joint.mean_npv - mean).abs() < 1e-9 * mean.abs());
    // One alone is what its plan says, drawn so.
    let alone = JointFutures::of(&all[..1], None);
    let results = Results::of(&use_cases[0].plan);
    let mut simulation = Simulation::of_use_case(FEW.count, FEW.seed, keys[0], &[]);
    let futures = simulation.of(&use_cases[0].plan, &results);
    let band = &futures.cash.band;
    assert_eq!(alone.npv, futures.cash.npv);
    for (joint, own) in alone.cash.iter().zip(band) {
        assert!((joint.p10 - own.p10).abs() < 1e-6 * own.p10.abs().max(1.0), "month {}", joint.month);
    }
    // Deepest together is at most as deep as each by itself.
    let apart: f64 = all.iter().map(|one| JointFutures::of(&[one], None).peak_funding.p50).sum();
    assert!(joint.peak_funding.p50 <= apart);
    assert!(joint.exceeds_budget.is_some() && alone.exceeds_budget.is_none());
}

/// Euros are added up as dollars, at the rate that the scenario draws.
#[test]
fn other_currencies_are_converted() {
    let scenario = preset("document_extraction");
    let dollars = computed(&named(&["d.ron"]), &[("d.ron", scenario.clone())]);
    let rate = scenario.usd_rate.base();
    assert!((dollars[0].rate - 1.0 / rate).abs() < 1e-12);
    let euros = Portfolio { currency: "EUR".to_owned(), ..named(&["d.ron"]) };
    let own = computed(&euros, &[("d.ron", scenario.clone())]);
    let ratios: Vec<f64> = dollars[0].npv.iter().zip(&own[0].npv).map(|(dollars, euros)| euros / dollars).collect();
    let (least, most) = (ratios.iter().copied().fold(f64::MAX, f64::min), ratios.iter().copied().fold(0.0, f64::max));
    assert!(0.81 < least && least < 0.85 && 0.9 < most && most < 0.95, "{least} to {most}");
    let mut fixed = scenario.clone();
    fixed.usd_rate = Estimate::Exact(2.0);
    let halved = computed(&named(&["d.ron"]), &[("d.ron", fixed.clone())]);
    let whole = computed(&euros, &[("d.ron", fixed)]);
    assert!((halved[0].mean_npv() * 2.0 - whole[0].mean_npv()).abs() < 1e-6 * whole[0].mean_npv().abs());
    // What a dollar is worth in pounds nobody has said.
    let pounds = Portfolio { currency: "GBP".to_owned(), ..named(&["d.ron"]) };
    let none = UseCase::new(&pounds, "d.ron", scenario, FEW).expect_err("it cannot be converted");
    assert!(none.reason.contains("it is in EUR, and the portfolio in GBP"), "{}", none.reason);
}

#[test]
fn a_shared_set_up_is_paid_once_and_by_the_first() {
    let (search, support) = (preset("enterprise_search"), preset("support_assistant"));
    let paths = ["search.ron#components[\"vector-db\"].setup_cost", "support.ron#components[\"rag\"].setup_cost"];
    let portfolio = Portfolio {
        shared_setup: vec![("index".to_owned(), paths.map(str::to_owned).to_vec())],
        ..named(&["search.ron", "support.ron"])
    };
    assert_eq!(portfolio.check(), []);
    let use_cases = computed(&portfolio, &[("search.ron", search), ("support.ron", support)]);
    let all: Vec<&UseCase> = use_cases.iter().map(|use_case| &**use_case).collect();
    let apart: f64 = use_cases.iter().map(|use_case| use_case.mean_npv()).sum();
    let joint = JointFutures::of(&all, None);
    // The assistant saves its own 6,000, paid in the month in which its pilot begins.
    let saved = joint.mean_npv - apart;
    assert!(5_500.0 < saved && saved < 6_000.0, "{saved}");
    assert!(
        (joint.cash.last().expect("there are months").mean
            - all
                .iter()
                .map(|one| JointFutures::of(&[one], None).cash.last().expect("there are months").mean)
                .sum::<f64>()
            - 6_000.0)
            .abs()
            < 1.0
    );
    assert!((JointFutures::of(&all[1..], None).mean_npv - use_cases[1].mean_npv()).abs() < 1e-9);
}

#[test]
fn money_pits_are_never_to_be_built() {
    let keys = ["broken_economics", "support_assistant", "voice_assistant"];
    let scenarios: Vec<(&str, Scenario)> = keys.iter().map(|key| (*key, preset(key))).collect();
    let use_cases = computed(&named(&keys), &scenarios);
    assert!(use_cases[0].never_build.contains(&NeverBuild::LosesAtEveryVolume), "{:?}", use_cases[0].never_build);
    assert_eq!(use_cases[1].never_build, []);
    // People without it, or with another product, are better off.
    let another = |reason: &NeverBuild| matches!(reason, NeverBuild::AnotherIsBetter(chance) if 0.8 <= chance.share);
    assert!(matches!(&*use_cases[2].never_build, [reason] if another(reason)), "{:?}", use_cases[2].never_build);
}

#[test]
fn gates_list_what_stands_before_each_stage() {
    let use_cases = computed(&named(&["a.ron"]), &[("a.ron", preset("support_assistant"))]);
    let gates = GateEntry::all(&use_cases, &[0]);
    assert!(gates.is_sorted_by_key(|entry| entry.month));
    let has = |kind, what: &str| gates.iter().any(|entry| entry.kind == kind && entry.what.contains(what));
    assert!(has(GateKind::Decision, "Audit, encryption and PII filter"));
    assert!(has(GateKind::Readiness, "Audit log with retention agreed"));
    assert!(has(GateKind::KillCriterion, "must not be above"));
    let audit = gates.iter().find(|entry| entry.what.starts_with("Audit log")).expect("it is listed");
    assert_eq!((audit.owner.as_str(), audit.month, audit.is_met), ("Compliance", 6, false));
}

/// What is missing, broken, newer, listed twice or leads elsewhere is said; the rest is computed.
#[test]
fn what_cannot_be_read_is_listed_with_its_reason() {
    let outside = tempfile::tempdir().expect("a folder for this test");
    let folder = tempfile::tempdir().expect("a folder for this test");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("it can be written");
    let text = write_scenario(&preset("support_assistant"));
    write("good.ron", &text);
    write("broken.ron", "(schema: 3, name: \"half");
    write("newer.ron", &text.replacen("schema: 3", "schema: 99", 1));
    write("text.ron", "apples and pears");
    write("other.portfolio.ron", "(portfolio: 1, name: \"x\", scenarios: [\"other.portfolio.ron\"])");
    let secret = outside.path().join("secret.ron");
    fs::write(&secret, &text).expect("it can be written");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&secret, folder.path().join("link.ron")).expect("links are known");
    #[cfg(not(unix))]
    write("link.ron", "no link");
    let files = [
        "good.ron",
        "missing.ron",
        "broken.ron",
        "newer.ron",
        "text.ron",
        "./good.ron",
        "other.portfolio.ron",
        "link.ron",
        "..",
    ];
    let read = ReadPortfolio::within(named(&files), folder.path());
    assert_eq!(read.scenarios.iter().map(|(file, _)| file.as_str()).collect::<Vec<_>>(), ["good.ron"]);
    let reasons: Vec<(&str, &str)> =
        read.left_out.iter().map(|LeftOut { file, reason }| (file.as_str(), reason.as_str())).collect();
    for (file, words) in [
        ("missing.ron", "there is no such file"),
        ("broken.ron", "line 1"),
        ("newer.ron", "made by a newer version of Breakeven"),
        ("text.ron", "line 1"),
        ("./good.ron", "listed already"),
        ("other.portfolio.ron", "it is a portfolio"),
        ("link.ron", if cfg!(unix) { "a link that leads out of the folder" } else { "line 1" }),
        ("..", "this is a folder, not a file"),
    ] {
        let reason = reasons.iter().find(|(other, _)| *other == file).unwrap_or_else(|| panic!("{file} is missing")).1;
        assert!(reason.contains(words), "{file}: {reason}");
    }
    // One that was written on Windows names folders its way.
    fs::create_dir(folder.path().join("team")).expect("a folder");
    write("team/chat.ron", &text);
    let read = ReadPortfolio::within(named(&["team\\chat.ron", "..\\chat.ron"]), folder.path());
    assert_eq!(read.scenarios.iter().map(|(file, _)| file.as_str()).collect::<Vec<_>>(), ["team\\chat.ron"]);
    assert_eq!(read.left_out[0].reason, "there is no such file");
    // A folder is a portfolio of what is in it.
    let read = ReadPortfolio::open(folder.path()).expect("there are scenarios");
    assert_eq!(read.portfolio.scenarios, ["broken.ron", "good.ron", "link.ron", "newer.ron", "text.ron"]);
    assert_eq!(read.scenarios.len(), 1);
    let empty = tempfile::tempdir().expect("a folder for this test");
    assert!(matches!(ReadPortfolio::open(empty.path()), Err(PortfolioError::NothingIn(_))));
}

#[test]
fn hostile_portfolios_are_refused_in_words() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("many.portfolio.ron");
    let many: Vec<String> = (0..5_000).map(|number| format!("missing_{number}.ron")).collect();
    Portfolio::of("Many".to_owned(), many).save(&path, breakeven::files::Replace::Nothing).expect("it can be written");
    let error = ReadPortfolio::open(&path).expect_err("there are too many");
    assert!(error.to_string().contains("lists 5000 scenarios: at most 500"), "{error}");
    fs::write(&path, vec![b' '; 17 << 20]).expect("it can be written");
    let error = ReadPortfolio::open(&path).expect_err("it is too large");
    assert!(matches!(error, PortfolioError::File(FileError::TooLarge { .. })), "{error}");
    fs::write(&path, "(portfolio: 7, name: \"x\", scenarios: [])").expect("it can be written");
    let error = ReadPortfolio::open(&path).expect_err("it is newer").to_string();
    assert!(error.contains("schema 7; this one reads up to 1"), "{error}");
    let portfolio = Portfolio {
        budget: Some(-5.0),
        usd_rate: f64::NAN,
        start: "2027-13".to_owned(),
        must: vec!["gone.ron".to_owned()],
        needs: vec![("a.ron".to_owned(), "gone.ron".to_owned())],
        shared: vec![("x".to_owned(), vec!["a.ron".to_owned(), "a.ron#nothing".to_owned()])],
        ..named(&["a.ron"])
    };
    let places: Vec<String> = portfolio.check().into_iter().map(|problem| problem.path).collect();
    let expected = ["budget", "usd_rate", "start", "must[0]", "needs[0]", "shared[0].1[0]", "shared[0].1[1]"];
    assert_eq!(places, expected);
}

/// More money never leads to less, what is never to be built is never funded, and what must be is, or it is said why not.
#[test]
fn a_larger_budget_is_never_worth_less() {
    let read = ReadPortfolio::example();
    let mut evaluation = EvaluatedPortfolio::new(read, FutureOptions { count: 200, seed: 1 });
    let never: Vec<usize> = (0..10).filter(|place| !evaluation.use_cases[*place].never_build.is_empty()).collect();
    assert!(!never.is_empty());
    let mut before = 0.0;
    for budget in [1e3, 5e4, 1e5, 1.01e5, 2e5, 4e5, 8e5, 1.6e6, f64::MAX] {
        evaluation.portfolio.budget = Some(budget);
        evaluation.decide();
        let choice = evaluation.choice.as_ref().expect("nothing is a choice, too");
        assert!(before <= choice.funded.npv, "{} of {budget}, {before} of less", choice.funded.npv);
        assert!(choice.funded.is_exact() && choice.funded.peak_funding <= budget);
        assert!(never.iter().all(|place| !choice.funded.chosen.contains(place)));
        if let Some(joint) = &choice.joint {
            assert_eq!(*joint, evaluation.joint(&choice.funded.chosen), "as if it had been computed anew");
            assert!((joint.mean_npv - choice.funded.npv).abs() < 1e-6 * choice.funded.npv.abs());
            assert!((joint.mean_peak_funding() - choice.funded.peak_funding).abs() < 1e-3);
        }
        before = choice.funded.npv;
    }
    let (support, voice) = (&evaluation.use_cases[0].file, &evaluation.use_cases[never[0]].file);
    (evaluation.portfolio.must, evaluation.portfolio.budget) = (vec![support.clone()], Some(5e4));
    let voice = voice.clone();
    evaluation.decide();
    assert_eq!(evaluation.funded(), [0]);
    evaluation.portfolio.must.push(voice);
    evaluation.decide();
    assert!(evaluation.choice.is_err() && evaluation.funded().is_empty());
}

/// Only scenarios that have changed are computed again, and nothing differs from computing all of them.
#[test]
fn what_has_not_changed_is_not_computed_again() {
    let options = FutureOptions { count: 200, seed: 1 };
    let first = EvaluatedPortfolio::new(ReadPortfolio::example(), options);
    let mut read = ReadPortfolio::example();
    read.scenarios[3].1.outcome.value = Estimate::Exact(80.0);
    let after = EvaluatedPortfolio::after(read.clone(), options, Some(&first));
    let again = EvaluatedPortfolio::new(read, options);
    for (place, (one, other)) in after.use_cases.iter().zip(&first.use_cases).enumerate() {
        assert_eq!(Arc::ptr_eq(one, other), place != 3);
        assert_eq!(one.npv, again.use_cases[place].npv);
    }
    assert_eq!(after.choice, again.choice);
}

/// What stands in the way of the whole is said of the whole; what is wrong with one use case leaves that one out.
#[test]
fn one_use_case_does_not_spoil_the_others() {
    let options = FutureOptions { count: 100, seed: 1 };
    let evaluated = |change: &dyn Fn(&mut ReadPortfolio)| {
        let mut read = ReadPortfolio::example();
        change(&mut read);
        EvaluatedPortfolio::new(read, options)
    };
    let reason = |evaluation: &EvaluatedPortfolio, place: usize| {
        let file = &evaluation.portfolio.scenarios[place];
        let left_out = evaluation.left_out.iter().find(|left_out| left_out.file == *file);
        left_out.expect("it is left out").reason.clone()
    };
    // A horizon that nobody can compute takes no futures from the others.
    let endless = evaluated(&|read| read.scenarios[0].1.plan.horizon_months = u32::MAX);
    assert_eq!((endless.options.count, endless.use_cases.len()), (100, 9));
    // A dollar that is worth nothing, or nobody knows what.
    let worthless = evaluated(&|read| read.scenarios[2].1.usd_rate = Estimate::Exact(0.0));
    assert!(worthless.choice.is_ok());
    assert!(reason(&worthless, 2).contains("usd_rate"), "{}", reason(&worthless, 2));
    let unsaid = evaluated(&|read| read.scenarios[2].1.usd_rate = Estimate::Exact(1.0));
    assert!(reason(&unsaid, 2).contains("what a dollar is worth in EUR"), "{}", reason(&unsaid, 2));
    // One that must be funded, or is needed, and is not there.
    let missing = evaluated(&|read| {
        let (file, _) = read.scenarios.remove(1);
        read.portfolio.must = vec![file];
    });
    let must = missing.choice.as_ref().expect_err("it is not there").to_string();
    assert!(must.starts_with("../enterprise_search.ron must be funded"), "{must}");
    assert_eq!(missing.frontier(), Err(missing.choice.expect_err("it is not there")));
    let needed = evaluated(&|read| {
        let (file, _) = read.scenarios.remove(1);
        let first = read.portfolio.scenarios[0].clone();
        read.portfolio.needs = vec![(first.clone(), file)];
        read.portfolio.must = vec![first];
    });
    assert!(needed.choice.expect_err("it needs one that is not there").to_string().contains("enterprise_search.ron"));
    // Only what is paid once is paid once.
    let portfolio = Portfolio {
        currency: "dollars".to_owned(),
        start: "2027-+1".to_owned(),
        shared_setup: vec![("x".to_owned(), vec!["a.ron#outcome.value".to_owned()])],
        ..named(&["a.ron"])
    };
    let places: Vec<String> = portfolio.check().into_iter().map(|problem| problem.path).collect();
    assert_eq!(places, ["currency", "start", "shared_setup[0].1[0]"]);
}
