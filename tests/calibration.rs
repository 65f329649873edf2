//! A plan held against usage whose causes are known: each is found, the parts of the bill add up, and a plan that has adopted
//! what was measured costs what was paid.

use breakeven::calibration::{
    Assumed, BillDifference, Calibration, Cause, Position, Unplanned, UsageContext, Why, adopt, kept_usage,
};
use breakeven::charts::{ChartKind, actuals_chart, bill_chart};
use breakeven::codec::parse_scenario;
use breakeven::economics::{ModelMonth, Plan, Results};
use breakeven::export::{WorkbookContent, report, results_json, workbook};
use breakeven::files::write_scenario;
use breakeven::prose::ResultsInput;
use breakeven::reference::Preset;
use breakeven::scenario::{BasisKind, Estimate, EstimatePath, Scenario, StageField, StepField, StrategyTag};
use breakeven::uncertainty::Simulation;
use breakeven::usage::{Currency, Day, RowKey, Sums, UsageDigest, read_usage};

/// Production is the third stage of the support assistant.
const STAGE: usize = 2;

/// The first of October 2026, in days since 1970.
const OCTOBER: i32 = 20_727;

/// A plan with two steps that each have a model of their own, both priced by the token, with a cache of prefixes.
fn plan() -> Scenario {
    let mut scenario = Preset::by_key("support_assistant").expect("it is bundled").scenario();
    scenario.workload.fallback_model = None;
    scenario.strategies.retain(|strategy| strategy.kind.tag() == StrategyTag::PrefixCaching);
    scenario
}

/// What October differs from the plan by: factors on what was planned.
#[derive(Clone, Copy)]
struct World {
    volume: f64,
    calls: f64,
    tokens: f64,
    price: f64,
    /// Calls that failed and were made again, per call that did not.
    retries: f64,
    /// Share of the second model's calls that went to the first instead.
    moved: f64,
    /// Share of input read from caches.
    cached: f64,
}

/// As planned, but for caches, which the plan keeps warm by its traffic.
fn as_planned(scenario: &Scenario) -> World {
    let retries = scenario.stages[STAGE].retry_rate.base();
    World { volume: 1.0, calls: 1.0, tokens: 1.0, price: 1.0, retries, moved: 0.0, cached: 0.0 }
}

/// A digest of thirty-one equal days of such a world, and what it cost.
fn october(scenario: &Scenario, world: World) -> (UsageDigest, f64) {
    let plan = Plan::new(scenario).expect("the preset computes");
    let planned = ModelMonth::planned(&plan, STAGE, None);
    let mut digest = UsageDigest::default();
    const DAY: i64 = 86_400_000_000;
    digest.span = Some((i64::from(OCTOBER) * DAY, i64::from(OCTOBER + 31) * DAY));
    let mut calls: Vec<f64> = planned
        .models
        .iter()
        .map(|model| model.calls / planned.tries * (1.0 + world.retries) * world.volume * world.calls)
        .collect();
    let moved = calls[1] * world.moved;
    calls[0] += moved;
    calls[1] -= moved;
    let mut cost = 0.0;
    for day in OCTOBER..OCTOBER + 31 {
        let mut requests = Some((planned.total.inferred * world.volume / 31.0).round() as u64);
        for ((model, own), calls) in scenario.models.values().zip(&planned.models).zip(&calls) {
            let breakeven::scenario::Pricing::Tokens { input, output, cache_read, .. } = &model.pricing else {
                panic!("{} is priced by the token", model.name)
            };
            let per_day = |per_call: f64| (per_call * calls * world.tokens / 31.0).round();
            let all_input = per_day(own.input / own.calls);
            let read = (all_input * world.cached).round();
            let written = per_day(own.output / own.calls);
            let paid = ((all_input - read) * input + read * cache_read.unwrap_or(*input) + written * output) * 1e-6;
            cost += paid * world.price;
            let all_calls = (calls / 31.0).round() as u64;
            let sums = Sums {
                records: 1,
                calls: Some(all_calls),
                requests: requests.take(),
                failed: Some((calls / 31.0 * world.retries / (1.0 + world.retries)).round() as u64),
                uncached_input: Some((all_input - read) as u64),
                cache_read: Some(read as u64),
                output: Some(written as u64),
                costs: [(Currency::USD, (paid * world.price * 1e9).round() as i64)].into(),
                ..Sums::default()
            };
            let key = RowKey { day: Some(Day(day)), model: Some(model.name.clone()), ..RowKey::default() };
            digest.rows.insert(key, sums);
        }
    }
    (digest, cost)
}

