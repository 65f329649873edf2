//! From nothing to a computed plan: five questions, each of which can be skipped.

use breakeven::economics::Verdict;
use breakeven::reference::questionnaire::{PRODUCTION_CARDS, Question};
use breakeven::scenario::{BasisKind, EstimatePath};
use egui::{Key, Modifiers, Pos2, Rect, Role, Theme, ViewportCommand, ViewportEvent, ViewportId, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::support::*;

const TITLE: &str = "From nothing: five questions";

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

/// Types letter by letter, as people do.
fn type_letters(window: &mut Window, text: &str) {
    for letter in text.chars() {
        window.event(egui::Event::Text(letter.to_string()));
        window.run();
    }
}

/// Types over what is in the field that has the focus.
fn type_over(window: &mut Window, text: &str) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    type_letters(window, text);
}

/// The role and name of what has the focus.
fn focus(window: &Window) -> (Role, String) {
    let focused =
        window.root().children_recursive().find(egui_kittest::Node::is_focused).expect("something has the focus");
    (focused.accesskit_node().role(), label(&focused))
}

/// The five questions, asked by way of the gallery.
fn asked() -> Window {
    let mut window = window();
    control(&mut window, Key::N);
    click_first(&mut window, "From nothing: ");
    assert!(says(&window, TITLE));
    window
}

fn is_asking(window: &Window) -> bool {
    says(window, TITLE)
}

/// Whether a plan was begun that computes.
#[track_caller]
fn assert_begun(window: &Window) {
    assert!(!is_asking(window), "the questions are gone");
    let session = window.state().0.session();
    assert!(session.computed.is_current() && session.computed.problems.is_empty(), "{:?}", session.computed.problems);
    assert!(session.is_unsaved() && session.path().is_none());
}

/// Types a number over the one in focus, which has a name, and goes on.
#[track_caller]
fn enter(window: &mut Window, name: &str, text: &str) {
    assert_eq!(focus(window), (Role::SpinButton, name.to_owned()));
    type_over(window, text);
    press(window, Key::Enter);
}

