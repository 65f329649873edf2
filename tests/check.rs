//! Every rule of the check, and every way in which a file can be wrong: where it is said to be, and in what words.

use std::fs;
use std::path::{Path, PathBuf};

use breakeven::codec::parse_scenario;
use breakeven::files::open_scenario;
use breakeven::scenario::{
    Alternative, Commitment, Driver, Estimate, KillCriterion, Line, Metric, Pricing, ReadinessItem, Scenario,
    StrategyKind, StrategyTag, Tariff,
};

fn case_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases/support_assistant.ron")
}

fn case() -> Scenario {
    open_scenario(&case_file()).expect("the case opens")
}

/// What is broken, how, where it is reported, and a part of what is said.
type Row = (&'static str, fn(&mut Scenario), &'static str, &'static str);

const READ_UNITS: &str = "components[\"rag\"].lines[\"Read units\"]";

#[rustfmt::skip]
const RULES: &[Row] = &[
    // Stages.
    ("no stage", |s| s.stages.clear(), "stages", "at least one"),
    ("a stage that is not larger", |s| s.stages[1].requests = Estimate::Exact(1600.0), "stages[\"Pilot\"].requests", "has 1,600 requests, not more than the 1,600 of \"Prototype\""),
    ("a stage that is hardly smaller", |s| s.stages[1].requests = Estimate::Exact(1599.75), "stages[\"Pilot\"].requests", "has 1599.75 requests, not more than the 1,600"),
    ("months that go back", |s| s.stages[2].month = 1, "stages[\"Production\"].month", "months must not go back"),
    ("a name twice", |s| s.stages[1].name = "Prototype".to_owned(), "stages", "two stages are called \"Prototype\""),
    ("no requests", |s| s.stages[0].requests = Estimate::Exact(0.0), "stages[\"Prototype\"].requests", "more than 0"),
    ("hardly any requests", |s| s.stages[0].requests = Estimate::Exact(1e-13), "stages[\"Prototype\"].requests", "too small"),
    ("a peak below the average", |s| s.stages[0].peak = Estimate::Exact(0.5), "stages[\"Prototype\"].peak", "1 or more"),
    ("a negative retry rate", |s| s.stages[0].retry_rate = Estimate::Exact(-0.1), "stages[\"Prototype\"].retry_rate", "0 or more"),
    // Steps and models.
    ("no step", |s| s.workload.steps.clear(), "workload.steps", "at least one"),
    ("a step's name twice", |s| s.workload.steps[1].name = "classify".to_owned(), "workload.steps", "two steps are called \"classify\""),
    ("no model", |s| s.models.clear(), "models", "at least one"),
    ("a step's model", |s| s.workload.steps[1].model = "opus".to_owned(), "workload.steps[\"answer\"].model", "no model `opus`: choose one of sonnet, haiku"),
    ("the fallback", |s| s.workload.fallback_model = Some("opus".to_owned()), "workload.fallback_model", "no model `opus`"),
    ("the routing target", |s| strategy(s, StrategyTag::ModelRouting, |kind| if let StrategyKind::ModelRouting { to, .. } = kind { "opus".clone_into(to); }), "strategies.ModelRouting.to", "no model `opus`"),
    ("a negative price", |s| s.models[0].pricing = tokens(-1.0, 0.5), "models[\"sonnet\"].pricing.input", "0 or more"),
    ("a discount above 1", |s| s.models[0].pricing = tokens(1.0, 1.5), "models[\"sonnet\"].pricing.batch_discount", "between 0 and 1"),
    ("a replica that reads nothing", |s| s.models[0].pricing = replicas(0.0, 100.0, 0.5), "models[\"sonnet\"].pricing.prefill", "more than 0"),
    ("a replica that writes nothing", |s| s.models[0].pricing = replicas(100.0, 0.0, 0.5), "models[\"sonnet\"].pricing.decode", "more than 0"),
    ("a replica that may not be busy", |s| s.models[0].pricing = replicas(100.0, 100.0, 0.0), "models[\"sonnet\"].pricing.target_utilization", "raise it above 0"),
    ("a replica that is busier than always", |s| s.models[0].pricing = replicas(100.0, 100.0, 1.1), "models[\"sonnet\"].pricing.target_utilization", "between 0 and 1"),
    // Estimates.
    ("a share above 1", |s| s.outcome.success_rate = Estimate::Exact(1.3), "outcome.success_rate", "1.3 must be a share between 0 and 1"),
    ("a bound above 1", |s| s.outcome.realization = Estimate::Pert { low: 0.1, likely: 0.2, high: 1.2 }, "outcome.realization", "1.2 must be a share between 0 and 1"),
    ("a range above 1", |s| s.outcome.error_rate = Estimate::Range { p10: 0.5, p90: 2.0 }, "outcome.error_rate", "2 must be a share"),
    ("low above likely", |s| s.outcome.value = Estimate::Pert { low: 3.0, likely: 2.0, high: 4.0 }, "outcome.value", "low value 3 is above the likely value 2"),
    ("likely above high", |s| s.outcome.value = Estimate::Pert { low: 1.0, likely: 5.0, high: 4.0 }, "outcome.value", "likely value 5 is above the high value 4"),
    ("p10 above p90", |s| s.outcome.value = Estimate::Range { p10: 3.0, p90: 2.0 }, "outcome.value", "low end 3 is above the high end 2: swap"),
    ("a range from 0", |s| s.outcome.value = Estimate::Range { p10: 0.0, p90: 2.0 }, "outcome.value", "must lie above 0"),
    ("a negative number", |s| s.outcome.error_cost = Estimate::Exact(-2.0), "outcome.error_cost", "-2 must be 0 or more"),
    ("not a number", |s| s.outcome.value = Estimate::Exact(f64::NAN), "outcome.value", "not a number to plan with"),
    ("no end", |s| s.usd_rate = Estimate::Exact(f64::INFINITY), "usd_rate", "write a finite one"),
    ("too large", |s| s.workload.steps[1].prefix = Estimate::Exact(1e16), "workload.steps[\"answer\"].prefix", "larger than 1e15"),
    ("what it costs today", |s| s.outcome.today = Some(Estimate::Exact(-1.0)), "outcome.today", "0 or more"),
    // Components.
    ("an id twice", |s| s.components[1].id = "rag".to_owned(), "components", "two components are called \"rag\""),
    ("a line twice", |s| s.components[0].lines[1].name = "Database minimum".to_owned(), "components[\"rag\"].lines", "two lines"),
    ("a factor twice", |s| s.components[0].lines[1].factors.extend_from_within(..), "components[\"rag\"].lines[\"Read units\"].factors", "two factors"),
    ("a component from nowhere", |s| s.components[0].from_stage = 3, "components[\"rag\"].from_stage", "no stage 3: choose one of Prototype, Pilot, Production"),
    ("a component until nowhere", |s| s.components[0].until_stage = Some(9), "components[\"rag\"].until_stage", "no stage 9"),
    ("tiers that do not increase", |s| tariff(s, Tariff::Graduated(vec![(10.0, 1.0), (10.0, 2.0), (f64::INFINITY, 3.0)])), "components[\"rag\"].lines[\"Read units\"].tariff", "tier 2 ends at 10, not above the 10"),
    ("tiers that end", |s| tariff(s, Tariff::Graduated(vec![(10.0, 1.0), (20.0, 2.0)])), "components[\"rag\"].lines[\"Read units\"].tariff", "tier 2 ends at 20: the last tier must end at `inf`"),
    ("tiers without end in between", |s| tariff(s, Tariff::Graduated(vec![(f64::INFINITY, 1.0), (f64::INFINITY, 2.0)])), "components[\"rag\"].lines[\"Read units\"].tariff", "and only the last"),
    ("a tier that ends nowhere", |s| tariff(s, Tariff::Graduated(vec![(f64::NAN, 1.0), (f64::INFINITY, 2.0)])), "components[\"rag\"].lines[\"Read units\"].tariff", "tiers must increase"),
    ("a negative tier", |s| tariff(s, Tariff::Graduated(vec![(f64::INFINITY, -1.0)])), "components[\"rag\"].lines[\"Read units\"].tariff tier 1", "0 or more"),
    ("no tiers", |s| tariff(s, Tariff::Graduated(vec![])), "components[\"rag\"].lines[\"Read units\"].tariff", "there is no tier"),
    ("no capacity", |s| tariff(s, Tariff::Step(0.0, Estimate::Exact(1.0))), "components[\"rag\"].lines[\"Read units\"].tariff.capacity", "more than 0"),
    ("no reference", |s| tariff(s, Tariff::Power(0.0, Estimate::Exact(1.0), 1.0)), "components[\"rag\"].lines[\"Read units\"].tariff.reference", "more than 0"),
    ("a negative exponent", |s| tariff(s, Tariff::Power(1.0, Estimate::Exact(1.0), -1.0)), "components[\"rag\"].lines[\"Read units\"].tariff.exponent", "0 or more"),
    ("an exponent beyond all money", |s| tariff(s, Tariff::Power(1.0, Estimate::Exact(1.0), 90.0)), READ_UNITS, "check their units and the exponent"),
    ("retrievals that an exponent makes endless", |s| { s.workload.retrievals = Estimate::Exact(1e12); tariff(s, Tariff::Power(1.0, Estimate::Exact(1.0), 20.0)); }, READ_UNITS, "the exponent"),
    ("a negative price in a tariff", |s| tariff(s, Tariff::Flat(Estimate::Exact(-1.0))), "components[\"rag\"].lines[\"Read units\"].price", "0 or more"),
    // Strategies.
    ("two of a kind", |s| { s.strategies.extend_from_within(0..1); }, "strategies.SemanticCaching", "on twice: switch one of the two off"),
    ("a strategy from nowhere", |s| s.strategies[0].from_stage = 3, "strategies.SemanticCaching.from_stage", "no stage 3"),
    ("a saving above 1", |s| strategy(s, StrategyTag::PromptCompression, |kind| *kind.estimates_mut()[0] = Estimate::Exact(1.01)), "strategies.PromptCompression.saving", "share"),
    ("too many", |s| while s.strategies.len() < 17 { let again = breakeven::scenario::Strategy { enabled: false, ..s.strategies[0].clone() }; s.strategies.push(again); }, "strategies", "17 strategies are listed, more than 16"),
    // Terms and agreements.
    ("no horizon", |s| s.plan.horizon_months = 0, "plan.horizon_months", "between 1 and 600 months"),
    ("a horizon beyond all plans", |s| s.plan.horizon_months = 601, "plan.horizon_months", "a horizon of 601 months"),
    ("a target that is missing", |s| s.plan.target_stage = 3, "plan.target_stage", "no stage 3"),
    ("no hurdle", |s| s.plan.hurdle = 0.0, "plan.hurdle", "at least 1"),
    ("a hurdle that is none", |s| s.plan.hurdle = f64::NAN, "plan.hurdle", "at least 1"),
    ("no budget", |s| s.plan.budget = Some(0.0), "plan.budget", "more than 0"),
    ("everybody leaves", |s| s.plan.growth = Estimate::Exact(-1.0), "plan.growth", "above −1"),
    ("growth without end", |s| { s.plan.horizon_months = 600; s.plan.growth = Estimate::Exact(0.5); }, "plan.growth", "growth is per month"),
    ("prices for nothing", |s| s.plan.price_trend = Estimate::Exact(-1.0), "plan.price_trend", "above −1"),
    ("prices without end", |s| { s.plan.horizon_months = 600; s.plan.price_trend = Estimate::Exact(100.0); }, "plan.price_trend", "check the trend"),
    ("a criterion at a stage that is missing", |s| s.kill_criteria.push(KillCriterion { metric: Metric::Net, stage: 4, limit: 0.0, action: String::new(), stop: false }), "kill_criteria[0].stage", "no stage 4"),
    ("a limit that is none", |s| s.kill_criteria.push(KillCriterion { metric: Metric::Net, stage: 0, limit: f64::NAN, action: String::new(), stop: false }), "kill_criteria[0].limit", "not a number"),
    ("readiness for a stage that is missing", |s| s.readiness.push(ReadinessItem { item: String::new(), stage: 4, done: false, owner: String::new(), note: String::new() }), "readiness[0].stage", "no stage 4"),
    ("a correlation with nobody", |s| correlate(s, "outcome.worth", 0.1), "correlations[0]", "`outcome.worth` is not an estimate"),
    ("a correlation beyond 1", |s| correlate(s, "outcome.value", -1.1), "correlations[0]", "between −1 and 1"),
    ("a correlation with itself", |s| correlate(s, "usd_rate", 0.1), "correlations[0]", "with itself"),
];

/// The rules of what the third schema added.
#[rustfmt::skip]
const THIRD_SCHEMA: &[Row] = &[
    // How requests differ.
    ("a spread out of order", |s| s.outcome.value = spread(3.0, 2.0, 10.0), "outcome.value", "half of the requests stay below 3 and nine in ten below 2: swap them"),
    ("a spread from 0", |s| s.outcome.value = spread(0.0, 2.0, 10.0), "outcome.value", "must lie above 0: use low, likely, high"),
    ("a log of nothing", |s| s.outcome.value = spread(1.0, 2.0, 0.0), "outcome.value", "a log of 0 requests says nothing: write how many there are, 1 or more"),
    ("a spread without end", |s| s.outcome.value = spread(1e-9, 1e15, 10.0), "outcome.value", "average more than 1e15: check both numbers"),
    ("an average above 1", |s| s.outcome.success_rate = spread(0.01, 1.0, 10.0), "outcome.success_rate", "requests that differ so much average 6.368, which must be a share between 0 and 1"),
    ("a spread above 1", |s| s.outcome.success_rate = spread(0.5, 9.0, 10.0), "outcome.success_rate", "9 must be a share between 0 and 1"),
    // Steps, models and stages.
    ("half a turn", |s| s.workload.steps[1].turns = Estimate::Exact(0.5), "workload.steps[\"answer\"].turns", "0.5 must be 1 or more"),
    ("a loop without end", |s| s.workload.steps[1].turns = Estimate::Exact(1e15), "workload.steps[\"answer\"].turns", "check turns and how they differ"),
    ("more carried than there is", |s| s.workload.steps[1].carried = Estimate::Exact(1.5), "workload.steps[\"answer\"].carried", "share between 0 and 1"),
    ("turns that differ by less than nothing", |s| s.workload.steps[1].turns_cv = Estimate::Exact(-0.5), "workload.steps[\"answer\"].turns_cv", "0 or more"),
    ("lengths that differ by less than nothing", |s| s.workload.steps[1].length_sigma = Estimate::Exact(-0.5), "workload.steps[\"answer\"].length_sigma", "0 or more"),
    ("a meter twice", |s| s.workload.steps[1].meters = vec![meter("search", 1.0), meter("search", 2.0)], "workload.steps[\"answer\"].meters", "two meters are called \"search\": rename one"),
    ("a meter that runs back", |s| s.workload.steps[1].meters = vec![meter("search", -1.0)], "workload.steps[\"answer\"].meters[\"search\"]", "0 or more"),
    ("fewer people than none", |s| s.stages[1].users = Estimate::Exact(-1.0), "stages[\"Pilot\"].users", "0 or more"),
    ("long from nothing", |s| s.models[0].pricing = priced("long: (above: 0.0)"), "models[\"sonnet\"].pricing.long.above", "more than 0"),
    ("a negative long price", |s| s.models[0].pricing = priced("long: (above: 1.0, output: -1.0)"), "models[\"sonnet\"].pricing.long.output", "0 or more"),
    ("a negative hour", |s| s.models[0].pricing = priced("cache_write_long: -1.0"), "models[\"sonnet\"].pricing.cache_write_long", "0 or more"),
    ("a negative least prefix", |s| s.models[0].pricing = priced("cache_min: -1.0"), "models[\"sonnet\"].pricing.cache_min", "0 or more"),
    ("a negative region", |s| s.models[0].pricing = priced("multiplier: -1.0"), "models[\"sonnet\"].pricing.multiplier", "0 or more"),
    ("a negative price of a meter", |s| s.models[0].pricing = priced("meters: {\"search\": -1.0}"), "models[\"sonnet\"].pricing.meters[\"search\"]", "0 or more"),
    ("more idle than always", |s| if let Pricing::SelfHosted { idle, .. } = hosted(s) { *idle = 1.5; }, "models[\"sonnet\"].pricing.idle", "between 0 and 1"),
    ("units by none", |s| s.models[0].pricing = units(3000.0, 0, 1), "models[\"sonnet\"].pricing.increment", "0 must be 1 or more"),
    ("no unit", |s| s.models[0].pricing = units(3000.0, 1, 0), "models[\"sonnet\"].pricing.min_units", "0 must be 1 or more"),
    ("a unit that serves nothing", |s| s.models[0].pricing = units(0.0, 1, 1), "models[\"sonnet\"].pricing.tokens_per_minute", "more than 0"),
    // Strategies and components.
    ("a prefix kept for no time", |s| strategy(s, StrategyTag::PrefixCaching, |kind| if let StrategyKind::PrefixCaching { kept, .. } = kind { *kept = 0.0; }), "strategies.PrefixCaching.kept", "more than 0"),
    ("less than one prefix", |s| strategy(s, StrategyTag::PrefixCaching, |kind| if let StrategyKind::PrefixCaching { prefixes, .. } = kind { *prefixes = Estimate::Exact(0.5); }), "strategies.PrefixCaching.prefixes", "1 or more"),
    ("more quality than all", |s| s.strategies[0].quality_loss = Estimate::Exact(-1.0), "strategies.SemanticCaching.quality_loss", "-1 must be above −1 and at most 1 (below 0 it helps)"),
    ("rework twice", |s| s.strategies[0].rework = vec![line(1.0), line(1.0)], "strategies.SemanticCaching.rework", "two lines are called \"Hours\": rename one"),
    ("rework that pays", |s| s.strategies[0].rework = vec![line(-1.0)], "strategies.SemanticCaching.rework[\"Hours\"].price", "0 or more"),
    ("rework of a card twice", |s| s.components[0].rework = vec![line(1.0), line(1.0)], "components[\"rag\"].rework", "two lines are called \"Hours\": rename one"),
    ("set up again at once", |s| s.components[0].repeat = Some(0), "components[\"rag\"].repeat", "every 0 months: write 1 or more"),
    ("less success than none", |s| s.components[0].success = Estimate::Exact(-0.1), "components[\"rag\"].success", "0 or more"),
    ("more success than any", |s| s.components.iter_mut().for_each(|card| card.success = Estimate::Exact(1e15)), "components", "multiply to more than any rate: check them"),
    // Terms.
    ("adoption that goes back", |s| s.plan.adoption = vec![(3, 0.5), (2, 1.0)], "plan.adoption", "month 2 comes after month 3: months must not go back"),
    ("more than everybody", |s| s.plan.adoption = vec![(3, 0.5), (4, 1.2)], "plan.adoption[1]", "1.2 must be a share between 0 and 1"),
    ("a bill that drifts away", |s| s.plan.drift = Estimate::Exact(-1.0), "plan.drift", "above −1"),
    ("drift without end", |s| { s.plan.horizon_months = 600; s.plan.drift = Estimate::Exact(0.5); }, "plan.drift", "drift is per month"),
    ("value for nothing", |s| s.plan.value_trend = Estimate::Exact(-1.0), "plan.value_trend", "above −1"),
    ("value without end", |s| { s.plan.horizon_months = 600; s.plan.value_trend = Estimate::Exact(100.0); }, "plan.value_trend", "check the trend"),
    ("a discount above all", |s| s.plan.discount = Estimate::Exact(1.5), "plan.discount", "share between 0 and 1"),
    ("a commitment from nowhere", |s| s.plan.commitment = Some(Commitment { from_stage: 3, amount: Estimate::Exact(1.0) }), "plan.commitment.from_stage", "no stage 3: choose one of Prototype, Pilot, Production"),
    ("a commitment to be paid", |s| s.plan.commitment = Some(Commitment { from_stage: 0, amount: Estimate::Exact(-1.0) }), "plan.commitment.amount", "0 or more"),
    // Alternatives.
    ("an alternative twice", |s| s.alternatives = vec![seats(s), seats(s)], "alternatives", "two alternatives are called \"Seats\": rename one"),
    ("too many alternatives", |s| s.alternatives = (0..21).map(|number| Alternative { name: number.to_string(), components: vec![], ..seats(s) }).collect(), "alternatives", "21 alternatives, more than the 20"),
    ("a component twice in an alternative", |s| s.alternatives = vec![Alternative { components: vec![s.components[0].clone(), s.components[0].clone()], ..seats(s) }], "alternatives[\"Seats\"].components", "two components are called \"rag\": rename one"),
    ("an alternative that succeeds too often", |s| s.alternatives = vec![Alternative { success_rate: Some(Estimate::Exact(2.0)), ..seats(s) }], "alternatives[\"Seats\"].success_rate", "share between 0 and 1"),
    ("a card of an alternative from nowhere", |s| { s.alternatives = vec![seats(s)]; s.alternatives[0].components[0].from_stage = 3; }, "alternatives[\"Seats\"].components[\"rag\"].from_stage", "no stage 3"),
];

fn rules() -> impl Iterator<Item = &'static Row> {
    RULES.iter().chain(THIRD_SCHEMA)
}

