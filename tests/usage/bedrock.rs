//! Amazon Bedrock's log of model invocations.

use std::io::Write as _;

use serde_json::{Value, json};

use super::{read_mutated, read_text, sums};

fn record(id: &str, input: Value, output: Value) -> Value {
    json!({
        "schemaType": "ModelInvocationLog", "schemaVersion": "1.0", "timestamp": "2026-05-01T10:00:00Z", "accountId": "SECRET",
        "identity": {"arn": "arn:aws:sts::SECRET"}, "region": "us-east-1", "requestId": id, "operation": "InvokeModelWithResponseStream",
        "modelId": "arn:aws:bedrock:us-east-1:SECRET:inference-profile/us.anthropic.claude-opus-5-v1:0", "input": input, "output": output,
    })
}

fn records() -> Vec<Value> {
    // What the stream says of the same tokens is not added: not its messages, not its metrics.
    let body = json!([
        {"type": "message_start", "message": {"content": "SECRET", "usage": {"input_tokens": 5, "cache_read_input_tokens": 100,
            "cache_creation_input_tokens": 20, "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 20}, "output_tokens": 1}}},
        {"type": "message_delta", "usage": {"output_tokens": 7}},
        {"type": "message_stop", "amazon-bedrock-invocationMetrics": {"inputTokenCount": 5, "outputTokenCount": 7, "cacheReadInputTokenCount": 100}},
    ]);
    let mut failed = record("c", json!({}), json!({}));
    failed["errorCode"] = "ThrottlingException".into();
    let mut beside = record("d", json!({"inputTokenCount": 8}), json!({"outputTokenCount": 2}));
    beside["cacheReadInputTokenCount"] = 30.into();
    vec![
        record(
            "a",
            json!({"inputContentType": "application/json", "inputBodyJson": {"messages": "SECRET"}, "inputTokenCount": 5,
                "cacheReadInputTokenCount": 100, "cacheWriteInputTokenCount": 20}),
            json!({"outputContentType": "application/json", "outputBodyJson": body, "outputTokenCount": 7}),
        ),
        record("b", json!({"inputTokenCount": 10}), json!({"outputTokenCount": 3})),
        failed,
        beside,
    ]
}

#[test]
fn records_are_read_from_s3_and_from_cloudwatch() {
    let lines: String = records().iter().map(|record| format!("{record}\n")).collect();
    let events: Vec<Value> = std::iter::once("Permissions are correctly set for Amazon Bedrock logs.".to_owned())
        .chain(records().iter().map(Value::to_string))
        .map(|message| json!({"timestamp": 1_777_629_600_000_u64, "message": message, "ingestionTime": 1_777_629_601_000_u64}))
        .collect();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(lines.as_bytes()).expect("it is packed");
    let insights: String = records()
        .iter()
        .map(|record| format!("2026-05-01 10:00:00.000,\"{}\"\n", record.to_string().replace('"', "\"\"")))
        .collect();
    for (how, text) in [
        ("lines", lines.clone().into_bytes()),
        ("packed, twice", packed.finish().expect("it is packed").repeat(2)),
        ("one after the other", lines.replace('\n', "").into_bytes()),
        ("events", json!({"events": events, "nextForwardToken": "f"}).to_string().into_bytes()),
        ("bare events", json!({"events": events.iter().map(|event| json!({"timestamp": 1, "message": event["message"]})).collect::<Vec<_>>()}).to_string().into_bytes()),
        ("CSV of a query", format!("@timestamp,@message\n{insights}").into_bytes()),
    ] {
        let reading = read_text(&text).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(sums(&reading), (Some(4), Some(125 + 10 + 38), Some(12), None), "{how}");
        let total = reading.digest.total();
        assert_eq!((total.uncached_input, total.cache_read, total.failed), (Some(23), Some(130), Some(1)), "{how}");
        assert_eq!((total.cache_write_5m, total.cache_write_1h), (Some(0), Some(20)), "{how}");
        let digest = serde_json::to_string(&reading.digest).expect("it is written");
        assert!(!digest.contains("SECRET") && digest.contains("\"us.anthropic.claude-opus-5-v1:0\""), "{how}");
    }
    read_mutated(&lines);
}

#[test]
fn the_total_of_an_answer_says_what_its_input_holds() {
    let converse = |usage: Value| json!({"outputBodyJson": {"output": {"message": "SECRET"}, "usage": usage}, "outputTokenCount": 10});
    let input = json!({"inputTokenCount": 100, "cacheReadInputTokenCount": 40});
    let apart =
        converse(json!({"inputTokens": 100, "outputTokens": 10, "totalTokens": 150, "cacheReadInputTokens": 40}));
    let within = converse(
        json!({"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110, "prompt_tokens_details": {"cached_tokens": 40}}),
    );
    let unsaid = json!({"outputTokenCount": 10});
    for (how, output, expected) in [("apart", apart, 140), ("within", within, 100), ("unsaid", unsaid, 140)] {
        let reading = read_text(record("a", input.clone(), output).to_string()).expect("it is read");
        assert_eq!((sums(&reading).1, reading.digest.total().cache_read), (Some(expected), Some(40)), "{how}");
    }
}

#[test]
fn an_event_has_the_time_that_its_record_lacks() {
    let message = r#"{"schemaType":"ModelInvocationLog","modelId":"amazon.nova-lite-v1:0","requestMetadata":{"session":"s"},"input":{"inputTokenCount":42},"output":{"outputTokenCount":7}}"#;
    let reading = read_text(json!({"events": [{"timestamp": 1_777_629_600_000_u64, "message": message}]}).to_string());
    let reading = reading.expect("it is read");
    assert_eq!((sums(&reading), reading.digest.total().requests), ((Some(1), Some(42), Some(7), None), Some(1)));
    // Other logs of CloudWatch are none of these.
    assert!(read_text(r#"{"events":[{"timestamp":1777629600000,"message":"error"}]}"#).is_err());
}

#[test]
fn columns_of_a_query_are_read() {
    let text = "timestamp,modelId,requestId,operation,input.inputTokenCount,output.outputTokenCount,input.cacheReadInputTokenCount\n\
        2026-05-01T10:00:00Z,amazon.nova-2-lite-v1:0,a,Converse,10,3,5\n2026-05-01T10:00:01Z,amazon.nova-2-lite-v1:0,b,Converse,20,6,\n";
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (Some(2), Some(35), Some(9), None));
}
