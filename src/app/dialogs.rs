//! What lies over the window: the palette, the keys, and the questions which preset, what of unsaved work, which path.

mod backups;
mod leftovers;
mod obstacle;

use std::path::PathBuf;

use egui::{Align2, Button, Context, Key, Modal, RichText, ScrollArea, TextEdit, Ui, vec2};

pub use backups::Kept;
pub use leftovers::Found;
pub use obstacle::{Obstacle, Way};

use super::command::Command;
use super::file_dialog::Purpose;
use super::palette::{Choice, Palette};
use super::shortcuts::shortcuts_ui;
use crate::economics::{Plan, Results};
use crate::files::{PRESETS, Preset};
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::Scenario;

/// A question that is open.
#[derive(Debug)]
pub enum Dialog {
    /// What to do, found by typing.
    Palette(Palette),
    /// Every key.
    Shortcuts,
    /// Which preset to start from.
    Presets(Vec<PresetCard>),
    /// Unsaved work stands in the way of something.
    Unsaved(Next),
    /// Which path, where there is no native dialog.
    Path(Purpose, String),
    /// Something stands in the way of saving.
    Obstacle(Obstacle),
    /// Windows that are gone have left unsaved work.
    Leftovers(Vec<Found>),
    /// What the file held before.
    Backups(Vec<Kept>),
    /// Something went wrong.
    Failure(String),
}

/// What comes after unsaved work has been dealt with.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// A preset, by key.
    Preset(&'static str),
    /// A command that would lose it.
    Command(Command),
}

/// A preset as the gallery shows it.
#[derive(Debug)]
pub struct PresetCard {
    key: &'static str,
    name: String,
    story: String,
    verdict: Option<crate::economics::Verdict>,
}

impl PresetCard {
    /// All presets, computed once when the question is asked.
    pub fn all() -> Vec<Self> {
        PRESETS.iter().map(Self::of).collect()
    }

    fn of(preset: &Preset) -> Self {
        let scenario: Scenario = preset.scenario();
        let verdict = Plan::new(&scenario).ok().map(|plan| Results::of(&plan).verdict);
        let story = scenario.notes.lines().next().unwrap_or_default().to_owned();
        Self { key: preset.key, name: scenario.name, story, verdict }
    }
}

/// What was answered.
#[derive(Debug)]
pub enum Reply {
    /// Nothing yet.
    Open,
    /// Never mind.
    Close,
    /// Do this, which the palette calls so.
    Run(Command, String),
    /// Start from this preset.
    Preset(&'static str),
    /// Save first, then go on.
    SaveFirst(Next),
    /// Go on without saving.
    Discard(Next),
    /// This path.
    Path(Purpose, String),
    /// This way out, for this path.
    Way(Way, PathBuf),
    /// Take up the work at this place of the list.
    Restore(usize),
    /// Remove the work at this place of the list.
    Remove(usize),
    /// Show what the file held at this place of the list.
    OpenBackup(usize),
}

impl Dialog {
    /// Shows the question over the window.
    pub fn show(&mut self, context: &Context) -> Reply {
        let tokens = Tokens::of(context);
        let frame = egui::Frame::window(&context.global_style()).inner_margin(egui::Margin::same(20));
        let id = egui::Id::unique("dialog");
        let area = match self {
            // The list below it changes its height; the field stays where it is.
            Self::Palette(_) => Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, 64.0)),
            _ => Modal::default_area(id),
        };
        let modal = Modal::new(id).area(area).frame(frame).show(context, |ui| match self {
            Self::Palette(palette) => match palette.show(ui) {
                Choice::Open => Reply::Open,
                Choice::Run(command, name) => Reply::Run(command, name),
                Choice::Close => Reply::Close,
            },
            Self::Shortcuts => keys_ui(ui),
            Self::Presets(presets) => presets_ui(ui, tokens, presets),
            Self::Unsaved(next) => unsaved_ui(ui, next),
            Self::Path(purpose, path) => path_ui(ui, purpose, path),
            Self::Obstacle(obstacle) => obstacle.ui(ui),
            Self::Leftovers(found) => leftovers::leftovers_ui(ui, found),
            Self::Backups(kept) => backups::backups_ui(ui, kept),
            Self::Failure(message) => failure_ui(ui, message),
        });
        match modal.inner {
            Reply::Open if modal.should_close() => Reply::Close,
            reply => reply,
        }
    }
}

