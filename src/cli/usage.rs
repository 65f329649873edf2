//! `breakeven usage`: what exports of traces, gateways and bills say was used, as a table or as JSON; and what a ClickHouse
//! adds up where the traces lie.

use std::path::PathBuf;

use breakeven::day::parse_day;
use breakeven::export::{usage_json, usage_table};
use breakeven::usage::clickhouse::{Query, Store, Window};
use breakeven::usage::{Columns, Reading, read_columns, read_usage};
use clap::Args;
use jiff::civil::Date;

use super::clickhouse::read_clickhouse;

/// What `usage` was asked for.
#[derive(Debug, Args)]
pub struct Usage {
    /// The exports: files of one format, or folders of them. Their format follows from what is in them.
    #[arg(required_unless_present_any = ["clickhouse", "print_sql"], conflicts_with_all = ["clickhouse", "print_sql"])]
    files: Vec<PathBuf>,
    /// Which columns hold what, for files of no known format: `day=Date,input=Prompt tokens,output=Completion tokens`.
    /// With `time` a row is a call, with `day` it adds up calls.
    #[arg(long)]
    columns: Option<Columns>,
    /// The digest as JSON, with what is unknown as null.
    #[arg(long)]
    json: bool,
    /// The HTTP interface of a ClickHouse, such as https://traces.example.com:8443, which adds up what it holds instead of
    /// exporting it. User and password are taken from CLICKHOUSE_USER and CLICKHOUSE_PASSWORD.
    #[arg(long, value_name = "URL", requires = "store")]
    clickhouse: Option<String>,
    /// Whose tables it has: langfuse, helicone or otel.
    #[arg(long, value_parser = store)]
    store: Option<Store>,
    /// The first day that counts, in UTC.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "store", value_parser = date)]
    from: Option<Date>,
    /// The last day that counts, in UTC.
    #[arg(long, value_name = "YYYY-MM-DD", requires = "store", value_parser = date)]
    to: Option<Date>,
    /// The database in which the tables are; that of the user unless given.
    #[arg(long, value_name = "NAME", requires = "store")]
    database: Option<String>,
    /// Only this project (Langfuse), organization (Helicone) or service (OpenTelemetry), by its identifier; all unless given.
    #[arg(long, value_name = "ID", requires = "store")]
    project: Option<String>,
    /// Print the statement instead of running it. Its result, saved as CSV, is a file that this command reads.
    #[arg(long, requires = "store", conflicts_with = "json")]
    print_sql: bool,
}

impl Usage {
    /// Reads the files or asks the ClickHouse, and prints what was used.
    pub fn run(&self) -> Result<(), String> {
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to < from
        {
            return Err(format!("breakeven: --from {from} is after --to {to}"));
        }
        let query = self.store.map(|store| {
            let window = Window { from: self.from, to: self.to };
            (store, Query::new(store, window, self.project.as_deref()))
        });
        let reading = match (&query, &self.clickhouse) {
            (Some((_, query)), _) if self.print_sql => return super::print(&query.script(self.database.as_deref())),
            (Some((store, query)), Some(url)) => read_clickhouse(url, *store, query, self.database.as_deref())?,
            _ => self.read_files()?,
        };
        self.print(&reading)
    }

    fn read_files(&self) -> Result<Reading, String> {
        let reading = match &self.columns {
            Some(columns) => read_columns(&self.files, columns),
            None => read_usage(&self.files),
        };
        reading.map_err(|error| format!("breakeven: {error}"))
    }

    fn print(&self, reading: &Reading) -> Result<(), String> {
        let text = if self.json { format!("{:#}\n", usage_json(reading)) } else { usage_table(reading) };
        super::print(&text)
    }
}

/// Reads the name of a store.
fn store(text: &str) -> Result<Store, String> {
    text.parse().map_err(|_| "it is one of langfuse, helicone, otel".to_owned())
}

/// Reads a day.
fn date(text: &str) -> Result<Date, String> {
    parse_day(text).ok_or_else(|| "a day is written YYYY-MM-DD".to_owned())
}
