//! Unsaved work of windows that are gone: taken up again, discarded, or kept for later.

use egui::{RichText, Ui};

use super::{Reply, heading, scrolled, suggested};
use crate::app::clock::{Clock, moment};
use crate::charts::{changes, first_changes};
use crate::files::{PRESETS, Preset, RecoveredWork, ScenarioFile};
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::Scenario;

/// Unsaved work, and what it differs in.
#[derive(Debug)]
pub struct RecoveryOffer {
    /// The work.
    pub recovered: RecoveredWork,
    /// What its file holds, where that is what it began from.
    pub before: Option<Scenario>,
    /// Its file as it was last seen.
    pub file: Option<ScenarioFile>,
    when: String,
    difference: String,
}

/// How many changes are told before the rest is counted.
const MOST_TOLD: usize = 3;

impl RecoveryOffer {
    /// Compares it with its file, or with the preset that it began as, once when the question is asked. Reads the file.
    pub fn new(recovered: RecoveredWork, clock: Clock) -> Self {
        let work = &recovered.scenario;
        let (before, file) = recovered.look_at_file();
        let preset = || PRESETS.iter().map(Preset::scenario).find(|preset| preset.name == work.name);
        let difference = match (&before, &file) {
            (Some(before), _) => told(before, work),
            (None, Some(file)) if file.path().exists() => "its file holds something else than it began from".to_owned(),
            (None, Some(_)) => "its file is gone".to_owned(),
            (None, None) => preset().map_or("a new scenario".to_owned(), |preset| told(&preset, work)),
        };
        Self { when: moment(recovered.kept_at, clock), difference, before, file, recovered }
    }
}

/// The first changes in words.
pub(super) fn told(before: &Scenario, after: &Scenario) -> String {
    match changes(before, after).as_slice() {
        [] => "no difference".to_owned(),
        changes => first_changes(changes, MOST_TOLD),
    }
}

pub(super) fn recovery_ui(ui: &mut Ui, found: &[RecoveryOffer]) -> Reply {
    let tokens = Tokens::of(ui.ctx());
    ui.set_width(620.0_f32.min(ui.ctx().content_rect().width() - 80.0));
    heading(ui, "Unsaved work was found");
    ui.label("A window ended before this was saved");
    ui.add_space(8.0);
    let mut reply = Reply::Open;
    let height = ui.ctx().content_rect().height() - 240.0;
    scrolled(height).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 8.0);
        for (place, work) in found.iter().enumerate() {
            let name = &work.recovered.scenario.name;
            let file = work.recovered.file.as_ref().and_then(|file| file.file_name());
            let file = file.map_or("not a file yet".to_owned(), |file| file.to_string_lossy().into_owned());
            ui.label(RichText::new(name).font(semibold_font(14.0)));
            ui.label(RichText::new(format!("{file} · {}", work.when)).color(tokens.muted));
            ui.label(&work.difference);
            ui.horizontal(|ui| {
                let mut button = |text: &str, chosen: Reply| {
                    let response = ui.button(text);
                    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(format!("{text} {name}")));
                    if response.clicked() {
                        reply = chosen;
                    }
                };
                button("Restore", Reply::Restore(place));
                button("Discard", Reply::Remove(place));
            });
            ui.add_space(10.0);
        }
    });
    if suggested(ui, "Keep for later").clicked() {
        reply = Reply::Close;
    }
    reply
}
