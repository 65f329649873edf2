//! The gallery of component cards: stays open beside the list of cards, so that cards can be dragged across.

mod alternatives;
mod row;

use egui::{
    Area, Button, Context, Frame, Id, Key, Margin, Modifiers, Order, Rect, RichText, ScrollArea, TextEdit, Ui, pos2,
    vec2,
};

use crate::app::command::Command;
use crate::app::command::targets::CardCommand;
use crate::app::document::card_library::CardLibrary;
use crate::app::panels::cards::line_editor::usual_name;
use crate::app::state::gallery::{Gallery, LibraryEdit, PlainEntry};
use crate::app::widgets::{basis_is_open, icon, icon_button};
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::reference::Card as LibraryCard;
use crate::scenario::{Category, Component, Driver, Estimate, Line, Reversibility, Scenario};

const WIDTH: f32 = 400.0;

fn search_id() -> Id {
    Id::unique("gallery search")
}

impl Gallery {
    /// Shows it to the right of the list of cards, for a scenario and the stage of it that is in focus. Returns whether it
    /// stays open.
    pub fn show(
        &mut self,
        context: &Context,
        beside: Rect,
        (scenario, stage): (&Scenario, usize),
        library: &CardLibrary,
        commands: &mut Vec<Command>,
    ) -> bool {
        let tokens = Tokens::of(context);
        self.entries.update(scenario, library);
        let is_new = context.read_response(search_id()).is_none();
        let window = context.content_rect();
        let frame = Frame::popup(&context.global_style()).fill(tokens.surface).inner_margin(Margin::symmetric(14, 12));
        let size = vec2(WIDTH.min(window.width() - 16.0), beside.height());
        // Over the cards where nothing is left beside them.
        let left = (beside.right() + 2.0).min(window.right() - size.x - 14.0);
        let shown = Area::new(Id::unique("card gallery"))
            .order(Order::Middle)
            .fixed_pos(pos2(left, beside.top()))
            .accessible_name(tr!("Gallery of cards"))
            .show(context, |ui| {
                frame
                    .show(ui, |ui| {
                        ui.set_width(size.x - 30.0);
                        ui.set_height((size.y - 26.0).max(0.0));
                        if self.offers_alternatives {
                            return alternatives::alternatives_ui(ui, scenario, commands);
                        }
                        let stays = self.head_ui(ui, scenario);
                        let added = self.search_ui(ui, is_new, commands);
                        self.list_ui(ui, (scenario, stage), added, commands);
                        stays
                    })
                    .inner
            });
        let is_asked_elsewhere = egui::Popup::is_any_open(context) || basis_is_open(context);
        shown.inner && (is_asked_elsewhere || !context.input(|input| input.key_pressed(Key::Escape)))
    }

    fn head_ui(&self, ui: &mut Ui, scenario: &Scenario) -> bool {
        let tokens = Tokens::of(ui.ctx());
        let stays = ui.horizontal(|ui| {
            ui.label(RichText::new(tr!("Add a card")).font(semibold_font(14.0)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                !icon_button(ui, icon::LEAVE, tr!("Close the gallery")).clicked()
            })
            .inner
        });
        if let Some(target) = scenario.target() {
            let text = match self.added.as_str() {
                "" => tr!("click or drag; amounts are a month at {}, in {}", target.name, scenario.currency),
                added => tr!("{} Added {added}", icon::CHOSEN, added),
            };
            ui.add(egui::Label::new(RichText::new(text).small().color(tokens.muted)).truncate());
        }
        stays.inner
    }

