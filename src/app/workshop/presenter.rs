//! Presenter notes: what the facilitator reads in a window of its own, beside what the room sees: the chart in front of the
//! room in sentences, what to ask about it, what comes next, the time that is left, and the notes of the plan. Where a
//! second window cannot be, as in a page, they lie over the room.
//!
//! Absent: anything that changes the plan.

use egui::{CentralPanel, Context, Frame, Label, Margin, RichText, Role, ScrollArea, Ui, WidgetInfo};
use egui::{ViewportBuilder, ViewportClass, ViewportId};

use crate::app::command::Command;
use crate::app::document::Session;
use crate::app::results::PlanResults;
use crate::app::state::UiState;
use crate::app::state::round_timer::minutes_and_seconds;
use crate::app::widgets::{icon, primary_button};
use crate::charts::{Chart, ChartKind};
use crate::paint::theme::{Tokens, at_usual_scale, bold_font, semibold_font};

const TITLE: &str = "Presenter notes";
const SIZE: [f32; 2] = [520.0, 760.0];

/// What to ask a room that sees a chart, and what to show it then.
struct Prompt {
    ask: &'static str,
    show: &'static str,
}

impl Prompt {
    fn of(chart: ChartKind) -> Self {
        let (ask, show) = match chart {
            ChartKind::Curve => (
                "What did the prototype cost a month? What do you expect at full volume?",
                "Drag the volume. Hold B: the same line without strategies.",
            ),
            ChartKind::Viability => (
                "What is one outcome worth to you, and who would confirm that figure?",
                "Drag the volume to where the two lines cross.",
            ),
            ChartKind::Breakdown => (
                "Which of these layers did the budget of the pilot name?",
                "Point at the largest layer that is not tokens.",
            ),
            ChartKind::Savings => (
                "Which of these would you do first, and what stops you doing it now?",
                "Switch a strategy off and on: what it saves depends on the others.",
            ),
            ChartKind::Sensitivity => (
                "Who in this room knows the number on the first row, and how do they know it?",
                "Ask the room for its low and high: menu of the number, in Build.",
            ),
            ChartKind::WhatMustBeTrue => (
                "How sure are you of the number that is nearest to breaking even?",
                "Move that lever to its break-even.",
            ),
            ChartKind::Cash => (
                "How long may it be in the red, and who signs for the deepest point?",
                "Point at the month of payback.",
            ),
            ChartKind::ChangingLater => {
                ("What would you rather decide later? What does waiting cost?", "Read the dearest cell aloud.")
            }
            ChartKind::Bill => ("What on the bill surprised you?", "Follow the steps from the plan to the bill."),
            ChartKind::Actuals => {
                ("Which assumption did the first months prove wrong?", "Adopt what was measured, in Build.")
            }
            ChartKind::Compare => (
                "Which of these plans would you sign today?",
                "Take a snapshot before you change anything (the camera, at the top).",
            ),
            ChartKind::Multiple => (
                "Which of these factors did nobody think of at the start?",
                "Multiply the factors aloud, one after the other.",
            ),
            ChartKind::NotTokens => {
                ("If tokens were free tomorrow, what would still be on the bill?", "Compare with the breakdown.")
            }
            ChartKind::Floor => (
                "If everything is tuned, is an outcome worth what it costs?",
                "No lever reaches below the floor: only value, or another use case, does.",
            ),
            ChartKind::Decided => (
                "What have we decided, who answers for it, and by when do we look at it again?",
                "Write it down now: Decisions, at the top.",
            ),
        };
        Self { ask, show }
    }
}

