//! Anthropic: pages of its usage and cost reports (JSON), and the exports of its console (CSV).
//!
//! Input never holds what was cached, and writes for five minutes and for an hour are apart: nested in a report, in columns
//! of an export, in one column of older exports. Nothing says how many calls there were. The cost report counts in cents, as
//! text. Exports of two months overlap, and the row of today grows: of rows of one bucket the larger counts.

use serde_json::Map;

use super::bucket::{self, DAY, end_of, text_of, whole};
use crate::language::{tr, tr_noop};
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::{Field, Fields};
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Currency, Interval, Name, UsageRecord};
use crate::usage::skip::Skip;

/// The usage report of messages.
pub const ANTHROPIC_USAGE: Format = Format {
    key: "anthropic_usage",
    name: tr_noop!("Anthropic usage report"),
    fingerprints: &[
        &["uncached_input_tokens", "output_tokens"],
        &["uncached_input_tokens", "cache_read_input_tokens"],
        &["cache_creation", "cache_read_input_tokens", "server_tool_use", "uncached_input_tokens"],
        &["starting_at", "ending_at", "~uncachedinputtokens"],
        &["?", "starting_at", "ending_at"],
    ],
    wrappers: &["data", "results"],
    nested: &["cache_creation", "server_tool_use"],
    cached_input: CachedInput::Excluded,
    units: "buckets are UTC; there is no cost, and no count of calls",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_report),
};

/// The cost report.
pub const ANTHROPIC_COST: Format = Format {
    key: "anthropic_cost",
    name: tr_noop!("Anthropic cost report"),
    fingerprints: &[
        &["amount", "currency", "cost_type"],
        &["amount", "currency", "workspace_id"],
        &["amount", "currency", "description", "token_type"],
        &["starting_at", "ending_at", "amount"],
    ],
    wrappers: &["data", "results"],
    nested: &[],
    cached_input: CachedInput::Excluded,
    units: "days are UTC; amounts are written in hundredths of the currency, and what the priority tier costs is not among them",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_cost_report),
};

/// The console's export of tokens.
pub const ANTHROPIC_CONSOLE: Format = Format {
    key: "anthropic_console",
    name: tr_noop!("Anthropic console, tokens"),
    fingerprints: &[
        &["~usagedateutc", "~usageinputtokensnocache"],
        &["~usagedateutc", "~usageoutputtokens"],
        &["~usagedateutc", "~inputtokens", "~outputtokens"],
        &["~usagedateutc", "~modelversion"],
        &["~usagedateutc", "~uncachedinputtokens"],
    ],
    wrappers: &["data"],
    nested: &[],
    cached_input: CachedInput::Excluded,
    units: "days and hours are UTC; there is no cost, and no count of calls",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_console),
};

/// The console's export of costs.
pub const ANTHROPIC_CONSOLE_COST: Format = Format {
    key: "anthropic_console_cost",
    name: tr_noop!("Anthropic console, costs"),
    fingerprints: &[&["~usagedateutc", "~costusd"], &["~usagedateutc", "~tokentype", "~listpriceusd"]],
    wrappers: &["data"],
    nested: &[],
    cached_input: CachedInput::Excluded,
    units: "days are UTC; amounts are US dollars after discounts, rounded to cents",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_console_cost),
};

const CACHE_READ: &[&str] =
    &["cachereadinputtokens", "usageinputtokenscacheread", "inputtokenscacheread", "cachereadtokens"];
const WRITE_5M: &[&str] = &[
    "ephemeral5minputtokens",
    "cachecreationephemeral5minputtokens",
    "usageinputtokenscachewrite5m",
    "inputtokenscachewrite5m",
    "cachewrite5minputtokens",
    "cachecreation5minputtokens",
];
const WRITE_1H: &[&str] = &[
    "ephemeral1hinputtokens",
    "cachecreationephemeral1hinputtokens",
    "usageinputtokenscachewrite1h",
    "inputtokenscachewrite1h",
    "cachewrite1hinputtokens",
    "cachecreation1hinputtokens",
];
const WRITE: &[&str] = &[
    "usageinputtokenscachewrite",
    "inputtokenscachewrite",
    "cachecreationinputtokens",
    "cachewriteinputtokens",
    "cachecreationtokens",
];
const UNCACHED: &[&str] =
    &["uncachedinputtokens", "usageinputtokensnocache", "inputtokensnocache", "usageinputtokens", "inputtokens"];
