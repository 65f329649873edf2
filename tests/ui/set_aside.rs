//! What was typed into a dialog is there again after a click beside it or Escape, until it is applied or cancelled; and
//! while somebody types, nothing moves from under the pointer.

use breakeven::files::write_scenario;
use egui::{Event, Key, Modifiers, PointerButton, Rect, Role, Theme, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::support::*;

/// The ways to close a dialog without saying yes or no.
const WAYS_OUT: [fn(&mut Window); 2] = [escape, click_beside];

fn escape(window: &mut Window) {
    window.key_press(Key::Escape);
    window.run();
}

fn click_beside(window: &mut Window) {
    let at = egui::pos2(8.0, 500.0);
    window.hover_at(at);
    window.run();
    for pressed in [true, false] {
        window.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        window.run();
    }
}

/// Writes into the text field with a name, and stays in it.
#[track_caller]
fn write(window: &mut Window, field: &str, text: &str) {
    field_of(window, field).focus();
    window.run();
    for letter in text.chars() {
        window.event(Event::Text(letter.to_string()));
        window.run();
    }
}

#[track_caller]
fn field_of<'w>(window: &'w Window, name: &str) -> egui_kittest::Node<'w> {
    let is_it = |node: &egui_kittest::Node<'_>| label(node) == name;
    let mut fields = nodes(window, Role::TextInput);
    fields.extend(nodes(window, Role::MultilineTextInput));
    fields.into_iter().find(is_it).unwrap_or_else(|| panic!("there is no field {name}"))
}

#[track_caller]
fn written(window: &Window, field: &str) -> String {
    field_of(window, field).value().unwrap_or_default()
}

/// Opens or closes the card of a step.
#[track_caller]
fn step(window: &mut Window, name: &str) {
    let start = format!("{name} · ");
    let head = nodes(window, Role::Button).into_iter().find(|node| label(node).starts_with(&start));
    head.unwrap_or_else(|| panic!("there is no step {name}")).click_accesskit();
    window.run();
}

fn ask_the_room(window: &mut Window) {
    click_first(window, "accepted, share of requests: ");
    click(window, "Ask the room…");
}

/// So high that every card fits without scrolling.
fn tall() -> Window {
    window_of(app(None, settings(Theme::Light)), vec2(1600.0, 3000.0), 1.0)
}

#[test]
fn pasted_texts_are_there_again_for_the_same_step() {
    let mut window = tall();
    let before = scenario(&window).clone();
    step(&mut window, "Answer");
    click(&mut window, "Count tokens…");
    write(&mut window, "System prompt and tools", "You help people");
    for way_out in WAYS_OUT {
        way_out(&mut window);
        assert!(!says(&window, "Count the tokens of"), "it closes");
        assert!(says(&window, "What you put in is kept"), "{:?}", texts(&window));
        click(&mut window, "Count tokens…");
        assert_eq!(written(&window, "System prompt and tools"), "You help people");
    }
    eventually(&mut window, |window| window.query_by_label("Apply 1 estimate").is_some());
    escape(&mut window);
    assert_eq!(*scenario(&window), before, "nothing of it is in the plan");
    let settings = format!("{:?}", window.state().0.settings());
    assert!(!settings.contains("You help people"), "nor in the settings");

    step(&mut window, "Answer");
    step(&mut window, "Classify");
    click(&mut window, "Count tokens…");
    assert_eq!(written(&window, "System prompt and tools"), "", "another step has its own");
    escape(&mut window);

    step(&mut window, "Classify");
    step(&mut window, "Answer");
    click(&mut window, "Count tokens…");
    click(&mut window, "Apply 1 estimate");
    click(&mut window, "Count tokens…");
    assert_eq!(written(&window, "System prompt and tools"), "", "applied, so done with");
    write(&mut window, "Answer", "gone");
    click(&mut window, "Cancel");
    click(&mut window, "Count tokens…");
    assert_eq!(written(&window, "Answer"), "", "cancelled, so done with");
}

