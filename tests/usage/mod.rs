//! Usage exports: each real file has its true sums, and each trap a file that springs it.

mod anthropic;
mod bedrock;
mod chunks;
mod clickhouse;
mod clouds;
mod coding_agents;
mod focus;
mod gateways;
mod generic;
mod helicone;
mod hostile;
mod langfuse;
mod langsmith;
mod litellm;
mod openai;
mod openrouter;
mod opentelemetry;
mod phoenix;
mod plain;
mod portkey;
mod span_stores;

use std::path::{Path, PathBuf};

use breakeven::usage::{Reading, Sums, UsageError, read_usage};

/// A file of `tests/fixtures/usage`.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/usage").join(name)
}

/// The reading of a fixture.
pub fn read(name: &str) -> Reading {
    read_usage(&[fixture(name)]).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The reading of a text, as a file that has no name to go by.
pub fn read_text(text: impl AsRef<[u8]>) -> Result<Reading, UsageError> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("export");
    std::fs::write(&file, text).expect("it can be written");
    read_usage(&[file])
}

/// What the whole reading comes to: calls, input, output, cost.
pub fn sums(reading: &Reading) -> (Option<u64>, Option<u64>, Option<u64>, Option<f64>) {
    let total: Sums = reading.digest.total();
    (total.calls, total.input(), total.output, total.cost().map(|(cost, _)| cost))
}

/// Whether two amounts are the same but for what adding them up in another order changes.
pub fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() < 1e-8
}

/// Reads a text with some of its bytes changed, many times: whatever comes of it, nothing panics.
pub fn read_mutated(text: &str) {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below.max(1) as u64) as usize
    };
    for _ in 0..80 {
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=next(6) {
            let place = next(bytes.len());
            match next(4) {
                0 => _ = bytes.remove(place),
                1 => bytes.insert(place, b"0-,.;\"{}[]eE\n\xff\x00"[next(15)]),
                2 => bytes.truncate(place.max(20)),
                _ => bytes[place] = (next(256)) as u8,
            }
        }
        let _ = read_text(&bytes);
    }
}
