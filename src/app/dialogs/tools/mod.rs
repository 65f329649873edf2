//! Larger dialogs that work on the scenario: choosing a model, checking prices, counting tokens. Each closes with one
//! edit or with none.

mod check_prices;
mod count_tokens;
mod model_picker;

use std::sync::Arc;

use egui::{Align2, Context, Id, Margin, Modal, RichText, ScrollArea, Ui, vec2};

use crate::app::command::Command;
use crate::format::{self, Money};
use crate::paint::theme::{Tokens, semibold_font};
use crate::reference::Catalogue;
use crate::scenario::Scenario;
use check_prices::CheckPrices;
use count_tokens::CountTokens;
use model_picker::ModelPicker;

pub use crate::app::command::targets::ModelUse;

/// One that is open.
pub(crate) enum Tool {
    /// Which model of the catalogue is to be used.
    Models(ModelPicker),
    /// Whether the scenario's prices are still those of the catalogue.
    Prices(CheckPrices),
    /// How many tokens pasted texts have.
    Tokens(CountTokens),
}

/// What became of a tool in a frame.
pub(crate) enum ToolResponse {
    /// It is still open.
    Open,
    /// It was left with neither yes nor no.
    Left,
    /// It is done with.
    Done,
}

/// What a tool works with.
pub(crate) struct ToolContext<'a> {
    pub scenario: &'a mut Scenario,
    pub catalogue: &'a Arc<Catalogue>,
    /// `YYYY-MM-DD`.
    pub today: &'a str,
    pub commands: &'a mut Vec<Command>,
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

/// The title of a tool, and what it works with.
fn heading_ui(ui: &mut Ui, title: &str, note: &str) {
    ui.label(RichText::new(title).font(semibold_font(17.0)));
    ui.add(egui::Label::new(muted(ui, note)).wrap());
    ui.add_space(4.0);
}

/// The same above a catalogue: where its prices come from, and a way to newer ones.
fn catalogue_heading_ui(ui: &mut Ui, title: &str, catalogue: &Catalogue, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.label(RichText::new(title).font(semibold_font(17.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui
                .button(Command::AskPrices.name())
                .on_hover_text("LiteLLM's model_prices_and_context_window.json")
                .clicked()
            {
                commands.push(Command::AskPrices);
            }
        });
    });
    let Catalogue { origin, as_of, models } = catalogue;
    let noun = if models.len() == 1 { "model" } else { "models" };
    let models = format::count(models.len() as f64);
    let note = format!("{origin}, prices of {as_of}, {models} {noun}. In US dollars per million tokens");
    ui.add(egui::Label::new(muted(ui, &note)).wrap());
    ui.add_space(4.0);
}

fn muted(ui: &Ui, text: &str) -> RichText {
    RichText::new(text).color(Tokens::of(ui.ctx()).muted)
}

/// A price, in the currency of all model prices.
fn price(amount: f64) -> String {
    Money::new("USD").price(amount)
}

/// As much height as a tool's list may take.
fn list_height(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() - 260.0).clamp(160.0, 620.0)
}

/// What a tool shows between its title and its buttons: as high as it is, up to a height.
fn scrolled(ui: &Ui) -> ScrollArea {
    let height = list_height(ui);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true])
}

/// A row of buttons below everything.
fn buttons_ui(ui: &mut Ui, add_buttons: impl FnOnce(&mut Ui) -> ToolResponse) -> ToolResponse {
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
    ui.horizontal(add_buttons).inner
}
