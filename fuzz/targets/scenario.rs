//! Any bytes as a scenario file: an error in words, or a scenario that saves, opens again and computes to finite numbers.

#![no_main]

use breakeven::economics::{Plan, Results};
use breakeven::codec::parse_scenario;
use breakeven::files::write_scenario;
use breakeven::uncertainty::Simulation;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let scenario = match parse_scenario(text) {
        Ok(scenario) => scenario,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let written = write_scenario(&scenario);
    let again = parse_scenario(&written).expect("what was written can be read");
    assert_eq!(write_scenario(&again), written, "the same bytes again");
    let Ok(plan) = Plan::new(&scenario) else { return };
    let results = Results::of(&plan);
    for stage in &results.stages {
        for month in [&stage.baseline, &stage.planned, &stage.floor.evaluation] {
            assert!(month.cost.is_finite() && month.value.is_finite() && month.net.is_finite(), "{month:?}");
        }
    }
    assert!(results.months.npv.is_finite() && results.months.cash_at_risk.is_finite());
    let futures = Simulation::new(24, 1).of(&plan, &results);
    let outlook = &futures.outlook;
    for quantiles in [&outlook.cost, &outlook.net] {
        assert!(quantiles.values().iter().all(|value| value.is_finite()), "{quantiles:?}");
    }
    assert!(futures.cash.npv.iter().all(|npv| npv.is_finite()));
});
