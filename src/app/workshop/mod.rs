//! What the room sees (F5): three headlines, one chart, up to four levers, all of it large enough for the last row.
//!
//! - `pins`: which estimates are the levers, and what is said of them
//! - `levers`: the levers themselves
//! - `guessing`: what a month will cost, asked before it is shown
//! - `presenter`: what the facilitator reads meanwhile
//!
//! Everything moves as in the other layout. Absent: menus, cards, and small print.

mod guessing;
mod levers;
mod pins;
pub mod presenter;

use egui::containers::menu::MenuButton;
use egui::{
    Button, CentralPanel, Color32, Context, Frame, Key, Margin, Modifiers, Panel, RichText, ScrollArea, TextStyle, Ui,
    Vec2, vec2,
};

use super::command::Command;
use super::command::files::FileCommand;
use super::document::Session;
use super::panels::charts::{follow, next_step_ui};
use super::panels::headlines::room_headlines_ui;
use super::panels::tour::tour_ui;
use super::results::PlanResults;
use super::state::UiState;
use super::state::round_timer::{MINUTES, RoundTimer, minutes_and_seconds};
use super::widgets::problems::{grey_if_old, problems_ui};
use super::widgets::{
    confined, follow_focus, icon, icon_button, is_drawn_again, left_end_ui, panel_frame, primary_button, right_end_ui,
};
use crate::charts::{ChartBody, ChartKind};
use crate::language::tr;
use crate::paint::theme::{Tokens, bold_font, regular_font, text_scale};
use crate::paint::{ChartLook, chart_ui, heading_ui};

/// The window for which sizes are chosen: a projector's least.
const USUAL: Vec2 = vec2(1280.0, 720.0);
/// How much larger than usual text is there: the smallest is 18 points.
const LARGER: f32 = 18.05 / 11.5;
/// Between what walks the charts or lists them.
const BETWEEN: f32 = 2.0;
/// Text of a chart where nothing is scaled.
const CHART_TEXT: f32 = 11.5;

/// How large text is in a window of a size: it grows with the window, a little more slowly.
pub fn text_scale_for(size: Vec2) -> f32 {
    let room = (size.x / USUAL.x).min(size.y / USUAL.y);
    let growth = if room < 1.0 { room.max(0.5) } else { 1.0 + 0.6 * (room - 1.0) };
    // In steps, so that dragging the edge of the window does not fill the atlas with letters of every size.
    LARGER * (growth * 20.0).floor() / 20.0
}

/// What the keys of the room ask for: arrows walk the charts, Escape goes back to building.
pub fn pressed(context: &Context, ui_state: &UiState) -> Option<Command> {
    // While guesses are taken, a key must not show by mistake what nobody shall see yet.
    let is_busy = ui_state.is_secret() || ui_state.was_typing || egui::Popup::is_any_open(context);
    if is_busy {
        return None;
    }
    if !context.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        return walk_pressed(context);
    }
    Some(if ui_state.tour.is_some() { Command::DismissTour } else { Command::SwitchLayout })
}

/// What the arrows ask for, unless they belong to what has the focus.
fn walk_pressed(context: &Context) -> Option<Command> {
    let is_free = context.memory(|memory| memory.focused().is_none());
    let pressed = |key| is_free && context.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let steps = [(Key::ArrowRight, 1), (Key::ArrowLeft, -1)];
    steps.into_iter().find(|(key, _)| pressed(*key)).map(|(_, steps)| Command::WalkCharts(steps))
}

/// Whether a command leaves a scenario alone that was sent to be looked at.
pub fn is_looking(command: &Command) -> bool {
    matches!(
        command,
        Command::File(FileCommand::EditCopy)
            | Command::WalkCharts(_)
            | Command::PresenterNotes
            | Command::GuessFirst
            | Command::Reveal
            | Command::ForgetGuesses
            | Command::SetTimer(_)
            | Command::ExplainPlan
            | Command::CopyPicture(_)
            | Command::Export(_)
            | Command::ExportEverything
            | Command::SwitchTheme
            | Command::SetAppearance(_)
            | Command::SwitchContrast
            | Command::SwitchMotion
            | Command::SetNumbers(_)
            | Command::SetLanguage(_)
            | Command::Larger
            | Command::Smaller
            | Command::UsualSize
            | Command::ShowGlossary(_)
            | Command::About
            | Command::Say(_)
    )
}

