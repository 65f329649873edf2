//! What was clicked on a chart, whatever is drawn. What follows from it is decided by whoever shows the chart.

use egui::{Response, Ui};

use crate::prose::ResultId;
use crate::scenario::EstimatePath;

/// What a click on a chart asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clicked {
    /// Where a figure comes from.
    Figure(ResultId),
    /// What stands at a path of the scenario.
    Estimate(EstimatePath),
    /// To compare with the plan that was kept under a number.
    Compare(u8),
    /// To make the plan that was kept under a number the plan.
    Recall(u8),
    /// To look at a point that can be chosen, by its place.
    Choice(usize),
}

impl Clicked {
    /// The figure under the pointer on what was just painted, should it be clicked.
    pub(super) fn figure(ui: &Ui, response: &Response, pointed: Option<ResultId>) -> Option<Self> {
        let figure = pointed.filter(|_| response.contains_pointer())?;
        ui.set_cursor_icon(egui::CursorIcon::PointingHand);
        ui.input(|input| input.pointer.primary_clicked()).then_some(Self::Figure(figure))
    }
}
