//! What can be made into a picture: every kind of chart, painted as in the window.

use egui::{Ui, Vec2};

use super::chart::{ChartLook, chart_ui};
use super::matrix::matrix_ui;
use super::rows::rows_ui;
use super::stacks::stacks_ui;
use crate::charts::{AnyChart, Chart, ChartKey, CompareChart, RowChart, StackChart};

/// A chart of any kind.
pub trait Pictured {
    /// Which one.
    fn key(&self) -> ChartKey;
    /// The finding, in a sentence.
    fn title(&self) -> &str;
    /// What is drawn.
    fn subtitle(&self) -> &str;
    /// Paints it without its heading on an area of `size`.
    fn paint_ui(&self, ui: &mut Ui, size: Vec2, look: &ChartLook);
}

/// Charts that have these fields, and what paints them.
macro_rules! pictured {
    ($($chart:ty: $paint:ident),*) => {
        $(impl Pictured for $chart {
            fn key(&self) -> ChartKey {
                self.key
            }

            fn title(&self) -> &str {
                &self.title
            }

            fn subtitle(&self) -> &str {
                &self.subtitle
            }

            fn paint_ui(&self, ui: &mut Ui, size: Vec2, look: &ChartLook) {
                $paint(ui, self, size, look);
            }
        })*
    };
}

pictured!(Chart: chart_ui, RowChart: rows_ui, StackChart: stacks_ui, CompareChart: matrix_ui);

impl Pictured for AnyChart {
    fn key(&self) -> ChartKey {
        pictured(self).key()
    }

    fn title(&self) -> &str {
        pictured(self).title()
    }

    fn subtitle(&self) -> &str {
        pictured(self).subtitle()
    }

    fn paint_ui(&self, ui: &mut Ui, size: Vec2, look: &ChartLook) {
        pictured(self).paint_ui(ui, size, look);
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
