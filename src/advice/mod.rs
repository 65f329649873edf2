//! What a plan's owner should be told although it can be computed: small named rules over a scenario and its results.
//!
//! `lock_in` says what becomes hard to take back, `kill_criteria` what stops the plan, `readiness` what a stage waits for,
//! `starting_point` which sources are a preset's.
//! What is merely to be minded:
//! `months` looks at what the horizon never sees, `claims` at numbers too good to be true, `caches` at caches that do
//! not pay, `losses` at strategies that lose more value than they save, `gaps` at what is missing from a budget. Absent on purpose: what keeps a plan from being computed
//! ([`check`](crate::scenario::Scenario::check)), and any clock.

mod caches;
mod claims;
mod gaps;
mod kill_criteria;
mod lock_in;
mod losses;
mod months;
mod readiness;
mod starting_point;

pub use kill_criteria::{CriterionStatus, kill_criteria};
pub use lock_in::{DecideBefore, LockIn, LockInChoice, decide_before};
pub use readiness::{Gate, Proof, StandardItem, gate, is_ready, missing_items, proof};
pub use starting_point::StartingPoint;

use crate::economics::{Plan, PlanStrategy, Results, Versions};
use crate::format::Money;
use crate::scenario::{Scenario, Stage, Strategy};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Money is lost, or the figures do not mean what they seem to.
    Problem,
    /// Worth a second look.
    Note,
}

impl Severity {
    /// As written in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Note => "note",
        }
    }
}

/// Something to mind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The rule that found it: `saving_beyond_published`.
    pub rule: &'static str,
    /// How much it matters.
    pub weight: Severity,
    /// What there is to mind, in a sentence with its figures.
    pub sentence: String,
    /// The path of what it is about.
    pub at: String,
}

/// What a rule finds.
struct Finding {
    weight: Severity,
    sentence: String,
    at: String,
}

impl Finding {
    fn note(at: impl Into<String>, sentence: String) -> Self {
        Self { weight: Severity::Note, sentence, at: at.into() }
    }

    fn problem(at: impl Into<String>, sentence: String) -> Self {
        Self { weight: Severity::Problem, sentence, at: at.into() }
    }
}

/// What rules look at.
struct RuleContext<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    results: &'a Results,
    money: Money,
}

impl<'a> RuleContext<'a> {
    /// The stage that the verdict speaks of.
    fn target(&self) -> &'a Stage {
        &self.scenario.stages[self.plan.target]
    }

    /// A month at that stage.
    fn month(&self) -> &'a Versions {
        &self.results.stages[self.plan.target]
    }

    /// The strategies that are active at the target, by place.
    fn strategies(&self) -> impl Iterator<Item = (usize, &'a Strategy, &'a PlanStrategy)> {
        let both = self.scenario.strategies.iter().zip(&self.plan.strategies).enumerate();
        let active = both.filter(|(_, (_, resolved))| resolved.enabled && resolved.from_stage <= self.plan.target);
        active.map(|(place, (strategy, resolved))| (place, strategy, resolved))
    }
}

type Rule = fn(&RuleContext<'_>) -> Vec<Finding>;

/// Every rule by name, in the order in which warnings of one weight are read.
const RULES: [(&str, Rule); 15] = [
    ("kill_criterion_crossed", kill_criteria::crossed),
    ("wrong_cached_answers", caches::wrong_cached_answers),
    ("strategy_loses_value", losses::strategy_loses_value),
    ("prefix_cache_cannot_pay", caches::prefix_cache_cannot_pay),
    ("headlines_added_up", claims::headlines_added_up),
    ("average_where_peak_decides", gaps::average_where_peak_decides),
    ("only_api_fees", gaps::only_api_fees),
    ("no_observability", gaps::no_observability),
    ("cache_beyond_measured", claims::cache_beyond_measured),
    ("saving_beyond_published", claims::saving_beyond_published),
    ("everything_becomes_money", claims::everything_becomes_money),
    ("retiring_model", gaps::retiring_model),
    ("horizon_before_target", months::horizon_before_target),
    ("stages_that_never_run", months::stages_that_never_run),
    ("cards_that_never_run", months::cards_that_never_run),
];

/// Everything to mind about a plan, problems first.
pub fn warnings(scenario: &Scenario, plan: &Plan, results: &Results) -> Vec<Warning> {
    let context = RuleContext { scenario, plan, results, money: Money::new(&scenario.currency) };
    let mut warnings: Vec<Warning> = RULES
        .iter()
        .flat_map(|(rule, find)| find(&context).into_iter().map(|found| (*rule, found)))
        .map(|(rule, Finding { weight, sentence, at })| Warning { rule, weight, sentence, at })
        .collect();
    warnings.sort_by_key(|warning| warning.weight);
    warnings
}

#[cfg(test)]
mod tests;
