//! How wide the panels at the sides are: a share of the window until somebody drags their edge, and remembered then.

use std::ops::RangeInclusive;

use egui::accesskit::{Action, ActionData, Orientation};
use egui::{CursorIcon, EventFilter, Key, Modifiers, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use serde::{Deserialize, Serialize};

use super::Section;
use crate::language::tr;
use crate::paint::theme::Tokens;

/// Narrower, a panel cannot show its lines.
const LEAST: f32 = 260.0;
/// Left for the charts, with what is around them.
const CHARTS: f32 = 440.0;
/// As wide as where the edge is grabbed; [`crate::app::panels::focus`] knows edges by being narrow.
const GRIP: f32 = 10.0;
/// By so much an arrow key moves an edge.
const STEP: f32 = 16.0;

/// Widths in points that somebody has chosen; none where the window decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SidePanels {
    cards: Option<f32>,
    levers: Option<f32>,
}

impl SidePanels {
    /// The width of a panel in a window with one or two of them.
    pub fn width(&self, section: Section, window: f32, sides: usize) -> f32 {
        let chosen = if section == Section::Cards { self.cards } else { self.levers };
        let range = range(window, sides);
        let width = chosen.filter(|width| width.is_finite()).unwrap_or_else(|| usual(section, window));
        width.clamp(*range.start(), *range.end())
    }

    fn choose(&mut self, section: Section, width: Option<f32>) {
        *(if section == Section::Cards { &mut self.cards } else { &mut self.levers }) = width;
    }

    /// The edge of a panel that can be dragged, moved with arrows, and put back with a double click.
    pub fn grip_ui(&mut self, ui: &mut Ui, section: Section, panel: Rect, window: f32, sides: usize) {
        let (x, way) = if section == Section::Cards { (panel.right(), 1.0) } else { (panel.left(), -1.0) };
        let rect = Rect::from_center_size(pos2(x, panel.center().y), vec2(GRIP, panel.height() - 24.0));
        if !rect.is_positive() {
            return;
        }
        let response = ui.interact(rect, ui.scope_id().with(("grip", section.name())), Sense::click_and_drag());
        let (width, range) = (self.width(section, window, sides), range(window, sides));
        let asked = asked(ui, &response, width, way);
        if response.double_clicked() || response.has_focus() && ui.input(|input| input.key_pressed(Key::Home)) {
            self.choose(section, None);
        } else if let Some(asked) = asked {
            self.choose(section, Some(asked.clamp(*range.start(), *range.end())));
        } else if response.dragged()
            && let Some(pointer) = response.interact_pointer_pos()
        {
            let outer = if section == Section::Cards { panel.left() } else { panel.right() };
            self.choose(section, Some((way * (pointer.x - outer)).clamp(*range.start(), *range.end())));
        }
        paint(ui, &response, rect);
        let name = if section == Section::Cards { tr!("Width of the cards") } else { tr!("Width of the levers") };
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_orientation(Orientation::Vertical);
            node.set_numeric_value(f64::from(width));
            node.set_min_numeric_value(f64::from(*range.start()));
            node.set_max_numeric_value(f64::from(*range.end()));
            node.add_action(Action::SetValue);
        });
        let response = response.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
        response.on_hover_text(tr!("Drag for another width, double-click for the usual one"));
    }
}

/// What the window decides: room for the lines of the cards, more of it in a wide window.
fn usual(section: Section, window: f32) -> f32 {
    match section {
        Section::Cards => (0.225 * window).clamp(316.0, 520.0),
        _ => (0.205 * window).clamp(280.0, 420.0),
    }
}

/// From the narrowest that shows anything to the widest that leaves room for the charts.
fn range(window: f32, sides: usize) -> RangeInclusive<f32> {
    LEAST..=((window - CHARTS) / sides.max(1) as f32).max(LEAST)
}

/// The width that keys or a screen reader ask for.
fn asked(ui: &Ui, response: &Response, width: f32, way: f32) -> Option<f32> {
    let mut wider = 0.0;
    if response.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        ui.input_mut(|input| {
            let mut count = |key| input.count_and_consume_key(Modifiers::NONE, key) as f32;
            wider = way * STEP * (count(Key::ArrowRight) - count(Key::ArrowLeft));
        });
    }
    let set = ui.input(|input| {
        let asked = input.accesskit_action_requests(response.id, Action::SetValue).last();
        asked.and_then(|request| match request.data {
            Some(ActionData::NumericValue(value)) => Some(value as f32),
            _ => None,
        })
    });
    set.filter(|width| width.is_finite()).or((wider != 0.0).then_some(width + wider))
}

/// Three dots say that there is something to grab; a line that it is being grabbed.
fn paint(ui: &Ui, response: &Response, rect: Rect) {
    let tokens = Tokens::of(ui.ctx());
    let (painter, center) = (ui.painter(), rect.center());
    if response.hovered() || response.dragged() || response.has_focus() {
        let color = if response.hovered() && !response.dragged() { tokens.muted } else { tokens.focus };
        painter.vline(center.x, center.y - 24.0..=center.y + 24.0, Stroke::new(3.0, color));
    } else {
        for dot in [-6.0, 0.0, 6.0] {
            painter.circle_filled(center + vec2(0.0, dot), 1.5, tokens.muted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_decides_until_somebody_does() {
        let mut panels = SidePanels::default();
        for (window, cards) in [(1040.0, 300.0), (1280.0, 316.0), (1600.0, 360.0), (2560.0, 520.0)] {
            assert_eq!(panels.width(Section::Cards, window, 2), cards, "{window}");
        }
        panels.choose(Section::Cards, Some(450.0));
        assert_eq!(panels.width(Section::Cards, 1600.0, 2), 450.0);
        assert_eq!(panels.width(Section::Cards, 1280.0, 2), 420.0, "the charts keep their room");
        assert_eq!(panels.width(Section::Levers, 1600.0, 2), 328.0, "the other is left alone");
        panels.choose(Section::Cards, None);
        assert_eq!(panels.width(Section::Cards, 1600.0, 2), 360.0);
    }

    #[test]
    fn settings_of_before_and_broken_ones_are_taken() {
        let read = |text| ron::from_str::<SidePanels>(text).expect("it can be read");
        assert_eq!(read("()"), SidePanels::default());
        let broken = read("(cards: Some(inf), levers: Some(-3.0))");
        assert_eq!(broken.width(Section::Cards, 1600.0, 2), 360.0);
        assert_eq!(broken.width(Section::Levers, 1600.0, 2), LEAST);
    }
}
