//! What supports an estimate is one click away from it: shown, edited, taken back.

use breakeven::scenario::BasisKind;
use egui::{Key, Role, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

const REALIZATION: &str = "outcome.realization";
const NAME: &str = "share of the value that becomes money";

fn opened() -> Window {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1600.0, 1000.0), 1.0);
    card(&mut window, "Accepted draft reply");
    click_first(&mut window, &format!("Basis of {NAME}"));
    window
}

fn kind(window: &Window) -> Option<BasisKind> {
    scenario(window).bases.get(REALIZATION).map(|basis| basis.kind)
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
    let basis = scenario(&window).bases[REALIZATION].clone();
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
    assert_eq!(scenario(&window).bases[REALIZATION].date, "2026-11-24", "read today");
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
