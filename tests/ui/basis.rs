//! What supports an estimate is one click away from it: shown, edited, taken back.

use breakeven::scenario::{Basis, BasisKind, Estimate, EstimatePath, OutcomeField, Scenario};
use egui::{Key, Role, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::story::knob;
use crate::support::*;

const REALIZATION: EstimatePath = EstimatePath::Outcome(OutcomeField::Realization);
const NAME: &str = "share of the value that becomes money";

fn opened() -> Window {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1600.0, 1000.0), 1.0);
    card(&mut window, "Accepted draft reply");
    click_first(&mut window, &format!("Basis of {NAME}"));
    window
}

fn kind(window: &Window) -> Option<BasisKind> {
    scenario(window).bases.get(&REALIZATION).map(|basis| basis.kind)
}

#[test]
fn a_basis_is_edited_and_undone() {
    let mut window = opened();
    let before = scenario(&window).clone();
    assert_eq!(kind(&window), Some(BasisKind::Judgement));
    click(&mut window, "Measured");
    assert_eq!(kind(&window), Some(BasisKind::Measured));
    type_text(&mut window, "Source", "Pilot, week 12");
    type_text(&mut window, "Link", "https://example.org/pilot");
    type_text(&mut window, "Date", "last week");
    assert!(says(&window, "Write the day as year-month-day"));
    click(&mut window, "Today");
    let basis = scenario(&window).bases[&REALIZATION].clone();
    assert_eq!((basis.source.as_str(), basis.url.as_str()), ("Pilot, week 12", "https://example.org/pilot"));
    assert_eq!(basis.date, "2026-11-24");
    assert!(!says(&window, "Write the day as year-month-day"));
    assert!(nodes(&window, Role::Button).iter().any(|node| label(node) == format!("Basis of {NAME}: measured")));
    for _ in 0..5 {
        click(&mut window, "Undo");
    }
    assert_eq!(*scenario(&window), before);
}

#[test]
fn a_basis_is_removed_and_one_is_given() {
    let mut window = opened();
    let others = scenario(&window).bases.len() - 1;
    click(&mut window, "Unsupported");
    assert_eq!((kind(&window), scenario(&window).bases.len()), (None, others));
    click(&mut window, "Benchmark");
    assert_eq!(kind(&window), Some(BasisKind::Benchmark));
    assert_eq!(scenario(&window).bases[&REALIZATION].date, "2026-11-24", "read today");
}

#[test]
fn only_a_link_can_be_opened() {
    let mut window = opened();
    let can_open = |window: &Window| !window.get_by_label("Open the link").accesskit_node().is_disabled();
    assert!(can_open(&window));
    type_text(&mut window, "Link", "a book");
    assert!(!can_open(&window));
}

#[test]
fn escape_leads_back_to_the_badge() {
    let mut window = opened();
    assert!(window.query_by_label("Measured").is_some());
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Measured").is_none());
    let badge =
        nodes(&window, Role::Button).into_iter().find(|node| label(node).starts_with(&format!("Basis of {NAME}")));
    assert!(badge.is_some_and(|badge| badge.accesskit_node().is_focused()));
    window.key_press(Key::Enter);
    window.run();
    assert!(window.query_by_label("Measured").is_some(), "by key as well");
}

#[test]
fn a_badge_goes_with_its_card() {
    let mut window = opened();
    card(&mut window, "Accepted draft reply");
    assert!(window.query_by_label("Measured").is_none());
}

const VALUE: EstimatePath = EstimatePath::Outcome(OutcomeField::Value);
const VALUE_NAME: &str = "value, USD per outcome";
const LIKELY: &str = "value, USD per outcome, likely";

/// The card of the outcome, without any basis being edited.
fn card_of_the_outcome() -> Window {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1600.0, 1000.0), 1.0);
    card(&mut window, "Accepted draft reply");
    window
}

/// What the badge of the value says.
#[track_caller]
fn badge(window: &Window) -> String {
    let start = format!("Basis of {VALUE_NAME}: ");
    let badges = nodes(window, Role::Button).into_iter().map(|node| label(&node));
    badges.filter_map(|name| name.strip_prefix(&start).map(str::to_owned)).next().expect("it has a badge")
}

fn basis(scenario: &Scenario) -> &Basis {
    &scenario.bases[&VALUE]
}

