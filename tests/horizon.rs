//! What holds of every plan over its horizon: months, what could be bought instead, what waiting costs, and that what is
//! left out of a file changes nothing.

use breakeven::codec::parse_scenario;
use breakeven::economics::{
    AlternativeMonth, AlternativeResult, Assumptions, Bounds, Choice, Delay, DelayedPart, Engine, Evaluation,
    FloorSearch, Margin, Months, Plan, Results, StrategySet, Verdict,
};
use breakeven::files::write_scenario;
use breakeven::scenario::{
    Alternative, Category, Commitment, Component, Driver, Estimate, Line, Pricing, Reversibility, Scenario,
    StrategyKind, StrategyTag, Tariff,
};
use proptest::proptest;

use crate::generated::{cases, scenarios};

fn plan(scenario: &Scenario) -> Plan {
    Plan::new(scenario).unwrap_or_else(|problems| panic!("the scenario has problems: {problems:?}"))
}

#[track_caller]
fn assert_close(found: f64, expected: f64, scale: f64, what: &str) {
    assert!((found - expected).abs() <= 1e-9 * scale.abs().max(expected.abs()), "{what}: {found}, not {expected}");
}

/// How much money the months move, discounted: what NPV is a difference of.
fn moved(months: &Months, base: &Assumptions<'_, f64>) -> f64 {
    let parts = months.months.iter().map(|month| (month.value.abs() + month.cost + month.one_offs, month.month));
    parts.map(|(amount, month)| amount * base.discount(month)).sum()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn months_add_up(mut scenario in scenarios(), ratio in 0.5..4.0) {
        set_value(&mut scenario, ratio);
        let plan = plan(&scenario);
        let base = Assumptions::base(&plan);
        let months = Months::of(&base, plan.planned_mix());
        let lowest = months.months.iter().map(|month| month.cumulative).fold(0.0, f64::min);
        assert_eq!(months.cash_at_risk, 0.0 - lowest);

        let cash: Vec<f64> = months.months.iter().map(|month| month.cash).collect();
        let cumulative: Vec<f64> = months.months.iter().map(|month| month.cumulative).collect();
        let stays = |from: usize| cumulative[from..].iter().all(|sum| 0.0 <= *sum);
        match (months.payback_month, months.payback_months) {
            (None, None) => assert!(!stays(cash.len() - 1)),
            (Some(0), Some(exactly)) => assert!(exactly == 0.0 && stays(0)),
            (Some(month), Some(exactly)) => {
                let first = month as usize;
                assert!(stays(first) && cumulative[first - 1] < 0.0);
                // It flows evenly between the beginning of that month and the next.
                assert!(f64::from(month) <= exactly && exactly <= f64::from(month) + 1.0, "{exactly} of {month}");
            }
            other => panic!("{other:?}"),
        }

        if let Some(irr) = months.irr {
            assert!((-0.99..=1000.0).contains(&irr));
            let worth = |month: usize| cash[month] * libm::pow(1.0 + irr, -(month as f64) / 12.0);
            let (sum, scale) = (0..cash.len()).map(worth).fold((0.0, 0.0), |(sum, all), cash| (sum + cash, all + cash.abs()));
            assert!(f64::abs(sum) <= 1e-6 * scale, "NPV at {irr}: {sum} of {scale}");
        }
        if let Some(ratio) = months.benefit_cost_ratio {
            let paid: f64 = months.months.iter().map(|month| (month.cost + month.one_offs) * base.discount(month.month)).sum();
            assert_close((ratio - 1.0) * paid, months.npv, moved(&months, &base), "what the ratio leaves");
        }
    }

    #[test]
    fn what_is_neutral_changes_nothing(mut scenario in scenarios()) {
        make_neutral(&mut scenario);
        let plain = plan(&scenario);
        let mut written_out = scenario.clone();
        write_neutral_out(&mut written_out);
        assert_ne!(written_out, scenario);
        let other = plan(&written_out);
        let (base, out) = (Assumptions::base(&plain), Assumptions::base(&other));
        let (mut engine, mut engine_out) = (Engine::new(&base), Engine::new(&out));
        for stage in 0..plain.stages.len() {
            let mix = plain.planned_mix().active_at(&plain, stage);
            for mix in [StrategySet::NONE, mix] {
                let (month, again) = (engine.evaluate(&base.at_stage(stage), mix), engine_out.evaluate(&out.at_stage(stage), mix));
                assert_close(again.cost, month.cost, 0.0, "cost");
                assert_close(again.value, month.value, month.value.abs() + month.cost, "value");
            }
        }
        let months = Months::of(&base, plain.planned_mix());
        let again = Months::of(&out, other.planned_mix());
        assert_close(again.npv, months.npv, moved(&months, &base), "NPV");
    }

    #[test]
    fn what_is_left_out_may_be_written(mut scenario in scenarios()) {
        make_neutral(&mut scenario);
        let text = write_scenario(&scenario);
        for (_, fields) in NEUTRAL_TEXTS {
            for field in fields.split(": ").map(|words| words.rsplit(' ').next().unwrap_or_default()) {
                assert!(!text.contains(&format!(" {field}: ")) || field.is_empty(), "{field} is left out of\n{text}");
            }
        }
        let written_out = NEUTRAL_TEXTS.iter().fold(text, |text, (before, fields)| {
            text.replace(before, &format!("{fields} {before}"))
        });
        assert_eq!(parse_scenario(&written_out).unwrap_or_else(|error| panic!("{error} in\n{written_out}")), scenario);
    }
}

