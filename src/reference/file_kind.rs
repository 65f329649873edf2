//! What a file is: decided here for everything that opens files, whether it was named, chosen, dropped or opened before.
//!
//! A kind has its endings, what dialogs call it, and its reader. What becomes of what was read is decided by the window.

use crate::files::reading::read_text;
use crate::language::tr;
use std::path::Path;
use std::time::SystemTime;

use strum::VariantArray;

use super::cards::is_card_file;
use super::{Card, Catalogue, CatalogueError, open_card, open_catalogue};
use crate::disk::is_dir;
use crate::files::{FileError, ScenarioFile};
use crate::scenario::Scenario;
use crate::usage::{Reading, UsageError, format_of, read_usage};

/// A kind of file that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, VariantArray)]
pub enum FileKind {
    /// A scenario, also one that is kept as a backup or as unsaved work.
    Scenario,
    /// A component card.
    Card,
    /// LiteLLM's price file.
    Prices,
    /// An export of traces, of a gateway or of a bill.
    Usage,
    /// Several scenarios that are decided about together.
    Portfolio,
}

/// What a file holds, or why it could not be read.
#[derive(Debug)]
pub enum FileContent {
    /// A scenario, and its file.
    Scenario(Result<Box<(Scenario, ScenarioFile)>, FileError>),
    /// A card.
    Card(Result<Box<Card>, FileError>),
    /// Prices.
    Prices(Result<Catalogue, CatalogueError>),
    /// What was used.
    Usage(Result<Box<Reading>, UsageError>),
    /// A portfolio, whose scenarios are read with it.
    Portfolio,
}

impl FileKind {
    /// What a file is: by its ending, or by what it holds where several kinds share one. Whatever else it may be is
    /// taken for a scenario, whose reader says what is wrong.
    pub fn of(path: &Path) -> Self {
        if is_dir(path) || (Self::Usage.has_ending_of(path) && !is_ron_file(path) && format_of(path).is_ok()) {
            Self::Usage
        } else if Self::Prices.has_ending_of(path) && !is_ron_file(path) {
            Self::Prices
        } else if Self::Usage.has_ending_of(path) && !is_ron_file(path) {
            Self::Usage
        } else if is_portfolio_file(path) {
            Self::Portfolio
        } else if is_card_file(path) {
            Self::Card
        } else {
            Self::Scenario
        }
    }

    /// What dialogs call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scenario => tr!("Breakeven scenario"),
            Self::Card => tr!("Breakeven card"),
            Self::Prices => tr!("LiteLLM price file"),
            Self::Usage => tr!("Usage export"),
            Self::Portfolio => tr!("Breakeven portfolio"),
        }
    }

    /// How the names of its files usually end, without the dot.
    pub fn ending(self) -> &'static str {
        self.endings()[0]
    }

    /// How the names of its files may end, the usual ending first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Scenario | Self::Card => &["ron"],
            Self::Prices => &["json"],
            Self::Usage => &["csv", "jsonl", "json", "ndjson", "tsv", "gz", "zst"],
            Self::Portfolio => &[PORTFOLIO_ENDING],
        }
    }

    /// Reads a file as this. `day` says the day of a moment where the window stands: a price file that does not say the
    /// day of its prices is of the day on which it was written.
    pub fn read(self, path: &Path, day: impl FnOnce(SystemTime) -> String) -> FileContent {
        match self {
            Self::Scenario => FileContent::Scenario(ScenarioFile::open(path).map(Box::new)),
            Self::Card => FileContent::Card(open_card(path).map(Box::new)),
            Self::Prices => FileContent::Prices(open_catalogue(path, day)),
            Self::Usage => FileContent::Usage(read_usage(&[path.to_owned()]).map(Box::new)),
            Self::Portfolio => FileContent::Portfolio,
        }
    }

    fn has_ending_of(self, path: &Path) -> bool {
        let is_own = |ending: &std::ffi::OsStr| self.endings().iter().any(|own| ending.eq_ignore_ascii_case(own));
        path.extension().is_some_and(is_own)
    }
}

/// What the names of portfolios end with, after a dot.
const PORTFOLIO_ENDING: &str = "portfolio.ron";

/// Whether the name of a file says that it is a portfolio.
pub fn is_portfolio_file(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase());
    name.is_some_and(|name| name.strip_suffix(PORTFOLIO_ENDING).is_some_and(|stem| stem.ends_with('.')))
}

/// What files that are made from a portfolio, or from a folder of scenarios, are called: as it is, without its ending.
pub fn portfolio_stem(path: &Path) -> String {
    let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let ending = if is_portfolio_file(path) { PORTFOLIO_ENDING.len() + 1 } else { 0 };
    let stem = &name[..name.len() - ending];
    if stem.is_empty() { "portfolio".to_owned() } else { stem.to_owned() }
}

/// Whether a file holds RON, however its name ends: JSON that holds prices begins with neither a bracket of this kind nor
/// a comment.
fn is_ron_file(path: &Path) -> bool {
    read_text(path).is_ok_and(|text| text.trim_start_matches('\u{feff}').trim_start().starts_with(['(', '/']))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::files::write_scenario;
    use crate::reference::{PRESETS, cards, write_catalogue};

    #[test]
    fn files_are_told_apart_by_ending_and_content() {
        let folder = tempfile::tempdir().unwrap();
        let scenario = write_scenario(&PRESETS[0].scenario());
        let card = cards()[0].to_text();
        let prices = write_catalogue(Catalogue::bundled());
        let cases = [
            ("plan.ron", &*scenario, FileKind::Scenario),
            ("plan", &scenario, FileKind::Scenario),
            ("plan.breakeven.ron", &scenario, FileKind::Scenario),
            ("half.ron", &scenario[..scenario.len() / 2], FileKind::Scenario),
            ("nothing.ron", "", FileKind::Scenario),
            ("card.ron", &card, FileKind::Card),
            ("card.txt", &card, FileKind::Card),
            ("prices.json", &prices, FileKind::Prices),
            ("PRICES.JSON", &prices, FileKind::Prices),
            ("broken.json", "no prices", FileKind::Prices),
            ("plan.json", &scenario, FileKind::Scenario),
            ("card.json", &card, FileKind::Card),
            ("trace.csv", "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.68,4808,10\n", FileKind::Usage),
            (
                "trace.json",
                "{\"timestamp\": 1, \"input_length\": 5, \"output_length\": 7, \"hash_ids\": [0]}",
                FileKind::Usage,
            ),
            ("other.csv", "a,b\n1,2\n", FileKind::Usage),
            ("all.portfolio.ron", "(portfolio: 1, name: \"All\", scenarios: [])", FileKind::Portfolio),
            ("ALL.Portfolio.RON", "", FileKind::Portfolio),
            ("portfolio.ron", &scenario, FileKind::Scenario),
        ];
        for (name, text, kind) in cases {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            assert_eq!(FileKind::of(&path), kind, "{name}");
            let read = match kind.read(&path, |_| String::new()) {
                FileContent::Scenario(read) => read.is_ok(),
                FileContent::Card(read) => read.is_ok(),
                FileContent::Prices(read) => read.is_ok(),
                FileContent::Usage(read) => read.is_ok(),
                FileContent::Portfolio => true,
            };
            let is_whole = !["half.ron", "nothing.ron", "broken.json", "other.csv"].contains(&name);
            assert_eq!(read, is_whole, "{name}");
        }
        assert_eq!(FileKind::of(&folder.path().join("absent.ron")), FileKind::Scenario);
    }
}
