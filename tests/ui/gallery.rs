//! Cards come from the gallery, change places, and are kept as files of one's own.

use std::path::Path;
use std::sync::Arc;

use breakeven::app::Settings;
use breakeven::reference::{Card, cards, open_card};
use breakeven::scenario::Driver;
use egui::{Key, Modifiers, Pos2, Role, Theme, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::support::*;

/// A window that keeps cards in a folder.
fn window_with(folder: &Path, theme: Theme) -> Window {
    let app = app(None, settings(theme)).with_card_library(folder.to_owned());
    window_of(app, vec2(1600.0, 1400.0), 1.0)
}

fn ids(window: &Window) -> Vec<String> {
    scenario(window).components.iter().map(|component| component.id.clone()).collect()
}

/// The button whose name starts with this.
#[track_caller]
fn button<'w>(window: &'w Window, start: &str) -> egui_kittest::Node<'w> {
    let mut buttons = nodes(window, Role::Button).into_iter().filter(|node| label(node).starts_with(start));
    buttons.next().unwrap_or_else(|| panic!("there is no button {start}"))
}

/// Where the head of a component's card is.
#[track_caller]
fn head(window: &Window, place: usize) -> egui::Rect {
    let name = scenario(window).components[place].name.clone();
    button(window, &format!("{name}, ")).rect()
}

/// The names of the cards that the gallery shows.
fn shown(window: &Window) -> Vec<String> {
    let names = nodes(window, Role::Button).into_iter().map(|node| label(&node));
    names.filter_map(|name| Some(name.strip_prefix("Add ")?.split_once(": ")?.0.to_owned())).collect()
}

fn type_letters(window: &mut Window, text: &str) {
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
}

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

fn drop_file(window: &mut Window, path: &Path) {
    window.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    window.run();
}

#[test]
fn a_card_is_found_by_what_it_is_charged_by() {
    let mut window = window();
    let before = (ids(&window).len(), scenario(&window).workload.steps.len());
    button(&window, "\u{E3D4} Add card").focus();
    window.run();
    press(&mut window, Key::Enter);
    for (search, expected) in [
        ("model step", "Model call"),
        ("miss", "Blank card, charged per failed attempt"),
        ("seat", "Blank card, charged per person who has it"),
        ("call", "Model call"),
    ] {
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        type_letters(&mut window, search);
        assert!(shown(&window).contains(&expected.to_owned()), "{search}: {:?}", shown(&window));
    }
    for search in ["model step", "failed attempt"] {
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        type_letters(&mut window, search);
        press(&mut window, Key::Enter);
    }
    assert!(says(&window, "Added Blank card, charged per failed attempt"), "{:?}", texts(&window));
    let after = (ids(&window).len(), scenario(&window).workload.steps.len());
    assert_eq!(after, (before.0 + 1, before.1 + 1), "Enter has added a card and a call");
    let line = &scenario(&window).components.last().expect("it was added").lines[0];
    assert_eq!((line.driver, line.name.as_str()), (Driver::Miss, "Fee per failed attempt"));
}

#[test]
fn a_card_is_found_and_added_by_keys_alone() {
    let mut window = window();
    let before = ids(&window);
    button(&window, "\u{E3D4} Add card").focus();
    window.run();
    press(&mut window, Key::Enter);
    assert_eq!(shown(&window).len(), cards().len());
    type_letters(&mut window, "vector");
    let found = shown(&window);
    assert!(1 < found.len() && found.iter().all(|name| name.to_lowercase().contains("vector")), "{found:?}");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_eq!(ids(&window).len(), before.len() + 1);
    assert_eq!(scenario(&window).components.last().map(|added| &added.name), Some(&found[1]));
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::Enter);
    assert_eq!(scenario(&window).components.last().map(|added| &added.name), Some(&found[0]));
    press(&mut window, Key::Escape);
    assert!(shown(&window).is_empty(), "Escape closes the gallery");
    control(&mut window, Key::Z);
    control(&mut window, Key::Z);
    assert_eq!(ids(&window), before, "each card is an edit of its own");
}

#[test]
fn where_the_cards_have_no_room_the_gallery_brings_them() {
    for size in [vec2(600.0, 400.0), vec2(900.0, 500.0)] {
        let mut window = window_of(app(None, settings(Theme::Light)), size, 1.0);
        assert!(window.query_by_label("Search cards").is_none());
        window.key_press_modifiers(Modifiers::COMMAND, Key::K);
        window.run();
        type_letters(&mut window, "gallery of cards");
        press(&mut window, Key::Enter);
        let search = window.get_by_label("Search cards").rect();
        assert!(window.ctx.content_rect().contains_rect(search), "{size}: {search:?}");
        window.get_by_role_and_label(Role::Tab, "Charts").click();
        window.run();
        assert!(window.query_by_label("Search cards").is_none(), "it goes where the cards go");
    }
}

