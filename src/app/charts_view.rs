//! The middle: a tab a question, the first of them both hero charts.

use egui::{Button, Grid, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::command::{Command, PictureFormat};
use super::computed::Valid;
use super::goal::goal_ui;
use super::view::{Tab, View};
use super::widgets::{icon, icon_button};
use crate::charts::{Chart, RowChart, Table};
use crate::paint::chart::{ChartLook, chart_ui, heading_ui};
use crate::paint::theme::{Tokens, semibold_font};
use crate::paint::{Pictured, rows_ui};
use crate::scenario::Scenario;

const TEXT_SIZE: f32 = 11.5;

/// Below this a chart is no picture any more: small windows scroll.
const LEAST_HEIGHT: f32 = 220.0;

/// Shows the charts of the chosen tab and adds what was asked for to `commands`.
pub fn charts_ui(ui: &mut Ui, valid: &Valid, view: &mut View, commands: &mut Vec<Command>) {
    tabs_ui(ui, view);
    match view.tab {
        Tab::Curve => curve_ui(ui, valid, view, commands),
        Tab::Sensitivity => one_row_chart_ui(ui, &valid.scenario, &valid.sensitivity, view, commands),
        Tab::WhatMustBeTrue => {
            goal_ui(ui, valid, &mut view.goal, commands);
            one_row_chart_ui(ui, &valid.scenario, &valid.requirements, view, commands);
        }
    }
}

fn tabs_ui(ui: &mut Ui, view: &mut View) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        for tab in Tab::ALL {
            let is_chosen = view.tab == tab;
            let name = RichText::new(tab.name());
            let name = if is_chosen { name.font(semibold_font(13.0)) } else { name.color(tokens.muted) };
            let response = ui.add(Button::selectable(is_chosen, name));
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_chosen, tab.name()));
            if response.clicked() {
                view.tab = tab;
            }
        }
    });
}

/// Both hero charts, one above the other.
fn curve_ui(ui: &mut Ui, valid: &Valid, view: &mut View, commands: &mut Vec<Command>) {
    let charts = [&valid.cost_curve, &valid.viability];
    let each = ((ui.available_height() - 10.0) / 2.0).max(LEAST_HEIGHT);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        for chart in charts {
            ui.allocate_ui(vec2(ui.available_width(), each), |ui| {
                ui.set_min_height(each);
                ui.push_id(chart.key, |ui| one_chart_ui(ui, chart, view, commands));
            });
        }
    });
}

fn look(view: &View) -> ChartLook {
    ChartLook { text_size: TEXT_SIZE, logarithmic: view.logarithmic, interactive: true }
}

fn one_chart_ui(ui: &mut Ui, chart: &Chart, view: &mut View, commands: &mut Vec<Command>) {
    let bottom = ui.max_rect().bottom();
    head_ui(ui, chart, view, 160.0, |ui, view| {
        buttons_ui(ui, chart.key, view, commands);
        let scale = if view.logarithmic { "logarithmic" } else { "linear" };
        let tokens = Tokens::of(ui.ctx());
        let button = Button::new(RichText::new(scale).small().color(tokens.muted)).frame_when_inactive(false);
        if ui.add(button).on_hover_text("Between logarithmic and linear (L)").clicked() {
            commands.push(Command::SwitchScale);
        }
    });
    let size = vec2(ui.available_width(), bottom - ui.cursor().top());
    if view.table == Some(chart.key) {
        ScrollArea::both().max_height(size.y).show(ui, |ui| table_ui(ui, &chart.table));
    } else {
        chart_ui(ui, chart, size, &look(view));
    }
}

fn one_row_chart_ui(ui: &mut Ui, scenario: &Scenario, chart: &RowChart, view: &mut View, commands: &mut Vec<Command>) {
    ui.push_id(chart.key, |ui| {
        head_ui(ui, chart, view, 80.0, |ui, view| buttons_ui(ui, chart.key, view, commands));
        ui.add_space(6.0);
        let size = vec2(ui.available_width(), ui.available_height().max(LEAST_HEIGHT));
        if view.table == Some(chart.key) {
            ScrollArea::both().auto_shrink(false).show(ui, |ui| table_ui(ui, &chart.table));
        } else {
            let show = |ui: &mut Ui| rows_ui(ui, chart, size, &look(view));
            let chosen = ScrollArea::vertical().auto_shrink(false).show(ui, show).inner;
            if let Some(row) = chosen.and_then(|row| chart.rows.get(row)) {
                view.open_estimate(scenario, &row.path);
            }
        }
    });
}

/// The finding on the left, buttons on the right.
fn head_ui(
    ui: &mut Ui,
    chart: &dyn Pictured,
    view: &mut View,
    buttons: f32,
    add_buttons: impl FnOnce(&mut Ui, &mut View),
) {
    let look = look(view);
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(
            vec2((ui.available_width() - buttons).max(100.0), 20.0),
            egui::Layout::top_down(egui::Align::Min),
            |ui| heading_ui(ui, chart, &look),
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            add_buttons(ui, view);
        });
    });
}

fn buttons_ui(ui: &mut Ui, key: &'static str, view: &mut View, commands: &mut Vec<Command>) {
    let is_table = view.table == Some(key);
    let name = if is_table { "View as chart" } else { "View as table" };
    if icon_button(ui, icon::TABLE, &format!("{name}: {key}")).clicked() {
        view.table = if is_table { None } else { Some(key) };
    }
    if icon_button(ui, icon::SAVE_PICTURE, &format!("Save {key} as picture")).clicked() {
        commands.push(Command::SavePicture(key, PictureFormat::Png));
    }
    if icon_button(ui, icon::COPY_PICTURE, &format!("Copy {key} as image")).clicked() {
        commands.push(Command::CopyPicture(key));
    }
}

fn table_ui(ui: &mut Ui, table: &Table) {
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
        for row in &table.rows {
            for (column, cell) in row.iter().enumerate() {
                if column == 0 {
                    ui.label(RichText::new(cell).font(semibold_font(13.0)));
                } else {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(cell));
                }
            }
            ui.end_row();
        }
    });
}
