//! The presets as stories: what each is about, how it ends, and the figures that people remember.

use std::sync::Arc;

use egui::{Align2, Galley, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::app::widgets::follow_focus;
use crate::economics::{Plan, Results, Verdict};
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
use crate::paint::theme::{Tokens, bold_font, regular_font, semibold_font};
use crate::reference::{PRESETS, Preset, PresetKind};

const WIDEST: f32 = 1080.0;
const NARROWEST_CARD: f32 = 320.0;
const GAP: f32 = 12.0;
const MARGIN: f32 = 14.0;
const FIGURES: f32 = 34.0;

/// What a new plan starts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresetChoice {
    /// A preset, by key.
    Preset(&'static str),
    /// Five questions.
    Nothing,
}

/// A preset as the gallery shows it, or a way to do without.
#[derive(Debug)]
pub struct PresetCard {
    start: PresetChoice,
    kind: PresetKind,
    name: String,
    /// In a sentence.
    card: String,
    verdict: Option<Verdict>,
    /// A figure and what it is, most important first.
    figures: Vec<(String, String)>,
}

impl PresetCard {
    /// The way to do without a preset, and all presets, computed once when the question is asked.
    pub fn all() -> Vec<Self> {
        std::iter::once(Self::from_nothing()).chain(PRESETS.iter().map(Self::of)).collect()
    }

    fn from_nothing() -> Self {
        let card =
            tr!("Five questions, each of which can be skipped: what one request is, who makes how many, which model, \
                     what an outcome is worth, and what it must clear. A computed plan comes of them.");
        Self {
            start: PresetChoice::Nothing,
            kind: PresetKind::UseCase,
            name: tr!("From nothing").to_owned(),
            card: card.to_owned(),
            verdict: None,
            figures: Vec::new(),
        }
    }

    fn of(preset: &Preset) -> Self {
        let scenario = preset.scenario();
        let card = scenario.notes.lines().next().unwrap_or_default().to_owned();
        let mut found = Self {
            start: PresetChoice::Preset(preset.key),
            kind: preset.kind,
            name: scenario.name.clone(),
            card,
            verdict: None,
            figures: Vec::new(),
        };
        if let Ok(plan) = Plan::new(&scenario) {
            let results = Results::of(&plan);
            let money = Money::new(&scenario.currency);
            let target = &results.stages[plan.target].planned;
            let cost = money.rounded(target.cost);
            found.verdict = Some(results.verdict);
            found.figures.push((cost, tr!("a month").to_owned()));
            found
                .figures
                .extend(target.cost_per_outcome().map(|cost| (money.full(cost), tr!("per outcome").to_owned())));
            let times = |total| (format::factor(total), tr!("the {}", in_sentence(&scenario.stages[0].name)));
            found.figures.extend(results.multiple.map(|multiple| times(multiple.total)));
        }
        found
    }

    /// All of it, in words.
    fn sentence(&self) -> String {
        if self.start == PresetChoice::Nothing {
            return format!("{}: {}", self.name, self.card);
        }
        let verdict = self.verdict.map_or(tr!("has problems"), Verdict::name);
        let figures: Vec<String> = self.figures.iter().map(|(figure, what)| format!("{figure} {what}")).collect();
        format!("{}, {verdict}: {} {}", self.name, self.card, figures.join(", "))
    }
}

/// Every story as a card, group by group. Returns what was chosen to start from.
pub fn preset_cards_ui(ui: &mut Ui, cards: &[PresetCard]) -> Option<PresetChoice> {
    let screen = ui.ctx().content_rect();
    ui.set_width(WIDEST.min(screen.width() - 80.0));
    let mut chosen = None;
    let height = screen.height() - 200.0;
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
        // Room for the scroll bar and for the ring around the one in focus.
        let width = ui.available_width() - 12.0;
        let columns = ((width + GAP) / (NARROWEST_CARD + GAP)).floor().max(1.0);
        let each = (width - GAP * (columns - 1.0)) / columns;
        for (kind, heading) in [(PresetKind::UseCase, tr!("Use cases")), (PresetKind::Lesson, tr!("Lessons"))] {
            let muted = Tokens::of(ui.ctx()).muted;
            ui.label(egui::RichText::new(heading).font(semibold_font(12.5)).color(muted));
            ui.add_space(2.0);
            let of_kind: Vec<&PresetCard> = cards.iter().filter(|card| card.kind == kind).collect();
            for row in of_kind.chunks(columns as usize) {
                let texts: Vec<_> = row.iter().map(|card| text_of(ui, card, each)).collect();
                let tallest = texts.iter().map(|text| text.size().y).fold(0.0, f32::max);
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = GAP;
                    ui.add_space(2.0);
                    for (card, text) in row.iter().zip(texts) {
                        if story_ui(ui, card, text, vec2(each, tallest + 2.0 * MARGIN + 36.0 + FIGURES)).clicked() {
                            chosen = Some(card.start);
                        }
                    }
                });
                ui.add_space(GAP - ui.spacing().item_spacing.y);
            }
            ui.add_space(6.0);
        }
        follow_focus(ui);
    });
    chosen
}

