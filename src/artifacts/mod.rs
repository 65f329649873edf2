//! Everything that a plan can be exported as: one list of files, for the command line and for the window.
//!
//! - `artifact`: a file of the list, what it is called, and how it is made
//! - `portfolio_artifact`: the same of a portfolio
//! - `page`: the whole workbench with the plan in it
//! - `painted`: what needs a painter: pictures and pages
//! - `write`: writes some of them in turn, says how far it is, and stops when it is told to
//!
//! What a file holds and looks like is decided before this layer, in `export` and `paint`.

mod artifact;
mod page;
mod painted;
mod portfolio_artifact;
#[cfg(test)]
mod tests;
mod write;

pub use artifact::{Artifact, Format, PictureFormat};
pub use page::workbench_page;
pub use portfolio_artifact::{PortfolioArtifact, portfolio_picture, portfolio_slide_notes};
pub use write::{WriteEvent, write_all};

use std::borrow::Cow;
use std::sync::Arc;

use jiff::Timestamp;

use crate::charts::{Chart, ChartKind};
use crate::economics::{Plan, Results};
use crate::export::Paper;
use crate::prose::{PlanSummary, ResultsInput, SnapshotResults};
use crate::scenario::Scenario;
use crate::uncertainty::Simulation;

#[cfg(feature = "gui")]
use crate::language::tr;
#[cfg(feature = "gui")]
use std::collections::BTreeSet;

/// What files are made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The plan and what follows from it.
    pub input: ResultsInput<'a>,
    /// Charts as somebody looks at them; any other is drawn as the plan has it.
    pub charts: &'a [Chart],
    /// How pictures and pages are made.
    pub look: &'a Look,
}

impl<'a> Source<'a> {
    fn chart(&self, key: ChartKind) -> Cow<'a, Chart> {
        let shown = self.charts.iter().find(|chart| chart.key() == key);
        shown.map_or_else(|| Cow::Owned(key.chart(self.input)), Cow::Borrowed)
    }

    /// The charts that somebody looks at, or all of them.
    fn shown(&self) -> Vec<ChartKind> {
        let shown: Vec<ChartKind> = self.charts.iter().filter_map(|chart| chart.key().of_plan()).collect();
        if shown.is_empty() { ChartKind::ALL.into() } else { shown }
    }
}

/// How pictures and pages are made.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The day, `YYYY-MM-DD`, if it should be said.
    pub date: Option<String>,
    /// Width of PNG and SVG in points.
    pub width: u32,
    /// Pixels a point in PNG.
    pub scale: f32,
    /// Whether letters in SVG stay text, which needs the fonts where it is shown, rather than become outlines.
    pub svg_text: bool,
    /// Whether tables begin with a byte order mark, by which spreadsheet programs know UTF-8.
    pub byte_order_mark: bool,
    /// Whether axes are linear rather than logarithmic.
    pub linear: bool,
    /// What the report is printed on.
    pub paper: Paper,
    /// The page that holds the whole workbench, where the plan is to be put into it.
    pub page: Option<Arc<str>>,
    /// When what is exported was last changed, for calendars.
    pub revised: Option<Timestamp>,
}

impl Default for Look {
    /// For a deck: 1920 points wide, twice as many pixels, letters as outlines.
    fn default() -> Self {
        Self {
            date: None,
            width: 1920,
            scale: 2.0,
            svg_text: false,
            byte_order_mark: false,
            linear: false,
            paper: Paper::A4,
            page: None,
            revised: None,
        }
    }
}

/// What to know of pictures and pages of a scenario whose letters no font here has; nothing where all of them are drawn.
#[cfg(feature = "gui")]
pub fn missing_letters(scenario: &Scenario) -> Option<String> {
    /// As many as anybody reads.
    const MOST: usize = 12;
    let faces = crate::paint::theme::faces();
    let texts = scenario.texts();
    let letters: BTreeSet<char> = texts.iter().flat_map(|text| text.text.chars()).collect();
    let missing: Vec<char> = letters.into_iter().filter(|letter| faces.lacks(*letter)).collect();
    let named: Vec<String> = missing.iter().take(MOST).map(char::to_string).collect();
    let more = missing.len().saturating_sub(MOST);
    let more = if 0 < more { tr!(" and {more} more", more) } else { String::new() };
    (!named.is_empty()).then(|| {
        tr!(
            "no font here has {}{more}: boxes stand for them in pictures and on pages; install a font that has them, such as Noto Sans",
            named.join(" "),
            more
        )
    })
}

/// Nothing: there are no pictures.
#[cfg(not(feature = "gui"))]
pub fn missing_letters(_scenario: &Scenario) -> Option<String> {
    None
}

/// The snapshots of a scenario with what follows from them.
pub fn kept<'a>(scenario: &'a Scenario, futures: &mut Simulation) -> Vec<SnapshotResults<'a>> {
    SnapshotResults::all(scenario, |snapshot| {
        let plan = Plan::new(&snapshot.scenario).ok()?;
        let results = Results::of(&plan);
        Some(PlanSummary::of(&snapshot.scenario, &plan, &results, &futures.of(&plan, &results)))
    })
}
