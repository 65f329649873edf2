//! Breakeven: the command line and the window.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::CommandLine::read().run()
}
