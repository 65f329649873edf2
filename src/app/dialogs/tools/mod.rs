//! Larger dialogs that work on the scenario: choosing a model, checking prices, counting tokens. Each closes with one
//! edit or with none.

mod check_prices;
mod count_tokens;
pub mod layout;
mod model_picker;

use crate::app::command::targets::ModelUse;

use egui::{Align2, Context, Id, Margin, Modal, vec2};

use crate::reference::Catalogue;
use crate::scenario::Scenario;
use check_prices::CheckPrices;
use count_tokens::CountTokens;
use layout::{ToolContext, ToolResponse};
use model_picker::ModelPicker;

/// One that is open.
pub(crate) enum Tool {
    /// Which model of the catalogue is to be used.
    Models(ModelPicker),
    /// Whether the scenario's prices are still those of the catalogue.
    Prices(CheckPrices),
    /// How many tokens pasted texts have.
    Tokens(CountTokens),
}

impl Tool {
    /// Choosing a model for a place.
    pub(crate) fn models(place: ModelUse) -> Self {
        Self::Models(ModelPicker::new(place))
    }

    /// Checking a scenario's prices.
    pub(crate) fn prices(scenario: &Scenario, catalogue: &Catalogue) -> Self {
        Self::Prices(CheckPrices::new(scenario, catalogue))
    }

    /// Counting the tokens of a step, by place.
    pub(crate) fn tokens(context: &Context, scenario: &Scenario, step: usize) -> Option<Self> {
        let name = &scenario.workload.steps.get(step)?.name;
        Some(Self::Tokens(CountTokens::new(context, name)))
    }

    /// Whether something was put in that cannot be had again by asking.
    pub(crate) fn holds_work(&self) -> bool {
        match self {
            Self::Models(_) => false,
            Self::Prices(check) => check.holds_work(),
            Self::Tokens(count) => count.holds_work(),
        }
    }

    /// Whether it works on the same as one that was left.
    pub(crate) fn is_about_the_same_as(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::Prices(_), Self::Prices(_)) => true,
            (Self::Tokens(count), Self::Tokens(earlier)) => count.step() == earlier.step(),
            _ => false,
        }
    }

    /// Takes over what was put into one that was left.
    pub(crate) fn go_on_from(&mut self, earlier: Self) {
        match (self, earlier) {
            (Self::Prices(check), Self::Prices(earlier)) => check.go_on_from(&earlier),
            (Self::Tokens(count), Self::Tokens(earlier)) => *count = earlier,
            _ => {}
        }
    }

    pub fn show(&mut self, context: &Context, tool_context: &mut ToolContext<'_>) -> ToolResponse {
        let frame = egui::Frame::window(&context.global_style()).inner_margin(Margin::same(20));
        let id = Id::unique("tool");
        // What changes its height grows downwards: nothing moves from under the pointer.
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, 48.0));
        let modal = Modal::new(id).area(area).frame(frame).show(context, |ui| {
            ui.set_width(900.0_f32.min(ui.ctx().content_rect().width() - 80.0));
            match self {
                Self::Models(picker) => picker.ui(ui, tool_context),
                Self::Prices(check) => check.ui(ui, tool_context),
                Self::Tokens(count) => count.ui(ui, tool_context),
            }
        });
        match modal.inner {
            ToolResponse::Open if modal.should_close() => ToolResponse::Left,
            stays => stays,
        }
    }
}
