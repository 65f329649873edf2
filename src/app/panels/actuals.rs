//! Usage that is kept beside the plan: what it is held against, what was measured, and what of that the plan adopts.

use egui::{Button, Checkbox, ComboBox, Grid, Label, Response, RichText, Role, Ui, WidgetInfo, vec2};

use crate::advice::actual_criteria;
use crate::app::command::Command;
use crate::app::command::targets::UsageCommand;
use crate::app::results::PlanResults;
use crate::app::state::UsageView;
use crate::app::widgets::{drop_down, icon, icon_button, nothing_yet_ui, number_between_ui, number_ui};
use crate::calibration::{Calibration, Measurement, Position, UsageContext};
use crate::format::Money;
use crate::language::{text, tr};
use crate::paint::theme::{Tokens, semibold_font};
use crate::prose::{
    NO_USAGE, READ_USAGE, name_of, position_in_words, remark_in_words, seen_in_words, unmeasured_in_words,
    unplanned_in_words, value_with_range, window_in_words,
};
use crate::scenario::{Actual, Domain, EstimatePath, Scenario};

/// Which usage is shown, what it is held against, and a way to more.
pub fn usage_ui(ui: &mut Ui, valid: &PlanResults, view: &mut UsageView, commands: &mut Vec<Command>) {
    let scenario = &valid.scenario;
    view.shown = view.shown.min(scenario.actuals.len().saturating_sub(1));
    let Some(actual) = scenario.actuals.get(view.shown) else {
        return nothing_yet_ui(ui, text(NO_USAGE), text(READ_USAGE), |ui| read_ui(ui, commands));
    };
    ui.horizontal_wrapped(|ui| {
        read_ui(ui, commands);
        let names: Vec<&str> = scenario.actuals.iter().map(|actual| actual.name.as_str()).collect();
        if 1 < names.len()
            && let Some(chosen) = choice_ui(ui, tr!("Usage"), &names, view.shown, 200.0)
        {
            view.shown = chosen;
        } else if let [only] = names[..] {
            ui.add(Label::new(RichText::new(only).font(semibold_font(13.0))).truncate());
        }
        let taken_as = UsageContext::of(scenario, actual);
        let mut context = taken_as.clone();
        context_ui(ui, scenario, actual, &mut context);
        if context != taken_as {
            commands.push(Command::Usage(UsageCommand::TakeAs(view.shown, Box::new(context))));
        }
        if icon_button(ui, icon::REMOVE, &tr!("Forget {}", actual.name)).clicked() {
            commands.push(Command::Usage(UsageCommand::Forget(view.shown)));
        }
    });
}

fn read_ui(ui: &mut Ui, commands: &mut Vec<Command>) {
    let read = Command::Usage(UsageCommand::Read);
    if ui.button(read.name()).clicked() {
        commands.push(read);
    }
}

/// The least share of traffic that can be recorded.
const LEAST_RECORDED: f64 = 0.000_1;

/// What usage is taken as: of which stage and step, how much of it was recorded, and what a success is.
fn context_ui(ui: &mut Ui, scenario: &Scenario, actual: &Actual, context: &mut UsageContext) {
    let muted = Tokens::of(ui.ctx()).muted;
    let word = |ui: &mut Ui, text: &str| ui.label(RichText::new(text).color(muted));
    word(ui, tr!("held against"));
    let stages: Vec<&str> = scenario.stages.iter().map(|stage| stage.name.as_str()).collect();
    if let Some(stage) = choice_ui(ui, tr!("Stage that it is held against"), &stages, context.stage, 110.0) {
        context.stage = stage;
    }
    word(ui, tr!("as usage of"));
    let own = scenario.workload.steps.iter().map(|step| step.name.as_str());
    let steps: Vec<&str> = std::iter::once(tr!("all steps")).chain(own).collect();
    let chosen = context.step.map_or(0, |step| step + 1);
    if let Some(chosen) = choice_ui(ui, tr!("Step that it is usage of"), &steps, chosen, 110.0) {
        context.step = chosen.checked_sub(1);
    }
    let recorded = word(ui, tr!("recorded"));
    ui.push_id("recorded", |ui| {
        ui.label_inputs_by(recorded.id, |ui| {
            number_ui(ui, &mut context.sample_rate, Domain::Share).on_hover_text(tr!(
                "Which share of the traffic is in it, where it is a sample: volumes are scaled by it"
            ));
        });
    });
    // Nothing recorded would be no usage.
    context.sample_rate = context.sample_rate.max(LEAST_RECORDED);
    if !actual.digest.scores.is_empty() {
        success_ui(ui, actual, context);
    }
}

