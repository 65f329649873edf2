//! One card per component: where it stands, how long it stays, and what few cards have; its lines are edited in `line_editor`.

use egui::{ComboBox, Ui};

use super::actions::{Action, Offers, focus_place};
use super::component_list::ComponentList;
use super::drag::{DragPayload, Places, What, carry};
use super::head::{Head, explained_card_ui};
use super::line_editor::{LineEditor, PathChanges, is_numbered};
use super::workload::share;
use super::{follow, tell_removed};
use crate::app::command::Command;
use crate::app::command::targets::{CardCommand, CardId};
use crate::app::results::Recompute;
use crate::app::state::UiState;
use crate::app::widgets::choices::{ListEdit, fields, heading, stage_choice_ui};
use crate::app::widgets::{
    EstimateField, Fields, check_box_ui, drop_down, fold_ui, name_field, row, switch_ui, tell, whole_number_ui,
};
use crate::format::{self, Money};
use crate::glossary::Term;
use crate::language::{in_sentence, text, tr, tr_noop};
use crate::paint::theme::Tokens;
use crate::prose::ResultKind;
use crate::scenario::{
    Basis, Category, Component, ComponentId, ComponentPath, Domain, Estimate, EstimatePath, Line, PlanSettings,
    Reversibility, Scenario, ScenarioPart, Tariff, free_name, path,
};

pub(crate) fn cards(
    ui: &mut Ui,
    scenario: &mut Scenario,
    computed: &Recompute,
    ui_state: &mut UiState,
    commands: &mut Vec<Command>,
) {
    let mut asked = None;
    let mut places = Places::default();
    for index in 0..scenario.components.len() {
        let component = &scenario.components[index];
        let color = Tokens::of(ui.ctx()).category(component.category);
        let card = CardId::Component(component.id.clone());
        let what = What::Component(component.id.clone());
        let payload = Some(DragPayload { what, name: component.name.clone(), color });
        let offers = Offers {
            place: Some((index, scenario.components.len())),
            switch: Some(component.enabled),
            kept_as: Some(component.id.clone()),
        };
        let head = Head { payload, offers, ..head(scenario, computed, ui_state, index) };
        let standing = ui_state.standing(&card);
        let figure = ResultKind::OfComponent(index).at_stage(ui_state.focus);
        let explains = computed.shown().filter(|_| head.is_on).map(|shown| (shown.valid, figure));
        let mut in_body = None;
        let shown = ui
            .push_id(("component", component.id.clone()), |ui| {
                explained_card_ui(ui, color, &head, standing, explains, |ui| {
                    body(ui, scenario, computed, ComponentList::Plan, index);
                    in_body = head.offers.row_ui(ui, &head.name);
                })
            })
            .inner;
        places.add(shown.rect);
        asked = asked.or(follow(ui_state, card, shown.action.or(in_body)).map(|action| (index, action)));
    }
    if let Some((index, action)) = asked {
        act(ui, scenario, index, action, commands);
    }
    match places.drop_ui(ui, |what| !matches!(what, What::Step(_))) {
        Some((What::Component(id), place)) => {
            if let Some(from) = scenario.components.iter().position(|component| component.id == id) {
                carry(&mut scenario.components, from, place);
            }
        }
        Some((What::New(card), place)) => commands.push(Command::Card(CardCommand::Add(card, place))),
        Some((What::Step(_), _)) | None => {}
    }
}

fn act(ui: &Ui, scenario: &mut Scenario, index: usize, action: Action, commands: &mut Vec<Command>) {
    let component = &mut scenario.components[index];
    match action {
        Action::Switch => component.enabled = !component.enabled,
        Action::Keep => commands.push(Command::Card(CardCommand::Keep(component.id.clone()))),
        Action::SaveAs => commands.push(Command::Card(CardCommand::SaveAs(component.id.clone()))),
        Action::List(edit) => {
            if edit == ListEdit::Remove {
                tell_removed(commands, &component.name);
                focus_place(ui, "components", index.min(scenario.components.len().saturating_sub(2)));
            }
            apply(scenario, ComponentList::Plan, index, edit);
        }
        Action::Toggle { .. } | Action::CloseOthers => {}
    }
}

