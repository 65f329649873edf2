//! Months of the calendar as they were used, one after the other.

use std::collections::BTreeSet;

use super::actual_month::{ActualMonth, UsageContext, money};
use super::model_lines::cached_cost;
use crate::scenario::{Pricing, Scenario};
use crate::usage::{Day, UsageDigest};

/// A month of the calendar as it was used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthUsed {
    /// Which: year and month.
    pub month: (i16, i8),
    /// On how many of its days something was used.
    pub days_with_usage: usize,
    /// How many days it has.
    pub days: usize,
    /// Whether the usage begins or ends within it.
    pub is_partial: bool,
    /// Requests, if they are told apart; of a sample as many as there were in all, here and below.
    pub requests: Option<f64>,
    /// Model calls, if they are counted.
    pub calls: Option<f64>,
    /// Money for models, in the scenario's currency; at the plan's prices where no cost is told. `None` where some model has
    /// neither cost nor price.
    pub cost: Option<f64>,
    /// Whether it is at the plan's prices.
    pub is_priced_by_plan: bool,
}

impl MonthUsed {
    /// Every month in which something was used.
    pub fn all(scenario: &Scenario, digest: &UsageDigest, context: &UsageContext) -> Vec<Self> {
        let dates = digest.rows.keys().filter_map(|key| key.day?.date());
        let months: BTreeSet<(i16, i8)> = dates.map(|date| (date.year(), date.month())).collect();
        months.into_iter().filter_map(|month| Self::of(scenario, digest, context, month)).collect()
    }

    fn of(scenario: &Scenario, digest: &UsageDigest, context: &UsageContext, month: (i16, i8)) -> Option<Self> {
        let used = ActualMonth::of(scenario, digest, &UsageContext { month: Some(month), ..context.clone() })?;
        let mut is_priced_by_plan = false;
        let costs = used.models.iter().map(|model| {
            let told = money(scenario, &model.sums);
            let step = context.step.map(|step| scenario.workload.steps[step].model.as_str());
            let own = model.model.or_else(|| scenario.models.get_index_of(step?));
            told.or_else(|| {
                is_priced_by_plan = true;
                let pricing = &scenario.models[own?].pricing;
                let Pricing::Tokens { multiplier, .. } = pricing else { return None };
                let paid = (1.0 - scenario.plan.discount.base()) * multiplier * scenario.usd_rate.base();
                Some(cached_cost(pricing, &model.sums) * 1e-6 * paid)
            })
        });
        let cost = costs.sum::<Option<f64>>().map(|cost| cost * used.scale);
        Some(Self {
            month,
            days_with_usage: used.days_with_usage,
            days: used.length as usize,
            is_partial: used
                .days
                .zip(digest.span)
                .is_some_and(|((first, last), (from, to))| first < Day::at(from) || Day::at((to - 1).max(from)) < last),
            requests: used.total.requests.map(|count| used.scaled(count)),
            calls: used.total.calls.map(|count| used.scaled(count)),
            cost: cost.filter(|_| !used.models.is_empty()),
            is_priced_by_plan,
        })
    }
}
