//! When value becomes money, what is promised to a provider, and what could be bought instead.

use breakeven::reference::alternatives;
use breakeven::scenario::{Commitment, Estimate, EstimatePath, KillCriterion, Metric, PlanField};
use egui::{Key, Pos2, Rect, Role, Theme, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::support::*;

/// So high that every card fits without scrolling.
fn tall() -> Window {
    window_of(app(None, settings(Theme::Light)), vec2(1600.0, 4000.0), 1.0)
}

/// With the card of the plan open.
fn plan() -> Window {
    let mut window = tall();
    card(&mut window, "Plan and money");
    window
}

fn adoption(window: &Window) -> Vec<(u32, f64)> {
    scenario(window).plan.adoption.clone()
}

fn button<'w>(window: &'w Window, start: &str) -> egui_kittest::Node<'w> {
    let mut buttons = nodes(window, Role::Button).into_iter().filter(|node| label(node).starts_with(start));
    buttons.next().unwrap_or_else(|| panic!("there is no button {start}"))
}

fn curve_in_words(window: &Window) -> String {
    let images = nodes(window, Role::Image);
    let told = images.iter().map(label).find(|told| told.starts_with("Share of an outcome’s value"));
    told.expect("the curve is told").replace('\u{a0}', " ")
}

/// The plot with what stands around it.
fn plot(window: &Window) -> Rect {
    let images = nodes(window, Role::Image);
    images.iter().find(|node| label(node).starts_with("Share of an outcome’s value")).expect("the plot").rect()
}

fn point(window: &Window, number: usize) -> Pos2 {
    button(window, &format!("Point {number} of the curve: ")).rect().center()
}

#[test]
fn an_adoption_curve_is_typed() {
    let mut window = plan();
    assert!(curve_in_words(&window).ends_with(": all from the start."), "{}", curve_in_words(&window));
    let half = scenario(&window).plan.horizon_months.div_ceil(2);
    click_first(&mut window, "Add a point");
    assert_eq!(adoption(&window), [(0, 0.0), (half, 1.0)], "from nothing to all of it, halfway");
    click_first(&mut window, "Add a point");
    assert_eq!(adoption(&window).len(), 3);
    type_number(&mut window, "Share at point 1", "20");
    type_number(&mut window, "Month of point 2", "5");
    type_number(&mut window, "Share at point 2", "40 %");
    assert_eq!(adoption(&window), [(0, 0.2), (5, 0.4), (half, 1.0)]);
    let words = format!("20 % in month 0, 40 % in month 5, 100 % from month {half} on.");
    assert!(curve_in_words(&window).ends_with(&words), "{}", curve_in_words(&window));

    type_number(&mut window, "Month of point 1", "9");
    assert_eq!(adoption(&window)[0].0, 0, "months never go back");
    window.key_press(Key::Escape);
    window.run();
    click_button(&mut window, "Remove point 2");
    assert_eq!(adoption(&window), [(0, 0.2), (half, 1.0)]);
    control(&mut window, Key::Z);
    assert_eq!(adoption(&window).len(), 3);
    assert!(scenario(&window).check().is_empty());
}

#[test]
fn an_adoption_curve_is_drawn_and_each_drag_is_one_step_back() {
    let mut window = plan();
    let before = scenario(&window).clone();
    let horizon = before.plan.horizon_months;
    let inner = plot(&window);
    // Drawn where there is no point: it begins there and follows the pointer.
    drag(&mut window, inner.center() - vec2(30.0, 0.0), inner.center() + vec2(0.0, -20.0));
    let drawn = adoption(&window);
    assert_eq!((drawn.len(), drawn[0]), (2, (0, 0.0)));
    let (month, share) = drawn[1];
    assert!((horizon / 3..=2 * horizon / 3).contains(&month) && 0.5 < share && share < 1.0, "{drawn:?}");

    let end = plot(&window).right_top() + vec2(-13.0, 9.0);
    let (from, to) = (point(&window, 2), point(&window, 2) + vec2(40.0, -10.0));
    drag(&mut window, from, to);
    let dragged = adoption(&window);
    assert!(month < dragged[1].0 && share < dragged[1].1, "{drawn:?} to {dragged:?}");
    let from = point(&window, 1);
    drag(&mut window, from, end);
    assert_eq!(adoption(&window)[0].0, dragged[1].0, "no further than the next point");
    control(&mut window, Key::Z);
    assert_eq!(adoption(&window), dragged, "one step");
    control(&mut window, Key::Z);
    assert_eq!(adoption(&window), drawn);
    control(&mut window, Key::Z);
    assert_eq!(*scenario(&window), before);
}

