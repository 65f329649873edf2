//! The top bar: what is open, its state, and what can be done with it.

use egui::{Button, RichText, Role, Ui, WidgetInfo};

use super::snapshots::snapshots_menu;
use crate::app::command::{Command, CommandGroup, key_name};
use crate::app::document::Session;
use crate::app::state::UiState;
use crate::app::state::settings::Settings;
use crate::app::widgets::{follow_focus, icon, left_end_ui, name_field, name_field_id, primary_button, right_end_ui};
use crate::artifacts::Artifact;
use crate::charts::ChartKind;
use crate::disk::exists;
use crate::language::{text, tr, tr_noop};
use crate::number_style::NumberStyle;
use crate::paint::theme::{Tokens, bold_font, semibold_font};

/// Shows the bar and adds what was asked for to `commands`.
pub fn top_bar_ui(
    ui: &mut Ui,
    session: &mut Session,
    ui_state: &mut UiState,
    settings: &Settings,
    commands: &mut Vec<Command>,
) {
    let tokens = Tokens::of(ui.ctx());
    let is_narrow = ui.available_width() < NARROW;
    let is_tight = ui.available_width() < TIGHT;
    if is_narrow {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding.x = 6.0;
    } else if is_tight {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().button_padding.x = 8.0;
    }
    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        left_end_ui(ui, |ui| {
            if !is_tight {
                ui.label(RichText::new("Breakeven").font(bold_font(15.0)));
                ui.label(RichText::new("/").color(tokens.muted));
            }
            name_ui(ui, session);
            if !is_narrow {
                let state = RichText::new(session.file_state()).small().color(tokens.muted);
                ui.add(egui::Label::new(state).truncate());
            }
        });
        right_end_ui(ui, |ui| {
            file_menu(ui, settings, is_narrow, commands);
            if !is_narrow {
                group_menu(ui, CommandGroup::View, settings, commands);
            }
            button(ui, Command::Undo, session, commands);
            button(ui, Command::Redo, session, commands);
            snapshots_menu(ui, session, ui_state, commands);
            button(ui, Command::FindCommand, session, commands);
            export_menu(ui, settings, commands);
            if !is_narrow {
                group_menu(ui, CommandGroup::Help, settings, commands);
            }
            workshop_button(ui, commands);
        });
    });
}

/// Below this the name of the program makes way, so that name and state of the file are not cut.
const TIGHT: f32 = 1400.0;
/// Below this the state of the file makes way as well, and two menus go into another.
const NARROW: f32 = 860.0;
const NAME: &str = tr_noop!("Scenario name");

/// The scenario's name; a click makes it a field.
fn name_ui(ui: &mut Ui, session: &mut Session) {
    let id = ui.make_persistent_id("renaming");
    let field = name_field_id(ui, text(NAME), &session.scenario.name);
    if ui.data(|data| data.get_temp::<bool>(id)).is_none() {
        let name = Button::new(RichText::new(&session.scenario.name).font(semibold_font(14.0)))
            .frame_when_inactive(false)
            .truncate();
        if ui.add(name).on_hover_text(tr!("Rename the scenario")).clicked() {
            ui.data_mut(|data| data.insert_temp(id, true));
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        return;
    }
    let entered = name_field(ui, text(NAME), &session.scenario.name, 320.0);
    if let Some(name) = entered {
        session.scenario.name = name;
    }
    if !ui.memory(|memory| memory.has_focus(field)) {
        ui.data_mut(|data| data.remove::<bool>(id));
    }
}

fn button(ui: &mut Ui, command: Command, session: &Session, commands: &mut Vec<Command>) {
    let mut button = Button::new(command.name());
    let shortcut = command.shortcut().map(|shortcut| key_name(ui.ctx(), &shortcut));
    if let Some(shortcut) = shortcut.as_deref().filter(|_| command == Command::FindCommand) {
        button = button.shortcut_text(RichText::new(shortcut).small());
    }
    let mut response = ui.add_enabled(command.is_possible(session), button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, command.is_possible(session), command.name()));
    let told = command.edit(session).map(|_| command.name_with_edit(session));
    if let Some(told) = &told {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(told.as_str()));
    }
    let hover: Vec<String> = told.into_iter().chain(shortcut).collect();
    if !hover.is_empty() {
        response = response.on_hover_text(hover.join("\n"));
    }
    if response.clicked() {
        commands.push(command);
    }
}

/// The one button that leads on: to what the room sees.
fn workshop_button(ui: &mut Ui, commands: &mut Vec<Command>) {
    let response =
        primary_button(ui, true, &format!("{}  F5", tr!("Workshop"))).on_hover_text(tr!("What the room sees"));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, tr!("Workshop")));
    if response.clicked() {
        commands.push(Command::SwitchLayout);
    }
}

