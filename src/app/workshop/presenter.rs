//! Presenter notes: what the facilitator reads in a window of its own, beside what the room sees: the chart in front of the
//! room in sentences, what to ask about it, what comes next, the time that is left, and the notes of the plan. Where a
//! second window cannot be, as in a page, they lie over the room.
//!
//! Absent: anything that changes the plan.

use egui::{
    Button, CentralPanel, Context, Frame, Key, Label, Margin, Modifiers, RichText, Role, ScrollArea, Ui,
    ViewportBuilder, ViewportClass, ViewportId, WidgetInfo,
};

use super::{time_left, walk_pressed};
use crate::app::command::Command;
use crate::app::document::Session;
use crate::app::state::UiState;
use crate::app::widgets::{icon, primary_button};
use crate::charts::{Chart, ChartKind};
use crate::language::{self, tr, tr_noop};
use crate::paint::theme::{Tokens, at_usual_scale, bold_font, semibold_font};
use crate::prose::capitalised;

const TITLE: &str = tr_noop!("Presenter notes");
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
                tr!("What did the prototype cost a month? What do you expect at full volume?"),
                tr!("Drag the volume. Hold B: the same line without strategies."),
            ),
            ChartKind::Viability => (
                tr!("What is one outcome worth to you, and who would confirm that figure?"),
                tr!("Drag the volume to where the two lines cross."),
            ),
            ChartKind::Breakdown => (
                tr!("Which of these layers did the budget of the pilot name?"),
                tr!("Point at the largest layer that is not tokens."),
            ),
            ChartKind::Savings => (
                tr!("Which of these would you do first, and what stops you doing it now?"),
                tr!("Switch a strategy off and on: what it saves depends on the others."),
            ),
            ChartKind::Sensitivity => (
                tr!("Who in this room knows the number on the first row, and how do they know it?"),
                tr!("Ask the room for its low and high: menu of the number, in Build."),
            ),
            ChartKind::WhatMustBeTrue => (
                tr!("How sure are you of the number that is nearest to breaking even?"),
                tr!("Move that lever to its break-even."),
            ),
            ChartKind::Cash => (
                tr!("How long may it be in the red, and who signs for the deepest point?"),
                tr!("Point at the month of payback."),
            ),
            ChartKind::ChangingLater => (
                tr!("What would you rather decide later? What does waiting cost?"),
                tr!("Read the dearest cell aloud."),
            ),
            ChartKind::Bill => {
                (tr!("What on the bill surprised you?"), tr!("Follow the steps from the plan to the bill."))
            }
            ChartKind::Actuals => {
                (tr!("Which assumption did the first months prove wrong?"), tr!("Adopt what was measured, in Build."))
            }
            ChartKind::Compare => (
                tr!("Which of these plans would you sign today?"),
                tr!("Take a snapshot before you change anything (the camera, at the top)."),
            ),
            ChartKind::Multiple => (
                tr!("Which of these factors did nobody think of at the start?"),
                tr!("Multiply the factors aloud, one after the other."),
            ),
            ChartKind::NotTokens => (
                tr!("If tokens were free tomorrow, what would still be on the bill?"),
                tr!("Compare with the breakdown."),
            ),
            ChartKind::Floor => (
                tr!("If everything is tuned, is an outcome worth what it costs?"),
                tr!("No lever reaches below the floor: only value, or another use case, does."),
            ),
            ChartKind::Decided => (
                tr!("What have we decided, who answers for it, and by when do we look at it again?"),
                tr!("Write it down now: Decisions, at the top."),
            ),
        };
        Self { ask, show }
    }
}

