//! Several use cases on one map (F7): what to fund within a budget, and what these promise together.
//!
//! - `use_cases`: the ranked list
//! - `snapshots`: what was decided before, gone back to and compared with
//! - `charts`: the map, funding by month, the frontier
//! - `funding`: the budget, what more safety costs, and what stands before the next stages
//!
//! A use case is opened with a double click and looked at in the other layouts. Absent: figures (`results::portfolio`), and
//! what commands do.

mod charts;
mod funding;
mod headlines;
mod snapshots;
mod use_cases;

use egui::{Button, CentralPanel, Frame, Label, Margin, Panel, RichText, ScrollArea, Ui};
use strum::IntoEnumIterator as _;

use super::command::targets::PortfolioCommand;
use super::command::{Command, CommandGroup};
use super::document::portfolio::PortfolioSession;
use super::results::comparison::ComparisonTarget;
use super::state::portfolio_view::PortfolioView;
use super::widgets::{
    confined, follow_focus, left_end_ui, name_group, nothing_yet_ui, panel_frame, primary_button, right_end_ui,
};
use crate::artifacts::PictureFormat;
use crate::charts::PortfolioChartKind;
use crate::language::tr;
use crate::paint::theme::{Tokens, bold_font, semibold_font};
use crate::portfolio::Portfolio;

/// What a command asked for elsewhere means here; `None` where it is of the scenario, which is not in sight.
pub fn command_here(command: Command) -> Option<Command> {
    let is_shown = |command: &Command| {
        matches!(command.group(), CommandGroup::File | CommandGroup::View | CommandGroup::Help | CommandGroup::Term)
    };
    match command {
        Command::Undo => Some(Command::Portfolio(PortfolioCommand::Step(true))),
        Command::Redo => Some(Command::Portfolio(PortfolioCommand::Step(false))),
        Command::Save => Some(Command::Portfolio(PortfolioCommand::Save)),
        Command::TakeSnapshot(number) => Some(Command::Portfolio(PortfolioCommand::TakeSnapshot(number))),
        Command::RecallSnapshot(number) => Some(Command::Portfolio(PortfolioCommand::RecallSnapshot(number))),
        Command::Compare(None) => Some(Command::Portfolio(PortfolioCommand::Compare(None))),
        Command::Compare(Some(ComparisonTarget::Snapshot(number))) => {
            Some(Command::Portfolio(PortfolioCommand::Compare(Some(number))))
        }
        Command::SaveAs
        | Command::Backups
        | Command::SwitchScale
        | Command::ExplainPlan
        | Command::SetTimer(_)
        | Command::PresenterNotes
        | Command::SetNumbers(_)
        | Command::SetLanguage(_) => None,
        command => Some(command).filter(is_shown),
    }
}

/// Whether there is anything for a command to do here.
pub fn is_possible_here(command: &Command, session: Option<&PortfolioSession>) -> bool {
    let portfolio = session.and_then(PortfolioSession::portfolio);
    let command = match command_here(command.clone()) {
        Some(Command::Portfolio(command)) => command,
        other => return other.is_some(),
    };
    match command {
        PortfolioCommand::Save => session.is_some_and(PortfolioSession::is_unsaved),
        PortfolioCommand::Step(true) => session.is_some_and(PortfolioSession::can_undo),
        PortfolioCommand::Step(false) => session.is_some_and(PortfolioSession::can_redo),
        PortfolioCommand::TakeSnapshot(None) => portfolio.and_then(Portfolio::free_snapshot_number).is_some(),
        PortfolioCommand::TakeSnapshot(_) | PortfolioCommand::Compare(None) => portfolio.is_some(),
        PortfolioCommand::RecallSnapshot(number) | PortfolioCommand::Compare(Some(number)) => {
            portfolio.and_then(|portfolio| portfolio.snapshot(number)).is_some()
        }
        _ => true,
    }
}

/// Lays out the whole window.
pub fn portfolio_ui(
    ui: &mut Ui,
    session: Option<&PortfolioSession>,
    view: &mut PortfolioView,
    message: &str,
    commands: &mut Vec<Command>,
) {
    let tokens = Tokens::of(ui.ctx());
    let bar = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(16, 6));
    Panel::top("portfolio bar")
        .exact_size(44.0)
        .frame(bar)
        .resizable(false)
        .show(ui, |ui| bar_ui(ui, session, view, commands));
    Panel::bottom("portfolio status")
        .exact_size(26.0)
        .frame(bar.inner_margin(Margin::symmetric(16, 4)))
        .resizable(false)
        .show(ui, |ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add(Label::new(RichText::new(message).small().color(tokens.muted)).truncate());
            });
        });
    let canvas =
        |left, right, top| Frame::new().fill(tokens.canvas).inner_margin(Margin { left, right, top, bottom: 12 });
    let Some((session, results)) = session.and_then(|session| Some((session, session.results()?))) else {
        let frame = canvas(12, 12, 12);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            panel_frame(tokens).show(ui, |ui| nothing_ui(&mut confined(ui), session, commands));
        });
        return;
    };
    let frame = Frame::new().fill(tokens.canvas).inner_margin(Margin { left: 12, right: 12, top: 12, bottom: 0 });
    Panel::top("portfolio headlines").frame(frame).show_separator_line(false).resizable(false).show(ui, |ui| {
        headlines::headlines_ui(ui, results);
    });
    let width = ui.available_width();
    let side = |panel: Panel, share: f32, [least, most]: [f32; 2], frame: Frame| {
        let panel = panel.exact_size((share * width).clamp(least, most)).resizable(false);
        panel.show_separator_line(false).frame(frame)
    };
    side(Panel::left("portfolio list"), 0.28, [300.0, 460.0], canvas(12, 6, 12)).show(ui, |ui| {
        part_ui(ui, tr!("Use cases"), |ui| use_cases::use_cases_ui(ui, session, results, commands));
    });
    side(Panel::right("portfolio funding"), 0.24, [270.0, 400.0], canvas(6, 12, 12)).show(ui, |ui| {
        part_ui(ui, tr!("Funding"), |ui| funding::funding_ui(ui, session, results, commands));
    });
    CentralPanel::default().frame(canvas(6, 6, 12)).show(ui, |ui| {
        part_ui(ui, tr!("Charts"), |ui| charts::charts_ui(ui, results, view, commands));
    });
}

