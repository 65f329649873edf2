//! What the window remembers from one start to the next. Nothing of a scenario.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::scale::UiScale;

/// Kept between starts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The latest first.
    pub recent_files: Vec<PathBuf>,
    /// What was chosen from the palette, by name; the latest first.
    pub recent_commands: Vec<String>,
    /// Whether the window is dark.
    pub dark: bool,
    /// How large everything is drawn.
    pub scale: UiScale,
    /// Whether the first steps were taken or put away.
    pub knows_first_steps: bool,
}

const MOST_FILES: usize = 8;
const MOST_COMMANDS: usize = 5;

impl Settings {
    /// Light unless somebody chose dark: the room's projector decides, not the desktop.
    pub fn theme(&self) -> egui::Theme {
        if self.dark { egui::Theme::Dark } else { egui::Theme::Light }
    }

    /// Puts a file in front of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        put_in_front(&mut self.recent_files, path.to_owned(), MOST_FILES);
    }

    /// Puts what was chosen from the palette in front.
    pub fn remember_command(&mut self, name: String) {
        put_in_front(&mut self.recent_commands, name, MOST_COMMANDS);
    }
}

fn put_in_front<T: PartialEq>(list: &mut Vec<T>, item: T, most: usize) {
    list.retain(|other| *other != item);
    list.insert(0, item);
    list.truncate(most);
}
