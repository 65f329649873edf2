//! OpenAI: pages of its usage and costs interfaces, and the exports of its dashboard (CSV).
//!
//! Input holds what was read from and written to caches, and output holds reasoning. `input_text_tokens` and its like divide
//! the same tokens once more by kind, and are not added. Empty buckets are rows of blanks. Usage and costs tell of the same
//! calls and do not agree by day, so they are two formats.

use serde_json::Map;

use super::bucket::{self, DAY, text_of, whole};
use super::meter::{self, Meter};
use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::{Field, Fields};
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Currency, Interval, Name, UsageRecord};
use crate::usage::skip::Skip;

/// Pages of the usage interface, also the older one: an object a bucket of time and whatever it was grouped by.
pub const OPENAI_USAGE: Format = usage(
    "openai_usage",
    tr_noop!("OpenAI usage"),
    &[
        &["~nummodelrequests"],
        &["n_context_tokens_total", "n_generated_tokens_total"],
        &["object", "usage_bytes"],
        &["object", "num_sessions"],
        &["object", "num_requests"],
        &["?", "object", "start_time", "end_time"],
    ],
);

/// The dashboard's export of usage. It names projects and keys that pages may leave out, so that the two cannot be told to
/// be of the same calls, and are never added up.
pub const OPENAI_USAGE_EXPORT: Format = usage(
    "openai_usage_export",
    tr_noop!("OpenAI usage, as its dashboard exports it"),
    &[
        &["start_time_iso", "~nummodelrequests"],
        // Of an export without any use no other columns are left.
        &["?", "start_time", "end_time", "start_time_iso", "end_time_iso"],
    ],
);

/// Pages of the costs interface: an object a bucket of time and line of the bill.
pub const OPENAI_COSTS: Format = costs(
    "openai_costs",
    tr_noop!("OpenAI costs"),
    &[
        &["~amountvalue"],
        &["object", "amount", "line_item"],
        &["object", "amount"],
        &["amount.value", "amount.currency"],
    ],
);

/// The dashboard's export of costs.
pub const OPENAI_COSTS_EXPORT: Format = costs(
    "openai_costs_export",
    tr_noop!("OpenAI costs, as its dashboard exports them"),
    &[&["start_time_iso", "~amountvalue"]],
);

