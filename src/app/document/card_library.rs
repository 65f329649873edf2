//! The cards of one's own, read in the background, for the gallery and for commands.

use std::path::Path;
use std::sync::mpsc::TryRecvError;

use egui::Context;

use super::background_task::{BackgroundTask, GLANCE, PATIENCE};
use crate::files::FileError;
use crate::language::tr;
use crate::reference::{Card, Library, OwnCard};

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
pub(crate) type FolderContents = (Vec<OwnCard>, Vec<FileError>);

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
                self.say(tr!("Your library is still being read: its disk takes its time"));
                self.reading = Some(reading);
            }
            Err(TryRecvError::Disconnected) => self.say(tr!("Your library could not be read")),
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
            return Ok(tr!("“{}” is in your library already", own.card.component.name));
        }
        self.change(|library| library.save(card))
            .map(|name| tr!("“{name}” is in your library now: Add card, Mine", name))
    }

    /// Gives a card another name. Returns what was done.
    pub fn rename(&mut self, path: &Path, name: &str) -> Result<String, String> {
        self.change(|library| library.rename(path, name)).map(|name| tr!("Renamed to “{name}”", name))
    }

    /// Deletes a card. Returns what was done.
    pub fn delete(&mut self, path: &Path) -> Result<String, String> {
        self.change(|library| library.remove(path)).map(|()| tr!("Deleted from your library").to_owned())
    }

    fn change<T>(&mut self, change: impl FnOnce(&Library) -> Result<T, FileError>) -> Result<T, String> {
        let library = self
            .library
            .as_ref()
            .ok_or(tr!("There is no folder for the data of this user: save the card as a file"))?;
        let changed = change(library).map_err(|error| tr!("Your library could not be changed. {error}", error));
        self.read();
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::cards;

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
