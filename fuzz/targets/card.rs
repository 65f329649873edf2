//! Any bytes as a card file: an error in words, or a card that can be added to a scenario.

#![no_main]

use breakeven::reference::{PRESETS, parse_card};
use breakeven::codec::parse_scenario;
use breakeven::files::write_scenario;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let card = match parse_card(text) {
        Ok(card) => card,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let mut scenario = PRESETS[7].scenario();
    let (first, second) = (card.add_to(&mut scenario), card.add_to(&mut scenario));
    assert_ne!(first, second, "each under an id of its own");
    scenario.check();
    parse_scenario(&write_scenario(&scenario)).expect("what was written can be read");
});
