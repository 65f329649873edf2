//! The headlines: verdict, cost, cost against value per outcome, how the cost multiplied, and the chance that it pays.

mod sentences;

use egui::{Color32, FontId, ScrollArea, Ui, Vec2, vec2};

use self::sentences::Headline;
use super::computed::Valid;
use super::explain::explain_ui;
use super::widgets::card_frame;
use crate::paint::theme::{Tokens, bold_font, regular_font, text_scale};

/// Within its frame, like the next.
const HEIGHT: f32 = 85.0;
/// On an average, for what matters to be said.
const LEAST_WIDTH: f32 = 200.0;
/// In a room, which has less to spare.
const ROOM_HEIGHT: f32 = 82.0;
/// How much wider than the others the verdict is.
const VERDICT: f32 = 1.5;
/// The same in a room, where there are only three.
const ROOM_VERDICT: f32 = 1.15;
const SMALL: f32 = 12.0;

/// All headlines side by side, the verdict wider than the others; scrolled to where there is too little room. Returns the
/// path of the estimate to go to, if one was clicked.
pub fn headlines_ui(ui: &mut Ui, valid: &Valid) -> Option<String> {
    let verdict = Tokens::of(ui.ctx()).verdict(valid.results.verdict);
    let headlines = Headline::all(valid);
    let width = ui.available_width().max(LEAST_WIDTH * headlines.len() as f32);
    let shown = ScrollArea::horizontal().show(ui, |ui| {
        ui.set_width(width);
        row_ui(ui, valid, verdict, &headlines, VERDICT, HEIGHT)
    });
    shown.inner
}

/// The three that a room sees: the verdict, what a month costs, and that against the value of an outcome, or where
/// there are none the chance that it pays. While they are secret, only what they would say.
pub fn room_headlines_ui(ui: &mut Ui, valid: &Valid, is_secret: bool) -> Option<String> {
    let tokens = Tokens::of(ui.ctx());
    let [verdict, cost, per_outcome, _, chance] = Headline::all(valid);
    let has_outcomes = valid.results.stages[valid.plan.target].planned.cost_per_outcome().is_some();
    let headlines = [verdict, cost, if has_outcomes { per_outcome } else { chance }];
    if is_secret {
        let colors = (tokens.surface, tokens.border, tokens.text);
        row_ui(ui, valid, colors, &headlines.map(Headline::unsaid), ROOM_VERDICT, ROOM_HEIGHT)
    } else {
        row_ui(ui, valid, tokens.verdict(valid.results.verdict), &headlines, ROOM_VERDICT, ROOM_HEIGHT)
    }
}

/// Background, border and text.
type Colors = (Color32, Color32, Color32);

/// Headlines side by side, the first `first` times as wide as the others.
fn row_ui(
    ui: &mut Ui,
    valid: &Valid,
    verdict: Colors,
    headlines: &[Headline],
    first: f32,
    height: f32,
) -> Option<String> {
    let tokens = Tokens::of(ui.ctx());
    let gap = ui.spacing().item_spacing.x + 2.0;
    let count = headlines.len() as f32;
    let unit = (ui.available_width() - gap * (count - 1.0)) / (count - 1.0 + first);
    let mut chosen = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (index, headline) in headlines.iter().enumerate() {
            let (colors, width) = match index {
                0 => (verdict, unit * first),
                _ => ((tokens.surface, tokens.border, tokens.text), unit),
            };
            let rect = headline_ui(ui, headline, vec2(width, height), colors);
            if let Some(figure) = headline.explains {
                let name = format!("{} {}", headline.label[0], headline.figure);
                chosen = explain_ui(ui, rect, valid, figure, &name, &headline.hover).or(chosen.take());
            }
        }
    });
    chosen
}

fn headline_ui(ui: &mut Ui, headline: &Headline, size: Vec2, (fill, border, ink): Colors) -> egui::Rect {
    let tokens = Tokens::of(ui.ctx());
    let muted = if fill == tokens.surface { tokens.muted } else { ink };
    let scale = text_scale(ui);
    let small = regular_font(SMALL * scale);
    let frame = card_frame(fill, border);
    let inner = vec2(size.x - frame.total_margin().sum().x, size.y * scale);
    frame
        .show(ui, |ui| {
            ui.set_width(inner.x);
            ui.set_height(inner.y);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                line_ui(ui, &headline.label, &small, muted);
                line_ui(ui, std::slice::from_ref(&headline.figure), &bold_font(25.0 * scale), ink);
                for detail in &headline.details {
                    line_ui(ui, detail, &small, muted);
                }
            });
        })
        .response
        .rect
}

/// The first of several ways to say it that fits on the line; the last, if none does.
fn line_ui(ui: &mut Ui, ways: &[String], font: &FontId, color: Color32) {
    let width = ui.available_width();
    let laid_out = |way: &String| ui.painter().layout_no_wrap(way.clone(), font.clone(), color);
    let fits = ways.iter().find(|way| laid_out(way).size().x <= width);
    if let Some(way) = fits.or(ways.last()) {
        ui.add(egui::Label::new(egui::RichText::new(way).font(font.clone()).color(color)).truncate());
    }
}
