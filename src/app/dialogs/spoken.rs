//! The plan in sentences, to be read aloud or taken along as text.

use egui::{Label, RichText, Role, Ui, WidgetInfo};

use super::reply::{Reply, heading, scrolled, suggested};
use crate::export::{Passage, as_text};
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font, text_scale};

/// Sentences are no longer than the eye follows.
const WIDTH: f32 = 720.0;
/// Around the text: heading and buttons.
const AROUND: f32 = 200.0;

/// What is said of a plan, while it is open.
#[derive(Debug)]
pub struct Spoken {
    /// What the plan is called.
    pub name: String,
    /// Questions and answers.
    pub passages: Vec<Passage>,
}

impl Spoken {
    pub(super) fn ui(&self, ui: &mut Ui) -> Reply {
        let tokens = Tokens::of(ui.ctx());
        let window = ui.ctx().content_rect().size();
        let scale = text_scale(ui);
        ui.set_width((WIDTH * scale).min(window.x - 80.0));
        heading(ui, &self.name);
        scrolled((window.y - AROUND).max(80.0)).auto_shrink([false, true]).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 10.0);
            for passage in &self.passages {
                let question = RichText::new(passage.question).font(semibold_font(13.5 * scale)).color(tokens.muted);
                let heading = ui.label(question);
                heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, passage.question));
                ui.add(Label::new(passage.sentences.join(" ")).wrap());
                ui.add_space(8.0 * scale);
            }
        });
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let close = suggested(ui, tr!("Close")).clicked();
            if ui.button(tr!("Copy as text")).clicked() {
                ui.ctx().copy_text(as_text(&self.name, &self.passages));
            }
            if close { Reply::Close } else { Reply::Open }
        })
        .inner
    }
}