/// Lays out the whole window.
pub fn workshop_ui(
    ui: &mut Ui,
    session: &mut Session,
    ui_state: &mut UiState,
    message: &str,
    commands: &mut Vec<Command>,
) {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    let gap = (7.0 * scale) as i8;
    let panel = panel_frame(tokens).inner_margin(Margin::symmetric((9.0 * scale) as i8, (8.0 * scale) as i8));
    let canvas =
        |top, bottom| Frame::new().fill(tokens.canvas).inner_margin(Margin { left: gap, right: gap, top, bottom });
    Panel::top("workshop bar")
        .exact_size(36.0 * scale)
        .frame(Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(gap, 2)))
        .resizable(false)
        .show(ui, |ui| bar_ui(ui, session, ui_state, message, commands));
    Panel::top("workshop headlines").frame(canvas(gap, 0)).show_separator_line(false).resizable(false).show(ui, |ui| {
        if let Some(shown) = session.computed.shown() {
            ui.scope(|ui| {
                grey_if_old(ui, session.computed.is_current());
                room_headlines_ui(ui, shown, ui_state.is_secret());
            });
        }
    });
    if let Some(tour) = &ui_state.tour {
        tour_ui(ui, tour, ui_state.layout, gap, commands);
    }
    let width = ui.available_width();
    Panel::right("workshop levers")
        .exact_size((0.3 * width).max(230.0 * scale).min(0.42 * width))
        .show_separator_line(false)
        .resizable(false)
        .frame(canvas(gap, gap))
        .show(ui, |ui| {
            panel.show(ui, |ui| {
                let ui = &mut confined(ui);
                // What a lever does would tell, and everybody guesses the same plan.
                let can_change = !ui_state.is_secret() && !ui_state.is_sent;
                ui.add_enabled_ui(can_change, |ui| levers::levers_ui(ui, session, ui_state));
            });
        });
    let frame = canvas(gap, gap);
    CentralPanel::default().frame(frame.inner_margin(Margin { right: 0, ..frame.inner_margin })).show(ui, |ui| {
        panel.show(ui, |ui| {
            let ui = &mut confined(ui);
            if is_drawn_again(ui.ctx(), session) {
                return;
            }
            problems_ui(ui, session);
            if let Some(valid) = &session.computed.valid {
                grey_if_old(ui, session.computed.is_current());
                match &mut ui_state.round {
                    Some(round) if round.is_secret() => guessing::guessing_ui(ui, valid, round, commands),
                    _ => {
                        let shown = session.computed.shown().map_or(valid, |shown| shown.valid);
                        hero_ui(ui, shown, ui_state, commands);
                    }
                }
            }
        });
    });
}

/// What is open on the left, what can be done on the right.
fn bar_ui(ui: &mut Ui, session: &Session, ui_state: &UiState, message: &str, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        left_end_ui(ui, |ui| {
            let name = RichText::new(&session.scenario.name).font(bold_font(15.0 * scale));
            ui.add(egui::Label::new(name).truncate());
            let message = RichText::new(message).font(regular_font(CHART_TEXT * scale)).color(tokens.muted);
            ui.add(egui::Label::new(message).truncate());
        });
        right_end_ui(ui, |ui| {
            for (icon, command, can) in
                [(icon::UNDO, Command::Undo, session.can_undo()), (icon::REDO, Command::Redo, session.can_redo())]
            {
                ui.add_enabled_ui(can, |ui| {
                    if icon_button(ui, icon, &command.name_with_edit(session)).clicked() {
                        commands.push(command);
                    }
                });
            }
            timer_ui(ui, ui_state, commands);
            for (icon, command) in [
                (icon::SNAPSHOT, Command::TakeSnapshot(None)),
                (icon::DECISIONS, Command::Decisions),
                (icon::EXPLAIN, Command::ExplainPlan),
                (icon::PRESENTER, Command::PresenterNotes),
            ] {
                let can = is_looking(&command) || !ui_state.is_sent;
                // The notes keep the secret.
                let would_tell = ui_state.is_secret() && command != Command::PresenterNotes;
                let can = can && command.is_possible(session) && !would_tell;
                if ui.add_enabled_ui(can, |ui| icon_button(ui, icon, &command.name())).inner.clicked() {
                    commands.push(command);
                }
            }
            let command = if ui_state.is_guessing() { Command::ForgetGuesses } else { Command::GuessFirst };
            let can = ui_state.round.is_some() || session.computed.valid.is_some();
            if ui.add_enabled(can && !ui_state.is_secret(), Button::new(command.name())).clicked() {
                commands.push(command);
            }
            if ui_state.is_sent {
                if primary_button(ui, true, FileCommand::EditCopy.name()).clicked() {
                    commands.push(Command::File(FileCommand::EditCopy));
                }
                return;
            }
            let build = primary_button(ui, true, tr!("Build  F5")).on_hover_text(tr!("Everything at hand (F5 or Esc)"));
            build.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, tr!("Build")));
            if build.clicked() {
                commands.push(Command::SwitchLayout);
            }
        });
    });
}

