//! What is done with a file that was chosen, and with what for.

use std::path::PathBuf;

use egui::Context;

use crate::app::App;
use crate::app::command::files::Purpose;
use crate::app::dialogs::Dialog;
use crate::app::dialogs::file_dialog::{FileDialog, FileDialogAnswer};
use crate::app::document::portfolio::PortfolioSession;
use crate::app::document::safekeeping::Confirmed;
use crate::artifacts::PortfolioArtifact;
use crate::files::absolute;
use crate::reference::{FileKind, file_stem};

impl App {
    pub(crate) fn poll_file_dialog(&mut self, context: &Context) {
        let Some(answer) = self.file_dialog.as_ref().and_then(FileDialog::poll) else { return };
        let Some(FileDialog { purpose, .. }) = self.file_dialog.take() else { return };
        match answer {
            // The system's dialog has asked before it names a file that is there.
            FileDialogAnswer::File(path) => self.file_chosen(context, purpose, path, Confirmed::Replaces),
            FileDialogAnswer::Cancelled => self.after_save = None,
            FileDialogAnswer::NoDialog => {
                let name = self.suggested_name(&purpose);
                self.open_dialog(Dialog::Path(purpose, name));
            }
        }
    }

    pub(crate) fn suggested_name(&self, purpose: &Purpose) -> String {
        let stem = self.session.file_name();
        match purpose {
            Purpose::Open(_) => String::new(),
            Purpose::SaveCard(id) => {
                let component = self.session.scenario.components.iter().find(|component| component.id == *id);
                let stem = file_stem(component.map_or("", |component| &component.name));
                format!("{stem}.{}", FileKind::Card.ending())
            }
            Purpose::Save => format!("{stem}.{}", FileKind::Scenario.ending()),
            Purpose::Export(artifact) => artifact.file_name(&stem),
            Purpose::ExportEverything => stem,
            Purpose::ExportPortfolio => "portfolio".to_owned(),
            Purpose::SavePortfolioPicture(kind, format) => {
                let stem = self.portfolio.as_ref().map_or_else(String::new, PortfolioSession::file_stem);
                PortfolioArtifact::Picture(*kind, *format).file_name(&stem)
            }
        }
    }

    pub(crate) fn ask_for_file(&mut self, context: &Context, purpose: Purpose) {
        let name = self.suggested_name(&purpose);
        if !self.native_dialogs {
            self.open_dialog(Dialog::Path(purpose, name));
        } else if self.file_dialog.is_none() {
            let context = context.clone();
            self.file_dialog = Some(FileDialog::open(purpose, &name, move || context.request_repaint()));
        }
    }

    pub(crate) fn file_chosen(&mut self, context: &Context, purpose: Purpose, path: PathBuf, confirmed: Confirmed) {
        let path = absolute(&path);
        match purpose {
            // What is unsaved has been asked about.
            Purpose::Open(None) => self.open(&path),
            Purpose::Open(kind) => self.open_files(vec![path], kind),
            Purpose::SaveCard(id) => self.save_card_as(&id, &path, confirmed),
            Purpose::Save => {
                // Its own file it knows better than the system does.
                let is_own = self.session.path() == Some(path.as_path());
                self.save(context, &path, if is_own { Confirmed::Nothing } else { confirmed });
            }
            Purpose::Export(artifact) => self.export_files(context, vec![(artifact, path)], confirmed),
            Purpose::ExportEverything => self.export_everything(context, &path),
            Purpose::ExportPortfolio => self.export_portfolio(&path),
            Purpose::SavePortfolioPicture(kind, format) => self.save_portfolio_picture(kind, format, path, confirmed),
        }
    }
}
