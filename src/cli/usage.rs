//! `breakeven usage`: what exports of traces, gateways and bills say was used, as a table or as JSON.

use std::path::PathBuf;

use breakeven::export::{usage_json, usage_table};
use breakeven::usage::{Columns, read_columns, read_usage};
use clap::Args;

/// What `usage` was asked for.
#[derive(Debug, Args)]
pub struct Usage {
    /// The exports: files of one format, or folders of them. Their format follows from what is in them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Which columns hold what, for files of no known format: `day=Date,input=Prompt tokens,output=Completion tokens`.
    /// With `time` a row is a call, with `day` it adds up calls.
    #[arg(long)]
    columns: Option<Columns>,
    /// The digest as JSON, with what is unknown as null.
    #[arg(long)]
    json: bool,
}

impl Usage {
    /// Reads the files, and prints what was used.
    pub fn run(&self) -> Result<(), String> {
        let reading = match &self.columns {
            Some(columns) => read_columns(&self.files, columns),
            None => read_usage(&self.files),
        };
        let reading = reading.map_err(|error| format!("breakeven: {error}"))?;
        let text = if self.json { format!("{:#}\n", usage_json(&reading)) } else { usage_table(&reading) };
        super::print(&text)
    }
}
