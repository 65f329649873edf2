//! Several use cases in the window: the example opened, decided about, left for one of them and come back to.

use std::path::Path;

use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;

use crate::support::*;

/// A window that shows the example.
fn with_example() -> Window {
    let mut window = window();
    window.key_press(Key::F7);
    window.run();
    assert!(says(&window, "No portfolio is open"), "{:?}", texts(&window));
    click(&mut window, "Ten use cases, an example");
    eventually(&mut window, |window| says(window, "Worth on average"));
    window.run();
    window
}

/// What the list says of a use case.
fn card(window: &Window, name: &str) -> String {
    let cards = nodes(window, Role::Button).into_iter().map(|node| label(&node));
    cards.into_iter().find(|label| label.starts_with(&format!("{name}, "))).expect("it is listed")
}

#[test]
fn use_cases_are_funded_ruled_out_and_taken_back() {
    let mut window = with_example();
    assert!(says(&window, "of 10") && says(&window, "1 never to be built"), "{:?}", texts(&window));
    assert_eq!(card(&window, "Invoice extraction"), "Invoice extraction, funded");
    assert_eq!(card(&window, "Voice assistant on the phone"), "Voice assistant on the phone, not funded");
    click(&mut window, "Exclude: Invoice extraction");
    assert_eq!(card(&window, "Invoice extraction"), "Invoice extraction, not funded");
    click(&mut window, "Must: Enterprise knowledge search");
    assert_eq!(card(&window, "Enterprise knowledge search"), "Enterprise knowledge search, funded");
    control(&mut window, Key::Z);
    control(&mut window, Key::Z);
    assert_eq!(card(&window, "Invoice extraction"), "Invoice extraction, funded");
    // What is never to be built is not built because somebody wants it, and that is said.
    click(&mut window, "Must: Voice assistant on the phone");
    assert!(says(&window, "Not possible") && says(&window, "must be funded, but is never to be built"));
    control(&mut window, Key::Z);
    assert!(!says(&window, "Not possible"));
}

#[test]
fn a_use_case_is_opened_and_come_back_from() {
    let mut window = with_example();
    let card = card(&window, "Coding agent");
    let node = window.get_by_role_and_label(Role::Button, &card);
    node.focus();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(scenario(&window).name, "Coding agent");
    assert!(says(&window, "Verdict at"), "it is shown as every scenario is");
    window.key_press(Key::F7);
    eventually(&mut window, |window| says(window, "Worth on average"));
}

#[test]
fn a_portfolio_is_opened_by_its_file_and_what_is_missing_is_said() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let preset = Path::new("presets/meeting_summariser.ron").canonicalize().expect("it is there");
    std::fs::copy(preset, folder.path().join("minutes.ron")).expect("it can be copied");
    let path = folder.path().join("two.portfolio.ron");
    let text = "(portfolio: 1, name: \"Two\", budget: 200000.0, scenarios: [\"minutes.ron\", \"gone.ron\"])";
    std::fs::write(&path, text).expect("it can be written");
    let mut window = window();
    window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.clone())));
    window.run();
    eventually(&mut window, |window| says(window, "gone.ron: there is no such file"));
    assert!(says(&window, "saved · two.portfolio.ron"));
    click(&mut window, "Exclude: Meeting minutes with review");
    assert!(says(&window, "edited · two.portfolio.ron"));
    control(&mut window, Key::S);
    assert!(says(&window, "saved · two.portfolio.ron"), "{:?}", texts(&window));
    assert!(std::fs::read_to_string(&path).expect("it is there").contains("excluded: [\"minutes.ron\"]"));
}

/// Nothing that was decided goes without a word.
#[test]
fn decisions_that_are_not_saved_are_asked_about() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let preset = Path::new("presets/meeting_summariser.ron").canonicalize().expect("it is there");
    std::fs::copy(preset, folder.path().join("minutes.ron")).expect("it can be copied");
    let path = folder.path().join("one.portfolio.ron");
    std::fs::write(&path, "(portfolio: 1, name: \"One\", scenarios: [\"minutes.ron\"])").expect("it can be written");
    let drop = |window: &mut Window| {
        window.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.clone())));
        window.run();
    };
    let mut window = window();
    drop(&mut window);
    eventually(&mut window, |window| says(window, "Worth on average"));
    window.run();
    click(&mut window, "Exclude: Meeting minutes with review");
    drop(&mut window);
    assert!(says(&window, "decisions that are not in its file yet"), "{:?}", texts(&window));
    click_button(&mut window, "Cancel");
    assert!(says(&window, "edited · one.portfolio.ron"));
    drop(&mut window);
    click_button(&mut window, "Discard");
    eventually(&mut window, |window| says(window, "Worth on average"));
    assert!(says(&window, "saved · one.portfolio.ron"));
    assert!(!std::fs::read_to_string(&path).expect("it is there").contains("excluded"));
}

