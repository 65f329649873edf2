//! Results as charts: data to be painted, read as a table, or told in a sentence. Knows no egui.

pub mod figures;