fn calibrated(scenario: &Scenario, digest: &UsageDigest) -> Calibration {
    let context = UsageContext { month: Some((2026, 10)), ..UsageContext::at_stage(STAGE) };
    Calibration::of(scenario, &Plan::new(scenario).expect("it computes"), digest, &context).expect("October has usage")
}

fn factor(bill: &BillDifference, cause: Cause) -> f64 {
    bill.causes
        .iter()
        .find(|share| share.cause == cause)
        .expect("every cause is listed")
        .factor
        .expect("neither bill is 0")
}

fn without_caching() -> Scenario {
    let mut scenario = plan();
    scenario.strategies.clear();
    scenario
}

#[test]
fn october_was_five_times_the_plan() {
    let scenario = without_caching();
    let planned = as_planned(&scenario);
    let world = World { volume: 1.25, calls: 1.1, tokens: 3.2, price: 0.9, retries: 0.3, ..planned };
    let (digest, cost) = october(&scenario, world);
    let bill = calibrated(&scenario, &digest).bill.expect("all of it has a cost");
    let truth = [
        (Cause::Volume, world.volume),
        (Cause::CallsPerRequest, world.calls),
        (Cause::TokensPerCall, world.tokens),
        (Cause::Prices, world.price),
        (Cause::Retries, (1.0 + world.retries) / (1.0 + planned.retries)),
        (Cause::ModelMix, 1.0),
        (Cause::CachingAndBatch, 1.0),
        (Cause::OtherCategories, 1.0),
        (Cause::NoWord, 1.0),
    ];
    for (cause, factor_of) in truth {
        let found = factor(&bill, cause);
        assert!((found / factor_of - 1.0).abs() < 0.001, "{cause:?} is {found}, not {factor_of}");
    }
    let ratio: f64 = truth.iter().map(|(_, factor)| factor).product();
    assert!((bill.ratio().expect("it was planned") / ratio - 1.0).abs() < 0.001);
    assert!((bill.actual - cost).abs() < 0.005, "{} is the bill, not {cost}", bill.actual);
    let parts: f64 = bill.causes.iter().map(|share| share.money).sum();
    assert!((parts - (bill.actual - bill.planned)).abs() < 1e-6);
    assert_eq!(bill.assumed, []);
}

#[test]
fn one_cause_alone_is_all_of_the_difference() {
    let scenario = without_caching();
    let planned = as_planned(&scenario);
    for (cause, world) in [
        (Cause::ModelMix, World { moved: 0.5, ..planned }),
        (Cause::CachingAndBatch, World { cached: 0.6, ..planned }),
        (Cause::Prices, World { price: 1.4, ..planned }),
        (Cause::Volume, World { volume: 0.3, ..planned }),
    ] {
        let (digest, cost) = october(&scenario, world);
        let bill = calibrated(&scenario, &digest).bill.expect("all of it has a cost");
        assert!((bill.actual - cost).abs() < 0.005);
        let ratio = bill.ratio().expect("it was planned");
        assert!((factor(&bill, cause) / ratio - 1.0).abs() < 0.02, "{cause:?} of {ratio}: {:?}", bill.causes);
        assert!(0.05 < (ratio - 1.0).abs(), "{cause:?} does something");
    }
}

