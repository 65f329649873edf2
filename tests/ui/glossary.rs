//! Words explain themselves where they stand, and Help has them all: no field can come without its explanation.

use std::collections::BTreeSet;
use std::path::Path;

use breakeven::files::write_scenario;
use breakeven::glossary::Term;
use breakeven::prose::name_of;
use breakeven::reference::{PRESETS, cards};
use breakeven::scenario::{BasisKind, Driver, Metric, Reversibility, StrategyTag};
use egui::{Key, Role, Shape, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::legible::texts_on_screen;
use crate::support::*;

/// What every planner knows, or what says it all itself.
const PLAIN: [&str; 7] = ["author", "name", "item", "owner", "note", "provider", "of futures?"];

/// Each preset in a window so tall that no card is scrolled out of sight.
fn each_preset(mut look: impl FnMut(&str, &mut Window)) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    for preset in PRESETS {
        let path = folder.path().join(format!("{}.ron", preset.key));
        std::fs::write(&path, write_scenario(&preset.scenario())).expect("it can be written");
        look(preset.key, &mut on(&path));
    }
}

fn on(path: &Path) -> Window {
    window_of(app(Some(path), settings(Theme::Light)), vec2(1600.0, 5000.0), 1.0)
}

/// The labels of inputs on the cards and beside the levers that do not say what they mean.
fn unexplained(window: &Window) -> (usize, BTreeSet<String>) {
    let roles = [Role::SpinButton, Role::Slider, Role::ComboBox, Role::TextInput];
    let inputs = roles.into_iter().flat_map(|role| nodes(window, role));
    let labels: Vec<(String, bool)> = inputs
        .filter(|node| node.rect().center().x < 330.0 || 1270.0 < node.rect().center().x)
        .flat_map(|node| {
            let labelled_by = node.accesskit_node().labelled_by();
            let said = labelled_by.map(|by| {
                let words = by.label().or_else(|| by.value()).unwrap_or_default();
                (words, by.description().is_some_and(|told| told.contains("Example: ")))
            });
            said.collect::<Vec<_>>()
        })
        .collect();
    let is_plain = |label: &str| PLAIN.contains(&label);
    let missing = labels.iter().filter(|(label, is_told)| !is_told && !is_plain(label)).map(|(label, _)| label.clone());
    (labels.len(), missing.collect())
}

