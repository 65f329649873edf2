//! Drop-downs, recent files and blank cards: what is chosen from, and what that does by itself.

use breakeven::app::Settings;
use breakeven::files::write_scenario;
use breakeven::reference::PRESETS;
use breakeven::scenario::Driver;
use egui::{Key, Role, Theme, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::legible::texts_on_screen;
use crate::support::*;

/// What every stage costs and nets, and how many times the prototype the target costs.
fn outcome(window: &Window) -> (Vec<[f64; 2]>, Option<f64>) {
    let results = &window.state().0.session().computed.valid.as_ref().expect("results").results;
    let stages = results.stages.iter().map(|stage| [stage.planned.cost, stage.planned.net]);
    (stages.collect(), results.multiple.as_ref().map(|multiple| multiple.total))
}

#[test]
fn a_blank_card_costs_nothing_until_somebody_types() {
    let mut window = window();
    let before = outcome(&window);
    click(&mut window, "Pilot");
    click_first(&mut window, "Add card");
    click_first(&mut window, "A blank card");
    assert_eq!(outcome(&window), before, "what nobody has typed is on the bill");
    let added = scenario(&window).components.last().expect("it was added").clone();
    assert_eq!(added.from_stage, 1, "from the stage on that is looked at");
    click_first(&mut window, "Add card");
    click_first(&mut window, "Add a line");
    assert_eq!(outcome(&window), before, "nor a line");
    assert_eq!(scenario(&window).components.last().expect("it is there").lines.len(), 2);
}

#[test]
fn a_fixed_fee_is_charged_once_a_month_and_grows_with_nothing() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1600.0, 2000.0), 1.0);
    card(&mut window, "Tracing and cost telemetry");
    let words: Vec<String> = nodes(&window, Role::ComboBox).iter().filter_map(egui_kittest::Node::value).collect();
    assert!(words.iter().any(|word| word == "once a month"), "{words:?}");
    assert!(words.iter().any(|word| word == "per request"), "{words:?}");
    assert!(!says(&window, "grows with each"));
}

/// Whole rows of a list that can be seen.
fn seen(window: &Window, rows: &[&str]) -> usize {
    let texts = texts_on_screen(window);
    let is_seen =
        |row: &&&str| texts.iter().any(|text| text.said == **row && text.clip.contains(text.letters.center()));
    rows.iter().filter(is_seen).count()
}

#[test]
fn a_drop_down_shows_all_of_its_choices() {
    for size in [vec2(1280.0, 720.0), vec2(1600.0, 1000.0)] {
        let mut window = window_of(app(None, settings(Theme::Light)), size, 1.0);
        click_first(&mut window, "Add card");
        click_first(&mut window, "A blank card");
        click_first(&mut window, "Close the gallery");
        let rows = Driver::ALL.map(Driver::charged);
        let driver = nodes(&window, Role::ComboBox).into_iter().find(|node| label(node) == "charged");
        driver.expect("it is there").click_accesskit();
        window.run();
        let unseen: Vec<&str> = rows.into_iter().filter(|row| seen(&window, &[row]) == 0).collect();
        assert!(unseen.is_empty(), "{size}: {unseen:?}");
    }
}

#[test]
fn a_long_drop_down_shows_many_choices() {
    let mut window = window();
    click(&mut window, "Must be true");
    let seek = nodes(&window, Role::ComboBox).into_iter().find(|node| label(node).starts_with("Goal seek by"));
    seek.expect("it is there").click_accesskit();
    window.run();
    // The eleventh, with the pointer where it is seen: out of sight, a click closes the list.
    let far = "Cost of a harmful answer";
    nodes(&window, Role::Button).into_iter().rfind(|node| label(node) == far).expect("it is listed").click();
    window.run();
    let chosen = format!("Goal seek by {far}");
    assert!(nodes(&window, Role::ComboBox).iter().any(|node| label(node) == chosen), "{far} was out of sight");
}

#[test]
fn a_recent_file_stands_once_in_its_menu_and_says_that_it_is_gone() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("plan.ron");
    std::fs::write(&path, write_scenario(&PRESETS[0].scenario())).expect("it can be written");
    let gone = folder.path().join("gone.ron");
    std::fs::create_dir(folder.path().join("below")).expect("it is not there yet");
    let detour = folder.path().join("below").join("..").join("plan.ron");
    let recent_files = vec![detour, path.clone(), gone];
    let settings = Settings { recent_files, ..Settings::default() };
    let mut window = window_of(app(Some(&path), settings), vec2(1280.0, 720.0), 1.0);
    click(&mut window, "File");
    click(&mut window, "Open recent");
    let listed: Vec<String> =
        nodes(&window, Role::Button).iter().map(label).filter(|name| name.contains(".ron")).collect();
    assert_eq!(listed, ["plan.ron", "gone.ron not there any more"]);
    window.key_press(Key::Escape);
    window.run();
    window.key_press(Key::Escape);
    window.run();
    control(&mut window, Key::K);
    window.event(egui::Event::Text("plan.ron".to_owned()));
    window.run();
    let found: Vec<String> = nodes(&window, Role::ListBoxOption).iter().map(label).collect();
    assert_eq!(found.iter().filter(|name| name.contains("plan.ron")).count(), 1, "{found:?}");
}

#[test]
fn files_of_the_same_name_say_their_folders() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let paths = ["here", "there"].map(|name| folder.path().join(name).join("plan.ron"));
    for path in &paths {
        std::fs::create_dir(path.parent().expect("a folder")).expect("it is not there yet");
        std::fs::write(path, "").expect("it can be written");
    }
    let settings = Settings { recent_files: paths.to_vec(), ..Settings::default() };
    let mut window = window_of(app(None, settings), vec2(1280.0, 720.0), 1.0);
    click(&mut window, "File");
    click(&mut window, "Open recent");
    for name in ["plan.ron in here", "plan.ron in there"] {
        assert!(window.query_by_label(name).is_some(), "{name}");
    }
}
