//! Cards: everything that is assumed can be reached, edited, mended and taken back.

use breakeven::reference::Preset;
use breakeven::scenario::{Estimate, EstimatePath, Scenario, StageField, StrategyTag, Tariff};
use egui::{Key, Modifiers, Role, Theme, vec2};
use egui_kittest::kittest::NodeT as _;

use crate::support::*;

/// So high that every card fits without scrolling.
fn tall() -> Window {
    window_of(app(None, settings(Theme::Light)), vec2(1600.0, 4000.0), 1.0)
}

/// The full names of all cards' heads.
fn heads(window: &Window) -> Vec<String> {
    let names = nodes(window, Role::Button).into_iter().map(|node| label(&node));
    let heads = names.filter(|name| 2 <= name.matches(", ").count());
    heads.filter(|name| !name.starts_with("What strategies cost") && !name.contains(" to mind: ")).collect()
}

/// How many estimates can be edited right now: each has one button that says how certain it is.
fn estimates_on_screen(window: &Window) -> usize {
    let shapes = [": exact", ": range", ": three-point", ": spread"];
    nodes(window, Role::Button).iter().filter(|node| shapes.iter().any(|shape| label(node).ends_with(shape))).count()
}

/// The numbers of the table of stages.
fn cells(window: &Window) -> Vec<String> {
    let ends: Vec<String> = scenario(window).stages.iter().map(|stage| format!(" at {}", stage.name)).collect();
    let numbers = nodes(window, Role::SpinButton).into_iter().map(|node| label(&node));
    numbers.filter(|name| ends.iter().any(|end| name.ends_with(end))).collect()
}

/// How many estimates the table of stages opens, one after the other.
fn estimates_in_the_table(window: &mut Window) -> usize {
    let cells = cells(window);
    for cell in &cells {
        choose_cell(window, cell);
        assert_eq!(estimates_on_screen(window), 1, "{cell}");
        let (name, stage) = cell.rsplit_once(" at ").expect("it says both");
        let fields = nodes(window, Role::TextInput);
        let open = fields.iter().find(|node| label(node) == "Stage").expect("its stage").value();
        assert_eq!(open.as_deref(), Some(stage), "{cell}");
        for part in ["Basis of ", "Pin "] {
            let start = format!("{part}{name}");
            assert!(nodes(window, Role::Button).iter().any(|node| label(node).starts_with(&start)), "{start}");
        }
    }
    cells.len()
}

fn is_current(window: &Window) -> bool {
    window.state().0.session().computed.is_current()
}

/// Presses the button with this name of the given number of such buttons.
#[track_caller]
fn press(window: &mut Window, part: &str) {
    let found = nodes(window, Role::Button).into_iter().find(|node| label(node).contains(part));
    found.unwrap_or_else(|| panic!("there is no button {part}")).click_accesskit();
    window.run();
}

