//! What supports a number belongs to that number, whatever becomes of either.

use breakeven::codec::parse_scenario;
use breakeven::files::write_scenario;
use breakeven::reference::Preset;
use breakeven::scenario::{
    Basis, BasisKind, Estimate, EstimatePath, OutcomeField, PlanField, Scenario, StageField, path,
};

const VALUE: EstimatePath = EstimatePath::Outcome(OutcomeField::Value);
const SUCCESS: EstimatePath = EstimatePath::Outcome(OutcomeField::SuccessRate);
const DISCOUNT: EstimatePath = EstimatePath::Plan(PlanField::DiscountRate);

fn example() -> Scenario {
    Preset::by_key("support_assistant").expect("it is there").scenario()
}

fn set(scenario: &mut Scenario, path: &EstimatePath, estimate: Estimate) {
    *scenario.estimate_mut(path).expect("it is there") = estimate;
}

fn at(scenario: &Scenario, path: &EstimatePath) -> Estimate {
    *scenario.fields().into_iter().find(|field| field.path == *path).expect("it is there").estimate
}

/// The example once an edit of it is complete.
fn edited(before: &Scenario, edit: impl FnOnce(&mut Scenario)) -> Scenario {
    let mut after = before.clone();
    edit(&mut after);
    after.keep_evidence(before);
    after
}

fn outdated(scenario: &Scenario) -> Vec<&EstimatePath> {
    scenario.bases.iter().filter(|(_, basis)| basis.given_for.is_some()).map(|(path, _)| path).collect()
}

#[test]
fn a_basis_remembers_the_number_that_it_was_given_for() {
    let before = example();
    let changed = edited(&before, |scenario| set(scenario, &VALUE, Estimate::Exact(15.0)));
    assert_eq!(outdated(&changed), [&VALUE]);
    assert_eq!(changed.bases[&VALUE].given_for, Some(at(&before, &VALUE)));
    let judged = Some(BasisKind::Judgement);
    assert_eq!((before.support(&VALUE), changed.support(&VALUE)), (judged, judged), "who corrects a judgement judges");
    for (kind, support) in [(BasisKind::Measured, None), (BasisKind::Benchmark, None), (BasisKind::Judgement, judged)] {
        let mut before = before.clone();
        before.bases[&VALUE].kind = kind;
        let changed = edited(&before, |scenario| set(scenario, &VALUE, Estimate::Exact(15.0)));
        assert_eq!(changed.support(&VALUE), support, "{kind:?}");
    }
    let again = edited(&changed, |scenario| set(scenario, &VALUE, Estimate::Exact(20.0)));
    assert_eq!(again.bases[&VALUE].given_for, Some(at(&before, &VALUE)), "not the one in between");
    let back = edited(&again, |scenario| set(scenario, &VALUE, at(&before, &VALUE)));
    assert_eq!(back, before);
}

#[test]
fn a_slider_that_is_moved_back_is_back() {
    let before = example();
    let moved = |to: f64| move |scenario: &mut Scenario| set(scenario, &VALUE, at(scenario, &VALUE).with_base(to));
    let there = edited(&before, moved(0.07));
    assert_eq!(outdated(&there), [&VALUE]);
    let back = edited(&there, moved(at(&before, &VALUE).base()));
    assert!(outdated(&back).is_empty(), "{:?} for {:?}", back.bases[&VALUE], at(&back, &VALUE));
}

#[test]
fn a_bound_is_part_of_the_number() {
    let before = example();
    let Estimate::Pert { low, likely, .. } = at(&before, &SUCCESS) else { panic!("three points") };
    let wider = Estimate::Pert { low, likely, high: 0.9 };
    assert_eq!(outdated(&edited(&before, |scenario| set(scenario, &SUCCESS, wider))), [&SUCCESS]);
}

#[test]
fn what_is_given_together_with_the_number_is_for_it() {
    let before = example();
    let given = |source: &str| {
        let (basis, estimate) = (before.bases[&VALUE].clone(), Estimate::Exact(15.0));
        let basis = Basis { source: source.to_owned(), given_for: Some(estimate), ..basis };
        edited(&before, |scenario| {
            set(scenario, &VALUE, estimate);
            scenario.bases.insert(VALUE, basis);
        })
    };
    for source in ["counted anew", &before.bases[&VALUE].source] {
        let after = given(source);
        assert!(outdated(&after).is_empty(), "{source}");
        assert_eq!(after.support(&VALUE), Some(BasisKind::Judgement));
    }
}

#[test]
fn a_new_name_is_no_new_number() {
    let before = example();
    let rename = |scenario: &mut Scenario| {
        scenario.stages[2].name = "Everybody".to_owned();
        scenario.rename_paths(&path::stage("Production"), "Everybody");
    };
    let renamed = edited(&before, rename);
    assert!(outdated(&renamed).is_empty());
    let requests = |stage: &str| EstimatePath::stage(stage, StageField::Requests);
    let (before_path, requests) = (requests("Production"), requests("Everybody"));
    assert_eq!(renamed.support(&requests), before.support(&before_path));
    let both = edited(&before, |scenario| {
        rename(scenario);
        set(scenario, &requests, Estimate::Exact(1e6));
    });
    assert_eq!(outdated(&both), [&requests], "typed on from the name to the number");
}

#[test]
fn a_number_that_goes_and_comes_back_as_another_is_not_supported() {
    let mut before = example();
    let today = &EstimatePath::Outcome(OutcomeField::Today);
    before.bases[today].kind = BasisKind::Measured;
    assert!(before.bases.contains_key(today));
    let gone = edited(&before, |scenario| scenario.outcome.today = None);
    assert_eq!(outdated(&gone), [today]);
    let other = edited(&gone, |scenario| scenario.outcome.today = Some(Estimate::Exact(1.0)));
    assert_eq!((outdated(&other), other.support(today)), (vec![today], None));
    assert_eq!(edited(&gone, |scenario| scenario.outcome.today = before.outcome.today), before);
}

#[test]
fn everything_else_leaves_bases_alone() {
    let before = example();
    type Edit = fn(&mut Scenario);
    let edits: [Edit; 5] = [
        |_| (),
        |scenario| scenario.stages.reverse(),
        |scenario| scenario.components.truncate(1),
        |scenario| scenario.name.push('!'),
        |scenario| set(scenario, &DISCOUNT, Estimate::Exact(0.123)),
    ];
    for (place, edit) in edits.into_iter().enumerate() {
        let mut as_it_is = before.clone();
        edit(&mut as_it_is);
        let gone = |path: &EstimatePath| !as_it_is.fields().iter().any(|field| field.path == *path);
        let after = edited(&before, edit);
        let outdated = outdated(&after);
        assert!(outdated.iter().all(|path| gone(path) || **path == DISCOUNT), "{place}: {outdated:?}");
    }
}

#[test]
fn the_file_says_it_only_where_there_is_something_to_say() {
    let before = example();
    assert!(!write_scenario(&before).contains("given_for"));
    let changed = edited(&before, |scenario| set(scenario, &VALUE, Estimate::Exact(15.0)));
    let text = write_scenario(&changed);
    assert_eq!(text.matches("given_for").count(), 1);
    assert_eq!(parse_scenario(&text), Ok(changed));
}
