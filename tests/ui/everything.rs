//! Everything that the window shows, place by place: one list that tests of all of it go through.

use breakeven::app::{Command, Tab};
use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

/// Shows each tab, each open card, each open strategy and each dialog in turn, and looks at it.
pub fn everywhere(window: &mut Window, mut look: impl FnMut(&Window, &str)) {
    look(window, "at the start");
    for tab in Tab::ALL {
        window.get_by_role_and_label(Role::Tab, tab.name()).click_accesskit();
        window.run();
        look(window, tab.name());
        for name in buttons(window, |name| name.starts_with("View as table")) {
            click(window, &name);
            look(window, &format!("{name}, {}", tab.name()));
            click(window, &name.replace("View as table", "View as chart"));
        }
    }
    for head in buttons(window, |name| 2 <= name.matches(", ").count()) {
        click(window, &head);
        look(window, &format!("card {head}"));
        // An edit elsewhere may have changed what it says.
        click(window, &head);
    }
    let tags = scenario(window).strategies.iter().map(|strategy| strategy.kind.tag().name());
    for name in tags.collect::<Vec<_>>() {
        let open = |window: &mut Window| {
            window.get_by_role_and_label(Role::Button, name).click_accesskit();
            window.run();
        };
        open(window);
        look(window, &format!("strategy {name}"));
        open(window);
    }
    for command in [Command::New, Command::FindCommand, Command::ShowShortcuts, Command::SaveAs] {
        let shortcut = command.shortcut().expect("it has a key");
        window.key_press_modifiers(shortcut.modifiers, shortcut.logical_key);
        window.run();
        look(window, &format!("dialog {}", command.name()));
        window.key_press(Key::Escape);
        window.run();
    }
    for menu in ["File", "Export"] {
        click(window, menu);
        look(window, &format!("menu {menu}"));
        window.key_press(Key::Escape);
        window.run();
    }
}

/// The names of the buttons that are meant.
fn buttons(window: &Window, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    nodes(window, Role::Button).iter().map(label).filter(|name| is_meant(name)).collect()
}

/// Whether something can be operated.
pub fn is_operable(node: &egui_kittest::Node<'_>) -> bool {
    let roles = [
        Role::Button,
        Role::CheckBox,
        Role::ComboBox,
        Role::Link,
        Role::ListBoxOption,
        Role::RadioButton,
        Role::Slider,
        Role::SpinButton,
        Role::Switch,
        Role::Tab,
        Role::TextInput,
        Role::MultilineTextInput,
    ];
    roles.contains(&node.accesskit_node().role())
}
