//! Every preset and every card is embedded, reads well, computes, and says what it is known for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use breakeven::codec::{parse_scenario, ron};
use breakeven::economics::{Assumptions, Engine, Evaluation, Plan, Results};
use breakeven::export::results_json;
use breakeven::files::{open_scenario, write_scenario};
use breakeven::reference::{PRESETS, Preset, cards};
use breakeven::scenario::{Alternative, Basis, Estimate, EstimatePath, Scenario};
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

/// The file names in a folder of this repository, without their endings.
fn listed(folder: &str) -> BTreeSet<String> {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("the folder is there");
    let paths = files.map(|file| file.expect("a file").path()).filter(|path| path.is_file());
    paths.map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect()
}

fn plan(scenario: &Scenario) -> Plan {
    Plan::new(scenario).unwrap_or_else(|problems| panic!("{} has problems: {problems:?}", scenario.name))
}

fn preset(key: &str) -> Scenario {
    Preset::by_key(key).expect("the preset is there").scenario()
}

/// The planned month at each stage, every estimate at what `value` takes of it.
fn planned(scenario: &Scenario, value: fn(&Estimate) -> f64) -> Vec<Evaluation<f64>> {
    let plan = plan(scenario);
    let values = plan.inputs.iter().map(|field| value(&field.estimate)).collect();
    let assumptions = Assumptions::new(&plan, values);
    let mut engine = Engine::new(&assumptions);
    let stages = 0..plan.stages.len();
    stages
        .map(|stage| engine.evaluate(&assumptions.at_stage(stage), plan.planned_mix().active_at(&plan, stage)))
        .collect()
}

fn results(scenario: &Scenario) -> Value {
    let plan = plan(scenario);
    let mut results = results_json(scenario, &plan, &Results::of(&plan), None);
    // Names, notes and what was agreed may differ, and with it what there is to mind.
    for key in ["scenario", "warnings"] {
        results.as_object_mut().expect("an object").remove(key);
    }
    results
}

#[test]
fn every_estimate_can_be_edited_by_its_path() {
    for preset in PRESETS {
        let mut scenario = preset.scenario();
        let paths: Vec<_> = scenario.fields().into_iter().map(|field| field.path).collect();
        for (number, path) in paths.iter().enumerate() {
            *scenario.estimate_mut(path).expect("it is there") = Estimate::Exact(number as f64);
        }
        for (number, field) in scenario.fields().iter().enumerate() {
            assert_eq!(*field.estimate, Estimate::Exact(number as f64), "{}", field.path);
        }
        assert_eq!(scenario.estimate_mut(&"outcome.nothing".into()), None);
    }
}

#[test]
fn every_file_is_embedded() {
    let files = listed("presets");
    let embedded: BTreeSet<String> = PRESETS.iter().map(|preset| preset.key.to_owned()).collect();
    assert_eq!(embedded, files);
    assert_eq!(embedded.len(), PRESETS.len(), "each once");
    assert_eq!(cards().len(), listed("presets/cards").len());
}

#[test]
fn every_preset_is_without_problems_and_saves_as_it_is() {
    for preset in PRESETS {
        let scenario = preset.scenario();
        assert_eq!(scenario.check(), vec![], "{}", preset.key);
        assert_eq!(parse_scenario(&write_scenario(&scenario)).as_ref(), Ok(&scenario), "{}", preset.key);
        assert!(!scenario.notes.is_empty() && !scenario.stages.is_empty(), "{} tells a story", preset.key);
    }
}

#[test]
fn every_basis_supports_an_estimate() {
    for preset in PRESETS {
        let scenario = preset.scenario();
        let fields = scenario.fields();
        for (path, basis) in &scenario.bases {
            assert!(fields.iter().any(|field| field.path == *path), "{}: nothing at {path}", preset.key);
            assert!(!basis.source.is_empty(), "{}: no source for {path}", preset.key);
        }
    }
}

