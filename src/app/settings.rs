//! What the window remembers from one start to the next. Nothing of a scenario.

use std::path::{Path, PathBuf};

use egui::{Context, ThemePreference};
use serde::{Deserialize, Serialize};

use super::scale::UiScale;
use super::side_panels::SidePanels;
use crate::paint::theme::Contrast;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Appearance {
    /// Unless somebody chose otherwise: the room's projector decides, not the desktop.
    #[default]
    Light,
    /// For dim rooms.
    Dark,
    /// As the desktop has it.
    System,
}

impl Appearance {
    /// In the order in which menus show them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::System];

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::System => "As the system",
        }
    }
}

/// Kept between starts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The latest first.
    pub recent_files: Vec<PathBuf>,
    /// What was chosen from the palette, by name; the latest first.
    pub recent_commands: Vec<String>,
    /// Light or dark.
    pub appearance: Appearance,
    /// Whether everything stands out more.
    pub high_contrast: bool,
    /// How large everything is drawn.
    pub scale: UiScale,
    /// Whether the first steps were taken or put away.
    pub knows_first_steps: bool,
    /// How wide the panels at the sides are.
    pub side_panels: SidePanels,
}

const MOST_FILES: usize = 8;
const MOST_COMMANDS: usize = 5;

impl Settings {
    /// Puts the look that was chosen in force.
    pub fn apply(&self, context: &Context) {
        context.set_theme(match self.appearance {
            Appearance::Light => ThemePreference::Light,
            Appearance::Dark => ThemePreference::Dark,
            Appearance::System => ThemePreference::System,
        });
        let contrast = if self.high_contrast { Contrast::High } else { Contrast::Usual };
        contrast.apply(context);
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
