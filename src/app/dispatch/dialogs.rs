//! What was typed into a dialog that was left with neither yes nor no: a click beside it or Escape closes it, and the
//! next time that it is asked for the same thing it goes on from there.
//!
//! It is forgotten when it was applied or cancelled, when another scenario is opened, and when the window closes. Absent:
//! the settings, files and undo, which what people paste and whom they name is none of the business of; and what is only
//! searched for, which is asked anew.

use crate::app::App;
use crate::app::dialogs::Dialog;
use crate::app::dialogs::drafts::{DialogDrafts, KEPT};
use crate::app::dialogs::tools::Tool;

impl App {
    /// Shows a dialog, as it was last left if that was about the same.
    pub(crate) fn open_dialog(&mut self, mut dialog: Dialog) {
        let dialogs = &mut self.set_aside.dialogs;
        if let Some(place) = dialogs.iter().position(|earlier| dialog.is_about_the_same_as(earlier)) {
            dialog.go_on_from(dialogs.swap_remove(place));
        }
        self.dialog = Some(dialog);
    }

    /// Closes the dialog that is open, and keeps what it holds.
    pub(crate) fn leave_dialog(&mut self) {
        self.after_save = None;
        let dialog = self.dialog.take().filter(Dialog::holds_work);
        // A path that was only suggested is suggested again.
        let was_typed = |dialog: &Dialog| match dialog {
            Dialog::Path(purpose, path) => *path != self.suggested_name(purpose),
            _ => true,
        };
        if let Some(dialog) = dialog.filter(was_typed) {
            self.set_aside.dialogs.push(dialog);
            KEPT.clone_into(&mut self.message);
        }
    }

    /// Shows a tool, as it was last left if that was about the same. One that is open already makes way.
    pub(crate) fn open_tool(&mut self, mut tool: Tool) {
        self.leave_tool();
        let tools = &mut self.set_aside.tools;
        if let Some(place) = tools.iter().position(|earlier| tool.is_about_the_same_as(earlier)) {
            tool.go_on_from(tools.swap_remove(place));
        }
        self.tool = Some(tool);
    }

    /// Closes the tool that is open, and keeps what it holds.
    pub(crate) fn leave_tool(&mut self) {
        if let Some(tool) = self.tool.take().filter(Tool::holds_work) {
            self.set_aside.tools.push(tool);
            KEPT.clone_into(&mut self.message);
        }
    }

    /// Forgets what belongs to the scenario that was open.
    pub(crate) fn forget_set_aside(&mut self) {
        self.set_aside = DialogDrafts::default();
    }
}
