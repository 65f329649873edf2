//! Goal seek: what one estimate would have to be, asked beside what must be true.

use egui::{Button, ComboBox, Label, RichText, Ui};

use crate::app::command::Command;
use crate::app::results::PlanResults;
use crate::app::state::goal_seek::{GoalSeek, GoalSeekResult};
use crate::app::widgets::{drop_down, number_ui};
use crate::charts::ChartKind;
use crate::format::{self, Money};
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::prose::{month_pays, name_of};
use crate::scenario::{Domain, EstimatePath, Scenario, StageField};
use crate::uncertainty::{Draws, GoalSeekAnswer, Simulation, seek};

/// The question on one line, its answer on the next.
pub fn goal_ui(ui: &mut Ui, valid: &PlanResults, goal: &mut GoalSeek, commands: &mut Vec<Command>) {
    let scenario = &valid.scenario;
    let tokens = Tokens::of(ui.ctx());
    let rows = valid.chart(ChartKind::WhatMustBeTrue).bars();
    let rows = rows.iter().flat_map(|chart| &chart.rows);
    let mut paths: Vec<EstimatePath> = rows.map(|row| EstimatePath::from(row.path.as_str())).collect();
    // From which volume on it pays is asked of every plan.
    let volume = EstimatePath::stage(&scenario.stages[valid.plan.target].name, StageField::Requests);
    if !paths.contains(&volume) {
        paths.push(volume);
    }
    let kept = goal.path.as_ref().filter(|path| name_is_known(scenario, path));
    let Some(path) = kept.or(paths.first()).cloned() else { return };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(tr!("sought"; "What")).color(tokens.muted));
        let label = name_of(scenario, &path).label();
        let choices = ComboBox::from_id_salt("goal seek").selected_text(&label).width(190.0).truncate();
        let chosen = drop_down(ui, choices, |ui| {
            for choice in &paths {
                if ui.selectable_label(*choice == path, name_of(scenario, choice).label()).clicked() {
                    goal.path = Some(choice.clone());
                }
            }
        });
        let name = tr!("Goal seek by {label}", label);
        chosen.response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
        let asked = ui.label(RichText::new(tr!("makes it viable, paying in")).color(tokens.muted));
        ui.label_inputs_by(asked.id, |ui| number_ui(ui, &mut goal.chance, Domain::Share));
        ui.label(RichText::new(tr!("of futures?")).color(tokens.muted));
        if ui.add(Button::new(tr!("Seek"))).clicked() {
            let mut draws = Draws::new(Simulation::USUAL, valid.uncertainty.seed);
            let answer = seek(scenario, &path, goal.chance, &mut draws);
            goal.found =
                Some(GoalSeekResult { path: path.clone(), chance: goal.chance, scenario: scenario.clone(), answer });
        }
    });
    let is_current =
        |found: &&GoalSeekResult| found.path == path && found.chance == goal.chance && found.scenario == *scenario;
    ui.horizontal_wrapped(|ui| match goal.found.as_ref().filter(is_current) {
        Some(found) => answer_ui(ui, valid, found, commands),
        // The chart below stays where it is.
        None => {
            let hint = tr!("Seek says what it would have to be, all else as planned");
            ui.add(Label::new(RichText::new(hint).color(tokens.muted)).truncate());
        }
    });
}

/// Where a month breaks even by an estimate, all else as planned.
fn break_even(valid: &PlanResults, path: &EstimatePath) -> Option<String> {
    let requirements = valid.uncertainty.what_must_be_true(&valid.plan);
    let found = requirements.iter().find(|found| valid.plan.inputs[found.input.index()].path == *path)?;
    let money = Money::new(&valid.scenario.currency);
    Some(tr!(", a month breaks even at {}", name_of(&valid.scenario, path).full(&money, found.break_even?)))
}

fn name_is_known(scenario: &Scenario, path: &EstimatePath) -> bool {
    scenario.every_field().iter().any(|field| field.path == *path)
}

fn answer_ui(ui: &mut Ui, valid: &PlanResults, found: &GoalSeekResult, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let scenario = &valid.scenario;
    let mut text = answer_text(scenario, found);
    if found.answer.is_some_and(|answer| is_there(scenario, &found.path, &answer)) {
        text.extend(break_even(valid, &found.path));
    }
    ui.label(RichText::new(text).font(semibold_font(13.0)).color(tokens.text));
    if let Some(answer) = found.answer.filter(|answer| !is_there(scenario, &found.path, answer))
        && ui.add(Button::new(tr!("Apply"))).clicked()
    {
        commands.push(Command::SetEstimate(found.path.clone(), answer.estimate));
    }
}

/// Whether the plan has reached the goal already.
fn is_there(scenario: &Scenario, path: &EstimatePath, answer: &GoalSeekAnswer) -> bool {
    scenario.every_field().iter().any(|field| field.path == *path && *field.estimate == answer.estimate)
}

fn answer_text(scenario: &Scenario, found: &GoalSeekResult) -> String {
    let money = Money::new(&scenario.currency);
    let name = name_of(scenario, &found.path);
    let Some(answer) = &found.answer else {
        return tr!(
            "No figure for {} makes it viable with a month paying in {} of futures",
            name.in_sentence(),
            format::typed_percent(found.chance)
        );
    };
    let pays = month_pays(answer.chance);
    if is_there(scenario, &found.path, answer) {
        return tr!("It is there already: viable, {pays}", pays);
    }
    let planned =
        scenario.every_field().iter().find(|field| field.path == found.path).map_or(0.0, |field| field.estimate.base());
    tr!(
        "{}: {} (in the plan {}): {pays}",
        name.label(),
        name.full(&money, rounded(answer.estimate.base())),
        name.full(&money, planned),
        pays
    )
}

/// As many figures as the search is sure of.
fn rounded(value: f64) -> f64 {
    if value == 0.0 {
        return value;
    }
    let scale = 10_f64.powf(3.0 - value.abs().log10().floor());
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::PRESETS;
    use crate::scenario::Estimate;

    #[test]
    fn answers_are_sentences() {
        let preset = PRESETS.iter().find(|preset| preset.key == "support_assistant").expect("a preset");
        let scenario = preset.scenario();
        let say = |estimate: Option<Estimate>| {
            let answer = estimate.map(|estimate| GoalSeekAnswer { estimate, chance: 0.8012 });
            let path = EstimatePath::Outcome(crate::scenario::OutcomeField::Value);
            let found = GoalSeekResult { path, chance: 0.8, scenario: scenario.clone(), answer };
            answer_text(&scenario, &found).replace('\u{a0}', " ")
        };
        let moved = scenario.outcome.value.with_base(1.23456);
        assert_eq!(
            say(Some(moved)),
            "Value per accepted draft reply: $1.24 (in the plan $0.82): a month pays in 80 % of futures"
        );
        assert_eq!(say(Some(scenario.outcome.value)), "It is there already: viable, a month pays in 80 % of futures");
        assert_eq!(
            say(None),
            "No figure for value per accepted draft reply makes it viable with a month paying in 80 % of futures"
        );
    }
}
