//! A number that is typed or dragged: never clamped without a word. What is typed is a draft until Enter, Tab or leaving the
//! field; one that cannot hold is marked and stays.

use std::cell::RefCell;

use egui::{DragValue, Id, Key, Response, Stroke, Ui, UiBuilder};

use super::draft::{Draft, DraftAnswer, Taken, complaint_ui};
use super::typed_number::{edited, parse_number, parse_range};
use crate::format;
use crate::language::tr;
use crate::paint::theme::Tokens;
use crate::scenario::Domain;

/// Edits a number of a domain: shares and changes in percent, everything else as it is.
///
/// Two in one [`Ui`] need a scope each: a field keeps its identity, and with it the focus, whatever is drawn around it.
pub fn number_ui(ui: &mut Ui, value: &mut f64, domain: Domain) -> Response {
    NumberField::new(ui, domain).edit_ui(ui, value)
}

/// Edits a whole number between two others.
pub fn whole_number_ui(ui: &mut Ui, value: &mut u32, [least, most]: [u32; 2]) -> Response {
    let mut number = f64::from(*value);
    let allowed = Allowed::Whole([least, most]);
    let response = NumberField { allowed, ..NumberField::new(ui, Domain::NonNegative) }.edit_ui(ui, &mut number);
    *value = number.round() as u32;
    response
}

/// Edits a number from one to another.
pub fn number_between_ui(ui: &mut Ui, value: &mut f64, ends: [f64; 2]) -> Response {
    let allowed = Allowed::Between(ends);
    NumberField { allowed, ..NumberField::new(ui, Domain::NonNegative) }.edit_ui(ui, value)
}

/// A field for one number.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberField {
    /// Stable, whatever is drawn around it.
    pub id: Id,
    /// Whether it is shown and typed in percent.
    in_percent: bool,
    /// Whether a fraction is not shown: nobody counts half a token.
    shows_whole: bool,
    /// Whether it takes from where to where as well.
    takes_ranges: bool,
    allowed: Allowed,
}

/// From so many on, a fraction of what is counted says nothing.
const FEW: f64 = 10.0;

/// More than anybody counts.
const MOST_COUNTED: u32 = 1_000_000_000;

/// Which numbers a field may hold.
#[derive(Clone, Copy, Debug)]
enum Allowed {
    In(Domain),
    Between([f64; 2]),
    Whole([u32; 2]),
}

impl Allowed {
    /// How far a drag goes.
    fn ends(self) -> [f64; 2] {
        match self {
            Self::In(domain @ (Domain::AboveMinusOne | Domain::Loss)) => [-0.99, domain.greatest()],
            // A drag ends before what divides is nothing.
            Self::In(Domain::Positive) => [Domain::SMALLEST, Domain::Positive.greatest()],
            Self::In(domain) => [domain.least(), domain.greatest()],
            Self::Between(ends) => ends,
            Self::Whole(ends) => ends.map(f64::from),
        }
    }

    fn contains(self, number: f64) -> bool {
        let [least, most] = self.ends();
        match self {
            Self::In(domain) => domain.contains(number),
            Self::Between(_) => (least..=most).contains(&number),
            Self::Whole(_) => number.fract() == 0.0 && (least..=most).contains(&number),
        }
    }
}

/// What somebody did to a field in this pass.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum FieldInput {
    /// Dragged it along, to a number that it may be.
    Dragged(f64),
    /// Entered a number that it may be, as it was typed.
    Entered(f64, String),
    /// Entered from where to where, two numbers or three that it may be, as they were typed.
    EnteredRange(Vec<f64>, String),
}

impl NumberField {
    pub fn new(ui: &Ui, domain: Domain) -> Self {
        let in_percent = matches!(domain, Domain::Share | Domain::AboveMinusOne);
        let allowed = Allowed::In(domain);
        Self { id: ui.scope_id().with("number"), in_percent, shows_whole: false, takes_ranges: false, allowed }
    }

    /// One of several fields in a [`Ui`], in percent or not.
    pub fn among(self, place: usize, in_percent: bool) -> Self {
        Self { id: self.id.with(place), in_percent, ..self }
    }

    /// One of several fields in a [`Ui`] that counts something, from 1 on.
    pub fn counting(self, place: usize) -> Self {
        Self { id: self.id.with(place), in_percent: false, allowed: Allowed::Whole([1, MOST_COUNTED]), ..self }
    }