#[test]
fn what_nobody_finds_is_said() {
    let mut window = window();
    click_first(&mut window, "Add card");
    type_letters(&mut window, "zeppelin");
    assert!(says(&window, "No card has all of “zeppelin”"));
    click_first(&mut window, "A blank card");
    assert_eq!(scenario(&window).components.last().map(|added| added.name.as_str()), Some("New card"));
}

#[test]
fn a_card_is_dragged_from_the_gallery_to_its_place() {
    let mut window = window_of(app(None, Settings::default()), vec2(1600.0, 1400.0), 1.0);
    let before = ids(&window);
    click_first(&mut window, "Add card");
    let from = button(&window, "Add Re-ranking: ").rect().center();
    let to = head(&window, 2).center_top() - vec2(0.0, 3.0);
    drag(&mut window, from, to);
    let after = ids(&window);
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after[2], "reranker");
    assert!(!shown(&window).is_empty(), "the gallery stays open");
    control(&mut window, Key::Z);
    assert_eq!(ids(&window), before);

    let nowhere = Pos2::new(1000.0, 700.0);
    drag(&mut window, from, nowhere);
    assert_eq!(ids(&window), before, "dropped elsewhere, nothing comes");
}

#[test]
fn cards_change_places_by_dragging() {
    let mut window = window_of(app(None, Settings::default()), vec2(1600.0, 1400.0), 1.0);
    let before = ids(&window);
    let (from, to) = (head(&window, 0).center(), head(&window, 3).center_bottom());
    drag(&mut window, from, to);
    let mut expected = before.clone();
    expected[..4].rotate_left(1);
    assert_eq!(ids(&window), expected);
    control(&mut window, Key::Z);
    assert_eq!(ids(&window), before, "in one step");

    let steps =
        |window: &Window| scenario(window).workload.steps.iter().map(|step| step.name.clone()).collect::<Vec<_>>();
    assert_eq!(steps(&window), ["classify", "answer"]);
    card(&mut window, "Answer · claude-sonnet-4-6");
    let at = |window: &Window, start: &str| button(window, start).rect().center();
    let (from, to) = (at(&window, "Answer · "), at(&window, "Classify · ") - vec2(0.0, 15.0));
    drag(&mut window, from, to);
    assert_eq!(steps(&window), ["answer", "classify"]);
    assert!(window.query_by_label("Remove answer").is_some(), "the open card stays open");
}

#[test]
fn escape_puts_a_card_back() {
    let mut window = window();
    let before = ids(&window);
    let (from, to) = (head(&window, 0).center(), head(&window, 3).center_bottom());
    window.hover_at(from);
    window.run();
    window.drag_at(from);
    window.run();
    for step in 1..=4 {
        window.hover_at(from.lerp(to, step as f32 / 4.0));
        window.run();
    }
    press(&mut window, Key::Escape);
    window.drop_at(to);
    window.run();
    assert_eq!(ids(&window), before);
    assert!(window.query_by_label_contains("takes part").is_none(), "and opens nothing");
}

#[test]
fn a_small_tremble_is_a_click() {
    let mut window = window();
    let at = head(&window, 0).center();
    window.hover_at(at);
    window.run();
    // Quickly: whoever holds for long does not click.
    window.drag_at(at);
    window.step();
    window.hover_at(at + vec2(2.0, 1.0));
    window.step();
    window.drop_at(at + vec2(2.0, 1.0));
    window.run();
    assert!(window.query_by_label_contains("takes part").is_some(), "the card is open");
}

#[test]
fn cards_change_places_by_keys() {
    let mut window = window();
    let before = ids(&window);
    let name = format!("{}, ", scenario(&window).components[0].name);
    button(&window, &name).focus();
    window.run();
    for _ in 0..2 {
        window.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
        window.run();
    }
    let mut expected = before.clone();
    expected[..3].rotate_left(1);
    assert_eq!(ids(&window), expected, "the focus goes with the card");
    window.key_press_modifiers(Modifiers::ALT, Key::ArrowUp);
    window.run();
    expected.swap(1, 2);
    assert_eq!(ids(&window), expected);

    button(&window, "Classify · ").focus();
    window.run();
    for (key, first) in [(Key::ArrowDown, "answer"), (Key::ArrowDown, "answer"), (Key::ArrowUp, "classify")] {
        window.key_press_modifiers(Modifiers::ALT, key);
        window.run();
        assert_eq!(scenario(&window).workload.steps[0].name, first);
    }
}

