//! Writes files in turn, made by as many threads as there are: one that fails does not cost the others, and whoever is
//! told may stop it.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::Source;
use super::artifact::Artifact;
use crate::files::{Replace, save_export};
use crate::language::tr;

/// A file, or why there is none.
type Made = Result<Vec<u8>, String>;

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
    tell: impl FnMut(WriteEvent) -> bool,
) {
    let taken = AtomicUsize::new(0);
    let take = || {
        let place = taken.fetch_add(1, Ordering::Relaxed);
        files.get(place).map(|(artifact, _)| (place, artifact))
    };
    let (tell_made, made) = mpsc::channel();
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        for _ in 0..threads.min(files.len()) {
            let (take, tell_made) = (&take, tell_made.clone());
            let make = move || {
                while let Some((place, artifact)) = take() {
                    // Nobody waits any more where writing has stopped.
                    if tell_made.send((place, artifact.bytes(source))).is_err() {
                        break;
                    }
                }
            };
            // Where there are no threads they are made by whoever writes them.
            let _ = thread::Builder::new().name("export".to_owned()).spawn_scoped(scope, make);
        }
        drop(tell_made);
        write_made(source, scenario_file, files, replace, made, tell);
    });
}

/// Writes files as they come, in their own order.
fn write_made(
    source: Source<'_>,
    scenario_file: Option<&Path>,
    files: &[(Artifact, PathBuf)],
    replace: Replace,
    made: Receiver<(usize, Made)>,
    mut tell: impl FnMut(WriteEvent) -> bool,
) {
    let mut early: BTreeMap<usize, Made> = BTreeMap::new();
    for (place, (artifact, path)) in files.iter().enumerate() {
        if !tell(WriteEvent::Begun(path.clone())) {
            return;
        }
        while !early.contains_key(&place)
            && let Ok((other, made)) = made.recv()
        {
            early.insert(other, made);
        }
        let bytes = match early.remove(&place).unwrap_or_else(|| artifact.bytes(source)) {
            Ok(bytes) => bytes,
            Err(error) => {
                tell(WriteEvent::Failed(tr!("{} could not be made: {error}", path.display(), error)));
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