fn spread(p50: f64, p90: f64, seen: f64) -> Estimate {
    Estimate::Spread { p50, p90, seen }
}

fn meter(name: &str, units: f64) -> (String, Estimate) {
    (name.to_owned(), Estimate::Exact(units))
}

fn line(price: f64) -> Line {
    let tariff = Tariff::Flat(Estimate::Exact(price));
    Line { name: "Hours".to_owned(), driver: Driver::Month, factors: Vec::new(), tariff }
}

/// By the token, with one thing more, as a file writes it.
fn priced(more: &str) -> Pricing {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let text = format!("Tokens(input: 1.0, output: 4.0, batch_discount: 0.5, {more})");
    options.from_str(&text).expect("a price")
}

fn units(tokens_per_minute: f64, increment: u32, min_units: u32) -> Pricing {
    let (unit_hour, output_weight) = (0.8, 4.0);
    Pricing::Provisioned { unit_hour, tokens_per_minute, output_weight, larger: false, increment, min_units }
}

fn hosted(scenario: &mut Scenario) -> &mut Pricing {
    scenario.models[0].pricing = replicas(100.0, 100.0, 0.5);
    &mut scenario.models[0].pricing
}

fn seats(scenario: &Scenario) -> Alternative {
    let components = scenario.components[..1].to_vec();
    Alternative { name: "Seats".to_owned(), setup_cost: Estimate::Exact(0.0), success_rate: None, components }
}

