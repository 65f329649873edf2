//! The headlines: verdict, cost, cost against value per outcome, and how the cost multiplied.

use egui::{Color32, RichText, Ui, vec2};

use super::computed::Valid;
use super::widgets::card_frame;
use crate::charts::figures::{self, Money};
use crate::charts::in_sentence;
use crate::economics::Verdict;
use crate::paint::theme::{Tokens, bold_font, regular_font};

/// One headline, ready to be painted.
struct Headline {
    label: String,
    figure: String,
    detail: String,
    hover: String,
}

const HEIGHT: f32 = 84.0;

/// All headlines side by side, the verdict wider than the others.
pub fn headlines_ui(ui: &mut Ui, valid: &Valid) {
    let tokens = Tokens::of(ui.ctx());
    let headlines = [verdict(valid), cost(valid), cost_per_outcome(valid), multiple(valid)];
    let gap = ui.spacing().item_spacing.x + 2.0;
    let unit = (ui.available_width() - gap * 3.0) / 4.35;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (index, headline) in headlines.iter().enumerate() {
            let (fill, border, ink, width) = if index == 0 {
                let (fill, border, ink) = tokens.verdict(valid.results.verdict);
                (fill, border, ink, unit * 1.35)
            } else {
                (tokens.surface, tokens.border, tokens.text, unit)
            };
            headline_ui(ui, headline, width, (fill, border, ink));
        }
    });
}

fn headline_ui(ui: &mut Ui, headline: &Headline, width: f32, (fill, border, ink): (Color32, Color32, Color32)) {
    let tokens = Tokens::of(ui.ctx());
    let muted = if fill == tokens.surface { tokens.muted } else { ink };
    let frame = card_frame(fill, border);
    let inner = vec2(width - frame.total_margin().sum().x, HEIGHT - frame.total_margin().sum().y);
    let response = frame
        .show(ui, |ui| {
            ui.set_width(inner.x);
            ui.set_height(inner.y);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                let line =
                    |text: &str, font, color| egui::Label::new(RichText::new(text).font(font).color(color)).truncate();
                ui.add(line(&headline.label, regular_font(12.0), muted));
                ui.add(line(&headline.figure, bold_font(25.0), ink));
                ui.add(line(&headline.detail, regular_font(12.0), muted));
            });
        })
        .response;
    response.on_hover_text(&headline.hover);
}

fn verdict(valid: &Valid) -> Headline {
    let Valid { scenario, plan, results, .. } = valid;
    let money = Money::new(&scenario.currency);
    let stage = &scenario.stages[plan.target].name;
    let target = &results.stages[plan.target];
    let ratio = match target.planned.ratio() {
        Some(ratio) if ratio < 1.0 => format!("covers {} of running cost", figures::percent(ratio)),
        Some(ratio) => format!("{} running cost", figures::factor(ratio)),
        None if target.planned.cost == 0.0 => "nothing to pay".to_owned(),
        None => "value below 0".to_owned(),
    };
    let months = &results.months;
    let payback = match months.payback_month {
        Some(month) => format!("pays back in month {month}"),
        None => format!("no payback in {} months", plan.horizon_months),
    };
    let meaning = match results.verdict {
        Verdict::Viable => "Planned value clears the hurdle.",
        Verdict::Marginal => "Planned value covers its running cost, but not the hurdle.",
        Verdict::Fixable => "It does not pay as set, but the listed strategies can still save it.",
        Verdict::Broken => "Nothing listed saves it: the cheapest version costs more than it is worth.",
    };
    Headline {
        label: format!("Verdict at {stage}"),
        figure: results.verdict.name().to_owned(),
        detail: format!("{ratio} · {payback}, {} at risk", money.full(months.cash_at_risk)),
        hover: format!(
            "{meaning}\n\nvalue ÷ cost = {} ÷ {} a month, hurdle {}\nbest the listed strategies can do: {} a month\nNPV over {} months: {}",
            money.full(target.planned.value),
            money.full(target.planned.cost),
            figures::factor(plan.hurdle),
            money.change(target.floor.evaluation.net),
            plan.horizon_months,
            money.full(months.npv)
        ),
    }
}

fn cost(valid: &Valid) -> Headline {
    let Valid { scenario, plan, results, .. } = valid;
    let money = Money::new(&scenario.currency);
    let target = &results.stages[plan.target];
    let beyond = target
        .planned
        .share_beyond_tokens()
        .map_or(String::new(), |share| format!("{} not tokens", figures::whole_percent(share)));
    let detail = match plan.budget {
        Some(budget) if target.planned.cost <= budget => {
            format!(
                "{} of {} budget · {beyond}",
                figures::whole_percent(target.planned.cost / budget),
                money.short(budget)
            )
        }
        Some(budget) => {
            format!("{} over {} budget · {beyond}", money.short(target.planned.cost - budget), money.short(budget))
        }
        None => beyond,
    };
    let parts =
        target.planned.active_categories().map(|(category, cost)| format!("{} {}", category.name(), money.full(cost)));
    Headline {
        label: format!("Cost a month, {}", scenario.currency),
        figure: money.full(target.planned.cost),
        detail,
        hover: format!("The sum of\n{}", parts.collect::<Vec<_>>().join("\n")),
    }
}

fn cost_per_outcome(valid: &Valid) -> Headline {
    let Valid { scenario, plan, results, .. } = valid;
    let money = Money::new(&scenario.currency);
    let planned = &results.stages[plan.target].planned;
    let none = || "–".to_owned();
    let today = scenario.outcome.today.map_or(String::new(), |today| format!(" · today {}", money.full(today.base())));
    Headline {
        label: format!("Cost per {}", in_sentence(&scenario.outcome.name)),
        figure: planned.cost_per_outcome().map_or_else(none, |cost| money.full(cost)),
        detail: match planned.value_per_outcome() {
            Some(value) => format!("value {} each{today}", money.full(value)),
            None => "there are no outcomes".to_owned(),
        },
        hover: format!(
            "cost ÷ outcomes = {} ÷ {} a month\nvalue ÷ outcomes = {} ÷ {}",
            money.full(planned.cost),
            figures::count(planned.outcomes),
            money.full(planned.value),
            figures::count(planned.outcomes)
        ),
    }
}

fn multiple(valid: &Valid) -> Headline {
    let Valid { scenario, plan, results, .. } = valid;
    let label = format!("{} → {}", scenario.stages[0].name, scenario.stages[plan.target].name);
    let Some(multiple) = &results.multiple else {
        let detail = format!("{} costs nothing", scenario.stages[0].name);
        return Headline {
            label,
            figure: "–".to_owned(),
            detail,
            hover: "Cost over a cost of 0 has no value".to_owned(),
        };
    };
    let split = match (multiple.inference_per_request, multiple.beyond_tokens) {
        (Some(inference), Some(beyond)) => format!(
            "{} = volume {} × tokens per request {} × everything that is not tokens {}",
            figures::factor(multiple.total),
            figures::factor(multiple.volume),
            figures::factor(inference),
            figures::factor(beyond)
        ),
        _ => "There is no token cost to split it by".to_owned(),
    };
    Headline {
        label,
        figure: figures::factor(multiple.total),
        detail: format!(
            "volume {} · cost per request {}",
            figures::factor(multiple.volume),
            if multiple.cost_per_request < 0.1 {
                format!("÷ {}", figures::count((1.0 / multiple.cost_per_request).round()))
            } else {
                figures::factor(multiple.cost_per_request)
            }
        ),
        hover: split,
    }
}
