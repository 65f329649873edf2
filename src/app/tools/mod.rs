//! Larger dialogs that work on the scenario: choosing a model, checking prices, counting tokens. Each closes with one
//! edit or with none.

mod check_prices;
mod count_tokens;
mod model_picker;

use std::path::Path;
use std::sync::Arc;

use egui::{Context, Id, Margin, Modal, RichText, Ui, vec2};

use super::dialogs::Dialog;
use super::{App, Command};
use crate::charts::figures::{self, Money};
use crate::files::{Catalogue, open_catalogue};
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::Scenario;
use check_prices::CheckPrices;
use count_tokens::CountTokens;
use model_picker::ModelPicker;

pub use model_picker::ModelUse;

/// One that is open.
pub(super) enum Tool {
    /// Which model of the catalogue is to be used.
    Models(ModelPicker),
    /// Whether the scenario's prices are still those of the catalogue.
    Prices(CheckPrices),
    /// How many tokens pasted texts have.
    Tokens(CountTokens),
}

/// What a tool works with.
struct Bench<'a> {
    scenario: &'a mut Scenario,
    catalogue: &'a Arc<Catalogue>,
    /// `YYYY-MM-DD`.
    today: &'a str,
    commands: &'a mut Vec<Command>,
}

impl Tool {
    /// Choosing a model for a place.
    pub(super) fn models(place: ModelUse) -> Self {
        Self::Models(ModelPicker::new(place))
    }

    /// Checking a scenario's prices.
    pub(super) fn prices(scenario: &Scenario, catalogue: &Catalogue) -> Self {
        Self::Prices(CheckPrices::new(scenario, catalogue))
    }

    /// Counting the tokens of a step, by place.
    pub(super) fn tokens(context: &Context, scenario: &Scenario, step: usize) -> Option<Self> {
        let name = &scenario.workload.steps.get(step)?.name;
        Some(Self::Tokens(CountTokens::new(context, name)))
    }

    /// Returns whether it stays open.
    fn show(&mut self, context: &Context, bench: &mut Bench<'_>) -> bool {
        let frame = egui::Frame::window(&context.global_style()).inner_margin(Margin::same(20));
        let modal = Modal::new(Id::unique("tool")).frame(frame).show(context, |ui| {
            ui.set_width(900.0_f32.min(ui.ctx().content_rect().width() - 80.0));
            match self {
                Self::Models(picker) => picker.ui(ui, bench),
                Self::Prices(check) => check.ui(ui, bench),
                Self::Tokens(count) => count.ui(ui, bench),
            }
        });
        modal.inner && !modal.should_close()
    }
}

impl App {
    /// Shows the tool that is open, unless a question stands before it.
    pub(super) fn tool_ui(&mut self, context: &Context, commands: &mut Vec<Command>) {
        if self.dialog.is_some() {
            return;
        }
        let Some(tool) = &mut self.tool else { return };
        let today = self.session.clock.today();
        let catalogue = self.newer_prices.as_ref().unwrap_or_else(|| Catalogue::bundled());
        let scenario = &mut self.session.scenario;
        let stays = tool.show(context, &mut Bench { scenario, catalogue, today: &today, commands });
        if !stays {
            self.tool = None;
            context.request_repaint();
        }
    }

    /// The prices in force: the newest that were loaded, or the bundled ones.
    pub(super) fn catalogue(&self) -> &Arc<Catalogue> {
        self.newer_prices.as_ref().unwrap_or_else(|| Catalogue::bundled())
    }

    /// Reads newer prices, which are the catalogue for as long as the window is open, and checks the scenario's.
    pub(super) fn load_prices(&mut self, path: &Path) {
        let day = |written| {
            jiff::Timestamp::try_from(written).map_or_else(
                |_| String::new(),
                |written| written.to_zoned(jiff::tz::TimeZone::system()).date().to_string(),
            )
        };
        match open_catalogue(path, day) {
            Ok(catalogue) => {
                self.message = format!("Loaded the prices of {} models", catalogue.models.len());
                self.newer_prices = Some(Arc::new(catalogue));
                // Whoever was choosing a model goes on with the newer prices.
                if !matches!(self.tool, Some(Tool::Models(_))) {
                    self.tool = Some(Tool::prices(&self.session.scenario, self.catalogue()));
                }
            }
            Err(error) => {
                self.dialog = Some(Dialog::Failure(format!("Could not read prices from {}: {error}", path.display())));
            }
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
    let models = figures::count(models.len() as f64);
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

/// A row of buttons below everything.
fn buttons_ui(ui: &mut Ui, add_buttons: impl FnOnce(&mut Ui) -> bool) -> bool {
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
    ui.horizontal(add_buttons).inner
}
