//! The command line: open the window, or evaluate, check and export without one.

mod calibrate;
mod clickhouse;
mod diff;
mod export;
mod load;
mod portfolio;
mod usage;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use breakeven::advice::{actual_criteria, kill_criteria};
use breakeven::economics::{Plan, Results, Verdict};
use breakeven::export::{actual_check_table, as_text, check_table, passages, results_json, results_table};
use breakeven::prose::ResultsInput;
use breakeven::reference::{Catalogue, open_catalogue, write_catalogue};
use breakeven::scenario::letters::{is_unseen, shown, shown_lines};
use breakeven::uncertainty::Simulation;
use clap::{Parser, Subcommand};

use load::{opened, plan};

/// Plan what an AI use case costs from prototype to production, and whether it pays.
///
/// Without a subcommand the workbench opens, on FILE or on its example.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct CommandLine {
    #[command(subcommand)]
    task: Option<Task>,
    /// A scenario to open in the workbench.
    file: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Print what a scenario costs and whether it pays. Needs no display.
    Evaluate {
        /// The scenario file.
        file: PathBuf,
        /// All results as JSON, undefined ones as null.
        #[arg(long)]
        json: bool,
        /// How many futures to draw, at most 1,000,000; 0 leaves them out.
        #[arg(long, default_value_t = Simulation::USUAL, value_parser = draws)]
        draws: usize,
        /// What shuffles the futures: the same seed gives the same numbers on every machine.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Print the plan in sentences, to be read aloud: what it costs, why, what it is worth, what would change the answer.
    Explain {
        /// The scenario file.
        file: PathBuf,
    },
    /// Print the verdict and how the plan stands to its kill criteria. Needs no display.
    ///
    /// Exits 0 where the plan holds, 1 where it is broken or a kill criterion is met, 2 where the file is bad.
    ///
    /// With usage the actual month at its stage counts instead of the planned one.
    Check {
        /// The scenario file.
        file: PathBuf,
        #[command(flatten)]
        usage: calibrate::UsageOf,
    },
    /// Print what changed from one plan to another, and what that does to verdict, cost and chances. Needs no display.
    Diff(diff::Diff),
    /// Print a LiteLLM price file as the catalogue that this program bundles (assets/prices/README.md).
    #[command(hide = true)]
    Prices {
        /// LiteLLM's model_prices_and_context_window.json.
        file: PathBuf,
        /// The day of its prices.
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = breakeven::day::day)]
        as_of: String,
        /// Where it comes from.
        #[arg(long)]
        origin: String,
    },
    /// Print what exports of traces, gateways and bills say was used. Needs no display.
    Usage(usage::Usage),
    /// Hold a plan against usage: what was measured, and why the bill differs. Needs no display.
    Calibrate(calibrate::Calibrate),
    /// Decide about several use cases together: what to fund within a budget, and what stands before it. Needs no display.
    Portfolio(portfolio::Portfolio),
    /// Write a scenario's charts, report, workbook, tables and results as files. Needs no display.
    Export(export::Export),
}

impl CommandLine {
    /// What the program was called with; says what is wrong with it, and ends the program, where it cannot be read.
    pub fn read() -> Self {
        Self::try_parse().unwrap_or_else(|error| {
            // In colours, unless it repeats what would do something to a terminal.
            if std::env::args_os().any(|argument| argument.to_string_lossy().contains(is_unseen)) {
                eprint!("{}", shown_lines(&error.to_string()));
                std::process::exit(error.exit_code());
            }
            error.exit()
        })
    }

    /// Does what was asked. Problems go to standard error, in sentences.
    pub fn run(self) -> ExitCode {
        let done = match self.task {
            Some(Task::Evaluate { file, json, draws, seed }) => evaluate(&file, json, draws, seed),
            Some(Task::Explain { file }) => explain(&file),
            Some(Task::Prices { file, as_of, origin }) => prices(&file, as_of, origin),
            Some(Task::Check { file, usage }) => match check(&file, &usage) {
                Ok(holds) => return ExitCode::from(u8::from(!holds)),
                Err(message) => Err(message),
            },
            Some(Task::Diff(diff)) => diff.run(),
            Some(Task::Usage(usage)) => usage.run(),
            Some(Task::Calibrate(calibrate)) => calibrate.run(),
            Some(Task::Portfolio(portfolio)) => portfolio.run(),
            Some(Task::Export(export)) => export.run(),
            None => open_window(self.file),
        };
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => {
                eprintln!("{}", shown_lines(&message));
                ExitCode::from(2)
            }
        }
    }
}

