//! The list of commands is whole, and no two share a key or a name.

use super::*;
use crate::app::dialogs::palette::entries;
use crate::app::results::options::SimulationOptions;
use crate::app::state::UiState;
use crate::app::state::guesses::GuessRound;
use crate::app::state::settings::Settings;
use crate::reference::PRESETS;

#[test]
fn no_two_commands_share_a_key_or_a_name() {
    let (mut keys, mut names) = (Vec::new(), Vec::new());
    for command in Command::listed() {
        for key in [command.shortcut(), command.second_shortcut()].into_iter().flatten() {
            assert!(!keys.contains(&key), "{command:?}: {key:?} is taken");
            keys.push(key);
        }
        let name = command.name();
        assert!(!names.contains(&name), "{command:?}: {name} is taken");
        names.push(name);
    }
}

/// Whoever adds a command lists it, or says here that one control alone can ask for it.
#[test]
fn every_command_is_in_the_palette() {
    const ONLY_IN_PLACE: [&str; 16] = [
        "Say",
        "PoolOpinions",
        "Begin",
        "Card",
        "Discard",
        "DismissTour",
        "File",
        "FindCommand",
        "RecordDecisions",
        "ReplacePin",
        "Reveal",
        "SaveFirst",
        "SetEstimate",
        "SupportEstimate",
        "TogglePin",
        "WalkCharts",
    ];
    let settings = Settings { recent_files: vec!["plan.ron".into()], ..Settings::default() };
    let mut session = Session::preset(&PRESETS[0], SimulationOptions { futures: 50, ..SimulationOptions::default() });
    session.scenario.name.push('!');
    session.settle(false, false);
    session.undo();
    session.scenario.name.push('?');
    session.take_snapshot(None);
    let ui_state = UiState { round: Some(GuessRound::default()), ..UiState::of(&session.scenario) };
    let offered_in = |session: &Session| -> Vec<String> {
        let entries = entries(session, &ui_state, &settings, |command| command.is_possible(session));
        entries.iter().map(|entry| format!("{:?}", entry.command)).collect()
    };
    let mut offered = offered_in(&session);
    session.undo();
    offered.extend(offered_in(&session));
    let source = include_str!("mod.rs");
    let start = source.find("pub enum Command {").expect("it is above");
    let end = start + source[start..].find("\n}").expect("it ends");
    let variants = source[start..end].lines().map(str::trim).filter(|line| line.starts_with(char::is_uppercase));
    let names: Vec<&str> =
        variants.filter_map(|line| line.split(|letter: char| !letter.is_alphanumeric()).next()).collect();
    assert!(10 < names.len(), "{names:?}");
    for name in names.into_iter().filter(|name| !ONLY_IN_PLACE.contains(name)) {
        let is_offered = offered.iter().any(|command| command.split('(').next() == Some(name));
        assert!(is_offered, "{name} is not in the palette: list it in Command::listed");
    }
}
