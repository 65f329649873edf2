//! Portkey's logs.

use serde_json::json;

use super::{close, read_mutated, read_text, sums};

#[test]
fn amounts_are_cents_and_the_gateways_cache_calls_no_model() {
    let old = [
        json!({"id": "a", "trace_id": "t", "created_at": "2026-05-01T10:00:00.000Z", "ai_org": "openai", "ai_model": "gpt-5", "req_units": 1000,
            "res_units": 100, "total_units": 1100, "cost": 25.5, "cost_currency": "USD", "is_success": 1, "response_status_code": 200,
            "response_time": 1500, "cache_status": "MISS", "metadata": "{\"_user\":\"u1\"}", "request": {"body": "SECRET"}}),
        json!({"id": "b", "trace_id": "t", "created_at": "2026-05-01T10:00:05.000Z", "ai_org": "openai", "ai_model": "gpt-5", "req_units": 1000,
            "res_units": 100, "total_units": 1100, "cost": 0, "is_success": 1, "response_status_code": 200, "cache_status": "SEMANTIC HIT",
            "metadata": {"_user": "u2"}}),
        json!({"id": "c", "trace_id": "v", "created_at": "2026-05-01T10:00:05.000Z", "ai_org": "openai", "ai_model": "gpt-5", "req_units": 0,
            "res_units": 0, "total_units": 0, "cost": 0, "is_success": 0, "response_status_code": 500, "cache_status": "DISABLED"}),
    ];
    let text: String = old.iter().chain([&old[0]]).map(|line| format!("{line}\n")).collect();
    let new = text
        .replace("req_units", "request_tokens")
        .replace("res_units", "response_tokens")
        .replace("ai_org", "ai_provider");
    for text in [&text, &new] {
        let reading = read_text(text).expect("it is read");
        let (calls, input, output, cost) = sums(&reading);
        assert_eq!((calls, input, output), (Some(2), Some(1_000), Some(100)));
        assert!(close(cost.expect("a cost"), 0.255), "{cost:?}");
        let total = reading.digest.total();
        assert_eq!((total.failed, total.requests, total.cache_read), (Some(1), Some(2), None));
        assert_eq!((reading.digest.users.estimate(), reading.import.leaves.duplicates), (Some(2), 1));
        assert_eq!(total.meters["answers from the gateway's cache"], 1);
        assert!(!serde_json::to_string(&reading.digest).expect("it is written").contains("SECRET"));
    }
    let unknown = read_text(
        json!({"created_at": "2026-05-01", "ai_model": "m", "req_units": 5, "res_units": 1, "cost": -1}).to_string(),
    );
    assert_eq!(unknown.expect("it is read").digest.total().unpriced_tokens, 6);
    // A log without tokens is none.
    assert!(read_text(json!({"created_at": "2026-05-01", "ai_model": "m", "is_success": true}).to_string()).is_err());
    read_mutated(&text);
}
