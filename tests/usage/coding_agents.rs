//! Session logs of coding agents: messages that are written again as they stream, and counts that accumulate.

use breakeven::usage::{Reading, Skip, read_usage};
use serde_json::{Value, json};

use super::{close, read_mutated, read_text, sums};

/// A line of Claude Code with input, written to and read from caches, and output.
fn claude(id: &str, request: &str, counts: [u64; 4]) -> Value {
    let [input, write, read, output] = counts;
    let usage = json!({
        "input_tokens": input, "cache_creation_input_tokens": write, "cache_read_input_tokens": read,
        "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": write}, "output_tokens": output,
        "server_tool_use": {"web_search_requests": 1, "web_fetch_requests": 0}, "service_tier": "standard", "speed": "standard",
        "iterations": [{"input_tokens": input, "cache_read_input_tokens": read, "output_tokens": output}],
    });
    json!({
        "parentUuid": null, "isSidechain": false, "sessionId": "s", "type": "assistant", "uuid": format!("{id}{request}{output}"),
        "timestamp": "2026-05-01T10:00:00.123Z", "requestId": request, "cwd": "/SECRET", "version": "2.1.0",
        "message": {"id": id, "model": "claude-opus-5", "role": "assistant", "content": [{"type": "text", "text": "SECRET"}], "usage": usage},
    })
}

fn lines(lines: &[Value]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn read_lines(text: &[Value]) -> Reading {
    read_text(lines(text)).expect("it is read")
}

/// The sums of a real log: 8 lines come to 36, 11,283, 430,130 and 288; by message alone to 13, 994, 163,419 and 183; where
/// the first line counts output is 84; true are 4 calls with 18, 5,571, 215,005 and 277.
fn streamed() -> Vec<Value> {
    vec![
        json!({"type": "summary", "summary": "SECRET", "leafUuid": "x"}),
        json!({"parentUuid": null, "sessionId": "s", "type": "user", "uuid": "u", "timestamp": "2026-05-01T09:59:00Z",
            "message": {"role": "user", "content": "SECRET"}, "toolUseResult": {"totalTokens": 999, "usage": {"input_tokens": 999}}}),
        claude("a", "r1", [4, 100, 50_000, 3]),
        claude("a", "r1", [4, 100, 50_000, 3]),
        claude("a", "r1", [4, 100, 50_000, 7]),
        claude("b", "r2", [5, 594, 60_000, 76]),
        claude("REDACTED", "r3", [5, 935, 63_539, 2]),
        claude("REDACTED", "r3", [4, 300, 53_419, 100]),
        claude("REDACTED", "r4", [5, 4_577, 51_586, 94]),
        claude("REDACTED", "r4", [5, 4_577, 51_586, 3]),
        json!({"type": "progress", "sessionId": "s", "uuid": "p", "timestamp": "2026-05-01T10:00:00Z",
            "data": {"message": claude("z", "r9", [1, 1, 1, 1])}}),
        claude("<>", "", [0, 0, 0, 0])
            .as_object()
            .map(|line| {
                let mut line = line.clone();
                line["message"]["model"] = "<synthetic>".into();
                Value::Object(line)
            })
            .expect("a line"),
    ]
}

#[test]
fn a_message_counts_once_with_what_it_had_when_it_ended() {
    let reading = read_lines(&streamed());
    assert_eq!(sums(&reading), (Some(4), Some(18 + 5_571 + 215_005), Some(277), None));
    let total = reading.digest.total();
    assert_eq!((total.uncached_input, total.cache_read), (Some(18), Some(215_005)));
    assert_eq!((total.cache_write_5m, total.cache_write_1h), (Some(0), Some(5_571)));
    assert_eq!((total.requests, total.unpriced_tokens), (Some(1), 18 + 5_571 + 215_005 + 277));
    assert_eq!((reading.import.leaves.duplicates, total.meters["web searches"]), (4, 4));
    assert_eq!(reading.import.skipped[&Skip::OtherKind].count, 4);
    assert_eq!(reading.digest.decided.excluded_by_rule, 4);
    assert!(!serde_json::to_string(&reading.digest).expect("it is written").contains("SECRET"));
}

#[test]
fn a_resumed_session_and_a_line_that_breaks_off_add_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut resumed = streamed();
    resumed.iter_mut().for_each(|line| line["sessionId"] = "t".into());
    resumed.push(claude("c", "r5", [1, 0, 0, 2]));
    let half = claude("d", "r6", [1, 0, 0, 2]).to_string();
    let files = [("s.jsonl", lines(&streamed())), ("t.jsonl", lines(&resumed) + &half[..half.len() / 2])].map(
        |(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("it can be written");
            path
        },
    );
    let reading = read_usage(&files).expect("it is read");
    assert_eq!((sums(&reading).0, sums(&reading).2), (Some(5), Some(279)));
    assert_eq!(reading.import.skipped[&Skip::NotJson].count, 1);
}

