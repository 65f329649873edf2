//! From nothing: five questions on one page that keeps its size whatever is typed. Each can be skipped; Enter goes on from
//! field to field; whoever leaves finds the answers again.

mod questions;

use std::sync::Arc;

use egui::{Align, Button, Id, Key, Label, Layout, Response, RichText, ScrollArea, Sense, Ui, UiBuilder, vec2};
use strum::IntoEnumIterator as _;

use crate::app::widgets::{check_box_ui, follow_focus, icon, name_group, number_ui, primary_button};
use crate::format;
use crate::language::tr;
use crate::paint::theme::{Tokens, at_usual_scale, semibold_font};
use crate::reference::Catalogue;
use crate::reference::questionnaire::{Answers, Question};
use crate::scenario::{Domain, Scenario};

/// How wide the page is where there is room.
const WIDEST: f32 = 1000.0;
/// How high a line of fields is.
const LINE: f32 = 26.0;

/// The page as it is filled in.
#[derive(Debug)]
pub struct Questionnaire {
    answers: Answers,
    /// What is searched for among the models.
    typed: String,
    catalogue: Arc<Catalogue>,
    /// `YYYY-MM-DD`.
    today: String,
    /// Whether it has not been shown yet.
    is_new: bool,
}

/// What was chosen.
#[derive(Debug)]
pub enum QuestionnaireChoice {
    /// Nothing yet.
    Open,
    /// Not now.
    Later,
    /// Begin with this plan.
    Begin(Box<Scenario>),
}

/// The fields in the order in which Enter goes through them.
#[derive(Default)]
struct Walk {
    stops: Vec<Id>,
    /// The stop at which Enter was pressed.
    entered: Option<usize>,
}

impl Walk {
    /// Something to stop at, and whether Enter was pressed there.
    fn stop(&mut self, at: Id, is_entered: bool) {
        if is_entered {
            self.entered = Some(self.stops.len());
        }
        self.stops.push(at);
    }

    /// A field that is typed into.
    fn field(&mut self, response: &Response) {
        self.stop(response.id, response.lost_focus() && is_enter(&response.ctx));
    }

    fn go_on(&self, ui: &Ui) {
        if let Some(next) = self.entered.and_then(|entered| self.stops.get(entered + 1)) {
            ui.memory_mut(|memory| memory.request_focus(*next));
        }
    }
}

fn is_enter(context: &egui::Context) -> bool {
    context.input(|input| input.key_pressed(Key::Enter))
}

impl Questionnaire {
    /// With what was answered before, prices of a catalogue, and the day, `YYYY-MM-DD`.
    pub fn new(answers: Answers, catalogue: Arc<Catalogue>, today: String) -> Self {
        Self { answers, typed: String::new(), catalogue, today, is_new: true }
    }