const OUTPUT: &[&str] = &["outputtokens", "usageoutputtokens"];

/// The counts of a row or result. What is missing as a whole is refused: it would count as nothing.
fn counts(fields: Fields<'_>, creation: Fields<'_>, entries: &mut Entries) -> Result<StatedCounts, Skip> {
    for (names, missing) in [
        (UNCACHED, tr!("the count of uncached input (`usage_input_tokens_no_cache`)")),
        (OUTPUT, tr!("the count of output (`usage_output_tokens`)")),
        (CACHE_READ, tr!("the count of input read from caches (`usage_input_tokens_cache_read`)")),
    ] {
        if !fields.has_like(names) {
            return Err(entries.refuse_without(missing));
        }
    }
    let has_writes = [WRITE_5M, WRITE_1H, WRITE].iter().any(|names| fields.has_like(names) || creation.has_like(names));
    if !has_writes && !fields.has("cache_creation") {
        return Err(
            entries.refuse_without(tr!("the count of input written to caches (`usage_input_tokens_cache_write_5m`)"))
        );
    }
    let either = |names: &[&str]| {
        let nested = creation.like(names);
        if nested.is_missing() { fields.like(names) } else { nested }
    };
    let (write_5m, write_1h) = (either(WRITE_5M).count()?, either(WRITE_1H).count()?);
    let is_split = write_5m.is_some() || write_1h.is_some();
    Ok(StatedCounts {
        input: fields.like(UNCACHED).count()?,
        cache_read: fields.like(CACHE_READ).count()?,
        // The whole and its parts are the same tokens.
        cache_write_5m: if is_split { write_5m } else { either(WRITE).count()? },
        cache_write_1h: write_1h,
        output: fields.like(OUTPUT).count()?,
        ..StatedCounts::default()
    })
}

fn is_empty(counts: &StatedCounts) -> bool {
    let StatedCounts { input, cache_read, cache_write_5m, cache_write_1h, output, .. } = counts;
    [input, cache_read, cache_write_5m, cache_write_1h, output].into_iter().all(Option::is_none)
}

fn read_report(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    entries.note_page(fields);
    if fields.is_wrapping() || fields.has("data") || fields.has("has_more") {
        return Err(Skip::OtherKind);
    }
    let (from, to) = period(fields, entries)?;
    let creation = fields.get("cache_creation").map();
    let empty = Map::new();
    let creation = Fields::of_map(creation.as_deref().unwrap_or(&empty));
    let counts = counts(fields, creation, entries)?;
    if is_empty(&counts) {
        return Err(Skip::Blank);
    }
    let tools = fields.get("server_tool_use").map();
    let tools = Fields::of_map(tools.as_deref().unwrap_or(&empty));
    let nested = tools.get("web_search_requests");
    let searches = if nested.is_missing() {
        fields.like(&["servertoolusewebsearchrequests", "websearchrequests"])
    } else {
        nested
    };
    let tier = fields.like(&["servicetier"]).text();
    let dimensions = dimensions(fields, from, to);
    let record = UsageRecord {
        batch: tier.as_deref().map(|tier| tier == "batch"),
        tier: tier.map(|tier| entries.name(&tier)),
        meters: searched(searches, entries)?,
        tokens: counts.disjoint(ANTHROPIC_USAGE.cached_input),
        key: Some(bucket::key(&dimensions)),
        ..bucket_of(fields, (from, to), entries)
    };
    entries.usage(record);
    Ok(())
}

fn read_cost_report(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    entries.note_page(fields);
    if fields.is_wrapping() || !fields.has("amount") {
        return Err(Skip::OtherKind);
    }
    let (from, to) = period(fields, entries)?;
    let Some(cents) = fields.get("amount").number()? else { return Err(Skip::Blank) };
    let currency = fields.get("currency").text().and_then(|text| Currency::parse(&text)).unwrap_or(Currency::USD);
    let description = fields.first(&["description", "cost_type"]).text();
    let own = bucket_of(fields, (from, to), entries);
    let service = description.filter(|_| own.model.is_none()).map(|name| entries.name(&name));
    let dimensions = dimensions(fields, from, to);
    let record = UsageRecord {
        service,
        cost: Cost::billed(cents / 100.0, currency),
        key: Some(bucket::key(&dimensions)),
        ..own
    };
    entries.usage(record);
    Ok(())
}

