//! Scenario files: reading with a clear word on what is wrong, saving without replacing what nobody has seen.

use std::path::{Path, PathBuf};

use super::reading::read_text;
use super::save::{Stamp, save_over};
use super::{FileError, Replace, write_scenario};
use crate::codec::{has_comments, parse_with_schema};
use crate::scenario::{SCHEMA, Scenario};

/// A scenario's file, and what it held when it was last seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScenarioFile {
    /// From the root on: the folder in which the program was started may be another next time.
    path: PathBuf,
    /// `None` where nobody has looked into it yet.
    seen: Option<Stamp>,
    has_comments: bool,
    schema: u32,
}

impl ScenarioFile {
    /// Reads a scenario and remembers where it came from.
    ///
    /// # Errors
    /// What the disk said, or what is wrong in the text.
    pub fn open(path: &Path) -> Result<(Scenario, Self), FileError> {
        let text = read_text(path)?;
        let parsed = parse_with_schema(&text).map_err(|error| FileError::Text { file: path.to_owned(), error });
        let (scenario, schema) = parsed?;
        let (seen, has_comments) = (Some(Stamp::of(text.as_bytes())), has_comments(&text));
        Ok((scenario, Self { path: absolute(path), seen, has_comments, schema }))
    }

    /// A file as it was seen by a window that is gone. What it holds now may be something else.
    pub(super) fn seen_before(path: &Path, seen: Option<Stamp>) -> Self {
        Self { path: absolute(path), seen, has_comments: false, schema: SCHEMA }
    }

    /// Writes a scenario to a file, which it is the file of from then on.
    ///
    /// # Errors
    /// What stands in the way; what was there is as it was.
    pub fn write(scenario: &Scenario, path: &Path, replace: Replace) -> Result<Self, FileError> {
        let text = write_scenario(scenario);
        save_over(text.as_bytes(), path, replace)?;
        let seen = Some(Stamp::of(text.as_bytes()));
        Ok(Self { path: absolute(path), seen, has_comments: false, schema: SCHEMA })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What may be replaced without asking: this file as it was last seen.
    pub fn as_seen(&self) -> Replace {
        self.seen.map_or(Replace::Nothing, Replace::Only)
    }

    /// What it held when it was last seen.
    pub(super) fn seen(&self) -> Option<Stamp> {
        self.seen
    }

    /// Whether people have written comments into it, which go when it is written.
    pub fn has_comments(&self) -> bool {
        self.has_comments
    }

    /// Its version, where that is an older one: it is another when it is written.
    pub fn older_version(&self) -> Option<u32> {
        (self.schema < SCHEMA).then_some(self.schema)
    }
}

/// The same path from the root on, links in it as they are.
pub fn absolute(path: &Path) -> PathBuf {
    // Where the folder that it starts from is gone nothing can be said about it.
    crate::disk::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Reads a scenario file.
///
/// # Errors
/// What the disk said, or what is wrong in the text.
pub fn open_scenario(path: &Path) -> Result<Scenario, FileError> {
    ScenarioFile::open(path).map(|(scenario, _)| scenario)
}

/// Saves a scenario in place of whatever is there.
///
/// # Errors
/// What stands in the way; the old file is then as it was.
pub fn save_scenario(scenario: &Scenario, path: &Path) -> Result<(), FileError> {
    ScenarioFile::write(scenario, path, Replace::Anything).map(drop)
}
