//! The loop of a step: how many turns it takes, how much of its history each sends again, and how the prompt grows by that.
//! Folded while the step is one call.

use egui::{Button, Id, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::turn_prompts::{TurnPrompt, TurnPrompts};
use crate::app::widgets::{EstimateField, Fields, focus_estimate, term_label};
use crate::format;
use crate::glossary::Term;
use crate::language::tr;
use crate::paint::theme::{Tokens, regular_font, semibold_font};
use crate::scenario::{Category, Domain, Estimate, EstimatePath, Step, StepField};

/// The height of the bars.
const BARS: f32 = 64.0;
/// The most bars that can be told apart on a card.
const MOST_BARS: usize = 40;
/// The turns of a loop that is none.
const ONE_CALL: Estimate = Estimate::Exact(1.0);
/// What is carried, and how turns and prompts differ, where nothing is said of it.
const NOTHING: Estimate = Estimate::Exact(0.0);

/// What the window remembers of a loop: shown although it changes nothing, or just folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fold {
    Open,
    JustClosed,
}

/// Whether a step is one call, whatever was said of prompts.
fn is_one_call(step: &Step) -> bool {
    (step.turns, step.carried, step.turns_cv) == (ONE_CALL, NOTHING, NOTHING)
}

/// What the new input of a step is called.
pub(super) fn conversation_label(step: &Step) -> &'static str {
    if 0.0 < step.carried.base() { tr!("new input, tokens a turn") } else { tr!("history and input, tokens a call") }
}

/// The loop of a step. `has_long_prices`: whether some model charges long prompts at a price of their own, where it matters
/// how they differ.
pub(super) fn loop_ui(ui: &mut Ui, fields: Fields<'_>, step: &mut Step, has_long_prices: bool) {
    let id = ui.make_persistent_id("loop");
    let mut fold = ui.data(|data| data.get_temp::<Fold>(id));
    if !is_one_call(step) {
        // What is typed back to one call stays under the hands of whoever types it.
        fold = Some(Fold::Open);
        ui.data_mut(|data| data.insert_temp(id, Fold::Open));
    }
    let is_open = fold == Some(Fold::Open);
    ui.separator();
    if is_open {
        open_ui(ui, id, fields, step);
    } else {
        folded_ui(ui, id, step, fold == Some(Fold::JustClosed));
    }
    if is_open || has_long_prices || step.length_sigma != NOTHING {
        let label = tr!("how prompts differ in length, deviation of ln");
        field_ui(ui, fields, &step.name, (label, StepField::LengthSigma, &mut step.length_sigma, Domain::NonNegative));
    }
}

fn folded_ui(ui: &mut Ui, id: Id, step: &Step, is_just_closed: bool) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        let text = tr!("Loop: one call");
        term_label(ui, RichText::new(text).color(tokens.muted), text, Term::of_label("loop"));
        let button = ui.add(Button::new(RichText::new(tr!("Let it loop…")).small()));
        if is_just_closed {
            button.request_focus();
            ui.data_mut(|data| data.remove::<Fold>(id));
        }
        if button.clicked() {
            ui.data_mut(|data| data.insert_temp(id, Fold::Open));
            focus_estimate(ui.ctx(), &EstimatePath::step(&step.name, StepField::Turns));
        }
    });
}

fn open_ui(ui: &mut Ui, id: Id, fields: Fields<'_>, step: &mut Step) {
    ui.horizontal(|ui| {
        term_label(ui, RichText::new(tr!("Loop")).font(semibold_font(12.5)), tr!("Loop"), Term::of_label("loop"));
        let button = Button::new(RichText::new(tr!("Back to one call")).small()).frame_when_inactive(false);
        if ui.add(button).clicked() {
            (step.turns, step.carried, step.turns_cv) = (ONE_CALL, NOTHING, NOTHING);
            ui.data_mut(|data| data.insert_temp(id, Fold::JustClosed));
        }
    });
    for field in [
        (tr!("turns, calls in a loop"), StepField::Turns, &mut step.turns, Domain::AtLeastOne),
        (tr!("history resent, share of each turn"), StepField::Carried, &mut step.carried, Domain::Share),
        (tr!("how turns differ, deviation over mean"), StepField::TurnsCv, &mut step.turns_cv, Domain::NonNegative),
    ] {
        field_ui(ui, fields, &step.name, field);
    }
    prompts_ui(ui, &TurnPrompts::of(step));
}

