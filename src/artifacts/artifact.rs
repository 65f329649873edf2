//! A file that a plan can be taken away as: what it is called, and how it is made.

use clap::ValueEnum;
use strum::{EnumIter, IntoEnumIterator as _};

use super::page::page_of;
use super::painted::{pages, picture};
use super::{Look, Source};
use crate::charts::{Chart, ChartKind};
use crate::export::{
    SlideNotes, WorkbookContent, assumptions_csv, chart_csv, deck, everything_json, months_csv, report, stages_csv,
    workbook,
};
use crate::language::{Language, in_sentence, tr};
use crate::prose::ResultsInput;
use crate::scenario::Scenario;

/// A file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    /// Everything for people who were not in the room, on pages.
    Report,
    /// Everything, with live formulas.
    Workbook,
    /// Charts as slides that can be edited.
    Deck,
    /// What each stage costs and brings.
    Stages,
    /// Cash over the horizon.
    Months,
    /// Every estimate with what supports it.
    Assumptions,
    /// All results.
    Results,
    /// The whole workbench with the plan in it, for a browser.
    Page,
    /// A chart as a slide.
    Picture(ChartKind, PictureFormat),
    /// The table of a chart.
    Table(ChartKind),
}

/// What a picture is written as, in the order in which menus show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter)]
pub enum PictureFormat {
    /// For slides.
    Png,
    /// For designers.
    Svg,
    /// For print.
    Pdf,
    /// For decks: a slide with a native chart.
    Pptx,
}

impl PictureFormat {
    /// Of its file's name, without a dot.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Pptx => "pptx",
        }
    }
}

/// What files are asked for by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    #[cfg(feature = "gui")]
    /// Charts for slides.
    Png,
    #[cfg(feature = "gui")]
    /// Charts for designers.
    Svg,
    #[cfg(feature = "gui")]
    /// Charts for print.
    Pdf,
    #[cfg(feature = "gui")]
    /// Everything about the plan on pages, once.
    Report,
    /// A workbook with live formulas.
    Xlsx,
    /// A deck of slides with native charts, which can be edited.
    Pptx,
    /// Tables for other programs.
    Csv,
    /// All results.
    Json,
    /// The whole workbench with the plan in it, as one page for a browser.
    Html,
}

impl Format {
    /// The files of this format, with some of the charts.
    pub fn artifacts(self, charts: &[ChartKind]) -> Vec<Artifact> {
        #[cfg(feature = "gui")]
        let pictures = |format| charts.iter().map(|key| Artifact::Picture(*key, format)).collect();
        match self {
            #[cfg(feature = "gui")]
            Self::Png => pictures(PictureFormat::Png),
            #[cfg(feature = "gui")]
            Self::Svg => pictures(PictureFormat::Svg),
            #[cfg(feature = "gui")]
            Self::Pdf => pictures(PictureFormat::Pdf),
            #[cfg(feature = "gui")]
            Self::Report => vec![Artifact::Report],
            Self::Xlsx => vec![Artifact::Workbook],
            Self::Pptx => vec![Artifact::Deck],
            Self::Csv => {
                let tables = charts.iter().map(|key| Artifact::Table(*key));
                [Artifact::Stages, Artifact::Months, Artifact::Assumptions].into_iter().chain(tables).collect()
            }
            Self::Json => vec![Artifact::Results],
            Self::Html => vec![Artifact::Page],
        }
    }
}

impl Artifact {
    /// Those that are no chart and need nothing but the plan, in the order in which menus show them.
    pub const DOCUMENTS: [Self; 7] =
        [Self::Report, Self::Workbook, Self::Deck, Self::Stages, Self::Months, Self::Assumptions, Self::Results];

    /// Every file that needs nothing but the plan, what takes longest last. Slides that can be edited are together in one deck.
    pub fn all() -> Vec<Self> {
        let pictures = PictureFormat::iter().rev().filter(|format| *format != PictureFormat::Pptx);
        let pictures = pictures.flat_map(|format| ChartKind::ALL.map(|key| Self::Picture(key, format)));
        Self::DOCUMENTS.into_iter().chain(ChartKind::ALL.map(Self::Table)).chain(pictures).collect()
    }

    /// Whether there is anything in it.
    pub fn has_content(self, scenario: &Scenario) -> bool {
        match self {
            Self::Picture(key, _) | Self::Table(key) => key.has_finding(scenario),
            _ => true,
        }
    }

