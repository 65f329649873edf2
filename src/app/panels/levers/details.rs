//! Every number of a strategy, for those who open it.

use egui::{Button, RichText, Ui};

use super::prefixes::{hit_rate_ui, kept_ui};
use crate::app::command::Command;
use crate::app::command::targets::ModelUse;
use crate::app::panels::cards::line_editor::{LineEditor, PathChanges};
use crate::app::widgets::choices::{ModelChoice, stage_choice_ui};
use crate::app::widgets::{EstimateField, Fields, fold_ui, icon, row};
use crate::language::{in_sentence, tr};
use crate::scenario::{EstimatePath, LinesOf, Scenario, Strategy, StrategyKind, StrategyNumber, path};

/// What opening a strategy did beside changing its numbers.
#[derive(Default)]
pub(crate) struct StrategyEdit {
    /// Whether it is to be removed.
    pub is_removed: bool,
    /// What was renamed and removed of its rework.
    pub changes: PathChanges,
    /// A number that it has no longer.
    pub forgotten: Option<EstimatePath>,
}

/// Every number of a strategy; `hits` says how often prefixes are found.
pub(crate) fn details_ui(
    ui: &mut Ui,
    scenario: &Scenario,
    strategy: &mut Strategy,
    fields: Fields<'_>,
    hits: Option<&str>,
    commands: &mut Vec<Command>,
) -> StrategyEdit {
    let mut edit = StrategyEdit::default();
    let tag = strategy.kind.tag();
    let prefix = path::strategy(tag);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.spacing_mut().interact_size.y = 22.0;
    row(ui, tr!("from"), |ui| stage_choice_ui(ui, scenario, "from", &mut strategy.from_stage));
    fields.problem_ui(ui, &format!("{prefix}.from_stage"));
    if let Some(model) = strategy.kind.model_mut() {
        let label = tr!("easy calls go to");
        row(ui, label, |ui| {
            ModelChoice { label, place: ModelUse::Routing, width: 150.0 }.show(ui, scenario, model, commands);
        });
        fields.problem_ui(ui, &format!("{prefix}.to"));
    }
    if let StrategyKind::PrefixCaching { hit_rate, kept, .. } = &mut strategy.kind {
        edit.forgotten = hit_rate_ui(ui, hit_rate, hits);
        kept_ui(ui, kept);
        fields.problem_ui(ui, &format!("{prefix}.kept"));
    }
    let is_given = matches!(strategy.kind, StrategyKind::PrefixCaching { hit_rate: Some(_), .. });
    for (number, estimate) in strategy.estimates_mut() {
        // A hit rate that is given does not ask how many prefixes there are; what was said of them can be taken back.
        if is_given && number.key == "prefixes" && *estimate == number.typical {
            continue;
        }
        let path = EstimatePath::strategy(tag, number.key);
        let label = &label(&number, &scenario.currency);
        EstimateField { label, path, domain: number.domain }.show(ui, fields, estimate);
    }
    let title = tr!("What it takes to bring it in later");
    fold_ui(ui, title, !strategy.rework.is_empty(), |ui| {
        let of = &LinesOf::Strategy(tag);
        LineEditor { fields, of, currency: &scenario.currency }.show(ui, &mut strategy.rework, &mut edit.changes);
    });
    let remove = format!("{} {}", icon::REMOVE, tr!("Remove {}", in_sentence(strategy.kind.tag().name())));
    let response = ui.add(Button::new(RichText::new(remove).small()));
    let name = tr!("Remove {}", strategy.kind.tag().name());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    edit.is_removed = response.clicked();
    edit
}

/// What a number is called here, with what it needs to be typed.
fn label(number: &StrategyNumber, currency: &str) -> String {
    match number.key {
        "setup_cost" => tr!("set-up, {currency} once", currency),
        "monthly_cost" => tr!("{currency} a month", currency),
        "quality_loss" => tr!("share of outcomes lost, below 0 it helps").to_owned(),
        _ => number.label.to_owned(),
    }
}
