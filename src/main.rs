//! Breakeven: the command line and the window.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::CommandLine::read().run()
}
