//! Results for other tools: JSON and text tables. Returns text and does no IO.

mod check_table;
mod json;
mod table;
mod uncertainty_json;

pub use check_table::check_table;
pub use json::results_json;
pub use table::results_table;
