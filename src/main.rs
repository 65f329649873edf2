//! Breakeven: the command line and the window.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod command_line;
mod day;
mod exports;

use std::process::ExitCode;

fn main() -> ExitCode {
    command_line::CommandLine::read().run()
}
