//! What lies over the window: the palette, the keys, the questionnaire, tools, and questions such as which preset, what of
//! unsaved work, which path. A dialog holds what is typed into it and answers with what is to be done. Absent: doing it.

mod about;
mod backups;
pub mod decision_log;
pub mod drafts;
pub mod file_dialog;
mod glossary;
pub mod key_message;
pub mod opinion_pool;
pub mod overwrite;
pub mod palette;
pub mod presets;
pub mod questionnaire;
pub mod recovery;
pub mod reply;
pub mod save_conflict;
pub mod shortcuts;
mod spoken;
pub mod tools;

use egui::{Align2, Button, Context, Key, Modal, TextEdit, Ui, vec2};

use super::command::Command;
use super::command::files::{FileCommand, Purpose};
use super::command::targets::PortfolioCommand;
use super::document::recovery::RecoveryOffer;
use crate::artifacts::{Artifact, PictureFormat};
use crate::charts::Chart;
use crate::language::tr;
use crate::paint::ExplainFn;
use crate::prose::name_of;
use crate::reference::FileKind;
use crate::scenario::{EstimatePath, Scenario};
use decision_log::DecisionLog;
use key_message::key_message_ui;
use opinion_pool::{OpinionPool, OpinionPoolDecision};
use palette::{Palette, PaletteChoice};
use presets::{PresetCard, PresetChoice, preset_cards_ui};
use questionnaire::Questionnaire;
use reply::{heading, scrolled, suggested};
use shortcuts::shortcuts_ui;

pub use about::About;
pub use backups::BackupEntry;
pub use glossary::Glossary;
pub use overwrite::Overwrite;
pub use reply::Reply;
pub use save_conflict::SaveConflict;
pub use spoken::Spoken;

/// A question that is open.
#[derive(Debug)]
pub enum Dialog {
    /// What to do, found by typing.
    Palette(Palette),
    /// Every key.
    Shortcuts,
    /// What words mean.
    Glossary(Glossary),
    /// The plan in sentences.
    Spoken(Spoken),
    /// What this program is.
    About(About),
    /// One of the ideas to leave with, as a chart.
    KeyMessage(Box<Chart>),
    /// Which preset to start from.
    Presets(Vec<PresetCard>),
    /// What to begin with where no preset fits.
    Questionnaire(Box<Questionnaire>),
    /// Unsaved work stands in the way of something.
    Unsaved(Command),
    /// What was decided about use cases and is not saved stands in the way of something.
    UnsavedPortfolio(Command),
    /// Which path, where there is no native dialog.
    Path(Purpose, String),
    /// Something stands in the way of saving.
    SaveConflict(SaveConflict),
    /// Files that would be written are there already.
    Overwrite(Overwrite),
    /// Windows that are gone have left unsaved work.
    Recovery(Vec<RecoveryOffer>),
    /// What the file held before.
    Backups(Vec<BackupEntry>),
    /// Which lever of the room makes way for another.
    PinChoice(PinChoice),
    /// What several people think of an estimate.
    OpinionPool(OpinionPool),
    /// What was decided.
    DecisionLog(DecisionLog),
    /// Something went wrong.
    Failure(String),
}

/// An estimate that nobody has room for, and those that are pinned.
#[derive(Debug)]
pub struct PinChoice {
    wanted: (String, EstimatePath),
    pinned: Vec<(String, EstimatePath)>,
}

impl PinChoice {
    /// Of the pins of a scenario.
    pub fn new(scenario: &Scenario, wanted: EstimatePath) -> Self {
        let named = |path: EstimatePath| (name_of(scenario, &path).label(), path);
        Self { wanted: named(wanted), pinned: scenario.workshop.pins.iter().cloned().map(named).collect() }
    }

    fn show(&self, ui: &mut Ui) -> Reply {
        ui.set_max_width(460.0);
        heading(ui, tr!("Four levers are pinned already"));
        ui.label(tr!("Which one makes way for {}?", self.wanted.0));
        ui.add_space(6.0);
        let mut reply = Reply::Open;
        for (name, path) in &self.pinned {
            let button =
                Button::new(tr!("Replace {name}", name)).truncate().min_size(egui::vec2(ui.available_width(), 0.0));
            if ui.add(button).clicked() {
                reply = Reply::Do(Command::ReplacePin(path.clone(), self.wanted.1.clone()));
            }
        }
        ui.add_space(8.0);
        if ui.button(tr!("Cancel")).clicked() { Reply::Close } else { reply }
    }
}

