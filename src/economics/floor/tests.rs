//! The search agrees with trying every candidate.

use std::fs;
use std::path::Path;

use generated::{cases, scenarios};
use proptest::proptest;
use ron::extensions::Extensions;

use super::*;
use crate::economics::{Curve, Plan, PlanVersions, Results};
use crate::scenario::{self, Component, Driver, Estimate, Pricing, Scenario, Strategy, StrategyKind, Tariff};

#[path = "../../../tests/generated/mod.rs"]
mod generated;

fn case(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    let text = fs::read_to_string(folder.join(name).with_extension("ron")).expect("the case is there");
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(&text).expect("the case can be read")
}

/// The floor by trying every candidate, as the model words it: what the search must agree with.
fn exhaustive(plan: &Plan, point: &Point<f64>) -> Floor {
    let set = Assumptions::base(plan);
    let favourable = Assumptions::favourable(plan);
    let mut search = FloorSearch::new(&set, &favourable);
    let planned = StrategySet::of(plan, |strategy| strategy.enabled).active_at(plan, point.stage);
    let mut best = search.candidate(point, Bounds::Plan, planned);
    for bounds in [Bounds::Favourable, Bounds::Set] {
        for set in StrategySet::subsets(plan, |_| true) {
            let candidate = search.candidate(point, bounds, set);
            if wins(candidate.evaluation.net, best.evaluation.net) {
                best = candidate;
            }
        }
    }
    best
}

const CASES: [&str; 6] =
    ["article_baseline", "broken_economics", "corners", "self_hosted_summaries", "support_assistant", "trap_950x"];

/// Compares along the curve and at every stage held at many volumes, one after another, as a chart asks.
fn agrees(name: &str, scenario: &Scenario, volumes: usize) {
    let plan = Plan::new(scenario).unwrap_or_else(|problems| panic!("{name} has problems: {problems:?}"));
    let base = Assumptions::base(&plan);
    let favourable = Assumptions::favourable(&plan);
    let (lowest, highest) = Curve::volumes(&plan);
    let step = libm::log(highest / lowest) / (volumes - 1) as f64;
    let volumes: Vec<f64> = (0..volumes).map(|index| lowest * libm::exp(step * index as f64)).collect();
    let on_the_curve = volumes.iter().map(|&volume| base.at_volume(volume));
    let held = (0..plan.stages.len()).flat_map(|stage| volumes.iter().map(move |&volume| (stage, volume)));
    let held = held.map(|(stage, volume)| base.held(stage, volume));

    let mut search = FloorSearch::new(&base, &favourable);
    for point in on_the_curve.chain(held) {
        let (found, expected) = (search.at(&point), exhaustive(&plan, &point));
        let said = |floor: &Floor| (floor.bounds, floor.set, floor.evaluation.net);
        assert_eq!(said(&found), said(&expected), "{name} at {} requests, stage {}", point.volume, point.stage);
    }
}

#[test]
fn the_search_agrees_on_every_case() {
    for name in CASES {
        agrees(name, &case(name), 16);
    }
}