/// The findings of the charts that are shown.
fn findings(window: &Window) -> Vec<String> {
    nodes(window, Role::Heading).iter().map(label).collect()
}

fn tab(window: &mut Window, name: &str) {
    window.get_by_role_and_label(Role::Tab, name).click_accesskit();
    window.run();
}

#[test]
fn three_charts_are_tabs_that_are_read_copied_and_saved() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut window = with_example();
    assert!(findings(&window).iter().any(|finding| finding.contains("are funded within")), "{:?}", findings(&window));
    tab(&mut window, "Funding by month");
    let is_funding = |finding: &String| {
        finding.contains("is tied up at the peak in May 2027") && finding.contains("within $800,000")
    };
    assert!(findings(&window).iter().any(is_funding), "{:?}", findings(&window));
    click(&mut window, "View as table: funding_by_month");
    assert!(says(&window, "Left of the budget"), "{:?}", texts(&window));
    click(&mut window, "View as chart: funding_by_month");
    click(&mut window, "Copy funding_by_month as image");
    assert!(says(&window, "Copied funding by month"), "{:?}", texts(&window));
    let path = folder.path().join("funding.svg");
    for is_there in [false, true] {
        click(&mut window, "Export");
        click_button(&mut window, "Funding by month");
        click_button(&mut window, "Save funding by month as SVG…");
        type_text(&mut window, "Path", path.to_str().expect("a path in plain letters"));
        let told = if is_there { "Choose another name" } else { "Saved " };
        eventually(&mut window, |window| says(window, told));
    }
    let drawn = std::fs::read_to_string(&path).expect("it was written");
    assert!(drawn.contains("budget") && drawn.contains("<svg"), "{}", &drawn[..200]);
}

#[test]
fn a_point_of_the_frontier_shows_what_it_would_fund() {
    let mut window = with_example();
    tab(&mut window, "Frontier");
    let points = |window: &Window| {
        let buttons = nodes(window, Role::Button).into_iter();
        buttons.map(|node| label(&node)).filter(|name| name.contains("with a mean NPV of")).collect::<Vec<_>>()
    };
    let all = points(&window);
    assert!(1 < all.len() && all.iter().filter(|point| point.contains("what is funded")).count() == 1, "{all:?}");
    let other = all.iter().find(|point| !point.contains("what is funded")).expect("there is a choice");
    let looks = |window: &Window| nodes(window, Role::Button).iter().any(|node| label(node) == "Look away");
    assert!(!looks(&window) && says(&window, "It is what is funded"), "{:?}", texts(&window));
    click(&mut window, other);
    assert!(looks(&window), "{:?}", texts(&window));
    assert!(says(&window, "not funded; would be") || says(&window, "funded; would not be"), "{:?}", texts(&window));
    click(&mut window, "Look away");
    assert!(!looks(&window) && !says(&window, "would not be") && !says(&window, "would be"));
    // By the keyboard alone: along the line, and Enter.
    window.get_by_label(other).focus();
    window.run();
    for key in [Key::ArrowLeft, Key::Enter] {
        window.key_press(key);
        window.run();
    }
    assert!(looks(&window), "{:?}", texts(&window));
}

#[test]
fn the_frontier_follows_a_decision() {
    let mut window = with_example();
    tab(&mut window, "Frontier");
    let before = findings(&window);
    click(&mut window, "Exclude: Invoice extraction");
    eventually(&mut window, |window| findings(window) != before);
    control(&mut window, Key::Z);
    eventually(&mut window, |window| findings(window) == before);
}