impl Dialog {
    /// Shows the question over the window; `explain` explains the figures of a chart.
    pub fn show(&mut self, context: &Context, explain: ExplainFn<'_>) -> Reply {
        let frame = egui::Frame::window(&context.global_style()).inner_margin(egui::Margin::same(20));
        let id = egui::Id::unique("dialog");
        let area = match self {
            // What is below changes its height; the fields stay where they are.
            Self::Palette(_) | Self::OpinionPool(_) | Self::DecisionLog(_) => {
                Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, 64.0))
            }
            _ => Modal::default_area(id),
        };
        let modal = Modal::new(id).area(area).frame(frame).show(context, |ui| match self {
            Self::Palette(palette) => match palette.show(ui) {
                PaletteChoice::Open => Reply::Open,
                PaletteChoice::Run(command, name) => Reply::Run(*command, name),
                PaletteChoice::Close => Reply::Close,
            },
            Self::Shortcuts => keys_ui(ui),
            Self::Glossary(glossary) => glossary.ui(ui),
            Self::Spoken(spoken) => spoken.ui(ui),
            Self::About(about) => about.ui(ui),
            Self::Presets(cards) => presets_ui(ui, cards),
            Self::Questionnaire(blank) => match blank.show(ui) {
                questionnaire::QuestionnaireChoice::Open => Reply::Open,
                questionnaire::QuestionnaireChoice::Later => Reply::Close,
                questionnaire::QuestionnaireChoice::Begin(scenario) => Reply::Do(Command::Begin(scenario)),
            },
            Self::KeyMessage(chart) => key_message_ui(ui, chart, explain),
            Self::Unsaved(next) => {
                let [save, discard] = [Command::SaveFirst, Command::Discard].map(|way| way(Box::new(next.clone())));
                unsaved_ui(ui, tr!("This scenario has changes that are not in a file yet"), save, discard)
            }
            Self::UnsavedPortfolio(next) => {
                let ways = [PortfolioCommand::SaveFirst, PortfolioCommand::Discard];
                let [save, discard] = ways.map(|way| Command::Portfolio(way(Box::new(next.clone()))));
                unsaved_ui(ui, tr!("This portfolio has decisions that are not in its file yet"), save, discard)
            }
            Self::Path(purpose, path) => path_ui(ui, purpose, path),
            Self::SaveConflict(obstacle) => obstacle.ui(ui),
            Self::Overwrite(replacing) => replacing.ui(ui),
            Self::Recovery(found) => recovery::recovery_ui(ui, found),
            Self::Backups(kept) => backups::backups_ui(ui, kept),
            Self::PinChoice(choice) => choice.show(ui),
            Self::OpinionPool(question) => match question.show(ui) {
                OpinionPoolDecision::Open => Reply::Open,
                OpinionPoolDecision::Cancel => Reply::Close,
                OpinionPoolDecision::Apply(command) => Reply::Do(*command),
            },
            Self::DecisionLog(log) => decisions_ui(ui, log),
            Self::Failure(message) => failure_ui(ui, message),
        });
        match modal.inner {
            Reply::Open if modal.should_close() => match self {
                Self::DecisionLog(log) => Reply::Do(Command::RecordDecisions(log.written())),
                _ => Reply::Leave,
            },
            reply => reply,
        }
    }

    /// Whether something was put in that cannot be had again by asking.
    pub fn holds_work(&self) -> bool {
        match self {
            Self::OpinionPool(question) => question.holds_work(),
            Self::Path(_, path) => !path.trim().is_empty(),
            _ => false,
        }
    }

    /// Whether it asks the same as one that was left.
    pub fn is_about_the_same_as(&self, earlier: &Self) -> bool {
        match (self, earlier) {
            (Self::OpinionPool(question), Self::OpinionPool(earlier)) => question.path() == earlier.path(),
            (Self::Path(purpose, _), Self::Path(earlier, _)) => purpose == earlier,
            _ => false,
        }
    }

    /// Takes over what was put into one that was left.
    pub fn go_on_from(&mut self, earlier: Self) {
        match (self, earlier) {
            (Self::OpinionPool(question), Self::OpinionPool(earlier)) => question.go_on_from(earlier),
            (Self::Path(_, path), Self::Path(_, earlier)) => *path = earlier,
            _ => {}
        }
    }
}

