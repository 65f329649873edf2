//! What the futures say is what the engine says of each of them.

use std::path::Path;
use std::sync::Arc;

use breakeven::economics::{Assumptions, Engine, Evaluation, Mix, Months, Plan, Point, Results};
use breakeven::files::{PRESETS, open_scenario};
use breakeven::scenario::{self, Estimate, Scenario};
use breakeven::uncertainty::{BandPoint, Column, Draws, Futures, Interval, Quantiles, Uncertainty};
use generated::{cases, scenarios};
use proptest::proptest;

mod generated;

const CASES: [&str; 6] =
    ["article_baseline", "broken_economics", "corners", "self_hosted_summaries", "support_assistant", "trap_950x"];

fn case(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    open_scenario(&folder.join(name).with_extension("ron")).expect("the case opens")
}

fn plan(scenario: &Scenario) -> Plan {
    Plan::new(scenario).unwrap_or_else(|problems| panic!("the scenario has problems: {problems:?}"))
}

fn uncertainty(scenario: &Scenario, count: usize) -> Uncertainty {
    let plan = plan(scenario);
    Futures::new(count, 1).of(&plan, &Results::of(&plan))
}

/// The quantile of a column, by the book.
fn quantile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let place = share * (values.len() - 1) as f64;
    let (low, high) = (values[place.floor() as usize], values[place.ceil() as usize]);
    if low == high { low } else { low + (high - low) * place.fract() }
}

fn assert_close(found: f64, expected: f64, scale: f64, what: &str) {
    let is_close = found == expected || (found - expected).abs() <= 1e-8 * scale.abs().max(expected.abs());
    assert!(is_close, "{what}: {found}, not {expected}");
}

/// One future of a plan as plain assumptions.
fn future<'p>(plan: &'p Plan, columns: &[Arc<Column>], future: usize) -> Assumptions<'p, f64> {
    let values = plan.inputs.iter().zip(columns).map(|(field, column)| match column.values.get(future) {
        Some(value) => *value,
        None => field.estimate.base(),
    });
    Assumptions::new(plan, values.collect())
}

