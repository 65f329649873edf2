//! Presenter notes: what the facilitator reads in a window of its own, beside what the room sees: the chart in front of the
//! room in sentences, what to ask about it, what comes next, the time that is left, and the notes of the plan. Where a
//! second window cannot be, as in a page, they lie over the room.
//!
//! Absent: anything that changes the plan.

use egui::{CentralPanel, Context, Frame, Key, Label, Margin, Modifiers, RichText, Role, ScrollArea, Ui, WidgetInfo};
use egui::{ViewportBuilder, ViewportClass, ViewportId};

use crate::app::command::Command;
use crate::app::document::Session;
use crate::app::state::UiState;
use crate::app::state::round_timer::{RoundTimer, minutes_and_seconds};
use crate::app::widgets::{icon, primary_button};
use crate::charts::{Chart, ChartKind};
use crate::paint::theme::{Tokens, at_usual_scale, bold_font, semibold_font};
use crate::prose::capitalised;

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

/// The window of the notes.
#[derive(Debug, Default)]
pub struct PresenterNotes {
    /// Whether the key is held in it that shows the plan without strategies.
    pub holds_baseline: bool,
}

/// What the notes say.
#[derive(Debug, Default)]
struct Said {
    /// Which chart it is of how many.
    place: String,
    /// A heading each, and what stands below it.
    parts: Vec<(String, String)>,
    timer: Option<RoundTimer>,
    /// Whether the charts can be walked now.
    can_walk: bool,
}

impl PresenterNotes {
    /// Shows the notes, and adds what was asked for in them to `commands`; charts are walked unless `is_asking` something over
    /// the room.
    ///
    /// The window is drawn within the pass of the room. One with passes of its own would leave egui's memory of the focus on
    /// itself, from which the room's keys would be judged.
    pub fn show(
        &mut self,
        context: &Context,
        session: &Session,
        ui_state: &UiState,
        is_asking: bool,
        commands: &mut Vec<Command>,
    ) {
        let said = Said::of(session, ui_state, is_asking);
        let builder = ViewportBuilder::default().with_title(TITLE).with_app_id("breakeven").with_inner_size(SIZE);
        let was_held = self.holds_baseline;
        context.show_viewport_immediate(ViewportId::from_hash_of(TITLE), builder, |ui, class| {
            at_usual_scale(ui);
            if class == ViewportClass::EmbeddedWindow {
                notes_ui(ui, &said, true, commands);
                return;
            }
            self.take_keys(ui, said.can_walk, commands);
            let frame = Frame::new().fill(Tokens::of(ui.ctx()).surface).inner_margin(Margin {
                left: 18,
                right: 10,
                top: 14,
                bottom: 14,
            });
            CentralPanel::default().frame(frame).show(ui, |ui| notes_ui(ui, &said, false, commands));
        });
        if self.holds_baseline != was_held {
            context.request_repaint();
        }
    }

    /// Arrows walk the charts, B shows the plan without strategies, Escape and the window's own button put the notes away.
    fn take_keys(&mut self, ui: &Ui, can_walk: bool, commands: &mut Vec<Command>) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        self.holds_baseline = ui.input(|input| input.key_down(Key::B) && input.modifiers.is_none());
        if pressed(Key::Escape) || ui.input(|input| input.viewport().close_requested()) {
            commands.push(Command::PresenterNotes);
        }
        let has_focus = ui.memory(|memory| memory.focused().is_some());
        for (key, steps) in [(Key::ArrowRight, 1), (Key::ArrowLeft, -1)] {
            if can_walk && !has_focus && pressed(key) {
                commands.push(Command::WalkCharts(steps));
            }
        }
    }
}

fn notes_ui(ui: &mut Ui, said: &Said, has_close: bool, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.add_enabled_ui(said.can_walk, |ui| {
            if ui.button(format!("{}  Previous", icon::PREVIOUS)).clicked() {
                commands.push(Command::WalkCharts(-1));
            }
        });
        if primary_button(ui, said.can_walk, &format!("Next  {}", icon::NEXT)).clicked() {
            commands.push(Command::WalkCharts(1));
        }
        ui.label(RichText::new(&said.place).color(tokens.muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if has_close && ui.button("Close").clicked() {
                commands.push(Command::PresenterNotes);
            }
            if let Some(timer) = said.timer {
                timer_ui(ui, timer);
            }
        });
    });
    ui.separator();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 10.0);
        for (name, text) in &said.parts {
            ui.add_space(8.0);
            let heading = ui.label(RichText::new(name).font(semibold_font(12.0)).color(tokens.muted));
            heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, name));
            // Large enough to be read at arm's length.
            ui.add(Label::new(RichText::new(text).size(15.0)).wrap());
        }
    });
}

/// The time that is left; it is drawn again when that changes.
fn timer_ui(ui: &mut Ui, timer: RoundTimer) {
    let tokens = Tokens::of(ui.ctx());
    let now = ui.input(|input| input.time);
    let left = timer.left(now);
    let color = if left == 0 { tokens.problem } else { tokens.text };
    let text = format!("{} {}", icon::TIMER, minutes_and_seconds(left));
    ui.label(RichText::new(text).font(bold_font(22.0)).color(color));
    if let Some(wait) = timer.until_change(now) {
        ui.ctx().request_repaint_after(wait);
    }
}

impl Said {
    fn of(session: &Session, ui_state: &UiState, is_asking: bool) -> Self {
        let part = |name: &str, text: String| (name.to_owned(), text);
        let mut said = Self { timer: ui_state.timer, ..Self::default() };
        let Some(valid) = session.computed.shown().map(|shown| shown.valid) else {
            said.parts.push(part("Problems", "The plan cannot be computed: the other window says why.".to_owned()));
            return said;
        };
        if let Some(round) = ui_state.round.as_ref().filter(|round| round.is_secret()) {
            let guessed = round.guesses.len();
            let text = format!("{guessed} guessed so far. Reveal shows the curve with all guesses on it.");
            said.parts.push(part("The room is guessing", text));
            return said;
        }
        let (charts, place) = ui_state.charts_of_room(&valid.scenario);
        let (key, chart) = (charts[place], ui_state.chart(valid, charts[place]));
        let prompt = Prompt::of(key);
        said.place = format!("{} of {}", place + 1, charts.len());
        said.can_walk = !is_asking;
        if !session.computed.is_current() {
            said.parts.push(part("Problems", "What follows is of the plan as it was before them.".to_owned()));
        }
        said.parts.push(part(
            key.name(),
            format!("{}. {}", chart.title(), capitalised(beyond_finding(chart))).trim_end().to_owned(),
        ));
        said.parts.push(part("Ask", prompt.ask.to_owned()));
        said.parts.push(part("Show", prompt.show.to_owned()));
        if let Some(next) = charts.get(place + 1) {
            let next = (format!("Next: {}", next.name()), ui_state.chart(valid, *next).title().to_owned());
            said.parts.push(next);
        }
        let notes = valid.scenario.notes.trim();
        if !notes.is_empty() {
            said.parts.push(part("Notes of the plan", notes.to_owned()));
        }
        said
    }
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