#[test]
fn five_questions_are_answered_with_the_keyboard_alone() {
    let mut window = window();
    control(&mut window, Key::K);
    type_letters(&mut window, "new from nothing");
    press(&mut window, Key::Enter);
    assert!(is_asking(&window));

    assert_eq!(focus(&window), (Role::TextInput, "name".to_owned()));
    type_letters(&mut window, "Quotes by mail");
    press(&mut window, Key::Enter);
    assert_eq!(focus(&window), (Role::Button, "Short question".to_owned()), "Enter goes on");
    press(&mut window, Key::Tab);
    assert_eq!(focus(&window), (Role::Button, "E-mail to answer".to_owned()));
    press(&mut window, Key::Enter);
    enter(&mut window, "instructions", "900");
    enter(&mut window, "context, retrieved", "2k");
    enter(&mut window, "input of the user", "300");
    enter(&mut window, "answer", "400");
    assert_eq!(focus(&window), (Role::Button, "People who have it".to_owned()));
    press(&mut window, Key::Enter);
    enter(&mut window, "people", "400");
    enter(&mut window, "of whom use it", "100");
    enter(&mut window, "× uses each a day", "3");
    enter(&mut window, "× days a month", "20");

    assert_eq!(focus(&window), (Role::TextInput, "Search models".to_owned()));
    type_letters(&mut window, "gpt-5.6");
    press(&mut window, Key::Enter);
    assert_eq!(focus(&window), (Role::TextInput, "outcome".to_owned()));
    type_letters(&mut window, "quote sent");
    press(&mut window, Key::Enter);
    type_over(&mut window, "40");
    press(&mut window, Key::Enter);
    assert_eq!(focus(&window), (Role::Button, "Worth an amount".to_owned()));
    press(&mut window, Key::Tab);
    press(&mut window, Key::Space);
    assert_eq!(focus(&window), (Role::Button, "Saves time".to_owned()), "Space chooses and stays");
    press(&mut window, Key::Enter);
    type_over(&mut window, "6");
    press(&mut window, Key::Enter);
    type_over(&mut window, "50");
    press(&mut window, Key::Enter);
    enter(&mut window, "without AI it costs, if known", "12");
    enter(&mut window, "value : cost at least", "2");
    enter(&mut window, "months planned", "36");
    assert_eq!(focus(&window), (Role::SpinButton, "to build it, USD".to_owned()));
    type_over(&mut window, "30000");
    press(&mut window, Key::Tab);
    assert_eq!(focus(&window), (Role::CheckBox, "There is a budget".to_owned()));
    press(&mut window, Key::Space);
    press(&mut window, Key::Tab);
    type_over(&mut window, "9000");
    press(&mut window, Key::Enter);
    assert_eq!(focus(&window), (Role::Button, "Compute the plan".to_owned()));
    press(&mut window, Key::Enter);

    assert_begun(&window);
    click_first(&mut window, "from people × uses × days");
    let helper = ["people", "uses each a day", "days a month"].map(|name| number(&window, name).value());
    assert_eq!(helper.map(Option::unwrap_or_default), ["400", "3", "20"], "the factors are those that were answered");
    card(&mut window, "Quote sent");
    click_first(&mut window, "from minutes × what an hour costs");
    let minutes = ["minutes saved by each", "an hour costs, USD"].map(|name| number(&window, name).value());
    assert_eq!(minutes.map(Option::unwrap_or_default), ["6", "50"]);
    let scenario = scenario(&window);
    assert_eq!(scenario.name, "Quotes by mail");
    let step = &scenario.workload.steps[0];
    let tokens = [step.prefix, step.retrieved, step.conversation, step.output].map(|tokens| tokens.base().round());
    assert_eq!(tokens, [900.0, 2000.0, 300.0, 400.0]);
    assert_eq!(scenario.models[&step.model].name, "gpt-5.6");
    let requests: Vec<f64> = scenario.stages.iter().map(|stage| stage.requests.base().round()).collect();
    assert_eq!(requests, [300.0, 3000.0, 24_000.0]);
    assert_eq!(scenario.outcome.name, "quote sent");
    assert_eq!((scenario.outcome.value.base(), scenario.outcome.success_rate.base()), (5.0, 0.4));
    assert_eq!((scenario.plan.hurdle, scenario.plan.horizon_months, scenario.plan.budget), (2.0, 36, Some(9000.0)));
    assert_eq!(scenario.outcome.today.map(|today| today.base()), Some(12.0));
    assert_eq!(scenario.plan.build_cost.base(), 30_000.0);
    assert_eq!(scenario.bases[&EstimatePath::from("outcome.value")].kind, BasisKind::Judgement);
    assert_eq!(scenario.bases[&EstimatePath::from("outcome.value")].date, "2026-11-24");
    assert!(says(&window, "edited, not saved yet"));
}

#[test]
fn each_question_can_be_skipped_and_its_answer_taken_back() {
    type Answer<'a> = (Question, &'a dyn Fn(&mut Window));
    let answer: [Answer<'_>; 5] = [
        (Question::Request, &|window| click(window, "Code change")),
        (Question::Usage, &|window| type_number(window, "people", "70")),
        (Question::Model, &|window| click_first(window, "gpt-5.4-mini, OpenAI")),
        (Question::Worth, &|window| type_number(window, "worth, USD", "3")),
        (Question::Clearance, &|window| type_number(window, "months planned", "12")),
    ];
    let mut window = asked();
    let skipped = |window: &Window| texts(window).iter().filter(|text| text.starts_with("skipped so far")).count();
    assert_eq!(skipped(&window), 5);
    for (place, (_, answer)) in answer.iter().enumerate() {
        answer(&mut window);
        assert_eq!(skipped(&window), 4 - place);
    }
    for (place, (question, _)) in answer.iter().enumerate() {
        click_button(&mut window, &format!("Skip: {}", question.name()));
        assert_eq!(skipped(&window), place + 1);
    }
    click(&mut window, "Compute the plan");
    assert_begun_without_answers(&window);
}

