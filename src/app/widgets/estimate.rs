//! An estimate that is edited in place: its value on a slider, its numbers beside it, and how certain it is.

use egui::{Context, Id, RichText, Role, Ui, WidgetInfo};
use indexmap::IndexMap;

use super::basis::badge_ui;
use super::{HeldTrack, Slider, Track, icon, icon_button, number_ui};
use crate::app::command::Command;
use crate::files::published_at;
use crate::paint::theme::Tokens;
use crate::scenario::{Basis, Domain, Estimate, Problem, Scenario, Workshop};

/// Gives the focus to the field of the estimate at a path as soon as it is shown.
pub fn focus_estimate(context: &Context, path: &str) {
    context.data_mut(|data| data.insert_temp(wanted(), path.to_owned()));
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
    pub bases: &'a IndexMap<String, Basis>,
    /// The scenario as it was opened: where a double click goes back to.
    pub opened: &'a Scenario,
    /// What the room has as levers.
    pub workshop: &'a Workshop,
}

/// A unit that has less room than this is left to the name's hover.
const MINIMUM: f32 = 24.0;

/// One estimate of a card.
pub struct EstimateField<'a> {
    /// What it is, with its unit.
    pub label: &'a str,
    /// Where it stands in the scenario.
    pub path: String,
    /// What it may be.
    pub domain: Domain,
}

impl Fields<'_> {
    /// The base value that the estimate at a path was opened with.
    pub fn opened_base(&self, path: &str) -> Option<f64> {
        self.opened.fields().into_iter().find(|field| field.path == path).map(|field| field.estimate.base())
    }

    /// A button that makes the estimate at a path a lever of the room, or takes it back.
    pub fn pin_ui(&self, ui: &mut Ui, path: &str, name: &str) {
        let is_pinned = self.workshop.is_pinned(path);
        let (icon, verb) = if is_pinned { (icon::UNPIN, "Unpin") } else { (icon::PIN, "Pin") };
        if icon_button(ui, icon, &format!("{verb} {name}")).clicked() {
            Command::TogglePin(path.to_owned()).ask(ui.ctx());
        }
    }

    /// What `add` shows, with a pin for the estimate at a path on its right.
    pub fn beside_pin<R>(&self, ui: &mut Ui, path: &str, name: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
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

    /// Says what is wrong with the field at a path, if anything is.
    pub fn problem_ui(&self, ui: &mut Ui, path: &str) {
        let tokens = Tokens::of(ui.ctx());
        for problem in self.problems.iter().filter(|problem| problem.path == path) {
            let text = format!("{} {}", icon::PROBLEM, problem.message);
            ui.add(egui::Label::new(RichText::new(text).color(tokens.problem)).wrap());
        }
    }
}

/// An estimate with another base: the bounds of a share mean something by themselves, others go along.
pub fn moved(domain: Domain, estimate: &Estimate, base: f64) -> Estimate {
    if domain == Domain::Share { estimate.with_likely(base) } else { estimate.with_base(base) }
}

