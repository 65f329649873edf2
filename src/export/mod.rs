//! Results for other tools: JSON and text tables. Returns text and does no IO.

mod json;
mod table;
mod uncertainty_json;

pub use json::results_json;
pub use table::results_table;
