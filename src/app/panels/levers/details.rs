//! Every number of a strategy, for those who open it.

use crate::prose::in_sentence;
use egui::{Button, RichText, Ui};

use crate::app::command::Command;
use crate::app::dialogs::tools::ModelUse;
use crate::app::widgets::choices::{ModelChoice, stage_choice_ui};
use crate::app::widgets::{EstimateField, Fields, icon, row};

use crate::prose::strategy_field;
use crate::scenario::{Domain, Scenario, Strategy, StrategyKind, path};

/// Every number of a strategy. Returns whether it is to be removed.
pub(crate) fn details_ui(
    ui: &mut Ui,
    scenario: &Scenario,
    strategy: &mut Strategy,
    fields: Fields<'_>,
    commands: &mut Vec<Command>,
) -> bool {
    let prefix = path::strategy(strategy.kind.tag());
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.spacing_mut().interact_size.y = 22.0;
    row(ui, "from", |ui| stage_choice_ui(ui, scenario, "from", &mut strategy.from_stage));
    fields.problem_ui(ui, &format!("{prefix}.from_stage"));
    if let StrategyKind::ModelRouting { to, .. } = &mut strategy.kind {
        let label = "easy calls go to";
        row(ui, label, |ui| {
            ModelChoice { label, place: ModelUse::Routing, width: 150.0 }.show(ui, scenario, to, commands);
        });
        fields.problem_ui(ui, &format!("{prefix}.to"));
    }
    let names: Vec<(&'static str, Domain)> =
        strategy.kind.estimates().into_iter().map(|(name, _, domain)| (name, domain)).collect();
    for ((name, domain), estimate) in names.into_iter().zip(strategy.kind.estimates_mut()) {
        let label = strategy_field(name);
        EstimateField { label, path: format!("{prefix}.{name}"), domain }.show(ui, fields, estimate);
    }
    let common = [
        ("setup_cost", &mut strategy.setup_cost, Domain::NonNegative),
        ("monthly_cost", &mut strategy.monthly_cost, Domain::NonNegative),
        ("quality_loss", &mut strategy.quality_loss, Domain::Share),
    ];
    for (name, estimate, domain) in common {
        EstimateField { label: strategy_field(name), path: format!("{prefix}.{name}"), domain }
            .show(ui, fields, estimate);
    }
    let remove = format!("{} Remove {}", icon::REMOVE, in_sentence(strategy.kind.tag().name()));
    let response = ui.add(Button::new(RichText::new(remove).small()));
    let name = format!("Remove {}", strategy.kind.tag().name());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.clicked()
}