#[test]
fn where_one_half_of_the_identity_is_missing_the_other_is_taken() {
    let mut first = claude("m1", "", [2, 0, 0, 9]);
    first.as_object_mut().expect("a line").remove("requestId");
    let mut last = claude("m1", "", [2, 0, 0, 159]);
    last["requestId"] = Value::Null;
    // A line that lacks the request after one that has it is of the same call.
    let (whole, half) = (claude("m2", "r2", [1, 0, 0, 5]), claude("m2", "", [1, 0, 0, 8]));
    assert_eq!(sums(&read_lines(&[whole, half])), (Some(1), Some(1), Some(8), None));
    let (nameless, again) = (claude("", "r1", [1, 0, 0, 5]), claude("", "r1", [1, 0, 0, 300]));
    assert_eq!(sums(&read_lines(&[first, last, nameless, again])), (Some(2), Some(3), Some(459), None));
    // Lines of early versions have no more than this.
    let old = json!({"timestamp": "2025-03-01T10:00:00Z", "version": "0.2.9", "costUSD": 0.25,
        "message": {"model": "m", "usage": {"input_tokens": 10, "output_tokens": 5, "cache_creation_input_tokens": 3}}});
    let reading = read_lines(&[old.clone(), old]);
    assert_eq!(sums(&reading), (Some(2), Some(26), Some(10), Some(0.5)));
    assert_eq!(reading.digest.total().cache_write_5m, Some(6));
}

#[test]
fn the_report_of_ccusage_has_days_and_their_totals_are_not_added() {
    let day = |date: &str| {
        json!({"date": date, "inputTokens": 30, "outputTokens": 3, "cacheCreationTokens": 50, "cacheReadTokens": 400, "totalTokens": 483,
            "totalCost": 0.75, "modelsUsed": ["opus", "haiku"], "modelBreakdowns": [
            {"modelName": "opus", "inputTokens": 10, "outputTokens": 1, "cacheCreationTokens": 50, "cacheReadTokens": 300, "cost": 0.5},
            {"modelName": "haiku", "inputTokens": 20, "outputTokens": 2, "cacheCreationTokens": 0, "cacheReadTokens": 100, "cost": 0.25}]})
    };
    let report = json!({"daily": [day("2026-05-01"), day("2026-05-02")],
        "totals": {"inputTokens": 60, "outputTokens": 6, "cacheCreationTokens": 100, "cacheReadTokens": 800, "totalCost": 1.5}});
    let reading = read_text(report.to_string()).expect("it is read");
    assert_eq!(sums(&reading), (None, Some(960), Some(6), Some(1.5)));
    let total = reading.digest.total();
    assert_eq!((total.cache_read, total.cache_write_5m, reading.digest.rows.len()), (Some(800), Some(100), 4));
    let mut plain = day("2026-05-01");
    plain.as_object_mut().expect("a day").remove("modelBreakdowns");
    let reading = read_text(json!({"daily": [plain]}).to_string()).expect("it is read");
    assert_eq!(sums(&reading), (None, Some(480), Some(3), Some(0.75)));
}

#[test]
fn an_error_of_the_interface_is_a_call_that_failed() {
    let mut error = claude("x", "", [0, 0, 0, 0]);
    error["isApiErrorMessage"] = true.into();
    error["message"]["model"] = "<synthetic>".into();
    let reading = read_lines(&[error, claude("a", "r", [1, 0, 0, 2])]);
    assert_eq!((sums(&reading).0, reading.digest.total().failed), (Some(2), Some(1)));
}

