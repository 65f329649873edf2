//! Measurements as they are made one after another, each in a plan that has adopted those before it.

use super::actual_month::{ActualMonth, UsageContext};
use super::measurement::Measurement;
use crate::economics::{ModelMonth, Plan};
use crate::scenario::{Domain, Estimate, EstimatePath, Scenario, Strategy, StrategyTag};
use crate::usage::UsageDigest;

/// An estimate that the usage says nothing of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmeasured {
    /// Which estimate.
    pub path: EstimatePath,
    /// Why.
    pub why: Why,
}

/// Why an estimate can't be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Requests are not told apart.
    NoRequests,
    /// It is not told which calls failed.
    NoFailures,
    /// It is not told what caches held.
    NoCacheCounts,
    /// Reads from caches are told, but not what was written to them.
    NoCacheWrites,
    /// Reasoning is not told from the rest of the output.
    NoReasoning,
    /// It is not told what waited for a discount.
    NoBatch,
    /// No cost is known, or in another currency.
    NoCost,
    /// Users are not told apart.
    NoUsers,
    /// There are no single calls with a time.
    NoTimes,
    /// There is less than one call a minute: the busiest minute is chance rather than load.
    FewAMinute,
    /// Fewer than four whole weeks were seen.
    TooShort,
    /// It needs a judgement and a threshold.
    NoJudgement,
    /// Several steps call this model, and usage tells only models apart.
    SharedModel,
    /// The plan does not change with it, or cannot have what was measured.
    NotSolved,
    /// No call of its model was seen.
    NotCalled,
    /// It follows from traffic.
    FromTraffic,
    /// More is paid than the plan's prices say: they are out of date rather than discounted.
    PricesRose,
    /// Part of the calls are sold at a price for long prompts, which sums do not show.
    LongPrices,
}

/// What was used that the plan does not have.
#[derive(Clone, Debug, PartialEq)]
pub enum Unplanned {
    /// A model, and its share of calls, where these are counted.
    Model(String, Option<f64>),
    /// A cache that prefixes are read from: its share of input.
    Caching(f64),
    /// Calls that waited for a discount: their share of tokens.
    Batch(f64),
    /// Prices that differ from the plan's: a model, and how many times the planned price is paid.
    Price(String, f64),
}

/// What has been measured so far.
pub(super) struct Measuring<'a> {
    /// As planned.
    pub planned: &'a Scenario,
    /// With what has been measured.
    pub scenario: Scenario,
    pub digest: &'a UsageDigest,
    pub context: &'a UsageContext,
    pub month: &'a ActualMonth,
    pub measurements: Vec<Measurement>,
    pub unmeasured: Vec<Unmeasured>,
    pub unplanned: Vec<Unplanned>,
}

impl<'a> Measuring<'a> {
    pub fn new(
        planned: &'a Scenario,
        digest: &'a UsageDigest,
        context: &'a UsageContext,
        month: &'a ActualMonth,
    ) -> Self {
        Self {
            planned,
            scenario: planned.plan_alone(),
            digest,
            context,
            month,
            measurements: Vec::new(),
            unmeasured: Vec::new(),
            unplanned: Vec::new(),
        }
    }

    /// Notes a measurement, and has the measured plan adopt it: `complete` adds how many it was made of and what to know.
    pub fn measure(
        &mut self,
        path: EstimatePath,
        measured: f64,
        estimate: Estimate,
        complete: impl FnOnce(Measurement) -> Measurement,
    ) {
        let Some((planned, domain)) = self.planned_at(&path) else { return };
        if let Some(own) = self.scenario.estimate_mut(&path) {
            *own = estimate;
        }
        self.measurements.push(complete(Measurement::new(path, planned, domain, measured, estimate)));
    }

    /// Moves other stages out of the way of measured requests, in the measured plan only: base values grow from stage to stage.
    pub fn keep_stages_in_order(&mut self) {
        let stages = &mut self.scenario.stages;
        let own = self.context.stage;
        for place in (0..own).rev() {
            let next = stages[place + 1].requests.base();
            if next <= stages[place].requests.base() {
                stages[place].requests = Estimate::Exact(next / 2.0);
            }
        }
        for place in own + 1..stages.len() {
            let before = stages[place - 1].requests.base();
            if stages[place].requests.base() <= before {
                stages[place].requests = Estimate::Exact(before * 2.0);
            }
        }
    }

    /// Notes that an estimate of the plan can't be measured.
    pub fn cannot(&mut self, path: EstimatePath, why: Why) {
        if self.planned_at(&path).is_some() {
            self.unmeasured.push(Unmeasured { path, why });
        }
    }

    /// What the plan assumes at a path, if there may be an estimate.
    pub fn planned_at(&self, path: &EstimatePath) -> Option<(Estimate, Domain)> {
        let fields = self.planned.every_field();
        fields.into_iter().find(|field| field.path == *path).map(|field| (*field.estimate, field.domain))
    }

    /// A month of the plan with what has been measured; `None` where measurements contradict each other.
    pub fn measured_month(&self) -> Option<ModelMonth> {
        Some(ModelMonth::planned(&Plan::new(&self.scenario).ok()?, self.context.stage, self.context.step))
    }

    /// The strategy of a kind that is in force at the stage.
    pub fn strategy(&self, tag: StrategyTag) -> Option<&'a Strategy> {
        let is_in_force = |strategy: &&Strategy| {
            strategy.enabled && strategy.from_stage <= self.context.stage && strategy.kind.tag() == tag
        };
        self.planned.strategies.iter().find(is_in_force)
    }

    /// The name of the stage.
    pub fn stage(&self) -> &'a str {
        &self.planned.stages[self.context.stage].name
    }
}