#[test]
fn every_card_joins_a_scenario() {
    let before = preset("support_assistant");
    let cost = |scenario: &Scenario| planned(scenario, Estimate::base)[scenario.plan.target_stage].cost;
    let mut ids = BTreeSet::new();
    for card in cards() {
        let name = &card.component.name;
        let mut scenario = before.clone();
        let id = card.add_to(&mut scenario);
        assert_eq!(scenario.check(), vec![], "{name}");
        assert!(cost(&before) < cost(&scenario), "{name} costs nothing");
        assert_eq!(scenario.components.last().map(|component| &component.id), Some(&id));
        assert!(!card.group.is_empty() && !card.summary.is_empty(), "{name} is explained");
        assert!(ids.insert(card.component.id.clone()), "two cards are called {id}");

        let fields = scenario.fields();
        for path in scenario.bases.keys() {
            assert!(fields.iter().any(|field| field.path == *path), "{name}: nothing at {path}");
        }
        assert_eq!(scenario.bases.len(), before.bases.len() + card.bases.len(), "{name} brings its evidence");
        assert_eq!(parse_scenario(&write_scenario(&scenario)).as_ref(), Ok(&scenario), "{name}");
    }
}

/// A file in `presets/alternatives`: something that is sold, with what supports its estimates by path within it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Offer {
    group: String,
    summary: String,
    alternative: Alternative,
    bases: IndexMap<String, Basis>,
}

#[test]
fn every_alternative_joins_a_scenario() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets/alternatives");
    let keys = listed("presets/alternatives");
    assert_eq!(keys.len(), 3);
    let mut scenario = preset("copilot_seats");
    let before = scenario.bases.len();
    let mut supported = 0;
    for key in &keys {
        let text = fs::read_to_string(folder.join(key).with_extension("ron")).expect("it can be read");
        let offer: Offer = ron::parse(&text).unwrap_or_else(|error| panic!("{key}: {error}"));
        assert!(!offer.group.is_empty() && !offer.summary.is_empty(), "{key} is explained");
        let name = offer.alternative.name.clone();
        scenario.alternatives.push(offer.alternative);
        supported += offer.bases.len();
        for (within, basis) in offer.bases {
            let path = EstimatePath::from(&*format!("alternatives[\"{name}\"].{within}"));
            assert!(scenario.estimate_mut(&path).is_some(), "{key}: nothing at {within}");
            assert!(!basis.source.is_empty() && !basis.date.is_empty(), "{key}: no source for {within}");
            scenario.bases.insert(path, basis);
        }
        let prices = scenario.bases.iter().filter(|(path, basis)| {
            path.to_string().starts_with(&format!("alternatives[\"{name}\"]")) && basis.url.starts_with("https://")
        });
        assert!(prices.count() > 0, "{key}: where does its price come from?");
    }
    assert_eq!(scenario.bases.len(), before + supported);
    assert_eq!(scenario.check(), vec![]);
    assert_eq!(parse_scenario(&write_scenario(&scenario)).as_ref(), Ok(&scenario));
}

#[test]
fn a_card_can_join_twice_and_at_a_single_stage() {
    let mut scenario = preset("trap_950x");
    scenario.stages.truncate(1);
    scenario.plan.target_stage = 0;
    scenario.components.clear();
    scenario.strategies.clear();
    scenario.kill_criteria.clear();
    scenario.readiness.clear();
    scenario.bases.clear();
    for card in cards() {
        let ids = [card.add_to(&mut scenario), card.add_to(&mut scenario)];
        assert_ne!(ids[0], ids[1]);
    }
    assert_eq!(scenario.check(), vec![]);
}

#[test]
fn the_article_adds_up() {
    let scenario = preset("article_baseline");
    let totals = [Estimate::low, Estimate::base, Estimate::high].map(|value| planned(&scenario, value)[1].cost);
    assert_eq!(totals, [5800.0, 10700.0, 15600.0]);
}

#[test]
fn the_trap_multiplies_by_905_6() {
    let scenario = preset("trap_950x");
    let stages = planned(&scenario, Estimate::base);
    let (first, last) = (stages[0].cost, stages[scenario.plan.target_stage].cost);
    assert_eq!(format!("{first:.2} {last:.2} {:.1}", last / first), "10.49 9500.00 905.6");
}

#[test]
fn presets_of_worked_cases_compute_the_same() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    // Other cases share a name with a preset and not its numbers.
    for key in ["article_baseline", "broken_economics", "self_hosted_summaries", "trap_950x"] {
        let case = open_scenario(&cases.join(key).with_extension("ron")).expect("the case opens");
        assert_eq!(results(&preset(key)), results(&case), "{key}");
    }
}
