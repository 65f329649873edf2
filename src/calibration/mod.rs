//! The plan meets the bill: usage digests put in the terms of a plan, measurements that its estimates can be replaced by, and
//! the difference between a planned and an actual month explained.
//!
//! `actual_month` scales what was used to a month and finds the plan's models in it; `stage_measurements` and
//! `step_measurements` turn it into estimates, each beside what was planned; `bill_difference` splits the difference over its
//! causes; `adopt` writes measurements into a scenario. Absent on purpose: files, clock, text for people.

mod actual_month;
mod adopt;
mod bill_difference;
mod kept_usage;
mod measured_estimate;
mod measurement;
mod measuring;
mod model_lines;
mod model_names;
mod months;
mod planned_bill;
mod solve;
mod stage_measurements;
mod step_measurements;

pub use actual_month::{ActualModel, ActualMonth, UsageContext};
pub use adopt::adopt;
pub use bill_difference::{Assumed, BillDifference, Cause, CauseShare};
pub use kept_usage::kept_usage;
pub use measurement::{Measurement, Position, Remark, Seen};
pub use measuring::{Unmeasured, Unplanned, Why};
pub use months::MonthUsed;
pub use planned_bill::PlannedBill;

use crate::economics::{Evaluation, ModelMonth, Plan};
use crate::scenario::{Actual, Category, Scenario};
use crate::usage::UsageDigest;
use measuring::Measuring;

/// Everything that usage says of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// What it is usage of.
    pub context: UsageContext,
    /// The month as it was.
    pub month: ActualMonth,
    /// What was measured, in the order of the plan.
    pub measurements: Vec<Measurement>,
    /// What could not be.
    pub unmeasured: Vec<Unmeasured>,
    /// What was used that the plan does not have.
    pub unplanned: Vec<Unplanned>,
    /// The difference of the bill, explained; `None` where the usage holds nothing that can be put in money.
    pub bill: Option<BillDifference>,
    /// The models' bill as planned.
    pub planned: PlannedBill,
    /// Each month of the calendar in which something was used.
    pub months: Vec<MonthUsed>,
    /// The stage's month with all that was measured, its models at their actual cost where that is known.
    pub evaluation: Option<Evaluation<f64>>,
}

impl Calibration {
    /// Holds usage against a plan. `None` where no usage lies in the month that is asked for.
    pub fn of(scenario: &Scenario, plan: &Plan, digest: &UsageDigest, context: &UsageContext) -> Option<Self> {
        let month = ActualMonth::of(scenario, digest, context)?;
        let planned = ModelMonth::planned(plan, context.stage, context.step);
        let mut measuring = Measuring::new(scenario, digest, context, &month);
        measuring.requests(&planned);
        measuring.growth();
        measuring.retries();
        measuring.shares_of_models();
        measuring.batch();
        measuring.steps();
        measuring.cache_hits();
        measuring.peak();
        measuring.users();
        measuring.success();
        measuring.prices();
        measuring.unplanned_models();
        let evaluation = Plan::new(&measuring.scenario).ok().map(|measured| {
            let of = |step| ModelMonth::planned(&measured, context.stage, step);
            let part = of(context.step);
            let whole = context.step.map_or_else(|| part.total, |_| of(None).total);
            actual_evaluation(scenario, &month, &part, whole)
        });
        let Measuring { measurements, unmeasured, unplanned, scenario: measured, .. } = measuring;
        let bill = BillDifference::of(scenario, plan, context, &month, &measured);
        Some(Self {
            context: context.clone(),
            measurements,
            unmeasured,
            unplanned,
            bill,
            planned: PlannedBill::at(plan, context, planned.all_models().cost),
            months: MonthUsed::all(scenario, digest, context),
            evaluation,
            month,
        })
    }

    /// What all the usage that a scenario keeps says of it, in its order; `None` where there is nothing in it.
    pub fn all(scenario: &Scenario, plan: &Plan) -> Vec<Option<Self>> {
        let of = |actual: &Actual| Self::of(scenario, plan, &actual.digest, &UsageContext::of(scenario, actual));
        scenario.actuals.iter().map(of).collect()
    }
}

/// A measured month whose models cost what they did, as far as the usage speaks of them.
fn actual_evaluation(
    scenario: &Scenario,
    month: &ActualMonth,
    measured: &ModelMonth,
    mut evaluation: Evaluation<f64>,
) -> Evaluation<f64> {
    let is_told = !month.models.is_empty() && month.total.unpriced_tokens == 0;
    let cost = |model: &ActualModel| actual_month::money(scenario, &model.sums).map(|cost| cost * month.scale);
    let Some(actual) = month.models.iter().map(cost).sum::<Option<f64>>().filter(|_| is_told) else {
        return evaluation;
    };
    let more = actual - measured.all_models().cost;
    evaluation.categories[Category::Inference as usize] += more;
    evaluation.cost += more;
    evaluation.net -= more;
    evaluation
}
