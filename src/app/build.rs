//! Everything at hand: bar, headlines, cards, charts, levers, status.
//!
//! A window without room for all of it at once shows one part beside the charts, or one part alone, and lets people
//! choose which.

use egui::{Button, CentralPanel, Frame, Label, Margin, Panel, Rect, RichText, Role, ScrollArea, Ui, WidgetInfo};

use super::command::Command;
use super::session::Session;
use super::settings::Settings;
use super::view::{Section, UiState};
use super::widgets::{confined, icon, panel_frame};
use super::{cards, charts_view, headlines, idea, levers, top_bar, warnings};
use crate::charts::problem_in_words;
use crate::paint::theme::{Tokens, regular_font};

/// The least width for cards, charts and levers beside one another.
const WIDE: f32 = 1040.0;
/// The least width for cards or levers beside the charts.
const HALF: f32 = 720.0;
/// The least height for headlines above the rest.
const TALL: f32 = 500.0;
/// Of the status line, for what there is to mind to be said.
const LEAST_WARNING: f32 = 150.0;
/// The most of it that what has just happened takes from what there is to mind.
const MOST_NEWS: f32 = 120.0;
/// More than the least of what there is to mind stands before how long figures took.
const MOST_WARNING: f32 = 270.0;

/// Lays out the whole window. Returns where those panels are that can be used: top bar, cards, charts, levers.
pub(super) fn build_ui(
    ui: &mut Ui,
    session: &mut Session,
    ui_state: &mut UiState,
    settings: &mut Settings,
    message: &str,
    commands: &mut Vec<Command>,
) -> [Rect; 4] {
    let tokens = Tokens::of(ui.ctx());
    let size = ui.available_size();
    let (is_wide, is_tall) = (WIDE <= size.x, TALL <= size.y);
    let bar = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(16, 6));
    let mut places = [Rect::NOTHING; 4];
    let top_bar = Panel::top("top bar").exact_size(44.0).frame(bar).resizable(false).show(ui, |ui| {
        top_bar::top_bar_ui(ui, session, ui_state, settings, commands);
    });
    places[0] = top_bar.response.rect;
    if is_tall {
        let bar = bar.inner_margin(Margin::symmetric(16, 4));
        Panel::bottom("status").exact_size(26.0).frame(bar).resizable(false).show(ui, |ui| {
            status_ui(ui, session, message, commands);
        });
        let frame = canvas(tokens, 12, 12).inner_margin(Margin { left: 12, right: 12, top: 12, bottom: 0 });
        Panel::top("headlines").frame(frame).show_separator_line(false).resizable(false).show(ui, |ui| {
            headlines_ui(ui, session);
        });
    }
    let mut shown: &[Section] = &[Section::Cards, Section::Levers, Section::Charts];
    if !(is_wide && is_tall) {
        let choices: &[Section] = if is_tall { &Section::ALL[1..] } else { &Section::ALL };
        let chosen = if choices.contains(&ui_state.section) { ui_state.section } else { Section::Levers };
        let frame = canvas(tokens, 12, 12).inner_margin(Margin { left: 12, right: 12, top: 8, bottom: 0 });
        Panel::top("sections").frame(frame).show_separator_line(false).resizable(false).show(ui, |ui| {
            sections_ui(ui, choices, chosen, ui_state);
        });
        shown = match chosen {
            Section::Cards if HALF <= size.x => &[Section::Cards, Section::Charts],
            Section::Levers if HALF <= size.x => &[Section::Levers, Section::Charts],
            Section::Headlines => &[Section::Headlines],
            Section::Cards => &[Section::Cards],
            Section::Levers => &[Section::Levers],
            Section::Charts => &[Section::Charts],
        };
    }
    let (last, sides) = shown.split_last().expect("something is always shown");
    let mut insides = Vec::new();
    for section in sides {
        let (panel, frame) = match section {
            Section::Cards => (Panel::left("cards"), canvas(tokens, 12, 6)),
            _ => (Panel::right("levers"), canvas(tokens, 6, 12)),
        };
        let width = settings.side_panels.width(*section, size.x, sides.len());
        let panel = panel.exact_size(width).resizable(false).show_separator_line(false).frame(frame);
        let shown = panel.show(ui, |ui| panel_frame(tokens).show(ui, confined).inner);
        places[section.place()] = shown.response.rect;
        insides.push((*section, shown.inner));
    }
    let margin = |side| if sides.contains(&side) { 6 } else { 12 };
    let frame = canvas(tokens, margin(Section::Cards), margin(Section::Levers));
    let middle = CentralPanel::default().frame(frame).show(ui, |ui| panel_frame(tokens).show(ui, confined).inner);
    places[last.place()] = middle.response.rect;
    insides.push((*last, middle.inner));
    // So that Tab goes from left to right.
    insides.sort_by_key(|(section, _)| section.place());
    for (section, mut inside) in insides {
        section_ui(&mut inside, section, session, ui_state, commands);
        if sides.contains(&section) {
            settings.side_panels.grip_ui(ui, section, places[section.place()], size.x, sides.len());
        }
    }
    places
}

