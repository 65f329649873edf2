//! OpenAI: usage and costs, as pages and as exports of the dashboard.

use breakeven::usage::{Skip, UsageError, read_usage};

use super::{close, read_mutated, read_text, sums};

/// A week of October 2025 as it was exported, without its identifiers: counts as floats, an empty day with more cells than the
/// header, a day that is missing, and two rows of one day and model.
const EXPORT: &str = "start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,\
batch,service_tier,input_tokens,output_tokens,input_cached_tokens,input_uncached_tokens,input_text_tokens,output_text_tokens,\
input_cached_text_tokens,input_audio_tokens,input_cached_audio_tokens,output_audio_tokens,input_image_tokens,\
input_cached_image_tokens,output_image_tokens\n\
1759622400,1759708800,2025-10-05T00:00:00+00:00,2025-10-06T00:00:00+00:00,p,10.0,u,k,gpt-4o-2024-08-06,FALSE,default,59200.0,10646.0,5760.0,53440.0,53440.0,10646.0,5760.0,0.0,0.0,0.0,0.0,0.0,0.0\n\
1759708800,1759795200,2025-10-06T00:00:00+00:00,2025-10-07T00:00:00+00:00,p,8.0,u,k,gpt-5-2025-08-07,FALSE,default,46264.0,60000.0,8192.0,38072.0,38072.0,60000.0,8192.0,0.0,0.0,0.0,0.0,0.0,0.0\n\
1759708800,1759795200,2025-10-06T00:00:00+00:00,2025-10-07T00:00:00+00:00,p,1.0,u,k,gpt-5-2025-08-07,FALSE,default,5783.0,16000.0,0.0,5783.0,5783.0,16000.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0\n\
1759795200,1759881600,2025-10-07T00:00:00+00:00,2025-10-08T00:00:00+00:00,p,21.0,u,k,gpt-5-mini-2025-08-07,FALSE,default,80992.0,274770.0,0.0,80992.0,80992.0,274770.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0\n\
1759881600,1759968000,2025-10-08T00:00:00+00:00,2025-10-09T00:00:00+00:00,,,,,,,,,,,,,,,,,,,,,,\n\
1760054400,1760140800,2025-10-10T00:00:00+00:00,2025-10-11T00:00:00+00:00,p,11.0,u,k,gpt-5-mini-2025-08-07,FALSE,default,124784.0,154852.0,0.0,124784.0,124784.0,154852.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0\n\
1760140800,1760227200,2025-10-11T00:00:00+00:00,2025-10-12T00:00:00+00:00,p,2.0,u,k,gpt-5-mini-2025-08-07,FALSE,default,22688.0,33191.0,0.0,22688.0,22688.0,33191.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0\n";

#[test]
fn an_export_of_usage_has_its_sums_however_a_spreadsheet_saved_it() {
    let shuffled = {
        // Columns in another order, and the seconds as a spreadsheet shows them.
        let rows = EXPORT.lines().map(|line| {
            let mut cells: Vec<&str> = line.split(',').collect();
            cells.truncate(24);
            cells.reverse();
            cells.join(",").replace("1759622400", "1.75962E+09")
        });
        rows.collect::<Vec<_>>().join("\r\n")
    };
    for (how, text) in [
        ("as it is", EXPORT.to_owned()),
        ("with tabs", EXPORT.replace(',', "\t")),
        ("with semicolons and a mark", format!("\u{feff}{}", EXPORT.replace(',', ";"))),
        ("in another order", shuffled),
        ("with a sum", format!("{EXPORT}Total,,,,,53.0,,,,,,339711.0,549459.0,13952.0,,,,,,,,,,\n")),
    ] {
        let reading = read_text(&text).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(sums(&reading), (Some(53), Some(339_711), Some(549_459), None), "{how}");
        let total = reading.digest.total();
        assert_eq!((total.cache_read, total.uncached_input), (Some(13_952), Some(325_759)), "{how}");
        assert_eq!(total.batch_tokens, Some(0), "{how}");
        assert_eq!(total.unpriced_tokens, 889_170, "{how}");
        assert_eq!(reading.import.skipped[&Skip::Blank].count, 1, "{how}");
        assert_eq!(reading.digest.blank_days(), Some(2), "{how}");
        assert_eq!(reading.digest.tiers["default"], 53, "{how}");
    }
    // A bucket of one call says nothing of what a call is like.
    let reading = read_text(EXPORT).expect("it is read");
    assert_eq!((reading.digest.all_call_tokens().input.count(), reading.digest.minutes.peak()), (0, None));
    read_mutated(EXPORT);
}

