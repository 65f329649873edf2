//! `breakeven portfolio`: several use cases, which of them to fund, and what stands before their stages.

use std::fs;
use std::path::{Path, PathBuf};

use breakeven::artifacts::{Look, PortfolioArtifact};
#[cfg(feature = "gui")]
use breakeven::export::Paper;
use breakeven::export::{calendar, futures_csv, is_same_calendar, portfolio_json, portfolio_table};
use breakeven::files::{Replace, is_same_file, save_export};
use breakeven::portfolio::{EvaluatedPortfolio, FutureOptions, PortfolioError, ReadPortfolio};
use breakeven::reference::portfolio_stem;
use breakeven::scenario::letters::shown;
use breakeven::uncertainty::Simulation;
use clap::Args;
use jiff::Timestamp;

use super::draws;

/// What `portfolio` was asked for.
#[derive(Debug, Args)]
pub struct Portfolio {
    /// A portfolio (.portfolio.ron), or a folder whose scenarios are taken for one.
    file: PathBuf,
    /// All of it as JSON, undefined figures as null.
    #[arg(long)]
    json: bool,
    /// The most that may be tied up at any time, in place of the portfolio's own budget.
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true, value_parser = budget)]
    budget: Option<f64>,
    /// Also write report, workbook, pictures, tables, calendar and figures into a folder, in place of what is there; made if it is missing.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Also write what is decided when as a calendar, in place of a file of that name.
    #[arg(long, value_name = "FILE.ics")]
    calendar: Option<PathBuf>,
    /// Also write every future of every use case as a table, in place of a file of that name.
    #[arg(long, value_name = "FILE.csv")]
    futures: Option<PathBuf>,
    /// What the report is printed on.
    #[cfg(feature = "gui")]
    #[arg(long, value_enum, default_value_t)]
    paper: Paper,
    /// A date for map, report and workbook; none unless given, so that the same portfolio gives the same files.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = breakeven::day::day)]
    date: Option<String>,
    /// How many futures to draw, at most 1,000,000; fewer where many use cases would not find room.
    #[arg(long, default_value_t = Simulation::USUAL, value_parser = at_least_one)]
    draws: usize,
    /// What shuffles the futures: the same seed gives the same numbers on every machine.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Portfolio {
    /// Computes the portfolio and prints it.
    pub fn run(&self) -> Result<(), String> {
        let mut read = self.read()?;
        read.portfolio.budget = self.budget.or(read.portfolio.budget);
        let problems = read.portfolio.check();
        if !problems.is_empty() {
            let lines: Vec<String> = problems.iter().map(|problem| format!("  {problem}")).collect();
            let noun = if lines.len() == 1 { "problem" } else { "problems" };
            let file = self.file.to_string_lossy();
            return Err(format!("breakeven: {} has {} {noun}:\n{}", shown(&file), lines.len(), lines.join("\n")));
        }
        let evaluation = EvaluatedPortfolio::new(read, FutureOptions { count: self.draws, seed: self.seed });
        if evaluation.use_cases.is_empty() {
            let lines = evaluation.left_out.iter().take(MOST_LEFT_OUT);
            let lines: Vec<String> =
                lines.map(|left_out| format!("  {}: {}", left_out.file, left_out.reason)).collect();
            return Err(format!("breakeven: no scenario can be computed:\n{}", lines.join("\n")));
        }
        let save = |bytes: &[u8], file: &Path| {
            let folder = if self.file.is_dir() { &self.file } else { self.file.parent().unwrap_or(Path::new("")) };
            let scenarios = evaluation.portfolio.scenarios.iter().map(|scenario| folder.join(scenario));
            if scenarios.chain([self.file.clone()]).any(|source| is_same_file(&source, file)) {
                return Err(format!("breakeven: {} is what it is made from: choose another name", file.display()));
            }
            save_export(bytes, file, Replace::Anything, None).map_err(|error| format!("breakeven: {error}"))
        };
        // What a calendar says already it need not take again.
        let is_there = |calendar: &[u8], file: &Path| {
            let held = if file.is_file() { fs::read_to_string(file).unwrap_or_default() } else { String::new() };
            str::from_utf8(calendar).is_ok_and(|calendar| is_same_calendar(&held, calendar))
        };
        let look = self.look();
        if let Some(file) = &self.calendar {
            let text = calendar(&evaluation, look.revised).map_err(|reason| format!("breakeven: {reason}"))?;
            if !is_there(text.as_bytes(), file) {
                save(text.as_bytes(), file)?;
            }
        }
        if let Some(folder) = &self.out {
            let stem = portfolio_stem(&self.file);
            for artifact in PortfolioArtifact::all(&evaluation) {
                let bytes = artifact.bytes(&evaluation, &look).map_err(|reason| format!("breakeven: {reason}"))?;
                let file = folder.join(artifact.file_name(&stem));
                if artifact != PortfolioArtifact::Calendar || !is_there(&bytes, &file) {
                    save(&bytes, &file)?;
                }
            }
        }
        if let Some(file) = &self.futures {
            save(&futures_csv(&evaluation), file)?;
        }
        let text =
            if self.json { format!("{:#}\n", portfolio_json(&evaluation)) } else { portfolio_table(&evaluation) };
        super::print(&text)
    }
}

impl Portfolio {
    /// Reads the portfolio, or says why it cannot be read, and what to do with a scenario.
    fn read(&self) -> Result<ReadPortfolio, String> {
        ReadPortfolio::open(&self.file).map_err(|error| {
            let said = shown(&error.to_string()).into_owned();
            match error {
                PortfolioError::Scenario(file) => {
                    let file = file.to_string_lossy();
                    format!("breakeven: {said}: use breakeven evaluate {}", shown(&file))
                }
                _ => format!("breakeven: {said}"),
            }
        })
    }

    /// How pictures and pages are made. What is written now was revised now.
    fn look(&self) -> Look {
        Look {
            date: self.date.clone(),
            #[cfg(feature = "gui")]
            paper: self.paper,
            revised: Some(Timestamp::now()),
            ..Look::default()
        }
    }
}

/// So many files that cannot be computed are named.
const MOST_LEFT_OUT: usize = 20;

/// Reads a budget.
fn budget(text: &str) -> Result<f64, String> {
    let amount = text.parse().map_err(|_| format!("{text} is no amount"))?;
    let is_budget = f64::is_finite(amount) && 0.0 < amount;
    if is_budget { Ok(amount) } else { Err(format!("{text} is no budget: it is more than 0")) }
}

/// Reads a number of futures, of which there is at least one.
fn at_least_one(text: &str) -> Result<usize, String> {
    draws(text).and_then(
        |draws| if draws == 0 { Err("without futures nothing can be compared".to_owned()) } else { Ok(draws) },
    )
}