/// Runs the engine future by future and compares everything that the shapes gave.
fn assert_agrees(scenario: &Scenario, count: usize, stride: usize) {
    let plan = plan(scenario);
    let results = Results::of(&plan);
    let found = Futures::new(count, 7).of(&plan, &results);
    let columns = Draws::new(count, 7).of(&plan);
    let futures: Vec<Assumptions<'_, f64>> = (0..count).map(|index| future(&plan, &columns, index)).collect();
    let planned = plan.planned_mix();

    let target = |mix: Mix| {
        let active = mix.active_at(&plan, plan.target);
        let months = futures.iter().map(|future| Engine::new(future).evaluate(&future.at_stage(plan.target), active));
        months.collect::<Vec<_>>()
    };
    let (with, without) = (target(planned), target(Mix::NONE));
    let size = |values: &[f64]| values.iter().fold(0.0, |size: f64, value| size.max(value.abs()));
    let agree = |found: &Quantiles, values: Vec<f64>, scale: f64, what: &str| {
        for (share, found) in Quantiles::SHARES.into_iter().zip(found.values()) {
            assert_close(found, quantile(values.clone(), share), scale, what);
        }
    };
    let costs: Vec<f64> = with.iter().map(|month| month.cost).collect();
    let scale = size(&costs) + size(&with.iter().map(|month| month.value).collect::<Vec<_>>());
    agree(&found.outlook.cost, costs, 0.0, "cost");
    agree(&found.outlook.net, with.iter().map(|month| month.net).collect(), scale, "net");
    let per_outcome = with.iter().map(|month| month.cost_per_outcome().unwrap_or(f64::INFINITY)).collect();
    agree(&found.outlook.cost_per_outcome, per_outcome, 0.0, "cost per outcome");
    let savings = without.iter().zip(&with).map(|(without, with)| without.cost - with.cost);
    agree(
        &found.outlook.saving,
        savings.collect(),
        size(&without.iter().map(|month| month.cost).collect::<Vec<_>>()),
        "saving",
    );

    let npv: Vec<f64> = futures.iter().map(|future| Months::of(future, planned).npv).collect();
    for (found, expected) in found.cash.npv.iter().zip(&npv) {
        assert_close(*found, *expected, size(&npv) + scale * f64::from(plan.horizon_months), "npv");
    }
    for (mix, runs) in [(planned, &found.bands.planned), (Mix::NONE, &found.bands.baseline)] {
        for run in runs {
            for (place, point) in run.iter().enumerate().step_by(stride) {
                let months: Vec<_> = futures
                    .iter()
                    .map(|future| {
                        let at = Point { stage: point.stage, ..future.at_volume(point.volume) };
                        Engine::new(future).evaluate(&at, mix.active_at(&plan, point.stage))
                    })
                    .collect();
                // Between its knots a band may be off by less than a pixel: up or down, or along where it jumps.
                let near = &run[place.saturating_sub(4)..(place + 5).min(run.len())];
                let compare = |of: &dyn Fn(&Evaluation<f64>) -> f64, found: fn(&BandPoint) -> Interval, what: &str| {
                    for (end, share) in [0.1, 0.9].into_iter().enumerate() {
                        let expected = quantile(months.iter().map(of).collect(), share);
                        let near = near.iter().map(|point| found(point)[end]);
                        let low = near.clone().fold(f64::INFINITY, f64::min);
                        let high = near.fold(f64::NEG_INFINITY, f64::max);
                        let doubt = 0.01 * expected.abs();
                        let is_close = low <= expected + doubt && expected <= high + doubt || low == expected;
                        let volume = point.volume;
                        assert!(is_close, "{what} at {volume}: {low} to {high}, not {expected}");
                    }
                };
                compare(&|month| month.cost, |point| point.cost, "cost");
                let per_outcome = |month: &Evaluation<f64>| month.cost_per_outcome().unwrap_or(f64::INFINITY);
                compare(&per_outcome, |point| point.cost_per_outcome, "cost per outcome");
                if futures.iter().all(|future| 0.0 < Engine::new(future).evaluate(&future.at_volume(1.0), mix).outcomes)
                {
                    let worth = |month: &Evaluation<f64>| month.value_per_outcome().unwrap_or(f64::INFINITY);
                    compare(&worth, |point| point.value_per_outcome, "value per outcome");
                }
            }
        }
    }
}

#[test]
fn the_futures_of_cases_and_presets_are_the_engines() {
    for name in CASES {
        assert_agrees(&case(name), 200, 7);
    }
    for preset in PRESETS {
        assert_agrees(&preset.scenario(), 100, 11);
    }
}

#[test]
fn remembering_changes_nothing() {
    let mut scenario = case("corners");
    let mut remembering = Futures::new(500, 3);
    for step in 0..6 {
        let plan = plan(&scenario);
        let results = Results::of(&plan);
        let remembered = remembering.of(&plan, &results);
        assert_eq!(remembered, Futures::new(500, 3).of(&plan, &results), "step {step}");
        match step {
            0 => scenario.stages[1].requests = scenario.stages[1].requests.with_base(25_000.0),
            1 => scenario.outcome.value = Estimate::Range { p10: 0.4, p90: 1.4 },
            2 => scenario.outcome.value = Estimate::Exact(0.8),
            3 => scenario.components.reverse(),
            4 => scenario.correlations.clear(),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn any_scenarios_futures_are_the_engines(scenario in scenarios()) {
        assert_agrees(&scenario, 40, 29);
    }

    #[test]
    fn quantiles_are_in_order(scenario in scenarios()) {
        let found = uncertainty(&scenario, 300);
        for quantiles in [&found.outlook.cost, &found.outlook.cost_per_outcome, &found.outlook.net] {
            assert!(quantiles.values().is_sorted());
        }
        for point in found.bands.planned.iter().chain(&found.bands.baseline).flatten() {
            for [low, high] in [point.cost, point.cost_per_outcome, point.value_per_outcome] {
                assert!(low <= high * (1.0 + 1e-12) || low <= high + 1e-12, "at {}: {low} to {high}", point.volume);
            }
        }
        assert!(found.cash.band.iter().all(|month| month.p10 <= month.p50 && month.p50 <= month.p90));
        assert!(found.pilot.inputs.iter().all(|worth| worth.worth <= found.pilot.all));
    }
}
