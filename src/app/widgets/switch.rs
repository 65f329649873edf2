//! An on-off switch.

use egui::{Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::charts::ColorRole;
use crate::paint::theme::{Tokens, text_scale};

/// A switch, named for those who cannot see it.
pub fn switch_ui(ui: &mut Ui, on: &mut bool, name: &str) -> Response {
    let scale = text_scale(ui);
    let (rect, mut response) = ui.allocate_exact_size(scale * vec2(28.0, 16.0), Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::Switch, true, *on, name));
    let tokens = Tokens::of(ui.ctx());
    let way = ui.ctx().animate_bool_responsive(response.id, *on);
    let off = tokens.baseline_fill();
    let fill = off.lerp_to_gamma(tokens.role(ColorRole::Value), way);
    let painter = ui.painter();
    painter.rect_filled(rect, rect.height() / 2.0, fill);
    let knob = egui::pos2(egui::lerp(rect.left() + 8.0 * scale..=rect.right() - 8.0 * scale, way), rect.center().y);
    painter.circle_filled(knob, 6.0 * scale, tokens.surface);
    if response.has_focus() {
        painter.rect_stroke(
            rect.expand(2.0),
            10.0 * scale,
            egui::Stroke::new(1.5, tokens.focus),
            egui::StrokeKind::Outside,
        );
    }
    response
}

/// A box to tick, with its name: its outline is seen by itself, where a button has its name within.
pub fn check_box_ui<'a>(ui: &mut Ui, is_ticked: &'a mut bool, name: impl egui::IntoAtoms<'a>) -> Response {
    outlined(ui, |ui| ui.checkbox(is_ticked, name))
}

/// A choice of which one is chosen, outlined like that.
pub fn radio_ui<'a>(ui: &mut Ui, is_chosen: bool, name: impl egui::IntoAtoms<'a>) -> Response {
    outlined(ui, |ui| ui.radio(is_chosen, name))
}

fn outlined(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    ui.scope(|ui| {
        let off = Tokens::of(ui.ctx()).baseline_fill();
        ui.visuals_mut().widgets.inactive.bg_stroke.color = off;
        add(ui)
    })
    .inner
}
