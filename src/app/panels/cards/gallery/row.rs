//! One card of the gallery, and what is asked of a card of one's own.

use std::path::Path;

use egui::{
    Align2, CornerRadius, DragAndDrop, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

use super::LibraryEdit;
use crate::app::command::Command;
use crate::app::command::targets::CardCommand;
use crate::app::panels::cards::drag::{DragPayload, What};
use crate::app::state::gallery::{GalleryEntry, PlainEntry};
use crate::app::widgets::text::clipped;
use crate::app::widgets::{icon, icon_button, name_field, name_field_id};
use crate::language::tr;
use crate::paint::theme::{Tokens, regular_font, semibold_font};

/// What came of a row in this pass.
pub struct RowResponse {
    /// Where it is.
    pub rect: Rect,
    /// Whether the card is to be added.
    pub clicked: bool,
    /// What is asked of a card of one's own.
    pub asked: Option<LibraryEdit>,
}

/// What was answered.
#[derive(Default)]
pub struct EditResponse {
    /// What follows.
    pub command: Option<Command>,
    /// Whether nothing more is asked.
    pub is_done: bool,
}

const HEIGHT: f32 = 60.0;
const PLAIN_HEIGHT: f32 = 44.0;

/// A card that is added by a click or dragged away.
pub fn row_ui(ui: &mut Ui, entry: &GalleryEntry, is_chosen: bool) -> RowResponse {
    let tokens = Tokens::of(ui.ctx());
    let component = &entry.card.component;
    let color = tokens.category(component.category);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click_and_drag());
    response.widget_info(|| {
        let name = tr!("Add {}: {}; {}", component.name, entry.price, entry.card.summary);
        WidgetInfo::selected(Role::Button, true, is_chosen, name)
    });
    if response.drag_started() {
        let what = What::New(Box::new(entry.card.clone()));
        DragAndDrop::set_payload(ui.ctx(), DragPayload { what, name: component.name.clone(), color });
    }
    let painter = ui.painter_at(rect.expand(2.0));
    if is_chosen || response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 6.0, tokens.hover);
    }
    if response.has_focus() || is_chosen {
        painter.rect_stroke(rect, 6.0, Stroke::new(1.5, tokens.focus), StrokeKind::Inside);
    }
    let bar = Rect::from_min_max(rect.min + vec2(3.0, 5.0), pos2(rect.left() + 7.0, rect.bottom() - 5.0));
    painter.rect_filled(bar, CornerRadius::same(2), color);
    let (left, right) = (rect.left() + 14.0, rect.right() - 8.0);
    let line = |number: f32| rect.top() + 6.0 + 17.0 * number;
    let figure =
        painter.text(pos2(right, line(0.0)), Align2::RIGHT_TOP, &entry.figure, semibold_font(13.0), tokens.text);
    clipped(&painter, pos2(left, line(0.0)), figure.left() - 8.0, &component.name, semibold_font(13.0), tokens.text);
    let end = if entry.path.is_some() { right - 54.0 } else { right };
    clipped(&painter, pos2(left, line(1.0)), end, &entry.price, regular_font(11.5), tokens.text);
    clipped(&painter, pos2(left, line(2.0)), end, &entry.card.summary, regular_font(11.5), tokens.muted);
    let mut asked = None;
    if entry.path.is_some() {
        let buttons = [
            (icon::EDIT, tr!("Rename {} in my library", component.name), LibraryEdit::Rename),
            (icon::REMOVE, tr!("Delete {} in my library", component.name), LibraryEdit::Delete),
        ];
        for (place, (icon, name, what)) in buttons.into_iter().enumerate() {
            let at = pos2(right - 48.0 + 26.0 * place as f32, rect.bottom() - 28.0);
            let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(Rect::from_min_size(at, vec2(24.0, 22.0))));
            if icon_button(&mut inner, icon, &name).clicked() {
                asked = Some(what);
            }
        }
    }
    let clicked = response.clicked();
    response.on_hover_text(format!("{}\n{}\n{}", component.name, entry.price, entry.card.summary));
    RowResponse { rect, clicked, asked }
}

/// Something that is added blank, by a click.
pub fn plain_row_ui(ui: &mut Ui, entry: PlainEntry, is_chosen: bool) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), PLAIN_HEIGHT), Sense::click());
    let (name, summary) = (entry.name(), entry.summary());
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, is_chosen, tr!("Add {name}: {summary}", name, summary))
    });
    let painter = ui.painter_at(rect.expand(2.0));
    if is_chosen || response.hovered() || response.has_focus() {
        painter.rect_filled(rect, 6.0, tokens.hover);
    }
    if response.has_focus() || is_chosen {
        painter.rect_stroke(rect, 6.0, Stroke::new(1.5, tokens.focus), StrokeKind::Inside);
    }
    let (left, right) = (rect.left() + 14.0, rect.right() - 8.0);
    clipped(&painter, pos2(left, rect.top() + 6.0), right, &name, semibold_font(13.0), tokens.text);
    clipped(&painter, pos2(left, rect.top() + 23.0), right, summary, regular_font(11.5), tokens.muted);
    response
}

/// In place of the row of a card of one's own: its new name, or whether it is to go.
pub fn asked_ui(ui: &mut Ui, what: LibraryEdit, path: &Path, entry: &GalleryEntry) -> EditResponse {
    let name = &entry.card.component.name;
    let mut answer = EditResponse::default();
    match what {
        LibraryEdit::Rename => {
            let id = name_field_id(ui, tr!("Name in my library"), name);
            let was_typing = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(id), true));
            let new = name_field(ui, tr!("Name in my library"), name, f32::INFINITY);
            let has_focus = ui.memory(|memory| memory.has_focus(id));
            if !was_typing {
                ui.memory_mut(|memory| memory.request_focus(id));
            } else if !has_focus {
                ui.data_mut(|data| data.remove::<bool>(id));
                answer.is_done = true;
            }
            answer.command = new.map(|new| Command::Card(CardCommand::Rename(path.to_owned(), new)));
        }
        LibraryEdit::Delete => {
            ui.add(egui::Label::new(RichText::new(tr!("Delete “{name}” from my library for good?", name))).wrap());
            ui.horizontal(|ui| {
                if ui.button(tr!("Delete it")).clicked() {
                    answer.command = Some(Command::Card(CardCommand::Delete(path.to_owned())));
                    answer.is_done = true;
                }
                answer.is_done |= ui.button(tr!("Keep it")).clicked();
            });
            ui.add_space(6.0);
        }
    }
    answer
}
