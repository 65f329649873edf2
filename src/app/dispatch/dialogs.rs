//! Dialogs: shown, answered, and left.
//!
//! A click beside a dialog or Escape leaves it with neither yes nor no, and the next time that it is asked for the same
//! thing it goes on from there. What was typed is forgotten when it was applied or cancelled, when another scenario is
//! opened, and when the window closes. Absent: the settings, files and undo, which what people paste and whom they name
//! is none of the business of; and what is only searched for, which is asked anew.

use egui::Context;

use crate::app::App;
use crate::app::dialogs::drafts::{DialogDrafts, KEPT};
use crate::app::dialogs::tools::Tool;
use crate::app::dialogs::{Dialog, Reply};
use crate::app::portfolio::command_here;
use crate::app::state::Layout;
use crate::language::text;

impl App {
    /// Shows the dialog that is open, and does what it answers.
    pub(crate) fn dialog_ui(&mut self, context: &Context) {
        let Some(dialog) = &mut self.dialog else { return };
        let valid = self.session.computed.valid.as_ref();
        let reply =
            dialog.show(context, &|figure| valid.map_or_else(Vec::new, |valid| valid.explanation_lines(figure)));
        if let Dialog::Questionnaire(blank) = dialog {
            // However the page is left, what was typed is there the next time.
            self.answers.clone_from(blank.answers());
        }
        match reply {
            Reply::Open => return,
            Reply::Close => {
                self.dialog = None;
                self.after_save = None;
            }
            Reply::Leave => self.leave_dialog(),
            Reply::Do(command) => {
                self.dialog = None;
                self.run(context, command);
            }
            Reply::Run(command, name) => {
                self.dialog = None;
                self.settings.remember_command(name);
                let is_here = self.ui_state.layout == Layout::Portfolio;
                if let Some(command) = if is_here { command_here(command) } else { Some(command) } {
                    self.run(context, command);
                }
            }
            Reply::DoWithin(command) => self.run(context, command),
        }
        context.request_repaint();
    }

    /// A dialog takes the focus when it comes, and gives it back when it goes.
    pub(crate) fn hand_over_focus(&mut self, context: &Context, was_asking: bool) {
        let is_asking = self.dialog.is_some();
        if is_asking && !was_asking {
            self.focus_before = context.memory(egui::Memory::focused);
            if let Some(id) = self.focus_before {
                context.memory_mut(|memory| memory.surrender_focus(id));
            }
        } else if !is_asking && let Some(id) = self.focus_before {
            // egui knows the dialog for one more frame, in which nothing below it may have the focus.
            if context.memory(|memory| memory.top_modal_layer().is_none()) {
                self.focus_before = None;
                if context.memory(egui::Memory::focused).is_none() {
                    context.memory_mut(|memory| memory.request_focus(id));
                }
            }
            context.request_repaint();
        }
    }

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
            text(KEPT).clone_into(&mut self.message);
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
            text(KEPT).clone_into(&mut self.message);
        }
    }

    /// Forgets what belongs to the scenario that was open.
    pub(crate) fn forget_set_aside(&mut self) {
        self.set_aside = DialogDrafts::default();
    }
}
