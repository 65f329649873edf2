//! Figures that explain themselves: the pointer or the keyboard on one tells its formula, a click goes to the estimate
//! that moves it most.

use std::cell::RefCell;
use std::rc::Rc;

use egui::{Response, RichText, Role, Sense, Stroke, StrokeKind, Tooltip, Ui, WidgetInfo};

use super::computed::Valid;
use crate::charts::{Explanation, Figure, explain, name_of};
use crate::paint::theme::{Tokens, semibold_font};

const WIDTH: f32 = 430.0;

/// The explanations that were asked for of one set of results.
#[derive(Debug, Default)]
pub struct Explanations(RefCell<Vec<(Figure, Option<Rc<Explanation>>)>>);

impl Valid {
    /// Where a figure comes from; worked out when it is first asked for. `None` where it has no value.
    pub fn explanation(&self, figure: Figure) -> Option<Rc<Explanation>> {
        let known = self.explanations.0.borrow().iter().find(|(known, _)| *known == figure).cloned();
        if let Some((_, explanation)) = known {
            return explanation;
        }
        let found = explain(&self.scenario, &self.plan, &self.uncertainty.distributions, figure).map(Rc::new);
        self.explanations.0.borrow_mut().push((figure, found.clone()));
        found
    }
}

/// Makes what was just drawn on `rect` explain a figure. `more` is told below; `name` is what screen readers say.
/// Returns the path of the estimate to go to when it was clicked.
pub fn explain_ui(
    ui: &mut Ui,
    rect: egui::Rect,
    valid: &Valid,
    figure: Figure,
    name: &str,
    more: &str,
) -> Option<String> {
    let id = ui.make_persistent_id(("explain", figure));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Explain {name}")));
    let tokens = Tokens::of(ui.ctx());
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(1.0), 4.0, Stroke::new(1.5, tokens.focus), StrokeKind::Outside);
    }
    tooltip(&response).width(WIDTH).show(|ui| {
        ui.set_max_width(WIDTH);
        explanation_ui(ui, valid, figure, more);
    });
    let explanation = response.clicked().then(|| valid.explanation(figure))??;
    explanation.movers.first().map(|mover| mover.path.clone())
}

/// Whoever comes by keyboard is told at once.
fn tooltip(response: &Response) -> Tooltip<'_> {
    if response.has_focus() { Tooltip::for_widget(response) } else { Tooltip::for_enabled(response) }
}

fn explanation_ui(ui: &mut Ui, valid: &Valid, figure: Figure, more: &str) {
    let tokens = Tokens::of(ui.ctx());
    ui.spacing_mut().item_spacing.y = 5.0;
    let explanation = valid.explanation(figure);
    if let Some(explanation) = &explanation {
        ui.label(RichText::new(&explanation.title).font(semibold_font(13.0)));
        for formula in &explanation.formulas {
            ui.label(RichText::new(formula).size(12.5));
        }
        if let Some(most) = explanation.moved_most() {
            ui.label(RichText::new(most).size(12.5).strong());
        }
    }
    if !more.is_empty() {
        ui.label(RichText::new(more).size(12.5).color(tokens.muted));
    }
    if let Some(mover) = explanation.iter().find_map(|explanation| explanation.movers.first()) {
        let name = name_of(&valid.scenario, &mover.path).in_sentence();
        ui.label(RichText::new(format!("Click to go to {name}")).size(11.5).color(tokens.muted));
    }
}