#[test]
fn enter_alone_leads_through_all_five_and_answers_none() {
    let mut window = asked();
    let mut stops = 0;
    while focus(&window) != (Role::Button, "Compute the plan".to_owned()) {
        stops += 1;
        assert!(stops < 25, "it never ends: {:?}", focus(&window));
        press(&mut window, Key::Enter);
    }
    assert_eq!(stops, 20, "every field is passed");
    press(&mut window, Key::Enter);
    assert_begun_without_answers(&window);
}

#[track_caller]
fn assert_begun_without_answers(window: &Window) {
    assert_begun(window);
    let plan = scenario(window);
    assert!(
        plan.bases.keys().all(|path| matches!(path, EstimatePath::Component { .. })),
        "nobody said anything: {:?}",
        plan.bases.keys()
    );
    assert!(plan.notes.contains("without support: what one request is"), "{}", plan.notes);
}

#[test]
fn any_one_answer_alone_makes_a_plan() {
    let answers: [&dyn Fn(&mut Window); 3] = [
        &|window| type_number(window, "people", "0"),
        &|window| type_number(window, "requests that end in one", "250 %"),
        &|window| type_number(window, "months planned", "0.2"),
    ];
    for answer in answers {
        let mut window = asked();
        answer(&mut window);
        // The field keeps what it cannot hold; what the page cannot use is put right.
        let is_said = says(&window, " is taken as ") || says(&window, " must be ");
        assert!(is_said, "nothing is put right without a word: {:?}", texts(&window));
        click(&mut window, "Compute the plan");
        assert_begun(&window);
    }
}

#[test]
fn whoever_leaves_finds_the_answers_again() {
    let leave: [&dyn Fn(&mut Window); 3] =
        [&|window| press(window, Key::Escape), &|window| click_button(window, "Later"), &|window| {
            window.hover_at(egui::pos2(8.0, 500.0));
            window.drag_at(egui::pos2(8.0, 500.0));
            window.drop_at(egui::pos2(8.0, 500.0));
            window.run();
        }];
    for leave in leave {
        let mut window = asked();
        let before = scenario(&window).clone();
        type_letters(&mut window, "Half a name");
        type_number(&mut window, "people", "321");
        click(&mut window, "Conversation");
        click_first(&mut window, "gpt-5.6, OpenAI");
        window.get_by_role_and_label(Role::TextInput, "outcome").click();
        window.run();
        type_letters(&mut window, "half an out");
        leave(&mut window);
        assert!(!is_asking(&window));
        assert_eq!(*scenario(&window), before, "nothing was begun");

        control(&mut window, Key::N);
        click_first(&mut window, "From nothing: ");
        let text = |name: &str| window.get_by_role_and_label(Role::TextInput, name).value();
        assert_eq!(text("name").as_deref(), Some("Half a name"));
        assert_eq!(text("outcome").as_deref(), Some("half an out"));
        assert_eq!(number(&window, "people").accesskit_node().numeric_value(), Some(321.0));
        click(&mut window, "Compute the plan");
        let plan = scenario(&window);
        assert_eq!((plan.name.as_str(), plan.outcome.name.as_str()), ("Half a name", "half an out"));
        assert!(plan.models.contains_key("gpt-5.6"), "{:?}", plan.models.keys());

        control(&mut window, Key::N);
        click_first(&mut window, "From nothing: ");
        let name = window.get_by_role_and_label(Role::TextInput, "name").value();
        assert_eq!(name.unwrap_or_default(), "", "what became a plan is done with");
    }
}