#[test]
fn a_plan_that_has_adopted_all_costs_what_was_paid() {
    let mut scenario = without_caching();
    let world = World { volume: 0.8, calls: 1.5, tokens: 2.0, price: 0.75, retries: 0.1, ..as_planned(&scenario) };
    let (digest, cost) = october(&scenario, world);
    let found = calibrated(&scenario, &digest);
    adopt(&mut scenario, &found.measurements, |_| "litellm.csv, October".to_owned(), "2026-10-31");
    let plan = Plan::new(&scenario).expect("what was measured computes");
    let adopted = ModelMonth::planned(&plan, STAGE, None);
    assert!((adopted.all_models().cost / cost - 1.0).abs() < 1e-4, "{} is not {cost}", adopted.all_models().cost);
    let path = EstimatePath::stage("Production", StageField::Requests);
    assert_eq!(scenario.support(&path), Some(BasisKind::Measured));
    assert_eq!(scenario.bases[&path].date, "2026-10-31");
    // Held against the same usage again, nothing differs any more.
    let again = calibrated(&scenario, &digest);
    for found in &again.measurements {
        assert_eq!(found.position(), Position::Inside, "{}: {} of {:?}", found.path, found.measured, found.planned);
    }
    let evaluation = found.evaluation.expect("it computes");
    assert!((evaluation.inference() - cost).abs() < 0.01 + 1e-9 * cost);
    assert!((evaluation.cost - adopted.total.cost).abs() < 1e-3 * cost);
}

#[test]
fn what_the_plan_does_not_have_is_said() {
    let scenario = without_caching();
    let world = World { cached: 0.5, price: 1.2, ..as_planned(&scenario) };
    let (mut digest, _) = october(&scenario, world);
    let (key, sums) = digest.rows.pop_first().expect("there are rows");
    digest.rows.insert(RowKey { model: Some("grok-5".to_owned()), ..key }, sums);
    let found = calibrated(&scenario, &digest);
    let has = |is: fn(&Unplanned) -> bool| found.unplanned.iter().any(is);
    assert!(has(|unplanned| matches!(unplanned, Unplanned::Model(name, Some(_)) if name == "grok-5")));
    assert!(has(|unplanned| matches!(unplanned, Unplanned::Caching(share) if (share - 0.5).abs() < 0.01)));
    assert!(has(|unplanned| matches!(unplanned, Unplanned::Price(_, ratio) if (ratio - 1.2).abs() < 0.01)));
    let discount = found.unmeasured.iter().find(|unmeasured| unmeasured.path.to_string() == "plan.discount");
    assert_eq!(discount.map(|unmeasured| unmeasured.why), Some(Why::PricesRose));
}

#[test]
fn a_trace_without_models_is_of_the_step_that_is_named() {
    let scenario = plan();
    let plan = Plan::new(&scenario).expect("it computes");
    let files = ["tests/fixtures/usage/azure2023_code.csv.gz".into()];
    let digest = read_usage(&files).expect("it is a trace").digest;
    let context = UsageContext { step: Some(1), ..UsageContext::at_stage(STAGE) };
    let found = Calibration::of(&scenario, &plan, &digest, &context).expect("it has calls");
    let measured = |field| {
        let path = EstimatePath::step("answer", field);
        found.measurements.iter().find(|measurement| measurement.path == path).map(|found| found.measured)
    };
    // 245,896 output tokens of 8,819 calls; the plan's own prefix is longer than most of these prompts.
    let output = measured(StepField::Output).expect("output is told");
    assert!((output - 245_896.0 / 8_819.0).abs() < 1e-9, "{output}");
    assert_eq!(measured(StepField::Conversation), Some(0.0));
    let mut adopted = scenario.clone();
    adopt(&mut adopted, &found.measurements, |_| String::new(), "2023-11-16");
    let month = ModelMonth::planned(&Plan::new(&adopted).expect("it computes"), STAGE, Some(1));
    let all = month.all_models();
    assert!((all.input / all.calls - 18_059_974.0 / 8_819.0).abs() < 1e-6, "{}", all.input / all.calls);
    let bill = found.bill.expect("the plan prices it");
    assert!((bill.actual - all.cost).abs() < 1e-6 * all.cost, "{} is not {}", bill.actual, all.cost);
    // Without a step it is not known whose calls they are.
    let untold = Calibration::of(&scenario, &plan, &digest, &UsageContext::at_stage(STAGE)).expect("it has calls");
    assert!(untold.unmeasured.iter().any(|unmeasured| unmeasured.why == Why::SharedModel));
}

