//! The end of a workshop, and who leads through it: what was decided on the last chart, every chart by its name, and notes
//! that tell nothing before the room has guessed.

use breakeven::app::Settings;
use breakeven::charts::ChartKind;
use egui::{Key, Role, vec2};

use crate::support::*;
use crate::workshop::{press, small};

/// Whether a text is on screen, or is told of a picture.
fn shows(window: &Window, text: &str) -> bool {
    says(window, text) || nodes(window, Role::Image).iter().any(|image| label(image).contains(text))
}

fn show_to_room(window: &mut Window, chart: ChartKind) {
    click_first(window, "All charts, ");
    click(window, chart.name());
}

#[test]
fn every_chart_is_shown_by_its_name() {
    let mut window = small();
    for chart in [ChartKind::Savings, ChartKind::Cash, ChartKind::Curve] {
        show_to_room(&mut window, chart);
        let valid = window.state().0.session().computed.valid.as_ref().expect("it has no problems");
        let title = valid.chart(chart).title().to_owned();
        assert_eq!(nodes(&window, Role::Heading).first().map(label), Some(title));
    }
}

#[test]
fn what_was_decided_is_the_last_chart() {
    let mut window = small();
    press(&mut window, Key::ArrowLeft);
    assert!(shows(&window, "Nothing is decided yet"));
    click_first(&mut window, "Decisions…");
    window.event(egui::Event::Text("Start with one team".to_owned()));
    window.run();
    click(&mut window, "Done");
    assert_eq!(scenario(&window).decisions.len(), 1);
    assert!(shows(&window, "1 decision is taken, and nobody answers for it yet"));
    assert!(shows(&window, "nobody yet answers for it"));
    assert!(shows(&window, "The plan stops paying if"), "and what would change the answer");
}

#[test]
fn notes_follow_the_room_and_keep_its_secret() {
    let mut window = small();
    click(&mut window, "Presenter notes");
    assert!(shows(&window, "What did the prototype cost a month?"));
    let title = |window: &Window| {
        let valid = window.state().0.session().computed.valid.as_ref().expect("it has no problems");
        valid.chart(ChartKind::Curve).title().to_owned()
    };
    let finding = title(&window);
    let told = |window: &Window| nodes(window, Role::Heading).iter().filter(|node| label(node) == finding).count();
    assert_eq!(told(&window), 1);
    assert!(texts(&window).iter().any(|text| text.starts_with(&finding)), "the notes have it, too");
    show_to_room(&mut window, ChartKind::NotTokens);
    assert!(shows(&window, "If tokens were free tomorrow"));
    click(&mut window, "Guess first…");
    assert!(says(&window, "0 guessed so far"));
    assert!(!says(&window, &finding) && told(&window) == 0);
    assert!(!says(&window, "If tokens were free tomorrow"));
    click(&mut window, "Stop asking");
    click(&mut window, "Close");
    assert!(!shows(&window, "What did the prototype cost a month?"));
}

#[test]
fn notes_belong_to_the_room_and_to_building() {
    let mut window = window_of(app(None, Settings::default()).in_workshop(), vec2(1600.0, 1000.0), 1.0);
    click(&mut window, "Presenter notes");
    press(&mut window, Key::F5);
    assert!(shows(&window, "What did the prototype cost a month?"), "they stay while something is looked up");
}