#[test]
fn windows_that_overlap_count_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let header = EXPORT.lines().next().expect("it has one");
    let lines: Vec<&str> = EXPORT.lines().skip(1).collect();
    // The first export was made while its last day went on.
    let growing = lines[1].replace(",8.0,", ",3.0,").replace("46264.0", "20000.0");
    let parts = [format!("{header}\n{}\n{growing}\n", lines[0]), EXPORT.to_owned()];
    let files: Vec<_> = parts
        .iter()
        .enumerate()
        .map(|(place, text)| {
            let path = folder.path().join(format!("{place}.csv"));
            std::fs::write(&path, text).expect("it can be written");
            path
        })
        .collect();
    let reading = read_usage(&files).expect("it is read");
    assert_eq!(sums(&reading), (Some(53), Some(339_711), Some(549_459), None));
    assert_eq!(reading.import.leaves.duplicates, 2);
}

#[test]
fn a_missing_column_is_refused_and_an_empty_export_is_empty() {
    let without = EXPORT.lines().map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        cells.iter().enumerate().filter(|(place, _)| *place != 12).map(|(_, cell)| *cell).collect::<Vec<_>>().join(",")
    });
    let error = read_text(without.collect::<Vec<_>>().join("\n")).expect_err("it lacks its output");
    assert!(matches!(error, UsageError::Refused(..)) && error.to_string().contains("`output_tokens`"), "{error}");
    let empty = "start_time,end_time,start_time_iso,end_time_iso\n1759622400,1759708800,2025-10-05T00:00:00,2025-10-06T00:00:00\n";
    let reading = read_text(empty).expect("it is read");
    assert_eq!((sums(&reading), reading.import.skipped[&Skip::Blank].count), ((None, None, None, None), 1));
    let embeddings = "start_time,end_time,num_model_requests,model,input_tokens\n1759622400,1759708800,3,text-embedding-3-small,999\n";
    assert_eq!(sums(&read_text(embeddings).expect("it is read")), (Some(3), Some(999), None, None));
}

