//! What tells that a use case is never to be built, however much money there is.

use crate::economics::{Choice, Plan, Results, Versions};
use crate::scenario::Scenario;
use crate::uncertainty::{Chance, UseCaseFutures};

/// A reason never to build a use case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NeverBuild {
    /// It does not pay at its target, with the best strategies, and every further request loses: money for each.
    EveryRequestLoses(f64),
    /// It loses at every volume, with the best strategies at the favourable ends of what they promise.
    LosesAtEveryVolume,
    /// What could be bought instead, or nothing, is worth more: in this share of futures.
    AnotherIsBetter(Chance),
}

/// The share of futures in which something else has to be worth more.
const MOST_FUTURES: f64 = 0.8;

/// Every reason that there is.
///
/// A use case that pays at its target is not given up because growing beyond it would lose: then it must not grow.
pub fn never_build(scenario: &Scenario, plan: &Plan, results: &Results, futures: &UseCaseFutures) -> Vec<NeverBuild> {
    let loses = |versions: &Versions| versions.floor.evaluation.net < 0.0;
    let margin = &results.margin;
    let every_request = loses(&results.stages[plan.target]) && margin.per_request < 0.0;
    let every_volume = margin.pays_from.is_none() && results.curve.points().all(loses);
    let reasons = [
        every_request.then_some(NeverBuild::EveryRequestLoses(margin.per_request)),
        every_volume.then_some(NeverBuild::LosesAtEveryVolume),
        another_is_better(scenario, futures).map(NeverBuild::AnotherIsBetter),
    ];
    reasons.into_iter().flatten().collect()
}

/// The chance that the plan is not what is worth most, where that is in eight of ten futures; in those in which an
/// alternative seems best whose people nobody has counted, nobody knows.
fn another_is_better(scenario: &Scenario, futures: &UseCaseFutures) -> Option<Chance> {
    let actions = &futures.pilot.actions;
    let plan = actions.first()?.is_best;
    let is_uncounted = |action| matches!(action, Choice::Alternative(place) if scenario.lacks_people(place));
    let unknown: f64 =
        actions.iter().filter(|outlook| is_uncounted(outlook.action)).map(|outlook| outlook.is_best.share).sum();
    let other = Chance { share: 1.0 - plan.share - unknown, ..plan };
    (MOST_FUTURES <= other.share).then_some(other)
}
