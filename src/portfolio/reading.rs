//! The scenarios of a portfolio, read where they are: those that can be computed, and why the others cannot.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use thiserror::Error;

use super::file::Portfolio;
use crate::codec::TextError;
use crate::disk::{exists, fs, is_dir};
use crate::files::{FileError, is_same_file, open_scenario};
use crate::language::tr;
use crate::reference::{Preset, is_portfolio_file};
use crate::scenario::Scenario;

/// The most scenarios that a portfolio may list.
pub const MOST_SCENARIOS: usize = 500;

/// An example whose use cases are presets.
const EXAMPLE: &str = include_str!("../../presets/portfolios/ten_use_cases.portfolio.ron");

/// Why a portfolio could not be read.
#[derive(Debug, Error)]
pub enum PortfolioError {
    /// Its file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is more than can be decided about.
    #[error(
        "{}",
        tr!(
            "{} lists {count} scenarios: at most {most} are decided about together",
            file.display(),
            count,
            most = MOST_SCENARIOS
        )
    )]
    TooMany {
        /// Which file or folder.
        file: PathBuf,
        /// How many.
        count: usize,
    },
    /// It is a scenario.
    #[error("{}", tr!("{} is a scenario, and no portfolio, which lists scenarios", .0.display()))]
    Scenario(PathBuf),
    /// There is nothing to decide about.
    #[error("{}", tr!("{}: there is no scenario (.ron) in this folder", .0.display()))]
    NothingIn(PathBuf),
}

/// A scenario of a portfolio that is not computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its file, as the portfolio names it.
    pub file: String,
    /// Why.
    pub reason: String,
}

/// A portfolio and what its files hold.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadPortfolio {
    /// The portfolio.
    pub portfolio: Portfolio,
    /// Those that could be read, by file, in the order of the portfolio.
    pub scenarios: Vec<(String, Scenario)>,
    /// The others.
    pub left_out: Vec<LeftOut>,
}

impl ReadPortfolio {
    /// Reads a portfolio, or takes all scenarios of a folder for one.
    ///
    /// # Errors
    /// The file or folder itself cannot be read, or lists too many.
    pub fn open(path: &Path) -> Result<Self, PortfolioError> {
        let (portfolio, folder) = if is_dir(path) {
            (of_folder(path)?, path.to_owned())
        } else {
            let portfolio = Portfolio::open(path).map_err(|error| match error {
                FileError::Text { .. } if is_scenario(path) => PortfolioError::Scenario(path.to_owned()),
                error => error.into(),
            })?;
            (portfolio, path.parent().unwrap_or(Path::new("")).to_owned())
        };
        if MOST_SCENARIOS < portfolio.scenarios.len() {
            return Err(PortfolioError::TooMany { file: path.to_owned(), count: portfolio.scenarios.len() });
        }
        Ok(Self::within(portfolio, &folder))
    }

    /// The ten use cases that come with the program.
    pub fn example() -> Self {
        let portfolio = Portfolio::parse(EXAMPLE).expect("a test reads it");
        let scenario = |file: &String| {
            let key = Path::new(file).file_stem()?.to_str()?;
            Some((file.clone(), Preset::by_key(key)?.scenario()))
        };
        Self { scenarios: portfolio.scenarios.iter().filter_map(scenario).collect(), portfolio, left_out: Vec::new() }
    }

    /// Takes a scenario as it is being edited, in place of what its file holds, where the portfolio lists that.
    pub fn replace(&mut self, folder: &Path, file: &Path, edited: &Scenario) {
        for (own, scenario) in &mut self.scenarios {
            if is_same_file(&listed_path(folder, own), file) {
                scenario.clone_from(edited);
            }
        }
    }

    /// The same in the example, for the scenario that began as a preset, by key.
    pub fn replace_preset(&mut self, key: &str, edited: &Scenario) {
        for (own, scenario) in &mut self.scenarios {
            if Path::new(&*own).file_stem().is_some_and(|stem| stem == key) {
                scenario.clone_from(edited);
            }
        }
    }

    /// The scenarios of a portfolio whose file is in a folder.
    pub fn within(portfolio: Portfolio, folder: &Path) -> Self {
        let (mut scenarios, mut left_out) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for file in &portfolio.scenarios {
            match scenario(folder, file, &mut seen) {
                Ok(scenario) => scenarios.push((file.clone(), scenario)),
                Err(reason) => left_out.push(LeftOut { file: file.clone(), reason }),
            }
        }
        Self { portfolio, scenarios, left_out }
    }
}

/// A portfolio of every scenario in a folder, in the order of their names, without hidden files and portfolios.
fn of_folder(folder: &Path) -> Result<Portfolio, PortfolioError> {
    let io = |error| FileError::Io { file: folder.to_owned(), error };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_ron = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron"));
        if is_ron && !name.starts_with('.') && !is_portfolio_file(&path) && !is_dir(&path) {
            files.push(name);
        }
    }
    if files.is_empty() {
        return Err(PortfolioError::NothingIn(folder.to_owned()));
    }
    files.sort();
    let name =
        fs::canonicalize(folder).ok().and_then(|folder| Some(folder.file_name()?.to_string_lossy().into_owned()));
    Ok(Portfolio::of(name.unwrap_or_else(|| tr!("Portfolio").to_owned()), files))
}

/// Whether a file, whatever it is called, is a scenario that could be opened, but for its version.
fn is_scenario(path: &Path) -> bool {
    match open_scenario(path) {
        Ok(_) => true,
        Err(FileError::Text { error, .. }) => matches!(error, TextError::Newer { .. }),
        Err(_) => false,
    }
}

/// Where a scenario is that a portfolio in a folder lists. Windows writes folders with the other stroke, which elsewhere may
/// be a letter of a name.
pub fn listed_path(folder: &Path, file: &str) -> PathBuf {
    folder.join(&*as_listed(folder, file))
}

fn as_listed<'a>(folder: &Path, file: &'a str) -> Cow<'a, str> {
    if !file.contains('\\') || exists(&folder.join(file)) { file.into() } else { file.replace('\\', "/").into() }
}

/// Reads a scenario that has not been read yet.
fn scenario(folder: &Path, file: &str, seen: &mut BTreeSet<PathBuf>) -> Result<Scenario, String> {
    let path = listed_path(folder, file);
    if is_portfolio_file(&path) {
        return Err(tr!("it is a portfolio: a portfolio lists scenarios only").to_owned());
    }
    let listed = as_listed(folder, file);
    let is_within =
        Path::new(&*listed).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let real = fs::canonicalize(&path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => tr!("there is no such file").to_owned(),
        _ => error.to_string(),
    })?;
    // What is written is meant; what a link within the folder leads to may surprise whoever wrote it.
    let leads_out = is_within && fs::canonicalize(folder_or_here(folder)).is_ok_and(|folder| !real.starts_with(folder));
    if leads_out {
        return Err(tr!("it is a link that leads out of the folder: name the file itself").to_owned());
    }
    if !seen.insert(real) {
        return Err(tr!("it is listed already").to_owned());
    }
    open_scenario(&path).map_err(|error| match error {
        // The file is named beside the reason already.
        FileError::Io { error, .. } => error.to_string(),
        FileError::Text { error, .. } => error.to_string(),
        other => other.to_string(),
    })
}

fn folder_or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}
