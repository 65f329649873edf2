//! How long ten thousand futures take, part by part and together, and how that grows.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use breakeven::economics::{Assumptions, Curve, Plan, PlanVersions, Results};
use breakeven::files::open_scenario;
use breakeven::reference::PRESETS;
use breakeven::scenario::{Component, Scenario, Step};
use breakeven::uncertainty::{Distribution, Draws, Simulation, tornado, what_must_be_true};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

fn case(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    open_scenario(&folder.join(name).with_extension("ron")).expect("the case opens")
}

fn plan(scenario: &Scenario) -> Plan {
    Plan::new(scenario).expect("it has no problems")
}

/// The scenario with a slider at two places, to go back and forth between.
fn dragged(scenario: &Scenario, drag: impl Fn(&mut Scenario, f64)) -> [Scenario; 2] {
    [0.9, 1.1].map(|factor| {
        let mut scenario = scenario.clone();
        drag(&mut scenario, factor);
        scenario
    })
}

/// Moves a slider by a factor.
type Drag = fn(&mut Scenario, f64);

fn drag_volume(scenario: &mut Scenario, factor: f64) {
    let target = scenario.plan.target_stage;
    let requests = &mut scenario.stages[target].requests;
    *requests = requests.with_base(requests.base() * factor);
}

fn drag_value(scenario: &mut Scenario, factor: f64) {
    scenario.outcome.value = scenario.outcome.value.with_base(scenario.outcome.value.base() * factor);
}

fn drag_tokens(scenario: &mut Scenario, factor: f64) {
    let retrieved = &mut scenario.workload.steps.last_mut().expect("a step").retrieved;
    *retrieved = retrieved.with_base(retrieved.base() * factor);
}

/// One recompute after a slider has moved: results at base values, and all futures.
fn recompute(bencher: &mut criterion::Bencher<'_>, scenarios: &[Scenario; 2], futures: &mut Simulation) {
    let mut turn = 0;
    bencher.iter(|| {
        turn += 1;
        futures.with_results(&plan(black_box(&scenarios[turn % 2])))
    });
}

fn parts(criterion: &mut Criterion) {
    parts_of(criterion, "support_assistant", &case("support_assistant"));
    for preset in PRESETS {
        parts_of(criterion, &format!("preset {}", preset.key), &preset.scenario());
    }
}

/// What a recompute of a scenario is made of.
fn parts_of(criterion: &mut Criterion, name: &str, scenario: &Scenario) {
    let plan = plan(scenario);
    let results = Results::of(&plan);
    let mut group = criterion.benchmark_group(format!("futures of {name}"));
    group.bench_function("results at base values", |bencher| bencher.iter(|| Results::of(black_box(&plan))));
    group.bench_function("draws, all columns", |bencher| {
        bencher.iter(|| Draws::new(Simulation::USUAL, 1).of(black_box(&plan)));
    });
    let distributions: Vec<Distribution> =
        plan.inputs.iter().map(|field| Distribution::new(&field.estimate, field.domain)).collect();
    group.bench_function("tornado", |bencher| bencher.iter(|| tornado(black_box(&plan), &distributions)));
    group.bench_function("what must be true", |bencher| {
        bencher.iter(|| what_must_be_true(black_box(&plan), &distributions));
    });
    let mut futures = Simulation::new(Simulation::USUAL, 1);
    futures.of(&plan, &results);
    futures.parts(&plan, &results, &mut |name, part| {
        group.bench_function(name, |bencher| bencher.iter(&mut *part));
    });
    group.finish();
}

/// What one moved slider sets off.
fn sliders(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("recompute with futures");
    let drags: [(&str, Drag); 3] = [("volume", drag_volume), ("value", drag_value), ("tokens", drag_tokens)];
    for name in ["support_assistant", "corners", "self_hosted_summaries"] {
        for (slider, drag) in drags {
            let scenarios = dragged(&case(name), drag);
            let mut futures = Simulation::new(Simulation::USUAL, 1);
            group.bench_function(BenchmarkId::new(name, slider), |bencher| {
                recompute(bencher, &scenarios, &mut futures);
            });
        }
    }
    for preset in PRESETS {
        let scenarios = dragged(&preset.scenario(), drag_volume);
        let mut futures = Simulation::new(Simulation::USUAL, 1);
        group.bench_function(BenchmarkId::new("preset", preset.key), |bencher| {
            recompute(bencher, &scenarios, &mut futures);
        });
    }
    let scenarios = dragged(&case("support_assistant"), drag_volume);
    group.bench_function("support_assistant, nothing remembered", |bencher| {
        let plan = plan(&scenarios[0]);
        bencher.iter(|| Simulation::new(Simulation::USUAL, 1).of(&plan, &Results::of(black_box(&plan))));
    });
    group.finish();
}

/// How it grows with futures, cards and steps; and the curve at base values with volumes.
fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth");
    for draws in [1_000, 3_000, 10_000, 30_000, 100_000] {
        let scenarios = dragged(&case("support_assistant"), drag_volume);
        let mut futures = Simulation::new(draws, 1);
        group.bench_function(BenchmarkId::new("futures", draws), |bencher| {
            recompute(bencher, &scenarios, &mut futures);
        });
    }
    for cards in [5, 20, 50, 200, 1_000] {
        let scenario = with_cards(cards);
        let scenarios = dragged(&scenario, drag_volume);
        let mut futures = Simulation::new(Simulation::USUAL, 1);
        group.bench_function(BenchmarkId::new("cards", cards), |bencher| {
            recompute(bencher, &scenarios, &mut futures);
        });
        let plan = plan(&scenarios[0]);
        let distributions: Vec<Distribution> =
            plan.inputs.iter().map(|field| Distribution::new(&field.estimate, field.domain)).collect();
        group.bench_function(BenchmarkId::new("cards, what must be true", cards), |bencher| {
            bencher.iter(|| what_must_be_true(black_box(&plan), &distributions));
        });
    }
    for steps in [1, 4, 16, 64] {
        let mut scenario = case("support_assistant");
        let step = scenario.workload.steps[0].clone();
        scenario.workload.steps =
            (0..steps).map(|number| Step { name: format!("step {number}"), ..step.clone() }).collect();
        scenario.bases.clear();
        let scenarios = dragged(&scenario, drag_volume);
        let mut futures = Simulation::new(Simulation::USUAL, 1);
        group.bench_function(BenchmarkId::new("steps", steps), |bencher| {
            recompute(bencher, &scenarios, &mut futures);
        });
    }
    for volumes in [60, 240, 960] {
        let plan = plan(&case("support_assistant"));
        let (base, favourable) = (Assumptions::base(&plan), Assumptions::favourable(&plan));
        group.bench_function(BenchmarkId::new("volumes", volumes), |bencher| {
            bencher.iter(|| Curve::of(&mut PlanVersions::new(&base, &favourable), volumes));
        });
    }
    group.finish();
}

/// The support assistant with so many cards, its own ones over and over.
fn with_cards(count: usize) -> Scenario {
    let mut scenario = case("support_assistant");
    let cards = scenario.components.clone();
    let card = |number: usize| Component { id: format!("card-{number}"), ..cards[number % cards.len()].clone() };
    scenario.components = (0..count).map(card).collect();
    scenario.bases.clear();
    scenario
}

fn brief() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(1000))
}

criterion_group! {
    name = uncertainty;
    config = brief();
    targets = parts, sliders, growth
}
criterion_main!(uncertainty);