fn text_of(ui: &Ui, card: &PresetCard, width: f32) -> Arc<Galley> {
    let color = Tokens::of(ui.ctx()).muted;
    ui.painter().layout(card.card.clone(), regular_font(12.5), color, width - 2.0 * MARGIN)
}

fn story_ui(ui: &mut Ui, card: &PresetCard, text: Arc<Galley>, size: egui::Vec2) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, card.sentence()));
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let painter = ui.painter();
    let fill = if response.hovered() { tokens.hover } else { tokens.surface };
    if card.start == PresetChoice::Nothing {
        // An outline for what is not there yet.
        painter.rect_filled(rect, 8.0, fill);
        let corners = rect.shrink(0.5);
        let outline = [corners.left_top(), corners.right_top(), corners.right_bottom(), corners.left_bottom()];
        let closed: Vec<_> = outline.into_iter().chain([corners.left_top()]).collect();
        painter.extend(egui::Shape::dashed_line(&closed, Stroke::new(1.0, tokens.muted), 5.0, 4.0));
    } else {
        painter.rect(rect, 8.0, fill, Stroke::new(1.0, tokens.border), StrokeKind::Inside);
    }
    if response.has_focus() {
        painter.rect_stroke(rect, 8.0, Stroke::new(2.0, tokens.focus), StrokeKind::Outside);
    }
    let (left, right) = (rect.left() + MARGIN, rect.right() - MARGIN);
    let mut y = rect.top() + MARGIN;
    let mut name_end = right;
    if let Some(verdict) = card.verdict {
        let (fill, border, role) = tokens.verdict(verdict);
        let text = painter.layout_no_wrap(verdict.name().to_owned(), semibold_font(11.5), role);
        let pill = Align2::RIGHT_TOP.anchor_size(pos2(right, y - 1.0), text.size() + vec2(14.0, 5.0));
        painter.rect(pill, pill.height() / 2.0, fill, Stroke::new(1.0, border), StrokeKind::Inside);
        painter.galley(pill.min + vec2(7.0, 2.5), text, role);
        name_end = pill.left() - 8.0;
    }
    let mut name = egui::text::LayoutJob::simple_singleline(card.name.clone(), semibold_font(14.5), tokens.text);
    name.wrap = egui::text::TextWrapping::truncate_at_width(name_end - left);
    painter.galley(pos2(left, y), painter.layout_job(name), tokens.text);
    y += 24.0;
    painter.galley(pos2(left, y), text, tokens.muted);
    // Of a row, all figures stand on one line.
    figures_ui(ui, card, Rect::from_min_max(pos2(left, rect.bottom() - MARGIN - FIGURES), pos2(right, rect.bottom())));
    response
}

/// The figures side by side, each over what it is.
fn figures_ui(ui: &Ui, card: &PresetCard, rect: Rect) {
    let tokens = Tokens::of(ui.ctx());
    let width = rect.width() / 3.0;
    for (place, (figure, what)) in card.figures.iter().enumerate() {
        let at = rect.min + vec2(width * place as f32, 0.0);
        let painter = ui.painter();
        painter.text(at, Align2::LEFT_TOP, figure, bold_font(14.0), tokens.text);
        painter.text(at + vec2(0.0, 18.0), Align2::LEFT_TOP, what, regular_font(11.5), tokens.muted);
    }
}
