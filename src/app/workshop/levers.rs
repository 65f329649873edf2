//! Levers that the last row can read: name, figure, a slider with its spread and the published band, a switch.

use egui::{Label, RichText, ScrollArea, TextStyle, Ui, vec2};

use super::pins::{self, LeverEffect, Pin, PinKind};
use crate::app::document::Session;
use crate::app::results::{PlanResults, Recompute};
use crate::app::state::UiState;
use crate::app::state::first_steps::FirstStep;
use crate::app::widgets::choices::fields;
use crate::app::widgets::explain::explain_ui;
use crate::app::widgets::tracks::{VolumeTrack, lead_track, saving_color};
use crate::app::widgets::{BaseSlider, Moved, base_number_ui, follow_focus, switch_ui, track};
use crate::format::Money;
use crate::paint::theme::{Tokens, bold_font, semibold_font, text_scale};
use crate::prose::{claim, outside_published, set_up_in_short};
use crate::scenario::{Estimate, Scenario};

/// The pinned levers, or the usual ones.
pub(super) fn levers_ui(ui: &mut Ui, session: &mut Session, ui_state: &mut UiState) {
    let Session { scenario, computed, .. } = session;
    let paths = match (&scenario.workshop.pins, &computed.valid) {
        (pins, Some(valid)) if pins.is_empty() => ui_state.usual_levers.get_or_insert_with(|| pins::usual(valid)),
        (pins, _) => pins,
    };
    let pins: Vec<Pin> = paths.iter().filter_map(|path| Pin::of(scenario, path)).collect();
    let pointed = ui_state.tour.as_ref().and_then(|tour| {
        pins.iter().position(|pin| match tour.step {
            FirstStep::Volume => matches!(pin.kind, PinKind::Volume(_)),
            FirstStep::Strategy => matches!(pin.kind, PinKind::Strategy(..)),
            _ => false,
        })
    });
    let scale = text_scale(ui);
    let is_secret = ui_state.is_secret();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 6.0);
        // Room for the ring around the first.
        ui.add_space(6.0);
        // Apart as far as there is room, but not so far that they look lost.
        let needed = 66.0 * scale * pins.len() as f32;
        let between = (ui.available_height() - needed) / pins.len().saturating_sub(1).max(1) as f32;
        let spare = between - 2.0 * ui.spacing().item_spacing.y;
        for (index, pin) in pins.iter().enumerate() {
            if 0 < index {
                ui.add(egui::Separator::default().spacing(spare.clamp(6.0 * scale, 24.0 * scale)));
            }
            let lever = ui.push_id(&pin.path, |ui| lever_ui(ui, scenario, computed, pin, is_secret)).response.rect;
            if pointed == Some(index) {
                let ring = egui::Stroke::new(2.0, Tokens::of(ui.ctx()).focus);
                let painter = ui.painter().with_clip_rect(ui.clip_rect().expand(8.0));
                painter.rect_stroke(lever.expand(4.0), 6.0, ring, egui::StrokeKind::Outside);
            }
        }
        follow_focus(ui);
    });
}