fn keys_ui(ui: &mut Ui) -> Reply {
    heading(ui, tr!("Keyboard and pointer"));
    shortcuts_ui(ui);
    ui.add_space(8.0);
    if suggested(ui, tr!("Close")).clicked() { Reply::Close } else { Reply::Open }
}

fn presets_ui(ui: &mut Ui, cards: &[PresetCard]) -> Reply {
    heading(ui, tr!("Start from a use case"));
    let chosen = preset_cards_ui(ui, cards);
    ui.add_space(8.0);
    if ui.button(tr!("Cancel")).clicked() {
        return Reply::Close;
    }
    match chosen {
        Some(PresetChoice::Preset(key)) => Reply::Do(Command::StartFrom(key)),
        Some(PresetChoice::Nothing) => Reply::Do(Command::StartQuestionnaire),
        None => Reply::Open,
    }
}

fn unsaved_ui(ui: &mut Ui, what: &str, save: Command, discard: Command) -> Reply {
    ui.set_max_width(420.0);
    heading(ui, tr!("Save your changes first?"));
    ui.label(what);
    ui.add_space(10.0);
    let mut reply = Reply::Open;
    ui.horizontal(|ui| {
        if suggested(ui, tr!("Save")).clicked() {
            reply = Reply::Do(save);
        }
        if ui.button(tr!("Discard")).clicked() {
            reply = Reply::Do(discard);
        }
        if ui.button(tr!("Cancel")).clicked() {
            reply = Reply::Close;
        }
    });
    reply
}

fn path_ui(ui: &mut Ui, purpose: &Purpose, path: &mut String) -> Reply {
    ui.set_width(520.0);
    let title = match purpose {
        Purpose::Open(Some(FileKind::Card)) => tr!("Add a card from a file"),
        Purpose::Open(Some(FileKind::Prices)) => tr!("Open LiteLLM's model_prices_and_context_window.json"),
        Purpose::Open(Some(FileKind::Usage)) => tr!("Read usage from a file or a folder"),
        Purpose::Open(Some(FileKind::Portfolio)) => tr!("Open a portfolio"),
        Purpose::Open(_) => tr!("Open a file"),
        Purpose::Save => tr!("Save the scenario as"),
        Purpose::SaveCard(_) => tr!("Save the card as"),
        Purpose::Export(Artifact::Picture(_, PictureFormat::Pptx) | Artifact::Deck) => tr!("Save the slides as"),
        Purpose::Export(Artifact::Picture(..)) | Purpose::SavePortfolioPicture(..) => tr!("Save the picture as"),
        Purpose::Export(Artifact::Report) => tr!("Save the report as"),
        Purpose::Export(_) => tr!("Save the figures as"),
        Purpose::ExportEverything => tr!("Export everything into a folder"),
        Purpose::ExportPortfolio => tr!("Export the portfolio into a folder"),
    };
    heading(ui, title);
    let hint = if purpose.is_folder() { tr!("Path of the folder") } else { tr!("Path of the file") };
    let field = ui.add(TextEdit::singleline(path).desired_width(f32::INFINITY).hint_text(hint));
    // A hint is a name only while the field is empty.
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(tr!("Path")));
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    // Asked for after that, since a field that has the focus has not lost it.
    if !entered && ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
    }
    ui.add_space(8.0);
    let mut reply = Reply::Open;
    ui.horizontal(|ui| {
        let ready = !path.trim().is_empty();
        if (ui.add_enabled(ready, Button::new(purpose.verb())).clicked() || entered) && ready {
            let command = FileCommand::Take(purpose.clone(), path.trim().into());
            reply = Reply::Do(Command::File(command));
        }
        if ui.button(tr!("Cancel")).clicked() {
            reply = Reply::Close;
        }
    });
    reply
}

fn decisions_ui(ui: &mut Ui, log: &mut DecisionLog) -> Reply {
    ui.set_width(720.0_f32.min(ui.ctx().content_rect().width() - 80.0));
    heading(ui, tr!("What was decided"));
    if log.show(ui) { Reply::Do(Command::RecordDecisions(log.written())) } else { Reply::Open }
}

fn failure_ui(ui: &mut Ui, message: &str) -> Reply {
    ui.set_max_width(560.0);
    heading(ui, tr!("That did not work"));
    ui.label(message);
    ui.add_space(10.0);
    if suggested(ui, tr!("Close")).clicked() { Reply::Close } else { Reply::Open }
}
