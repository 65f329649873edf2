//! The result of the statements in `usage/clickhouse`: a row a day and model, and rows of users and judgements. It has been
//! added up already, so each row is a digest, and all of them merge.

use std::collections::BTreeMap;

use super::FORMATS;
use crate::language::tr_noop;
use crate::usage::cached_input::CachedInput;
use crate::usage::call_sketches::CallSketches;
use crate::usage::digest::{Day, DecidedCounts, RowKey, ScoreSums, UsageDigest};
use crate::usage::distinct::Distinct;
use crate::usage::fields::Fields;
use crate::usage::format::{Digested, Entries, Format};
use crate::usage::leaves::LeafCounts;
use crate::usage::minutes::Minutes;
use crate::usage::record::{Currency, GATEWAY_ANSWERS};
use crate::usage::sketch::Sketch;
use crate::usage::skip::Skip;
use crate::usage::sums::Sums;

/// Rows that a ClickHouse added up.
pub const CLICKHOUSE: Format = Format {
    key: "clickhouse",
    name: tr_noop!("the result of `breakeven usage --print-sql`"),
    fingerprints: &[&["breakeven_usage", "day", "model", "records", "minutes", "inputs", "outputs", "rows_read"]],
    wrappers: &["data"],
    nested: &[
        "minutes",
        "tiers",
        "users",
        "calls_of_requests",
        "inputs",
        "outputs",
        "cache_reads",
        "reasonings",
        "score_histogram",
    ],
    cached_input: CachedInput::IncludedUnlessRefuted,
    units: "days are UTC; amounts are US dollars, as the store reckoned them",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let store = fields.get("breakeven_usage").text();
    let store = FORMATS.iter().find(|format| Some(format.key) == store.as_deref()).ok_or(Skip::OtherKind)?;
    let count = |name: &str| whole(fields, name);
    let known = |name: &str| count(name).map(|count| count.unwrap_or(0));
    let records = known("records")?;
    let mut digest = UsageDigest::default();
    digest.formats.insert(store.key.to_owned());
    digest.users = users(fields)?;
    let is_score = !fields.get("score").is_missing();
    if is_score {
        let name = entries.name_in(fields.get("score")).map(|name| name.to_string());
        digest.scores.insert(name.unwrap_or_default(), score(fields, records)?);
    } else if 0 < records {
        let day = fields.get("day").text().and_then(|day| crate::day::parse_day(&day)).ok_or(Skip::NoTime)?;
        let day = Day::of(day);
        let model = entries.name_in(fields.get("model")).map(|name| name.to_string());
        let provider = entries.name_in(fields.get("provider")).map(|name| name.to_string());
        let sketches = CallSketches {
            input: sketch(fields, "inputs", "inputs_sum")?,
            output: sketch(fields, "outputs", "outputs_sum")?,
            cache_read: sketch(fields, "cache_reads", "cache_reads_sum")?,
            reasoning: sketch(fields, "reasonings", "reasonings_sum")?,
        };
        if sketches != CallSketches::default() {
            digest.call_tokens.insert(model.clone().unwrap_or_default(), sketches);
        }
        let key = RowKey { day: Some(day), model, provider, service: None };
        digest.rows.insert(key, sums(fields, records)?);
        let instants = (fields.get("first_micros"), fields.get("last_micros"));
        if let (Some(first), Some(last)) = (instants.0.moment()?, instants.1.moment()?) {
            digest.span = Some((first.micros, last.micros));
        }
        digest.calls_per_request = sketch(fields, "calls_of_requests", "calls_of_requests_sum")?;
        digest.minutes = minutes(fields)?;
        for (tier, calls) in tallied(fields, "tiers")? {
            digest.tiers.insert(entries.name(tier).to_string(), calls);
        }
        digest.decided = DecidedCounts {
            included_by_arithmetic: known("included_by_arithmetic")?,
            excluded_by_arithmetic: known("excluded_by_arithmetic")?,
            included_by_rule: known("included_by_rule")?,
            excluded_by_rule: known("excluded_by_rule")?,
        };
    }
    let leaves = LeafCounts {
        duplicates: known("duplicates")?,
        roll_ups: known("roll_ups")?,
        roll_up_tokens: known("roll_up_tokens")?,
        kept: if is_score { 0 } else { records },
        late: 0,
    };
    let (rows, silent_calls) = (known("rows_read")?, known("silent_calls")?);
    let reasoning_above_output = known("reasoning_above_output")?;
    entries.digested(Digested { digest, rows, leaves, silent_calls, reasoning_above_output });
    Ok(())
}

