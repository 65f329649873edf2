//! The decision log: what was decided, by whom and when. Edited as a whole, kept as one step.

use egui::{Response, RichText, ScrollArea, TextEdit, Ui};

use crate::app::widgets::{Typed, add_button, edited_day, follow_focus, icon, icon_button};
use crate::language::tr;
use crate::paint::theme::{Tokens, text_scale};
use crate::scenario::Decision;

/// The log while it is edited.
#[derive(Clone, Debug)]
pub struct DecisionLog {
    entries: Vec<Decision>,
    /// What a new entry is dated.
    today: String,
    /// The entry, by place, whose field takes the focus.
    focus: Option<usize>,
}

impl DecisionLog {
    /// The log as it stands; an empty one begins with an entry to write in.
    pub fn of(decisions: &[Decision], today: String) -> Self {
        let mut log = Self { entries: decisions.to_vec(), today, focus: None };
        if log.entries.is_empty() {
            log.add();
        }
        log
    }

    /// What was written; entries without a decision are none.
    pub fn written(&self) -> Vec<Decision> {
        self.entries.iter().filter(|entry| !entry.decision.trim().is_empty()).cloned().collect()
    }

    fn add(&mut self) {
        self.focus = Some(self.entries.len());
        self.entries.push(Decision { date: self.today.clone(), ..Decision::default() });
    }

    /// Shows the log; returns whether it is done with.
    pub fn show(&mut self, ui: &mut Ui) -> bool {
        let height = ui.ctx().content_rect().height() - 220.0;
        let mut removed = None;
        ScrollArea::vertical().max_height(height).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 8.0);
            for (place, entry) in self.entries.iter_mut().enumerate() {
                let takes_focus = self.focus == Some(place);
                ui.push_id(place, |ui| {
                    if entry_ui(ui, place + 1, entry, takes_focus) {
                        removed = Some(place);
                    }
                });
            }
            follow_focus(ui);
        });
        self.focus = None;
        if let Some(place) = removed {
            self.entries.remove(place);
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if add_button(ui, tr!("Add a decision")).clicked() {
                self.add();
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.button(tr!("Done")).clicked())
                .inner
        })
        .inner
    }
}

/// One entry; returns whether it should go.
fn entry_ui(ui: &mut Ui, number: usize, entry: &mut Decision, takes_focus: bool) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    let mut is_removed = false;
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("{number}")).color(tokens.muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            is_removed = icon_button(ui, icon::REMOVE, &tr!("Delete decision {number}", number)).clicked();
            let field = field_ui(
                ui,
                &tr!("Decision {number}", number),
                tr!("What was decided"),
                Typed::sentence(&mut entry.decision),
                f32::INFINITY,
            );
            if takes_focus {
                field.request_focus();
            }
        });
    });
    ui.horizontal(|ui| {
        ui.add_space(22.0);
        field_ui(
            ui,
            &tr!("Owner of decision {number}", number),
            tr!("Who answers for it"),
            Typed::name(&mut entry.owner),
            160.0 * scale,
        );
        let name = tr!("Date of decision {number}", number);
        edited_day(&mut entry.date, |date| field_ui(ui, &name, tr!("YYYY-MM-DD"), Typed::name(date), 108.0 * scale));
        field_ui(
            ui,
            &tr!("Note on decision {number}", number),
            tr!("Why"),
            Typed::notes(&mut entry.note),
            (ui.available_width() - 12.0).max(60.0),
        );
    });
    ui.add_space(8.0);
    is_removed
}

fn field_ui(ui: &mut Ui, name: &str, hint: &str, mut text: Typed<'_>, width: f32) -> Response {
    let field = ui.add(TextEdit::singleline(&mut text).hint_text(hint).desired_width(width));
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_without_a_decision_is_none() {
        let mut log = DecisionLog::of(&[], "2026-11-24".to_owned());
        assert!(log.written().is_empty());
        log.entries[0].decision = "Go to pilot".to_owned();
        log.add();
        assert_eq!(
            log.written(),
            [Decision { decision: "Go to pilot".to_owned(), date: "2026-11-24".to_owned(), ..Decision::default() }]
        );
    }
}
