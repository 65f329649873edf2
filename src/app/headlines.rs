//! The headlines: verdict, cost, cost against value per outcome, how the cost multiplied, and the chance that it pays.

mod difference;
mod sentences;

use egui::{Color32, FontId, Ui, vec2};

use self::sentences::Headline;
use super::computed::Shown;
use super::widgets::card_frame;
use crate::charts::Ink;
use crate::paint::theme::{Tokens, bold_font, regular_font, semibold_font};

const HEIGHT: f32 = 100.0;
/// Of the line that says how the plan differs from another one.
const DIFFERENCE: f32 = 17.0;
/// How much wider than the others the verdict is.
const VERDICT: f32 = 1.5;
const SMALL: f32 = 12.0;

/// All headlines side by side, the verdict wider than the others.
pub fn headlines_ui(ui: &mut Ui, shown: Shown<'_>) {
    let tokens = Tokens::of(ui.ctx());
    let valid = shown.valid;
    let mut headlines = Headline::all(valid);
    if shown.is_baseline {
        headlines[0].label.insert(0, "No strategies, while B is held".to_owned());
    }
    let differences = shown.than.map(|(name, figures)| difference::differences(&valid.figures, name, figures));
    let gap = ui.spacing().item_spacing.x + 2.0;
    let count = headlines.len() as f32;
    let unit = (ui.available_width() - gap * (count - 1.0)) / (count - 1.0 + VERDICT);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (index, headline) in headlines.iter().enumerate() {
            let (fill, border, ink, width) = if index == 0 {
                let (fill, border, ink) = tokens.verdict(valid.results.verdict);
                (fill, border, ink, unit * VERDICT)
            } else {
                (tokens.surface, tokens.border, tokens.text, unit)
            };
            let border = if shown.is_baseline { tokens.ink(Ink::Baseline) } else { border };
            let difference = differences.as_ref().map(|differences| differences[index].as_slice());
            headline_ui(ui, headline, difference, width, (fill, border, ink));
        }
    });
}

fn headline_ui(
    ui: &mut Ui,
    headline: &Headline,
    difference: Option<&[String]>,
    width: f32,
    (fill, border, ink): (Color32, Color32, Color32),
) {
    let tokens = Tokens::of(ui.ctx());
    let muted = if fill == tokens.surface { tokens.muted } else { ink };
    let frame = card_frame(fill, border);
    let height = HEIGHT + if difference.is_some() { DIFFERENCE } else { 0.0 };
    let inner = vec2(width, height) - frame.total_margin().sum();
    let response = frame
        .show(ui, |ui| {
            ui.set_width(inner.x);
            ui.set_height(inner.y);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                line_ui(ui, &headline.label, &regular_font(SMALL), muted);
                line_ui(ui, std::slice::from_ref(&headline.figure), &bold_font(25.0), ink);
                for detail in &headline.details {
                    line_ui(ui, detail, &regular_font(SMALL), muted);
                }
                if let Some(difference) = difference {
                    line_ui(ui, difference, &semibold_font(SMALL), ink);
                }
            });
        })
        .response;
    response.on_hover_text(&headline.hover);
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
