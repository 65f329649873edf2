//! Everything that a portfolio can be exported as.

use super::Look;
use super::artifact::PictureFormat;
use super::painted::{pages, picture};
use crate::charts::{Chart, PortfolioChartKind};
use crate::export::{
    SlideNotes, calendar, deck, gates_csv, portfolio_chart, portfolio_json, portfolio_report, portfolio_workbook,
    use_cases_csv,
};
use crate::format;
use crate::language::{Language, tr};
use crate::portfolio::EvaluatedPortfolio;

/// A file of a portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortfolioArtifact {
    /// The pages for people who were not there.
    Report,
    /// The workbook, in which what is funded can be changed.
    Workbook,
    /// Its charts as slides that can be edited.
    Deck,
    /// A chart.
    Picture(PortfolioChartKind, PictureFormat),
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
        let formats = [PictureFormat::Png, PictureFormat::Svg, PictureFormat::Pdf];
        let kinds = charts_of(evaluation).filter(|_| cfg!(feature = "gui"));
        let pictures = kinds.flat_map(|kind| formats.map(|format| Self::Picture(kind, format)));
        let has_calendar = evaluation.portfolio.first_month().is_some() && !evaluation.gates().is_empty();
        let calendar = has_calendar.then_some(Self::Calendar);
        let has_any = !evaluation.use_cases.is_empty();
        let report = (cfg!(feature = "gui") && has_any).then_some(Self::Report);
        let others = [Self::Workbook, Self::Deck].into_iter().filter(|_| has_any);
        let tables = [Self::UseCases, Self::Gates].into_iter().chain(calendar).chain([Self::Results]);
        report.into_iter().chain(others).chain(pictures).chain(tables).collect()
    }

    /// What its file is called.
    pub fn file_name(self, stem: &str) -> String {
        match self {
            Self::Report => format!("{stem}-report.pdf"),
            Self::Workbook => format!("{stem}.xlsx"),
            Self::Deck => format!("{stem}-slides.pptx"),
            Self::Picture(kind, format) => format!("{stem}-{}.{}", ending(kind), format.ending()),
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
            Self::Report => pages(&portfolio_report(evaluation, look.date.clone()), look.paper)?,
            Self::Workbook => {
                let workbook = || portfolio_workbook(evaluation, look.date.as_deref());
                in_english(workbook).map_err(|error| error.to_string())?
            }
            Self::Deck => {
                let charts: Vec<Chart> = charts_of(evaluation).map(|kind| portfolio_chart(kind, evaluation)).collect();
                let notes = portfolio_slide_notes(evaluation, look.date.clone());
                deck(&charts.iter().collect::<Vec<_>>(), &notes).map_err(|error| error.to_string())?
            }
            Self::Picture(kind, format) => {
                portfolio_picture(&portfolio_chart(kind, evaluation), evaluation, format, look)?
            }
            Self::UseCases => in_english(|| use_cases_csv(evaluation)),
            Self::Gates => in_english(|| gates_csv(evaluation)),
            Self::Calendar => calendar(evaluation, look.revised)?.into_bytes(),
            Self::Results => format!("{:#}\n", in_english(|| portfolio_json(evaluation))).into_bytes(),
        })
    }
}

/// What other programs read, which know its English words.
fn in_english<T>(make: impl FnOnce() -> T) -> T {
    Language::English.within(make)
}

/// Those with something to say.
fn charts_of(evaluation: &EvaluatedPortfolio) -> impl Iterator<Item = PortfolioChartKind> {
    PortfolioChartKind::ALL.into_iter().filter(|kind| has_chart(evaluation, *kind))
}

/// Whether a chart has something to say.
fn has_chart(evaluation: &EvaluatedPortfolio, kind: PortfolioChartKind) -> bool {
    match kind {
        PortfolioChartKind::ViabilityMap => !evaluation.use_cases.is_empty(),
        PortfolioChartKind::FundingByMonth => !evaluation.funded().is_empty(),
        PortfolioChartKind::Frontier => evaluation.choice.is_ok() && !evaluation.use_cases.is_empty(),
    }
}

/// What the file of a chart is called, after the stem.
fn ending(kind: PortfolioChartKind) -> &'static str {
    match kind {
        PortfolioChartKind::ViabilityMap => "map",
        PortfolioChartKind::FundingByMonth => "funding",
        PortfolioChartKind::Frontier => "frontier",
    }
}

/// A chart of a portfolio as a file.
///
/// # Errors
/// Why it cannot be made.
pub fn portfolio_picture(
    chart: &Chart,
    evaluation: &EvaluatedPortfolio,
    format: PictureFormat,
    look: &Look,
) -> Result<Vec<u8>, String> {
    picture(chart, &portfolio_slide_notes(evaluation, look.date.clone()), format, look)
}

/// What stands around a chart of a portfolio.
pub fn portfolio_slide_notes(evaluation: &EvaluatedPortfolio, date: Option<String>) -> SlideNotes {
    SlideNotes {
        scenario: evaluation.portfolio.name.clone(),
        date,
        footnote: tr!("{} futures that all use cases share", format::count(evaluation.options.count as f64)),
        currency: evaluation.portfolio.currency.clone(),
        ..SlideNotes::default()
    }
}
