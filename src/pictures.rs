//! `breakeven export`: a scenario's charts as pictures, without a window.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use breakeven::charts::{AnyChart, ChartKey, Kept, PlanFigures, Subject};
use breakeven::economics::{Plan, Results};
use breakeven::files::{open_scenario, save_bytes};
use breakeven::paint::{Pictured as _, SlideNotes, slide_png, slide_svg};
use breakeven::uncertainty::Futures;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

/// What `export` was asked for.
#[derive(Debug, Args)]
pub struct Export {
    /// The scenario file.
    file: PathBuf,
    /// The folder for the pictures; made if it is missing.
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
    /// Formats, separated by commas.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "png,svg")]
    format: Vec<Format>,
    /// Charts, separated by commas; all unless given.
    #[arg(long, value_delimiter = ',', value_parser = chart_key())]
    charts: Vec<ChartKey>,
    /// Width in points, 160 to 8192; the height follows at 16 : 9.
    #[arg(long, value_name = "POINTS", default_value_t = 1920, value_parser = clap::value_parser!(u32).range(160..=8192))]
    width: u32,
    /// Pixels a point in PNG, 0.5 to 8.
    #[arg(long, default_value_t = 2.0, value_parser = scale)]
    scale: f32,
    /// A date for the slides; none unless given, so that the same scenario gives the same pictures.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Png,
    Svg,
}

impl Export {
    /// Writes the pictures and prints where they are.
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
        let notes = SlideNotes::of(&scenario, self.date.clone());
        let folder = self.out.as_path();
        fs::create_dir_all(folder).map_err(|error| format!("breakeven: {}: {error}", folder.display()))?;
        let subject =
            Subject { scenario: &scenario, plan: &plan, results: &results, uncertainty: &uncertainty, kept: &kept };
        let wanted = if self.charts.is_empty() { &ChartKey::ALL[..] } else { &self.charts };
        for key in wanted {
            let chart = key.chart(subject);
            for format in &self.format {
                self.write(&chart, &notes, *format, folder)?;
            }
        }
        Ok(())
    }

    fn write(&self, chart: &AnyChart, notes: &SlideNotes, format: Format, folder: &Path) -> Result<(), String> {
        let (bytes, ending) = match format {
            Format::Svg => (slide_svg(chart, notes, self.width).into_bytes(), "svg"),
            Format::Png => {
                let png = slide_png(chart, notes, self.width, self.scale);
                (png.map_err(|error| format!("breakeven: {error}"))?, "png")
            }
        };
        let stem = self.file.file_stem().unwrap_or(self.file.as_os_str()).to_string_lossy();
        let path = folder.join(format!("{stem}-{}.{ending}", chart.key().key()));
        save_bytes(&bytes, &path).map_err(|error| format!("breakeven: {error}"))?;
        // Whoever does not read the list still gets the pictures.
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
