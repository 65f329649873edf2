//! The user's own cards as the window knows them, and what is done with card files.

use std::path::{Path, PathBuf};
use std::sync::mpsc::TryRecvError;

use egui::Context;

use super::App;
use super::documents::Confirmed;
use super::file_dialog::Purpose;
use super::reading::{BackgroundTask, GLANCE, PATIENCE};
use super::view;
use crate::files::{Card, FileError, Library, OwnCard, save_export};

/// Something to do with a card.
#[derive(Clone, Debug, PartialEq)]
pub enum CardCommand {
    /// Put it into the scenario, at a place among its components.
    Add(Box<Card>, usize),
    /// Keep the component with an id in the library.
    Keep(String),
    /// Ask for a file to write the component with an id to.
    SaveAs(String),
    /// Give a card of the library, by its file, another name.
    Rename(PathBuf, String),
    /// Delete a card of the library, by its file.
    Delete(PathBuf),
}

impl CardCommand {
    /// As its button says it.
    pub fn name(&self) -> String {
        match self {
            Self::Add(card, _) => format!("Add {}", card.component.name),
            Self::Keep(_) => "Save to my library".to_owned(),
            Self::SaveAs(_) => "Save card as file…".to_owned(),
            Self::Rename(_, name) => format!("Rename to {name}"),
            Self::Delete(_) => "Delete from my library".to_owned(),
        }
    }
}

/// The cards of one's own, read when they have changed.
#[derive(Debug, Default)]
pub struct CardLibrary {
    /// `None` where this user has no folder for data.
    library: Option<Library>,
    own: Vec<OwnCard>,
    errors: Vec<String>,
    revision: u64,
    /// While the folder is being read.
    reading: Option<BackgroundTask<FolderContents>>,
}

/// What a folder holds, and what is wrong with the rest.
type FolderContents = (Vec<OwnCard>, Vec<FileError>);

impl CardLibrary {
    /// The cards of a folder.
    pub fn new(library: Library) -> Self {
        let folder = library.clone();
        let reading = BackgroundTask::begin(move || folder.read());
        let mut cards = Self { library: Some(library), ..Self::default() };
        let answer = reading.wait(PATIENCE);
        cards.hear(reading, answer);
        cards
    }

    /// Takes what has been read meanwhile, where that takes long.
    pub fn poll(&mut self, context: &Context) {
        let Some(reading) = self.reading.take() else { return };
        let answer = reading.poll();
        if matches!(answer, Err(TryRecvError::Empty)) {
            self.reading = Some(reading);
            context.request_repaint_after(GLANCE);
        } else {
            self.hear(reading, answer);
        }
    }

    fn hear(&mut self, reading: BackgroundTask<FolderContents>, answer: Result<FolderContents, TryRecvError>) {
        match answer {
            Ok(cards) => self.take(cards),
            Err(TryRecvError::Empty) => {
                self.say("Your library is still being read: its disk takes its time");
                self.reading = Some(reading);
            }
            Err(TryRecvError::Disconnected) => self.say("Your library could not be read"),
        }
    }

    fn take(&mut self, (own, errors): FolderContents) {
        self.own = own;
        self.errors = errors.into_iter().map(|error| error.to_string()).collect();
        self.revision += 1;
    }

    fn say(&mut self, error: &str) {
        self.errors = vec![error.to_owned()];
        self.revision += 1;
    }

    /// Reads the folder again.
    fn read(&mut self) {
        if let Some(library) = &self.library {
            let cards = library.read();
            self.reading = None;
            self.take(cards);
        }
    }

    /// Those that could be read, by name.
    pub fn own(&self) -> &[OwnCard] {
        &self.own
    }

    /// What is wrong with the others.
    pub fn errors(&self) -> &[String] {
        &self.errors
    }

    /// Another number after each change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Keeps a card. Returns what was done.
    pub fn save(&mut self, card: &Card) -> Result<String, String> {
        let is_same = |own: &&OwnCard| own.card.component == card.component && own.card.bases == card.bases;
        if let Some(own) = self.own.iter().find(is_same) {
            return Ok(format!("“{}” is in your library already", own.card.component.name));
        }
        self.change(|library| library.save(card)).map(|name| format!("“{name}” is in your library now: Add card, Mine"))
    }

    /// Gives a card another name. Returns what was done.
    pub fn rename(&mut self, path: &Path, name: &str) -> Result<String, String> {
        self.change(|library| library.rename(path, name)).map(|name| format!("Renamed to “{name}”"))
    }

    /// Deletes a card. Returns what was done.
    pub fn delete(&mut self, path: &Path) -> Result<String, String> {
        self.change(|library| library.remove(path)).map(|()| "Deleted from your library".to_owned())
    }

    fn change<T>(&mut self, change: impl FnOnce(&Library) -> Result<T, FileError>) -> Result<T, String> {
        let library =
            self.library.as_ref().ok_or("There is no folder for the data of this user: save the card as a file")?;
        let changed = change(library).map_err(|error| format!("Your library could not be changed. {error}"));
        self.read();
        changed
    }
}

impl App {
    /// Does something with a card.
    pub(super) fn run_card(&mut self, context: &Context, command: CardCommand) {
        let done = match command {
            CardCommand::Add(card, place) => return self.add_card(&card, place),
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
        self.ui_state.open(view::CardId::Component(id));
    }

    /// The same with the card of a file.
    pub(super) fn add_card_file(&mut self, card: Result<Box<Card>, FileError>) {
        let card = card.map_err(|error| format!("Could not add the card. {error}"));
        if let Ok(card) = &card {
            self.add_card(card, usize::MAX);
        }
        self.report(card.map(|card| format!("Added {}", card.component.name)));
    }

    /// Writes a component as a card to a file, over none that nobody was told about.
    pub(super) fn save_card_as(&mut self, id: &str, path: &Path, confirmed: Confirmed) {
        if let Some(card) = Card::of(&self.session.scenario, id) {
            let saved = save_export(card.to_text().as_bytes(), path, confirmed.replace(), self.session.path());
            let failed = |error: FileError| match error {
                FileError::Exists { .. } => format!("Could not save the card: {error}. Choose another name"),
                error => format!("Could not save the card: {error}"),
            };
            self.report(saved.map(|()| format!("Saved {}", path.display())).map_err(failed));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::cards;

    #[test]
    fn a_library_that_takes_long_is_said_and_comes_later() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::new(folder.path().to_owned());
        library.save(&cards()[0]).unwrap();
        let (go_on, stop) = std::sync::mpsc::channel::<()>();
        let slow = library.clone();
        let reading = BackgroundTask::begin(move || {
            let _ = stop.recv();
            slow.read()
        });
        let mut own = CardLibrary { library: Some(library), ..CardLibrary::default() };
        own.hear(reading, Err(TryRecvError::Empty));
        let context = Context::default();
        own.poll(&context);
        assert!(own.own().is_empty() && own.errors()[0].contains("still being read"), "{:?}", own.errors());
        let revision = own.revision();
        go_on.send(()).unwrap();
        while own.reading.is_some() {
            own.poll(&context);
            std::thread::yield_now();
        }
        assert_eq!((own.own().len(), own.errors().len()), (1, 0));
        assert!(revision < own.revision(), "the gallery lists it");
    }
}
