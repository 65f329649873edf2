//! Nothing that somebody assumed, decided or agreed is missing from the report.

use super::{Block, Report, report};
use crate::charts::{Subject, name_of};
use crate::economics::{Plan, Results};
use crate::files::PRESETS;
use crate::scenario::{Decision, Scenario};
use crate::uncertainty::Futures;

fn report_of(scenario: &Scenario) -> Report {
    let plan = Plan::new(scenario).unwrap();
    let results = Results::of(&plan);
    let uncertainty = Futures::new(200, 1).of(&plan, &results);
    report(Subject { scenario, plan: &plan, results: &results, uncertainty: &uncertainty, kept: &[] }, None)
}

fn rows(report: &Report) -> Vec<&Vec<String>> {
    let grids = report.blocks.iter().filter_map(|block| match block {
        Block::Table(grid) => Some(grid),
        _ => None,
    });
    grids
        .flat_map(|grid| {
            assert!(grid.rows.iter().all(|row| row.len() == grid.columns.len()), "a cell under every heading");
            &grid.rows
        })
        .collect()
}

#[test]
fn every_assumption_and_every_decision_is_told() {
    for preset in PRESETS {
        let mut scenario = preset.scenario();
        let entry = |decision: &str| Decision { decision: decision.to_owned(), ..Decision::default() };
        scenario.decisions = vec![entry("Start with one team"), entry("No voice channel")];
        let report = report_of(&scenario);
        let rows = rows(&report);
        for field in scenario.fields() {
            let name = name_of(&scenario, &field.path).label();
            assert!(rows.iter().any(|row| row[0] == name), "{}: {name}", preset.key);
        }
        for decision in &scenario.decisions {
            assert!(rows.iter().any(|row| row[1] == decision.decision), "{}", preset.key);
        }
        for model in scenario.models.values() {
            assert!(rows.iter().any(|row| row[0] == model.name && row[3] == model.as_of), "{}", preset.key);
        }
        for criterion in &scenario.kill_criteria {
            assert!(rows.iter().any(|row| row.last() == Some(&criterion.action)), "{}", preset.key);
        }
    }
}
