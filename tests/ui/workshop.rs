//! What the room sees (F5): levers that move everything, charts to walk, pins, and nothing too small for the last row.

use std::path::PathBuf;

use breakeven::app::Settings;
use breakeven::charts::ChartKind;
use breakeven::codec::parse_scenario;
use breakeven::files::write_scenario;
use breakeven::reference::PRESETS;
use breakeven::scenario::{EstimatePath, OutcomeField, Scenario, StrategyTag, Workshop, path};
use egui::{Key, Modifiers, Rect, Role, Shape, Theme, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::legible::overlaps;
use crate::story::knob;
use crate::support::*;

/// What the room sees of the example, or of a file.
fn workshop(file: Option<&std::path::Path>, size: Vec2) -> Window {
    window_of(app(file, settings(Theme::Light)).in_workshop(), size, 1.0)
}

pub fn small() -> Window {
    workshop(None, vec2(1280.0, 720.0))
}

pub fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

pub fn is_workshop(window: &Window) -> bool {
    window.query_by_label("Next chart").is_some()
}

fn has_button(window: &Window, name: &str) -> bool {
    nodes(window, Role::Button).iter().any(|node| label(node) == name)
}

/// The title of the chart in front of the room.
fn title(window: &Window) -> String {
    nodes(window, Role::Heading).first().map(label).expect("a chart has a title")
}

/// Whether it is the chart at a place, the first is 1, that is in front of the room.
fn is_shown(window: &Window, place: usize) -> bool {
    window.query_by_label_contains(&format!("All charts, {place} of ")).is_some()
}

/// Writes what is on screen to the folder that `REVIEW_FOLDER` names, if it names one.
pub fn keep(window: &Window, name: &str) {
    if let Some(folder) = std::env::var_os("REVIEW_FOLDER") {
        let path = PathBuf::from(folder).join(format!("workshop_{name}.png"));
        std::fs::write(path, screenshot(window, 1.0)).expect("the picture can be written");
    }
}

#[test]
fn one_key_leads_there_and_back() {
    let mut window = window();
    press(&mut window, Key::F5);
    assert!(is_workshop(&window));
    assert!(window.query_by_label("Add card").is_none());
    press(&mut window, Key::Escape);
    assert!(!is_workshop(&window));
    click(&mut window, "Workshop");
    assert!(is_workshop(&window));
    press(&mut window, Key::F5);
    assert!(!is_workshop(&window));
    click(&mut window, "Workshop");
    click(&mut window, "Build");
    assert!(!is_workshop(&window));
}

#[test]
fn the_room_moves_volume_and_strategies_and_walks_the_charts() {
    let mut window = small();
    let before = scenario(&window).clone();
    let said = title(&window);
    let (from, to) = knob(&window, "Requests at Production", 0.8);
    drag(&mut window, from, to);
    assert!(2.0 * before.stages[2].requests.base() < scenario(&window).stages[2].requests.base());
    assert_ne!(title(&window), said, "the chart says what follows");

    let said = title(&window);
    press(&mut window, Key::ArrowRight);
    assert!(is_shown(&window, 2), "after a drag the arrows still walk the charts");
    assert_ne!(title(&window), said);
    press(&mut window, Key::ArrowLeft);
    assert_eq!(title(&window), said);
    press(&mut window, Key::ArrowLeft);
    let charts = ChartKind::ALL.into_iter().filter(|key| key.has_content(scenario(&window))).count();
    assert!(is_shown(&window, charts), "before the first comes the last");
    press(&mut window, Key::ArrowRight);

    window.get_by_role_and_label(Role::Switch, "Model routing").click();
    window.run();
    assert_ne!(title(&window), said);
    assert!(says(&window, "off · alone it saves $"));
    type_number(&mut window, "Requests at Production", "300k");
    assert!((scenario(&window).stages[2].requests.base() / 300_000.0 - 1.0).abs() < 1e-9);
    control(&mut window, Key::Z);
    control(&mut window, Key::Z);
    control(&mut window, Key::Z);
    assert_eq!(*scenario(&window), before, "each was one step");
    press(&mut window, Key::Escape);
    assert!(!is_workshop(&window));
}

#[test]
fn escape_ends_typing_before_it_leaves() {
    let mut window = small();
    number(&window, "Requests at Production").click();
    window.run();
    press(&mut window, Key::Escape);
    assert!(is_workshop(&window));
    press(&mut window, Key::Escape);
    assert!(!is_workshop(&window));
}

/// Texts that are smaller than the last row can read.
pub fn too_small(window: &Window) -> Vec<String> {
    fn collect(shape: &Shape, clip: Rect, found: &mut Vec<String>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, found)),
            Shape::Text(text) if text.visual_bounding_rect().intersects(clip) => {
                for section in text.galley.job.sections.iter().filter(|section| section.format.font_id.size < 18.0) {
                    found.push(format!("{} at {}", text.galley.text(), section.format.font_id.size));
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    window.output().shapes.iter().for_each(|clipped| collect(&clipped.shape, clipped.clip_rect, &mut found));
    found
}

/// What the scenario would be as a file.
fn file(folder: &tempfile::TempDir, key: &str, scenario: &Scenario) -> PathBuf {
    let path = folder.path().join(format!("{key}.ron"));
    std::fs::write(&path, write_scenario(scenario)).expect("it can be written");
    path
}

#[test]
fn the_last_row_can_read_everything_and_nothing_lies_on_anything() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut found = Vec::new();
    for preset in PRESETS {
        let path = file(&folder, preset.key, &preset.scenario());
        for size in [vec2(1280.0, 720.0), vec2(1600.0, 1000.0), vec2(3840.0, 2160.0)] {
            let mut window = workshop(Some(&path), size);
            let shown = ChartKind::ALL.into_iter().filter(|key| key.has_content(&preset.scenario()));
            for chart in shown.map(ChartKind::key) {
                let complaints = overlaps(&window).into_iter().chain(too_small(&window));
                found.extend(complaints.map(|complaint| format!("{} {size:?} {chart}: {complaint}", preset.key)));
                keep(&window, &format!("{}_{}_{chart}", preset.key, size.x));
                press(&mut window, Key::ArrowRight);
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn any_lever_is_pinned_kept_in_the_file_and_taken_back() {
    let mut window = window();
    let untouched = scenario(&window).clone();
    card(&mut window, "Accepted draft reply");
    click(&mut window, "Pin value, USD per outcome");
    click(&mut window, "Pin Model routing");
    let pins = ["outcome.value", "strategies.ModelRouting.share"].map(EstimatePath::from);
    assert_eq!(scenario(&window).workshop.pins, pins);
    assert_eq!(parse_scenario(&write_scenario(scenario(&window))).expect("it can be read").workshop.pins, pins);
    assert!(!write_scenario(&untouched).contains("workshop"), "what nobody pinned is not written");

    press(&mut window, Key::F5);
    let sliders: Vec<String> = nodes(&window, Role::Slider).iter().map(label).collect();
    assert_eq!(sliders, ["Value per accepted draft reply", "Model routing"], "only what is pinned");
    window.get_by_role_and_label(Role::Slider, "Value per accepted draft reply").set_value_accesskit(1.0);
    window.run();
    assert_eq!(scenario(&window).outcome.value.base(), 1.0);

    press(&mut window, Key::F5);
    click(&mut window, "Unpin Model routing");
    assert_eq!(scenario(&window).workshop.pins, pins[..1]);
    for _ in 0..4 {
        control(&mut window, Key::Z);
    }
    assert_eq!(*scenario(&window), untouched);
}

#[test]
fn a_fifth_lever_asks_which_one_makes_way() {
    let mut window = window();
    for name in ["Production requests", "Model routing", "Prompt compression", "Semantic caching"] {
        click(&mut window, &format!("Pin {name}"));
    }
    click(&mut window, "Pin Output limits");
    assert!(says(&window, "Four levers are pinned already"));
    click(&mut window, "Cancel");
    assert_eq!(scenario(&window).workshop.pins.len(), Workshop::MOST_PINS);
    click(&mut window, "Pin Output limits");
    click_first(&mut window, "Replace Prompt compression");
    assert_eq!(scenario(&window).workshop.pins[2], EstimatePath::from("strategies.OutputLimits.output"));
    assert!(has_button(&window, "Pin Prompt compression") && has_button(&window, "Unpin Output limits"));
}

#[test]
fn pins_follow_names_and_leave_with_what_they_name() {
    let mut scenario = PRESETS[0].scenario();
    scenario.workshop.pins = vec!["stages[\"Production\"].requests".into(), "strategies.ModelRouting.share".into()];
    scenario.rename_paths(&path::stage("Production"), "Roll-out");
    scenario.forget_paths(&path::strategy(StrategyTag::ModelRouting));
    assert_eq!(scenario.workshop.pins, [EstimatePath::from("stages[\"Roll-out\"].requests")]);
}

#[test]
fn the_room_guesses_before_it_sees() {
    let mut window = small();
    click(&mut window, "Guess first…");
    assert!(says(&window, "What will a month at Production cost?"));
    assert!(window.get_by_role_and_label(Role::TextInput, "Amount, like 12k").is_focused(), "so that it can be typed");
    let cost = |window: &Window| texts(window).iter().filter(|text| text.contains("15,973")).count();
    assert_eq!(cost(&window), 0, "nothing gives it away");
    assert!(!says(&window, "Marginal") && !says(&window, "saves $"));
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::Escape);
    assert!(says(&window, "What will a month at Production cost?"), "no key shows it by mistake");

    for (name, amount) in [("Ana", "3k"), ("", "$6,000"), ("Ben", "20k")] {
        window.get_by_role_and_label(Role::TextInput, "Name, optional").click();
        window.run();
        window.event(egui::Event::Text(name.to_owned()));
        window.run();
        type_text(&mut window, "Amount, like 12k", amount);
    }
    assert!(says(&window, "Guess 2") && says(&window, "Ben") && says(&window, "has guessed"));
    let seen = texts(&window);
    assert!(!["$3,000", "$6,000", "$20,000"].iter().any(|said| seen.iter().any(|text| text == said)), "{seen:?}");
    type_text(&mut window, "Amount, like 12k", "a lot");
    assert!(says(&window, "That is no amount above 0"));
    let typed = window.get_by_role_and_label(Role::TextInput, "Amount, like 12k").value();
    assert!(!typed.unwrap_or_default().contains("a lot"), "as it is typed, either");
    let lever = window.get_by_role_and_label(Role::Slider, "Requests at Production");
    assert!(lever.accesskit_node().is_disabled(), "everybody guesses the same plan");
    click(&mut window, "Build");
    control(&mut window, Key::K);
    window.event(egui::Event::Text("guess first".to_owned()));
    window.run();
    press(&mut window, Key::Enter);
    assert!(says(&window, "Ben"), "asking again forgets nobody");
    keep(&window, "guessing");
    assert_eq!((overlaps(&window), too_small(&window)), (Vec::new(), Vec::new()));

    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
    window.event(egui::Event::Text("reveal".to_owned()));
    window.run();
    press(&mut window, Key::Enter);
    assert_eq!(title(&window), "The room guessed $3k–$20k; it is $15,973 a month, 2.66× the median guess");
    assert!(says(&window, "Marginal"));
    keep(&window, "revealed");
    assert_eq!((overlaps(&window), too_small(&window)), (Vec::new(), Vec::new()));
    press(&mut window, Key::L);
    keep(&window, "revealed_linear");
    assert_eq!(overlaps(&window), Vec::<String>::new());
    press(&mut window, Key::L);

    type_number(&mut window, "Requests at Production", "300k");
    assert!(!title(&window).contains("15,973"), "the truth moves with the levers: {}", title(&window));
    let said = "The room guessed $3k–$20k for 219,089 requests a month; 300,000 cost $";
    assert!(title(&window).starts_with(said), "a guess about another volume is not wrong: {}", title(&window));
    press(&mut window, Key::Escape);
    assert!(title(&window).starts_with("The room guessed"), "so that slides have it");
    let folder = tempfile::tempdir().expect("a folder for this test");
    let slide = folder.path().join("slide.svg");
    click(&mut window, "Export");
    click_button(&mut window, "Cost curve");
    click_first(&mut window, "Save cost curve as SVG");
    type_text(&mut window, "Path", slide.to_str().expect("a path"));
    eventually(&mut window, |window| says(window, "Saved "));
    let slide = std::fs::read_to_string(slide).expect("the slide was written");
    assert!(slide.contains("The room guessed"), "and slides have it");
    press(&mut window, Key::F5);
    click(&mut window, "Forget the guesses");
    assert!(title(&window).starts_with("Production costs $"));
}

#[test]
fn what_several_people_think_is_pooled() {
    let mut window = window();
    let before = scenario(&window).clone();
    card(&mut window, "Accepted draft reply");
    let ask = |window: &mut Window| {
        click_first(window, "accepted, share of requests: ");
        click(window, "Ask the room…");
    };
    ask(&mut window);
    for (person, [low, high]) in [["40", "50"], ["30 %", "60 %"], ["50", "70"]].iter().enumerate() {
        type_text(&mut window, &format!("Low, person {}", person + 1), low);
        type_text(&mut window, &format!("High, person {}", person + 1), high);
    }
    assert!(says(&window, "Pooled from 3 people: 8 in 10 futures 40"));
    assert!(says(&window, "All of them could live with 50"));
    click_first(&mut window, "Add a person");
    type_text(&mut window, "Name, person 4", "Ana");
    type_text(&mut window, "Low, person 4", "80");
    type_text(&mut window, "High, person 4", "75");
    assert!(says(&window, "Ana: the low 80"));
    type_text(&mut window, "High, person 4", "90");
    assert!(says(&window, "They overlap little: talk about it. Person 1 (40"));
    keep(&window, "room");
    click(&mut window, "Remove person 4");
    click(&mut window, "Apply");
    let rate = scenario(&window).outcome.success_rate;
    assert!((rate.base() - 0.5).abs() < 1e-9 && (rate.low() - 0.3).abs() < 0.01, "{rate:?}");
    let basis = &scenario(&window).bases[&EstimatePath::Outcome(OutcomeField::SuccessRate)];
    assert_eq!((basis.source.as_str(), basis.date.len()), ("pooled from 3 people", 10));
    control(&mut window, Key::Z);
    assert_eq!(*scenario(&window), before, "it was one step");
}

#[test]
fn everything_is_drawn_larger_and_smaller() {
    let mut window = window();
    let percent = |window: &Window| window.state().0.settings().scale.percent();
    control(&mut window, Key::Plus);
    control(&mut window, Key::Equals);
    assert_eq!((percent(&window), window.ctx.zoom_factor()), (125, 1.25));
    control(&mut window, Key::Minus);
    assert_eq!(percent(&window), 110);
    control(&mut window, Key::Num0);
    assert_eq!((percent(&window), window.ctx.zoom_factor()), (100, 1.0));
}

#[test]
fn small_windows_and_large_letters_leave_everything_within_reach() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let mut found = Vec::new();
    for key in ["support_assistant", "self_hosted_summaries"] {
        let preset = PRESETS.iter().find(|preset| preset.key == key).expect("a preset");
        let path = file(&folder, key, &preset.scenario());
        // 1280×720 at 115 %, 150 % and 250 %; 1920×1080 at 250 %; what was the least once.
        for (size, scale) in [
            (vec2(1113.0, 626.0), 1.15),
            (vec2(853.0, 480.0), 1.5),
            (vec2(512.0, 288.0), 2.5),
            (vec2(768.0, 432.0), 2.5),
            (vec2(1000.0, 680.0), 1.0),
        ] {
            let mut window = window_of(app(Some(&path), settings(Theme::Light)), size, scale);
            let tabs = nodes(&window, Role::Tab).iter().map(label).collect::<Vec<_>>();
            let sections = ["Headlines", "Use case", "Levers", "Charts"];
            for section in sections.into_iter().filter(|section| tabs.iter().any(|tab| tab == section)) {
                window.get_by_role_and_label(Role::Tab, section).click_accesskit();
                window.run();
                keep(&window, &format!("{key}_fold_{}_{section}", size.x));
                let here = overlaps(&window).into_iter();
                found.extend(here.map(|overlap| format!("{key} {size:?} {section}: {overlap}")));
            }
            press(&mut window, Key::F5);
            keep(&window, &format!("{key}_fold_{}_workshop", size.x));
            found.extend(overlaps(&window).into_iter().map(|overlap| format!("{key} {size:?} workshop: {overlap}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn plans_side_by_side_are_scrolled_to_and_recalled() {
    let mut window = window_of(app(None, Settings::default()), vec2(1280.0, 720.0), 1.0);
    let first = scenario(&window).stages[2].requests;
    for (number, requests) in [(Key::Num1, "300k"), (Key::Num2, "350k"), (Key::Num3, "400k")] {
        control(&mut window, number);
        type_number(&mut window, "requests a month", requests);
    }
    press(&mut window, Key::F5);
    let shown = ChartKind::ALL.into_iter().filter(|key| key.has_content(scenario(&window)));
    for _ in shown.take_while(|key| *key != ChartKind::Compare).collect::<Vec<_>>() {
        press(&mut window, Key::ArrowRight);
    }
    let plans = |window: &Window| {
        let images = nodes(window, Role::Image);
        let chart = images.iter().find(|image| label(image).contains("Snapshot 1")).expect("the plans");
        chart.rect()
    };
    let before = plans(&window);
    assert!(720.0 < before.bottom(), "there are more measures than lines: {before}");
    window.hover_at(egui::pos2(before.center().x, 500.0));
    window.run();
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -2000.0),
        source: egui::MouseWheelSource::Wheel,
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
    });
    window.run();
    let after = plans(&window);
    assert!(after.bottom() <= 720.0, "the last is seen: {after}");
    assert_eq!(after.size(), before.size());
    click(&mut window, "Recall Snapshot 1");
    assert_eq!(scenario(&window).stages[2].requests, first);
}
