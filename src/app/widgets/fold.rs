//! A part of a card that is rarely needed: folded while it holds nothing, one click away.

use egui::{Button, RichText, Role, Ui, WidgetInfo};

use super::icon;
use crate::paint::theme::Tokens;

/// Shows a part under its title. It opens by itself where it `holds_something`, and then stays open until it is closed:
/// nothing folds under the pointer that empties it.
pub fn fold_ui(ui: &mut Ui, title: &str, holds_something: bool, add: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with(("fold", title));
    let chosen = ui.data(|data| data.get_temp::<bool>(id));
    if holds_something && chosen.is_none() {
        ui.data_mut(|data| data.insert_temp(id, true));
    }
    let is_open = chosen.unwrap_or(holds_something);
    let tokens = Tokens::of(ui.ctx());
    let caret = if is_open { icon::CLOSE } else { icon::OPEN };
    let text = RichText::new(format!("{caret} {title}")).small().color(tokens.muted);
    let button = ui.add(Button::new(text).frame_when_inactive(false));
    button.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, title));
    if button.clicked() {
        ui.data_mut(|data| data.insert_temp(id, !is_open));
    }
    if is_open {
        ui.push_id(title, add);
    }
}
