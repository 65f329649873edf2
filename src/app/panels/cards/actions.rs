//! What can be done with a card: one list for the menu of its head, for its keys and for the row at its end.

use egui::{Button, Id, Key, KeyboardShortcut, Layout, Modifiers, Popup, PopupKind, Response, SetOpenCommand, Ui};

use crate::app::command::key_name;
use crate::app::command::targets::CardCommand;
use crate::app::state::CardDisplay;
use crate::app::widgets::choices::ListEdit;
use crate::app::widgets::{icon, icon_button};
use crate::language::tr;

/// Something that is done with a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Open it, or close it.
    Toggle {
        /// Whether its head stays where it is: under the pointer, unless what opens would be below the edge of the list.
        stays: bool,
    },
    /// Close all the others.
    CloseOthers,
    /// Let it take part, or not.
    Switch,
    /// Something to the list that it stands in.
    List(ListEdit),
    /// Keep it in the library.
    Keep,
    /// Write it to a file.
    SaveAs,
}

/// What can be done with a card beside opening it.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// Its place in its list, and how many stand there.
    pub place: Option<(usize, usize)>,
    /// Whether it takes part, where it need not.
    pub switch: Option<bool>,
    /// Its id, where it can be kept.
    pub kept_as: Option<String>,
}

impl Offers {
    /// What its list can do to it: what changes nothing is left out.
    fn edits(&self) -> impl Iterator<Item = ListEdit> {
        let (place, count) = self.place.unwrap_or_default();
        let all = [ListEdit::Up, ListEdit::Down, ListEdit::Duplicate, ListEdit::Remove];
        let is_possible = move |edit: &ListEdit| match edit {
            ListEdit::Up => 0 < place,
            ListEdit::Down => place + 1 < count,
            ListEdit::Duplicate | ListEdit::Remove => 0 < count,
        };
        all.into_iter().filter(is_possible)
    }

    /// What a library or a file can do with it.
    fn keeps(&self) -> impl Iterator<Item = Action> {
        [Action::Keep, Action::SaveAs].into_iter().filter(|_| self.kept_as.is_some())
    }

    fn name(&self, action: Action, standing: CardDisplay) -> String {
        let id = || self.kept_as.clone().unwrap_or_default();
        match action {
            Action::Toggle { .. } if standing.is_open => tr!("Close").to_owned(),
            Action::Toggle { .. } => tr!("Open").to_owned(),
            Action::CloseOthers => tr!("Close the others").to_owned(),
            Action::Switch if self.switch == Some(true) => tr!("Switch off").to_owned(),
            Action::Switch => tr!("Switch on").to_owned(),
            Action::List(edit) => edit.name().to_owned(),
            Action::Keep => CardCommand::Keep(id()).name(),
            Action::SaveAs => CardCommand::SaveAs(id()).name(),
        }
    }

    /// The row at the end of an open card; `name` is the card's.
    pub fn row_ui(&self, ui: &mut Ui, name: &str) -> Option<Action> {
        let mut chosen = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for edit in self.edits() {
                if icon_button(ui, edit.icon(), &format!("{} {name}", edit.name())).clicked() {
                    chosen = Some(Action::List(edit));
                }
            }
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                let keeps: Vec<Action> = self.keeps().collect();
                for action in keeps.into_iter().rev() {
                    let icon = if action == Action::Keep { icon::LIBRARY } else { icon::SAVE };
                    if icon_button(ui, icon, &self.name(action, CardDisplay::default())).clicked() {
                        chosen = Some(action);
                    }
                }
            });
        });
        chosen
    }

    /// The menu of a head: at the pointer that asked for it, or at the head.
    pub fn menu_ui(&self, head: &Response, name: &str, is_asked: bool, standing: CardDisplay) -> Option<Action> {
        let id = Popup::default_response_id(head);
        let is_open = Popup::is_id_open(&head.ctx, id);
        let by_pointer = head.secondary_clicked();
        let set = match (by_pointer, is_asked) {
            (true, _) => Some(SetOpenCommand::Bool(true)),
            (false, true) => Some(SetOpenCommand::Bool(!is_open)),
            (false, false) => None,
        };
        let was_at_pointer = !is_asked && Popup::position_of_id(&head.ctx, id).is_some();
        let has_pointer = by_pointer && head.ctx.pointer_hover_pos().is_some();
        let popup = Popup::from_response(head)
            .kind(PopupKind::Menu)
            .layout(Layout::top_down_justified(egui::Align::Min))
            .style(egui::containers::menu::menu_style)
            .accessible_name(tr!("Menu of {name}", name))
            .open_memory(set);
        let popup = if has_pointer || was_at_pointer { popup.at_pointer_fixed() } else { popup };
        let shown = popup.show(|ui| {
            ui.set_min_width(200.0);
            let mut chosen = None;
            let mut offer = |ui: &mut Ui, action: Action| {
                let mut button = Button::new(self.name(action, standing));
                if let Some(key) = key(action) {
                    button = button.shortcut_text(key_name(ui.ctx(), &key));
                }
                if ui.add(button).clicked() {
                    chosen = Some(action);
                    ui.close();
                }
            };
            offer(ui, Action::Toggle { stays: false });
            if standing.has_open_others {
                offer(ui, Action::CloseOthers);
            }
            if self.switch.is_some() {
                offer(ui, Action::Switch);
            }
            if self.place.is_some() {
                ui.separator();
            }
            self.edits().for_each(|edit| offer(ui, Action::List(edit)));
            if self.kept_as.is_some() {
                ui.separator();
            }
            self.keeps().for_each(|action| offer(ui, action));
            chosen
        });
        shown.and_then(|shown| shown.inner)
    }

    /// What the keys ask for while a head has the focus.
    pub fn pressed(&self, ui: &Ui) -> Option<Action> {
        let actions = self.edits().map(Action::List);
        let pressed =
            |action: &Action| key(*action).is_some_and(|key| ui.input_mut(|input| input.consume_shortcut(&key)));
        actions.filter(|action| *action != Action::List(ListEdit::Duplicate)).find(pressed)
    }
}

/// The keys that ask for the menu of the head that has the focus.
pub fn asks_for_menu(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10) || input.consume_key(Modifiers::NONE, Key::Menu))
}

/// The key of an action, while a head has the focus.
fn key(action: Action) -> Option<KeyboardShortcut> {
    let (modifiers, key) = match action {
        Action::Toggle { .. } => (Modifiers::NONE, Key::Enter),
        Action::List(ListEdit::Up) => (Modifiers::ALT, Key::ArrowUp),
        Action::List(ListEdit::Down) => (Modifiers::ALT, Key::ArrowDown),
        Action::List(ListEdit::Remove) => (Modifiers::NONE, Key::Delete),
        _ => return None,
    };
    Some(KeyboardShortcut::new(modifiers, key))
}

/// Has the head at a place of a list take the focus, when the one that had it is gone.
pub fn focus_place(ui: &Ui, list: &str, place: usize) {
    ui.data_mut(|data| data.insert_temp(wanted(list), place));
}

/// Whether the head at a place is to take the focus; asked once.
pub fn takes_focus(ui: &Ui, list: &str, place: usize) -> bool {
    ui.data_mut(|data| {
        let is_meant = data.get_temp::<usize>(wanted(list)) == Some(place);
        if is_meant {
            data.remove::<usize>(wanted(list));
        }
        is_meant
    })
}

fn wanted(list: &str) -> Id {
    Id::unique(("place that wants the focus", list))
}