#[test]
fn points_go_by_right_click_and_keys() {
    let mut window = plan();
    click_first(&mut window, "Add a point");
    let drawn = adoption(&window);
    button(&window, "Point 2 of the curve: ").focus();
    window.run();
    for key in [Key::ArrowLeft, Key::ArrowLeft, Key::ArrowDown] {
        window.key_press(key);
        window.run();
    }
    assert_eq!(adoption(&window)[1], (drawn[1].0 - 2, 0.99));
    window.key_press(Key::Delete);
    window.run();
    assert_eq!(adoption(&window), [(0, 0.0)]);
    control(&mut window, Key::Z);
    assert_eq!(adoption(&window).len(), 2);
    button(&window, "Point 1 of the curve: ").click_secondary();
    window.run();
    assert_eq!(adoption(&window), [(drawn[1].0 - 2, 0.99)]);
}

#[test]
fn terms_that_change_nothing_are_brought_in_by_a_box() {
    let mut window = plan();
    let before = scenario(&window).clone();
    let cases = [
        ("There is a discount on tokens", "discount, share off the list price", PlanField::Discount),
        ("The bill for tokens grows while nobody watches it", "drift, a month", PlanField::Drift),
        (
            "The value of an outcome changes from year to year",
            "value of an outcome, change a year",
            PlanField::ValueTrend,
        ),
    ];
    for (brings_in, field, path) in cases {
        let value = |window: &Window| {
            let fields = scenario(window).every_field();
            fields.iter().find(|field| field.path == EstimatePath::Plan(path)).expect("there").estimate.base()
        };
        let is_shown = |window: &Window| nodes(window, Role::SpinButton).iter().any(|node| label(node) == field);
        assert!(!is_shown(&window) && value(&window) == 0.0, "{field}");
        click(&mut window, brings_in);
        assert!(is_shown(&window) && value(&window) != 0.0, "{field}");
        type_number(&mut window, field, "7 %");
        assert_eq!(value(&window), 0.07);
        click(&mut window, brings_in);
        assert!(!is_shown(&window) && value(&window) == 0.0, "{field} is gone again");
        control(&mut window, Key::Z);
        assert!(is_shown(&window) && value(&window) == 0.07);
        control(&mut window, Key::Z);
        control(&mut window, Key::Z);
        assert!(!is_shown(&window), "{field}");
        assert_eq!(*scenario(&window), before);
    }
}

#[test]
fn a_commitment_is_made_and_taken_back() {
    let mut window = plan();
    let target = scenario(&window).plan.target_stage;
    click(&mut window, "There is a commitment to a provider");
    type_number(&mut window, "paid at least, US dollars a month", "2,500");
    let expected = Commitment { from_stage: target, amount: Estimate::Exact(2500.0) };
    assert_eq!(scenario(&window).plan.commitment, Some(expected));
    assert!(scenario(&window).check().is_empty());
    click(&mut window, "There is a commitment to a provider");
    assert_eq!(scenario(&window).plan.commitment, None);
    control(&mut window, Key::Z);
    assert!(scenario(&window).plan.commitment.is_some());
}

#[test]
fn a_criterion_may_stop_the_plan() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("plan.ron");
    let mut plan = breakeven::reference::PRESETS[0].scenario();
    let action = "stop the roll-out".to_owned();
    plan.kill_criteria = vec![KillCriterion { metric: Metric::Net, stage: 1, limit: 0.0, action, stop: false }];
    std::fs::write(&path, breakeven::files::write_scenario(&plan)).expect("it can be written");
    let mut window = window_of(app(Some(&path), settings(Theme::Light)), vec2(1600.0, 4000.0), 1.0);
    card(&mut window, "Limits and readiness");
    click(&mut window, "Its action is to stop");
    assert!(scenario(&window).kill_criteria[0].stop);
    control(&mut window, Key::Z);
    assert!(!scenario(&window).kill_criteria[0].stop);
}

