//! The headlines: verdict, cost, cost against value per outcome, how the cost multiplied, and the chance that it pays.

use egui::scroll_area::ScrollBarVisibility::{AlwaysHidden, VisibleWhenNeeded};
use egui::{Color32, FontId, ScrollArea, Ui, Vec2, vec2};

use crate::app::results::{Displayed, PlanResults};
use crate::app::widgets::card_frame;
use crate::app::widgets::explain::{explain_ui, term_of};
use crate::charts::ColorRole;
use crate::economics::Verdict;
use crate::glossary::Term;
use crate::language::{in_sentence, text, tr};
use crate::paint::theme::{Tokens, bold_font, regular_font, semibold_font, text_scale};
use crate::prose::{Headline, Phrasings, ResultId, ResultKind, headline_differences};

/// Within its frame, like the next.
const HEIGHT: f32 = 85.0;
/// On an average, for what matters to be said.
const LEAST_WIDTH: f32 = 200.0;
/// In a room, which has less to spare.
const ROOM_HEIGHT: f32 = 82.0;
/// Of the line that says how the plan differs from another one.
const DIFFERENCE: f32 = 17.0;
/// How much wider than the others the verdict is.
const VERDICT: f32 = 1.5;
/// The same in a room, where there are only three.
const ROOM_VERDICT: f32 = 1.15;
const SMALL: f32 = 12.0;

/// All headlines side by side, the verdict wider than the others; scrolled to where there is too little room.
pub fn headlines_ui(ui: &mut Ui, shown: Displayed<'_>) {
    let headlines = all(shown);
    let least = LEAST_WIDTH * headlines.len() as f32;
    let width = ui.available_width().max(least);
    // What is rounded up is nothing to scroll to.
    let bar = if ui.available_width() < least { VisibleWhenNeeded } else { AlwaysHidden };
    let differences = differences(shown);
    let row = HeadlineRow { shown, headlines: &headlines, differences: &differences, first: VERDICT, height: HEIGHT };
    let colors = Tokens::of(ui.ctx()).verdict(shown.valid.results.verdict);
    ScrollArea::horizontal().scroll_bar_visibility(bar).show(ui, |ui| {
        ui.set_width(width);
        row.show(ui, colors);
    });
}

/// The three that a room sees: the verdict, what a month costs, and that against the value of an outcome, or where
/// there are none the chance that it pays. While they are secret, only what they would say.
pub fn room_headlines_ui(ui: &mut Ui, shown: Displayed<'_>, is_secret: bool) {
    let tokens = Tokens::of(ui.ctx());
    let valid = shown.valid;
    let has_outcomes = valid.results.stages[valid.plan.target].planned.cost_per_outcome().is_some();
    let third = if has_outcomes { 2 } else { 4 };
    let [verdict, cost, per_outcome, _, chance] = all(shown);
    let headlines = [verdict, cost, if has_outcomes { per_outcome } else { chance }];
    let row = |headlines: &[Tile], differences: &[Phrasings], colors, ui: &mut Ui| {
        let row = HeadlineRow { shown, headlines, differences, first: ROOM_VERDICT, height: ROOM_HEIGHT };
        row.show(ui, colors);
    };
    if is_secret {
        row(&headlines.map(Tile::unsaid), &[], (tokens.surface, tokens.border, tokens.text), ui);
    } else {
        let all = differences(shown);
        let kept: Vec<Phrasings> = [0, 1, third].iter().filter_map(|place| all.get(*place).cloned()).collect();
        row(&headlines, &kept, tokens.verdict(valid.results.verdict), ui);
    }
}

/// A headline, and where its figures come from.
struct Tile {
    says: Headline,
    /// The figures that it says, each explained, the first in full.
    explains: Vec<ResultId>,
}

impl Tile {
    fn unsaid(self) -> Self {
        Self { says: self.says.unsaid(), explains: Vec::new() }
    }
}

/// Every headline, saying so while it speaks of the plan without strategies.
fn all(shown: Displayed<'_>) -> [Tile; 5] {
    let PlanResults { scenario, plan, results, uncertainty, .. } = shown.valid;
    let mut headlines = Headline::all(scenario, plan, results, uncertainty);
    if shown.is_baseline {
        headlines[0].label.insert(0, tr!("No strategies, while B is held").to_owned());
    }
    let target = plan.target;
    // A verdict that rests on growth explains that too.
    let is_broken = results.verdict == Verdict::Broken;
    let further = is_broken.then(|| ResultKind::FurtherRequest.at_floor(target));
    let verdict = [
        ResultKind::Ratio.at_stage(target),
        ResultKind::CashAtRisk.of_plan(),
        ResultKind::NetPresentValue.of_plan(),
        ResultKind::BenefitOverCost.of_plan(),
    ];
    let mut explains = [
        verdict.into_iter().chain(further).collect(),
        vec![ResultKind::Cost.at_stage(target), ResultKind::NotTokens.at_stage(target)],
        vec![ResultKind::CostPerOutcome.at_stage(target), ResultKind::ValuePerOutcome.at_stage(target)],
        vec![ResultKind::Multiple.at_stage(target)],
        vec![ResultKind::Net.at_stage(target)],
    ]
    .into_iter();
    headlines.map(|says| Tile { says, explains: explains.next().unwrap_or_default() })
}

