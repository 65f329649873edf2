//! One estimate at a time: the cases' tornado, and what must be true.

use std::fs;
use std::path::Path;

use breakeven::economics::{Assumptions, Engine, Plan};
use breakeven::files::open_scenario;
use breakeven::uncertainty::{Distribution, tornado, what_must_be_true};
use serde_json::Value;

const CASES: [&str; 6] =
    ["article_baseline", "broken_economics", "corners", "self_hosted_summaries", "support_assistant", "trap_950x"];

fn plan(name: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    let scenario = open_scenario(&folder.join(name).with_extension("ron")).expect("the case opens");
    Plan::new(&scenario).expect("the case has no problems")
}

fn distributions(plan: &Plan) -> Vec<Distribution> {
    plan.inputs.iter().map(|field| Distribution::new(&field.estimate, field.domain)).collect()
}

#[test]
fn swings_agree_with_the_cases() {
    for name in CASES {
        let plan = plan(name);
        let swings = tornado(&plan, &distributions(&plan));
        let file = format!("tests/fixtures/cases/{name}.expected.json");
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("it can be read");
        let expected: Value = serde_json::from_str(&text).expect("it is JSON");
        let expected = expected["tornado"].as_array().expect("a list");
        assert_eq!(expected.len(), swings.len().min(8), "{name}");
        for (expected, swing) in expected.iter().zip(&swings) {
            for (end, found) in swing.net.iter().enumerate() {
                let expected = expected[end].as_f64().expect("a number");
                assert!((expected - found).abs() <= 1e-6 * expected.abs(), "{name}: {found}, not {expected}");
            }
        }
    }
}

#[test]
fn net_changes_sign_where_it_must() {
    for name in CASES {
        let plan = plan(name);
        let mix = plan.planned_mix().active_at(&plan, plan.target);
        let net = |input: Option<_>, value: f64| {
            let mut assumptions = Assumptions::base(&plan);
            if let Some(input) = input {
                assumptions.set(input, value);
            }
            Engine::new(&assumptions).evaluate(&assumptions.at_stage(plan.target), mix).net
        };
        let pays = 0.0 <= net(None, 0.0);
        let found = what_must_be_true(&plan, &distributions(&plan));
        for requirement in &found {
            let path = &plan.inputs[requirement.input.index()].path;
            let Some(value) = requirement.break_even else { continue };
            let beyond = 0.0 <= net(Some(requirement.input), value);
            let before = value + (requirement.base - value) * 1e-9;
            assert_ne!(beyond, pays, "{name}: {path} at {value}");
            assert_eq!(0.0 <= net(Some(requirement.input), before), pays, "{name}: {path} before {value}");
            assert_eq!(requirement.pays_above, (requirement.base < value) != pays, "{name}: {path}");
            assert!(requirement.chance.is_none_or(|chance| (0.0..=1.0).contains(&chance)));
        }
        assert!(name == "trap_950x" || found.iter().any(|requirement| requirement.break_even.is_some()), "{name}");
    }
}
