//! What holds for every scenario without problems, and for those with some.

use breakeven::codec::parse_scenario;
use breakeven::economics::{
    Assumptions, BestStrategySet, Breakdown, Curve, Engine, Evaluation, Months, Multiple, Plan, PlanVersions, Results,
    StrategySet, break_even_volumes, contributions,
};
use breakeven::export::{results_json, results_table};
use breakeven::files::write_scenario;
use breakeven::scenario::{Commitment, Driver, Estimate, Pricing, Scenario, StrategyKind, Tariff};
use breakeven::uncertainty::Simulation;
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::proptest;
use serde_json::Value;

use crate::generated::{cases, scenarios};

fn plan(scenario: &Scenario) -> Plan {
    Plan::new(scenario).unwrap_or_else(|problems| panic!("the scenario has problems: {problems:?}"))
}

fn target_mix(plan: &Plan) -> StrategySet {
    plan.planned_mix().active_at(plan, plan.target)
}

/// Equal within 1e-9 of what the numbers are made of.
fn assert_close(found: f64, expected: f64, scale: f64, what: &str) {
    let tolerance = 1e-9 * scale.abs().max(expected.abs());
    assert!((found - expected).abs() <= tolerance, "{what}: {found} instead of {expected}");
}

/// How large the numbers are that a month's net is the difference of.
fn scale(scenario: &Scenario, month: &Evaluation<f64>) -> f64 {
    let errors = (month.volume + month.wrong) * scenario.outcome.error_cost.high();
    let brought = month.outcomes * scenario.outcome.value.high();
    month.cost + errors + brought
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_generated_scenario_has_no_problems(scenario in scenarios()) {
        assert_eq!(scenario.check(), vec![]);
    }

    #[test]
    fn the_floor_is_never_worse_than_the_plan(scenario in scenarios()) {
        let plan = plan(&scenario);
        let (base, favourable) = (Assumptions::base(&plan), Assumptions::favourable(&plan));
        let mut three = PlanVersions::new(&base, &favourable);
        let mut months: Vec<_> = (0..plan.stages.len()).map(|stage| three.at(&base.at_stage(stage))).collect();
        let curve = Curve::of(&mut three, 24);
        months.extend(curve.points());
        for versions in months {
            assert!(versions.planned.net <= versions.floor.evaluation.net, "at {} requests", versions.planned.volume);
        }
    }

    #[test]
    fn contributions_add_up(scenario in scenarios()) {
        let plan = plan(&scenario);
        let base = Assumptions::base(&plan);
        let target = base.at_stage(plan.target);
        let mut engine = Engine::new(&base);
        let mix = target_mix(&plan);
        let (baseline, planned) = (engine.evaluate(&target, StrategySet::NONE), engine.evaluate(&target, mix));
        let scale = scale(&scenario, &baseline) + scale(&scenario, &planned);
        let contributions = contributions(&base, &target, mix);
        let sum = |part: fn(&breakeven::economics::Contribution) -> f64| contributions.iter().map(part).sum::<f64>();
        assert_close(sum(|strategy| strategy.share), baseline.cost - planned.cost, scale, "saving");
        assert_close(sum(|strategy| strategy.net), planned.net - baseline.net, scale, "net");
        for (place, contribution) in contributions.iter().enumerate() {
            assert!(mix.contains(place) || (contribution.share, contribution.net) == (0.0, 0.0));
        }
    }

    #[test]
    fn factors_multiply_to_the_multiple(scenario in scenarios()) {
        let plan = plan(&scenario);
        let base = Assumptions::base(&plan);
        let mut engine = Engine::new(&base);
        let mut planned = |stage| {
            engine.evaluate(&base.at_stage(stage), plan.planned_mix().active_at(&plan, stage))
        };
        if let Some(multiple) = Multiple::between(&planned(0), &planned(plan.target)) {
            assert_close(multiple.cost_per_request * multiple.volume, multiple.total, 0.0, "cost per request");
            if let (Some(inference), Some(beyond)) = (multiple.inference_per_request, multiple.beyond_tokens) {
                assert_close(multiple.volume * inference * beyond, multiple.total, 0.0, "multiple");
            }
        }
    }

    #[test]
    fn without_strategies_the_plan_is_the_baseline(mut scenario in scenarios()) {
        for strategy in &mut scenario.strategies {
            strategy.enabled = false;
        }
        let plan = plan(&scenario);
        let (base, favourable) = (Assumptions::base(&plan), Assumptions::favourable(&plan));
        let mut three = PlanVersions::new(&base, &favourable);
        for stage in 0..plan.stages.len() {
            let versions = three.at(&base.at_stage(stage));
            assert_eq!(versions.planned, versions.baseline);
        }
    }

    #[test]
    fn parts_of_the_bill_sum_to_the_cost(scenario in scenarios(), at in -1.0..1.0) {
        let plan = plan(&scenario);
        let base = Assumptions::base(&plan);
        for stage in 0..plan.stages.len() {
            let volume = plan.stages[stage].requests * libm::pow(10.0, at);
            for point in [base.at_stage(stage), base.held(stage, volume), base.at_volume(volume)] {
                let mix = plan.planned_mix().active_at(&plan, point.stage);
                let breakdown = Breakdown::at(&base, &point, mix);
                let cards = breakdown.steps.iter().chain(&breakdown.components).sum::<f64>() + breakdown.strategies + breakdown.unused_commitment;
                assert_eq!(breakdown.total, Engine::new(&base).evaluate(&point, mix));
                assert_close(cards, breakdown.total.cost, 0.0, "sum of the parts");
                let categories: f64 = breakdown.total.active_categories().map(|(_, cost)| cost).sum();
                assert_close(categories, breakdown.total.cost, 0.0, "sum of the categories");
            }
        }
    }

    #[test]
    fn what_is_linear_doubles_with_requests(mut scenario in scenarios()) {
        make_linear(&mut scenario);
        let plan = plan(&scenario);
        let base = Assumptions::base(&plan);
        let mut engine = Engine::new(&base);
        let requests = plan.stages[plan.target].requests;
        for mix in [StrategySet::NONE, target_mix(&plan)] {
            let once = engine.evaluate(&base.held(plan.target, requests), mix);
            let twice = engine.evaluate(&base.held(plan.target, 2.0 * requests), mix);
            assert_close(twice.cost, 2.0 * once.cost, 0.0, "cost");
            assert_close(twice.value, 2.0 * once.value, scale(&scenario, &twice), "value");
        }
    }

    #[test]
    fn net_changes_sign_around_a_break_even(scenario in scenarios()) {
        let plan = plan(&scenario);
        let base = Assumptions::base(&plan);
        let mut engine = Engine::new(&base);
        let mix = target_mix(&plan);
        let mut pays = |volume: f64| 0.0 <= engine.evaluate(&base.held(plan.target, volume), mix).net;
        let volumes = break_even_volumes(&base, plan.target, mix);
        let (lowest, highest) = (plan.stages[0].requests / 10.0, plan.stages[plan.stages.len() - 1].requests * 10.0);
        assert!(volumes.is_sorted());
        for &volume in &volumes {
            assert!(lowest <= volume && volume <= highest);
            assert_ne!(pays(volume * (1.0 - 1e-9)), pays(volume * (1.0 + 1e-9)), "at {volume} of {volumes:?}");
        }
        assert_eq!(volumes.len() % 2 == 1, pays(lowest) != pays(highest));
    }

    #[test]
    fn saving_and_loading_changes_nothing(scenario in scenarios()) {
        let text = write_scenario(&scenario);
        let again = parse_scenario(&text).unwrap_or_else(|error| panic!("{error} in\n{text}"));
        assert_eq!(again, scenario);
        assert_eq!(write_scenario(&again), text);
    }
}

