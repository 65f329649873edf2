//! A usage digest as JSON, with what is unknown as null.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::usage::{Noted, Reading, Sketch, Sums, UsageDigest};

/// What was used, and how it was read.
pub fn usage_json(reading: &Reading) -> Value {
    let Reading { digest, import } = reading;
    let total = digest.total();
    let mut all = Map::new();
    all.insert("format".to_owned(), json!(digest.formats.iter().cloned().collect::<Vec<_>>().join(", ")));
    all.insert("files".to_owned(), json!(import.files));
    all.insert("rows".to_owned(), json!(import.rows));
    all.insert("records".to_owned(), json!(total.records));
    all.insert("skipped".to_owned(), json!(import.skipped_rows()));
    all.insert("duplicates".to_owned(), json!(import.leaves.duplicates));
    all.insert("rolled_up".to_owned(), json!(import.leaves.roll_ups));
    all.insert("rolled_up_tokens".to_owned(), json!(import.leaves.roll_up_tokens));
    all.insert("late".to_owned(), json!(import.leaves.late));
    all.insert("from".to_owned(), json!(digest.span.map(|(from, _)| instant(from))));
    all.insert("to".to_owned(), json!(digest.span.map(|(_, to)| instant(to))));
    all.extend(sums_json(&total));
    all.insert("models".to_owned(), models_json(digest));
    all.insert("services".to_owned(), services_json(digest));
    all.insert("days".to_owned(), days_json(digest));
    all.insert("blank_days".to_owned(), json!(digest.blank_days()));
    let calls = digest.all_call_tokens();
    let input_mean = mean(&calls.input, total.input(), total.calls);
    let output_mean = mean(&calls.output, total.output, total.calls);
    all.insert("input_per_call".to_owned(), spread_json(&calls.input, input_mean));
    all.insert("output_per_call".to_owned(), spread_json(&calls.output, output_mean));
    all.insert(
        "cache_read_per_call".to_owned(),
        spread_json(&calls.cache_read, mean(&calls.cache_read, total.cache_read, total.calls)),
    );
    all.insert(
        "reasoning_per_call".to_owned(),
        spread_json(&calls.reasoning, mean(&calls.reasoning, total.reasoning, total.calls)),
    );
    all.insert("calls_per_request".to_owned(), spread_json(&digest.calls_per_request, digest.calls_per_request.mean()));
    let peak = digest.minutes.peak();
    all.insert("peak_to_mean".to_owned(), json!(peak.map(|peak| peak.busiest as f64 / peak.mean)));
    all.insert(
        "calls_per_minute".to_owned(),
        peak.map_or(Value::Null, |peak| json!({ "mean": peak.mean, "p99": peak.p99, "busiest": peak.busiest })),
    );
    all.insert("users".to_owned(), json!(digest.users.estimate()));
    all.insert("scores".to_owned(), scores_json(digest));
    all.insert("tiers".to_owned(), json!(digest.tiers));
    all.insert("cached_input".to_owned(), json!(digest.decided));
    let skipped = import.skipped.iter().map(|(skip, noted)| (skip.key(), noted));
    all.insert("skipped_by_reason".to_owned(), noted_json(&import.files, skipped));
    let impossible = import.impossible.iter().map(|(impossible, noted)| (impossible.key(), noted));
    all.insert("impossible".to_owned(), noted_json(&import.files, impossible));
    all.insert("repeated".to_owned(), json!(import.repeated));
    all.insert("duplicate_scores".to_owned(), json!(import.duplicate_scores));
    all.insert("expected_rows".to_owned(), json!(import.expected_rows.map(|(expected, _)| expected)));
    let cut = import.cut.iter().map(|(file, rows)| json!({ "file": import.files.get(*file), "rows": rows }));
    all.insert("maybe_cut".to_owned(), cut.collect());
    let unfinished = import.unfinished.iter().filter_map(|file| import.files.get(*file));
    all.insert("unfinished".to_owned(), json!(unfinished.collect::<Vec<_>>()));
    all.insert("silent_calls".to_owned(), json!(import.silent_calls));
    all.insert("times_without_offset".to_owned(), json!(import.times_without_offset));
    let left_out = import.files_left_out.iter().map(|(file, why)| json!({ "file": file, "why": why }));
    all.insert("files_left_out".to_owned(), left_out.collect());
    Value::Object(all)
}

