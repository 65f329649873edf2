//! What must be true, and what is decided, before each next stage of several use cases.

use std::sync::Arc;

use super::use_case::UseCase;
use crate::advice::{decide_before, is_ready, item_in_words, kill_criteria};
use crate::format::Money;
use crate::language::tr;

/// Something before a stage of a use case.
#[derive(Clone, Debug, PartialEq)]
pub struct GateEntry {
    /// The use case, by place in the portfolio.
    pub use_case: usize,
    /// The stage, by place.
    pub stage: usize,
    /// The month in which the stage begins, from 0.
    pub month: u32,
    /// What it is.
    pub kind: GateKind,
    /// In words.
    pub what: String,
    /// Who sees to it; empty where nobody does yet.
    pub owner: String,
    /// Whether it is done, or holds in the plan; a decision stays open.
    pub is_met: bool,
}

/// What stands before a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GateKind {
    /// It is hard to take back once the stage has begun.
    Decision,
    /// It must be ready.
    Readiness,
    /// The limit at which the stage is stopped.
    KillCriterion,
}

impl GateKind {
    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Decision => tr!("Decide"),
            Self::Readiness => tr!("Ready"),
            Self::KillCriterion => tr!("Limit"),
        }
    }

    /// As written in results.
    pub fn key(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Readiness => "readiness",
            Self::KillCriterion => "kill_criterion",
        }
    }
}

impl GateEntry {
    /// Of the use cases at some places, by month, then by use case.
    pub fn all(use_cases: &[Arc<UseCase>], places: &[usize]) -> Vec<Self> {
        let mut entries: Vec<Self> = places.iter().flat_map(|&place| of(place, &use_cases[place])).collect();
        entries.sort_by_key(|entry| (entry.month, entry.use_case, entry.stage, entry.kind));
        entries
    }
}

fn of(place: usize, use_case: &UseCase) -> Vec<GateEntry> {
    let UseCase { scenario, plan, results, .. } = use_case;
    let entry = |stage: usize, kind, what, owner: &str, is_met| GateEntry {
        use_case: place,
        stage,
        month: plan.stages[stage].month,
        kind,
        what,
        owner: owner.to_owned(),
        is_met,
    };
    let choices = (1..plan.stages.len()).flat_map(|stage| {
        let before = decide_before(scenario, stage - 1).choices;
        before.into_iter().map(move |choice| entry(stage, GateKind::Decision, choice.name, "", false))
    });
    let ready = scenario.readiness.iter().map(|item| {
        entry(item.stage, GateKind::Readiness, item_in_words(item).to_owned(), &item.owner, is_ready(scenario, item))
    });
    let money = Money::new(&scenario.currency);
    let criteria = kill_criteria(plan, results, None).into_iter().map(|status| {
        let sentence = status.sentence(scenario, &money);
        entry(status.criterion.stage, GateKind::KillCriterion, sentence, "", !status.is_breached)
    });
    choices.chain(ready).chain(criteria).collect()
}
