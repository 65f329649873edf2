//! Figures explain themselves and lead to what moves them; warnings and ideas are a click away.

use breakeven::files::write_scenario;
use breakeven::reference::PRESETS;
use breakeven::scenario::{Estimate, StrategyKind};
use egui::{Pos2, Role, Theme, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::legible::texts_on_screen;
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
    assert!(says(&window, "$0.134 = cost $15,973 ÷ outcomes 119,246"), "{:?}", texts(&window));
    assert!(says(&window, "Moves it most: Production’s requests (219,089)"));
    click_first(&mut window, "Explain Cost per accepted draft reply");
    // Of all the numbers of all stages, the very one that moves it is open.
    let fields = nodes(&window, Role::TextInput);
    let stage = fields.iter().find(|node| label(node) == "Stage").expect("the card of the stages is open").value();
    assert_eq!(stage.as_deref(), Some("Production"));
    let basis = nodes(&window, Role::Button).into_iter().find(|node| label(node).starts_with("Basis of requests"));
    assert!(basis.is_some(), "its requests can be edited");
}

#[test]
fn cards_and_strategies_tell_where_their_figures_come_from() {
    let mut window = window();
    focus(&mut window, "Explain Engineering and prompt upkeep $6,000");
    assert!(says(&window, "$6,000 = FTE 0.5 × cost per FTE $12,000"), "{:?}", texts(&window));
    focus(&mut window, "Explain What strategies cost $251");
    assert!(says(&window, "$251 = "), "{:?}", texts(&window));
    focus(&mut window, "Explain Model routing");
    assert!(says(&window, "$5,085 as the first, $3,071 as the last"), "{:?}", texts(&window));
}

/// Whether something painted says this.
fn shows(window: &Window, part: &str) -> bool {
    texts_on_screen(window).iter().any(|text| text.said.contains(part))
}

/// A place on the chart, in parts of its width and height.
fn on_chart(window: &Window, [x, y]: [f32; 2]) -> Pos2 {
    let chart = nodes(window, Role::Image)[0].rect();
    chart.min + vec2(x, y) * chart.size()
}

#[test]
fn charts_tell_what_is_pointed_at_and_lead_to_what_moves_it() {
    let mut window = window();
    click(&mut window, "Breakdown");
    let tokens = on_chart(&window, [0.765, 0.85]);
    window.hover_at(tokens);
    window.run();
    assert!(shows(&window, "Cost of tokens a month at Production"), "the layer under the pointer");
    assert!(shows(&window, "$6,003 = claude-sonnet-4-6’s bill"), "{:?}", texts(&window));
    let beside = on_chart(&window, [0.65, 0.85]);
    window.hover_at(beside);
    window.run();
    assert!(shows(&window, "$15,973 = inference $6,003"), "beside it, the whole");

    click(&mut window, "Cash");
    let month = on_chart(&window, [0.4, 0.6]);
    window.hover_at(month);
    window.run();
    assert!(shows(&window, "Cash so far in month "));
    assert!(window.query_all_by_role_and_label(Role::TextInput, "Stage").next().is_none());
    window.drag_at(month);
    window.run();
    window.drop_at(month);
    window.run();
    assert!(window.query_all_by_role_and_label(Role::TextInput, "Stage").next().is_some(), "the stages are open");
}

#[test]
fn findings_rows_and_cells_tell_where_their_figures_come_from() {
    let mut window = window();
    click(&mut window, "Cash");
    focus(&mut window, "Explain Pays back in 17.2 months");
    assert!(says(&window, "$42,561 = the lowest cash so far, in month 6: $54,500 paid once, months net $11,939"));
    assert!(says(&window, "by stage: Prototype −$19,550 + Pilot −$5,222 + Production $45,840"));
    click(&mut window, "View as table: cash");
    focus(&mut window, "Explain 10, Cash so far: −$25,915");
    assert!(says(&window, "−$25,915 = by month 9 −$30,077 + cash $4,162"), "{:?}", texts(&window));
    click(&mut window, "Savings");
    focus(&mut window, "Open Model routing");
    assert!(says(&window, "Saved by model routing a month at Production"), "{:?}", texts(&window));
    focus(&mut window, "Explain Model routing alone");
    assert!(says(&window, "$5,085 = cost without strategies $23,036 − cost $17,952"), "{:?}", texts(&window));
    card(&mut window, "Limits and readiness");
    focus(&mut window, "Explain Value : cost, in the plan");
    assert!(says(&window, "1.26× = value $20,134 ÷ cost $15,973"), "{:?}", texts(&window));
}

#[test]
fn what_to_mind_is_said_in_the_status_line_and_leads_there() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("plan.ron");
    let mut scenario = PRESETS[0].scenario();
    for strategy in &mut scenario.strategies {
        if let StrategyKind::SemanticCaching { hit_rate, .. } = &mut strategy.kind {
            *hit_rate = Estimate::Exact(0.9);
        }
    }
    scenario.kill_criteria.iter_mut().for_each(|criterion| criterion.stop = false);
    std::fs::write(&path, write_scenario(&scenario)).expect("it can be written");
    let mut window = window_of(app(Some(&path), settings(Theme::Light)), vec2(1600.0, 1000.0), 1.0);
    assert!(shows(&window, "A hit rate beyond any measured"), "what matters most is said, not only counted");
    click_first(&mut window, " to mind");
    click_first(&mut window, "Problem  Semantic caching is set to find 90");
    assert!(says(&window, "share of requests eligible"));
}

#[test]
fn each_idea_opens_its_chart() {
    let mut window = window();
    for (button, title) in [
        ("The multiple: 341×", "Production costs 341× what Prototype does"),
        ("What is not tokens: 62", "of what Production costs is not tokens"),
        ("Floor against value: best net", "At the best net each accepted draft reply costs"),
    ] {
        click_first(&mut window, button);
        assert!(window.query_all_by_label_contains(title).next().is_some(), "{title}");
        click(&mut window, "Close");
    }
}

#[test]
fn the_status_line_keeps_the_assumptions_while_a_message_stands() {
    for size in [vec2(1600.0, 1000.0), vec2(1280.0, 720.0)] {
        let mut window = window_of(app(None, settings(Theme::Light)), size, 1.0);
        assert!(shows(&window, "30 assumptions: "), "{size}");
        click(&mut window, "Compare");
        click_button(&mut window, "Take a snapshot");
        assert_eq!(scenario(&window).snapshots.len(), 1, "the empty comparison takes one");
        assert!(window.query_all_by_role_and_label(Role::Button, "Take a snapshot").next().is_none());
        assert!(shows(&window, "30 assumptions: "), "{size}: {:?}", texts(&window));
        assert!(shows(&window, "Took"), "{size}: {:?}", texts(&window));
    }
}
