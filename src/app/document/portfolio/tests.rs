//! What is computed again, and when.

use std::sync::mpsc;
use std::time::Duration;

use super::*;
use crate::prose::choice_in_words;

/// The example once it has been computed, in few futures, and the file of a use case that is funded.
fn example() -> (PortfolioSession, String) {
    let mut session = PortfolioSession::open(None, None, options());
    computed(&mut session);
    let evaluation = &session.results().unwrap().evaluation;
    let funded = evaluation.use_cases[evaluation.funded()[0]].file.clone();
    (session, funded)
}

fn options() -> FutureOptions {
    FutureOptions { count: 50, ..FutureOptions::default() }
}

fn computed(session: &mut PortfolioSession) {
    while session.is_computing() {
        assert_eq!(session.poll(), None);
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn found(session: &mut PortfolioSession) {
    while session.is_finding_frontier() {
        session.poll_frontier();
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// A search that goes on until it is let go, and what it finds nobody wants.
fn hold_search(session: &mut PortfolioSession) -> mpsc::Sender<()> {
    let (go_on, stop) = mpsc::channel::<()>();
    session.finding = Some(BackgroundTask::begin(move || {
        let _ = stop.recv();
        Vec::new()
    }));
    go_on
}

#[test]
fn a_name_decides_nothing() {
    let (mut session, _) = example();
    session.take_snapshot(None, String::new());
    session.compare(Some(1));
    session.edit(|portfolio| portfolio.snapshots[0].name = "Board".to_owned(), false);
    session.step(true);
    session.step(false);
    assert_eq!(session.step(false), "There is nothing to redo");
    let results = session.results().unwrap();
    assert!(!results.is_frontier_behind() && !session.is_finding_frontier());
    assert!(results.differences().unwrap().iter().any(|ways| ways[0].contains("‘Board’")));
}

#[test]
fn one_frontier_is_found_at_a_time_and_the_last_is_of_the_latest_decisions() {
    let (mut session, funded) = example();
    let go_on = hold_search(&mut session);
    session.set_decision(&funded, FundingDecision::Excluded);
    session.set_decision(&funded, FundingDecision::Open);
    session.set_decision(&funded, FundingDecision::Excluded);
    assert!(session.is_finding_old, "it is still the first search");
    assert!(!session.poll_frontier() && session.results().unwrap().is_frontier_behind());
    go_on.send(()).unwrap();
    found(&mut session);
    let results = session.results().unwrap();
    assert!(!results.is_frontier_behind());
    assert_eq!(results.frontier, results.evaluation.frontier().unwrap());
}

#[test]
fn the_end_of_a_gesture_brings_what_was_due() {
    let (mut session, _) = example();
    let before = session.results().unwrap().gates.clone();
    session.edit(|portfolio| portfolio.budget = Some(150_000.0), true);
    let results = session.results().unwrap();
    assert!(results.gates == before && results.evaluation.gates() != before && !session.is_finding_frontier());
    session.edit(|portfolio| portfolio.budget = Some(150_000.0), false);
    assert!(session.is_finding_frontier());
    found(&mut session);
    let results = session.results().unwrap();
    assert_eq!(results.gates, results.evaluation.gates());
    assert_eq!(results.frontier, results.evaluation.frontier().unwrap());
}

#[test]
fn choices_are_told_as_they_differ_from_what_is_funded_now() {
    let (mut session, funded) = example();
    let is_told = |session: &PortfolioSession| {
        let results = session.results().unwrap();
        let told = results.frontier.iter().map(|point| choice_in_words(&results.evaluation, &point.chosen));
        results.choices == told.collect::<Vec<_>>()
    };
    assert!(is_told(&session));
    let before = session.results().unwrap().choices.clone();
    session.set_decision(&funded, FundingDecision::Excluded);
    assert!(is_told(&session) && session.results().unwrap().choices != before);
    found(&mut session);
    assert!(is_told(&session));
}

#[test]
fn a_picture_is_of_the_latest_decisions() {
    let (mut session, funded) = example();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("frontier.svg");
    let _go_on = hold_search(&mut session);
    session.set_decision(&funded, FundingDecision::Excluded);
    let (kind, today) = (PortfolioChartKind::Frontier, "2026-11-24".to_owned());
    session.save_picture(kind, PictureFormat::Svg, path.clone(), Replace::Nothing, today.clone());
    let said = loop {
        if let Some(said) = session.poll_export() {
            break said;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    assert!(said.is_ok(), "{said:?}");
    let results = session.results().unwrap();
    assert!(results.is_behind(kind));
    let look = Look { date: Some(today), ..Look::default() };
    let drawn = |chart: &_| portfolio_picture(chart, &results.evaluation, PictureFormat::Svg, &look).unwrap();
    let written = std::fs::read(&path).unwrap();
    assert!(written == drawn(&portfolio_chart(kind, &results.evaluation)));
    assert!(written != drawn(results.chart(kind)));
}

#[test]
fn what_is_still_read_is_said() {
    let mut session = PortfolioSession::open(None, None, options());
    assert_eq!(session.take_snapshot(Some(1), String::new()), STILL_READ);
    assert_eq!(session.recall_snapshot(1), STILL_READ);
    computed(&mut session);
    assert_eq!(session.recall_snapshot(1), "There is no snapshot 1: Ctrl and 1 takes it");
}

#[test]
fn the_example_says_how_long_it_keeps_what_is_decided() {
    let (mut session, funded) = example();
    assert_eq!(session.file_state(), "example, not a file");
    assert!(session.take_snapshot(None, String::new()).ends_with("until this example is closed"));
    session.step(true);
    assert_eq!(session.file_state(), "example, not a file");
    session.set_decision(&funded, FundingDecision::Must);
    assert_eq!(session.file_state(), "kept until this example is closed");
}

#[test]
fn a_point_is_still_looked_at_when_the_same_use_cases_are_read_again() {
    let (mut session, _) = example();
    let point = session.results().unwrap().frontier[0].chosen.clone();
    session.look_at(Some(point.clone()));
    session.read_again(None);
    computed(&mut session);
    assert_eq!(session.results().unwrap().looked_at(), Some(point.as_slice()));
}
