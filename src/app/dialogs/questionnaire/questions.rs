//! The fields of each question, and what there is to say below them.

use egui::{Button, Ui, vec2};
use strum::IntoEnumIterator as _;

use super::{LINE, Walk, is_enter, line_ui, muted, name_ui, number_field};
use crate::app::widgets::{Typed, check_box_ui};
use crate::day::local_day;
use crate::format::{self, Money};
use crate::language::tr;
use crate::reference::questionnaire::{
    Answers, CountedBy, MOST_OFFERED, OutcomeWorth, Question, Request, RequestKind, ValuedBy, offered,
};
use crate::reference::{Catalogue, ListedModel, provider_name};
use crate::scenario::{Domain, TextKind};

/// What stands below a question whose numbers can be meant.
pub(crate) fn remark(question: Question, answers: &Answers, catalogue: &Catalogue) -> String {
    let usage = answers.usage.unwrap_or_default();
    match question {
        Question::Request => {
            answers.request.as_ref().map_or(RequestKind::default(), |it| it.kind).rule_of_thumb().to_owned()
        }
        Question::Usage => {
            // Of few people, a part would be less than one.
            let with = |people: f64| match people.round() {
                0.0 => String::new(),
                people => tr!(" with {} people", format::count(people)),
            };
            let [few, more, _] = match usage.by {
                CountedBy::People => usage.stages().map(with),
                CountedBy::Requests => [(); 3].map(|()| String::new()),
            };
            let [prototype, pilot, production] = usage.requests().map(format::count);
            tr!(
                "{production} requests a month in production; {prototype} as a prototype{few}, {pilot} as a pilot{more}",
                production,
                prototype,
                few,
                pilot,
                more
            )
        }
        Question::Model => tr!(
            "US dollars per million tokens, in / out, of {}; the search finds all others, and so does the card of the models",
            local_day(&catalogue.as_of)
        ),
        Question::Worth => {
            let worth = answers.worth.clone().unwrap_or_default();
            let money = Money::new(&worth.currency());
            let outcomes = usage.requests()[2] * worth.share_accepted();
            let rate = match worth.usd_rate() {
                1.0 if !worth.is_in_dollars() => {
                    tr!("Models are priced in US dollars: say what one is in {}. ", worth.currency())
                }
                _ => String::new(),
            };
            tr!(
                "{rate}{} each: {} outcomes a month are worth {}, all of it money until you say on the card which share is",
                money.full(worth.value()),
                format::count(outcomes),
                money.full(outcomes * worth.value()),
                rate
            )
        }
        Question::Clearance => {
            tr!("Viable is what brings in that many times its cost in production and pays back what it took to build")
                .to_owned()
        }
    }
}

pub(crate) fn request_ui(ui: &mut Ui, answers: &mut Answers, walk: &mut Walk) {
    let mut request = answers.request.clone().unwrap_or_default();
    let before = request.clone();
    let mut is_chosen = false;
    line_ui(ui, |ui| {
        name_ui(ui, walk, tr!("name"), tr!("New use case"), &mut request.name);
    });
    line_ui(ui, |ui| {
        let mut kind = request.kind;
        is_chosen =
            choice_ui(ui, walk, RequestKind::iter().map(|kind| (kind, kind.name(), kind.rule_of_thumb())), &mut kind);
        if is_chosen {
            request = Request { name: request.name.clone(), ..Request::of(kind) };
        }
    });
    line_ui(ui, |ui| {
        ui.label(muted(ui, tr!("tokens:")));
        for (label, value) in [
            (tr!("instructions"), &mut request.instructions),
            (tr!("context, retrieved"), &mut request.context),
            (tr!("input of the user"), &mut request.input),
            (tr!("answer"), &mut request.answer),
        ] {
            number_field(ui, walk, label, value, Domain::NonNegative);
        }
        if request.kind == RequestKind::Agent {
            number_field(ui, walk, tr!("turns"), &mut request.turns, Domain::AtLeastOne);
        }
    });
    if is_chosen || request != before {
        answers.request = Some(request);
    }
}

