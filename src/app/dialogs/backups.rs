//! What a file held before it was saved over, to be looked at again.

use std::time::{Duration, UNIX_EPOCH};

use egui::{Button, RichText, Ui};

use super::{Reply, heading, scrolled, suggested};
use crate::app::command::Command;
use crate::app::command::files::FileCommand;
use crate::app::document::recovery::told;
use crate::app::results::clock::{Clock, moment};
use crate::files::{Backup, open_scenario};
use crate::format;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::Scenario;

/// A backup, and what has changed since.
#[derive(Debug)]
pub struct BackupEntry {
    /// What was kept, if it can be read.
    pub scenario: Option<Scenario>,
    when: String,
    size: String,
    difference: String,
}

impl BackupEntry {
    /// Compares it with what is open, once when the list is asked for.
    pub fn new(backup: &Backup, now: &Scenario, clock: Clock) -> Self {
        let read = open_scenario(&backup.path);
        let difference = match &read {
            Ok(scenario) => told(scenario, now),
            Err(error) => error.to_string(),
        };
        Self {
            scenario: read.ok(),
            when: moment(UNIX_EPOCH + Duration::from_millis(backup.replaced_at), clock),
            size: format!("{} kB", format::count((backup.bytes as f64 / 1000.0).ceil())),
            difference,
        }
    }
}

pub(super) fn backups_ui(ui: &mut Ui, kept: &[BackupEntry]) -> Reply {
    let tokens = Tokens::of(ui.ctx());
    ui.set_width(620.0_f32.min(ui.ctx().content_rect().width() - 80.0));
    heading(ui, tr!("Before it was saved over"));
    let explained = match kept {
        [] => {
            tr!(
                "Nothing yet: each time this scenario is saved, what its file held before is kept here, ten times at most"
            )
        }
        _ => tr!("What has changed from then to what is open now. Opening one changes no file"),
    };
    ui.label(explained);
    ui.add_space(8.0);
    let mut reply = Reply::Open;
    let height = ui.ctx().content_rect().height() - 240.0;
    scrolled(height).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 8.0);
        for (place, backup) in kept.iter().enumerate() {
            ui.horizontal(|ui| {
                let open = ui.add_enabled(backup.scenario.is_some(), Button::new(tr!("Open")));
                let name = tr!("Open the one of {}, {} of {}", backup.when, place + 1, kept.len());
                ui.ctx().accesskit_node_builder(open.id, |node| node.set_label(name));
                if open.clicked() {
                    reply = Reply::DoWithin(Command::File(FileCommand::OpenBackup(place)));
                }
                ui.label(RichText::new(&backup.when).font(semibold_font(13.0)));
                ui.label(RichText::new(&backup.size).color(tokens.muted));
            });
            ui.label(RichText::new(&backup.difference).color(tokens.muted));
            ui.add_space(8.0);
        }
    });
    if suggested(ui, tr!("Close")).clicked() {
        reply = Reply::Close;
    }
    reply
}
