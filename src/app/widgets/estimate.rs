//! An estimate that is edited in place: its value on a slider, its numbers beside it, and how certain it is.

use egui::{Button, Context, Id, RichText, Role, Ui, WidgetInfo};
use indexmap::IndexMap;

use super::base_slider::BaseSlider;
use super::basis::badge_ui;
use super::number::NumberField;
use super::numbers::Numbers;
use super::{Track, icon, icon_button, steady, tell, wrapped_term_label};
use crate::app::command::Command;
use crate::format;
use crate::glossary::Term;
use crate::language::{self, tr, tr_noop};
use crate::paint::theme::{Tokens, regular_font};
use crate::prose::is_in_percent;
use crate::scenario::{Basis, Domain, Estimate, EstimatePath, Problem, Scenario, Workshop};

/// Gives the focus to the field of the estimate at a path as soon as it is shown.
pub fn focus_estimate(context: &Context, path: &EstimatePath) {
    context.data_mut(|data| data.insert_temp(wanted(), path.clone()));
}

fn wanted() -> Id {
    Id::unique("estimate that wants the focus")
}

/// What an estimate's field needs to know beside the estimate.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    /// Shown at the field that they speak of.
    pub problems: &'a [Problem],
    /// What supports the estimates.
    pub bases: &'a IndexMap<EstimatePath, Basis>,
    /// The scenario as it was looked at last: what names are made of.
    pub seen: &'a Scenario,
    /// The scenario as it was opened: where a double click goes back to.
    pub opened: &'a Scenario,
    /// What the room has as levers.
    pub workshop: &'a Workshop,
}

/// What tells a range from a spread: a bill that is read off the wrong one is several times too low.
const WHICH: &str = tr_noop!("Where may the average lie, or how do single requests differ?");
/// Why a number of 0 can be neither, and what to do about it.
const NOT_AT_ZERO: &str = tr_noop!("These lie above 0 as a whole: type a number above 0 first, or use three-point");
/// How wide the menu of the shapes is.
const MENU: f32 = 290.0;

/// One estimate of a card.
pub struct EstimateField<'a> {
    /// What it is, with its unit.
    pub label: &'a str,
    /// Where it stands in the scenario.
    pub path: EstimatePath,
    /// What it may be.
    pub domain: Domain,
}

impl Fields<'_> {
    /// The estimate at a path as it was opened.
    pub fn opened_estimate(&self, path: &EstimatePath) -> Option<Estimate> {
        self.opened.every_field().into_iter().find(|field| field.path == *path).map(|field| *field.estimate)
    }

    /// A button that makes the estimate at a path a lever of the room, or takes it back.
    pub fn pin_ui(&self, ui: &mut Ui, path: &EstimatePath, name: &str) {
        let is_pinned = self.workshop.is_pinned(path);
        let (icon, does) =
            if is_pinned { (icon::UNPIN, tr!("Unpin {name}", name)) } else { (icon::PIN, tr!("Pin {name}", name)) };
        if icon_button(ui, icon, &does).clicked() {
            Command::TogglePin(path.clone()).ask(ui.ctx());
        }
    }

    /// What `add` shows, with a pin for the estimate at a path on its right.
    pub fn beside_pin<R>(&self, ui: &mut Ui, path: &EstimatePath, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
        ui.horizontal(|ui| {
            ui.set_min_height(22.0);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                self.pin_ui(ui, path, name);
                add(ui)
            })
            .inner
        })
        .inner
    }

    /// Says what is wrong at a place, which may be an estimate's path, if anything is.
    pub fn problem_ui<P: PartialEq<str> + ?Sized>(&self, ui: &mut Ui, place: &P) {
        let tokens = Tokens::of(ui.ctx());
        for problem in self.problems.iter().filter(|problem| *place == *problem.path) {
            let text = format!("{} {}", icon::PROBLEM, problem.message);
            ui.add(egui::Label::new(RichText::new(text).color(tokens.problem)).wrap());
        }
    }
}

/// The track for an estimate. One that is 0 has the scale that it was opened with, or up to 1: a slider stays where it is.
pub fn track(domain: Domain, estimate: &Estimate, opened: impl FnOnce() -> Option<Estimate>) -> Option<Track> {
    let fresh = scale(domain, estimate);
    if fresh.is_some() || estimate.high() != 0.0 {
        return fresh;
    }
    let before = opened().and_then(|opened| scale(domain, &opened));
    Some(before.map_or(Track::linear(0.0..=1.0), Track::to_zero))
}

