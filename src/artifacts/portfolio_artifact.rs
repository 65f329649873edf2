//! Everything that a portfolio can be exported as.

use super::Look;
use super::artifact::PictureFormat;
use crate::export::{calendar, gates_csv, portfolio_json, portfolio_workbook, use_cases_csv};
use crate::portfolio::EvaluatedPortfolio;

/// A file of a portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortfolioArtifact {
    /// The pages for people who were not there.
    Report,
    /// The workbook, in which what is funded can be changed.
    Workbook,
    /// The viability map.
    Map(PictureFormat),
    /// Its use cases, a row each.
    UseCases,
    /// What stands before the stages of what is funded.
    Gates,
    /// The same for people's calendars; only of a portfolio that says when it begins.
    Calendar,
    /// All figures.
    Results,
}

impl PortfolioArtifact {
    /// Those that there are of a portfolio.
    pub fn all(evaluation: &EvaluatedPortfolio) -> Vec<Self> {
        let pictures = [PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf].map(Self::Map);
        let has_map = cfg!(feature = "gui") && !evaluation.use_cases.is_empty();
        let has_calendar = evaluation.portfolio.first_month().is_some() && !evaluation.gates().is_empty();
        let calendar = has_calendar.then_some(Self::Calendar);
        let workbook = (!evaluation.use_cases.is_empty()).then_some(Self::Workbook);
        let tables = workbook.into_iter().chain([Self::UseCases, Self::Gates]).chain(calendar).chain([Self::Results]);
        let drawn = std::iter::once(Self::Report).chain(pictures);
        drawn.filter(|_| has_map).chain(tables).collect()
    }

    /// What its file is called.
    pub fn file_name(self, stem: &str) -> String {
        match self {
            Self::Report => format!("{stem}-report.pdf"),
            Self::Workbook => format!("{stem}.xlsx"),
            Self::Map(format) => format!("{stem}-map.{}", format.ending()),
            Self::UseCases => format!("{stem}-use-cases.csv"),
            Self::Gates => format!("{stem}-gates.csv"),
            Self::Calendar => format!("{stem}.ics"),
            Self::Results => format!("{stem}.json"),
        }
    }

    /// What its file holds.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn bytes(self, evaluation: &EvaluatedPortfolio, look: &Look) -> Result<Vec<u8>, String> {
        Ok(match self {
            Self::Report => pages(evaluation, look)?,
            Self::Workbook => {
                portfolio_workbook(evaluation, look.date.as_deref()).map_err(|error| error.to_string())?
            }
            Self::Map(format) => map(evaluation, format, look)?,
            Self::UseCases => use_cases_csv(evaluation),
            Self::Gates => gates_csv(evaluation),
            Self::Calendar => calendar(evaluation, look.revised)?.into_bytes(),
            Self::Results => format!("{:#}\n", portfolio_json(evaluation)).into_bytes(),
        })
    }
}

#[cfg(feature = "gui")]
fn pages(evaluation: &EvaluatedPortfolio, look: &Look) -> Result<Vec<u8>, String> {
    let report = crate::export::portfolio_report(evaluation, look.date.clone());
    crate::paint::report_pdf(&report, look.paper).map_err(|error| error.to_string())
}

#[cfg(feature = "gui")]
fn map(evaluation: &EvaluatedPortfolio, format: PictureFormat, look: &Look) -> Result<Vec<u8>, String> {
    use crate::paint::{SlideNotes, slide_pdf, slide_png, slide_svg};
    let chart = crate::export::portfolio_map(evaluation, None);
    let count = crate::format::count(evaluation.options.count as f64);
    let notes = SlideNotes {
        scenario: evaluation.portfolio.name.clone(),
        date: look.date.clone(),
        footnote: format!("{count} futures that all use cases share"),
        ..SlideNotes::default()
    };
    match format {
        PictureFormat::Png => slide_png(&chart, &notes, look.width, look.scale).map_err(|error| error.to_string()),
        PictureFormat::Svg => Ok(slide_svg(&chart, &notes, look.width).into_bytes()),
        PictureFormat::Pdf => slide_pdf(&chart, &notes).map_err(|error| error.to_string()),
    }
}

#[cfg(not(feature = "gui"))]
const NO_PICTURES: &str = "this program was built without pictures and pages";

#[cfg(not(feature = "gui"))]
fn pages(_evaluation: &EvaluatedPortfolio, _look: &Look) -> Result<Vec<u8>, String> {
    Err(NO_PICTURES.to_owned())
}

#[cfg(not(feature = "gui"))]
fn map(_evaluation: &EvaluatedPortfolio, _format: PictureFormat, _look: &Look) -> Result<Vec<u8>, String> {
    Err(NO_PICTURES.to_owned())
}