/// Types another name into the field with a label that now reads `old`.
#[track_caller]
fn rename(window: &mut Window, field: &str, old: &str, new: &str) {
    let mut fields = nodes(window, Role::TextInput).into_iter();
    let found = fields.find(|node| label(node) == field && node.value().as_deref() == Some(old));
    found.unwrap_or_else(|| panic!("there is no {field} {old}")).click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text(new.to_owned()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
}

fn bases_below(scenario: &Scenario, prefix: &str) -> usize {
    scenario.bases.keys().filter(|path| path.to_string().starts_with(prefix)).count()
}

#[test]
fn every_estimate_can_be_reached() {
    for key in ["support_assistant", "self_hosted_summaries"] {
        let mut window = tall();
        if key != "support_assistant" {
            control(&mut window, Key::N);
            press(&mut window, &Preset::by_key(key).expect("it is there").scenario().name);
        }
        // A dollar is a dollar: its rate is no number to edit.
        let is_shown = |path: &EstimatePath| *path != EstimatePath::UsdRate || scenario(&window).currency != "USD";
        // The table of stages and the strategies show as well what changes nothing yet: people, prefixes.
        let is_always_shown = |path: &EstimatePath| {
            matches!(path, EstimatePath::Stage { field: StageField::Users, .. } | EstimatePath::Strategy { .. })
        };
        let fields: Vec<EstimatePath> = scenario(&window).fields().into_iter().map(|field| field.path).collect();
        let every_path = scenario(&window).every_field().into_iter().map(|field| field.path);
        // A hit rate that is given does not ask how many prefixes there are.
        let is_given = fields.contains(&EstimatePath::strategy(StrategyTag::PrefixCaching, "hit_rate"));
        let is_asked =
            |path: &EstimatePath| !is_given || *path != EstimatePath::strategy(StrategyTag::PrefixCaching, "prefixes");
        let is_part = |path: &EstimatePath| fields.contains(path) || is_always_shown(path) && is_asked(path);
        let expected = every_path.filter(|path| is_shown(path) && is_part(path)).count();
        let mut found = 0;
        let heads = heads(&window);
        assert_eq!(heads.len(), scenario(&window).workload.steps.len() + scenario(&window).components.len() + 7);
        for head in heads {
            click(&mut window, &head);
            if head.starts_with("Stages, ") {
                found += estimates_in_the_table(&mut window);
            } else {
                found += estimates_on_screen(&window);
            }
            click(&mut window, &head);
            assert_eq!(estimates_on_screen(&window), 0, "{head} is closed again");
        }
        let names: Vec<&str> = scenario(&window).strategies.iter().map(|strategy| strategy.kind.tag().name()).collect();
        let names: Vec<String> = names.into_iter().map(ToOwned::to_owned).collect();
        for name in names {
            let press = |window: &mut Window| {
                let names = nodes(window, Role::Button).into_iter().find(|node| label(node) == name);
                names.expect("its name is a button").click_accesskit();
                window.run();
            };
            press(&mut window);
            found += estimates_on_screen(&window);
            press(&mut window);
        }
        assert_eq!(found, expected, "{key}");
        assert!(!window.state().0.session().is_unsaved(), "looking changes nothing");
    }
}

#[test]
fn no_card_pushes_its_panel_wider() {
    let mut window = window();
    let edge = |window: &Window| {
        let heads = nodes(window, Role::Button);
        heads.iter().find(|node| label(node).starts_with("Every request")).expect("a head").rect().right()
    };
    let before = edge(&window);
    for head in heads(&window) {
        click(&mut window, &head);
        window.run_steps(5);
        assert!((edge(&window) - before).abs() < 1.0, "{head}: from {before} to {}", edge(&window));
        click(&mut window, &head);
    }
}

#[test]
fn an_estimate_changes_its_shape_and_keeps_its_middle() {
    let mut window = tall();
    card(&mut window, "Accepted draft reply");
    let value = |window: &Window| scenario(window).outcome.value;
    let name = "value, USD per outcome";
    assert!(matches!(value(&window), Estimate::Pert { .. }));
    let base = value(&window).base();
    press(&mut window, &format!("{name}: three-point"));
    press(&mut window, "Exact: ");
    assert_eq!(value(&window), Estimate::Exact(base));
    press(&mut window, &format!("{name}: exact"));
    press(&mut window, "Range: ");
    assert!(matches!(value(&window), Estimate::Range { .. }));
    assert!((value(&window).base() / base - 1.0).abs() < 0.02, "{:?}", value(&window));
    press(&mut window, &format!("{name}: range"));
    press(&mut window, "Three-point: ");
    assert!(matches!(value(&window), Estimate::Pert { .. }));
    assert!(is_current(&window));
    for _ in 0..3 {
        control(&mut window, Key::Z);
    }
    assert!(!window.state().0.session().is_unsaved());
}

#[test]
fn a_mistake_is_said_where_it_is_and_the_last_results_stay() {
    let mut window = tall();
    card(&mut window, "Accepted draft reply");
    let results = |window: &Window| {
        window.state().0.session().computed.valid.as_ref().expect("results").results.stages[2].planned.cost
    };
    let before = (results(&window), scenario(&window).clone());
    let field = "share of the value that becomes money, low";
    type_number(&mut window, field, "150");
    assert!(is_current(&window), "a draft is no part of the plan");
    assert_eq!((results(&window), scenario(&window).clone()), before);
    assert_eq!(number(&window, field).value().as_deref(), Some("150"), "what is typed stands in its field");
    assert!(says(&window, "150\u{a0}% must be a share between 0\u{a0}% and 100\u{a0}%"), "{:?}", texts(&window));

    type_number(&mut window, field, "15 %");
    assert!(!says(&window, "must be a share"));
    assert!(!window.state().0.session().is_unsaved(), "as it was");
}

#[test]
fn a_card_is_added_switched_doubled_and_removed() {
    let mut window = tall();
    let before = scenario(&window).clone();
    press(&mut window, "Add card");
    press(&mut window, "Vector database, serverless");
    let count = before.components.len();
    assert_eq!(scenario(&window).components.len(), count + 1);
    let added = scenario(&window).components[count].clone();
    assert!(is_current(&window));
    let switch = format!("{} takes part", added.name);
    let node = nodes(&window, Role::Switch).into_iter().find(|node| label(node) == switch);
    node.expect("the new card is open").click_accesskit();
    window.run();
    assert!(!scenario(&window).components[count].enabled);
    assert!(nodes(&window, Role::Button).iter().any(|node| label(node).contains(", off, ")));

    press(&mut window, &format!("Duplicate {}", added.name));
    assert_eq!(scenario(&window).components.len(), count + 2);
    assert_ne!(scenario(&window).components[count + 1].id, added.id);
    assert_eq!(
        bases_below(scenario(&window), &format!("components[\"{}\"]", scenario(&window).components[count + 1].id)),
        bases_below(scenario(&window), &format!("components[\"{}\"]", added.id)),
    );
    press(&mut window, &format!("Move up {}", added.name));
    assert_eq!(scenario(&window).components[count - 1].id, added.id);
    press(&mut window, &format!("Remove {}", added.name));
    assert!(scenario(&window).components.iter().all(|component| component.id != added.id));
    assert_eq!(bases_below(scenario(&window), &format!("components[\"{}\"]", added.id)), 0);
    for _ in 0..5 {
        control(&mut window, Key::Z);
    }
    assert_eq!(*scenario(&window), before);
}

/// Goes to a number of the table of stages.
fn choose_cell(window: &mut Window, name: &str) {
    number(window, name).focus();
    window.run();
}

#[test]
fn stages_come_go_and_are_renamed() {
    let mut window = tall();
    card(&mut window, "Stages");
    let bases = bases_below(scenario(&window), "stages[\"Production\"]");
    assert!(0 < bases);
    choose_cell(&mut window, "requests a month at Production");
    rename(&mut window, "Stage", "Production", "Roll-out");
    assert_eq!(scenario(&window).stages[2].name, "Roll-out");
    assert_eq!(bases_below(scenario(&window), "stages[\"Production\"]"), 0);
    assert_eq!(bases_below(scenario(&window), "stages[\"Roll-out\"]"), bases);
    assert!(is_current(&window), "{:?}", window.state().0.session().computed.problems);

    press(&mut window, "Add a stage");
    assert_eq!(scenario(&window).stages.len(), 4);
    assert!(is_current(&window));
    assert_eq!(scenario(&window).stages[3].requests.base(), scenario(&window).stages[2].requests.base() * 10.0);
    choose_cell(&mut window, "context at Pilot");
    press(&mut window, "Remove Pilot");
    assert_eq!(scenario(&window).stages.len(), 3);
    assert_eq!(scenario(&window).plan.target_stage, 1, "the target is still the roll-out");
    assert!(is_current(&window), "{:?}", window.state().0.session().computed.problems);
}

#[test]
fn model_calls_come_go_and_are_renamed() {
    let mut window = tall();
    let bases = bases_below(scenario(&window), "workload.steps[\"answer\"]");
    assert!(0 < bases);
    press(&mut window, "Answer · ");
    rename(&mut window, "Step", "answer", "reply");
    assert_eq!(scenario(&window).workload.steps[1].name, "reply");
    assert_eq!(bases_below(scenario(&window), "workload.steps[\"answer\"]"), 0);
    assert_eq!(bases_below(scenario(&window), "workload.steps[\"reply\"]"), bases);

    card(&mut window, "Every request");
    press(&mut window, "Add a model call");
    assert_eq!(scenario(&window).workload.steps.len(), 3);
    assert!(is_current(&window));
    press(&mut window, "Call · ");
    press(&mut window, "Remove call");
    assert_eq!(scenario(&window).workload.steps.len(), 2);
    assert!(is_current(&window));
}

#[test]
fn models_come_and_go() {
    let mut window = tall();
    card(&mut window, "Models");
    press(&mut window, "Add a model by hand");
    assert_eq!(scenario(&window).models.len(), 3);
    assert!(is_current(&window));
    press(&mut window, "Remove model");
    assert_eq!(scenario(&window).models.len(), 2);
    rename(&mut window, "Model key", "haiku", "small");
    assert!(scenario(&window).models.contains_key("small"));
    assert!(is_current(&window), "whoever named it names it still: {:?}", window.state().0.session().computed.problems);
}

#[test]
fn lines_factors_and_tiers_come_and_go() {
    let mut window = tall();
    card(&mut window, "Tracing and cost telemetry");
    let place = scenario(&window).components.iter().position(|component| component.name.starts_with("Tracing"));
    let place = place.expect("it is there");
    let lines = |window: &Window| scenario(window).components[place].lines.clone();
    let tiers = |window: &Window| match &lines(window)[1].tariff {
        Tariff::Graduated(tiers) => tiers.clone(),
        other => panic!("{other:?}"),
    };
    let before = lines(&window);
    press(&mut window, "Add a line");
    assert_eq!(lines(&window).len(), before.len() + 1);
    press(&mut window, "Remove Line");
    assert_eq!(lines(&window), before);
    press(&mut window, "Add a factor");
    assert_eq!(lines(&window)[0].factors.len(), before[0].factors.len() + 1);
    press(&mut window, "Remove factor");
    assert_eq!(lines(&window), before);
    let count = tiers(&window).len();
    press(&mut window, "Add a tier");
    assert_eq!(tiers(&window).len(), count + 1);
    assert!(tiers(&window)[count].0.is_infinite(), "the rest stays last");
    assert!(is_current(&window));
    press(&mut window, &format!("Remove tier {count}"));
    assert_eq!(lines(&window), before);
    rename(&mut window, "Factor", "units per request", "traces per request");
    assert_eq!(lines(&window)[1].factors[0].0, "traces per request");
    assert!(is_current(&window));
}

#[test]
fn strategies_come_and_go() {
    let mut window = tall();
    press(&mut window, "Batch processing");
    press(&mut window, "Remove Batch processing");
    let has = |window: &Window| scenario(window).strategies.iter().any(|s| s.kind.tag().name() == "Batch processing");
    assert!(!has(&window));
    press(&mut window, "Add strategy");
    press(&mut window, "Batch processing");
    assert!(has(&window));
    assert!(is_current(&window));
}

#[test]
fn a_problem_speaks_the_words_of_the_cards() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("problem.ron");
    let mut wrong = Preset::by_key("support_assistant").expect("it is there").scenario();
    wrong.outcome.realization = Estimate::Exact(1.5);
    std::fs::write(&path, breakeven::files::write_scenario(&wrong)).expect("it can be written");
    let window = window_of(app(Some(&path), settings(Theme::Light)), vec2(1600.0, 1000.0), 1.0);
    assert!(says(&window, "Share of value that becomes money: 1.5 must be a share"), "{:?}", texts(&window));
    assert!(!says(&window, "outcome.realization"));
}

