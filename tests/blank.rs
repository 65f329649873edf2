//! Whatever is answered to the five questions, a plan comes of it that computes.

use breakeven::codec::parse_scenario;
use breakeven::economics::{Plan, Results};
use breakeven::files::write_scenario;
use breakeven::reference::Catalogue;
use breakeven::reference::questionnaire::{
    Answers, Clearance, CountedBy, OutcomeWorth, Question, Request, RequestKind, Usage, ValuedBy,
};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest::test_runner::{Config, RngSeed};
use proptest::{option, proptest};
use strum::IntoEnumIterator as _;

/// What people type, and what no one would.
fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => 0.0..1e5_f64,
        2 => any::<f64>(),
        1 => select(vec![0.0, -0.0, -1.0, 1e-300, 1e15, 1e100, f64::MAX, f64::MIN, f64::INFINITY, f64::NEG_INFINITY, f64::NAN]),
    ]
}

/// Names, empty ones and such as files and paths must quote among them.
fn names() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just(" \t".to_owned()), Just("a \"b\"] \\ ü\n(".to_owned()), any::<String>()]
}

fn requests() -> impl Strategy<Value = Request> {
    let tokens = (numbers(), numbers(), numbers(), numbers(), numbers());
    (names(), select(RequestKind::iter().collect::<Vec<_>>()), any::<bool>(), tokens).prop_map(
        |(name, kind, is_typical, tokens)| {
            let (instructions, context, input, answer, turns) = tokens;
            let typed = Request { name: name.clone(), kind, instructions, context, input, answer, turns };
            if is_typical { Request { name, ..Request::of(kind) } } else { typed }
        },
    )
}

fn models() -> impl Strategy<Value = (String, String)> {
    let models = Catalogue::bundled().models.iter().map(|model| (model.name.clone(), model.provider.to_owned()));
    prop_oneof![select(models.collect::<Vec<_>>()), (any::<String>(), any::<String>())]
}

fn worths() -> impl Strategy<Value = OutcomeWorth> {
    let by = select(vec![ValuedBy::Money, ValuedBy::Time]);
    let amounts = [numbers(), numbers(), numbers(), numbers(), numbers(), numbers()];
    (names(), names(), by, amounts).prop_map(
        |(outcome, currency, by, [money, minutes, hourly_rate, success, per_dollar, today])| OutcomeWorth {
            outcome,
            by,
            money,
            minutes,
            hourly_rate,
            success,
            currency,
            per_dollar,
            today,
        },
    )
}

fn answers() -> impl Strategy<Value = Answers> {
    let by = select(vec![CountedBy::People, CountedBy::Requests]);
    let usages = (by, [numbers(), numbers(), numbers(), numbers()], [numbers(), numbers(), numbers()]).prop_map(
        |(by, [people, active, uses_a_day, days], volumes)| Usage { by, people, active, uses_a_day, days, volumes },
    );
    let clearances = (any::<bool>(), [numbers(), numbers(), numbers(), numbers()]).prop_map(|(has_budget, numbers)| {
        let [hurdle, horizon_months, budget, build_cost] = numbers;
        Clearance { hurdle, horizon_months, has_budget, budget, build_cost }
    });
    let questions = (
        option::of(requests()),
        option::of(usages),
        option::of(models()),
        option::of(worths()),
        option::of(clearances),
        any::<bool>(),
    );
    questions.prop_map(|(request, usage, model, worth, clearance, is_known)| Answers {
        request,
        usage,
        model,
        worth,
        clearance,
        is_known,
    })
}

/// So many cases, the same ones every time.
fn cases(count: u32) -> Config {
    Config { cases: count, rng_seed: RngSeed::Fixed(950), failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_answers_make_a_scenario_without_problems(answers in answers()) {
        let mut scenario = answers.scenario(Catalogue::bundled(), "2026-11-24");
        assert_eq!(scenario.check(), vec![]);
        assert!(scenario.stages.windows(2).all(|pair| pair[0].requests.base() < pair[1].requests.base()));
        assert!(scenario.components.iter().all(|component| !component.enabled));
        assert_eq!(parse_scenario(&write_scenario(&scenario)).as_ref(), Ok(&scenario));
        scenario.components.iter_mut().for_each(|component| component.enabled = true);
        assert_eq!(scenario.check(), vec![], "with every card on");
    }

    #[test]
    fn only_what_was_answered_is_supported(answers in answers()) {
        let scenario = answers.scenario(Catalogue::bundled(), "2026-11-24");
        let fields = scenario.fields();
        assert!(scenario.bases.keys().all(|path| fields.iter().any(|field| field.path == *path)));
        for (question, start) in
            [(Question::Request, "workload."), (Question::Usage, "stages["), (Question::Worth, "outcome.")]
        {
            let is_supported = scenario.bases.keys().any(|path| path.to_string().starts_with(start));
            assert_eq!(is_supported, answers.has(question), "{question:?}");
        }
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn any_answers_make_a_plan_that_computes(answers in answers()) {
        let scenario = answers.scenario(Catalogue::bundled(), "2026-11-24");
        let results = Results::of(&Plan::new(&scenario).expect("there are no problems"));
        for stage in &results.stages {
            let month = &stage.planned;
            assert!([month.cost, month.value, month.net].iter().all(|value| value.is_finite()), "{month:?}");
        }
    }
}