pub(super) fn apply(scenario: &mut Scenario, list: ComponentList, index: usize, edit: ListEdit) {
    let old = list.of(scenario)[index].id.clone();
    let id = free_name(&old, |id| list.of(scenario).iter().any(|component| component.id == id));
    let [old, new] = [&old, &id].map(|id| list.id(scenario, id));
    if edit == ListEdit::Duplicate {
        let copy = |(path, basis): (&EstimatePath, &Basis)| match path {
            EstimatePath::Component { component, within } if *component == old => {
                Some((EstimatePath::Component { component: new.clone(), within: within.clone() }, basis.clone()))
            }
            _ => None,
        };
        let copied: Vec<_> = scenario.bases.iter().filter_map(copy).collect();
        scenario.bases.extend(copied);
    }
    edit.apply(list.of_mut(scenario), index, |component| Component { id, ..component.clone() });
    if edit == ListEdit::Remove {
        scenario.forget_paths(&ScenarioPart::Component(old));
    }
}

fn head(scenario: &Scenario, computed: &Recompute, ui_state: &UiState, index: usize) -> Head {
    let component = &scenario.components[index];
    let money = Money::new(&scenario.currency);
    let bill = computed.shown().and_then(|shown| shown.valid.stages.get(ui_state.focus));
    let cost = bill.and_then(|bill| bill.breakdown.components.get(index)).copied();
    let is_active = |stage| component.from_stage <= stage && component.until_stage.is_none_or(|until| stage <= until);
    let stages = scenario.stages.iter().enumerate().map(|(index, stage)| (stage.name.clone(), is_active(index)));
    let stages: Vec<(String, bool)> = stages.collect();
    let here = component.is_active_at(ui_state.focus);
    let part = path::component(&component.id);
    Head {
        name: component.name.clone(),
        substance: substance(component, &money),
        lead: if component.enabled { "" } else { text(OFF) },
        figure: match cost {
            _ if !component.enabled => tr!("off").to_owned(),
            _ if !here => tr!("not here").to_owned(),
            Some(cost) => money.full(cost),
            None => String::new(),
        },
        share: bill.map(|bill| share(cost.unwrap_or(0.0), bill.breakdown.total.cost)),
        // A card that is off is active nowhere.
        stages: (component.enabled && stages.iter().any(|(_, active)| !active)).then_some(stages),
        is_on: component.enabled && here,
        lock_in: (component.reversibility != Reversibility::Reversible).then_some(component.reversibility),
        has_problem: computed.problems.iter().any(|problem| part.holds(&problem.path)),
        ..Head::default()
    }
}

/// What is said of a card that is off.
pub(super) const OFF: &str = tr_noop!("Off until you choose a stage");

/// One line that says what it is made of.
pub(super) fn substance(component: &Component, money: &Money) -> String {
    let line = |line: &Line| {
        let price = match &line.tariff {
            Tariff::Flat(price) => money.price(price.base()),
            Tariff::Graduated(_) => tr!("graduated").to_owned(),
            Tariff::Step(capacity, price) => {
                tr!("{} per {}", money.price(price.base()), format::short_count(*capacity))
            }
            Tariff::Power(..) => tr!("by scale").to_owned(),
        };
        let factors: Vec<String> =
            line.factors.iter().map(|(name, factor)| factor_in_words(name, factor.base())).collect();
        match factors.as_slice() {
            [] => format!("{} {price}", in_sentence(&line.name)),
            factors => format!("{} × {price}", factors.join(" × ")),
        }
    };
    let once = component.setup_cost.base();
    let once = (once != 0.0).then(|| tr!("{} once", money.price(once)));
    // A line that costs nothing says nothing where there is something else to say.
    let is_free = |line: &&Line| matches!(&line.tariff, Tariff::Flat(price) if price.base() == 0.0);
    let lines = component.lines.iter().filter(|line| once.is_none() || !is_free(line)).map(line);
    lines.chain(once.clone()).collect::<Vec<_>>().join(" · ")
}

/// "0.4 % reviewed" for a share reviewed of 0.004, "0.5 FTE" for anything else.
fn factor_in_words(name: &str, value: f64) -> String {
    match name.strip_prefix("share ").or(name.strip_suffix(" share")) {
        Some(what) => format!("{} {what}", format::percent(value)),
        // A factor that nobody has named is its number.
        None if ["factor", tr!("factor")].iter().any(|usual| is_numbered(name, usual)) => format::count(value),
        None => format!("{} {name}", format::count(value)),
    }
}

