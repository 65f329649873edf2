//! What commands about files speak of: what a file is asked for, and the ways out of what stands in the way of saving.
//! Plain data; absent are the questions themselves.

use std::path::PathBuf;

use crate::artifacts::{Artifact, PictureFormat};
use crate::charts::PortfolioChartKind;
use crate::files::Replace;
use crate::language::tr;
use crate::reference::FileKind;

/// Something to do with files, once somebody has said which or how.
#[derive(Clone, Debug, PartialEq)]
pub enum FileCommand {
    /// Take this one for what it was asked for.
    Take(Purpose, PathBuf),
    /// Write these.
    Write(Vec<(Artifact, PathBuf)>, Replace),
    /// Take this way out of what stood in the way of saving to a path.
    Resolve(Resolution, PathBuf),
    /// Take up the unsaved work at this place of the list that is open.
    Restore(usize),
    /// Remove the unsaved work at this place of the list that is open.
    RemoveRecovered(usize),
    /// Work on a copy of what was sent to be looked at.
    EditCopy,
    /// Show what the file held before, from this place of the list that is open.
    OpenBackup(usize),
}

impl FileCommand {
    /// As its button says it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Take(purpose, _) => purpose.verb(),
            Self::Write(_, Replace::Anything) => tr!("Replace"),
            Self::Write(..) => tr!("Write only the others"),
            Self::Resolve(resolution, _) => resolution.name(),
            Self::Restore(_) => tr!("Restore"),
            Self::RemoveRecovered(_) => tr!("Discard"),
            Self::EditCopy => tr!("Edit a copy"),
            Self::OpenBackup(_) => tr!("Open"),
        }
    }
}

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A file to open, of a kind or of any.
    Open(Option<FileKind>),
    /// Where to write the scenario.
    Save,
    /// Where to write the component with an id as a card.
    SaveCard(String),
    /// Where to write something of the plan.
    Export(Artifact),
    /// The folder for everything.
    ExportEverything,
    /// The folder for everything of the portfolio.
    ExportPortfolio,
    /// Where to write a chart of the portfolio.
    SavePortfolioPicture(PortfolioChartKind, PictureFormat),
}

impl Purpose {
    /// Whether it asks for a folder rather than for a file.
    pub fn is_folder(&self) -> bool {
        matches!(self, Self::ExportEverything | Self::ExportPortfolio)
    }

    /// What is done with the file, as a button says it.
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Open(Some(FileKind::Card)) => tr!("Add"),
            Self::Open(Some(FileKind::Usage)) => tr!("Read"),
            Self::Open(_) => tr!("Open"),
            Self::Save | Self::SaveCard(_) | Self::Export(_) | Self::SavePortfolioPicture(..) => tr!("Save"),
            Self::ExportEverything | Self::ExportPortfolio => tr!("Export"),
        }
    }
}

/// A way out of what stands in the way of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
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

impl Resolution {
    /// As its button says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reload => tr!("Reload"),
            Self::Overwrite => tr!("Overwrite"),
            Self::SaveAnyway => tr!("Save anyway"),
            Self::TryAgain => tr!("Try again"),
            Self::SaveAs => tr!("Save as…"),
        }
    }

    /// What becomes of the file, and of the work.
    pub fn explained(self) -> &'static str {
        match self {
            Self::Reload => tr!("Shows what the file holds now; Undo brings your version back"),
            Self::Overwrite => tr!("Replaces what is there; File, Backups… still has it"),
            Self::SaveAnyway => tr!("File, Backups… still has the file as it was"),
            Self::TryAgain => tr!("Once the reason is mended"),
            Self::SaveAs => tr!("Leaves that file as it is and writes another"),
        }
    }
}