/// Shows the notes, and adds what was asked for in them to `commands`; charts are walked unless `is_asking` something over the
/// room. Returns whether the key is held there that shows the plan without strategies.
///
/// The window is drawn within the pass of the room. One with passes of its own would leave egui's memory of the focus on
/// itself, from which the room's keys would be judged.
pub fn presenter_ui(
    context: &Context,
    session: &Session,
    ui_state: &UiState,
    is_asking: bool,
    commands: &mut Vec<Command>,
) -> bool {
    let can_walk = !is_asking && !ui_state.is_secret();
    let builder =
        ViewportBuilder::default().with_title(language::text(TITLE)).with_app_id("breakeven").with_inner_size(SIZE);
    context.show_viewport_immediate(ViewportId::from_hash_of(TITLE), builder, |ui, class| {
        at_usual_scale(ui);
        if class == ViewportClass::EmbeddedWindow {
            // The room hears its own keys.
            head_ui(ui, session, ui_state, can_walk, true, commands);
            notes_ui(ui, session, ui_state);
            return false;
        }
        if can_walk {
            commands.extend(walk_pressed(ui.ctx()));
        }
        let is_left = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if is_left || ui.input(|input| input.viewport().close_requested()) {
            commands.push(Command::PresenterNotes);
        }
        let margin = Margin { left: 18, right: 10, top: 14, bottom: 14 };
        let frame = Frame::new().fill(Tokens::of(ui.ctx()).surface).inner_margin(margin);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            head_ui(ui, session, ui_state, can_walk, false, commands);
            notes_ui(ui, session, ui_state);
        });
        ui.input(|input| input.key_down(Key::B) && input.modifiers.is_none())
    })
}

/// The way to other charts, and the time.
fn head_ui(
    ui: &mut Ui,
    session: &Session,
    ui_state: &UiState,
    can_walk: bool,
    has_close: bool,
    commands: &mut Vec<Command>,
) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        if ui.add_enabled(can_walk, Button::new(tr!("{}  Previous", icon::PREVIOUS))).clicked() {
            commands.push(Command::WalkCharts(-1));
        }
        if primary_button(ui, can_walk, &tr!("Next  {}", icon::NEXT)).clicked() {
            commands.push(Command::WalkCharts(1));
        }
        let (charts, place) = ui_state.charts_of_room(&session.scenario);
        ui.label(RichText::new(tr!("{} of {}", place + 1, charts.len())).color(tokens.muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if has_close && ui.button(tr!("Close")).clicked() {
                commands.push(Command::PresenterNotes);
            }
            if let Some(timer) = ui_state.timer {
                let (left, text) = time_left(ui, timer);
                let color = if left == 0 { tokens.problem } else { tokens.text };
                ui.label(RichText::new(text).font(bold_font(22.0)).color(color));
            }
        });
    });
    ui.separator();
}

fn notes_ui(ui: &mut Ui, session: &Session, ui_state: &UiState) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 10.0);
        let Some(valid) = session.computed.shown().map(|shown| shown.valid) else {
            part_ui(ui, tr!("Problems"), tr!("The plan cannot be computed: the other window says why."));
            return;
        };
        if let Some(round) = ui_state.round.as_ref().filter(|round| round.is_secret()) {
            let guessed = round.guesses.len();
            let said = tr!("{guessed} guessed so far. Reveal shows the curve with all guesses on it.", guessed);
            part_ui(ui, tr!("The room is guessing"), &said);
            return;
        }
        if !session.computed.is_current() {
            part_ui(ui, tr!("Problems"), tr!("What follows is of the plan as it was before them."));
        }
        let (charts, place) = ui_state.charts_of_room(&valid.scenario);
        let chart = ui_state.chart(valid, charts[place]);
        let prompt = Prompt::of(charts[place]);
        let beyond = capitalised(beyond_finding(chart));
        part_ui(ui, charts[place].name(), format!("{}. {beyond}", chart.title()).trim_end());
        part_ui(ui, tr!("Ask"), prompt.ask);
        part_ui(ui, tr!("Show"), prompt.show);
        if let Some(next) = charts.get(place + 1) {
            part_ui(ui, &tr!("Next: {}", next.name()), ui_state.chart(valid, *next).title());
        }
        let notes = valid.scenario.notes.trim();
        if !notes.is_empty() {
            part_ui(ui, tr!("Notes of the plan"), notes);
        }
    });
}

fn part_ui(ui: &mut Ui, name: &str, text: &str) {
    ui.add_space(8.0);
    let muted = Tokens::of(ui.ctx()).muted;
    let heading = ui.label(RichText::new(name).font(semibold_font(12.0)).color(muted));
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
    // Large enough to be read at arm's length.
    ui.add(Label::new(RichText::new(text).size(15.0)).wrap());
}

/// What a chart says beyond its finding.
fn beyond_finding(chart: &Chart) -> &str {
    chart.summary().strip_prefix(chart.title()).unwrap_or(chart.summary()).trim_start_matches(['.', ' '])
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
