//! Any bytes as a table of usage: an error in words, or a digest that is the same wherever the file is cut.

#![no_main]

mod usage;

use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus {
    if matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[')) {
        return Corpus::Reject;
    }
    usage::read(bytes);
    Corpus::Keep
});
