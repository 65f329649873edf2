//! What providers sell beside tokens by the million: long prompts, units of throughput, caches kept warm by traffic, meters.

use std::path::Path;

use breakeven::reference::Preset;
use breakeven::scenario::{
    Basis, BasisKind, Driver, Estimate, EstimatePath, LineList, LinesOf, LongPrices, Pricing, StrategyKind, StrategyTag,
};
use egui::{Key, Modifiers, Role, Theme, vec2};

use crate::support::*;

/// So high that every card fits without scrolling.
fn tall() -> Window {
    window_of(app(None, settings(Theme::Light)), vec2(1600.0, 4000.0), 1.0)
}

/// A tall window on the example with a hit rate that is given.
fn given() -> Window {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("given.ron");
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases/support_assistant.ron");
    std::fs::copy(case, &path).expect("it can be copied");
    window_of(app(Some(&path), settings(Theme::Light)), vec2(1600.0, 4000.0), 1.0)
}

fn is_current(window: &Window) -> bool {
    window.state().0.session().computed.is_current()
}

/// Presses the last button whose name contains this: what was added stands last.
#[track_caller]
fn press_last(window: &mut Window, part: &str) {
    let found = nodes(window, Role::Button).into_iter().filter(|node| label(node).contains(part)).last();
    found.unwrap_or_else(|| panic!("there is no button {part}")).click_accesskit();
    window.run();
}

#[track_caller]
fn tick_last(window: &mut Window, name: &str) {
    let found = nodes(window, Role::CheckBox).into_iter().filter(|node| label(node) == name).last();
    found.unwrap_or_else(|| panic!("there is no box {name}")).click_accesskit();
    window.run();
}

/// Types into the last number field with a name.
#[track_caller]
fn type_last(window: &mut Window, name: &str, text: &str) {
    let found = nodes(window, Role::SpinButton).into_iter().filter(|node| label(node) == name).last();
    found.unwrap_or_else(|| panic!("there is no number {name}")).click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text(text.to_owned()));
    window.key_press(Key::Enter);
    window.run();
}