/// Before, a use case of the example counted as it comes with the program while somebody edited it.
#[test]
fn a_use_case_of_the_example_counts_as_it_is_edited() {
    /// What the list says a use case is worth: its figure stands before its name.
    fn worth(window: &Window, name: &str) -> Option<String> {
        texts(window).windows(2).find(|pair| pair[1] == name).map(|pair| pair[0].clone())
    }
    let mut window = with_example();
    let before = worth(&window, "Coding agent");
    assert!(before.as_ref().is_some_and(|worth| worth.contains('$')), "{before:?}");
    let card = card(&window, "Coding agent");
    window.get_by_role_and_label(Role::Button, &card).focus();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(scenario(&window).name, "Coding agent");
    let target = scenario(&window).plan.target_stage;
    let requests = |window: &Window| scenario(window).stages[target].requests.base();
    let more = (2.0 * requests(&window)).round();
    type_number(&mut window, "requests a month", &more.to_string());
    assert_eq!(requests(&window), more);
    window.key_press(Key::F7);
    eventually(&mut window, |window| worth(window, "Coding agent") != before);
    // Back in it, nothing is asked and nothing is lost.
    window.get_by_role_and_label(Role::Button, &card).focus();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!((scenario(&window).name.as_str(), requests(&window)), ("Coding agent", more));
    assert!(!says(&window, "Discard"), "{:?}", texts(&window));
}

#[test]
fn decisions_are_kept_compared_and_gone_back_to() {
    let mut window = with_example();
    control(&mut window, Key::T);
    assert!(says(&window, "Took snapshot 1"), "{:?}", texts(&window));
    click(&mut window, "Exclude: Invoice extraction");
    click(&mut window, "Snapshots");
    click_first(&mut window, "1  Snapshot 1");
    assert!(texts(&window).iter().filter(|text| text.contains("‘Snapshot 1’")).count() >= 3, "{:?}", texts(&window));
    assert!(texts(&window).iter().any(|text| text.starts_with('−') && text.contains("than ‘Snapshot 1’")));
    click(&mut window, "Open snapshot 1");
    type_text(&mut window, "Name of the snapshot", "Board");
    assert!(says(&window, "than ‘Board’"), "{:?}", texts(&window));
    window.key_press(Key::Escape);
    window.run();
    window.key_press(Key::Num1);
    window.run();
    assert_eq!(card(&window, "Invoice extraction"), "Invoice extraction, funded");
    assert!(says(&window, "the same as ‘Board’"), "{:?}", texts(&window));
    control(&mut window, Key::Z);
    assert_eq!(card(&window, "Invoice extraction"), "Invoice extraction, not funded");
    click(&mut window, "Snapshots");
    click_button(&mut window, "Delete the snapshot");
    assert!(!says(&window, "Board"), "{:?}", texts(&window));
    control(&mut window, Key::Z);
    assert!(says(&window, "One step back: snapshots"), "{:?}", texts(&window));
}

/// Before, the palette listed what the scenario has, and did it to the scenario, which was not in sight.
#[test]
fn the_palette_finds_what_can_be_done_to_the_portfolio() {
    fn found(window: &mut Window, query: &str) -> Vec<String> {
        control(window, Key::K);
        window.event(egui::Event::Text(query.to_owned()));
        window.run();
        nodes(window, Role::ListBoxOption).iter().map(label).collect()
    }
    fn leave(window: &mut Window) {
        window.key_press(Key::Escape);
        window.run();
    }
    let mut window = window();
    control(&mut window, Key::T);
    assert_eq!(scenario(&window).snapshots.len(), 1);
    window.key_press(Key::F7);
    window.run();
    assert_eq!(found(&mut window, "snapshot"), ["What is: snapshot"], "no portfolio is open");
    leave(&mut window);
    click(&mut window, "Ten use cases, an example");
    eventually(&mut window, |window| says(window, "Worth on average"));
    window.run();
    let all = found(&mut window, "snapshot");
    assert!(all.contains(&"Take a snapshot".to_owned()), "{all:?}");
    assert!(!all.iter().any(|name| name.starts_with("Recall") || name == "Compare with snapshot 1"), "{all:?}");
    leave(&mut window);
    for absent in ["Undo", "Copy what changed as text", "Compare with the plan as saved", "Compare with no strategies"]
    {
        let all = found(&mut window, absent);
        assert!(!all.contains(&absent.to_owned()), "{all:?}");
        leave(&mut window);
    }
    click(&mut window, "Exclude: Invoice extraction");
    assert_eq!(found(&mut window, "undo")[0], "Undo");
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(card(&window, "Invoice extraction"), "Invoice extraction, funded");
    assert_eq!(scenario(&window).snapshots.len(), 1);
    found(&mut window, "take a snapshot");
    window.key_press(Key::Enter);
    window.run();
    assert!(says(&window, "Took snapshot 1"), "{:?}", texts(&window));
    assert!(found(&mut window, "recall snapshot").contains(&"Recall snapshot 1".to_owned()));
    leave(&mut window);
    assert_eq!(scenario(&window).snapshots.len(), 1);
}
