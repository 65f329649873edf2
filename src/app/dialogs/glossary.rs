//! Every term with what it means, found by typing. As large whatever is found, so that nothing moves while one types.

use egui::{Key, Label, Modifiers, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::{Reply, heading};
use crate::glossary::Term;
use crate::language::{text, tr};
use crate::paint::theme::{Tokens, semibold_font, told};

const WIDTH: f32 = 620.0;
const HEIGHT: f32 = 500.0;
/// So far an arrow moves the list.
const STEP: f32 = 60.0;

/// The list while it is open.
#[derive(Debug)]
pub struct Glossary {
    search: String,
    found: Vec<&'static Term>,
}

impl Glossary {
    /// All of it, or what a search finds.
    pub fn new(search: &str) -> Self {
        Self { search: search.to_owned(), found: Term::found(search) }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui) -> Reply {
        let tokens = Tokens::of(ui.ctx());
        let window = ui.ctx().content_rect().size();
        ui.set_width(WIDTH.min(window.x - 80.0));
        heading(ui, tr!("Glossary"));
        let height = HEIGHT.min(window.y - 220.0).max(80.0);
        let moved = moved(ui, height);
        let field = TextEdit::singleline(&mut self.search).hint_text(tr!("Search for a word"));
        let field = ui.add(field.desired_width(f32::INFINITY).margin(vec2(10.0, 8.0)));
        // A hint is a name only while the field is empty.
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(tr!("Search the glossary")));
        if field.changed() {
            self.found = Term::found(&self.search);
        }
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        ui.add_space(4.0);
        let list = ScrollArea::vertical().auto_shrink([false, false]).max_height(height).min_scrolled_height(height);
        // What is found is read from its beginning.
        let list = if field.changed() { list.vertical_scroll_offset(0.0) } else { list };
        list.show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 8.0);
            if moved != 0.0 {
                ui.scroll_with_delta_animation(vec2(0.0, -moved), egui::style::ScrollAnimation::none());
            }
            for term in &self.found {
                term_ui(ui, term);
            }
            if self.found.is_empty() {
                let text = tr!("No word here has all of “{}”: try fewer letters", self.search.trim());
                ui.add(Label::new(RichText::new(text).color(tokens.muted)).wrap());
            }
        });
        ui.add_space(8.0);
        if ui.button(tr!("Close")).clicked() { Reply::Close } else { Reply::Open }
    }
}

/// How far keys move the list: a line of text has no use for up and down.
fn moved(ui: &mut Ui, height: f32) -> f32 {
    let keys =
        [(Key::ArrowDown, STEP), (Key::ArrowUp, -STEP), (Key::PageDown, height - STEP), (Key::PageUp, STEP - height)];
    keys.iter()
        .map(|(key, by)| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, *key)) as f32 * by)
        .sum()
}

fn term_ui(ui: &mut Ui, term: &Term) {
    let tokens = Tokens::of(ui.ctx());
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.horizontal(|ui| {
        ui.label(RichText::new(text(term.name)).font(semibold_font(13.5)));
        if !term.labels.is_empty() {
            let labels: Vec<&str> = term.labels.iter().map(|label| text(label)).collect();
            let also = RichText::new(labels.join(", ")).small().color(tokens.muted);
            ui.add(Label::new(also).truncate());
        }
    });
    ui.add(Label::new(text(term.sentence)).wrap());
    ui.add(Label::new(told(ui, tr!("Example: {}", text(term.example))).color(tokens.muted)).wrap());
    ui.add_space(12.0);
}