fn result(fields: &str) -> String {
    format!(r#"{{"object":"organization.usage.completions.result",{fields}}}"#)
}

fn page(buckets: &[(u64, Vec<String>)], has_more: bool) -> String {
    let buckets = buckets.iter().map(|(start, results)| {
        let end = start + 60;
        format!(r#"{{"object":"bucket","start_time":{start},"end_time":{end},"results":[{}]}}"#, results.join(","))
    });
    let buckets = buckets.collect::<Vec<_>>().join(",");
    format!(r#"{{"object":"page","data":[{buckets}],"has_more":{has_more},"next_page":null}}"#)
}

#[test]
fn pages_have_buckets_and_groups_and_say_whether_some_are_missing() {
    let one = result(
        r#""input_tokens":1000,"input_cached_tokens":600,"input_cache_write_tokens":100,"input_uncached_tokens":300,
        "output_tokens":50,"input_text_tokens":300,"num_model_requests":4,"project_id":null,"model":"gpt-x","batch":false,
        "service_tier":"default""#,
    );
    let two = result(r#""input_tokens":10,"output_tokens":5,"num_model_requests":1,"model":"gpt-y","batch":true"#);
    let embeddings = r#"{"object":"organization.usage.embeddings.result","input_tokens":999,"num_model_requests":3,"model":"text-embedding-3-small"}"#;
    let searches = r#"{"object":"organization.usage.web_searches.result","num_model_requests":2,"num_requests":9,"context_level":"low"}"#;
    let first = page(&[(1_759_622_400, vec![one.clone(), two]), (1_759_622_460, vec![searches.to_owned()])], true);
    let second = page(&[(1_759_622_520, vec![one, embeddings.to_owned()])], false);
    let reading = read_text(format!("{first}\n{second}\n")).expect("it is read");
    assert_eq!(sums(&reading), (Some(12), Some(3_009), Some(105), None));
    let total = reading.digest.total();
    assert_eq!((total.cache_read, total.cache_write_5m, total.uncached_input), (Some(1_200), Some(200), Some(1_609)));
    // Searches are counted beside calls, and not among them.
    assert_eq!(total.meters["tool calls"], 9);
    assert_eq!(reading.digest.grouped(|key| key.model.clone()).len(), 4);
    // Minutes are told by buckets of a minute.
    assert_eq!(reading.digest.minutes.peak().map(|peak| peak.busiest), Some(7));
    assert!(reading.import.unfinished.is_empty());
    assert_eq!(reading.import.skipped_rows(), 0);
    // The same page once more, as a retry saves it; and the last page missing.
    let cut = read_text(format!("{first}\n{first}\n")).expect("it is read");
    assert_eq!((sums(&cut).0, cut.import.leaves.duplicates, cut.import.unfinished.len()), (Some(5), 3, 1));
    read_mutated(&format!("{first}\n{second}\n"));
}

#[test]
fn the_older_interface_is_read_too() {
    let text = r#"{"object":"list","data":[{"organization_id":"o","aggregation_timestamp":1700000100,"n_requests":2,
        "operation":"completion","snapshot_id":"gpt-4-0613","n_context_tokens_total":300,"n_generated_tokens_total":40}],"ft_data":[]}"#;
    assert_eq!(sums(&read_text(text).expect("it is read")), (Some(2), Some(300), Some(40), None));
}

#[test]
fn audio_counts_once_whether_it_is_among_the_input_or_beside_it() {
    for (input, audio, expected) in [(100, 40, 100), (10, 40, 50)] {
        let one = result(&format!(
            r#""input_tokens":{input},"input_audio_tokens":{audio},"output_tokens":1,"num_model_requests":1,"model":"m""#
        ));
        let reading = read_text(page(&[(1_759_622_400, vec![one])], false)).expect("it is read");
        assert_eq!(sums(&reading).1, Some(expected));
    }
}

#[test]
fn costs_are_a_source_of_their_own() {
    let text = "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id,organization_id,organization_name\n\
        1759622400,1759708800,2025-10-05T00:00:00,2025-10-06T00:00:00,0.895874000000000000000000000000,usd,\"gpt-4o-2024-08-06, input\",p,o,n\n\
        1759708800,1759795200,2025-10-06T00:00:00,2025-10-07T00:00:00,0.5617712500000000,usd,\"gpt-4o-2024-08-06, output\",p,o,n\n\
        1759795200,1759881600,2025-10-07T00:00:00,2025-10-08T00:00:00,0.569788,usd,,p,o,n\n\
        1759881600,1759968000,2025-10-08T00:00:00,2025-10-09T00:00:00,0.5455665000000000,usd,,p,o,n\n\
        1759968000,1760054400,2025-10-09T00:00:00+00:00,2025-10-10T00:00:00+00:00,,,,,,,,,\n\
        1760054400,1760140800,2025-10-10T00:00:00,2025-10-11T00:00:00,0.34090000000000000,usd,,p,o,n\n\
        1760140800,1760227200,2025-10-11T00:00:00,2025-10-12T00:00:00,0.072054,usd,web search tool calls,p,o,n\n";
    let reading = read_text(text).expect("it is read");
    let (cost, currency) = reading.digest.total().cost().expect("one currency");
    assert!(close(cost, 2.985_953_75) && currency.as_str() == "USD");
    assert_eq!((sums(&reading).1, reading.import.skipped[&Skip::Blank].count), (None, 1));
    let names: Vec<_> = reading.digest.rows.keys().map(|key| (key.model.as_deref(), key.service.as_deref())).collect();
    assert_eq!(names[0], (Some("gpt-4o-2024-08-06"), None));
    assert_eq!(names[2], (None, None), "what is not grouped has no line");
    assert_eq!(names[5], (None, Some("web search tool calls")));
    let folder = tempfile::tempdir().expect("a folder");
    let files = [("usage.csv", EXPORT), ("cost.csv", text)].map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("it can be written");
        path
    });
    assert!(matches!(read_usage(&files), Err(UsageError::TwoFormats(..))));
    read_mutated(text);
}

#[test]
fn pages_of_costs_have_amounts() {
    let text = r#"{"object":"page","data":[{"object":"bucket","start_time":1730419200,"end_time":1730505600,"results":[
        {"object":"organization.costs.result","amount":{"value":0.06,"currency":"usd"},"line_item":null,"project_id":null},
        {"object":"organization.costs.result","amount":{"value":"1.5","currency":"usd"},"line_item":"gpt-x, cached input",
         "project_id":"p","quantity":2.5,"quantity_unit":"1M tokens"}]}],"has_more":false,"next_page":null}"#;
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (None, Some(2_500_000), None, Some(1.56)));
    assert_eq!(reading.digest.total().cache_read, Some(2_500_000));
}
