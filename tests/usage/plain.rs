//! Plain traces, as published.

use super::{read, read_text, sums};

#[test]
fn the_azure_trace_has_its_published_sums() {
    let reading = read("azure2023_code.csv.gz");
    assert_eq!(sums(&reading), (Some(8_819), Some(18_059_974), Some(245_896), None));
    let digest = &reading.digest;
    // 2023-11-16 18:17:03.979960 to 19:14:19.928016.
    assert_eq!(digest.span, Some((1_700_158_623_979_960, 1_700_162_059_928_016)));
    assert_eq!(digest.all_call_tokens().input.quantile(0.5).map(f64::round), Some(1_468.0));
    let peak = digest.minutes.peak().expect("single calls");
    assert_eq!(peak.busiest, 585);
    assert!(peak.p99 <= 585.0 && (peak.mean - 8_819.0 / 58.0).abs() < 1e-9, "{peak:?}");
    assert_eq!(reading.import.times_without_offset, 8_819);
    assert_eq!(reading.import.skipped_rows(), 0);
}

#[test]
fn the_mooncake_trace_is_on_no_day() {
    let reading = read("mooncake_conversation.jsonl.zst");
    assert_eq!(sums(&reading), (Some(12_031), Some(144_793_823), Some(4_122_048), None));
    assert_eq!((reading.digest.span, reading.digest.blank_days()), (None, None));
    assert!(reading.digest.minutes.peak().is_some());
}

#[test]
fn a_table_is_read_however_a_spreadsheet_saved_it() {
    let plain =
        "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:17:03.9799600,4808,10\n2023-11-16 18:18:00,1200,8\n";
    let expected = (Some(2), Some(6_008), Some(18), None);
    let quoted = "\"TIMESTAMP\";\"GeneratedTokens\";\"ContextTokens\"\r\n\"2023-11-16 18:17:03\";\"10\";\"4.808\"\r\n\
                  ;;\r\n\"2023-11-16 18:18:00\";8;1.200\r\nTotal;18;6.008\r\n";
    let tabs = plain.replace(',', "\t");
    let utf16 = |text: &str, low_first: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if low_first { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    for (how, bytes) in [
        ("plain", plain.as_bytes().to_vec()),
        ("with a mark", [b"\xef\xbb\xbf", plain.as_bytes()].concat()),
        ("quoted, German thousands, a blank row, a sum", quoted.as_bytes().to_vec()),
        ("announced", format!("sep=;\n{}", plain.replace(',', ";")).into_bytes()),
        ("tabs", tabs.clone().into_bytes()),
        ("UTF-16 with a mark", utf16(&format!("\u{feff}{tabs}"), true)),
        ("UTF-16, high byte first, with a mark", utf16(&format!("\u{feff}{tabs}"), false)),
        ("UTF-16 without a mark", utf16(plain, true)),
        ("UTF-16, high byte first, without a mark", utf16(plain, false)),
        ("no line end at the end", plain.trim_end().as_bytes().to_vec()),
        ("blank lines first", format!("\n\r\n{plain}").into_bytes()),
    ] {
        let reading = read_text(&bytes).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(sums(&reading), expected, "{how}");
    }
    assert_eq!(read_text(quoted).expect("it is read").import.skipped_rows(), 2);
}
