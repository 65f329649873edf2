//! Panels, cards, rows and small buttons.

use egui::{
    Align, Button, Color32, CornerRadius, Frame, Id, Label, Layout, Margin, Response, RichText, Role, Stroke, TextEdit,
    Ui, UiBuilder, WidgetInfo, vec2,
};

use super::{Typed, icon, steady, term_label};
use crate::glossary::{Term, without_unit};
use crate::language::tr;
use crate::paint::theme::{Tokens, regular_font, semibold_font, text_scale};

/// A panel of the window.
pub fn panel_frame(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.border))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(14, 12))
}

/// All the room that is left, for contents that must not make their panel grow, whatever they need.
pub fn confined(ui: &mut Ui) -> Ui {
    let rect = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(rect);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rect));
    inner.shrink_clip_rect(rect.expand(8.0));
    inner
}

/// What a panel is for, in its middle, where there is nothing to show yet, and ways to change that.
pub fn nothing_yet_ui(ui: &mut Ui, heading: &str, text: &str, add_buttons: impl FnOnce(&mut Ui)) {
    const WIDTH: f32 = 480.0;
    let tokens = Tokens::of(ui.ctx());
    ui.add_space(ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.set_max_width(WIDTH.min(ui.available_width()));
        ui.spacing_mut().item_spacing.y = 8.0;
        ui.label(RichText::new(heading).font(semibold_font(15.0)));
        ui.add(Label::new(RichText::new(text).color(tokens.muted)).wrap());
        ui.add_space(4.0);
        add_buttons(ui);
    });
}

/// A card in a panel.
pub fn card_frame(fill: Color32, border: Color32) -> Frame {
    Frame::new().fill(fill).stroke(Stroke::new(1.0, border)).corner_radius(CornerRadius::same(8)).inner_margin(Margin {
        left: 14,
        right: 10,
        top: 7,
        bottom: 8,
    })
}

/// A label on the left and its inputs on the right; the label names every input for screen readers and tests, and says what
/// it means where it is pointed at.
pub fn row<R>(ui: &mut Ui, label: &str, add_inputs: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = Tokens::of(ui.ctx());
    let salt = label;
    ui.horizontal(|ui| {
        let id = ui.make_persistent_id(("inputs of the row", salt));
        // What is beside the inputs as they were in the pass before: the unit goes first, then the end of the name.
        let inputs = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or_default();
        let room = ui.available_width() - inputs - ui.spacing().item_spacing.x;
        let font = egui::TextStyle::Body.resolve(ui.style());
        let width = ui.painter().layout_no_wrap(label.to_owned(), font, tokens.muted).size().x;
        let (shown, room) = match width <= room + 1.0 {
            true => (label, f32::INFINITY),
            false => (without_unit(label), room.max(40.0)),
        };
        let shown = egui::RichText::new(shown).color(tokens.muted);
        let label = ui.scope(|ui| {
            ui.set_max_width(room.min(ui.available_width()));
            term_label(ui, shown, label, Term::of_label(label))
        });
        ui.label_inputs_by(label.inner.id, |ui| {
            // Inputs keep their identity whatever is drawn around the row.
            let layout = egui::Layout::right_to_left(egui::Align::Center);
            let shown = ui.scope_builder(UiBuilder::new().id_salt(salt).layout(layout), add_inputs);
            ui.data_mut(|data| data.insert_temp(id, shown.response.rect.width()));
            shown.inner
        })
    })
    .inner
}

/// What stands at the left end of a line, before [`right_end_ui`]: so that Tab goes in the order in which it is read. It has
/// the room that the right end left in the pass before.
pub fn left_end_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let id = right_end_id(ui);
    let width = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or_default();
    let room = (ui.available_width() - width - ui.spacing().item_spacing.x).max(0.0);
    ui.allocate_ui_with_layout(vec2(room, ui.available_height()), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(room);
        add(ui);
    });
}

