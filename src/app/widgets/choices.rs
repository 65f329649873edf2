//! Choices of a stage or a model, and edits of a list, as cards and levers offer them.

use egui::{ComboBox, Response, RichText, Ui};

use super::{Fields, drop_down, icon, term_label};
use crate::app::command::Command;
use crate::app::command::targets::ModelUse;
use crate::app::results::Recompute;
use crate::glossary::Term;
use crate::language::tr;
use crate::paint::theme::semibold_font;
use crate::scenario::{EstimatePath, Scenario};

/// What a card does to the list that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListEdit {
    /// Take it away.
    Remove,
    /// Put another one after it.
    Duplicate,
    /// Before the one above.
    Up,
    /// After the one below.
    Down,
}

impl ListEdit {
    /// Does it to a list; `copy` makes the other one.
    pub fn apply<T>(self, list: &mut Vec<T>, index: usize, copy: impl FnOnce(&T) -> T) {
        match self {
            Self::Remove => {
                list.remove(index);
            }
            Self::Duplicate => list.insert(index + 1, copy(&list[index])),
            Self::Up if 0 < index => list.swap(index - 1, index),
            Self::Down if index + 1 < list.len() => list.swap(index, index + 1),
            Self::Up | Self::Down => {}
        }
    }

    /// As buttons and menus say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Remove => tr!("Remove"),
            Self::Duplicate => tr!("Duplicate"),
            Self::Up => tr!("Move up"),
            Self::Down => tr!("Move down"),
        }
    }

    /// As buttons show it.
    pub fn icon(self) -> &'static str {
        match self {
            Self::Remove => icon::REMOVE,
            Self::Duplicate => icon::DUPLICATE,
            Self::Up => icon::UP,
            Self::Down => icon::DOWN,
        }
    }
}

/// Begins a part of an open card.
pub(crate) fn heading(ui: &mut Ui, text: &str) {
    ui.separator();
    term_label(ui, RichText::new(text).font(semibold_font(12.5)), text, Term::of_label(text));
}

/// What every field on a card needs.
pub(crate) fn fields<'a>(
    computed: &'a Recompute,
    bases: &'a indexmap::IndexMap<EstimatePath, crate::scenario::Basis>,
) -> Fields<'a> {
    let workshop = computed.workshop();
    Fields { problems: &computed.problems, bases, seen: computed.seen(), opened: &computed.opened, workshop }
}

/// A choice among the stages.
pub fn stage_choice_ui(ui: &mut Ui, scenario: &Scenario, label: &str, stage: &mut usize) -> Response {
    let name = |index: usize| {
        scenario.stages.get(index).map_or_else(|| tr!("stage {index}?", index), |stage| stage.name.clone())
    };
    let mut chosen = *stage;
    let choices = ComboBox::from_id_salt(label).selected_text(name(chosen));
    let mut response = drop_down(ui, choices, |ui| {
        for index in 0..scenario.stages.len() {
            ui.selectable_value(&mut chosen, index, name(index));
        }
    })
    .response;
    if chosen != *stage {
        *stage = chosen;
        response.mark_changed();
    }
    response
}

/// A choice among the scenario's models, and a way to those of the catalogue.
pub struct ModelChoice<'a> {
    /// What it is called.
    pub label: &'a str,
    /// What the model is for.
    pub place: ModelUse,
    /// In points.
    pub width: f32,
}

impl ModelChoice<'_> {
    /// Shows it; `model` is the key of the one that is chosen.
    pub fn show(self, ui: &mut Ui, scenario: &Scenario, model: &mut String, commands: &mut Vec<Command>) {
        let chosen = scenario.models.get(model.as_str()).map_or(model.as_str(), |model| model.name.as_str()).to_owned();
        self.choice_ui(ui, chosen, commands, |ui| {
            for (key, listed) in &scenario.models {
                ui.selectable_value(
                    model,
                    key.clone(),
                    match listed.name == *key {
                        true => key.clone(),
                        false => format!("{} · {key}", listed.name),
                    },
                );
            }
        });
    }

    /// The same around any choices.
    pub fn choice_ui(
        self,
        ui: &mut Ui,
        chosen: String,
        commands: &mut Vec<Command>,
        add_choices: impl FnOnce(&mut Ui),
    ) {
        let combo = ComboBox::from_id_salt(self.label).width(self.width).truncate().selected_text(chosen);
        drop_down(ui, combo, |ui| {
            add_choices(ui);
            ui.separator();
            if ui.button(tr!("From the catalogue…")).clicked() {
                commands.push(Command::ChooseModel(self.place));
                ui.close();
            }
        });
    }
}
