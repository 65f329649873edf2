//! Unsaved work of windows that are gone: taken up again, discarded, or kept for later.

use egui::{RichText, Ui};

use super::reply::{Reply, heading, scrolled, suggested};
use crate::app::command::Command;
use crate::app::command::files::FileCommand;
use crate::app::document::recovery::RecoveryOffer;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};

pub(super) fn recovery_ui(ui: &mut Ui, found: &[RecoveryOffer]) -> Reply {
    let tokens = Tokens::of(ui.ctx());
    ui.set_width(620.0_f32.min(ui.ctx().content_rect().width() - 80.0));
    heading(ui, tr!("Unsaved work was found"));
    ui.label(tr!("A window ended before this was saved"));
    ui.add_space(8.0);
    let mut reply = Reply::Open;
    let height = ui.ctx().content_rect().height() - 240.0;
    scrolled(height).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 8.0);
        for (place, work) in found.iter().enumerate() {
            let name = &work.recovered.scenario.name;
            let file = work.recovered.file.as_ref().and_then(|file| file.file_name());
            let file = file.map_or(tr!("not a file yet").to_owned(), |file| file.to_string_lossy().into_owned());
            ui.label(RichText::new(name).font(semibold_font(14.0)));
            ui.label(RichText::new(format!("{file} · {}", work.when)).color(tokens.muted));
            ui.label(&work.difference);
            ui.horizontal(|ui| {
                let mut button = |command: FileCommand| {
                    let text = command.name();
                    let response = ui.button(text);
                    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(format!("{text} {name}")));
                    if response.clicked() {
                        reply = Reply::DoWithin(Command::File(command));
                    }
                };
                button(FileCommand::Restore(place));
                button(FileCommand::RemoveRecovered(place));
            });
            ui.add_space(10.0);
        }
    });
    if suggested(ui, tr!("Keep for later")).clicked() {
        reply = Reply::Close;
    }
    reply
}