#[test]
fn single_calls_show_how_they_differ() {
    let scenario = without_caching();
    let (mut digest, _) = october(&scenario, as_planned(&scenario));
    let model = scenario.models[0].name.clone();
    let sums = digest.grouped(|key| key.model.clone()).remove(&Some(model.clone())).expect("it was called");
    let mean = sums.output.unwrap() as f64 / sums.calls.unwrap() as f64;
    let sketch = &mut digest.call_tokens.entry(model).or_default().output;
    // A lognormal with the mean of the sums: seven in ten calls at half of it and so on.
    for (share, times) in [(0.4, 30), (0.8, 40), (1.3, 20), (2.4, 10)] {
        sketch.add_many((mean * share) as u64, times);
    }
    let found = calibrated(&scenario, &digest);
    let path = EstimatePath::step("answer", StepField::Output);
    let output = found.measurements.iter().find(|measurement| measurement.path == path).expect("it is told");
    let Estimate::Spread { p50, p90, seen } = output.estimate else { panic!("{:?}", output.estimate) };
    assert!(p50 < p90 && seen == 100.0);
    assert!((output.estimate.base() - output.measured).abs() < 0.05 * output.measured);
}

#[test]
fn a_month_without_usage_is_none() {
    let scenario = plan();
    let (digest, _) = october(&scenario, as_planned(&scenario));
    let context = UsageContext { month: Some((2026, 9)), ..UsageContext::at_stage(STAGE) };
    assert_eq!(Calibration::of(&scenario, &Plan::new(&scenario).expect("it computes"), &digest, &context), None);
    let all = Calibration::of(
        &scenario,
        &Plan::new(&scenario).expect("it computes"),
        &digest,
        &UsageContext::at_stage(STAGE),
    );
    let month = all.expect("there is October").month;
    // The last thirty of its days, scaled to 730 hours.
    assert_eq!((month.length, month.days.map(|(first, _)| first)), (30.0, Some(Day(OCTOBER + 1))));
    assert!((month.scale - 730.0 / 720.0).abs() < 1e-12);
}

/// A cost page without tokens: what was paid is the bill, and the plan's own calls are what it was paid for.
#[test]
fn a_bill_that_tells_costs_alone_is_explained() {
    let scenario = without_caching();
    let (mut digest, cost) = october(&scenario, World { volume: 2.0, ..as_planned(&scenario) });
    for sums in digest.rows.values_mut() {
        *sums = Sums { records: 1, costs: sums.costs.clone(), ..Sums::default() };
    }
    let bill = calibrated(&scenario, &digest).bill.expect("all of it has a cost");
    assert!((bill.actual - cost).abs() < 0.005, "{} is the bill, not {cost}", bill.actual);
    assert!(bill.assumed.contains(&Assumed::CallsFollowCost));
    assert!((factor(&bill, Cause::Volume) - 2.0).abs() < 0.01, "{:?}", bill.causes);
    // A model that the plan does not have cannot be put in its words.
    let foreign = digest.rows.values().next().expect("there are rows").clone();
    let paid = foreign.costs[&Currency::USD] as f64 * 1e-9;
    let key = RowKey { day: Some(Day(OCTOBER)), model: Some("grok-5".to_owned()), ..RowKey::default() };
    digest.rows.insert(key, foreign);
    let bill = calibrated(&scenario, &digest).bill.expect("all of it has a cost");
    let unplanned = bill.causes.iter().find(|share| share.cause == Cause::NoWord).expect("every cause is listed");
    assert!((unplanned.money - paid).abs() < 0.005, "{} is not {paid}", unplanned.money);
    assert!((bill.in_cents().iter().sum::<f64>() - (bill.actual - bill.planned)).abs() < 0.011);
}

/// Credits bring bills to 0: no cause has a factor, and no price fell.
#[test]
fn what_credits_have_paid_says_nothing_of_prices() {
    let scenario = without_caching();
    let (mut digest, _) = october(&scenario, as_planned(&scenario));
    digest.rows.values_mut().for_each(|sums| sums.costs = [(Currency::USD, 0)].into());
    let found = calibrated(&scenario, &digest);
    let bill = found.bill.expect("its cost is 0");
    assert_eq!(bill.actual, 0.0);
    assert!(bill.causes.iter().all(|share| share.factor.is_none()));
    assert!((bill.causes.iter().map(|share| share.money).sum::<f64>() + bill.planned).abs() < 1e-6);
    let discount = EstimatePath::from("plan.discount");
    assert!(found.measurements.iter().all(|measurement| measurement.path != discount));
    assert!(found.unplanned.iter().all(|unplanned| !matches!(unplanned, Unplanned::Price(..))));
}

