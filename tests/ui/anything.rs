//! Whatever anybody presses, in whatever order: no panic, and every edit can be undone.

use breakeven::charts::ChartKey;
use egui::{Key, Role, Theme, vec2};
use egui_kittest::kittest::NodeT as _;

use crate::support::*;

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }
}

/// What leaves the scenario, or takes an edit back.
fn leads_away(name: &str) -> bool {
    let is_copy = || ChartKey::ALL.iter().any(|chart| name.starts_with(&format!("Copy {}", chart.key())));
    ["File", "Commands", "Export", "Undo", "Redo", "Save"].iter().any(|part| name.starts_with(part)) || is_copy()
}

fn one_action(window: &mut Window, dice: &mut Dice) -> String {
    let role =
        [Role::Button, Role::Button, Role::Switch, Role::Slider, Role::SpinButton, Role::CheckBox, Role::ComboBox]
            [dice.below(7)];
    let found: Vec<_> = nodes(window, role).into_iter().filter(|node| !leads_away(&label(node))).collect();
    let Some(node) = found.get(dice.below(found.len())) else { return String::new() };
    let name = format!("{role:?} {}", label(node));
    match role {
        Role::Slider | Role::SpinButton => {
            let value = node.accesskit_node().numeric_value().unwrap_or(1.0);
            let factors = [0.0, 0.5, 1.0, 3.0, 1e6, -1.0];
            node.set_value_accesskit(value * factors[dice.below(factors.len())]);
        }
        _ => node.click_accesskit(),
    }
    drop(found);
    window.run();
    name
}

#[test]
fn anything_can_be_pressed_and_undone() {
    for seed in [1, 2, 3] {
        let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 1200.0), 1.0);
        let start = scenario(&window).clone();
        let mut dice = Dice(seed);
        let mut edited = 0;
        for _ in 0..120 {
            let before = scenario(&window).clone();
            let name = one_action(&mut window, &mut dice);
            assert!(window.state().0.session().computed.valid.is_some(), "{name}");
            edited += usize::from(before != *scenario(&window));
        }
        assert!(10 < edited, "{edited} edits");
        window.key_press(Key::Escape);
        window.key_press(Key::Escape);
        window.run();
        for _ in 0..500 {
            if !window.state().0.session().can_undo() {
                break;
            }
            click(&mut window, "Undo");
        }
        assert_eq!(*scenario(&window), start);
    }
}
