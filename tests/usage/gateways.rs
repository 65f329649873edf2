//! DeepSeek's export, Vercel's report, Groq's activity.

use breakeven::usage::UsageError;

use super::{close, read_mutated, read_text, sums};

const AMOUNTS: &str = "user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount\n\
    u1,2026-09-02T00:00:00+08:00,2026-09-03T00:00:00+08:00,deepseek-v4-pro,k,sk,output_tokens,0.0000135,3419\n\
    u1,2026-09-02T00:00:00+08:00,2026-09-03T00:00:00+08:00,deepseek-v4-pro,k,sk,input_cache_miss_tokens,0.000004,1000\n\
    u1,2026-09-02T00:00:00+08:00,2026-09-03T00:00:00+08:00,deepseek-v4-pro,k,sk,request_count,,7\n\
    u1,2026-09-06T00:00:00+08:00,2026-09-07T00:00:00+08:00,deepseek-v4-flash,k,sk,input_cache_hit_tokens,0.00000005,135505536\n";

const COSTS: &str = "user_id,start_time_iso,end_time_iso,model,wallet_type,cost,currency\n\
    u1,2026-09-02T00:00:00+08:00,2026-09-03T00:00:00+08:00,deepseek-v4-pro,Paid,0.5882175,CNY\n\
    u1,2026-09-06T00:00:00+08:00,2026-09-07T00:00:00+08:00,deepseek-v4-flash,Paid,18.7445298,CNY\n";

#[test]
fn the_two_tables_of_deepseek_say_tokens_and_money_and_together_both() {
    let reading = read_text(AMOUNTS).expect("it is read");
    assert_eq!(sums(&reading), (Some(7), Some(135_506_536), Some(3_419), None));
    // Days of Beijing stay the days that they are.
    let days: Vec<_> =
        reading.digest.grouped(|key| key.day).into_keys().flatten().filter_map(breakeven::usage::Day::date).collect();
    assert_eq!(days.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2026-09-02", "2026-09-06"]);
    let total = reading.digest.total();
    assert_eq!((total.cache_read, total.uncached_input), (Some(135_505_536), Some(1_000)));
    let reading = read_text(COSTS).expect("it is read");
    let (cost, currency) = reading.digest.total().cost().expect("one currency");
    assert!(close(cost, 19.332_747_3) && currency.as_str() == "CNY");
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("amount-2026-9.csv", AMOUNTS), ("cost-2026-9.csv", COSTS)] {
        std::fs::write(folder.path().join(name), text).expect("it can be written");
    }
    let reading = breakeven::usage::read_usage(&[folder.path().to_owned()]).expect("it is read");
    let (calls, input, output, cost) = sums(&reading);
    assert_eq!((calls, input, output), (Some(7), Some(135_506_536), Some(3_419)));
    assert!(close(cost.expect("a cost"), 19.332_747_3));
    read_mutated(AMOUNTS);
    read_mutated(COSTS);
}

#[test]
fn a_report_of_vercel_has_days_and_models() {
    let text = r#"{"results":[
        {"day":"2026-09-01","model":"anthropic/claude-opus-5","total_cost":1.5,"market_cost":1.6,"input_tokens":1000,
         "cached_input_tokens":600,"cache_creation_input_tokens":100,"output_tokens":50,"reasoning_tokens":20,"request_count":4},
        {"day":"2026-09-02","model":"openai/gpt-x","total_cost":0.5,"input_tokens":10,"output_tokens":5,"request_count":1}]}"#;
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (Some(5), Some(1_010), Some(55), Some(2.0)));
    let total = reading.digest.total();
    assert_eq!((total.cache_read, total.uncached_input, total.reasoning), (Some(600), Some(310), Some(20)));
    assert_eq!(reading.digest.all_call_tokens().input.count(), 0);
    read_mutated(text);
    let timeless = text.replace("\"day\"", "\"nothing\"");
    assert!(matches!(read_text(timeless), Err(UsageError::Refused(..))));
}

/// Groq's console answers with the older names of OpenAI, and with costs.
#[test]
fn activity_of_groq_has_costs_and_says_what_was_not_cached() {
    let text = r#"{"object":"list","data":[
        {"organization_name":"Personal","model":"llama-3.1-8b-instant","timestamp":1783900800,"num_requests":3,
         "n_context_tokens_total":100,"n_non_cached_context_tokens_total":80,"n_generated_tokens_total":40,"cost":0.01},
        {"organization_name":"Personal","model":"openai/gpt-oss-120b","timestamp":1783900800,"num_requests":2,
         "n_context_tokens_total":50,"n_non_cached_context_tokens_total":50,"n_generated_tokens_total":10,"cost":0.02}]}"#;
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (Some(5), Some(150), Some(50), Some(0.03)));
    assert_eq!(reading.digest.total().cache_read, Some(20));
    assert!(reading.digest.rows.keys().all(|key| key.provider.as_deref() == Some("Groq")));
}
