//! Files that are there already, where others would be written.

use std::path::{Path, PathBuf};

use egui::{RichText, Ui};

use super::reply::{Reply, heading, scrolled, suggested};
use crate::app::command::Command;
use crate::app::command::files::FileCommand;
use crate::artifacts::Artifact;
use crate::files::Replace;
use crate::language::tr;
use crate::paint::theme::Tokens;

/// What is to be written, and what is there.
#[derive(Debug)]
pub struct Overwrite {
    files: Vec<(Artifact, PathBuf)>,
    there: Vec<PathBuf>,
}

impl Overwrite {
    /// Of what is to be written; nothing where none of it is there.
    pub fn of(files: &[(Artifact, PathBuf)]) -> Option<Self> {
        let there = files.iter().map(|(_, path)| path).filter(|path| path.symlink_metadata().is_ok());
        let there: Vec<PathBuf> = there.cloned().collect();
        (!there.is_empty()).then(|| Self { files: files.to_vec(), there })
    }

    pub(super) fn ui(&self, ui: &mut Ui) -> Reply {
        ui.set_width(460.0);
        let (count, there) = (self.files.len(), self.there.len());
        heading(
            ui,
            &match (count, there) {
                (1, _) => tr!("There is such a file already").to_owned(),
                (_, 1) => tr!("One of these files is there already").to_owned(),
                _ => tr!("{there} of these {count} files are there already", there, count),
            },
        );
        let folder = self.there.first().and_then(|path| path.parent()).unwrap_or(Path::new(""));
        ui.label(folder.display().to_string());
        let height = (ui.ctx().content_rect().height() - 240.0).min(220.0);
        scrolled(height).show(ui, |ui| {
            let muted = Tokens::of(ui.ctx()).muted;
            for name in self.there.iter().filter_map(|path| path.file_name()) {
                ui.label(RichText::new(name.to_string_lossy()).color(muted));
            }
        });
        ui.add_space(10.0);
        let mut reply = Reply::Open;
        ui.horizontal(|ui| {
            let rest = self.files.iter().filter(|(_, path)| !self.there.contains(path));
            let rest: Vec<_> = rest.cloned().collect();
            if !rest.is_empty() && suggested(ui, tr!("Write only the others")).clicked() {
                reply = Reply::Do(Command::File(FileCommand::Write(rest, Replace::Nothing)));
            }
            if ui.button(tr!("Replace")).clicked() {
                let command = FileCommand::Write(self.files.clone(), Replace::Anything);
                reply = Reply::Do(Command::File(command));
            }
            if suggested(ui, tr!("Cancel")).clicked() {
                reply = Reply::Close;
            }
        });
        reply
    }
}
