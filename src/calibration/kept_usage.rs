//! Usage as a scenario keeps it.

use std::sync::Arc;

use super::actual_month::UsageContext;
use crate::scenario::{Actual, Scenario, free_name};
use crate::usage::{Day, UsageDigest};

/// Usage to keep in a scenario: named like what it was read from, with a number where that is taken.
pub fn kept_usage(scenario: &Scenario, source: &str, digest: UsageDigest, context: &UsageContext) -> Actual {
    let is_taken = |name: &str| scenario.actuals.iter().any(|actual| actual.name == name);
    let day = |instant: i64| Day::at(instant).date().map(|date| date.to_string()).unwrap_or_default();
    let (from, to) = digest.span.map(|(from, to)| (day(from), day((to - 1).max(from)))).unwrap_or_default();
    Actual {
        name: free_name(source, is_taken),
        source: source.to_owned(),
        from,
        to,
        stage: context.stage,
        step: context.step.and_then(|step| scenario.workload.steps.get(step)).map(|step| step.name.clone()),
        sample_rate: context.sample_rate,
        success: context.success.clone(),
        digest: Arc::new(digest),
    }
}

impl UsageContext {
    /// What a scenario says of usage that it keeps.
    pub fn of(scenario: &Scenario, actual: &Actual) -> Self {
        let step = actual.step.as_ref();
        Self {
            stage: actual.stage,
            step: step.and_then(|name| scenario.workload.steps.iter().position(|step| step.name == *name)),
            sample_rate: actual.sample_rate,
            month: None,
            success: actual.success.clone(),
        }
    }
}
