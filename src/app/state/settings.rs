//! What the window remembers from one start to the next. Nothing of a scenario.

use crate::app::command::Command;
use std::path::{Component, Path, PathBuf};

use egui::{Context, ThemePreference};
use serde::{Deserialize, Serialize};

use super::side_panels::SidePanels;
use super::ui_scale::UiScale;
use crate::app::command::targets::Appearance;
use crate::disk::{self, exists};
use crate::files::{as_people_write, is_same_file};
use crate::language::{Language, tr};
use crate::number_style::NumberStyle;
use crate::paint::theme::{Contrast, set_motion};

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
    /// Whether controls and lists are where they belong at once.
    pub reduced_motion: bool,
    /// How numbers are written; as the language has it unless somebody chose.
    pub numbers: Option<NumberStyle>,
    /// In which language texts are; as the system has it unless somebody chose.
    pub language: Option<Language>,
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
    /// Whether what a command switches is on; `None` of what is no switch.
    pub fn is_on(&self, command: &Command) -> Option<bool> {
        match command {
            Command::SetAppearance(appearance) => Some(self.appearance == *appearance),
            Command::SwitchContrast => Some(self.high_contrast),
            Command::SwitchMotion => Some(self.reduced_motion),
            Command::SetNumbers(numbers) => Some(self.numbers == *numbers),
            Command::SetLanguage(language) => Some(self.language == *language),
            _ => None,
        }
    }

    /// Puts the look that was chosen in force.
    pub fn apply(&self, context: &Context) {
        context.set_theme(match self.appearance {
            Appearance::Light => ThemePreference::Light,
            Appearance::Dark => ThemePreference::Dark,
            Appearance::System => ThemePreference::System,
        });
        let contrast = if self.high_contrast { Contrast::High } else { Contrast::Usual };
        contrast.apply(context);
        set_motion(context, self.reduced_motion);
        let language = self.language.unwrap_or_else(Language::of_system);
        language.put_in_force();
        let of_language = || match language == Language::of_system() {
            true => NumberStyle::of_system(),
            false => NumberStyle::of_locale(language.code()),
        };
        self.numbers.unwrap_or_else(of_language).put_in_force();
    }

    /// Puts a file in front of the recent ones, under a path that leads there from everywhere.
    pub fn remember(&mut self, path: &Path) {
        let path = lasting(path);
        self.recent_files.retain(|other| !is_same(other, &path));
        put_in_front(&mut self.recent_files, path, MOST_FILES);
    }

    /// Each recent file under the name that people know it by, which says its folder where another one is called the same.
    pub fn recent_names(&self) -> impl Iterator<Item = (String, &Path)> {
        let name = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        self.recent_files.iter().map(move |path| {
            let called = name(path);
            let namesakes = self.recent_files.iter().filter(|other| name(other) == called).count();
            match path.parent().filter(|_| 1 < namesakes) {
                Some(folder) => (tr!("{called} in {}", name(folder), called), path.as_path()),
                None => (called, path.as_path()),
            }
        })
    }

    /// Each recent file once, under a path from the root: older versions wrote down every path that a file was opened by.
    /// From which folder on a path that is not from the root was meant is not known any more.
    #[must_use]
    pub fn with_known_files(mut self) -> Self {
        for path in std::mem::take(&mut self.recent_files).into_iter().rev().filter(|path| is_lasting(path)) {
            self.remember(&path);
        }
        self
    }

    /// Puts what was chosen from the palette in front.
    pub fn remember_command(&mut self, name: String) {
        put_in_front(&mut self.recent_commands, name, MOST_COMMANDS);
    }
}

/// Whether a path means the same in the next start.
fn is_lasting(path: &Path) -> bool {
    // What was in the memory of a page is gone.
    disk::is_absolute(path) && (!cfg!(target_arch = "wasm32") || exists(path))
}

/// From the root of the disk on, without detours, so that it means the same wherever the program is started.
fn lasting(path: &Path) -> PathBuf {
    let mut lasting = PathBuf::new();
    for part in disk::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::ParentDir if lasting.file_name().is_some() => {
                lasting.pop();
            }
            part => lasting.push(part),
        }
    }
    // A folder may be a link to another one: then one up is somewhere else.
    if is_same(path, &lasting) || !exists(path) {
        return lasting;
    }
    match disk::fs::canonicalize(path) {
        Ok(real) => real.to_str().map(|path| as_people_write(path).as_ref().into()).unwrap_or(real),
        Err(_) => lasting,
    }
}

/// Whether two paths lead to the same file.
fn is_same(first: &Path, second: &Path) -> bool {
    first == second || is_same_file(first, second)
}

fn put_in_front<T: PartialEq>(list: &mut Vec<T>, item: T, most: usize) {
    list.retain(|other| *other != item);
    list.insert(0, item);
    list.truncate(most);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recent_file_is_listed_once_by_whatever_path_it_was_opened() {
        let folder = tempfile::tempdir().expect("a folder for this test");
        let file = folder.path().join("plan.ron");
        std::fs::write(&file, "").expect("it can be written");
        std::fs::create_dir(folder.path().join("below")).expect("it is not there yet");
        let by_detour = folder.path().join("below").join("..").join("plan.ron");
        let mut settings = Settings::default();
        for path in [&file, &by_detour, &file] {
            settings.remember(path);
            assert_eq!(settings.recent_files, std::slice::from_ref(&file), "{}", path.display());
        }
        let old = Settings { recent_files: vec![by_detour, file.clone()], ..Settings::default() };
        assert_eq!(old.with_known_files().recent_files, [file]);
    }

    #[test]
    fn a_path_from_here_is_remembered_from_the_root() {
        let mut settings = Settings::default();
        settings.remember(Path::new("somewhere/../plan.ron"));
        let here = std::env::current_dir().expect("there is one");
        assert_eq!(settings.recent_files, [here.join("plan.ron")]);
    }
}