    /// Returns whether Enter was pressed.
    fn search_ui(&mut self, ui: &mut Ui, is_new: bool, commands: &mut Vec<Command>) -> bool {
        let id = search_id();
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let found = self.entries.found(&self.search).count() + PlainEntry::found(&self.search).len();
        let pressed = |ui: &Ui, key| has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (up, down, enter) = (pressed(ui, Key::ArrowUp), pressed(ui, Key::ArrowDown), pressed(ui, Key::Enter));
        if has_focus && self.search.is_empty() {
            // Nothing was typed that could be taken back: the card that was added can.
            let pressed = |command: &Command| {
                command.shortcut().is_some_and(|keys| ui.input_mut(|input| input.consume_shortcut(&keys)))
            };
            commands.extend([Command::Redo, Command::Undo].into_iter().find(pressed));
        }
        self.has_moved = up || down;
        if down {
            self.chosen = (self.chosen + 1).min(found.saturating_sub(1));
        }
        if up {
            self.chosen = self.chosen.saturating_sub(1);
        }
        let field =
            TextEdit::singleline(&mut self.search).id(id).hint_text(tr!("Search cards")).desired_width(f32::INFINITY);
        let field = ui.add(field.margin(Margin::symmetric(8, 5)));
        // A hint is a name only while the field is empty.
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(tr!("Search cards")));
        if field.changed() {
            self.chosen = 0;
            self.added.clear();
        }
        if is_new {
            field.request_focus();
        }
        enter
    }

    fn list_ui(
        &mut self,
        ui: &mut Ui,
        (scenario, stage): (&Scenario, usize),
        enter: bool,
        commands: &mut Vec<Command>,
    ) {
        let tokens = Tokens::of(ui.ctx());
        let place = scenario.components.len();
        let Self { search, chosen, has_moved, asked, entries, added, offers_alternatives: _ } = self;
        let plain = PlainEntry::found(search);
        let footer = ui.spacing().interact_size.y + 14.0;
        ScrollArea::vertical().auto_shrink(false).max_height((ui.available_height() - footer).max(0.0)).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.set_max_width(ui.available_width() - 8.0);
                let mut group = None;
                for (number, entry) in entries.found(search).enumerate() {
                    if group != Some(entry.group()) {
                        group = Some(entry.group());
                        ui.add_space(if number == 0 { 2.0 } else { 8.0 });
                        ui.label(RichText::new(entry.group()).font(semibold_font(11.5)).color(tokens.muted));
                    }
                    if let (Some(path), Some((asked_of, what))) = (&entry.path, &*asked)
                        && path == asked_of
                    {
                        let answer = row::asked_ui(ui, *what, path, entry);
                        if let Some(command) = answer.command {
                            commands.push(command);
                        }
                        if answer.is_done {
                            *asked = None;
                        }
                        continue;
                    }
                    let shown = row::row_ui(ui, entry, number == *chosen);
                    if number == *chosen && *has_moved {
                        ui.scroll_to_rect(shown.rect, None);
                    }
                    if shown.clicked || (enter && number == *chosen) {
                        added.clone_from(&entry.card.component.name);
                        commands.push(Command::Card(CardCommand::Add(Box::new(entry.card.clone()), place)));
                    }
                    if let (Some(path), Some(what)) = (&entry.path, shown.asked) {
                        *asked = Some((path.clone(), what));
                    }
                }
                let count = entries.found(search).count();
                for (number, entry) in plain.iter().enumerate().map(|(place, entry)| (count + place, *entry)) {
                    if number == count {
                        ui.add_space(if number == 0 { 2.0 } else { 8.0 });
                        ui.label(RichText::new(tr!("Begin with")).font(semibold_font(11.5)).color(tokens.muted));
                    }
                    let shown = row::plain_row_ui(ui, entry, number == *chosen);
                    if number == *chosen && *has_moved {
                        ui.scroll_to_rect(shown.rect, None);
                    }
                    if shown.clicked() || (enter && number == *chosen) {
                        *added = entry.name();
                        commands.push(Command::Card(match entry {
                            PlainEntry::ModelCall => CardCommand::AddCall,
                            PlainEntry::Blank(driver) => {
                                let card = blank(&scenario.currency, stage, driver);
                                CardCommand::Add(Box::new(card), place)
                            }
                        }));
                    }
                }
                if group.is_none() && plain.is_empty() {
                    let text =
                        tr!("No card has all of “{}”. Begin with a blank one, or open a card file", search.trim());
                    ui.add_space(6.0);
                    ui.add(egui::Label::new(RichText::new(text).color(tokens.muted)).wrap());
                }
                for error in &entries.errors {
                    let text = format!("{} {error}", icon::PROBLEM);
                    ui.add(egui::Label::new(RichText::new(text).small().color(tokens.problem)).wrap());
                }
            },
        );
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            if ui.add(Button::new(format!("{} {}", icon::ADD, tr!("A blank card")))).clicked() {
                let card = blank(&scenario.currency, stage, Driver::Month);
                added.clone_from(&card.component.name);
                commands.push(Command::Card(CardCommand::Add(Box::new(card), place)));
            }
            if ui.add(Button::new(format!("{} {}", icon::ADD, tr!("A model call")))).clicked() {
                *added = PlainEntry::ModelCall.name();
                commands.push(Command::Card(CardCommand::AddCall));
            }
            if ui.button(tr!("From a file…")).clicked() {
                commands.push(Command::OpenCard);
            }
        });
    }
}

/// A card that says nothing and costs nothing yet, from the stage on that is being looked at.
fn blank(currency: &str, from_stage: usize, driver: Driver) -> LibraryCard {
    LibraryCard {
        group: Category::Other.name().to_owned(),
        summary: String::new(),
        currency: currency.to_owned(),
        component: Component {
            id: "card".to_owned(),
            name: tr!("New card").to_owned(),
            category: Category::Other,
            from_stage,
            until_stage: None,
            enabled: true,
            setup_cost: Estimate::Exact(0.0),
            reversibility: Reversibility::Reversible,
            lines: vec![Line { driver, ..Line::monthly(usual_name(driver).to_owned()) }],
            success: Estimate::Exact(1.0),
            repeat: None,
            rework: Vec::new(),
        },
        bases: indexmap::IndexMap::new(),
    }
}
