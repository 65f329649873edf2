//! What each answer becomes, and that none is needed.

use super::*;
use crate::codec::parse_scenario;
use crate::files::write_scenario;

const TODAY: &str = "2026-11-24";

fn begun(answers: &Answers) -> Scenario {
    let scenario = answers.scenario(Catalogue::bundled(), TODAY);
    assert_eq!(scenario.check(), vec![]);
    assert_eq!(parse_scenario(&write_scenario(&scenario)).as_ref(), Ok(&scenario));
    scenario
}

fn all() -> Answers {
    Answers {
        request: Some(Request { name: "  Quotes ".to_owned(), input: 300.0, ..Request::of(RequestKind::Mail) }),
        usage: Some(Usage { people: 400.0, uses_a_day: 3.0, days: 20.0, ..Usage::default() }),
        model: Some(("gpt-5.6".to_owned(), "openai".to_owned())),
        worth: Some(OutcomeWorth {
            outcome: "quote sent".to_owned(),
            by: ValuedBy::Time,
            minutes: 6.0,
            hourly_rate: 50.0,
            success: 0.4,
            ..OutcomeWorth::default()
        }),
        clearance: Some(Clearance {
            hurdle: 2.0,
            horizon_months: 36.0,
            has_budget: true,
            budget: 9000.0,
            ..Clearance::default()
        }),
        is_known: false,
    }
}

#[test]
fn answers_become_the_plan() {
    let scenario = begun(&all());
    assert_eq!(scenario.name, "Quotes");
    let requests: Vec<f64> = scenario.stages.iter().map(|stage| stage.requests.base().round()).collect();
    assert_eq!(requests, [300.0, 3000.0, 24_000.0], "5, 50 and 400 people");
    let people: Vec<f64> = scenario.stages.iter().map(|stage| stage.users.base()).collect();
    assert_eq!(people, [5.0, 50.0, 400.0], "what is charged by the seat knows how many there are");
    let step = &scenario.workload.steps[0];
    assert_eq!(scenario.models[&step.model].name, "gpt-5.6");
    assert_eq!(
        (step.prefix.base(), step.conversation.base().round(), step.output.base().round()),
        (600.0, 300.0, 250.0)
    );
    assert_eq!((scenario.outcome.name.as_str(), scenario.outcome.value.base()), ("quote sent", 5.0));
    assert_eq!(scenario.outcome.success_rate.base(), 0.4);
    let plan = &scenario.plan;
    assert_eq!((plan.hurdle, plan.horizon_months, plan.budget, plan.target_stage), (2.0, 36, Some(9000.0), 2));
    assert!(scenario.notes.starts_with("Begun from nothing on 2026-11-24. All five"), "{}", scenario.notes);
}

#[test]
fn what_was_answered_is_supported_and_what_was_skipped_is_not() {
    let answered: [(Question, &[&str]); 5] = [
        (
            Question::Request,
            &[
                "workload.steps[\"answer\"].prefix",
                "workload.steps[\"answer\"].retrieved",
                "workload.steps[\"answer\"].conversation",
                "workload.steps[\"answer\"].output",
            ],
        ),
        (
            Question::Usage,
            &[
                "stages[\"Prototype\"].requests",
                "stages[\"Pilot\"].requests",
                "stages[\"Production\"].requests",
                "stages[\"Prototype\"].users",
                "stages[\"Pilot\"].users",
                "stages[\"Production\"].users",
            ],
        ),
        (Question::Model, &[]),
        (Question::Worth, &["outcome.value", "outcome.success_rate"]),
        (Question::Clearance, &[]),
    ];
    for (question, paths) in answered {
        let mut answers = all();
        answers.skip(question);
        assert!(!answers.has(question));
        let (with, without) = (begun(&all()), begun(&answers));
        for path in paths {
            assert!(with.bases.contains_key(&EstimatePath::from(*path)), "{path}");
            assert!(!without.bases.contains_key(&EstimatePath::from(*path)), "{path}, though nobody said anything");
        }
        assert_eq!(with.bases.len(), without.bases.len() + paths.len(), "{question:?}");
        assert!(without.notes.contains("without support: ") && !with.notes.contains("without support"), "{question:?}");
        let fields = with.fields();
        assert!(with.bases.keys().all(|path| fields.iter().any(|field| field.path == *path)));
    }
}

