//! How a chart is drawn, apart from what it says, and what tells where its figures come from.

use egui::{Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::charts::ChartHead;
use crate::prose::ResultId;

/// How a chart is drawn, apart from what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartLook {
    /// Of ticks, names and labels; lines and dots grow with it.
    pub text_size: f32,
    /// Both axes in powers of ten; else from zero to a little beyond the last stage.
    pub logarithmic: bool,
    /// Whether the pointer reads values.
    pub interactive: bool,
}

impl Default for ChartLook {
    fn default() -> Self {
        Self { text_size: 11.5, logarithmic: true, interactive: true }
    }
}

impl ChartLook {
    pub(super) fn row_height(&self) -> f32 {
        (self.text_size * 1.35).round()
    }

    /// How much heavier lines are than on screen.
    pub(super) fn weight(&self) -> f32 {
        let larger = self.text_size / 11.5;
        // Less than in proportion, until text is so large that lines would seem thin beside it.
        larger.sqrt().max(larger / 2f32.sqrt()).max(1.0)
    }
}

/// Where a figure comes from, a line each, for what the pointer reads.
pub type ExplainFn<'a> = &'a dyn Fn(ResultId) -> Vec<String>;

/// Pictures explain nothing: nobody points at them.
pub const NO_EXPLANATION: ExplainFn<'static> = &|_| Vec::new();

/// The area that a chart is painted on: to screen readers an image that is called what the chart says.
pub(super) fn image_ui(ui: &mut Ui, head: &ChartHead, size: Vec2) -> (Rect, Response) {
    let (area, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &head.summary));
    (area, response)
}
