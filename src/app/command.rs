//! Everything that menus, buttons and keys can ask for; run once, after the window has been laid out.

use std::path::PathBuf;

use crate::charts::{ChartKey, in_sentence};
use crate::scenario::Estimate;

use egui::{Context, Key, KeyboardShortcut, Modifiers};

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Offer the presets.
    New,
    /// Ask for a file to open.
    Open,
    /// Open this one.
    OpenFile(PathBuf),
    /// Write the file.
    Save,
    /// Ask for a file to write.
    SaveAs,
    /// One step back.
    Undo,
    /// One step forward.
    Redo,
    /// Give the estimate at a path another value.
    SetEstimate(String, Estimate),
    /// Between logarithmic and linear.
    SwitchScale,
    /// Between light and dark.
    SwitchTheme,
    /// A chart as a picture file.
    SavePicture(ChartKey, PictureFormat),
    /// A chart to the clipboard.
    CopyPicture(ChartKey),
    /// Leave, asking about unsaved work.
    Quit,
}

/// What a picture is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// For slides.
    Png,
    /// For designers.
    Svg,
}

impl PictureFormat {
    /// The file ending.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }
}

impl Command {
    /// Those that have a key.
    pub const WITH_KEYS: [Self; 8] =
        [Self::New, Self::Open, Self::Save, Self::SaveAs, Self::Undo, Self::Redo, Self::SwitchScale, Self::SwitchTheme];

    /// As menus show it; `…` where more is asked.
    pub fn name(&self) -> String {
        match self {
            Self::New => "New…".to_owned(),
            Self::Open => "Open…".to_owned(),
            Self::OpenFile(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Self::Save => "Save".to_owned(),
            Self::SaveAs => "Save as…".to_owned(),
            Self::Undo => "Undo".to_owned(),
            Self::Redo => "Redo".to_owned(),
            Self::SetEstimate(..) => "Apply".to_owned(),
            Self::SwitchScale => "Logarithmic or linear".to_owned(),
            Self::SwitchTheme => "Light or dark".to_owned(),
            Self::SavePicture(key, format) => format!("{} as {}…", key.name(), format.ending().to_uppercase()),
            Self::CopyPicture(key) => format!("Copy {} as image", in_sentence(key.name())),
            Self::Quit => "Quit".to_owned(),
        }
    }

    /// Its key, if it has one.
    pub fn shortcut(&self) -> Option<KeyboardShortcut> {
        let control = Modifiers::COMMAND;
        let with_shift = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let (modifiers, key) = match self {
            Self::New => (control, Key::N),
            Self::Open => (control, Key::O),
            Self::Save => (control, Key::S),
            Self::SaveAs => (with_shift, Key::S),
            Self::Undo => (control, Key::Z),
            Self::Redo => (with_shift, Key::Z),
            Self::SwitchScale => (Modifiers::NONE, Key::L),
            Self::SwitchTheme => (control, Key::D),
            _ => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// The command whose key was pressed in this frame. While text is typed, keys that belong to the text are left alone.
    pub fn pressed(context: &Context) -> Option<Self> {
        let typing = context.text_edit_focused();
        let mut bound: Vec<(KeyboardShortcut, Self)> =
            Self::WITH_KEYS.into_iter().filter_map(|command| Some((command.shortcut()?, command))).collect();
        // egui takes Ctrl+Shift+S for Ctrl+S as well, so the longer ones come first.
        bound.sort_by_key(|(shortcut, _)| !shortcut.modifiers.shift);
        bound.push((KeyboardShortcut::new(Modifiers::COMMAND, Key::Y), Self::Redo));
        context.input_mut(|input| {
            let belongs_to_text = |shortcut: &KeyboardShortcut, command: &Self| {
                shortcut.conflicts_with_text_editing() || matches!(command, Self::Undo | Self::Redo)
            };
            bound
                .into_iter()
                .filter(|(shortcut, command)| !(typing && belongs_to_text(shortcut, command)))
                .find(|(shortcut, _)| input.consume_shortcut(shortcut))
                .map(|(_, command)| command)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_key() {
        let keys: Vec<_> = Command::WITH_KEYS.iter().filter_map(Command::shortcut).collect();
        assert_eq!(keys.len(), Command::WITH_KEYS.len());
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[..index].contains(key), "{key:?} twice");
        }
    }
}
