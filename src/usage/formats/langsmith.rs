//! LangSmith: runs, as its SDK and its interface give them and as tables of them are exported.
//!
//! The service adds the tokens of runs up into the runs around them: only the innermost count, whatever their type. Input is
//! the sum of all input; its details need not add up to it, and `cache_creation` and `ephemeral_5m_input_tokens` are the
//! same tokens.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::named_counts::NamedCounts;
use super::quoted_map;
use crate::language::tr_noop;
use crate::usage::cached_input::CachedInput;
use crate::usage::fields::{Field, Fields};
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Interval, Score, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// Runs.
pub const LANGSMITH: Format = Format {
    key: "langsmith",
    name: tr_noop!("LangSmith runs"),
    fingerprints: &[
        &["run_type", "start_time", "trace_id"],
        &["run_type", "start_time", "parent_run_id"],
        &["run_type", "start_time", "dotted_order"],
        &["run_type", "start_time", "prompt_tokens", "completion_tokens"],
    ],
    wrappers: &["runs", "child_runs", "data"],
    nested: &[
        "completion_token_details",
        "error",
        "extra",
        "feedback_stats",
        "metadata",
        "outputs",
        "parent_run_ids",
        "prompt_token_details",
        "usage_metadata",
    ],
    cached_input: CachedInput::IncludedUnlessRefuted,
    units: "times without an offset are UTC; amounts are US dollars, as LangSmith reckons them from its list of prices",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let Some(kind) = fields.get("run_type").text() else {
        return Err(if fields.is_wrapping() { Skip::OtherKind } else { Skip::MissingField });
    };
    let from = entries.instant_in(fields.get("start_time"))?.ok_or(Skip::NoTime)?;
    let to = entries.instant_in(fields.get("end_time"))?.unwrap_or(from);
    let is_call = matches!(&*kind.to_ascii_lowercase(), "llm" | "embedding" | "chat_model");
    let tokens = counts(fields, is_call)?.stated().disjoint(LANGSMITH.cached_input);
    let cost = cost(fields, tokens.sum())?;
    let is_failed = fields.get("status").text().as_deref() == Some("error") || !fields.get("error").is_missing();
    let has_said = 0 < tokens.sum() || cost.is_some();
    entries.silent_calls += u64::from(is_call && !has_said && !is_failed);
    let order = fields.get("dotted_order").text();
    let order = order.as_deref().map(ids).unwrap_or_default();
    let id = fields.first(&["id", "run_id"]).text().map(Cow::into_owned).or_else(|| order.last().cloned());
    let parent = fields.get("parent_run_id").text().map(Cow::into_owned);
    let parent = parent.or_else(|| order.len().checked_sub(2).map(|before| order[before].clone()));
    let trace = fields.get("trace_id").text().map(Cow::into_owned).or_else(|| order.first().cloned());
    // Without either, a run around others stands for them.
    let trace = trace.or_else(|| parent.clone()).or_else(|| id.clone());
    let said = Said::of(fields);
    let run = |id: &str| hashed(&["run", id]);
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: entries.name_in(said.first(&["ls_provider"])),
        model: entries.name_in(said.first(&["ls_model_name", "model", "model_name", "model_id", "deployment_name"])),
        // How many calls a run holds whose own runs are not there is not known.
        calls: is_call.then_some(1),
        is_step: !is_call || !has_said && !is_failed,
        tokens,
        tier: entries.name_in(said.first(&["service_tier"])),
        cost,
        failed: is_call.then_some(u64::from(is_failed)),
        key: id.as_deref().map(run),
        parent: parent.as_deref().map(run),
        request: trace.map(|trace| hashed(&["trace", &trace])),
        user: said.first(&["user_id", "userId", "user"]).text().map(|user| hashed(&["user", &user])),
        ..UsageRecord::default()
    };
    entries.usage(record);
    read_feedback(fields, id.as_deref(), entries)
}

/// The runs in a dotted order, from the outermost: `20260501T100000000000Z<id>.20260501T100001000000Z<id>`.
fn ids(order: &str) -> Vec<String> {
    order.split('.').filter_map(|part| part.split_once('Z')).map(|(_, id)| id.to_owned()).collect()
}

/// A map, also one that Python printed into a cell.
fn map_in(field: Field<'_>) -> Option<Map<String, Value>> {
    field.map().map(Cow::into_owned).or_else(|| quoted_map::parse(&field.text()?))
}

/// What is said about a run beside its fields.
struct Said(Map<String, Value>);

