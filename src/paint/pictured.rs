//! What can be made into a picture: every kind of chart, painted as in the window.

use egui::{Ui, Vec2};

use super::chart::{ChartLook, chart_ui};
use super::matrix::matrix_ui;
use super::rows::rows_ui;
use super::stacks::stacks_ui;
use crate::charts::{AnyChart, Chart, ChartKind, CompareChart, RowChart, StackChart};
use crate::prose::Figure;

/// Where a figure comes from, a line each, for what the pointer reads.
pub type ExplainFn<'a> = &'a dyn Fn(Figure) -> Vec<String>;

/// Pictures explain nothing: nobody points at them.
pub const NO_EXPLANATION: ExplainFn<'static> = &|_| Vec::new();

/// A chart of any kind.
pub trait Pictured {
    /// Which one.
    fn key(&self) -> ChartKind;
    /// The finding, in a sentence.
    fn title(&self) -> &str;
    /// What is drawn.
    fn subtitle(&self) -> &str;
    /// Paints it without its heading on an area of `size`; what is pointed at is told by `explain`. Returns the figure that
    /// was clicked.
    fn explained_ui(&self, ui: &mut Ui, size: Vec2, look: &ChartLook, explain: ExplainFn<'_>) -> Option<Figure>;

    /// The same of a picture.
    fn paint_ui(&self, ui: &mut Ui, size: Vec2, look: &ChartLook) {
        self.explained_ui(ui, size, look, NO_EXPLANATION);
    }
}

/// Charts that have these fields, and what paints them.
macro_rules! pictured {
    ($($chart:ty: $paint:ident),*) => {
        $(impl Pictured for $chart {
            fn key(&self) -> ChartKind {
                self.key
            }

            fn title(&self) -> &str {
                &self.title
            }

            fn subtitle(&self) -> &str {
                &self.subtitle
            }

            fn explained_ui(&self, ui: &mut Ui, size: Vec2, look: &ChartLook, explain: ExplainFn<'_>) -> Option<Figure> {
                $paint(ui, self, size, look, explain)
            }
        })*
    };
}

pictured!(Chart: chart_ui, RowChart: bars_ui, StackChart: stacks_ui, CompareChart: plans_ui);

/// Bars whose figures are gone to by whoever shows them.
fn bars_ui(ui: &mut Ui, chart: &RowChart, size: Vec2, look: &ChartLook, explain: ExplainFn<'_>) -> Option<Figure> {
    rows_ui(ui, chart, size, look, explain);
    None
}

/// Plans side by side, in whose cells nothing is clicked.
fn plans_ui(ui: &mut Ui, chart: &CompareChart, size: Vec2, look: &ChartLook, explain: ExplainFn<'_>) -> Option<Figure> {
    matrix_ui(ui, chart, size, look, explain);
    None
}

impl Pictured for AnyChart {
    fn key(&self) -> ChartKind {
        pictured(self).key()
    }

    fn title(&self) -> &str {
        pictured(self).title()
    }

    fn subtitle(&self) -> &str {
        pictured(self).subtitle()
    }

    fn explained_ui(&self, ui: &mut Ui, size: Vec2, look: &ChartLook, explain: ExplainFn<'_>) -> Option<Figure> {
        pictured(self).explained_ui(ui, size, look, explain)
    }
}

fn pictured(chart: &AnyChart) -> &dyn Pictured {
    match chart {
        AnyChart::Lines(chart) => chart,
        AnyChart::Rows(chart) => chart,
        AnyChart::Stacks(chart) => chart,
        AnyChart::Plans(chart) => chart,
    }
}
