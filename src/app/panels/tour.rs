//! The step of the tour that comes next, on a line below the bar of either layout. Each goes on once it was done.

use egui::{Frame, Label, Margin, Panel, RichText, Ui};
use strum::EnumCount;

use crate::app::command::Command;
use crate::app::state::Layout;
use crate::app::state::first_steps::{FirstStep, Tour};
use crate::app::widgets::{icon, icon_button};
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font, text_scale};

/// The line, so far from what is beside and above it.
pub fn tour_ui(ui: &mut Ui, tour: &Tour, layout: Layout, gap: i8, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    let frame = Frame::new().fill(tokens.hover).inner_margin(Margin::symmetric(gap + 14, 0));
    let frame = frame.outer_margin(Margin { left: gap, right: gap, top: gap, bottom: 0 }).corner_radius(8);
    Panel::top("tour")
        .frame(Frame::new().fill(tokens.canvas))
        .exact_size(34.0 * scale + f32::from(gap))
        .show_separator_line(false)
        .resizable(false)
        .show(ui, |ui| frame.show(ui, |ui| step_ui(ui, tour.step, tour.sentence_in(layout), commands)));
}

/// The step on one line, with a way to be rid of it.
fn step_ui(ui: &mut Ui, step: FirstStep, sentence: &str, commands: &mut Vec<Command>) {
    let tokens = Tokens::of(ui.ctx());
    let scale = text_scale(ui);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let dismiss = icon_button(ui, icon::DISMISS, tr!("Dismiss the first steps"));
        if dismiss.on_hover_text(tr!("Help → Take the tour brings them back")).clicked() {
            commands.push(Command::DismissTour);
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let count = tr!("{} of {}", step as usize + 1, FirstStep::COUNT);
            ui.label(RichText::new(count).small().color(tokens.muted));
            let sentence = RichText::new(sentence).font(semibold_font(13.0 * scale)).color(tokens.focus);
            ui.add(Label::new(sentence).truncate());
        });
    });
}
