//! What a ClickHouse added up: the result of the statement that `breakeven usage --print-sql` prints. Whether the statement
//! adds up what it should is for `tests/clickhouse` to say, with the engine itself.

use breakeven::usage::{Day, Impossible, Skip, bucket};

use super::{read_text, sums};

/// Two models on two days, users and judgements; columns in an order of their own.
pub fn result() -> String {
    let lines = [
        "day,model,provider,breakeven_usage,score,records,calls,requests,failed,uncached_input,cache_read,cache_write_5m,\
         cache_write_1h,output,reasoning,unpriced_tokens,cost_nanos,first_micros,last_micros,minutes,users,\
         calls_of_requests,calls_of_requests_sum,inputs,inputs_sum,outputs,outputs_sum,rows_read,duplicates,roll_ups,\
         roll_up_tokens,silent_calls,reasoning_above_output,included_by_rule,score_micros,score_histogram",
        "2026-10-01,m-1,,langfuse,,3,3,1,1,5125,0,\\N,\\N,7,\\N,0,25,1790812800000000,1790816400000000,\
         29846880:2 29846881:1,,3:1,3,5:1 672:2,5125,7:1,7,9,2,1,300,4,5,2,0,",
        "2026-10-02,m-2,openai,langfuse,,1,1,\\N,0,10,\\N,\\N,\\N,1,0,11,\\N,1790899200000000,1790899200000000,\
         29848320:1,,,0,10:1,10,1:1,1,1,0,0,0,0,0,0,0,",
        ",,,langfuse,,0,\\N,\\N,\\N,\\N,\\N,\\N,\\N,\\N,\\N,0,\\N,\\N,\\N,,5:3 2047:1,,0,,0,,0,2,0,0,0,0,0,0,0,",
        ",,,langfuse,helpful,2,\\N,\\N,\\N,\\N,\\N,\\N,\\N,\\N,\\N,0,\\N,\\N,\\N,,,,0,,0,,0,2,0,0,0,0,0,0,1400000,4:1 10:1",
    ];
    lines.join("\n")
}

#[test]
fn a_result_is_a_digest() {
    let reading = read_text(result()).expect("it is read");
    let (calls, input, output, cost) = sums(&reading);
    assert_eq!((calls, input, output, cost), (Some(4), Some(5_135), Some(8), Some(25e-9)));
    let digest = &reading.digest;
    assert_eq!(digest.formats.iter().map(String::as_str).collect::<Vec<_>>(), ["clickhouse", "langfuse"]);
    let total = digest.total();
    assert_eq!((total.requests, total.failed, total.reasoning, total.unpriced_tokens), (Some(1), Some(1), Some(0), 11));
    let days: Vec<_> = digest.rows.keys().map(|key| key.day).collect();
    assert_eq!(days, [20_727, 20_728].map(|day| Some(Day(day))));
    assert_eq!(digest.span, Some((1_790_812_800_000_000, 1_790_899_200_000_000)));
    let calls = digest.all_call_tokens();
    assert_eq!((calls.input.count(), calls.input.mean()), (4, Some(1283.75)));
    assert_eq!(calls.input.filled().collect::<Vec<_>>(), [(5, 1), (10, 1), (672, 2)]);
    assert_eq!(bucket(2560), 672, "a bucket is what it was when the statement was written");
    let peak = digest.minutes.peak().expect("there are calls");
    assert_eq!((peak.busiest, digest.minutes.length()), (2, Some(1_441)));
    assert_eq!(digest.users.estimate(), Some(2));
    assert_eq!((digest.scores["helpful"].count, digest.scores["helpful"].mean()), (2, Some(0.7)));
    assert_eq!(digest.decided.included_by_rule, 2);
    let import = &reading.import;
    assert_eq!((import.rows, import.leaves.kept, import.leaves.duplicates, import.silent_calls), (14, 4, 2, 4));
    assert_eq!((import.leaves.roll_ups, import.leaves.roll_up_tokens), (1, 300));
    assert_eq!(import.impossible[&Impossible::ReasoningAboveOutput].count, 5);
}

#[test]
fn what_no_statement_gives_is_refused_row_by_row() {
    for (from, to, why) in [
        ("5:1 672:2", "5:1 9999999:2", Skip::UnreadableNumber),
        ("5:1 672:2", "5:1 672", Skip::UnreadableNumber),
        ("5:3 2047:1", "5:3 2048:1", Skip::UnreadableNumber),
        ("5:3 2047:1", "5:99 2047:1", Skip::UnreadableNumber),
        ("4:1 10:1", "4:1 12:1", Skip::UnreadableNumber),
        ("29848320:1", "29848320000000:1", Skip::TimeOutOfRange),
        ("2026-10-02", "yesterday", Skip::NoTime),
        ("m-1,,langfuse", "m-1,,", Skip::OtherKind),
        ("m-1,,langfuse", "m-1,,SECRET", Skip::OtherKind),
    ] {
        let text = result();
        assert!(text.contains(from), "{from}");
        let reading = read_text(text.replacen(from, to, 1)).expect("the others are read");
        let skipped: Vec<_> = reading.import.skipped.keys().copied().collect();
        assert_eq!((skipped, reading.import.skipped_rows()), (vec![why], 1), "{to}");
    }
}

#[test]
fn a_result_that_says_too_much_says_the_most_there_is() {
    let most = u64::MAX.to_string();
    let header = "breakeven_usage,day,model,records,calls,minutes,tiers,inputs,inputs_sum,outputs,rows_read,duplicates,\
                  roll_ups,roll_up_tokens,silent_calls,reasoning_above_output,included_by_rule,score,score_histogram,users";
    let used = format!(
        "langfuse,2026-10-01,m,{most},{most},9:{most},t:{most},5:{most},{most},5:{most}{},,,\n",
        format!(",{most}").repeat(7)
    );
    let judged = format!("langfuse,,,{most},,,,,,{},helpful,5:{most} 6:{most},\n", ",".repeat(7));
    let reading = read_text(format!("{header}\n{}", (used + &judged).repeat(3))).expect("it is read");
    let import = &reading.import;
    assert_eq!(
        (import.skipped_rows(), import.rows, import.silent_calls, import.leaves.kept),
        (0, u64::MAX, u64::MAX, u64::MAX)
    );
    assert_eq!(import.impossible[&Impossible::ReasoningAboveOutput].count, u64::MAX);
    let digest = &reading.digest;
    assert_eq!(
        (digest.total().calls, digest.tiers["t"], digest.decided.included_by_rule),
        (Some(u64::MAX), u64::MAX, u64::MAX)
    );
    assert_eq!(digest.minutes.peak().expect("there are calls").busiest, u64::MAX);
    assert_eq!((digest.scores["helpful"].count, digest.scores["helpful"].above(0.0)), (u64::MAX, u64::MAX));
}
