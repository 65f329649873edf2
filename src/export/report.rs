//! The report for people who were not in the room, as blocks to be laid out on pages. Knows no page and no font.
//!
//! - `decision`: page 1, what is recommended and asked for
//! - `findings`: what came out: headlines, charts and the figures of each stage; `actuals`: what was measured
//! - `options`: what could be bought instead, and what it costs to change something later
//! - `limits`: what to mind, when to stop, what was decided and what changed
//! - `register`: every assumption with its source, the models with their prices, and the formulas in words

mod actuals;
mod decision;
mod findings;
mod limits;
mod options;
mod register;
#[cfg(test)]
mod tests;

pub(super) use findings::notes;
pub(super) use limits::decided;

use crate::charts::Chart;
use crate::prose::{ResultsInput, price_dates};

/// A report, top to bottom.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What the scenario is called.
    pub title: String,
    /// Who answers for it, if it is known.
    pub author: Option<String>,
    /// The day, if it should be said.
    pub date: Option<String>,
    /// What the figures rest on, for the foot of every page.
    pub footer: String,
    /// What it holds, in reading order.
    pub blocks: Vec<ReportBlock>,
}

/// A piece of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum ReportBlock {
    /// The beginning of a part.
    Heading(String),
    /// The beginning of something within a part.
    Subheading(String),
    /// What matters most, in a sentence or two.
    Lead(String),
    /// Running text.
    Paragraph(String),
    /// Running text, an entry each.
    Points(Vec<String>),
    /// Headlines side by side, by threes where that leaves none alone, else by twos.
    Figures(Vec<ReportHeadline>),
    /// A chart with its finding.
    Chart(Box<Chart>),
    /// Rows under headings.
    Table(Grid),
    /// The headings and their pages.
    Contents,
}

/// One figure that stands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportHeadline {
    /// What it is about.
    pub label: String,
    /// The figure.
    pub figure: String,
    /// Its range and its chances.
    pub detail: String,
}

impl ReportHeadline {
    /// With what else there is to say of it; what is not there or empty is left out.
    pub(super) fn new(
        label: impl Into<String>,
        figure: String,
        details: impl IntoIterator<Item = Option<String>>,
    ) -> Self {
        let details: Vec<String> = details.into_iter().flatten().filter(|detail| !detail.is_empty()).collect();
        Self { label: label.into(), figure, detail: details.join(" · ") }
    }
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// From the left.
    pub columns: Vec<ReportColumn>,
    /// As many cells a row; a single cell is over the rows after it.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportColumn {
    /// Over it.
    pub heading: String,
    /// How much of the width it gets, beside the others.
    pub share: f32,
    /// Whether it holds figures, which stand under each other at the right.
    pub is_figure: bool,
}

impl ReportColumn {
    pub(super) fn text(heading: impl Into<String>, share: f32) -> Self {
        Self { heading: heading.into(), share, is_figure: false }
    }

    pub(super) fn figure(heading: impl Into<String>, share: f32) -> Self {
        Self { heading: heading.into(), share, is_figure: true }
    }
}

/// Tells all there is to tell about a plan.
pub fn report(input: ResultsInput<'_>, date: Option<String>) -> Report {
    let mut blocks = decision::decision(input);
    blocks.extend(findings::result(input));
    blocks.extend(findings::charts(input));
    blocks.extend(options::bought_instead(input));
    blocks.extend(limits::agreed(input));
    blocks.extend(register::register(input));
    let author = Some(input.scenario.author.trim()).filter(|author| !author.is_empty()).map(ToOwned::to_owned);
    Report { title: input.scenario.name.clone(), author, date, footer: price_dates(input.scenario), blocks }
}

/// A part of the report, left out where there is nothing in it.
pub(super) fn part(title: &str, table: Grid) -> Vec<ReportBlock> {
    if table.rows.is_empty() {
        Vec::new()
    } else {
        vec![ReportBlock::Heading(title.to_owned()), ReportBlock::Table(table)]
    }
}

/// What stands where there is nothing to say.
pub(super) fn or_dash(text: &str) -> String {
    if text.trim().is_empty() { "–".to_owned() } else { text.to_owned() }
}
