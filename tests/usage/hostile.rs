//! Files that nobody meant well with: a clear error or a counted row, and never more memory than a long row needs.

use std::io::Write as _;

use breakeven::usage::{Impossible, Skip, read_usage};

use super::read_text;

const HEADER: &str = "request_id,startTime,model,prompt_tokens,completion_tokens,spend\n";
const ROW: &str = "r1,2026-05-01 10:00:00,gpt,100,10,0.5\n";
const OBJECT: &str =
    r#"{"request_id":"r1","startTime":"2026-05-01T10:00:00Z","prompt_tokens":100,"completion_tokens":10,"spend":1"#;

/// Beyond the longest row.
const LONG: usize = 65 << 20;

#[track_caller]
fn error(text: impl AsRef<[u8]>) -> String {
    read_text(text).expect_err("it is not read").to_string()
}

#[test]
fn a_row_without_an_end_is_an_error() {
    for (how, begin, fill) in [
        ("a cell", format!("{HEADER}{ROW}"), "x"),
        ("cells", format!("{HEADER}{ROW}"), ","),
        ("a quote that is not closed", format!("{HEADER}{ROW}r2,\""), "a\n"),
        ("a header", "request_id,startTime".to_owned(), ",x"),
        ("a text of JSON", format!("{OBJECT}}}\n{{\"request_id\":\""), "x"),
        ("a document", "{\n\"request_id\":\"".to_owned(), "x"),
    ] {
        let error = error(begin + &fill.repeat(LONG / fill.len()));
        assert!(error.contains("longer than 64 MB"), "{how}: {error}");
    }
}

#[test]
fn what_is_long_and_says_nothing_is_passed_over() {
    let blank = read_text(format!("{}{HEADER}{}{ROW}", "\n".repeat(1 << 20), "\r\n".repeat(1 << 20))).expect("a table");
    assert_eq!((blank.digest.total().calls, blank.import.skipped_rows()), (Some(1), 0));
    let cells =
        read_text(format!("{HEADER}{}\n{ROW}x{}\n", ",".repeat(4 << 20), ",".repeat(1 << 20))).expect("a table");
    assert_eq!(cells.digest.total().calls, Some(1));
    assert_eq!(cells.import.skipped[&Skip::Blank].first, [(0, 2)]);
    let names = format!("{OBJECT}{}}}\n", (0..200_000).map(|place| format!(",\"n{place}\":1")).collect::<String>());
    assert_eq!(read_text(names).expect("an object").digest.total().calls, Some(1));
    let nested = format!("{OBJECT},\"metadata\":{{\"list\":[{}0]}}}}\n", "[],".repeat(1 << 20));
    assert_eq!(read_text(nested).expect("an object").digest.total().calls, Some(1));
    let deep = format!("{OBJECT}}}\n{OBJECT},\"metadata\":{}\n", "[".repeat(1 << 20));
    assert_eq!(read_text(deep).expect("lines").import.skipped[&Skip::NotJson].first, [(0, 2)]);
}

#[test]
fn what_unpacks_to_far_more_than_texts_do_is_an_error() {
    for (how, head, fill, word) in
        [("zeros", "", 0, "no text"), ("a cell", HEADER, b'a', "400 times"), ("blank rows", HEADER, b'\n', "400 times")]
    {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(head.as_bytes()).expect("it is in memory");
        for _ in 0..80 {
            packed.write_all(&vec![fill; 1 << 20]).expect("it is in memory");
        }
        let error = error(packed.finish().expect("it is in memory"));
        assert!(error.contains(word), "{how}: {error}");
    }
}

#[test]
fn numbers_and_times_that_cannot_be_are_counted_with_their_lines() {
    let text = format!(
        "{HEADER}{ROW}r2,2026-05-01 10:00:00,gpt,NaN,10,NaN\nr3,2026-05-01 10:00:00,gpt,-5,-7,-1\n\
         r4,1970-01-01 00:00:00,gpt,1,1,1\nr5,9999-12-31 23:59:59,gpt,1,1,1\nr6,2026-05-01 10:00:00,gpt,inf,1e400,1e308\n\
         r7,2026-05-01 10:00:00,=cmd|' /C calc'!A0,18446744073709551616,99999999999999999999999,1\n\
         r8,0000-00-00,g,1,1,1\nr9,2026-05-01T10:00:00+99:99,g,1,1,1\n"
    );
    let utf16 = |low_first: bool| -> Vec<u8> {
        let bytes = |unit: u16| if low_first { unit.to_le_bytes() } else { unit.to_be_bytes() };
        format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
    };
    let latin: Vec<u8> =
        text.replace("gpt", "g~t").bytes().map(|byte| if byte == b'~' { 0xe9 } else { byte }).collect();
    for (how, bytes) in [
        ("plain", text.clone().into_bytes()),
        ("UTF-16", utf16(true)),
        ("high byte first", utf16(false)),
        ("Latin 1", latin),
    ] {
        let reading = read_text(bytes).unwrap_or_else(|error| panic!("{how}: {error}"));
        let total = reading.digest.total();
        assert_eq!((total.calls, total.input(), total.output), (Some(5), Some(100), Some(20)), "{how}");
        let import = &reading.import;
        assert_eq!(import.skipped[&Skip::TimeOutOfRange].first, [(0, 5), (0, 6)], "{how}");
        assert_eq!(import.skipped[&Skip::UnreadableTime].first, [(0, 9), (0, 10)], "{how}");
        assert_eq!(import.impossible[&Impossible::Negative].first, [(0, 4)], "{how}");
        assert_eq!(import.impossible[&Impossible::NotFinite].first, [(0, 3), (0, 7), (0, 8)], "{how}");
    }
}

