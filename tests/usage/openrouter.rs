//! OpenRouter's activity.

use breakeven::usage::Impossible;

use super::{read, read_text, sums};

#[test]
fn generations_have_their_true_sums_and_what_caching_saved_is_not_added() {
    let reading = read("openrouter_activity_2026-08.csv");
    assert_eq!(sums(&reading), (Some(29), Some(1_381_732), Some(5_554), Some(0.113_247)));
    let total = reading.digest.total();
    assert_eq!((total.cache_read, total.reasoning, total.failed), (Some(895_048), Some(1_230), Some(0)));
    assert_eq!((total.requests, total.unpriced_tokens), (None, 0));
    assert_eq!(reading.import.impossible_rows(), 0);
    assert_eq!(
        reading.digest.decided.included_by_rule,
        29 - reading
            .digest
            .all_call_tokens()
            .cache_read
            .filled()
            .find(|(bucket, _)| *bucket == 0)
            .map_or(0, |(_, zeros)| zeros)
    );
}

#[test]
fn impossible_rows_are_counted_and_named_and_the_sums_stay() {
    let reading = read("openrouter_activity_demo_tokeny.csv");
    assert_eq!(sums(&reading), (Some(320), Some(4_516_732), Some(337_492), Some(6.631_457)));
    let noted = |impossible| reading.import.impossible.get(&impossible).map(|noted| noted.count);
    assert_eq!(noted(Impossible::ReasoningAboveOutput), Some(56));
    assert_eq!(noted(Impossible::CachedAboveInput), Some(21));
    // The header is line 1.
    assert_eq!(reading.import.impossible[&Impossible::ReasoningAboveOutput].first[0], (0, 5));
    let total = reading.digest.total();
    assert!(total.reasoning <= total.output && total.cache_read <= total.input());
    assert_eq!(total.failed, Some(6));
}

#[test]
fn one_file_given_twice_counts_once() {
    let path = super::fixture("openrouter_activity_2026-08.csv");
    let reading = breakeven::usage::read_usage(&[path.clone(), path]).expect("it is read");
    assert_eq!(sums(&reading), (Some(29), Some(1_381_732), Some(5_554), Some(0.113_247)));
    assert_eq!(reading.import.leaves.duplicates, 29);
}

#[test]
fn a_day_says_how_many_requests_it_had_and_nothing_of_caches() {
    let text = "\"Date\",\"Slug\",\"Usage\",\"BYOK Usage\",\"Requests\",\"Prompt Tokens\",\"Completion Tokens\",\"Reasoning Tokens\"\n\
        \"2026-05-12 00:00:00\",\"anthropic/claude-opus-4.7\",\"430.07\",\"0\",\"4115\",\"70965665\",\"3009973\",\"0\"\n\
        \"2026-05-14 00:00:00\",\"openai/gpt-5\",\"1,000.5\",\"0\",\"10\",\"1,000\",\"100\",\"50\"\n";
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (Some(4_125), Some(70_966_665), Some(3_010_073), Some(1_430.57)));
    let total = reading.digest.total();
    assert_eq!((total.cache_read, total.reasoning), (None, Some(50)));
    assert_eq!(reading.digest.blank_days(), Some(1));
    assert!(reading.digest.minutes.peak().is_none(), "a day says nothing of its minutes");
}