#[test]
fn texts_of_one_scenario_are_not_shown_in_another() {
    let mut window = tall();
    step(&mut window, "Answer");
    click(&mut window, "Count tokens…");
    write(&mut window, "Answer", "a secret");
    escape(&mut window);
    control(&mut window, Key::N);
    let start = nodes(&window, Role::Button).into_iter().find(|node| label(node).starts_with("The 950x trap, "));
    start.expect("a preset").click_accesskit();
    window.run();
    assert_eq!(scenario(&window).name, "The 950x trap");
    control(&mut window, Key::N);
    let start =
        nodes(&window, Role::Button).into_iter().find(|node| label(node).starts_with("Customer support assistant, "));
    start.expect("a preset").click_accesskit();
    window.run();
    step(&mut window, "Answer");
    click(&mut window, "Count tokens…");
    assert_eq!(written(&window, "Answer"), "");
}

#[test]
fn what_the_room_said_is_there_again() {
    let mut window = window();
    let before = scenario(&window).clone();
    card(&mut window, "Accepted draft reply");
    ask_the_room(&mut window);
    write(&mut window, "Name, person 2", "Ana");
    write(&mut window, "Low, person 2", "40");
    for way_out in WAYS_OUT {
        way_out(&mut window);
        assert!(!says(&window, "Ask the room: "), "it closes");
        ask_the_room(&mut window);
        let said = ["Name", "Low", "High"].map(|what| written(&window, &format!("{what}, person 2")));
        assert_eq!(said, ["Ana", "40", ""]);
    }
    write(&mut window, "High, person 2", "60");
    assert_eq!(*scenario(&window), before, "nothing of it is in the plan");
    click(&mut window, "Apply");
    ask_the_room(&mut window);
    assert_eq!(written(&window, "Name, person 2"), "", "applied, so done with");
}