#[test]
fn another_number_is_not_what_the_source_said() {
    let mut window = card_of_the_outcome();
    let before = scenario(&window).clone();
    assert_eq!(badge(&window), "judgement");
    let support = |window: &Window| window.state().0.session().computed.valid.as_ref().expect("results").support;
    let supported = support(&window);
    type_number(&mut window, LIKELY, "0.9");
    let typed = scenario(&window).clone();
    assert_eq!(basis(&typed), &Basis { given_for: Some(before.outcome.value), ..basis(&before).clone() });
    assert_eq!(badge(&window), "corrected judgement");
    assert_eq!(support(&window), supported, "who corrects a judgement judges");
    click_first(&mut window, &format!("Basis of {VALUE_NAME}"));
    let was = "Judgement, corrected from $0.82 ($0.60–$1.20): About 2 minutes of an agent's time per accepted draft \
               at 25 USD an hour, facilitator's estimate";
    assert!(says(&window, was), "{:?}", texts(&window));
    assert!(window.query_by_role_and_label(Role::TextInput, "Source").is_none(), "what was said is not rewritten");
    window.key_press(Key::Escape);
    window.run();
    click(&mut window, "Undo");
    assert_eq!(*scenario(&window), before, "one step back");
    click(&mut window, "Redo");
    assert_eq!(*scenario(&window), typed);
    type_number(&mut window, LIKELY, "0.95");
    assert_eq!(basis(scenario(&window)).given_for, Some(before.outcome.value));
    type_number(&mut window, LIKELY, "0.82");
    assert_eq!(*scenario(&window), before, "set back, it is supported again");
    assert_eq!(badge(&window), "judgement");
}

#[test]
fn a_basis_that_still_holds_is_kept() {
    let mut window = card_of_the_outcome();
    let before = scenario(&window).clone();
    type_number(&mut window, LIKELY, "0.9");
    click_first(&mut window, &format!("Basis of {VALUE_NAME}"));
    click(&mut window, "Still holds for $0.90 ($0.60–$1.20)");
    assert_eq!(basis(scenario(&window)), basis(&before));
    assert_eq!(scenario(&window).outcome.value.base(), 0.9);
    assert_eq!(badge(&window), "judgement");
    click(&mut window, "Undo");
    assert_eq!(badge(&window), "corrected judgement");
}

#[test]
fn a_basis_that_does_not_is_replaced() {
    let mut window = card_of_the_outcome();
    type_number(&mut window, LIKELY, "0.9");
    let changed = scenario(&window).clone();
    click_first(&mut window, &format!("Basis of {VALUE_NAME}"));
    click(&mut window, "Replace");
    window.event(egui::Event::Text("Time study, week 12".to_owned()));
    window.key_press(Key::Enter);
    window.run();
    let [source, url, date] = ["Time study, week 12", "", "2026-11-24"].map(str::to_owned);
    let new = Basis { kind: BasisKind::Judgement, source, url, date, given_for: None };
    assert_eq!(basis(scenario(&window)), &new, "the source is where typing goes");
    click(&mut window, "Measured");
    assert_eq!(badge(&window), "measured");
    for _ in 0..3 {
        click(&mut window, "Undo");
    }
    assert_eq!(*scenario(&window), changed);
}

#[test]
fn a_drag_is_one_step_with_what_it_entails() {
    let mut window = card_of_the_outcome();
    let before = scenario(&window).clone();
    let (from, to) = knob(&window, VALUE_NAME, 0.9);
    window.hover_at(from);
    window.run();
    window.drag_at(from);
    window.run();
    window.hover_at(from.lerp(to, 0.5));
    window.run();
    assert_ne!(scenario(&window).outcome.value, before.outcome.value);
    assert_eq!(basis(scenario(&window)), basis(&before), "not while it is dragged");
    window.hover_at(to);
    window.run();
    window.drop_at(to);
    window.run();
    assert_eq!(basis(scenario(&window)).given_for, Some(before.outcome.value));
    click(&mut window, "Undo");
    assert_eq!(*scenario(&window), before);
}

#[test]
fn a_plan_that_is_brought_back_is_whole() {
    let mut window = card_of_the_outcome();
    let first = scenario(&window).plan_alone();
    control(&mut window, Key::T);
    type_number(&mut window, LIKELY, "0.9");
    click_first(&mut window, &format!("Basis of {VALUE_NAME}"));
    click(&mut window, "Still holds for $0.90 ($0.60–$1.20)");
    window.key_press(Key::Escape);
    window.run();
    control(&mut window, Key::T);
    let second = scenario(&window).plan_alone();
    for (key, plan) in [(Key::Num1, &first), (Key::Num2, &second)] {
        window.key_press(key);
        window.run();
        assert_eq!(scenario(&window).plan_alone(), *plan);
    }
    click(&mut window, "Undo");
    assert_eq!(scenario(&window).plan_alone(), first);
}

#[test]
fn a_snapshot_in_the_middle_of_typing_knows_whose_its_sources_are() {
    let mut window = card_of_the_outcome();
    let before = scenario(&window).outcome.value;
    number(&window, LIKELY).click();
    window.run();
    window.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text("0.9".to_owned()));
    window.run();
    control(&mut window, Key::T);
    let kept = &scenario(&window).snapshot(1).expect("it was taken").scenario;
    let Estimate::Pert { likely, .. } = kept.outcome.value else { panic!("three points") };
    assert_eq!((likely, basis(kept).given_for), (0.9, Some(before)));
}

#[test]
fn a_source_of_the_starting_point_says_so() {
    let mut window = opened();
    let whose = "From the starting point “Customer support assistant”";
    assert!(says(&window, whose), "{:?}", texts(&window));
    type_text(&mut window, "Source", "Our own pilot");
    assert!(!says(&window, whose));
}
