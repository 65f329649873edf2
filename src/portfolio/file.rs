//! The text of a portfolio: which use cases it is of, and what has been decided about them.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::snapshot::PortfolioSnapshot;
use crate::codec::{TextError, ron};
use crate::files::reading::read_text;
use crate::files::{FileError, Replace, save_into};
use crate::scenario::{Decision, EstimatePath};

/// The newest version of the file.
pub const PORTFOLIO_SCHEMA: u32 = 1;

/// Use cases that are decided about together. Scenarios are read where they are, and never copied.
///
/// A use case is named by its file everywhere: by the path as `scenarios` has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portfolio {
    /// The version of the file.
    pub portfolio: u32,
    /// What people call it.
    pub name: String,
    /// The currency in which use cases are added up, ISO 4217.
    #[serde(default = "dollars", skip_serializing_if = "is_dollars")]
    pub currency: String,
    /// Units of that currency for a US dollar, for use cases in other currencies; each converts to dollars by its own rate.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub usd_rate: f64,
    /// The most that may be tied up at any time; `None` for no limit. More than 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<f64>,
    /// The month in which all of them begin, `YYYY-MM`; empty where that is open.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub start: String,
    /// Scenario files, by their paths from the folder of this file on, with `/` between folders.
    pub scenarios: Vec<String>,
    /// Use cases that are funded whatever they bring.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub must: Vec<String>,
    /// Use cases that are not funded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<String>,
    /// The first is funded only together with the second.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<(String, String)>,
    /// Estimates with the same luck: a name, and each estimate as `file.ron#path`. Exchange rate and price trend are shared
    /// without being named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<(String, Vec<String>)>,
    /// Set-up costs that are paid once, by the first use case of each list that is funded: a name, and each cost as
    /// `file.ron#path`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared_setup: Vec<(String, Vec<String>)>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// What was decided, by whom and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Decisions as they stood, to go back to and to compare with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub snapshots: Vec<PortfolioSnapshot>,
}

fn dollars() -> String {
    "USD".to_owned()
}

fn is_dollars(currency: &str) -> bool {
    currency == "USD"
}

fn one() -> f64 {
    1.0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_one(rate: &f64) -> bool {
    *rate == 1.0
}

impl Portfolio {
    /// One of some files, with nothing decided yet.
    pub fn of(name: String, scenarios: Vec<String>) -> Self {
        Self {
            portfolio: PORTFOLIO_SCHEMA,
            name,
            currency: dollars(),
            usd_rate: one(),
            budget: None,
            start: String::new(),
            scenarios,
            must: Vec::new(),
            excluded: Vec::new(),
            needs: Vec::new(),
            shared: Vec::new(),
            shared_setup: Vec::new(),
            notes: String::new(),
            decisions: Vec::new(),
            snapshots: Vec::new(),
        }
    }

    /// Reads the text of a portfolio.
    ///
    /// # Errors
    /// A version that this program does not know, or what is wrong with line and column.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        #[derive(Deserialize)]
        struct Header {
            portfolio: u64,
        }
        let text = &*ron::without_mark(text).replace("\r\n", "\n");
        match ron::parse::<Header>(text) {
            Ok(Header { portfolio }) if u64::from(PORTFOLIO_SCHEMA) < portfolio => {
                Err(TextError::Newer { found: portfolio, known: PORTFOLIO_SCHEMA })
            }
            Ok(Header { portfolio: 0 }) => Err(TextError::Unknown { found: 0 }),
            // A text that has no readable version gets its error from the full parse, which says more.
            _ => ron::parse(text),
        }
    }

    /// Reads the file of a portfolio.
    ///
    /// # Errors
    /// What the disk said, or what is wrong in the text.
    pub fn open(path: &Path) -> Result<Self, FileError> {
        Self::parse(&read_text(path)?).map_err(|error| FileError::Text { file: path.to_owned(), error })
    }

    /// Whether scenarios come to the same figures in another portfolio.
    pub(super) fn computes_like(&self, other: &Self) -> bool {
        (&self.currency, self.usd_rate) == (&other.currency, other.usd_rate)
            && (&self.shared, &self.shared_setup) == (&other.shared, &other.shared_setup)
    }

    /// Writes it to a file.
    ///
    /// # Errors
    /// What stands in the way; what was there is as it was.
    pub fn save(&self, path: &Path, replace: Replace) -> Result<(), FileError> {
        save_into(ron::write(self).as_bytes(), path, replace)
    }
}

/// An estimate of a use case: its file and the path within it. `None` where there is no `#`.
pub(super) fn file_and_path(text: &str) -> Option<(&str, EstimatePath)> {
    text.split_once('#').map(|(file, path)| (file, EstimatePath::from(path)))
}