#[test]
fn nothing_at_all_is_a_plan() {
    let scenario = begun(&Answers::default());
    assert_eq!(scenario.name, "New use case");
    assert_eq!(scenario.bases.keys().filter(|path| !matches!(path, EstimatePath::Component { .. })).count(), 0);
    assert_eq!(scenario.notes.matches(';').count(), 4, "five things are assumed: {}", scenario.notes);
    assert_eq!(scenario.strategies.len(), StrategyTag::ALL.len());
    assert!(scenario.strategies.iter().all(|strategy| !strategy.enabled));
}

#[test]
fn what_production_adds_is_there_and_off() {
    let scenario = begun(&Answers::default());
    let ids: Vec<&str> = scenario.components.iter().map(|component| component.id.as_str()).collect();
    assert_eq!(ids.len(), PRODUCTION_CARDS.len(), "{ids:?}");
    assert!(PRODUCTION_CARDS.iter().all(|id| ids.contains(id)), "{ids:?}");
    assert!(scenario.components.iter().all(|component| !component.enabled));
    assert!(scenario.components.iter().all(|component| component.from_stage == PRODUCTION));
}

#[test]
fn few_people_still_grow_from_stage_to_stage() {
    for people in [0.0, 1.0, 3.0, 49.0, 50.0, 51.0, 1e6, f64::INFINITY] {
        let [prototype, pilot, production] = Usage { people, ..Usage::default() }.requests();
        assert!(0.0 < prototype && prototype < pilot && pilot < production, "{people}");
    }
    assert_eq!(Usage { people: 200.0, ..Usage::default() }.stages(), [5.0, 50.0, 200.0]);
}

#[test]
fn what_cannot_be_meant_is_taken_for_something_else_and_said() {
    let mut answers = all();
    assert!(Question::iter().all(|question| answers.correction(question).is_none()));
    answers.request = Some(Request { context: -5.0, ..Request::default() });
    answers.usage = Some(Usage { days: 40.0, ..Usage::default() });
    answers.worth = Some(OutcomeWorth { success: 3.0, ..OutcomeWorth::default() });
    answers.clearance = Some(Clearance { horizon_months: 10_000.0, ..Clearance::default() });
    let said = |question| answers.correction(question).map(|found| (found.name, found.typed, found.taken));
    assert_eq!(said(Question::Request), Some(("context".to_owned(), -5.0, 0.0)));
    assert_eq!(said(Question::Usage), Some(("days a month".to_owned(), 40.0, 31.0)));
    assert_eq!(said(Question::Worth), Some(("requests that end in one".to_owned(), 3.0, 1.0)));
    assert_eq!(said(Question::Clearance), Some(("months planned".to_owned(), 10_000.0, 600.0)));
    let scenario = begun(&answers);
    assert_eq!(scenario.plan.horizon_months, 600);
    assert_eq!(scenario.outcome.success_rate.base(), 1.0);
}

#[test]
fn well_known_models_are_offered_first_and_all_can_be_found() {
    let catalogue = Catalogue::bundled();
    let known = offered(catalogue, " ", TODAY);
    assert_eq!(known.len(), 6);
    assert!(known.iter().all(|model| !model.is_retired(TODAY) && 0.0 < model.price.output));
    let found = offered(catalogue, "gpt", TODAY);
    assert_eq!((found[0].name.as_str(), found[1].name.as_str()), ("gpt-5.6", "gpt-5.4-mini"), "known best, so first");
    assert_eq!(offered(catalogue, "gpt-5", TODAY)[0].name, "gpt-5", "what is called just so comes before");
    let found = offered(catalogue, "opus 5.5", TODAY);
    assert_eq!(found.first().map(|model| model.name.as_str()), Some("claude-opus-5-5"));
    assert!(offered(catalogue, "text-embedding-3-small", TODAY).iter().all(|model| 0.0 < model.price.output));
}

#[test]
fn a_catalogue_that_knows_nothing_still_makes_a_plan() {
    let empty = Catalogue { models: Vec::new(), ..(**Catalogue::bundled()).clone() };
    for answers in [Answers::default(), all()] {
        assert_eq!(answers.scenario(&empty, TODAY).check(), vec![]);
    }
}