/// Types another name into the last field with a label.
#[track_caller]
fn rename_last(window: &mut Window, field: &str, new: &str) {
    let found = nodes(window, Role::TextInput).into_iter().filter(|node| label(node) == field).last();
    found.unwrap_or_else(|| panic!("there is no {field}")).click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text(new.to_owned()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
}

#[test]
fn a_provisioned_model_is_made_by_hand() {
    let mut window = tall();
    card(&mut window, "Models");
    press_last(&mut window, "Add a model by hand");
    press_last(&mut window, "provisioned");
    for (name, text) in [
        ("a unit, an hour", "1.1"),
        ("a unit serves, tokens a minute", "3,400"),
        ("a written token counts as", "8"),
        ("units by", "50"),
        ("units at least", "100"),
    ] {
        type_number(&mut window, name, text);
    }
    press_last(&mut window, "the larger");
    let pricing = &scenario(&window).models["model"].pricing;
    let expected = Pricing::Provisioned {
        unit_hour: 1.1,
        tokens_per_minute: 3400.0,
        output_weight: 8.0,
        larger: true,
        increment: 50,
        min_units: 100,
    };
    assert_eq!(*pricing, expected);
    assert!(is_current(&window));
    type_number(&mut window, "units by", "0");
    assert!(says(&window, "must be a whole number from 1"), "{:?}", texts(&window));
}

#[test]
fn an_offer_of_throughput_is_taken_from_the_list() {
    let mut window = tall();
    card(&mut window, "Models");
    click(&mut window, "Add a model…");
    window.event(egui::Event::Text("gpt 5.2 provisioned data zone".to_owned()));
    window.run();
    let names: Vec<String> = nodes(&window, Role::Button).iter().map(label).collect();
    let offer = names.iter().find(|name| name.starts_with("gpt-5.2, data zone provisioned")).expect("it is offered");
    for part in ["Azure OpenAI", "$1.10 a PTU an hour", "3,400 tokens a minute each", "at least 15, by 5"] {
        assert!(offer.contains(part), "{offer}");
    }
    window.key_press(Key::Enter);
    window.run();
    let model = &scenario(&window).models["gpt-5.2 data zone provisioned"];
    assert!(matches!(model.pricing, Pricing::Provisioned { min_units: 15, increment: 5, .. }), "{model:?}");
    assert_eq!((model.provider.as_str(), model.as_of.as_str()), ("azure", "2026-09-23"));
    assert!(is_current(&window));
}

#[test]
fn prices_of_long_prompts_come_with_the_model() {
    let mut window = tall();
    card(&mut window, "Models");
    click(&mut window, "Add a model…");
    window.event(egui::Event::Text("gemini-2.5-pro".to_owned()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
    let Pricing::Tokens { long, cache_min, meters, .. } = &scenario(&window).models["gemini-2.5-pro"].pricing else {
        panic!("it is sold by the token");
    };
    let expected = LongPrices {
        above: 200_000.0,
        input: Some(2.5),
        output: Some(15.0),
        cache_read: Some(0.25),
        cache_write: None,
    };
    assert_eq!((*long, *cache_min), (Some(expected), 2048.0));
    assert_eq!(meters.get("web search"), Some(&0.035));
    // What is there is shown, and can be taken away.
    type_number(&mut window, "longer than, tokens", "128k");
    rename_last(&mut window, "Meter", "grounding");
    let pricing = |window: &Window| scenario(window).models["gemini-2.5-pro"].pricing.clone();
    let Pricing::Tokens { long, meters, .. } = pricing(&window) else { panic!() };
    assert_eq!(long.map(|long| long.above), Some(128_000.0));
    assert_eq!(meters.keys().collect::<Vec<_>>(), ["grounding"]);
    tick_last(&mut window, "long prompts cost more");
    assert!(matches!(pricing(&window), Pricing::Tokens { long: None, .. }));
    assert!(is_current(&window));
}

#[test]
fn what_a_price_list_says_beyond_the_plan_is_applied_when_it_is_ticked() {
    let mut window = given();
    let before = scenario(&window).clone();
    click(&mut window, "File");
    click_first(&mut window, "Check prices…");
    assert!(says(&window, "No price that the list has is another one"), "{:?}", texts(&window));
    assert!(says(&window, "more prices that this scenario says nothing of"));
    click_first(&mut window, "sonnet least cached prefix: none to 1,024 tokens");
    click(&mut window, "Apply 1 price");
    let mut expected = before.clone();
    if let Pricing::Tokens { cache_min, .. } = &mut expected.models["sonnet"].pricing {
        *cache_min = 1024.0;
    }
    expected.models["sonnet"].as_of = "2026-11-23".to_owned();
    assert_eq!(*scenario(&window), expected);
}

#[test]
fn prefix_caching_follows_from_traffic_or_is_given() {
    let mut window = given();
    let hit_rate = EstimatePath::strategy(StrategyTag::PrefixCaching, "hit_rate");
    let caching = |window: &Window| {
        let mut strategies = scenario(window).strategies.iter();
        strategies
            .find(|strategy| strategy.kind.tag() == StrategyTag::PrefixCaching)
            .expect("it is listed")
            .kind
            .clone()
    };
    assert!(matches!(caching(&window), StrategyKind::PrefixCaching { hit_rate: Some(_), .. }));
    click_button(&mut window, "Prefix caching");
    let sliders =
        |window: &Window| nodes(window, Role::Slider).iter().filter(|node| label(node) == "Prefix caching").count();
    assert_eq!(sliders(&window), 1);
    press_last(&mut window, "from traffic");
    let StrategyKind::PrefixCaching { hit_rate: None, kept: 5.0, .. } = caching(&window) else {
        panic!("{:?}", caching(&window));
    };
    assert!(!scenario(&window).bases.contains_key(&hit_rate), "what is gone needs no support");
    assert!(says(&window, "follows from traffic"), "{:?}", texts(&window));
    assert_eq!(sliders(&window), 0, "there is nothing to drag");
    press_last(&mut window, "an hour");
    type_number(&mut window, "different prefixes", "12");
    let StrategyKind::PrefixCaching { prefixes, kept, .. } = caching(&window) else { panic!() };
    assert_eq!((prefixes, kept), (Estimate::Exact(12.0), 60.0));
    assert!(is_current(&window), "{:?}", window.state().0.session().computed.problems);
    press_last(&mut window, "as given");
    assert!(matches!(caching(&window), StrategyKind::PrefixCaching { hit_rate: Some(_), kept: 60.0, .. }));
    assert!(is_current(&window));
}

#[test]
fn a_card_is_charged_by_failures_and_has_rework() {
    let mut window = tall();
    let name = "Tracing and cost telemetry";
    card(&mut window, name);
    press_last(&mut window, "Add a line");
    let choices =
        |window: &Window| nodes(window, Role::ComboBox).into_iter().filter(|node| label(node) == "charged").count();
    let count = choices(&window);
    let open_last = |window: &mut Window| {
        let found = nodes(window, Role::ComboBox).into_iter().filter(|node| label(node) == "charged").last();
        found.expect("a line has a driver").click_accesskit();
        window.run();
    };
    open_last(&mut window);
    press_last(&mut window, "per failed attempt");
    let component = |window: &Window| {
        scenario(window).components.iter().find(|component| component.name == name).expect("it is there").clone()
    };
    assert_eq!(component(&window).lines.last().map(|line| line.driver), Some(Driver::Miss));

    press_last(&mut window, "More");
    press_last(&mut window, "Add what it takes");
    assert_eq!(choices(&window), count + 1);
    press_last(&mut window, "Add a factor");
    rename_last(&mut window, "Factor", "hours");
    type_last(&mut window, "hours", "200");
    tick_last(&mut window, "set-up falls due again");
    type_last(&mut window, "every, months", "6");
    type_last(&mut window, "success rate, times that without it", "1.1");
    let changed = component(&window);
    assert_eq!((changed.repeat, changed.success), (Some(6), Estimate::Exact(1.1)));
    assert_eq!(changed.rework[0].factors, [("hours".to_owned(), Estimate::Exact(200.0))]);
    assert!(is_current(&window), "{:?}", window.state().0.session().computed.problems);
}

#[test]
fn what_supports_rework_is_doubled_renamed_and_removed_with_it() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("rework.ron");
    let mut plan = Preset::by_key("support_assistant").expect("it is there").scenario();
    let mut line = breakeven::scenario::Line::monthly("Instrument".to_owned());
    line.factors.push(("hours".to_owned(), Estimate::Exact(200.0)));
    let (id, name) = (plan.components[0].id.clone(), plan.components[0].name.clone());
    plan.components[0].rework.push(line);
    let basis = Basis {
        kind: BasisKind::Judgement,
        source: "the team".to_owned(),
        url: String::new(),
        date: String::new(),
        given_for: None,
    };
    let of = |id: &str| LinesOf::Component(breakeven::scenario::ComponentId::of_plan(id), LineList::Rework);
    plan.bases.insert(EstimatePath::factor_of(&of(&id), "Instrument", "hours"), basis.clone());
    std::fs::write(&path, breakeven::files::write_scenario(&plan)).expect("it can be written");
    let mut window = window_of(app(Some(&path), settings(Theme::Light)), vec2(1600.0, 4000.0), 1.0);
    card(&mut window, &name);
    let duplicate = format!("Duplicate {name}");
    press_last(&mut window, &duplicate);
    let copy = scenario(&window).components[1].id.clone();
    let has = |window: &Window, id: &str, line: &str| {
        scenario(window).bases.get(&EstimatePath::factor_of(&of(id), line, "hours")) == Some(&basis)
    };
    assert!(has(&window, &id, "Instrument") && has(&window, &copy, "Instrument"));
    rename_last(&mut window, "Line", "Rebuild");
    assert!(has(&window, &id, "Rebuild") && !has(&window, &id, "Instrument") && has(&window, &copy, "Instrument"));
    press_last(&mut window, "Remove Rebuild");
    assert!(!has(&window, &id, "Rebuild"));
    assert!(is_current(&window));
}
