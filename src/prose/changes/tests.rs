//! Every kind of edit, and what it is called.

use serde_json::{Value, json};

use super::{changes, first_changes};
use crate::reference::{PRESETS, Preset, alternatives};
use crate::scenario::{
    Basis, BasisKind, Commitment, Component, Decision, Estimate, EstimatePath, KillCriterion, Line, Metric,
    OutcomeField, Pricing, ReadinessItem, Scenario, StageField, StrategyTag, Tariff, path,
};

fn example() -> Scenario {
    Preset::by_key("support_assistant").unwrap().scenario()
}

/// What an edit of the example is called.
#[track_caller]
fn check(edit: impl FnOnce(&mut Scenario), expected: &[&str]) {
    check_from(|_| (), edit, expected);
}

/// What an edit of the example is called after another edit.
#[track_caller]
fn check_from(first: impl FnOnce(&mut Scenario), edit: impl FnOnce(&mut Scenario), expected: &[&str]) {
    let mut before = example();
    first(&mut before);
    let mut after = before.clone();
    edit(&mut after);
    let found: Vec<String> = changes(&before, &after).iter().map(|change| change.replace('\u{a0}', " ")).collect();
    assert_eq!(found, expected);
}

fn set(scenario: &mut Scenario, path: &str, change: impl FnOnce(Estimate) -> Estimate) {
    let estimate = scenario.estimate_mut(&path.into()).unwrap();
    *estimate = change(*estimate);
}

#[test]
fn levers_in_words() {
    let requests = EstimatePath::stage("Production", StageField::Requests).to_string();
    let grown = |factor: f64| move |estimate: Estimate| estimate.with_base(factor * estimate.base());
    check(|_| (), &[]);
    check(|scenario| set(scenario, &requests, grown(3.0)), &["Production’s requests 219,089 → 657,267 a month (3×)"]);
    check(
        |scenario| set(scenario, &requests, grown(0.75)),
        &["Production’s requests 219,089 → 164,317 a month (−25 %)"],
    );
    check(
        |scenario| set(scenario, &requests, |estimate| estimate.to_exact()),
        &["Production’s requests 219,089 with 8 in 10 from 120,000 to 400,000 → exactly 219,089 a month"],
    );
    check(|scenario| set(scenario, "outcome.success_rate", |_| Estimate::Exact(0.6)), &["Success rate 55 % → 60 %"]);
    check(
        |scenario| {
            let caching =
                |strategy: &&mut crate::scenario::Strategy| strategy.kind.tag() == StrategyTag::SemanticCaching;
            scenario.strategies.iter_mut().find(caching).unwrap().enabled = false;
        },
        &["Semantic caching switched off"],
    );
    check(
        |scenario| scenario.components.retain(|card| card.id != "compliance"),
        &["Card Audit, encryption and PII filter removed"],
    );
    check(
        |scenario| {
            let Pricing::Tokens { input, .. } = &mut scenario.models[0].pricing else { panic!("it is paid by tokens") };
            *input = 2.5;
        },
        &["Price of claude-sonnet-4-6: million input tokens $3.00 → $2.50"],
    );
    check(|scenario| scenario.currency = "EUR".to_owned(), &["Currency USD → EUR"]);
    check(|scenario| scenario.plan.target_stage = 1, &["Target Production → Pilot"]);
    check(|scenario| scenario.components.reverse(), &["Cards in another order"]);
    check(
        |scenario| {
            scenario.stages[1].name = "Trial".to_owned();
            scenario.rename_paths(&path::stage("Pilot"), "Trial");
        },
        &["Stage Pilot renamed Trial"],
    );
    check(
        |scenario| {
            let basis = &mut scenario.bases[&EstimatePath::Outcome(OutcomeField::SuccessRate)];
            basis.given_for = Some(Estimate::Exact(0.4));
        },
        &["Source of success rate is for another number"],
    );
    check(
        |scenario| {
            let before = scenario.clone();
            set(scenario, "outcome.success_rate", |_| Estimate::Exact(0.6));
            scenario.keep_evidence(&before);
        },
        &["Success rate 55 % → 60 %"],
    );
    check(|scenario| scenario.take_snapshot(3, "Calm".to_owned(), String::new()), &["Snapshot 3 ‘Calm’ added"]);
}

