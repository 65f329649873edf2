//! OpenTelemetry: spans as the stores they were sent to write them down.

use breakeven::usage::Skip;
use serde_json::json;

use super::opentelemetry::buckets;
use super::{read_text, sums};

#[test]
fn spans_of_the_sdks_of_python_and_javascript_are_read() {
    let python = r#"{
        "name": "chat gpt", "context": {"trace_id": "0x5b8efff798038103d269b633813fc60c", "span_id": "0xeee19b7ec3c1b174", "trace_state": "[]"},
        "kind": "SpanKind.CLIENT", "parent_id": "0xeee19b7ec3c1b173", "start_time": "2026-05-01T10:00:00.123456Z",
        "end_time": "2026-05-01T10:00:01.000000Z", "status": {"status_code": "UNSET"},
        "attributes": {"gen_ai.usage.input_tokens": 100, "gen_ai.usage.output_tokens": 7, "gen_ai.response.model": "m",
            "gen_ai.response.finish_reasons": ["stop"]}, "events": [], "links": [],
        "resource": {"attributes": {"service.name": "a"}, "schema_url": ""}
    }"#;
    let parent = python
        .replace("c1b174", "c1b170")
        .replace("c1b173\"", "c1b170\"")
        .replace("c1b170\", \"start", "c1b171\", \"start");
    let parent = parent
        .replace("eee19b7ec3c1b170\", \"trace_state", "eee19b7ec3c1b173\", \"trace_state")
        .replace(": 100", ": 150");
    let reading = read_text(format!("{python}\n{parent}\n")).expect("it is read");
    assert_eq!(sums(&reading), (Some(1), Some(100), Some(7), None));
    assert_eq!((reading.digest.total().requests, reading.import.leaves.roll_ups), (Some(1), 1));
    let javascript = r#"[{"traceId":"a1","spanContext":{"traceId":"a1","spanId":"b2"},"parentSpanContext":{"traceId":"a1","spanId":"b1"},
        "name":"chat","startTime":[1777629600,123000000],"endTime":[1777629601,0],"duration":[0,877000000],"status":{"code":0},
        "attributes":{"gen_ai.usage.input_tokens":10,"gen_ai.usage.output_tokens":1},"events":[]},
        {"traceId":"a1","id":"b1","timestamp":1777629600000000,"duration":2000000,"status":{"code":2},"name":"invoke_agent x",
        "attributes":{"gen_ai.usage.input_tokens":10,"gen_ai.usage.output_tokens":1}}]"#;
    let reading = read_text(javascript).expect("it is read");
    assert_eq!(sums(&reading), (Some(1), Some(10), Some(1), None));
    assert_eq!(reading.digest.span.map(|span| span.0), Some(1_777_629_600_123_000));
}

#[test]
fn phoenix_and_arize_have_columns_or_maps_in_maps() {
    let csv = "context.trace_id,context.span_id,parent_id,span_kind,start_time,end_time,status_code,name,\
        attributes.llm.model_name,attributes.llm.token_count.prompt,attributes.llm.token_count.completion,\
        attributes.llm.token_count.total,attributes.llm.token_count.prompt_details.cache_read,cumulative_llm_token_count_prompt,attributes.input.value\r\n\
        t1,s1,,CHAIN,2026-05-01 10:00:00+00:00,2026-05-01 10:00:02+00:00,OK,chain,,,,,,100,SECRET\r\n\
        t1,s2,s1,AGENT,2026-05-01 10:00:00+00:00,2026-05-01 10:00:02+00:00,OK,agent,,\"1,000.0\",20.0,,,100,SECRET\r\n\
        t1,s3,s2,LLM,2026-05-01 10:00:00.5+00:00,2026-05-01 10:00:01+00:00,OK,llm,m,\"1,000.0\",20.0,1020.0,600.0,100,SECRET\r\n\
        ,,,,,,,,,,,,,,\r\n\
        t2,s4,,LLM,2026-05-01 11:00:00+00:00,2026-05-01 11:00:01+00:00,ERROR,llm,m,,,,,,SECRET\r\n";
    let reading = read_text(csv).expect("it is read");
    assert_eq!(sums(&reading), (Some(2), Some(1_000), Some(20), None));
    assert_eq!(buckets(&reading).1, Some(600));
    let total = reading.digest.total();
    assert_eq!((total.requests, total.failed), (Some(2), Some(1)));
    assert_eq!(reading.import.skipped[&Skip::Blank].count, 1);
    let semicolons = format!("\u{feff}{}", csv.replace(",\"1,000.0\"", ";1.000").replace(',', ";"));
    assert_eq!(sums(&read_text(semicolons).expect("it is read")), (Some(2), Some(1_000), Some(20), None));
    // Without identities only calls can be counted: nobody knows what an agent holds.
    let anonymous = csv.replace("context.span_id", "x").replace("parent_id", "y");
    assert_eq!(sums(&read_text(anonymous).expect("it is read")), (Some(2), Some(1_000), Some(20), None));
    let api = r#"{"data":[{"id":"x","name":"llm","context":{"trace_id":"t1","span_id":"s1"},"span_kind":"LLM","parent_id":null,
        "start_time":"2026-05-01T10:00:00Z","end_time":"2026-05-01T10:00:01Z","status_code":"OK","status_message":"",
        "attributes":{"llm":{"model_name":"m","token_count":{"prompt":9,"completion":2,"prompt_details":{"cache_read":4}},
        "input_messages":[{"message":{"content":"SECRET"}}]},"openinference":{"span":{"kind":"LLM"}}},"events":[]}],"next_cursor":null}"#;
    let reading = read_text(api).expect("it is read");
    assert_eq!((sums(&reading), buckets(&reading).1), ((Some(1), Some(9), Some(2), None), Some(4)));
    let database = "id,trace_rowid,span_id,parent_id,name,span_kind,start_time,end_time,attributes,status_code,llm_token_count_prompt,\
        llm_token_count_completion,cumulative_llm_token_count_prompt\n\
        1,7,a,,agent,AGENT,2026-05-01 10:00:00,2026-05-01 10:00:01,{},OK,,,9\n\
        2,7,b,a,llm,LLM,2026-05-01 10:00:00,2026-05-01 10:00:01,\"{\"\"llm\"\":{\"\"model_name\"\":\"\"m\"\"}}\",OK,9,2,9\n";
    let reading = read_text(database).expect("it is read");
    assert_eq!(sums(&reading), (Some(1), Some(9), Some(2), None));
    assert_eq!(reading.digest.total().requests, Some(1));
}

