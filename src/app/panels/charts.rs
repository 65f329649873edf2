//! The middle: a tab a question, the first of them both hero charts.

use egui::{Button, Context, Grid, Rect, RichText, ScrollArea, Ui, vec2};

use super::actuals::{measured_ui, usage_ui};
use super::goal_seek::goal_ui;
use crate::app::command::Command;
use crate::app::results::PlanResults;
use crate::app::results::comparison::ComparisonTarget;
use crate::app::state::UiState;
use crate::app::widgets::explain::explain_ui;
use crate::app::widgets::{follow_focus, icon, icon_button, name_group, tabs_ui};
use crate::artifacts::{Artifact, PictureFormat};
use crate::charts::{Chart, ChartHead, ChartKind, Tab, Table};
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::paint::{self, ChartLook, Clicked, heading_ui};
use crate::prose::ResultId;

const TEXT_SIZE: f32 = 11.5;

/// Below this a chart is no picture any more: small windows scroll.
const LEAST_HEIGHT: f32 = 220.0;
/// Between two charts.
const SPACING: f32 = 10.0;

/// Shows the charts of the chosen tab and adds what was asked for to `commands`.
pub fn charts_ui(ui: &mut Ui, valid: &PlanResults, ui_state: &mut UiState, commands: &mut Vec<Command>) {
    tabs_ui(ui, Tab::ALL.map(|tab| (tab, tab.name())), &mut ui_state.tab);
    if ui_state.tab == Tab::Actuals {
        usage_ui(ui, valid, &mut ui_state.usage, commands);
    }
    if ui_state.tab == Tab::WhatMustBeTrue {
        goal_ui(ui, valid, &mut ui_state.goal, commands);
    }
    let charts: Vec<ChartKind> =
        ui_state.tab.charts().into_iter().filter(|chart| chart.has_content(&valid.scenario)).collect();
    let each = ((ui.available_height() + SPACING) / charts.len() as f32 - SPACING).max(LEAST_HEIGHT);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = SPACING;
        for key in charts {
            let each = each.max(least_height(valid.chart_of(key, ui_state.usage.shown)));
            ui.allocate_ui(vec2(ui.available_width(), each), |ui| {
                ui.set_min_height(each);
                ui.spacing_mut().item_spacing.y = 6.0;
                ui.push_id(key.key(), |ui| {
                    name_group(ui, key.name());
                    chart_ui(ui, valid, key, ui_state, commands);
                });
            });
            if key == ChartKind::Bill {
                name_group(ui, tr!("Measured"));
                measured_ui(ui, valid, &mut ui_state.usage, commands);
            }
        }
        follow_focus(ui);
    });
}

/// What a chart needs so that none of its rows has to be scrolled to, where a list stands below it.
fn least_height(chart: &Chart) -> f32 {
    const AROUND: f32 = 120.0;
    const ROW: f32 = 24.0;
    const NOTE: f32 = 34.0;
    match chart.bars() {
        Some(bars) if matches!(chart.key().of_plan().map(ChartKind::tab), Some(Tab::Actuals | Tab::Ideas)) => {
            AROUND + ROW * bars.rows.len() as f32 + NOTE * bars.notes.len() as f32
        }
        _ => LEAST_HEIGHT,
    }
}

/// One chart under its finding, or its table.
fn chart_ui(ui: &mut Ui, valid: &PlanResults, key: ChartKind, ui_state: &mut UiState, commands: &mut Vec<Command>) {
    let bottom = ui.max_rect().bottom();
    let guessed = ui_state.guessed(key).cloned();
    let chart = guessed.as_deref().unwrap_or(valid.chart_of(key, ui_state.usage.shown));
    let scales = chart.scales();
    let look = look(ui_state);
    let head = head_ui(ui, &chart.head, &look, if scales.is_some() { 160.0 } else { 80.0 }, |ui| {
        match chart_buttons_ui(ui, key.key(), ui_state.table == Some(key)) {
            Some(ChartButton::Table(is_table)) => ui_state.table = is_table.then_some(key),
            Some(ChartButton::Save) => commands.push(Command::Export(Artifact::Picture(key, PictureFormat::Png))),
            Some(ChartButton::Copy) => commands.push(Command::CopyPicture(key)),
            None => {}
        }
        if let Some([logarithmic, linear]) = scales {
            let scale = if ui_state.logarithmic { logarithmic } else { linear };
            let tokens = Tokens::of(ui.ctx());
            let button = Button::new(RichText::new(scale).small().color(tokens.muted)).frame_when_inactive(false);
            let asks = tr!("Between {logarithmic} and {linear} (L)", logarithmic, linear);
            if ui.add(button).on_hover_text(asks).clicked() {
                commands.push(Command::SwitchScale);
            }
        }
    });
    let figures = key.figures(valid.plan.target);
    if !figures.is_empty() {
        explain_ui(ui, head, valid, &figures, chart.title(), "");
    }
    next_step_ui(ui, chart, ui_state, commands);
    let size = vec2(ui.available_width(), bottom - ui.cursor().top());
    if ui_state.table == Some(key) {
        let scroll = ScrollArea::both().max_height(size.y).auto_shrink(false);
        scroll.show(ui, |ui| {
            table_ui(ui, chart.table(), |ui, shown, figure, name| explain_ui(ui, shown, valid, &[figure], name, ""));
        });
        return;
    }
    if let Some(clicked) = paint::chart_ui(ui, chart, size, &look, &|figure| valid.explanation_lines_on(chart, figure))
    {
        follow(ui.ctx(), clicked, valid, ui_state, commands);
    }
}

