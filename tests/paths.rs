//! Paths of estimates in files: whatever stands in the place of one, and whatever is in the names, is written back as it was.

use breakeven::codec::parse_scenario;
use breakeven::files::write_scenario;
use breakeven::reference::{Card, PRESETS, Preset, parse_card};
use breakeven::scenario::{Basis, BasisKind, Estimate, EstimatePath, Scenario};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};

#[test]
fn every_estimate_of_a_preset_is_found_by_its_text() {
    for preset in PRESETS {
        let mut scenario = preset.scenario();
        for path in scenario.fields().into_iter().map(|field| field.path).collect::<Vec<_>>() {
            assert!(scenario.estimate_mut(&EstimatePath::from(&*path.to_string())).is_some(), "{path}");
        }
    }
}

fn basis() -> Basis {
    let [source, url, date] = ["a log", "", ""].map(str::to_owned);
    Basis { kind: BasisKind::Measured, source, url, date, given_for: None }
}

#[test]
fn a_misspelt_path_is_told_and_saved_as_it_was() {
    let misspelt =
        ["outcome.worth", "stages[\"Pilot\"].month", "components[\"team\"].costs", "workload.steps[", "nowhere"];
    let mut scenario = Preset::by_key("support_assistant").expect("it is there").scenario();
    for text in misspelt {
        scenario.bases.insert(text.into(), basis());
        scenario.correlations.push((text.into(), EstimatePath::UsdRate, 0.1));
    }
    scenario.workshop.pins = misspelt.map(EstimatePath::from).to_vec();
    let written = write_scenario(&scenario);
    let read = parse_scenario(&written).expect("it was written");
    assert_eq!(read, scenario);
    assert_eq!(write_scenario(&read), written);
    let told: Vec<String> = read.check().iter().map(ToString::to_string).collect();
    let expected = misspelt.iter().enumerate().map(|(place, text)| {
        let place = place + scenario.correlations.len() - misspelt.len();
        format!("correlations[{place}]: `{text}` is not an estimate of this scenario")
    });
    assert_eq!(told, expected.collect::<Vec<_>>());
}

#[test]
fn a_path_that_stands_in_a_file_twice_is_told() {
    let text = write_scenario(&Preset::by_key("support_assistant").expect("it is there").scenario());
    let entry = "        \"outcome.value\": (kind: Judgement),\n";
    let twice = text.replacen("    bases: {\n", &format!("    bases: {{\n{entry}"), 1);
    let error = parse_scenario(&twice).expect_err("it stands there twice").to_string();
    assert!(error.contains("`outcome.value` stands here twice"), "{error}");
}

#[test]
fn a_card_keeps_what_it_does_not_know() {
    let mut scenario = Preset::by_key("support_assistant").expect("it is there").scenario();
    let id = scenario.components[0].id.clone();
    scenario.bases = [(EstimatePath::from(&*format!("components[\"{id}\"].costs")), basis())].into_iter().collect();
    let card = Card::of(&scenario, &id).expect("it is there");
    let card = parse_card(&card.to_text()).expect("it was written");
    assert_eq!(card.bases.keys().map(ToString::to_string).collect::<Vec<_>>(), ["costs"]);
    let new_id = card.add_to(&mut scenario);
    assert!(scenario.bases.contains_key(&EstimatePath::from(&*format!("components[\"{new_id}\"].costs"))));
}

/// Names that nobody means well with: the signs of a path, and what turns or breaks a line.
fn name() -> impl Strategy<Value = String> {
    let signs = [
        "\"].",
        "\"]",
        "[\"",
        "\"",
        ".",
        "\\",
        "\n",
        "\u{202e}",
        "שלום",
        "a",
        "\"].lines[\"",
        "\"].factors[\"",
        "\"].price",
    ];
    prop::collection::vec(prop::sample::select(signs.to_vec()), 0..4).prop_map(|signs| signs.concat())
}

proptest! {
    #![proptest_config(Config { cases: 64, failure_persistence: None, rng_seed: RngSeed::Fixed(950), ..Config::default() })]

    #[test]
    fn a_scenario_keeps_paths_of_any_name(names in [name(), name(), name(), name()]) {
        let mut scenario = Preset::by_key("article_baseline").expect("it is there").scenario();
        let [step, stage, component, line] = names;
        scenario.workload.steps[0].name = step;
        scenario.stages[0].name = stage;
        scenario.components[0].id = component;
        scenario.components[0].lines[0].name = line;
        let hostile: Vec<EstimatePath> = scenario.fields().into_iter().map(|field| field.path).collect();
        scenario.bases = hostile.iter().map(|path| (path.clone(), basis())).collect();
        let written = write_scenario(&scenario);
        let mut read: Scenario = parse_scenario(&written).expect("it was written");
        prop_assert_eq!(&read, &scenario);
        prop_assert_eq!(write_scenario(&read), written);
        for path in &hostile {
            prop_assert_eq!(read.support(path), Some(BasisKind::Measured));
            let estimate: Option<&mut Estimate> = read.estimate_mut(&EstimatePath::from(&*path.to_string()));
            prop_assert!(estimate.is_some());
        }
        read.check();
    }
}