/// The scale that an estimate's own numbers make; none where they are 0.
fn scale(domain: Domain, estimate: &Estimate) -> Option<Track> {
    let (low, high) = (estimate.low(), estimate.high());
    let decade = |value: f64, up: f64| 10f64.powf((value.log10() + up).floor());
    match domain {
        Domain::Share if high == 0.0 || 0.05 < high => Some(Track::linear(0.0..=1.0)),
        Domain::AboveMinusOne => Some(Track::linear(-0.5..=0.5)),
        _ if !(0.0 < high && high.is_finite()) => None,
        domain => {
            let least = if 0.0 < low { low } else { high / 10.0 };
            let ends = (decade(least, -0.3).max(1e-9), (decade(high, 1.3)).min(domain.greatest()));
            let from = if domain == Domain::AtLeastOne { 1.0 } else { ends.0 };
            (from < ends.1).then(|| Track::logarithmic(from..=ends.1))
        }
    }
}

/// A choice that may have to wait for another number says why, to the pointer and to those who hear it.
fn impossible(response: egui::Response, is_impossible: bool) -> egui::Response {
    if is_impossible {
        response.ctx.accesskit_node_builder(response.id, |node| node.set_description(language::text(NOT_AT_ZERO)));
        return response.on_disabled_hover_text(language::text(NOT_AT_ZERO));
    }
    response
}

/// What a unit counts, where all of it has no room: `tokens` of `tokens a call`. The name's hover says the rest.
fn counted(unit: &str) -> &str {
    let ends = [tr!(" a "), tr!(" per "), tr!(" of "), tr!(" in "), tr!(" over "), ", "]
        .into_iter()
        .filter_map(|end| unit.find(end));
    ends.min().map_or("", |end| &unit[..end])
}

/// Says what a month pays for, where requests differ.
fn average_ui(ui: &mut Ui, estimate: &Estimate, numbers: &Numbers<'_>) {
    let (base, low, high) = (estimate.base(), estimate.low(), estimate.high());
    let is_spread = matches!(estimate, Estimate::Spread { .. });
    if !(is_spread && [base, low, high].into_iter().all(f64::is_finite)) {
        return;
    }
    let write = |value: f64| match numbers.in_percent {
        true => format::percent(value),
        false => format::count(if numbers.shows_whole && 10.0 <= value { value.round() } else { value }),
    };
    let text = match estimate.is_uncertain() {
        true => tr!("averages {}, 8 in 10 futures {} to {}", write(base), write(low), write(high)),
        false => tr!("averages {}", write(base)),
    };
    ui.add(egui::Label::new(RichText::new(text).small().color(Tokens::of(ui.ctx()).muted)).wrap());
}