#[test]
fn what_production_adds_is_off_until_a_stage_is_chosen_on_its_card() {
    let mut window = asked();
    click(&mut window, "Compute the plan");
    let off = scenario(&window).clone();
    assert!(PRODUCTION_CARDS.iter().all(|id| off.components.iter().any(|card| card.id == *id && !card.enabled)));
    let heads: Vec<String> = nodes(&window, Role::Button).iter().map(label).collect();
    let hinted = heads.iter().filter(|head| head.contains("off, Off until you choose a stage"));
    assert_eq!(hinted.count(), PRODUCTION_CARDS.len(), "{heads:?}");

    card(&mut window, "Evaluation suite");
    window.get_by_role_and_label(Role::ComboBox, "from").click_accesskit();
    window.run();
    let choices = nodes(&window, Role::Button);
    // The stages stand on the right as well.
    let mut pilots = choices.iter().filter(|node| label(node) == "Pilot" && node.rect().center().x < 330.0);
    let pilot = pilots.next().expect("the stages are offered");
    pilot.click_accesskit();
    drop(pilots);
    drop(choices);
    window.run();
    let chosen = scenario(&window).components.iter().find(|card| card.id == "evaluation-suite").expect("it is there");
    assert!(chosen.enabled && chosen.from_stage == 1, "the stage switches it on");
    let others = scenario(&window).components.iter().filter(|card| card.enabled);
    assert_eq!(others.count(), 1);
    let cost = |window: &Window| {
        let valid = window.state().0.session().computed.valid.as_ref().expect("results");
        valid.results.stages[2].planned.cost
    };
    let with = cost(&window);
    control(&mut window, Key::Z);
    assert_eq!(scenario(&window).components, off.components, "and Undo takes it back");
    assert!(cost(&window) < with);
}

#[test]
fn what_was_begun_is_work_that_closing_asks_about() {
    let mut window = asked();
    click(&mut window, "Compute the plan");
    assert!(!window.state().0.session().can_undo(), "the plan is where it begins");
    let input = window.input_mut();
    input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    window.step();
    window.run();
    assert!(says(&window, "Save your changes first?"));
    let closes = |window: &Window| {
        let commands = window.output().viewport_output.values().flat_map(|output| &output.commands);
        commands.clone().any(|command| matches!(command, ViewportCommand::Close))
    };
    assert!(!closes(&window));
    click(&mut window, "Cancel");
    let begun = scenario(&window).clone();

    // And so does a preset.
    control(&mut window, Key::N);
    click_first(&mut window, "Coding agent, ");
    assert!(says(&window, "Save your changes first?"));
    click(&mut window, "Cancel");
    assert_eq!(*scenario(&window), begun);
}

#[test]
fn unsaved_work_is_asked_about_before_a_plan_is_begun() {
    let mut window = window();
    window.get_by_role_and_label(Role::Switch, "Model routing").click();
    window.run();
    let edited = scenario(&window).clone();
    control(&mut window, Key::N);
    click_first(&mut window, "From nothing: ");
    type_letters(&mut window, "Mine");
    click(&mut window, "Compute the plan");
    assert!(says(&window, "Save your changes first?"));
    click(&mut window, "Cancel");
    assert_eq!(*scenario(&window), edited);
    control(&mut window, Key::N);
    click_first(&mut window, "From nothing: ");
    click(&mut window, "Compute the plan");
    click(&mut window, "Discard");
    assert_eq!(scenario(&window).name, "Mine", "the answers were still there");
    assert_begun(&window);
}

#[test]
fn a_plan_that_was_begun_is_kept_though_nobody_has_edited_it() {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let app = app(None, breakeven::app::Settings::default()).keeping_work_in(folder.path().to_owned());
    let mut window = window_of(app, vec2(1600.0, 1000.0), 1.0);
    control(&mut window, Key::N);
    click_first(&mut window, "From nothing: ");
    type_letters(&mut window, "Kept");
    click(&mut window, "Compute the plan");
    eventually(&mut window, |_| {
        let left = breakeven::files::RecoveredWork::all(folder.path());
        // One that a window still holds is not left; its file is what there is to see.
        left.is_empty() && holds_text(folder.path(), "name: \"Kept\"")
    });
}

