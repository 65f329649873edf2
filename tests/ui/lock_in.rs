//! What is hard to take back says so: on its card, and in a list before its stage begins.

use breakeven::charts::Tab;
use egui::Role;

use crate::support::*;

#[test]
fn a_card_wears_how_hard_it_is_to_take_back() {
    let window = window();
    let heads: Vec<String> = nodes(&window, Role::Button).iter().map(label).collect();
    let says = |name: &str, words: &str| heads.iter().any(|head| head.starts_with(name) && head.contains(words));
    for component in &scenario(&window).components {
        let is_said = says(&component.name, component.reversibility.sentence());
        let is_easy = component.reversibility == breakeven::scenario::Reversibility::Reversible;
        assert_eq!(is_said, !is_easy, "{}", component.name);
    }
}

#[test]
fn what_wants_deciding_opens_its_card() {
    let mut window = window();
    click(&mut window, "Prototype");
    click_first(&mut window, "Decide before Pilot: ");
    click_first(
        &mut window,
        "Open Knowledge retrieval: Costly to take back once it runs; its set-up costs $6,000 once",
    );
    assert!(
        nodes(&window, Role::Button).iter().any(|node| label(node) == "Remove Knowledge retrieval"),
        "the card is open"
    );
}

#[test]
fn what_wants_deciding_leads_to_what_waiting_costs() {
    let mut window = window();
    click(&mut window, "Prototype");
    assert_eq!(window.state().0.tab(), Tab::Curve);
    click_first(&mut window, "Decide before Pilot: ");
    click(&mut window, "What waiting costs");
    assert_eq!(window.state().0.tab(), Tab::ChangingLater);
    let finding = "Bringing prefix caching in only at Production costs $1,388";
    assert!(nodes(&window, Role::Heading).iter().any(|node| label(node) == finding));
}
