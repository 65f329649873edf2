//! What is funded, what it is worth, what it ties up, and how likely it pays.

use egui::{Label, RichText, Ui, vec2};

use crate::app::results::portfolio::PortfolioResults;
use crate::app::widgets::card_frame;
use crate::format::{self, Money};
use crate::language::tr;
use crate::paint::theme::{Tokens, bold_font, semibold_font};
use crate::prose::{eight_in_ten, funding_error_in_words};

/// A headline: what it is, its figure, and what else there is to say.
struct FundingTile {
    label: String,
    figure: String,
    lines: [String; 2],
}

/// How high a tile is, and how much higher with a line that says how it differs.
const HEIGHT: f32 = 70.0;
const DIFFERENCE: f32 = 17.0;

/// All of them side by side.
pub fn headlines_ui(ui: &mut Ui, results: &PortfolioResults) {
    let tokens = Tokens::of(ui.ctx());
    let tiles = tiles(results);
    let differences = results.differences();
    let gap = ui.spacing().item_spacing.x + 2.0;
    let width = (ui.available_width() - gap * (tiles.len() as f32 - 1.0)) / tiles.len() as f32;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (place, tile) in tiles.into_iter().enumerate() {
            card_frame(tokens.surface, tokens.border).show(ui, |ui| {
                ui.set_width(width - 26.0);
                ui.set_min_height(HEIGHT + if differences.is_some() { DIFFERENCE } else { 0.0 });
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
                    ui.label(RichText::new(tile.label).small().color(tokens.muted));
                    ui.add(Label::new(RichText::new(tile.figure).font(bold_font(22.0))).truncate());
                    for line in tile.lines {
                        ui.add(Label::new(RichText::new(line).small().color(tokens.muted)).truncate());
                    }
                    if let Some(ways) = differences.map(|differences| &differences[place]) {
                        difference_ui(ui, ways);
                    }
                });
            });
        }
    });
}

/// How a headline differs from a snapshot, as long as there is room for; in full where it is pointed at.
fn difference_ui(ui: &mut Ui, ways: &[String]) {
    let tokens = Tokens::of(ui.ctx());
    let font = semibold_font(12.0);
    let width = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), tokens.text).size().x;
    let fits = ways.iter().find(|way| width(way) <= ui.available_width());
    let (Some(shown), Some(full)) = (fits.or(ways.last()), ways.first()) else { return };
    let label = Label::new(RichText::new(shown).font(font.clone())).truncate();
    ui.add(label).on_hover_text(full);
}

fn tiles(results: &PortfolioResults) -> [FundingTile; 4] {
    let evaluation = &results.evaluation;
    let money = Money::new(&evaluation.portfolio.currency);
    let never = evaluation.use_cases.iter().filter(|use_case| !use_case.never_build.is_empty()).count();
    let never = match never {
        0 => tr!("none is ruled out").to_owned(),
        never => tr!("{never} never to be built", never),
    };
    let all = evaluation.use_cases.len();
    let within =
        evaluation.portfolio.budget.map_or(tr!("no budget").to_owned(), |budget| tr!("within {}", money.full(budget)));
    let nothing =
        |label: &str| FundingTile { label: label.to_owned(), figure: "–".to_owned(), lines: Default::default() };
    let choice = match &evaluation.choice {
        Ok(choice) => choice,
        Err(error) => {
            let why = FundingTile {
                label: tr!("Funded").to_owned(),
                figure: tr!("Not possible").to_owned(),
                lines: [funding_error_in_words(evaluation, error), never],
            };
            return [
                why,
                nothing(tr!("Worth on average")),
                nothing(tr!("Tied up at most")),
                nothing(tr!("Pays together")),
            ];
        }
    };
    let funded = FundingTile {
        label: tr!("Funded").to_owned(),
        figure: tr!("{} of {all}", choice.funded.chosen.len(), all),
        lines: [within, never],
    };
    let Some(joint) = &choice.joint else {
        return [
            funded,
            nothing(tr!("Worth on average")),
            nothing(tr!("Tied up at most")),
            nothing(tr!("Pays together")),
        ];
    };
    let full = |amount: f64| money.full(amount);
    let exceeds = joint
        .exceeds_budget
        .map_or(String::new(), |chance| tr!("{} chance of exceeding the budget", format::chance(chance.share)));
    let bound = if choice.funded.is_exact() {
        tr!("no other choice is worth more").to_owned()
    } else {
        tr!("no other choice is worth more than {}", full(choice.funded.bound))
    };
    let (npv, peak) = (&joint.npv_quantiles, &joint.peak_funding);
    [
        funded,
        FundingTile {
            label: tr!("Worth on average, NPV").to_owned(),
            figure: full(choice.funded.npv),
            lines: [eight_in_ten([npv.p10, npv.p90], full), bound],
        },
        FundingTile {
            label: tr!("Tied up at most, in the mean of the futures").to_owned(),
            figure: full(joint.mean_peak_funding()),
            lines: [eight_in_ten([peak.p10, peak.p90], full), exceeds],
        },
        FundingTile {
            label: tr!("Chance that all of it together pays").to_owned(),
            figure: format::chance(joint.pays.share),
            lines: [tr!("NPV above 0").to_owned(), tr!("{} futures", format::count(joint.npv.len() as f64))],
        },
    ]
}
