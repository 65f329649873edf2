//! Pages of every preset's report: nothing lies on anything else, nothing leaves the page, the same every time.

use std::collections::BTreeSet;

use egui::{Rect, Shape, vec2};

use super::{report_pages, report_pdf};
use crate::economics::{Plan, Results};
use crate::export::{Paper, Report, ReportBlock, portfolio_report, report};
use crate::paint::Picture;
use crate::paint::pdf::{DocumentInfo, Link, Target};
use crate::paint::tagged::Role;
use crate::portfolio::{EvaluatedPortfolio, FutureOptions, ReadPortfolio};
use crate::prose::ResultsInput;
use crate::reference::PRESETS;
use crate::scenario::{Decision, Scenario};
use crate::uncertainty::Simulation;

fn report_of(scenario: &Scenario) -> Report {
    let plan = Plan::new(scenario).unwrap();
    let results = Results::of(&plan);
    let uncertainty = Simulation::new(200, 1).of(&plan, &results);
    let input = ResultsInput::of(scenario, &plan, &results, &uncertainty);
    report(input, Some("2026-11-23".to_owned()))
}

fn texts(shape: &Shape, found: &mut Vec<(Rect, String)>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
        Shape::Text(text) => {
            let rows = text.galley.rows.iter();
            found.extend(rows.map(|row| (row.rect_without_leading_space().translate(text.pos.to_vec2()), row.text())));
        }
        _ => {}
    }
}

/// What leaves its page or lies on something else.
fn complaints_about(pages: &[Picture], what: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (place, page) in pages.iter().enumerate() {
        let what = format!("{what}, page {}", place + 1);
        let mut found = Vec::new();
        page.shapes().iter().for_each(|clipped| texts(&clipped.shape, &mut found));
        for (index, (rect, text)) in found.iter().enumerate() {
            if !page.rect().shrink(28.0).contains_rect(*rect) {
                complaints.push(format!("{what}: `{text}` leaves the page at {rect}"));
            }
            for (other, beneath) in &found[..index] {
                if rect.shrink2(vec2(1.0, 3.0)).intersect(*other).is_positive() {
                    complaints.push(format!("{what}: `{text}` on `{beneath}`"));
                }
            }
        }
    }
    complaints
}

#[test]
fn pages_are_fit_to_be_handed_out() {
    let mut complaints = Vec::new();
    for (preset, paper) in PRESETS.iter().flat_map(|preset| [(preset, Paper::A4), (preset, Paper::Letter)]) {
        let (pages, DocumentInfo { bookmarks, links, .. }) = report_pages(&report_of(&preset.scenario()), paper);
        assert!(bookmarks.iter().all(|bookmark| bookmark.page < pages.len()), "{}", preset.key);
        let leads = |to: &dyn Fn(&Target) -> bool| links.iter().filter(|link| to(&link.to)).count();
        assert_eq!(leads(&|to| matches!(to, Target::Place(..))), bookmarks.len(), "every part is in the contents");
        for url in preset.scenario().bases.values().map(|basis| &*basis.url).filter(|url| !url.is_empty()) {
            assert!(0 < leads(&|to| *to == Target::Address(url.to_owned())), "{}: {url}", preset.key);
        }
        for Link { page, area, .. } in &links {
            assert!(area.is_positive() && pages[*page].rect().shrink(28.0).contains_rect(*area), "{page}: {area}");
        }
        complaints.extend(complaints_about(&pages, &format!("{} on {paper:?}", preset.key)));
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn everything_on_a_page_has_a_role() {
    let report = report_of(&PRESETS[0].scenario());
    let (pages, DocumentInfo { runs, bookmarks, .. }) = report_pages(&report, Paper::A4);
    let mut roles = Vec::new();
    for (page, runs) in pages.iter().zip(&runs) {
        let mut done = 0;
        for run in runs {
            assert_eq!(run.shapes.start, done, "no shape is left out or told twice");
            done = run.shapes.end;
        }
        assert_eq!(done, page.shapes().len());
        roles.extend(runs.iter().map(|run| &run.role));
    }
    let count = |is_it: fn(&Role) -> bool| roles.iter().filter(|role| is_it(role)).count();
    assert_eq!(count(|role| *role == Role::Heading(1)), 1);
    assert_eq!(count(|role| *role == Role::Heading(2)), bookmarks.len());
    let charts = report.blocks.iter().filter(|block| matches!(block, ReportBlock::Chart(_))).count();
    assert_eq!(count(|role| matches!(role, Role::Figure(words) if !words.is_empty())), charts);
    let tables = report.blocks.iter().filter(|block| matches!(block, ReportBlock::Table(_))).count();
    let named = roles.iter().filter_map(|role| match role {
        Role::Cell { table, is_heading: true, .. } => Some(*table),
        _ => None,
    });
    assert_eq!(named.collect::<BTreeSet<_>>().len(), tables, "each table has headings");
}

#[test]
fn pages_of_a_portfolio_are_fit_to_be_handed_out() {
    let few = FutureOptions { count: 200, seed: 1 };
    for (listed, paper) in [(1, Paper::A4), (10, Paper::A4), (10, Paper::Letter), (60, Paper::A4)] {
        let mut read = ReadPortfolio::example();
        let all = read.scenarios.clone();
        let scenarios = all.iter().cycle().take(listed).enumerate();
        read.scenarios = scenarios.map(|(place, (file, of))| (format!("{place}/{file}"), of.clone())).collect();
        read.portfolio.scenarios = read.scenarios.iter().map(|(file, _)| file.clone()).collect();
        (read.portfolio.shared, read.portfolio.shared_setup) = (Vec::new(), Vec::new());
        let report = portfolio_report(&EvaluatedPortfolio::new(read, few), Some("2026-11-23".to_owned()));
        let (pages, DocumentInfo { bookmarks, links, .. }) = report_pages(&report, paper);
        let leads = links.iter().filter(|link| matches!(link.to, Target::Place(..))).count();
        assert_eq!(leads, bookmarks.len(), "every part is in the contents");
        assert_eq!(complaints_about(&pages, &format!("{listed} on {paper:?}")), Vec::<String>::new());
        assert_eq!(report_pdf(&report, paper).unwrap(), report_pdf(&report, paper).unwrap());
    }
}

#[test]
fn a_report_is_the_same_every_time() {
    let report = report_of(&PRESETS[0].scenario());
    assert_eq!(report_pdf(&report, Paper::A4).unwrap(), report_pdf(&report, Paper::A4).unwrap());
}

#[test]
fn what_is_longer_than_a_page_goes_on_overleaf() {
    let mut scenario = PRESETS[0].scenario();
    let words = |count: usize| (1..=count).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
    scenario.name = words(30);
    scenario.notes = words(1500);
    let note = words(1200);
    scenario.decisions.push(Decision { decision: "Start small".to_owned(), note, ..Decision::default() });
    let (pages, _) = report_pages(&report_of(&scenario), Paper::A4);
    assert_eq!(complaints_about(&pages, "long"), Vec::<String>::new());
    let mut found = Vec::new();
    pages.iter().flat_map(Picture::shapes).for_each(|clipped| texts(&clipped.shape, &mut found));
    let found: Vec<&str> = found.iter().flat_map(|(_, text)| text.split_whitespace()).collect();
    for (number, word) in (31..=1500).map(|number| (number, format!("word{number}"))) {
        let times = found.iter().filter(|found| **found == word).count();
        assert_eq!(times, if number <= 1200 { 2 } else { 1 }, "{word} of notes and decision");
    }
}
