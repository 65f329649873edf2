//! The ranked list: what each use case is worth, ties up and wants measured, and what is decided about it.

use egui::{Button, Label, RichText, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use crate::app::command::Command;
use crate::app::command::targets::PortfolioCommand;
use crate::app::document::portfolio::PortfolioSession;
use crate::app::results::portfolio::PortfolioResults;
use crate::app::widgets::{card_frame, icon};
use crate::charts::ColorRole;
use crate::format::Money;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::portfolio::{FundingDecision, UseCase};
use crate::prose::{Payback, eight_in_ten, first_to_measure, never_build_in_words};

/// All of them, the funded first; below them what could not be computed.
pub fn use_cases_ui(ui: &mut Ui, session: &PortfolioSession, results: &PortfolioResults, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    ui.label(RichText::new(tr!("Use cases")).font(semibold_font(15.0)));
    ui.label(RichText::new(tr!("a double click opens one; F7 comes back")).small().color(tokens.muted));
    super::scrolled(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for place in &results.order {
            use_case_ui(ui, session, results, *place, commands);
        }
        for left_out in &results.evaluation.left_out {
            let text = format!("{} {}: {}", icon::PROBLEM, left_out.file, left_out.reason);
            ui.add(Label::new(RichText::new(text).small().color(tokens.problem)).wrap());
        }
    });
}

fn use_case_ui(
    ui: &mut Ui,
    session: &PortfolioSession,
    results: &PortfolioResults,
    place: usize,
    commands: &mut Vec<Command>,
) {
    let tokens = Tokens::of(ui.ctx());
    let use_case = &*results.evaluation.use_cases[place];
    let full_name = results.evaluation.name(place);
    let is_funded = results.evaluation.funded().contains(&place);
    let is_chosen = results.chosen() == Some(place);
    let border = if is_chosen { tokens.primary } else { tokens.border };
    let money = Money::new(&results.evaluation.portfolio.currency);
    let full = |amount: f64| money.full(amount);
    let frame = card_frame(if is_funded { tokens.surface } else { tokens.canvas }, border);
    let contents = |ui: &mut Ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        ui.spacing_mut().interact_size.y = 16.0;
        ui.horizontal(|ui| {
            let name = RichText::new(use_case.name()).font(semibold_font(13.0));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(RichText::new(full(use_case.mean_npv())).font(semibold_font(13.0)));
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(Label::new(name).truncate().selectable(false));
                });
            });
        });
        let (_, _, verdict) = tokens.verdict(use_case.results.verdict);
        ui.horizontal(|ui| {
            ui.label(RichText::new(use_case.results.verdict.name()).small().strong().color(verdict));
            let quantiles = &results.npv[place];
            let range = eight_in_ten([quantiles.p10, quantiles.p90], |amount| money.short(amount));
            ui.add(Label::new(RichText::new(range).small().color(tokens.muted)).truncate());
        });
        let file = results.evaluation.file_beside_name(place).map(ToOwned::to_owned);
        for line in file.into_iter().chain(about(use_case, full)) {
            ui.add(Label::new(RichText::new(line).small().color(tokens.muted)).wrap());
        }
        let would = results.looked_at().map(|chosen| chosen.contains(&place));
        decision_ui(ui, session, use_case, full_name, (is_funded, would), commands);
    };
    // Below its buttons, so that these are clicked first.
    let card = UiBuilder::new().id_salt(("use case", &use_case.file)).sense(Sense::click());
    let response = ui.scope_builder(card, |ui| frame.show(ui, contents)).response;
    let state = if is_funded { tr!("funded") } else { tr!("not funded") };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, format!("{full_name}, {state}")));
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, tokens.primary);
        ui.painter().rect_stroke(response.rect, 8.0, stroke, egui::StrokeKind::Outside);
    }
    let is_entered = response.has_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    if response.double_clicked() || is_entered {
        commands.push(Command::Portfolio(PortfolioCommand::OpenUseCase(use_case.file.clone())));
    } else if response.clicked() {
        commands.push(Command::Portfolio(PortfolioCommand::Choose(Some(place))));
    }
}

/// When it pays back and what it ties up, why it is ruled out, and what to measure first.
fn about(use_case: &UseCase, full: impl Fn(f64) -> String) -> Vec<String> {
    let peak = full(use_case.results.months.cash_at_risk * use_case.rate);
    let mut lines =
        vec![tr!("{}, {peak} at risk", Payback::of(&use_case.plan, &use_case.results).in_few_words(), peak)];
    lines.extend(use_case.never_build.iter().map(|reason| tr!("never: {}", never_build_in_words(use_case, reason))));
    lines.extend(first_to_measure(use_case).map(|name| tr!("first measure {name}", name)));
    lines
}

/// Funded whatever it brings, ruled out, or neither; and whether the choice would fund it that is looked at.
fn decision_ui(
    ui: &mut Ui,
    session: &PortfolioSession,
    use_case: &UseCase,
    full_name: &str,
    (is_funded, would): (bool, Option<bool>),
    commands: &mut Vec<Command>,
) {
    let tokens = Tokens::of(ui.ctx());
    let Some(portfolio) = session.portfolio() else { return };
    let file = &use_case.file;
    let decided = if portfolio.excluded.contains(file) {
        FundingDecision::Excluded
    } else if portfolio.must.contains(file) {
        FundingDecision::Must
    } else {
        FundingDecision::Open
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().button_padding.y = 1.0;
        ui.spacing_mut().interact_size.y = 18.0;
        let (mark, word) = match (is_funded, would) {
            (true, Some(false)) => (icon::CHOSEN, tr!("funded; would not be")),
            (true, _) => (icon::CHOSEN, tr!("funded")),
            (false, Some(true)) => ("", tr!("not funded; would be")),
            (false, _) => ("", tr!("not funded")),
        };
        let color = if is_funded { tokens.role(ColorRole::Value) } else { tokens.muted };
        ui.label(RichText::new(format!("{mark} {word}")).small().color(color));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            for (name, decision) in [(tr!("Exclude"), FundingDecision::Excluded), (tr!("Must"), FundingDecision::Must)]
            {
                let is_decided = decided == decision;
                let button =
                    ui.add(Button::selectable(is_decided, RichText::new(name).small()).frame_when_inactive(true));
                let told = format!("{name}: {full_name}");
                button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_decided, &told));
                if button.clicked() {
                    let decision = if is_decided { FundingDecision::Open } else { decision };
                    commands.push(Command::Portfolio(PortfolioCommand::Decide(file.clone(), decision)));
                }
            }
        });
    });
}