    /// The same, showing whole numbers: the digits behind them stay.
    pub fn showing_whole(self, shows_whole: bool) -> Self {
        Self { shows_whole, ..self }
    }

    /// The same for an estimate, which may go from one number to another.
    pub fn taking_ranges(self) -> Self {
        Self { takes_ranges: true, ..self }
    }

    /// A number as the field shows it.
    pub fn written(&self, value: f64) -> String {
        // Less than a few is shown as it is: it could be anything.
        let is_rounded = self.shows_whole && FEW <= value.abs();
        Self::written_in(self.in_percent, if is_rounded { value.round() } else { value })
    }

    /// A number as a field shows it, in percent or as it is.
    pub fn written_in(in_percent: bool, value: f64) -> String {
        if in_percent { format::typed_percent(value) } else { format::typed(value) }
    }

    /// The number that a text is.
    ///
    /// # Errors
    /// Why it cannot be in this field, for the person who typed it.
    pub fn read(&self, text: &str) -> Result<f64, String> {
        let number = parse_number(text, self.in_percent).ok_or_else(|| {
            tr!("“{}” is no number: write it like {} or 12k or 40 %", text.trim(), format::count(1200.0))
        })?;
        self.allowed(number)
    }

    /// A number, if it may be in this field.
    fn allowed(&self, number: f64) -> Result<f64, String> {
        if self.allowed.contains(number) {
            return Ok(number);
        }
        let [least, most] = self.allowed.ends().map(|end| self.written(end));
        let allowed = match self.allowed {
            Allowed::In(Domain::Share) => tr!("a share between {least} and {most}", least, most),
            Allowed::In(Domain::AboveMinusOne) => tr!("above {}", self.written(-1.0)),
            Allowed::In(domain) => domain.describe().to_owned(),
            Allowed::Between(_) => tr!("from {least} to {most}", least, most),
            Allowed::Whole(_) => tr!("a whole number from {least} to {most}", least, most),
        };
        Err(tr!("{} must be {allowed}", self.written(number), allowed))
    }

    /// From where to where a text goes, if it does.
    fn read_range(&self, shown: &str, text: &str) -> Option<Result<Vec<f64>, String>> {
        let numbers = parse_range(shown, text, self.in_percent).filter(|_| self.takes_ranges)?;
        Some(numbers.into_iter().map(|number| self.allowed(number)).collect())
    }

    /// Edits a number that stands for itself.
    fn edit_ui(&self, ui: &mut Ui, value: &mut f64) -> Response {
        self.change_ui(ui, *value, |input| match input {
            FieldInput::Dragged(number) | FieldInput::Entered(number, _) => {
                let is_change = *value != number;
                *value = number;
                Ok(is_change)
            }
            FieldInput::EnteredRange(..) => Ok(false),
        })
    }

