//! Words that explain themselves: the pointer on one tells what it means, with an example; whoever hears it is told as well.

use egui::{FontSelection, Label, Response, RichText, Role, TextWrapMode, Ui, WidgetInfo, WidgetText};

use super::tooltip;
use crate::glossary::{Term, without_unit};
use crate::language::{self, tr};
use crate::paint::theme::{Tokens, semibold_font, text_scale, told};

const WIDTH: f32 = 340.0;

/// A label that ends where its room ends; all of it, what it means and its unit are told where it is pointed at. `shown` is
/// what stands there, `label` all that it says.
pub fn term_label(ui: &mut Ui, shown: RichText, label: &str, term: Option<&'static Term>) -> Response {
    label_ui(ui, shown, label, term, TextWrapMode::Truncate)
}

/// The same, going on in another line instead of ending.
pub fn wrapped_term_label(ui: &mut Ui, shown: RichText, label: &str, term: Option<&'static Term>) -> Response {
    label_ui(ui, shown, label, term, TextWrapMode::Wrap)
}

fn label_ui(ui: &mut Ui, shown: RichText, label: &str, term: Option<&'static Term>, mode: TextWrapMode) -> Response {
    let response = ui.add(Label::new(shown.clone()).wrap_mode(mode).show_tooltip_when_elided(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, label));
    describe(&response, term);
    let room = response.rect.width();
    let unit = label.strip_prefix(without_unit(label)).and_then(|unit| unit.strip_prefix(", "));
    let is_hidden = unit.is_some_and(|unit| !shown.text().ends_with(unit));
    let is_cut = |ui: &Ui| {
        let whole = WidgetText::from(shown.clone());
        let whole = whole.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, FontSelection::Default);
        mode == TextWrapMode::Truncate && room + 0.5 < whole.size().x
    };
    if term.is_none() && !is_cut(ui) && !is_hidden {
        return response;
    }
    tooltip(&response).show(|ui| {
        ui.set_max_width(WIDTH * text_scale(ui));
        if is_cut(ui) {
            ui.label(RichText::new(label).font(semibold_font(13.0 * text_scale(ui))));
        }
        if let Some(term) = term {
            term_ui(ui, term);
        }
        if let Some(unit) = unit.filter(|_| is_hidden) {
            ui.label(told(ui, tr!("Unit: {unit}", unit)).color(Tokens::of(ui.ctx()).muted));
        }
    });
    response
}

/// Tells what something means where it is pointed at.
pub fn tell(response: Response, term: Option<&'static Term>) -> Response {
    tell_more(response, term, "")
}

/// The same, and below it what else there is to say.
pub fn tell_more(response: Response, term: Option<&'static Term>, more: &str) -> Response {
    describe(&response, term);
    if term.is_none() && more.is_empty() {
        return response;
    }
    tooltip(&response).show(|ui| {
        ui.set_max_width(WIDTH * text_scale(ui));
        if let Some(term) = term {
            term_ui(ui, term);
        }
        if !more.is_empty() {
            ui.label(told(ui, more).color(Tokens::of(ui.ctx()).muted));
        }
    });
    response
}

/// What it means, then in numbers.
fn term_ui(ui: &mut Ui, term: &Term) {
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.label(language::text(term.sentence));
    ui.label(told(ui, example(term)).color(Tokens::of(ui.ctx()).muted));
}

fn example(term: &Term) -> String {
    tr!("Example: {}", language::text(term.example))
}

/// For screen readers, which say it after the name.
fn describe(response: &Response, term: Option<&Term>) {
    if let Some(term) = term {
        response.ctx.accesskit_node_builder(response.id, |node| node.set_description(words(term)));
    }
}

/// All that is told of a term, in one line.
fn words(term: &Term) -> String {
    format!("{}. {}", language::text(term.sentence), example(term))
}
