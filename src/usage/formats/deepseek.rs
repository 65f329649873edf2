//! DeepSeek: the two tables of its export, amounts and costs (CSV).
//!
//! Amounts say what was used and not in which currency its prices are; costs say what was paid and not for how much. So the
//! one gives tokens and calls and the other money, and both together are one reading in which nothing is counted twice.

use super::bucket::{self, DAY, text_of, whole};
use super::meter::Bucket;
use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Currency, Interval, UsageRecord};
use crate::usage::skip::Skip;

/// Amounts and costs.
pub const DEEPSEEK: Format = Format {
    key: "deepseek",
    name: tr_noop!("DeepSeek amounts and costs"),
    fingerprints: &[
        &["~model", "~type", "~amount", "~price", "~apikeyname"],
        &["~model", "~type", "~amount", "~price"],
        &["~model", "~wallettype", "~cost", "~currency"],
    ],
    wrappers: &["data"],
    nested: &[],
    cached_input: CachedInput::Excluded,
    units: "days are those of the zone of the export; amounts of money are in the currency of each row of costs",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let from =
        bucket::day_in(fields.like(&["starttimeiso", "utcdate", "date", "starttime"]), entries)?.ok_or(Skip::NoTime)?;
    let to = bucket::day_in(fields.like(&["endtimeiso", "endtime"]), entries)?.unwrap_or(from.saturating_add(DAY));
    let mut record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: Some(entries.name("DeepSeek")),
        model: entries.name_in(fields.like(&["model"])),
        is_bucket: true,
        is_key_shared: true,
        ..UsageRecord::default()
    };
    let dimensions = [
        from.to_string(),
        text_of(fields, &["userid"]),
        text_of(fields, &["model"]),
        text_of(fields, &["apikeyname"]),
        text_of(fields, &["apikey"]),
        text_of(fields, &["type"]),
        text_of(fields, &["price"]),
        text_of(fields, &["wallettype"]),
        text_of(fields, &["currency"]),
    ];
    record.key = Some(bucket::key(&dimensions));
    if fields.has_like(&["wallettype"]) || !fields.has_like(&["type"]) {
        let Some(cost) = fields.like(&["cost"]).number()? else { return Err(Skip::Blank) };
        let currency =
            fields.like(&["currency"]).text().and_then(|text| Currency::parse(&text)).ok_or(Skip::MissingField)?;
        record.cost = Cost::billed(cost, currency);
        entries.usage(record);
        return Ok(());
    }
    let Some(amount) = fields.like(&["amount"]).count()? else { return Err(Skip::Blank) };
    let counts = match &*text_of(fields, &["type"]).to_lowercase() {
        "request_count" | "requests" => {
            record.calls = whole(Some(amount));
            StatedCounts::default()
        }
        "input_cache_hit_tokens" | "prompt_cache_hit_tokens" => Bucket::CacheRead.counts(amount),
        "input_cache_miss_tokens" | "prompt_cache_miss_tokens" | "input_tokens" | "prompt_tokens" => {
            Bucket::Input.counts(amount)
        }
        "output_tokens" | "completion_tokens" => Bucket::Output.counts(amount),
        "reasoning_tokens" | "output_reasoning_tokens" => return Err(Skip::Overlapping),
        _ => return Err(Skip::OtherKind),
    };
    record.tokens = counts.disjoint(DEEPSEEK.cached_input);
    entries.usage(record);
    Ok(())
}
