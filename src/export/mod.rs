//! Results for other tools and other people: a workbook, CSV, JSON, text tables, a report. Returns bytes or text and does no IO.

mod bought;
mod calibration_json;
mod calibration_table;
mod check_table;
mod csv;
mod json;
mod later;
mod paper;
mod report;
mod returns;
mod stages;
mod table;
mod uncertainty_json;
mod usage_json;
mod usage_table;
mod workbook;

pub use calibration_json::calibration_json;
pub use calibration_table::calibration_table;
pub use check_table::{actual_check_table, check_table};
pub use csv::{assumptions_csv, chart_csv, months_csv, stages_csv};
pub use json::{everything_json, results_json};
pub use paper::Paper;
pub use report::{Grid, Report, ReportBlock, ReportColumn, ReportHeadline, report};
pub use table::results_table;
pub use usage_json::usage_json;
pub use usage_table::usage_table;
pub use workbook::{WorkbookContent, workbook, workbook_of};