// These compute all results or every mix over every month, and unoptimised that takes its time.
proptest! {
    #![proptest_config(cases(20))]

    #[test]
    fn every_result_is_a_finite_number(scenario in scenarios()) {
        let plan = plan(&scenario);
        let results = Results::of(&plan);
        assert_eq!(what_is_not_finite(&results), None);
        let mut nulls = Vec::new();
        let uncertainty = Simulation::new(60, 1).of(&plan, &results);
        let mut json = results_json(&scenario, &plan, &results, Some(&uncertainty));
        // Where there is none: an estimate without a break-even, a plan without a budget or kill criteria, a future
        // without outcomes.
        for key in ["scenario", "what_must_be_true"] {
            json.as_object_mut().expect("an object").remove(key);
        }
        find_nulls("", &json, &mut nulls);
        let may_be_none = ["p_over_budget", "expected_with_kill_criteria", "_per_outcome"];
        nulls.retain(|path| {
            let is_base = !path.starts_with(".bands") && !path.starts_with(".monte_carlo") && !path.starts_with(".evpi");
            is_base || !may_be_none.iter().any(|key| path.contains(key))
        });
        assert_eq!(nulls, Vec::<String>::new());
        assert!(!results_table(&scenario, &plan, &results, None).contains("NaN"));
    }

    #[test]
    fn what_passes_the_check_is_finite(mut scenario in scenarios(), pushes in vec((any::<usize>(), any::<usize>()), 1..6)) {
        for (place, extreme) in pushes {
            push(&mut scenario, place, extreme);
        }
        if let Ok(plan) = Plan::new(&scenario) {
            assert_eq!(what_is_not_finite(&Results::of(&plan)), None);
        }
    }

    #[test]
    fn a_loaded_scenario_computes_the_same(scenario in scenarios()) {
        let again = parse_scenario(&write_scenario(&scenario)).expect("what was written can be read");
        assert_eq!(written_results(&again), written_results(&scenario));
    }

    #[test]
    fn no_mix_beats_the_best(scenario in scenarios()) {
        let plan = plan(&scenario);
        let base = Assumptions::base(&plan);
        let best_mix = BestStrategySet::of(&base);
        let best = best_mix.best;
        let months = Months::of(&base, best.set);
        let flows: f64 = months.months.iter().map(|month| month.cash.abs() * base.discount(month.month)).sum();
        assert_close(months.npv, best.npv, flows, "the best mix");
        for place in 0..plan.strategies.len() {
            let single = Months::of(&base, StrategySet::NONE.with(place)).npv;
            assert!(single <= best.npv + 2e-9 * best.npv.abs().max(flows), "{place} alone: {single}, best {}", best.npv);
        }

        let front = &best_mix.front;
        for pair in front.windows(2) {
            assert!(pair[0].setup_cost < pair[1].setup_cost && pair[0].npv < pair[1].npv, "{pair:?}");
        }
        let last = front.last().expect("no strategy at all is always there");
        assert_close(last.npv, best.npv, 0.0, "the end of the front");
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn what_is_broken_is_reported(scenario in scenarios(), which in 0..BREAKS.len(), choice in any::<u32>()) {
        let mut broken = scenario.clone();
        let (name, break_it) = BREAKS[which];
        break_it(&mut broken, choice as usize);
        if broken == scenario {
            return Ok(());
        }
        let problems = broken.check();
        assert!(!problems.is_empty(), "{name} is not reported");
        for problem in problems {
            assert!(!problem.path.is_empty() && !problem.message.is_empty(), "{problem:?}");
        }
        // A scenario with problems is still a scenario.
        let text = write_scenario(&broken);
        let again = parse_scenario(&text).unwrap_or_else(|error| panic!("{name}: {error} in\n{text}"));
        assert_eq!(write_scenario(&again), text);
    }
}

type Break = (&'static str, fn(&mut Scenario, usize));

/// Ways to break a scenario, each at a place that the choice picks; those that find no such place leave it alone.
const BREAKS: &[Break] = &[
    ("a number that is none", |scenario, choice| {
        let bad = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.5, 1e300][choice % 5];
        *estimate(scenario, choice / 5) = Estimate::Exact(bad);
    }),
    ("a bound that is none", |scenario, choice| {
        let bad = [f64::NAN, f64::INFINITY, -2.0][choice % 3];
        *estimate(scenario, choice / 3) = Estimate::Pert { low: 0.0, likely: 0.5, high: bad };
    }),
    ("a range turned around", |scenario, choice| {
        *estimate(scenario, choice) = Estimate::Range { p10: 1.0, p90: 0.5 };
    }),
    ("a range that reaches 0", |scenario, choice| {
        *estimate(scenario, choice) = Estimate::Range { p10: 0.0, p90: 0.5 };
    }),
    ("bounds turned around", |scenario, choice| {
        *estimate(scenario, choice) = Estimate::Pert { low: 1.0, likely: 0.5, high: 0.2 };
    }),
    ("a model that is missing", |scenario, choice| {
        let step = choice % scenario.workload.steps.len();
        scenario.workload.steps[step].model = "nowhere".to_owned();
    }),
    ("a fallback that is missing", |scenario, _| scenario.workload.fallback_model = Some("nowhere".to_owned())),
    ("a routing target that is missing", |scenario, _| {
        for strategy in &mut scenario.strategies {
            if let StrategyKind::ModelRouting { to, .. } = &mut strategy.kind {
                *to = "nowhere".to_owned();
            }
        }
    }),
    ("no steps", |scenario, _| scenario.workload.steps.clear()),
    ("no stages", |scenario, _| scenario.stages.clear()),
    ("no models", |scenario, _| scenario.models.clear()),
    ("a target that is missing", |scenario, _| scenario.plan.target_stage = scenario.stages.len()),
    ("a card from a stage that is missing", |scenario, _| {
        let count = scenario.stages.len();
        scenario.components.iter_mut().for_each(|component| component.from_stage = count);
    }),
    ("a card until a stage that is missing", |scenario, _| {
        scenario.components.iter_mut().for_each(|component| component.until_stage = Some(usize::MAX));
    }),
    ("a strategy from a stage that is missing", |scenario, _| {
        let count = scenario.stages.len();
        scenario.strategies.iter_mut().for_each(|strategy| strategy.from_stage = count + 7);
    }),
    ("a step twice", |scenario, choice| {
        let step = scenario.workload.steps[choice % scenario.workload.steps.len()].clone();
        scenario.workload.steps.push(step);
    }),
    ("a stage twice", |scenario, choice| {
        let stage = scenario.stages[choice % scenario.stages.len()].clone();
        scenario.stages.push(stage);
    }),
    ("a card twice", |scenario, _| scenario.components.extend_from_within(..)),
    ("every line twice", |scenario, _| {
        scenario.components.iter_mut().for_each(|component| component.lines.extend_from_within(..));
    }),
    ("every factor twice", |scenario, _| {
        let lines = scenario.components.iter_mut().flat_map(|component| &mut component.lines);
        lines.for_each(|line| line.factors.extend_from_within(..));
    }),
    ("every strategy on, twice", |scenario, _| {
        scenario.strategies.extend_from_within(..);
        scenario.strategies.iter_mut().for_each(|strategy| strategy.enabled = true);
    }),
    ("tariffs without a meaning", |scenario, choice| {
        let lines = scenario.components.iter_mut().flat_map(|component| &mut component.lines);
        let price = Estimate::Exact(1.0);
        let tariffs = [
            Tariff::Graduated(vec![]),
            Tariff::Graduated(vec![(10.0, 1.0)]),
            Tariff::Graduated(vec![(f64::INFINITY, 1.0), (f64::INFINITY, 1.0)]),
            Tariff::Graduated(vec![(f64::NAN, 1.0), (f64::INFINITY, 1.0)]),
            Tariff::Graduated(vec![(f64::INFINITY, -1.0)]),
            Tariff::Step(0.0, price),
            Tariff::Step(f64::NAN, price),
            Tariff::Power(0.0, price, 1.0),
            Tariff::Power(1.0, price, -1.0),
            Tariff::Power(1.0, price, f64::INFINITY),
        ];
        lines.for_each(|line| line.tariff = tariffs[choice % tariffs.len()].clone());
    }),
    ("prices without a meaning", |scenario, choice| {
        let bad = [f64::NAN, -1.0, f64::INFINITY][choice % 3];
        for model in scenario.models.values_mut() {
            match &mut model.pricing {
                Pricing::Tokens { cache_read, .. } => *cache_read = Some(bad),
                Pricing::SelfHosted { prefill, .. } => *prefill = bad,
                Pricing::Provisioned { unit_hour, .. } => *unit_hour = bad,
            }
        }
    }),
    ("a horizon out of bounds", |scenario, choice| scenario.plan.horizon_months = [0, 601, u32::MAX][choice % 3]),
    ("a hurdle below 1", |scenario, choice| scenario.plan.hurdle = [0.0, -1.0, f64::NAN][choice % 3]),
    ("a budget of nothing", |scenario, _| scenario.plan.budget = Some(0.0)),
    ("a meter twice", |scenario, choice| {
        let step = choice % scenario.workload.steps.len();
        scenario.workload.steps[step].meters.extend_from_within(..);
    }),
    ("an alternative twice", |scenario, _| scenario.alternatives.extend_from_within(..)),
    ("adoption that goes back", |scenario, _| scenario.plan.adoption = vec![(2, 0.5), (1, 0.5)]),
    ("a commitment from a stage that is missing", |scenario, _| {
        let (from_stage, amount) = (scenario.stages.len(), Estimate::Exact(1.0));
        scenario.plan.commitment = Some(Commitment { from_stage, amount });
    }),
    ("stages that shrink", |scenario, _| {
        if 1 < scenario.stages.len() {
            scenario.stages.reverse();
        }
    }),
    ("a correlation with nobody", |scenario, _| {
        scenario.correlations.push(("nowhere".into(), "usd_rate".into(), 0.1));
    }),
    ("a correlation beyond 1", |scenario, _| {
        scenario.correlations.push(("outcome.value".into(), "usd_rate".into(), 1.1));
    }),
];

/// One of the estimates that every scenario has.
fn estimate(scenario: &mut Scenario, choice: usize) -> &mut Estimate {
    let step = choice % scenario.workload.steps.len();
    let stage = choice % scenario.stages.len();
    match choice % 19 {
        0 => &mut scenario.usd_rate,
        1 => &mut scenario.outcome.value,
        2 => &mut scenario.outcome.success_rate,
        3 => &mut scenario.outcome.error_rate,
        4 => &mut scenario.workload.retrievals,
        5 => &mut scenario.workload.steps[step].calls,
        6 => &mut scenario.workload.steps[step].reasoning,
        7 => &mut scenario.stages[stage].requests,
        8 => &mut scenario.stages[stage].peak,
        9 => &mut scenario.stages[stage].fallback_share,
        10 => &mut scenario.plan.growth,
        11 => &mut scenario.plan.price_trend,
        12 => &mut scenario.workload.steps[step].turns,
        13 => &mut scenario.workload.steps[step].turns_cv,
        14 => &mut scenario.workload.steps[step].carried,
        15 => &mut scenario.stages[stage].users,
        16 => &mut scenario.plan.drift,
        17 => &mut scenario.plan.value_trend,
        _ => &mut scenario.plan.discount_rate,
    }
}

/// Pushes one number to the edge of what is accepted, or beyond.
fn push(scenario: &mut Scenario, place: usize, extreme: usize) {
    let number = [1e15, 1e-12, 1e-300, 1.0 - f64::EPSILON, -1.0 + f64::EPSILON][extreme % 5];
    let lines: Vec<_> = scenario.components.iter_mut().flat_map(|component| &mut component.lines).collect();
    let count = lines.len();
    match lines.into_iter().nth(place / 2 % count.max(1)) {
        Some(line) if place.is_multiple_of(2) => {
            let exponent = [1.5, 3.0, 12.0, 1000.0][extreme % 4];
            line.driver = Driver::ALL[extreme / 4 % Driver::ALL.len()];
            line.tariff = Tariff::Power([1e-12, 1.0, 1e15][extreme % 3], Estimate::Exact(1e15), exponent);
        }
        _ => *estimate(scenario, place / 2) = Estimate::Exact(number),
    }
    let stages = scenario.stages.len();
    if extreme.is_multiple_of(3) && 1 < stages {
        // As near as stages can be.
        let before = scenario.stages[stages - 2].requests.base();
        scenario.stages[stages - 1].requests = Estimate::Exact(before.next_up());
    }
}

/// Looks through everything that was computed, whatever it is.
fn what_is_not_finite(results: &Results) -> Option<String> {
    let listed = format!("{results:?}");
    let mut words = listed.split(|letter: char| !letter.is_ascii_alphanumeric());
    let word = words.find(|word| matches!(*word, "NaN" | "inf"))?;
    let at = word.as_ptr() as usize - listed.as_ptr() as usize;
    Some(listed[at.saturating_sub(300)..at + word.len()].to_owned())
}

/// Leaves only what grows in proportion to requests.
fn make_linear(scenario: &mut Scenario) {
    for model in scenario.models.values_mut() {
        if !matches!(model.pricing, Pricing::Tokens { .. }) {
            model.pricing = Pricing::by_token(1.0, 4.0, 0.3);
        }
    }
    for line in scenario.components.iter_mut().flat_map(|component| &mut component.lines) {
        if line.driver == Driver::Month {
            line.driver = Driver::Request;
        }
        line.tariff = Tariff::Flat(line.tariff.price().copied().unwrap_or(Estimate::Exact(0.01)));
    }
    for strategy in &mut scenario.strategies {
        strategy.monthly_cost = Estimate::Exact(0.0);
    }
    scenario.plan.commitment = None;
    // They may be about what is gone.
    scenario.correlations.clear();
}

fn written_results(scenario: &Scenario) -> String {
    let plan = plan(scenario);
    results_json(scenario, &plan, &Results::of(&plan), None).to_string()
}

/// Lists every null where the model allows none.
fn find_nulls(at: &str, value: &Value, nulls: &mut Vec<String>) {
    const MAY_BE_UNDEFINED: [&str; 11] = [
        "ratio",
        "cost_per_outcome",
        "multiple",
        "inference_per_request",
        "beyond_tokens",
        "payback_month",
        "payback_months",
        "irr",
        "pays_from",
        "late",
        "expected_with_stopping",
    ];
    match value {
        Value::Null if MAY_BE_UNDEFINED.iter().any(|key| at.ends_with(key)) => {}
        Value::Null => nulls.push(at.to_owned()),
        Value::Array(values) => values.iter().for_each(|value| find_nulls(&format!("{at}[]"), value, nulls)),
        Value::Object(map) => map.iter().for_each(|(key, value)| find_nulls(&format!("{at}.{key}"), value, nulls)),
        _ => {}
    }
}