/// Which score tells a success, and from where on.
fn success_ui(ui: &mut Ui, actual: &Actual, context: &mut UsageContext) {
    const HALF: f64 = 0.5;
    let muted = Tokens::of(ui.ctx()).muted;
    ui.label(RichText::new(tr!("success is")).color(muted));
    let scores: Vec<&str> = actual.digest.scores.keys().map(String::as_str).collect();
    let names: Vec<&str> = std::iter::once(tr!("not told")).chain(scores.iter().copied()).collect();
    let chosen = context.success.as_ref().and_then(|(name, _)| scores.iter().position(|score| score == name));
    let threshold = context.success.as_ref().map_or(HALF, |(_, threshold)| *threshold);
    if let Some(chosen) = choice_ui(ui, tr!("Score of a success"), &names, chosen.map_or(0, |place| place + 1), 110.0) {
        context.success = chosen.checked_sub(1).map(|place| (scores[place].to_owned(), threshold));
    }
    if let Some((_, threshold)) = &mut context.success {
        let above = ui.label(RichText::new(tr!("above")).color(muted));
        ui.push_id("threshold", |ui| {
            ui.label_inputs_by(above.id, |ui| number_between_ui(ui, threshold, [0.0, 1.0]));
        });
    }
}

/// A choice by name; returns the place of another one that was chosen.
fn choice_ui(ui: &mut Ui, label: &str, names: &[&str], chosen: usize, width: f32) -> Option<usize> {
    let mut found = None;
    let shown = names.get(chosen).copied().unwrap_or("–");
    let combo = ComboBox::from_id_salt(label).width(width).truncate().selected_text(shown);
    let response = drop_down(ui, combo, |ui| {
        for (place, name) in names.iter().enumerate() {
            if ui.selectable_label(place == chosen, *name).clicked() {
                found = Some(place);
            }
        }
    });
    let name = format!("{label}: {shown}");
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
    found.filter(|place| *place != chosen)
}

/// Each measurement beside what was planned, to be ticked and adopted; below it what could not be measured.
pub fn measured_ui(ui: &mut Ui, valid: &PlanResults, view: &mut UsageView, commands: &mut Vec<Command>) {
    let scenario = &valid.scenario;
    let (Some(actual), Some(found)) = (scenario.actuals.get(view.shown), valid.calibrations.get(view.shown)) else {
        return;
    };
    let Some(found) = found else {
        ui.label(tr!("There is no usage in it."));
        return;
    };
    head_ui(ui, actual, found, view, commands);
    let money = Money::new(&scenario.currency);
    criteria_ui(ui, valid, found, &money);
    // Ranges are told on hover where they would push the last column out of sight.
    const ROOM_FOR_RANGES: f32 = 780.0;
    let has_room = ROOM_FOR_RANGES <= ui.available_width();
    Grid::new("measured").striped(true).spacing(vec2(20.0, 5.0)).num_columns(5).show(ui, |ui| {
        headings_ui(ui, has_room);
        for measurement in &found.measurements {
            measurement_ui(ui, scenario, (&money, has_room), measurement, view);
            ui.end_row();
        }
    });
    if found.measurements.is_empty() {
        ui.label(tr!("Nothing of it can be measured: choose the step that it is usage of."));
    }
    let tokens = Tokens::of(ui.ctx());
    let mut lines: Vec<String> = found.unplanned.iter().map(unplanned_in_words).collect();
    lines.extend(unmeasured_in_words(scenario, &found.unmeasured));
    ui.add_space(6.0);
    for line in lines {
        ui.add(Label::new(RichText::new(line).small().color(tokens.muted)).wrap());
    }
}

