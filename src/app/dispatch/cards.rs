//! The user's own cards as the window knows them, and what is done with card files.

use std::path::Path;

use egui::Context;

use crate::app::App;
use crate::app::command::files::Purpose;
use crate::app::command::targets::{CardCommand, CardId};
use crate::app::document::safekeeping::Confirmed;
use crate::app::panels::cards::add_step;
use crate::files::{FileError, save_export};
use crate::language::tr;
use crate::reference::Card;

impl App {
    /// Does something with a card.
    pub(crate) fn run_card(&mut self, context: &Context, command: CardCommand) {
        let done = match command {
            CardCommand::Add(card, place) => return self.add_card(&card, place),
            CardCommand::AddCall => {
                let place = add_step(&mut self.session.scenario);
                self.message = tr!("Added {}", self.session.scenario.workload.steps[place].name);
                return self.ui_state.open(CardId::Step(place));
            }
            CardCommand::AddAlternative(card) => {
                let name = card.add_to(&mut self.session.scenario);
                self.message = tr!("Added {name}", name);
                return self.ui_state.open(CardId::Alternative(name));
            }
            CardCommand::SaveAs(id) => return self.ask_for_file(context, Purpose::SaveCard(id)),
            CardCommand::Keep(id) => match Card::of(&self.session.scenario, &id) {
                Some(card) => self.library.save(&card),
                None => return,
            },
            CardCommand::Rename(path, name) => self.library.rename(&path, &name),
            CardCommand::Delete(path) => self.library.delete(&path),
        };
        self.report(done);
    }

    /// Puts a card into the scenario and opens it.
    fn add_card(&mut self, card: &Card, place: usize) {
        let id = card.insert_into(&mut self.session.scenario, place);
        self.message = tr!("Added {}", card.component.name);
        self.ui_state.open(CardId::Component(id));
    }

    /// The same with the card of a file.
    pub(crate) fn add_card_file(&mut self, card: Result<Box<Card>, FileError>) {
        let card = card.map_err(|error| tr!("Could not add the card. {error}", error));
        if let Ok(card) = &card {
            self.add_card(card, usize::MAX);
        }
        self.report(card.map(|card| tr!("Added {}", card.component.name)));
    }

    /// Writes a component as a card to a file, over none that nobody was told about.
    pub(crate) fn save_card_as(&mut self, id: &str, path: &Path, confirmed: Confirmed) {
        if let Some(card) = Card::of(&self.session.scenario, id) {
            let saved = save_export(card.to_text().as_bytes(), path, confirmed.replace(), self.session.path());
            let failed = |error: FileError| match error {
                FileError::Exists { .. } => tr!("Could not save the card: {error}. Choose another name", error),
                error => tr!("Could not save the card: {error}", error),
            };
            self.report(saved.map(|()| tr!("Saved {}", path.display())).map_err(failed));
        }
    }
}
