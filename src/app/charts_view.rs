//! The middle: both hero charts, one above the other.

use egui::{Grid, RichText, ScrollArea, Ui, vec2};

use super::command::{Command, PictureFormat};
use super::computed::Valid;
use super::view::View;
use super::widgets::{icon, icon_button};
use crate::charts::{Chart, Table};
use crate::paint::chart::{ChartLook, chart_ui, heading_ui};
use crate::paint::theme::{Tokens, semibold_font};

const TEXT_SIZE: f32 = 11.5;

/// Below this a chart is no picture any more: small windows scroll.
const LEAST_HEIGHT: f32 = 220.0;

/// Shows the charts and adds what was asked for to `commands`.
pub fn charts_ui(ui: &mut Ui, valid: &Valid, view: &mut View, commands: &mut Vec<Command>) {
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

fn one_chart_ui(ui: &mut Ui, chart: &Chart, view: &mut View, commands: &mut Vec<Command>) {
    let look = ChartLook { text_size: TEXT_SIZE, logarithmic: view.logarithmic, interactive: true };
    let bottom = ui.max_rect().bottom();
    ui.horizontal(|ui| {
        let buttons = 160.0;
        ui.allocate_ui_with_layout(
            vec2((ui.available_width() - buttons).max(100.0), 20.0),
            egui::Layout::top_down(egui::Align::Min),
            |ui| heading_ui(ui, chart, &look),
        );
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            buttons_ui(ui, chart, view, commands);
        });
    });
    let size = vec2(ui.available_width(), bottom - ui.cursor().top());
    if view.table == Some(chart.key) {
        ScrollArea::both().max_height(size.y).show(ui, |ui| table_ui(ui, &chart.table));
    } else {
        chart_ui(ui, chart, size, &look);
    }
}

fn buttons_ui(ui: &mut Ui, chart: &Chart, view: &mut View, commands: &mut Vec<Command>) {
    let is_table = view.table == Some(chart.key);
    let name = if is_table { "View as chart" } else { "View as table" };
    if icon_button(ui, icon::TABLE, &format!("{name}: {}", chart.key)).clicked() {
        view.table = if is_table { None } else { Some(chart.key) };
    }
    if icon_button(ui, icon::SAVE_PICTURE, &format!("Save {} as picture", chart.key)).clicked() {
        commands.push(Command::SavePicture(chart.key, PictureFormat::Png));
    }
    if icon_button(ui, icon::COPY_PICTURE, &format!("Copy {} as image", chart.key)).clicked() {
        commands.push(Command::CopyPicture(chart.key));
    }
    let scale = if view.logarithmic { "logarithmic" } else { "linear" };
    let tokens = Tokens::of(ui.ctx());
    let button = egui::Button::new(RichText::new(scale).small().color(tokens.muted)).frame_when_inactive(false);
    if ui.add(button).on_hover_text("Between logarithmic and linear (L)").clicked() {
        commands.push(Command::SwitchScale);
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
