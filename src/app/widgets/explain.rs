//! Figures that explain themselves: the pointer or the keyboard on one tells its formula, a click goes to the estimate
//! that moves it most.

use egui::{Context, Response, RichText, Role, Sense, Stroke, StrokeKind, Tooltip, Ui, WidgetInfo};

use super::tooltip::beside;
use crate::app::command::Command;
use crate::app::command::targets::Destination;
use crate::app::results::PlanResults;
use crate::charts::{Chart, ChartBody};
use crate::glossary::Term;
use crate::language::{self, tr};
use crate::paint::theme::{Tokens, semibold_font, text_scale, told};
use crate::prose::{Explanation, ResultId, ResultKind, ResultPlace, name_of};

const WIDTH: f32 = 430.0;

impl PlanResults {
    /// The same on a chart; where its figures can be clicked, with what that leads to.
    pub fn explanation_lines_on(&self, chart: &Chart, figure: ResultId) -> Vec<String> {
        let can_click = matches!(chart.body, ChartBody::Lines(_) | ChartBody::Stacks(_));
        let explanation = self.explanation(figure).filter(|_| can_click);
        let hint = explanation.and_then(|explanation| self.hint(&explanation));
        self.explanation_lines(figure).into_iter().chain(hint).collect()
    }

    /// Asks for the estimate that moves a figure most to be shown.
    pub fn lead_from(&self, context: &Context, figure: ResultId) {
        let mover = self.explanation(figure).and_then(|explanation| explanation.movers.first().cloned());
        if let Some(mover) = mover {
            Command::GoTo(Destination::Estimate(mover.path)).ask(context);
        }
    }

    /// What a click leads to.
    fn hint(&self, explanation: &Explanation) -> Option<String> {
        let mover = explanation.movers.first()?;
        Some(tr!("Click to go to {}", name_of(&self.scenario, &mover.path).in_sentence()))
    }
}

/// Makes what was just drawn on `rect` explain the figures that it shows, the first in full. `more` is told below; `name`
/// is what screen readers say. A click leads to what moves the first most.
pub fn explain_ui(ui: &mut Ui, rect: egui::Rect, valid: &PlanResults, figures: &[ResultId], name: &str, more: &str) {
    let id = ui.make_persistent_id(("explain", figures));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("Explain {name}", name)));
    let tokens = Tokens::of(ui.ctx());
    if response.has_focus() {
        // At the edge of a panel the ring goes around what is seen of it.
        let ring = rect.expand(1.0).intersect(ui.clip_rect().shrink(1.5));
        ui.painter().rect_stroke(ring, 4.0, Stroke::new(1.5, tokens.focus), StrokeKind::Outside);
    }
    tooltip(&response).width(WIDTH * text_scale(ui)).show(|ui| {
        ui.set_max_width(WIDTH * text_scale(ui));
        explanation_ui(ui, valid, figures, more);
    });
    if let Some(figure) = figures.first().filter(|_| response.clicked()) {
        valid.lead_from(ui.ctx(), *figure);
    }
}

/// The word that people may not know of a figure, where it is one that has a meaning of its own.
pub fn term_of(figure: ResultId) -> Option<&'static Term> {
    Term::of_label(match (figure.at, figure.what) {
        (ResultPlace::Baseline(_), _) => "baseline",
        (_, ResultKind::FurtherRequest) => "further request",
        (ResultPlace::Floor(_), _) => "floor",
        (_, ResultKind::Cost) => "cost a month",
        (_, ResultKind::Value) => "value a month",
        (_, ResultKind::Net) => "net a month",
        (_, ResultKind::Ratio) => "value : cost",
        (_, ResultKind::CostPerOutcome) => "cost per outcome",
        (_, ResultKind::CostPerRequest) => "cost per request",
        (_, ResultKind::ValuePerOutcome) => "value per outcome",
        (_, ResultKind::NotTokens) => "not tokens",
        (_, ResultKind::Multiple) => "multiple",
        (_, ResultKind::OfStrategies) => "what strategies cost",
        (_, ResultKind::Saving(_) | ResultKind::Savings) => "what it saves here",
        (_, ResultKind::SavingAlone(_)) => "alone",
        (_, ResultKind::CashAtRisk) => "cash at risk",
        (_, ResultKind::NetPresentValue) => "NPV",
        (_, ResultKind::BenefitOverCost) => "benefit over cost",
        _ => return None,
    })
}

/// Whoever comes by keyboard is told at once.
fn tooltip(response: &Response) -> Tooltip<'_> {
    beside(response, if response.has_focus() { Tooltip::for_widget(response) } else { Tooltip::for_enabled(response) })
}

fn explanation_ui(ui: &mut Ui, valid: &PlanResults, figures: &[ResultId], more: &str) {
    let tokens = Tokens::of(ui.ctx());
    ui.spacing_mut().item_spacing.y = 5.0;
    let explained = figures.iter().filter_map(|figure| Some((*figure, valid.explanation(*figure)?)));
    let (figures, explanations): (Vec<_>, Vec<_>) = explained.unzip();
    for (place, explanation) in explanations.iter().enumerate() {
        ui.label(RichText::new(&explanation.title).font(semibold_font(13.0 * text_scale(ui))));
        if let Some(term) = term_of(figures[place]).filter(|_| place == 0) {
            ui.label(told(ui, language::text(term.sentence)).color(tokens.muted));
        }
        let most = if place == 0 { usize::MAX } else { 1 };
        for formula in explanation.formulas.iter().take(most) {
            ui.label(told(ui, formula));
        }
        if let Some(most) = explanation.moved_most().filter(|_| place == 0) {
            ui.label(told(ui, most).strong());
        }
    }
    if !more.is_empty() {
        ui.label(told(ui, more).color(tokens.muted));
    }
    if let Some(hint) = explanations.first().and_then(|explanation| valid.hint(explanation)) {
        ui.label(RichText::new(hint).small().color(tokens.muted));
    }
}
