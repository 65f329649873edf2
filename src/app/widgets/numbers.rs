//! The numbers of one estimate: each is typed by itself, and they are judged together once the last of them is left, so that
//! a range can move up or down by either end first.

use egui::{Response, RichText, Ui};

use super::draft::{Draft, DraftAnswer, Taken, complaint_ui};
use super::number::{FieldInput, NumberField};
use super::tooltip;
use crate::language::{self, tr, tr_noop};
use crate::paint::theme::Tokens;
use crate::scenario::{Domain, Estimate};

/// Tells on hover what the field of an estimate understands; it is called something else.
pub fn tell_how_to_type(field: &Response) {
    let how = tr!(
        "Drag it, or type: 12k, 3000*0.8; how certain it is, too: 10–20 for a range, 10–15–25 for low, likely, high"
    );
    tooltip(field).show(|ui| {
        ui.set_max_width(280.0);
        ui.label(how);
    });
}

/// The fields of an estimate's numbers.
pub(super) struct Numbers<'a> {
    /// What the estimate is, with its unit.
    pub label: &'a str,
    /// What its numbers may be.
    pub domain: Domain,
    /// Whether they are shown and typed in percent.
    pub in_percent: bool,
    /// Whether fractions are not shown.
    pub shows_whole: bool,
}

/// Its numbers with their names, from low to high, and how many were seen.
fn numbers(estimate: &Estimate) -> Vec<(&'static str, f64)> {
    match *estimate {
        Estimate::Exact(value) => vec![("", value)],
        Estimate::Range { p10, p90 } => vec![(LOW, p10), (HIGH, p90)],
        Estimate::Pert { low, likely, high } => vec![(LOW, low), (tr_noop!("likely"), likely), (HIGH, high)],
        Estimate::Spread { p50, p90, seen } => vec![("p50", p50), ("p90", p90), (SEEN, seen)],
    }
}

/// How many of its numbers, from the first on, go from low to high: the requests that a log has are no value.
fn ordered(estimate: &Estimate) -> usize {
    match estimate {
        Estimate::Exact(_) => 1,
        Estimate::Range { .. } | Estimate::Spread { .. } => 2,
        Estimate::Pert { .. } => 3,
    }
}

/// The ends of an estimate.
const LOW: &str = tr_noop!("low");
const HIGH: &str = tr_noop!("high");
/// The number of requests that a log has.
const SEEN: &str = tr_noop!("seen");

