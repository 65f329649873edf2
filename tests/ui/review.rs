//! Pictures of every state, to look at: `cargo test --all-features --test ui review -- --ignored` writes them to
//! the folder that `REVIEW_FOLDER` names.

use std::fs;
use std::path::PathBuf;

use breakeven::app::Tab;
use breakeven::artifacts::{Artifact, Look, Source};
use breakeven::charts::ChartKind;
use breakeven::economics::{Plan, Results};
use breakeven::export::SlideNotes;
use breakeven::language::Language;
use breakeven::paint::slide_png;
use breakeven::prose::ResultsInput;
use breakeven::reference::PRESETS;
use breakeven::uncertainty::Simulation;
use egui::{Key, Theme, vec2};
use egui_kittest::kittest::Queryable as _;

use crate::everything::{Whole, first_steps};
use crate::support::*;

fn keep(window: &Window, name: &str) {
    let folder =
        PathBuf::from(std::env::var_os("REVIEW_FOLDER").unwrap_or_else(|| std::env::temp_dir().join("review").into()));
    let path = folder.join(format!("{name}.png"));
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
    fs::write(path, screenshot(window, 1.0)).expect("the picture can be written");
}

#[test]
#[ignore = "writes pictures to look at"]
fn review_cards() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1600.0, 2400.0), 1.0);
    let names: Vec<String> =
        nodes(&window, egui::Role::Button).iter().map(label).filter(|name| name.matches(", ").count() >= 2).collect();
    for name in names {
        let short = name.split(", ").next().expect("a name").to_owned();
        let file: String = short.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        card(&mut window, &short);
        if let Some(node) = nodes(&window, egui::Role::Button).iter().find(|node| label(node) == name) {
            node.scroll_to_me();
        }
        window.run();
        keep(&window, &format!("card_{file}"));
        card(&mut window, &short);
    }
}

#[test]
#[ignore = "writes pictures to look at"]
fn review_loops() {
    use breakeven::scenario::{Estimate, Pricing};
    let mut scenario = PRESETS[0].scenario();
    let step = &mut scenario.workload.steps[1];
    (step.turns, step.carried) = (Estimate::Pert { low: 6.0, likely: 12.0, high: 24.0 }, Estimate::Exact(0.8));
    (step.turns_cv, step.length_sigma) = (Estimate::Exact(0.5), Estimate::Exact(0.4));
    step.conversation = Estimate::Spread { p50: 1200.0, p90: 5200.0, seen: 400.0 };
    step.meters = ["web search", "page read"].map(|name| (name.to_owned(), Estimate::Exact(0.6))).to_vec();
    let name = step.name.clone();
    if let Pricing::Tokens { meters, .. } = &mut scenario.models[&step.model].pricing {
        meters.insert("web search".to_owned(), 0.01);
    }
    let path = std::env::temp_dir().join("review-loops.ron");
    fs::write(&path, breakeven::files::write_scenario(&scenario)).expect("written");
    for (theme, size) in [(Theme::Light, vec2(1280.0, 1900.0)), (Theme::Dark, vec2(1280.0, 720.0))] {
        let mut window = window_of(app(Some(&path), settings(theme)), size, 1.0);
        card(&mut window, &breakeven::prose::capitalised(&format!("{name} · claude-sonnet-4-6")));
        keep(&window, &format!("loop_{theme:?}"));
        click_first(&mut window, "new input, tokens a turn: spread");
        keep(&window, &format!("loop_{theme:?}_shapes"));
        window.key_press(Key::Escape);
        window.run();
        let picture = window.get_all_by_label_contains("How the prompt grows").next().expect("it is there");
        picture.scroll_to_me();
        window.run();
        let picture = window.get_all_by_label_contains("How the prompt grows").next().expect("it is there");
        let at = picture.rect().center();
        window.hover_at(at);
        window.run_steps(8);
        keep(&window, &format!("loop_{theme:?}_bars"));
    }
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 1400.0), 1.0);
    card(&mut window, "Answer · claude-sonnet-4-6");
    keep(&window, "loop_folded");
    card(&mut window, "Answer · claude-sonnet-4-6");
    card(&mut window, "Stages");
    keep(&window, "loop_stages");
}