pub(crate) fn usage_ui(ui: &mut Ui, answers: &mut Answers, walk: &mut Walk) {
    let mut usage = answers.usage.unwrap_or_default();
    let before = usage;
    let mut is_chosen = false;
    line_ui(ui, |ui| {
        let ways = [
            (CountedBy::People, tr!("People who have it"), ""),
            (CountedBy::Requests, tr!("Requests as they come"), ""),
        ];
        is_chosen = choice_ui(ui, walk, ways, &mut usage.by);
    });
    line_ui(ui, |ui| match before.by {
        CountedBy::People => {
            number_field(ui, walk, tr!("people"), &mut usage.people, Domain::Positive);
            number_field(ui, walk, tr!("of whom use it"), &mut usage.active, Domain::Share);
            number_field(ui, walk, tr!("× uses each a day"), &mut usage.uses_a_day, Domain::Positive);
            number_field(ui, walk, tr!("× days a month"), &mut usage.days, Domain::Positive);
        }
        CountedBy::Requests => {
            let stages = [tr!("a month as a prototype"), tr!("as a pilot"), tr!("in production")];
            for (label, value) in stages.into_iter().zip(&mut usage.volumes) {
                number_field(ui, walk, label, value, Domain::Positive);
            }
        }
    });
    if is_chosen || usage != before {
        answers.usage = Some(usage);
    }
}

/// How many models stand in a line.
const IN_A_LINE: usize = 3;

pub(crate) fn model_ui(
    ui: &mut Ui,
    answers: &mut Answers,
    typed: &mut String,
    catalogue: &Catalogue,
    today: &str,
    walk: &mut Walk,
) {
    let chosen = answers.model.as_ref().and_then(|(name, provider)| catalogue.find(name, provider));
    // The first that is offered is what the plan assumes.
    let chosen = chosen.or_else(|| offered(catalogue, "", today).first().copied());
    let mut models = offered(catalogue, typed, today);
    let first = models.first().copied();
    let is_same = |one: &ListedModel, other: &ListedModel| (&one.name, one.provider) == (&other.name, other.provider);
    if let Some(chosen) = chosen
        && !models.iter().any(|model| is_same(model, chosen))
    {
        // What was chosen stays in sight, whatever is searched for; at the end, so that nothing moves under the pointer.
        models.truncate(MOST_OFFERED - 1);
        models.push(chosen);
    }
    let mut taken = None;
    let search_width = 200.0;
    for line in 0..2 {
        line_ui(ui, |ui| {
            if line == 0 {
                let field = egui::TextEdit::singleline(typed).hint_text(tr!("Search the catalogue"));
                let field = ui.add_sized(vec2(search_width, LINE), field);
                // A hint is a name only while the field is empty.
                ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(tr!("Search models")));
                walk.field(&field);
                if field.lost_focus() && is_enter(ui.ctx()) && !typed.trim().is_empty() {
                    taken = first;
                }
            } else {
                let text = if first.is_some() { "" } else { tr!("No model is called so") };
                ui.add_sized(vec2(search_width, LINE), egui::Label::new(muted(ui, text).small()));
            }
            let gaps = ui.spacing().item_spacing.x * (IN_A_LINE - 1) as f32;
            let width = (ui.available_width() - gaps) / IN_A_LINE as f32;
            for model in models.iter().skip(line * IN_A_LINE).take(IN_A_LINE) {
                let is_chosen = chosen.is_some_and(|chosen| is_same(model, chosen));
                let has_namesake = 1 < models.iter().filter(|other| other.name == model.name).count();
                if model_button(ui, model, is_chosen, has_namesake, width).clicked() {
                    taken = Some(*model);
                }
            }
        });
    }
    if let Some(model) = taken {
        answers.model = Some((model.name.clone(), model.provider.to_owned()));
    }
}

/// A model with its price, or with who serves it where another one is called the same; as wide as all others.
fn model_button(ui: &mut Ui, model: &ListedModel, is_chosen: bool, has_namesake: bool, width: f32) -> egui::Response {
    let [input, output] = [model.price.input, model.price.output].map(|price| Money::new("USD").full(price));
    let text = match has_namesake {
        true => format!("{}  ·  {}", model.name, provider_name(model.provider)),
        false => format!("{}  ·  {input} / {output}", model.name),
    };
    let button = ui.add_sized(vec2(width, LINE), Button::selectable(is_chosen, text).truncate());
    let name = tr!("{}, {}, {input} in, {output} out", model.name, provider_name(model.provider), input, output);
    button.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_chosen, &name));
    button.on_hover_text(name)
}

