//! Anthropic: usage and cost reports, and what the console exports.

use breakeven::usage::{Skip, UsageError, read_usage};

use super::{close, read_mutated, read_text, sums};

const HEADER: &str = "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,\
    usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,\
    web_search_count,inference_geo,speed";

#[test]
fn the_console_counts_each_token_in_one_column() {
    // Real rows, and one with thousands, a comma in a name and a batch.
    let text = format!(
        "\u{feff}{HEADER}\r\n2026-03-31 02:00,claude-haiku-4-5-20251001,k,w,standard,≤ 200k,1124832,0,0,0,254558,0,not_available,\r\n\
         2026-08-05,claude-opus-5,k,w,standard,≤ 200k,46981,15969,0,0,16932,0,global,\r\n\
         2026-07-31,claude-opus-5,k,\"A, B\",batch,≤ 200k,\"109,911\",\"2,528\",7,\"1,000\",\"34,988\",3,global,\r\n\
         2026-08-06,claude-opus-5,k,w,standard,≤ 200k,,,,,,,,\r\n"
    );
    let reading = read_text(&text).expect("it is read");
    let total = reading.digest.total();
    assert_eq!((total.calls, total.uncached_input, total.output), (None, Some(1_281_724), Some(306_478)));
    assert_eq!((total.cache_write_5m, total.cache_write_1h, total.cache_read), (Some(18_497), Some(7), Some(1_000)));
    assert_eq!(total.input(), Some(1_301_228));
    assert_eq!((total.meters["web searches"], total.batch_tokens), (3, Some(148_434)));
    assert_eq!(reading.import.skipped[&Skip::Blank].count, 1);
    // An hour and a day.
    let (from, to) = reading.digest.span.expect("it has days");
    assert_eq!((to - from) / 3_600_000_000, (127 + 1) * 24 - 2);
    read_mutated(&text);
}

#[test]
fn exports_of_two_months_overlap_and_the_row_of_today_grows() {
    let row =
        |day: &str, key: &str, output: u32| format!("{day},m,{key},w,standard,≤ 200k,100,0,0,0,{output},0,global,\n");
    let folder = tempfile::tempdir().expect("a folder");
    let parts = [
        format!("{HEADER}\n{}{}", row("2026-07-31", "a", 10), row("2026-08-01", "a", 5)),
        format!("{HEADER}\n{}{}{}", row("2026-08-01", "a", 50), row("2026-08-01", "b", 1), row("2026-07-31", "a", 10)),
    ];
    for (name, order) in [("in order", [0, 1]), ("the newer first", [1, 0])] {
        let files = order.map(|place| {
            let path = folder.path().join(format!("{place}.csv"));
            std::fs::write(&path, &parts[place]).expect("it can be written");
            path
        });
        let reading = read_usage(&files).expect("it is read");
        assert_eq!(sums(&reading), (None, Some(300), Some(61), None), "{name}");
        assert_eq!(reading.import.leaves.duplicates, 2, "{name}");
    }
}

#[test]
fn older_exports_and_those_of_spreadsheets_are_read_and_those_that_lack_a_column_are_refused() {
    let older = "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_write,usage_input_tokens_cache_read,usage_output_tokens\n\
        2025-06-12,claude-3-5-haiku-20241022,k,w,standard,8,3,2,1\n";
    let total = read_text(older).expect("it is read").digest.total();
    assert_eq!(
        (total.uncached_input, total.cache_write_5m, total.cache_read, total.output),
        (Some(8), Some(3), Some(2), Some(1))
    );
    let spreadsheet = "Usage Date (UTC)\tModel\tInput Tokens\tCache Creation Input Tokens\tCache Read Input Tokens\tOutput Tokens\n\
        2026/9/1\tclaude-sonnet-5-5\t100\t20\t300\t40\n2026/9/1\tclaude-sonnet-5-5\t100\t20\t300\t40\n";
    let reading = read_text(spreadsheet).expect("it is read");
    let total = reading.digest.total();
    assert_eq!(
        (total.uncached_input, total.cache_write_5m, total.cache_read, total.output),
        (Some(200), Some(40), Some(600), Some(80))
    );
    // Its keys were taken out, so that two rows may be of two keys.
    assert_eq!(reading.import.repeated, 1);
    let lacking = "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_output_tokens,web_search_count,inference_geo,speed\n\
        2026-03-15,claude-opus-4-6,k,Default,standard,≤ 200k,154214,2640,0,global,\n";
    let error = read_text(lacking).expect_err("it lacks what was cached");
    assert!(
        matches!(error, UsageError::Refused(..)) && error.to_string().contains("usage_input_tokens_cache_read"),
        "{error}"
    );
}