#[test]
fn every_label_of_an_input_says_what_it_means() {
    let (mut count, mut missing, mut known) = (0, BTreeSet::new(), BTreeSet::new());
    each_preset(|key, window| {
        let mut note = |window: &Window, place: &str| {
            let (here, unexplained) = unexplained(window);
            count += here;
            missing.extend(unexplained.into_iter().map(|label| format!("{key}, {place}: {label}")));
        };
        let names = nodes(window, Role::Button).into_iter().map(|node| label(&node));
        let heads: Vec<String> =
            names.filter(|name| 2 <= name.matches(", ").count() && !name.starts_with("Explain")).collect();
        for head in heads {
            click(window, &head);
            note(window, &head);
            // Opening may have changed what it says.
            let start = head.split(", ").next().unwrap_or_default().to_owned();
            click_first(window, &format!("{start}, "));
        }
        // A strategy has the same numbers in every preset.
        let new = scenario(window).strategies.iter().map(|strategy| strategy.kind.tag().name());
        for name in new.filter(|name| known.insert(*name)).collect::<Vec<_>>() {
            click_button(window, name);
            note(window, name);
            click_button(window, name);
        }
    });
    assert!(400 < count, "only {count} labels were looked at");
    assert!(missing.is_empty(), "{}", missing.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn every_estimate_of_every_preset_and_card_is_in_the_glossary() {
    let mut scenarios: Vec<_> = PRESETS.iter().map(breakeven::reference::Preset::scenario).collect();
    for card in cards() {
        card.add_to(&mut scenarios[0]);
    }
    let mut count = 0;
    for scenario in &scenarios {
        for field in scenario.fields() {
            let name = name_of(scenario, &field.path);
            assert!(
                Term::of_estimate(&field.path.without_names(), &name.what).is_some(),
                "{}: {}",
                scenario.name,
                field.path
            );
            count += 1;
        }
    }
    assert!(500 < count);
}

#[test]
fn every_choice_and_every_status_is_in_the_glossary() {
    let mut words: Vec<String> = Driver::ALL.map(|driver| driver.charged().to_owned()).to_vec();
    words.extend(Metric::ALL.map(|metric| metric.name().to_owned()));
    words.extend(Reversibility::ALL.map(|choice| choice.name().to_owned()));
    words.extend(StrategyTag::ALL.map(|tag| tag.name().to_owned()));
    words.extend(BasisKind::ALL.map(|kind| kind.name().to_owned()));
    use breakeven::economics::Verdict;
    let verdicts = [Verdict::Viable, Verdict::Marginal, Verdict::Fixable, Verdict::Broken];
    words.extend(verdicts.map(|verdict| verdict.name().to_owned()));
    let shapes = ["exact", "range", "spread", "three-point", "unsupported"];
    let tariffs = ["a price each", "graduated tiers", "whole units", "a power of scale"];
    let asked = ["accepted", "value", "stable prefix", "hidden reasoning", "context ×", "falls back"];
    let figures = [
        "floor",
        "hurdle",
        "break-even",
        "payback",
        "NPV",
        "P10–P90",
        "8 in 10",
        "EVPI",
        "what a pilot is worth",
        "Shapley share",
        "baseline",
        "naive forecast",
        "peak factor",
        "realization",
        "lock-in",
        "escalation",
        "wrong hits",
        "cost a month",
        "cost per outcome",
        "verdict",
        "multiple",
        "chance a month pays",
    ];
    let further = shapes.iter().chain(&tariffs).chain(&asked).chain(&figures);
    words.extend(further.map(|word| (*word).to_owned()));
    for word in words {
        assert!(Term::of_label(&word).is_some(), "{word}");
    }
}

/// How often something painted says exactly this.
fn painted(window: &Window, text: &str) -> usize {
    fn count(shape: &Shape, text: &str) -> usize {
        match shape {
            Shape::Vec(shapes) => shapes.iter().map(|shape| count(shape, text)).sum(),
            Shape::Text(shape) => usize::from(shape.galley.text() == text && !shape.galley.elided),
            _ => 0,
        }
    }
    window.output().shapes.iter().map(|clipped| count(&clipped.shape, text)).sum()
}

#[track_caller]
fn point_at(window: &mut Window, name: &str) {
    let at = nodes(window, Role::Label).into_iter().find(|node| node.value().as_deref() == Some(name));
    let at = at.unwrap_or_else(|| panic!("there is no label {name}")).rect().center();
    window.hover_at(at);
    window.run_steps(8);
}

#[test]
fn a_label_that_is_pointed_at_tells_its_meaning_and_no_word_twice() {
    for (card_name, name) in [
        ("Answer · claude-sonnet-4-6", "stable prefix, tokens a call"),
        ("Answer · claude-sonnet-4-6", "hidden reasoning, tokens a call"),
        ("Accepted draft reply", "share of the value that becomes money"),
        ("Accepted draft reply", "accepted, share of requests"),
        ("Every request", "falls back to"),
        ("Plan and money", "growth a month after the last stage"),
    ] {
        let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 2000.0), 1.0);
        card(&mut window, card_name);
        point_at(&mut window, name);
        let said: Vec<String> = texts_on_screen(&window).into_iter().map(|text| text.said).collect();
        let term = Term::all().find(|term| says(&window, term.sentence)).unwrap_or_else(|| panic!("{name}: {said:?}"));
        assert_eq!(painted(&window, term.sentence), 1, "{name}");
        assert!(says(&window, &format!("Example: {}", term.example)), "{name}");
        assert!(painted(&window, name) <= 1, "{name} is there twice");
        let (shown, unit) = name.rsplit_once(", ").unwrap_or((name, ""));
        assert!(painted(&window, shown) <= 2, "{shown}: on its card and, if it is cut there, once more");
        assert!(unit.is_empty() || says(&window, &format!("Unit: {unit}")), "{name}: {said:?}");
    }
}

#[test]
fn a_long_label_is_told_whole_and_once() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    card(&mut window, "Accepted draft reply");
    let name = "share of the value that becomes money";
    assert_eq!(painted(&window, name), 1, "it goes on in another line on its card");
    point_at(&mut window, name);
    assert_eq!(painted(&window, name), 1, "what can be read is not said again");
}