pub(crate) fn worth_ui(ui: &mut Ui, answers: &mut Answers, walk: &mut Walk) {
    let mut worth = answers.worth.clone().unwrap_or_default();
    let before = worth.clone();
    let mut is_chosen = false;
    line_ui(ui, |ui| {
        name_ui(ui, walk, tr!("outcome"), tr!("accepted answer"), &mut worth.outcome);
        number_field(ui, walk, tr!("requests that end in one"), &mut worth.success, Domain::Share);
        // Most leave it as it is, so that Enter goes on without it.
        ui.label(muted(ui, tr!("money in")));
        let mut currency = Typed::new(&mut worth.currency, TextKind::Currency);
        let field = ui.add_sized(vec2(56.0, LINE), egui::TextEdit::singleline(&mut currency));
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(tr!("currency")));
        if field.lost_focus() && is_enter(ui.ctx()) {
            walk.entered = walk.stops.len().checked_sub(1);
        }
        if !before.is_in_dollars() {
            ui.add_space(6.0);
            number_field(ui, walk, tr!("a US dollar is"), &mut worth.per_dollar, Domain::Positive);
        }
    });
    let currency = before.currency();
    line_ui(ui, |ui| {
        let ways = [(ValuedBy::Money, tr!("Worth an amount"), ""), (ValuedBy::Time, tr!("Saves time"), "")];
        is_chosen = choice_ui(ui, walk, ways, &mut worth.by);
        ui.add_space(6.0);
        let OutcomeWorth { money, minutes, hourly_rate, today, .. } = &mut worth;
        match before.by {
            ValuedBy::Money => number_field(ui, walk, &tr!("worth, {currency}", currency), money, Domain::NonNegative),
            ValuedBy::Time => {
                number_field(ui, walk, tr!("minutes saved"), minutes, Domain::NonNegative);
                number_field(ui, walk, &tr!("an hour costs, {currency}", currency), hourly_rate, Domain::NonNegative);
            }
        }
        number_field(ui, walk, tr!("without AI it costs, if known"), today, Domain::NonNegative);
    });
    if is_chosen || worth != before {
        answers.worth = Some(worth);
    }
}

/// A row of which one is chosen, each with its name and what is told of it; returns whether one was, for who only goes on by
/// Enter has said nothing.
fn choice_ui<'t, T: Copy + PartialEq>(
    ui: &mut Ui,
    walk: &mut Walk,
    ways: impl IntoIterator<Item = (T, &'t str, &'t str)>,
    chosen: &mut T,
) -> bool {
    let before = *chosen;
    let (mut stop, mut is_entered, mut is_chosen) = (None, false, false);
    for (way, name, told) in ways {
        let is_current = before == way;
        let button = ui.add(Button::selectable(is_current, name).min_size(vec2(0.0, LINE)));
        if is_current {
            stop = Some(button.id);
        }
        if button.clicked() {
            is_entered = is_enter(ui.ctx());
            is_chosen |= !(is_entered && is_current);
            *chosen = way;
        }
        if !told.is_empty() {
            button.on_hover_text(told);
        }
    }
    if let Some(stop) = stop {
        walk.stop(stop, is_entered);
    }
    is_chosen
}

pub(crate) fn clearance_ui(ui: &mut Ui, answers: &mut Answers, walk: &mut Walk) {
    let mut clearance = answers.clearance.unwrap_or_default();
    let before = clearance;
    let currency = answers.worth.clone().unwrap_or_default().currency();
    line_ui(ui, |ui| {
        number_field(ui, walk, tr!("value : cost at least"), &mut clearance.hurdle, Domain::AtLeastOne);
        number_field(ui, walk, tr!("months planned"), &mut clearance.horizon_months, Domain::Positive);
        number_field(
            ui,
            walk,
            &tr!("to build it, {currency}", currency),
            &mut clearance.build_cost,
            Domain::NonNegative,
        );
        // Enter would switch it, so nobody stops there who only goes on.
        check_box_ui(ui, &mut clearance.has_budget, tr!("There is a budget"));
        let mut beside = Walk::default();
        let walk = if before.has_budget { walk } else { &mut beside };
        ui.add_enabled_ui(before.has_budget, |ui| {
            number_field(ui, walk, &tr!("a month, {currency}", currency), &mut clearance.budget, Domain::Positive);
        });
    });
    if clearance != before {
        answers.clearance = Some(clearance);
    }
}
