//! Usage exports: each real file has its true sums, and each trap a file that springs it.

mod clickhouse;
mod langfuse;
mod litellm;
mod openrouter;
mod plain;

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
