//! The tabs of the middle: chosen by pointer and keyboard, and what can be done on them.

use breakeven::app::Tab;
use breakeven::charts::ChartKind;
use breakeven::economics::Verdict;
use breakeven::files::write_scenario;
use breakeven::reference::Preset;
use egui::{Key, Role, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

fn shows(window: &Window, finding: &str) -> bool {
    nodes(window, Role::Heading).iter().any(|node| label(node).contains(finding))
}

#[test]
fn each_tab_shows_its_finding_and_is_kept() {
    let mut window = window();
    let tabs = [
        ("Breakdown", "of Production’s cost is not tokens, up from"),
        ("Savings", "Strategies save $7,064 a month, 31\u{a0}% of what Production would cost; alone they claim $9,465"),
        ("Cash", "Pays back in 17.2 months, with $42,561 at risk before"),
        ("Sensitivity", "Requests swing a Production month most: −$1,015 to +$13,613"),
        ("Must be true", "The plan stops paying if value per accepted draft reply falls below $0.68"),
        ("Curve", "Production costs $15,973 a month"),
    ];
    for (tab, finding) in tabs {
        window.get_by_role_and_label(Role::Tab, tab).click();
        window.run();
        assert!(shows(&window, finding), "{tab}");
        assert!(tabs.iter().all(|(other, finding)| *other == tab || !shows(&window, finding)), "only {tab}");
        // Another theme leaves the tab where it is.
        control(&mut window, Key::D);
        assert!(shows(&window, finding), "{tab}");
    }
}

#[test]
fn tabs_are_chosen_with_the_keyboard() {
    for key in [Key::Enter, Key::Space] {
        let mut window = window();
        window.get_by_role_and_label(Role::Tab, "Sensitivity").focus();
        window.run();
        window.key_press(key);
        window.run();
        assert!(shows(&window, "most: "), "{key:?}");
        window.key_press(Key::Tab);
        window.run();
        assert!(window.get_by_role_and_label(Role::Tab, "Must be true").is_focused());
    }
}

#[test]
fn charts_of_rows_follow_the_levers() {
    let mut window = window();
    click(&mut window, "Sensitivity");
    assert!(swings(&window, "Model routing · share"));
    window.get_by_role_and_label(Role::Switch, "Model routing").click();
    window.run();
    assert!(!swings(&window, "Model routing · share"));
}

/// Whether an estimate has a row.
fn swings(window: &Window, name: &str) -> bool {
    let valid = window.state().0.session().computed.valid.as_ref().expect("it has no problems");
    valid.chart(ChartKind::Sensitivity).table().rows.iter().any(|row| row[0] == name)
}

#[test]
fn a_name_opens_the_card_that_holds_it() {
    let mut window = window();
    let cases = [
        ("Sensitivity", "Open Cost of a harmful answer", "cost of a harmful answer, USD"),
        ("Sensitivity", "Open Answer · retrieved tokens", "retrieved context, tokens a call"),
        ("Sensitivity", "Open Production · requests", "load at peak at Production"),
        ("Must be true", "Open Evaluation suite · drafts labelled by experts: price", "hours per label"),
        ("Must be true", "Open Model and GPU prices", "in US dollars, per million tokens"),
    ];
    for (tab, name, field) in cases {
        window.get_by_role_and_label(Role::Tab, tab).click();
        window.run();
        click(&mut window, name);
        let mut everything = window.root().children_recursive();
        let found = everything.any(|node| {
            let texts = [node.value().unwrap_or_default(), label(&node)];
            texts.iter().any(|text| text.starts_with(field))
        });
        assert!(found, "{name} shows {field}");
    }
}

#[test]
fn a_step_opens_its_strategy() {
    let mut window = window();
    click(&mut window, "Savings");
    assert!(!says(&window, "share of outcomes lost"));
    click(&mut window, "Open Model routing");
    assert!(says(&window, "share of outcomes lost"));
}

#[test]
fn every_tab_has_its_charts_and_every_chart_its_tab() {
    let on_tabs: Vec<ChartKind> = Tab::ALL.into_iter().flat_map(Tab::charts).collect();
    assert_eq!(on_tabs, ChartKind::ALL);
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    for tab in Tab::ALL {
        click(&mut window, tab.name());
        let charts = tab.charts().into_iter().filter(|key| key.has_content(scenario(&window)));
        for key in charts.collect::<Vec<_>>() {
            let chart = window.state().0.session().computed.valid.as_ref().expect("results").chart(key).clone();
            let pictures = nodes(&window, Role::Image);
            assert!(pictures.iter().any(|picture| label(picture) == chart.summary()), "{}", key.key());
        }
    }
    let tops: Vec<f32> = nodes(&window, Role::Tab).iter().map(|tab| tab.rect().top()).collect();
    assert!(tops.iter().all(|top| *top == tops[0]), "all on one line: {tops:?}");
}

#[test]
fn a_name_opens_the_strategy_that_holds_it() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let path = folder.path().join("self_hosted.ron");
    let preset = Preset::by_key("self_hosted_summaries").expect("it is there");
    std::fs::write(&path, write_scenario(&preset.scenario())).expect("it can be written");
    let mut window = window_of(app(Some(&path), settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    click(&mut window, "Sensitivity");
    assert!(!says(&window, "share of outcomes lost"));
    click(&mut window, "Open Batch processing · share");
    assert!(says(&window, "share of outcomes lost"));
}

#[test]
fn tables_say_what_the_pictures_show() {
    let mut window = window();
    for (tab, key, headings) in [
        ("Breakdown", "breakdown", ["Category", "Pilot, USD a month"]),
        ("Savings", "savings", ["Share of the saving", "Alone"]),
        ("Cash", "cash", ["Paid once", "Cash so far"]),
        ("Sensitivity", "sensitivity", ["Net at low", "Swing"]),
        ("Must be true", "what_must_be_true", ["Breaks even at", "Chance"]),
    ] {
        click(&mut window, tab);
        click(&mut window, &format!("View as table: {key}"));
        assert!(headings.iter().all(|heading| says(&window, heading)), "{tab}");
        click(&mut window, &format!("View as chart: {key}"));
        assert!(!says(&window, headings[0]), "{tab}");
    }
}

#[test]
fn every_chart_is_taken_away_as_a_picture() {
    let mut window = window();
    let folder = tempfile::tempdir().expect("a folder for this test");
    let charts = Tab::ALL.into_iter().flat_map(|tab| tab.charts().into_iter().map(move |chart| (tab, chart)));
    let shown = charts.filter(|(_, chart)| chart.has_content(scenario(&window)));
    for (tab, key) in shown.map(|(tab, chart)| (tab.name(), chart.key())).collect::<Vec<_>>() {
        click(&mut window, tab);
        click(&mut window, &format!("Save {key} as picture"));
        let path = folder.path().join(format!("{key}.png"));
        type_text(&mut window, "Path", &path.to_string_lossy());
        eventually(&mut window, |window| says(window, &format!("Saved {}", path.display())));
        let bytes = std::fs::read(&path).expect("the picture is there");
        assert_eq!(&bytes[1..4], b"PNG", "{tab}");
        click(&mut window, &format!("Copy {key} as image"));
        assert!(says(&window, "Copied"), "{tab}");
    }
}

#[test]
fn a_goal_is_sought_and_applied() {
    let mut window = window();
    click(&mut window, "Must be true");
    click(&mut window, "Seek");
    let before = scenario(&window).clone();
    click(&mut window, "Apply");
    assert_ne!(*scenario(&window), before, "the estimate has moved");
    let valid = window.state().0.session().computed.valid.as_ref().expect("it has no problems");
    assert_eq!(valid.results.verdict, Verdict::Viable);
    click(&mut window, "Undo");
    assert_eq!(*scenario(&window), before, "one step back");
}