impl EstimateField<'_> {
    /// Shows it over the available width.
    pub fn show(&self, ui: &mut Ui, fields: Fields<'_>, estimate: &mut Estimate) {
        self.show_with(ui, fields, estimate, true);
    }

    /// Shows its numbers alone: where a stray click on a track would change everything.
    pub fn show_without_slider(&self, ui: &mut Ui, fields: Fields<'_>, estimate: &mut Estimate) {
        self.show_with(ui, fields, estimate, false);
    }

    fn show_with(&self, ui: &mut Ui, fields: Fields<'_>, estimate: &mut Estimate, has_slider: bool) {
        steady(ui, &self.path, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let label = ui.horizontal(|ui| {
                // The buttons first, so that a long name ends before them.
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    self.shape_ui(ui, estimate);
                    fields.pin_ui(ui, &self.path, self.label);
                    badge_ui(ui, &self.path, self.label, fields, estimate);
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| self.name_ui(ui)).inner
                })
                .inner
            });
            let in_percent = is_in_percent(&self.path, self.domain);
            let shows_whole = self.name_and_unit().1.starts_with(tr!("tokens"));
            let numbers = Numbers { label: self.label, domain: self.domain, in_percent, shows_whole };
            let number_fields = numbers.fields(ui, estimate);
            let is_typing = ui.label_inputs_by(label.inner, |ui| {
                if has_slider {
                    self.slider_ui(ui, fields, estimate);
                }
                ui.scope(|ui| self.numbers_ui(ui, &numbers, &number_fields, estimate)).inner
            });
            if !is_typing {
                numbers.judge_ui(ui, &number_fields, estimate);
            }
            average_ui(ui, estimate, &numbers);
            fields.problem_ui(ui, &self.path);
            ui.add_space(8.0);
        });
    }

    /// What it is and in which unit, where the label says both.
    fn name_and_unit(&self) -> (&str, &str) {
        self.label.rsplit_once(", ").unwrap_or((self.label, ""))
    }

    /// The name; the unit stands beside the numbers, and is said with the name.
    fn name_ui(&self, ui: &mut Ui) -> egui::Id {
        let (name, _) = self.name_and_unit();
        let term = Term::of_estimate(&self.path.without_names(), self.label);
        wrapped_term_label(ui, RichText::new(name), self.label, term).id
    }

    fn shape_ui(&self, ui: &mut Ui, estimate: &mut Estimate) {
        let name = match estimate {
            Estimate::Exact(_) => tr_noop!("exact"),
            Estimate::Range { .. } => tr_noop!("range"),
            Estimate::Pert { .. } => tr_noop!("three-point"),
            Estimate::Spread { .. } => tr_noop!("spread"),
        };
        let tokens = Tokens::of(ui.ctx());
        let button = Button::new(RichText::new(icon::CLOSE).small().color(tokens.muted)).frame_when_inactive(false);
        let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            ui.set_min_width(MENU);
            ui.set_max_width(MENU);
            let before = *estimate;
            let choice = |ui: &mut Ui, shape: &str, text: &str| {
                tell(ui.add(Button::selectable(name == shape, text)), Term::of_label(shape))
            };
            if choice(ui, "exact", tr!("Exact: a known number")).clicked() {
                *estimate = estimate.to_exact();
            }
            let range = estimate.to_range();
            let range_choice = |ui: &mut Ui| {
                impossible(choice(ui, "range", tr!("Range: 8 in 10 futures between two")), range.is_none())
            };
            ui.separator();
            // A menu stretches what is in it, words of a sentence too.
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.add(egui::Label::new(RichText::new(language::text(WHICH)).small().color(tokens.muted)).wrap());
            });
            if ui.add_enabled_ui(range.is_some(), range_choice).inner.clicked()
                && let Some(range) = range
            {
                *estimate = range;
            }
            let spread = estimate.to_spread(self.domain);
            let text = tr!("Spread: how single requests differ, from a log");
            let spread_choice = |ui: &mut Ui| impossible(choice(ui, "spread", text), spread.is_none());
            if ui.add_enabled_ui(spread.is_some(), spread_choice).inner.clicked()
                && let Some(spread) = spread
            {
                *estimate = spread;
            }
            if range.is_none() || spread.is_none() {
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.add(
                        egui::Label::new(RichText::new(language::text(NOT_AT_ZERO)).small().color(tokens.muted)).wrap(),
                    );
                });
            }
            ui.separator();
            if choice(ui, "three-point", tr!("Three-point: low, likely, high")).clicked() {
                *estimate = estimate.to_pert(self.domain);
            }
            ui.separator();
            let command = Command::PoolOpinions(self.path.clone());
            if ui.button(command.name()).on_hover_text(tr!("Pool what several people think")).clicked() {
                command.ask(ui.ctx());
                ui.close();
            }
            if *estimate != before {
                // A menu closes by itself only when a pointer clicks.
                ui.close();
            }
        });
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("{}: {}", self.label, language::text(name)))
        });
        response.on_hover_text(tr!("How certain {} is", self.label));
    }

    /// The base value on a track.
    fn slider_ui(&self, ui: &mut Ui, fields: Fields<'_>, estimate: &mut Estimate) {
        let slider = BaseSlider {
            name: self.label,
            path: &self.path,
            track: track(self.domain, estimate, || fields.opened_estimate(&self.path)),
            moved: &|estimate, value| estimate.moved_to(self.domain, value),
            active: true,
        };
        let Some(response) = slider.show(ui, fields, estimate) else { return };
        // Nothing below a dialog may have the focus, and egui knows the one that has just gone for one more frame.
        let is_below = ui.memory(|memory| memory.top_modal_layer().is_some());
        if !is_below && ui.data(|data| data.get_temp::<EstimatePath>(wanted())).is_some_and(|path| path == self.path) {
            ui.data_mut(|data| data.remove::<EstimatePath>(wanted()));
            response.request_focus();
            response.scroll_to_me(Some(egui::Align::Center));
        }
    }

    fn numbers_ui(&self, ui: &mut Ui, numbers: &Numbers<'_>, fields: &[NumberField], estimate: &mut Estimate) -> bool {
        let (_, unit) = self.name_and_unit();
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.spacing_mut().button_padding.x = 5.0;
        // Numbers of several fields stand below one another.
        ui.spacing_mut().interact_size.x = 40.0;
        numbers.fields_ui(ui, fields, estimate, |ui| {
            let color = Tokens::of(ui.ctx()).muted;
            let width = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), regular_font(11.5), color).size().x;
            let fits = |text: &&str| width(text) <= ui.available_width();
            if let Some(shown) = [unit, counted(unit)].into_iter().find(fits).filter(|shown| !shown.is_empty()) {
                ui.label(RichText::new(shown).small().color(color));
            }
        })
    }
}
