//! What can be made into a picture: every kind of chart, painted as in the window.

use egui::{Ui, Vec2};

use super::chart::{ChartLook, chart_ui};
use super::rows::rows_ui;
use crate::charts::{Chart, RowChart};

/// A chart of any kind.
pub trait Pictured {
    /// For file names.
    fn key(&self) -> &'static str;
    /// The finding, in a sentence.
    fn title(&self) -> &str;
    /// What is drawn.
    fn subtitle(&self) -> &str;
    /// Paints it without its heading on an area of `size`.
    fn paint_ui(&self, ui: &mut Ui, size: Vec2, look: &ChartLook);
}

impl Pictured for Chart {
    fn key(&self) -> &'static str {
        self.key
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn subtitle(&self) -> &str {
        &self.subtitle
    }

    fn paint_ui(&self, ui: &mut Ui, size: Vec2, look: &ChartLook) {
        chart_ui(ui, self, size, look);
    }
}

impl Pictured for RowChart {
    fn key(&self) -> &'static str {
        self.key
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn subtitle(&self) -> &str {
        &self.subtitle
    }

    fn paint_ui(&self, ui: &mut Ui, size: Vec2, look: &ChartLook) {
        rows_ui(ui, self, size, look);
    }
}