/// What a number of a spread says, for those who do not know its name.
fn meaning(name: &'static str) -> &'static str {
    match name {
        "p50" => tr!("p50: half of the requests are below"),
        "p90" => tr!("p90: one request in ten is above"),
        SEEN => tr!("How many requests the log has"),
        name => language::text(name),
    }
}

/// The same shape around other numbers.
fn with_numbers(estimate: &Estimate, numbers: &[f64]) -> Estimate {
    match (estimate, numbers) {
        (Estimate::Exact(_), &[value]) => Estimate::Exact(value),
        (Estimate::Range { .. }, &[p10, p90]) => Estimate::Range { p10, p90 },
        (Estimate::Pert { .. }, &[low, likely, high]) => Estimate::Pert { low, likely, high },
        (Estimate::Spread { .. }, &[p50, p90, seen]) => Estimate::Spread { p50, p90, seen },
        _ => *estimate,
    }
}

/// What somebody does to the fields of an estimate in this pass.
#[derive(Default)]
struct Typing {
    /// Somebody types into one.
    is_typing: bool,
    /// One was left with a number in it.
    is_entered: bool,
}

impl Numbers<'_> {
    /// The fields side by side, their unit after them, and below how many were seen; what stands in the way of their
    /// drafts is said by [`judge_ui`](Self::judge_ui). Returns whether somebody types into one of them.
    pub fn fields_ui(
        &self,
        ui: &mut Ui,
        fields: &[NumberField],
        estimate: &mut Estimate,
        unit_ui: impl FnOnce(&mut Ui),
    ) -> bool {
        let tokens = Tokens::of(ui.ctx());
        let ordered = ordered(estimate);
        let before = numbers(estimate);
        let mut typing = Typing::default();
        ui.horizontal(|ui| {
            for place in 0..ordered.min(fields.len()) {
                if 0 < place {
                    ui.label(RichText::new("–").color(tokens.muted));
                }
                self.one_ui(ui, fields, &before, place, estimate, &mut typing);
            }
            unit_ui(ui);
        });
        for place in ordered..before.len().min(fields.len()) {
            ui.horizontal(|ui| {
                ui.label(RichText::new(tr!("of")).small().color(tokens.muted));
                self.one_ui(ui, fields, &before, place, estimate, &mut typing);
                ui.label(RichText::new(language::text(before[place].0)).small().color(tokens.muted));
            });
        }
        if typing.is_entered {
            let typed = self.typed(ui, fields, estimate);
            if self.misfit(estimate, &typed).is_none() {
                take(ui, fields, estimate, &typed);
            }
        }
        typing.is_typing
    }

    /// One of the fields, by place; `before` are the numbers as they stood.
    fn one_ui(
        &self,
        ui: &mut Ui,
        fields: &[NumberField],
        before: &[(&'static str, f64)],
        place: usize,
        estimate: &mut Estimate,
        typing: &mut Typing,
    ) {
        let ((name, value), field) = (before[place], fields[place]);
        let (response, input) = self.field_ui(ui, field, name, value);
        typing.is_typing |= response.has_focus();
        match input {
            Some(FieldInput::Dragged(number)) => {
                // A drag stays between its neighbours.
                let mut numbers: Vec<f64> = before.iter().map(|(_, value)| *value).collect();
                let ordered = ordered(estimate);
                let neighbours = if place < ordered { &numbers[..ordered] } else { &[] };
                let below = place.checked_sub(1).and_then(|below| neighbours.get(below).copied());
                let least = below.unwrap_or(f64::NEG_INFINITY);
                let most = neighbours.get(place + 1).copied().unwrap_or(f64::INFINITY).max(least);
                numbers[place] = number.clamp(least, most);
                *estimate = with_numbers(estimate, &numbers);
            }
            Some(FieldInput::Entered(_, text)) => {
                Draft { text, over: value, complaint: None }.keep(ui.ctx(), field.id);
                typing.is_entered = true;
            }
            Some(FieldInput::EnteredRange(numbers, text)) => match estimate.through(&numbers) {
                Ok(through) => {
                    fields.iter().for_each(|field| Draft::forget(ui.ctx(), field.id));
                    Taken::note(ui.ctx(), field.id, Draft { text, over: value, complaint: None });
                    *estimate = through;
                }
                Err(complaint) => Draft { text, over: value, complaint: Some(complaint) }.keep(ui.ctx(), field.id),
            },
            None => {}
        }
    }

    fn field_ui(
        &self,
        ui: &mut Ui,
        field: NumberField,
        name: &'static str,
        value: f64,
    ) -> (Response, Option<FieldInput>) {
        if name.is_empty() {
            let (response, input) = field.show(ui, value);
            tell_how_to_type(&response);
            return (response, input);
        }
        let (response, input) =
            ui.name_inputs(format!("{}, {}", self.label, language::text(name)), |ui| field.show(ui, value));
        (response.on_hover_text(meaning(name)), input)
    }

    /// One field a number of the estimate, each with an identity of its own.
    pub fn fields(&self, ui: &Ui, estimate: &Estimate) -> Vec<NumberField> {
        let field = NumberField::new(ui, self.domain);
        let named = numbers(estimate).into_iter().enumerate();
        let among = |place: usize, name: &str| match name {
            SEEN => field.counting(place),
            _ => field.among(place, self.in_percent).showing_whole(self.shows_whole).taking_ranges(),
        };
        named.map(|(place, (name, _))| among(place, name)).collect()
    }

    /// Says why what was typed cannot hold, once nobody types any more, and what can be done about it.
    pub fn judge_ui(&self, ui: &mut Ui, fields: &[NumberField], estimate: &mut Estimate) {
        let before = numbers(estimate);
        let drafts: Vec<Draft> =
            before.iter().zip(fields).filter_map(|((_, value), field)| Draft::of(ui.ctx(), field.id, *value)).collect();
        if drafts.is_empty() || ui.input(|input| input.pointer.any_down()) {
            return;
        }
        let own = drafts.iter().find_map(|draft| draft.complaint.clone());
        let typed = self.typed(ui, fields, estimate);
        let misfit = self.misfit(estimate, &typed);
        let ordered = ordered(estimate);
        let in_order = &typed[..ordered];
        let can_swap = own.is_none() && in_order.iter().all(|number| 0.0 < *number || self.domain.contains(*number));
        let Some(complaint) = own.or(misfit) else { return };
        let numbers: Vec<String> = before.iter().zip(fields).map(|((_, value), field)| field.written(*value)).collect();
        let back = tr!("Back to {}", numbers.join(" – "));
        match complaint_ui(ui, &complaint, &back, can_swap && 1 < ordered) {
            Some(DraftAnswer::Swap) => {
                let mut swapped = typed;
                swapped[..ordered].sort_by(f64::total_cmp);
                take(ui, fields, estimate, &swapped);
            }
            Some(DraftAnswer::Back) => fields.iter().for_each(|field| Draft::forget(ui.ctx(), field.id)),
            None => {}
        }
    }

    /// The numbers as they would be with every draft that could be one.
    fn typed(&self, ui: &Ui, fields: &[NumberField], estimate: &Estimate) -> Vec<f64> {
        let number = |((_, value), field): (&(&str, f64), &NumberField)| {
            let draft = Draft::of(ui.ctx(), field.id, *value).filter(|draft| draft.complaint.is_none());
            draft.and_then(|draft| field.read(&draft.text).ok()).unwrap_or(*value)
        };
        numbers(estimate).iter().zip(fields).map(number).collect()
    }

    /// Why numbers cannot stand beside one another.
    fn misfit(&self, estimate: &Estimate, typed: &[f64]) -> Option<String> {
        let write = |number: f64| NumberField::written_in(self.in_percent, number);
        if matches!(estimate, Estimate::Range { .. }) && typed.first().is_some_and(|low| *low <= 0.0) {
            return Some(language::text(Estimate::NOT_ABOVE_ZERO).to_owned());
        }
        if matches!(estimate, Estimate::Spread { .. }) && typed.first().is_some_and(|p50| *p50 <= 0.0) {
            return Some(tr!("Requests that differ must lie above 0: use low, likely, high instead").to_owned());
        }
        let names = numbers(estimate);
        let crossed = typed[..ordered(estimate)].windows(2).position(|pair| pair[1] < pair[0])?;
        let [low, high] =
            [crossed, crossed + 1].map(|place| format!("{} {}", language::text(names[place].0), write(typed[place])));
        Some(tr!("The {low} is above the {high}", low, high))
    }
}

/// Makes drafts the numbers of an estimate.
fn take(ui: &Ui, fields: &[NumberField], estimate: &mut Estimate, typed: &[f64]) {
    for ((_, value), field) in numbers(estimate).iter().zip(fields) {
        if let Some(draft) = Draft::of(ui.ctx(), field.id, *value) {
            Taken::note(ui.ctx(), field.id, draft);
        }
    }
    *estimate = with_numbers(estimate, typed);
}