/// How each differs from another plan; none where nothing is compared.
fn differences(shown: Displayed<'_>) -> Vec<Phrasings> {
    let than = shown.than.map(|(name, figures)| headline_differences(&shown.valid.figures, name, figures));
    than.map_or_else(Vec::new, |differences| differences.into_iter().collect())
}

/// What else there is to say of a headline, after what it means where its first figure does not say that.
fn explanation_lines(tile: &Tile) -> String {
    let figure = tile.explains.first().and_then(|figure| term_of(*figure));
    let term = tile.says.label.iter().find_map(|way| Term::of_label(way)).filter(|term| figure != Some(*term));
    let meaning = term.map(|term| format!("{}: {}\n", text(term.name), in_sentence(text(term.sentence))));
    meaning.unwrap_or_default() + &tile.says.hover
}

/// Background, border and text.
type Colors = (Color32, Color32, Color32);

/// Headlines side by side, the first `first` times as wide as the others.
struct HeadlineRow<'a> {
    shown: Displayed<'a>,
    headlines: &'a [Tile],
    differences: &'a [Phrasings],
    first: f32,
    height: f32,
}

impl HeadlineRow<'_> {
    fn show(&self, ui: &mut Ui, verdict: Colors) {
        let Self { shown, headlines, first, .. } = *self;
        let tokens = Tokens::of(ui.ctx());
        let gap = ui.spacing().item_spacing.x + 2.0;
        let count = headlines.len() as f32;
        let unit = (ui.available_width() - gap * (count - 1.0)) / (count - 1.0 + first);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (index, tile) in headlines.iter().enumerate() {
                let headline = &tile.says;
                let (colors, width) = match index {
                    0 => (verdict, unit * first),
                    _ => ((tokens.surface, tokens.border, tokens.text), unit),
                };
                let (fill, border, role) = colors;
                let border = if shown.is_baseline { tokens.role(ColorRole::Baseline) } else { border };
                let difference = self.differences.get(index).map(Vec::as_slice);
                // A key that is held moves nothing: what it shows takes the place of the last detail.
                let height = self.height + if shown.is_compared { DIFFERENCE } else { 0.0 };
                let kept = if shown.is_compared || difference.is_none() { 2 } else { 1 };
                let details = &headline.details[..kept];
                let rect = headline_ui(ui, headline, details, difference, vec2(width, height), (fill, border, role));
                if !tile.explains.is_empty() {
                    let doubt = headline.doubt.first().map_or(String::new(), |doubt| format!(", {doubt}"));
                    let name = format!("{} {}{doubt}", headline.label[0], headline.figure);
                    explain_ui(ui, rect, shown.valid, &tile.explains, &name, &explanation_lines(tile));
                }
            }
        });
    }
}

fn headline_ui(
    ui: &mut Ui,
    headline: &Headline,
    details: &[Phrasings],
    difference: Option<&[String]>,
    size: Vec2,
    (fill, border, role): Colors,
) -> egui::Rect {
    let tokens = Tokens::of(ui.ctx());
    let muted = if fill == tokens.surface { tokens.muted } else { role };
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
                figure_ui(ui, headline, scale, role);
                for detail in details {
                    line_ui(ui, detail, &small, muted);
                }
                if let Some(difference) = difference {
                    line_ui(ui, difference, &semibold_font(SMALL * scale), role);
                }
            });
        })
        .response
        .rect
}

/// The figure, and behind it what it says of itself, where there is room.
fn figure_ui(ui: &mut Ui, headline: &Headline, scale: f32, color: Color32) {
    let font = bold_font(25.0 * scale);
    let small = semibold_font((SMALL + 1.0) * scale);
    let width = |text: &String, font: &FontId| ui.painter().layout_no_wrap(text.clone(), font.clone(), color).size().x;
    let gap = 6.0 * scale;
    let room = ui.available_width() - width(&headline.figure, &font) - gap;
    let doubt = headline.doubt.iter().find(|way| width(way, &small) <= room);
    let Some(doubt) = doubt else {
        line_ui(ui, std::slice::from_ref(&headline.figure), &font, color);
        return;
    };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        line_ui(ui, std::slice::from_ref(&headline.figure), &font, color);
        line_ui(ui, std::slice::from_ref(doubt), &small, color);
    });
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