#[test]
fn ticked_prices_are_ticked_again() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("outdated.ron");
    std::fs::write(&path, write_scenario(&crate::catalogue::outdated())).expect("it can be written");
    let mut window = window_of(app(Some(&path), settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    let check = |window: &mut Window| {
        click(window, "File");
        click_first(window, "Check prices…");
    };
    check(&mut window);
    click_first(&mut window, "sonnet output: $12.00 to $15.00");
    for way_out in WAYS_OUT {
        way_out(&mut window);
        check(&mut window);
        assert!(window.query_by_label("Apply 1 price").is_some());
    }
    click(&mut window, "Apply 1 price");
    check(&mut window);
    assert!(says(&window, "One price is another one there"));
    assert!(window.query_by_label("Apply 0 prices").is_some(), "applied, so done with");
}

#[test]
fn a_path_is_there_again_once_somebody_has_typed_it() {
    let mut window = window();
    let save = |window: &mut Window| window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    save(&mut window);
    window.run();
    let suggested = written(&window, "Path");
    escape(&mut window);
    assert!(!says(&window, "is kept"), "what was only suggested is suggested again");
    save(&mut window);
    window.run();
    write(&mut window, "Path", "x");
    let typed = written(&window, "Path");
    assert_ne!(typed, suggested);
    for way_out in WAYS_OUT {
        way_out(&mut window);
        save(&mut window);
        window.run();
        assert_eq!(written(&window, "Path"), typed);
    }
    click(&mut window, "Cancel");
    save(&mut window);
    window.run();
    assert_eq!(written(&window, "Path"), suggested, "cancelled, so done with");
}

/// Where everything of a role with a name is.
fn places(window: &Window, role: Role, names: &[&str]) -> Vec<Rect> {
    let named = |name: &str| {
        nodes(window, role).into_iter().filter(|node| label(node) == name).map(|node| node.rect()).collect::<Vec<_>>()
    };
    names.iter().flat_map(|name| named(name)).collect()
}

#[test]
fn rows_of_the_room_stay_where_they_are_while_numbers_are_typed() {
    for size in [vec2(1280.0, 720.0), vec2(1600.0, 1000.0)] {
        let mut window = window_of(app(None, settings(Theme::Light)), size, 1.0);
        card(&mut window, "Accepted draft reply");
        ask_the_room(&mut window);
        let fields = ["Low, person 1", "High, person 1", "Low, person 3", "High, person 3"];
        let at = |window: &Window| {
            let mut places = places(window, Role::TextInput, &fields);
            places.extend(self::places(window, Role::Button, &["Apply", "Cancel"]));
            places
        };
        let before = at(&window);
        assert_eq!(before.len(), 6);
        for (field, text) in [
            ("Low, person 1", "40"),
            ("High, person 1", "50"),
            ("Low, person 2", "80"),
            ("High, person 2", "90"),
            ("Low, person 3", "9"),
            ("High, person 3", "1"),
        ] {
            write(&mut window, field, text);
            assert_eq!(at(&window), before, "after {field} at {size}");
        }
        assert!(says(&window, "have nothing in common") && says(&window, "the low 9"), "{:?}", texts(&window));
    }
}

#[test]
fn the_search_for_a_model_stays_where_it_is_while_a_name_is_typed() {
    let mut window = tall();
    window.set_size(vec2(1280.0, 720.0));
    window.run();
    card(&mut window, "Every request");
    window.get_by_role_and_label(Role::ComboBox, "falls back to").click_accesskit();
    window.run();
    click_first(&mut window, "From the catalogue…");
    let at = |window: &Window| {
        [places(window, Role::TextInput, &["Search models"]), places(window, Role::Button, &["Cancel"])]
    };
    let before = at(&window);
    assert_eq!(before.each_ref().map(Vec::len), [1, 1]);
    for letter in "haiku-nobody".chars() {
        window.event(Event::Text(letter.to_string()));
        window.run();
        assert_eq!(at(&window), before, "after {letter}");
    }
    assert!(says(&window, "No model has such a name"));
}

#[test]
fn fields_of_pasted_texts_stay_where_they_are() {
    let mut window = tall();
    window.set_size(vec2(1280.0, 720.0));
    window.run();
    step(&mut window, "Answer");
    click(&mut window, "Count tokens…");
    let parts = ["System prompt and tools", "Example context", "History and user input", "Answer"];
    let at = |window: &Window| {
        places(window, Role::Button, &["Cancel"])
            .into_iter()
            .chain(parts[2..].iter().map(|part| field_of(window, part).rect()))
            .collect::<Vec<_>>()
    };
    let before = at(&window);
    field_of(&window, parts[0]).focus();
    window.run();
    window.event(Event::Paste("a line\n".repeat(40)));
    window.run();
    eventually(&mut window, |window| window.query_by_label("Apply 1 estimate").is_some());
    assert_eq!(at(&window), before, "{parts:?}");
}

#[test]
fn a_key_that_is_held_moves_nothing() {
    for is_room in [false, true] {
        let app = app(None, settings(Theme::Light));
        let mut window = window_of(if is_room { app.in_workshop() } else { app }, vec2(1280.0, 720.0), 1.0);
        let sliders =
            |window: &Window| nodes(window, Role::Slider).iter().map(egui_kittest::Node::rect).collect::<Vec<_>>();
        let at = sliders(&window);
        assert!(!at.is_empty());
        window.key_down(Key::B);
        window.run();
        assert!(says(&window, "No strategies, while B is held") && says(&window, "the plan now"));
        assert_eq!(sliders(&window), at, "in the workshop: {is_room}");
    }
}

#[test]
fn what_was_done_is_said_until_something_else_is_done() {
    let mut window = window();
    control(&mut window, Key::Num2);
    assert!(says(&window, "Took snapshot 2"), "{:?}", texts(&window));
    window.key_press(Key::F5);
    window.run();
    assert!(!says(&window, "Took snapshot 2"));
}
