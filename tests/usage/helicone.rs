//! Helicone: its exports, and its table in ClickHouse.

use serde_json::{Value, json};

use super::{close, read_mutated, read_text, sums};

const CSV: &str = "response_id,response_created_at,response_status,request_created_at,request_body,request_properties,\
    request_user_id,model,prompt_tokens,completion_tokens,latency,cost\n";

#[test]
fn an_export_as_csv_does_not_say_what_was_cached() {
    let rows = "r1,2026-05-01T10:00:01.500Z,200,2026-05-01T10:00:00Z,\"{\"\"messages\"\":\"\"SECRET\"\"}\",\"{\"\"Helicone-Session-Id\"\":\"\"s1\"\"}\",u1,gpt-4o,100,10,1500,0.25\n\
        r2,2026-05-01T10:00:03Z,200,2026-05-01T10:00:02Z,{},\"{\"\"Helicone-Session-Id\"\":\"\"s1\"\"}\",u1,gpt-4o,200,20,1000,0.5\n\
        r3,,429,2026-05-01T10:00:04Z,{},{},u2,gpt-4o,,,10,\n\
        r1,2026-05-01T10:00:01.500Z,200,2026-05-01T10:00:00Z,{},{},u1,gpt-4o,100,10,1500,0.25\n\
        ,,,,,,,,,,,\n";
    let reading = read_text(format!("{CSV}{rows}")).expect("it is read");
    assert_eq!(sums(&reading), (Some(3), Some(300), Some(30), Some(0.75)));
    let total = reading.digest.total();
    assert_eq!((total.cache_read, total.cache_write_5m, total.failed), (None, None, Some(1)));
    assert_eq!(
        (total.requests, reading.digest.users.estimate(), reading.import.leaves.duplicates),
        (Some(1), Some(2), 1)
    );
    assert_eq!(reading.digest.span, Some((1_777_629_600_000_000, 1_777_629_604_010_000)));
    assert!(!serde_json::to_string(&reading.digest).expect("it is written").contains("SECRET"));
    // In another order, with a mark, semicolons, thousands and line ends of Windows.
    let other = "\u{feff}cost;completion_tokens;prompt_tokens;model;request_created_at;response_status;response_id\r\n\
        0,25;1.010;12.345;m;2026-05-01 10:00:00;200;r1\r\n";
    assert_eq!(sums(&read_text(other).expect("it is read")), (Some(1), Some(12_345), Some(1_010), Some(0.25)));
    // Without the columns of tokens the month would look nearly free.
    assert!(
        read_text("response_id,request_created_at,response_status,model,cost\nr,2026-05-01 10:00:00,200,m,1\n")
            .is_err()
    );
}

fn request(id: &str) -> Value {
    json!({
        "request_id": id, "response_id": "x", "request_created_at": "2026-05-01T10:00:00.000Z",
        "response_created_at": "2026-05-01T10:00:01.000Z", "response_status": 200, "request_model": "claude", "model": "claude",
        "response_model": "claude-opus-5", "provider": "ANTHROPIC", "prompt_tokens": 5, "prompt_cache_read_tokens": 100,
        "prompt_cache_write_tokens": 20, "completion_tokens": 7, "reasoning_tokens": 3, "prompt_audio_tokens": 0,
        "total_tokens": 15, "latency": 1000, "cost": 0.25, "costUSD": 0.25, "request_body": {"messages": "SECRET"},
        "response_body": "SECRET", "scores": {"good": {"value": 1, "valueType": "number"}},
        "cache_reference_id": "00000000-0000-0000-0000-000000000000", "request_user_id": "u",
    })
}

#[test]
fn counts_stand_beside_each_other_and_money_is_there_twice() {
    let mut hit = request("b");
    hit["cache_reference_id"] = "0f8fad5b-d9cb-469f-a165-70867728950e".into();
    for (how, text) in [
        ("lines", format!("{}\n{hit}\n", request("a"))),
        ("a list", json!([request("a"), hit]).to_string()),
        ("an answer", json!({"data": [request("a"), hit], "error": null}).to_string()),
    ] {
        let reading = read_text(&text).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(sums(&reading), (Some(1), Some(125), Some(10), Some(0.25)), "{how}");
        let total = reading.digest.total();
        assert_eq!((total.uncached_input, total.cache_read, total.cache_write_5m), (Some(5), Some(100), Some(20)));
        assert_eq!((total.reasoning, total.meters["answers from the gateway's cache"]), (Some(3), 1));
        assert_eq!(reading.digest.scores["good"].count, 2);
        let key = reading.digest.rows.keys().next().expect("a row");
        assert_eq!((key.model.as_deref(), key.provider.as_deref()), (Some("claude-opus-5"), Some("anthropic")));
    }
}

#[test]
fn the_table_counts_billionths_and_keeps_versions() {
    let header = "request_id,request_created_at,updated_at,status,model,user_id,organization_id,provider,prompt_tokens,completion_tokens,\
        prompt_cache_read_tokens,prompt_cache_write_tokens,latency,cost,cache_reference_id,properties\n";
    let rows = "a,2026-05-01 10:00:00.000,2026-05-01 10:00:01,200,,u,o,OPENAI,100,10,40,0,500,250000000,00000000-0000-0000-0000-000000000000,{'Helicone-Session-Id':'s'}\n\
        a,2026-05-01 10:00:00.000,2026-05-01 10:05:01,200,gpt-5,u,o,OPENAI,100,10,40,0,500,250000000,00000000-0000-0000-0000-000000000000,{}\n\
        b,2026-05-01 11:00:00.000,2026-05-01 11:00:01,-3,gpt-5,u,o,OPENAI,0,0,0,0,500,0,00000000-0000-0000-0000-000000000000,{}\n\
        c,2026-05-01 12:00:00.000,2026-05-01 12:00:01,200,unknown,u,o,OPENAI,50,5,0,0,500,0,00000000-0000-0000-0000-000000000000,{}\n";
    let reading = read_text(format!("{header}{rows}")).expect("it is read");
    assert_eq!(sums(&reading), (Some(3), Some(190), Some(15), Some(0.25)));
    let total = reading.digest.total();
    // The model without a price is unpriced, not free.
    assert_eq!((total.failed, total.unpriced_tokens, total.cache_read), (Some(1), 55, Some(40)));
    let models: Vec<_> = reading.digest.rows.keys().filter_map(|key| key.model.clone()).collect();
    assert_eq!(models, ["gpt-5", "unknown"]);
    // Whoever asked for dollars got them.
    let reading = read_text(format!("{header}{rows}").replace("250000000", "0.25")).expect("it is read");
    assert!(close(sums(&reading).3.expect("a cost"), 0.25));
}

#[test]
fn no_bytes_make_it_panic() {
    read_mutated(&format!("{}\n{}\n", request("a"), request("b")));
    read_mutated(&format!(
        "{CSV}r1,2026-05-01T10:00:01.5Z,200,2026-05-01T10:00:00Z,x,{{}},u1,gpt-4o,100,10,1500,0.25\n"
    ));
}
