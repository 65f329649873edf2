//! Everything that the window can show, by name: whoever adds a dialog or a mode adds a line here, and every test that
//! goes over the list covers it. Tabs and cards are found by themselves.

use breakeven::app::Tab;
use egui::{Key, Role};
use egui_kittest::kittest::Queryable as _;

use crate::support::*;

/// A way from the window as it starts to something that it can show.
pub struct State {
    /// What people would call it.
    pub name: String,
    /// Whether what is too wide for the window is scrolled to.
    pub scrolls_sideways: bool,
    open: Box<dyn Fn(&mut Window)>,
}

impl State {
    fn new(name: impl Into<String>, open: impl Fn(&mut Window) + 'static) -> Self {
        Self { name: name.into(), scrolls_sideways: false, open: Box::new(open) }
    }

    /// Goes there.
    pub fn show(&self, window: &mut Window) {
        (self.open)(window);
    }
}

/// Tabs and their tables, cards, dialogs, menus and modes.
pub fn everything() -> Vec<State> {
    let mut states = vec![State::new("as it starts", |_| {})];
    for tab in Tab::ALL {
        states.push(State::new(format!("tab {}", tab.name()), move |window| tab_of(window, tab)));
        let tables = State::new(format!("tab {} as tables", tab.name()), move |window| {
            tab_of(window, tab);
            let buttons = nodes(window, Role::Button).iter().map(label).collect::<Vec<_>>();
            for name in buttons.iter().filter(|name| name.starts_with("View as table: ")) {
                click(window, name);
            }
        });
        states.push(State { scrolls_sideways: true, ..tables });
    }
    for name in card_names() {
        states.push(State::new(format!("card {name}"), move |window| card(window, &name)));
    }
    states.extend(DIALOGS.map(|(name, open)| State::new(name, open)));
    states
}

/// What has to be asked for.
const DIALOGS: [(&str, fn(&mut Window)); 10] = [
    ("menu File", |window| click(window, "File")),
    ("menu Export", |window| click(window, "Export")),
    ("gallery", |window| click_first(window, "Add card")),
    ("dialog New", |window| control(window, Key::N)),
    ("dialog Open", |window| control(window, Key::O)),
    ("dialog Unsaved", |window| {
        type_number(window, "requests a month", "300k");
        control(window, Key::N);
        click_first(window, "Enterprise");
    }),
    ("dialog Failure", |window| {
        control(window, Key::O);
        type_text(window, "Path", "/nowhere/at_all.ron");
    }),
    ("volume from people", |window| click_first(window, "from people × uses × days")),
    ("strategy open", |window| {
        let found = nodes(window, Role::Button).into_iter().find(|node| label(node) == "Model routing");
        found.expect("it is listed").click_accesskit();
        window.run();
    }),
    ("a problem", |window| {
        card(window, "Accepted draft reply");
        type_number(window, "share of the value that becomes money, low", "150");
    }),
];

fn tab_of(window: &mut Window, tab: Tab) {
    window.get_by_role_and_label(Role::Tab, tab.name()).click_accesskit();
    window.run();
}

/// The cards of the example, by the start of their heads' names.
fn card_names() -> Vec<String> {
    let window = window();
    let heads = nodes(&window, Role::Button).into_iter().map(|node| label(&node));
    let heads = heads.filter(|name| 2 <= name.matches(", ").count());
    heads.filter_map(|name| name.split_once(", ").map(|(name, _)| name.to_owned())).collect()
}
