//! Every number of a strategy, for those who open it.

use egui::{Button, RichText, Ui};

use crate::app::command::Command;
use crate::app::command::targets::ModelUse;
use crate::app::widgets::choices::{ModelChoice, stage_choice_ui};
use crate::app::widgets::{EstimateField, Fields, icon, row};
use crate::prose::in_sentence;
use crate::scenario::{EstimatePath, Scenario, Strategy, path};

/// Every number of a strategy. Returns whether it is to be removed.
pub(crate) fn details_ui(
    ui: &mut Ui,
    scenario: &Scenario,
    strategy: &mut Strategy,
    fields: Fields<'_>,
    commands: &mut Vec<Command>,
) -> bool {
    let tag = strategy.kind.tag();
    let prefix = path::strategy(tag);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.spacing_mut().interact_size.y = 22.0;
    row(ui, "from", |ui| stage_choice_ui(ui, scenario, "from", &mut strategy.from_stage));
    fields.problem_ui(ui, &format!("{prefix}.from_stage"));
    if let Some(model) = strategy.kind.model_mut() {
        let label = "easy calls go to";
        row(ui, label, |ui| {
            ModelChoice { label, place: ModelUse::Routing, width: 150.0 }.show(ui, scenario, model, commands);
        });
        fields.problem_ui(ui, &format!("{prefix}.to"));
    }
    for (number, estimate) in strategy.estimates_mut() {
        let path = EstimatePath::strategy(tag, number.key);
        EstimateField { label: number.label, path, domain: number.domain }.show(ui, fields, estimate);
    }
    let remove = format!("{} Remove {}", icon::REMOVE, in_sentence(strategy.kind.tag().name()));
    let response = ui.add(Button::new(RichText::new(remove).small()));
    let name = format!("Remove {}", strategy.kind.tag().name());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.clicked()
}
