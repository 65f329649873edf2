//! What is typed into a number field until it is taken: a draft stands with its field, never in the scenario, so that
//! half a number is no number of the plan. One that cannot hold stays as it was typed, and says why.

use egui::{Context, Event, Id, Modifiers, Plugin, RawInput, RichText, Ui, ViewportId};

use super::icon;
use crate::language::tr;
use crate::paint::theme::Tokens;

/// What was typed into a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Draft {
    /// As it was typed.
    pub text: String,
    /// The number it was typed over: with another one in the field, the draft is of no more use.
    pub over: f64,
    /// Why it cannot hold, once somebody has left the field.
    pub complaint: Option<String>,
}

impl Draft {
    /// The draft in a field that holds a number, if there is one.
    pub fn of(context: &Context, field: Id, over: f64) -> Option<Self> {
        context.data(|data| data.get_temp::<Self>(field)).filter(|draft| draft.over.to_bits() == over.to_bits())
    }

    /// Keeps it with its field.
    pub fn keep(self, context: &Context, field: Id) {
        context.data_mut(|data| data.insert_temp(field, self));
    }

    /// Takes what was typed into a field away.
    pub fn forget(context: &Context, field: Id) {
        context.data_mut(|data| data.remove::<Self>(field));
    }
}

/// Forgets everything that was typed and not taken: it belongs to another scenario.
pub fn forget_drafts(context: &Context) {
    context.data_mut(egui::util::IdTypeMap::remove_by_type::<Draft>);
}

/// Drafts that became numbers in this pass: where the plan cannot have them, they become drafts again.
#[derive(Clone, Debug, Default)]
pub struct Taken(Vec<(Id, Draft)>);

impl Taken {
    fn id() -> Id {
        Id::unique("numbers taken in this pass")
    }

    /// Notes that the draft of a field has become its number.
    pub(super) fn note(context: &Context, field: Id, draft: Draft) {
        Draft::forget(context, field);
        context.data_mut(|data| data.get_temp_mut_or_default::<Self>(Self::id()).0.push((field, draft)));
    }

    /// What was taken since this was asked last.
    pub fn of(context: &Context) -> Self {
        context.data_mut(|data| data.remove_temp::<Self>(Self::id())).unwrap_or_default()
    }

    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives the fields back what was typed into them, with the reason why it cannot hold.
    pub fn refuse(self, context: &Context, reason: &str) {
        for (field, draft) in self.0 {
            Draft { complaint: Some(reason.to_owned()), ..draft }.keep(context, field);
        }
    }
}

/// Says why what was typed into fields cannot hold, and offers to go back to their numbers; returns whether that was chosen.
pub(super) fn complaint_ui(ui: &mut Ui, complaint: &str, back: &str, swap: bool) -> Option<DraftAnswer> {
    let tokens = Tokens::of(ui.ctx());
    ui.add(egui::Label::new(RichText::new(format!("{} {complaint}", icon::PROBLEM)).color(tokens.problem)).wrap());
    let mut answer = None;
    ui.horizontal(|ui| {
        if swap && ui.button(tr!("Swap")).clicked() {
            answer = Some(DraftAnswer::Swap);
        }
        if ui.button(back).on_hover_text(tr!("Take back what was typed")).clicked() {
            answer = Some(DraftAnswer::Back);
        }
    });
    answer
}

/// What is to become of drafts that cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DraftAnswer {
    /// The smaller one first.
    Swap,
    /// The numbers as they are.
    Back,
}

/// Lets a field take what was typed before anything else happens: whoever presses elsewhere, or a key that does something, or
/// closes the window, has finished typing. Such an event waits for one pass, in which the field is left and still there.
#[derive(Debug, Default)]
pub struct TypingFirst {
    waiting: Vec<Event>,
}

impl Plugin for TypingFirst {
    fn debug_name(&self) -> &'static str {
        "typing first"
    }

    fn input_hook(&mut self, context: &Context, input: &mut RawInput) {
        if input.viewport_id != ViewportId::ROOT {
            // Nothing is typed into another window.
            return;
        }
        if !self.waiting.is_empty() {
            // Once is enough, even where a field takes the focus again.
            let mut events = std::mem::take(&mut self.waiting);
            events.append(&mut input.events);
            input.events = events;
            return;
        }
        let Some(field) = context.memory(egui::Memory::focused).filter(|_| context.text_edit_focused()) else { return };
        let is_closing = input.viewports.get(&input.viewport_id).is_some_and(egui::ViewportInfo::close_requested);
        let place = input.events.iter().position(|event| leaves(context, field, event));
        if place.is_none() && !is_closing {
            return;
        }
        self.waiting = place.map(|place| input.events.split_off(place)).unwrap_or_default();
        context.memory_mut(|memory| memory.surrender_focus(field));
        context.request_repaint();
    }
}

/// Whether an event is about something else than the text field in focus.
fn leaves(context: &Context, field: Id, event: &Event) -> bool {
    match event {
        Event::PointerButton { pos, pressed: true, .. } => {
            context.read_response(field).is_some_and(|response| !response.rect.contains(*pos))
        }
        Event::AccessKitActionRequest(request) => {
            use egui::accesskit::Action;
            let moves_on = matches!(
                request.action,
                Action::Click | Action::Focus | Action::SetValue | Action::Increment | Action::Decrement
            );
            moves_on && request.target_node != field.accesskit_id()
        }
        Event::Key { key, pressed: true, modifiers, .. } => is_command(*key, *modifiers),
        _ => false,
    }
}

/// Whether a key does something while text is typed, other than to the text.
fn is_command(key: egui::Key, modifiers: Modifiers) -> bool {
    use egui::Key;
    let is_text = matches!(
        key,
        Key::A | Key::C | Key::V | Key::X | Key::Z | Key::Y | Key::Backspace | Key::Delete | Key::Home | Key::End
    ) || matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown);
    let is_function = Key::F1 as u8 <= key as u8 && key as u8 <= Key::F12 as u8;
    is_function || (modifiers.command && !is_text)
}
