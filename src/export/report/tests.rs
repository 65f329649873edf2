//! Nothing that somebody assumed, decided or agreed is missing from the report.

use strum::VariantArray as _;

use super::{Report, ReportBlock, report};
use crate::economics::{Plan, Results};
use crate::export::csv::assumptions_csv;
use crate::language::{Language, in_sentence};
use crate::prose::{ResultsInput, capitalised, name_of};
use crate::reference::questionnaire::Answers;
use crate::reference::{Catalogue, PRESETS, alternatives};
use crate::scenario::{Basis, BasisKind, Decision, Estimate, EstimatePath, OutcomeField, Scenario, path};
use crate::uncertainty::Simulation;

fn report_of(scenario: &Scenario) -> Report {
    let plan = Plan::new(scenario).unwrap();
    let results = Results::of(&plan);
    let uncertainty = Simulation::new(200, 1).of(&plan, &results);
    report(ResultsInput::of(scenario, &plan, &results, &uncertainty), None)
}

fn rows(report: &Report) -> Vec<&Vec<String>> {
    let grids = report.blocks.iter().filter_map(|block| match block {
        ReportBlock::Table(grid) => Some(grid),
        _ => None,
    });
    grids
        .flat_map(|grid| {
            let is_whole = |row: &Vec<String>| row.len() == 1 || row.len() == grid.columns.len();
            assert!(grid.rows.iter().all(is_whole), "a cell under every heading");
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
            let name = name_of(&scenario, &field.path);
            let over = name.of.as_deref().unwrap_or("The use case as a whole");
            let mut below = rows.iter().skip_while(|row| row.len() != 1 || row[0] != over);
            assert!(below.any(|row| row[0] == capitalised(&name.what)), "{}: {}", preset.key, name.label());
        }
        for decision in &scenario.decisions {
            assert!(rows.iter().any(|row| row.get(1) == Some(&decision.decision)), "{}", preset.key);
        }
        for model in scenario.models.values() {
            assert!(rows.iter().any(|row| row[0] == model.name && row.get(3) == Some(&model.as_of)), "{}", preset.key);
        }
        for criterion in &scenario.kill_criteria {
            assert!(rows.iter().any(|row| row.last() == Some(&criterion.action)), "{}", preset.key);
        }
    }
}

#[test]
fn what_could_be_bought_stands_below_its_alternative() {
    let mut scenario = PRESETS[0].scenario();
    for card in [&alternatives()[0], &alternatives()[0]] {
        card.add_to(&mut scenario);
    }
    let report = report_of(&scenario);
    let rows = rows(&report);
    let table = String::from_utf8(assumptions_csv(&scenario, &Plan::new(&scenario).unwrap())).unwrap();
    for alternative in &scenario.alternatives {
        let name = &alternative.name;
        let mut below = rows.iter().skip_while(|row| row.len() != 1 || row[0] != *name);
        assert_eq!(below.nth(1).map(|row| &*row[0]), Some("Set-up cost"), "{name}");
        let over = format!("{name}, {}", in_sentence(&alternative.components[0].name));
        let mut below = rows.iter().skip_while(|row| row.len() != 1 || row[0] != over);
        assert!(below.nth(2).is_some_and(|row| row[0].starts_with("Price per ") && row[4].contains("2026")), "{over}");
        let listed =
            table.lines().filter(|line| line.contains(&format!("{name}, ")) || line.contains(&format!("{name} · ")));
        let prefix = path::alternative(name);
        let own = scenario.fields().into_iter().filter(|field| field.path.is_of(&prefix)).count();
        assert_eq!(listed.count(), own, "{name}");
    }
}

/// The row of an assumption.
fn assumption(report: &Report, name: &str) -> Vec<String> {
    rows(report).into_iter().find(|row| row.len() == 5 && row[0] == name).expect("it is an assumption").clone()
}

#[test]
fn a_source_is_told_of_the_number_that_it_was_given_for() {
    let mut scenario = PRESETS[0].scenario();
    let path = EstimatePath::Outcome(OutcomeField::Value);
    let given_for = Some(Estimate::Exact(0.4));
    let basis =
        Basis { kind: BasisKind::Measured, given_for, source: "our log".to_owned(), ..scenario.bases[&path].clone() };
    scenario.bases.insert(path.clone(), basis);
    let row = assumption(&report_of(&scenario), "Value per accepted draft reply");
    assert_eq!(row[3..], ["was measured", "was: our log, 2026-11-23, for $0.40"]);
    scenario.bases[&path].given_for = None;
    let row = assumption(&report_of(&scenario), "Value per accepted draft reply");
    assert_eq!(row[3..], ["measured", "our log, 2026-11-23"]);
}

#[test]
fn a_source_of_the_starting_point_is_no_source_of_this_plan() {
    let mut scenario = PRESETS[0].scenario();
    let said = |report: &Report| {
        report.blocks.iter().find_map(|block| match block {
            ReportBlock::Paragraph(text) if text.contains("starting point") => Some(text.clone()),
            _ => None,
        })
    };
    let report = report_of(&scenario);
    let whole = "The sources below came with the starting point “Customer support assistant” and speak of that example, \
                 until somebody replaces them.";
    assert_eq!(said(&report).as_deref(), Some(whole));
    assert!(assumption(&report, "Success rate")[4].contains("2026-11-23 · from the starting point"));
    scenario.bases[&EstimatePath::Outcome(OutcomeField::SuccessRate)].source = "our pilot".to_owned();
    let report = report_of(&scenario);
    let (others, all) = (scenario.bases.len() - 1, scenario.bases.len());
    assert!(said(&report).is_some_and(|text| text.starts_with(&format!("{others} of the {all} sources below"))));
    assert_eq!(assumption(&report, "Success rate")[4], "our pilot, 2026-11-23");
    scenario.bases.clear();
    assert_eq!(said(&report_of(&scenario)), None);
}

#[test]
fn it_says_who_answers_for_it() {
    let mut scenario = PRESETS[0].scenario();
    assert_eq!(report_of(&scenario).author, None);
    scenario.author = " Support operations ".to_owned();
    assert_eq!(report_of(&scenario).author.as_deref(), Some("Support operations"));
}

#[test]
fn what_is_said_to_the_facilitator_begins_alike_in_every_language() {
    for language in Language::VARIANTS {
        let begun = language.within(|| Answers::default().scenario(Catalogue::bundled(), "2026-11-24"));
        let paragraphs = begun.notes.split("\n\n").count();
        assert_eq!((paragraphs, super::findings::notes(&begun.notes).len()), (2, 1), "{language:?}: {}", begun.notes);
    }
}

#[test]
fn what_is_said_to_the_facilitator_is_not_in_it() {
    let mut scenario = PRESETS[0].scenario();
    scenario.notes = "The story.\n\nFor the facilitator: let them guess.\n\nThe end.".to_owned();
    let paragraphs: Vec<String> = report_of(&scenario)
        .blocks
        .into_iter()
        .skip_while(|block| !matches!(block, ReportBlock::Heading(_)))
        .skip(1)
        .map_while(|block| match block {
            ReportBlock::Paragraph(text) => Some(text),
            _ => None,
        })
        .collect();
    assert_eq!(paragraphs, ["The story.", "The end."]);
}
