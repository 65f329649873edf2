//! Models are chosen, prices checked and tokens counted: each one edit, by keyboard or by name.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use breakeven::files::write_scenario;
use breakeven::reference::{Catalogue, PRESETS};
use breakeven::scenario::{BasisKind, Estimate, EstimatePath, Pricing, Scenario, StepField};
use egui::{Event, Key, Role, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

/// So high that every card fits without scrolling.
fn tall() -> Window {
    window_of(app(None, settings(Theme::Light)), vec2(1600.0, 3000.0), 1.0)
}

/// A window on a scenario of its own.
fn window_on(scenario: &Scenario) -> Window {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("scenario.ron");
    fs::write(&path, write_scenario(scenario)).expect("it can be written");
    window_of(app(Some(&path), settings(Theme::Light)), vec2(1280.0, 720.0), 1.0)
}

/// Clicks the first button whose name contains this.
#[track_caller]
fn press(window: &mut Window, part: &str) {
    let found = nodes(window, Role::Button).into_iter().find(|node| label(node).contains(part));
    found.unwrap_or_else(|| panic!("there is no button {part}")).click_accesskit();
    window.run();
}

/// Opens the choice of models with a name, and goes on to the catalogue.
fn choose(window: &mut Window, choice: &str) {
    window.get_by_role_and_label(Role::ComboBox, choice).click_accesskit();
    window.run();
    press(window, "From the catalogue…");
}

fn write(window: &mut Window, text: &str) {
    window.event(Event::Text(text.to_owned()));
    window.run();
}

fn press_key(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

fn button_names(window: &Window) -> Vec<String> {
    nodes(window, Role::Button).iter().map(label).collect()
}

#[test]
fn a_model_is_chosen_by_keyboard_and_its_price_frozen() {
    let mut window = tall();
    let before = scenario(&window).clone();
    press(&mut window, "Answer · ");
    choose(&mut window, "model");
    write(&mut window, "gpt5mini");
    let names = button_names(&window);
    let found = names.iter().find(|name| name.starts_with("gpt-5-mini, ")).expect("it is offered");
    for part in
        ["OpenAI", "retires 2026-12-11", "reads up to 272k tokens", "input $0.25", "output $2.00", "cache read $0.025"]
    {
        assert!(found.contains(part), "{found}");
    }
    press_key(&mut window, Key::Enter);
    let chosen = scenario(&window);
    assert_eq!(chosen.workload.steps[1].model, "gpt-5-mini");
    let model = &chosen.models["gpt-5-mini"];
    assert_eq!((model.provider.as_str(), model.as_of.as_str()), ("openai", "2026-11-23"));
    let mut pricing = Pricing::by_token(0.25, 2.0, 0.5);
    if let Pricing::Tokens { cache_read, meters, .. } = &mut pricing {
        *cache_read = Some(0.025);
        meters.insert("web search".to_owned(), 0.01);
    }
    assert_eq!(model.pricing, pricing);
    control(&mut window, Key::Z);
    assert_eq!(*scenario(&window), before, "one step back");
}

#[test]
fn arrows_move_and_escape_leaves() {
    let found = Catalogue::bundled().search("haiku", "2026-11-24");
    let second = &Catalogue::bundled().models[found[1]].name;
    let mut window = tall();
    card(&mut window, "Every request");
    let before = scenario(&window).clone();
    choose(&mut window, "falls back to");
    write(&mut window, "haiku");
    for _ in 0..2 {
        press_key(&mut window, Key::PageDown);
    }
    press_key(&mut window, Key::ArrowUp);
    let marked = nodes(&window, Role::Button)
        .into_iter()
        .filter(|node| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True));
    assert!(marked.map(|node| label(&node)).any(|name| name.contains("haiku")), "the marked row is in sight");
    press_key(&mut window, Key::Escape);
    assert_eq!(*scenario(&window), before);

    choose(&mut window, "falls back to");
    write(&mut window, "haiku");
    press_key(&mut window, Key::ArrowDown);
    press_key(&mut window, Key::Enter);
    let fallback = scenario(&window).workload.fallback_model.as_ref().expect("there is one");
    assert_eq!(scenario(&window).models[fallback].name, *second);
}

#[test]
fn a_model_is_added_for_later() {
    let mut window = tall();
    card(&mut window, "Models");
    click(&mut window, "Add a model…");
    write(&mut window, "voyage-3-large");
    press(&mut window, "voyage-3-large, ");
    let model = &scenario(&window).models["voyage-3-large"];
    assert!(matches!(model.pricing, Pricing::Tokens { output: 0.0, .. }), "{model:?}");
    assert!(window.query_by_label("Search models").is_none());
    click(&mut window, "Add a model…");
    write(&mut window, "no model is called so");
    assert!(says(&window, "No model has such a name"));
}

/// The example with prices that nobody asks any more, and a model that nobody sells.
pub fn outdated() -> Scenario {
    let mut scenario = PRESETS[0].scenario();
    let sonnet = &mut scenario.models["sonnet"];
    sonnet.as_of = "2026-01-01".to_owned();
    sonnet.pricing = Pricing::by_token(4.0, 12.0, 0.5);
    if let Pricing::Tokens { cache_read, cache_write, .. } = &mut sonnet.pricing {
        (*cache_read, *cache_write) = (Some(0.3), Some(3.75));
    }
    let homemade = scenario.models["haiku"].clone();
    scenario.models.insert("mine".to_owned(), breakeven::scenario::Model { name: "mine".to_owned(), ..homemade });
    scenario
}

#[test]
fn only_ticked_prices_are_applied_in_one_edit() {
    let mut window = window_on(&outdated());
    let before = scenario(&window).clone();
    click(&mut window, "File");
    click_first(&mut window, "Check prices…");
    assert!(says(&window, "2 prices are others there"));
    assert!(says(&window, "$4.00 → $3.00") && says(&window, "−25") && says(&window, "+25"));
    assert!(says(&window, "not in this catalogue") && says(&window, "the same prices"));
    click(&mut window, "Close");
    assert_eq!(*scenario(&window), before);

    click(&mut window, "File");
    click_first(&mut window, "Check prices…");
    click_first(&mut window, "sonnet output: $12.00 to $15.00");
    click(&mut window, "Apply 1 price");
    let mut expected = before.clone();
    let sonnet = &mut expected.models["sonnet"];
    sonnet.as_of = "2026-11-23".to_owned();
    if let Pricing::Tokens { output, .. } = &mut sonnet.pricing {
        *output = 15.0;
    }
    assert_eq!(*scenario(&window), expected);
    control(&mut window, Key::Z);
    assert_eq!(*scenario(&window), before);
}

fn drop_file(window: &mut Window, path: &Path) {
    window.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
    window.step();
    window.run();
}

#[test]
fn newer_prices_are_loaded_and_remembered() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let newer = folder.path().join("newer.json");
    let entry = r#"{"litellm_provider": "anthropic", "mode": "chat", "input_cost_per_token": 2e-06,
        "output_cost_per_token": 1.5e-05, "cache_read_input_token_cost": 3e-07,
        "cache_creation_input_token_cost": 3.75e-06, "input_cost_per_token_batches": 1e-06,
        "output_cost_per_token_batches": 7.5e-06}"#;
    fs::write(&newer, format!(r#"{{"claude-sonnet-4-6": {entry}, "sample_spec": 1}}"#)).expect("it can be written");
    let broken = folder.path().join("broken.json");
    fs::write(&broken, "{\n\"claude\": }").expect("it can be written");

    let mut window = window();
    drop_file(&mut window, &broken);
    assert!(says(&window, "broken.json: line 2, column 11: expected value"), "{:?}", texts(&window));
    click(&mut window, "Close");
    drop_file(&mut window, &newer);
    assert!(says(&window, "newer.json, prices of 20"), "{:?}", texts(&window));
    assert!(says(&window, "$3.00 → $2.00") && says(&window, "not in this catalogue"));
    click(&mut window, "Tick all");
    click(&mut window, "Apply 1 price");
    let Pricing::Tokens { input, .. } = scenario(&window).models["sonnet"].pricing else { panic!() };
    assert_eq!(input, 2.0);
    click(&mut window, "File");
    click_first(&mut window, "Check prices…");
    assert!(says(&window, "newer.json") && says(&window, "No price that the list has is another one"));
    click(&mut window, "Load newer prices…");
    type_text(&mut window, "Path", &broken.display().to_string());
    assert!(says(&window, "Could not read prices from"));
}

/// Pastes into a field of the counter, and waits until it is counted.
fn paste(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::MultilineTextInput, field).click();
    window.run();
    window.event(Event::Paste(text.to_owned()));
    window.run();
    for _ in 0..2000 {
        if !says(window, "ounting…") {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
        window.run();
    }
    panic!("it is never counted");
}

#[test]
fn counted_tokens_become_measured_estimates() {
    let mut window = tall();
    let before = scenario(&window).clone();
    press(&mut window, "Answer · ");
    click(&mut window, "Count tokens…");
    paste(&mut window, "Answer", "hello world");
    paste(&mut window, "System prompt and tools", "2 + 2 = 4");
    paste(&mut window, "Example context", "hello world\n---\nhello world hello world");
    assert!(window.query_by_label_contains("stable prefix: 7 tokens").is_some());
    click(&mut window, "answer: 2 tokens");
    click(&mut window, "Apply 2 estimates");
    let after = scenario(&window).clone();
    let step = &after.workload.steps[1];
    assert_eq!((step.prefix, step.output), (Estimate::Exact(7.0), before.workload.steps[1].output));
    assert_eq!(step.retrieved, Estimate::Range { p10: 2.0, p90: 4.0 });
    let basis = |name: &str| &after.bases[&EstimatePath::from(&*format!("workload.steps[\"answer\"].{name}"))];
    assert_eq!(basis("prefix").kind, BasisKind::Measured);
    assert_eq!(basis("prefix").source, "counted from pasted text with o200k_base");
    assert_eq!(basis("retrieved").source, "counted from 2 pasted texts with o200k_base");
    assert_eq!(basis("retrieved").date, "2026-11-24");
    control(&mut window, Key::Z);
    assert_eq!(*scenario(&window), before);
}

#[test]
fn what_is_counted_again_is_measured_again() {
    let mut window = tall();
    press(&mut window, "Answer · ");
    let path = &EstimatePath::step("answer", StepField::Output);
    for text in ["hello world", "hello world hello world hello world"] {
        click(&mut window, "Count tokens…");
        paste(&mut window, "Answer", text);
        click(&mut window, "Apply 1 estimate");
        // The same words about another number, on the same day.
        assert_eq!(scenario(&window).bases[path].source, "counted from pasted text with o200k_base");
        assert_eq!(scenario(&window).support(path), Some(BasisKind::Measured), "{text}");
        assert_eq!(scenario(&window).bases[path].given_for, None, "{text}");
    }
    type_number(&mut window, "answer, tokens a call", "3,000");
    let counted = scenario(&window).bases[path].given_for;
    assert_eq!((scenario(&window).support(path), counted.map(|counted| counted.base())), (None, Some(6.0)));
}