/// The track for an estimate; none where 0 leaves no scale to draw.
pub fn track(domain: Domain, estimate: &Estimate) -> Option<Track> {
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

impl EstimateField<'_> {
    /// Shows it over the available width.
    pub fn show(&self, ui: &mut Ui, fields: Fields<'_>, estimate: &mut Estimate) {
        ui.push_id(&self.path, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let label = ui.horizontal(|ui| {
                // The buttons first, so that a long name ends before them.
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    self.shape_ui(ui, estimate);
                    fields.pin_ui(ui, &self.path, self.label);
                    badge_ui(ui, &self.path, self.label, fields.bases.get(&self.path));
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| self.name_ui(ui)).inner
                })
                .inner
            });
            ui.label_inputs_by(label.inner, |ui| {
                self.slider_ui(ui, fields, estimate);
                ui.horizontal(|ui| self.numbers_ui(ui, estimate));
            });
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
        let response = ui.add(egui::Label::new(name).wrap());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.label));
        response.on_hover_text(self.label).id
    }

    fn shape_ui(&self, ui: &mut Ui, estimate: &mut Estimate) {
        let name = match estimate {
            Estimate::Exact(_) => "exact",
            Estimate::Range { .. } => "range",
            Estimate::Pert { .. } => "three-point",
        };
        let tokens = Tokens::of(ui.ctx());
        let button =
            egui::Button::new(RichText::new(icon::CLOSE).small().color(tokens.muted)).frame_when_inactive(false);
        let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            ui.set_min_width(210.0);
            let before = *estimate;
            if ui.button("Exact: a known number").clicked() {
                *estimate = estimate.to_exact();
            }
            let range = estimate.to_range();
            let button = egui::Button::new("Range: 8 in 10 futures between two");
            if ui.add_enabled(range.is_some(), button).on_disabled_hover_text("A range must lie above 0").clicked()
                && let Some(range) = range
            {
                *estimate = range;
            }
            if ui.button("Three-point: low, likely, high").clicked() {
                *estimate = estimate.to_pert(self.domain);
            }
            ui.separator();
            let command = Command::AskTheRoom(self.path.clone());
            if ui.button(command.name()).on_hover_text("Pool what several people think").clicked() {
                command.ask(ui.ctx());
                ui.close();
            }
            if *estimate != before {
                // A menu closes by itself only when a pointer clicks.
                ui.close();
            }
        });
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}: {name}", self.label)));
        response.on_hover_text(format!("How certain {} is", self.label));
    }

    /// The base value on a track; none where 0 leaves no scale to draw.
    fn slider_ui(&self, ui: &mut Ui, fields: Fields<'_>, estimate: &mut Estimate) {
        let held = HeldTrack::new(ui.scope_id().with("track"));
        let Some(track) = held.or(ui, || track(self.domain, estimate)) else { return };
        let mut base = estimate.base();
        let spread = estimate.is_uncertain().then(|| (estimate.low(), estimate.high()));
        let claim = published_at(&self.path);
        let reset = || fields.opened_base(&self.path);
        let response = Slider::new(self.label, track)
            .spread(spread)
            .published(claim.and_then(|claim| claim.band))
            .reset(&reset)
            .show(ui, &mut base);
        // Nothing below a dialog may have the focus, and egui knows the one that has just gone for one more frame.
        let is_below = ui.memory(|memory| memory.top_modal_layer().is_some());
        if !is_below && ui.data(|data| data.get_temp::<String>(wanted())).is_some_and(|path| path == self.path) {
            ui.data_mut(|data| data.remove::<String>(wanted()));
            response.request_focus();
            response.scroll_to_me(Some(egui::Align::Center));
        }
        if response.changed() {
            *estimate = moved(self.domain, estimate, base);
        }
        held.hold(ui, track, &response);
    }

    fn numbers_ui(&self, ui: &mut Ui, estimate: &mut Estimate) {
        let numbers: Vec<(&str, &mut f64)> = match estimate {
            Estimate::Exact(value) => vec![("", value)],
            Estimate::Range { p10, p90 } => vec![("low", p10), ("high", p90)],
            Estimate::Pert { low, likely, high } => vec![("low", low), ("likely", likely), ("high", high)],
        };
        let (_, unit) = self.name_and_unit();
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.spacing_mut().button_padding.x = 5.0;
        // Numbers of several fields stand below one another.
        ui.spacing_mut().interact_size.x = 40.0;
        let tokens = Tokens::of(ui.ctx());
        for (index, (name, value)) in numbers.into_iter().enumerate() {
            if 0 < index {
                ui.label(RichText::new("–").color(tokens.muted));
            }
            if name.is_empty() {
                number_ui(ui, value, self.domain);
            } else {
                let response =
                    ui.name_inputs(format!("{}, {name}", self.label), |ui| number_ui(ui, value, self.domain));
                response.on_hover_text(name);
            }
        }
        if !unit.is_empty() && MINIMUM < ui.available_width() {
            ui.add(egui::Label::new(RichText::new(unit).small().color(tokens.muted)).truncate());
        }
    }
}
