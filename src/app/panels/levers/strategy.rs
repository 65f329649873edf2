//! One strategy: its switch, its lead number, what it saves here, what it would save alone, what is published.

use egui::{Button, RichText, Ui};

use super::details::{StrategyEdit, details_ui};
use crate::app::command::Command;
use crate::app::results::{Recompute, StageBill};
use crate::app::state::UiState;
use crate::app::widgets::choices::fields;
use crate::app::widgets::explain::explain_ui;
use crate::app::widgets::tracks::{lead_track, saving_color};
use crate::app::widgets::{BaseSlider, Fields, switch_ui, tell_more, tooltip};
use crate::format::Money;
use crate::glossary::Term;
use crate::language::tr;
use crate::paint::theme::{Tokens, regular_font, semibold_font};
use crate::prose::{
    ResultKind, claim, describe, describe_in_short, earning_in_short, is_losing, outside_published,
    prefix_hits_in_words, saving_in_words, set_up_in_short,
};
use crate::reference::published;
use crate::scenario::{Estimate, EstimatePath, Scenario, Strategy, StrategyTag, path};

fn shares_hint() -> &'static str {
    tr!("Such shares add up to what all strategies save together; what each would save alone does not. Where value is \
         lost as well, net says what is left")
}

fn alone_hint() -> &'static str {
    tr!("What it would save if it were the only one; such figures do not add up")
}

/// One strategy's block.
pub(crate) struct Lever<'a> {
    pub place: usize,
    pub bill: Option<&'a StageBill>,
    pub money: &'a Money,
}

