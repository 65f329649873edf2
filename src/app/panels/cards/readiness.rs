//! What must be ready before which stage: the scenario's own list, ticked by people and by the scenario itself.

use egui::{Align, Button, Checkbox, Label, Layout, Margin, RichText, Role, TextEdit, Ui};

use super::actions::{focus_place, takes_focus};
use crate::advice::{Proof, gate, item_in_words, missing_items, proof};
use crate::app::results::Recompute;
use crate::app::widgets::choices::{fields, heading, stage_choice_ui};
use crate::app::widgets::{Typed, add_button, edited_as, icon, icon_button, name_group, row, take_focus_in};
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::{ReadinessItem, Scenario};

pub(crate) fn readiness_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, open: &mut Option<usize>) {
    heading(ui, tr!("What must be ready"));
    // Groups by stage on screen only: the file keeps its order.
    let mut order: Vec<usize> = (0..scenario.readiness.len()).collect();
    order.sort_by_key(|place| scenario.readiness[*place].stage);
    let mut removed = None;
    let mut last_stage = None;
    for place in order {
        let stage = scenario.readiness[place].stage;
        if last_stage.replace(stage) != Some(stage) {
            gate_ui(ui, scenario, stage);
        }
        let mut item = scenario.readiness[place].clone();
        ui.push_id(("readiness", place), |ui| {
            let is_open = *open == Some(place);
            if item_ui(ui, scenario, &mut item, is_open) {
                *open = (!is_open).then_some(place);
            }
            if is_open && details_ui(ui, scenario, &mut item, takes_focus(ui, "readiness", place)) {
                removed = Some(place);
            }
            fields(computed, &scenario.bases).problem_ui(ui, &format!("readiness[{place}].stage"));
        });
        scenario.readiness[place] = item;
    }
    if let Some(place) = removed {
        scenario.readiness.remove(place);
        *open = None;
    }
    add_ui(ui, scenario, open);
}

fn add_ui(ui: &mut Ui, scenario: &mut Scenario, open: &mut Option<usize>) {
    ui.horizontal_wrapped(|ui| {
        if add_button(ui, tr!("Add an item")).clicked() {
            focus_place(ui, "readiness", scenario.readiness.len());
            *open = Some(scenario.readiness.len());
            let (item, stage) = (tr!("New item").to_owned(), scenario.plan.target_stage);
            scenario.readiness.push(ReadinessItem {
                item,
                stage,
                done: false,
                owner: String::new(),
                note: String::new(),
            });
        }
        let missing = missing_items(scenario);
        let add = match missing.len() {
            0 => return,
            1 => format!("{} {}", icon::ADD, tr!("Add 1 standard item")),
            count => tr!("{} Add {count} standard items", icon::ADD, count),
        };
        let names: Vec<&str> = missing.iter().map(item_in_words).collect();
        if ui.add(Button::new(add)).on_hover_text(names.join("\n")).clicked() {
            scenario.readiness.extend(missing);
        }
    });
}

/// `Before Pilot: 3 of 4 done · 5 of 8 with earlier stages`.
fn gate_ui(ui: &mut Ui, scenario: &Scenario, stage: usize) {
    let Some(name) = scenario.stages.get(stage).map(|stage| &stage.name) else { return };
    let (gate, before) = (gate(scenario, stage), stage.checked_sub(1).map(|before| self::gate(scenario, before)));
    let [done, count] = before.map_or([0, 0], |before| [before.done, before.count()]);
    let own = tr!("Before {name}: {} of {} done", gate.done - done, gate.count() - count, name);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(own).font(semibold_font(12.0)));
        if 0 < count {
            let all = tr!("· {} of {} with earlier stages", gate.done, gate.count());
            ui.label(RichText::new(all).small().color(Tokens::of(ui.ctx()).muted));
        }
    });
}

/// One item to be ticked, who sees to it and why it stands as it does; returns whether it should be opened or closed.
fn item_ui(ui: &mut Ui, scenario: &Scenario, item: &mut ReadinessItem, is_open: bool) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let (is_proven, reason) = match proof(scenario, item) {
        Proof::Proven(reason) => (true, reason),
        Proof::Open(reason) => (false, reason),
    };
    let told = item_in_words(item).to_owned();
    let said = [item.owner.as_str(), item.note.as_str(), reason.as_str()];
    let said: Vec<&str> = said.into_iter().filter(|text| !text.trim().is_empty()).collect();
    ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
        let name = if is_open { tr!("Close {}", told.as_str()) } else { tr!("Edit {}", told.as_str()) };
        let icon = if is_open { icon::CLOSE } else { icon::EDIT };
        let is_clicked = icon_button(ui, icon, &name).clicked();
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let mut is_ticked = item.done || is_proven;
            if ui.add_enabled(!is_proven, Checkbox::new(&mut is_ticked, told.as_str())).changed() {
                item.done = is_ticked;
            }
            if !said.is_empty() {
                let text = RichText::new(said.join(" · ")).small().color(tokens.muted);
                egui::Frame::new()
                    .inner_margin(Margin { left: 18, bottom: 3, ..Margin::ZERO })
                    .show(ui, |ui| ui.add(Label::new(text).wrap()));
            }
        });
        is_clicked
    })
    .inner
}

/// Edits all of one; returns whether it should go.
fn details_ui(ui: &mut Ui, scenario: &Scenario, item: &mut ReadinessItem, is_new: bool) -> bool {
    name_group(ui, item_in_words(item));
    ui.scope(|ui| {
        let shown = item_in_words(item).to_owned();
        edited_as(&mut item.item, shown, str::to_owned, |text| text_row(ui, tr!("item"), Typed::sentence(text)));
        if is_new {
            take_focus_in(ui);
        }
    });
    row(ui, tr!("before"), |ui| stage_choice_ui(ui, scenario, "before", &mut item.stage));
    text_row(ui, tr!("owner"), Typed::name(&mut item.owner));
    text_row(ui, tr!("note"), Typed::notes(&mut item.note));
    let is_removed = ui.add(Button::new(format!("{} {}", icon::REMOVE, tr!("Remove item")))).clicked();
    ui.add_space(6.0);
    is_removed
}

/// A sentence, shown whole on as many lines as it takes; Enter is done with it.
pub(crate) fn text_row(ui: &mut Ui, name: &str, mut text: Typed<'_>) {
    row(ui, name, |ui| {
        let width = ui.available_width() - 12.0;
        let field = ui.add(TextEdit::multiline(&mut text).desired_rows(1).return_key(None).desired_width(width));
        if field.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
            field.surrender_focus();
        }
        ui.ctx().accesskit_node_builder(field.id, |node| {
            node.set_role(Role::TextInput);
            node.set_label(name);
        });
    });
}
