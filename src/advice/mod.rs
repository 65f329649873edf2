//! What a plan's owner should be told although it can be computed: small named rules over a scenario and its results.
//!
//! `lock_in` says what becomes hard to take back, `kill_criteria` what stops the plan, `readiness` what a stage waits for,
//! `starting_point` which sources are a preset's.
//! What is merely to be minded:
//! `months` looks at what the horizon never sees, `claims` at numbers too good to be true, `caches` at caches that do
//! not pay, `losses` at strategies that lose more value than they save, `gaps` at what is missing from a budget, `prices`
//! at what models charge and the plan leaves out, `choices` at what would be better than the plan. Absent on purpose: what
//! keeps a plan from being computed ([`check`](crate::scenario::Scenario::check)), and any clock.

mod caches;
mod choices;
mod claims;
mod gaps;
mod kill_criteria;
mod lock_in;
mod losses;
mod months;
mod prices;
mod readiness;
mod starting_point;

pub use kill_criteria::{CriterionStatus, actual_criteria, kill_criteria};
pub use lock_in::{DecideBefore, LockIn, LockInChoice, decide_before};
pub use readiness::{Gate, Proof, StandardItem, gate, is_ready, item_in_words, missing_items, proof};
pub use starting_point::StartingPoint;

use crate::economics::{Plan, PlanStrategy, Results, Versions};
use crate::format::Money;
use crate::scenario::{Model, Scenario, Stage, Step, Strategy};
use crate::uncertainty::Uncertainty;

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
    /// `None` where no futures were drawn.
    uncertainty: Option<&'a Uncertainty>,
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

    /// The models that answer the calls of a step at the target: its own, and the one that calls are routed to.
    fn models_of(&self, step: &Step) -> Vec<&'a Model> {
        self.models_by_key(self.keys_of(step))
    }

    /// The same, and the one that takes over when they fail.
    fn all_models_of(&self, step: &Step) -> Vec<&'a Model> {
        let mut keys = self.keys_of(step);
        let fallback = self.scenario.workload.fallback_model.as_deref();
        keys.extend(fallback.filter(|_| 0.0 < self.target().fallback_share.base()));
        self.models_by_key(keys)
    }

    fn keys_of<'k>(&self, step: &'k Step) -> Vec<&'k str>
    where
        'a: 'k,
    {
        let mut keys = vec![step.model.as_str()];
        if step.routable {
            keys.extend(self.strategies().filter_map(|(_, strategy, _)| strategy.kind.model().map(String::as_str)));
        }
        keys
    }

    fn models_by_key(&self, keys: Vec<&str>) -> Vec<&'a Model> {
        let distinct = keys.iter().enumerate().filter(|(place, key)| !keys[..*place].contains(key));
        distinct.filter_map(|(_, key)| self.scenario.models.get(*key)).collect()
    }
}

type Rule = fn(&RuleContext<'_>) -> Vec<Finding>;

/// Every rule by name, in the order in which warnings of one weight are read.
const RULES: [(&str, Rule); 24] = [
    ("kill_criterion_crossed", kill_criteria::crossed),
    ("stopping_costs_more", kill_criteria::stopping_costs_more),
    ("alternative_is_better", choices::alternative_is_better),
    ("seats_without_people", choices::seats_without_people),
    ("nothing_is_better", choices::nothing_is_better),
    ("wrong_cached_answers", caches::wrong_cached_answers),
    ("strategy_loses_value", losses::strategy_loses_value),
    ("prefix_cache_cannot_pay", caches::prefix_cache_cannot_pay),
    ("prefix_below_minimum", caches::prefix_below_minimum),
    ("headlines_added_up", claims::headlines_added_up),
    ("average_where_peak_decides", gaps::average_where_peak_decides),
    ("only_api_fees", gaps::only_api_fees),
    ("meter_without_price", prices::meter_without_price),
    ("long_prompts_left_out", prices::long_prompts_left_out),
    ("drift_without_tracing", gaps::drift_without_tracing),
    ("no_observability", gaps::no_observability),
    ("cache_beyond_measured", claims::cache_beyond_measured),
    ("saving_beyond_published", claims::saving_beyond_published),
    ("everything_becomes_money", claims::everything_becomes_money),
    ("worth_more_than_today", claims::worth_more_than_today),
    ("retiring_model", gaps::retiring_model),
    ("horizon_before_target", months::horizon_before_target),
    ("stages_that_never_run", months::stages_that_never_run),
    ("cards_that_never_run", months::cards_that_never_run),
];

/// Everything to mind about a plan at its base values, problems first.
pub fn warnings(scenario: &Scenario, plan: &Plan, results: &Results) -> Vec<Warning> {
    found(scenario, plan, results, None)
}

/// The same, and what its futures say.
pub fn warnings_with_futures(
    scenario: &Scenario,
    plan: &Plan,
    results: &Results,
    uncertainty: &Uncertainty,
) -> Vec<Warning> {
    found(scenario, plan, results, Some(uncertainty))
}

fn found(scenario: &Scenario, plan: &Plan, results: &Results, uncertainty: Option<&Uncertainty>) -> Vec<Warning> {
    let context = RuleContext { scenario, plan, results, uncertainty, money: Money::new(&scenario.currency) };
    let mut warnings: Vec<Warning> = RULES
        .iter()
        .flat_map(|(rule, find)| find(&context).into_iter().map(|found| (*rule, found)))
        .map(|(rule, Finding { weight, sentence, at })| Warning { rule, weight, sentence, at })
        .collect();
    warnings.sort_by_key(|warning| warning.weight);
    warnings
}

/// The name of every rule.
#[cfg(test)]
pub(crate) fn rules() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|(rule, _)| *rule)
}

#[cfg(test)]
mod tests;