#[test]
fn a_result_says_what_its_models_came_to() {
    let model = |counts: [u64; 4], cost: f64| {
        let [input, write, read, output] = counts;
        json!({"inputTokens": input, "outputTokens": output, "cacheReadInputTokens": read, "cacheCreationInputTokens": write,
            "webSearchRequests": 0, "costUSD": cost, "contextWindow": 200_000, "maxOutputTokens": 32_000})
    };
    let result = |session: &str, models: Value, cost: f64| {
        json!({"type": "result", "subtype": "success", "is_error": false, "session_id": session, "num_turns": 3, "result": "SECRET",
            "total_cost_usd": cost, "usage": {"input_tokens": 1, "output_tokens": 1}, "modelUsage": models})
    };
    let small = result("a", json!({"opus": model([12, 16_655, 108_064, 1_808], 0.203_385_75)}), 0.203_385_75);
    let both =
        json!({"opus": model([12_319, 64_456, 1_506_292, 8_529], 1.430_816), "haiku": model([10, 0, 0, 1], 0.000_01)});
    let large = result("b", both, 1.430_826);
    // What it streamed before has no times, and its first counts; the result holds it.
    let mut streamed = claude("a", "r", [12, 16_655, 108_064, 1]);
    let line = streamed.as_object_mut().expect("a line");
    line.remove("timestamp");
    line.insert("session_id".to_owned(), "a".into());
    let reading = read_lines(&[streamed, small, large.clone(), large]);
    let (calls, input, output, cost) = sums(&reading);
    let expected = 12 + 16_655 + 108_064 + 12_319 + 64_456 + 1_506_292 + 10;
    assert_eq!((calls, input, output), (None, Some(expected), Some(1_808 + 8_529 + 1)));
    assert!(close(cost.expect("a cost"), 0.203_385_75 + 1.430_826));
    assert_eq!((reading.digest.total().requests, reading.digest.span), (Some(2), None));
    assert_eq!(reading.import.skipped[&Skip::NoTime].count, 1);
    // Messages with times count themselves, and the result says what they cost.
    let mut message = claude("a", "r", [12, 16_655, 108_064, 1_808]);
    message["sessionId"] = "a".into();
    let reading = read_lines(&[message, result("a", json!({"opus": model([12, 16_655, 108_064, 1_808], 0.5)}), 0.5)]);
    assert_eq!(sums(&reading), (Some(1), Some(12 + 16_655 + 108_064), Some(1_808), Some(0.5)));
}

fn usage(counts: [u64; 4]) -> Value {
    let [input, cached, output, reasoning] = counts;
    json!({"input_tokens": input, "cached_input_tokens": cached, "output_tokens": output, "reasoning_output_tokens": reasoning,
        "total_tokens": input + output})
}

fn codex(second: u32, total: [u64; 4], last: [u64; 4]) -> Value {
    let info =
        json!({"total_token_usage": usage(total), "last_token_usage": usage(last), "model_context_window": 272_000});
    json!({"timestamp": format!("2026-05-01T10:00:{second:02}.000Z"), "type": "event_msg",
        "payload": {"type": "token_count", "info": info, "rate_limits": {}}})
}

fn rollout(id: &str, forked_from: Option<&str>) -> Vec<Value> {
    let mut meta = json!({"id": id, "cwd": "/SECRET", "model_provider": "openai"});
    if let Some(forked_from) = forked_from {
        meta["forked_from_id"] = forked_from.into();
    }
    vec![
        json!({"timestamp": "2026-05-01T10:00:00.000Z", "type": "session_meta", "payload": meta}),
        json!({"timestamp": "2026-05-01T10:00:00.000Z", "type": "turn_context", "payload": {"model": "gpt-5"}}),
        json!({"timestamp": "2026-05-01T10:00:00.000Z", "type": "event_msg", "payload": {"type": "user_message", "message": "SECRET"}}),
        json!({"timestamp": "2026-05-01T10:00:00.000Z", "type": "event_msg", "payload": {"type": "token_count", "info": null}}),
    ]
}

