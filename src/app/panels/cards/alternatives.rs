//! What could be bought instead of the plan: one card an alternative, and in it a card for each thing that it charges.

use egui::{Button, RichText, Ui};

use super::actions::{Action, Offers};
use super::component::{self, OFF, substance};
use super::component_list::ComponentList;
use super::head::{Head, card_ui};
use super::{follow, tell_removed};
use crate::app::command::Command;
use crate::app::command::targets::CardId;
use crate::app::results::Recompute;
use crate::app::state::UiState;
use crate::app::widgets::choices::{ListEdit, fields};
use crate::app::widgets::{
    EstimateField, add_button, check_box_ui, icon, left_end_ui, name_field, right_end_ui, tell, term_label,
};
use crate::charts::ColorRole;
use crate::format::{self, Money};
use crate::glossary::Term;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::{
    Alternative, AlternativeField, Basis, Category, Component, ComponentId, Domain, Driver, Estimate, EstimatePath,
    Line, Reversibility, Scenario, ScenarioPart, free_name, path,
};

/// The heading with a way to add one, and the cards.
pub(crate) fn cards(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        left_end_ui(ui, |ui| {
            let label = tr_noop!("Buy instead");
            term_label(ui, RichText::new(text(label)).font(semibold_font(13.5)), text(label), Term::of_label(label));
        });
        right_end_ui(ui, |ui| {
            let is_open = ui_state.gallery.as_ref().is_some_and(|gallery| gallery.offers_alternatives);
            if ui.add(Button::new(format!("{} {}", icon::ADD, tr!("Add an alternative"))).selected(is_open)).clicked() {
                ui_state.toggle_alternatives();
            }
        });
    });
    let mut asked = None;
    for index in 0..scenario.alternatives.len() {
        let head = head(scenario, computed, index);
        let card = CardId::Alternative(scenario.alternatives[index].name.clone());
        let standing = ui_state.standing(&card);
        let color = Tokens::of(ui.ctx()).role(ColorRole::Alternative);
        let mut in_body = None;
        // By place: a name that is edited here must not take the focus with it, and what follows one that is removed has it.
        let shown = ui
            .push_id(("alternative", index), |ui| {
                card_ui(ui, color, &head, standing, |ui| {
                    body(ui, scenario, computed, ui_state, (index, commands));
                    in_body = head.offers.row_ui(ui, &head.name);
                })
            })
            .inner;
        let name = scenario.alternatives[index].name.clone();
        let action = follow(ui_state, CardId::Alternative(name), shown.action.or(in_body));
        asked = asked.or(action.map(|action| (index, action)));
    }
    if let Some((index, Action::List(edit))) = asked {
        if edit == ListEdit::Remove {
            tell_removed(commands, &scenario.alternatives[index].name);
        }
        apply(scenario, index, edit);
    }
}

fn apply(scenario: &mut Scenario, index: usize, edit: ListEdit) {
    let old = scenario.alternatives[index].name.clone();
    let name = scenario.free_alternative_name(&old);
    if edit == ListEdit::Duplicate {
        let copy = |(path, basis): (&EstimatePath, &Basis)| {
            let mut path = path.clone();
            match &mut path {
                EstimatePath::Alternative { alternative: own, .. }
                | EstimatePath::Component { component: ComponentId { alternative: Some(own), .. }, .. }
                    if *own == old =>
                {
                    own.clone_from(&name);
                }
                _ => return None,
            }
            Some((path, basis.clone()))
        };
        let copied: Vec<_> = scenario.bases.iter().filter_map(copy).collect();
        scenario.bases.extend(copied);
    }
    edit.apply(&mut scenario.alternatives, index, |alternative| Alternative { name, ..alternative.clone() });
    if edit == ListEdit::Remove {
        scenario.forget_paths(&path::alternative(&old));
    }
}

fn head(scenario: &Scenario, computed: &Recompute, index: usize) -> Head {
    let alternative = &scenario.alternatives[index];
    let money = Money::new(&scenario.currency);
    let setup = alternative.setup_cost.base();
    let setup = (setup != 0.0).then(|| tr!("{} once", money.full(setup)));
    let charged = alternative.components.iter().filter(|component| component.enabled);
    let charged = charged.map(|component| substance(component, &money)).filter(|text| !text.is_empty());
    let part = path::alternative(&alternative.name);
    Head {
        name: alternative.name.clone(),
        substance: setup.into_iter().chain(charged).collect::<Vec<_>>().join(" · "),
        is_on: true,
        has_problem: computed.problems.iter().any(|problem| part.holds(&problem.path)),
        offers: Offers { place: Some((index, scenario.alternatives.len())), ..Offers::default() },
        ..Head::default()
    }
}