#[test]
#[ignore = "writes pictures to look at"]
fn review_presets() {
    for (preset, currency) in PRESETS.iter().flat_map(|preset| [(preset, None), (preset, Some("CAD"))]) {
        let mut scenario = preset.scenario();
        let key = preset.key.to_owned() + &currency.map_or(String::new(), |currency| format!("_{currency}"));
        scenario.currency = currency.map_or(scenario.currency, str::to_owned);
        let path = std::env::temp_dir().join(format!("review-{key}.ron"));
        fs::write(&path, breakeven::files::write_scenario(&scenario)).expect("written");
        let window = window_of(app(Some(&path), settings(Theme::Light)), vec2(1600.0, 1000.0), 1.0);
        keep(&window, &format!("preset_{key}"));
        let window = window_of(app(Some(&path), settings(Theme::Dark)), vec2(1280.0, 720.0), 1.0);
        keep(&window, &format!("preset_{key}_small"));
    }
}

#[test]
#[ignore = "writes pictures to look at"]
fn review_sizes() {
    for (name, size, theme, scale) in [
        ("size_960", vec2(960.0, 620.0), Theme::Light, 1.0),
        ("size_1280_dark", vec2(1280.0, 720.0), Theme::Dark, 1.0),
        ("size_1600_dark", vec2(1600.0, 1000.0), Theme::Dark, 1.0),
        ("size_4k", vec2(3840.0, 2160.0), Theme::Light, 1.0),
        ("size_4k_at_2", vec2(1920.0, 1080.0), Theme::Light, 2.0),
        ("size_zoom_250", vec2(768.0, 432.0), Theme::Light, 2.5),
    ] {
        let window = window_of(app(None, settings(theme)), size, scale);
        keep(&window, name);
    }
}

#[test]
#[ignore = "writes pictures to look at"]
fn review_states() {
    let mut window = window();
    window.hover_at(egui::pos2(760.0, 420.0));
    window.run();
    keep(&window, "crosshair");
    window.remove_cursor();
    window.run();
    click(&mut window, "File");
    keep(&window, "menu_file");
    window.key_press(Key::Escape);
    window.run();
    click(&mut window, "Export");
    keep(&window, "menu_export");
    window.key_press(Key::Escape);
    window.run();
    keep(&window, "start");
    click_first(&mut window, "Add card");
    keep(&window, "gallery");
    window.get_by_role_and_label(egui::Role::TextInput, "Search cards").click();
    window.run();
    window.event(egui::Event::Text("vector".to_owned()));
    window.run();
    keep(&window, "gallery_search");
    window.key_press(Key::Escape);
    window.run();
    window.key_press(Key::Escape);
    window.run();
    control(&mut window, Key::N);
    keep(&window, "dialog_new");
    window.key_press(Key::Escape);
    window.run();
    window.key_press(Key::L);
    window.run();
    keep(&window, "linear");
    window.key_press(Key::L);
    window.run();
    click(&mut window, "View as table: curve");
    keep(&window, "table_curve");
    click(&mut window, "View as table: viability");
    keep(&window, "table_viability");
    click(&mut window, "View as chart: viability");
    click_first(&mut window, "from people × uses × days");
    keep(&window, "volume_helper");
    let name = nodes(&window, egui::Role::Button).into_iter().find(|node| label(node) == "Model routing");
    name.expect("there").click_accesskit();
    window.run();
    keep(&window, "strategy_open");
    control(&mut window, Key::S);
    keep(&window, "dialog_path");
    window.key_press(Key::Escape);
    window.run();
    card(&mut window, "Accepted draft reply");
    click_first(&mut window, "value, USD per outcome: ");
    keep(&window, "estimate_menu");
    window.key_press(Key::Escape);
    window.run();
    type_number(&mut window, "share of the value that becomes money, low", "1.5");
    keep(&window, "problem");
    control(&mut window, Key::O);
    keep(&window, "dialog_unsaved");
    click(&mut window, "Discard");
    type_text(&mut window, "Path", "/nowhere/at_all.ron");
    keep(&window, "dialog_failure");
}

/// Every tab, card, dialog and mode at three sizes in both themes, or at those that `REVIEW_GRID` names: `1280_Light`; in
/// English, or in what `REVIEW_LANGUAGE` names: `de`.
#[test]
#[ignore = "writes pictures to look at"]
fn review_grid() {
    let wanted = std::env::var("REVIEW_GRID").unwrap_or_default();
    let language = Language::of_locale(&std::env::var("REVIEW_LANGUAGE").unwrap_or_default());
    for size in [vec2(1280.0, 720.0), vec2(1600.0, 1000.0), vec2(2560.0, 1440.0)] {
        for theme in [Theme::Light, Theme::Dark] {
            let place = format!("{}_{theme:?}", size.x);
            if !wanted.is_empty() && !wanted.split(',').any(|one| one == place) {
                continue;
            }
            let mut count = 0;
            let mut look = |window: &Window, name: &str| {
                count += 1;
                let name: String =
                    name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect();
                keep(window, &format!("{place}/{count:03}_{name}"));
            };
            language.within(|| {
                Whole::new(theme, size).everywhere(&mut look);
                first_steps(theme, size, &mut look);
            });
        }
    }
}

