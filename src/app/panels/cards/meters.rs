//! What a model by the token charges besides tokens: a price a unit, by the name of the meter that steps count.

use egui::{RichText, Ui};
use indexmap::IndexMap;

use super::actions::{focus_place, takes_focus};
use crate::app::widgets::{
    Fields, icon, icon_button, name_field, name_group, number_ui, small_add_button, take_focus_in, term_label,
};
use crate::glossary::Term;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::Tokens;
use crate::scenario::{Domain, Pricing, Scenario, free_name, path};

/// A meter that got another name.
pub struct MeterRename {
    old: String,
    new: String,
}

impl MeterRename {
    /// Gives it that name wherever it is charged or counted: a meter is one by its name.
    pub fn apply(self, scenario: &mut Scenario) {
        let Self { old, new } = self;
        for model in scenario.models.values_mut() {
            if let Pricing::Tokens { meters, .. } = &mut model.pricing {
                rename(meters, &old, &new);
            }
        }
        let mut renamed = Vec::new();
        for step in &mut scenario.workload.steps {
            let is_taken = step.meters.iter().any(|(name, _)| *name == new);
            for (name, _) in step.meters.iter_mut().filter(|(name, _)| *name == old && !is_taken) {
                name.clone_from(&new);
                renamed.push(path::meter(&step.name, &old));
            }
        }
        for part in renamed {
            scenario.rename_paths(&part, &new);
        }
    }
}

/// Under another key, in the same place; a model that has such a meter already keeps both.
fn rename(meters: &mut IndexMap<String, f64>, old: &str, new: &str) {
    let Some(place) = meters.get_index_of(old).filter(|_| !meters.contains_key(new)) else { return };
    if let Some((_, price)) = meters.shift_remove_index(place) {
        meters.shift_insert(place, new.to_owned(), price);
    }
}

/// The meters of the model with a key, and a way to add one.
pub fn meters_ui(
    ui: &mut Ui,
    fields: Fields<'_>,
    key: &str,
    meters: &mut IndexMap<String, f64>,
    renamed: &mut Vec<MeterRename>,
) {
    let mut removed = None;
    let names: Vec<String> = meters.keys().cloned().collect();
    if !names.is_empty() {
        let label = tr_noop!("besides tokens, US dollars a unit");
        let shown = RichText::new(text(label)).small().color(Tokens::of(ui.ctx()).muted);
        term_label(ui, shown, text(label), Term::of_label(label));
    }
    for (index, (name, price)) in meters.iter_mut().enumerate() {
        ui.push_id(("meter", index), |ui| {
            name_group(ui, name);
            ui.horizontal(|ui| {
                let new = name_field(ui, tr!("Meter"), name, (ui.available_width() - 110.0).max(60.0));
                if let Some(new) = new.filter(|new| !names.contains(new)) {
                    renamed.push(MeterRename { old: name.clone(), new });
                }
                ui.name_inputs(tr!("{name}, US dollars a unit", name), |ui| number_ui(ui, price, Domain::NonNegative));
                if icon_button(ui, icon::REMOVE, &tr!("Remove {name}", name)).clicked() {
                    removed = Some(index);
                }
            });
            if takes_focus(ui, &format!("meters of {key}"), index) {
                take_focus_in(ui);
            }
            fields.problem_ui(ui, &format!("models[\"{key}\"].pricing.meters[\"{name}\"]"));
        });
    }
    if let Some(index) = removed {
        meters.shift_remove_index(index);
    }
    let told = tr!("Something that is charged by the unit: a search, a minute of speech");
    if small_add_button(ui, tr!("Add a meter")).on_hover_text(told).clicked() {
        focus_place(ui, &format!("meters of {key}"), meters.len());
        let name = free_name(tr!("meter"), |name| meters.contains_key(name));
        meters.insert(name, 0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::PRESETS;
    use crate::scenario::{Basis, BasisKind, Estimate, EstimatePath};

    #[test]
    fn a_meter_is_renamed_wherever_it_is() {
        let mut scenario = PRESETS[0].scenario();
        for model in scenario.models.values_mut() {
            if let Pricing::Tokens { meters, .. } = &mut model.pricing {
                meters.extend([("search".to_owned(), 0.01), ("voice".to_owned(), 0.02)]);
            }
        }
        let step = scenario.workload.steps[0].name.clone();
        scenario.workload.steps[0].meters = vec![("search".to_owned(), Estimate::Exact(2.0))];
        let basis = Basis {
            kind: BasisKind::Judgement,
            source: "the team".to_owned(),
            url: String::new(),
            date: String::new(),
            given_for: None,
        };
        scenario.bases.insert(EstimatePath::meter(&step, "search"), basis.clone());
        MeterRename { old: "search".to_owned(), new: "web search".to_owned() }.apply(&mut scenario);
        for model in scenario.models.values() {
            let Pricing::Tokens { meters, .. } = &model.pricing else { continue };
            assert_eq!(meters.keys().collect::<Vec<_>>(), ["web search", "voice"]);
        }
        assert_eq!(scenario.workload.steps[0].meters[0].0, "web search");
        assert_eq!(scenario.bases.get(&EstimatePath::meter(&step, "web search")), Some(&basis));
        assert_eq!(scenario.check(), []);
    }
}
