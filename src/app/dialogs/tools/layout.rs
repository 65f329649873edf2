//! What every tool is laid out with, and what it works with: a heading, a list, a row of buttons.

use crate::app::command::Command;
use crate::day::local_day;
use crate::format::{self, Money};
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::reference::Catalogue;
use crate::scenario::Scenario;
use egui::{RichText, ScrollArea, Ui, vec2};
use std::sync::Arc;

/// What became of a tool in a frame.
pub enum ToolResponse {
    /// It is still open.
    Open,
    /// It was left with neither yes nor no.
    Left,
    /// It is done with.
    Done,
}

/// What a tool works with.
pub struct ToolContext<'a> {
    pub scenario: &'a mut Scenario,
    pub catalogue: &'a Arc<Catalogue>,
    /// `YYYY-MM-DD`.
    pub today: &'a str,
    pub commands: &'a mut Vec<Command>,
}

/// The title of a tool, and what it works with.
pub fn heading_ui(ui: &mut Ui, title: &str, note: &str) {
    ui.label(RichText::new(title).font(semibold_font(17.0)));
    ui.add(egui::Label::new(muted(ui, note)).wrap());
    ui.add_space(4.0);
}

/// The same above a catalogue: where its prices come from, and a way to newer ones.
pub fn catalogue_heading_ui(ui: &mut Ui, title: &str, catalogue: &Catalogue, commands: &mut Vec<Command>) {
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
    let is_one = models.len() == 1;
    let models = format::count(models.len() as f64);
    let note = if is_one {
        tr!(
            "{origin}, prices of {as_of}, {models} model. In US dollars per million tokens",
            origin,
            models,
            as_of = local_day(as_of)
        )
    } else {
        tr!(
            "{origin}, prices of {as_of}, {models} models. In US dollars per million tokens",
            origin,
            models,
            as_of = local_day(as_of)
        )
    };
    ui.add(egui::Label::new(muted(ui, &note)).wrap());
    ui.add_space(4.0);
}

pub fn muted(ui: &Ui, text: &str) -> RichText {
    RichText::new(text).color(Tokens::of(ui.ctx()).muted)
}

/// A price, in the currency of all model prices.
pub fn price(amount: f64) -> String {
    Money::new("USD").price(amount)
}

/// As much height as a tool's list may take.
pub fn list_height(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() - 260.0).clamp(160.0, 620.0)
}

/// What a tool shows between its title and its buttons: as high as it is, up to a height.
pub fn scrolled(ui: &Ui) -> ScrollArea {
    let height = list_height(ui);
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true])
}

/// A row of buttons below everything.
pub fn buttons_ui(ui: &mut Ui, add_buttons: impl FnOnce(&mut Ui) -> ToolResponse) -> ToolResponse {
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
    ui.horizontal(add_buttons).inner
}