#[test]
fn the_console_s_costs_are_in_dollars_after_discounts() {
    let row = |day: &str, model: &str, key: &str, kind: &str, cost: &str, list: &str| {
        format!("{day},{model},Default,{key},message,≤ 200k,{kind},{cost},{list},token,global,,apikey_x,active\n")
    };
    let text = "usage_date_utc,model,workspace,api_key,usage_type,context_window,token_type,cost_usd,list_price_usd,cost_type,inference_geo,speed,api_key_id,api_key_status\n"
        .to_owned()
        + &row("2026-08-15", "Claude Haiku 4.5", "a", "input_no_cache", "0.19", "0.19")
        + &row("2026-08-15", "Claude Haiku 4.5", "a", "output", "0.03", "0.30")
        + &row("2026-09-09", "Claude Opus 5", "b", "input_no_cache", "1.67", "1.67")
        + &row("2026-09-09", "Claude Opus 5", "b", "output", "0.99", "0.99")
        + &row("2026-08-29", "\"Claude Sonnet 5, preview\"", "c", "output", "0.01", "0.01")
        + &row("2026-08-23", "Claude Opus 5", "d", "input_no_cache", "0.06", "0.06")
        + &row("2026-08-17", "Claude Opus 5", "e", "output", "0.00", "0.00")
        + &row("not-a-date", "Claude Opus 5", "e", "output", "5.00", "5.00");
    let reading = read_text(&text).expect("it is read");
    assert_eq!(sums(&reading), (None, None, None, Some(2.95)));
    assert_eq!((reading.import.leaves.kept, reading.import.skipped[&Skip::UnreadableTime].count), (7, 1));
    let models = reading.digest.grouped(|key| key.model.clone());
    assert_eq!(models[&Some("Claude Opus 5".to_owned())].cost().map(|(cost, _)| cost), Some(2.72));
    read_mutated(&text);
}

fn page(results: &str, has_more: bool) -> String {
    format!(
        r#"{{"data":[{{"starting_at":"2026-08-01T00:00:00Z","ending_at":"2026-08-02T00:00:00Z","results":[{results}]}},
        {{"starting_at":"2026-08-02T00:00:00Z","ending_at":"2026-08-03T00:00:00Z","results":[]}}],"has_more":{has_more},"next_page":null}}"#
    )
}

#[test]
fn what_a_report_nests_is_read() {
    let results = r#"{"uncached_input_tokens":1000,"cache_creation":{"ephemeral_1h_input_tokens":70,"ephemeral_5m_input_tokens":30},
        "cache_read_input_tokens":200,"output_tokens":50,"server_tool_use":{"web_search_requests":4},"api_key_id":null,
        "workspace_id":"w","model":"claude-opus-5","service_tier":"batch","context_window":"0-200k"},
        {"uncached_input_tokens":1,"cache_creation":{"ephemeral_1h_input_tokens":0,"ephemeral_5m_input_tokens":0},
        "cache_read_input_tokens":0,"output_tokens":2,"server_tool_use":{"web_search_requests":0},"model":"claude-opus-5",
        "service_tier":"standard","context_window":"0-200k"}"#;
    let reading = read_text(page(results, true)).expect("it is read");
    let total = reading.digest.total();
    assert_eq!((total.calls, total.uncached_input, total.output), (None, Some(1_001), Some(52)));
    assert_eq!((total.cache_write_5m, total.cache_write_1h, total.cache_read), (Some(30), Some(70), Some(200)));
    assert_eq!((total.meters["web searches"], total.batch_tokens), (4, Some(1_350)));
    assert_eq!((reading.import.unfinished.len(), reading.import.skipped_rows()), (1, 0));
    // The same, taken out of its pages by a script.
    let flat = "starting_at,ending_at,model,uncached_input_tokens,cache_read_input_tokens,cache_creation.ephemeral_5m_input_tokens,cache_creation.ephemeral_1h_input_tokens,output_tokens\n\
        2026-08-01T00:00:00Z,2026-08-02T00:00:00Z,claude-opus-5,1001,200,30,70,52\n";
    assert_eq!(read_text(flat).expect("it is read").digest.total().input(), total.input());
    let lacking = page(r#"{"uncached_input_tokens":1,"output_tokens":2,"cache_read_input_tokens":0}"#, false);
    assert!(matches!(read_text(lacking), Err(UsageError::Refused(..))));
    read_mutated(&page(results, false));
}

