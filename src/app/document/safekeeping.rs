//! Where unsaved work and backups are kept, and what people have agreed to before a file is written.

use std::path::PathBuf;

use super::autosave::AutosaveWorker;
use super::background_task::BackgroundTask;
use super::recovery::RecoveryOffer;
use crate::files::{Backups, Replace};

/// Where unsaved work and backups are kept.
pub struct Safekeeping {
    /// Unsaved work.
    pub autosaver: AutosaveWorker,
    pub backups: Backups,
    /// What windows that are gone have left, while it is being found.
    pub left: Option<BackgroundTask<Vec<RecoveryOffer>>>,
    /// The same once it is found, until it can be offered.
    pub offers: Vec<RecoveryOffer>,
    /// Where both are, with whatever else is kept for this user.
    pub folder: PathBuf,
}

/// What whoever saves has been told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// Nothing yet.
    Nothing,
    /// What becomes of the file besides: its comments go, and it is of a newer version.
    Rewriting,
    /// That another file is replaced.
    Replaces,
}

impl Confirmed {
    /// What may be replaced by what is written now.
    pub fn replace(self) -> Replace {
        if self == Self::Replaces { Replace::Anything } else { Replace::Nothing }
    }
}