#[test]
fn terms_of_the_plan_in_words() {
    let commitment = |from_stage| Some(Commitment { from_stage, amount: Estimate::Exact(2000.0) });
    check(
        |scenario| scenario.plan.adoption = vec![(0, 0.0), (6, 0.4), (12, 1.0)],
        &["Adoption all from the start → 0 % in month 0, 40 % in month 6, 100 % from month 12 on"],
    );
    check(|scenario| scenario.plan.commitment = commitment(2), &["Commitment to a provider added"]);
    check_from(
        |scenario| scenario.plan.commitment = commitment(1),
        |scenario| scenario.plan.commitment = commitment(2),
        &["Commitment from Pilot → Production"],
    );
    check_from(
        |scenario| scenario.plan.commitment = commitment(1),
        |scenario| set(scenario, "plan.commitment.amount", |_| Estimate::Exact(3000.0)),
        &["Commitment, US dollars a month 2,000 → 3,000 (+50 %)"],
    );
    check_from(
        |scenario| scenario.plan.commitment = commitment(1),
        |scenario| scenario.plan.commitment = None,
        &["Commitment to a provider removed"],
    );
    let cases = [
        ("plan.discount", 0.1, "Discount on what is bought by the token 0 % → 10 %"),
        ("plan.drift", 0.05, "Drift of the bill for tokens a month 0 % → 5 %"),
        ("plan.value_trend", -0.1, "Value of an outcome, change a year 0 % → −10 %"),
    ];
    for (path, value, expected) in cases {
        check(|scenario| set(scenario, path, |_| Estimate::Exact(value)), &[expected]);
        let back = |scenario: &mut Scenario| set(scenario, path, |_| Estimate::Exact(0.0));
        let (what, way) = expected.rsplit_once(" 0 % → ").unwrap();
        let expected = format!("{what} {way} → 0 %");
        check_from(|scenario| set(scenario, path, |_| Estimate::Exact(value)), back, &[&expected]);
    }
}

#[test]
fn what_is_bought_instead_in_words() {
    let add = |scenario: &mut Scenario| {
        alternatives()[0].add_to(scenario);
        scenario.alternatives[0].name = "Seats".to_owned();
        scenario.rename_paths(&path::alternative(&alternatives()[0].alternative.name), "Seats");
    };
    let mut before = example();
    add(&mut before);
    let found = changes(&example(), &before);
    assert_eq!(found[0], "Alternative Seats added");
    check_from(
        add,
        |scenario| {
            scenario.alternatives.clear();
            scenario.forget_paths(&path::alternative("Seats"));
        },
        &["Alternative Seats removed"],
    );
    check_from(
        add,
        |scenario| {
            scenario.alternatives[0].name = "Licences".to_owned();
            scenario.rename_paths(&path::alternative("Seats"), "Licences");
        },
        &["Alternative Seats renamed Licences"],
    );
    let seat = "alternatives[\"Seats\"].components[\"licence\"].lines[\"Seat\"].price";
    check_from(
        add,
        |scenario| set(scenario, seat, |_| Estimate::Exact(20.0)),
        &["Seats, licence’s price per person who has it $30.00 → $20.00 (−33 %)"],
    );
    check_from(
        add,
        |scenario| scenario.alternatives[0].success_rate = Some(Estimate::Exact(0.4)),
        &["Seats: own success rate added"],
    );
    check_from(
        add,
        |scenario| scenario.alternatives[0].components[0].enabled = false,
        &["Seats, licence switched off"],
    );
    check_from(
        add,
        |scenario| {
            scenario.alternatives[0].components.remove(1);
        },
        &["Card of Seats: Training of the people removed"],
    );
}

