//! Taking a plan away as files: asked where to, asked again where something is there already, then written.

use std::path::{Path, PathBuf};

use egui::Context;

use super::App;
use super::dialogs::{Dialog, Replacing};
use super::documents::Told;
use super::exporting::{Exporting, Outcome};
use crate::charts::{AnyChart, ChartKey};
use crate::files::Replace;
use crate::handout::{Look, Piece, missing_letters};

impl App {
    /// Everything into a folder. What is there already is asked about, whoever has named the folder.
    pub(super) fn take_everything(&mut self, context: &Context, folder: &Path) {
        let stem = self.session.file_name();
        let files = Piece::all().into_iter().map(|piece| (piece, folder.join(piece.file_name(&stem))));
        self.take_away(context, files.collect(), Told::Nothing);
    }

    /// Writes files, unless some are there already that nobody was told about: then that is asked first.
    pub(super) fn take_away(&mut self, context: &Context, files: Vec<(Piece, PathBuf)>, told: Told) {
        let replace = told.replace();
        match Replacing::of(&files) {
            Some(replacing) if replace == Replace::Nothing => self.dialog = Some(Dialog::Replacing(replacing)),
            _ => self.export(context, files, replace),
        }
    }

    /// Begins to write files.
    pub(super) fn export(&mut self, context: &Context, files: Vec<(Piece, PathBuf)>, replace: Replace) {
        let Some(valid) = &self.session.computed.valid else {
            self.report(Err("There is nothing to export until the problems are mended".to_owned()));
            return;
        };
        let shown = |key: ChartKey| self.view.chart(valid, key).clone();
        let charts: Vec<AnyChart> = ChartKey::ALL.map(shown).into();
        let look = Look { date: Some(self.session.clock.today()), linear: !self.view.logarithmic, ..Look::default() };
        let files = (self.session.path().map(Path::to_owned), files);
        self.exporting = Some(Exporting::new(valid, charts, look, files, replace, context));
    }

    /// Whether files are still being written.
    pub(super) fn is_exporting(&self) -> bool {
        self.exporting.as_ref().is_some_and(Exporting::is_going)
    }

    /// What to say of letters that were not drawn, after what was saved.
    fn missing_letters(&self) -> String {
        missing_letters(&self.session.scenario).map_or(String::new(), |missing| format!("; {missing}"))
    }

    /// Shows how far the files are that are being written.
    pub(super) fn exporting_ui(&mut self, context: &Context) {
        let Some(exporting) = &mut self.exporting else { return };
        match exporting.show(context) {
            Outcome::Going => return,
            Outcome::Told(sentence) => self.message = format!("{sentence}{}", self.missing_letters()),
            Outcome::Saved(path) => {
                self.exporting = None;
                let ending = path.extension().unwrap_or_default();
                let is_drawn = ["png", "svg", "pdf"].iter().any(|drawn| ending == *drawn);
                let missing = if is_drawn { self.missing_letters() } else { String::new() };
                self.message = format!("Saved {}{missing}", path.display());
            }
            Outcome::NotSaved(failure) => {
                self.exporting = None;
                self.report(Err(format!("Could not save: {failure}")));
            }
            Outcome::Seen => self.exporting = None,
        }
        context.request_repaint();
    }
}