#[test]
fn counts_that_accumulate_are_taken_apart() {
    let mut log = rollout("s", None);
    log.push(codex(1, [100, 40, 10, 4], [100, 40, 10, 4]));
    // The same is written again where a stream ends: 220 shown, 110 true.
    log.push(codex(2, [100, 40, 10, 4], [100, 40, 10, 4]));
    let reading = read_lines(&log);
    assert_eq!(sums(&reading), (Some(1), Some(100), Some(10), None));
    log.push(codex(3, [300, 140, 30, 4], [200, 100, 20, 0]));
    let text = lines(&log)
        + "{\"timestamp\":\"2026-05-01T10:00:04.000Z\",\"type\":\"event_msg\",\"payload\":{\"type\":\"token_co";
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (Some(2), Some(300), Some(30), None));
    let total = reading.digest.total();
    assert_eq!(
        (total.cache_read, total.uncached_input, total.reasoning, total.requests),
        (Some(140), Some(160), Some(4), Some(1))
    );
    assert_eq!((reading.import.leaves.duplicates, reading.import.skipped[&Skip::NotJson].count), (1, 1));
    let models: Vec<_> = reading.digest.rows.keys().map(|key| (key.model.clone(), key.provider.clone())).collect();
    assert_eq!(models, [(Some("gpt-5".to_owned()), Some("openai".to_owned()))]);
    assert_eq!(reading.digest.all_call_tokens().input.count(), 2);
}

#[test]
fn what_is_cached_and_thought_is_part_of_the_counts() {
    // A public report: 123,302 and 1,944 are 125,246, with nothing added to them.
    let reading = read_lines(&[codex(1, [123_302, 98_000, 1_944, 1_200], [123_302, 98_000, 1_944, 1_200])]);
    let (calls, input, output, _) = sums(&reading);
    assert_eq!((calls, input.zip(output).map(|(input, output)| input + output)), (Some(1), Some(125_246)));
}

#[test]
fn calls_inside_a_step_count_though_the_last_call_does_not_hold_them() {
    let mut log = rollout("s", None);
    log.extend([codex(1, [100, 0, 10, 0], [100, 0, 10, 0]), codex(2, [1_000, 0, 100, 0], [200, 0, 20, 0])]);
    let reading = read_lines(&log);
    // How many calls the 700 and 70 beside it were nobody knows.
    assert_eq!(sums(&reading), (Some(2), Some(1_000), Some(100), None));
    assert_eq!((reading.digest.all_call_tokens().input.count(), reading.digest.total().records), (2, 3));
}

#[test]
fn a_counter_that_starts_again_goes_on_from_there() {
    let log = [codex(1, [100, 0, 10, 0], [100, 0, 10, 0]), codex(2, [30, 0, 3, 0], [30, 0, 3, 0])];
    assert_eq!(sums(&read_lines(&log)), (Some(2), Some(130), Some(13), None));
}

#[test]
fn a_fork_copies_the_log_before_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut log = rollout("s", None);
    log.extend([codex(1, [100, 0, 10, 0], [100, 0, 10, 0]), codex(2, [300, 0, 30, 0], [200, 0, 20, 0])]);
    let mut fork = rollout("f", Some("s"));
    fork.extend(rollout("s", None));
    // Copied with the time of the fork.
    fork.extend([codex(40, [100, 0, 10, 0], [100, 0, 10, 0]), codex(40, [300, 0, 30, 0], [200, 0, 20, 0])]);
    fork.push(codex(50, [350, 0, 35, 0], [50, 0, 5, 0]));
    let files = [("a.jsonl", log), ("b.jsonl", fork)].map(|(name, log)| {
        let path = folder.path().join(name);
        std::fs::write(&path, lines(&log)).expect("it can be written");
        path
    });
    let reading = read_usage(&files).expect("it is read");
    assert_eq!(sums(&reading), (Some(3), Some(350), Some(35), None));
    assert_eq!(reading.digest.total().requests, Some(2));
    // One that only goes on counting has no more than its own.
    let mut fork = rollout("f", Some("s"));
    fork.push(codex(50, [350, 0, 35, 0], [50, 0, 5, 0]));
    assert_eq!(sums(&read_lines(&fork)), (Some(1), Some(50), Some(5), None));
}