#[test]
fn a_card_of_ones_own_is_kept_renamed_and_deleted() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let kept = || std::fs::read_dir(folder.path()).expect("it is there").count();
    let mut window = window_with(folder.path(), Theme::Light);
    let name = scenario(&window).components[1].name.clone();
    let id = scenario(&window).components[1].id.clone();
    let card_of_it = Card::of(scenario(&window), &id).expect("it is there");
    card(&mut window, &name);
    click(&mut window, "Save to my library");
    assert!(says(&window, "is in your library now"));
    click(&mut window, "Save to my library");
    assert!(says(&window, "is in your library already"));
    assert_eq!(kept(), 1);

    click_first(&mut window, "Add card");
    assert_eq!(shown(&window)[0], name, "one’s own come first");
    assert!(says(&window, "Mine"));
    click_first(&mut window, &format!("Add {name}: "));
    let added = scenario(&window).components.last().expect("it was added").clone();
    assert_ne!(added.id, id, "under an id of its own");
    assert_eq!(Card::of(scenario(&window), &added.id).map(|card| card.bases), Some(card_of_it.bases), "with its bases");

    click(&mut window, &format!("Rename {name} in my library"));
    // All of it is selected, as of every name that was not pointed into.
    press(&mut window, Key::End);
    type_letters(&mut window, " of ours");
    press(&mut window, Key::Enter);
    let renamed = format!("{name} of ours");
    assert_eq!(shown(&window)[0], renamed);

    // Another window finds it.
    drop(window);
    let mut window = window_with(folder.path(), Theme::Dark);
    click_first(&mut window, "Add card");
    assert_eq!(shown(&window)[0], renamed);
    click(&mut window, &format!("Delete {renamed} in my library"));
    click(&mut window, "Keep it");
    assert_eq!(kept(), 1);
    click(&mut window, &format!("Delete {renamed} in my library"));
    click(&mut window, "Delete it");
    assert_eq!((kept(), shown(&window).len()), (0, cards().len()));
}

#[test]
fn a_bad_card_in_the_library_is_named() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    std::fs::write(folder.path().join("half.ron"), &cards()[0].to_text()[..200]).expect("it can be written");
    let mut window = window_with(folder.path(), Theme::Light);
    click_first(&mut window, "Add card");
    type_letters(&mut window, "zeppelin");
    assert!(says(&window, "half.ron, line"));
}

#[test]
fn card_files_are_written_dropped_and_opened() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("mine.ron");
    let mut window = window();
    let original = scenario(&window).components[1].clone();
    card(&mut window, &original.name);
    click(&mut window, "Save card as file…");
    type_text(&mut window, "Path", &path.display().to_string());
    assert_eq!(open_card(&path).expect("it is a card").component, original);

    // Over what is there nobody writes by mistake.
    let other = scenario(&window).components[0].name.clone();
    card(&mut window, &original.name);
    card(&mut window, &other);
    click(&mut window, "Save card as file…");
    type_text(&mut window, "Path", &path.display().to_string());
    assert!(says(&window, "Could not save"));
    click(&mut window, "Close");
    assert_eq!(open_card(&path).expect("it is a card").component, original);

    let count = scenario(&window).components.len();
    drop_file(&mut window, &path);
    assert_eq!(scenario(&window).components.len(), count + 1);
    let dropped = scenario(&window).components[count].clone();
    assert_eq!((dropped.name, dropped.lines), (original.name.clone(), original.lines.clone()));
    assert_ne!(dropped.id, original.id);
    assert!(says(&window, &format!("Added {}", original.name)));

    // With unsaved work as well: nothing is lost by adding.
    control(&mut window, Key::O);
    click(&mut window, "Discard");
    type_text(&mut window, "Path", &path.display().to_string());
    assert_eq!(scenario(&window).components.len(), count + 2);

    std::fs::write(&path, "(group: \"Mine\", component: (id: 3))").expect("it can be written");
    drop_file(&mut window, &path);
    assert_eq!(scenario(&window).components.len(), count + 2);
    assert!(says(&window, "Could not add the card"));
    assert!(says(&window, "mine.ron, line 1, column"));
}

#[test]
fn dots_say_at_which_stages_a_card_is_active() {
    let window = window();
    let scenario = scenario(&window);
    for component in &scenario.components {
        let stages = scenario.stages.iter().enumerate();
        let is_active =
            |stage: usize| component.from_stage <= stage && component.until_stage.is_none_or(|until| stage <= until);
        let names: Vec<&str> =
            stages.filter(|(stage, _)| is_active(*stage)).map(|(_, stage)| stage.name.as_str()).collect();
        let said = label(&button(&window, &format!("{}, ", component.name)));
        let expected = format!(", active at {}", names.join(", "));
        assert_eq!(said.contains(&expected), names.len() < scenario.stages.len(), "{said}");
    }
    assert!(scenario.components.iter().any(|component| 0 < component.from_stage));
}