/// How much time the room has, or a menu of how much it may have.
fn timer_ui(ui: &mut Ui, ui_state: &UiState, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    let Some(timer) = ui_state.timer else {
        let button = Button::new(icon::TIMER).frame_when_inactive(false);
        let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
            for minutes in MINUTES {
                let command = Command::SetTimer(Some(minutes));
                if ui.button(command.name()).clicked() {
                    commands.push(command);
                    ui.close();
                }
            }
        });
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, tr!("Timer")));
        response.on_hover_text(tr!("Time for a question"));
        return;
    };
    let (left, text) = time_left(ui, timer);
    let text = RichText::new(text).font(bold_font(13.0 * scale));
    let button =
        if left == 0 { Button::new(text.color(tokens.on_primary)).fill(tokens.problem) } else { Button::new(text) };
    let name = if left == 0 { tr!("Time is up").to_owned() } else { tr!("{left} seconds left", left) };
    let button = ui.add(button).on_hover_text(tr!("{}: click to stop", Command::SetTimer(None).name()));
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if button.clicked() {
        commands.push(Command::SetTimer(None));
    }
}

/// How many seconds are left, and how that is written; it is drawn again when that changes.
fn time_left(ui: &Ui, timer: RoundTimer) -> (u64, String) {
    let now = ui.input(|input| input.time);
    if let Some(wait) = timer.until_change(now) {
        ui.ctx().request_repaint_after(wait);
    }
    let left = timer.left(now);
    (left, format!("{} {}", icon::TIMER, minutes_and_seconds(left)))
}

/// Which of all charts is shown, and a menu of them; returns the one that was chosen.
fn all_charts_ui(ui: &mut Ui, charts: &[ChartKind], shown: ChartKind, place: &str) -> Option<ChartKind> {
    let text = RichText::new(place).small().color(Tokens::of(ui.ctx()).muted);
    let (response, menu) = MenuButton::from_button(Button::new(text).frame_when_inactive(false)).ui(ui, |ui| {
        // More than a small window is high.
        let room = ui.ctx().content_rect().bottom() - ui.cursor().top() - 24.0;
        let mut chosen = None;
        ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = BETWEEN;
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
            // Names end before the bar that they are scrolled by.
            Frame::new().inner_margin(Margin { right: 12, ..Margin::ZERO }).show(ui, |ui| {
                for key in charts {
                    if ui.add(Button::selectable(*key == shown, key.name())).clicked() {
                        chosen = Some(*key);
                        ui.close();
                    }
                }
                follow_focus(ui);
            });
        });
        chosen
    });
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, tr!("All charts, {place}", place)));
    response.on_hover_text(tr!("All charts"));
    menu?.inner
}

/// One chart, and the way to the others.
fn hero_ui(ui: &mut Ui, valid: &PlanResults, ui_state: &mut UiState, commands: &mut Vec<Command>) {
    let chart = ui_state.chart(valid, ui_state.hero);
    let scale = text_scale(ui);
    let interactive = chart.bars().is_none();
    let look = ChartLook { text_size: CHART_TEXT * scale, logarithmic: ui_state.logarithmic, interactive };
    let (charts, place) = ui_state.charts_of_room(&valid.scenario);
    let place = tr!("{} of {}", place + 1, charts.len());
    let small = TextStyle::Small.resolve(ui.style());
    let text = ui.painter().layout_no_wrap(place.clone(), small, Color32::PLACEHOLDER).size().x;
    let mut chosen = None;
    let walk = text + 2.0 * ui.spacing().button_padding.x + 2.0 * (24.0 * scale + BETWEEN);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        ui.allocate_ui(vec2(walk, 24.0 * scale), |ui| {
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = BETWEEN;
                let walk = |ui: &mut Ui, icon, command: Command, key| {
                    let is_asked = icon_button(ui, icon, &command.name()).on_hover_text(key).clicked();
                    is_asked.then_some(command)
                };
                commands.extend(walk(ui, icon::PREVIOUS, Command::WalkCharts(-1), "←"));
                chosen = all_charts_ui(ui, &charts, ui_state.hero, &place);
                commands.extend(walk(ui, icon::NEXT, Command::WalkCharts(1), "→"));
            });
        });
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| heading_ui(ui, &chart.head, &look));
    });
    ui.add_space(4.0 * scale);
    next_step_ui(ui, chart, ui_state, commands);
    let size = ui.available_size();
    let painted_ui =
        |ui: &mut Ui| chart_ui(ui, chart, size, &look, &|figure| valid.explanation_lines_on(chart, figure));
    let clicked = match chart.body {
        // More measures than a room has lines for: they are scrolled to.
        ChartBody::Matrix(_) => ScrollArea::vertical().auto_shrink(false).show(ui, painted_ui).inner,
        _ => ui.push_id(ui_state.hero, painted_ui).inner,
    };
    if let Some(clicked) = clicked {
        follow(ui.ctx(), clicked, valid, ui_state, commands);
    }
    if let Some(chosen) = chosen {
        ui_state.hero = chosen;
    }
}