fn lever_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, pin: &Pin, is_secret: bool) {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    ui.spacing_mut().item_spacing.y = 2.0 * scale;
    ui.spacing_mut().interact_size.y = 18.0 * scale;
    let Some(estimate) = scenario.estimate_mut(&pin.path).copied() else { return };
    ui.horizontal(|ui| {
        let (mut is_on, mut set_up) = (true, None);
        if let PinKind::Strategy(place, tag) = pin.kind {
            let strategy = &mut scenario.strategies[place];
            switch_ui(ui, &mut strategy.enabled, tag.name());
            is_on = strategy.enabled;
            set_up = set_up_in_short(&Money::new(&scenario.currency), strategy);
        }
        let color = if is_on { tokens.text } else { tokens.muted };
        let font = semibold_font(13.0 * scale);
        let width = |text: &str, font| ui.painter().layout_no_wrap(text.to_owned(), font, color).size().x;
        // Of two names the note below says the second where both have no room.
        let name = match pin.kind {
            PinKind::Strategy(_, tag) if ui.available_width() < width(&pin.name, font.clone()) => tag.name(),
            _ => &pin.name,
        };
        let set_up = set_up.filter(|set_up| {
            let needed = width(name, font.clone()) + width(set_up, TextStyle::Small.resolve(ui.style()));
            needed + 2.0 * ui.spacing().item_spacing.x <= ui.available_width()
        });
        let label = Label::new(RichText::new(name).font(font).color(color));
        // Beside a switch there is one line.
        let is_strategy = matches!(pin.kind, PinKind::Strategy(..));
        ui.add(if is_strategy { label.truncate() } else { label.wrap() });
        if let Some(set_up) = set_up {
            let set_up = RichText::new(set_up).small().color(tokens.muted);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(set_up));
        }
    });
    let moved: Moved<'_> = match pin.kind {
        PinKind::Volume(_) => &Estimate::with_base,
        PinKind::Strategy(..) => &Estimate::with_likely,
        PinKind::Estimate => &|estimate, value| estimate.moved_to(pin.domain, value),
    };
    let mut edited = estimate;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.scope(|ui| {
                // As wide as what a drag comes by: a track that shrinks would move away from under the pointer.
                let width = if matches!(pin.kind, PinKind::Volume(_)) { 88.0 } else { 62.0 };
                ui.spacing_mut().interact_size = scale * vec2(width, 22.0);
                ui.spacing_mut().button_padding.y = 2.0 * scale;
                ui.style_mut().override_font_id = Some(bold_font(15.0 * scale));
                ui.name_inputs(pin.name.clone(), |ui| base_number_ui(ui, &pin.path, &mut edited, pin.domain, moved));
            });
            slider_ui(ui, scenario, computed, pin, moved, &mut edited);
        });
    });
    if edited != estimate
        && let Some(estimate) = scenario.estimate_mut(&pin.path)
    {
        *estimate = edited;
    }
    let effect = match (pin.kind, &computed.valid) {
        (PinKind::Strategy(place, _), Some(valid)) if !is_secret => Some(valid).zip(pins::saving(valid, place)),
        _ => None,
    };
    note_ui(ui, &pin.name, effect, &pins::meaning(scenario, pin, &estimate));
    if let PinKind::Strategy(place, _) = pin.kind
        && let Some(note) = outside_published(&scenario.strategies[place])
    {
        ui.add(Label::new(RichText::new(note).small().color(tokens.problem)).wrap());
    }
    fields(computed, &scenario.bases).problem_ui(ui, &pin.path);
}

fn slider_ui(
    ui: &mut Ui,
    scenario: &Scenario,
    computed: &Recompute,
    pin: &Pin,
    moved: Moved<'_>,
    estimate: &mut Estimate,
) {
    let fields = fields(computed, &scenario.bases);
    let (track, hint) = match pin.kind {
        PinKind::Volume(place) => {
            let volume = VolumeTrack::of(scenario, &computed.opened, place);
            (volume.track, Some(volume.hint()))
        }
        PinKind::Strategy(_, tag) => (Some(lead_track(pin.domain, estimate)), claim(tag)),
        PinKind::Estimate => (track(pin.domain, estimate, || fields.opened_estimate(&pin.path)), None),
    };
    let active = match pin.kind {
        PinKind::Strategy(place, _) => scenario.strategies[place].enabled,
        _ => true,
    };
    let slider = BaseSlider { name: &pin.name, path: &pin.path, track, moved, active };
    let Some(response) = slider.show(ui, fields, estimate) else { return };
    if response.drag_stopped() || response.clicked() {
        // The arrow keys walk the charts again.
        response.surrender_focus();
    }
    if let Some(hint) = hint {
        response.on_hover_text(hint);
    }
}

/// What it saves, and what its figure means where there is room for both.
fn note_ui(ui: &mut Ui, name: &str, effect: Option<(&PlanResults, LeverEffect)>, meaning: &str) {
    let tokens = Tokens::of(ui.ctx());
    ui.spacing_mut().interact_size.y = 0.0;
    ui.horizontal(|ui| {
        let meaning = RichText::new(meaning).small().color(tokens.muted);
        let Some((valid, effect)) = effect else {
            ui.add(Label::new(meaning).truncate());
            return;
        };
        let color = effect.net.map_or(tokens.muted, |net| saving_color(tokens, net));
        let shown = ui.label(RichText::new(&effect.text).small().color(color));
        explain_ui(ui, shown.rect, valid, &[effect.explains], &format!("{name} {}", effect.text), "");
        let font = TextStyle::Small.resolve(ui.style());
        let width = ui.painter().layout_no_wrap(meaning.text().to_owned(), font, tokens.muted).size().x;
        if width <= ui.available_width() {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(meaning));
        }
    });
}