/// What stands at the right end of the line; where it takes another width than before, the pass is made again.
pub fn right_end_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let width = ui.scope(add).response.rect.width();
    let id = right_end_id(ui);
    let before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default::<f32>(id), width));
    if 0.5 < (width - before).abs() {
        ui.ctx().request_discard("what stands at the right end takes another width");
    }
}

fn right_end_id(ui: &Ui) -> Id {
    ui.scope_id().with("width of the right end")
}

/// Names what the controls of a `Ui` belong to, for those who hear one control at a time: where a list repeats its fields,
/// the name of the row tells them apart.
pub fn name_group(ui: &Ui, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(Role::Group);
        node.set_label(name);
    });
}

/// The one button of a place that leads on; it stands out from when it does.
pub fn primary_button(ui: &mut Ui, is_enabled: bool, name: &str) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let text = egui::RichText::new(name).font(semibold_font(13.0 * text_scale(ui)));
    match is_enabled {
        true => ui.add(Button::new(text.color(tokens.on_primary)).fill(tokens.primary)),
        false => ui.add_enabled(false, Button::new(text)),
    }
}

/// A button that adds something to the list above it, and stays the same button when the list grows.
pub fn add_button(ui: &mut Ui, what: &str) -> Response {
    added_by(ui, what, Button::new(format!("{} {what}", icon::ADD)))
}

/// The same, smaller, for what is added inside something else.
pub fn small_add_button(ui: &mut Ui, what: &str) -> Response {
    let text = egui::RichText::new(format!("{} {what}", icon::ADD)).small();
    added_by(ui, what, Button::new(text).frame_when_inactive(false))
}

/// Opens and closes what a number is put together from, below the number.
pub fn made_from_button(ui: &mut Ui, icon: &str, factors: &str) -> Response {
    let title =
        egui::RichText::new(tr!("{icon} from {factors}", icon, factors)).small().color(Tokens::of(ui.ctx()).muted);
    ui.add(Button::new(title).frame_when_inactive(false))
}

fn added_by(ui: &mut Ui, what: &str, button: Button<'_>) -> Response {
    steady(ui, what, |ui| ui.add(button)).inner
}

/// A button that is only an icon, with a name for those who cannot see it.
pub fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    let text = egui::RichText::new(icon).font(regular_font(15.0 * scale)).color(tokens.muted);
    let button = Button::new(text).frame_when_inactive(false).min_size(scale * egui::vec2(24.0, 22.0));
    // As narrow as it says it is: wider, and the rows that end in it would push their panel wider in every frame.
    let response = ui.scope(|ui| {
        ui.spacing_mut().button_padding.x = 4.0;
        ui.add(button)
    });
    let response = response.inner;
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.on_hover_text(name)
}

/// Whoever comes by a key types another name, as in every number.
fn select_all(ui: &Ui, field: Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), field).unwrap_or_default();
    let all =
        egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    TextEdit::store_state(ui.ctx(), field, state);
}

/// Which widget a [`name_field`] is, to give it the focus.
pub fn name_field_id(ui: &Ui, label: &str, name: &str) -> Id {
    ui.make_persistent_id(("name", label, name))
}

/// A line of text that is a name: returns the new one when it was changed and entered.
///
/// What is typed is kept apart until then, so that a name is never half of one; what a name cannot hold is not taken.
pub fn name_field(ui: &mut Ui, label: &str, name: &str, width: f32) -> Option<String> {
    let id = name_field_id(ui, label, name);
    let mut typed = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_else(|| name.to_owned());
    let mut text = Typed::name(&mut typed);
    let response = ui.add(TextEdit::singleline(&mut text).id(id).desired_width(width).hint_text(label));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, label));
    let entered = response.lost_focus();
    let is_new = ui.data(|data| data.get_temp::<String>(id)).is_none();
    let is_pointed = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if response.has_focus() && is_new && !is_pointed {
        select_all(ui, id, &typed);
    }
    if response.has_focus() && !entered {
        ui.data_mut(|data| data.insert_temp(id, typed));
        return None;
    }
    ui.data_mut(|data| data.remove::<String>(id));
    let typed = typed.trim().to_owned();
    (entered && !typed.is_empty() && typed != name).then_some(typed)
}
