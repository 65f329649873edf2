//! What a quantity of a line costs.

use egui::{ComboBox, RichText, Ui};

use super::actions::{focus_place, takes_focus};
use crate::app::widgets::{
    EstimateField, Fields, drop_down, icon, icon_button, name_group, number_ui, row, small_add_button, take_focus_in,
    tell, term_label,
};
use crate::glossary::Term;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::{Domain, Estimate, EstimatePath, Line, LinesOf, ScenarioPart, Tariff, path};

/// The tariff of a line, edited in place.
pub fn tariff_ui(ui: &mut Ui, fields: Fields<'_>, of: &LinesOf, line: &mut Line, currency: &str) {
    let Line { name: line, tariff, .. } = line;
    let price = tariff.price().copied().unwrap_or(Estimate::Exact(1.0));
    let (name, choices) = match tariff {
        Tariff::Flat(_) => (tr_noop!("a price each"), 0),
        Tariff::Graduated(_) => (tr_noop!("graduated tiers"), 1),
        Tariff::Step(..) => (tr_noop!("whole units"), 2),
        Tariff::Power(..) => (tr_noop!("a power of scale"), 3),
    };
    row(ui, tr!("priced by"), |ui| {
        drop_down(ui, ComboBox::from_id_salt("tariff").selected_text(text(name)), |ui| {
            let kinds = [
                (tr_noop!("a price each"), Tariff::Flat(price)),
                (tr_noop!("graduated tiers"), Tariff::Graduated(vec![(f64::INFINITY, price.base())])),
                (tr_noop!("whole units"), Tariff::Step(1000.0, price)),
                (tr_noop!("a power of scale"), Tariff::Power(1000.0, price, 0.7)),
            ];
            for (index, (name, kind)) in kinds.into_iter().enumerate() {
                let choice = tell(ui.selectable_label(index == choices, text(name)), Term::of_label(name));
                if choice.clicked() && index != choices {
                    *tariff = kind;
                }
            }
        });
    });
    let prefix = path::line_of(of.clone(), line);
    let price_ui = |ui: &mut Ui, label: &str, price: &mut Estimate| {
        let label = format!("{label}, {currency}");
        EstimateField { label: &label, path: EstimatePath::price_of(of, line), domain: Domain::NonNegative }
            .show(ui, fields, price);
    };
    match tariff {
        Tariff::Flat(price) => price_ui(ui, tr!("price each"), price),
        Tariff::Graduated(tiers) => tiers_ui(ui, fields, &prefix, tiers),
        Tariff::Step(capacity, price) => {
            row(ui, tr!("a unit holds"), |ui| number_ui(ui, capacity, Domain::Positive));
            fields.problem_ui(ui, &format!("{prefix}.tariff.capacity"));
            price_ui(ui, tr!("a unit costs"), price);
        }
        Tariff::Power(reference, price, exponent) => {
            row(ui, tr!("at a quantity of"), |ui| number_ui(ui, reference, Domain::Positive));
            fields.problem_ui(ui, &format!("{prefix}.tariff.reference"));
            price_ui(ui, tr!("it costs"), price);
            row(ui, tr!("exponent"), |ui| number_ui(ui, exponent, Domain::NonNegative));
            fields.problem_ui(ui, &format!("{prefix}.tariff.exponent"));
        }
    }
}

fn tiers_ui(ui: &mut Ui, fields: Fields<'_>, prefix: &ScenarioPart, tiers: &mut Vec<(f64, f64)>) {
    let tokens = Tokens::of(ui.ctx());
    let label = tr_noop!("up to · price each");
    term_label(ui, RichText::new(text(label)).small().color(tokens.muted), text(label), Term::of_label(label));
    let last = tiers.len().saturating_sub(1);
    let mut removed = None;
    for (index, (up_to, price)) in tiers.iter_mut().enumerate() {
        ui.push_id(("tier", index), |ui| {
            name_group(ui, &tr!("Tier {}", index + 1));
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 3.0;
                ui.spacing_mut().button_padding.x = 5.0;
                let name = tr!("Tier {}", index + 1);
                if index == last && up_to.is_infinite() {
                    ui.label(RichText::new(tr!("the rest")).font(semibold_font(12.0)));
                } else {
                    ui.push_id("up to", |ui| {
                        ui.name_inputs(tr!("{name}, up to", name), |ui| number_ui(ui, up_to, Domain::Positive));
                    });
                }
                ui.name_inputs(tr!("{name}, price each", name), |ui| number_ui(ui, price, Domain::NonNegative));
                if icon_button(ui, icon::REMOVE, &tr!("Remove tier {}", index + 1)).clicked() {
                    removed = Some(index);
                }
            });
            if takes_focus(ui, &format!("{prefix}.tariff"), index) {
                take_focus_in(ui);
            }
            fields.problem_ui(ui, &format!("{prefix}.tariff tier {}", index + 1));
        });
    }
    if let Some(index) = removed {
        tiers.remove(index);
    }
    if small_add_button(ui, tr!("Add a tier")).clicked() {
        let before = tiers.iter().map(|(up_to, _)| *up_to).filter(|up_to| up_to.is_finite()).fold(0.0, f64::max);
        let price = tiers.last().map_or(0.0, |(_, price)| *price);
        let place = tiers.iter().position(|(up_to, _)| up_to.is_infinite()).unwrap_or(tiers.len());
        focus_place(ui, &format!("{prefix}.tariff"), place);
        tiers.insert(place, (if before == 0.0 { 1000.0 } else { before * 10.0 }, price));
    }
}