#[test]
fn an_alternative_is_added_edited_and_removed() {
    let mut window = tall();
    let before = scenario(&window).clone();
    let library = alternatives();
    let name = &library[0].alternative.name;
    click_first(&mut window, "Add an alternative");
    let said = label(&button(&window, &format!("Add {name}: ")));
    let source = library[0].sources()[0];
    assert!(said.contains(&source.source) && said.contains(&source.date), "{said}");
    click(&mut window, &said);
    assert_eq!(scenario(&window).alternatives.len(), 1);
    assert_eq!(scenario(&window).bases.len(), before.bases.len() + library[0].bases.len());
    click(&mut window, "Close the gallery");

    // Opened already: its name, what it charges, and how well it does.
    type_text(&mut window, "Alternative", "Seats");
    assert_eq!(scenario(&window).alternatives[0].name, "Seats");
    let moved = scenario(&window).bases.keys().filter(|path| path.to_string().starts_with("alternatives[\"Seats\"]"));
    assert_eq!(moved.count(), library[0].bases.len(), "its sources go with it");
    click(&mut window, "It has a success rate of its own");
    assert_eq!(scenario(&window).alternatives[0].success_rate, Some(before.outcome.success_rate));
    click(&mut window, "It has a success rate of its own");
    assert_eq!(scenario(&window).alternatives[0].success_rate, None);
    card(&mut window, "Licence");
    type_number(&mut window, "price each, USD", "25");
    let price = EstimatePath::from("alternatives[\"Seats\"].components[\"licence\"].lines[\"Seat\"].price");
    let priced = scenario(&window).fields().into_iter().find(|field| field.path == price).map(|field| *field.estimate);
    assert_eq!(priced, Some(Estimate::Exact(25.0)));
    click_first(&mut window, "Add what it charges");
    assert_eq!(scenario(&window).alternatives[0].components.len(), library[0].alternative.components.len() + 1);
    assert!(scenario(&window).check().is_empty());

    click_button(&mut window, "Duplicate Seats");
    let names = |window: &Window| -> Vec<String> {
        scenario(window).alternatives.iter().map(|alternative| alternative.name.clone()).collect()
    };
    assert_eq!(names(&window), ["Seats", "Seats 2"]);
    let copied =
        scenario(&window).bases.keys().filter(|path| path.to_string().starts_with("alternatives[\"Seats 2\"]"));
    assert_eq!(copied.count(), library[0].bases.len());
    click_button(&mut window, "Remove Seats");
    assert_eq!(names(&window), ["Seats 2"]);
    assert!(scenario(&window).bases.keys().all(|path| !path.to_string().starts_with("alternatives[\"Seats\"]")));
    control(&mut window, Key::Z);
    assert_eq!(names(&window), ["Seats", "Seats 2"]);
    for _ in 0..20 {
        control(&mut window, Key::Z);
    }
    assert_eq!(*scenario(&window), before);
}

#[test]
fn an_alternative_is_added_by_keys_alone() {
    let mut window = tall();
    button(&window, "\u{E3D4} Add an alternative").focus();
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(scenario(&window).alternatives.len(), 1, "the first of the gallery has the focus");
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_label("Close the gallery").is_none());
    button(&window, &format!("{}, ", scenario(&window).alternatives[0].name)).focus();
    window.run();
    window.key_press(Key::Delete);
    window.run();
    assert!(scenario(&window).alternatives.is_empty());
}

#[test]
fn what_has_no_models_says_which_lines_cost_nothing() {
    let mut window = tall();
    click_first(&mut window, "Add an alternative");
    click_first(&mut window, "A blank alternative");
    click(&mut window, "Close the gallery");
    card(&mut window, "Charge");
    let charged =
        nodes(&window, Role::ComboBox).into_iter().find(|node| node.value().as_deref() == Some("once a month"));
    charged.expect("the driver").click_accesskit();
    window.run();
    click(&mut window, "per model call");
    assert!(says(&window, "Fee per model call costs nothing here"), "its name goes with what it is charged by");
}