#[test]
fn stages_are_edited_side_by_side() {
    let mut window = tall();
    card(&mut window, "Stages");
    let [first, second, third] =
        ["Prototype", "Pilot", "Production"].map(|stage| number(&window, &format!("load at peak at {stage}")).rect());
    assert!(first.right() <= second.left() && second.right() <= third.left(), "one beside the other");
    assert!(first.top() == second.top() && second.top() == third.top());

    // In its cell, and above where there is more to it.
    type_number(&mut window, "load at peak at Pilot", "5");
    assert_eq!(scenario(&window).stages[1].peak.base(), 5.0);
    choose_cell(&mut window, "load at peak at Pilot");
    type_number(&mut window, "load at peak, times the average", "3");
    assert_eq!(scenario(&window).stages[1].peak.base(), 3.0);
    let range = scenario(&window).stages[2].requests;
    type_number(&mut window, "requests a month at Production", "400k");
    assert_eq!(scenario(&window).stages[2].requests, range.with_base(400e3), "the range goes along");
    type_number(&mut window, "starts in month, Pilot", "4");
    assert_eq!(scenario(&window).stages[1].month, 4);
    assert!(is_current(&window));
}

#[test]
fn the_table_of_stages_needs_no_pointer() {
    let mut window = window();
    card(&mut window, "Stages");
    let focused = |window: &Window| {
        let node = window.root().children_recursive().find(egui_kittest::Node::is_focused);
        node.map(|node| label(&node)).unwrap_or_default()
    };
    number(&window, "context at Prototype").focus();
    window.run();
    window.key_press(Key::Tab);
    window.run();
    assert!(focused(&window).starts_with("context at Pilot"), "{}", focused(&window));
    assert!(says(&window, "context, times the prototype’s"), "what has the focus is edited above, too");
    for _ in 0..2 {
        window.key_press(Key::Tab);
        window.run();
    }
    assert!(focused(&window).starts_with("calls at Prototype"), "{}", focused(&window));
    assert!(says(&window, "calls, times the prototype’s"));
}

