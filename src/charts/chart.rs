//! A chart as data: what every chart says, and what is drawn of it, before anybody decides on pixels.
//!
//! The shapes that can be drawn have a file each: `line_chart`, `bar_chart`, `stacked_bar_chart`, `comparison_matrix`,
//! `bubble_chart`.
//! Absent: which charts there are (`chart_kind`), and how each is made of results.

use super::bar_chart::BarChart;
use super::bubble_chart::BubbleChart;
use super::chart_key::ChartKey;
use super::chart_kind::ChartKind;
use super::comparison_matrix::ComparisonMatrix;
use super::line_chart::LineChart;
use super::stacked_bar_chart::StackedBarChart;
use super::table::Table;
use crate::language::tr;

/// Everything that a painter, a table or a screen reader needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it says.
    pub head: ChartHead,
    /// What is drawn.
    pub body: ChartBody,
}

/// What every chart says, whatever is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartHead {
    /// Which chart it is.
    pub key: ChartKey,
    /// The finding, in a sentence.
    pub title: String,
    /// What is drawn.
    pub subtitle: String,
    /// The same as rows of text.
    pub table: Table,
    /// The same in a few sentences.
    pub summary: String,
}

/// What is drawn, by its shape.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartBody {
    /// Lines over volume or time.
    Lines(LineChart),
    /// Rows of bars.
    Bars(BarChart),
    /// Stacks side by side.
    Stacks(StackedBarChart),
    /// Plans side by side, or stages.
    Matrix(ComparisonMatrix),
    /// Use cases on a map.
    Bubbles(BubbleChart),
}

impl Chart {
    /// Which chart it is.
    pub fn key(&self) -> ChartKey {
        self.head.key
    }

    /// The finding, in a sentence.
    pub fn title(&self) -> &str {
        &self.head.title
    }

    /// The same in a few sentences.
    pub fn summary(&self) -> &str {
        &self.head.summary
    }

    /// The same as rows of text.
    pub fn table(&self) -> &Table {
        &self.head.table
    }

    /// What one key switches it between, if anything.
    pub fn scales(&self) -> Option<[&'static str; 2]> {
        match &self.body {
            ChartBody::Lines(lines) if !lines.is_linear => Some([tr!("logarithmic"), tr!("linear")]),
            ChartBody::Stacks(_) => Some([tr!("shares"), tr!("amounts")]),
            _ => None,
        }
    }

    /// Whether plans stand side by side and none was kept: then a snapshot is what is missing.
    pub fn has_one_plan(&self) -> bool {
        let is_comparison = self.head.key == ChartKind::Compare;
        is_comparison
            && matches!(&self.body, ChartBody::Matrix(matrix) if matrix.columns.iter().all(|plan| plan.number.is_none()))
    }

    /// Its lines, if it has any.
    pub fn lines(&self) -> Option<&LineChart> {
        match &self.body {
            ChartBody::Lines(lines) => Some(lines),
            _ => None,
        }
    }

    /// Its bubbles, if it has any.
    pub fn bubbles(&self) -> Option<&BubbleChart> {
        match &self.body {
            ChartBody::Bubbles(bubbles) => Some(bubbles),
            _ => None,
        }
    }

    /// Its rows of bars, if it has any.
    pub fn bars(&self) -> Option<&BarChart> {
        match &self.body {
            ChartBody::Bars(bars) => Some(bars),
            _ => None,
        }
    }
}
