//! How long the economics take: one evaluation, what a chart asks for, and everything that a slider sets off.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use breakeven::economics::{
    Assumptions, BestStrategySet, Curve, Engine, FloorSearch, Months, Plan, PlanVersions, Results, break_even_volumes,
    contributions,
};
use breakeven::files::open_scenario;
use breakeven::reference::PRESETS;
use breakeven::scenario::Scenario;
use criterion::{Criterion, criterion_group, criterion_main};

fn case(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    open_scenario(&folder.join(name).with_extension("ron")).expect("the case opens")
}

fn plan(scenario: &Scenario) -> Plan {
    Plan::new(scenario).expect("it has no problems")
}

/// One question at a time, of one case.
fn questions(criterion: &mut Criterion, name: &str) {
    let plan = plan(&case(name));
    let base = Assumptions::base(&plan);
    let favourable = Assumptions::favourable(&plan);
    let target = base.at_stage(plan.target);
    let mix = plan.planned_mix().active_at(&plan, plan.target);
    let mut group = criterion.benchmark_group(name);

    let mut engine = Engine::new(&base);
    group.bench_function("one evaluation", |bencher| {
        bencher.iter(|| engine.evaluate(black_box(&target), black_box(mix)));
    });
    group.bench_function("floor at one point", |bencher| {
        bencher.iter(|| FloorSearch::new(&base, &favourable).at(black_box(&target)));
    });
    group.bench_function("curve of three versions", |bencher| {
        bencher.iter(|| Curve::of(&mut PlanVersions::new(&base, &favourable), Results::CURVE_POINTS));
    });
    group.bench_function("break-evens", |bencher| {
        bencher.iter(|| break_even_volumes(&base, black_box(plan.target), mix));
    });
    group.bench_function("contributions", |bencher| {
        bencher.iter(|| contributions(&base, black_box(&target), mix));
    });
    group.bench_function("best mix", |bencher| bencher.iter(|| BestStrategySet::of(black_box(&base))));
    group.bench_function("months", |bencher| bencher.iter(|| Months::of(&base, black_box(plan.planned_mix()))));
    group.finish();
}

fn every_question(criterion: &mut Criterion) {
    for name in ["support_assistant", "corners"] {
        questions(criterion, name);
    }
}

/// What one edit sets off.
fn full_recompute(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("full recompute");
    for name in ["support_assistant", "corners"] {
        let scenario = case(name);
        group.bench_function(name, |bencher| bencher.iter(|| Results::of(&plan(black_box(&scenario)))));
    }
    group.finish();
}

fn results_of_presets(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("results of preset");
    for preset in PRESETS {
        let plan = plan(&preset.scenario());
        group.bench_function(preset.key, |bencher| bencher.iter(|| Results::of(black_box(&plan))));
    }
    group.finish();
}

fn brief() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(800))
}

criterion_group! {
    name = economics;
    config = brief();
    targets = every_question, full_recompute, results_of_presets
}
criterion_main!(economics);
