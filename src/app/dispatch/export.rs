//! Taking a plan away as files: asked where to, asked again where something is there already, then written.

use std::path::{Path, PathBuf};

use egui::{Context, Ui};

use crate::app::App;
use crate::app::dialogs::{Dialog, Overwrite};
use crate::app::document::safekeeping::Confirmed;
use crate::app::panels::export_progress::{ExportOutcome, ExportProgress};
use crate::artifacts::{Artifact, Look, missing_letters, workbench_page};
use crate::charts::{Chart, ChartKind};
use crate::files::Replace;
use crate::language::tr;

impl App {
    /// Everything into a folder. What is there already is asked about, whoever has named the folder.
    pub(crate) fn export_everything(&mut self, context: &Context, folder: &Path) {
        let stem = self.session.file_name();
        let shown = Artifact::all().into_iter().filter(|artifact| artifact.has_content(&self.session.scenario));
        let files = shown.map(|artifact| (artifact, folder.join(artifact.file_name(&stem))));
        self.export_files(context, files.collect(), Confirmed::Nothing);
    }

    /// Writes files, unless some are there already that nobody was told about: then that is asked first.
    pub(crate) fn export_files(&mut self, context: &Context, files: Vec<(Artifact, PathBuf)>, confirmed: Confirmed) {
        let replace = confirmed.replace();
        match Overwrite::of(&files) {
            Some(replacing) if replace == Replace::Nothing => self.dialog = Some(Dialog::Overwrite(replacing)),
            _ => self.export(context, files, replace),
        }
    }

    /// Begins to write files.
    pub(crate) fn export(&mut self, context: &Context, files: Vec<(Artifact, PathBuf)>, replace: Replace) {
        let Some(valid) = &self.session.computed.valid else {
            self.report(Err(tr!("There is nothing to export until the problems are mended").to_owned()));
            return;
        };
        let shown = |key: ChartKind| self.ui_state.chart(valid, key).clone();
        let charts: Vec<Chart> = ChartKind::ALL.map(shown).into();
        let is_page = files.iter().any(|(artifact, _)| *artifact == Artifact::Page);
        let page = match is_page.then(|| workbench_page(None)).transpose() {
            Ok(page) => page,
            Err(error) => {
                self.report(Err(tr!("Could not save: {error}", error)));
                return;
            }
        };
        let today = Some(self.session.clock.today());
        let look = Look { date: today, linear: !self.ui_state.logarithmic, page, ..Look::default() };
        let files = (self.session.path().map(Path::to_owned), files);
        self.export_progress = Some(ExportProgress::new(valid, charts, look, files, replace, context));
    }

    /// Whether files are still being written.
    pub(crate) fn is_exporting(&self) -> bool {
        self.export_progress.as_ref().is_some_and(ExportProgress::is_going)
    }

    /// What to say of letters that were not drawn, after what was saved.
    fn missing_letters(&self) -> String {
        missing_letters(&self.session.scenario).map_or(String::new(), |missing| format!("; {missing}"))
    }

    /// Shows how far the files are that are being written.
    pub(crate) fn export_progress_ui(&mut self, ui: &mut Ui) {
        let Some(export_progress) = &mut self.export_progress else { return };
        match export_progress.show(ui) {
            ExportOutcome::Going => return,
            ExportOutcome::Told(sentence) => self.message = format!("{sentence}{}", self.missing_letters()),
            ExportOutcome::Saved(path) => {
                self.export_progress = None;
                let ending = path.extension().unwrap_or_default();
                let is_drawn = ["png", "svg", "pdf"].iter().any(|drawn| ending == *drawn);
                let missing = if is_drawn { self.missing_letters() } else { String::new() };
                self.message = tr!("Saved {}{missing}", path.display(), missing);
            }
            ExportOutcome::NotSaved(failure) => {
                self.export_progress = None;
                self.report(Err(tr!("Could not save: {failure}", failure)));
            }
            ExportOutcome::Seen => self.export_progress = None,
        }
        ui.ctx().request_repaint();
    }
}
