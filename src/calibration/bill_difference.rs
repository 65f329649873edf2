//! The bill explained: what an actual month differs from a planned one by, split over its causes without a rest.
//!
//! The models' bill of either month is `volume × calls a request × tries × Σ share × plain × caching × price` over models:
//! `plain` is what a call's tokens cost at the plan's own list prices without caches and batches, `caching` what caches
//! and batches make of that, `price` what is really paid for it. So a month can be computed with some of its causes as
//! planned and the others as they were, and the Shapley value over all of these splits the difference: of money, and of
//! its logarithm, which gives the factor that each cause multiplies the bill by.

use strum::{IntoStaticStr, VariantArray};

use super::actual_month::{ActualMonth, UsageContext, money};
use super::model_lines::{ModelLine, ModelLines, model_lines};
use crate::economics::{ModelMonth, Plan, shapley_values};
use crate::format::rounded_to_cents;
use crate::scenario::Scenario;

/// Why an actual bill differs from a planned one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Cause {
    /// Requests that reach a model.
    Volume,
    /// Calls per request, each counted once however often it was tried.
    CallsPerRequest,
    /// Input and output tokens of a call.
    TokensPerCall,
    /// Which models the calls went to.
    ModelMix,
    /// What caches and batches save.
    CachingAndBatch,
    /// What a token costs.
    Prices,
    /// Calls that were made again because they failed.
    Retries,
    /// What is charged besides models.
    OtherCategories,
    /// What was billed for nothing that the plan has a word for.
    NoWord,
}

impl Cause {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; Self::VARIANTS.len()] = *Self::VARIANTS.first_chunk().expect("it is as long");
}

/// What one cause does to the bill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CauseShare {
    /// Which.
    pub cause: Cause,
    /// Money a month that it adds; all of them add up to the difference.
    pub money: f64,
    /// What it multiplies the bill by; all of them multiply to the ratio. `None` where there is none, for a bill is 0.
    pub factor: Option<f64>,
}

/// What the file leaves open, and how that was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumed {
    /// Requests are not told apart: they are calls at the planned number of calls.
    RequestsFollowCalls,
    /// Calls are not counted: they are tokens at the planned number of tokens.
    CallsFollowTokens,
    /// Neither calls nor tokens are told: they are cost at the planned cost of a call.
    CallsFollowCost,
    /// Failures are not told: as many as planned.
    FailuresAsPlanned,
    /// What caches held is not told: as planned.
    CachingAsPlanned,
    /// No cost is known: tokens are priced as the plan prices them.
    PricedByPlan,
    /// Some tokens have no cost: they are priced as the others of their model.
    UnpricedLikeOthers,
    /// A model that the plan does not have has no cost, either: it is not on the bill.
    UnknownPrice,
    /// Models are not told: the plan's models are taken together.
    ModelsTogether,
}

/// A month's bill beside the planned one.
#[derive(Clone, Debug, PartialEq)]
pub struct BillDifference {
    /// Money a month as planned, for what the file speaks of: other categories only where it bills some.
    pub planned: f64,
    /// Money a month as it was.
    pub actual: f64,
    /// In the order of [`Cause::ALL`].
    pub causes: Vec<CauseShare>,
    /// What the file leaves open.
    pub assumed: Vec<Assumed>,
}

impl BillDifference {
    /// How many times the planned bill the actual one is; `None` where nothing was planned.
    pub fn ratio(&self) -> Option<f64> {
        (0.0 < self.planned).then(|| self.actual / self.planned)
    }

    /// What each cause adds to the bill, to the cent: the difference of both bills as they are written, without a rest.
    pub fn in_cents(&self) -> Vec<f64> {
        let parts: Vec<f64> = self.causes.iter().map(|share| share.money).collect();
        let rounded = |amount: f64| (amount * 100.0).round() / 100.0;
        rounded_to_cents(&parts, rounded(self.actual) - rounded(self.planned))
    }