#[test]
fn other_new_levers_in_words() {
    let criterion = KillCriterion { metric: Metric::Net, stage: 1, limit: 3.0, action: "stop".to_owned(), stop: false };
    check_from(
        |scenario| scenario.kill_criteria = vec![criterion.clone()],
        |scenario| scenario.kill_criteria[0].stop = true,
        &["Kill criterion net a month at Pilot stops the plan"],
    );
    let line = || Line::monthly("Tests".to_owned());
    let routing = |scenario: &Scenario| {
        let mut strategies = scenario.strategies.iter();
        strategies.position(|strategy| strategy.kind.tag() == StrategyTag::ModelRouting).unwrap()
    };
    check(
        |scenario| {
            let place = routing(scenario);
            scenario.strategies[place].rework.push(line());
        },
        &["Rework of Model routing: Tests added"],
    );
    check_from(
        |scenario| {
            let place = routing(scenario);
            scenario.strategies[place].rework.push(line());
        },
        |scenario| set(scenario, "strategies.ModelRouting.rework[\"Tests\"].price", |_| Estimate::Exact(900.0)),
        &["Model routing’s rework: cost a month $0 → $900"],
    );
    check(
        |scenario| scenario.components[0].repeat = Some(12),
        &["Knowledge retrieval: set-up again never → every 12 months"],
    );
    let meter = ("web search".to_owned(), Estimate::Exact(2.0));
    check(|scenario| scenario.workload.steps[1].meters.push(meter), &["Meter of answer: web search added"]);
    check(|scenario| scenario.workload.steps[1].turns = Estimate::Exact(4.0), &["Answer’s turns per loop 1 → 4 (4×)"]);
    check(|scenario| scenario.stages[1].users = Estimate::Exact(40.0), &["Pilot’s users 0 → 40"]);
}

#[test]
fn long_lists_end_in_a_count() {
    let list = ["a", "b", "c"].map(str::to_owned);
    assert_eq!(first_changes(&list, 3), "a; b; c");
    assert_eq!(first_changes(&list, 2), "a; b; and 1 more");
    assert_eq!(first_changes(&[], 2), "");
}

/// A small scenario that has something of every kind.
fn everything() -> Scenario {
    let mut scenario = example();
    let self_hosted = PRESETS.iter().map(Preset::scenario).find_map(|scenario| {
        let mut models = scenario.models.into_values();
        models.find(|model| matches!(model.pricing, Pricing::SelfHosted { .. }))
    });
    scenario.models.insert("own".to_owned(), self_hosted.expect("a preset hosts its own model"));
    scenario.components.truncate(2);
    // JSON has no infinity.
    scenario.components.iter_mut().for_each(|card| card.lines.retain(|line| line.tariff.price().is_some()));
    let lines: Vec<_> = scenario.components.iter().flat_map(|card: &Component| card.lines.clone()).collect();
    let tariffs = [
        Tariff::Graduated(vec![(1000.0, 0.2), (1e9, 0.1)]),
        Tariff::Step(500.0, Estimate::Exact(20.0)),
        Tariff::Power(100.0, Estimate::Exact(30.0), 0.7),
    ];
    for (place, tariff) in tariffs.into_iter().enumerate() {
        let line = crate::scenario::Line { name: format!("line {place}"), tariff, ..lines[0].clone() };
        scenario.components[0].lines.push(line);
    }
    let criterion = KillCriterion { metric: Metric::Net, stage: 1, limit: 3.0, action: "stop".to_owned(), stop: false };
    scenario.kill_criteria = vec![criterion];
    let item = "Budget alert".to_owned();
    scenario.readiness = vec![ReadinessItem { item, stage: 1, done: false, owner: String::new(), note: String::new() }];
    let paths = ["outcome.value", "outcome.success_rate"].map(EstimatePath::from);
    scenario.correlations = vec![(paths[0].clone(), paths[1].clone(), 0.5)];
    let [source, url, date] = ["a study", "https://example.org", "2026-01-01"].map(str::to_owned);
    let basis = Basis { kind: BasisKind::Measured, source, url, date, given_for: Some(Estimate::Exact(0.5)) };
    scenario.bases = [(paths[0].clone(), basis)].into_iter().collect();
    scenario.workshop.pins = paths.to_vec();
    scenario.decisions = vec![Decision { decision: "Go".to_owned(), ..Decision::default() }];
    scenario.take_snapshot(1, "First".to_owned(), "2026-11-24".to_owned());
    scenario.take_snapshot(5, "Second".to_owned(), "2026-11-24".to_owned());
    scenario
}

