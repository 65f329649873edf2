//! The budget, what more safety costs, and what stands before the next stages of what is funded.

use egui::{Button, Frame, Label, Margin, RichText, Ui, vec2};

use super::charts::look_at;
use crate::app::command::Command;
use crate::app::command::targets::PortfolioCommand;
use crate::app::document::portfolio::PortfolioSession;
use crate::app::results::portfolio::PortfolioResults;
use crate::app::widgets::problems::grey_if_old;
use crate::app::widgets::{Slider, Track, icon, number_ui, switch_ui};
use crate::format::Money;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::portfolio::{GateEntry, GateKind};
use crate::prose::portfolio_month;
use crate::scenario::Domain;

/// Of figures and names in a list.
const INDENT: i8 = 4;

/// All of it, one below the other.
pub fn funding_ui(ui: &mut Ui, session: &PortfolioSession, results: &PortfolioResults, commands: &mut Vec<Command>) {
    super::scrolled(ui, |ui| {
        budget_ui(ui, session, results, commands);
        ui.add_space(10.0);
        frontier_ui(ui, results, commands);
        ui.add_space(10.0);
        gates_ui(ui, results);
    });
}

/// The least and the most that a budget is dragged to, around what all of them tie up.
fn budget_range(results: &PortfolioResults) -> (f64, f64) {
    let risks =
        results.evaluation.use_cases.iter().map(|use_case| use_case.results.months.cash_at_risk * use_case.rate);
    let all: f64 = risks.clone().sum();
    let least = risks.filter(|risk| 0.0 < *risk).fold(f64::INFINITY, f64::min);
    let most = all.max(1.0) * 1.5;
    (if least.is_finite() { least / 2.0 } else { most / 1000.0 }, most)
}

fn budget_ui(ui: &mut Ui, session: &PortfolioSession, results: &PortfolioResults, commands: &mut Vec<Command>) {
    let Some(portfolio) = session.portfolio() else { return };
    let (low, high) = budget_range(results);
    let mut has_budget = portfolio.budget.is_some();
    let before = portfolio.budget;
    let mut budget = before.unwrap_or(high / 3.0);
    let mut mid_gesture = false;
    ui.horizontal(|ui| {
        switch_ui(ui, &mut has_budget, tr!("Budget"));
        let label = ui.label(RichText::new(tr!("Budget")).font(semibold_font(14.0)));
        if has_budget {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label_inputs_by(label.id, |ui| number_ui(ui, &mut budget, Domain::Positive));
            });
        }
    });
    let tokens = Tokens::of(ui.ctx());
    ui.label(RichText::new(tr!("for the most that is tied up at any time")).small().color(tokens.muted));
    if has_budget {
        let slider = Slider::new(tr!("Budget"), Track::logarithmic(low..=high)).show(ui, &mut budget);
        mid_gesture = slider.dragged();
    }
    let now = has_budget.then_some(budget);
    if now != before || session.is_mid_gesture() && !mid_gesture {
        commands.push(Command::Portfolio(PortfolioCommand::SetBudget(now, mid_gesture)));
    }
}

/// Choices of less risk that are worth less on average.
fn frontier_ui(ui: &mut Ui, results: &PortfolioResults, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let money = Money::new(&results.evaluation.portfolio.currency);
    if results.frontier.len() < 2 {
        return;
    }
    ui.label(RichText::new(tr!("Less risk for less")).font(semibold_font(14.0)));
    ui.label(RichText::new(tr!("mean NPV · what one future in ten stays below")).small().color(tokens.muted));
    ui.scope(|ui| {
        grey_if_old(ui, !results.is_frontier_behind());
        ui.spacing_mut().item_spacing.y = 2.0;
        // Its figures stand above the names that belong to them.
        ui.spacing_mut().button_padding = vec2(f32::from(INDENT), 1.0);
        ui.spacing_mut().interact_size.y = 18.0;
        for (place, (point, changed)) in results.frontier.iter().zip(&results.choices).enumerate().rev() {
            let figures = format!("{} · {}", money.full(point.mean), money.full(point.p10));
            let is_looked_at = results.looked_at() == Some(point.chosen.as_slice());
            let button = Button::selectable(is_looked_at, RichText::new(figures).font(semibold_font(12.5))).wrap();
            if ui.add(button).on_hover_text(tr!("Shows what it would fund")).clicked() {
                commands.push(look_at(results, place));
            }
            Frame::new().inner_margin(Margin { left: INDENT, ..Margin::ZERO }).show(ui, |ui| {
                ui.add(Label::new(RichText::new(changed).small().color(tokens.muted)).wrap());
            });
            ui.add_space(4.0);
        }
    });
}

/// What must be true before each next stage, by month.
fn gates_ui(ui: &mut Ui, results: &PortfolioResults) {
    let tokens = Tokens::of(ui.ctx());
    if results.gates.is_empty() {
        return;
    }
    ui.label(RichText::new(tr!("Before each stage")).font(semibold_font(14.0)));
    let is_same = |one: &GateEntry, other: &GateEntry| (one.use_case, one.stage) == (other.use_case, other.stage);
    for stage in results.gates.chunk_by(is_same) {
        let evaluation = &results.evaluation;
        ui.add_space(4.0);
        let name = &evaluation.use_cases[stage[0].use_case].scenario.stages[stage[0].stage].name;
        let month = portfolio_month(&evaluation.portfolio, stage[0].month);
        let title = format!("{month} · {name} · {}", evaluation.name(stage[0].use_case));
        ui.add(Label::new(RichText::new(title).small().strong()).wrap());
        for entry in stage {
            let mark = match (entry.kind, entry.is_met) {
                (GateKind::Decision, _) => "•",
                (_, true) => icon::CHOSEN,
                (_, false) => icon::PROBLEM,
            };
            let owner = if entry.owner.is_empty() { String::new() } else { format!(" ({})", entry.owner) };
            let text = format!("{mark} {}: {}{owner}", entry.kind.name(), entry.what);
            let is_urgent = entry.kind == GateKind::KillCriterion && !entry.is_met;
            let color = if is_urgent { tokens.problem } else { tokens.muted };
            ui.add(Label::new(RichText::new(text).small().color(color)).wrap());
        }
    }
}