#[test]
fn a_cost_report_counts_in_cents() {
    let results = r#"{"amount":"41280.000000","currency":"USD","cost_type":"tokens","description":"Claude Opus 5 Usage - Input Tokens",
        "model":"claude-opus-5","token_type":"uncached_input_tokens","workspace_id":null,"context_window":"0-200k","service_tier":"standard"},
        {"amount":"123.45","currency":"USD","cost_type":"web_search","description":"Web Search Usage","model":null,"workspace_id":null}"#;
    let reading = read_text(page(results, false)).expect("it is read");
    let (cost, _) = reading.digest.total().cost().expect("one currency");
    assert!(close(cost, 412.80 + 1.2345), "{cost}");
    let services: Vec<_> = reading.digest.rows.keys().filter_map(|key| key.service.as_deref()).collect();
    assert_eq!(services, ["Web Search Usage"]);
    let ungrouped = page(r#"{"amount":"100","currency":"USD","workspace_id":null,"description":null}"#, false);
    assert_eq!(sums(&read_text(ungrouped).expect("it is read")).3, Some(1.0));
}

#[test]
fn a_report_on_claude_code_has_a_list_of_models_and_estimates_in_cents() {
    let text = r#"{"data":[{"date":"2026-09-01T00:00:00Z","actor":{"type":"user_actor","email_address":"a@b.c"},"organization_id":"o",
        "customer_type":"api","terminal_type":"vscode","core_metrics":{"num_sessions":5},"tool_actions":{},
        "model_breakdown":[{"model":"claude-opus-5","tokens":{"input":100,"output":35,"cache_read":10,"cache_creation":5},
        "estimated_cost":{"currency":"USD","amount":1025}},{"model":"claude-haiku-4-5","tokens":{"input":1,"output":1,
        "cache_read":0,"cache_creation":0},"estimated_cost":{"currency":"USD","amount":1}}]}],"has_more":false,"next_page":null}"#;
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (None, Some(116), Some(36), Some(10.26)));
    assert_eq!(reading.digest.users.estimate(), Some(1));
    read_mutated(text);
}

#[test]
fn a_report_without_results_is_empty_and_another_answer_with_pages_is_unknown() {
    let reading = read_text(page("", false)).expect("it is read");
    assert_eq!((sums(&reading), reading.digest.span), ((None, None, None, None), None));
    let cost = r#"{"amount":"100","currency":"USD","workspace_id":null,"description":null}"#;
    let later = page("", false).replace(r#""results":[]}]"#, &format!(r#""results":[{cost}]}}]"#));
    assert_eq!(
        sums(&read_text(later).expect("it is read")).3,
        Some(1.0),
        "what comes first is empty and does not decide"
    );
    let other = r#"{"data":[{"id":"x","name":"y"}],"has_more":false,"next_page":null}"#;
    assert!(matches!(read_text(other), Err(UsageError::Unknown(..))));
}

#[test]
fn a_file_of_which_nothing_can_be_read_is_no_file_without_use() {
    let row = |day: &str| format!("{day},claude-opus-5,k,w,standard,≤ 200k,10,0,0,0,5,0,global,\n");
    // As a spreadsheet writes days where months come first; nobody can tell that from days first.
    let spoilt = format!("{HEADER}\n{}{}", row("3/4/2026"), row("3/5/2026"));
    let error = read_text(&spoilt).expect_err("no row can be read").to_string();
    assert!(error.contains("a time that cannot be read, the first on line 2"), "{error}");
    let mixed = spoilt + &row("2026-03-06");
    assert_eq!(sums(&read_text(mixed).expect("one row is read")).2, Some(5));
    let blank = format!("{HEADER}\n2026-03-04,,,,,,,,,,,,,\n");
    assert_eq!(sums(&read_text(blank).expect("there was no use")), (None, None, None, None));
}
