//! Files that are being read in the background, and what they turn out to hold.

use super::background_task::BackgroundTask;
use crate::files::{FileError, ScenarioFile};
use crate::reference::{Card, Catalogue, CatalogueError, is_card_file, is_price_file, open_card, open_catalogue};
use crate::scenario::Scenario;
use std::path::PathBuf;
use std::time::SystemTime;

/// What files are taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedKind {
    /// What they look like.
    Anything,
    /// A scenario, or a card where it is one.
    Scenario,
    /// A card.
    Card,
    /// Prices.
    Prices,
}

/// Files that are being read.
#[derive(Debug)]
pub struct Opening {
    pub name: String,
    pub reading: BackgroundTask<Vec<ReadFile>>,
    /// What may be lost to what comes, although it is in no file.
    pub given_up: Option<Scenario>,
}

/// A file that has been read, or why it could not be.
#[derive(Debug)]
pub(crate) struct ReadFile {
    pub path: PathBuf,
    pub content: FileContent,
}

#[derive(Debug)]
pub(crate) enum FileContent {
    Scenario(Result<Box<(Scenario, ScenarioFile)>, FileError>),
    Card(Result<Box<Card>, FileError>),
    Prices(Result<Catalogue, CatalogueError>),
}

impl ReadFile {
    pub fn read(path: PathBuf, expected: ExpectedKind) -> Self {
        let taken_for = match expected {
            ExpectedKind::Anything if is_price_file(&path) => ExpectedKind::Prices,
            ExpectedKind::Anything | ExpectedKind::Scenario if is_card_file(&path) => ExpectedKind::Card,
            expected => expected,
        };
        let content = match taken_for {
            ExpectedKind::Prices => FileContent::Prices(open_catalogue(&path, day)),
            ExpectedKind::Card => FileContent::Card(open_card(&path).map(Box::new)),
            ExpectedKind::Anything | ExpectedKind::Scenario => {
                FileContent::Scenario(ScenarioFile::open(&path).map(Box::new))
            }
        };
        Self { path, content }
    }
}

/// The day of a moment where the window stands.
pub(crate) fn day(written: SystemTime) -> String {
    jiff::Timestamp::try_from(written)
        .map_or_else(|_| String::new(), |written| written.to_zoned(jiff::tz::TimeZone::system()).date().to_string())
}
