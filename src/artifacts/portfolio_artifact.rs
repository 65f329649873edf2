//! Everything that a portfolio can be exported as.

use super::Look;
use super::artifact::PictureFormat;
use crate::charts::Chart;
use crate::export::{DeckNotes, calendar, deck, gates_csv, portfolio_json, portfolio_map, use_cases_csv};
use crate::format;
use crate::portfolio::EvaluatedPortfolio;

/// A file of a portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortfolioArtifact {
    /// The viability map.
    Map(PictureFormat),
    /// Its charts as slides that can be edited.
    Deck,
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
        let deck = (!evaluation.use_cases.is_empty()).then_some(Self::Deck);
        let tables = [Self::UseCases, Self::Gates].into_iter().chain(calendar).chain([Self::Results]);
        pictures.into_iter().filter(|_| has_map).chain(deck).chain(tables).collect()
    }

    /// What its file is called.
    pub fn file_name(self, stem: &str) -> String {
        match self {
            Self::Map(format) => format!("{stem}-map.{}", format.ending()),
            Self::Deck => format!("{stem}-slides.pptx"),
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
            Self::Map(format) => map(evaluation, format, look)?,
            Self::Deck => slides(evaluation, &[&portfolio_map(evaluation, None)], look)?,
            Self::UseCases => use_cases_csv(evaluation),
            Self::Gates => gates_csv(evaluation),
            Self::Calendar => calendar(evaluation)?.into_bytes(),
            Self::Results => format!("{:#}\n", portfolio_json(evaluation)).into_bytes(),
        })
    }
}

/// Charts of a portfolio as a deck.
fn slides(evaluation: &EvaluatedPortfolio, charts: &[&Chart], look: &Look) -> Result<Vec<u8>, String> {
    let notes = DeckNotes {
        name: evaluation.portfolio.name.clone(),
        date: look.date.clone(),
        footnote: footnote(evaluation),
        currency: evaluation.portfolio.currency.clone(),
        ..DeckNotes::default()
    };
    deck(charts, &notes).map_err(|error| error.to_string())
}

/// What its charts rest on.
fn footnote(evaluation: &EvaluatedPortfolio) -> String {
    format!("{} futures that all use cases share", format::count(evaluation.options.count as f64))
}

#[cfg(feature = "gui")]
fn map(evaluation: &EvaluatedPortfolio, format: PictureFormat, look: &Look) -> Result<Vec<u8>, String> {
    use crate::paint::{SlideNotes, slide_pdf, slide_png, slide_svg};
    let chart = portfolio_map(evaluation, None);
    let notes = SlideNotes {
        scenario: evaluation.portfolio.name.clone(),
        date: look.date.clone(),
        footnote: footnote(evaluation),
        ..SlideNotes::default()
    };
    match format {
        PictureFormat::Png => slide_png(&chart, &notes, look.width, look.scale).map_err(|error| error.to_string()),
        PictureFormat::Svg => Ok(slide_svg(&chart, &notes, look.width).into_bytes()),
        PictureFormat::Pdf => slide_pdf(&chart, &notes).map_err(|error| error.to_string()),
        PictureFormat::Pptx => slides(evaluation, &[&chart], look),
    }
}

#[cfg(not(feature = "gui"))]
fn map(_evaluation: &EvaluatedPortfolio, _format: PictureFormat, _look: &Look) -> Result<Vec<u8>, String> {
    Err("this program was built without pictures and pages".to_owned())
}