fn strategy(scenario: &mut Scenario, tag: StrategyTag, change: impl Fn(&mut StrategyKind)) {
    let mut kinds = scenario.strategies.iter_mut().map(|strategy| &mut strategy.kind);
    change(kinds.find(|kind| kind.tag() == tag).expect("it is listed"));
}

fn tokens(input: f64, batch_discount: f64) -> Pricing {
    Pricing::by_token(input, 15.0, batch_discount)
}

fn replicas(prefill: f64, decode: f64, target_utilization: f64) -> Pricing {
    Pricing::SelfHosted {
        gpu_hour: 2.0,
        gpus_per_replica: 1.0,
        prefill,
        decode,
        target_utilization,
        min_replicas: 1,
        idle: 1.0,
    }
}

fn tariff(scenario: &mut Scenario, tariff: Tariff) {
    scenario.components[0].lines[1].tariff = tariff;
}

fn correlate(scenario: &mut Scenario, path: &str, rho: f64) {
    scenario.correlations.push(("usd_rate".into(), path.into(), rho));
}

#[test]
fn every_rule_names_the_place_and_the_remedy() {
    let mut report = Vec::new();
    for (what, break_it, path, fragment) in rules() {
        let mut scenario = case();
        break_it(&mut scenario);
        let problems = scenario.check();
        if !problems.iter().any(|problem| problem.path == *path && problem.message.contains(fragment)) {
            report.push(format!("{what}: no “{fragment}” at {path} in {problems:#?}"));
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}

#[test]
fn one_mistake_is_one_problem() {
    // These cannot be had without a second one.
    let with_company = [
        "no stage",
        "no model",
        "a name twice",
        "an id twice",
        "a tier that ends nowhere",
        "tiers without end in between",
    ];
    for (what, break_it, ..) in rules().filter(|(what, ..)| !with_company.contains(what)) {
        let mut scenario = case();
        break_it(&mut scenario);
        let problems = scenario.check();
        assert_eq!(problems.len(), 1, "{what}: {problems:#?}");
    }
}

#[test]
fn all_problems_are_listed_at_once() {
    let mut scenario = case();
    let broken = ["a share above 1", "a step's model", "no capacity", "two of a kind", "no hurdle", "no budget"];
    let rows: Vec<&Row> = RULES.iter().filter(|(what, ..)| broken.contains(what)).collect();
    for (_, break_it, ..) in &rows {
        break_it(&mut scenario);
    }
    let found: Vec<String> = scenario.check().into_iter().map(|problem| problem.path).collect();
    assert_eq!(rows.len(), broken.len());
    assert_eq!(found.len(), broken.len(), "{found:?}");
    for (what, _, path, _) in rows {
        assert!(found.iter().any(|found| found == path), "{what} is not among {found:?}");
    }
}

#[test]
fn what_is_only_odd_is_no_problem() {
    type Change = (&'static str, fn(&mut Scenario));
    let odd: &[Change] = &[
        ("no components", |scenario| scenario.components.clear()),
        ("no strategies", |scenario| scenario.strategies.clear()),
        ("a kind twice, once off", |scenario| {
            scenario.strategies.extend_from_within(2..3);
            scenario.strategies[2].enabled = true;
        }),
        ("bounds without doubt", |scenario| {
            scenario.outcome.value = Estimate::Pert { low: 1.0, likely: 1.0, high: 1.0 }
        }),
        ("shares at both ends", |scenario| {
            scenario.outcome.success_rate = Estimate::Exact(0.0);
            scenario.outcome.realization = Estimate::Pert { low: 0.0, likely: 1.0, high: 1.0 };
        }),
        ("stages that share a month", |scenario| scenario.stages[2].month = 2),
        ("a component that ends before it starts", |scenario| {
            (scenario.components[0].from_stage, scenario.components[0].until_stage) = (2, Some(0));
        }),
        ("adoption that jumps", |scenario| scenario.plan.adoption = vec![(3, 0.0), (3, 1.0)]),
        ("a meter without a price", |scenario| scenario.workload.steps[1].meters = vec![meter("search", 1.0)]),
        ("caching as traffic allows", |scenario| {
            strategy(scenario, StrategyTag::PrefixCaching, |kind| {
                let prefixes = Estimate::Exact(40.0);
                *kind = StrategyKind::PrefixCaching { hit_rate: None, prefixes, kept: 60.0 };
            });
        }),
        ("an alternative that costs nothing", |scenario| {
            let nothing = Alternative { components: Vec::new(), ..seats(scenario) };
            scenario.alternatives.push(nothing);
        }),
        ("an evidence for nothing", |scenario| {
            let basis = r#"(kind: Measured, source: "a log")"#;
            scenario.bases.insert("outcome.worth".into(), ron::from_str(basis).expect("a basis"));
        }),
    ];
    for (what, change) in odd {
        let mut scenario = case();
        change(&mut scenario);
        assert_eq!(scenario.check(), vec![], "{what}");
    }
}

/// What is broken in the text, and a part of what is said.
#[test]
fn a_file_that_cannot_be_read_says_where_and_why() {
    let text = fs::read_to_string(case_file()).expect("the case is there");
    let cut = text[..text.len() / 2].to_owned();
    let rows = [
        ("an unknown field", text.replacen("realization:", "realisation:", 1), "line 11, column 9: ", "`realisation`"),
        ("an unknown variant", text.replacen("Exact(0.004)", "About(0.004)", 1), "line 12, column ", "`About`"),
        (
            "a missing field",
            text.replacen("        success_rate: Pert(low: 0.4, likely: 0.55, high: 0.7),\n", "", 1),
            "line 13, ",
            "`success_rate`",
        ),
        ("a truncated file", cut, "line 158, column 44: ", "end of RON"),
        (
            "a newer schema",
            text.replacen("schema: 1,", "schema: 4, // and more\n    colour: \"red\",", 1),
            "",
            "made by a newer version of Breakeven (schema 4; this one reads up to 3): update Breakeven",
        ),
        ("a schema that never was", text.replacen("schema: 1,", "schema: 0,", 1), "", "schema 0 never existed"),
        ("a model twice", text.replacen("\"haiku\": (", "\"sonnet\": (", 1), "line ", "`sonnet` stands here twice"),
        ("words for a number", text.replacen("Exact(1.2)", "Exact(many)", 1), "line 31, column ", "Expected float"),
        ("garbage", "\u{1}\u{2} what?".to_owned(), "line 1, column 1: ", "Expected opening `(` for struct `Scenario`"),
        ("an empty file", String::new(), "line 1, column 1: ", "Expected opening `(` for struct `Scenario`"),
        ("another thing", "[1, 2, 3]".to_owned(), "line 1, column 1: ", "Expected opening `(` for struct `Scenario`"),
        ("a comment alone", "// nothing yet\n".to_owned(), "line 1, ", "Expected opening `(`"),
        ("something after the end", format!("{text}\n(more: 1)"), "line 317, ", "trailing characters"),
    ];
    let mut report = Vec::new();
    for (what, broken, place, fragment) in rows {
        assert_ne!(broken, text, "{what} changes the text");
        match parse_scenario(&broken) {
            Ok(_) => report.push(format!("{what} is read")),
            Err(error) => {
                let said = error.to_string();
                if !(said.starts_with(place) && said.contains(fragment)) {
                    report.push(format!("{what}: {said}"));
                }
            }
        }
    }
    assert!(report.is_empty(), "{}", report.join("\n"));
}

#[test]
fn what_may_be_missing_may_be_missing() {
    let text = fs::read_to_string(case_file()).expect("the case is there");
    let expected = case();
    let same = [
        ("a comment", text.replacen("(\n", "( // a note\n/* and another */\n", 1)),
        ("Some in full", text.replacen("budget: Some(15000.0)", "budget: 15000.0", 1)),
        ("no lists", text.replacen("    kill_criteria: [],\n    readiness: [],\n", "", 1)),
        ("empty lists", text.replacen("    readiness: [],\n", "    readiness: [], correlations: [], bases: {},\n", 1)),
        ("no notes", text.replacen("    notes: \"\",\n", "", 1)),
        ("None", text.replace("            until_stage: None,\n", "")),
        (
            "no commas at the end",
            text.replacen(
                "realization: Pert(low: 0.15, likely: 0.25, high: 0.4)",
                "realization: Pert(\nlow: 0.15, likely: 0.25, high: 0.4,)",
                1,
            ),
        ),
        ("lines of another system", text.replace('\n', "\r\n")),
    ];
    for (what, changed) in same {
        assert_ne!(changed, text, "{what} changes the text");
        assert_eq!(parse_scenario(&changed).as_ref(), Ok(&expected), "{what}");
    }
}
