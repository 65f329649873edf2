//! What is exported, and how where there are no threads: a file a frame.

use std::fmt;
use std::path::PathBuf;
use std::vec;

use crate::artifacts::{Artifact, Look, Source, WriteEvent, write_all};
use crate::calibration::Calibration;
use crate::charts::Chart;
use crate::economics::{Plan, Results};
use crate::files::Replace;
use crate::prose::{PlanSummary, ResultsInput, SnapshotResults};
use crate::scenario::Scenario;
use crate::uncertainty::Uncertainty;

/// What is written, and from what.
#[derive(Debug)]
pub(super) struct ExportJob {
    pub scenario: Scenario,
    pub plan: Plan,
    pub results: Results,
    pub uncertainty: Uncertainty,
    pub kept: Vec<Option<PlanSummary>>,
    pub calibrations: Vec<Option<Calibration>>,
    pub charts: Vec<Chart>,
    pub look: Look,
    pub scenario_file: Option<PathBuf>,
    pub replace: Replace,
}

impl ExportJob {
    /// Writes some of the files.
    pub fn write(&self, files: &[(Artifact, PathBuf)], tell: impl FnMut(WriteEvent) -> bool) {
        let Self { scenario, plan, results, uncertainty, calibrations, charts, look, .. } = self;
        let kept = &SnapshotResults::known(scenario, &self.kept);
        let input = ResultsInput { scenario, plan, results, uncertainty, kept, calibrations };
        write_all(Source { input, charts, look }, self.scenario_file.as_deref(), files, self.replace, tell);
    }
}

/// An export that goes on by a file whenever it is told to.
pub(super) struct FramewiseExport {
    job: ExportJob,
    files: vec::IntoIter<(Artifact, PathBuf)>,
    /// `None` once there is nothing more to tell.
    tell: Option<Box<dyn FnMut(WriteEvent) -> bool>>,
}

impl FramewiseExport {
    /// Begins with nothing written.
    pub fn new(
        job: ExportJob,
        files: Vec<(Artifact, PathBuf)>,
        tell: impl FnMut(WriteEvent) -> bool + 'static,
    ) -> Self {
        Self { job, files: files.into_iter(), tell: Some(Box::new(tell)) }
    }

    /// Writes the next file. Once none is left, or nobody wants more, whoever is told hears that it has ended.
    pub fn go_on(&mut self) {
        let Some(tell) = &mut self.tell else { return };
        let mut goes_on = true;
        if let Some(file) = self.files.next() {
            self.job.write(&[file], |event| {
                goes_on = tell(event);
                goes_on
            });
        }
        if !goes_on || self.files.len() == 0 {
            self.tell = None;
        }
    }
}

impl fmt::Debug for FramewiseExport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("FramewiseExport").field("job", &self.job).field("files", &self.files).finish()
    }
}
