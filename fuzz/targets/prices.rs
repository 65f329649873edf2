//! Any bytes as a price file: an error in words, or prices that can be searched, written and applied to a scenario.

#![no_main]

use breakeven::reference::{PRESETS, PriceCheck, parse_catalogue, write_catalogue};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let catalogue = match parse_catalogue(bytes) {
        Ok(catalogue) => catalogue,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let written = write_catalogue(&catalogue);
    let again = parse_catalogue(written.as_bytes()).expect("what was written can be read");
    assert_eq!(write_catalogue(&again), written, "the same bytes again");
    catalogue.search("claude 4", "2026-11-24");
    let mut scenario = PRESETS[0].scenario();
    let mut check = PriceCheck::new(&scenario, &catalogue);
    check.choose_all(true);
    check.apply(&mut scenario);
    for model in &catalogue.models {
        model.add_to(&mut scenario, &catalogue.as_of);
    }
    assert_eq!(scenario.check(), vec![], "no price file makes a scenario that cannot be computed");
});
