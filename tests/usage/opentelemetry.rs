//! OpenTelemetry: what one call is, by whichever convention it was named.

use breakeven::usage::{Reading, Skip};
use serde_json::{Value, json};

use super::{close, read, read_mutated, read_text, sums};

#[test]
fn two_libraries_spans_have_their_true_sums() {
    let reading = read("otlp_openlit_traceloop.json");
    assert_eq!(sums(&reading), (Some(2), Some(28), Some(269), Some(0.000_151)));
    let total = reading.digest.total();
    assert_eq!((total.requests, total.failed, total.cache_read), (Some(2), Some(0), None));
    // The second span has no cost: it is unpriced, not free.
    assert_eq!(total.unpriced_tokens, 187);
    let models = reading.digest.grouped(|key| (key.provider.clone(), key.model.clone()));
    let models: Vec<_> = models.into_iter().map(|(key, sums)| (key, sums.input(), sums.output)).collect();
    let openai = Some("openai".to_owned());
    let expected = [
        ((openai.clone(), Some("gpt-3.5-turbo".to_owned())), Some(14), Some(96)),
        ((openai, Some("gpt-3.5-turbo-0125".to_owned())), Some(14), Some(173)),
    ];
    assert_eq!(models, expected);
    assert_eq!(reading.import.skipped_rows(), 0);
}

/// A span as OTLP writes it.
fn span(id: &str, parent: &str, name: &str, attributes: &[(&str, Value)]) -> Value {
    let attributes: Vec<Value> = attributes
        .iter()
        .map(|(key, value)| {
            let kind = match value {
                Value::String(_) => "stringValue",
                Value::Bool(_) => "boolValue",
                Value::Number(number) if number.is_f64() => "doubleValue",
                _ => "intValue",
            };
            let value = if kind == "intValue" { Value::from(value.to_string()) } else { value.clone() };
            json!({"key": key, "value": {kind: value}})
        })
        .collect();
    json!({
        "traceId": "5b8efff798038103d269b633813fc60c", "spanId": id, "parentSpanId": parent, "name": name, "kind": 1,
        "startTimeUnixNano": "1780000000000000000", "endTimeUnixNano": "1780000001500000000",
        "attributes": attributes, "status": {},
    })
}

fn otlp(spans: &[Value]) -> String {
    json!({"resourceSpans": [{"resource": {"attributes": []}, "scopeSpans": [{"scope": {"name": "ai"}, "spans": spans}]}]})
        .to_string()
}