/// A list that is as high as its rows, up to a height, whatever was shown in its place before.
fn scrolled(height: f32) -> ScrollArea {
    ScrollArea::vertical().max_height(height).min_scrolled_height(height)
}

fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(semibold_font(17.0)));
    ui.add_space(6.0);
}

fn keys_ui(ui: &mut Ui) -> Reply {
    heading(ui, "Keyboard and pointer");
    shortcuts_ui(ui);
    ui.add_space(8.0);
    if ui.button("Close").clicked() { Reply::Close } else { Reply::Open }
}

fn presets_ui(ui: &mut Ui, tokens: &Tokens, presets: &[PresetCard]) -> Reply {
    ui.set_width(680.0_f32.min(ui.ctx().content_rect().width() - 80.0));
    heading(ui, "Start from a use case");
    let mut reply = Reply::Open;
    let height = ui.ctx().content_rect().height() - 200.0;
    scrolled(height).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        // Room for the scroll bar, and all of one width.
        ui.set_max_width(ui.available_width() - 8.0);
        for preset in presets {
            let mut text = egui::text::LayoutJob::default();
            text.append(&preset.name, 0.0, egui::TextFormat::simple(semibold_font(14.0), tokens.text));
            if let Some(verdict) = preset.verdict {
                let (_, _, ink) = tokens.verdict(verdict);
                text.append(&format!("   {}", verdict.name()), 0.0, egui::TextFormat::simple(semibold_font(12.5), ink));
            }
            let small = egui::TextFormat::simple(crate::paint::theme::regular_font(12.5), tokens.muted);
            text.append(&format!("\n{}", preset.story), 0.0, small);
            let button = Button::new(text).wrap().min_size(egui::vec2(ui.available_width(), 0.0));
            if ui.add(button).clicked() {
                reply = Reply::Preset(preset.key);
            }
        }
    });
    ui.add_space(8.0);
    if ui.button("Cancel").clicked() {
        reply = Reply::Close;
    }
    reply
}

fn unsaved_ui(ui: &mut Ui, next: &Next) -> Reply {
    ui.set_max_width(420.0);
    heading(ui, "Save your changes first?");
    ui.label("This scenario has changes that are not in a file yet");
    ui.add_space(10.0);
    let mut reply = Reply::Open;
    ui.horizontal(|ui| {
        if ui.button("Save").clicked() {
            reply = Reply::SaveFirst(next.clone());
        }
        if ui.button("Discard").clicked() {
            reply = Reply::Discard(next.clone());
        }
        if ui.button("Cancel").clicked() {
            reply = Reply::Close;
        }
    });
    reply
}

fn path_ui(ui: &mut Ui, purpose: &Purpose, path: &mut String) -> Reply {
    ui.set_width(520.0);
    let (title, verb) = match purpose {
        Purpose::Open => ("Open a scenario", "Open"),
        Purpose::Save => ("Save the scenario as", "Save"),
        Purpose::Picture(..) => ("Save the picture as", "Save"),
    };
    heading(ui, title);
    let field = ui.add(TextEdit::singleline(path).desired_width(f32::INFINITY).hint_text("Path of the file"));
    // A hint is a name only while the field is empty.
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label("Path"));
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    // Asked for after that, since a field that has the focus has not lost it.
    if !entered && ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    ui.add_space(8.0);
    let mut reply = Reply::Open;
    ui.horizontal(|ui| {
        let ready = !path.trim().is_empty();
        if (ui.add_enabled(ready, Button::new(verb)).clicked() || entered) && ready {
            reply = Reply::Path(purpose.clone(), path.trim().to_owned());
        }
        if ui.button("Cancel").clicked() {
            reply = Reply::Close;
        }
    });
    reply
}

fn failure_ui(ui: &mut Ui, message: &str) -> Reply {
    ui.set_max_width(560.0);
    heading(ui, "That did not work");
    ui.label(message);
    ui.add_space(10.0);
    if ui.button("Close").clicked() { Reply::Close } else { Reply::Open }
}
