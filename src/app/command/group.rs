//! What commands have to do with.

use strum::EnumIter;

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
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Stage => "Stage",
            Self::Card => "Card",
            Self::Strategy => "Strategy",
            Self::Number => "Number",
            Self::Snapshot => "Snapshots",
            Self::Export => "Export",
            Self::Help => "Help",
            Self::Term => "Glossary",
        }
    }
}