impl Said {
    fn of(fields: Fields<'_>) -> Self {
        let mut said = Map::new();
        let mut take = |map: Option<&Map<String, Value>>| {
            for (name, value) in map.into_iter().flatten() {
                if value.is_string() || value.is_number() {
                    said.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
        };
        let extra = map_in(fields.get("extra")).unwrap_or_default();
        let inner = |name: &str| extra.get(name).and_then(Value::as_object);
        take(inner("metadata"));
        take(inner("invocation_params"));
        take(fields.get("metadata").map().as_deref());
        let outputs = map_in(fields.get("outputs")).unwrap_or_default();
        take(outputs.get("llm_output").and_then(Value::as_object));
        for name in fields.names() {
            let bare = name.strip_prefix("extra.").unwrap_or(name);
            let bare =
                bare.strip_prefix("metadata.").or_else(|| bare.strip_prefix("invocation_params.")).unwrap_or(bare);
            let is_asked = bare != name || bare.starts_with("ls_") || bare == "model";
            if let Some(text) = fields.get(name).text().filter(|_| is_asked) {
                said.entry(bare).or_insert_with(|| Value::from(&*text));
            }
        }
        Self(said)
    }

    fn first(&self, names: &[&str]) -> Field<'_> {
        Fields::of_map(&self.0).first(names)
    }
}

/// The counts of a run, and of a call also those in what it answered.
fn counts(fields: Fields<'_>, is_call: bool) -> Result<NamedCounts, Skip> {
    let mut counts = NamedCounts::default();
    for name in ["prompt_tokens", "completion_tokens", "total_tokens"] {
        counts.take(name, fields.get(name))?;
    }
    counts.take("prompt_details", fields.first(&["prompt_token_details", "prompt_tokens_details"]))?;
    counts.take("completion_details", fields.first(&["completion_token_details", "completion_tokens_details"]))?;
    for name in fields.names().filter(|name| name.contains("_token_details.")) {
        counts.take(name, fields.get(name))?;
    }
    if !is_call {
        return Ok(counts);
    }
    let (outputs, extra) = (map_in(fields.get("outputs")), map_in(fields.get("extra")));
    let (outputs, extra) = (outputs.as_ref(), extra.as_ref());
    let at = |map: Option<&Map<String, Value>>, path: &[&str]| {
        let (first, rest) = path.split_first()?;
        let found = rest.iter().try_fold(map?.get(*first)?, |value, name| value.get(name))?;
        found.as_object().cloned()
    };
    let answer = outputs.and_then(|outputs| {
        let mut first = outputs.get("generations")?;
        while let Value::Array(list) = first {
            first = list.first()?;
        }
        let message = first.get("message")?;
        let usage = message.get("usage_metadata").or_else(|| message.get("kwargs")?.get("usage_metadata"))?;
        usage.as_object().cloned()
    });
    let said = [
        map_in(fields.get("usage_metadata")),
        at(extra, &["metadata", "usage_metadata"]),
        at(outputs, &["usage_metadata"]),
        answer,
        at(outputs, &["llm_output", "token_usage"]),
        at(outputs, &["usage"]),
    ];
    let mut beside = NamedCounts::default();
    for usage in said.into_iter().flatten() {
        beside = beside.or(NamedCounts::of_map(&usage)?);
    }
    Ok(counts.or_positive(beside))
}

/// What it cost; 0 is that of a model without a price.
fn cost(fields: Fields<'_>, tokens: u64) -> Result<Option<Cost>, Skip> {
    let total = fields.get("total_cost").number()?;
    let (prompt, completion) = (fields.get("prompt_cost").number()?, fields.get("completion_cost").number()?);
    let parts = [prompt, completion].into_iter().flatten().reduce(|sum, part| sum + part);
    let cost = total.filter(|total| *total != 0.0).or(parts);
    Ok(cost.and_then(Cost::dollars).filter(|cost| cost.nanos != 0 || tokens == 0).filter(|cost| cost.nanos != 0))
}

/// Judgements of a run, of each kind their number and their mean.
fn read_feedback(fields: Fields<'_>, id: Option<&str>, entries: &mut Entries) -> Result<(), Skip> {
    const MOST: f64 = 100.0;
    let Some(feedback) = fields.get("feedback_stats").map() else { return Ok(()) };
    for (name, stats) in feedback.iter() {
        let Some(stats) = stats.as_object().map(Fields::of_map) else { continue };
        let (count, mean) = (stats.first(&["n", "count"]).count()?, stats.first(&["avg", "mean"]).number()?);
        let Some(value) = mean else { continue };
        for place in 0..count.unwrap_or(1.0).clamp(0.0, MOST) as u64 {
            let key = id.map(|id| hashed(&["feedback", id, name, &place.to_string()]));
            let name = entries.name(name);
            entries.score(Score { name, value, key });
        }
    }
    Ok(())
}
