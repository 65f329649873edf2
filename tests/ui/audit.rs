//! What a screen reader says: names, roles, states and summaries, of everything that the window shows.

use std::collections::BTreeMap;

use egui::{Role, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::everything::{Whole, is_operable};
use crate::support::*;

/// In a window so tall that nothing is scrolled out of sight.
fn audit(look: impl Fn(&Window) -> Vec<String>) {
    let mut found = Vec::new();
    Whole::new(Theme::Light, vec2(1600.0, 4000.0)).everywhere(|window, place| {
        found.extend(look(window).into_iter().map(|complaint| format!("{place}: {complaint}")));
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Its name, and those of the groups that it is in.
fn full_name(node: &egui_kittest::Node<'_>) -> String {
    let mut name = label(node);
    let mut above = node.accesskit_node().parent();
    while let Some(group) = above {
        if group.role() == Role::Group
            && let Some(group) = group.label().filter(|_| !name.is_empty())
        {
            name = format!("{group}: {name}");
        }
        above = group.parent();
    }
    name
}

/// What can be operated, by role, name and panel.
fn operable(window: &Window) -> BTreeMap<(String, String, &'static str), usize> {
    let mut found = BTreeMap::new();
    for node in window.root().children_recursive().filter(is_operable) {
        let x = node.rect().center().x;
        let panel = if x < 360.0 {
            "left"
        } else if x < 1270.0 {
            "middle"
        } else {
            "right"
        };
        let role = format!("{:?}", node.accesskit_node().role());
        *found.entry((role, full_name(&node), panel)).or_insert(0) += 1;
    }
    found
}

#[test]
fn whatever_can_be_operated_has_a_name_of_its_own() {
    audit(|window| {
        let all = operable(window);
        assert!(10 < all.len(), "{all:?}");
        let complaints = all.into_iter().filter_map(|((role, name, panel), count)| {
            if name.trim().is_empty() {
                Some(format!("{count} {role} on the {panel} without a name"))
            } else {
                (1 < count).then(|| format!("{count} {role} on the {panel} called `{name}`"))
            }
        });
        complaints.collect()
    });
}

#[test]
fn sliders_switches_and_tabs_say_their_state() {
    audit(|window| {
        let mut complaints = Vec::new();
        let mut expect = |role: Role, what: &str, has: &dyn Fn(&egui_kittest::Node<'_>) -> bool| {
            for node in nodes(window, role).iter().filter(|node| !has(node)) {
                complaints.push(format!("{role:?} `{}` does not say {what}", label(node)));
            }
        };
        expect(Role::Slider, "its value and its ends", &|node| {
            let node = node.accesskit_node();
            let (low, high) = (node.min_numeric_value(), node.max_numeric_value());
            node.numeric_value().is_some() && low.zip(high).is_some_and(|(low, high)| low < high)
        });
        expect(Role::SpinButton, "its value", &|node| node.accesskit_node().numeric_value().is_some());
        expect(Role::Switch, "whether it is on", &|node| node.accesskit_node().toggled().is_some());
        expect(Role::Tab, "whether it is chosen", &|node| node.accesskit_node().is_selected().is_some());
        complaints
    });
}

#[test]
fn every_chart_is_told_in_sentences() {
    audit(|window| {
        let images = nodes(window, Role::Image);
        let is_sentence = |text: &str| 40 < text.len() && text.contains(' ') && text.trim_end().ends_with('.');
        images
            .iter()
            .map(label)
            .filter(|text| !is_sentence(text))
            .map(|text| format!("no sentence: `{text}`"))
            .collect()
    });
    let window = window();
    assert_eq!(nodes(&window, Role::Image).len(), 2, "both hero charts are told");
    assert!(window.query_all_by_role(Role::Heading).count() >= 2);
}
