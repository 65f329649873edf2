//! Everything that can be found by typing: the window's commands, and what is open in it.

use crate::app::command::Command;
use crate::app::command::targets::{CardId, Destination};
use crate::app::document::Session;
use crate::app::state::settings::Settings;
use crate::app::state::{Layout, UiState};
use crate::format::{self, Money};
use crate::glossary::Term;
use crate::language::{text, tr};
use crate::prose::name_of;
use crate::reference::PRESETS;

/// Something to find.
#[derive(Clone, Debug)]
pub struct PaletteEntry {
    /// What it does.
    pub command: Command,
    /// What it is found by.
    pub name: String,
    /// What else there is to say about it.
    pub detail: String,
}

impl PaletteEntry {
    fn new(command: Command, name: String, detail: String) -> Self {
        Self { command, name, detail }
    }
}

/// Everything that can be done now, group by group.
pub fn entries(
    session: &Session,
    ui_state: &UiState,
    settings: &Settings,
    is_possible: impl Fn(&Command) -> bool,
) -> Vec<PaletteEntry> {
    // The portfolio has edits of its own.
    let edited = Some(session).filter(|_| ui_state.layout != Layout::Portfolio);
    let mut entries: Vec<PaletteEntry> = Command::listed()
        .into_iter()
        // It is open already.
        .filter(|command| *command != Command::FindCommand)
        .map(|command| {
            let edit = edited.and_then(|session| command.edit(session)).unwrap_or_default().to_owned();
            PaletteEntry::new(command.clone(), command.name(), edit)
        })
        .collect();
    let plain = |command: Command, name: String| PaletteEntry::new(command, name, String::new());
    if let Some(round) = &ui_state.round {
        let reveal = Some(Command::Reveal).filter(|_| round.is_secret() && round.has_guesses());
        entries.extend(reveal.into_iter().chain([Command::ForgetGuesses]).map(|command| {
            let name = command.name();
            plain(command, name)
        }));
    }
    let steps = session.scenario.workload.steps.iter().enumerate();
    entries
        .extend(steps.map(|(place, step)| plain(Command::CountTokens(place), tr!("Count tokens of {}…", step.name))));
    for (name, path) in settings.recent_names() {
        let command = Command::OpenFile(path.to_owned());
        entries.push(PaletteEntry::new(command, tr!("Open {name}", name), path.display().to_string()));
    }
    for preset in PRESETS {
        let command = Command::StartFrom(preset.key);
        let name = tr!("Start from {}", command.name());
        entries.push(plain(command, name));
    }
    entries.extend(places(session).map(|(place, name, detail)| PaletteEntry::new(Command::GoTo(place), name, detail)));
    entries.extend(Term::all().map(|term| {
        let command = Command::ShowGlossary(Some(term.name));
        PaletteEntry::new(command.clone(), command.name(), text(term.sentence).to_owned())
    }));
    entries.retain(|entry| is_possible(&entry.command));
    entries.sort_by_key(|entry| entry.command.group());
    entries
}

/// What of the scenario one can go to.
fn places(session: &Session) -> impl Iterator<Item = (Destination, String, String)> {
    let scenario = &session.scenario;
    let money = Money::new(&scenario.currency);
    let stages = scenario.stages.iter().enumerate().map(|(index, stage)| {
        let requests = format::count(stage.requests.base());
        (Destination::Stage(index), tr!("Look at {}", stage.name), tr!("{requests} requests a month", requests))
    });
    let cards = CardId::all(scenario).into_iter().map(|card| {
        let name = tr!("Open {}", card.name(scenario));
        (Destination::Card(card), name, String::new())
    });
    let strategies = scenario.strategies.iter().enumerate().map(|(index, strategy)| {
        let state = if strategy.enabled { tr!("on") } else { tr!("off") };
        (Destination::Strategy(index), tr!("Open {}", strategy.kind.tag().name()), state.to_owned())
    });
    let numbers = scenario.fields().into_iter().map(move |field| {
        let name = name_of(scenario, &field.path);
        let value = name.full(&money, field.estimate.base());
        (Destination::Estimate(field.path), name.label(), value)
    });
    stages.chain(cards).chain(strategies).chain(numbers)
}