/// A bill of services alone says nothing of models: in the actual month they cost what the plan says.
#[test]
fn a_bill_of_services_leaves_the_models_as_planned() {
    let scenario = without_caching();
    let (mut digest, _) = october(&scenario, as_planned(&scenario));
    let (_, sums) = digest.rows.pop_first().expect("there are rows");
    let paid = sums.costs[&Currency::USD] as f64 * 1e-9;
    let service = Sums { records: 1, costs: sums.costs, ..Sums::default() };
    let key = RowKey { day: Some(Day(OCTOBER)), service: Some("search".to_owned()), ..RowKey::default() };
    digest.rows = [(key, service)].into();
    let found = calibrated(&scenario, &digest);
    let planned = ModelMonth::planned(&Plan::new(&scenario).expect("it computes"), STAGE, None);
    let month = found.evaluation.expect("it computes");
    assert!((month.inference() - planned.total.inference()).abs() < 1e-9 * planned.total.inference());
    let bill = found.bill.expect("the service has a cost");
    assert!((bill.actual - paid).abs() < 1e-6, "{} is not {paid}", bill.actual);
}

/// A month that is not over is drawn, and the last whole one is told; of a sample as many as there were in all.
#[test]
fn a_month_that_is_not_over_is_no_month() {
    let mut scenario = without_caching();
    let (mut digest, cost) = october(&scenario, as_planned(&scenario));
    let mut november: Vec<(RowKey, Sums)> = digest.rows.clone().into_iter().collect();
    november.retain(|(key, _)| key.day < Some(Day(OCTOBER + 3)));
    let later = |key: RowKey| RowKey { day: key.day.map(|day| Day(day.0 + 31)), ..key };
    digest.rows.extend(november.into_iter().map(|(key, sums)| (later(key), sums)));
    let (from, to) = digest.span.expect("it has one");
    digest.span = Some((from, to + 3 * 86_400_000_000));
    let context = UsageContext { sample_rate: 0.5, ..UsageContext::at_stage(STAGE) };
    scenario.actuals.push(kept_usage(&scenario, "sample.csv", digest, &context));
    let plan = Plan::new(&scenario).expect("it computes");
    let calibrations = Calibration::all(&scenario, &plan);
    let months = &calibrations[0].as_ref().expect("it has usage").months;
    assert_eq!(months.iter().map(|month| month.is_partial).collect::<Vec<_>>(), [false, true]);
    let requests = ModelMonth::planned(&plan, STAGE, None).total.inferred;
    assert!((months[0].requests.expect("they are told") / (2.0 * requests) - 1.0).abs() < 1e-3);
    assert!((months[0].cost.expect("it is told") - 2.0 * cost).abs() < 0.01);
    let chart = actuals_chart(&scenario, &calibrations);
    assert!(chart.head.title.starts_with("October 2026: "), "{}", chart.head.title);
}

/// Each usage that is kept has its own bill; without a choice it is the newest's that has one.
#[test]
fn the_bill_is_of_the_usage_that_is_chosen() {
    let mut scenario = without_caching();
    for (name, volume) in [("first.csv", 2.0), ("second.csv", 3.0)] {
        let (digest, _) = october(&scenario, World { volume, ..as_planned(&scenario) });
        scenario.actuals.push(kept_usage(&scenario, name, digest, &UsageContext::at_stage(STAGE)));
    }
    let calibrations = Calibration::all(&scenario, &Plan::new(&scenario).expect("it computes"));
    let subtitle = |place| bill_chart(&scenario, &calibrations, place).head.subtitle;
    assert!(subtitle(Some(0)).contains("first.csv") && subtitle(Some(1)).contains("second.csv"));
    assert_eq!(subtitle(None), subtitle(Some(1)));
}

