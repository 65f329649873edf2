//! Files that are not finished yet, for a page: held back until they take their place.

use std::io::{Error, Result, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fs::File;
use super::virtual_disk;

/// Makes files that are not finished yet. They have no name, so nothing of a name matters.
#[derive(Debug, Default)]
pub struct Builder;

impl Builder {
    /// One that makes files.
    pub fn new() -> Self {
        Self
    }

    /// Begins no name.
    pub fn prefix(&mut self, _: &str) -> &mut Self {
        self
    }

    /// Ends no name.
    pub fn suffix(&mut self, _: &str) -> &mut Self {
        self
    }

    /// Draws no name by lot.
    pub fn rand_bytes(&mut self, _: usize) -> &mut Self {
        self
    }

    /// A file that is to be in a folder.
    ///
    /// # Errors
    /// None.
    pub fn tempfile_in(&self, folder: impl AsRef<Path>) -> Result<NamedTempFile> {
        let folder: PathBuf = folder.as_ref().to_owned();
        Ok(NamedTempFile { bytes: Vec::new(), file: File::of(folder, Arc::default()) })
    }
}

/// A file that is not finished yet.
#[derive(Debug)]
pub struct NamedTempFile {
    bytes: Vec<u8>,
    file: File,
}

/// Why a file did not take its place.
#[derive(Debug)]
pub struct PersistError {
    /// What was said.
    pub error: Error,
}

impl NamedTempFile {
    /// What there is to be said of it.
    pub fn as_file(&self) -> &File {
        &self.file
    }

    /// Has it take its place.
    ///
    /// # Errors
    /// That the browser does not keep it.
    pub fn persist(self, target: impl AsRef<Path>) -> std::result::Result<(), PersistError> {
        virtual_disk::write(target.as_ref(), self.bytes).map_err(|error| PersistError { error })?;
        virtual_disk::finish(target.as_ref());
        Ok(())
    }
}

impl Write for NamedTempFile {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