    /// Shows a number that stands for itself, hands on what somebody does to it, which changes something, or not, or cannot
    /// be; and says under it why what was typed cannot hold.
    pub fn change_ui(
        &self,
        ui: &mut Ui,
        over: f64,
        change: impl FnOnce(FieldInput) -> Result<bool, String>,
    ) -> Response {
        let (mut response, input) = self.show(ui, over);
        if let Some(input) = input {
            let typed = match &input {
                FieldInput::Dragged(_) => None,
                FieldInput::Entered(_, text) | FieldInput::EnteredRange(_, text) => Some(text.clone()),
            };
            let changed = change(input);
            if changed == Ok(true) {
                response.mark_changed();
            }
            if let Some(text) = typed {
                let draft = Draft { text, over, complaint: changed.err() };
                match draft.complaint {
                    Some(_) => draft.keep(ui.ctx(), self.id),
                    None => Taken::note(ui.ctx(), self.id, draft),
                }
            }
        }
        let complaint = Draft::of(ui.ctx(), self.id, over).and_then(|draft| draft.complaint);
        let is_covered = ui.memory(|memory| memory.top_modal_layer().is_some_and(|top| top != ui.layer_id()));
        let is_seen = !is_covered && ui.is_rect_visible(response.rect);
        if let Some(complaint) = complaint.filter(|_| is_seen && !response.has_focus()) {
            let back = tr!("Back to {}", self.written(over));
            let popup =
                egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), self.id.with("complaint"), &response);
            let answer = popup.show(|ui| {
                ui.set_max_width(280.0);
                complaint_ui(ui, &complaint, &back, false)
            });
            if answer.and_then(|shown| shown.inner) == Some(DraftAnswer::Back) {
                Draft::forget(ui.ctx(), self.id);
            }
        }
        response
    }

    /// Shows a number, or what was typed over it, and says what somebody did to it.
    pub fn show(&self, ui: &mut Ui, value: f64) -> (Response, Option<FieldInput>) {
        let context = ui.ctx().clone();
        let before = Draft::of(&context, self.id, value);
        let shown = before.as_ref().map_or_else(|| self.written(value), |draft| draft.text.clone());
        let is_refused = before.is_some_and(|draft| draft.complaint.is_some());
        // What stands in the field while it is typed: nothing of it reaches the number by this way.
        let typed = RefCell::new(None);
        let mut number = value;
        let (response, is_editing) = ui
            .scope_builder(UiBuilder::new().scope_id(self.id), |ui| {
                if is_refused {
                    mark_as_refused(ui);
                }
                let least_speed = if self.in_percent { 0.002 } else { 0.01 };
                let is_whole = matches!(self.allowed, Allowed::Whole(_));
                let speed = if is_whole { 0.1 } else { (value.abs() * 0.005).max(least_speed) };
                let write = |number: f64| {
                    if number.to_bits() == value.to_bits() { shown.clone() } else { self.written(number) }
                };
                // A field that Escape has left offers its text once more.
                let is_editing = ui.memory(|memory| memory.has_focus(ui.next_auto_id()));
                let read = |text: &str| {
                    *typed.borrow_mut() = Some(text.to_owned());
                    None
                };
                let field = DragValue::new(&mut number)
                    .speed(speed)
                    .custom_formatter(move |number, _| write(number))
                    .custom_parser(read);
                (ui.add(field), is_editing)
            })
            .inner;
        if let Some(text) = typed.into_inner().filter(|_| is_editing) {
            // Entering what was shown is no edit: the digits that were not shown stay.
            if text.trim() == self.written(value) {
                Draft::forget(&context, self.id);
            } else if Some(&text) != Draft::of(&context, self.id, value).map(|draft| draft.text).as_ref() {
                Draft { text, over: value, complaint: None }.keep(&context, self.id);
            }
        }
        if response.dragged() {
            Draft::forget(&context, self.id);
            let [least, most] = self.allowed.ends();
            let number = number.clamp(least, most);
            return (response, (number != value).then_some(FieldInput::Dragged(number)));
        }
        if number != value {
            // By the arrow keys, or by whoever speaks through a screen reader.
            let text = self.written(number);
            match self.read(&text) {
                Ok(_) => return (response, Some(FieldInput::Entered(number, text))),
                Err(complaint) => Draft { text, over: value, complaint: Some(complaint) }.keep(&context, self.id),
            }
        }
        let draft = Draft::of(&context, self.id, value).filter(|_| response.lost_focus());
        let Some(draft) = draft else { return (response, None) };
        if ui.input(|input| input.key_pressed(Key::Escape)) || draft.text.trim().is_empty() {
            Draft::forget(&context, self.id);
            return (response, None);
        }
        let written = self.written(value);
        let entered = match self.read_range(&written, &draft.text) {
            Some(range) => range.map(|numbers| FieldInput::EnteredRange(numbers, draft.text.clone())),
            None => {
                let text = edited(&written, &draft.text);
                self.read(&text).map(|number| FieldInput::Entered(number, text))
            }
        };
        match entered {
            Ok(input) => {
                Draft::forget(&context, self.id);
                (response, Some(input))
            }
            Err(complaint) => {
                Draft { complaint: Some(complaint), ..draft }.keep(&context, self.id);
                (response, None)
            }
        }
    }
}

fn mark_as_refused(ui: &mut Ui) {
    let tokens = Tokens::of(ui.ctx());
    let visuals = ui.visuals_mut();
    visuals.override_text_color = Some(tokens.problem);
    for widget in [&mut visuals.widgets.inactive, &mut visuals.widgets.hovered, &mut visuals.widgets.active] {
        widget.bg_stroke = Stroke::new(1.5, tokens.problem);
    }
}
