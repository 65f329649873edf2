//! What usage says of a step: calls of a request, and tokens of a call.

use super::actual_month::ActualModel;
use super::measured_estimate::spread;
use super::measurement::{Measurement, Remark, Seen};
use super::measuring::{Measuring, Why};
use super::solve::solve;
use crate::economics::ModelMonth;
use crate::scenario::{Domain, Estimate, EstimatePath, Step, StepField, StrategyTag};
use crate::usage::Sketch;

impl Measuring<'_> {
    /// Every step whose calls can be told from those of the others.
    pub fn steps(&mut self) {
        let steps = &self.planned.workload.steps;
        for (place, step) in steps.iter().enumerate() {
            if self.context.step.is_some_and(|only| only != place) {
                continue;
            }
            let model = self.planned.models.get_index_of(&step.model);
            let actual = model.and_then(|model| self.month.models.iter().find(|actual| actual.model == Some(model)));
            let is_shared = self.context.step.is_none()
                && (steps.iter().filter(|other| other.model == step.model).count() != 1
                    || self.is_routed_to(&step.model));
            let why = if is_shared { Why::SharedModel } else { Why::NotCalled };
            match (model, actual.filter(|actual| !is_shared && 0 < actual.sums.calls.unwrap_or(0))) {
                (Some(model), Some(actual)) => self.step(step, model, actual),
                _ => {
                    for field in [StepField::Calls, StepField::Conversation, StepField::Output] {
                        self.cannot(EstimatePath::step(&step.name, field), why);
                    }
                }
            }
        }
    }

    /// Whether a router or a fallback sends calls of other steps to a model.
    fn is_routed_to(&self, key: &str) -> bool {
        let routed = self.strategy(StrategyTag::ModelRouting).and_then(|strategy| strategy.kind.model());
        routed.is_some_and(|target| target == key) || self.planned.workload.fallback_model.as_deref() == Some(key)
    }

    fn step(&mut self, step: &Step, model: usize, actual: &ActualModel) {
        let Some(calls) = actual.sums.calls.filter(|calls| 0 < *calls) else { return };
        self.calls(step, model, actual, calls);
        self.prefix(step, model, actual, calls);
        self.output(step, model, actual, calls);
        self.input(step, model, actual, calls);
    }

    /// Calls of a request: turns of a loop where the plan has one.
    fn calls(&mut self, step: &Step, model: usize, actual: &ActualModel, calls: u64) {
        let field = if step.turns == Estimate::Exact(1.0) { StepField::Calls } else { StepField::Turns };
        let path = EstimatePath::step(&step.name, field);
        let Some(requests) = self.month.total.requests.filter(|requests| 0 < *requests) else {
            return self.cannot(path, Why::NoRequests);
        };
        let measured = calls as f64 / requests as f64;
        let figure = |month: &ModelMonth| over(month.models[model].calls, month.total.inferred);
        let Some(solved) = solve(&self.scenario, self.context.stage, &path, figure, measured) else {
            return self.cannot(path, Why::SharedModel);
        };
        let domain = if field == StepField::Turns { Domain::AtLeastOne } else { Domain::NonNegative };
        let value = solved.value.max(domain.least());
        let requests_of_step = (self.month.models.len() == 1 && actual.sums.calls == self.month.total.calls)
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
            let path = EstimatePath::step(&step.name, StepField::TurnsCv);
            let measured = variation(sketch);
            let count = sketch.count();
            self.measure(path, measured, Estimate::Exact(measured), |found| found.seen(count, Seen::Requests));
        }
    }

    /// The stable prefix: what is read from caches or written to them.
    fn prefix(&mut self, step: &Step, model: usize, actual: &ActualModel, calls: u64) {
        let path = EstimatePath::step(&step.name, StepField::Prefix);
        let cached = match (actual.sums.cache_read, actual.sums.cache_write()) {
            (None, _) => return self.cannot(path, Why::NoCacheCounts),
            (Some(_), None | Some(0)) => return self.cannot(path, Why::NoCacheWrites),
            (Some(read), Some(written)) => read as f64 + written as f64,
        };
        let measured = cached / calls as f64;
        let figure = |month: &ModelMonth| over(month.models[model].prefix, month.models[model].calls);
        match solve(&self.scenario, self.context.stage, &path, figure, measured) {
            Some(solved) => {
                let value = solved.value.max(0.0);
                self.measure(path, value, Estimate::Exact(value), |found| found.seen(calls, Seen::Calls));
            }
            None => self.cannot(path, Why::SharedModel),
        }
    }

    /// Reasoning where it is told apart, and the visible answer.
    fn output(&mut self, step: &Step, model: usize, actual: &ActualModel, calls: u64) {
        let figure = |month: &ModelMonth| over(month.models[model].output, month.models[model].calls);
        let slope = |measuring: &Self, path: &EstimatePath| {
            let solved = solve(&measuring.scenario, measuring.context.stage, path, figure, 0.0);
            solved.map(|solved| solved.slope).filter(|slope| 0.0 < *slope)
        };
        let mean = |tokens: u64| tokens as f64 / calls as f64;
        let Some(output) = actual.sums.output.map(mean) else { return };
        let path = EstimatePath::step(&step.name, StepField::Reasoning);
        match (actual.sums.reasoning.map(mean), slope(self, &path)) {
            (Some(reasoning), Some(slope)) => {
                let value = reasoning / slope;
                self.measure_calls(path, value, &actual.calls.reasoning, calls, |tokens| tokens / slope, &[]);
            }
            (None, _) => self.cannot(path, Why::NoReasoning),
            (Some(_), None) => self.cannot(path, Why::SharedModel),
        }
        let path = EstimatePath::step(&step.name, StepField::Output);
        // Where reasoning is not told, that of the plan is taken to be in the output.
        let planned_reasoning = || {
            let path = EstimatePath::step(&step.name, StepField::Reasoning);
            slope(self, &path).map_or(0.0, |slope| step.reasoning.base() * slope)
        };
        let hidden = actual.sums.reasoning.map_or_else(planned_reasoning, mean);
        let visible = (output - hidden).max(0.0);
        let Some(slope) = slope(self, &path) else { return self.cannot(path, Why::SharedModel) };
        let share = over(visible, output).unwrap_or(0.0);
        let from_call = |tokens: f64| tokens * share / slope;
        self.measure_calls(path, visible / slope, &actual.calls.output, calls, from_call, &[]);
    }

    /// What of the input is neither prefix nor retrieved; where that leaves less than nothing, these are smaller, too.
    fn input(&mut self, step: &Step, model: usize, actual: &ActualModel, calls: u64) {
        let Some(input) = actual.sums.input() else { return };
        let measured = input as f64 / calls as f64;
        let figure = |month: &ModelMonth| over(month.models[model].input, month.models[model].calls);
        let is_measured =
            |measuring: &Self, path: &EstimatePath| measuring.measurements.iter().any(|found| found.path == *path);
        let prefix = EstimatePath::step(&step.name, StepField::Prefix);
        let mut remarks = Vec::new();
        if 0.0 < step.retrieved.base() {
            remarks.push(Remark::RetrievedAsPlanned);
        }
        if 0.0 < step.prefix.base() && !is_measured(self, &prefix) {
            remarks.push(Remark::PrefixAsPlanned);
        }
        if self.planned.stages[self.context.stage].context.base() != 1.0 {
            remarks.push(Remark::GrowthTakenOut);
        }
        for field in [StepField::Conversation, StepField::Retrieved, StepField::Prefix] {
            let path = EstimatePath::step(&step.name, field);
            if field == StepField::Prefix && is_measured(self, &path) {
                return;
            }
            let Some(solved) = solve(&self.scenario, self.context.stage, &path, figure, measured) else {
                return self.cannot(path, Why::SharedModel);
            };
            if solved.value < 0.0 {
                self.measure(path, 0.0, Estimate::Exact(0.0), |found| {
                    found.seen(calls, Seen::Calls).remark(Remark::LessThanPlanned, true)
                });
                remarks = vec![Remark::LessThanPlanned];
                continue;
            }
            // Where turns resend what came before, calls differ by their turn more than by their request.
            let grows = step.carried != Estimate::Exact(0.0);
            let sketch = if grows { Sketch::default() } else { actual.calls.input.clone() };
            let from_call = |tokens: f64| solved.value + (tokens - measured) / solved.slope;
            return self.measure_calls(path, solved.value, &sketch, calls, from_call, &remarks);
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