#[test]
fn a_cards_head_and_a_headline_say_what_their_words_mean() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1600.0, 2400.0), 1.0);
    for (start, told) in [
        ("Every request, ", "falls back to: the model that is asked instead"),
        ("Plan and money, ", "hurdle: how many times its running cost"),
        ("Answer · ", "prefix: the text that opens every call unchanged"),
    ] {
        let head = nodes(&window, Role::Button).into_iter().find(|node| label(node).starts_with(start));
        let at = head.expect("it is there").rect().left_center() + vec2(30.0, 0.0);
        window.hover_at(at);
        window.run_steps(8);
        assert!(says(&window, told), "{start}: {:?}", texts(&window));
    }
    for (name, told) in [
        ("Explain Verdict at Production", "Verdict: in one word whether the plan pays"),
        ("Explain Prototype → Production", "How many times a month of the prototype"),
        ("Explain Chance a Production month pays", "Chance a month pays: in how many of all futures"),
    ] {
        window.get_all_by_label_contains(name).next().expect("it is there").focus();
        window.run();
        assert!(says(&window, told), "{name}: {:?}", texts(&window));
    }
}

#[test]
fn help_holds_the_glossary_which_is_searched_and_never_moves() {
    for size in [vec2(1280.0, 720.0), vec2(1600.0, 1000.0)] {
        let mut window = window_of(app(None, settings(Theme::Light)), size, 1.0);
        click(&mut window, "Help");
        click(&mut window, "Glossary…");
        let place = |window: &Window| {
            let field = window.get_by_role_and_label(Role::TextInput, "Search the glossary").rect();
            (field, window.get_by_role_and_label(Role::Button, "Close").rect())
        };
        let before = place(&window);
        assert!(window.ctx.content_rect().contains_rect(before.0.union(before.1)));
        // Nothing has to be clicked before one types.
        for letter in "stable".chars() {
            window.event(egui::Event::Text(letter.to_string()));
            window.run();
            assert_eq!(place(&window), before, "it moves at {letter}");
        }
        assert!(says(&window, "The text that opens every call unchanged"));
        assert!(!says(&window, "How many requests end in"));
        window.event(egui::Event::Text(" zeppelin".to_owned()));
        window.run();
        assert!(says(&window, "No word here has all of “stable zeppelin”"));
        assert_eq!(place(&window), before);
        window.key_press(Key::Escape);
        window.run();
        assert!(window.query_by_label("Search the glossary").is_none());
    }
}

#[test]
fn arrows_read_on_in_the_glossary() {
    let mut window = window();
    click(&mut window, "Help");
    click(&mut window, "Glossary…");
    let first = |window: &Window| {
        let field = window.get_by_role_and_label(Role::TextInput, "Search the glossary").rect();
        let below = texts_on_screen(window).into_iter().filter(|text| field.bottom() < text.letters.top());
        let inside = below.filter(|text| field.x_range().contains(text.letters.left()) && text.clip.width() < 700.0);
        inside.min_by(|first, second| first.letters.top().total_cmp(&second.letters.top())).map(|text| text.said)
    };
    let before = first(&window);
    window.key_press(Key::PageDown);
    window.run();
    let further = first(&window);
    assert_ne!(before, further);
    window.key_press(Key::PageUp);
    window.run();
    assert_eq!(first(&window), before);
}

#[test]
fn a_word_is_found_by_the_palette_too() {
    let mut window = window();
    control(&mut window, Key::K);
    assert!(!says(&window, "Glossary"), "words are too many to be listed unasked");
    window.event(egui::Event::Text("stable prefix".to_owned()));
    window.run();
    let rows: Vec<String> = nodes(&window, Role::ListBoxOption).iter().map(label).collect();
    assert!(rows.contains(&"What is: stable prefix".to_owned()), "{rows:?}");
    click(&mut window, "What is: stable prefix");
    assert!(says(&window, "The text that opens every call unchanged"));
    assert!(!says(&window, "How many requests end in"), "it shows what was asked for");
}

#[test]
fn about_says_version_prices_and_where_things_are() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let app = app(None, settings(Theme::Light)).keeping_work_in(folder.path().to_owned());
    let mut window = window_of(app, vec2(1280.0, 720.0), 1.0);
    click(&mut window, "Help");
    click(&mut window, "About Breakeven");
    let folder = folder.path().display().to_string();
    for text in [env!("CARGO_PKG_VERSION"), "as of 20", "MIT or Apache-2.0", "Open Font License", folder.as_str()] {
        assert!(says(&window, text), "{text}: {:?}", texts(&window));
    }
    window.key_press(Key::Enter);
    window.run();
    assert!(!says(&window, "About Breakeven"), "Enter closes it");
}
