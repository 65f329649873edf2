//! Files of no known format, with columns assigned by hand.

use std::path::PathBuf;

use breakeven::usage::{Columns, Reading, UsageError, read_columns};

use super::{read_mutated, read_text, sums};

fn read_as(text: &str, columns: &str) -> Result<Reading, UsageError> {
    let folder = tempfile::tempdir().expect("a folder");
    let file: PathBuf = folder.path().join("export");
    std::fs::write(&file, text).expect("it can be written");
    read_columns(&[file], &columns.parse::<Columns>().unwrap_or_else(|error| panic!("{columns}: {error}")))
}

const TABLE: &str = "Datum;Modell;Eingabe;davon gecacht;Ausgabe;Betrag\n2026-05-01;a;1.000;600;50;0,25\n2026-05-02;b;200;0;10;1,5\n;;;;;\n";

#[test]
fn a_day_a_row() {
    let reading = read_as(
        TABLE,
        "day=Datum,model=Modell,input=Eingabe,cache_read=davon gecacht,output=ausgabe,cost=Betrag,currency=EUR",
    );
    let reading = reading.expect("it is read");
    assert_eq!(sums(&reading), (None, Some(1_200), Some(60), Some(1.75)));
    let total = reading.digest.total();
    assert_eq!(
        (total.cache_read, total.cost().map(|(_, currency)| currency.as_str().to_owned())),
        (Some(600), Some("EUR".to_owned()))
    );
    assert_eq!(reading.digest.grouped(|key| key.model.clone()).len(), 2);
    assert_eq!(reading.digest.formats.iter().collect::<Vec<_>>(), ["columns"]);
}

#[test]
fn a_call_a_row_and_input_without_what_was_cached() {
    let text = "when,uncached,hit,out,id,trace,failed\n2026-05-01 10:00:00,5,128955,10,a,t,false\n2026-05-01 10:00:30,5,128955,10,a,t,false\n2026-05-01 10:01:00,1,,2,b,t,true\n";
    let reading =
        read_as(text, "time=when,uncached_input=uncached,cache_read=hit,output=out,id=id,request=trace,failed=failed");
    let reading = reading.expect("it is read");
    assert_eq!(sums(&reading), (Some(2), Some(128_961), Some(12), None));
    let total = reading.digest.total();
    assert_eq!((total.requests, total.failed, reading.import.leaves.duplicates), (Some(1), Some(1), 1));
    assert_eq!(reading.digest.all_call_tokens().output.count(), 2);
}

#[test]
fn objects_within_objects() {
    let text = r#"{"account":"x","data":[{"at":"2026-05-01T10:00:00Z","usage":{"in":10,"detail":{"cached":4}},"n":3,"out":"1,000"},
        {"at":"2026-05-01T11:00:00Z","usage":{"in":20,"detail":{}},"n":2,"out":7}]}"#;
    let reading =
        read_as(text, "time=at,input=usage.in,cache_read=usage.detail.cached,output=out,calls=n").expect("it is read");
    assert_eq!(sums(&reading), (Some(5), Some(30), Some(1_007), None));
    assert_eq!((reading.digest.total().cache_read, reading.digest.all_call_tokens().output.count()), (Some(4), 0));
}

#[test]
fn a_title_may_stand_above_the_header() {
    let text = format!("Nutzung im Mai;;;;;\n\nStand;2026-06-01;;;;\n{TABLE}");
    let reading = read_as(&text, "day=Datum,input=Eingabe,output=Ausgabe").expect("it is read");
    assert_eq!(sums(&reading), (None, Some(1_200), Some(60), None));
    assert_eq!(reading.import.rows, 3);
}

#[test]
fn a_column_that_is_not_there_is_named() {
    let error = read_as(TABLE, "day=Datum,input=Prompt,output=Ausgabe").expect_err("it has no such column");
    let text = error.to_string();
    assert!(
        matches!(error, UsageError::Refused(..)) && text.contains("`Prompt`") && text.contains("Eingabe"),
        "{text}"
    );
}

#[test]
fn an_unknown_file_says_which_columns_it_has_and_how_to_assign_them() {
    let error =
        read_text("Date,Our model,prompt_tok,completion_tok,€\n2026-05-01,a,1,2,3\n").expect_err("it is unknown");
    let text = error.to_string();
    assert!(text.contains("Date, Our model, prompt_tok, completion_tok, €"), "{text}");
    assert!(text.contains("--columns 'day=Date,input=prompt_tok,output=completion_tok,model=Our model'"), "{text}");
    assert!(text.contains("uncached_input") && text.contains("OpenAI usage"), "{text}");
    let text = read_text(r#"{"usage":{"in":1},"ts":"x"}"#).expect_err("it is unknown").to_string();
    assert!(text.contains("usage.in"), "{text}");
    read_mutated(TABLE);
}