/// Every value of another kind than an object or a list, and every list, by JSON pointer.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    let below = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
    match value {
        // The plan of a snapshot is named as a whole.
        Value::Object(entries) if !at.ends_with("/scenario") => {
            entries.iter().for_each(|(key, value)| pointers(value, &below(key), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, item)| pointers(item, &below(&place.to_string()), found));
        }
        _ => {}
    }
}

/// What could stand in a value's place.
fn others(value: &Value) -> Vec<Value> {
    const WORDS: [&str; 7] = ["People", "Month", "Request", "OneWay", "Costly", "Ratio", "Benchmark"];
    match value {
        Value::Null => vec![json!(1.0), json!(1), json!({ "Exact": 0.5 })],
        Value::Bool(is_on) => vec![json!(!is_on)],
        Value::Number(number) if number.is_f64() => {
            vec![json!(number.as_f64().unwrap() * 1.25 + 0.125), json!(number.as_f64().unwrap() * (1.0 + 1e-9) + 1e-9)]
        }
        Value::Number(number) => vec![json!(number.as_u64().unwrap() + 1)],
        Value::String(text) => WORDS.iter().map(|word| json!(word)).chain([json!(format!("{text}!"))]).collect(),
        Value::Array(items) => {
            let without = |place: usize| [&items[..place], &items[place + 1..]].concat();
            let turned = items.iter().rev().cloned().collect();
            let twice = items.iter().chain(items.first()).cloned().collect();
            (0..items.len()).map(without).chain([turned, twice]).map(Value::Array).collect()
        }
        Value::Object(entries) => {
            let without = |gone: &String| {
                let mut less = entries.clone();
                less.shift_remove(gone);
                Value::Object(less)
            };
            entries.keys().map(without).collect()
        }
    }
}

#[test]
fn every_edit_of_every_field_has_a_name() {
    let before = everything();
    let whole = serde_json::to_value(&before).unwrap();
    assert_eq!(serde_json::from_value::<Scenario>(whole.clone()).unwrap(), before, "it can be written as JSON");
    let mut found = Vec::new();
    pointers(&whole, "", &mut found);
    let (mut edits, mut edited) = (0, std::collections::BTreeSet::new());
    for pointer in &found {
        for other in others(whole.pointer(pointer).unwrap()) {
            let mut changed = whole.clone();
            *changed.pointer_mut(pointer).unwrap() = other;
            let Ok(after) = serde_json::from_value::<Scenario>(changed) else { continue };
            if after == before {
                continue;
            }
            let said = changes(&before, &after);
            assert!(!said.is_empty(), "{pointer} has changed");
            assert!(!said.iter().any(|change| change.contains("no name")), "{pointer}: {said:?}");
            edits += 1;
            edited.insert(pointer);
        }
    }
    let is_leaf = |pointer: &&String| !matches!(whole.pointer(pointer), Some(Value::Object(_) | Value::Array(_)));
    let untouched: Vec<&String> = found.iter().filter(is_leaf).filter(|leaf| !edited.contains(leaf)).collect();
    assert!(untouched.is_empty(), "{untouched:?} of {edits} edits");
}

#[test]
fn scenarios_that_differ_have_changes() {
    let presets: Vec<Scenario> = PRESETS.iter().map(Preset::scenario).collect();
    for before in &presets {
        for after in &presets {
            let said = changes(before, after);
            assert_eq!(said.is_empty(), before == after, "{} to {}", before.name, after.name);
            assert!(said.iter().all(|change| !change.is_empty()));
        }
    }
}
