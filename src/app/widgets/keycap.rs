//! The name of a key, drawn as a key.

use egui::{Align2, Pos2, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use crate::paint::theme::{Tokens, regular_font};

const SIZE: f32 = 11.5;

/// Paints a key whose right edge is centered at a place. Returns where it is.
pub fn paint_key(ui: &Ui, name: &str, right_center: Pos2) -> Rect {
    let tokens = Tokens::of(ui.ctx());
    let text = ui.painter().layout_no_wrap(name.to_owned(), regular_font(SIZE), tokens.muted);
    let rect = Align2::RIGHT_CENTER.anchor_size(right_center, text.size() + vec2(12.0, 4.0));
    ui.painter().rect(rect, 4.0, tokens.surface, egui::Stroke::new(1.0, tokens.border), StrokeKind::Inside);
    ui.painter().galley(rect.min + vec2(6.0, 2.0), text, tokens.muted);
    rect
}

/// A key among other text.
pub fn key_ui(ui: &mut Ui, name: &str) -> Response {
    let width = ui.painter().layout_no_wrap(name.to_owned(), regular_font(SIZE), egui::Color32::PLACEHOLDER).size().x;
    let (rect, response) = ui.allocate_exact_size(vec2(width + 12.0, 20.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, name));
    paint_key(ui, name, rect.right_center());
    response
}