/// What was measured when, and the button that adopts what is ticked.
fn head_ui(ui: &mut Ui, actual: &Actual, found: &Calibration, view: &UsageView, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(tr!("Measured")).font(semibold_font(14.0)));
        ui.label(RichText::new(window_in_words(&found.month)).color(tokens.muted)).on_hover_text(&actual.source);
        let ticked: Vec<EstimatePath> = found
            .measurements
            .iter()
            .filter(|measurement| measurement.differs() && !view.unticked.contains(&measurement.path))
            .map(|measurement| measurement.path.clone())
            .collect();
        let is_any = !ticked.is_empty();
        let command = Command::Usage(UsageCommand::Adopt(view.shown, ticked));
        if is_any && ui.add(Button::new(command.name())).clicked() {
            commands.push(command);
        }
    });
}

/// The kill criteria of the stage that the actual month crosses, and what was agreed to do then.
fn criteria_ui(ui: &mut Ui, valid: &PlanResults, found: &Calibration, money: &Money) {
    let Some(month) = &found.evaluation else { return };
    let problem = Tokens::of(ui.ctx()).problem;
    let criteria = actual_criteria(&valid.plan, found.context.stage, month);
    for status in criteria.iter().filter(|status| status.is_breached) {
        let crossed = status.sentence_of(&valid.scenario, money, tr!("in the actual month"));
        let text = format!("{} {crossed}{}", icon::PROBLEM, status.agreed_in_words());
        ui.add(Label::new(RichText::new(text).color(problem)).wrap());
    }
}

fn headings_ui(ui: &mut Ui, has_room: bool) {
    let tokens = Tokens::of(ui.ctx());
    let [planned, measured] =
        if has_room { [tr!("planned, 8 in 10"), tr!("measured, 8 in 10")] } else { [tr!("planned"), tr!("measured")] };
    for heading in ["", planned, measured, tr!("beside the plan"), tr!("seen")] {
        ui.label(RichText::new(heading).small().color(tokens.muted));
    }
    ui.end_row();
}

fn measurement_ui(
    ui: &mut Ui,
    scenario: &Scenario,
    (money, has_room): (&Money, bool),
    found: &Measurement,
    view: &mut UsageView,
) {
    let tokens = Tokens::of(ui.ctx());
    let name = name_of(scenario, &found.path);
    let mut is_ticked = found.differs() && !view.unticked.contains(&found.path);
    let tick: Response = ui.add_enabled(found.differs(), Checkbox::new(&mut is_ticked, name.label()));
    if tick.changed() {
        view.unticked.retain(|path| *path != found.path);
        if !is_ticked {
            view.unticked.push(found.path.clone());
        }
    }
    let mut value_ui = |value: f64, interval: [f64; 2]| {
        let text = value_with_range(&name, money, value, interval);
        if has_room {
            ui.label(text)
        } else {
            ui.label(name.full(money, value)).on_hover_text(text)
        };
    };
    value_ui(found.planned.base(), found.planned_interval);
    value_ui(found.measured, found.interval);
    let position = found.position();
    let color = if position == Position::Inside { tokens.muted } else { tokens.text };
    let text = RichText::new(position_in_words(position)).color(color);
    ui.label(if position == Position::Inside { text } else { text.strong() });
    let remarks: Vec<&str> = found.remarks.iter().map(|remark| remark_in_words(*remark)).collect();
    let seen = seen_in_words(found.seen, found.seen_as);
    if remarks.is_empty() {
        ui.label(RichText::new(seen).color(tokens.muted));
    } else {
        let seen = RichText::new(format!("{seen} …")).color(tokens.muted);
        ui.label(seen).on_hover_text(remarks.join("\n"));
    }
}