    /// What was answered so far.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Shows the page.
    pub fn show(&mut self, ui: &mut Ui) -> QuestionnaireChoice {
        let screen = ui.ctx().content_rect();
        // On a projector, too: larger letters were cut by lines that keep their height, and more lines would have no room.
        at_usual_scale(ui);
        ui.set_width(WIDEST.min(screen.width() - 80.0));
        ui.label(RichText::new(tr!("From nothing: five questions")).font(semibold_font(17.0)));
        let how =
            tr!("Skip what you do not know yet: the plan then assumes what stands here, and marks it as unsupported");
        ui.add(Label::new(muted(ui, how)).truncate());
        ui.add_space(4.0);
        let mut walk = Walk::default();
        let height = screen.height() - 150.0;
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            // Room for the ring around the one in focus.
            ui.set_width(ui.available_width() - 4.0);
            for (place, question) in Question::iter().enumerate() {
                ui.push_id(("question", place), |ui| {
                    name_group(ui, question.name());
                    self.question_ui(ui, place, question, &mut walk);
                });
            }
            follow_focus(ui);
        });
        if std::mem::take(&mut self.is_new)
            && let Some(first) = walk.stops.first()
        {
            ui.memory_mut(|memory| memory.request_focus(*first));
        }
        let choice = self.buttons_ui(ui, &mut walk);
        walk.go_on(ui);
        choice
    }

    fn question_ui(&mut self, ui: &mut Ui, place: usize, question: Question, walk: &mut Walk) {
        ui.separator();
        ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
        self.head_ui(ui, place, question);
        match question {
            Question::Request => questions::request_ui(ui, &mut self.answers, walk),
            Question::Usage => questions::usage_ui(ui, &mut self.answers, walk),
            Question::Model => {
                let Self { answers, typed, catalogue, today, .. } = self;
                questions::model_ui(ui, answers, typed, catalogue, today, walk);
            }
            Question::Worth => questions::worth_ui(ui, &mut self.answers, walk),
            Question::Clearance => questions::clearance_ui(ui, &mut self.answers, walk),
        }
        let tokens = Tokens::of(ui.ctx());
        let (text, color) = match self.answers.correction(question) {
            Some(found) => {
                let [typed, taken] = [found.typed, found.taken].map(format::plain);
                (tr!("{} {}: {typed} is taken as {taken}", icon::PROBLEM, found.name, typed, taken), tokens.problem)
            }
            None => (questions::remark(question, &self.answers, &self.catalogue), tokens.muted),
        };
        ui.add(Label::new(RichText::new(text).small().color(color)).truncate());
    }

    /// The question, and whether it has an answer.
    fn head_ui(&mut self, ui: &mut Ui, place: usize, question: Question) {
        let title = format!("{}  {}", place + 1, question.name());
        line_ui(ui, |ui| {
            ui.label(RichText::new(title).font(semibold_font(13.5)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if self.answers.has(question) {
                    let skip = ui.add(Button::new(muted(ui, tr!("Skip"))).frame_when_inactive(false));
                    let name = tr!("Skip: {}", question.name());
                    skip.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
                    if skip.on_hover_text(tr!("Take the answer back")).clicked() {
                        self.answers.skip(question);
                    }
                    ui.label(muted(ui, tr!("answered")).small());
                } else {
                    ui.label(muted(ui, tr!("skipped so far: assumed as it stands, unsupported")).small());
                }
            });
        });
    }

    fn buttons_ui(&mut self, ui: &mut Ui, walk: &mut Walk) -> QuestionnaireChoice {
        let mut choice = QuestionnaireChoice::Open;
        ui.separator();
        ui.horizontal(|ui| {
            let begin = primary_button(ui, true, tr!("Compute the plan"));
            walk.stop(begin.id, false);
            if begin.clicked() {
                choice = QuestionnaireChoice::Begin(Box::new(self.answers.scenario(&self.catalogue, &self.today)));
            }
            if ui.button(tr!("Later")).on_hover_text(tr!("Your answers stay here for the next time")).clicked() {
                choice = QuestionnaireChoice::Later;
            }
            check_box_ui(ui, &mut self.answers.is_known, tr!("All of it is known")).on_hover_text(tr!(
                "Takes what you typed as it stands; else a spread is put around it, which every number says of itself"
            ));
            let has_some = Question::iter().any(|question| self.answers.has(question));
            if ui.add_enabled(has_some, Button::new(tr!("Skip all")).frame_when_inactive(false)).clicked() {
                self.answers = Answers::default();
            }
            let note = tr!("What production adds comes as cards that are off until you choose a stage");
            ui.add(Label::new(muted(ui, note).small()).truncate());
        });
        choice
    }
}

fn muted(ui: &Ui, text: &str) -> RichText {
    RichText::new(text).color(Tokens::of(ui.ctx()).muted)
}

/// A line that is as high as any other, whatever is in it.
fn line_ui(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)));
    line.shrink_clip_rect(rect.expand(3.0));
    add(&mut line);
}

/// A number with its label before it, in a room of its own: what is typed moves nothing beside it.
fn number_field(ui: &mut Ui, walk: &mut Walk, label: &str, value: &mut f64, domain: Domain) {
    let named = ui.label(muted(ui, label));
    ui.label_inputs_by(named.id, |ui| {
        let size = vec2(86.0, LINE);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let layout = Layout::left_to_right(Align::Center);
        let mut room = ui.new_child(UiBuilder::new().id_salt(("number", label)).max_rect(rect).layout(layout));
        room.shrink_clip_rect(rect.expand(3.0));
        room.spacing_mut().interact_size = size;
        walk.field(&number_ui(&mut room, value, domain));
    });
    ui.add_space(6.0);
}

/// A name with its label before it.
fn name_ui(ui: &mut Ui, walk: &mut Walk, label: &str, hint: &str, name: &mut String) {
    ui.label(muted(ui, label));
    let field = egui::TextEdit::singleline(name).hint_text(hint);
    let field = ui.add_sized(vec2(220.0, LINE), field);
    // A hint is a name only while the field is empty.
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(label));
    walk.field(&field);
    ui.add_space(6.0);
}
