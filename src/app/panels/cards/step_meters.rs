//! What a call of a step uses besides tokens: meters, each with the units of it per call.

use egui::{Button, RichText, Ui};

use super::actions::{focus_place, takes_focus};
use crate::app::widgets::{
    EstimateField, Fields, icon, icon_button, name_field, name_group, small_add_button, steady, take_focus_in,
};
use crate::language::tr;
use crate::paint::theme::Tokens;
use crate::scenario::{Domain, Estimate, EstimatePath, Model, Pricing, Scenario, ScenarioPart, Step, free_name, path};

/// What became of the meters of a step, for what names them elsewhere.
#[derive(Default)]
pub(super) struct MeterChanges {
    renamed: Vec<(ScenarioPart, String)>,
    gone: Option<ScenarioPart>,
}

impl MeterChanges {
    /// Has everything that names the meters go along.
    pub fn apply(self, scenario: &mut Scenario) {
        for (part, name) in self.renamed {
            scenario.rename_paths(&part, &name);
        }
        if let Some(part) = self.gone {
            scenario.forget_paths(&part);
        }
    }
}

/// The meters that a model has a price for.
pub(super) fn priced(model: Option<&Model>) -> Vec<String> {
    match model.map(|model| &model.pricing) {
        Some(Pricing::Tokens { meters, .. }) => meters.keys().cloned().collect(),
        _ => Vec::new(),
    }
}

/// The meters of a step, each to be edited, and a way to add one; `priced` are those of its model.
pub(super) fn meters_ui(ui: &mut Ui, fields: Fields<'_>, step: &mut Step, priced: &[String]) -> MeterChanges {
    let mut changes = MeterChanges::default();
    let mut removed = None;
    if !step.meters.is_empty() {
        ui.separator();
    }
    for (index, (name, units)) in step.meters.iter_mut().enumerate() {
        ui.push_id(("meter", index), |ui| {
            name_group(ui, name);
            ui.horizontal(|ui| {
                if let Some(new) = name_field(ui, tr!("Meter"), name, (ui.available_width() - 34.0).max(60.0)) {
                    changes.renamed.push((path::meter(&step.name, name), new.clone()));
                    *name = new;
                }
                if icon_button(ui, icon::REMOVE, &tr!("Remove {name}", name)).clicked() {
                    removed = Some(index);
                }
            });
            if takes_focus(ui, &format!("meters of {}", step.name), index) {
                take_focus_in(ui);
            }
            let label = tr!("{name}, units a call", name);
            let path = EstimatePath::meter(&step.name, name);
            EstimateField { label: &label, path, domain: Domain::NonNegative }.show(ui, fields, units);
            if !priced.contains(name) {
                let text = tr!("{} {name} costs nothing at this model: give it a price", icon::PROBLEM, name);
                let problem = Tokens::of(ui.ctx()).problem;
                ui.add(egui::Label::new(RichText::new(text).small().color(problem)).wrap());
                ui.add_space(8.0);
            }
        });
    }
    fields.problem_ui(ui, &format!("{}.meters", path::step(&step.name)));
    if let Some(index) = removed {
        let (name, _) = step.meters.remove(index);
        changes.gone = Some(path::meter(&step.name, &name));
    }
    if let Some(name) = new_meter_ui(ui, step, priced) {
        focus_place(ui, &format!("meters of {}", step.name), step.meters.len());
        step.meters.push((name, Estimate::Exact(1.0)));
    }
    changes
}

/// Asks for a meter; returns its name once there is one.
fn new_meter_ui(ui: &mut Ui, step: &Step, priced: &[String]) -> Option<String> {
    let is_taken = |name: &str| step.meters.iter().any(|(taken, _)| taken == name);
    let another = || free_name(tr!("meter"), is_taken);
    let offered: Vec<&String> = priced.iter().filter(|name| !is_taken(name)).collect();
    let told = tr!("What a call uses besides tokens, such as a web search");
    if offered.is_empty() {
        return small_add_button(ui, tr!("Add a meter")).on_hover_text(told).clicked().then(another);
    }
    let mut chosen = None;
    let text = RichText::new(format!("{} {}", icon::ADD, tr!("Add a meter"))).small();
    let menu = egui::containers::menu::MenuButton::from_button(Button::new(text).frame_when_inactive(false));
    let add_choices = |ui: &mut Ui| {
        for name in offered {
            if ui.button(name).clicked() {
                chosen = Some(name.clone());
            }
        }
        ui.separator();
        if ui.button(tr!("Another meter")).clicked() {
            chosen = Some(another());
        }
        if chosen.is_some() {
            ui.close();
        }
    };
    let response = steady(ui, "add a meter", |ui| menu.ui(ui, add_choices).0).inner;
    response.on_hover_text(told);
    chosen
}
