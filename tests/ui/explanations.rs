//! Figures explain themselves and lead to what moves them; warnings and ideas are a click away.

use breakeven::files::{PRESETS, write_scenario};
use breakeven::scenario::{Estimate, StrategyKind};
use egui::{Theme, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::support::*;

/// Focuses what has a name that starts like this: whoever comes by keyboard is told at once.
fn focus(window: &mut Window, start: &str) {
    let node = window.get_all_by_label_contains(start).next().expect("it is there");
    node.focus();
    window.run();
}

#[test]
fn a_headline_tells_its_formula_and_leads_to_what_moves_it() {
    let mut window = window();
    focus(&mut window, "Explain Cost per accepted draft reply");
    assert!(says(&window, "$0.126 = cost $15,071 ÷ outcomes 119,246"), "{:?}", texts(&window));
    assert!(says(&window, "Moves it most: Production’s requests (219,089)"));
    click_first(&mut window, "Explain Cost per accepted draft reply");
    assert!(says(&window, "load at peak, times the average"), "{:?}", texts(&window));
}

#[test]
fn cards_and_strategies_tell_where_their_figures_come_from() {
    let mut window = window();
    focus(&mut window, "Explain Engineering and prompt upkeep $6,000");
    assert!(says(&window, "$6,000 = FTE 0.5 × cost per FTE $12,000"), "{:?}", texts(&window));
    focus(&mut window, "Explain Model routing");
    assert!(says(&window, "$5,085 as the first, $3,610 as the last"), "{:?}", texts(&window));
}

#[test]
fn what_to_mind_is_listed_behind_its_count_and_leads_there() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("plan.ron");
    let mut scenario = PRESETS[0].scenario();
    for strategy in &mut scenario.strategies {
        if let StrategyKind::SemanticCaching { hit_rate, .. } = &mut strategy.kind {
            *hit_rate = Estimate::Exact(0.9);
        }
    }
    std::fs::write(&path, write_scenario(&scenario)).expect("it can be written");
    let mut window = window_of(app(Some(&path), settings(Theme::Light)), vec2(1600.0, 1000.0), 1.0);
    click_first(&mut window, " to mind");
    click_first(&mut window, "Semantic caching is set to find 90");
    assert!(says(&window, "share of requests eligible"));
}

#[test]
fn each_idea_opens_its_chart() {
    let mut window = window();
    for (button, title) in [
        ("The multiple: 322×", "Production costs 322× what Prototype does"),
        ("Not tokens: 62", "of what Production costs is not tokens"),
        ("Floor against value: floor", "At its best each accepted draft reply costs"),
    ] {
        click_first(&mut window, button);
        assert!(window.query_all_by_label_contains(title).next().is_some(), "{title}");
        click(&mut window, "Close");
    }
}
