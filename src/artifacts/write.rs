//! Writes files in turn: one that fails does not cost the others, and whoever is told may stop it.

use std::path::{Path, PathBuf};

use super::Source;
use super::artifact::Artifact;
use crate::files::{Replace, save_export};

/// What is told while files are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteEvent {
    /// This one is being made.
    Begun(PathBuf),
    /// It is there.
    Written(PathBuf),
    /// It is not, and this is why.
    Failed(String),
}

/// Makes and writes files in turn, in folders that are made where they are missing. `tell` hears of each, and says
/// whether to go on. Where a folder takes no file at all, it ends. The scenario's own file is never replaced.
pub fn write_all(
    source: Source<'_>,
    scenario_file: Option<&Path>,
    files: &[(Artifact, PathBuf)],
    replace: Replace,
    mut tell: impl FnMut(WriteEvent) -> bool,
) {
    for (artifact, path) in files {
        if !tell(WriteEvent::Begun(path.clone())) {
            return;
        }
        let bytes = match artifact.bytes(source) {
            Ok(bytes) => bytes,
            Err(error) => {
                tell(WriteEvent::Failed(format!("{} could not be made: {error}", path.display())));
                continue;
            }
        };
        match save_export(&bytes, path, replace, scenario_file) {
            Ok(()) => {
                tell(WriteEvent::Written(path.clone()));
            }
            Err(error) => {
                tell(WriteEvent::Failed(error.to_string()));
                if error.is_of_folder() {
                    return;
                }
            }
        }
    }
}
