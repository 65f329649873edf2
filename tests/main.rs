//! Everything but the window, from outside: one program, so that it is linked once and its tests run side by side.
//!
//! The window's tests are programs of their own, `ui` and `window`, because they need features.

use breakeven::scenario;

mod blank;
mod calibration;
mod cases;
mod check;
mod command_line;
mod disasters;
mod evidence;
mod faults;
mod futures;
mod generated;
mod horizon;
mod hostile;
mod numbers;
mod options;
mod paths;
mod portfolio;
mod portfolio_command;
mod presets;
mod properties;
mod snapshots;
mod texts;
mod tidy;
mod tornado;
mod translations;
mod usage;
mod versions;
mod words;
mod workbook;