#[test]
fn the_curve_has_the_floor_of_a_fresh_search() {
    let plan = Plan::new(&case("corners")).expect("the case has no problems");
    let (base, favourable) = (Assumptions::base(&plan), Assumptions::favourable(&plan));
    for versions in Curve::of(&mut PlanVersions::new(&base, &favourable), Results::CURVE_POINTS / 4).points() {
        let point = Point { stage: versions.planned.stage, ..base.at_volume(versions.planned.volume) };
        assert_eq!(versions.floor.evaluation, exhaustive(&plan, &point).evaluation);
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn the_search_agrees_on_any_scenario(scenario in scenarios()) {
        agrees("a generated scenario", &scenario, 3);
    }
}

/// Scenarios made to mislead a search that believes that savings help.
#[test]
fn the_search_agrees_where_savings_mislead() {
    for (name, change) in MISLEADING {
        for case_name in ["support_assistant", "corners", "self_hosted_summaries"] {
            let mut scenario = case(case_name);
            change(&mut scenario);
            // Twice as many strategies have dozens of times as many candidates.
            let volumes = if 8 < scenario.strategies.len() { 2 } else { 6 };
            agrees(&format!("{case_name} with {name}"), &scenario, volumes);
        }
    }
}

/// What is changed, and how.
type Change = (&'static str, fn(&mut Scenario));

const MISLEADING: &[Change] = &[
    ("outcomes that cost more than they bring", |scenario| add_line(scenario, Driver::Outcome, 3.0)),
    ("outcomes that are worth nothing, and losses of quality", |scenario| {
        scenario.outcome.value = Estimate::Exact(0.0);
        add_line(scenario, Driver::Outcome, 1.0);
        scenario.strategies.iter_mut().for_each(|strategy| strategy.quality_loss = Estimate::Exact(0.3));
    }),
    ("outcomes charged in whole thousands", |scenario| {
        add_line(scenario, Driver::Outcome, 0.0);
        let line = scenario.components.last_mut().and_then(|component| component.lines.last_mut());
        line.expect("it was just added").tariff = Tariff::Step(1000.0, Estimate::Exact(900.0));
    }),
    ("replicas bought whole", |scenario| self_host(scenario, 40.0)),
    ("routing to an idle replica", |scenario| {
        self_host(scenario, 400.0);
        let costly = Estimate::Pert { low: 0.5, likely: 0.9, high: 1.0 };
        for strategy in &mut scenario.strategies {
            if let StrategyKind::ModelRouting { escalation, router_cost, .. } = &mut strategy.kind {
                (*escalation, *router_cost) = (costly, Estimate::Exact(0.02));
            }
        }
    }),
    ("strategies without any effect", |scenario| {
        for strategy in &mut scenario.strategies {
            for estimate in strategy.kind.estimates_mut() {
                *estimate = Estimate::Exact(0.0);
            }
            if let StrategyKind::ContinuousBatching { throughput_gain } = &mut strategy.kind {
                *throughput_gain = Estimate::Exact(1.0);
            }
            if let StrategyKind::PrefixCaching { prefixes, .. } = &mut strategy.kind {
                *prefixes = Estimate::Exact(1.0);
            }
            free(strategy);
        }
    }),
    ("cache writes that cost more than they save", |scenario| {
        for model in scenario.models.values_mut() {
            if let Pricing::Tokens { input, cache_write, .. } = &mut model.pricing {
                *cache_write = Some(*input * 8.0);
            }
        }
    }),
    ("every strategy listed again, switched off, with other numbers", |scenario| {
        let again: Vec<Strategy> = scenario.strategies.iter().map(weaker).collect();
        scenario.strategies.splice(0..0, again);
    }),
    ("every strategy listed again, better", |scenario| {
        let again: Vec<Strategy> = scenario.strategies.iter().map(weaker).collect();
        scenario.strategies.extend(again);
        scenario.strategies.reverse();
    }),
    ("wrong hits that ruin, in one of two caches", |scenario| {
        self_host(scenario, 400.0);
        scenario.outcome.error_cost = Estimate::Exact(20.0);
        let cache = |hit_rate, wrong_hit_rate| Strategy {
            kind: StrategyKind::SemanticCaching {
                hit_rate: Estimate::Exact(hit_rate),
                eligible: Estimate::Exact(1.0),
                wrong_hit_rate: Estimate::Exact(wrong_hit_rate),
                lookup_cost: Estimate::Exact(0.0),
            },
            enabled: false,
            from_stage: 0,
            setup_cost: Estimate::Exact(0.0),
            monthly_cost: Estimate::Exact(0.0),
            quality_loss: Estimate::Exact(0.0),
            rework: Vec::new(),
        };
        scenario.strategies.retain(|strategy| strategy.kind.tag() != StrategyTag::SemanticCaching);
        scenario.strategies.splice(0..0, [cache(0.05, 0.002), cache(0.9, 0.5)]);
    }),
    ("batches that slow the writing down", |scenario| {
        self_host(scenario, 40.0);
        for strategy in &mut scenario.strategies {
            if let StrategyKind::ContinuousBatching { throughput_gain } = &mut strategy.kind {
                *throughput_gain = Estimate::Exact(0.4);
            }
        }
    }),
];

/// Adds a card that charges per unit of a driver.
fn add_line(scenario: &mut Scenario, driver: Driver, price: f64) {
    scenario.components.push(Component {
        id: "misleading".to_owned(),
        name: "Misleading".to_owned(),
        category: scenario::Category::Other,
        from_stage: 0,
        until_stage: None,
        enabled: true,
        setup_cost: Estimate::Exact(0.0),
        reversibility: scenario::Reversibility::Reversible,
        lines: vec![scenario::Line {
            name: "Charge".to_owned(),
            driver,
            factors: vec![],
            tariff: Tariff::Flat(Estimate::Exact(price)),
        }],
        success: Estimate::Exact(1.0),
        repeat: None,
        rework: Vec::new(),
    });
}

/// Serves every model but the first from replicas of its own.
fn self_host(scenario: &mut Scenario, decode: f64) {
    for model in scenario.models.values_mut().skip(1) {
        model.pricing = Pricing::SelfHosted {
            gpu_hour: 2.5,
            gpus_per_replica: 4.0,
            prefill: 4000.0,
            decode,
            target_utilization: 0.6,
            min_replicas: 2,
            idle: 1.0,
        };
    }
}

fn free(strategy: &mut Strategy) {
    strategy.setup_cost = Estimate::Exact(0.0);
    strategy.monthly_cost = Estimate::Exact(0.0);
    strategy.quality_loss = Estimate::Exact(0.0);
}

/// The same kind with half of each number, for nothing, and off.
fn weaker(strategy: &Strategy) -> Strategy {
    let mut weaker = Strategy { enabled: false, ..strategy.clone() };
    for estimate in weaker.kind.estimates_mut() {
        *estimate = estimate.with_base(estimate.base() / 2.0);
    }
    if let StrategyKind::PrefixCaching { prefixes, .. } = &mut weaker.kind {
        *prefixes = Estimate::Exact(1.0);
    }
    free(&mut weaker);
    weaker
}
