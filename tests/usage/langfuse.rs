//! Langfuse: downloaded traces, exports of observations, and parts written to blob storage.

use breakeven::usage::{Skip, read_usage};

use super::{read, read_text, sums};

#[test]
fn downloaded_traces_have_the_sums_of_their_leaves() {
    for (name, calls, input, output, cost) in [
        ("autogen-2025-06-06", 1, 41, 3, 0.000_025),
        ("beeai-2025-08-01", 3, 5_542, 0, 0.000_831_3),
        ("google-gemini-2025-08-01", 1, 6, 2_055, 0.005_139_3),
        ("google-vertex-tools-langchain-2025-09-19", 1, 1_200, 15, 0.000_11),
        ("langgraph-2025-08-22", 2, 168, 66, 0.000_234),
        ("microsoft-agent-2025-10-14", 2, 656, 105, 0.002_69),
        ("openai-assistants-2024-05-29", 1, 49, 40, 0.003_87),
    ] {
        let reading = read(&format!("langfuse/{name}.json"));
        assert_eq!(sums(&reading), (Some(calls), Some(input), Some(output), Some(cost)), "{name}");
        assert_eq!(reading.digest.total().requests, Some(1), "{name}");
        assert_eq!(reading.import.skipped_rows(), 0, "{name}");
    }
    let agent = read("langfuse/microsoft-agent-2025-10-14.json");
    assert_eq!((agent.import.leaves.roll_ups, agent.import.leaves.roll_up_tokens), (1, 666));
    let gemini = read("langfuse/google-gemini-2025-08-01.json");
    assert_eq!(gemini.digest.total().reasoning, Some(1_104));
    let scores: Vec<_> =
        gemini.digest.scores.iter().map(|(name, sums)| (name.as_str(), sums.count, sums.mean())).collect();
    assert_eq!(scores, [("hallucination", 1, Some(0.1)), ("toxicity", 1, Some(0.0))]);
    assert_eq!(read("langfuse/autogen-2025-06-06.json").digest.users.estimate(), Some(1));
}

#[test]
fn all_traces_of_a_folder_are_one_reading() {
    let reading = read("langfuse");
    let expected = 0.000_025 + 0.000_831_3 + 0.005_139_3 + 0.000_11 + 0.000_234 + 0.002_69 + 0.003_87;
    let (calls, input, output, cost) = sums(&reading);
    assert_eq!((calls, input, output), (Some(11), Some(7_662), Some(2_284)));
    assert!((cost.expect("all have a cost") - expected).abs() < 1e-9);
    assert_eq!(reading.digest.total().requests, Some(7));
    assert_eq!(reading.digest.calls_per_request.count(), 7);
}

/// An observation in camel case.
fn observation(id: &str, parent: Option<&str>, kind: &str, usage: &str, cost: &str) -> String {
    let parent = parent.map_or("null".to_owned(), |parent| format!("\"{parent}\""));
    format!(
        r#"{{"id":"{id}","traceId":"t1","startTime":"2026-05-01T10:00:00.000Z","endTime":"2026-05-01T10:00:01.000Z",
        "type":"{kind}","parentObservationId":{parent},"level":"DEFAULT","model":"m","updatedAt":"2026-05-01T10:00:02.000Z",
        "usageDetails":{usage},"costDetails":{cost},"input":"SECRET","output":{{"deep":["SECRET"]}}}}"#
    )
    .replace('\n', " ")
}

