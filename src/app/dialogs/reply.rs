//! What dialogs answer, and what all of them are built of.

use std::path::PathBuf;

use egui::{Response, RichText, ScrollArea, Ui};

use super::file_dialog::Purpose;
use super::save_conflict::Resolution;
use crate::app::command::Command;
use crate::artifacts::Artifact;
use crate::files::Replace;
use crate::paint::theme::semibold_font;
use crate::scenario::{self, Scenario};

/// What comes after unsaved work has been dealt with.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// A preset, by key.
    Preset(&'static str),
    /// A plan that was begun from nothing.
    Begin(Box<Scenario>),
    /// A command that would lose it.
    Command(Command),
}

/// What was answered.
#[derive(Debug)]
pub enum Reply {
    /// Nothing yet.
    Open,
    /// Never mind.
    Close,
    /// Not now: it was left by a click beside it or by Escape.
    Leave,
    /// Do this, which the palette calls so.
    Run(Command, String),
    /// Do this.
    Do(Command),
    /// Start from this preset.
    Preset(&'static str),
    /// Start with this plan, which is in no file.
    Begin(Box<Scenario>),
    /// Save first, then go on.
    SaveFirst(Next),
    /// Go on without saving.
    Discard(Next),
    /// This path.
    Path(Purpose, String),
    /// Write these files.
    Export(Vec<(Artifact, PathBuf)>, Replace),
    /// This way out, for this path.
    Resolve(Resolution, PathBuf),
    /// Take up the work at this place of the list.
    Restore(usize),
    /// Remove the work at this place of the list.
    Remove(usize),
    /// Show what the file held at this place of the list.
    OpenBackup(usize),
    /// Do what was decided.
    Decided(Command),
    /// These decisions.
    Decisions(Vec<scenario::Decision>),
}

/// A list that is as high as its rows, up to a height, whatever was shown in its place before.
pub(crate) fn scrolled(height: f32) -> ScrollArea {
    ScrollArea::vertical().max_height(height).min_scrolled_height(height)
}

pub(crate) fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(semibold_font(17.0)));
    ui.add_space(6.0);
}

/// The button that Enter presses: it has the focus from the start.
pub(crate) fn suggested(ui: &mut Ui, text: &str) -> Response {
    let button = ui.button(text);
    if ui.memory(|memory| memory.focused().is_none()) {
        button.request_focus();
    }
    button
}
