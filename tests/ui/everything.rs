//! Everything that the window shows, place by place: one list that tests of all of it go through.

use std::path::Path;

use breakeven::app::{Command, Tab};
use breakeven::charts::ChartKind;
use breakeven::files::{Autosave, write_scenario};
use breakeven::reference::{PRESETS, alternatives};
use breakeven::scenario::{Commitment, Decision, Estimate};
use egui::{Key, Role, Theme, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tempfile::TempDir;

use crate::support::*;
use crate::translated::{is_named, renamed, shown};

/// A window that has something to show at every place: a plan in a file with comments, agreements of its own, a card
/// library, and work that another window left behind.
pub struct Whole {
    pub window: Window,
    folder: TempDir,
}

impl Whole {
    /// Of any size and theme.
    pub fn new(theme: Theme, size: Vec2) -> Self {
        let folder = tempfile::tempdir().expect("a folder for this test");
        let mut left = PRESETS[1].scenario();
        left.plan.horizon_months += 1;
        Autosave::new(folder.path()).and_then(|place| place.keep(&left, None)).expect("it is kept");
        let mut plan = PRESETS[0].scenario();
        plan.decisions = vec![Decision {
            decision: "Go on to the pilot, and look at the cost per outcome after a month".to_owned(),
            owner: "Ana".to_owned(),
            date: "2026-11-24".to_owned(),
            note: "The prototype has shown that it works".to_owned(),
        }];
        alternatives()[0].add_to(&mut plan);
        plan.plan.adoption = vec![(0, 0.0), (6, 0.4), (12, 1.0)];
        plan.plan.commitment = Some(Commitment { from_stage: 1, amount: Estimate::Exact(500.0) });
        plan.plan.drift = Estimate::Exact(0.02);
        let text = format!("// Agreed on Monday\n{}", write_scenario(&plan));
        std::fs::write(folder.path().join("plan.ron"), text).expect("it can be written");
        let app = app(Some(&folder.path().join("plan.ron")), settings(theme));
        let app = app.with_card_library(folder.path().join("cards")).keeping_work_in(folder.path().to_owned());
        Self { window: window_of(app, size, 1.0), folder }
    }

    /// Shows every place and every dialog in turn, and looks at it.
    pub fn everywhere(&mut self, mut look: impl FnMut(&Window, &str)) {
        let window = &mut self.window;
        look(window, "dialog of work left behind");
        click(window, "Keep for later");
        look(window, "at the start");
        tabs(window, &mut look);
        cards(window, &mut look);
        levers(window, &mut look);
        asked_by_key(window, &mut look);
        dialogs(window, &mut look);
        exporting(window, &self.folder.path().join("taken away"), &mut look);
        snapshots(window, &mut look);
        room(window, &mut look);
        safekeeping(window, self.folder.path(), &mut look);
    }
}

type Look<'l> = &'l mut dyn FnMut(&Window, &str);

/// Each tab, with its charts and then with their tables.
fn tabs(window: &mut Window, look: Look<'_>) {
    for tab in Tab::ALL {
        window.get_by_role_and_label(Role::Tab, tab.name()).click_accesskit();
        window.run();
        look(window, tab.name());
        for name in buttons(window, |name| is_named(name, "View as table: {called}")) {
            click_seen(window, &name);
            look(window, &format!("View as table, {}: {name}", tab.name()));
            click_seen(window, &renamed(&name, "View as table: {called}", "View as chart: {called}"));
        }
    }
    click_seen(window, Tab::WhatMustBeTrue.name());
    click(window, "Seek");
    look(window, "a goal that is sought");
    click_seen(window, Tab::Curve.name());
    window.key_down(Key::B);
    window.run();
    look(window, "without strategies, while B is held");
    window.key_up(Key::B);
    window.run();
}

/// Each card, open.
fn cards(window: &mut Window, look: Look<'_>) {
    for head in buttons(window, |name| 2 <= name.matches(", ").count() && !is_named(name, "Explain {name}")) {
        click_seen(window, &head);
        look(window, &format!("card {head}"));
        // An edit elsewhere may have changed what it says.
        click_seen(window, &head);
    }
    let bought = scenario(window).alternatives[0].clone();
    card(window, &bought.name);
    card(window, &bought.components[0].name);
    look(window, "what an alternative charges");
    click_first(window, "Add an alternative");
    look(window, "gallery of alternatives");
    click(window, "Close the gallery");
    card(window, &bought.components[0].name);
    card(window, &bought.name);
}

/// Each strategy, open, and what else the levers hold.
fn levers(window: &mut Window, look: Look<'_>) {
    let tags = scenario(window).strategies.iter().map(|strategy| strategy.kind.tag().name());
    for name in tags.collect::<Vec<_>>() {
        let open = |window: &mut Window| {
            window.get_by_role_and_label(Role::Button, name).click_accesskit();
            window.run();
        };
        open(window);
        look(window, &format!("strategy {name}"));
        open(window);
    }
    click_seen(window, "Prototype");
    for part in ["Decide before {}: {choices}", "{icon} from {factors}"] {
        click_named(window, part);
        look(window, part);
        click_named(window, part);
    }
    click_seen(window, "Production");
}

/// What a key asks for, and the menus.
fn asked_by_key(window: &mut Window, look: Look<'_>) {
    for command in [Command::New, Command::FindCommand, Command::ShowShortcuts, Command::SaveAs] {
        let shortcut = command.shortcut().expect("it has a key");
        window.key_press_modifiers(shortcut.modifiers, shortcut.logical_key);
        window.run();
        look(window, &format!("dialog {}", command.name()));
        leave(window);
    }
    click(window, "Help");
    click(window, "Explain this plan");
    look(window, "the plan in sentences");
    leave(window);
    for menu in ["View", "Help"] {
        click(window, menu);
        look(window, &format!("menu {menu}"));
        leave(window);
    }
    for (menu, inside) in [("File", "Open recent"), ("Export", ChartKind::Curve.name())] {
        click(window, menu);
        look(window, &format!("menu {menu}"));
        window.get_by_role_and_label(Role::Button, &shown(inside)).click_accesskit();
        window.run();
        look(window, &format!("menu {menu}, {inside}"));
        leave(window);
    }
}

/// What opens over the window from inside it.
fn dialogs(window: &mut Window, look: Look<'_>) {
    for idea in ["The multiple: ", "What is not tokens: ", "Floor against value: "] {
        click_first(window, idea);
        look(window, &format!("dialog {idea}"));
        click(window, "Close");
    }
    click_first(window, "Add card");
    look(window, "the gallery of cards");
    click_first(window, "Add card");

    card(window, "Accepted draft reply");
    click_first(window, "accepted, share of requests: ");
    look(window, "what supports a number");
    click(window, "Ask the room…");
    look(window, "dialog Ask the room");
    leave(window);
    let pins = buttons(window, |name| is_named(name, "Pin {name}"));
    for pin in &pins[..4] {
        click_seen(window, pin);
    }
    // Those that are pinned are called otherwise now.
    click_seen(window, &pins[4]);
    look(window, "dialog of four pins");
    cancel(window);
    card(window, "Accepted draft reply");

    for tool in ["Check prices…", "Add a model…", "New from nothing…"] {
        find(window, tool);
        look(window, &format!("dialog {tool}"));
        leave(window);
    }
    click_first(window, "Answer · ");
    click(window, "Count tokens…");
    look(window, "dialog Count tokens");
    leave(window);
    click_first(window, "Answer · ");
    for help in ["Glossary…", "About Breakeven"] {
        find(window, help);
        look(window, &format!("dialog {help}"));
        leave(window);
    }
    find(window, "Decisions…");
    look(window, "dialog Decisions");
    click(window, "Done");
}

/// Everything on its way into a folder in which one of the files is there already.
fn exporting(window: &mut Window, folder: &Path, look: Look<'_>) {
    click(window, "Export");
    click_button(window, ChartKind::Curve.name());
    look(window, "menu of a chart");
    leave(window);
    std::fs::create_dir(folder).expect("it is not there yet");
    std::fs::write(folder.join("customer_support_assistant.xlsx"), "mine").expect("it can be written");
    find(window, "Export everything…");
    look(window, "dialog of a folder");
    type_text(window, "Path", &folder.to_string_lossy());
    look(window, "dialog of files that are there already");
    click(window, "Write only the others");
    look(window, "files on their way");
    cancel(window);
    let is_stopped = |text: &String| is_named(text, "Stopped after {written} of {count} files");
    eventually(window, |window| texts(window).iter().any(is_stopped));
    look(window, "what became of the files");
    click(window, "Close");
}

/// A plan that is kept, named, and compared with.
fn snapshots(window: &mut Window, look: Look<'_>) {
    control(window, Key::T);
    window.get_by_role_and_label(Role::Switch, &shown("Model routing")).click_accesskit();
    window.run();
    click_first(window, "Snapshots");
    click(window, "Open snapshot 1");
    look(window, "menu of snapshots");
    leave(window);
    find(window, "Compare with snapshot 1");
    for tab in Tab::ALL {
        click_seen(window, tab.name());
        look(window, &format!("{} beside a snapshot", tab.name()));
    }
    click_seen(window, Tab::Curve.name());
    find(window, "Compare with nothing");
}

/// What the room sees, before and after it has guessed.
fn room(window: &mut Window, look: Look<'_>) {
    window.key_press(Key::F5);
    window.run();
    for key in ChartKind::ALL.into_iter().filter(|key| key.has_content(scenario(window))).collect::<Vec<_>>() {
        look(window, &format!("{} in the workshop", key.name()));
        window.key_press(Key::ArrowRight);
        window.run();
    }
    click(window, "Guess first…");
    type_text(window, "Amount, like 12k", "12k");
    look(window, "guesses in the workshop");
    click(window, "Reveal");
    look(window, "what was guessed in the workshop");
    click(window, "Forget the guesses");
    window.key_press(Key::F5);
    window.run();
}

/// What stands in the way of saving, of leaving and of opening, and what was saved over.
fn safekeeping(window: &mut Window, folder: &Path, look: Look<'_>) {
    control(window, Key::S);
    look(window, "dialog of comments that go");
    click(window, "Save anyway");
    std::fs::write(folder.join("plan.ron"), write_scenario(&PRESETS[1].scenario())).expect("it can be written");
    window.get_by_role_and_label(Role::Switch, &shown("Model routing")).click_accesskit();
    window.run();
    control(window, Key::S);
    look(window, "dialog of a file that has changed");
    click(window, "Overwrite");
    find(window, "Backups…");
    look(window, "dialog Backups");
    leave(window);
    window.get_by_role_and_label(Role::Switch, &shown("Model routing")).click_accesskit();
    window.run();
    control(window, Key::O);
    look(window, "dialog of unsaved work");
    leave(window);
    click(window, "Save curve as picture");
    type_text(window, "Path", &folder.join("plan.ron").display().to_string());
    assert!(says(window, &shown("There is such a file already")), "{:?}", texts(window));
    look(window, "dialog of a file that would be replaced");
    leave(window);
    control(window, Key::O);
    click(window, "Discard");
    look(window, "dialog of a path");
    type_text(window, "Path", "nowhere.ron");
    look(window, "dialog of what went wrong");
    click(window, "Close");
}

/// First steps, one after the other.
pub fn first_steps(theme: Theme, size: Vec2, mut look: impl FnMut(&Window, &str)) {
    let mut window = window_of(app(None, settings(theme)).at_first_start(), size, 1.0);
    look(&window, "the first step");
    type_number(&mut window, "Requests at Production", "300k");
    look(&window, "the second step");
    window.get_by_role_and_label(Role::Switch, &shown("Model routing")).click_accesskit();
    window.run();
    look(&window, "the third step");
    window.key_press(Key::F5);
    window.run();
    look(&window, "the tour in the other layout");
}

/// Runs the command with a name, as the palette finds it.
fn find(window: &mut Window, name: &str) {
    control(window, Key::K);
    window.event(egui::Event::Text(shown(name)));
    window.run();
    window.key_press(Key::Enter);
    window.run();
}

/// Clicks Cancel in the dialog. Some languages call *Undo* the same.
fn cancel(window: &mut Window) {
    window.get_all_by_label(&shown("Cancel")).last().expect("the dialog has one").click_accesskit();
    window.run();
}

/// Leaves what lies over the window.
fn leave(window: &mut Window) {
    window.key_press(Key::Escape);
    window.run();
}

/// Clicks the first button whose name is an English text with places.
fn click_named(window: &mut Window, english: &'static str) {
    let named = buttons(window, |name| is_named(name, english));
    window.get_by_role_and_label(Role::Button, &named[0]).click_accesskit();
    window.run();
}

/// The names of the buttons that are meant.
fn buttons(window: &Window, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    nodes(window, Role::Button).iter().map(label).filter(|name| is_meant(name)).collect()
}

/// Whether something can be operated.
pub fn is_operable(node: &egui_kittest::Node<'_>) -> bool {
    let roles = [
        Role::Button,
        Role::CheckBox,
        Role::ComboBox,
        Role::Link,
        Role::ListBoxOption,
        Role::RadioButton,
        Role::Slider,
        Role::SpinButton,
        Role::Switch,
        Role::Tab,
        Role::TextInput,
        Role::MultilineTextInput,
    ];
    roles.contains(&node.accesskit_node().role())
}
