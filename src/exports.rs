//! `breakeven export`: a scenario's charts as pictures and its figures as tables, without a window.

use std::io::Write as _;
use std::path::PathBuf;

use breakeven::charts::{AnyChart, ChartKey, Subject};
use breakeven::economics::Results;
#[cfg(feature = "gui")]
use breakeven::export::Paper;
use breakeven::files::Replace;
use breakeven::handout::{Format, Look, Source, Step, hand_out, kept, missing_letters};
use breakeven::scenario::letters::shown;
use breakeven::uncertainty::Futures;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// What is written unless asked otherwise.
const USUAL_FORMATS: &str = if cfg!(feature = "gui") { "png,svg" } else { "xlsx,csv,json" };

/// What `export` was asked for.
#[derive(Debug, Args)]
pub struct Export {
    /// The scenario file.
    file: PathBuf,
    /// The folder for what is written, in place of what is there; made if it is missing.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Formats, separated by commas: pictures of charts, a report, a workbook with live formulas, tables, all results.
    #[arg(long, value_enum, value_delimiter = ',', default_value = USUAL_FORMATS)]
    format: Vec<Format>,
    /// Charts for pictures and tables, separated by commas; all unless given.
    #[arg(long, value_delimiter = ',', value_parser = chart_key())]
    charts: Vec<ChartKey>,
    /// Width of PNG and SVG in points, 160 to 8192; the height follows at 16 : 9.
    #[cfg(feature = "gui")]
    #[arg(long, value_name = "POINTS", default_value_t = 1920, value_parser = clap::value_parser!(u32).range(160..=8192))]
    width: u32,
    /// Pixels a point in PNG, 0.5 to 8.
    #[cfg(feature = "gui")]
    #[arg(long, default_value_t = 2.0, value_parser = scale)]
    scale: f32,
    /// What the report is printed on.
    #[cfg(feature = "gui")]
    #[arg(long, value_enum, default_value_t)]
    paper: Paper,
    /// A date for slides, report and workbook; none unless given, so that the same scenario gives the same files.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = crate::day::day)]
    date: Option<String>,
}

impl Export {
    /// Writes the files and prints where they are. One that fails does not cost the others.
    pub fn run(self) -> Result<(), String> {
        let scenario = &crate::command_line::opened(&self.file)?;
        let plan = &crate::command_line::plan(scenario, &self.file)?;
        let results = &Results::of(plan);
        let mut futures = Futures::new(Futures::USUAL, 1);
        let uncertainty = &futures.of(plan, results);
        let kept = &kept(scenario, &mut futures);
        let subject = Subject { scenario, plan, results, uncertainty, kept };
        let wanted = if self.charts.is_empty() { &ChartKey::ALL[..] } else { &self.charts };
        let charts: Vec<AnyChart> = wanted.iter().map(|key| key.chart(subject)).collect();
        let stem = self.file.file_stem().unwrap_or(self.file.as_os_str()).to_string_lossy();
        let pieces = self.format.iter().flat_map(|format| format.pieces(wanted));
        let files: Vec<_> = pieces.map(|piece| (piece, self.out.join(piece.file_name(&stem)))).collect();
        let mut failures = Vec::new();
        let source = Source { subject, charts: &charts, look: &self.look() };
        hand_out(source, Some(&self.file), &files, Replace::Anything, |step| {
            match step {
                Step::Begun(_) => {}
                // Whoever does not read the list still gets the files.
                Step::Written(path) => drop(writeln!(std::io::stdout(), "{}", shown(&path.to_string_lossy()))),
                Step::Failed(error) => failures.push(format!("breakeven: {}", shown(&error.to_string()))),
            }
            true
        });
        if files.iter().any(|(piece, _)| piece.has_letters())
            && let Some(missing) = missing_letters(scenario)
        {
            eprintln!("breakeven: {missing}");
        }
        if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
    }

    fn look(&self) -> Look {
        Look {
            date: self.date.clone(),
            #[cfg(feature = "gui")]
            width: self.width,
            #[cfg(feature = "gui")]
            scale: self.scale,
            #[cfg(feature = "gui")]
            paper: self.paper,
            ..Look::default()
        }
    }
}

/// Reads the key of a chart.
fn chart_key() -> impl TypedValueParser<Value = ChartKey> {
    let keys = ChartKey::ALL.map(ChartKey::key);
    PossibleValuesParser::new(keys).map(|text| {
        let named = ChartKey::ALL.into_iter().find(|chart| chart.key() == text);
        named.expect("only these are possible")
    })
}

#[cfg(feature = "gui")]
fn scale(text: &str) -> Result<f32, String> {
    let scale = text.parse().ok().filter(|scale| (0.5..=8.0).contains(scale));
    scale.ok_or_else(|| "the scale must be a number from 0.5 to 8".to_owned())
}
