//! What stands in the way of saving, and the ways out of it.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::reply::{Reply, heading, suggested};
use crate::app::command::Command;
use crate::app::command::files::{FileCommand, Resolution};
use crate::files::{FileError, ScenarioFile};
use crate::language::tr;
use crate::scenario::SCHEMA;

/// Why a scenario is not saved yet.
#[derive(Debug)]
pub struct SaveConflict {
    heading: &'static str,
    message: String,
    path: PathBuf,
    resolutions: &'static [Resolution],
}

impl SaveConflict {
    /// The disk or somebody else's work.
    pub fn new(path: &Path, error: &FileError) -> Self {
        let (heading, resolutions): (_, &[Resolution]) = match error {
            FileError::Changed { .. } => {
                (tr!("The file has changed"), &[Resolution::SaveAs, Resolution::Reload, Resolution::Overwrite])
            }
            FileError::Exists { .. } => {
                (tr!("There is such a file already"), &[Resolution::SaveAs, Resolution::Overwrite])
            }
            _ => (tr!("Not saved"), &[Resolution::SaveAs, Resolution::TryAgain]),
        };
        Self { heading, message: tr!("Could not save: {error}", error), path: path.to_owned(), resolutions }
    }

    /// What the file loses or becomes by being written anew, if anything.
    pub fn rewriting(file: &ScenarioFile) -> Option<Self> {
        let path = file.path();
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let comments =
            tr!("Somebody has written comments into {name}. Saving writes the scenario anew, without them", name);
        let newer = |version: u32| {
            tr!(
                "{name} is a file of version {version}. Saving makes it version {schema}, which older programs cannot read",
                name,
                version,
                schema = SCHEMA
            )
        };
        let (heading, message) = match (file.has_comments(), file.older_version()) {
            (false, None) => return None,
            (true, None) => (tr!("Comments in the file will go"), comments),
            (false, Some(version)) => (tr!("The file will be of a newer version"), newer(version)),
            (true, Some(version)) => (tr!("Comments in the file will go"), format!("{comments}.\n{}", newer(version))),
        };
        Some(Self {
            heading,
            message,
            path: path.to_owned(),
            resolutions: &[Resolution::SaveAs, Resolution::SaveAnyway],
        })
    }

    pub(super) fn ui(&self, ui: &mut Ui) -> Reply {
        ui.set_max_width(560.0);
        heading(ui, self.heading);
        ui.label(&self.message);
        ui.add_space(10.0);
        let mut reply = Reply::Open;
        ui.horizontal(|ui| {
            for resolution in self.resolutions {
                if suggested(ui, resolution.name()).on_hover_text(resolution.explained()).clicked() {
                    let command = FileCommand::Resolve(*resolution, self.path.clone());
                    reply = Reply::Do(Command::File(command));
                }
            }
            if ui.button(tr!("Cancel")).clicked() {
                reply = Reply::Close;
            }
        });
        reply
    }
}
