//! An honest slider: logarithmic where the quantity spans decades, with the estimate's own spread and the published band
//! on the track. Shift-drag is fine, a double click resets, arrow keys step.

use std::ops::RangeInclusive;

use egui::accesskit::{Action, ActionData};
use egui::{Color32, Id, Key, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::typed_number::is_number;
use crate::charts::ColorRole;
use crate::paint::theme::{Tokens, text_scale};

/// From where to where, and how the way between is divided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Track {
    low: f64,
    high: f64,
    logarithmic: bool,
    /// Whether the left end is 0, which no factor leads to.
    to_zero: bool,
}

impl Track {
    /// Equal steps for equal differences.
    pub fn linear(range: RangeInclusive<f64>) -> Self {
        Self { low: *range.start(), high: *range.end(), logarithmic: false, to_zero: false }
    }

    /// Equal steps for equal factors; both ends above 0.
    pub fn logarithmic(range: RangeInclusive<f64>) -> Self {
        Self { low: *range.start(), high: *range.end(), logarithmic: true, to_zero: false }
    }

    /// The same with 0 at its left end.
    #[must_use]
    pub fn to_zero(self) -> Self {
        Self { to_zero: true, ..self }
    }

    /// How far along the track a value lies, 0..=1; values beyond an end lie at it.
    fn place(&self, value: f64) -> f64 {
        let place = if self.logarithmic {
            (value.max(self.low) / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        if place.is_finite() { place.clamp(0.0, 1.0) } else { 0.0 }
    }

    fn value(&self, place: f64) -> f64 {
        let place = place.clamp(0.0, 1.0);
        // The ends are exact.
        if place == 0.0 {
            if self.to_zero { 0.0 } else { self.low }
        } else if place == 1.0 {
            self.high
        } else if self.logarithmic {
            self.low * (self.high / self.low).powf(place)
        } else {
            self.low + (self.high - self.low) * place
        }
    }
}

/// A track that stays as it is while a knob is dragged along it.
#[derive(Clone, Copy)]
pub struct HeldTrack(Id);

impl HeldTrack {
    /// For the slider of an id of its own.
    pub fn new(id: Id) -> Self {
        Self(id)
    }

    /// The track that is held, or a fresh one.
    pub fn or(self, ui: &Ui, fresh: impl FnOnce() -> Option<Track>) -> Option<Track> {
        let is_dragging = ui.ctx().dragged_id().is_some();
        let held = ui.data(|data| data.get_temp::<Option<Track>>(self.0)).flatten();
        held.filter(|_| is_dragging).or_else(fresh)
    }

    /// Holds the track while its slider is dragged, and lets it go after that.
    pub fn hold(self, ui: &Ui, track: Track, slider: &Response) {
        ui.data_mut(|data| data.insert_temp(self.0, slider.dragged().then_some(track)));
    }
}

/// A slider over a track.
pub struct Slider<'a> {
    name: &'a str,
    track: Track,
    spread: Option<(f64, f64)>,
    published: Option<(f64, f64)>,
    active: bool,
}

impl<'a> Slider<'a> {
    /// A slider, named for those who cannot see it.
    pub fn new(name: &'a str, track: Track) -> Self {
        Self { name, track, spread: None, published: None, active: true }
    }

    /// The estimate's own spread, drawn on the track.
    #[must_use]
    pub fn spread(mut self, spread: Option<(f64, f64)>) -> Self {
        self.spread = spread;
        self
    }

    /// The published band, drawn under the track.
    #[must_use]
    pub fn published(mut self, published: Option<(f64, f64)>) -> Self {
        self.published = published;
        self
    }

    /// Drawn quietly where the thing it moves is off; it still moves.
    #[must_use]
    pub fn active(mut self, active: bool) -> Self {
        self.active = active;
        self
    }

    /// Shows it over the available width.
    pub fn show(self, ui: &mut Ui, value: &mut f64) -> Response {
        let scale = text_scale(ui);
        let size = vec2(ui.available_width(), 18.0 * scale);
        let (rect, mut response) = ui.allocate_exact_size(size, Sense::click_and_drag());
        let inner = rect.shrink2(vec2(7.0 * scale, 0.0));
        let before = *value;
        self.interact(ui, &response, inner, value);
        if *value != before {
            response.mark_changed();
        }
        self.paint(ui, &response, inner, *value);

        let Self { name, track, .. } = self;
        response.widget_info(|| WidgetInfo::slider(true, *value, name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_min_numeric_value(track.low);
            node.set_max_numeric_value(track.high);
            node.add_action(Action::SetValue);
            node.add_action(Action::Increment);
            node.add_action(Action::Decrement);
        });
        response
    }

