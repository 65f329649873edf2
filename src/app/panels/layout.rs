//! Everything at hand: bar, headlines, cards, charts, levers, status.
//!
//! A window without room for all of it at once shows one part beside the charts, or one part alone, and lets people
//! choose which.

use egui::{Button, CentralPanel, Frame, Margin, Panel, Rect, Role, ScrollArea, Ui, WidgetInfo};
use strum::VariantArray as _;

use super::status::status_ui;
use super::tour::tour_ui;
use super::{cards, charts, headlines, levers, top_bar};
use crate::app::command::Command;
use crate::app::document::Session;
use crate::app::state::settings::Settings;
use crate::app::state::{Section, UiState};
use crate::app::widgets::problems::{grey_if_old, problems_ui};
use crate::app::widgets::{
    confined, follow_focus, hold_in_place, is_drawn_again, is_only_dragging, panel_frame, tell_side_panels,
};
use crate::paint::theme::Tokens;

/// The least width for cards, charts and levers beside one another.
const WIDE: f32 = 1040.0;
/// The least width for cards or levers beside the charts.
const HALF: f32 = 720.0;
/// The least height for headlines above the rest.
const TALL: f32 = 500.0;
/// Lays out the whole window. Returns where those panels are that can be used: top bar, cards, charts, levers.
pub(crate) fn build_ui(
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
    if let Some(tour) = &ui_state.tour {
        tour_ui(ui, tour, ui_state.layout, 12, commands);
    }
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
        let choices: &[Section] = if is_tall { &Section::VARIANTS[1..] } else { Section::VARIANTS };
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
    // So that Tab goes from left to right; but what is dragged comes before the charts.
    let is_dragging = is_only_dragging(ui.ctx());
    insides.sort_by_key(|(section, _)| (is_dragging && *section == Section::Charts, section.place()));
    for (section, mut inside) in insides {
        section_ui(&mut inside, section, session, ui_state, commands);
        if sides.contains(&section) {
            settings.side_panels.grip_ui(ui, section, places[section.place()], size.x, sides.len());
        }
    }
    tell_side_panels(ui.ctx(), sides.iter().map(|section| places[section.place()]));
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
                follow_focus(ui);
                hold_in_place(ui);
            });
        }
        Section::Charts if is_drawn_again(ui.ctx(), session) => {}
        Section::Charts => {
            problems_ui(ui, session);
            if let Some(shown) = session.computed.shown() {
                grey_if_old(ui, session.computed.is_current());
                charts::charts_ui(ui, shown.valid, ui_state, commands);
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
