//! What was agreed is at hand: limits with the plan’s figure, and a checklist that the scenario ticks where it can.

use egui::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

const CARD: &str = "Limits and readiness";

fn opened() -> Window {
    let mut window = window();
    card(&mut window, CARD);
    window
}

#[test]
fn a_limit_says_how_it_stands_and_what_is_crossed_is_to_be_minded() {
    let mut window = opened();
    let limits = scenario(&window).kill_criteria.len();
    let count = |window: &Window, word: &str| texts(window).iter().filter(|text| text.contains(word)).count();
    assert_eq!(count(&window, "Holds: in the plan $"), limits - 1, "the ratio is no money");
    assert_eq!(count(&window, "Holds: in the plan "), limits);
    assert_eq!(count(&window, "crossed in "), limits);
    click_first(&mut window, "Add a limit");
    assert_eq!(scenario(&window).kill_criteria.len(), limits + 1);
    let before = scenario(&window).clone();
    number(&window, "at most, USD").scroll_to_me();
    window.run();
    type_number(&mut window, "at most, USD", "0.01");
    assert_eq!(scenario(&window).kill_criteria[0].limit, 0.01);
    assert!(says(&window, "Crossed: in the plan $"));
    click_first(&mut window, "to mind");
    click_first(&mut window, "Cost per outcome at Pilot: ");
    click(&mut window, "Undo");
    assert_eq!(*scenario(&window), before);
}

#[test]
fn standard_items_come_with_one_click_and_are_ticked_where_the_scenario_proves_them() {
    let mut window = opened();
    let before = scenario(&window).clone();
    click_first(&mut window, "standard items");
    let added = scenario(&window).readiness.len() - before.readiness.len();
    assert!(0 < added && window.query_by_label_contains("standard item").is_none(), "only once");
    let tracked = scenario(&window).readiness.iter().find(|item| item.item == "Cost tracked per request").unwrap();
    assert!(!tracked.done, "what is proven is not stored");
    assert!(says(&window, "Tracing and cost telemetry is on the bill at Pilot"));
    let boxes = nodes(&window, Role::CheckBox);
    let proven = boxes.iter().filter(|node| node.accesskit_node().is_disabled()).count();
    assert!(0 < proven && proven < boxes.len(), "{proven} of {} are ticked by the scenario", boxes.len());
    click(&mut window, "Undo");
    assert_eq!(*scenario(&window), before);
}

#[test]
fn an_item_is_written_opened_and_removed_in_place() {
    let mut window = opened();
    let before = scenario(&window).readiness.clone();
    click_first(&mut window, "Add an item");
    // The new one is the last above the button.
    window.get_by_label_contains("Add an item").scroll_to_me();
    window.run();
    window.run();
    type_text(&mut window, "owner", "Finance");
    type_text(&mut window, "item", "Invoices checked");
    let added = scenario(&window).readiness.last().unwrap().clone();
    assert_eq!((added.item.as_str(), added.owner.as_str()), ("Invoices checked", "Finance"));
    assert!(says(&window, "Finance"), "the owner stands below the item");
    click_first(&mut window, "Remove item");
    assert_eq!(scenario(&window).readiness, before);
    assert!(window.query_by_label_contains("Remove item").is_none(), "nothing is open");
}

#[test]
fn a_stage_says_what_it_waits_for_and_leads_there() {
    let mut window = window();
    let gate = |window: &Window| {
        let heads = nodes(window, Role::Button);
        heads.iter().map(label).find(|name| name.starts_with("Ready for ")).unwrap_or_default()
    };
    click(&mut window, "Pilot");
    let before = gate(&window);
    assert!(before.starts_with("Ready for Pilot: ") && before.ends_with(" open"), "{before}");
    click(&mut window, &before);
    let ticks = nodes(&window, Role::CheckBox);
    let items = &scenario(&window).readiness;
    let is_item = |node: &&egui_kittest::Node<'_>| items.iter().any(|item| label(node).contains(&item.item));
    let is_open =
        |node: &&egui_kittest::Node<'_>| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::False);
    let open = ticks.iter().filter(is_item).find(is_open);
    open.expect("something is open").click_accesskit();
    drop(ticks);
    window.run();
    assert_ne!(gate(&window), before, "one more is done");
}