#[test]
fn tables_of_clickhouse_are_read_as_csv_and_as_lines() {
    let header =
        "Timestamp,TraceId,SpanId,ParentSpanId,SpanName,ServiceName,ScopeName,SpanAttributes,Duration,StatusCode\n";
    let agent =
        "{'gen_ai.operation.name':'invoke_agent','gen_ai.usage.input_tokens':'120','gen_ai.usage.output_tokens':'40'}";
    let call = r"{'gen_ai.operation.name':'chat','gen_ai.request.model':'gpt-4o','gen_ai.prompt.0.content':'it\'s, {SECRET}','gen_ai.usage.input_tokens':'120','gen_ai.usage.output_tokens':'40','gen_ai.usage.cost':'0.5'}";
    let rows = format!(
        "2026-06-25 10:00:00.000000001,t1,s1,,invoke_agent x,a,b,\"{agent}\",4000000000,STATUS_CODE_UNSET\n\
         2026-06-25 10:00:00.100000001,t1,s2,s1,chat gpt-4o,a,b,\"{call}\",3000000000,STATUS_CODE_ERROR\n\
         2026-06-25 10:00:00.100000001,t1,s2,s1,chat gpt-4o,a,b,\"{call}\",3000000000,STATUS_CODE_ERROR\n"
    );
    let lines = json!({
        "Timestamp": "2026-06-25 10:00:00.000000001", "TraceId": "t1", "SpanId": "s2", "ParentSpanId": "", "SpanName": "chat",
        "SpanAttributes": {"gen_ai.usage.input_tokens": "120", "gen_ai.usage.output_tokens": "40", "gen_ai.usage.cost": "0.5"},
        "Duration": "3000000000", "StatusCode": "Error", "Events.Name": [],
    });
    let columns = "Timestamp,TraceId,SpanId,ParentSpanId,SpanAttributes['gen_ai.usage.input_tokens'],SpanAttributes['gen_ai.usage.output_tokens'],SpanAttributes['gen_ai.usage.cost'],StatusCode\n\
        2026-06-25 10:00:00.1,t1,s2,s1,120,40,0.5,Error\n2026-06-25 10:00:00.2,t1,s3,s1,,,,Ok\n";
    for (how, text) in [
        ("CSV", format!("{header}{rows}")),
        ("lines", format!("{lines}\n")),
        ("the JSON of one answer", json!({"meta": [], "data": [lines], "rows": 1}).to_string()),
        ("columns", columns.to_owned()),
    ] {
        let reading = read_text(&text).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(sums(&reading), (Some(1), Some(120), Some(40), Some(0.5)), "{how}");
        assert_eq!((reading.digest.total().failed, reading.digest.total().requests), (Some(1), Some(1)), "{how}");
    }
    let reading = read_text(format!("{header}{rows}")).expect("it is read");
    assert_eq!((reading.import.leaves.duplicates, reading.import.leaves.roll_ups), (1, 1));
    assert_eq!(reading.digest.span, Some((1_782_381_600_100_000, 1_782_381_603_100_000)));
    let signoz = r#"{"timestamp":1782381600100000000,"trace_id":"t1","span_id":"s1","parent_span_id":"","name":"chat","duration_nano":1000,
        "has_error":true,"attributes_string":{"gen_ai.request.model":"m"},"attributes_number":{"gen_ai.usage.input_tokens":12.0,"gen_ai.usage.output_tokens":3.0}}"#;
    let reading = read_text(signoz.replace('\n', "")).expect("it is read");
    assert_eq!((sums(&reading), reading.digest.total().failed), ((Some(1), Some(12), Some(3), None), Some(1)));
}

