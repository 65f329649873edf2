//! Holds the scenario's frozen prices against the catalogue; what is ticked is applied, in one edit.

use egui::{Button, Grid, RichText, Ui};

use super::layout::{ToolContext, ToolResponse, buttons_ui, catalogue_heading_ui, muted, price, scrolled};
use crate::app::widgets::{check_box_ui, icon};
use crate::day::local_day;
use crate::format;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::reference::{Catalogue, ModelCheck, PriceChange, PriceCheck, PriceKind};
use crate::scenario::{LongPrices, Scenario};

/// A check that is open.
pub(crate) struct CheckPrices {
    check: PriceCheck,
}

impl CheckPrices {
    pub(crate) fn new(scenario: &Scenario, catalogue: &Catalogue) -> Self {
        Self { check: PriceCheck::new(scenario, catalogue) }
    }

    /// Whether anything is ticked.
    pub(crate) fn holds_work(&self) -> bool {
        self.check.all().any(|change| change.chosen)
    }

    /// Ticks what was ticked before, where the prices are still those.
    pub(crate) fn go_on_from(&mut self, earlier: &Self) {
        self.check.choose_as_in(&earlier.check);
    }

    /// Shows it.
    pub(crate) fn ui(&mut self, ui: &mut Ui, tool_context: &mut ToolContext<'_>) -> ToolResponse {
        catalogue_heading_ui(ui, tr!("Check prices"), tool_context.catalogue, tool_context.commands);
        let changes = self.check.changes().count();
        let finding = match changes {
            0 => tr!("No price that the list has is another one").to_owned(),
            1 => tr!("One price is another one there. Nothing changes until you tick and apply it").to_owned(),
            several => tr!("{several} prices are others there. Nothing changes until you tick and apply them", several),
        };
        ui.label(finding);
        match self.check.all().count() - changes {
            0 => {}
            1 => {
                ui.label(muted(ui, tr!("It lists one more price that this scenario says nothing of")));
            }
            more => {
                ui.label(muted(ui, &tr!("It lists {more} more prices that this scenario says nothing of", more)));
            }
        }
        ui.add_space(4.0);
        scrolled(ui).show(ui, |ui| {
            for (key, check) in &mut self.check.models {
                let Some(model) = tool_context.scenario.models.get(key.as_str()) else { continue };
                let title = if model.name == *key { model.name.clone() } else { format!("{} · {key}", model.name) };
                ui.horizontal(|ui| {
                    ui.label(RichText::new(title).font(semibold_font(13.5)));
                    ui.label(muted(ui, &tr!("{}, price of {}", model.provider, local_day(&model.as_of))).small());
                });
                model_ui(ui, key, check);
                let mut additions = self.check.additions.iter_mut().filter(|(of, _)| of == key);
                if let Some((_, additions)) = additions.next() {
                    note_ui(ui, tr!("listed there as well"));
                    changes_ui(ui, key, "additions", additions);
                }
                ui.add_space(8.0);
            }
        });
        let chosen = self.check.all().filter(|change| change.chosen).count();
        let all = self.check.all().count();
        buttons_ui(ui, |ui| {
            let apply =
                if chosen == 1 { tr!("Apply {chosen} price", chosen) } else { tr!("Apply {chosen} prices", chosen) };
            if ui.add_enabled(0 < chosen, Button::new(apply)).clicked() {
                self.check.apply(tool_context.scenario);
                return ToolResponse::Done;
            }
            if 0 < all {
                let ticks = chosen < all;
                if ui.button(if ticks { tr!("Tick all") } else { tr!("Tick none") }).clicked() {
                    self.check.choose_all(ticks);
                }
            }
            if ui.button(tr!("Close")).clicked() { ToolResponse::Left } else { ToolResponse::Open }
        })
    }
}

fn model_ui(ui: &mut Ui, key: &str, check: &mut ModelCheck) {
    let changes = match check {
        ModelCheck::Changed(changes) => changes,
        ModelCheck::Same => return note_ui(ui, tr!("the same prices")),
        ModelCheck::SelfHosted => return note_ui(ui, tr!("self-hosted: no price by the token")),
        ModelCheck::Provisioned => return note_ui(ui, tr!("bought by the unit: no price by the token")),
        ModelCheck::NotFound => {
            let tokens = Tokens::of(ui.ctx());
            let text = tr!(
                "not in this catalogue: see whether name and provider in the Models card are those of a price list"
            );
            let text = RichText::new(format!("{} {text}", icon::PROBLEM)).color(tokens.problem);
            ui.add(egui::Label::new(text).wrap());
            return;
        }
    };
    changes_ui(ui, key, "prices", changes);
}

fn changes_ui(ui: &mut Ui, key: &str, salt: &str, changes: &mut [PriceChange]) {
    Grid::new((salt, key)).num_columns(3).spacing([18.0, 4.0]).show(ui, |ui| {
        for change in changes {
            change_ui(ui, key, change);
            ui.end_row();
        }
    });
}

fn change_ui(ui: &mut Ui, key: &str, change: &mut PriceChange) {
    let figure = |amount: Option<f64>| match (change.kind, amount) {
        (PriceKind::BatchDiscount, Some(share)) => format::percent(share),
        (PriceKind::CacheMin, Some(tokens)) => tr!("{} tokens", format::count(tokens)),
        (PriceKind::LongAbove, Some(tokens)) => tr!("{} tokens", format::short_count(tokens)),
        (PriceKind::Long(long), Some(above)) => long_in_words(above, long),
        (_, Some(amount)) => price(amount),
        (PriceKind::CacheMin | PriceKind::Meter(_), None) => tr!("no value"; "none").to_owned(),
        (PriceKind::Long(_), None) => tr!("as short ones").to_owned(),
        (PriceKind::CacheWriteLong, None) => tr!("as for minutes").to_owned(),
        (PriceKind::LongCacheRead | PriceKind::LongCacheWrite, None) => tr!("as in short ones").to_owned(),
        (_, None) => tr!("as input").to_owned(),
    };
    let (old, new) = (figure(change.old), figure(change.new));
    let relative = change.relative().map(signed_percent).unwrap_or_default();
    let spoken = tr!("{key} {}: {old} to {new} {relative}", change.kind.name(), key, old, new, relative);
    let tick = check_box_ui(ui, &mut change.chosen, change.kind.name());
    ui.ctx().accesskit_node_builder(tick.id, |node| node.set_label(spoken.trim_end()));
    ui.label(format!("{old} → {new}"));
    ui.label(muted(ui, &relative));
}

/// From which length on prompts are long, and what they cost where the catalogue says it.
fn long_in_words(above: f64, long: Option<LongPrices>) -> String {
    let above = tr!("above {} tokens", format::short_count(above));
    let Some(LongPrices { input, output, .. }) = long else { return above };
    let prices = [(input, tr!("in")), (output, tr!("out"))];
    let prices = prices.into_iter().filter_map(|(own, what)| Some(format!("{} {what}", price(own?))));
    format!("{above} {}", prices.collect::<Vec<_>>().join(", "))
}

/// A change with its sign: `+25 %`, `−17 %`.
fn signed_percent(change: f64) -> String {
    if 0.0 < change { format!("+{}", format::percent(change)) } else { format::percent(change) }
}

fn note_ui(ui: &mut Ui, text: &str) {
    ui.label(muted(ui, text));
}