#[test]
fn tasks_that_began_before_a_fork_are_copies_also_where_the_log_before_is_not_read() {
    let task = |second: u32, started_at: u64| {
        json!({"timestamp": format!("2026-06-08T11:39:{second:02}.100Z"), "type": "event_msg",
            "payload": {"type": "task_started", "turn_id": "x", "started_at": started_at}})
    };
    let mut fork = rollout("f", Some("s"));
    fork[0]["timestamp"] = "2026-06-08T11:39:04.000Z".into();
    fork.extend([
        task(4, 1_775_001_600),
        codex(5, [100_000_000, 80_000_000, 1_000_000, 0], [100_000_000, 80_000_000, 1_000_000, 0]),
        task(6, 1_775_005_200),
        codex(7, [236_700_000, 200_000_000, 2_000_000, 0], [136_700_000, 120_000_000, 1_000_000, 0]),
        task(30, 1_780_920_000),
        codex(31, [236_705_000, 200_003_000, 2_000_500, 0], [5_000, 3_000, 500, 0]),
    ]);
    let reading = read_lines(&fork);
    assert_eq!(
        (sums(&reading), reading.digest.total().cache_read),
        ((Some(1), Some(5_000), Some(500), None), Some(3_000))
    );
    // One that began in the second of the fork is its own.
    let mut fork = rollout("f", Some("s"));
    fork[0]["timestamp"] = "2026-06-08T11:39:04.000Z".into();
    fork.extend([task(4, 1_780_918_744), codex(5, [1_000, 600, 50, 0], [1_000, 600, 50, 0])]);
    assert_eq!(sums(&read_lines(&fork)), (Some(1), Some(1_000), Some(50), None));
}

#[test]
fn a_session_of_copilot_goes_on_counting() {
    let shutdown = |id: &str, day: u32, input: u64| {
        json!({"type": "session.shutdown", "id": id, "timestamp": format!("2026-01-0{day}T01:20:00.000Z"), "data": {"privatePrompt": "SECRET",
            "modelMetrics": {"claude": {"usage": {"inputTokens": input, "outputTokens": 80, "cacheReadTokens": 20, "cacheWriteTokens": 30,
            "reasoningTokens": 10}, "requests": {"count": day, "cost": 999}}}}})
    };
    let start = json!({"type": "session.start", "timestamp": "2026-01-02T01:20:00.000Z", "data": {"sessionId": "s", "prompt": "SECRET"}});
    let reading = read_lines(&[start, shutdown("a", 2, 100), shutdown("b", 3, 200)]);
    assert_eq!(sums(&reading), (Some(3), Some(200), Some(80), None));
    let total = reading.digest.total();
    assert_eq!((total.cache_read, total.cache_write_5m, total.requests), (Some(20), Some(30), Some(1)));
}

#[test]
fn turns_without_a_terminal_accumulate() {
    let turn = |counts| json!({"type": "turn.completed", "usage": usage(counts)});
    let text = [json!({"type": "thread.started", "thread_id": "t"}), turn([100, 40, 10, 0]), turn([300, 140, 30, 0])];
    assert_eq!(sums(&read_lines(&text)), (None, Some(300), Some(30), None));
}

