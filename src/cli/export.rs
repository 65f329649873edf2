//! `breakeven export`: a scenario's charts as pictures and its figures as tables, without a window.

use std::io::Write as _;
use std::path::PathBuf;

use breakeven::artifacts::{Format, Look, Source, WriteEvent, kept, missing_letters, workbench_page, write_all};
use breakeven::calibration::Calibration;
use breakeven::charts::{Chart, ChartKind};
use breakeven::files::Replace;
use breakeven::prose::ResultsInput;
use breakeven::scenario::letters::shown;
use breakeven::uncertainty::Simulation;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

#[cfg(feature = "gui")]
use breakeven::export::Paper;

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
    charts: Vec<ChartKind>,
    /// Width of PNG and SVG in points, 160 to 8192; the height follows at 16 : 9.
    #[cfg(feature = "gui")]
    #[arg(long, value_name = "POINTS", default_value_t = 1920, value_parser = clap::value_parser!(u32).range(160..=8192))]
    width: u32,
    /// Pixels a point in PNG, 0.5 to 8.
    #[cfg(feature = "gui")]
    #[arg(long, default_value_t = 2.0, value_parser = scale)]
    scale: f32,
    /// Letters in SVG stay text that can be edited where our fonts are installed; outlines unless given.
    #[cfg(feature = "gui")]
    #[arg(long)]
    svg_text: bool,
    /// Tables begin with a byte order mark, by which Excel knows UTF-8.
    #[arg(long)]
    bom: bool,
    /// What the report is printed on.
    #[cfg(feature = "gui")]
    #[arg(long, value_enum, default_value_t)]
    paper: Paper,
    /// The page of the workbench for --format html; the one beside the program unless given.
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// A date for slides, report and workbook; none unless given, so that the same scenario gives the same files.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = breakeven::day::day)]
    date: Option<String>,
}

impl Export {
    /// Writes the files and prints where they are. One that fails does not cost the others.
    pub fn run(self) -> Result<(), String> {
        let scenario = &super::load::opened(&self.file)?;
        let plan = &super::load::plan(scenario, &self.file)?;
        let mut futures = Simulation::new(Simulation::USUAL, 1);
        let (results, uncertainty) = &futures.with_results(plan);
        let kept = &kept(scenario, &mut futures);
        let calibrations = &Calibration::all(scenario, plan);
        let input = ResultsInput { scenario, plan, results, uncertainty, kept, calibrations };
        let all = ChartKind::ALL.into_iter().filter(|key| key.has_finding(scenario));
        let wanted = if self.charts.is_empty() { &all.collect() } else { &self.charts };
        let charts: Vec<Chart> = wanted.iter().map(|key| key.chart(input)).collect();
        let stem = self.file.file_stem().unwrap_or(self.file.as_os_str()).to_string_lossy();
        let artifacts = self.format.iter().flat_map(|format| format.artifacts(wanted));
        let files: Vec<_> = artifacts.map(|artifact| (artifact, self.out.join(artifact.file_name(&stem)))).collect();
        let mut failures = Vec::new();
        let source = Source { input, charts: &charts, look: &self.look()? };
        write_all(source, Some(&self.file), &files, Replace::Anything, |step| {
            match step {
                WriteEvent::Begun(_) => {}
                // Whoever does not read the list still gets the files.
                WriteEvent::Written(path) => drop(writeln!(std::io::stdout(), "{}", shown(&path.to_string_lossy()))),
                WriteEvent::Failed(error) => failures.push(format!("breakeven: {}", shown(&error.to_string()))),
            }
            true
        });
        if files.iter().any(|(artifact, _)| artifact.has_letters())
            && let Some(missing) = missing_letters(scenario)
        {
            eprintln!("breakeven: {missing}");
        }
        if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
    }

    fn look(&self) -> Result<Look, String> {
        let is_page = self.format.contains(&Format::Html);
        let page = is_page.then(|| workbench_page(self.page.as_deref())).transpose();
        let page = page.map_err(|error| format!("breakeven: {}", shown(&error)))?;
        Ok(Look {
            date: self.date.clone(),
            #[cfg(feature = "gui")]
            width: self.width,
            #[cfg(feature = "gui")]
            scale: self.scale,
            #[cfg(feature = "gui")]
            paper: self.paper,
            #[cfg(feature = "gui")]
            svg_text: self.svg_text,
            byte_order_mark: self.bom,
            page,
            ..Look::default()
        })
    }
}

/// Reads the key of a chart.
fn chart_key() -> impl TypedValueParser<Value = ChartKind> {
    let keys = ChartKind::ALL.map(ChartKind::key);
    PossibleValuesParser::new(keys).map(|text| {
        let named = ChartKind::ALL.into_iter().find(|chart| chart.key() == text);
        named.expect("only these are possible")
    })
}

#[cfg(feature = "gui")]
fn scale(text: &str) -> Result<f32, String> {
    let scale = text.parse().ok().filter(|scale| (0.5..=8.0).contains(scale));
    scale.ok_or_else(|| "the scale must be a number from 0.5 to 8".to_owned())
}