fn sums(fields: Fields<'_>, records: u64) -> Result<Sums, Skip> {
    let mut sums = Sums { records, unpriced_tokens: whole(fields, "unpriced_tokens")?.unwrap_or(0), ..Sums::default() };
    let names = [
        "calls",
        "requests",
        "failed",
        "uncached_input",
        "cache_read",
        "cache_write_5m",
        "cache_write_1h",
        "output",
        "reasoning",
    ];
    for (name, count) in sums.counts_mut() {
        if names.contains(&name) {
            *count = whole(fields, name)?;
        }
    }
    if let Some(nanos) = fields.get("cost_nanos").text() {
        sums.costs.insert(Currency::USD, nanos.parse().map_err(|_| Skip::UnreadableNumber)?);
    }
    if let Some(answers) = whole(fields, "gateway_answers")?.filter(|answers| 0 < *answers) {
        sums.meters.insert(GATEWAY_ANSWERS.to_owned(), answers);
    }
    Ok(sums)
}

/// A number of things, with all of its digits; ClickHouse writes large ones as text into JSON.
fn whole(fields: Fields<'_>, name: &str) -> Result<Option<u64>, Skip> {
    fields.get(name).text().map(|text| text.parse().map_err(|_| Skip::UnreadableNumber)).transpose()
}

/// How often each key comes: `5:2 7:1`.
fn tallied<'t, 'f: 't>(fields: Fields<'f>, name: &str) -> Result<BTreeMap<&'t str, u64>, Skip> {
    // A cell and a text of JSON are borrowed; nothing else holds a tally.
    let text = match fields.get(name).text() {
        Some(std::borrow::Cow::Borrowed(text)) => text,
        Some(_) => return Err(Skip::UnreadableNumber),
        None => "",
    };
    let pair = |word: &'t str| {
        let (key, times) = word.rsplit_once(':')?;
        Some((key, times.parse().ok()?))
    };
    text.split_ascii_whitespace().map(|word| pair(word).ok_or(Skip::UnreadableNumber)).collect()
}

fn numbered<'f>(fields: Fields<'f>, name: &str) -> Result<Vec<(u64, u64)>, Skip> {
    let tallied = tallied(fields, name)?;
    tallied
        .into_iter()
        .map(|(key, times)| Some((key.parse().ok()?, times)))
        .collect::<Option<_>>()
        .ok_or(Skip::UnreadableNumber)
}

fn sketch(fields: Fields<'_>, name: &str, sum: &str) -> Result<Sketch, Skip> {
    let sum = whole(fields, sum)?.unwrap_or(0);
    Sketch::of_buckets(numbered(fields, name)?, sum).ok_or(Skip::UnreadableNumber)
}

fn minutes(fields: Fields<'_>) -> Result<Minutes, Skip> {
    /// Later than any year that is read.
    const LAST: u64 = 1 << 27;
    let mut minutes = Minutes::default();
    for (minute, calls) in numbered(fields, "minutes")? {
        if LAST < minute {
            return Err(Skip::TimeOutOfRange);
        }
        minutes.add_to(minute as i64, calls);
    }
    Ok(minutes)
}

fn users(fields: Fields<'_>) -> Result<Distinct, Skip> {
    let mut users = Distinct::default();
    for (register, run) in numbered(fields, "users")? {
        users.raise(register, run).ok_or(Skip::UnreadableNumber)?;
    }
    Ok(users)
}

fn score(fields: Fields<'_>, count: u64) -> Result<ScoreSums, Skip> {
    let micros =
        fields.get("score_micros").text().map_or(Ok(0), |text| text.parse()).map_err(|_| Skip::UnreadableNumber)?;
    let mut score = ScoreSums { count, micros, ..ScoreSums::default() };
    for (bin, times) in numbered(fields, "score_histogram")? {
        let bin = usize::try_from(bin).ok().and_then(|bin| score.histogram.get_mut(bin));
        *bin.ok_or(Skip::UnreadableNumber)? = times;
    }
    Ok(score)
}
