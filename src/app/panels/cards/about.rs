//! The card of the scenario itself: author, currency and notes.

use egui::{TextEdit, Ui};

use super::follow;
use super::head::{Head, card_ui};
use crate::app::command::targets::CardId;
use crate::app::results::Recompute;
use crate::app::state::UiState;
use crate::app::widgets::choices::fields;
use crate::app::widgets::{EstimateField, Typed, row};
use crate::language::tr;
use crate::paint::theme::Tokens;
use crate::scenario::{Domain, Estimate, EstimatePath, Scenario, TextKind};

/// Where the problems of this card are.
const OF_THE_WHOLE: [&str; 5] = ["name", "author", "currency", "usd_rate", "notes"];

pub(crate) fn card(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, ui_state: &mut UiState) {
    let card = scenario.notes.lines().next().unwrap_or_default().to_owned();
    let head = Head {
        name: CardId::About.name(scenario),
        substance: if card.is_empty() { tr!("no notes yet").to_owned() } else { card },
        figure: scenario.currency.clone(),
        is_on: true,
        has_problem: computed.problems.iter().any(|problem| OF_THE_WHOLE.contains(&&*problem.path)),
        ..Head::default()
    };
    let color = Tokens::of(ui.ctx()).baseline_fill();
    let standing = ui_state.standing(&CardId::About);
    let shown = card_ui(ui, color, &head, standing, |ui| {
        row(ui, tr!("author"), |ui| {
            ui.add(TextEdit::singleline(&mut Typed::name(&mut scenario.author)).desired_width(150.0))
        });
        row(ui, tr!("currency"), |ui| {
            let mut currency = Typed::new(&mut scenario.currency, TextKind::Currency);
            ui.add(TextEdit::singleline(&mut currency).desired_width(70.0))
        });
        let Scenario { usd_rate, bases, currency, notes, .. } = scenario;
        // One dollar is one dollar, and a rate is looked up, not dragged: it changes every price.
        if currency != "USD" || *usd_rate != Estimate::Exact(1.0) {
            let label = tr!("{currency} per US dollar", currency);
            let field = EstimateField { label: &label, path: EstimatePath::UsdRate, domain: Domain::NonNegative };
            field.show_without_slider(ui, fields(computed, bases), usd_rate);
        }
        let mut notes = Typed::notes(notes);
        let field = ui
            .add(TextEdit::multiline(&mut notes).desired_width(f32::INFINITY).desired_rows(4).hint_text(tr!("Notes")));
        // A hint is a name only while the field is empty.
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(tr!("Notes")));
    });
    follow(ui_state, CardId::About, shown.action);
}