fn body(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    ui_state: &mut UiState,
    (index, commands): (usize, &mut Vec<Command>),
) {
    let old = scenario.alternatives[index].name.clone();
    if let Some(name) = name_field(ui, tr!("Alternative"), &old, f32::INFINITY) {
        let name = scenario.free_alternative_name(&name);
        scenario.alternatives[index].name.clone_from(&name);
        scenario.rename_paths(&path::alternative(&old), &name);
        ui_state.follow_alternative(&old, &name);
    }
    let as_planned = scenario.outcome.success_rate;
    let Scenario { alternatives, bases, currency, .. } = &mut *scenario;
    let alternative = &mut alternatives[index];
    let fields = fields(computed, bases);
    let at = |field| EstimatePath::alternative(&alternative.name, field);
    let label = tr!("set-up, once, {currency}", currency);
    let (path, rate_path) = (at(AlternativeField::SetupCost), at(AlternativeField::SuccessRate));
    EstimateField { label: &label, path, domain: Domain::NonNegative }.show(ui, fields, &mut alternative.setup_cost);
    let mut has_own = alternative.success_rate.is_some();
    let own = tr_noop!("It has a success rate of its own");
    if tell(check_box_ui(ui, &mut has_own, text(own)), Term::of_label(own)).changed() {
        alternative.success_rate = has_own.then_some(as_planned);
    }
    match &mut alternative.success_rate {
        Some(rate) => {
            let label = tr!("accepted, share of requests");
            EstimateField { label, path: rate_path, domain: Domain::Share }.show(ui, fields, rate);
        }
        None => muted(ui, &tr!("As the plan’s: {}", format::percent(as_planned.base()))),
    }
    fields.problem_ui(ui, &format!("{}.components", path::alternative(&alternative.name)));
    components_ui(ui, scenario, computed, ui_state, (index, commands));
}

fn muted(ui: &mut Ui, text: &str) {
    let text = RichText::new(text).small().color(Tokens::of(ui.ctx()).muted);
    ui.add(egui::Label::new(text).wrap());
}

/// What it charges, a card each.
fn components_ui(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    ui_state: &mut UiState,
    (place, commands): (usize, &mut Vec<Command>),
) {
    let list = ComponentList::Alternative(place);
    let mut asked = None;
    for index in 0..list.of(scenario).len() {
        let component = &list.of(scenario)[index];
        let color = Tokens::of(ui.ctx()).category(component.category);
        let own = list.id(scenario, &component.id);
        let head = component_head(scenario, computed, &own, (list, index));
        let standing = ui_state.standing(&CardId::OfAlternative(own.clone()));
        let mut in_body = None;
        let shown = ui
            .push_id(("component", index), |ui| {
                card_ui(ui, color, &head, standing, |ui| {
                    component::body(ui, scenario, computed, list, index);
                    without_models_ui(ui, &list.of(scenario)[index]);
                    in_body = head.offers.row_ui(ui, &head.name);
                })
            })
            .inner;
        let action = follow(ui_state, CardId::OfAlternative(own), shown.action.or(in_body));
        asked = asked.or(action.map(|action| (index, action)));
    }
    match asked {
        Some((index, Action::Switch)) => {
            let component = &mut list.of_mut(scenario)[index];
            component.enabled = !component.enabled;
        }
        Some((index, Action::List(edit))) => {
            if edit == ListEdit::Remove {
                tell_removed(commands, &list.of(scenario)[index].name);
            }
            component::apply(scenario, list, index, edit);
        }
        _ => {}
    }
    if add_button(ui, tr!("Add what it charges")).clicked() {
        let component = charge(list.of(scenario));
        ui_state.open_cards.push(CardId::OfAlternative(list.id(scenario, &component.id)));
        list.of_mut(scenario).push(component);
    }
}

fn component_head(
    scenario: &Scenario,
    computed: &Recompute,
    own: &ComponentId,
    (list, index): (ComponentList, usize),
) -> Head {
    let components = list.of(scenario);
    let component = &components[index];
    let money = Money::new(&scenario.currency);
    let said = substance(component, &money);
    let part = ScenarioPart::Component(own.clone());
    Head {
        name: component.name.clone(),
        substance: said,
        lead: if component.enabled { "" } else { text(OFF) },
        figure: if component.enabled { String::new() } else { tr!("off").to_owned() },
        is_on: component.enabled,
        lock_in: (component.reversibility != Reversibility::Reversible).then_some(component.reversibility),
        has_problem: computed.problems.iter().any(|problem| part.holds(&problem.path)),
        offers: Offers { place: Some((index, components.len())), switch: Some(component.enabled), kept_as: None },
        ..Head::default()
    }
}

/// Says which of its lines cost nothing: what is bought has no models that the plan knows of.
fn without_models_ui(ui: &mut Ui, component: &Component) {
    let has_quantity = |driver: Driver| match driver {
        Driver::Month | Driver::Request | Driver::Outcome | Driver::Miss | Driver::User => true,
        Driver::Inference
        | Driver::Retrieval
        | Driver::MillionTokens
        | Driver::PeakRate
        | Driver::Call
        | Driver::PeakCall => false,
    };
    for line in component.lines.iter().filter(|line| !has_quantity(line.driver)) {
        let text = tr!(
            "{} costs nothing here: what is bought has no models in this plan, so nothing is charged {}",
            line.name,
            line.driver.charged()
        );
        muted(ui, &text);
    }
}

/// Something that is charged monthly and costs nothing yet.
pub(super) fn charge(others: &[Component]) -> Component {
    Component {
        id: free_name("charge", |id| others.iter().any(|component| component.id == id)),
        name: free_name(tr!("Charge"), |name| others.iter().any(|component| component.name == name)),
        category: Category::Other,
        from_stage: 0,
        until_stage: None,
        enabled: true,
        setup_cost: Estimate::Exact(0.0),
        reversibility: Reversibility::Reversible,
        lines: vec![Line::monthly(tr!("Monthly fee").to_owned())],
        success: Estimate::Exact(1.0),
        repeat: None,
        rework: Vec::new(),
    }
}