fn field_ui(
    ui: &mut Ui,
    fields: Fields<'_>,
    step: &str,
    (label, field, estimate, domain): (&str, StepField, &mut Estimate, Domain),
) {
    EstimateField { label, path: EstimatePath::step(step, field), domain }.show(ui, fields, estimate);
}

/// A bar a turn, and what a call comes to on average.
fn prompts_ui(ui: &mut Ui, prompts: &TurnPrompts) {
    let tokens = Tokens::of(ui.ctx());
    if prompts.last() < 2 {
        let text = tr!("With 2 turns or more, you see here how the prompt grows");
        ui.add(egui::Label::new(RichText::new(text).small().color(tokens.muted)).wrap());
        ui.add_space(8.0);
        return;
    }
    let turns = prompts.some(MOST_BARS);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), BARS + 16.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, prompts.in_words()));
    let bars = Rect::from_min_size(rect.min, vec2(rect.width(), BARS));
    bars_ui(ui, bars, &turns, prompts);
    let pointed = response.hover_pos().and_then(|at| {
        let place = (at.x - bars.left()) / bars.width() * turns.len() as f32;
        turns.get(place.max(0.0) as usize)
    });
    if let Some(turn) = pointed {
        response.on_hover_ui_at_pointer(|ui| {
            ui.label(turn.in_words());
            for (name, count) in turn.parts() {
                let text = format!("{} {name}", format::count(count.round()));
                ui.label(RichText::new(text).small().color(tokens.muted));
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (place, (name, _)) in turns[0].parts().into_iter().enumerate() {
            let (swatch, _) = ui.allocate_exact_size(vec2(8.0, 8.0), Sense::hover());
            ui.painter().rect_filled(swatch, 1.5, part_color(tokens, place));
            ui.label(RichText::new(name).small().color(tokens.muted));
            ui.add_space(4.0);
        }
    });
    ui.add(egui::Label::new(RichText::new(prompts.average_in_words()).small().color(tokens.muted)).wrap());
    ui.add_space(8.0);
}

/// The colour of a part, from below: what is sent in the colour of model calls, the history strongest.
fn part_color(tokens: &Tokens, place: usize) -> egui::Color32 {
    let sent = tokens.category(Category::Inference);
    match place {
        0 => sent.gamma_multiply(0.35),
        1 => sent,
        2 => sent.gamma_multiply(0.65),
        _ => tokens.muted,
    }
}

fn bars_ui(ui: &Ui, rect: Rect, turns: &[TurnPrompt], prompts: &TurnPrompts) {
    let tokens = Tokens::of(ui.ctx());
    let painter = ui.painter();
    let most = turns.iter().map(|turn| turn.sent() + turn.written).fold(prompts.average_sent(), f64::max);
    let height = |count: f64| if 0.0 < most { (count / most) as f32 * rect.height() } else { 0.0 };
    let width = rect.width() / turns.len() as f32;
    let gap = (width * 0.2).clamp(0.5, 3.0);
    for (place, turn) in turns.iter().enumerate() {
        let left = rect.left() + width * place as f32;
        let mut bottom = rect.bottom();
        for (part, (_, count)) in turn.parts().into_iter().enumerate() {
            let top = bottom - height(count);
            let bar = Rect::from_min_max(pos2(left, top), pos2(left + width - gap, bottom));
            painter.rect_filled(bar, 0.0, part_color(tokens, part));
            bottom = top;
        }
    }
    painter.hline(rect.x_range(), rect.bottom(), (1.0, tokens.border));
    let average = rect.bottom() - height(prompts.average_sent());
    let line = [pos2(rect.left(), average), pos2(rect.right(), average)];
    painter.extend(egui::Shape::dashed_line(&line, egui::Stroke::new(1.0, tokens.text), 3.0, 3.0));
    let below = rect.bottom() + 3.0;
    let ends = [
        (rect.left(), egui::Align2::LEFT_TOP, tr!("turn 1").to_owned()),
        (rect.right(), egui::Align2::RIGHT_TOP, tr!("turn {}", format::count(prompts.last() as f64))),
    ];
    for (x, align, text) in ends {
        painter.text(pos2(x, below), align, text, regular_font(11.0), tokens.muted);
    }
}
