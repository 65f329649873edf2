//! What the futures say is what the engine says of each of them.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use breakeven::economics::{Assumptions, Engine, Evaluation, Months, Plan, Point, Results, StrategySet, Verdict};
use breakeven::files::open_scenario;
use breakeven::reference::PRESETS;
use breakeven::scenario::{Domain, Estimate, EstimatePath, KillCriterion, Line, Metric, Scenario, Tariff};
use breakeven::uncertainty::{
    BandPoint, Distribution, DrawColumn, Draws, Interval, Quantiles, Simulation, Uncertainty, chance_of_paying, seek,
};
use proptest::proptest;

use crate::generated::{cases, scenarios};

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
    Simulation::new(count, 1).of(&plan, &Results::of(&plan))
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
fn future<'p>(plan: &'p Plan, columns: &[Arc<DrawColumn>], future: usize) -> Assumptions<'p, f64> {
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
    let found = Simulation::new(count, 7).of(&plan, &results);
    let columns = Draws::new(count, 7).of(&plan);
    let futures: Vec<Assumptions<'_, f64>> = (0..count).map(|index| future(&plan, &columns, index)).collect();
    let planned = plan.planned_mix();

    let target = |mix: StrategySet| {
        let active = mix.active_at(&plan, plan.target);
        let months = futures.iter().map(|future| Engine::new(future).evaluate(&future.at_stage(plan.target), active));
        months.collect::<Vec<_>>()
    };
    let (with, without) = (target(planned), target(StrategySet::NONE));
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

    let in_time: Vec<Months> = futures.iter().map(|future| Months::of(future, planned)).collect();
    let at_risk = quantile(in_time.iter().map(|months| months.cash_at_risk).collect(), 0.9);
    assert_close(found.cash.at_risk, at_risk, scale * f64::from(plan.horizon_months), "cash at risk");
    let npv: Vec<f64> = in_time.iter().map(|months| months.npv).collect();
    for (found, expected) in found.cash.npv.iter().zip(&npv) {
        assert_close(*found, *expected, size(&npv) + scale * f64::from(plan.horizon_months), "npv");
    }
    for (mix, runs) in [(planned, &found.bands.planned), (StrategySet::NONE, &found.bands.baseline)] {
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

/// What a future is worth to a team that asks each criterion that stops when its stage begins, and ends cash with the second
/// month after that.
fn npv_when_stopped(plan: &Plan, future: &Assumptions<'_, f64>) -> f64 {
    let is_breached = |criterion: &&KillCriterion| {
        let set = plan.planned_mix().active_at(plan, criterion.stage);
        let now = Engine::new(future).evaluate(&future.at_stage(criterion.stage), set);
        match criterion.metric {
            Metric::MonthlyCost => criterion.limit < now.cost,
            Metric::CostPerOutcome => now.cost_per_outcome().is_none_or(|cost| criterion.limit < cost),
            Metric::CostPerRequest => now.cost_per_request().is_none_or(|cost| criterion.limit < cost),
            Metric::Ratio => now.value / now.cost < criterion.limit,
            Metric::Net => now.net < criterion.limit,
        }
    };
    let breached = plan.kill_criteria.iter().filter(|criterion| criterion.stop).filter(is_breached);
    let last = breached.map(|criterion| plan.stages[criterion.stage].month + 2).min().unwrap_or(u32::MAX);
    let months = Months::of(future, plan.planned_mix()).months;
    let with_cash = months.iter().filter(|month| month.month <= last);
    with_cash.map(|month| month.cash * future.discount(month.month)).sum()
}

#[test]
fn a_team_with_kill_criteria_stops() {
    for key in ["coding_agent", "support_assistant", "enterprise_search"] {
        let mut scenario = PRESETS.iter().find(|preset| preset.key == key).expect("a preset").scenario();
        assert!(!scenario.kill_criteria.is_empty(), "{key}");
        // A criterion that does not stop anything changes nothing.
        scenario.kill_criteria.iter_mut().for_each(|criterion| criterion.stop = false);
        assert_eq!(uncertainty(&scenario, 60).cash.npv_with_kill_criteria, None);
        scenario.kill_criteria.iter_mut().for_each(|criterion| criterion.stop = true);
        let plan = plan(&scenario);
        let found = uncertainty(&scenario, 60);
        let columns = Draws::new(60, 1).of(&plan);
        let worths: Vec<f64> = (0..60).map(|index| npv_when_stopped(&plan, &future(&plan, &columns, index))).collect();
        let stopped = found.cash.npv_with_kill_criteria.expect("there are criteria");
        for (found, expected) in stopped.iter().zip(&worths) {
            assert_close(*found, *expected, 1e6, key);
        }
    }
}

/// A scenario that costs only what one card's lines cost, each a month.
fn monthly(lines: &[Estimate]) -> Scenario {
    let mut scenario = case("trap_950x");
    scenario.strategies.clear();
    scenario.bases.clear();
    scenario.components.truncate(1);
    let card = &mut scenario.components[0];
    (card.from_stage, card.until_stage, card.enabled) = (0, None, true);
    card.lines = lines
        .iter()
        .enumerate()
        .map(|(number, price)| Line { tariff: Tariff::Flat(*price), ..Line::monthly(format!("line {number}")) })
        .collect();
    for step in &mut scenario.workload.steps {
        step.calls = Estimate::Exact(0.0);
    }
    scenario
}

#[test]
fn one_lognormal_line_has_the_band_of_its_closed_form() {
    let found = uncertainty(&monthly(&[Estimate::Range { p10: 400.0, p90: 2500.0 }]), 10_000);
    let sigma = (2500.0_f64 / 400.0).ln() / (2.0 * 1.281_551_565_544_600_4);
    let p80 = 1000.0 * (0.841_621_233_572_914_3 * sigma).exp();
    for (found, expected) in found.outlook.cost.values().into_iter().zip([400.0, 1000.0, p80, 2500.0]) {
        assert!((found / expected - 1.0).abs() < 1e-3, "{found}, not {expected}");
    }
    for point in found.bands.planned.iter().flatten() {
        assert!((point.cost[0] / 400.0 - 1.0).abs() < 1e-3 && (point.cost[1] / 2500.0 - 1.0).abs() < 1e-3);
    }
}

#[test]
fn two_independent_lines_have_the_band_of_their_sum() {
    // The sum of two lognormal numbers has no closed form, so its distribution is integrated.
    let (first, second) = (Estimate::Range { p10: 400.0, p90: 2500.0 }, Estimate::Range { p10: 300.0, p90: 900.0 });
    let found = uncertainty(&monthly(&[first, second]), 10_000).outlook.cost;
    let [first, second] = [first, second].map(|estimate| Distribution::new(&estimate, Domain::NonNegative));
    let below = |sum: f64| -> f64 {
        let steps = 4000;
        let scores: Vec<f64> = (0..steps).map(|step| (f64::from(step) + 0.5) / f64::from(steps)).collect();
        // The first by equally likely slices, found by bisecting its chances; the second by its chance of what is left.
        let slices = scores.iter().map(|&share| {
            let (mut low, mut high) = (0.0, 1e6);
            for _ in 0..60 {
                let middle = (low + high) / 2.0;
                if first.cdf(middle) < Some(share) { low = middle } else { high = middle }
            }
            second.cdf(sum - low).unwrap_or(0.0)
        });
        slices.sum::<f64>() / f64::from(steps)
    };
    for ((value, share), error) in found.values().into_iter().zip(Quantiles::SHARES).zip(found.errors) {
        let slope = (below(value + error) - below(value - error)) / 2.0;
        let miss = (below(value) - share).abs();
        assert!(miss <= 4.0 * slope, "{value} has {} below, not {share}", below(value));
    }
}

#[test]
fn what_is_known_has_no_width() {
    let found = uncertainty(&case("trap_950x"), 500);
    for quantiles in [&found.outlook.cost, &found.outlook.cost_per_outcome, &found.outlook.net] {
        assert_eq!(quantiles.p10, quantiles.p90);
        assert_eq!(quantiles.errors, [0.0; 4]);
    }
    assert!(found.bands.planned.iter().flatten().all(|point| point.cost[0] == point.cost[1]));
    assert!(found.cash.band.iter().all(|month| month.p10 == month.p90));
    assert_eq!((found.pilot.all, found.pilot.inputs.len()), (0.0, 0));
}

#[test]
fn a_new_card_moves_nobody_elses_luck() {
    let scenario = case("corners");
    let mut more = scenario.clone();
    let mut card = more.components[0].clone();
    card.id = "another".to_owned();
    more.components.insert(0, card);
    more.strategies.reverse();
    let columns = |scenario: &Scenario| {
        let plan = plan(scenario);
        let columns = Draws::new(300, 5).of(&plan);
        let paths = plan.inputs.into_iter().map(|field| field.path);
        paths.zip(columns).collect::<HashMap<EstimatePath, Arc<DrawColumn>>>()
    };
    let (before, after) = (columns(&scenario), columns(&more));
    assert!(before.len() < after.len());
    for (path, column) in before {
        assert_eq!(column.values, after[&path].values, "{path}");
    }
}

#[test]
fn the_order_of_cards_and_strategies_changes_nothing() {
    for name in ["corners", "support_assistant"] {
        let scenario = case(name);
        let mut turned = scenario.clone();
        turned.components.reverse();
        turned.strategies.reverse();
        turned.correlations.reverse();
        let (found, again) = (uncertainty(&scenario, 400), uncertainty(&turned, 400));
        let close = |a: f64, b: f64| assert!((a - b).abs() <= 1e-9 * a.abs().max(1.0), "{name}: {a} and {b}");
        for (found, again) in [
            (&found.outlook.cost, &again.outlook.cost),
            (&found.outlook.cost_per_outcome, &again.outlook.cost_per_outcome),
            (&found.outlook.net, &again.outlook.net),
        ] {
            found.values().into_iter().zip(again.values()).for_each(|(a, b)| close(a, b));
        }
        found.cash.npv.iter().zip(&again.cash.npv).for_each(|(a, b)| close(*a, *b));
        for (a, b) in found.bands.planned.iter().flatten().zip(again.bands.planned.iter().flatten()) {
            close(a.cost[0], b.cost[0]);
            close(a.cost[1], b.cost[1]);
        }
    }
}

#[test]
fn correlated_estimates_go_together() {
    let mut scenario = case("support_assistant");
    let (volume, success, value) = ("stages[\"Production\"].requests", "outcome.success_rate", "outcome.value");
    let pairs = [(volume, success, -0.3), (value, volume, 0.6), (success, "outcome.error_rate", 0.9)];
    scenario.correlations = pairs.map(|(first, second, rho)| (first.into(), second.into(), rho)).to_vec();
    let plan = plan(&scenario);
    let columns = Draws::new(20_000, 1).of(&plan);
    for &(first, second, rho) in &plan.correlations {
        let ranks = [first, second].map(|input| columns[input.index()].ranks.clone());
        // What is known goes with nothing.
        let [Some(first), Some(second)] = ranks else { continue };
        let middle = (first.len() as f64 - 1.0) / 2.0;
        let product = |a: &[u32], b: &[u32]| -> f64 {
            a.iter().zip(b).map(|(a, b)| (f64::from(*a) - middle) * (f64::from(*b) - middle)).sum()
        };
        let found = product(&first, &second) / product(&first, &first);
        assert!((found - rho).abs() < 0.02, "{found}, not {rho}");
    }
}

#[test]
fn a_goal_is_reached_and_not_overshot() {
    let scenario = case("support_assistant");
    let mut draws = Draws::new(2000, 1);
    for path in
        ["stages[\"Production\"].requests", "outcome.value", "outcome.realization", "strategies.ModelRouting.share"]
    {
        let path = &EstimatePath::from(path);
        let Some(answer) = seek(&scenario, path, 0.8, &mut draws) else {
            assert_eq!(path.to_string(), "strategies.ModelRouting.share", "routing alone cannot do it");
            continue;
        };
        assert!(0.8 <= answer.chance, "{path}");
        let verdict = |estimate: Estimate| {
            let mut scenario = scenario.clone();
            *scenario.estimate_mut(path).expect("it is there") = estimate;
            let plan = plan(&scenario);
            (Results::of(&plan).verdict, chance_of_paying(&plan, &mut Draws::new(2000, 1)))
        };
        let (reached, chance) = verdict(answer.estimate);
        assert_eq!((reached, chance), (Verdict::Viable, answer.chance), "{path}");
        let base = scenario.fields().iter().find(|field| field.path == *path).map(|field| field.estimate.base());
        let short = answer.estimate.base() + (base.expect("it is there") - answer.estimate.base()) * 0.01;
        let (reached, chance) = verdict(answer.estimate.with_base(short));
        assert!(reached != Verdict::Viable || chance < 0.8, "{path}: less would have done");
    }
}

#[test]
fn remembering_changes_nothing() {
    let mut scenario = case("corners");
    let mut remembering = Simulation::new(500, 3);
    for step in 0..6 {
        let plan = plan(&scenario);
        let results = Results::of(&plan);
        let remembered = remembering.of(&plan, &results);
        assert_eq!(remembered, Simulation::new(500, 3).of(&plan, &results), "step {step}");
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
