//! What commands have to do with.

use strum::EnumIter;

use super::Command;
use super::targets::{Destination, PortfolioCommand, UsageCommand};
use crate::language::tr;

/// What a command has to do with, as lists head it, in the order in which they show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumIter)]
pub enum CommandGroup {
    /// Scenarios and their files.
    File,
    /// Changes to the scenario.
    Edit,
    /// What the window shows.
    View,
    /// A stage to look at.
    Stage,
    /// A card to open.
    Card,
    /// A strategy to open.
    Strategy,
    /// An estimate to open.
    Number,
    /// A plan to keep, to bring back or to compare with.
    Snapshot,
    /// Something to take away.
    Export,
    /// How to use it all.
    Help,
    /// What a word means.
    Term,
}

impl CommandGroup {
    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::File => tr!("File"),
            Self::Edit => tr!("Edit"),
            Self::View => tr!("View"),
            Self::Stage => tr!("Stage"),
            Self::Card => tr!("Card"),
            Self::Strategy => tr!("Strategy"),
            Self::Number => tr!("Number"),
            Self::Snapshot => tr!("Snapshots"),
            Self::Export => tr!("Export"),
            Self::Help => tr!("Help"),
            Self::Term => tr!("Glossary"),
        }
    }
}

impl Command {
    /// What it has to do with.
    pub fn group(&self) -> CommandGroup {
        match self {
            Self::New | Self::StartQuestionnaire | Self::StartFrom(_) | Self::Begin(_) => CommandGroup::File,
            Self::Open | Self::OpenFile(_) | Self::File(_) => CommandGroup::File,
            Self::SaveFirst(_) | Self::Discard(_) => CommandGroup::File,
            Self::Save | Self::SaveAs | Self::Backups | Self::OpenCard | Self::Quit => CommandGroup::File,
            Self::OpenGallery | Self::Card(_) => CommandGroup::Edit,
            Self::Undo | Self::Redo | Self::SetEstimate(..) | Self::SupportEstimate(..) => CommandGroup::Edit,
            Self::TogglePin(_) | Self::ReplacePin(..) | Self::PoolOpinions(_) => CommandGroup::Edit,
            Self::CheckPrices | Self::AskPrices | Self::Usage(UsageCommand::Read) => CommandGroup::File,
            Self::Portfolio(PortfolioCommand::Ask) => CommandGroup::File,
            Self::Portfolio(_) => CommandGroup::View,
            Self::Usage(_) => CommandGroup::Edit,
            Self::ChooseModel(_) | Self::CountTokens(_) => CommandGroup::Edit,
            Self::SwitchScale | Self::SwitchTheme | Self::SetAppearance(_) => CommandGroup::View,
            Self::SwitchContrast | Self::SwitchMotion => CommandGroup::View,
            Self::SwitchLayout | Self::NextPanel | Self::PreviousPanel | Self::ShowKeyMessage(_) => CommandGroup::View,
            Self::Larger | Self::Smaller | Self::UsualSize => CommandGroup::View,
            Self::WalkCharts(_) | Self::GuessFirst | Self::Reveal | Self::ForgetGuesses => CommandGroup::View,
            Self::PresenterNotes => CommandGroup::View,
            Self::SetTimer(_) | Self::SetNumbers(_) | Self::SetLanguage(_) => CommandGroup::View,
            Self::TakeTour | Self::DismissTour | Self::ExplainPlan => CommandGroup::Help,
            Self::GoTo(place) => match place {
                Destination::Tab(_) => CommandGroup::View,
                Destination::Stage(_) => CommandGroup::Stage,
                Destination::Card(_) => CommandGroup::Card,
                Destination::Strategy(_) => CommandGroup::Strategy,
                Destination::Estimate(_) => CommandGroup::Number,
            },
            Self::TakeSnapshot(_) | Self::RecallSnapshot(_) | Self::Compare(_) => CommandGroup::Snapshot,
            Self::Decisions | Self::RecordDecisions(_) | Self::CopyDifference => CommandGroup::Snapshot,
            Self::ExportEverything | Self::Export(_) | Self::CopyPicture(_) => CommandGroup::Export,
            Self::FindCommand | Self::ShowShortcuts | Self::ShowGlossary(None) | Self::About | Self::Say(_) => {
                CommandGroup::Help
            }
            Self::ShowGlossary(Some(_)) => CommandGroup::Term,
        }
    }
}
