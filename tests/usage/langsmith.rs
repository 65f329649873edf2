//! LangSmith's runs.

use serde_json::{Value, json};

use super::{read_mutated, read_text, sums};

fn run(id: &str, parent: Option<&str>, kind: &str, counts: [u64; 2], cost: Option<&str>) -> Value {
    json!({
        "id": id, "trace_id": "t", "parent_run_id": parent, "name": "n", "run_type": kind, "start_time": "2026-05-01T10:00:00.000000",
        "end_time": "2026-05-01T10:00:02.000000", "status": "success", "error": null, "inputs": {"messages": "SECRET"},
        "outputs": {"answer": "SECRET"}, "prompt_tokens": counts[0], "completion_tokens": counts[1],
        "total_tokens": counts[0] + counts[1], "total_cost": cost, "session_id": "project",
        "extra": {"metadata": {"ls_provider": "anthropic", "ls_model_name": "claude", "user_id": "u"}},
    })
}

fn runs() -> Vec<Value> {
    vec![
        run("a", None, "chain", [300, 30], Some("0.75")),
        run("b", Some("a"), "chain", [300, 30], Some("0.75")),
        run("c", Some("b"), "llm", [100, 10], Some("0.25")),
        run("d", Some("b"), "llm", [200, 20], Some("0.5")),
        run("e", Some("a"), "tool", [0, 0], None),
    ]
}

#[test]
fn runs_around_calls_hold_their_sums() {
    let lines: String = runs().iter().map(|run| format!("{run}\n")).collect();
    let mut tree = runs();
    let (c, d) = (tree[2].clone(), tree[3].clone());
    tree[1]["child_runs"] = json!([c, d]);
    tree[0]["child_runs"] = json!([tree[1], tree[4]]);
    let csv = {
        let names = [
            "run_type",
            "id",
            "parent_run_id",
            "trace_id",
            "start_time",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "total_cost",
        ];
        let cell = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        let rows = runs().iter().map(|run| names.map(|name| cell(&run[name])).join(",") + "\r\n").collect::<String>();
        format!("\u{feff}{}\r\n{rows},,,,,,,,\r\n", names.join(","))
    };
    for (how, text) in [
        ("lines", lines.clone()),
        ("lines, some twice", format!("{lines}{lines}")),
        ("an answer", json!({"runs": runs(), "cursors": {}}).to_string()),
        ("a tree", tree[0].to_string()),
        ("CSV", csv),
    ] {
        let reading = read_text(&text).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(sums(&reading), (Some(2), Some(300), Some(30), Some(0.75)), "{how}");
        assert_eq!(reading.digest.total().requests, Some(1), "{how}");
        assert_eq!(reading.import.leaves.roll_ups, 2, "{how}");
        assert!(!serde_json::to_string(&reading.digest).expect("it is written").contains("SECRET"));
    }
    // Of roots alone nobody knows how many calls they hold.
    let root = read_text(runs()[0].to_string()).expect("it is read");
    assert_eq!(sums(&root), (None, Some(300), Some(30), Some(0.75)));
}

#[test]
fn what_was_written_for_minutes_is_what_was_written() {
    // A public report: 951 thousand tokens priced as written and again as written for five minutes.
    let details = json!({"cache_read": 1_000, "cache_read_over_200k": 400, "cache_creation": 951_000, "ephemeral_5m_input_tokens": 951_000,
        "ephemeral_1h_input_tokens": 0});
    let usage = json!({"input_tokens": 960_000, "output_tokens": 10, "total_tokens": 960_010, "input_token_details": details,
        "output_token_details": {"reasoning": 4}});
    let mut field = run("c", None, "llm", [960_000, 10], None);
    field["prompt_token_details"] = details.clone();
    field["completion_token_details"] = json!({"reasoning": 4});
    let mut metadata = run("c", None, "llm", [960_000, 10], None);
    metadata["extra"]["metadata"]["usage_metadata"] = usage.clone();
    let mut answer = run("c", None, "llm", [0, 0], None);
    answer["outputs"] =
        json!({"generations": [[{"message": {"kwargs": {"usage_metadata": usage, "content": "SECRET"}}}]]});
    let mut columns = run("c", None, "llm", [960_000, 10], None);
    columns["prompt_token_details"] = details.to_string().into();
    columns["completion_token_details"] = "{\"reasoning\": 4}".into();
    let mut printed = run("c", None, "llm", [960_000, 10], None);
    printed["prompt_token_details"] = details.to_string().replace('"', "'").into();
    printed["completion_token_details"] = "{'reasoning': 4}".into();
    printed["extra"] = "{'metadata': {'ls_model_name': 'claude', 'x': None}}".into();
    for (how, run) in [
        ("fields", field),
        ("metadata", metadata),
        ("the answer", answer),
        ("JSON in cells", columns),
        ("Python in cells", printed),
    ] {
        let reading = read_text(run.to_string()).unwrap_or_else(|error| panic!("{how}: {error}"));
        let total = reading.digest.total();
        assert_eq!((total.input(), total.output, total.reasoning), (Some(960_000), Some(10), Some(4)), "{how}");
        assert_eq!(
            (total.cache_read, total.cache_write_5m, total.uncached_input),
            (Some(1_000), Some(951_000), Some(8_000)),
            "{how}"
        );
        assert_eq!(total.unpriced_tokens, 960_010, "{how}");
    }
}

#[test]
fn identities_come_from_the_order_where_they_are_not_said() {
    let strip = |mut run: Value, order: &str| {
        let fields = run.as_object_mut().expect("a run");
        ["trace_id", "parent_run_id"].iter().for_each(|name| _ = fields.remove(*name));
        fields.insert("dotted_order".to_owned(), order.into());
        run
    };
    let root = strip(run("a", None, "chain", [100, 10], None), "20260501T100000000000Za");
    let call = strip(run("c", None, "llm", [100, 10], None), "20260501T100000000000Za.20260501T100000000001Zc");
    let mut failed = strip(run("d", None, "llm", [0, 0], None), "20260501T100000000000Za.20260501T100000000002Zd");
    failed["error"] = "RateLimitError".into();
    failed["feedback_stats"] = json!({"correct": {"n": 2, "avg": 0.5}});
    let silent = strip(run("e", None, "llm", [0, 0], None), "20260501T100000000000Za.20260501T100000000003Ze");
    let text: String = [root, call, failed, silent].iter().map(|run| format!("{run}\n")).collect();
    let reading = read_text(&text).expect("it is read");
    assert_eq!(sums(&reading), (Some(2), Some(100), Some(10), None));
    let total = reading.digest.total();
    assert_eq!((total.requests, total.failed, reading.import.silent_calls), (Some(1), Some(1), 1));
    let score = reading.digest.scores["correct"];
    assert_eq!((score.count, score.mean()), (2, Some(0.5)));
    read_mutated(&text);
}