fn read_console(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let empty = Map::new();
    let counts = counts(fields, Fields::of_map(&empty), entries)?;
    let (from, to) = console_day(fields, entries)?;
    let searches = fields.like(&["websearchcount", "websearches"]);
    if is_empty(&counts) && searches.is_missing() {
        return Err(Skip::Blank);
    }
    let kind = fields.like(&["usagetype"]).text();
    let record = UsageRecord {
        batch: kind.map(|kind| kind.to_ascii_lowercase().contains("batch")),
        meters: searched(searches, entries)?,
        tokens: counts.disjoint(ANTHROPIC_CONSOLE.cached_input),
        key: Some(bucket::key(&dimensions(fields, from, to))),
        // Where keys were taken out, rows of several keys look alike.
        is_key_shared: !fields.has_like(&["apikey", "apikeyid"]),
        ..bucket_of(fields, (from, to), entries)
    };
    entries.usage(record);
    Ok(())
}

fn read_console_cost(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let (from, to) = console_day(fields, entries)?;
    let Some(amount) = fields.like(&["costusd", "listpriceusd"]).number()? else { return Err(Skip::Blank) };
    let kind = fields.like(&["costtype", "tokentype"]).text();
    let own = bucket_of(fields, (from, to), entries);
    let usage_type = fields.like(&["usagetype"]).text();
    let record = UsageRecord {
        service: kind.filter(|_| own.model.is_none()).map(|name| entries.name(&name)),
        batch: usage_type.map(|kind| kind.to_ascii_lowercase().contains("batch")),
        cost: Cost::billed(amount, Currency::USD),
        key: Some(bucket::key(&dimensions(fields, from, to))),
        is_key_shared: !fields.has_like(&["apikey", "apikeyid"]) || !fields.has_like(&["tokentype"]),
        ..own
    };
    entries.usage(record);
    Ok(())
}

/// What all rows have in common.
fn bucket_of(fields: Fields<'_>, (from, to): (i64, i64), entries: &mut Entries) -> UsageRecord {
    UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: Some(entries.name("Anthropic")),
        model: entries.name_in(fields.like(&["model", "modelversion", "modelname"])),
        is_bucket: true,
        ..UsageRecord::default()
    }
}

fn searched(field: Field<'_>, entries: &mut Entries) -> Result<Vec<(Name, u64)>, Skip> {
    let searches = whole(field.count()?).filter(|searches| 0 < *searches);
    Ok(searches.map(|searches| (entries.name("web searches"), searches)).into_iter().collect())
}

/// All that a bucket was grouped by.
fn dimensions(fields: Fields<'_>, from: i64, to: i64) -> Vec<String> {
    const NAMES: [&[&str]; 13] = [
        &["model", "modelversion", "modelname"],
        &["apikeyid"],
        &["apikey"],
        &["workspaceid"],
        &["workspace"],
        &["usagetype"],
        &["servicetier"],
        &["contextwindow"],
        &["tokentype"],
        &["costtype"],
        &["description"],
        &["inferencegeo"],
        &["speed"],
    ];
    let texts = NAMES.iter().map(|names| text_of(fields, names));
    [from.to_string(), to.to_string()].into_iter().chain(texts).collect()
}

fn period(fields: Fields<'_>, entries: &mut Entries) -> Result<(i64, i64), Skip> {
    let from = entries.instant_in(fields.inherited("starting_at"))?.ok_or(Skip::NoTime)?;
    Ok((from, entries.instant_in(fields.inherited("ending_at"))?.unwrap_or(from.saturating_add(DAY))))
}

fn console_day(fields: Fields<'_>, entries: &mut Entries) -> Result<(i64, i64), Skip> {
    let field = fields.like(&["usagedateutc", "usagedate", "date"]);
    let from = entries.instant_in(field)?.ok_or(Skip::NoTime)?;
    let text = field.text().unwrap_or_default();
    Ok((from, end_of(from, &text)))
}