#[test]
fn half_a_pair_of_surrogates_costs_no_line() {
    // What JavaScript writes of a text that it has cut in the middle of a sign.
    for half in [r"\ud83d", r"cut\uD83D", r"\ude00", r"\ud83d\ud83d\ude00", r"\ud83d\n", r"\\\ud83d x"] {
        for (how, tail) in [
            ("a short text", format!(r#","prompt":"{half}""#)),
            ("a long one", format!(r#","prompt":"{}{half}""#, "x".repeat(5000))),
            ("one of escapes", format!(r#","prompt":"{}{half}""#, r"\u00e9".repeat(5000))),
            ("a list", format!(r#","messages":["{half}",{{"content":"{half}"}}]"#)),
            ("what is looked into", format!(r#","metadata":{{"a":"{half}","batch_failed_requests":null}}"#)),
            ("a text of what is looked into", format!(r#","metadata":"{half}""#)),
        ] {
            let line = format!("{OBJECT}{tail}}}\n");
            let lines = format!("{line}{}", line.replace("r1", "r2"));
            for (sort, text) in [
                ("lines", lines.clone()),
                ("in a list", lines.lines().map(|line| format!("{{\"data\":[{line}]}}\n")).collect()),
                ("a document", format!("[\n{}\n]", lines.trim_end().replace('\n', ",\n"))),
            ] {
                let reading = read_text(text).unwrap_or_else(|error| panic!("{how}, {sort}: {half}: {error}"));
                let calls = reading.digest.total().calls;
                assert_eq!((calls, reading.import.skipped_rows()), (Some(2), 0), "{how}, {sort}: {half}");
            }
        }
    }
    // What only looks like one is none.
    let text = format!("{OBJECT},\"prompt\":\"\\\\ud83d\"}}\n{OBJECT},\"prompt\":\"\\ud8zz\"}}\n");
    let reading = read_text(text.replacen("r1", "r0", 1)).expect("it is read");
    assert_eq!((reading.digest.total().calls, reading.import.skipped_rows()), (Some(1), 1));
}

#[test]
fn what_stands_before_a_break_in_a_packed_file_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let id = |number: u64| format!("{:016x}", number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let rows = |from: u64| -> String { (from..from + 20_000).map(|number| ROW.replace("r1", &id(number))).collect() };
    let object = |number: u64| format!("{}}}", OBJECT.replace("r1", &id(number)));
    let objects = |from: u64| -> Vec<String> { (from..from + 20_000).map(object).collect() };
    let broken = |name: &str, text: String| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(text.as_bytes()).expect("it is in memory");
        let packed = packed.finish().expect("it is in memory");
        std::fs::write(folder.path().join(name), &packed[..packed.len() * 9 / 10]).expect("it can be written");
    };
    std::fs::write(folder.path().join("a.csv"), format!("{HEADER}{ROW}")).expect("it can be written");
    broken("b.csv.gz", format!("{HEADER}{}", rows(0)));
    broken("c.jsonl.gz", objects(100_000).join("\n"));
    broken("d.json.gz", format!("[\n{}\n]", objects(200_000).join(",\n")));
    let reading = read_usage(&[folder.path().to_owned()]).expect("it is read");
    let calls = reading.digest.total().calls.expect("there are calls");
    assert!((50_000..58_000).contains(&calls), "{calls}");
    let import = &reading.import;
    assert_eq!((import.rows, import.files.len(), import.skipped_rows()), (calls, 4, 0));
    assert_eq!(import.files_left_out.len(), 3);
    for (file, why) in &import.files_left_out {
        assert!(why.contains("breaks off") && why.contains("counted"), "{file}: {why}");
    }
    // Where nothing else is there, what was read is still something.
    std::fs::remove_file(folder.path().join("a.csv")).expect("it is there");
    let again = read_usage(&[folder.path().to_owned()]).expect("it is read");
    assert_eq!(again.digest.total().calls, Some(calls - 1));
    // A file that somebody named has to be there as a whole.
    let error = read_usage(&[folder.path().join("b.csv.gz")]).expect_err("it is not read");
    assert!(error.to_string().contains("b.csv.gz"), "{error}");
}
