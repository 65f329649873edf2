//! The middle: a tab a chart, each under its finding, with ways to take it away.

use egui::{Button, Label, RichText, ScrollArea, Ui, vec2};

use crate::app::command::Command;
use crate::app::command::targets::PortfolioCommand;
use crate::app::panels::charts::{ChartButton, chart_buttons_ui, head_ui, table_ui};
use crate::app::results::portfolio::PortfolioResults;
use crate::app::state::portfolio_view::PortfolioView;
use crate::app::widgets::problems::grey_if_old;
use crate::app::widgets::tabs_ui;
use crate::artifacts::PictureFormat;
use crate::charts::{Chart, ChartBody, PortfolioChartKind};
use crate::language::tr;
use crate::paint::theme::Tokens;
use crate::paint::{self, ChartLook, Clicked, NO_EXPLANATION, bubble_chart_ui};

/// The chosen tab.
pub fn charts_ui(ui: &mut Ui, results: &PortfolioResults, view: &mut PortfolioView, commands: &mut Vec<Command>) {
    tabs_ui(ui, PortfolioChartKind::ALL.map(|kind| (kind, kind.name())), &mut view.chart);
    let kind = view.chart;
    let chart = results.chart(kind);
    grey_if_old(ui, !results.is_behind(kind));
    ui.push_id(kind.key(), |ui| chart_ui(ui, results, chart, kind, view, commands));
}

fn chart_ui(
    ui: &mut Ui,
    results: &PortfolioResults,
    chart: &Chart,
    kind: PortfolioChartKind,
    view: &mut PortfolioView,
    commands: &mut Vec<Command>,
) {
    let look = ChartLook::default();
    head_ui(ui, &chart.head, &look, 80.0, |ui| match chart_buttons_ui(ui, kind.key(), view.table == Some(kind)) {
        Some(ChartButton::Table(is_table)) => view.table = is_table.then_some(kind),
        Some(ChartButton::Save) => {
            commands.push(Command::Portfolio(PortfolioCommand::SavePicture(kind, PictureFormat::Png)));
        }
        Some(ChartButton::Copy) => commands.push(Command::Portfolio(PortfolioCommand::CopyPicture(kind))),
        None => {}
    });
    if view.table == Some(kind) {
        let scroll = ScrollArea::both().max_height(ui.available_height()).auto_shrink(false);
        scroll.show(ui, |ui| table_ui(ui, chart.table(), |_, _, _, _| {}));
        return;
    }
    if kind == PortfolioChartKind::Frontier {
        looked_at_ui(ui, results, commands);
    }
    let size = vec2(ui.available_width(), ui.available_height());
    let ChartBody::Bubbles(bubbles) = &chart.body else {
        if let Some(Clicked::Choice(place)) = paint::chart_ui(ui, chart, size, &look, NO_EXPLANATION) {
            commands.push(look_at(results, place));
        }
        return;
    };
    let response = bubble_chart_ui(ui, &chart.head, bubbles, size, &look);
    if let Some(place) = response.opened {
        let file = results.evaluation.use_cases[place].file.clone();
        commands.push(Command::Portfolio(PortfolioCommand::OpenUseCase(file)));
    } else if let Some(place) = response.clicked {
        commands.push(Command::Portfolio(PortfolioCommand::Choose(Some(place))));
    }
}

/// Looks at a point of the frontier, or no longer where somebody does already.
pub fn look_at(results: &PortfolioResults, place: usize) -> Command {
    let chosen = results.frontier.get(place).map(|point| &point.chosen);
    let chosen = chosen.filter(|chosen| results.looked_at() != Some(chosen.as_slice()));
    Command::Portfolio(PortfolioCommand::LookAt(chosen.cloned()))
}

/// What the point that somebody looks at would fund, and the way back.
fn looked_at_ui(ui: &mut Ui, results: &PortfolioResults, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let place = results.frontier.iter().position(|point| results.looked_at() == Some(point.chosen.as_slice()));
    let text = match place {
        None if results.frontier.len() < 2 => return,
        None => tr!("A click on a point shows what it would fund").to_owned(),
        Some(place) => results.choices[place].clone(),
    };
    let is_looking = place.is_some();
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = tr!("Look away");
            if is_looking && ui.add(Button::new(RichText::new(name).small())).clicked() {
                commands.push(Command::Portfolio(PortfolioCommand::LookAt(None)));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let color = if is_looking { tokens.text } else { tokens.muted };
                ui.add(Label::new(RichText::new(&text).small().color(color)).truncate()).on_hover_text(&text);
            });
        });
    });
}
