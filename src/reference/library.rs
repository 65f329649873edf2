//! Cards of one's own: a folder of card files that the gallery lists beside the embedded ones.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::cards::{Card, open_card};
use crate::disk::{exists, fs};
use crate::files::{FileError, not_a_device, save_bytes};
use crate::scenario::free_name;

/// The folder in which this user keeps cards.
#[derive(Clone, Debug)]
pub struct Library {
    folder: PathBuf,
}

/// A card of the folder.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnCard {
    /// Its file.
    pub path: PathBuf,
    /// What is in it.
    pub card: Card,
}

impl Library {
    /// Cards in a folder, which is made when the first card is saved.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Every card by name, and what is wrong with the files that are none.
    pub fn read(&self) -> (Vec<OwnCard>, Vec<FileError>) {
        let files = match fs::read_dir(&self.folder) {
            Ok(files) => files,
            Err(error) if error.kind() == ErrorKind::NotFound => return (Vec::new(), Vec::new()),
            Err(error) => return (Vec::new(), vec![failure(&self.folder, error)]),
        };
        let mut paths: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
        paths.sort();
        let (mut cards, mut errors) = (Vec::new(), Vec::new());
        for path in paths {
            match open_card(&path) {
                Ok(card) => cards.push(OwnCard { path, card }),
                Err(error) => errors.push(error),
            }
        }
        cards.sort_by_key(|own| own.card.component.name.to_lowercase());
        (cards, errors)
    }

    /// Keeps a card; one of the same name stays, and this one gets a number. Returns the name it has now.
    ///
    /// # Errors
    /// What the disk said.
    pub fn save(&self, card: &Card) -> Result<String, FileError> {
        fs::create_dir_all(&self.folder).map_err(|error| FileError::of_saving(&self.folder, error))?;
        let taken = self.read().0;
        let mut card = card.clone();
        card.component.name = free_name(&card.component.name, |name| is_taken(&taken, name));
        save_bytes(card.to_text().as_bytes(), &self.free_path(&card.component.name))?;
        Ok(card.component.name)
    }

    /// Gives a card another name, or that name with a number; its file stays where it is. Returns the name it has now.
    ///
    /// # Errors
    /// What the disk said, or what is wrong with the file.
    pub fn rename(&self, path: &Path, name: &str) -> Result<String, FileError> {
        let mut card = open_card(path)?;
        let others: Vec<OwnCard> = self.read().0.into_iter().filter(|own| own.path != path).collect();
        card.component.name = free_name(name, |name| is_taken(&others, name));
        save_bytes(card.to_text().as_bytes(), path)?;
        Ok(card.component.name)
    }

    /// Deletes a card for good.
    ///
    /// # Errors
    /// What the disk said.
    pub fn remove(&self, path: &Path) -> Result<(), FileError> {
        fs::remove_file(path).map_err(|error| failure(path, error))
    }

    /// A file that is not there yet, named after the card.
    fn free_path(&self, name: &str) -> PathBuf {
        let path = |stem: &str| self.folder.join(format!("{stem}.ron"));
        path(&free_name(&file_stem(name), |stem| exists(&path(stem))))
    }
}

/// Letters and digits of a name, as file systems like them.
pub fn file_stem(name: &str) -> String {
    let letter = |character: char| if character.is_alphanumeric() { character } else { '-' };
    let name: String = name.to_lowercase().chars().map(letter).collect();
    let parts: Vec<&str> = name.split('-').filter(|part| !part.is_empty()).collect();
    let stem: String = parts.join("-").chars().take(60).collect();
    if stem.is_empty() { "card".to_owned() } else { not_a_device(stem, "card") }
}

fn is_taken(cards: &[OwnCard], name: &str) -> bool {
    cards.iter().any(|own| own.card.component.name == name)
}

fn failure(path: &Path, error: std::io::Error) -> FileError {
    FileError::Io { file: path.to_owned(), error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::cards;

    fn names(library: &Library) -> Vec<String> {
        library.read().0.into_iter().map(|own| own.card.component.name).collect()
    }

    #[test]
    fn cards_are_kept_renamed_and_removed() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::new(folder.path().join("not/there/yet"));
        assert_eq!(names(&library), Vec::<String>::new());
        let card = cards().into_iter().find(|card| card.component.id == "langfuse-cloud").unwrap();
        assert_eq!(library.save(&card).unwrap(), "Langfuse Cloud");
        assert_eq!(library.save(&card).unwrap(), "Langfuse Cloud 2");
        assert_eq!(library.read().0[0].card, card);

        let second = library.read().0[1].path.clone();
        assert_eq!(library.rename(&second, "Langfuse Cloud").unwrap(), "Langfuse Cloud 2");
        assert_eq!(library.rename(&second, "A tracing tool").unwrap(), "A tracing tool");
        assert_eq!(names(&library), ["A tracing tool", "Langfuse Cloud"]);
        library.remove(&second).unwrap();
        assert_eq!(names(&library), ["Langfuse Cloud"]);
        assert!(library.remove(&second).is_err());
    }

    #[test]
    fn a_bad_file_keeps_no_other_from_being_listed() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::new(folder.path().to_owned());
        library.save(&cards()[0]).unwrap();
        fs::write(folder.path().join("bad.ron"), "(group: 3)").unwrap();
        fs::write(folder.path().join("notes.txt"), "not a card").unwrap();
        let (own, errors) = library.read();
        assert_eq!((own.len(), errors.len()), (1, 1));
        assert!(errors[0].to_string().contains("bad.ron, line 1"), "{}", errors[0]);
    }

    #[test]
    fn file_names() {
        let cases = [
            ("On-call, 24/7", "on-call-24-7"),
            ("../../etc/passwd", "etc-passwd"),
            ("…", "card"),
            ("Größe", "größe"),
            ("Aux", "aux_card"),
        ];
        for (name, stem) in cases {
            assert_eq!(file_stem(name), stem);
        }
    }
}
