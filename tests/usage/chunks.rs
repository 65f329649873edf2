//! A file comes to the same with any number of threads, wherever it is cut; and whoever looks on can stop it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use breakeven::usage::{ReadOptions, Reading, UsageError, read_usage_with};

use super::fixture;

fn read(file: &Path, threads: usize, chunk: usize) -> Reading {
    let options = ReadOptions { threads, chunk, ..ReadOptions::default() };
    read_usage_with(&[file.to_owned()], &options).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn written(folder: &tempfile::TempDir, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let file = folder.path().join(name);
    std::fs::write(&file, text).expect("it can be written");
    file
}

#[test]
fn the_digest_is_the_same_with_any_threads_and_cuts() {
    let folder = tempfile::tempdir().expect("a folder");
    let header = "request_id,startTime,endTime,model,prompt_tokens,completion_tokens,spend,session_id,status,end_user,metadata\r\n";
    let (mut table, mut lines) = (header.to_owned(), String::new());
    for call in 0..400 {
        // Repeated calls, quoted ends of lines, quotes that mean nothing, impossible counts, blank rows, times of all sorts.
        let id = if call % 7 == 3 { call - 3 } else { call };
        let (minute, second) = (call / 60, call % 60);
        let model = ["gpt", "\"the \"\"big\"\"\nmodel\"", "5\" disk", "\"a,b\r\n\""][call % 4];
        let tokens = ["100", "-5", "1,000", "NaN"][call / 3 % 4].replace(',', "");
        table.push_str(&format!(
            "r{id},2026-05-01 10:{minute:02}:{second:02},,{model},{tokens},{call},0.00{call},s{},success,u{},\r\n",
            call / 5,
            call % 11,
        ));
        table.push_str(["", ",,,,,,,,,,\r\n", "\r\n", "x,y\r\n"][call % 4]);
        lines.push_str(&format!(
            "{{\"request_id\":\"r{id}\",\"startTime\":\"2026-05-01T10:{minute:02}:{second:02}Z\",\"model\":\"m{}\",\
             \"prompt_tokens\":{call},\"completion_tokens\":{},\"spend\":0.5,\"session_id\":\"s{}\",\"text\":\"{{\\\"\\n}}\"}}\n",
            call % 3,
            call % 13,
            call / 4,
        ));
        lines.push_str(["", "\n", "{broken\n", "{\"request_id\": 5}\n"][call % 4]);
    }
    let files = [
        written(&folder, "table", table.as_bytes()),
        written(&folder, "old ends of lines", table.replace("\r\n", "\r")),
        written(&folder, "lines", &lines),
        written(&folder, "no last end", lines.trim_end()),
        written(&folder, "UTF-16", table.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
        written(
            &folder,
            "broken letters",
            table.replace("gpt", "g\u{fffd}t").replace('\u{fffd}', "\u{e9}").into_bytes(),
        ),
        written(&folder, "ClickHouse", super::clickhouse::result()),
        fixture("azure2023_code.csv.gz"),
        fixture("mooncake_conversation.jsonl.zst"),
        fixture("openrouter_activity_demo_tokeny.csv"),
        fixture("litellm_spend_log.json"),
    ];
    for file in &files {
        let whole = read(file, 1, 8 << 20);
        assert!(0 < whole.digest.total().records, "{}", file.display());
        let sizes = if std::fs::metadata(file).expect("it is there").len() < 100_000 {
            [1, 61, 997]
        } else {
            [40_000, 50_021, 65_536]
        };
        for size in sizes {
            for threads in [1, 2, 3] {
                assert_eq!(read(file, threads, size), whole, "{} in {size} on {threads}", file.display());
            }
        }
    }
}

#[test]
fn whoever_looks_on_sees_how_far_it_is_and_can_stop_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let row = "2026-05-01 10:00:00,100,10\n".repeat(10_000);
    let file = written(&folder, "trace", format!("TIMESTAMP,ContextTokens,GeneratedTokens\n{row}"));
    let size = std::fs::metadata(&file).expect("it is there").len();
    for threads in [1, 3] {
        let (most, calls) = (AtomicU64::new(0), AtomicU64::new(0));
        let watch = |read: u64, total: u64| {
            assert_eq!(total, size);
            most.fetch_max(read, Ordering::Relaxed);
            calls.fetch_add(1, Ordering::Relaxed);
            ControlFlow::Continue(())
        };
        let options = ReadOptions { threads, chunk: 1000, progress: &watch, ..ReadOptions::default() };
        let reading = read_usage_with(std::slice::from_ref(&file), &options).expect("it is read");
        assert_eq!(reading.digest.total().calls, Some(10_000));
        assert_eq!(most.into_inner(), size);
        assert!(100 < calls.into_inner());
        let stop =
            |read: u64, total: u64| if read < total / 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
        let options = ReadOptions { threads, chunk: 1000, progress: &stop, ..ReadOptions::default() };
        assert!(matches!(read_usage_with(std::slice::from_ref(&file), &options), Err(UsageError::Stopped)));
    }
}
