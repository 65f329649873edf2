//! What stands in the way of saving, and the ways out of it.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::{Reply, heading, suggested};
use crate::files::{FileError, ScenarioFile};
use crate::scenario::SCHEMA;

/// Why a scenario is not saved yet.
#[derive(Debug)]
pub struct Obstacle {
    heading: &'static str,
    message: String,
    path: PathBuf,
    ways: &'static [Way],
}

/// A way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Take what the file holds now.
    Reload,
    /// Replace what is there.
    Overwrite,
    /// Save although the file is not what it was besides.
    SaveAnyway,
    /// Once more, now that it has been mended.
    TryAgain,
    /// Under another name.
    SaveAs,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Self::Reload => "Reload",
            Self::Overwrite => "Overwrite",
            Self::SaveAnyway => "Save anyway",
            Self::TryAgain => "Try again",
            Self::SaveAs => "Save as…",
        }
    }

    fn explained(self) -> &'static str {
        match self {
            Self::Reload => "Shows what the file holds now; Undo brings your version back",
            Self::Overwrite => "Replaces what is there; File, Backups… still has it",
            Self::SaveAnyway => "File, Backups… still has the file as it was",
            Self::TryAgain => "Once the reason is mended",
            Self::SaveAs => "Leaves that file as it is and writes another",
        }
    }
}

impl Obstacle {
    /// The disk or somebody else's work.
    pub fn new(path: &Path, error: &FileError) -> Self {
        let (heading, ways): (_, &[Way]) = match error {
            FileError::Changed { .. } => ("The file has changed", &[Way::SaveAs, Way::Reload, Way::Overwrite]),
            FileError::Exists { .. } => ("There is such a file already", &[Way::SaveAs, Way::Overwrite]),
            _ => ("Not saved", &[Way::SaveAs, Way::TryAgain]),
        };
        Self { heading, message: format!("Could not save: {error}"), path: path.to_owned(), ways }
    }

    /// What the file loses or becomes by being written anew, if anything.
    pub fn rewriting(file: &ScenarioFile) -> Option<Self> {
        let path = file.path();
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        let comments =
            format!("Somebody has written comments into {name}. Saving writes the scenario anew, without them");
        let newer = |version: u32| {
            format!(
                "{name} is a file of version {version}. Saving makes it version {SCHEMA}, which older programs cannot read"
            )
        };
        let (heading, message) = match (file.has_comments(), file.older_version()) {
            (false, None) => return None,
            (true, None) => ("Comments in the file will go", comments),
            (false, Some(version)) => ("The file will be of a newer version", newer(version)),
            (true, Some(version)) => ("Comments in the file will go", format!("{comments}.\n{}", newer(version))),
        };
        Some(Self { heading, message, path: path.to_owned(), ways: &[Way::SaveAs, Way::SaveAnyway] })
    }

    pub(super) fn ui(&self, ui: &mut Ui) -> Reply {
        ui.set_max_width(560.0);
        heading(ui, self.heading);
        ui.label(&self.message);
        ui.add_space(10.0);
        let mut reply = Reply::Open;
        ui.horizontal(|ui| {
            for way in self.ways {
                if suggested(ui, way.name()).on_hover_text(way.explained()).clicked() {
                    reply = Reply::Way(*way, self.path.clone());
                }
            }
            if ui.button("Cancel").clicked() {
                reply = Reply::Close;
            }
        });
        reply
    }
}