/// What fills a chart that people fill: a snapshot to compare with, decisions.
pub fn next_step_ui(ui: &mut Ui, chart: &Chart, ui_state: &UiState, commands: &mut Vec<Command>) {
    let command = match chart.key().of_plan() {
        Some(ChartKind::Compare) if chart.has_one_plan() => Command::TakeSnapshot(None),
        Some(ChartKind::Decided) => Command::Decisions,
        _ => return,
    };
    if !ui_state.is_sent && ui.button(command.name()).clicked() {
        commands.push(command);
    }
}

/// Does what a click on a chart asks for.
pub fn follow(
    context: &Context,
    clicked: Clicked,
    valid: &PlanResults,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
) {
    match clicked {
        Clicked::Figure(figure) => valid.lead_from(context, figure),
        Clicked::Estimate(path) => ui_state.open_estimate(&valid.scenario, &path),
        Clicked::Compare(number) => commands.push(Command::Compare(Some(ComparisonTarget::Snapshot(number)))),
        // No chart of a plan has any.
        Clicked::Choice(_) => {}
        Clicked::Recall(number) => commands.push(Command::RecallSnapshot(number)),
    }
}

fn look(ui_state: &UiState) -> ChartLook {
    ChartLook { text_size: TEXT_SIZE, logarithmic: ui_state.logarithmic, interactive: true }
}

/// The finding on the left, buttons on the right. Returns where the finding stands.
pub fn head_ui(
    ui: &mut Ui,
    head: &ChartHead,
    look: &ChartLook,
    buttons: f32,
    add_buttons: impl FnOnce(&mut Ui),
) -> Rect {
    let head = ui.horizontal(|ui| {
        let finding = ui.allocate_ui_with_layout(
            vec2((ui.available_width() - buttons).max(100.0), 20.0),
            egui::Layout::top_down(egui::Align::Min),
            |ui| heading_ui(ui, head, look),
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            add_buttons(ui);
        });
        finding.response.rect
    });
    head.inner
}

/// What was clicked beside the finding of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartButton {
    /// To see it as a table, or as a chart again.
    Table(bool),
    /// To save it as a picture.
    Save,
    /// To copy it as an image.
    Copy,
}

/// The buttons that every chart has, called by its key.
pub fn chart_buttons_ui(ui: &mut Ui, called: &str, is_table: bool) -> Option<ChartButton> {
    let mut clicked = None;
    let name = if is_table { tr!("View as chart: {called}", called) } else { tr!("View as table: {called}", called) };
    if icon_button(ui, icon::TABLE, &name).clicked() {
        clicked = Some(ChartButton::Table(!is_table));
    }
    if icon_button(ui, icon::SAVE_PICTURE, &tr!("Save {called} as picture", called)).clicked() {
        clicked = Some(ChartButton::Save);
    }
    if icon_button(ui, icon::COPY_PICTURE, &tr!("Copy {called} as image", called)).clicked() {
        clicked = Some(ChartButton::Copy);
    }
    clicked
}

/// The rows of a chart; cells with a formula are explained, by where they stand, their figure and what they are called.
pub fn table_ui(ui: &mut Ui, table: &Table, mut explain: impl FnMut(&mut Ui, Rect, ResultId, &str)) {
    let tokens = Tokens::of(ui.ctx());
    Grid::new("table").striped(true).spacing(vec2(24.0, 8.0)).show(ui, |ui| {
        for (column, heading) in table.headings.iter().enumerate() {
            let heading = RichText::new(heading).font(semibold_font(12.0)).color(tokens.muted);
            if column == 0 {
                ui.label(heading);
            } else {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(heading));
            }
        }
        ui.end_row();
        for (place, row) in table.rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate() {
                if column == 0 {
                    ui.label(RichText::new(&**cell).font(semibold_font(13.0)));
                    continue;
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let shown = ui.label(&**cell).rect;
                    if let Some(figure) = table.explains.get(&[place, column]) {
                        let name = format!("{}, {}: {}", row[0].text, table.headings[column], cell.text);
                        explain(ui, shown, *figure, &name);
                    }
                });
            }
            ui.end_row();
        }
    });
}