#[test]
fn only_the_innermost_with_usage_count_whatever_lies_between() {
    let lines = [
        observation("agent", None, "AGENT", r#"{"input":300,"output":30,"total":330}"#, "{}"),
        observation("step", Some("agent"), "SPAN", "{}", "{}"),
        observation("outer", Some("step"), "GENERATION", r#"{"input":200,"output":20,"total":220}"#, "{}"),
        observation("wrap", Some("outer"), "CHAIN", "{}", "{}"),
        observation("call", Some("wrap"), "GENERATION", r#"{"input":100,"output":10,"total":110}"#, r#"{"total":0.5}"#),
        // One that writes down that the call has ended.
        observation("silent", Some("call"), "GENERATION", "{}", "{}"),
        // The same with nothing around it.
        observation("lonely", None, "GENERATION", "{}", "{}"),
    ];
    for (how, text) in [
        ("in order", lines.join("\n")),
        ("children first", lines.iter().rev().cloned().collect::<Vec<_>>().join("\n")),
        ("as a list", format!("[{}]", lines.join(",\n"))),
        ("in pages", format!(r#"{{"data":[{}],"meta":{{"page":1}}}}"#, lines.join(","))),
        (
            "as a trace, its surroundings last",
            format!(r#"{{"observations":[{}],"trace":{{"id":"t1"}}}}"#, lines.join(",")),
        ),
    ] {
        let reading = read_text(&text).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(sums(&reading), (Some(1), Some(100), Some(10), Some(0.5)), "{how}");
        assert_eq!(reading.import.silent_calls, 2, "{how}");
        assert_eq!((reading.import.leaves.roll_ups, reading.import.leaves.roll_up_tokens), (2, 550), "{how}");
        assert_eq!(reading.digest.total().requests, Some(1), "{how}");
    }
}

#[test]
fn a_parent_may_say_what_it_cost_and_its_children_what_they_used() {
    let text = [
        observation("agent", None, "AGENT", "{}", r#"{"total":0.25}"#),
        observation("a", Some("agent"), "GENERATION", r#"{"input":100,"output":10}"#, "{}"),
        observation("b", Some("agent"), "GENERATION", r#"{"input":50,"output":5}"#, "{}"),
    ];
    let reading = read_text(text.join("\n")).expect("it is read");
    assert_eq!(sums(&reading), (Some(2), Some(150), Some(15), Some(0.25)));
}

#[test]
fn an_export_as_csv_has_maps_in_its_cells_and_a_column_for_each_score() {
    let text = "\"id\",\"traceId\",\"startTime\",\"endTime\",\"parentObservationId\",\"type\",\"level\",\"input\",\"output\",\
        \"model\",\"usageDetails\",\"inputUsage\",\"outputUsage\",\"totalUsage\",\"costDetails\",\"totalCost\",\"latency\",\
        \"userId\",\"helpful\",\"comments\"\n\
        \"o1\",\"t1\",\"2026-05-01T10:00:00.000Z\",\"2026-05-01T10:00:01.000Z\",\"\",\"GENERATION\",\"DEFAULT\",\
        \"[{\"\"role\"\": \"\"user\"\"}]\",\"two\nlines\",\"gpt-x\",\
        \"{\"\"input\"\":60,\"\"input_cached_tokens\"\":40,\"\"output\"\":7,\"\"output_reasoning_tokens\"\":3,\"\"total\"\":110}\",\
        \"100\",\"10\",\"110\",\"{\"\"input\"\":0.001,\"\"output\"\":0.002}\",\"0.003\",\"1\",\"u1\",\"[0.75]\",\"[]\"\n\
        \"o2\",\"t2\",\"2026-05-01T11:00:00.000Z\",\"\",\"\",\"GENERATION\",\"ERROR\",\"\",\"\",\"gpt-x\",\"{}\",\"0\",\"0\",\
        \"0\",\"{}\",\"0\",\"\",\"u2\",\"[]\",\"[]\"\n";
    let reading = read_text(text).expect("it is read");
    let total = reading.digest.total();
    assert_eq!(sums(&reading), (Some(2), Some(100), Some(10), Some(0.003)));
    assert_eq!(
        (total.cache_read, total.reasoning, total.failed, total.requests),
        (Some(40), Some(3), Some(1), Some(2))
    );
    assert_eq!(reading.digest.decided.excluded_by_arithmetic, 1);
    assert_eq!(reading.digest.users.estimate(), Some(2));
    assert_eq!(reading.digest.scores["helpful"].mean(), Some(0.75));
    // A call of which nothing is known has no say in how many tokens a call has.
    assert_eq!(reading.digest.all_call_tokens().input.count(), 1);
}

/// Two windows of an export to blob storage, whose bounds are both inclusive, with their manifest.
#[test]
fn parts_of_blob_storage_overlap_and_say_how_many_rows_they_have() {
    let row = |id: &str, output: u32, updated: u32| {
        format!(
            r#"{{"id":"{id}","trace_id":"t-{id}","start_time":"2026-05-01 10:00:00.000","end_time":null,"type":"GENERATION",
            "parent_observation_id":null,"level":"DEFAULT","provided_model_name":"m","usage_details":{{"input":10,
            "output":{output},"total":{}}},"cost_details":{{"total":0.1}},"total_cost":0.1,
            "updated_at":"2026-05-01 10:00:{updated:02}.000"}}"#,
            10 + output
        )
        .replace('\n', " ")
    };
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    };
    put("observations/2026-05-01.jsonl", [row("a", 5, 1), row("b", 1, 1)].join("\n"));
    put("observations/2026-05-02.jsonl", [row("b", 7, 2), row("c", 9, 1)].join("\n"));
    let trace = r#"{"id":"t-a","timestamp":"2026-05-01 10:00:00.000","name":"n","user_id":"u","session_id":null,"public":false,"bookmarked":false,"tags":[]}"#;
    put("traces/2026-05-01.jsonl", trace.to_owned());
    let score = r#"{"id":"s","timestamp":"2026-05-01 10:00:00.000","trace_id":"t-a","observation_id":null,"name":"good","value":1,"source":"API","data_type":"BOOLEAN","string_value":"True"}"#;
    put("scores/2026-05-01.jsonl", format!("{score}\n{score}\n"));
    let part = |key: &str, rows: u32| {
        format!(
            r#"{{"key":"{key}","table":"observations","format":"jsonl","compressed":false,"rowCount":{rows},"sizeBytes":1}}"#
        )
    };
    let files = [part("observations/2026-05-01.jsonl", 5), part("observations/2026-05-02.jsonl", 3)].join(",");
    put(
        "manifests/2026-05-02.json",
        format!(r#"{{"version":1,"window":{{"minTimestamp":"a","maxTimestamp":"b"}},"files":[{files}]}}"#),
    );
    put("DEPRECATION_NOTICE.txt", "This export will be removed.\n".to_owned());
    let reading = read_usage(&[folder.path().to_owned()]).expect("it is read");
    assert_eq!(sums(&reading), (Some(3), Some(30), Some(21), Some(0.3)));
    assert_eq!((reading.import.leaves.duplicates, reading.import.duplicate_scores), (1, 1));
    assert_eq!(reading.import.expected_rows, Some((8, 7)));
    assert_eq!(reading.digest.users.estimate(), Some(1));
    assert_eq!(reading.digest.scores["good"].count, 1);
    assert_eq!(reading.import.files_left_out.len(), 1);
    assert_eq!(reading.import.times_without_offset, 8);
}

#[test]
fn what_breaks_off_is_said_with_its_line() {
    let whole = observation("a", None, "GENERATION", r#"{"input":10,"output":1}"#, "{}");
    let broken = &whole[..whole.len() / 2];
    let reading = read_text(format!("{whole}\n\n{broken}")).expect("it is read");
    assert_eq!(sums(&reading), (Some(1), Some(10), Some(1), None));
    let noted = &reading.import.skipped[&Skip::NotJson];
    assert_eq!((noted.count, noted.first.as_slice()), (1, &[(0, 3)][..]));
    let reading = read_text(format!("[{whole},\n{broken}")).expect("it is read");
    assert_eq!(sums(&reading).0, Some(1));
    assert_eq!(reading.import.skipped[&Skip::NotJson].first, [(0, 2)]);
}

#[test]
fn as_many_rows_as_an_export_of_langfuse_holds_are_perhaps_not_all() {
    let traces = |rows: u32| -> String {
        let trace = |row| format!("{row},2026-05-01T10:00:00Z,false,false,s,u\n");
        "id,timestamp,bookmarked,public,sessionId,userId\n".to_owned() + &(0..rows).map(trace).collect::<String>()
    };
    let calls = |rows: u32| -> String {
        let call = |row| format!("{row},2026-05-01 10:00:00,m,100,10,0.5\n");
        "request_id,startTime,model,prompt_tokens,completion_tokens,spend\n".to_owned()
            + &(0..rows).map(call).collect::<String>()
    };
    for (text, rows, cut) in [
        (traces(50_000), 50_000, &[(0, 50_000)][..]),
        (traces(49_999), 49_999, &[]),
        // Whatever else has as many rows has them by chance.
        (calls(50_000), 50_000, &[]),
    ] {
        let import = read_text(text).expect("it is read").import;
        assert_eq!((import.rows, &*import.cut), (rows, cut));
    }
}
