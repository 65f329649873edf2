//! Any words after the program's name: understood, or answered with an error in words.

#![no_main]

// Only understanding is tried here: a fuzzer must not be let loose on the disk.
#[allow(dead_code)]
#[path = "../../src/cli/mod.rs"]
mod cli;

use clap::Parser as _;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let words = std::iter::once("breakeven").chain(text.split('\n'));
    if let Err(answer) = cli::CommandLine::try_parse_from(words) {
        assert!(!answer.to_string().is_empty());
    }
});