    fn interact(&self, ui: &Ui, response: &Response, inner: egui::Rect, value: &mut f64) {
        if response.double_clicked() {
            // It is for whoever shows the slider to say what that leads back to.
            return;
        }
        if response.drag_started() || response.clicked() {
            response.request_focus();
        }
        let width = f64::from(inner.width());
        if response.dragged() && ui.input(|input| input.modifiers.shift) {
            let fine = f64::from(response.drag_delta().x) / width / 10.0;
            *value = rounded(self.track.value(self.track.place(*value) + fine), 4);
        } else if (response.dragged() || response.clicked())
            && let Some(pointer) = response.interact_pointer_pos()
        {
            *value = rounded(self.track.value(f64::from(pointer.x - inner.left()) / width), 3);
        }
        let mut steps = 0.0;
        if response.has_focus() {
            ui.memory_mut(|memory| {
                memory.set_focus_lock_filter(
                    response.id,
                    egui::EventFilter { horizontal_arrows: true, ..Default::default() },
                );
            });
            ui.input(|input| {
                let pressed = f64::from(input.num_presses(Key::ArrowRight) as u32)
                    - f64::from(input.num_presses(Key::ArrowLeft) as u32);
                steps += pressed * if input.modifiers.shift { 0.1 } else { 1.0 };
            });
        }
        ui.input(|input| {
            steps += input.num_accesskit_action_requests(response.id, Action::Increment) as f64
                - input.num_accesskit_action_requests(response.id, Action::Decrement) as f64;
            for request in input.accesskit_action_requests(response.id, Action::SetValue) {
                if let Some(ActionData::NumericValue(asked)) = request.data
                    && is_number(asked)
                {
                    *value = asked;
                }
            }
        });
        if steps != 0.0 {
            *value = self.track.value(self.track.place(*value) + steps / 100.0);
        }
    }

    fn paint(&self, ui: &Ui, response: &Response, inner: egui::Rect, value: f64) {
        let tokens = Tokens::of(ui.ctx());
        let painter = ui.painter();
        let scale = text_scale(ui);
        let y = inner.center().y;
        let x = |value: f64| egui::lerp(inner.left()..=inner.right(), self.track.place(value) as f32);
        let bar = |from: f32, to: f32, y: f32, height: f32, color: Color32| {
            let half = scale * height / 2.0;
            let rect = egui::Rect::from_min_max(pos2(from, y - half), pos2(to, y + half));
            painter.rect_filled(rect, half, color);
        };
        bar(inner.left(), inner.right(), y, 4.0, tokens.track);
        if let Some((low, high)) = self.published {
            bar(x(low), x(high), y + 6.0 * scale, 2.0, tokens.role(ColorRole::Value));
        }
        let strong = if self.active { tokens.text } else { tokens.baseline_fill() };
        if let Some((low, high)) = self.spread {
            bar(x(low), x(high), y, 8.0, strong.gamma_multiply(0.22));
        }
        bar(inner.left(), x(value), y, 3.0, strong);
        let knob = pos2(x(value), y);
        let radius = scale * if response.hovered() || response.dragged() { 6.5 } else { 5.5 };
        painter.circle(knob, radius, tokens.surface, Stroke::new(2.0 * scale, strong));
        if response.has_focus() {
            painter.circle_stroke(knob, radius + 3.0 * scale, Stroke::new(1.5, tokens.focus));
        }
    }
}

/// With a number of significant figures: as exact as a pointer can be.
fn rounded(value: f64, figures: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    // Dividing by a power of ten rounds once, where multiplying by its inverse would round twice.
    let shift = figures - 1 - value.abs().log10().floor() as i32;
    let scale = 10f64.powi(shift.abs());
    if 0 < shift { (value * scale).round() / scale } else { (value / scale).round() * scale }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_values_are_inverse() {
        for track in [Track::linear(0.0..=2.0), Track::logarithmic(20.0..=2000.0)] {
            for place in [0.0, 0.25, 0.5, 1.0] {
                assert!((track.place(track.value(place)) - place).abs() < 1e-12);
            }
            assert_eq!(track.place(-5.0), 0.0);
        }
        for (value, figures, expected) in
            [(1.4049, 3, 1.4), (66_132.0, 3, 66_100.0), (0.012_345, 4, 0.01235), (0.0, 3, 0.0)]
        {
            assert_eq!(rounded(value, figures), expected);
        }
        assert!((Track::logarithmic(20.0..=2000.0).value(0.5) - 200.0).abs() < 1e-9);
    }
}