fn sums_json(sums: &Sums) -> Map<String, Value> {
    let cost = sums.cost();
    let Value::Object(map) = json!({
        "requests": sums.requests,
        "calls": sums.calls,
        "failed": sums.failed,
        "input_tokens": sums.input(),
        "uncached_input_tokens": sums.uncached_input,
        "cache_read_tokens": sums.cache_read,
        "cache_write_tokens": sums.cache_write(),
        "cache_write_5m_tokens": sums.cache_write_5m,
        "cache_write_1h_tokens": sums.cache_write_1h,
        "output_tokens": sums.output,
        "reasoning_tokens": sums.reasoning,
        "batch_tokens": sums.batch_tokens,
        "unpriced_tokens": sums.unpriced_tokens,
        "cost": cost.map(|(cost, _)| cost),
        "currency": cost.map(|(_, currency)| currency.as_str().to_owned()),
        "costs": sums.costs.iter().map(|(currency, nanos)| {
            (currency.as_str().to_owned(), json!(*nanos as f64 / 1e9))
        }).collect::<Map<_, _>>(),
        "meters": sums.meters,
    }) else {
        return Map::new();
    };
    map
}

/// Sums below what names them, the dearest first, then those with the most tokens.
fn named(groups: BTreeMap<Option<String>, Sums>, name: &str) -> Vec<Value> {
    let mut groups: Vec<_> = groups.into_iter().collect();
    let size = |sums: &Sums| {
        let cost: i64 = sums.costs.values().copied().max().unwrap_or(0);
        (cost, sums.input().unwrap_or(0).saturating_add(sums.output.unwrap_or(0)))
    };
    groups.sort_by_key(|(_, sums)| std::cmp::Reverse(size(sums)));
    let line = |(group, sums): (Option<String>, Sums)| {
        let mut line = Map::from_iter([(name.to_owned(), json!(group)), ("records".to_owned(), json!(sums.records))]);
        line.extend(sums_json(&sums));
        Value::Object(line)
    };
    groups.into_iter().map(line).collect()
}

fn models_json(digest: &UsageDigest) -> Value {
    let mut groups = digest.grouped(|key| key.service.is_none().then(|| key.model.clone()));
    groups.remove(&None);
    let mut models = named(groups.into_iter().filter_map(|(model, sums)| Some((model?, sums))).collect(), "model");
    for model in &mut models {
        let mut providers: Vec<&str> = digest
            .rows
            .keys()
            .filter(|key| key.service.is_none() && model["model"].as_str() == key.model.as_deref())
            .filter_map(|key| key.provider.as_deref())
            .collect();
        providers.sort_unstable();
        providers.dedup();
        model["providers"] = json!(providers);
    }
    Value::Array(models)
}

fn services_json(digest: &UsageDigest) -> Value {
    let mut groups = digest.grouped(|key| key.service.clone());
    groups.remove(&None);
    Value::Array(named(groups, "service"))
}

fn days_json(digest: &UsageDigest) -> Value {
    let mut groups = digest.grouped(|key| key.day);
    groups.remove(&None);
    let line = |(day, sums): (Option<crate::usage::Day>, Sums)| {
        let mut line = Map::from_iter([("day".to_owned(), json!(day)), ("records".to_owned(), json!(sums.records))]);
        line.extend(sums_json(&sums));
        Value::Object(line)
    };
    groups.into_iter().map(line).collect()
}

/// Of single calls where there are any, else of all calls.
fn mean(sketch: &Sketch, tokens: Option<u64>, calls: Option<u64>) -> Option<f64> {
    let of_all = || Some(tokens? as f64 / calls.filter(|calls| 0 < *calls)? as f64);
    sketch.mean().or_else(of_all)
}

fn spread_json(sketch: &Sketch, mean: Option<f64>) -> Value {
    json!({
        "n": sketch.count(),
        "mean": mean,
        "p50": sketch.quantile(0.5),
        "p90": sketch.quantile(0.9),
        "p99": sketch.quantile(0.99),
    })
}

fn scores_json(digest: &UsageDigest) -> Value {
    let line = |(name, score): (&String, &crate::usage::ScoreSums)| json!({ "name": name, "count": score.count, "mean": score.mean(), "histogram": score.histogram });
    digest.scores.iter().map(line).collect()
}

fn noted_json<'a>(files: &[String], noted: impl Iterator<Item = (&'static str, &'a Noted)>) -> Value {
    let place = |(file, line): &(usize, u64)| json!({ "file": files.get(*file), "line": line });
    let line = |(key, noted): (&'static str, &Noted)| json!({ "reason": key, "count": noted.count, "first": noted.first.iter().map(place).collect::<Vec<_>>() });
    noted.map(line).collect()
}

/// An instant as text, in UTC.
pub(super) fn instant(micros: i64) -> String {
    jiff::Timestamp::from_microsecond(micros).map(|instant| instant.to_string()).unwrap_or_default()
}