fn item(ui: &mut Ui, command: Command, settings: &Settings, commands: &mut Vec<Command>) {
    let is_on = settings.is_on(&command);
    let name = match command {
        Command::UsualSize => tr!("{} (now {} %)", command.name(), settings.scale.percent()),
        Command::SetLanguage(Some(language)) => language.own_name().to_owned(),
        _ => command.name(),
    };
    let mut button = Button::new(&name);
    if let Some(shortcut) = command.shortcut() {
        button = button.shortcut_text(key_name(ui.ctx(), &shortcut));
    } else if is_on == Some(true) {
        button = button.right_text(icon::CHOSEN);
    }
    let response = ui.add(button);
    if let Some(is_on) = is_on {
        response.widget_info(|| WidgetInfo::selected(Role::MenuItemCheckBox, true, is_on, &name));
    }
    if response.clicked() {
        commands.push(command);
        // A menu closes by itself only when a pointer clicks.
        ui.close();
    }
}

/// Every command of a group.
fn group_menu(ui: &mut Ui, group: CommandGroup, settings: &Settings, commands: &mut Vec<Command>) {
    ui.menu_button(group.name(), |ui| {
        ui.set_min_width(230.0);
        // More than a small window is high.
        let room = ui.ctx().content_rect().bottom() - ui.cursor().top() - 24.0;
        egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
            let mut last = None;
            for command in Command::listed_in(group) {
                let family = family(&command);
                let before = last.replace(family);
                if before.is_some_and(|before| before != family) {
                    ui.separator();
                }
                match family {
                    LOCALE if before == Some(family) => {}
                    LOCALE => locale_menu(ui, settings, commands),
                    _ => item(ui, command, settings, commands),
                }
            }
            follow_focus(ui);
        });
    });
}

/// In which language texts are, and with which marks numbers.
fn locale_menu(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    ui.menu_button(tr!("Language and numbers"), |ui| {
        ui.set_min_width(200.0);
        for command in Command::listed_in(CommandGroup::View).into_iter().filter(|one| family(one) == LOCALE) {
            if command == Command::SetNumbers(Some(NumberStyle::Point)) {
                ui.separator();
            }
            item(ui, command, settings, commands);
        }
    });
}

/// The family that has a menu of its own.
const LOCALE: u8 = 2;

/// Commands of a menu that stand together.
fn family(command: &Command) -> u8 {
    match command {
        Command::SwitchScale | Command::SwitchTheme | Command::SetAppearance(_) => 1,
        Command::SwitchContrast | Command::SwitchMotion => 1,
        Command::SetLanguage(_) | Command::SetNumbers(_) => LOCALE,
        Command::Larger | Command::Smaller | Command::UsualSize => 3,
        Command::NextPanel | Command::PreviousPanel => 4,
        Command::GoTo(_) => 5,
        Command::ShowKeyMessage(_) => 6,
        _ => 0,
    }
}

/// Every command of the group `File`; in a narrow window, `UiState` and `Help` as menus in it.
fn file_menu(ui: &mut Ui, settings: &Settings, is_narrow: bool, commands: &mut Vec<Command>) {
    ui.menu_button(tr!("File"), |ui| {
        ui.set_min_width(230.0);
        for command in Command::listed_in(CommandGroup::File) {
            match command {
                Command::Save => {
                    recent_menu(ui, settings, commands);
                    ui.separator();
                }
                Command::Quit => {
                    ui.separator();
                    if is_narrow {
                        for group in [CommandGroup::View, CommandGroup::Help] {
                            group_menu(ui, group, settings, commands);
                        }
                        ui.separator();
                    }
                }
                _ => {}
            }
            item(ui, command, settings, commands);
        }
    });
}

fn recent_menu(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    ui.add_enabled_ui(!settings.recent_files.is_empty(), |ui| {
        ui.menu_button(tr!("Open recent"), |ui| {
            ui.set_min_width(230.0);
            for (name, path) in settings.recent_names() {
                // Asked while the menu is open, so that a disk that comes back brings its files back.
                let is_there = exists(path);
                let missing = if is_there { "" } else { tr!("not there any more") };
                let button = ui.add_enabled(is_there, Button::new(&name).right_text(RichText::new(missing).small()));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, is_there, format!("{name} {missing}").trim()));
                let path_text = path.display().to_string();
                if button.on_hover_text(&path_text).on_disabled_hover_text(&path_text).clicked() {
                    commands.push(Command::OpenFile(path.to_owned()));
                    ui.close();
                }
            }
        });
    });
}

fn export_menu(ui: &mut Ui, settings: &Settings, commands: &mut Vec<Command>) {
    ui.menu_button(tr!("Export"), |ui| {
        ui.set_min_width(230.0);
        // More than a small window is high.
        let room = ui.ctx().content_rect().bottom() - ui.cursor().top() - 24.0;
        egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
            item(ui, Command::ExportEverything, settings, commands);
            ui.separator();
            for artifact in Artifact::DOCUMENTS {
                item(ui, Command::Export(artifact), settings, commands);
            }
            item(ui, Command::Export(Artifact::Page), settings, commands);
            ui.separator();
            for key in ChartKind::ALL {
                ui.menu_button(key.name(), |ui| {
                    for command in Command::of_chart(key) {
                        item(ui, command, settings, commands);
                    }
                });
            }
            follow_focus(ui);
        });
    });
}