#[test]
fn a_number_of_a_stage_that_is_sought_is_open() {
    let mut window = window();
    control(&mut window, Key::K);
    window.event(egui::Event::Text("falls back pilot".to_owned()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert!(says(&window, "falls back, share of calls"), "{:?}", texts(&window));
    let fields = nodes(&window, Role::TextInput);
    let stage = fields.iter().find(|node| label(node) == "Stage").expect("its stage").value();
    assert_eq!(stage.as_deref(), Some("Pilot"));
}

#[test]
fn many_stages_scroll_sideways_and_stay_within_their_card() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("many.ron");
    let mut many = Preset::by_key("support_assistant").expect("it is there").scenario();
    for number in 3..30 {
        let last = many.stages[many.stages.len() - 1].clone();
        let requests = last.requests.with_base(last.requests.base() * 1.2);
        let name = format!("Country number {number}");
        many.stages.push(breakeven::scenario::Stage { name, month: last.month + 1, requests, ..last });
    }
    std::fs::write(&path, breakeven::files::write_scenario(&many)).expect("it can be written");
    let mut window = window_of(app(Some(&path), settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    let edge = |window: &Window| {
        let heads = nodes(window, Role::Button);
        heads.iter().find(|node| label(node).starts_with("Stages, ")).expect("a head").rect().right()
    };
    let before = edge(&window);
    card(&mut window, "Stages");
    assert!((edge(&window) - before).abs() < 1.0);
    choose_cell(&mut window, "calls at Country number 29");
    window.run_steps(20);
    assert!(number(&window, "calls at Country number 29").rect().right() < before, "what has the focus is in sight");
}
