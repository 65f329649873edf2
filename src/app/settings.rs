//! What the window remembers from one start to the next. Nothing of a scenario.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Kept between starts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The latest first.
    pub recent_files: Vec<PathBuf>,
    /// Whether the window is dark.
    pub dark: bool,
}

const MOST_RECENT: usize = 8;

impl Settings {
    /// Light unless somebody chose dark: the room's projector decides, not the desktop.
    pub fn theme(&self) -> egui::Theme {
        if self.dark { egui::Theme::Dark } else { egui::Theme::Light }
    }

    /// Puts a file in front of the recent ones.
    pub fn remember(&mut self, path: &Path) {
        self.recent_files.retain(|recent| recent != path);
        self.recent_files.insert(0, path.to_owned());
        self.recent_files.truncate(MOST_RECENT);
    }
}