/// A plan with usage of many formats is written and read, and computes what it computed.
#[test]
fn usage_kept_in_a_plan_is_read_as_it_was_written() {
    let mut scenario = plan();
    for file in ["azure2023_code.csv.gz", "openrouter_activity_demo_tokeny.csv", "litellm_spend_log.json", "langfuse"] {
        let files = [std::path::Path::new("tests/fixtures/usage").join(file)];
        let digest = read_usage(&files).expect("it is usage").digest;
        let actual =
            kept_usage(&scenario, file, digest, &UsageContext { step: Some(0), ..UsageContext::at_stage(STAGE) });
        scenario.actuals.push(actual);
    }
    assert_eq!(scenario.check(), []);
    assert_eq!(
        (scenario.actuals[0].from.as_str(), scenario.actuals[0].step.as_deref()),
        ("2023-11-16", Some("classify"))
    );
    let text = write_scenario(&scenario);
    let read = parse_scenario(&text).expect("it was written so");
    let again = write_scenario(&read);
    assert_eq!(again, text);
    for (one, other) in scenario.actuals.iter().zip(&read.actuals) {
        let context = UsageContext::of(&scenario, one);
        assert_eq!(UsageContext::of(&read, other), context);
        let [one, other] = [one, other].map(|actual| {
            Calibration::of(&scenario, &Plan::new(&scenario).expect("it computes"), &actual.digest, &context)
        });
        assert_eq!(one, other);
    }
    // A line for each day and model, however many calls there were.
    for actual in &scenario.actuals {
        let size =
            write_scenario(&Scenario { actuals: vec![actual.clone()], ..plan() }).len() - write_scenario(&plan()).len();
        assert!(size < 60_000, "{} takes {size} bytes", actual.name);
    }
    // Usage is no part of the plan: a snapshot has none, and recalling one keeps it.
    scenario.take_snapshot(1, "before".to_owned(), String::new());
    assert!(scenario.snapshots[0].scenario.actuals.is_empty());
    let kept = scenario.actuals.clone();
    assert!(scenario.recall_snapshot(1));
    assert_eq!(scenario.actuals, kept);
    // It follows its step, and is checked.
    scenario.workload.steps[0].name = "sort".to_owned();
    scenario.rename_paths(&breakeven::scenario::path::step("classify"), "sort");
    assert_eq!(scenario.actuals[0].step.as_deref(), Some("sort"));
    (scenario.actuals[0].step, scenario.actuals[0].stage, scenario.actuals[0].sample_rate) =
        (Some("gone".to_owned()), 9, 0.0);
    let places: Vec<String> = scenario.check().into_iter().map(|problem| problem.path).collect();
    assert_eq!(places, ["actuals[0].stage", "actuals[0].step", "actuals[0].sample_rate"]);
}

/// Report, results, tables and workbook tell it; of a plan without usage they tell nothing.
#[test]
fn usage_is_in_what_is_taken_away() {
    let mut scenario = without_caching();
    let (digest, _) = october(&scenario, World { tokens: 2.0, ..as_planned(&scenario) });
    let told = |scenario: &Scenario| {
        let plan = Plan::new(scenario).expect("it computes");
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(50, 1).of(&plan, &results);
        let calibrations = Calibration::all(scenario, &plan);
        let input = ResultsInput {
            scenario,
            plan: &plan,
            results: &results,
            uncertainty: &uncertainty,
            kept: &[],
            calibrations: &calibrations,
        };
        let words = format!("{:?}", report(input, None).blocks);
        let json = results_json(scenario, &plan, &results, None);
        let charts = ChartKind::ALL.into_iter().filter(|key| key.has_content(scenario)).count();
        let content = WorkbookContent { scenario, plan: &plan, results: &results, uncertainty: None, date: None };
        let sheets = workbook(&content).expect("it fits");
        (words.contains("Plan against actuals"), json["actuals"].clone(), charts, sheets.len())
    };
    let (is_told, json, charts, size) = told(&scenario);
    assert!(!is_told && json.is_null());
    let context = UsageContext::at_stage(STAGE);
    scenario.actuals.push(kept_usage(&scenario, "october.csv", digest, &context));
    let (is_told, json, more_charts, larger) = told(&scenario);
    assert!(is_told && charts + 2 == more_charts && size + 500 < larger);
    let causes = json[0]["bill"]["causes"].as_array().expect("the bill is explained");
    let tokens = causes.iter().find(|cause| cause["cause"] == "tokens_per_call").expect("it is among them");
    assert!((tokens["factor"].as_f64().expect("a number") - 2.0).abs() < 0.01);
    assert_eq!(json[0]["months"][0]["month"], "2026-10");
}