#[test]
fn opencode_counts_caches_apart() {
    let message = |id: &str, output: u64| {
        json!({"id": id, "sessionID": "s", "role": "assistant", "modelID": "claude", "providerID": "anthropic", "cost": 0.25,
            "time": {"created": 1_782_381_600_000_u64, "completed": 1_782_381_601_000_u64}, "path": {"cwd": "/SECRET"},
            "tokens": {"input": 10, "output": output, "reasoning": 0, "cache": {"read": 200, "write": 30}}})
    };
    let user = json!({"id": "u", "sessionID": "s", "role": "user", "time": {"created": 1_782_381_600_000_u64}});
    let export = json!({"info": {"id": "s", "title": "SECRET", "time": {"created": 1, "updated": 2}},
        "messages": [{"info": user, "parts": []}, {"info": message("a", 7), "parts": [{"type": "step-finish", "tokens": {"input": 10}}]}]});
    for text in [export.to_string(), lines(&[user, message("a", 3), message("a", 7)]), message("a", 7).to_string()] {
        let reading = read_text(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(sums(&reading), (Some(1), Some(240), Some(7), Some(0.25)), "{text}");
        assert_eq!(reading.digest.total().cache_read, Some(200));
    }
    let mut free = message("a", 7);
    free["cost"] = 0.into();
    assert_eq!(read_text(free.to_string()).expect("it is read").digest.total().unpriced_tokens, 247);
}

#[test]
fn gemini_and_qwen_count_thoughts_beside_the_answer() {
    let message = json!({"id": "m", "timestamp": "2026-05-01T10:00:00Z", "type": "gemini", "content": "SECRET", "model": "gemini-3",
        "tokens": {"input": 100, "output": 10, "cached": 60, "thoughts": 5, "tool": 2, "total": 117}});
    let user = json!({"id": "u", "timestamp": "2026-05-01T10:00:00Z", "type": "user", "content": "SECRET"});
    let session =
        json!({"sessionId": "s", "projectHash": "h", "startTime": "2026-05-01T10:00:00Z", "messages": [user, message]});
    let header = json!({"sessionId": "s", "projectHash": "h", "startTime": "2026-05-01T10:00:00Z"});
    for text in [session.to_string(), lines(&[header, user, message.clone(), message])] {
        let reading = read_text(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(sums(&reading), (Some(1), Some(102), Some(15), None), "{text}");
        let total = reading.digest.total();
        assert_eq!((total.cache_read, total.reasoning, total.requests), (Some(60), Some(5), Some(1)), "{text}");
    }
    // A line that updates a message says no time and no model.
    let header = json!({"type": "session_metadata", "sessionId": "s1", "startTime": "2026-07-03T01:00:00.000Z"});
    let message = json!({"type": "gemini", "id": "m", "timestamp": "2026-07-03T01:01:00.000Z", "model": "flash",
        "tokens": {"input": 10, "output": 5, "cached": 0, "thoughts": 0, "tool": 0, "total": 15}});
    let update = json!({"type": "message_update", "id": "m", "tokens": {"input": 10, "output": 8, "cached": 0, "thoughts": 2, "tool": 0, "total": 20}});
    let reading = read_lines(&[header, message, json!({"$set": {"lastUpdated": "x"}}), update]);
    assert_eq!((sums(&reading), reading.digest.rows.len()), ((Some(1), Some(10), Some(10), None), 1));
    let qwen = json!({"uuid": "a", "parentUuid": null, "sessionId": "s", "timestamp": "2026-05-01T10:00:00Z", "type": "assistant", "model": "qwen",
        "message": {"role": "model", "parts": []}, "usageMetadata": {"promptTokenCount": 100, "candidatesTokenCount": 10, "thoughtsTokenCount": 5,
        "totalTokenCount": 115, "cachedContentTokenCount": 60}});
    let reading = read_lines(&[qwen.clone(), qwen]);
    assert_eq!(sums(&reading), (Some(1), Some(100), Some(15), None));
    assert_eq!(reading.digest.total().cache_read, Some(60));
}

#[test]
fn cline_and_pi_say_what_each_request_came_to() {
    let text = r#"{"request":"SECRET","tokensIn":10,"tokensOut":7,"cacheWrites":30,"cacheReads":200,"cost":0.25}"#;
    let cline = json!([
        {"ts": 1_782_381_600_000_u64, "type": "say", "say": "task", "text": "SECRET"},
        {"ts": 1_782_381_600_001_u64, "type": "say", "say": "api_req_started", "text": text},
        {"ts": 1_782_381_600_002_u64, "type": "say", "say": "api_req_started", "text": "{\"request\":\"SECRET\"}"},
    ]);
    assert_eq!(sums(&read_text(cline.to_string()).expect("it is read")), (Some(1), Some(240), Some(7), Some(0.25)));
    let pi = [
        json!({"type": "session", "version": 3, "id": "s", "timestamp": "2026-05-01T10:00:00Z", "cwd": "/SECRET"}),
        json!({"type": "message", "id": "u", "parentId": null, "timestamp": "2026-05-01T10:00:00Z", "message": {"role": "user", "content": "SECRET"}}),
        json!({"type": "message", "id": "a", "parentId": "u", "timestamp": "2026-05-01T10:00:01Z", "message": {"role": "assistant",
            "provider": "anthropic", "model": "claude", "stopReason": "stop", "usage": {"input": 10, "output": 7, "cacheRead": 200,
            "cacheWrite": 30, "totalTokens": 247, "cost": {"input": 0.1, "output": 0.15, "total": 0.25}}}}),
    ];
    let reading = read_lines(&pi);
    assert_eq!(sums(&reading), (Some(1), Some(240), Some(7), Some(0.25)));
    assert_eq!((reading.digest.total().requests, reading.digest.decided.excluded_by_arithmetic), (Some(1), 1));
}

#[test]
fn no_bytes_make_it_panic() {
    read_mutated(&lines(&streamed()));
    let mut log = rollout("s", Some("t"));
    log.extend([codex(1, [100, 40, 10, 4], [100, 40, 10, 4]), codex(2, [300, 140, 30, 4], [200, 100, 20, 0])]);
    read_mutated(&lines(&log));
}