/// A part of the window, named for those who cannot see it.
fn part_ui(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    panel_frame(Tokens::of(ui.ctx())).show(ui, |ui| {
        name_group(ui, name);
        add(&mut confined(ui));
    });
}

/// Name and file at the left, what can be done at the right.
fn bar_ui(ui: &mut Ui, session: Option<&PortfolioSession>, view: &mut PortfolioView, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        left_end_ui(ui, |ui| {
            ui.label(RichText::new("Breakeven").font(bold_font(15.0)));
            ui.label(RichText::new("/").color(tokens.muted));
            let name =
                session.and_then(PortfolioSession::portfolio).map_or(tr!("Portfolio"), |portfolio| &portfolio.name);
            ui.add(Label::new(RichText::new(name).font(semibold_font(14.0))).truncate());
            if let Some(session) = session {
                ui.add(Label::new(RichText::new(session.file_state()).small().color(tokens.muted)).truncate());
                if session.is_computing() {
                    ui.label(RichText::new(tr!("computing …")).small().color(tokens.muted));
                }
            }
        });
        right_end_ui(ui, |ui| {
            let mut ask = |ui: &mut Ui, command: PortfolioCommand, is_possible: bool| {
                if ui.add_enabled(is_possible, Button::new(command.name())).clicked() {
                    commands.push(Command::Portfolio(command));
                }
            };
            ask(ui, PortfolioCommand::Ask, true);
            export_menu(ui, session.is_some_and(|session| session.results().is_some()), commands);
            let mut ask = |ui: &mut Ui, command: PortfolioCommand, is_possible: bool| {
                if ui.add_enabled(is_possible, Button::new(command.name())).clicked() {
                    commands.push(Command::Portfolio(command));
                }
            };
            ask(ui, PortfolioCommand::Save, session.is_some_and(PortfolioSession::is_unsaved));
            ask(ui, PortfolioCommand::Step(true), session.is_some_and(PortfolioSession::can_undo));
            ask(ui, PortfolioCommand::Step(false), session.is_some_and(PortfolioSession::can_redo));
            snapshots::snapshots_menu(ui, session, view, commands);
            let back =
                primary_button(ui, true, tr!("Use case  F7")).on_hover_text(tr!("Back to the use case that is open"));
            if back.clicked() {
                commands.push(Command::Portfolio(PortfolioCommand::Show));
            }
        });
    });
}

/// All files into a folder, or one chart as a picture.
fn export_menu(ui: &mut Ui, is_possible: bool, commands: &mut Vec<Command>) {
    ui.add_enabled_ui(is_possible, |ui| {
        ui.menu_button(tr!("Export"), |ui| {
            ui.set_min_width(230.0);
            let mut item = |ui: &mut Ui, command: PortfolioCommand| {
                if ui.button(command.name()).clicked() {
                    commands.push(Command::Portfolio(command));
                    ui.close();
                }
            };
            item(ui, PortfolioCommand::Export);
            ui.separator();
            for kind in PortfolioChartKind::ALL {
                ui.menu_button(kind.name(), |ui| {
                    for format in PictureFormat::iter() {
                        item(ui, PortfolioCommand::SavePicture(kind, format));
                    }
                    item(ui, PortfolioCommand::CopyPicture(kind));
                });
            }
        });
    });
}

/// What this is for, where no portfolio is open.
fn nothing_ui(ui: &mut Ui, session: Option<&PortfolioSession>, commands: &mut Vec<Command>) {
    if session.is_some_and(PortfolioSession::is_computing) {
        return nothing_yet_ui(ui, tr!("Computing every use case in its futures …"), "", |_| {});
    }
    let text = tr!(
        "Several use cases on one map: which pay, which never will, and which to fund within a budget. A portfolio \
                lists scenario files; open one, or look at the example."
    );
    nothing_yet_ui(ui, tr!("No portfolio is open"), text, |ui| {
        for command in [PortfolioCommand::Ask, PortfolioCommand::Example] {
            if ui.button(command.name()).clicked() {
                commands.push(Command::Portfolio(command));
            }
        }
    });
}

/// A list that scrolls and follows the keyboard.
fn scrolled(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        add(ui);
        follow_focus(ui);
    });
}