pub(super) fn body(ui: &mut Ui, scenario: &mut Scenario, computed: &Recompute, list: ComponentList, index: usize) {
    let mut component = list.of(scenario)[index].clone();
    let own = list.id(scenario, &component.id);
    let prefix = ScenarioPart::Component(own.clone());
    ui.horizontal(|ui| {
        switch_ui(ui, &mut component.enabled, &tr!("{} takes part", component.name));
        if let Some(name) = name_field(ui, tr!("Card"), &component.name, f32::INFINITY) {
            component.name = name;
        }
    });
    row(ui, tr!("category"), |ui| {
        drop_down(ui, ComboBox::from_id_salt("category").selected_text(component.category.name()), |ui| {
            for category in Category::ALL.into_iter().filter(|category| *category != Category::Optimization) {
                ui.selectable_value(&mut component.category, category, category.name());
            }
        });
    });
    row(ui, tr!("from"), |ui| from_ui(ui, scenario, &mut component));
    let fields = fields(computed, &scenario.bases);
    fields.problem_ui(ui, &format!("{prefix}.from_stage"));
    until_ui(ui, scenario, &mut component);
    fields.problem_ui(ui, &format!("{prefix}.until_stage"));
    row(ui, tr!("to take back"), |ui| {
        let choices = ComboBox::from_id_salt("reversibility").selected_text(component.reversibility.name());
        drop_down(ui, choices, |ui| {
            for choice in Reversibility::ALL {
                let choice = ui.selectable_value(&mut component.reversibility, choice, choice.name());
                tell(choice, Term::of_label("to take back"));
            }
        });
    });
    let label = tr!("set-up, once, {}", scenario.currency);
    let path = EstimatePath::Component { component: own.clone(), within: ComponentPath::SetupCost };
    let setup = EstimateField { label: &label, path, domain: Domain::NonNegative };
    setup.show(ui, fields, &mut component.setup_cost);

    let mut changes = PathChanges::default();
    let charged = LineEditor { fields, of: &own.clone().lines(), currency: &scenario.currency };
    charged.show(ui, &mut component.lines, &mut changes);
    ui.separator();
    let is_more =
        component.success != Estimate::Exact(1.0) || component.repeat.is_some() || !component.rework.is_empty();
    fold_ui(ui, tr!("More"), is_more, |ui| {
        more_ui(ui, fields, &own, &mut component, &scenario.currency, &mut changes);
    });
    list.of_mut(scenario)[index] = component;
    changes.apply(scenario);
}

/// What few cards have: an effect on success, a set-up that falls due again, what it takes to bring them in later.
fn more_ui(
    ui: &mut Ui,
    fields: Fields<'_>,
    own: &ComponentId,
    component: &mut Component,
    currency: &str,
    changes: &mut PathChanges,
) {
    let success = EstimateField {
        label: tr!("success rate, times that without it"),
        path: EstimatePath::Component { component: own.clone(), within: ComponentPath::Success },
        domain: Domain::NonNegative,
    };
    success.show(ui, fields, &mut component.success);
    let mut falls_due_again = component.repeat.is_some();
    let label = tr_noop!("set-up falls due again");
    if tell(check_box_ui(ui, &mut falls_due_again, text(label)), Term::of_label(label)).changed() {
        component.repeat = falls_due_again.then_some(12);
    }
    if let Some(months) = &mut component.repeat {
        row(ui, tr!("every, months"), |ui| whole_number_ui(ui, months, [1, PlanSettings::LONGEST_HORIZON]));
    }
    fields.problem_ui(ui, &format!("{own}.repeat"));
    heading(ui, tr!("what it takes to bring it in later"));
    LineEditor { fields, of: &own.clone().rework(), currency }.show(ui, &mut component.rework, changes);
}

/// From which stage on: whoever chooses one for a card that is off switches it on.
fn from_ui(ui: &mut Ui, scenario: &Scenario, component: &mut Component) {
    if component.enabled {
        stage_choice_ui(ui, scenario, "from", &mut component.from_stage);
        return;
    }
    drop_down(ui, ComboBox::from_id_salt("from").selected_text(tr!("off: choose a stage")), |ui| {
        for (place, stage) in scenario.stages.iter().enumerate() {
            if ui.selectable_label(false, &stage.name).clicked() {
                (component.enabled, component.from_stage) = (true, place);
            }
        }
    });
}

fn until_ui(ui: &mut Ui, scenario: &Scenario, component: &mut Component) {
    row(ui, tr!("until"), |ui| {
        let name = |stage: Option<usize>| match stage {
            None => tr!("for good").to_owned(),
            Some(stage) => {
                scenario.stages.get(stage).map_or_else(|| tr!("stage {stage}?", stage), |stage| stage.name.clone())
            }
        };
        drop_down(ui, ComboBox::from_id_salt("until").selected_text(name(component.until_stage)), |ui| {
            for choice in std::iter::once(None).chain((component.from_stage..scenario.stages.len()).map(Some)) {
                ui.selectable_value(&mut component.until_stage, choice, name(choice));
            }
        });
    });
}