/// Around a panel.
fn canvas(tokens: &Tokens, left: i8, right: i8) -> Frame {
    Frame::new().fill(tokens.canvas).inner_margin(Margin { left, right, top: 12, bottom: 12 })
}

/// Which part is shown, where there is no room for all.
fn sections_ui(ui: &mut Ui, choices: &[Section], chosen: Section, ui_state: &mut UiState) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for section in choices {
            let is_chosen = chosen == *section;
            let response = ui.add(Button::selectable(is_chosen, section.name()));
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_chosen, section.name()));
            if response.clicked() {
                ui_state.section = *section;
            }
        }
    });
}

fn section_ui(
    ui: &mut Ui,
    section: Section,
    session: &mut Session,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
) {
    match section {
        Section::Headlines => {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| headlines_ui(ui, session));
        }
        Section::Cards => cards::cards_ui(ui, &mut session.scenario, &session.computed, ui_state, commands),
        Section::Levers => {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 6.0);
                levers::levers_ui(ui, &mut session.scenario, &session.computed, ui_state, commands);
            });
        }
        Section::Charts => {
            problems_ui(ui, session);
            if let Some(shown) = session.computed.shown() {
                grey_if_old(ui, session.computed.is_current());
                charts_view::charts_ui(ui, shown.valid, ui_state, commands);
            }
        }
    }
}

fn headlines_ui(ui: &mut Ui, session: &Session) {
    if let Some(shown) = session.computed.shown() {
        ui.scope(|ui| {
            grey_if_old(ui, session.computed.is_current());
            headlines::headlines_ui(ui, shown);
        });
    }
}

/// Greys what belongs to an older plan.
pub(super) fn grey_if_old(ui: &mut Ui, is_current: bool) {
    if !is_current {
        ui.set_opacity(0.45);
    }
}

/// What must be mended before there are newer results.
pub(super) fn problems_ui(ui: &mut Ui, session: &Session) {
    let problems = &session.computed.problems;
    let tokens = Tokens::of(ui.ctx());
    let Some(first) = problems.first() else { return };
    let more = if 1 < problems.len() { format!(" (and {} more)", problems.len() - 1) } else { String::new() };
    let meanwhile = match session.computed.valid {
        Some(_) => "What you see is the last valid plan",
        None => "Results follow once it is mended",
    };
    let first = problem_in_words(&session.scenario, first);
    let text = format!("{} {first}{more}. {meanwhile}", icon::PROBLEM);
    ui.add(Label::new(RichText::new(text).color(tokens.problem)).wrap());
}

fn status_ui(ui: &mut Ui, session: &Session, message: &str, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let small = |text: &str| RichText::new(text).small().color(tokens.muted);
    let Some(valid) = &session.computed.valid else { return };
    ui.horizontal_centered(|ui| {
        // Buttons as low as the line.
        ui.spacing_mut().interact_size.y = 16.0;
        ui.spacing_mut().button_padding.y = 0.0;
        if session.computed.shown().is_some_and(|shown| shown.is_baseline) {
            ui.label(RichText::new("No strategies, while B is held").small().strong());
        }
        // What the figures rest on stays whatever has just happened; how long they took makes way first.
        let width = |text: &str| {
            let text = ui.painter().layout_no_wrap(text.to_owned(), regular_font(11.5), tokens.muted).size().x;
            if text == 0.0 { 0.0 } else { text + 24.0 }
        };
        let (options, support) = (valid.options(), valid.support.sentence());
        let key_messages: f32 = valid.key_messages.iter().map(|(_, short)| width(short)).sum();
        let minded = if valid.warnings.is_empty() { 0.0 } else { LEAST_WARNING };
        let mut room = ui.available_width() - key_messages - width(&valid.prices) - minded;
        let mut has_room_for = |wanted: f32| {
            let has_room = wanted <= room;
            room -= if has_room { wanted } else { 0.0 };
            has_room
        };
        let has_support = has_room_for(width(&support));
        let news = width(message).min(MOST_NEWS);
        let has_pace = has_room_for(width(&options) + news + if minded == 0.0 { 0.0 } else { MOST_WARNING });
        for (text, is_shown) in [(&options, has_pace), (&support, has_support)] {
            if is_shown {
                ui.label(small(text));
                ui.add_space(12.0);
            }
        }
        let room = if has_pace { MOST_WARNING + room } else { (room - news).max(0.0) };
        warnings::warnings_ui(ui, valid, minded + room, commands);
        ui.add_space(12.0);
        idea::key_messages_ui(ui, valid, commands);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(small(&valid.prices));
            ui.add_space(12.0);
            ui.add(Label::new(small(message)).truncate());
        });
    });
}
