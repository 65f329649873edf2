//! Snapshots taken, named, recalled and compared with; the plan without strategies; what was decided.

use breakeven::app::{Settings, Tab};
use egui::{Key, Role, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::support::{
    Window, app, click, click_first, control, label, nodes, says, scenario, texts, type_number, type_text, window,
    window_of,
};

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

/// The headlines, charts and status as one text.
fn shown(window: &Window) -> String {
    let charts: Vec<String> = nodes(window, Role::Image).iter().map(label).collect();
    format!("{}\n{}", texts(window).join("\n"), charts.join("\n"))
}

/// Triples the requests of the stage in focus.
fn triple(window: &mut Window) {
    let requests = scenario(window).target().expect("it has a target").requests.base();
    type_number(window, "requests a month", &(3.0 * requests).round().to_string());
}

#[test]
fn a_snapshot_is_taken_named_and_recalled_by_its_number() {
    let mut window = window();
    let before = scenario(&window).plan_alone();
    control(&mut window, Key::T);
    assert!(says(&window, "Took snapshot 1"));
    triple(&mut window);
    let tripled = scenario(&window).plan_alone();
    assert_ne!(tripled, before);
    control(&mut window, Key::Num4);
    click(&mut window, "Snapshots");
    click(&mut window, "Open snapshot 1");
    type_text(&mut window, "Name of the snapshot", "Pilot plan");
    type_text(&mut window, "Note of the snapshot", "before the board");
    let snapshot = scenario(&window).snapshot(1).expect("it was taken").clone();
    assert_eq!((snapshot.name.as_str(), snapshot.date.as_str()), ("Pilot plan", "2026-11-24"));
    assert_eq!(snapshot.note, "before the board");
    press(&mut window, Key::Escape);
    press(&mut window, Key::Num1);
    assert_eq!(scenario(&window).plan_alone(), before, "recalled");
    assert_eq!(scenario(&window).snapshots.len(), 2, "snapshots stay");
    click(&mut window, "Undo");
    assert_eq!(scenario(&window).plan_alone(), tripled, "one step brings back what was");
    press(&mut window, Key::Num7);
    assert!(says(&window, "There is no snapshot 7"));
    click(&mut window, "Snapshots");
    click(&mut window, "Open snapshot 4");
    click(&mut window, "Delete the snapshot");
    assert!(scenario(&window).snapshot(4).is_none());
    press(&mut window, Key::Escape);
    click(&mut window, "Undo");
    assert!(scenario(&window).snapshot(4).is_some(), "deleting can be undone");
}

#[test]
fn another_plan_stands_beside_every_headline_and_chart() {
    let mut window = window();
    control(&mut window, Key::Num1);
    triple(&mut window);
    assert!(!shown(&window).contains("‘Snapshot 1’"));
    click(&mut window, "Snapshots");
    click(&mut window, "1  Snapshot 1");
    assert!(says(&window, "What changed since ‘Snapshot 1’"));
    assert!(says(&window, "Production’s requests 219,089 → 657,267 a month (3×)"));
    press(&mut window, Key::Escape);
    assert!(says(&window, "as much as ‘Snapshot 1’"), "{:?}", texts(&window));
    for tab in Tab::ALL.into_iter().filter(|tab| ![Tab::Actuals, Tab::Compare, Tab::Decided].contains(tab)) {
        click(&mut window, tab.name());
        assert!(shown(&window).contains("Beside it, ‘Snapshot 1’"), "{}", tab.name());
    }
    click(&mut window, "Snapshots");
    click(&mut window, "Nothing");
    press(&mut window, Key::Escape);
    assert!(!shown(&window).contains("Beside it"));
}

#[test]
fn the_plan_without_strategies_is_shown_while_b_is_held() {
    let mut window = window();
    let (before, text) = (scenario(&window).clone(), shown(&window));
    window.key_down(Key::B);
    window.run();
    assert!(says(&window, "No strategies, while B is held"));
    assert!(says(&window, "more than the plan now"), "{:?}", texts(&window));
    assert_ne!(shown(&window), text);
    // Cards cost $23,036 a month too, and those of strategies nothing.
    assert!(says(&window, "at Production, $23,036 a month") && !says(&window, "$251"), "{:?}", texts(&window));
    window.key_up(Key::B);
    window.run();
    assert_eq!(shown(&window), text, "everything is as it was");
    assert_eq!(*scenario(&window), before);
    assert!(!window.state().0.session().can_undo(), "nothing was edited");
}

#[test]
fn plans_stand_side_by_side() {
    let mut window = window();
    click(&mut window, "Compare");
    assert!(shown(&window).contains("There is one plan so far"));
    control(&mut window, Key::Num2);
    triple(&mut window);
    assert!(shown(&window).contains("Since ‘Snapshot 2’: Production’s requests"), "{}", shown(&window));
    let now = scenario(&window).plan_alone();
    click(&mut window, "Compare with Snapshot 2");
    assert!(says(&window, "as much as ‘Snapshot 2’"));
    click(&mut window, "Recall Snapshot 2");
    assert_ne!(scenario(&window).plan_alone(), now);
    assert!(shown(&window).contains("‘Snapshot 2’ is the plan now"), "{}", shown(&window));
}

#[test]
fn a_decision_is_written_down_saved_and_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.ron");
    let mut window = window();
    click(&mut window, "Snapshots");
    click(&mut window, "Decisions…");
    type_text(&mut window, "Decision 1", "Go to pilot");
    type_text(&mut window, "Owner of decision 1", "Operations");
    click_first(&mut window, "Add a decision");
    click(&mut window, "Done");
    let decisions = &scenario(&window).decisions;
    assert_eq!(decisions.len(), 1, "an empty one is none");
    assert_eq!((decisions[0].decision.as_str(), decisions[0].date.as_str()), ("Go to pilot", "2026-11-24"));
    control(&mut window, Key::S);
    type_text(&mut window, "Path", &path.to_string_lossy());
    let saved = scenario(&window).clone();
    let window = window_of(app(Some(&path), Settings::default()), vec2(1600.0, 1000.0), 1.0);
    assert_eq!(*scenario(&window), saved);
    assert_eq!(scenario(&window).decisions[0].owner, "Operations");
    assert!(window.query_by_label("Decision 1").is_none());
}

#[test]
fn what_changed_is_copied_as_text() {
    let mut window = window();
    control(&mut window, Key::T);
    triple(&mut window);
    click(&mut window, "Snapshots");
    assert!(!says(&window, "Copy what changed as text"), "nothing is compared yet");
    click(&mut window, "1  Snapshot 1");
    click(&mut window, "Copy what changed as text");
    assert!(says(&window, "Copied what changed, as Markdown"));
}