#[test]
fn requests_that_come_by_themselves_are_counted_as_they_come() {
    let usage = Usage { by: CountedBy::Requests, volumes: [200.0, 5000.0, 120_000.0], ..Usage::default() };
    let answers = Answers { usage: Some(usage), ..Answers::default() };
    let scenario = begun(&answers);
    let requests: Vec<f64> = scenario.stages.iter().map(|stage| stage.requests.base().round()).collect();
    assert_eq!(requests, [200.0, 5000.0, 120_000.0]);
    assert_eq!(answers.correction(Question::Usage), None);
    let shrinking = Usage { volumes: [600.0, 500.0, 400.0], ..usage };
    let answers = Answers { usage: Some(shrinking), ..Answers::default() };
    begun(&answers);
    let correction = answers.correction(Question::Usage).unwrap();
    assert_eq!((correction.name.as_str(), correction.typed, correction.taken), ("prototype", 600.0, 324.0));
}

#[test]
fn people_who_do_not_use_it_make_no_requests_but_have_a_seat() {
    let usage = Usage { people: 420.0, active: 0.7, uses_a_day: 25.0, days: 21.0, ..Usage::default() };
    let scenario = begun(&Answers { usage: Some(usage), ..Answers::default() });
    let production = &scenario.stages[2];
    assert_eq!((production.requests.base().round(), production.users.base()), (154_350.0, 420.0));
    let source = &scenario.bases[&EstimatePath::from("stages[\"Production\"].requests")].source;
    assert!(source.contains("420 people, of whom 70\u{a0}% use it, × 25 uses a day"), "{source}");
}

#[test]
fn an_agent_takes_turns_and_sends_those_before_again() {
    let request = Request { turns: 10.0, ..Request::of(RequestKind::Agent) };
    let scenario = begun(&Answers { request: Some(request), ..Answers::default() });
    let step = &scenario.workload.steps[0];
    assert_eq!((step.turns.base(), step.carried), (10.0, Estimate::Exact(1.0)));
    assert!(scenario.bases.contains_key(&EstimatePath::from("workload.steps[\"answer\"].turns")));
}

#[test]
fn amounts_are_in_the_money_that_was_said() {
    let worth = OutcomeWorth { currency: " EUR ".to_owned(), per_dollar: 0.9, today: 12.0, ..OutcomeWorth::default() };
    let clearance = Clearance { build_cost: 40_000.0, ..Clearance::default() };
    let answers = Answers { worth: Some(worth.clone()), clearance: Some(clearance), ..Answers::default() };
    let scenario = begun(&answers);
    assert_eq!((scenario.currency.as_str(), scenario.usd_rate.base()), ("EUR", 0.9));
    assert_eq!(scenario.outcome.today, Some(Estimate::Exact(12.0)));
    assert_eq!(scenario.plan.build_cost.base(), 40_000.0);
    assert!(scenario.plan.build_cost.is_uncertain() && !scenario.notes.contains("costs nothing"), "{}", scenario.notes);
    for path in ["usd_rate", "outcome.today", "plan.build_cost"] {
        assert!(scenario.bases.contains_key(&EstimatePath::from(path)), "{path}");
    }
    let known = begun(&Answers { is_known: true, ..answers });
    assert_eq!(known.plan.build_cost, Estimate::Exact(40_000.0));
    let of_tracing = |scenario: &Scenario| {
        scenario.components.iter().find(|component| component.id == "langfuse-cloud").unwrap().setup_cost.base()
    };
    let in_dollars = of_tracing(&begun(&Answers::default()));
    assert!((of_tracing(&scenario) / in_dollars - 0.9).abs() < 1e-9, "cards are converted");
    let nothing = OutcomeWorth { currency: "  ".to_owned(), per_dollar: 5.0, ..worth };
    let scenario = begun(&Answers { worth: Some(nothing), ..Answers::default() });
    assert_eq!((scenario.currency.as_str(), scenario.usd_rate.base()), ("USD", 1.0));
}

#[test]
fn what_is_known_has_no_spread() {
    let scenario = begun(&Answers { is_known: true, ..all() });
    let spread = begun(&all());
    let of_cards = |scenario: &Scenario| scenario.components.clone();
    assert_eq!(of_cards(&scenario), of_cards(&spread), "what nobody typed keeps its doubt");
    let answered = scenario.bases.iter().filter(|(path, _)| !matches!(path, EstimatePath::Component { .. }));
    for (path, basis) in answered {
        let field = scenario.every_field().into_iter().find(|field| field.path == *path).unwrap();
        assert!(matches!(field.estimate, Estimate::Exact(_)), "{path}");
        assert!(!basis.source.contains("our spread"), "{}", basis.source);
    }
}
