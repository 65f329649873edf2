
mod check_table;
mod json;
mod table;
mod uncertainty_json;
mod workbook;

pub use check_table::check_table;
pub use json::results_json;
pub use table::results_table;
pub use workbook::{WorkbookContent, workbook, workbook_of};
