//! What usage says of a step: calls of a request, and tokens of a call.

use super::actual_month::ActualModel;
use super::measured_estimate::spread;
use super::measurement::{Measurement, Remark, Seen};
use super::measuring::{Measuring, Why};
use super::solve::solve;
use crate::economics::{ModelMonth, ModelUsage};
use crate::scenario::{Domain, Estimate, EstimatePath, Step, StepField, StrategyTag};
use crate::usage::Sketch;

/// A step and the calls that were made for it.
struct StepUse<'a> {
    step: &'a Step,
    /// The model whose calls they are; `None` where all calls are of the step.
    model: Option<usize>,
    actual: ActualModel,
}

impl StepUse<'_> {
    fn path(&self, field: StepField) -> EstimatePath {
        EstimatePath::step(&self.step.name, field)
    }

    /// What a month asks for that these calls are held against.
    fn planned(&self, month: &ModelMonth) -> ModelUsage {
        self.model.map_or_else(|| month.all_models(), |model| month.models[model])
    }
}

impl Measuring<'_> {
    /// Every step whose calls can be told from those of the others.
    pub fn steps(&mut self) {
        if let Some(step) = self.context.step {
            let all =
                StepUse { step: &self.planned.workload.steps[step], model: None, actual: self.month.all_models() };
            return self.step(&all);
        }
        let steps = &self.planned.workload.steps;
        for step in steps {
            let model = self.planned.models.get_index_of(&step.model);
            let actual = model.and_then(|model| self.month.models.iter().find(|actual| actual.model == Some(model)));
            let is_shared =
                steps.iter().filter(|other| other.model == step.model).count() != 1 || self.is_routed_to(&step.model);
            match actual.filter(|_| !is_shared) {
                Some(actual) => self.step(&StepUse { step, model, actual: actual.clone() }),
                None => {
                    let why = if is_shared || self.month.is_untold() { Why::SharedModel } else { Why::NotCalled };
                    for field in [StepField::Calls, StepField::Conversation, StepField::Output] {
                        self.cannot(EstimatePath::step(&step.name, field), why);
                    }
                }
            }
        }
    }

    /// Whether a router sends calls of other steps to a model. What falls back to it is few calls, and taken as planned.
    fn is_routed_to(&self, key: &str) -> bool {
        let routed = self.strategy(StrategyTag::ModelRouting).and_then(|strategy| strategy.kind.model());
        routed.is_some_and(|target| target == key)
    }

    fn step(&mut self, used: &StepUse<'_>) {
        let Some(calls) = used.actual.sums.calls.filter(|calls| 0 < *calls) else {
            return self.cannot(used.path(StepField::Calls), Why::NotCalled);
        };
        self.calls(used, calls);
        self.prefix(used, calls);
        self.output(used, calls);
        self.input(used, calls);
    }

    /// Calls of a request: turns of a loop where the plan has one.
    fn calls(&mut self, used: &StepUse<'_>, calls: u64) {
        let field = if used.step.turns == Estimate::Exact(1.0) { StepField::Calls } else { StepField::Turns };
        let path = used.path(field);
        let Some(requests) = self.month.total.requests.filter(|requests| 0 < *requests) else {
            return self.cannot(path, Why::NoRequests);
        };
        let measured = calls as f64 / requests as f64;
        let figure = |month: &ModelMonth| over(used.planned(month).calls, month.total.inferred);
        let Some(solved) = solve(&self.scenario, self.context, &path, figure, measured) else {
            return self.cannot(path, Why::NotSolved);
        };
        let domain = if field == StepField::Turns { Domain::AtLeastOne } else { Domain::NonNegative };
        let value = solved.value.max(domain.least());
        let requests_of_step = (self.month.models.len() == 1 && used.actual.sums.calls == self.month.total.calls)
            .then_some(&self.digest.calls_per_request)
            .filter(|sketch| 0 < sketch.count());
        let from_request = |calls: f64| value + (calls - measured) / solved.slope;
        let found = requests_of_step.and_then(|sketch| spread(sketch, value, domain, from_request));
        let is_grown = self.planned.stages[self.context.stage].calls.base() != 1.0;
        let (estimate, is_moved) = found.unwrap_or((Estimate::Exact(value), false));
        self.measure(path, value, estimate, |measurement| {
            measurement
                .seen(requests, Seen::Requests)
                .remark(Remark::MovedToMean, is_moved)
                .remark(Remark::SumsOnly, found.is_none())
                .remark(Remark::GrowthTakenOut, is_grown)
        });
        if let Some(sketch) = requests_of_step.filter(|_| field == StepField::Turns) {
            let path = used.path(StepField::TurnsCv);
            let measured = variation(sketch);
            let count = sketch.count();
            self.measure(path, measured, Estimate::Exact(measured), |found| found.seen(count, Seen::Requests));
        }
    }

    /// The stable prefix: what is read from caches or written to them.
    fn prefix(&mut self, used: &StepUse<'_>, calls: u64) {
        let path = used.path(StepField::Prefix);
        let cached = match (used.actual.sums.cache_read, used.actual.sums.cache_write()) {
            (None, _) => return self.cannot(path, Why::NoCacheCounts),
            (Some(_), None | Some(0)) => return self.cannot(path, Why::NoCacheWrites),
            (Some(read), Some(written)) => read as f64 + written as f64,
        };
        let measured = cached / calls as f64;
        let figure = |month: &ModelMonth| over(used.planned(month).prefix, used.planned(month).calls);
        match solve(&self.scenario, self.context, &path, figure, measured) {
            Some(solved) => {
                let value = solved.value.max(0.0);
                self.measure(path, value, Estimate::Exact(value), |found| found.seen(calls, Seen::Calls));
            }
            None => self.cannot(path, Why::NotSolved),
        }
    }

    /// Reasoning where it is told apart, and the visible answer.
    fn output(&mut self, used: &StepUse<'_>, calls: u64) {
        let figure = |month: &ModelMonth| over(used.planned(month).output, used.planned(month).calls);
        let slope = |measuring: &Self, path: &EstimatePath| {
            let solved = solve(&measuring.scenario, measuring.context, path, figure, 0.0);
            solved.map(|solved| solved.slope).filter(|slope| 0.0 < *slope)
        };
        let mean = |tokens: u64| tokens as f64 / calls as f64;
        let Some(output) = used.actual.sums.output.map(mean) else { return };
        let path = used.path(StepField::Reasoning);
        match (used.actual.sums.reasoning.map(mean), slope(self, &path)) {
            (Some(reasoning), Some(slope)) => {
                let value = reasoning / slope;
                self.measure_calls(path, value, &used.actual.calls.reasoning, calls, |tokens| tokens / slope, &[]);
            }
            (None, _) => self.cannot(path, Why::NoReasoning),
            (Some(_), None) => self.cannot(path, Why::NotSolved),
        }
        let path = used.path(StepField::Output);
        // Where reasoning is not told, that of the plan is taken to be in the output.
        let planned_reasoning = || {
            let path = used.path(StepField::Reasoning);
            slope(self, &path).map_or(0.0, |slope| used.step.reasoning.base() * slope)
        };
        let hidden = used.actual.sums.reasoning.map_or_else(planned_reasoning, mean);
        let visible = (output - hidden).max(0.0);
        let Some(slope) = slope(self, &path) else { return self.cannot(path, Why::NotSolved) };
        let share = over(visible, output).unwrap_or(0.0);
        let from_call = |tokens: f64| tokens * share / slope;
        self.measure_calls(path, visible / slope, &used.actual.calls.output, calls, from_call, &[]);
    }

    /// What of the input is neither prefix nor retrieved; where that leaves less than nothing, these are smaller, too.
    fn input(&mut self, used: &StepUse<'_>, calls: u64) {
        let Some(input) = used.actual.sums.input() else { return };
        let measured = input as f64 / calls as f64;
        let figure = |month: &ModelMonth| over(used.planned(month).input, used.planned(month).calls);
        let is_measured =
            |measuring: &Self, path: &EstimatePath| measuring.measurements.iter().any(|found| found.path == *path);
        let prefix = used.path(StepField::Prefix);
        const ROUNDING: f64 = 1e-9;
        let mut remarks = Vec::new();
        if 0.0 < used.step.retrieved.base() {
            remarks.push(Remark::RetrievedAsPlanned);
        }
        if 0.0 < used.step.prefix.base() && !is_measured(self, &prefix) {
            remarks.push(Remark::PrefixAsPlanned);
        }
        if self.planned.stages[self.context.stage].context.base() != 1.0 {
            remarks.push(Remark::GrowthTakenOut);
        }
        for field in [StepField::Conversation, StepField::Retrieved, StepField::Prefix] {
            let path = used.path(field);
            if field == StepField::Prefix && is_measured(self, &path) {
                return;
            }
            let Some(solved) = solve(&self.scenario, self.context, &path, figure, measured) else {
                return self.cannot(path, Why::NotSolved);
            };
            if solved.value < -ROUNDING * measured {
                self.measure(path, 0.0, Estimate::Exact(0.0), |found| {
                    found.seen(calls, Seen::Calls).remark(Remark::LessThanPlanned, true)
                });
                remarks = vec![Remark::LessThanPlanned];
                continue;
            }
            let value = if solved.value < ROUNDING * measured { 0.0 } else { solved.value };
            // Where turns resend what came before, calls differ by their turn more than by their request.
            let grows = used.step.carried != Estimate::Exact(0.0);
            let sketch = if grows { Sketch::default() } else { used.actual.calls.input.clone() };
            let from_call = |tokens: f64| value + (tokens - measured) / solved.slope;
            return self.measure_calls(path, value, &sketch, calls, from_call, &remarks);
        }
    }

    /// Tokens of calls, as far as single ones were seen.
    fn measure_calls(
        &mut self,
        path: EstimatePath,
        value: f64,
        sketch: &Sketch,
        calls: u64,
        from_call: impl Fn(f64) -> f64,
        remarks: &[Remark],
    ) {
        let found = spread(sketch, value, Domain::NonNegative, from_call);
        let (estimate, is_moved) = found.unwrap_or((Estimate::Exact(value), false));
        let add = |found: Measurement, remark: &Remark| found.remark(*remark, true);
        self.measure(path, value, estimate, |measurement| {
            let measurement = measurement
                .seen(calls, Seen::Calls)
                .remark(Remark::MovedToMean, is_moved)
                .remark(Remark::SumsOnly, sketch.count() == 0);
            remarks.iter().fold(measurement, add)
        });
    }
}

/// Standard deviation over mean.
fn variation(sketch: &Sketch) -> f64 {
    let Some(mean) = sketch.mean().filter(|mean| 0.0 < *mean) else { return 0.0 };
    libm::sqrt(sketch.variance().unwrap_or(0.0)) / mean
}

/// A quotient; `None` where there is nothing to divide by.
fn over(amount: f64, by: f64) -> Option<f64> {
    (0.0 < by).then(|| amount / by)
}
