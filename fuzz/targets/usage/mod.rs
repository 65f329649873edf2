//! What is asked of any reading of usage.

use std::path::PathBuf;

use breakeven::export::{usage_json, usage_table};
use breakeven::usage::{ReadOptions, UsageDigest, read_usage_with};

/// Reads bytes as a file would be read, whole and in small parts.
pub fn read(bytes: &[u8]) {
    let file: PathBuf = std::env::temp_dir().join(format!("breakeven-fuzz-{}", std::process::id()));
    std::fs::write(&file, bytes).expect("the folder for temporary files can be written");
    let read = |chunk| read_usage_with(std::slice::from_ref(&file), &ReadOptions { threads: 1, chunk, ..ReadOptions::default() });
    match (read(1 << 20), read(64)) {
        (Ok(whole), Ok(parts)) => {
            assert!(whole == parts, "the digest depends on where the file is cut");
            let text = usage_json(&whole).to_string();
            assert!(!text.is_empty() && !usage_table(&whole).is_empty());
            let written = serde_json::to_string(&whole.digest).expect("a digest can be written");
            serde_json::from_str::<UsageDigest>(&written).expect("what was written can be read");
        }
        (Err(whole), Err(parts)) => assert!(whole.to_string() == parts.to_string() && !whole.to_string().is_empty()),
        (whole, parts) => panic!("read whole {:?}, read in parts {:?}", whole.is_ok(), parts.is_ok()),
    }
}