/// Shows the notes, and adds what was asked for to `commands`.
pub fn presenter_ui(context: &Context, session: &Session, ui_state: &UiState, commands: &mut Vec<Command>) {
    let builder = ViewportBuilder::default().with_title(TITLE).with_app_id("breakeven").with_inner_size(SIZE);
    context.show_viewport_immediate(ViewportId::from_hash_of(TITLE), builder, |ui, class| {
        at_usual_scale(ui);
        if class == ViewportClass::EmbeddedWindow {
            notes_ui(ui, session, ui_state, commands);
            if ui.button("Close").clicked() {
                commands.push(Command::PresenterNotes);
            }
            return;
        }
        commands.extend(super::pressed(ui.ctx(), ui_state));
        if ui.input(|input| input.viewport().close_requested()) {
            commands.push(Command::PresenterNotes);
        }
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new().fill(tokens.surface).inner_margin(Margin { left: 18, right: 10, top: 14, bottom: 14 });
        CentralPanel::default().frame(frame).show(ui, |ui| notes_ui(ui, session, ui_state, commands));
    });
}

fn notes_ui(ui: &mut Ui, session: &Session, ui_state: &UiState, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let Some(valid) = session.computed.shown().map(|shown| shown.valid) else {
        ui.label("The plan cannot be computed: see its problems in the other window.");
        return;
    };
    let (charts, place) = ui_state.charts_of_room(&valid.scenario);
    ui.horizontal(|ui| {
        if ui.button(format!("{}  Previous", icon::PREVIOUS)).clicked() {
            commands.push(Command::WalkCharts(-1));
        }
        if primary_button(ui, true, &format!("Next  {}", icon::NEXT)).clicked() {
            commands.push(Command::WalkCharts(1));
        }
        ui.label(RichText::new(format!("{} of {}", place + 1, charts.len())).color(tokens.muted));
        if let Some(timer) = ui_state.timer {
            let left = timer.left(ui.input(|input| input.time));
            let color = if left == 0 { tokens.problem } else { tokens.text };
            let text = format!("{} {}", icon::TIMER, minutes_and_seconds(left));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(RichText::new(text).font(bold_font(22.0)).color(color));
            });
        }
    });
    ui.separator();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 10.0);
        if let Some(round) = ui_state.round.as_ref().filter(|round| round.is_secret()) {
            part_ui(ui, "The room is guessing");
            wrapped(
                ui,
                format!("{} guessed so far. Reveal shows the curve with all guesses on it.", round.guesses.len()),
            );
            return;
        }
        let chart = ui_state.chart(valid, charts[place]);
        let prompt = Prompt::of(charts[place]);
        part_ui(ui, charts[place].name());
        ui.add(Label::new(RichText::new(chart.title()).font(semibold_font(17.0))).wrap());
        ui.add_space(4.0);
        wrapped(ui, said(chart));
        part_ui(ui, "Ask");
        wrapped(ui, prompt.ask);
        part_ui(ui, "Show");
        wrapped(ui, prompt.show);
        if let Some(next) = charts.get(place + 1) {
            part_ui(ui, &format!("Next: {}", next.name()));
            wrapped(ui, ui_state.chart(valid, *next).title());
        }
        plan_notes_ui(ui, valid);
    });
}

/// What a chart says beyond its finding.
fn said(chart: &Chart) -> &str {
    chart.summary().strip_prefix(chart.title()).unwrap_or(chart.summary()).trim_start_matches(['.', ' '])
}

fn plan_notes_ui(ui: &mut Ui, valid: &PlanResults) {
    let notes = valid.scenario.notes.trim();
    if !notes.is_empty() {
        part_ui(ui, "Notes of the plan");
        wrapped(ui, notes);
    }
}

fn part_ui(ui: &mut Ui, name: &str) {
    let tokens = Tokens::of(ui.ctx());
    ui.add_space(10.0);
    let heading = ui.label(RichText::new(name).font(semibold_font(12.0)).color(tokens.muted));
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
}

/// Large enough to be read at arm's length.
fn wrapped(ui: &mut Ui, text: impl Into<String>) {
    ui.add(Label::new(RichText::new(text).size(15.0)).wrap());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chart_has_something_to_ask_and_to_show() {
        for chart in ChartKind::ALL {
            let Prompt { ask, show } = Prompt::of(chart);
            assert!(ask.ends_with('?'), "{}: {ask}", chart.key());
            assert!(show.ends_with('.'), "{}: {show}", chart.key());
        }
    }
}