/// Both tabs and their slides, on every preset and at every size.
#[test]
#[ignore = "writes pictures to look at"]
fn review_tabs() {
    let tabs = Tab::ALL.into_iter().map(|tab| (tab.name(), tab.charts()[0].key())).collect::<Vec<_>>();
    let opened = |key: &str| {
        let preset = PRESETS.iter().find(|preset| preset.key == key).expect("there");
        let path = std::env::temp_dir().join(format!("review-{key}.ron"));
        fs::write(&path, breakeven::files::write_scenario(&preset.scenario())).expect("written");
        path
    };
    for preset in PRESETS {
        let mut window = window_of(app(Some(&opened(preset.key)), settings(Theme::Light)), vec2(1600.0, 1000.0), 1.0);
        for (tab, key) in tabs.iter().copied() {
            click(&mut window, tab);
            keep(&window, &format!("{key}_{}", preset.key));
            let valid = window.state().0.session().computed.valid.as_ref().expect("it has no problems");
            let chart = ChartKind::ALL.into_iter().find(|chart| chart.key() == key).expect("there");
            let notes = SlideNotes::of(&valid.scenario, None);
            let slide = slide_png(valid.chart(chart), &notes, 1280, 1.0).expect("it can be drawn");
            let folder = std::env::var_os("REVIEW_FOLDER").expect("where to");
            fs::write(PathBuf::from(folder).join(format!("slide_{key}_{}.png", preset.key)), slide).expect("written");
        }
    }
    for (name, size, theme, scale) in [
        ("960", vec2(960.0, 620.0), Theme::Light, 1.0),
        ("1280", vec2(1280.0, 720.0), Theme::Light, 1.0),
        ("1280_dark", vec2(1280.0, 720.0), Theme::Dark, 1.0),
        ("1600_dark", vec2(1600.0, 1000.0), Theme::Dark, 1.0),
        ("4k", vec2(3840.0, 2160.0), Theme::Light, 1.0),
        ("zoom_250", vec2(768.0, 432.0), Theme::Light, 2.5),
    ] {
        let key = if name == "1280_dark" { "coding_agent" } else { "support_assistant" };
        let mut window = window_of(app(Some(&opened(key)), settings(theme)), size, scale);
        for (tab, key) in tabs.iter().copied() {
            click(&mut window, tab);
            keep(&window, &format!("{key}_size_{name}"));
        }
    }
    let mut window = window();
    for (tab, key) in tabs {
        click(&mut window, tab);
        if let Some(name) = window.query_by_label("Open Production · requests") {
            name.focus();
        }
        window.hover_at(egui::pos2(760.0, 380.0));
        window.run();
        keep(&window, &format!("{key}_pointed"));
        window.remove_cursor();
        click(&mut window, &format!("View as table: {key}"));
        keep(&window, &format!("{key}_table"));
        click(&mut window, &format!("View as chart: {key}"));
    }
    click(&mut window, "Sensitivity");
    click(&mut window, "Open Production · context growth");
    keep(&window, "tab_opened_card");
}

/// The report and the deck of each preset, in what `REVIEW_LANGUAGE` names.
#[test]
#[ignore = "writes documents to look at"]
fn review_documents() {
    let folder = PathBuf::from(std::env::var_os("REVIEW_FOLDER").expect("where to"));
    fs::create_dir_all(&folder).expect("the folder can be made");
    let language = Language::of_locale(&std::env::var("REVIEW_LANGUAGE").unwrap_or_default());
    for preset in PRESETS {
        let scenario = preset.scenario();
        let plan = Plan::new(&scenario).expect("it is sound");
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(Simulation::USUAL, 1).of(&plan, &results);
        let input = ResultsInput::of(&scenario, &plan, &results, &uncertainty);
        let look = Look { date: Some("2026-11-24".to_owned()), ..Look::default() };
        for artifact in [Artifact::Report, Artifact::Deck] {
            let bytes = language.within(|| artifact.bytes(Source { input, charts: &[], look: &look }));
            fs::write(folder.join(artifact.file_name(preset.key)), bytes.expect("it can be made")).expect("written");
        }
    }
}
