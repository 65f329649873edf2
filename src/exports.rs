//! `breakeven export`: a scenario's charts as pictures and its figures as tables, without a window.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use breakeven::charts::{AnyChart, ChartKey, Kept, PlanFigures, Subject};
use breakeven::economics::{Plan, Results};
#[cfg(feature = "gui")]
use breakeven::export::report;
use breakeven::export::{WorkbookContent, everything_json, tables_csv, workbook};
use breakeven::files::{open_scenario, save_bytes};
#[cfg(feature = "gui")]
use breakeven::paint::{SlideNotes, report_pdf, slide_pdf, slide_png, slide_svg};
use breakeven::uncertainty::Futures;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

/// What is written unless asked otherwise.
const USUAL_FORMATS: &str = if cfg!(feature = "gui") { "png,svg" } else { "xlsx,csv,json" };

/// What `export` was asked for.
#[derive(Debug, Args)]
pub struct Export {
    /// The scenario file.
    file: PathBuf,
    /// The folder for what is written; made if it is missing.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Formats, separated by commas: pictures of charts, a workbook with live formulas, tables, all results.
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
    /// A date for slides and workbook; none unless given, so that the same scenario gives the same files.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    #[cfg(feature = "gui")]
    Png,
    #[cfg(feature = "gui")]
    Svg,
    #[cfg(feature = "gui")]
    Pdf,
    /// Everything about the plan on pages, once.
    #[cfg(feature = "gui")]
    Report,
    Xlsx,
    Csv,
    Json,
}

/// The end of a file's name, after that of the scenario, and what is in it.
type Written = (String, Vec<u8>);

impl Export {
    /// Writes the files and prints where they are.
    pub fn run(self) -> Result<(), String> {
        let scenario = open_scenario(&self.file).map_err(|error| format!("breakeven: {error}"))?;
        let plan = crate::command_line::plan(&scenario, &self.file)?;
        let results = Results::of(&plan);
        let mut futures = Futures::new(Futures::USUAL, 1);
        let uncertainty = futures.of(&plan, &results);
        let kept = Kept::all(&scenario, |snapshot| {
            let plan = Plan::new(&snapshot.scenario).ok()?;
            let results = Results::of(&plan);
            Some(PlanFigures::of(&snapshot.scenario, &plan, &results, &futures.of(&plan, &results)))
        });
        let folder = self.out.as_path();
        fs::create_dir_all(folder).map_err(|error| format!("breakeven: {}: {error}", folder.display()))?;
        let subject =
            Subject { scenario: &scenario, plan: &plan, results: &results, uncertainty: &uncertainty, kept: &kept };
        let wanted = if self.charts.is_empty() { &ChartKey::ALL[..] } else { &self.charts };
        let charts: Vec<AnyChart> = wanted.iter().map(|key| key.chart(subject)).collect();
        for format in &self.format {
            for (ending, bytes) in self.files(*format, subject, &charts)? {
                self.save(&ending, &bytes)?;
            }
        }
        Ok(())
    }

    fn files(&self, format: Format, subject: Subject<'_>, charts: &[AnyChart]) -> Result<Vec<Written>, String> {
        let Subject { scenario, plan, results, uncertainty, .. } = subject;
        let files = match format {
            #[cfg(feature = "gui")]
            Format::Png | Format::Svg | Format::Pdf => {
                let notes = SlideNotes::of(scenario, self.date.clone());
                charts.iter().map(|chart| self.picture(chart, &notes, format)).collect::<Result<_, _>>()?
            }
            #[cfg(feature = "gui")]
            Format::Report => {
                let bytes = report_pdf(&report(subject, self.date.clone()));
                vec![("-report.pdf".to_owned(), bytes.map_err(|error| format!("breakeven: the report: {error}"))?)]
            }
            Format::Xlsx => {
                let (uncertainty, date) = (Some(uncertainty), self.date.as_deref());
                let bytes = workbook(&WorkbookContent { scenario, plan, results, uncertainty, date });
                vec![(".xlsx".to_owned(), bytes.map_err(|error| format!("breakeven: the workbook: {error}"))?)]
            }
            Format::Csv => {
                let tables = tables_csv(scenario, plan, results, charts).into_iter();
                tables.map(|(name, bytes)| (format!("-{name}.csv"), bytes)).collect()
            }
            Format::Json => {
                let json = everything_json(scenario, plan, results, uncertainty, charts);
                vec![(".json".to_owned(), format!("{json:#}\n").into_bytes())]
            }
        };
        Ok(files)
    }

    #[cfg(feature = "gui")]
    fn picture(&self, chart: &AnyChart, notes: &SlideNotes, format: Format) -> Result<Written, String> {
        let (bytes, ending) = match format {
            Format::Svg => (slide_svg(chart, notes, self.width).into_bytes(), "svg"),
            Format::Pdf => {
                let pdf = slide_pdf(chart, notes);
                (pdf.map_err(|error| format!("breakeven: {error}"))?, "pdf")
            }
            _ => {
                let png = slide_png(chart, notes, self.width, self.scale);
                (png.map_err(|error| format!("breakeven: {error}"))?, "png")
            }
        };
        Ok((format!("-{}.{ending}", chart.key().key()), bytes))
    }

    fn save(&self, ending: &str, bytes: &[u8]) -> Result<(), String> {
        let stem = self.file.file_stem().unwrap_or(self.file.as_os_str()).to_string_lossy();
        let path = self.out.join(format!("{stem}{ending}"));
        save_bytes(bytes, &path).map_err(|error| format!("breakeven: {error}"))?;
        // Whoever does not read the list still gets the files.
        let _ = writeln!(std::io::stdout(), "{}", path.display());
        Ok(())
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

fn date(text: &str) -> Result<String, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, digits| part.parse::<u32>().ok().filter(|_| part.len() == digits);
    match parts.as_slice() {
        [year, month, day] => {
            let valid = number(year, 4).is_some()
                && number(month, 2).is_some_and(|month| (1..=12).contains(&month))
                && number(day, 2).is_some_and(|day| (1..=31).contains(&day));
            valid.then(|| text.to_owned())
        }
        _ => None,
    }
    .ok_or_else(|| "a date is written YYYY-MM-DD".to_owned())
}
