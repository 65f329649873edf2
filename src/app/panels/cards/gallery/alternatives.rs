//! The gallery of what could be bought instead: each with what it charges and where its prices come from.

use egui::{
    Button, CornerRadius, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use crate::app::command::Command;
use crate::app::command::targets::CardCommand;
use crate::app::panels::cards::alternatives::charge;
use crate::app::widgets::{icon, icon_button};
use crate::charts::ColorRole;
use crate::day::local_day;
use crate::format::Money;
use crate::language::tr;
use crate::paint::theme::{Tokens, regular_font, semibold_font, text_scale};
use crate::prose::price_in_words;
use crate::reference::{AlternativeCard, alternatives};
use crate::scenario::{Alternative, Estimate, Scenario};

/// All of it. Returns whether it stays open.
pub(super) fn alternatives_ui(ui: &mut Ui, scenario: &Scenario, commands: &mut Vec<Command>) -> bool {
    let stays = ui.horizontal(|ui| {
        ui.label(RichText::new(tr!("Buy instead")).font(semibold_font(14.0)));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            !icon_button(ui, icon::LEAVE, tr!("Close the gallery")).clicked()
        })
        .inner
    });
    let tokens = Tokens::of(ui.ctx());
    let text = tr!("serves the same requests with prices of its own and without your models");
    ui.add(egui::Label::new(RichText::new(text).small().color(tokens.muted)).wrap());
    // Whoever has opened it by a key goes on with a key.
    let (shown, pass) = (ui.scope_id().with("shown"), ui.ctx().cumulative_pass_nr());
    let before = ui.data_mut(|data| data.get_temp::<u64>(shown));
    let mut is_new = before.is_none_or(|before| before + 1 < pass);
    ui.data_mut(|data| data.insert_temp(shown, pass));
    let mut add = |card: AlternativeCard| {
        commands.push(Command::Card(CardCommand::AddAlternative(Box::new(card))));
    };
    let footer = ui.spacing().interact_size.y + 14.0;
    let most = (ui.available_height() - footer).max(0.0);
    ScrollArea::vertical().auto_shrink(false).max_height(most).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.set_max_width(ui.available_width() - 8.0);
        for card in alternatives() {
            let row = row_ui(ui, &card, scenario);
            if std::mem::take(&mut is_new) {
                row.request_focus();
            }
            if row.clicked() {
                add(card);
            }
        }
    });
    ui.add_space(6.0);
    if ui.add(Button::new(format!("{} {}", icon::ADD, tr!("A blank alternative")))).clicked() {
        add(blank(&scenario.currency));
    }
    stays.inner
}

/// One alternative, which a click adds: name, substance, prices, sources.
fn row_ui(ui: &mut Ui, card: &AlternativeCard, scenario: &Scenario) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    let mut converted = scenario.clone();
    converted.alternatives.clear();
    card.add_to(&mut converted);
    let money = Money::new(&scenario.currency);
    let added = &converted.alternatives[0];
    let prices = added.components.iter().map(|component| price_in_words(component, &money));
    let setup = tr!("{} once", money.full(added.setup_cost.base()));
    let prices: Vec<String> = std::iter::once(setup).chain(prices.filter(|price| !price.is_empty())).collect();
    let name = &card.alternative.name;
    let sources = card.sources().into_iter().map(|basis| format!("{}, {}", basis.source, local_day(&basis.date)));
    let lines = [
        (name.clone(), semibold_font(13.0 * scale), tokens.text),
        (card.summary.clone(), regular_font(11.5 * scale), tokens.muted),
        (prices.join(" + "), regular_font(11.5 * scale), tokens.text),
        (sources.collect::<Vec<_>>().join("; "), regular_font(11.0 * scale), tokens.muted),
    ];
    let said = tr!("Add {name}: {}; {}; {}", lines[2].0, lines[1].0, lines[3].0, name);
    let width = ui.available_width();
    let layout = |(text, font, color): (String, _, _)| ui.painter().layout(text, font, color, width - 26.0 * scale);
    let laid = lines.map(layout);
    let height = laid.iter().map(|galley| galley.size().y + 2.0).sum::<f32>() + 12.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 6.0, tokens.hover);
    }
    if response.has_focus() {
        painter.rect_stroke(rect, 6.0, Stroke::new(1.5, tokens.focus), StrokeKind::Inside);
    }
    let bar = Rect::from_min_max(rect.min + vec2(3.0, 5.0), pos2(rect.left() + 7.0, rect.bottom() - 5.0));
    painter.rect_filled(bar, CornerRadius::same(2), tokens.role(ColorRole::Today));
    let mut at = rect.min + vec2(14.0, 6.0);
    for galley in laid {
        let height = galley.size().y + 2.0;
        painter.galley(at, galley, tokens.text);
        at.y += height;
    }
    response
}

/// One that charges a monthly fee of nothing yet.
fn blank(currency: &str) -> AlternativeCard {
    AlternativeCard {
        group: String::new(),
        summary: String::new(),
        currency: currency.to_owned(),
        alternative: Alternative {
            name: tr!("New alternative").to_owned(),
            setup_cost: Estimate::Exact(0.0),
            success_rate: None,
            components: vec![charge(&[])],
        },
        bases: indexmap::IndexMap::new(),
    }
}