#[test]
fn jaeger_and_zipkin_have_tags() {
    let jaeger = r#"{"data":[{"traceID":"t1","spans":[
        {"traceID":"t1","spanID":"a","operationName":"agent","references":[],"startTime":1782381600100000,"duration":5000,
         "tags":[{"key":"gen_ai.usage.input_tokens","type":"int64","value":9},{"key":"gen_ai.usage.output_tokens","type":"int64","value":3}],"processID":"p1"},
        {"traceID":"t1","spanID":"b","operationName":"chat","references":[{"refType":"CHILD_OF","traceID":"t1","spanID":"a"}],"startTime":1782381600100000,"duration":5000,
         "tags":[{"key":"gen_ai.usage.input_tokens","type":"int64","value":9},{"key":"gen_ai.usage.output_tokens","type":"int64","value":3},{"key":"error","type":"bool","value":true}]}],
        "processes":{"p1":{"serviceName":"a"}}}],"total":0}"#;
    let reading = read_text(jaeger).expect("it is read");
    assert_eq!((sums(&reading), reading.digest.total().failed), ((Some(1), Some(9), Some(3), None), Some(1)));
    assert_eq!(reading.digest.span, Some((1_782_381_600_100_000, 1_782_381_600_105_000)));
    let zipkin = r#"[{"traceId":"t1","id":"b","parentId":"a","name":"chat","timestamp":1782381600100000,"duration":5000,
        "tags":{"gen_ai.usage.input_tokens":"9","gen_ai.usage.output_tokens":"3"}}]"#;
    assert_eq!(sums(&read_text(zipkin).expect("it is read")), (Some(1), Some(9), Some(3), None));
}

#[test]
fn stores_of_clouds_have_their_own_names() {
    let insights = "timestamp [UTC],timestamp,id,operation_Id,operation_ParentId,name,success,duration,customDimensions\r\n\
        x,2026-05-01T10:00:00Z,a,t,t,invoke_agent,True,5,\"{\"\"gen_ai.usage.input_tokens\"\":\"\"9\"\",\"\"gen_ai.usage.output_tokens\"\":\"\"2\"\"}\"\r\n\
        x,2026-05-01T10:00:00Z,b,t,a,chat,False,5,\"{\"\"gen_ai.usage.input_tokens\"\":\"\"9\"\",\"\"gen_ai.usage.output_tokens\"\":\"\"2\"\"}\"\r\n";
    let honeycomb = "timestamp,trace.trace_id,trace.span_id,trace.parent_id,name,gen_ai.usage.input_tokens,gen_ai.usage.output_tokens,error\n\
        2026-05-01T10:00:00Z,t,a,,invoke_agent,9,2,\n2026-05-01T10:00:00Z,t,b,a,chat,9,2,\n";
    let logfire = "start_timestamp,end_timestamp,trace_id,span_id,parent_span_id,span_name,is_exception,attributes\n\
        2026-05-01T10:00:00Z,2026-05-01T10:00:01Z,t,a,,agent run,false,\"{\"\"gen_ai.usage.input_tokens\"\":9,\"\"gen_ai.usage.output_tokens\"\":2}\"\n\
        2026-05-01T10:00:00Z,2026-05-01T10:00:01Z,t,b,a,chat m,true,\"{\"\"gen_ai.usage.input_tokens\"\":9,\"\"gen_ai.usage.output_tokens\"\":2}\"\n";
    let google = r#"{"traces":[],"traceId":"t","spans":[{"spanId":"1","name":"a","startTime":"2026-05-01T10:00:00Z","endTime":"2026-05-01T10:00:01Z",
        "labels":{"gen_ai.usage.input_tokens":"9","gen_ai.usage.output_tokens":"2"}}]}"#;
    let copilot = r#"{"type":"span","traceId":"t","spanId":"s","name":"chat m","endTime":[1767403200,0],
        "attributes":{"gen_ai.operation.name":"chat","gen_ai.usage.input_tokens":9,"gen_ai.usage.output_tokens":2}}"#;
    for (how, text) in [
        ("insights", insights),
        ("honeycomb", honeycomb),
        ("logfire", logfire),
        ("google", google),
        ("copilot", copilot),
    ] {
        let reading = read_text(text).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(sums(&reading), (Some(1), Some(9), Some(2), None), "{how}");
        assert_eq!(reading.digest.total().requests, Some(1), "{how}");
        let failed = Some(u64::from(matches!(how, "insights" | "logfire")));
        assert_eq!(reading.digest.total().failed, failed, "{how}");
    }
}

#[test]
fn a_table_that_leaves_out_who_is_inside_whom_has_calls_only() {
    let row = |id: &str, kind: &str| {
        format!(
            "2026-06-25 10:00:00.1,t,{id},\"{{'gen_ai.operation.name':'{kind}','gen_ai.usage.input_tokens':'9','gen_ai.usage.output_tokens':'2'}}\"\n"
        )
    };
    let text = format!("Timestamp,TraceId,SpanId,SpanAttributes\n{}{}", row("a", "invoke_agent"), row("b", "chat"));
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (Some(1), Some(9), Some(2), None));
    assert_eq!(reading.import.skipped[&Skip::OtherKind].count, 1);
}
