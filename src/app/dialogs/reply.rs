//! What dialogs answer, and what all of them are built of.

use egui::{Response, RichText, ScrollArea, Ui};

use crate::app::command::Command;
use crate::paint::theme::{semibold_font, text_scale};

/// What becomes of a dialog, and what is to be done.
#[derive(Debug)]
pub enum Reply {
    /// Nothing yet.
    Open,
    /// Never mind.
    Close,
    /// Not now: it was left by a click beside it or by Escape.
    Leave,
    /// It is closed: do this.
    Do(Command),
    /// The same, to be remembered as what the palette calls so.
    Run(Command, String),
    /// Do this with what the dialog lists, which goes on from there or is done with.
    DoWithin(Command),
}

/// A list that is as high as its rows, up to a height, whatever was shown in its place before.
pub(crate) fn scrolled(height: f32) -> ScrollArea {
    ScrollArea::vertical().max_height(height).min_scrolled_height(height)
}

pub(crate) fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(semibold_font(17.0 * text_scale(ui))));
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