#[cfg(feature = "gui")]
fn open_window(file: Option<PathBuf>) -> Result<(), String> {
    #[cfg(windows)]
    if breakeven::app::console::opens_apart() {
        return Ok(());
    }
    let closed = breakeven::app::run(file);
    #[cfg(windows)]
    if let Err(message) = &closed {
        breakeven::app::console::say(message);
    }
    closed
}

#[cfg(not(feature = "gui"))]
fn open_window(_file: Option<PathBuf>) -> Result<(), String> {
    Err("breakeven: built without the window; `breakeven evaluate FILE` works without it".to_owned())
}

/// Reads a number of futures.
fn draws(text: &str) -> Result<usize, String> {
    const MOST: usize = 1_000_000;
    match text.parse() {
        Ok(draws) if draws <= MOST => Ok(draws),
        _ => Err(format!("give a whole number from 0 to {MOST}")),
    }
}

/// Reads a number of futures of which there must be some.
fn some_draws(text: &str) -> Result<usize, String> {
    draws(text).ok().filter(|draws| 0 < *draws).ok_or_else(|| "give a whole number from 1 to 1000000".to_owned())
}

/// Says so where so many futures of a plan cannot be held at once.
fn can_hold(plan: &Plan, draws: usize, file: &Path) -> Result<(), String> {
    let most = Simulation::most(plan);
    if draws <= most {
        return Ok(());
    }
    Err(format!(
        "breakeven: {} draws {draws} futures, more than the {most} that can be held at once for a plan of its size: give --draws {most} or less",
        shown(&file.to_string_lossy())
    ))
}

fn evaluate(file: &Path, json: bool, draws: usize, seed: u64) -> Result<(), String> {
    let scenario = opened(file)?;
    let plan = plan(&scenario, file)?;
    can_hold(&plan, draws, file)?;
    let (results, uncertainty) = match draws {
        0 => (Results::of(&plan), None),
        _ => {
            let (results, uncertainty) = Simulation::new(draws, seed).with_results(&plan);
            (results, Some(uncertainty))
        }
    };
    let text = if json {
        format!("{:#}\n", results_json(&scenario, &plan, &results, uncertainty.as_ref()))
    } else {
        results_table(&scenario, &plan, &results, uncertainty.as_ref())
    };
    print(&text)
}

fn explain(file: &Path) -> Result<(), String> {
    let scenario = opened(file)?;
    let plan = plan(&scenario, file)?;
    let (results, uncertainty) = Simulation::new(Simulation::USUAL, 1).with_results(&plan);
    let input = ResultsInput::of(&scenario, &plan, &results, &uncertainty);
    print(&as_text(&scenario.name, &passages(input)))
}

fn prices(file: &Path, as_of: String, origin: String) -> Result<(), String> {
    let catalogue = open_catalogue(file, |_| String::new());
    let catalogue = catalogue.map_err(|error| format!("breakeven: {}: {error}", shown(&file.to_string_lossy())))?;
    print(&write_catalogue(&Catalogue { origin, as_of, ..catalogue }))
}

/// Prints how a plan stands, or how it has gone, and says whether it holds.
fn check(file: &Path, usage: &calibrate::UsageOf) -> Result<bool, String> {
    let scenario = opened(file)?;
    let plan = plan(&scenario, file)?;
    let results = Results::of(&plan);
    if usage.is_given() {
        let calibration = usage.of(&scenario, &plan)?.calibration;
        let month =
            calibration.evaluation.as_ref().ok_or("breakeven: what was measured makes no plan that can be computed")?;
        let criteria = actual_criteria(&plan, calibration.context.stage, month);
        print(&actual_check_table(&scenario, &calibration, &criteria))?;
        return Ok(!criteria.iter().any(|status| status.is_breached));
    }
    let uncertainty = Simulation::new(Simulation::USUAL, 1).of(&plan, &results);
    let criteria = kill_criteria(&plan, &results, Some(&uncertainty));
    print(&check_table(&scenario, &plan, &results, &criteria))?;
    let is_stopped = criteria.iter().any(|status| status.is_breached);
    Ok(results.verdict != Verdict::Broken && !is_stopped)
}

fn print(text: &str) -> Result<(), String> {
    match io::stdout().write_all(shown_lines(text).as_bytes()) {
        // Whoever read it has read enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|error| format!("breakeven: standard output: {error}")),
    }
}