    /// As people say it within a sentence.
    pub fn name(self) -> String {
        match self {
            Self::Report => tr!("report").to_owned(),
            Self::Workbook => tr!("workbook").to_owned(),
            Self::Deck => tr!("slides").to_owned(),
            Self::Stages => tr!("stages").to_owned(),
            Self::Months => tr!("months").to_owned(),
            Self::Assumptions => tr!("assumptions").to_owned(),
            Self::Results => tr!("all results").to_owned(),
            Self::Page => tr!("page").to_owned(),
            Self::Picture(key, _) | Self::Table(key) => in_sentence(key.name()),
        }
    }

    /// Whether it shows text in letters that a font must have.
    pub fn has_letters(self) -> bool {
        match self {
            Self::Report => true,
            // A slide that can be edited is shown in the fonts of whoever opens it.
            Self::Picture(_, format) => format != PictureFormat::Pptx,
            _ => false,
        }
    }

    /// The ending of its name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Report => "pdf",
            Self::Workbook => "xlsx",
            Self::Deck => "pptx",
            Self::Stages | Self::Months | Self::Assumptions | Self::Table(_) => "csv",
            Self::Results => "json",
            Self::Page => "html",
            Self::Picture(_, format) => format.ending(),
        }
    }

    /// Whether other programs read it, which know its English words.
    fn is_for_programs(self) -> bool {
        matches!(self, Self::Workbook | Self::Stages | Self::Months | Self::Assumptions | Self::Results)
    }

    /// What it is called for a scenario that is called `stem`.
    pub fn file_name(self, stem: &str) -> String {
        let ending = self.ending();
        match self {
            Self::Workbook | Self::Results | Self::Page => format!("{stem}.{ending}"),
            Self::Picture(key, _) | Self::Table(key) => format!("{stem}-{}.{ending}", key.key()),
            Self::Report | Self::Deck | Self::Stages | Self::Months | Self::Assumptions => {
                format!("{stem}-{}.{ending}", Language::English.within(|| self.name()))
            }
        }
    }

    /// What it holds.
    ///
    /// # Errors
    /// Why it cannot be made.
    pub fn bytes(self, source: Source<'_>) -> Result<Vec<u8>, String> {
        let bytes = if self.is_for_programs() && Language::current() != Language::English {
            Language::English.within(|| {
                // Those that are looked at are in another language.
                let looked_at = source.charts.iter().filter(|_| self == Self::Results);
                let charts: Vec<Chart> =
                    looked_at.filter_map(|chart| Some(chart.key().of_plan()?.chart(source.input))).collect();
                self.plain_bytes(Source { charts: &charts, ..source })
            })?
        } else {
            self.plain_bytes(source)?
        };
        let is_marked = source.look.byte_order_mark && self.ending() == "csv";
        Ok(if is_marked { [b"\xef\xbb\xbf", &*bytes].concat() } else { bytes })
    }

    fn plain_bytes(self, source: Source<'_>) -> Result<Vec<u8>, String> {
        let ResultsInput { scenario, plan, results, uncertainty, .. } = source.input;
        let look: &Look = source.look;
        Ok(match self {
            Self::Report => pages(&report(source.input, look.date.clone()), look.paper)?,
            Self::Workbook => {
                let (uncertainty, date) = (Some(uncertainty), source.look.date.as_deref());
                let content = WorkbookContent { scenario, plan, results, uncertainty, date };
                workbook(&content).map_err(|error| error.to_string())?
            }
            Self::Deck => {
                let told = source.shown().into_iter().filter(|key| key.has_finding(scenario));
                let charts: Vec<_> = told.map(|key| source.chart(key)).collect();
                let charts: Vec<&Chart> = charts.iter().map(|chart| &**chart).collect();
                deck(&charts, &notes(source)).map_err(|error| error.to_string())?
            }
            Self::Stages => stages_csv(scenario, results),
            Self::Months => months_csv(scenario, results),
            Self::Assumptions => assumptions_csv(scenario, plan),
            Self::Results => {
                let all = everything_json(scenario, plan, results, uncertainty, source.charts);
                format!("{all:#}\n").into_bytes()
            }
            Self::Page => page_of(scenario, look.page.as_deref())?,
            Self::Picture(key, format) => picture(&source.chart(key), &notes(source), format, look)?,
            Self::Table(key) => chart_csv(&source.chart(key)),
        })
    }
}

/// What stands around charts.
fn notes(source: Source<'_>) -> SlideNotes {
    SlideNotes { linear: source.look.linear, ..SlideNotes::of(source.input.scenario, source.look.date.clone()) }
}