const fn usage(key: &'static str, name: &'static str, fingerprints: &'static [&'static [&'static str]]) -> Format {
    Format {
        key,
        name,
        fingerprints,
        wrappers: &["data", "results"],
        nested: &[],
        cached_input: CachedInput::Included,
        units: "buckets are UTC; there is no cost",
        is_ordered: false,
        row_limits: &[],
        reader: || Box::new(read_usage),
    }
}

const fn costs(key: &'static str, name: &'static str, fingerprints: &'static [&'static [&'static str]]) -> Format {
    Format {
        key,
        name,
        fingerprints,
        wrappers: &["data", "results"],
        nested: &["amount"],
        cached_input: CachedInput::Included,
        units: "buckets are UTC; amounts are in the currency of each row",
        is_ordered: false,
        row_limits: &[],
        reader: || Box::new(read_costs),
    }
}

fn read_usage(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    entries.note_page(fields);
    if fields.has("amount") {
        return Err(Skip::OtherKind);
    }
    let object = fields.get("object").text().unwrap_or_default();
    if fields.is_wrapping() || matches!(&*object, "page" | "bucket" | "list") {
        return Err(Skip::OtherKind);
    }
    let Some((from, to)) = bucket_of(fields, entries)? else { return Err(Skip::NoTime) };
    let model = fields.like(&["model", "modelname", "snapshotid"]).text();
    let counts = counts(fields, &object, model.as_deref(), entries)?;
    let is_tool = ["web_search", "file_search"].iter().any(|kind| object.contains(kind));
    let meters = meters(fields, is_tool, entries)?;
    let calls =
        if is_tool { None } else { whole(fields.like(&["nummodelrequests", "nrequests", "numrequests"]).count()?) };
    // The older names are those of Groq's console too, which counts what was not cached, and says what it cost.
    let is_groq = fields.has_like(&["nnoncachedcontexttokenstotal"]);
    let cost = if is_groq { fields.like(&["cost"]).number()?.and_then(Cost::dollars) } else { None };
    let is_blank = [counts.input, counts.output, counts.cache_read].iter().all(Option::is_none) && meters.is_empty();
    if is_blank && calls.is_none() {
        return Err(Skip::Blank);
    }
    let tier = fields.like(&["servicetier"]).text();
    let batch = fields.like(&["batch"]).flag();
    let dimensions = [
        from.to_string(),
        to.to_string(),
        object.into_owned(),
        text_of(fields, &["projectid"]),
        text_of(fields, &["userid"]),
        text_of(fields, &["apikeyid"]),
        model.as_deref().unwrap_or_default().to_owned(),
        text_of(fields, &["batch"]),
        text_of(fields, &["servicetier"]),
        text_of(fields, &["operation", "size", "source", "contextlevel"]),
        text_of(fields, &["organizationid"]),
    ];
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: Some(entries.name(if is_groq { "Groq" } else { "OpenAI" })),
        cost,
        service: meters.first().filter(|_| model.is_none()).map(|(name, _)| *name),
        model: model.map(|model| entries.name(&model)),
        calls,
        is_bucket: true,
        // Pages have each bucket and group once; the dashboard writes several rows for one.
        is_key_shared: !fields.has("object"),
        tokens: counts.disjoint(OPENAI_USAGE.cached_input),
        meters,
        batch,
        tier: tier.map(|tier| entries.name(&tier)),
        key: Some(bucket::key(&dimensions)),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

/// The counts of a bucket. Audio and images are among the input and the output, unless they are more than those.
fn counts(fields: Fields<'_>, object: &str, model: Option<&str>, entries: &mut Entries) -> Result<StatedCounts, Skip> {
    let count = |names: &[&str]| fields.like(names).count();
    let other = |names: [&str; 2]| Ok((count(&names[..1])?.unwrap_or(0.0), count(&names[1..])?.unwrap_or(0.0)));
    let input_names = ["inputtokens", "ncontexttokenstotal", "prompttokens"];
    let output_names = ["outputtokens", "ngeneratedtokenstotal", "completiontokens"];
    let uncached = count(&["inputuncachedtokens", "uncachedinputtokens", "nnoncachedcontexttokenstotal"])?;
    let cache_read = count(&["inputcachedtokens", "ncachedcontexttokenstotal", "cachedinputtokens"])?;
    let cache_write = count(&["inputcachewritetokens", "cachewriteinputtokens"])?;
    let has_input = fields.has_like(&input_names) || fields.has_like(&["inputuncachedtokens", "uncachedinputtokens"]);
    let is_of_calls = fields.has_like(&["batch", "servicetier", "inputcachedtokens"]) || object.contains("completions");
    if is_of_calls && !has_input {
        return Err(entries.refuse_without("`input_tokens`"));
    }
    let has_no_output = ["embedding", "moderation"]
        .iter()
        .any(|kind| object.contains(kind) || model.is_some_and(|model| model.to_ascii_lowercase().contains(kind)));
    if is_of_calls && !has_no_output && !fields.has_like(&output_names) {
        return Err(entries.refuse_without("`output_tokens`"));
    }
    let (audio, image): (f64, f64) = other(["inputaudiotokens", "inputimagetokens"])?;
    let apart = |whole: f64| if whole < audio + image { whole + audio + image } else { whole };
    let parts = [uncached, cache_read, cache_write];
    let summed = || uncached.map(|_| parts.into_iter().flatten().sum());
    let input = count(&input_names)?.map(apart).or_else(summed);
    // What is neither uncached nor written was read.
    let rest = || Some((input? - uncached? - cache_write.unwrap_or(0.0)).max(0.0));
    let cache_read = cache_read.or_else(rest);
    let (audio, image): (f64, f64) = other(["outputaudiotokens", "outputimagetokens"])?;
    let apart = |whole: f64| if whole < audio + image { whole + audio + image } else { whole };
    Ok(StatedCounts {
        input,
        cache_read,
        cache_write_5m: cache_write,
        output: count(&output_names)?.map(apart),
        ..StatedCounts::default()
    })
}

/// What else was counted.
fn meters(fields: Fields<'_>, is_tool: bool, entries: &mut Entries) -> Result<Vec<(Name, u64)>, Skip> {
    const METERS: [(&str, &str); 6] = [
        ("images", "images"),
        ("characters", "characters"),
        ("seconds", "seconds of audio"),
        ("usagebytes", "bytes of vector stores"),
        ("numsessions", "code interpreter sessions"),
        ("numcalls", "tool calls"),
    ];
    let mut meters = Vec::new();
    if let Some(count) = whole(fields.like(&["numrequests"]).count()?).filter(|_| is_tool) {
        meters.push((entries.name("tool calls"), count));
    }
    for (plain_name, name) in METERS {
        if let Some(count) = whole(fields.like(&[plain_name]).count()?) {
            meters.push((entries.name(name), count));
        }
    }
    Ok(meters)
}

fn read_costs(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    entries.note_page(fields);
    let amount = fields.get("amount").map();
    let empty = Map::new();
    let amount = Fields::of_map(amount.as_deref().unwrap_or(&empty));
    if fields.is_wrapping() || !fields.has("amount") && !fields.has_like(&["amountvalue"]) {
        return Err(Skip::OtherKind);
    }
    let Some((from, to)) = bucket_of(fields, entries)? else { return Err(Skip::NoTime) };
    let value = amount.get("value").number()?;
    let Some(value) = value.or(fields.like(&["amountvalue"]).number()?) else { return Err(Skip::Blank) };
    let currency = amount.get("currency").text().or_else(|| fields.like(&["amountcurrency"]).text());
    let currency = currency.and_then(|text| Currency::parse(&text)).unwrap_or(Currency::USD);
    let line = fields.like(&["lineitem"]).text();
    let meter = line.as_deref().map(Meter::parse);
    let quantity = fields.like(&["quantity"]).number()?;
    let per_unit = fields.like(&["quantityunit"]).text().and_then(|unit| meter::tokens_per_unit(&unit));
    let counts = match (&meter, quantity, per_unit) {
        (Some(meter), Some(quantity), Some(per_unit)) => meter.counts(quantity * per_unit),
        _ => StatedCounts::default(),
    };
    // `gpt-x-2026-01-01, cached input` is of a model; a line without a comma is of a service.
    let model = line.as_deref().and_then(|line| line.split_once(", ")).map(|(model, _)| model.trim().to_owned());
    let dimensions = [
        from.to_string(),
        to.to_string(),
        line.as_deref().unwrap_or_default().to_owned(),
        text_of(fields, &["projectid"]),
        text_of(fields, &["userid"]),
        text_of(fields, &["apikeyid"]),
        text_of(fields, &["organizationid"]),
        text_of(fields, &["apisource"]),
        currency.as_str().to_owned(),
    ];
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: Some(entries.name("OpenAI")),
        service: line.filter(|_| model.is_none()).map(|line| entries.name(&line)),
        model: model.map(|model| entries.name(&model)),
        is_bucket: true,
        is_key_shared: !fields.has("object"),
        tokens: counts.disjoint(CachedInput::Excluded),
        batch: meter.filter(|meter| meter.is_batch).map(|_| true),
        cost: Cost::billed(value, currency),
        key: Some(bucket::key(&dimensions)),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

/// From when to when: in seconds, or as text where a spreadsheet has spoilt those.
fn bucket_of(fields: Fields<'_>, entries: &mut Entries) -> Result<Option<(i64, i64)>, Skip> {
    const FIVE_MINUTES: i64 = 300_000_000;
    let usual = if fields.has_like(&["aggregationtimestamp"]) { FIVE_MINUTES } else { DAY };
    let field = |names: [&str; 3]| {
        let own = fields.like(&names);
        if own.is_missing() { fields.inherited(names[2]) } else { own }
    };
    let mut instant = |field: Field<'_>, text: Field<'_>| match (entries.instant_in(field), entries.instant_in(text)) {
        (Ok(Some(instant)), _) | (Ok(None) | Err(_), Ok(Some(instant))) => Ok(Some(instant)),
        (Err(why), _) | (_, Err(why)) => Err(why),
        (Ok(None), Ok(None)) => Ok(None),
    };
    let start = field(["starttime", "aggregationtimestamp", "start_time"]);
    let Some(from) = instant(start, fields.like(&["starttimeiso", "date", "timestamp"]))? else { return Ok(None) };
    let end = field(["endtime", "endtime", "end_time"]);
    let to = instant(end, fields.like(&["endtimeiso"]))?.unwrap_or(from.saturating_add(usual));
    Ok(Some((from, to)))
}
