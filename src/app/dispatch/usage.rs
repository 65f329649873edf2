//! Usage: taken from files, held against a stage, adopted by the plan.

use std::path::Path;

use egui::Context;

use crate::app::App;
use crate::app::command::files::Purpose;
use crate::app::command::targets::UsageCommand;
use crate::app::dialogs::Dialog;
use crate::calibration::{Calibration, Measurement, UsageContext, adopt, kept_usage};
use crate::charts::Tab;
use crate::economics::{ModelMonth, Plan};
use crate::format;
use crate::language::tr;
use crate::prose::{message_in_words, source_in_words};
use crate::reference::FileKind;
use crate::scenario::EstimatePath;
use crate::usage::{Reading, UsageError};

/// The step that usage is most likely of where it names no models: the one that costs most.
fn dearest_step(plan: &Plan, stage: usize, steps: usize) -> Option<usize> {
    let cost = |step: &usize| ModelMonth::planned(plan, stage, Some(*step)).all_models().cost;
    (0..steps).max_by(|one, other| cost(one).total_cmp(&cost(other))).filter(|_| 1 < steps)
}

impl App {
    pub(crate) fn run_usage(&mut self, context: &Context, command: UsageCommand) {
        let scenario = &mut self.session.scenario;
        match command {
            UsageCommand::Read => self.ask_for_file(context, Purpose::Open(Some(FileKind::Usage))),
            UsageCommand::TakeAs(place, context) => {
                let UsageContext { stage, step, sample_rate, month: _, success } = *context;
                let step = step.and_then(|step| scenario.workload.steps.get(step)).map(|step| step.name.clone());
                if let Some(actual) = scenario.actuals.get_mut(place) {
                    (actual.stage, actual.step, actual.sample_rate, actual.success) =
                        (stage, step, sample_rate, success);
                }
            }
            UsageCommand::Adopt(place, paths) => self.adopt_measured(place, &paths),
            UsageCommand::Forget(place) if place < scenario.actuals.len() => {
                let forgotten = scenario.actuals.remove(place);
                self.message = tr!("Forgot {}: Undo brings it back", forgotten.name);
            }
            UsageCommand::Forget(_) => {}
        }
    }

    /// Keeps usage that was read beside the plan, and shows what it says.
    pub(crate) fn take_usage(&mut self, path: &Path, reading: Result<Box<Reading>, UsageError>) {
        let reading = match reading {
            Ok(reading) => reading,
            Err(error) => {
                self.dialog = Some(Dialog::Failure(tr!("Could not read usage: {error}", error)));
                return;
            }
        };
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let total = reading.digest.total();
        let read = total.calls.map_or_else(
            || tr!("{} records", format::count(total.records as f64)),
            |calls| tr!("{} calls", format::count(calls as f64)),
        );
        let skipped = match reading.import.skipped_rows() {
            0 => String::new(),
            1 => tr!("; 1 row was left out").to_owned(),
            rows => tr!("; {} rows were left out", format::count(rows as f64)),
        };
        self.message = tr!("Read {read} from {name}{skipped}", read, name, skipped);
        let scenario = &mut self.session.scenario;
        let mut context = UsageContext::at_stage(scenario.plan.target_stage);
        let has_models = reading.digest.rows.keys().any(|key| key.model.is_some());
        if !has_models && let Some(valid) = &self.session.computed.valid {
            context.step = dearest_step(&valid.plan, context.stage, scenario.workload.steps.len());
        }
        let actual = kept_usage(scenario, &name, reading.digest, &context);
        scenario.actuals.push(actual);
        self.ui_state.usage.shown = scenario.actuals.len() - 1;
        self.ui_state.tab = Tab::Actuals;
    }

    /// Writes measurements into the plan, unless it would not be one any more.
    fn adopt_measured(&mut self, place: usize, paths: &[EstimatePath]) {
        let Some(valid) = &self.session.computed.valid else { return };
        let found: Option<&Calibration> = valid.calibrations.get(place).and_then(Option::as_ref);
        let (Some(found), Some(actual)) = (found, self.session.scenario.actuals.get(place)) else { return };
        let mut scenario = self.session.scenario.clone();
        let measured = found.measurements.iter().filter(|measurement| paths.contains(&measurement.path));
        let source = |measurement: &Measurement| source_in_words(&actual.source, &found.month, measurement);
        adopt(&mut scenario, measured, source, &actual.to);
        if let Some(problem) = scenario.check().first() {
            self.message = tr!("Not adopted: {}; untick it and adopt the rest", message_in_words(&scenario, problem));
            return;
        }
        self.session.scenario = scenario;
        let count = paths.len();
        self.message = if count == 1 {
            tr!("Adopted {count} measurement: Undo takes it back", count)
        } else {
            tr!("Adopted {count} measurements: Undo takes them back", count)
        };
    }
}