    /// Explains a month. `None` where the file speaks of no model's use and of no cost.
    ///
    /// `measured` is the scenario with what was measured: it is asked for what the usage leaves open.
    pub fn of(
        scenario: &Scenario,
        plan: &Plan,
        context: &UsageContext,
        month: &ActualMonth,
        measured: &Scenario,
    ) -> Option<Self> {
        let planned = ModelMonth::planned(plan, context.stage, context.step);
        let mut assumed = Vec::new();
        let ModelLines { lines, unplaced } = model_lines(scenario, &planned, context, month, measured, &mut assumed);
        let money_of = |sums| money(scenario, sums).map(|cost| cost * month.scale);
        let services: Vec<f64> = month.services.values().filter_map(money_of).collect();
        let no_word = money_of(&month.unnamed).unwrap_or(0.0) + unplaced;
        if lines.is_empty() && services.is_empty() && no_word == 0.0 {
            return None;
        }
        let volume = Volume::of(&planned, month, &lines, &mut assumed);
        let other = match services.is_empty() {
            true => [0.0; 2],
            false => [planned.total.cost - planned.total.inference(), services.iter().sum()],
        };
        let no_word = [0.0, no_word];
        let bill = |subset: usize| {
            // 0 as planned, 1 as it was.
            let place = |cause: Cause| subset >> cause as usize & 1;
            let per_call = lines.iter().map(|line| {
                line.share[place(Cause::ModelMix)]
                    * line.plain_cost(place(Cause::TokensPerCall))
                    * line.caching[place(Cause::CachingAndBatch)]
                    * line.price[place(Cause::Prices)]
            });
            volume.requests[place(Cause::Volume)]
                * volume.calls[place(Cause::CallsPerRequest)]
                * volume.tries[place(Cause::Retries)]
                * per_call.sum::<f64>()
                + other[place(Cause::OtherCategories)]
                + no_word[place(Cause::NoWord)]
        };
        let bills: Vec<f64> = (0..1 << Cause::ALL.len()).map(bill).collect();
        let logs: Option<Vec<f64>> = bills.iter().map(|bill| (0.0 < *bill).then(|| libm::log(*bill))).collect();
        let factors = logs.map(|logs| shapley_values(&logs).into_iter().map(libm::exp).collect::<Vec<_>>());
        let factor = |cause: Cause| factors.as_ref().map(|factors| factors[cause as usize]);
        let causes = Cause::ALL.into_iter().zip(shapley_values(&bills));
        assumed.sort_unstable();
        assumed.dedup();
        Some(Self {
            planned: bills[0],
            actual: bills[bills.len() - 1],
            causes: causes.map(|(cause, money)| CauseShare { cause, money, factor: factor(cause) }).collect(),
            assumed,
        })
    }
}

/// How many calls a month has, in factors: each as planned and as it was.
struct Volume {
    requests: [f64; 2],
    calls: [f64; 2],
    tries: [f64; 2],
}

impl Volume {
    fn of(planned: &ModelMonth, month: &ActualMonth, lines: &[ModelLine], assumed: &mut Vec<Assumed>) -> Self {
        let [calls, actual_calls] = [0, 1].map(|place| lines.iter().map(|line| line.calls[place]).sum::<f64>());
        let tries = match (month.total.failed, month.total.calls) {
            (Some(failed), Some(calls)) if failed < calls => calls as f64 / (calls - failed) as f64,
            _ => {
                assumed.push(Assumed::FailuresAsPlanned);
                planned.tries
            }
        };
        let requests = planned.total.inferred;
        let per_request =
            |calls: f64, requests: f64, tries: f64| if 0.0 < requests { calls / requests / tries } else { 0.0 };
        let planned_calls = per_request(calls, requests, planned.tries);
        let actual_requests =
            month.total.requests.filter(|requests| 0 < *requests).map(|requests| month.scaled(requests));
        let actual_requests = actual_requests.unwrap_or_else(|| {
            assumed.push(Assumed::RequestsFollowCalls);
            if 0.0 < planned_calls { actual_calls / tries / planned_calls } else { actual_calls / tries }
        });
        let actual_calls = per_request(actual_calls, actual_requests, tries);
        Self {
            requests: [requests, actual_requests],
            calls: [planned_calls, actual_calls],
            tries: [planned.tries, tries],
        }
    }
}
