//! What follows from the scenario: made again when the scenario has changed, and only then.

use crate::charts::{
    Chart, RowChart, Support, cost_curve, price_dates, requirements_chart, sensitivity_chart, viability_chart,
};
use crate::economics::{Assumptions, Breakdown, Contribution, Engine, Mix, Plan, Results, contributions};
use crate::paint::Pictured;
use crate::scenario::{Problem, Scenario};
use crate::uncertainty::{Distribution, tornado, what_must_be_true};

/// The last valid results, and what keeps the scenario from having newer ones.
#[derive(Debug)]
pub struct Computed {
    /// The scenario that was looked at first.
    pub opened: Scenario,
    /// The scenario that was looked at last.
    seen: Scenario,
    /// What must be mended in it.
    pub problems: Vec<Problem>,
    /// The results of the last scenario that had no problems.
    pub valid: Option<Valid>,
}

/// Results, and the scenario they belong to.
#[derive(Debug)]
pub struct Valid {
    /// What was computed.
    pub scenario: Scenario,
    /// The same, resolved.
    pub plan: Plan,
    /// What follows.
    pub results: Results,
    /// Each stage's bill and strategies.
    pub stages: Vec<StageBill>,
    /// What a month costs as the use case grows.
    pub cost_curve: Chart,
    /// Cost and value per outcome.
    pub viability: Chart,
    /// Which estimate swings the target most.
    pub sensitivity: RowChart,
    /// How far each estimate is from where the target breaks even.
    pub requirements: RowChart,
    /// What to mind although it can be computed.
    pub warnings: Vec<crate::advice::Warning>,
    /// How well the assumptions are supported.
    pub support: Support,
    /// The dates of the prices.
    pub prices: String,
}

/// One stage at its own requests, card by card.
#[derive(Debug)]
pub struct StageBill {
    /// Each card's cost.
    pub breakdown: Breakdown,
    /// What each listed strategy contributes here; 0 where it is off.
    pub contributions: Vec<Contribution>,
    /// What each listed strategy would save here if it were the only one, also where it is off.
    pub alone: Vec<f64>,
}

impl Computed {
    /// Computes a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let mut computed = Self { opened: scenario.clone(), seen: scenario.clone(), problems: Vec::new(), valid: None };
        computed.compute();
        computed
    }

    /// Computes again if the scenario is not the one seen last. Returns whether it was.
    pub fn update(&mut self, scenario: &Scenario) -> bool {
        let changed = self.seen != *scenario;
        if changed {
            self.seen.clone_from(scenario);
            self.compute();
        }
        changed
    }

    /// The last valid results, unless newer edits have problems.
    pub fn is_current(&self) -> bool {
        self.problems.is_empty()
    }

    fn compute(&mut self) {
        match Plan::new(&self.seen) {
            Ok(plan) => {
                self.problems.clear();
                self.valid = Some(Valid::new(&self.seen, plan));
            }
            Err(problems) => self.problems = problems,
        }
    }
}

impl Valid {
    fn new(scenario: &Scenario, plan: Plan) -> Self {
        let results = Results::of(&plan);
        let (sensitivity, requirements) = one_at_a_time(scenario, &plan, &results);
        Self {
            sensitivity,
            requirements,
            stages: stage_bills(&plan),
            cost_curve: cost_curve(scenario, &plan, &results),
            viability: viability_chart(scenario, &plan, &results),
            warnings: crate::advice::warnings(scenario, &plan),
            support: Support::of(scenario),
            prices: price_dates(scenario),
            scenario: scenario.clone(),
            plan,
            results,
        }
    }

    /// Every chart, to be taken away as a picture.
    pub fn charts(&self) -> [&dyn Pictured; 4] {
        [&self.cost_curve, &self.viability, &self.sensitivity, &self.requirements]
    }
}

/// What follows from moving one estimate at a time.
fn one_at_a_time(scenario: &Scenario, plan: &Plan, results: &Results) -> (RowChart, RowChart) {
    let distributions: Vec<Distribution> =
        plan.inputs.iter().map(|field| Distribution::new(&field.estimate, field.domain)).collect();
    let requirements = what_must_be_true(plan, &distributions);
    (
        sensitivity_chart(scenario, plan, results, &tornado(plan, &distributions), None),
        requirements_chart(scenario, plan, results, &requirements, &distributions),
    )
}

fn stage_bills(plan: &Plan) -> Vec<StageBill> {
    let base = Assumptions::base(plan);
    let mut engine = Engine::new(&base);
    let stages = (0..plan.stages.len()).map(|stage| {
        let point = base.at_stage(stage);
        let mix = plan.planned_mix().active_at(plan, stage);
        let without = engine.evaluate(&point, Mix::NONE).cost;
        let alone =
            (0..plan.strategies.len()).map(|place| without - engine.evaluate(&point, Mix::NONE.with(place)).cost);
        StageBill {
            breakdown: Breakdown::at(&base, &point, mix),
            alone: alone.collect(),
            contributions: contributions(&base, &point, mix),
        }
    });
    stages.collect()
}
