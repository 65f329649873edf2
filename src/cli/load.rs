//! A scenario from its file, for what needs no window: each step either succeeds or says in a line or more why not.

use std::path::Path;

use breakeven::economics::Plan;
use breakeven::files::{FileError, open_scenario};
use breakeven::portfolio::Portfolio;
use breakeven::prose::problem_in_words;
use breakeven::reference::is_portfolio_file;
use breakeven::scenario::Scenario;
use breakeven::scenario::letters::shown;

/// Opens a scenario, or says in a line why it cannot be.
pub fn opened(file: &Path) -> Result<Scenario, String> {
    open_scenario(file).map_err(|error| match error {
        FileError::Text { .. } if is_portfolio(file) => {
            let file = file.to_string_lossy();
            let file = shown(&file);
            format!("breakeven: {file} is a portfolio, which lists scenarios: use breakeven portfolio {file}")
        }
        error => format!("breakeven: {}", shown(&error.to_string())),
    })
}

/// Whether a file is a portfolio: by its name, or by what it holds.
fn is_portfolio(file: &Path) -> bool {
    is_portfolio_file(file) || Portfolio::open(file).is_ok()
}

/// Resolves a scenario, or lists its problems, one a line.
pub fn plan(scenario: &Scenario, file: &Path) -> Result<Plan, String> {
    Plan::new(scenario).map_err(|problems| {
        let line = |problem| format!("  {}", problem_in_words(scenario, problem));
        let lines: Vec<String> = problems.iter().map(line).collect();
        let noun = if lines.len() == 1 { "problem" } else { "problems" };
        format!("breakeven: {} has {} {noun}:\n{}", shown(&file.to_string_lossy()), lines.len(), lines.join("\n"))
    })
}