fn usage(input: u64, output: u64) -> [(&'static str, Value); 4] {
    [
        ("gen_ai.operation.name", "chat".into()),
        ("gen_ai.request.model", "m".into()),
        ("gen_ai.usage.input_tokens", input.into()),
        ("gen_ai.usage.output_tokens", output.into()),
    ]
}

#[test]
fn an_agent_holds_the_sum_of_the_calls_inside_it() {
    // A public report: 28,852 and 1,542 and $0.19052 shown, 14,426 and 771 and $0.09526 true.
    let agent = [
        ("gen_ai.operation.name", "invoke_agent".into()),
        ("gen_ai.usage.input_tokens", 14_426.into()),
        ("gen_ai.usage.output_tokens", 771.into()),
        ("gen_ai.usage.cost", 0.095_26.into()),
    ];
    let call = |input: u64, output: u64, cost: f64| {
        let mut attributes = usage(input, output).to_vec();
        attributes.push(("gen_ai.usage.cost", cost.into()));
        attributes
    };
    let spans = [
        span("0000000000000001", "", "invoke_agent a", &agent),
        span("0000000000000002", "0000000000000001", "step", &[]),
        span("0000000000000003", "0000000000000002", "chat m", &call(10_000, 700, 0.07)),
        span("0000000000000004", "0000000000000002", "chat m", &call(4_426, 71, 0.025_26)),
        span("0000000000000005", "0000000000000003", "POST", &[("http.request.method", "POST".into())]),
        span(
            "0000000000000006",
            "0000000000000002",
            "execute_tool t",
            &[("gen_ai.operation.name", "execute_tool".into())],
        ),
    ];
    let lines: Vec<String> = spans.iter().rev().map(|span| otlp(std::slice::from_ref(span))).collect();
    for (how, text) in [
        ("one document", otlp(&spans)),
        ("a document a line, children first, each sent twice", format!("{0}\n{0}\n", lines.join("\n"))),
        ("spans alone", spans.iter().map(|span| format!("{span}\n")).collect()),
        ("a list of spans", Value::from(spans.to_vec()).to_string()),
        (
            "with the names of protobuf",
            otlp(&spans).replace("resourceSpans", "resource_spans").replace("scopeSpans", "scope_spans"),
        ),
        ("before scopes had their name", otlp(&spans).replace("scopeSpans", "instrumentationLibrarySpans")),
        ("as Tempo answers", otlp(&spans).replace("resourceSpans", "batches")),
    ] {
        let reading = read_text(&text).unwrap_or_else(|error| panic!("{how}: {error}"));
        let (calls, input, output, cost) = sums(&reading);
        assert_eq!((calls, input, output), (Some(2), Some(14_426), Some(771)), "{how}");
        assert!(close(cost.expect("a cost"), 0.095_26), "{how}: {cost:?}");
        assert_eq!(reading.digest.total().requests, Some(1), "{how}");
        assert_eq!(reading.import.leaves.roll_ups, 1, "{how}");
        assert_eq!(reading.import.skipped_rows(), 0, "{how}");
    }
}

#[test]
fn an_agent_without_calls_says_nothing_of_how_many_there_were() {
    let agent = [
        ("gen_ai.operation.name", "invoke_agent".into()),
        ("gen_ai.usage.input_tokens", 300.into()),
        ("gen_ai.usage.output_tokens", 30.into()),
    ];
    let reading = read_text(otlp(&[span("01", "", "invoke_agent a", &agent)])).expect("it is read");
    assert_eq!(sums(&reading), (None, Some(300), Some(30), None));
    assert_eq!(reading.digest.total().requests, Some(1));
    assert_eq!(reading.digest.all_call_tokens().input.count(), 0);
}

fn one(attributes: &[(&str, Value)]) -> Reading {
    read_text(otlp(&[span("01", "", "chat", attributes)])).expect("it is read")
}

/// Uncached input, read from and written to a cache for minutes and for an hour, output, reasoning.
pub type Buckets = (Option<u64>, Option<u64>, Option<u64>, Option<u64>, Option<u64>, Option<u64>);

pub fn buckets(reading: &Reading) -> Buckets {
    let total = reading.digest.total();
    (total.uncached_input, total.cache_read, total.cache_write_5m, total.cache_write_1h, total.output, total.reasoning)
}

#[test]
fn every_convention_names_the_same_buckets() {
    let expected = (Some(60), Some(30), Some(10), None, Some(20), Some(5));
    let metadata = r#"{"anthropic":{"cacheReadInputTokens":30,"cacheCreationInputTokens":10,"usage":{"input_tokens":60}},
        "openai":{"reasoningTokens":5}}"#;
    for (how, attributes) in [
        (
            "semantic conventions",
            vec![
                ("gen_ai.usage.input_tokens", json!(100)),
                ("gen_ai.usage.output_tokens", json!(20)),
                ("gen_ai.usage.cache_read.input_tokens", json!(30)),
                ("gen_ai.usage.cache_creation.input_tokens", json!(10)),
                ("gen_ai.usage.reasoning.output_tokens", json!(5)),
            ],
        ),
        (
            "Traceloop",
            vec![
                ("gen_ai.usage.prompt_tokens", json!(100)),
                ("gen_ai.usage.completion_tokens", json!(20)),
                ("llm.usage.total_tokens", json!(120)),
                ("gen_ai.usage.cache_read_input_tokens", json!(30)),
                ("gen_ai.usage.cache_creation_input_tokens", json!(10)),
                ("gen_ai.usage.reasoning_tokens", json!(5)),
            ],
        ),
        (
            "the oldest",
            vec![
                ("llm.usage.prompt_tokens", json!(100)),
                ("llm.usage.completion_tokens", json!(20)),
                ("llm.usage.cache_read_input_tokens", json!(30)),
                ("llm.usage.cache_creation_input_tokens", json!(10)),
                ("llm.usage.reasoning_tokens", json!(5)),
            ],
        ),
        (
            "OpenInference beside the conventions: one call",
            vec![
                ("openinference.span.kind", json!("LLM")),
                ("llm.token_count.prompt", json!(100)),
                ("llm.token_count.completion", json!(20)),
                ("llm.token_count.total", json!(120)),
                ("llm.token_count.prompt_details.cache_read", json!(30)),
                ("llm.token_count.prompt_details.cache_write", json!(10)),
                ("llm.token_count.completion_details.reasoning", json!(5)),
                ("gen_ai.usage.input_tokens", json!(100)),
                ("gen_ai.usage.output_tokens", json!(20)),
            ],
        ),
        (
            "the AI SDK, with what is not cached",
            vec![
                ("ai.usage.inputTokens", json!(100)),
                ("ai.usage.outputTokens", json!(20)),
                ("ai.usage.inputTokenDetails.noCacheTokens", json!(60)),
                ("ai.usage.inputTokenDetails.cacheReadTokens", json!(30)),
                ("ai.usage.inputTokenDetails.cacheWriteTokens", json!(10)),
                ("ai.usage.cachedInputTokens", json!(30)),
                ("ai.usage.reasoningTokens", json!(5)),
                ("ai.response.avgOutputTokensPerSecond", json!(87.5)),
                ("gen_ai.usage.input_tokens", json!(100)),
            ],
        ),
        (
            "the AI SDK, with caches only in what the provider said, who counts them apart",
            vec![
                ("ai.usage.promptTokens", json!(60)),
                ("ai.usage.completionTokens", json!(20)),
                ("ai.response.providerMetadata", json!(metadata)),
            ],
        ),
        (
            "Pydantic AI, whose details repeat what the provider said",
            vec![
                ("gen_ai.usage.input_tokens", json!(100)),
                ("gen_ai.usage.output_tokens", json!(20)),
                ("gen_ai.usage.details.input_tokens", json!(60)),
                ("gen_ai.usage.details.output_tokens", json!(20)),
                ("gen_ai.usage.details.cache_read_tokens", json!(30)),
                ("gen_ai.usage.details.cache_write_tokens", json!(10)),
                ("gen_ai.usage.details.reasoning_tokens", json!(5)),
                ("operation.cost", json!(0.5)),
            ],
        ),
        (
            "details as JSON in a text",
            vec![
                ("gen_ai.usage.input_tokens", json!("100")),
                ("gen_ai.usage.output_tokens", json!("20")),
                ("gen_ai.usage.input_token_details", json!(r#"{"cache_read": 30, "cache_creation": 10}"#)),
                ("gen_ai.usage.output_token_details", json!(r#"{"reasoning": 5}"#)),
            ],
        ),
    ] {
        let reading = one(&attributes);
        assert_eq!(buckets(&reading), expected, "{how}");
        assert_eq!(reading.digest.total().calls, Some(1), "{how}");
    }
}

#[test]
fn each_span_decides_whether_its_input_holds_what_was_cached() {
    let read = |input: u64, read: u64, write: u64, total: Option<u64>| {
        let mut attributes = usage(input, 1_253).to_vec();
        attributes.push(("gen_ai.usage.cache_read.input_tokens", read.into()));
        attributes.push(("gen_ai.usage.cache_creation.input_tokens", write.into()));
        attributes.extend(total.map(|total| ("gen_ai.usage.total_tokens", Value::from(total))));
        let reading = one(&attributes);
        (reading.digest.total().input(), reading.digest.decided)
    };
    // Two public reports: 260,421 shown, 5 + 128,955 true; 35,720 shown, 86 + 17,817 = 17,903 true.
    let (input, decided) = read(5, 128_955, 0, None);
    assert_eq!((input, decided.excluded_by_arithmetic), (Some(128_960), 1));
    let (input, decided) = read(17_903, 17_817, 0, None);
    assert_eq!((input, decided.included_by_rule), (Some(17_903), 1));
    let (input, decided) = read(1_000, 400, 100, Some(2_753));
    assert_eq!((input, decided.excluded_by_arithmetic), (Some(1_500), 1));
    let (input, decided) = read(1_000, 400, 100, Some(2_253));
    assert_eq!((input, decided.included_by_arithmetic), (Some(1_000), 1));
}

#[test]
fn what_the_provider_said_proves_what_the_ai_sdk_left_out() {
    // The fifth version counts Anthropic's input without what was cached, and adds its total up without looking.
    let metadata =
        r#"{"anthropic":{"usage":{"input_tokens":1000,"cache_read_input_tokens":400},"cacheCreationInputTokens":0}}"#;
    let attributes = [
        ("ai.usage.inputTokens", json!(1_000)),
        ("ai.usage.outputTokens", json!(20)),
        ("ai.usage.totalTokens", json!(1_020)),
        ("ai.usage.cachedInputTokens", json!(400)),
        ("ai.response.providerMetadata", json!(metadata)),
    ];
    assert_eq!(buckets(&one(&attributes)), (Some(1_000), Some(400), Some(0), None, Some(20), None));
    // Where nothing was cached there is nothing to prove.
    let metadata = r#"{"anthropic":{"usage":{"input_tokens":1000},"cacheCreationInputTokens":null}}"#;
    let attributes = [("ai.usage.inputTokens", json!(1_000)), ("ai.response.providerMetadata", json!(metadata))];
    assert_eq!(buckets(&one(&attributes)), (Some(1_000), None, None, None, None, None));
}

#[test]
fn genkit_says_what_it_used_in_its_output() {
    let output = r#"{"message":{"content":[{"text":"SECRET"}]},"usage":{"inputTokens":12,"outputTokens":337,"totalTokens":349,
        "thoughtsTokens":320,"inputCharacters":40}}"#;
    let attributes =
        [("genkit:metadata:subtype", "model".into()), ("genkit:name", "g/m".into()), ("genkit:output", output.into())];
    let reading = one(&attributes);
    assert_eq!(buckets(&reading), (Some(12), None, None, None, Some(337), Some(320)));
    assert!(!serde_json::to_string(&reading.digest).expect("it is written").contains("SECRET"));
}

#[test]
fn the_ai_sdk_wraps_its_calls() {
    let spans = [
        span(
            "0a",
            "",
            "ai.generateText",
            &[("ai.usage.promptTokens", 30.into()), ("ai.usage.completionTokens", 3.into())],
        ),
        span(
            "0b",
            "0a",
            "ai.generateText.doGenerate",
            &[("ai.usage.promptTokens", 10.into()), ("ai.usage.completionTokens", 1.into())],
        ),
        span(
            "0c",
            "0a",
            "ai.generateText.doGenerate",
            &[("ai.usage.promptTokens", 20.into()), ("ai.usage.completionTokens", 2.into())],
        ),
        span("0d", "", "ai.embed.doEmbed", &[("ai.usage.tokens", 7.into())]),
    ];
    assert_eq!(sums(&read_text(otlp(&spans)).expect("it is read")), (Some(3), Some(37), Some(3), None));
}

#[test]
fn numbers_times_and_identities_are_read_however_protobuf_became_json() {
    let pair = |key: &str, value: Value| json!({"key": key, "value": value});
    let attributes = |ints: &dyn Fn(u64) -> Value| {
        json!([
            pair("gen_ai.operation.name", json!({"stringValue": "chat"})),
            pair("gen_ai.usage.input_tokens", ints(14)),
            pair("gen_ai.usage.output_tokens", ints(96)),
            pair("gen_ai.prompt", json!({"arrayValue": {"values": [{"stringValue": "SECRET"}]}})),
        ])
    };
    let halves = |number: u64| json!({"low": (number & 0xffff_ffff) as u32 as i32, "high": (number >> 32) as u32, "unsigned": true});
    let start = 1_738_074_845_669_299_666_u64;
    for (how, ids, times, ints) in [
        (
            "text",
            ["ea673708441c2984a54a3e3962d3595f", "b904bffb20be6d7e"].map(Value::from),
            json!(start.to_string()),
            &(|n: u64| json!({"intValue": n.to_string()})) as &dyn Fn(u64) -> Value,
        ),
        (
            "numbers",
            ["6mc3CEQcKYSlSj45YtNZXw==", "uQS/+yC+bX4="].map(Value::from),
            json!(start),
            &|n: u64| json!({"intValue": n}),
        ),
        (
            "halves and buffers",
            [
                json!({"type": "Buffer", "data": (0..16).collect::<Vec<u8>>()}),
                json!({"type": "Buffer", "data": [9, 8, 7, 6, 5, 4, 3, 2]}),
            ],
            halves(start),
            &|n: u64| json!({"intValue": {"low": n, "high": 0, "unsigned": false}}),
        ),
        (
            "protobuf's names",
            ["EA673708441C2984A54A3E3962D3595F", "B904BFFB20BE6D7E"].map(Value::from),
            json!(start),
            &|n: u64| json!({"int_value": n}),
        ),
        ("fractions", ["0a", "0b"].map(Value::from), json!(start), &|n: u64| json!({"doubleValue": n as f64})),
    ] {
        let [trace, id] = ids;
        let span = json!({
            "traceId": trace, "spanId": id, "parentSpanId": "", "name": "chat", "kind": "SPAN_KIND_CLIENT",
            "startTimeUnixNano": times, "endTimeUnixNano": times, "attributes": attributes(ints),
            "status": {"code": "STATUS_CODE_ERROR"},
        });
        // The same span twice, as an exporter that tries again sends it.
        let text = format!("{}\n{}", otlp(std::slice::from_ref(&span)), otlp(std::slice::from_ref(&span)));
        let reading = read_text(text).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(sums(&reading), (Some(1), Some(14), Some(96), None), "{how}");
        assert_eq!((reading.digest.total().failed, reading.import.leaves.duplicates), (Some(1), 1), "{how}");
        let micros = (start / 1000) as i64;
        let span = reading.digest.span.expect("a day");
        assert!((span.0 - micros).abs() <= 1, "{how}: {span:?}");
        assert!(!serde_json::to_string(&reading.digest).expect("it is written").contains("SECRET"));
    }
}

#[test]
fn silent_and_failed_calls_are_told_apart() {
    let mut failed =
        span("0a", "", "chat", &[("gen_ai.operation.name", "chat".into()), ("error.type", "timeout".into())]);
    failed["status"] = json!({"code": 2});
    let silent = span(
        "0b",
        "",
        "chat",
        &[("gen_ai.operation.name", "chat".into()), ("gen_ai.usage.output_tokens", (-1).into())],
    );
    let database = span("0c", "", "SELECT", &[("db.system", "postgresql".into())]);
    let reading = read_text(otlp(&[failed, silent, database])).expect("it is read");
    assert_eq!((sums(&reading).0, reading.digest.total().failed, reading.import.silent_calls), (Some(1), Some(1), 1));
}

#[test]
fn a_price_that_is_not_known_is_not_free() {
    for cost in [0.0, -1.0] {
        let mut attributes = usage(10, 1).to_vec();
        attributes.push(("gen_ai.usage.cost", cost.into()));
        let reading = one(&attributes);
        assert_eq!((sums(&reading).3, reading.digest.total().unpriced_tokens), (None, 11), "{cost}");
    }
    let mut attributes = usage(10, 1).to_vec();
    attributes.extend([("llm.cost.prompt", 0.25.into()), ("llm.cost.completion", 0.5.into())]);
    assert_eq!(sums(&one(&attributes)).3, Some(0.75));
}

#[test]
fn judgements_are_scores() {
    let mut judged = span("0a", "", "chat", &usage(10, 1));
    judged["events"] = json!([{"timeUnixNano": "1780000000000000000", "name": "gen_ai.evaluation.result", "attributes": [
        {"key": "gen_ai.evaluation.name", "value": {"stringValue": "relevance"}},
        {"key": "gen_ai.evaluation.score.value", "value": {"doubleValue": 0.75}},
    ]}]);
    let reading = read_text(otlp(&[judged.clone(), judged])).expect("it is read");
    let score = reading.digest.scores["relevance"];
    assert_eq!((score.count, score.mean(), reading.import.duplicate_scores), (1, Some(0.75), 1));
}

#[test]
fn a_total_alone_is_a_call_of_which_nothing_more_is_known() {
    let chat = [("gen_ai.operation.name", "chat".into()), ("llm.usage.total_tokens", 110.into())];
    let reading = one(&chat);
    assert_eq!((sums(&reading), reading.import.silent_calls), ((Some(1), None, None, None), 0));
    let embedding = [
        ("gen_ai.operation.name", "embeddings".into()),
        ("llm.usage.total_tokens", 110.into()),
        ("gen_ai.request.model", "arn:aws:bedrock:us-east-1:123456789012:inference-profile/e".into()),
    ];
    let reading = one(&embedding);
    assert_eq!(sums(&reading), (Some(1), Some(110), None, None));
    assert_eq!(reading.digest.rows.keys().next().and_then(|key| key.model.as_deref()), Some("e"));
    // Metrics among the lines of a collector are passed over.
    let lines = format!(
        "{{\"resourceMetrics\":[{{\"scopeMetrics\":[]}}]}}\n{}\n",
        otlp(&[span("0a", "", "chat", &usage(10, 1))])
    );
    let reading = read_text(lines).expect("it is read");
    assert_eq!((sums(&reading).0, reading.import.skipped[&Skip::OtherKind].count), (Some(1), 1));
}

#[test]
fn a_call_that_failed_below_an_agent_is_a_call() {
    let agent = [
        ("gen_ai.operation.name", "invoke_agent".into()),
        ("gen_ai.usage.input_tokens", 10.into()),
        ("gen_ai.usage.output_tokens", 1.into()),
    ];
    let mut failed = span("0b", "0a", "chat", &[("gen_ai.operation.name", "chat".into())]);
    failed["status"] = json!({"code": 2});
    let spans = [span("0a", "", "invoke_agent a", &agent), failed, span("0c", "0a", "chat", &usage(10, 1))];
    let reading = read_text(otlp(&spans)).expect("it is read");
    assert_eq!((sums(&reading), reading.digest.total().failed), ((Some(2), Some(10), Some(1), None), Some(1)));
}

#[test]
fn coding_agents_log_an_event_for_each_call() {
    let event = |sequence: u32, input: u32| {
        json!({"timeUnixNano": "1780000000000000000", "body": {"stringValue": "claude_code.api_request"}, "traceId": "", "spanId": "",
        "attributes": [
            {"key": "event.name", "value": {"stringValue": "api_request"}},
            {"key": "session.id", "value": {"stringValue": "s"}},
            {"key": "event.sequence", "value": {"intValue": sequence}},
            {"key": "model", "value": {"stringValue": "claude"}},
            {"key": "cost_usd", "value": {"stringValue": "0.25"}},
            {"key": "input_tokens", "value": {"stringValue": input.to_string()}},
            {"key": "output_tokens", "value": {"intValue": "4"}},
            {"key": "cache_read_tokens", "value": {"stringValue": "30"}},
            {"key": "cache_creation_tokens", "value": {"stringValue": "5"}},
        ]})
    };
    let prompt = json!({"timeUnixNano": "1780000000000000000", "body": {"stringValue": "claude_code.user_prompt"},
        "attributes": [{"key": "event.name", "value": {"stringValue": "user_prompt"}}, {"key": "prompt_length", "value": {"intValue": 4}}]});
    let text =
        json!({"resourceLogs": [{"scopeLogs": [{"logRecords": [prompt, event(1, 50), event(2, 60), event(2, 60)]}]}]});
    let reading = read_text(text.to_string()).expect("it is read");
    assert_eq!(sums(&reading), (Some(2), Some(50 + 60 + 70), Some(8), Some(0.5)));
    assert_eq!(buckets(&reading), (Some(110), Some(60), Some(10), None, Some(8), None));
    assert_eq!((reading.digest.total().requests, reading.import.leaves.duplicates), (Some(1), 1));
}

#[test]
fn no_bytes_make_it_panic() {
    let text = std::fs::read_to_string(super::fixture("otlp_openlit_traceloop.json")).expect("it is there");
    read_mutated(&text);
    read_mutated(
        "Timestamp,TraceId,SpanId,ParentSpanId,SpanAttributes\n2026-06-25 10:00:00.1,t,s,,\"{'gen_ai.usage.input_tokens':'1','x':['é',{'a':None}]}\"\n",
    );
    read_mutated(
        r#"{"traceId":"a1","spanContext":{"spanId":"b2"},"startTime":[1777629600,123000000],"attributes":{"ai.usage.inputTokens":10,"a":{"b":{"c":1}}},"spanId":{"type":"Buffer","data":[1,2]}}"#,
    );
}