// These look at thousands of volumes, or compute many plans.
proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn a_plan_meets_its_alternatives_where_nets_cross(mut scenario in scenarios(), fee in 0.0..1.5, share in 0.0..1.5) {
        add_subscription(&mut scenario, fee, share);
        let plan = plan(&scenario);
        let base = Assumptions::base(&plan);
        let mix = plan.planned_mix().active_at(&plan, plan.target);
        let mut engine = Engine::new(&base);
        for (alternative, result) in plan.alternatives.iter().zip(AlternativeResult::all(&base, mix)) {
            let month = result.month;
            assert_close(month.net, month.value - month.cost, month.cost, "net");
            let mut ahead = |volume: f64| {
                let point = base.held(plan.target, volume);
                let (own, other) = (engine.evaluate(&point, mix), AlternativeMonth::at(&base, alternative, &point));
                (own.net - other.net, own.cost + other.cost + own.value.abs() + other.value.abs())
            };
            let is_ahead = |(difference, _): (f64, f64)| 0.0 <= difference;
            assert!(result.meets.is_sorted());
            for &volume in &result.meets {
                let [before, after] = [1.0 - 1e-9, 1.0 + 1e-9].map(|factor| ahead(volume * factor));
                // Of large amounts, what is left may be the error of their difference.
                let is_same = before.0.abs().max(after.0.abs()) <= 1e-8 * after.1;
                assert!(is_same || is_ahead(before) != is_ahead(after), "at {volume}: {before:?}, {after:?}");
            }
            let (first, last) = (plan.stages[0].requests / 10.0, plan.stages[plan.stages.len() - 1].requests * 10.0);
            assert_eq!(result.meets.len() % 2 == 1, is_ahead(ahead(first)) != is_ahead(ahead(last)));
        }
    }

    #[test]
    fn a_plan_pays_from_where_it_says(mut scenario in scenarios(), ratio in 0.5..1.0) {
        scenario.strategies.iter_mut().for_each(|strategy| strategy.enabled = false);
        scenario.strategies.truncate(1);
        scenario.correlations.clear();
        set_value(&mut scenario, ratio);
        let plan = plan(&scenario);
        let (base, favourable) = (Assumptions::base(&plan), Assumptions::favourable(&plan));
        let mut search = FloorSearch::new(&base, &favourable);
        let floor = search.at(&base.at_stage(plan.target));
        let highest = plan.stages[plan.stages.len() - 1].requests * 10.0;
        let end = search.at(&base.held(plan.target, highest));
        let margin = Margin::of(&base, &favourable, &mut search, &floor);
        let pays = |volume: f64| [&floor, &end].into_iter().any(|floor| {
            let assumptions = if floor.bounds == Bounds::Favourable { &favourable } else { &base };
            0.0 <= Engine::new(assumptions).evaluate(&assumptions.held(plan.target, volume), floor.set).net
        });
        match margin.pays_from {
            Some(volume) => {
                assert!(floor.evaluation.net < 0.0 && plan.stages[plan.target].requests <= volume && volume <= highest);
                assert!(!pays(volume * (1.0 - 1e-9)) && pays(volume * (1.0 + 1e-9)), "at {volume}");
            }
            None => assert!(0.0 <= floor.evaluation.net || !pays(highest)),
        }
    }

    #[test]
    fn what_does_nothing_may_come_at_any_time(mut scenario in scenarios()) {
        make_idle(&mut scenario);
        let plan = plan(&scenario);
        let base = Assumptions::base(&plan);
        let months = Months::of(&base, plan.planned_mix());
        for delay in Delay::all(&plan, months.npv) {
            if let (DelayedPart::Strategy(_), Some(late)) = (delay.part, delay.late) {
                assert_close(late, 0.0, moved(&months, &base), "what waiting costs");
            }
        }
    }

    #[test]
    fn waiting_until_the_same_month_costs_nothing(scenario in scenarios()) {
        let plan = plan(&scenario);
        let npv = Months::of(&Assumptions::base(&plan), plan.planned_mix()).npv;
        for delay in Delay::all(&plan, npv) {
            let (from_stage, is_active): (usize, &dyn Fn(usize, usize) -> bool) = match delay.part {
                DelayedPart::Strategy(place) => (plan.strategies[place].from_stage, &|from, stage| from <= stage),
                DelayedPart::Component(place) => {
                    let card = &plan.components[place];
                    let until = scenario.components[place].until_stage.unwrap_or(usize::MAX);
                    (card.from_stage, &move |from, stage| from <= stage && stage <= until)
                }
            };
            let first = |from: usize| {
                let mut stages = (0..plan.horizon_months).map(|month| plan.stage_in_month(month));
                stages.position(|stage| stage.is_some_and(|stage| is_active(from, stage)))
            };
            assert!(from_stage < delay.stage);
            match (first(from_stage), first(delay.stage)) {
                (_, None) => assert_eq!(delay.late, None),
                (before, after) if before == after => assert_eq!(delay.late, Some(0.0)),
                _ => assert!(delay.late.is_some_and(f64::is_finite)),
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn what_is_chosen_is_worth_most(mut scenario in scenarios(), ratio in 0.5..4.0, fee in 0.0..1.5, share in 0.0..1.0) {
        set_value(&mut scenario, ratio);
        add_subscription(&mut scenario, fee, share);
        let plan = plan(&scenario);
        let results = Results::of(&plan);
        let worth = |choice| match choice {
            Choice::Plan => results.months.npv,
            Choice::Alternative(place) => results.alternatives[place].npv,
            Choice::Nothing => 0.0,
        };
        let actions = (0..results.alternatives.len()).map(Choice::Alternative).chain([Choice::Plan, Choice::Nothing]);
        for other in actions {
            let (chosen, other) = (worth(results.choice), worth(other));
            assert!(other <= chosen + 2e-9 * other.abs().max(chosen.abs()).max(1.0), "{other} beats {chosen}");
        }
        let target = &results.stages[plan.target];
        match results.verdict {
            Verdict::Viable => assert!(0.0 <= target.planned.net && 0.0 <= results.months.npv),
            Verdict::Marginal => assert!(0.0 <= target.planned.net),
            Verdict::Fixable => assert!(target.planned.net < 0.0 && 0.0 <= target.floor.evaluation.net),
            Verdict::TooSmall => assert!(results.margin.pays_from.is_some()),
            Verdict::Broken => assert!(target.floor.evaluation.net < 0.0 && results.margin.pays_from.is_none()),
        }
    }
}

/// A month at the target, as planned.
fn month(scenario: &Scenario) -> Evaluation<f64> {
    let plan = plan(scenario);
    let base = Assumptions::base(&plan);
    Engine::new(&base).evaluate(&base.at_stage(plan.target), plan.planned_mix().active_at(&plan, plan.target))
}

/// Has outcomes bring so much for each unit of money that the target costs, harm left out, where there are outcomes.
fn set_value(scenario: &mut Scenario, ratio: f64) {
    scenario.outcome.error_rate = ZERO;
    let month = month(scenario);
    let value = ratio * month.cost / (month.outcomes * scenario.outcome.realization.base());
    if (1e-12..=1e15).contains(&value) {
        scenario.outcome.value = Estimate::Exact(value);
    }
}

/// Adds an alternative that charges a fee a month and so much a request, both as shares of what the target costs.
fn add_subscription(scenario: &mut Scenario, fee: f64, share: f64) {
    let month = month(scenario);
    let line = |name: &str, driver, price: f64| Line {
        name: name.to_owned(),
        driver,
        factors: Vec::new(),
        tariff: Tariff::Flat(Estimate::Exact(price.min(1e15))),
    };
    let lines = vec![
        line("fee", Driver::Month, fee * month.cost),
        line("requests", Driver::Request, share * month.cost / month.volume),
    ];
    let card = Component {
        id: "subscription".to_owned(),
        name: "Subscription".to_owned(),
        category: Category::Other,
        from_stage: 0,
        until_stage: None,
        enabled: true,
        setup_cost: ZERO,
        reversibility: Reversibility::Reversible,
        lines,
        success: ONE,
        repeat: None,
        rework: Vec::new(),
    };
    let name = "Subscription".to_owned();
    scenario.alternatives.push(Alternative { name, setup_cost: ZERO, success_rate: None, components: vec![card] });
}

const ZERO: Estimate = Estimate::Exact(0.0);
const ONE: Estimate = Estimate::Exact(1.0);

/// Gives everything that the third schema added the value with which it changes nothing.
fn make_neutral(scenario: &mut Scenario) {
    set_added(scenario, ZERO, ONE);
    scenario.snapshots.clear();
    // They may be about what is left out now.
    scenario.correlations.clear();
    scenario.alternatives.clear();
    scenario.plan.adoption.clear();
    scenario.plan.commitment = None;
    scenario.kill_criteria.iter_mut().for_each(|criterion| criterion.stop = false);
    for strategy in &mut scenario.strategies {
        strategy.rework.clear();
        if let StrategyKind::PrefixCaching { hit_rate, kept, .. } = &mut strategy.kind {
            (*hit_rate, *kept) = (Some(Estimate::Exact(0.5)), 5.0);
        }
    }
    for component in &mut scenario.components {
        component.rework.clear();
        component.repeat = None;
    }
    scenario.workload.steps.iter_mut().for_each(|step| step.meters.clear());
    for model in scenario.models.values_mut() {
        match &mut model.pricing {
            Pricing::Tokens { cache_write_long, cache_min, long, multiplier, meters, .. } => {
                (*cache_write_long, *cache_min, *long, *multiplier) = (None, 0.0, None, 1.0);
                meters.clear();
            }
            Pricing::SelfHosted { idle, .. } => *idle = 1.0,
            provisioned @ Pricing::Provisioned { .. } => *provisioned = Pricing::by_token(1.0, 4.0, 0.3),
        }
    }
}

/// The same in another form, which is not left out.
fn write_neutral_out(scenario: &mut Scenario) {
    let pert = |value| Estimate::Pert { low: value, likely: value, high: value };
    set_added(scenario, pert(0.0), pert(1.0));
    scenario.plan.adoption = vec![(0, 1.0), (7, 1.0)];
    scenario.plan.commitment = Some(Commitment { from_stage: 0, amount: pert(0.0) });
}

/// Sets the estimates that the third schema added and that every scenario has.
fn set_added(scenario: &mut Scenario, zero: Estimate, one: Estimate) {
    for step in &mut scenario.workload.steps {
        (step.turns, step.carried, step.turns_cv, step.length_sigma) = (one, zero, zero, zero);
    }
    scenario.stages.iter_mut().for_each(|stage| stage.users = zero);
    scenario.components.iter_mut().for_each(|component| component.success = one);
    let terms = &mut scenario.plan;
    (terms.value_trend, terms.drift, terms.discount) = (zero, zero, zero);
    for strategy in &mut scenario.strategies {
        if let StrategyKind::PrefixCaching { prefixes, .. } = &mut strategy.kind {
            *prefixes = one;
        }
    }
}

/// Before which text of a file what neutral fields may stand.
const NEUTRAL_TEXTS: [(&str, &str); 9] = [
    (
        "routable: ",
        "turns: Exact(1.0), carried: Exact(0.0), turns_cv: Exact(0.0), length_sigma: Exact(0.0), meters: [],",
    ),
    ("retry_rate: ", "users: Exact(0.0),"),
    ("batch_discount: ", "cache_write_long: None, cache_min: 0.0, long: None, multiplier: 1.0, meters: {},"),
    ("min_replicas: ", "idle: 1.0,"),
    ("reversibility: ", "success: Exact(1.0), repeat: None, rework: [],"),
    ("quality_loss: ", "rework: [],"),
    (
        "horizon_months: ",
        "adoption: [], value_trend: Exact(0.0), drift: Exact(0.0), discount: Exact(0.0), commitment: None,",
    ),
    ("limit: ", "stop: false,"),
    ("stages: [", "alternatives: [],"),
];

/// Leaves strategies that save nothing, cost nothing and harm nothing.
fn make_idle(scenario: &mut Scenario) {
    // Reading nothing from a cache, it would still be written.
    scenario.strategies.retain(|strategy| strategy.kind.tag() != StrategyTag::PrefixCaching);
    scenario.correlations.clear();
    for strategy in &mut scenario.strategies {
        strategy.kind.estimates_mut().into_iter().for_each(|estimate| *estimate = ZERO);
        if let StrategyKind::ContinuousBatching { throughput_gain } = &mut strategy.kind {
            *throughput_gain = ONE;
        }
        (strategy.setup_cost, strategy.monthly_cost, strategy.quality_loss) = (ZERO, ZERO, ZERO);
        strategy.rework.clear();
    }
}
