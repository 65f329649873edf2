//! Everything that menus, buttons, keys and dialogs can ask for; run once, after the window has been laid out.

use std::path::PathBuf;

use egui::{Context, Id, Key, KeyboardShortcut, Modifiers};
use strum::IntoEnumIterator as _;

use super::command::targets::ModelUse;
use super::document::Session;
use super::results::comparison::ComparisonTarget;
use crate::artifacts::{Artifact, PictureFormat};
use crate::charts::{ChartKind, Tab};
use crate::language::{self, Language, in_sentence, tr};
use crate::number_style::NumberStyle;
use crate::reference::Preset;
use crate::scenario::{Basis, Decision, Estimate, EstimatePath, Scenario, Snapshot};
use files::FileCommand;
pub use group::CommandGroup;
use targets::{Appearance, CardCommand, Destination, PortfolioCommand, UsageCommand};

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Offer the presets.
    New,
    /// Ask the five questions that make a plan from nothing.
    StartQuestionnaire,
    /// Start from a preset, by key.
    StartFrom(&'static str),
    /// Start with a plan that was begun from nothing.
    Begin(Box<Scenario>),
    /// Ask for a file to open.
    Open,
    /// Open this one.
    OpenFile(PathBuf),
    /// Write the file.
    Save,
    /// Ask for a file to write.
    SaveAs,
    /// List what the file held before.
    Backups,
    /// Do something with files, now that it is known which or how.
    File(FileCommand),
    /// Save, then do what unsaved work stood in the way of.
    SaveFirst(Box<Self>),
    /// Do what unsaved work stood in the way of, without saving.
    Discard(Box<Self>),
    /// One step back.
    Undo,
    /// One step forward.
    Redo,
    /// Show the gallery of cards, or close it.
    OpenGallery,
    /// Ask for a card file to add.
    OpenCard,
    /// Do something with a card.
    Card(CardCommand),
    /// Do something with usage.
    Usage(UsageCommand),
    /// Do something with the portfolio.
    Portfolio(PortfolioCommand),
    /// Offer the models of the catalogue for a place.
    ChooseModel(ModelUse),
    /// Hold the scenario's prices against the catalogue.
    CheckPrices,
    /// Ask for a file of newer prices.
    AskPrices,
    /// Count the tokens of pasted texts for a step, by place.
    CountTokens(usize),
    /// Give the estimate at a path another value.
    SetEstimate(EstimatePath, Estimate),
    /// Make the estimate at a path a lever of the room, or take it back.
    TogglePin(EstimatePath),
    /// Give the place of the first pinned estimate, by path, to the second.
    ReplacePin(EstimatePath, EstimatePath),
    /// Between building and showing it to a room.
    SwitchLayout,
    /// Another chart in front of the room: so many further on.
    WalkCharts(isize),
    /// Open what the facilitator reads beside what the room sees, or close it.
    PresenterNotes,
    /// Ask the room what a month will cost before it sees it.
    GuessFirst,
    /// Show what the room guessed beside what it costs.
    Reveal,
    /// Show the curve without guesses.
    ForgetGuesses,
    /// Have several people's low and high for the estimate at a path.
    PoolOpinions(EstimatePath),
    /// Give the estimate at a path another value and what supports it.
    SupportEstimate(EstimatePath, Estimate, Box<Basis>),
    /// Lead through the first steps, from the first on.
    TakeTour,
    /// Put the first steps away for good.
    DismissTour,
    /// Give the room so many minutes, or no time.
    SetTimer(Option<u32>),
    /// Tell the plan in sentences.
    ExplainPlan,
    /// Draw everything larger.
    Larger,
    /// Draw everything smaller.
    Smaller,
    /// Draw everything as large as usual.
    UsualSize,
    /// Between logarithmic and linear.
    SwitchScale,
    /// Between light and dark.
    SwitchTheme,
    /// Light, dark or as the system has it.
    SetAppearance(Appearance),
    /// Between usual and high contrast.
    SwitchContrast,
    /// Between controls that glide and controls that are there at once.
    SwitchMotion,
    /// Write numbers so, or as the language has them.
    SetNumbers(Option<NumberStyle>),
    /// Show texts in a language, or in that of the system.
    SetLanguage(Option<Language>),
    /// Keep the plan as it stands, under a number or the first that is free.
    TakeSnapshot(Option<u8>),
    /// Make the plan what it was when a snapshot was taken.
    RecallSnapshot(u8),
    /// Show another plan beside this one, or none.
    Compare(Option<ComparisonTarget>),
    /// Write down what was decided.
    Decisions,
    /// Make these the decisions.
    RecordDecisions(Vec<Decision>),
    /// Look at something.
    GoTo(Destination),
    /// To the next panel.
    NextPanel,
    /// To the panel before.
    PreviousPanel,
    /// Show the chart of one of the three ideas to leave with.
    ShowKeyMessage(ChartKind),
    /// Find anything by typing.
    FindCommand,
    /// Show every key.
    ShowShortcuts,
    /// Show what words mean: all of them, or those that a word finds.
    ShowGlossary(Option<&'static str>),
    /// Say what this program is and where it keeps things.
    About,
    /// Everything as files.
    ExportEverything,
    /// Something of the plan as a file.
    Export(Artifact),
    /// A chart to the clipboard.
    CopyPicture(ChartKind),
    /// What changed since the plan that this one is compared with, and what that does, to the clipboard.
    CopyDifference,
    /// Tell what was done.
    Say(String),
    /// Leave, asking about unsaved work.
    Quit,
}

impl Command {
    /// Every command that belongs to the window and not to what is open in it. Menus, palette, keys and the list of
    /// shortcuts are made from this: a command that is listed here is in all of them.
    pub fn listed() -> Vec<Self> {
        let mut listed = vec![
            Self::New,
            Self::StartQuestionnaire,
            Self::Open,
            Self::Save,
            Self::SaveAs,
            Self::Backups,
            Self::OpenCard,
            Self::CheckPrices,
            Self::AskPrices,
            Self::Usage(UsageCommand::Read),
            Self::Portfolio(PortfolioCommand::Ask),
            Self::Quit,
            Self::Undo,
            Self::Redo,
            Self::OpenGallery,
            Self::ChooseModel(ModelUse::Later),
            Self::SwitchLayout,
            Self::PresenterNotes,
            Self::GuessFirst,
            Self::SetTimer(Some(5)),
            Self::SetTimer(None),
            Self::Portfolio(PortfolioCommand::Show),
            Self::SwitchScale,
            Self::SwitchTheme,
            Self::SetAppearance(Appearance::Light),
            Self::SetAppearance(Appearance::Dark),
            Self::SetAppearance(Appearance::System),
            Self::SwitchContrast,
            Self::SwitchMotion,
            Self::SetLanguage(Some(Language::English)),
            Self::SetLanguage(Some(Language::German)),
            Self::SetLanguage(Some(Language::French)),
            Self::SetLanguage(None),
            Self::SetNumbers(Some(NumberStyle::Point)),
            Self::SetNumbers(Some(NumberStyle::Comma)),
            Self::SetNumbers(Some(NumberStyle::Space)),
            Self::SetNumbers(None),
            Self::Larger,
            Self::Smaller,
            Self::UsualSize,
            Self::NextPanel,
            Self::PreviousPanel,
            Self::FindCommand,
            Self::ExplainPlan,
            Self::TakeTour,
            Self::ShowGlossary(None),
            Self::ShowShortcuts,
            Self::About,
        ];
        listed.extend(Self::of_snapshots());
        listed.extend(Tab::ALL.into_iter().map(|tab| Self::GoTo(Destination::Tab(tab))));
        listed.extend(ChartKind::KEY_MESSAGES.map(Self::ShowKeyMessage));
        listed.push(Self::ExportEverything);
        listed.extend(Artifact::DOCUMENTS.into_iter().chain([Artifact::Page]).map(Self::Export));
        listed.extend(ChartKind::ALL.into_iter().flat_map(Self::of_chart));
        listed
    }

    /// Those of [`Command::listed`] that have to do with the same thing.
    pub fn listed_in(group: CommandGroup) -> Vec<Self> {
        Self::listed().into_iter().filter(|command| command.group() == group).collect()
    }

    /// Those that take a chart away.
    pub fn of_chart(key: ChartKind) -> impl Iterator<Item = Self> {
        let pictures = PictureFormat::iter().map(move |format| Self::Export(Artifact::Picture(key, format)));
        pictures.chain([Self::CopyPicture(key)])
    }

    /// Those that keep plans, bring them back and compare them.
    fn of_snapshots() -> Vec<Self> {
        let others = [None, Some(ComparisonTarget::Saved), Some(ComparisonTarget::NoStrategies)].map(Self::Compare);
        let mut commands = vec![Self::TakeSnapshot(None), Self::Decisions, Self::CopyDifference];
        commands.extend(others);
        for number in Snapshot::NUMBERS {
            commands.extend([Self::TakeSnapshot(Some(number)), Self::RecallSnapshot(number)]);
            commands.push(Self::Compare(Some(ComparisonTarget::Snapshot(number))));
        }
        commands
    }

    /// As menus show it; `…` where more is asked.
    pub fn name(&self) -> String {
        match self {
            Self::New => tr!("New…").to_owned(),
            Self::StartQuestionnaire => tr!("New from nothing…").to_owned(),
            Self::StartFrom(key) => Preset::by_key(key).map_or((*key).to_owned(), |preset| preset.scenario().name),
            Self::Begin(_) => tr!("Compute the plan").to_owned(),
            Self::Open => tr!("Open…").to_owned(),
            Self::OpenFile(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            Self::Save => tr!("Save").to_owned(),
            Self::SaveAs => tr!("Save as…").to_owned(),
            Self::Backups => tr!("Backups…").to_owned(),
            Self::File(command) => command.name().to_owned(),
            Self::SaveFirst(_) => tr!("Save").to_owned(),
            Self::Discard(_) => tr!("Discard").to_owned(),
            Self::Undo => tr!("Undo").to_owned(),
            Self::Redo => tr!("Redo").to_owned(),
            Self::OpenGallery => tr!("Gallery of cards").to_owned(),
            Self::OpenCard => tr!("Add a card from a file…").to_owned(),
            Self::Card(command) => command.name(),
            Self::ChooseModel(_) => tr!("Add a model…").to_owned(),
            Self::Usage(command) => command.name(),
            Self::Portfolio(command) => command.name(),
            Self::CheckPrices => tr!("Check prices…").to_owned(),
            Self::AskPrices => tr!("Load newer prices…").to_owned(),
            Self::CountTokens(_) => tr!("Count tokens…").to_owned(),
            Self::SetEstimate(..) | Self::SupportEstimate(..) => tr!("Apply").to_owned(),
            Self::TogglePin(_) | Self::ReplacePin(..) => tr!("Pin").to_owned(),
            Self::SwitchLayout => tr!("Workshop or build").to_owned(),
            Self::WalkCharts(1..) => tr!("Next chart").to_owned(),
            Self::WalkCharts(_) => tr!("Previous chart").to_owned(),
            Self::PresenterNotes => tr!("Presenter notes").to_owned(),
            Self::GuessFirst => tr!("Guess first…").to_owned(),
            Self::Reveal => tr!("Reveal the guesses").to_owned(),
            Self::ForgetGuesses => tr!("Forget the guesses").to_owned(),
            Self::PoolOpinions(_) => tr!("Ask the room…").to_owned(),
            Self::TakeTour => tr!("Take the tour").to_owned(),
            Self::DismissTour => tr!("Dismiss the first steps").to_owned(),
            Self::SetTimer(None) => tr!("Stop the timer").to_owned(),
            Self::SetTimer(Some(minutes)) => tr!("Timer: {minutes} minutes", minutes),
            Self::ExplainPlan => tr!("Explain this plan").to_owned(),
            Self::Larger => tr!("Larger").to_owned(),
            Self::Smaller => tr!("Smaller").to_owned(),
            Self::UsualSize => tr!("Usual size").to_owned(),
            Self::TakeSnapshot(None) => tr!("Take a snapshot").to_owned(),
            Self::TakeSnapshot(Some(number)) => tr!("Take snapshot {number}", number),
            Self::RecallSnapshot(number) => tr!("Recall snapshot {number}", number),
            Self::Compare(None) => tr!("Compare with nothing").to_owned(),
            Self::Compare(Some(ComparisonTarget::Snapshot(number))) => tr!("Compare with snapshot {number}", number),
            Self::Compare(Some(ComparisonTarget::Saved)) => tr!("Compare with the plan as saved").to_owned(),
            Self::Compare(Some(ComparisonTarget::NoStrategies)) => tr!("Compare with no strategies").to_owned(),
            Self::CopyDifference => tr!("Copy what changed as text").to_owned(),
            Self::Decisions => tr!("Decisions…").to_owned(),
            Self::RecordDecisions(_) => tr!("Done").to_owned(),
            Self::SwitchScale => tr!("Logarithmic or linear").to_owned(),
            Self::SwitchTheme => tr!("Light or dark").to_owned(),
            Self::SetAppearance(appearance) => appearance.name().to_owned(),
            Self::SwitchContrast => tr!("High contrast").to_owned(),
            Self::SwitchMotion => tr!("Reduced motion").to_owned(),
            Self::SetNumbers(Some(style)) => tr!("Numbers like {}", style.example()),
            Self::SetLanguage(Some(language)) => tr!("Language: {}", language.own_name()),
            Self::SetLanguage(None) => tr!("Language as the system").to_owned(),
            Self::SetNumbers(None) => tr!("Numbers as the language").to_owned(),
            Self::GoTo(Destination::Tab(tab)) => {
                let charts = tab.charts();
                let name = if let [only] = charts[..] { only.name() } else { tab.name() };
                tr!("Show {}", in_sentence(name))
            }
            Self::GoTo(_) => tr!("Open").to_owned(),
            Self::NextPanel => tr!("Next panel").to_owned(),
            Self::PreviousPanel => tr!("Previous panel").to_owned(),
            Self::ShowKeyMessage(key) => tr!("Show {}", in_sentence(key.name())),
            Self::FindCommand => tr!("Commands").to_owned(),
            Self::ShowShortcuts => tr!("Keyboard shortcuts").to_owned(),
            Self::ShowGlossary(None) => tr!("Glossary…").to_owned(),
            Self::ShowGlossary(Some(word)) => tr!("What is: {}", in_sentence(language::text(word))),
            Self::About => tr!("About Breakeven").to_owned(),
            Self::ExportEverything => tr!("Export everything…").to_owned(),
            Self::Export(artifact @ Artifact::Picture(_, PictureFormat::Pptx)) => {
                tr!("Save {} as a slide with a native chart (PPTX)…", artifact.name())
            }
            Self::Export(artifact) => tr!("Save {} as {}…", artifact.name(), artifact.ending().to_uppercase()),
            Self::CopyPicture(key) => tr!("Copy {} as image", in_sentence(key.name())),
            Self::Say(_) => tr!("Say").to_owned(),
            Self::Quit => tr!("Quit").to_owned(),
        }
    }

    /// Whether it is an edit of the scenario that is complete, whatever else is being typed.
    pub fn is_edit(&self) -> bool {
        matches!(
            self,
            Self::Card(CardCommand::Add(..) | CardCommand::AddCall | CardCommand::AddAlternative(_))
                | Self::SetEstimate(..)
                | Self::Usage(UsageCommand::Adopt(..) | UsageCommand::Forget(_))
        )
    }

    /// Its key, if it has one.
    pub fn shortcut(&self) -> Option<KeyboardShortcut> {
        let control = Modifiers::COMMAND;
        let with_shift = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let (modifiers, key) = match self {
            Self::New => (control, Key::N),
            Self::Open => (control, Key::O),
            Self::Save => (control, Key::S),
            Self::SaveAs => (with_shift, Key::S),
            Self::Undo => (control, Key::Z),
            Self::Redo => (with_shift, Key::Z),
            Self::SwitchLayout => (Modifiers::NONE, Key::F5),
            Self::Portfolio(PortfolioCommand::Show) => (Modifiers::NONE, Key::F7),
            Self::Larger => (control, Key::Plus),
            Self::Smaller => (control, Key::Minus),
            Self::UsualSize => (control, Key::Num0),
            Self::SwitchScale => (Modifiers::NONE, Key::L),
            Self::TakeSnapshot(None) => (control, Key::T),
            Self::TakeSnapshot(Some(number)) => (control, digit(*number)?),
            Self::RecallSnapshot(number) => (Modifiers::NONE, digit(*number)?),
            Self::SwitchTheme => (control, Key::D),
            Self::NextPanel => (Modifiers::NONE, Key::F6),
            Self::PreviousPanel => (Modifiers::SHIFT, Key::F6),
            Self::FindCommand => (control, Key::K),
            Self::ShowShortcuts => (Modifiers::NONE, Key::Questionmark),
            _ => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Another key that does the same, for those who are used to it.
    pub fn second_shortcut(&self) -> Option<KeyboardShortcut> {
        let (modifiers, key) = match self {
            Self::Redo => (Modifiers::COMMAND, Key::Y),
            Self::Larger => (Modifiers::COMMAND, Key::Equals),
            Self::ShowShortcuts => (Modifiers::NONE, Key::F1),
            _ => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Whether there is anything for it to do.
    pub fn is_possible(&self, session: &Session) -> bool {
        match self {
            Self::Undo => session.can_undo(),
            Self::Redo => session.can_redo(),
            Self::TakeSnapshot(None) => session.scenario.free_snapshot_number().is_some(),
            Self::ExplainPlan => session.computed.is_current() && session.computed.valid.is_some(),
            Self::RecallSnapshot(number) | Self::Compare(Some(ComparisonTarget::Snapshot(number))) => {
                session.scenario.snapshot(*number).is_some()
            }
            _ => true,
        }
    }

    /// The edit that it takes back or makes again, in words; none of other commands.
    pub fn edit<'s>(&self, session: &'s Session) -> Option<&'s str> {
        match self {
            Self::Undo => session.last_edit(),
            Self::Redo => session.next_edit(),
            _ => None,
        }
    }

    /// As menus show it, with the edit that it is about: `Undo: Model routing switched off`.
    pub fn name_with_edit(&self, session: &Session) -> String {
        match self.edit(session) {
            Some(edit) => format!("{}: {edit}", self.name()),
            None => self.name(),
        }
    }

    /// Asks for it from deep inside a panel: it is run after the window has been laid out, like every other.
    pub fn ask(self, context: &Context) {
        context.data_mut(|data| data.get_temp_mut_or_default::<Vec<Self>>(Id::unique("asked commands")).push(self));
    }

    /// What was asked for in this frame.
    pub fn asked(context: &Context) -> Vec<Self> {
        context.data_mut(|data| data.remove_temp(Id::unique("asked commands"))).unwrap_or_default()
    }

    /// The command whose key was pressed in this frame. While text is typed, keys that belong to the text are left alone.
    pub fn pressed(context: &Context) -> Option<Self> {
        let typing = context.text_edit_focused();
        let mut bound: Vec<(KeyboardShortcut, Self)> = Vec::new();
        for command in Self::listed() {
            let keys = [command.shortcut(), command.second_shortcut()];
            bound.extend(keys.into_iter().flatten().map(|key| (key, command.clone())));
        }
        // egui takes Ctrl+Shift+S for Ctrl+S as well, so the longer ones come first.
        bound.sort_by_key(|(shortcut, _)| !shortcut.modifiers.shift);
        context.input_mut(|input| {
            let belongs_to_text = |shortcut: &KeyboardShortcut, command: &Self| {
                shortcut.conflicts_with_text_editing() || matches!(command, Self::Undo | Self::Redo)
            };
            bound
                .into_iter()
                .filter(|(shortcut, command)| !(typing && belongs_to_text(shortcut, command)))
                .find(|(shortcut, _)| input.consume_shortcut(shortcut))
                .map(|(_, command)| command)
        })
    }
}

/// A shortcut in the words that stand on keys.
pub(super) fn key_name(context: &Context, shortcut: &KeyboardShortcut) -> String {
    context.format_shortcut(shortcut).replace("Questionmark", "?").replace("Arrow", "")
}

/// The key of a number from 1 to 9.
fn digit(number: u8) -> Option<Key> {
    Key::from_name(&number.to_string())
}

pub mod files;
mod group;
pub mod targets;
#[cfg(test)]
mod tests;