impl Lever<'_> {
    /// Returns what was done to it where it is open.
    pub fn show(
        &self,
        ui: &mut Ui,
        scenario: &Scenario,
        strategy: &mut Strategy,
        computed: &Recompute,
        ui_state: &mut UiState,
        commands: &mut Vec<Command>,
    ) -> Option<StrategyEdit> {
        let tokens = Tokens::of(ui.ctx());
        let tag = strategy.kind.tag();
        let is_open = ui_state.open_strategy == Some(self.place);
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 18.0;
        ui.spacing_mut().button_padding.y = 1.0;
        ui.horizontal(|ui| {
            let switch = switch_ui(ui, &mut strategy.enabled, tag.name());
            if let Some(valid) = computed.valid.as_ref().filter(|_| computed.is_current() && switch.hovered()) {
                let turned = valid.if_switched(self.place);
                tooltip(&switch).show(|ui| {
                    ui.set_max_width(ui.spacing().tooltip_width);
                    ui.label(turned);
                });
            }
            let color = if strategy.enabled { tokens.text } else { tokens.muted };
            let name = Button::new(RichText::new(tag.name()).font(semibold_font(13.0)).color(color))
                .frame_when_inactive(false)
                .truncate();
            let (text, brief, color) = self.saving(tokens, scenario, strategy, ui_state.focus);
            ui.spacing_mut().button_padding.x = 2.0;
            let lay = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), semibold_font(13.0), color);
            let (title, full) = (lay(tag.name()), lay(&text));
            let needed = title.size().x + 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x;
            // Where the name has no room beside it, the amount says by itself what the heading says of all.
            let brief = brief.as_deref().filter(|_| ui.available_width() < needed + full.size().x);
            let saving = brief.map_or(full, lay);
            // What it saves is said whole; the name makes way.
            let room = ui.available_width() - saving.size().x - ui.spacing().item_spacing.x;
            let response = ui.scope(|ui| {
                ui.set_max_width(room.max(0.0));
                ui.add(name)
            });
            let response = tell_more(response.inner, Term::of_label(tag.name()), tr!("Click to open its details"));
            // Opened from elsewhere, it may be out of sight.
            let was_open = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(response.id), is_open));
            if is_open && !was_open {
                ui.scroll_to_rect(response.rect.with_max_y(response.rect.bottom() + 160.0), None);
            }
            if response.clicked() {
                ui_state.open_strategy = if is_open { None } else { Some(self.place) };
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let shown = saving.text().to_owned();
                let rect = ui.label(saving).rect;
                if let Some(valid) = computed.valid.as_ref().filter(|_| strategy.enabled) {
                    let name = format!("{} {shown}", tag.name());
                    let figure = ResultKind::Saving(self.place).at_stage(ui_state.focus);
                    explain_ui(ui, rect, valid, &[figure], &name, shares_hint());
                }
            });
        });
        let fields = fields(computed, &scenario.bases);
        let part = path::strategy(tag);
        self.slider_ui(ui, fields, strategy);
        self.detail_ui(ui, scenario, strategy, computed, ui_state.focus);
        fields.problem_ui(ui, &part.to_string());
        let valid = computed.valid.as_ref().filter(|_| is_open && tag == StrategyTag::PrefixCaching);
        let hits = valid.and_then(|valid| prefix_hits_in_words(&valid.scenario, &valid.plan, &valid.results));
        is_open.then(|| details_ui(ui, scenario, strategy, fields, hits.as_deref(), commands))
    }

    /// What it saves here: its Shapley share, so that the shares add up; its share of net decides the colour. In
    /// between, the same in short.
    fn saving(
        &self,
        tokens: &Tokens,
        scenario: &Scenario,
        strategy: &Strategy,
        focus: usize,
    ) -> (String, Option<String>, egui::Color32) {
        if !strategy.enabled {
            let set_up = set_up_in_short(self.money, strategy);
            let said = set_up.map_or_else(|| tr!("off").to_owned(), |set_up| tr!("off · {set_up}", set_up));
            return (said, Some(tr!("off").to_owned()), tokens.muted);
        }
        if focus < strategy.from_stage {
            let begins = scenario.stages.get(strategy.from_stage).map_or(tr!("later"), |stage| &stage.name);
            return (tr!("from {begins}", begins), None, tokens.muted);
        }
        match self.bill.and_then(|bill| bill.contributions.get(self.place)) {
            Some(earns) => {
                let said = earning_in_short(self.money, earns);
                let is_short = !is_losing(earns.share) && said == saving_in_words(self.money, earns.share);
                let brief = is_short.then(|| self.money.or_nothing(earns.share.abs()));
                (said, brief, saving_color(tokens, earns.net))
            }
            None => (String::new(), None, tokens.muted),
        }
    }

    fn slider_ui(&self, ui: &mut Ui, fields: Fields<'_>, strategy: &mut Strategy) {
        let tag = strategy.kind.tag();
        let active = strategy.enabled;
        let lead = strategy.kind.estimates().first().map(|(field, _, domain)| (*field, *domain));
        // What follows from traffic is no number to drag.
        let Some((field, domain)) = lead.filter(|(field, _)| tag.numbers()[0].key == *field) else { return };
        let mut numbers = strategy.kind.estimates_mut();
        let Some(lead) = numbers.first_mut() else { return };
        let path = EstimatePath::strategy(tag, field);
        fields.beside_pin(ui, &path, tag.name(), |ui| {
            let track = Some(lead_track(domain, lead));
            let slider = BaseSlider { name: tag.name(), path: &path, track, moved: &Estimate::with_likely, active };
            let Some(response) = slider.show(ui, fields, lead) else { return };
            if let Some(claim) = claim(tag) {
                tooltip(&response).show(|ui| {
                    ui.set_max_width(ui.spacing().tooltip_width);
                    ui.label(claim);
                });
            }
        });
    }

    fn detail_ui(&self, ui: &mut Ui, scenario: &Scenario, strategy: &Strategy, computed: &Recompute, focus: usize) {
        let tokens = Tokens::of(ui.ctx());
        let tag = strategy.kind.tag();
        let outside = outside_published(strategy);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let small = |text: &str| RichText::new(text).small().color(tokens.muted);
            let (figure, rest) = describe(scenario, &strategy.kind);
            let figure = ui.label(RichText::new(figure).font(semibold_font(11.5))).rect;
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let alone = self.bill.and_then(|bill| bill.alone.get(self.place)).copied();
                let claim = published(tag).map(|claim| claim.headline.clone());
                let text = match (strategy.enabled, alone, claim) {
                    (true, Some(alone), _) => tr!("alone {}", saving_in_words(self.money, alone)),
                    (_, _, Some(claim)) => claim,
                    _ => String::new(),
                };
                // Said shorter before anything is cut: first what the figure is of, then that it is a saving.
                let brief = describe_in_short(scenario, &strategy.kind);
                let of_saving = match alone.filter(|alone| strategy.enabled && !is_losing(*alone)) {
                    Some(alone) => tr!("alone {}", self.money.or_nothing(alone.abs())),
                    None => text.clone(),
                };
                // What was published is drawn on the track as well, and told there.
                let last = match alone.filter(|_| strategy.enabled) {
                    Some(alone) => of_saving.replace(&self.money.full(alone.abs()), &self.money.short(alone.abs())),
                    None => String::new(),
                };
                let ways = [(&rest, &text), (&brief, &text), (&brief, &of_saving), (&brief, &last)];
                let painter = ui.painter().clone();
                let width =
                    |text: &str| painter.layout_no_wrap(text.to_owned(), regular_font(11.5), tokens.muted).size().x;
                let room = ui.max_rect().right() - figure.right() - 12.0;
                let fits = ways.into_iter().find(|(rest, text)| width(rest) + width(text) <= room);
                let (shown_rest, text) = fits.unwrap_or(ways[3]);
                let shown = ui.label(small(text));
                if let Some(valid) = computed.valid.as_ref().filter(|_| strategy.enabled && alone.is_some()) {
                    let figure = ResultKind::SavingAlone(self.place).at_stage(focus);
                    let name = format!("{} {text}", tag.name());
                    explain_ui(ui, shown.rect, valid, &[figure], &name, alone_hint());
                }
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    let label = ui.add(egui::Label::new(small(shown_rest)).truncate().show_tooltip_when_elided(false));
                    label.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &rest));
                    if *shown_rest != rest || label.rect.width() + 0.5 < width(&rest) {
                        label.on_hover_text(&rest);
                    }
                });
            });
        });
        if let Some(note) = outside {
            ui.add(egui::Label::new(RichText::new(note).small().color(tokens.problem)).wrap());
        }
    }
}