/// Whether some file below a folder contains a text.
fn holds_text(folder: &std::path::Path, text: &str) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths = entries.map(|entry| entry.path());
    paths.any(|path| match path.is_dir() {
        true => holds_text(&path, text),
        false => std::fs::read_to_string(&path).is_ok_and(|found| found.contains(text)),
    })
}

/// Where every field of the page begins, and where the page ends. What is too long for a field is cut off at its end.
fn places(window: &Window) -> Vec<(String, Pos2)> {
    let roles = [Role::TextInput, Role::SpinButton, Role::CheckBox];
    let fields = roles.into_iter().flat_map(|role| nodes(window, role)).map(|node| (label(&node), node.rect().min));
    let begin = window.get_by_role_and_label(Role::Button, "Compute the plan").rect().max;
    fields.chain([("Compute the plan".to_owned(), begin)]).collect()
}

#[test]
fn the_page_fits_and_stays_as_it_is_whatever_is_typed() {
    for theme in [Theme::Light, Theme::Dark] {
        for size in [vec2(1280.0, 720.0), vec2(1600.0, 1000.0)] {
            let mut window = window_of(app(None, settings(theme)), size, 1.0);
            control(&mut window, Key::N);
            click_first(&mut window, "From nothing: ");
            let before = places(&window);
            let screen = window.ctx.content_rect();
            assert!(before.iter().all(|(_, place)| screen.contains(*place)), "{before:?}");
            type_letters(&mut window, "A name that is longer than the field in which it is typed, by far");
            assert_eq!(places(&window), before);
            type_number(&mut window, "people", "123456789012");
            type_number(&mut window, "× days a month", "99");
            type_number(&mut window, "answer", "-3");
            click(&mut window, "Hour of speech");
            click_first(&mut window, "gpt-5.6, OpenAI");
            window.get_by_role_and_label(Role::TextInput, "Search models").click();
            window.run();
            type_letters(&mut window, "no model is called so");
            click(&mut window, "There is a budget");
            type_number(&mut window, "a month, USD", "1e12");
            assert_eq!(places(&window), before, "nothing has grown or jumped");
        }
    }
}

#[test]
fn the_gallery_begins_with_nothing_and_has_fourteen_cards() {
    let mut window = window_of(app(None, settings(Theme::Light)), vec2(1280.0, 720.0), 1.0);
    control(&mut window, Key::N);
    let (role, name) = focus(&window);
    assert!(role == Role::Button && name.starts_with("From nothing: Five questions"), "{name}");
    let is_card = |name: &str| {
        let verdicts = [Verdict::Viable, Verdict::Marginal, Verdict::Fixable, Verdict::TooSmall, Verdict::Broken]
            .map(Verdict::name);
        name.starts_with("From nothing: ") || verdicts.iter().any(|verdict| name.contains(&format!(", {verdict}: ")))
    };
    let cards: Vec<Rect> = nodes(&window, Role::Button)
        .iter()
        .filter(|node| is_card(&label(node)))
        .map(egui_kittest::Node::rect)
        .collect();
    assert_eq!(cards.len(), 14);
    // Use cases in lines of three, side by side and apart, and one of two; below, three that teach.
    let lines: Vec<&[Rect]> = cards[..11].chunks(3).chain([&cards[11..]]).collect();
    for line in &lines {
        assert!(
            line.windows(2).all(|pair| pair[0].right() < pair[1].left() && pair[0].top() == pair[1].top()),
            "{line:?}"
        );
    }
    for column in lines.windows(2) {
        assert!(column[0][0].bottom() < column[1][0].top() && column[0][0].left() == column[1][0].left());
    }
}
